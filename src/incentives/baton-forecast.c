/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growth is a matter of counting: each organization and activity carries over what is left of an event, so that the
 * forecast has whole events and the right number of them, whatever the growth. Sizes stay what they were.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-forecast.h"

#include <stdlib.h>

#include "incentives/baton-history-private.h"
#include "incentives/baton-history-store-private.h"

#define WHOLE 10000
#define MONTHS 12
#define PREFIX "forecast-"

gboolean
baton_forecast_is_made_up (const BatonEvent *event)
{
  return g_str_has_prefix (event->id, PREFIX);
}

gboolean
baton_forecast_is (BatonHistory *history)
{
  BatonHistoryRows *rows = baton_history_get_rows (history);
  guint n = baton_history_get_n_events (history);

  if (rows != NULL)
    return baton_history_rows_has_made_up (rows);
  return n > 0 && baton_forecast_is_made_up (&baton_history_get_events (history)[n - 1]);
}

/* How often the event is repeated. */
static gint64
count_copies (GHashTable       *carried,
              const BatonEvent *event,
              int               growth)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", event->organisation, event->subject);
  gint64 *left = g_hash_table_lookup (carried, key);
  gint64 copies;

  if (left == NULL)
    {
      left = g_new0 (gint64, 1);
      g_hash_table_insert (carried, g_steal_pointer (&key), left);
    }
  *left += WHOLE + growth;
  copies = *left / WHOLE;
  *left %= WHOLE;
  return copies;
}

static void
add_copies (BatonHistoryBuilder *builder,
            const BatonEvent    *event,
            gint64               copies)
{
  for (gint64 i = 0; i < copies; i++)
    {
      g_autofree char *id = g_strdup_printf (PREFIX "%" G_GINT64_FORMAT "-%s", i + 1, event->id);
      BatonEvent copy = *event;

      copy.id = id;
      copy.day = baton_day_add_months (event->day, MONTHS);
      copy.version = 1;
      baton_history_builder_add (builder, &copy);
    }
}

static gboolean
is_granted (BatonEventType  type,
            BatonEventState state)
{
  return state == BATON_EVENT_APPROVED || (type == BATON_EVENT_CLAIM && state == BATON_EVENT_PAID);
}

static gboolean
repeats (const BatonEvent *event,
         BatonDay          today)
{
  return is_granted (event->type, event->state) && event->reverses == NULL &&
         event->reversal_index == BATON_EVENT_NONE && baton_day_add_months (event->day, MONTHS) > today;
}

/* ── Of segments ─────────────────────────────────────────────────────────────────────────────────────── */

/* The rows that are made up: one more segment. */
typedef struct
{
  GArray        *rows;        /* of BatonRow */
  BatonRowTexts  names;
  BatonRowTexts  ids;
  GHashTable    *carried;     /* numbers of organization and subject, as a gint64 → what is left, as a guint * */
} Making;

/* GLib's takes the lower half alone. */
static guint
hash_key (gconstpointer key)
{
  return (guint) (*(const guint64 *) key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> 32);
}

static gint64
count_row_copies (Making         *making,
                  const BatonRow *row,
                  int             growth)
{
  gint64 key = (gint64) ((guint64) row->organisation << 32 | row->subject);
  guint *left = g_hash_table_lookup (making->carried, &key);
  guint64 sum;

  if (left == NULL)
    {
      left = g_new0 (guint, 1);
      g_hash_table_insert (making->carried, g_memdup2 (&key, sizeof key), left);
    }
  sum = *left + (guint64) (WHOLE + growth);
  *left = (guint) (sum % WHOLE);
  return (gint64) (sum / WHOLE);
}

static void
add_row_copies (Making         *making,
                const BatonRow *row,
                const char     *id,
                gint64          copies)
{
  for (gint64 i = 0; i < copies; i++)
    {
      char text[256];
      BatonRow copy = *row;

      g_snprintf (text, sizeof text, PREFIX "%" G_GINT64_FORMAT "-%s", i + 1, id);
      copy.id = BATON_ROW_ID_TEXT | baton_row_texts_add (&making->ids, text);
      copy.day = baton_day_add_months (row->day, MONTHS);
      copy.version = 1;
      g_array_append_val (making->rows, copy);
    }
}

static int
compare_rows (const void *a,
              const void *b,
              void       *ids)
{
  const BatonRow *first = a;
  const BatonRow *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return baton_row_id_compare (first->id, ids, second->id, ids);
}

