/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows of an import count. Ids are compared with one another, where they do not rise from row to row, and with what is there,
 * where they could be there.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-import-private.h"

#include <stdlib.h>

/* A new row by its id. */
typedef struct
{
  guint64 key;       /* the id itself, or a hash of its text */
  guint32 run;
  guint32 row;
} Key;

static guint64
make_key (BatonRowId           id,
          const BatonRowTexts *ids)
{
  guint64 key = G_GUINT64_CONSTANT (14695981039346656037);
  const char *text;

  if ((id & BATON_ROW_ID_TEXT) == 0)
    return id;
  text = baton_row_texts_get (ids, (guint32) id);
  for (; text != NULL && *text != '\0'; text++)
    key = (key ^ (guint8) *text) * G_GUINT64_CONSTANT (1099511628211);
  return key | BATON_ROW_ID_TEXT;
}

static int
compare_keys (const void *a,
              const void *b)
{
  const Key *first = a;
  const Key *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  if (first->run != second->run)
    return first->run < second->run ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

static GArray *
list_keys (BatonHistoryImport *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (Key));

  for (guint i = 0; i < self->runs->len; i++)
    {
      BatonRows *rows = baton_history_import_get_run (self, i)->rows;

      for (guint32 row = 0; row < rows->n; row++)
        {
          Key key = { make_key ((BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, row), &rows->ids), i, row };

          g_array_append_val (keys, key);
        }
    }
  if (keys->len > 1)
    qsort (keys->data, keys->len, sizeof (Key), compare_keys);
  return keys;
}

static gboolean
texts_equal (const BatonRowTexts *a,
             guint32              number_a,
             const BatonRowTexts *b,
             guint32              number_b)
{
  return a == b ? number_a == number_b : g_strcmp0 (baton_row_texts_get (a, number_a), baton_row_texts_get (b, number_b)) == 0;
}

static gboolean
ids_equal (BatonRowId           a,
           const BatonRowTexts *ids_of_a,
           BatonRowId           b,
           const BatonRowTexts *ids_of_b)
{
  if (a == BATON_ROW_ID_NONE || b == BATON_ROW_ID_NONE)
    return a == b;
  return baton_row_id_compare (a, ids_of_a, b, ids_of_b) == 0;
}

static gboolean
rows_equal (const BatonRow      *a,
            const BatonRows     *rows_of_a,
            const BatonRowTexts *names_of_a,
            const BatonRow      *b,
            const BatonRows     *rows_of_b,
            const BatonRowTexts *names_of_b)
{
  return a->type == b->type && a->state == b->state && a->day == b->day && a->quantity == b->quantity && a->amount == b->amount &&
         a->original == b->original && a->points == b->points && a->granted == b->granted && a->share == b->share &&
         ids_equal (a->reverses, &rows_of_a->ids, b->reverses, &rows_of_b->ids) &&
         texts_equal (names_of_a, a->organisation, names_of_b, b->organisation) && texts_equal (names_of_a, a->member, names_of_b, b->member) &&
         texts_equal (names_of_a, a->subject, names_of_b, b->subject) && texts_equal (names_of_a, a->region, names_of_b, b->region) &&
         texts_equal (names_of_a, a->deal, names_of_b, b->deal) && texts_equal (names_of_a, a->part, names_of_b, b->part) &&
         texts_equal (names_of_a, a->currency, names_of_b, b->currency);
}

static void
bury (BatonHistoryImport *self,
      const Key          *key)
{
  BatonImportRun *run = baton_history_import_get_run (self, key->run);

  if (run->dead == NULL)
    run->dead = g_new0 (guint8, (gsize) run->rows->n / 8 + 1);
  run->dead[key->row / 8] |= (guint8) (1 << key->row % 8);
}

static void
report_conflict (BatonHistoryImport *self,
                 const Key          *key,
                 const BatonRow     *row)
{
  char buffer[24];

  bury (self, key);
  self->n_good--;
  baton_history_import_report (self, baton_bad_row_new (row->line, 0, BATON_ROW_CONFLICT, baton_row_id_get_text (row->id, &baton_history_import_get_run (self, key->run)->rows->ids, buffer), -1));
}

/* Rows of one id, in the order in which they were read: the highest version is the one that counts. */
static void
settle_group (BatonHistoryImport *self,
              GPtrArray          *group)
{
  const Key *best = g_ptr_array_index (group, 0);
  BatonRow held;

  baton_rows_get (baton_history_import_get_run (self, best->run)->rows, best->row, &held);
  for (guint i = 1; i < group->len; i++)
    {
      const Key *key = g_ptr_array_index (group, i);
      BatonRow row;

      baton_rows_get (baton_history_import_get_run (self, key->run)->rows, key->row, &row);
      if (row.version < held.version)
        {
          bury (self, key);
        }
      else if (row.version > held.version)
        {
          bury (self, best);
          best = key;
          held = row;
        }
      else if (rows_equal (&held, baton_history_import_get_run (self, best->run)->rows, &self->names, &row, baton_history_import_get_run (self, key->run)->rows, &self->names))
        {
          bury (self, key);
        }
      else
        {
          report_conflict (self, key, &row);
        }
    }
}

