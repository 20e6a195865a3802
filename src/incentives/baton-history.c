/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history in memory: an array of rows sorted by day, then id, whose strings are shared. The builder keeps, for each id,
 * the row of the highest version seen so far; because two rows of one id and version must be equal, the order in which
 * files are read does not matter to the result.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-private.h"

#include <stdlib.h>
#include <string.h>

#include "model/baton-value.h"

#define WHOLE_SHARE 10000

struct _BatonHistory
{
  gatomicrefcount   references;
  BatonHistoryRows *rows;         /* where they lie in segments; NULL */
  guint             n_events;
  GMutex            lock;         /* of a history of segments: guards what follows, until it is there */
  gint              has_events;   /* atomic */
  GStringChunk     *strings;
  BatonEvent       *events;
  GHashTable       *by_id;        /* id → index + 1 */
  BatonClaimList    claims;
};

const char * const baton_event_type_names[BATON_N_EVENT_TYPES] = { "event", "redemption", "claim" };
const char * const baton_event_state_names[BATON_N_EVENT_STATES] = {
  "approved", "pending", "declined", "draft", "submitted", "returned", "paid", "expired",
};

/* Without its leading zeros, the length of an id that is all digits; 0 for any other id. "0" and "000" have one digit. */
static gsize
count_digits (const char **id)
{
  const char *p = *id;
  gsize length = strspn (p, "0123456789");

  if (length == 0 || p[length] != '\0')
    return 0;
  while (length > 1 && *p == '0')
    {
      p++;
      length--;
    }
  *id = p;
  return length;
}

int
baton_event_id_compare (const char *a,
                        const char *b)
{
  const char *digits_a = a;
  const char *digits_b = b;
  gsize length_a = count_digits (&digits_a);
  gsize length_b = count_digits (&digits_b);

  if (length_a > 0 && length_b > 0)
    {
      int order;

      if (length_a != length_b)
        return length_a < length_b ? -1 : 1;
      order = strcmp (digits_a, digits_b);
      /* "7" and "07" are different ids of one number. */
      return order != 0 ? order : strcmp (a, b);
    }
  if (length_a > 0 || length_b > 0)
    return length_a > 0 ? -1 : 1;
  return strcmp (a, b);
}

const char *
baton_event_type_get_name (BatonEventType type)
{
  g_return_val_if_fail (type < BATON_N_EVENT_TYPES, NULL);

  return baton_event_type_names[type];
}

const char *
baton_event_state_get_name (BatonEventState state)
{
  g_return_val_if_fail (state < BATON_N_EVENT_STATES, NULL);

  return baton_event_state_names[state];
}

BatonHistoryBuilder *
baton_history_builder_new (void)
{
  BatonHistoryBuilder *builder = g_new0 (BatonHistoryBuilder, 1);

  builder->strings = g_string_chunk_new (64 * 1024);
  builder->events = g_array_new (FALSE, FALSE, sizeof (BatonEvent));
  builder->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  builder->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return builder;
}

void
baton_history_builder_free (BatonHistoryBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_pointer (&builder->by_id, g_hash_table_unref);
  g_array_unref (builder->events);
  g_array_unref (builder->lines);
  if (builder->strings != NULL)
    g_string_chunk_free (builder->strings);
  g_free (builder);
}

static gboolean
events_equal (const BatonEvent *a,
              const BatonEvent *b)
{
  return a->type == b->type && a->state == b->state && a->day == b->day && a->quantity == b->quantity &&
         a->amount == b->amount && a->original == b->original && a->points == b->points && a->granted == b->granted &&
         a->share == b->share && a->version == b->version &&
         g_strcmp0 (a->organisation, b->organisation) == 0 && g_strcmp0 (a->member, b->member) == 0 &&
         g_strcmp0 (a->subject, b->subject) == 0 && g_strcmp0 (a->region, b->region) == 0 &&
         g_strcmp0 (a->deal, b->deal) == 0 && g_strcmp0 (a->part, b->part) == 0 &&
         g_strcmp0 (a->currency, b->currency) == 0 && g_strcmp0 (a->reverses, b->reverses) == 0;
}

static const char *
intern (BatonHistoryBuilder *builder,
        const char          *text)
{
  return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert_const (builder->strings, text);
}

