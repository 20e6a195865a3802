/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The base is large and what was appended is small, so the small ones are merged among themselves first, and then with the base: one
 * pass over it. Ids are looked up by reading the column of ids once for all that are wanted.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-rows.h"

#include <string.h>

#include "incentives/baton-replay.h"

struct _BatonHistoryRows
{
  GPtrArray *segments;     /* of BatonRows */
  GArray    *numbers;      /* of guint32: theirs */
  guint32   *starts;       /* by segment: of its first row among all; one more at the end */
  guint8    *dead;         /* a bit for each of all rows; NULL: none is */
  guint32    n;            /* rows that count */
  gboolean   has_made_up;  /* the last segment is */
  GMutex     lock;         /* guards what follows */
  gint       ordered;      /* atomic: *order* is there */
  guint32   *order;        /* by index: place among all rows; NULL: the same */
  gint       paired;       /* atomic: *pairs* are there */
  GArray    *pairs;        /* of BatonHistoryPair */
};

static BatonRows *
get_segment (BatonHistoryRows *self,
             guint             segment)
{
  return g_ptr_array_index (self->segments, segment);
}

/* ── What is amended ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
bury (BatonHistoryRows    *self,
      guint                by,
      const BatonRowsDead *dead)
{
  guint32 place;

  for (guint i = 0; i < by; i++)
    {
      if (g_array_index (self->numbers, guint32, i) != dead->segment)
        continue;
      /* What is left out counts no more than it would otherwise. */
      if (dead->row >= get_segment (self, i)->n)
        return dead->row < get_segment (self, i)->n_all;
      if (self->dead == NULL)
        self->dead = g_new0 (guint8, self->starts[self->segments->len] / 8 + 1);
      place = self->starts[i] + dead->row;
      if ((self->dead[place / 8] >> place % 8 & 1) != 0)
        return FALSE;
      self->dead[place / 8] |= (guint8) (1 << place % 8);
      self->n--;
      return TRUE;
    }
  return FALSE;
}

BatonHistoryRows *
baton_history_rows_new (GPtrArray *segments,
                        GArray    *numbers,
                        GError   **error)
{
  g_autoptr (BatonHistoryRows) self = g_new0 (BatonHistoryRows, 1);
  guint64 all = 0;

  g_mutex_init (&self->lock);
  self->segments = segments;
  self->numbers = numbers;
  self->starts = g_new0 (guint32, segments->len + 1);
  for (guint i = 0; i < segments->len; i++)
    {
      all += get_segment (self, i)->n;
      self->starts[i + 1] = (guint32) MIN (all, BATON_ROWS_MOST);
    }
  self->n = (guint32) all;
  for (guint i = 0; i < segments->len && all <= BATON_ROWS_MOST; i++)
    for (guint64 k = 0; k < get_segment (self, i)->n_dead; k++)
      if (!bury (self, i, &get_segment (self, i)->dead[k]))
        all = G_MAXUINT64;
  if (all > BATON_ROWS_MOST)
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "amended rows");
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
baton_history_rows_free (BatonHistoryRows *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->segments);
  g_array_unref (self->numbers);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_free (self->starts);
  g_free (self->dead);
  g_free (self->order);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint32
baton_history_rows_get_n (BatonHistoryRows *self)
{
  return self->n;
}

static gboolean
is_dead (BatonHistoryRows *self,
         guint32           place)
{
  return self->dead != NULL && (self->dead[place / 8] >> place % 8 & 1) != 0;
}

gboolean
baton_history_rows_get_span (BatonHistoryRows *self,
                             BatonDay         *first,
                             BatonDay         *last)
{
  *first = G_MAXINT32;
  *last = G_MININT32;
  /* Each segment is in order, so its first and last living rows tell; no order of all is needed. */
  for (guint i = 0; i < self->segments->len; i++)
    {
      BatonRows *rows = get_segment (self, i);
      guint32 from = 0, to = rows->n;

      while (from < to && is_dead (self, self->starts[i] + from))
        from++;
      while (to > from && is_dead (self, self->starts[i] + to - 1))
        to--;
      if (from == to)
        continue;
      *first = MIN (*first, from == 0 ? rows->first : (BatonDay) baton_rows_get_value (rows, BATON_ROWS_DAY, from));
      *last = MAX (*last, to == rows->n ? rows->last : (BatonDay) baton_rows_get_value (rows, BATON_ROWS_DAY, to - 1));
    }
  return self->n > 0;
}

