/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of a history: of its records, or of the rows of its segments where they lie.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-columns-private.h"

#include <string.h>

#include "incentives/baton-clusters.h"
#include "incentives/baton-history-private.h"

/* Rows between two looks at whether it was cancelled. */
#define ROWS_AT_ONCE 65536
#define UNKNOWN G_MAXUINT32

/* Of a segment, by number of the name. */
typedef struct
{
  BatonRowNames  known;
  guint32       *activities;    /* the builder's number; UNKNOWN: not asked yet */
  guint32       *regions;
} SegmentNames;

/* An event as both kinds of history tell it. */
typedef struct
{
  BatonColumnsRow row;
  guint32         type;
  guint32         state;
  guint32         share;
  gboolean        reverses;
} Told;

static gboolean
is_redeemed (const Told *told)
{
  return told->type == BATON_EVENT_REDEMPTION && told->state == BATON_EVENT_APPROVED && !told->reverses && !told->row.reversed &&
         told->row.organisation != BATON_INDEX_NONE;
}

/* Whether it is an event that columns hold; what they must know of others is noted. */
static gboolean
holds (BatonColumnsBuilder *builder,
       const Told          *told)
{
  if (is_redeemed (told))
    baton_columns_builder_set_partial (builder);
  if (told->type != BATON_EVENT_ACTIVITY || told->reverses)
    return FALSE;
  if (told->row.organisation == BATON_INDEX_NONE)
    {
      /* It earns nothing, but may be the member's first. */
      if (told->row.member != BATON_INDEX_NONE && told->state != BATON_EVENT_DECLINED)
        baton_columns_builder_set_members_move (builder);
      return FALSE;
    }
  if (told->state == BATON_EVENT_PENDING)
    baton_columns_builder_add_uncounted (builder, told->row.quantity, told->row.amount);
  return told->state == BATON_EVENT_APPROVED;
}

/* *activity*, *region*: the builder's numbers, of which there may be too many. */
static void
enter (BatonColumnsBuilder *builder,
       Told                *told,
       guint                activity,
       guint                region)
{
  if (activity == G_MAXUINT || region == G_MAXUINT || told->share != BATON_WHOLE)
    {
      baton_columns_builder_set_partial (builder);
      return;
    }
  told->row.activity = activity;
  told->row.region = region;
  baton_columns_builder_add (builder, &told->row);
}

static void
add_events (BatonColumnsBuilder *builder,
            BatonRegister       *reg,
            BatonHistory        *history)
{
  const BatonEvent *events = baton_history_get_events (history);

  for (guint i = 0; i < baton_history_get_n_events (history); i++)
    {
      const BatonEvent *event = &events[i];
      Told told = { .type = event->type, .state = event->state, .share = event->share, .reverses = event->reverses != NULL };

      told.row = (BatonColumnsRow) { .quantity = event->quantity, .amount = event->amount, .member = BATON_INDEX_NONE, .day = event->day,
                                     .reversed = event->reversal_index != BATON_EVENT_NONE };
      told.row.organisation = baton_register_find_organisation (reg, event->organisation);
      if (event->member != NULL)
        told.row.member = baton_register_find_member (reg, event->member);
      if (event->subject != NULL && holds (builder, &told))
        enter (builder, &told, baton_columns_builder_add_activity (builder, event->subject),
               event->region != NULL ? baton_columns_builder_add_region (builder, event->region) : 0);
    }
}

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────── */

static SegmentNames *
look_up_names (BatonRegister    *reg,
               BatonHistoryRows *rows)
{
  GPtrArray *segments = baton_history_rows_list (rows);
  SegmentNames *names = g_new0 (SegmentNames, MAX (segments->len, 1));

  for (guint i = 0; i < segments->len; i++)
    {
      const BatonRowTexts *texts = &((BatonRows *) g_ptr_array_index (segments, i))->names;
      gsize size = sizeof (guint32) * ((gsize) texts->n + 1);

      baton_row_names_look_up (reg, texts, &names[i].known);
      names[i].activities = g_malloc (size);
      names[i].regions = g_malloc (size);
      memset (names[i].activities, 0xff, size);
      memset (names[i].regions, 0xff, size);
      names[i].regions[0] = 0;
    }
  return names;
}