gboolean
baton_history_builder_add_row (BatonHistoryBuilder *builder,
                               const BatonEvent    *event,
                               guint64              line)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (builder->by_id, event->id));
  BatonEvent copy = *event;

  if (known > 0)
    {
      const BatonEvent *present = &g_array_index (builder->events, BatonEvent, known - 1);

      if (present->version == event->version)
        return events_equal (present, event);
      if (present->version > event->version)
        return TRUE;
    }

  copy.id = intern (builder, event->id);
  copy.organisation = intern (builder, event->organisation);
  copy.member = intern (builder, event->member);
  copy.subject = intern (builder, event->subject);
  copy.region = intern (builder, event->region);
  copy.deal = intern (builder, event->deal);
  copy.part = intern (builder, event->part);
  copy.currency = intern (builder, event->currency);
  copy.reverses = intern (builder, event->reverses);
  copy.original_index = BATON_EVENT_NONE;
  copy.reversal_index = BATON_EVENT_NONE;
  if (known > 0)
    {
      g_array_index (builder->events, BatonEvent, known - 1) = copy;
      g_array_index (builder->lines, guint64, known - 1) = line;
    }
  else
    {
      g_array_append_val (builder->events, copy);
      g_array_append_val (builder->lines, line);
      g_hash_table_insert (builder->by_id, (gpointer) copy.id, GUINT_TO_POINTER (builder->events->len));
    }
  return TRUE;
}

gboolean
baton_history_builder_add (BatonHistoryBuilder *builder,
                           const BatonEvent    *event)
{
  g_return_val_if_fail (event->id != NULL && event->organisation != NULL, FALSE);

  return baton_history_builder_add_row (builder, event, 0);
}

static int
compare_events (const void *a,
                const void *b,
                void       *lines)
{
  const BatonEvent *first = a;
  const BatonEvent *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return baton_event_id_compare (first->id, second->id);
}

/* Ties each reversal to its original. Among several approved reversals of one event the least by day and id is the one. */
static void
tie_reversals (BatonHistory *self,
               GHashTable   *lines,
               GPtrArray    *bad_rows)
{
  for (guint i = 0; i < self->n_events; i++)
    {
      BatonEvent *event = &self->events[i];
      guint original;

      if (event->reverses == NULL)
        continue;
      original = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, event->reverses));
      if (original == 0 || self->events[original - 1].reverses != NULL || self->events[original - 1].type != event->type ||
          (event->state == BATON_EVENT_APPROVED && self->events[original - 1].reversal_index != BATON_EVENT_NONE))
        {
          if (bad_rows != NULL)
            {
              guint64 *line = g_hash_table_lookup (lines, event->id);

              g_ptr_array_add (bad_rows, baton_bad_row_new (line != NULL ? *line : 0, 0, BATON_ROW_UNKNOWN_EVENT, event->reverses, -1));
            }
          continue;
        }
      event->original_index = original - 1;
      if (event->state == BATON_EVENT_APPROVED)
        self->events[original - 1].reversal_index = i;
    }
}

BatonHistory *
baton_history_builder_finish (BatonHistoryBuilder *builder,
                              GPtrArray           *bad_rows)
{
  BatonHistory *self = g_new0 (BatonHistory, 1);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < builder->events->len; i++)
    g_hash_table_insert (lines, (gpointer) g_array_index (builder->events, BatonEvent, i).id,
                         &g_array_index (builder->lines, guint64, i));

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->claims.lock);
  self->strings = g_steal_pointer (&builder->strings);
  self->n_events = builder->events->len;
  self->events = (BatonEvent *) (gpointer) g_array_steal (builder->events, NULL);
  if (self->n_events > 1)
    qsort_r (self->events, self->n_events, sizeof *self->events, compare_events, NULL);
  self->by_id = g_steal_pointer (&builder->by_id);
  for (guint i = 0; i < self->n_events; i++)
    g_hash_table_insert (self->by_id, (gpointer) self->events[i].id, GUINT_TO_POINTER (i + 1));
  tie_reversals (self, lines, bad_rows);
  self->has_events = TRUE;

  builder->strings = g_string_chunk_new (64 * 1024);
  builder->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_array_set_size (builder->lines, 0);
  return self;
}

BatonHistory *
baton_history_read (const char *data,
                    gsize       length,
                    GPtrArray  *bad_rows)
{
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();

  baton_history_builder_read (builder, data, length, bad_rows);
  return baton_history_builder_finish (builder, bad_rows);
}

BatonHistory *
baton_history_new_empty (void)
{
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();

  return baton_history_builder_finish (builder, NULL);
}

/* ── Of segments ─────────────────────────────────────────────────────────────────────────────────────── */

BatonHistory *
baton_history_new_from_rows (BatonHistoryRows *rows)
{
  BatonHistory *self = g_new0 (BatonHistory, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->claims.lock);
  g_mutex_init (&self->lock);
  self->rows = rows;
  self->n_events = baton_history_rows_get_n (rows);
  return self;
}

BatonHistoryRows *
baton_history_get_rows (BatonHistory *self)
{
  return self->rows;
}