gboolean
baton_history_rows_is_damaged (BatonHistoryRows *self)
{
  for (guint i = 0; i < self->segments->len; i++)
    if (baton_rows_is_damaged (get_segment (self, i)))
      return TRUE;
  return FALSE;
}

GPtrArray *
baton_history_rows_list (BatonHistoryRows *self)
{
  return self->segments;
}

gboolean
baton_history_rows_is_dead (BatonHistoryRows *self,
                            guint             segment,
                            guint32           row)
{
  return is_dead (self, self->starts[segment] + row);
}

/* ── Order ───────────────────────────────────────────────────────────────────────────────────────────── */

static guint
find_segment (BatonHistoryRows *self,
              guint32           place,
              guint32          *row)
{
  guint segment = 0;

  while (place >= self->starts[segment + 1])
    segment++;
  *row = place - self->starts[segment];
  return segment;
}

/* Whether the row at *a* comes before that at *b*. */
static gboolean
comes_before (BatonHistoryRows *self,
              guint32           a,
              guint32           b)
{
  guint32 row_a, row_b;
  BatonRows *first = get_segment (self, find_segment (self, a, &row_a));
  BatonRows *second = get_segment (self, find_segment (self, b, &row_b));
  gint64 day_a = baton_rows_get_value (first, BATON_ROWS_DAY, row_a);
  gint64 day_b = baton_rows_get_value (second, BATON_ROWS_DAY, row_b);

  if (day_a != day_b)
    return day_a < day_b;
  return baton_row_id_compare ((BatonRowId) baton_rows_get_value (first, BATON_ROWS_ID, row_a), &first->ids,
                               (BatonRowId) baton_rows_get_value (second, BATON_ROWS_ID, row_b), &second->ids) < 0;
}

/* Merges the living rows [first, end) of all with those of *others*, which are in order; (transfer full). */
static guint32 *
merge (BatonHistoryRows *self,
       guint32           first,
       guint32           end,
       const guint32    *others,
       guint32           n_others,
       guint32          *n)
{
  guint32 *order = g_new (guint32, (gsize) (end - first) + n_others + 1);
  guint32 k = 0;

  *n = 0;
  for (guint32 i = first; i < end; i++)
    {
      if (is_dead (self, i))
        continue;
      while (k < n_others && comes_before (self, others[k], i))
        order[(*n)++] = others[k++];
      order[(*n)++] = i;
    }
  while (k < n_others)
    order[(*n)++] = others[k++];
  return order;
}

static void
ensure_order (BatonHistoryRows *self)
{
  if (g_atomic_int_get (&self->ordered))
    return;
  g_mutex_lock (&self->lock);
  if (!g_atomic_int_get (&self->ordered))
    {
      if (self->segments->len > 1 || self->dead != NULL)
        {
          guint32 n = 0;

          for (guint i = self->segments->len; i > 0; i--)
            {
              guint32 *joined = merge (self, self->starts[i - 1], self->starts[i], self->order, n, &n);

              g_free (self->order);
              self->order = joined;
            }
        }
      g_atomic_int_set (&self->ordered, TRUE);
    }
  g_mutex_unlock (&self->lock);
}

guint
baton_history_rows_locate (BatonHistoryRows *self,
                           guint32           index,
                           guint32          *row)
{
  ensure_order (self);
  if (self->order == NULL)
    {
      *row = index;
      return 0;
    }
  return find_segment (self, self->order[index], row);
}

/* ── Reversals ───────────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_id (BatonRows *rows,
        BatonRowId id)
{
  char buffer[24];

  return g_strdup (baton_row_id_get_text (id, &rows->ids, buffer));
}

/* By index, all rows that reverse something. */
static GArray *
list_reversals (BatonHistoryRows *self)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (BatonHistoryPair));
  gboolean any = FALSE;

  for (guint i = 0; i < self->segments->len; i++)
    any |= get_segment (self, i)->fields[BATON_ROWS_REVERSES].width > 0 ||
           (get_segment (self, i)->n > 0 && (BatonRowId) get_segment (self, i)->fields[BATON_ROWS_REVERSES].base != BATON_ROW_ID_NONE);
  for (guint32 index = 0; any && index < self->n; index++)
    {
      guint32 row;
      BatonRows *rows = get_segment (self, baton_history_rows_locate (self, index, &row));

      if ((BatonRowId) baton_rows_get_value (rows, BATON_ROWS_REVERSES, row) != BATON_ROW_ID_NONE)
        g_array_append_val (pairs, ((BatonHistoryPair) { index, BATON_EVENT_NONE }));
    }
  return pairs;
}

