/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The moments of a history: of its records, or of the rows of its segments where they lie.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-timeline-builder.h"

#include <string.h>

#include "incentives/baton-clusters.h"

/* Of a segment, by number of the name. */
typedef struct
{
  BatonRowNames  known;
  guint32       *subjects;         /* number in *subjects* + 1; 0: not seen yet */
  guint32       *regions;          /* as baton_timeline_number_region() has it; G_MAXUINT32: not seen yet */
} SegmentNames;

static gboolean
can_count (const BatonMoment *moment,
           gboolean           reverses,
           guint              state)
{
  if (reverses || state == BATON_EVENT_DECLINED || moment->type == BATON_EVENT_CLAIM)
    return FALSE;
  if (moment->type == BATON_EVENT_REDEMPTION)
    return moment->organisation != BATON_INDEX_NONE && state == BATON_EVENT_APPROVED && !moment->reversed;
  /* Without an organization it earns nothing, but may be a member's first. */
  return moment->organisation != BATON_INDEX_NONE || moment->member != BATON_INDEX_NONE;
}

/* Beside what the register says, whoever is in an event with somebody stands with them; also where it does not count, as it stands on
 * the statements of both, priced by what they are. */
static inline void
join (BatonTimelineBuilder *builder,
      guint                 n_organisations,
      guint32               organisation,
      guint32               member)
{
  /* Nearly always they stand together as the register has it. */
  if (organisation != BATON_INDEX_NONE && member != BATON_INDEX_NONE && builder->parents[organisation] != builder->parents[n_organisations + member])
    baton_clusters_join (builder->parents, organisation, n_organisations + member);
}

static guint32
number_subject (BatonTimelineBuilder *builder,
                const char           *id)
{
  guint known = g_hash_table_size (builder->subject_by_id);
  guint32 number = baton_timeline_intern (builder->subject_by_id, id);

  if (number == known)
    g_ptr_array_add (builder->self->subjects, (gpointer) id);
  return number;
}

static void
list_moments_of_events (BatonTimelineBuilder *builder)
{
  BatonTimeline *self = builder->self;
  const BatonEvent *events = baton_history_get_events (self->history);
  guint n = baton_history_get_n_events (self->history), n_organisations = baton_register_get_n_organisations (self->reg);

  self->moments = g_new (BatonMoment, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      const BatonEvent *event = &events[i];
      BatonMoment *moment = &self->moments[self->n_moments];

      *moment = (BatonMoment) { .quantity = event->quantity, .amount = event->amount, .points = event->points, .index = i, .day = event->day,
                                .share = event->share, .type = event->type, .pending = event->state == BATON_EVENT_PENDING,
                                .reversed = event->reversal_index != BATON_EVENT_NONE };
      moment->organisation = baton_register_find_organisation (self->reg, event->organisation);
      moment->member = event->member != NULL ? baton_register_find_member (self->reg, event->member) : BATON_INDEX_NONE;
      join (builder, n_organisations, moment->organisation, moment->member);
      if (event->subject == NULL || !can_count (moment, event->reverses != NULL, event->state))
        continue;
      moment->subject = number_subject (builder, event->subject);
      if (moment->organisation != BATON_INDEX_NONE && moment->type == BATON_EVENT_ACTIVITY)
        moment->who = baton_timeline_number_region (builder, event->region);
      self->n_moments++;
    }
}

/* The same of a history in segments, whose rows have numbers already: no record is made of any. */
static void
list_moments_of_rows (BatonTimelineBuilder *builder,
                      BatonHistoryRows     *rows)
{
  BatonTimeline *self = builder->self;
  GPtrArray *segments = baton_history_rows_list (rows);
  g_autofree SegmentNames *names = g_new0 (SegmentNames, MAX (segments->len, 1));
  g_autofree guint8 *reversed = baton_history_rows_mark_reversed (rows);
  guint n = baton_history_get_n_events (self->history), n_organisations = baton_register_get_n_organisations (self->reg);

  for (guint i = 0; i < segments->len; i++)
    {
      const BatonRowTexts *texts = &((BatonRows *) g_ptr_array_index (segments, i))->names;

      baton_row_names_look_up (self->reg, texts, &names[i].known);
      names[i].subjects = g_new0 (guint32, (gsize) texts->n + 1);
      names[i].regions = g_new (guint32, (gsize) texts->n + 1);
      memset (names[i].regions, 0xff, sizeof *names[i].regions * ((gsize) texts->n + 1));
    }
  self->moments = g_new (BatonMoment, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      BatonMoment *moment = &self->moments[self->n_moments];
      guint32 at;
      guint place = baton_history_rows_locate (rows, i, &at);
      BatonRows *segment = g_ptr_array_index (segments, place);
      BatonRow row;

      baton_rows_get (segment, at, &row);
      if (MAX (MAX (row.subject, row.region), MAX (row.organisation, row.member)) > segment->names.n)
        continue;
      join (builder, n_organisations, names[place].known.organisations[row.organisation], names[place].known.members[row.member]);
      if (row.subject == 0)
        continue;
      *moment = (BatonMoment) { .quantity = row.quantity, .amount = row.amount, .points = row.points, .index = i, .day = row.day,
                                .organisation = names[place].known.organisations[row.organisation], .member = names[place].known.members[row.member],
                                .share = row.share, .type = row.type, .pending = row.state == BATON_EVENT_PENDING,
                                .reversed = reversed != NULL && (reversed[i / 8] >> i % 8 & 1) != 0 };
      if (!can_count (moment, row.reverses != BATON_ROW_ID_NONE, row.state))
        continue;
      if (names[place].subjects[row.subject] == 0)
        names[place].subjects[row.subject] = number_subject (builder, baton_row_texts_get (&segment->names, row.subject)) + 1;
      moment->subject = names[place].subjects[row.subject] - 1;
      if (moment->organisation != BATON_INDEX_NONE && moment->type == BATON_EVENT_ACTIVITY)
        {
          if (names[place].regions[row.region] == G_MAXUINT32)
            names[place].regions[row.region] = baton_timeline_number_region (builder, baton_row_texts_get (&segment->names, row.region));
          moment->who = names[place].regions[row.region];
        }
      self->n_moments++;
    }
  for (guint i = 0; i < segments->len; i++)
    {
      baton_row_names_clear (&names[i].known);
      g_free (names[i].subjects);
      g_free (names[i].regions);
    }
}

void
baton_timeline_list_moments (BatonTimelineBuilder *builder)
{
  BatonHistoryRows *rows = baton_history_get_rows (builder->self->history);

  if (rows != NULL)
    list_moments_of_rows (builder, rows);
  else
    list_moments_of_events (builder);
}