BatonClaimList *
baton_history_get_claim_list (BatonHistory *self)
{
  return &self->claims;
}

gboolean
baton_history_is_damaged (BatonHistory *self)
{
  return self->rows != NULL && baton_history_rows_is_damaged (self->rows);
}

/* Makes a record of every row, for those who need them so. */
static void
ensure_events (BatonHistory *self)
{
  const BatonHistoryPair *pairs;
  guint n_pairs;

  if (g_atomic_int_get (&self->has_events))
    return;
  g_mutex_lock (&self->lock);
  if (!g_atomic_int_get (&self->has_events))
    {
      self->strings = g_string_chunk_new (64 * 1024);
      self->events = g_new (BatonEvent, MAX (self->n_events, 1));
      self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < self->n_events; i++)
        {
          baton_history_rows_get_event (self->rows, i, self->strings, &self->events[i]);
          g_hash_table_insert (self->by_id, (gpointer) self->events[i].id, GUINT_TO_POINTER (i + 1));
        }
      pairs = baton_history_rows_get_pairs (self->rows, &n_pairs);
      for (guint i = 0; i < n_pairs; i++)
        {
          BatonEvent *event = &self->events[pairs[i].reversal];

          event->original_index = pairs[i].original;
          if (pairs[i].original != BATON_EVENT_NONE && event->state == BATON_EVENT_APPROVED)
            self->events[pairs[i].original].reversal_index = pairs[i].reversal;
        }
      g_atomic_int_set (&self->has_events, TRUE);
    }
  g_mutex_unlock (&self->lock);
}

BatonHistory *
baton_history_ref (BatonHistory *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_history_unref (BatonHistory *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_free (self->events);
  g_clear_pointer (&self->claims.indices, g_array_unref);
  g_mutex_clear (&self->claims.lock);
  if (self->rows != NULL)
    g_mutex_clear (&self->lock);
  g_clear_pointer (&self->rows, baton_history_rows_free);
  g_free (self);
}

guint
baton_history_get_n_events (BatonHistory *self)
{
  return self->n_events;
}

const BatonEvent *
baton_history_get_events (BatonHistory *self)
{
  ensure_events (self);
  return self->events;
}

guint
baton_history_find (BatonHistory *self,
                    const char   *id)
{
  guint found;

  ensure_events (self);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));
  return found > 0 ? found - 1 : BATON_EVENT_NONE;
}

char *
baton_history_dup_event_id (BatonHistory *self,
                            guint         index)
{
  g_autoptr (GStringChunk) strings = NULL;
  BatonEvent event;

  if (self->rows == NULL)
    return g_strdup (self->events[index].id);
  strings = g_string_chunk_new (64);
  baton_history_rows_get_event (self->rows, index, strings, &event);
  return g_strdup (event.id);
}

BatonDay
baton_history_get_day (BatonHistory *self,
                       guint         index)
{
  guint32 row;
  guint segment;

  if (self->rows == NULL)
    return self->events[index].day;
  segment = baton_history_rows_locate (self->rows, index, &row);
  return (BatonDay) baton_rows_get_value (g_ptr_array_index (baton_history_rows_list (self->rows), segment), BATON_ROWS_DAY, row);
}

guint
baton_history_count_subject (BatonHistory *self,
                             const char   *id)
{
  guint count = 0;

  if (self->rows != NULL)
    return baton_history_rows_count_subject (self->rows, id);
  for (guint i = 0; i < self->n_events; i++)
    count += g_strcmp0 (self->events[i].subject, id) == 0;
  return count;
}

gboolean
baton_history_has_region (BatonHistory *self,
                          GHashTable   *regions)
{
  if (self->rows != NULL)
    return baton_history_rows_has_region (self->rows, regions);
  for (guint i = 0; i < self->n_events; i++)
    if (self->events[i].region != NULL && g_hash_table_contains (regions, self->events[i].region))
      return TRUE;
  return FALSE;
}

gboolean
baton_history_has_subject (BatonHistory *self,
                           GHashTable   *subjects)
{
  if (self->rows != NULL)
    return baton_history_rows_has_subject (self->rows, subjects);
  for (guint i = 0; i < self->n_events; i++)
    if (self->events[i].subject != NULL && g_hash_table_contains (subjects, self->events[i].subject))
      return TRUE;
  return FALSE;
}

gboolean
baton_history_get_span (BatonHistory *self,
                        BatonDay     *first,
                        BatonDay     *last)
{
  if (self->rows != NULL)
    return baton_history_rows_get_span (self->rows, first, last);
  if (self->n_events == 0)
    return FALSE;
  *first = self->events[0].day;
  *last = self->events[self->n_events - 1].day;
  return TRUE;
}