static void
make_rows (Making           *making,
           BatonHistoryRows *rows,
           BatonDay          today,
           int               growth)
{
  GPtrArray *segments = baton_history_rows_list (rows);
  g_autofree guint32 **names = g_new0 (guint32 *, MAX (segments->len, 1));
  g_autofree guint8 *reversed = baton_history_rows_mark_reversed (rows);

  for (guint i = 0; i < segments->len; i++)
    names[i] = baton_rows_map_names (g_ptr_array_index (segments, i), &making->names);
  for (guint32 i = 0; i < baton_history_rows_get_n (rows); i++)
    {
      guint32 at;
      guint place = baton_history_rows_locate (rows, i, &at);
      BatonRows *segment = g_ptr_array_index (segments, place);
      BatonDay day = (BatonDay) baton_rows_get_value (segment, BATON_ROWS_DAY, at);
      BatonRow row;
      guint32 *numbers[] = { &row.organisation, &row.member, &row.subject, &row.region, &row.deal, &row.part, &row.currency };
      char buffer[24];

      if (day > today)
        break;
      if (baton_day_add_months (day, MONTHS) <= today || (reversed != NULL && (reversed[i / 8] >> i % 8 & 1) != 0))
        continue;
      baton_rows_get (segment, at, &row);
      if (!is_granted (row.type, row.state) || row.reverses != BATON_ROW_ID_NONE)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        *numbers[k] = *numbers[k] <= segment->names.n ? names[place][*numbers[k]] : 0;
      add_row_copies (making, &row, baton_row_id_get_text (row.id, &segment->ids, buffer),
                      row.type == BATON_EVENT_ACTIVITY ? count_row_copies (making, &row, growth) : 1);
    }
  for (guint i = 0; i < segments->len; i++)
    g_free (names[i]);
}

/* The year ahead as a segment that lies in memory: no record is made of any row. NULL where that cannot be had. */
static BatonHistory *
continue_rows (BatonHistoryRows *rows,
               BatonDay          today,
               int               growth)
{
  Making making = { .rows = g_array_new (FALSE, FALSE, sizeof (BatonRow)),
                    .carried = g_hash_table_new_full (hash_key, g_int64_equal, g_free, g_free) };
  g_autoptr (BatonRowsWriter) writer = NULL;
  BatonRows *made_up = NULL;
  BatonHistoryRows *all;
  BatonRowsShape shape;

  baton_row_texts_init (&making.names, TRUE);
  baton_row_texts_init (&making.ids, FALSE);
  make_rows (&making, rows, today, growth);
  if (making.rows->len > 1)
    qsort_r (making.rows->data, making.rows->len, sizeof (BatonRow), compare_rows, &making.ids);
  baton_rows_shape_init (&shape);
  baton_rows_shape_add (&shape, (const BatonRow *) (gpointer) making.rows->data, making.rows->len);
  writer = baton_rows_writer_new_in_memory (&shape, NULL);
  if (writer != NULL)
    {
      baton_rows_writer_add (writer, (const BatonRow *) (gpointer) making.rows->data, making.rows->len);
      made_up = baton_rows_writer_finish_in_memory (writer, &making.names, &making.ids, NULL);
    }
  g_array_unref (making.rows);
  g_hash_table_unref (making.carried);
  baton_row_texts_clear (&making.names);
  baton_row_texts_clear (&making.ids);
  all = made_up != NULL ? baton_history_rows_continue (rows, today, made_up, NULL) : NULL;
  return all != NULL ? baton_history_new_from_rows (all) : NULL;
}

BatonHistory *
baton_forecast_new (BatonHistory *history,
                    BatonDay      today,
                    int           growth)
{
  g_autoptr (BatonHistoryBuilder) builder = NULL;
  g_autoptr (GHashTable) carried = NULL;
  BatonHistoryRows *rows = baton_history_get_rows (history);
  BatonHistory *continued = NULL;
  const BatonEvent *events;
  guint n;

  g_return_val_if_fail (growth >= -WHOLE, NULL);

  if (rows != NULL)
    continued = continue_rows (rows, today, growth);
  if (continued != NULL)
    return continued;
  builder = baton_history_builder_new ();
  carried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  events = baton_history_get_events (history);
  n = baton_history_get_n_events (history);
  for (guint i = 0; i < n && events[i].day <= today; i++)
    baton_history_builder_add (builder, &events[i]);
  for (guint i = 0; i < n && events[i].day <= today; i++)
    {
      if (repeats (&events[i], today))
        add_copies (builder, &events[i], events[i].type == BATON_EVENT_ACTIVITY ? count_copies (carried, &events[i], growth) : 1);
    }
  return baton_history_builder_finish (builder, NULL);
}