/* As baton_history_builder_finish() ties them: the least approved reversal by day and id is the one. */
static void
tie (BatonHistoryRows *self,
     GArray           *pairs)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      guint32 row;
      BatonRows *rows = get_segment (self, baton_history_rows_locate (self, g_array_index (pairs, BatonHistoryPair, i).reversal, &row));

      g_hash_table_insert (wanted, dup_id (rows, (BatonRowId) baton_rows_get_value (rows, BATON_ROWS_REVERSES, row)), NULL);
    }
  for (guint32 index = 0; pairs->len > 0 && index < self->n; index++)
    {
      guint32 row;
      BatonRows *rows = get_segment (self, baton_history_rows_locate (self, index, &row));
      char buffer[24];
      const char *id = baton_row_id_get_text ((BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, row), &rows->ids, buffer);
      gpointer key;

      if (g_hash_table_lookup_extended (wanted, id, &key, NULL))
        g_hash_table_insert (wanted, g_strdup (id), GUINT_TO_POINTER (index + 1));
    }
  for (guint i = 0; i < pairs->len; i++)
    {
      BatonHistoryPair *pair = &g_array_index (pairs, BatonHistoryPair, i);
      guint32 row, original_row;
      BatonRows *rows = get_segment (self, baton_history_rows_locate (self, pair->reversal, &row)), *theirs;
      g_autofree char *id = dup_id (rows, (BatonRowId) baton_rows_get_value (rows, BATON_ROWS_REVERSES, row));
      guint original = GPOINTER_TO_UINT (g_hash_table_lookup (wanted, id));
      gboolean approved = baton_rows_get_value (rows, BATON_ROWS_STATE, row) == BATON_EVENT_APPROVED;

      if (original == 0)
        continue;
      theirs = get_segment (self, baton_history_rows_locate (self, original - 1, &original_row));
      if ((BatonRowId) baton_rows_get_value (theirs, BATON_ROWS_REVERSES, original_row) != BATON_ROW_ID_NONE ||
          baton_rows_get_value (theirs, BATON_ROWS_TYPE, original_row) != baton_rows_get_value (rows, BATON_ROWS_TYPE, row) ||
          (approved && g_hash_table_contains (taken, GUINT_TO_POINTER (original))))
        continue;
      pair->original = original - 1;
      if (approved)
        g_hash_table_add (taken, GUINT_TO_POINTER (original));
    }
}

const BatonHistoryPair *
baton_history_rows_get_pairs (BatonHistoryRows *self,
                              guint            *n)
{
  if (!g_atomic_int_get (&self->paired))
    {
      GArray *pairs;

      ensure_order (self);
      pairs = list_reversals (self);
      tie (self, pairs);
      g_mutex_lock (&self->lock);
      if (self->pairs == NULL)
        self->pairs = g_steal_pointer (&pairs);
      g_atomic_int_set (&self->paired, TRUE);
      g_mutex_unlock (&self->lock);
      g_clear_pointer (&pairs, g_array_unref);
    }
  *n = self->pairs->len;
  return (const BatonHistoryPair *) (gconstpointer) self->pairs->data;
}

guint8 *
baton_history_rows_mark_reversed (BatonHistoryRows *self)
{
  guint n;
  const BatonHistoryPair *pairs = baton_history_rows_get_pairs (self, &n);
  guint8 *marks = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint32 row;
      BatonRows *rows = get_segment (self, baton_history_rows_locate (self, pairs[i].reversal, &row));

      if (pairs[i].original == BATON_EVENT_NONE || baton_rows_get_value (rows, BATON_ROWS_STATE, row) != BATON_EVENT_APPROVED)
        continue;
      if (marks == NULL)
        marks = g_new0 (guint8, self->n / 8 + 1);
      marks[pairs[i].original / 8] |= (guint8) (1 << pairs[i].original % 8);
    }
  return marks;
}