static int
compare_by_line (const void *a,
                 const void *b,
                 void       *user_data)
{
  BatonHistoryImport *self = user_data;
  const Key *first = *(const Key * const *) a;
  const Key *second = *(const Key * const *) b;
  gint64 line_a = baton_rows_get_value (baton_history_import_get_run (self, first->run)->rows, BATON_ROWS_LINE, first->row);
  gint64 line_b = baton_rows_get_value (baton_history_import_get_run (self, second->run)->rows, BATON_ROWS_LINE, second->row);

  if (first->run != second->run)
    return first->run < second->run ? -1 : 1;
  return line_a < line_b ? -1 : line_a > line_b;
}

static BatonRowId
get_id (BatonHistoryImport   *self,
        const Key            *key,
        const BatonRowTexts **ids)
{
  BatonRows *rows = baton_history_import_get_run (self, key->run)->rows;

  *ids = &rows->ids;
  return (BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, key->row);
}

static void
compare_among_themselves (BatonHistoryImport *self,
                          GArray             *keys)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint first = 0; first < keys->len;)
    {
      guint end = first + 1;

      while (end < keys->len && g_array_index (keys, Key, end).key == g_array_index (keys, Key, first).key)
        end++;
      /* A hash may be that of several texts: each of them is a group. */
      for (guint i = first; end - first > 1 && i < end; i++)
        {
          const Key *key = &g_array_index (keys, Key, i);
          const BatonRowTexts *ids, *other_ids;
          BatonRowId id = get_id (self, key, &ids);
          gboolean seen = FALSE;

          g_ptr_array_set_size (group, 0);
          for (guint k = first; k < end; k++)
            {
              Key *other = &g_array_index (keys, Key, k);
              BatonRowId other_id = get_id (self, other, &other_ids);

              if (baton_row_id_compare (id, ids, other_id, other_ids) != 0)
                continue;
              seen |= k < i;
              g_ptr_array_add (group, other);
            }
          if (seen || group->len < 2)
            continue;
          qsort_r (group->pdata, group->len, sizeof (gpointer), compare_by_line, self);
          settle_group (self, group);
        }
      first = end;
    }
}

/* The living new row of the id of a row that is there; NULL. */
static Key *
find_key (BatonHistoryImport *self,
          GArray             *keys,
          BatonRows          *rows,
          guint32             row)
{
  BatonRowId id = (BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, row);
  guint64 wanted = make_key (id, &rows->ids);
  guint low = 0, high = keys->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (keys, Key, middle).key < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < keys->len && g_array_index (keys, Key, low).key == wanted; low++)
    {
      Key *key = &g_array_index (keys, Key, low);
      const BatonRowTexts *ids;
      BatonRowId theirs = get_id (self, key, &ids);

      if (!baton_import_run_is_dead (baton_history_import_get_run (self, key->run), key->row) && baton_row_id_compare (id, &rows->ids, theirs, ids) == 0)
        return key;
    }
  return NULL;
}

static gboolean
compare_with_present (BatonHistoryImport  *self,
                      GArray              *keys,
                      GArray              *dead,
                      GError             **error)
{
  GPtrArray *present = baton_history_rows_list (self->present);

  for (guint i = 0; i < present->len; i++)
    {
      BatonRows *rows = g_ptr_array_index (present, i);
      guint32 number = g_array_index (self->segments, BatonStoreSegment, i).to;

      for (guint32 at = 0; at < rows->n; at++)
        {
          Key *key;
          BatonRow there, row;

          if (at % 65536 == 0 && g_cancellable_is_cancelled (self->cancellable))
            return baton_history_import_fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
          if (baton_history_rows_is_dead (self->present, i, at))
            continue;
          key = find_key (self, keys, rows, at);
          if (key == NULL)
            continue;
          baton_rows_get (rows, at, &there);
          baton_rows_get (baton_history_import_get_run (self, key->run)->rows, key->row, &row);
          if (row.version > there.version)
            g_array_append_val (dead, ((BatonRowsDead) { number, at }));
          else if (row.version < there.version ||
                   rows_equal (&there, rows, &rows->names, &row, baton_history_import_get_run (self, key->run)->rows, &self->names))
            bury (self, key);
          else
            report_conflict (self, key, &row);
        }
    }
  return !baton_history_rows_is_damaged (self->present) || baton_history_import_fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "rows");
}

/* Whether every new id is a number, and larger than all new ones before it. */
static gboolean
are_rising (BatonHistoryImport *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (!baton_history_import_get_run (self, i)->rising || (i > 0 && baton_history_import_get_run (self, i)->first_id <= baton_history_import_get_run (self, i - 1)->last_id))
      return FALSE;
  return TRUE;
}

/* Whether all that is there has a smaller number than the first new row. */
static gboolean
come_behind (BatonHistoryImport *self)
{
  GPtrArray *present = baton_history_rows_list (self->present);
  guint64 first = self->runs->len > 0 ? baton_history_import_get_run (self, 0)->first_id : 0;

  for (guint i = 0; i < present->len; i++)
    {
      BatonRows *rows = g_ptr_array_index (present, i);

      for (guint32 row = 0; row < rows->n; row++)
        if ((guint64) baton_rows_get_value (rows, BATON_ROWS_ID, row) >= first)
          return FALSE;
    }
  return TRUE;
}

gboolean
baton_history_import_compare (BatonHistoryImport  *self,
                              GArray              *dead,
                              GError             **error)
{
  gboolean rising = are_rising (self);
  g_autoptr (GArray) keys = NULL;

  if (rising && come_behind (self))
    return TRUE;
  keys = list_keys (self);
  if (!rising)
    compare_among_themselves (self, keys);
  return compare_with_present (self, keys, dead, error);
}