static void
append_number (GString  *text,
               gint64    number,
               gboolean  shown)
{
  if (shown)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, number);
  g_string_append_c (text, ',');
}

static void
append_text (GString    *text,
             const char *field)
{
  baton_csv_append (text, field);
  g_string_append_c (text, ',');
}

void
baton_history_append_event (GString          *text,
                            const BatonEvent *event)
{
  g_autofree char *day = baton_day_format (event->day);

  append_text (text, event->id);
  append_text (text, baton_event_type_names[event->type]);
  append_text (text, event->organisation);
  append_text (text, event->member);
  append_text (text, event->type == BATON_EVENT_ACTIVITY ? event->subject : NULL);
  append_text (text, day);
  append_number (text, event->quantity, event->type != BATON_EVENT_CLAIM);
  append_number (text, event->amount, event->amount > 0);
  append_text (text, event->currency);
  append_number (text, event->original, event->original > 0);
  append_text (text, event->region);
  append_text (text, event->deal);
  append_text (text, event->part);
  append_number (text, event->share, event->share != WHOLE_SHARE);
  append_text (text, baton_event_state_names[event->state]);
  append_number (text, event->version, TRUE);
  append_text (text, event->reverses);
  append_text (text, event->type == BATON_EVENT_REDEMPTION ? event->subject : NULL);
  append_text (text, event->type == BATON_EVENT_CLAIM ? event->subject : NULL);
  append_number (text, event->points, event->points >= 0 && event->type == BATON_EVENT_REDEMPTION);
  if (event->type == BATON_EVENT_CLAIM)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, event->granted);
  g_string_append_c (text, '\n');
}

/* *ids*, and those of what they reverse: a reversal says nothing without its original. (transfer full) */
static GHashTable *
add_originals (BatonHistory *self,
               GHashTable   *ids)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (all, g_strdup (id));
  if (self->rows != NULL)
    {
      g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
      guint n;
      const BatonHistoryPair *pairs = baton_history_rows_get_pairs (self->rows, &n);

      for (guint i = 0; i < n; i++)
        {
          BatonEvent event;

          baton_history_rows_get_event (self->rows, pairs[i].reversal, strings, &event);
          if (g_hash_table_contains (ids, event.id))
            g_hash_table_add (all, g_strdup (event.reverses));
        }
      return all;
    }
  for (guint i = 0; i < self->n_events; i++)
    if (self->events[i].reverses != NULL && g_hash_table_contains (ids, self->events[i].id))
      g_hash_table_add (all, g_strdup (self->events[i].reverses));
  return all;
}

/* Only what is wanted becomes a record. */
static void
append_rows (BatonHistoryRows *rows,
             GHashTable       *ids,
             GString          *text)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  GPtrArray *segments = baton_history_rows_list (rows);

  for (guint i = 0; i < baton_history_rows_get_n (rows); i++)
    {
      guint32 at;
      BatonRows *segment = g_ptr_array_index (segments, baton_history_rows_locate (rows, i, &at));
      BatonRowId reverses = (BatonRowId) baton_rows_get_value (segment, BATON_ROWS_REVERSES, at);
      char buffer[24];
      BatonEvent event;

      if (ids != NULL &&
          !g_hash_table_contains (ids, baton_row_id_get_text ((BatonRowId) baton_rows_get_value (segment, BATON_ROWS_ID, at), &segment->ids, buffer)) &&
          (reverses == BATON_ROW_ID_NONE || !g_hash_table_contains (ids, baton_row_id_get_text (reverses, &segment->ids, buffer))))
        continue;
      baton_history_rows_get_event (rows, i, strings, &event);
      baton_history_append_event (text, &event);
      g_string_chunk_clear (strings);
    }
}

char *
baton_history_write_some (BatonHistory *self,
                          GHashTable   *ids)
{
  GString *text = g_string_new (BATON_HISTORY_HEADER "\n");
  g_autoptr (GHashTable) all = ids != NULL ? add_originals (self, ids) : NULL;

  ids = all;
  if (self->rows != NULL)
    append_rows (self->rows, ids, text);
  for (guint i = 0; self->rows == NULL && i < self->n_events; i++)
    {
      const BatonEvent *event = &self->events[i];

      if (ids == NULL || g_hash_table_contains (ids, event->id) || (event->reverses != NULL && g_hash_table_contains (ids, event->reverses)))
        baton_history_append_event (text, event);
    }
  return g_string_free (text, FALSE);
}

char *
baton_history_write (BatonHistory *self)
{
  return baton_history_write_some (self, NULL);
}