BatonHistoryRows *
baton_history_rows_continue (BatonHistoryRows *self,
                             BatonDay          through,
                             BatonRows        *made_up,
                             GError          **error)
{
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_rows_free);
  g_autoptr (GArray) numbers = g_array_copy (self->numbers);
  BatonHistoryRows *rows;

  for (guint i = 0; i < self->segments->len; i++)
    {
      BatonRows *segment = baton_rows_open_bytes (get_segment (self, i)->bytes, error);

      if (segment == NULL)
        {
          baton_rows_free (made_up);
          return NULL;
        }
      baton_rows_end_with (segment, through);
      g_ptr_array_add (segments, segment);
    }
  g_ptr_array_add (segments, made_up);
  g_array_append_val (numbers, ((guint32) { G_MAXUINT32 }));
  rows = baton_history_rows_new (g_steal_pointer (&segments), g_steal_pointer (&numbers), error);
  if (rows != NULL)
    rows->has_made_up = TRUE;
  return rows;
}

gboolean
baton_history_rows_has_made_up (BatonHistoryRows *self)
{
  return self->has_made_up;
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

guint
baton_history_rows_count_subject (BatonHistoryRows *self,
                                  const char       *id)
{
  guint count = 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      BatonRows *rows = get_segment (self, i);
      guint32 number = 1;

      while (number <= rows->names.n && strcmp (baton_row_texts_get (&rows->names, number), id) != 0)
        number++;
      for (guint32 row = 0; number <= rows->names.n && row < rows->n; row++)
        count += baton_rows_get_value (rows, BATON_ROWS_SUBJECT, row) == number && !baton_history_rows_is_dead (self, i, row);
    }
  return count;
}

/* Whether a row that counts has in *column* the number of a name that is a key of *table*. */
static gboolean
has_name (BatonHistoryRows *self,
          BatonRowsColumn   column,
          GHashTable       *table)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      BatonRows *rows = get_segment (self, i);
      g_autofree guint8 *marks = g_new0 (guint8, (gsize) rows->names.n + 1);
      gboolean any = FALSE;

      for (guint32 number = 1; number <= rows->names.n; number++)
        any |= marks[number] = g_hash_table_contains (table, baton_row_texts_get (&rows->names, number));
      for (guint32 row = 0; any && row < rows->n; row++)
        {
          gint64 number = baton_rows_get_value (rows, column, row);

          if (number > 0 && number <= rows->names.n && marks[number] && !baton_history_rows_is_dead (self, i, row))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
baton_history_rows_has_region (BatonHistoryRows *self,
                               GHashTable       *table)
{
  return has_name (self, BATON_ROWS_REGION, table);
}

gboolean
baton_history_rows_has_subject (BatonHistoryRows *self,
                                GHashTable       *table)
{
  return has_name (self, BATON_ROWS_SUBJECT, table);
}

/* What may not be missing, where a row is damaged. */
static const char *
get_name (BatonRows  *rows,
          guint32     number,
          const char *otherwise)
{
  const char *name = baton_row_texts_get (&rows->names, number);

  return name != NULL ? name : otherwise;
}

void
baton_history_rows_get_event (BatonHistoryRows *self,
                              guint32           index,
                              GStringChunk     *strings,
                              BatonEvent       *event)
{
  guint32 at;
  BatonRows *rows = get_segment (self, baton_history_rows_locate (self, index, &at));
  BatonRow row;
  char buffer[24];

  baton_rows_get (rows, at, &row);
  memset (event, 0, sizeof *event);
  event->id = g_string_chunk_insert (strings, baton_row_id_get_text (row.id != BATON_ROW_ID_NONE ? row.id : 0, &rows->ids, buffer));
  if (row.reverses != BATON_ROW_ID_NONE)
    event->reverses = g_string_chunk_insert (strings, baton_row_id_get_text (row.reverses, &rows->ids, buffer));
  event->organisation = get_name (rows, row.organisation, "");
  event->member = get_name (rows, row.member, NULL);
  event->subject = get_name (rows, row.subject, NULL);
  event->region = get_name (rows, row.region, NULL);
  event->deal = get_name (rows, row.deal, NULL);
  event->part = get_name (rows, row.part, NULL);
  event->currency = get_name (rows, row.currency, NULL);
  event->quantity = row.quantity;
  event->amount = row.amount;
  event->original = row.original;
  event->points = row.points;
  event->granted = row.granted;
  event->day = row.day;
  event->share = row.share;
  event->version = row.version;
  event->type = row.type;
  event->state = row.state;
  event->original_index = BATON_EVENT_NONE;
  event->reversal_index = BATON_EVENT_NONE;
}