static void
free_names (SegmentNames *names,
            guint         n)
{
  for (guint i = 0; i < n; i++)
    {
      baton_row_names_clear (&names[i].known);
      g_free (names[i].activities);
      g_free (names[i].regions);
    }
  g_free (names);
}

static void
enter_row (BatonColumnsBuilder *builder,
           Told                *told,
           SegmentNames        *names,
           const BatonRowTexts *texts,
           const BatonRow      *row)
{
  guint32 *activity = &names->activities[row->subject];
  guint32 *region = &names->regions[row->region];

  /* Too many are asked for each time; that is so for no history that columns hold. */
  if (*activity == UNKNOWN)
    *activity = baton_columns_builder_add_activity (builder, baton_row_texts_get (texts, row->subject));
  if (*region == UNKNOWN)
    *region = baton_columns_builder_add_region (builder, baton_row_texts_get (texts, row->region));
  enter (builder, told, *activity, *region);
}

/* FALSE where it was cancelled. */
static gboolean
add_rows (BatonColumnsBuilder *builder,
          BatonRegister       *reg,
          BatonHistory        *history,
          GCancellable        *cancellable)
{
  BatonHistoryRows *rows = baton_history_get_rows (history);
  GPtrArray *segments = baton_history_rows_list (rows);
  SegmentNames *names = look_up_names (reg, rows);
  g_autofree guint8 *reversed = baton_history_rows_mark_reversed (rows);
  guint n = baton_history_get_n_events (history);
  guint i = 0;

  for (; i < n && (i % ROWS_AT_ONCE != 0 || !g_cancellable_is_cancelled (cancellable)); i++)
    {
      guint32 at;
      guint place = baton_history_rows_locate (rows, i, &at);
      BatonRows *segment = g_ptr_array_index (segments, place);
      Told told;
      BatonRow row;

      baton_rows_get (segment, at, &row);
      if (row.subject == 0 || MAX (MAX (row.subject, row.region), MAX (row.organisation, row.member)) > segment->names.n)
        continue;
      told = (Told) { .type = row.type, .state = row.state, .share = row.share, .reverses = row.reverses != BATON_ROW_ID_NONE };
      told.row = (BatonColumnsRow) { .quantity = row.quantity, .amount = row.amount, .day = row.day,
                                     .organisation = names[place].known.organisations[row.organisation], .member = names[place].known.members[row.member],
                                     .reversed = reversed != NULL && (reversed[i / 8] >> i % 8 & 1) != 0 };
      if (holds (builder, &told))
        enter_row (builder, &told, &names[place], &segment->names, &row);
    }
  free_names (names, segments->len);
  return i == n;
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

BatonColumns *
baton_columns_new (BatonRegister *reg,
                   BatonHistory  *history,
                   GCancellable  *cancellable)
{
  g_autoptr (BatonColumnsBuilder) builder = baton_columns_builder_new (baton_register_get_n_organisations (reg), baton_register_get_n_members (reg));

  if (baton_history_get_rows (history) == NULL)
    add_events (builder, reg, history);
  else if (!add_rows (builder, reg, history, cancellable))
    return NULL;
  return baton_columns_builder_finish (builder);
}

gboolean
baton_columns_can_hold (BatonHistory *history)
{
  BatonHistoryRows *rows = baton_history_get_rows (history);
  const BatonEvent *events = rows == NULL ? baton_history_get_events (history) : NULL;
  guint n = baton_history_get_n_events (history);
  gboolean holds_all = TRUE;

  for (guint i = 0; i < n && holds_all; i++)
    {
      guint32 at;
      BatonRows *segment = rows != NULL ? g_ptr_array_index (baton_history_rows_list (rows), baton_history_rows_locate (rows, i, &at)) : NULL;
      guint type = segment != NULL ? (guint) baton_rows_get_value (segment, BATON_ROWS_TYPE, at) : events[i].type;
      guint share = segment != NULL ? (guint) baton_rows_get_value (segment, BATON_ROWS_SHARE, at) : events[i].share;

      holds_all = type != BATON_EVENT_REDEMPTION && (type != BATON_EVENT_ACTIVITY || share == BATON_WHOLE);
    }
  return holds_all;
}
