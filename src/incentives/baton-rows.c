/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading segments. The file: the head, of fixed size; the columns, each at a multiple of eight bytes; then the *rest*, which is
 * checked on opening: the sums of the blocks, the tables of texts, the rows that no longer count. Numbers are in the byte order
 * of the machine: segments stay beside their workspace, what is exchanged is CSV.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-rows.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "incentives/baton-replay.h"

enum { NOT_YET, SOUND, DAMAGED };

static gboolean
fail (GError              **error,
      BatonIncentivesError  code,
      const char           *what)
{
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, code, what);
  return FALSE;
}

/* ── Texts ───────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_row_texts_init (BatonRowTexts *texts,
                      gboolean       distinct)
{
  *texts = (BatonRowTexts) { .texts = g_ptr_array_new (), .chunk = g_string_chunk_new (64 * 1024),
                             .numbers = distinct ? g_hash_table_new (g_str_hash, g_str_equal) : NULL };
}

void
baton_row_texts_clear (BatonRowTexts *texts)
{
  g_clear_pointer (&texts->numbers, g_hash_table_unref);
  g_clear_pointer (&texts->texts, g_ptr_array_unref);
  g_clear_pointer (&texts->chunk, g_string_chunk_free);
  texts->n = 0;
}

guint32
baton_row_texts_add (BatonRowTexts *texts,
                     const char    *text)
{
  guint known;
  char *copy;

  if (text == NULL)
    return 0;
  known = texts->numbers != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (texts->numbers, text)) : 0;
  if (known > 0)
    return known;
  copy = g_string_chunk_insert (texts->chunk, text);
  g_ptr_array_add (texts->texts, copy);
  texts->n = texts->texts->len;
  if (texts->numbers != NULL)
    g_hash_table_insert (texts->numbers, copy, GUINT_TO_POINTER (texts->n));
  return texts->n;
}

const char *
baton_row_texts_get (const BatonRowTexts *texts,
                     guint32              number)
{
  if (number == 0 || number > texts->n)
    return NULL;
  return texts->texts != NULL ? g_ptr_array_index (texts->texts, number - 1) : texts->bytes + texts->offsets[number - 1];
}

BatonRowId
baton_row_id_new (BatonRowTexts *ids,
                  const char    *id)
{
  gsize length = strspn (id, "0123456789");

  /* "07" is another id than "7", and needs its text. */
  if (length > 0 && length <= 18 && id[length] == '\0' && (id[0] != '0' || length == 1))
    return g_ascii_strtoull (id, NULL, 10);
  return BATON_ROW_ID_TEXT | baton_row_texts_add (ids, id);
}

const char *
baton_row_id_get_text (BatonRowId           id,
                       const BatonRowTexts *ids,
                       char                *buffer)
{
  char *at = buffer + 23;

  if (id == BATON_ROW_ID_NONE)
    return NULL;
  if ((id & BATON_ROW_ID_TEXT) != 0)
    {
      const char *text = baton_row_texts_get (ids, (guint32) id);

      return text != NULL ? text : "";
    }
  *at = '\0';
  do
    *--at = (char) ('0' + id % 10);
  while ((id /= 10) > 0);
  return at;
}

int
baton_row_id_compare (BatonRowId           a,
                      const BatonRowTexts *ids_of_a,
                      BatonRowId           b,
                      const BatonRowTexts *ids_of_b)
{
  char first[24], second[24];

  if (((a | b) & BATON_ROW_ID_TEXT) == 0)
    return a < b ? -1 : a > b;
  return baton_event_id_compare (baton_row_id_get_text (a, ids_of_a, first), baton_row_id_get_text (b, ids_of_b, second));
}

/* ── Opening ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char          *data;
  gsize                length;
  const BatonRowsHead *head;
} Reader;

static gboolean
lies_within (const BatonRowsRange *range,
             guint64               first,
             guint64               end)
{
  return range->offset % 8 == 0 && range->length % 8 == 0 && range->offset >= first && range->offset <= end && range->length <= end - range->offset;
}

static gboolean
read_head (Reader  *reader,
           GError **error)
{
  const BatonRowsHead *head = reader->head;
  BatonChecksum sum;

  if (reader->length < sizeof *head)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  if (memcmp (head->magic, BATON_ROWS_MAGIC, sizeof head->magic) != 0)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "magic");
  if (head->byte_order != BATON_ROWS_BYTE_ORDER || head->version != BATON_ROWS_FORMAT)
    return fail (error, BATON_INCENTIVES_ERROR_VERSION, "version");
  sum = baton_checksum_sum (head, offsetof (BatonRowsHead, head_sum));
  if (memcmp (&sum, &head->head_sum, sizeof sum) != 0 || head->length != reader->length || head->n > BATON_ROWS_MOST)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  if (!lies_within (&head->rest, sizeof *head, head->length) || head->rest.offset + head->rest.length != head->length)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  sum = baton_checksum_sum (reader->data + head->rest.offset, head->rest.length);
  if (memcmp (&sum, &head->rest_sum, sizeof sum) != 0)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "directory");
  return TRUE;
}

static gboolean
read_field (const Reader    *reader,
            BatonRows       *self,
            BatonRowsColumn  column)
{
  const BatonRowsHead *head = reader->head;
  const BatonRowsEntry *entry = &head->columns[column];
  BatonRowsField *field = &self->fields[column];
  guint64 n_blocks = (head->n + BATON_ROWS_BLOCK - 1) / BATON_ROWS_BLOCK;

  field->base = entry->base;
  if (entry->width == 0)
    return TRUE;
  if ((entry->width != 1 && entry->width != 2 && entry->width != 4 && entry->width != 8) ||
      !lies_within (&entry->values, sizeof *head, head->rest.offset) || entry->values.length < head->n * entry->width ||
      !lies_within (&entry->sums, head->rest.offset, head->length) || entry->sums.length != n_blocks * sizeof (BatonChecksum))
    return FALSE;
  field->width = (guint32) entry->width;
  field->data = (const guint8 *) reader->data + entry->values.offset;
  field->sums = (const guint64 *) (gconstpointer) (reader->data + entry->sums.offset);
  field->checked = g_new0 (gint, MAX (n_blocks, 1));
  return TRUE;
}

/* That each text is one, and ends. */
static gboolean
read_texts (const Reader         *reader,
            const BatonRowsRange *offsets,
            const BatonRowsRange *bytes,
            guint64               n,
            BatonRowTexts        *texts)
{
  const BatonRowsHead *head = reader->head;

  if (n > BATON_ROWS_MOST || !lies_within (offsets, head->rest.offset, head->length) || !lies_within (bytes, head->rest.offset, head->length) ||
      offsets->length != n * sizeof (guint64))
    return FALSE;
  texts->offsets = (const guint64 *) (gconstpointer) (reader->data + offsets->offset);
  texts->bytes = reader->data + bytes->offset;
  texts->n = (guint32) n;
  if (n > 0 && (bytes->length == 0 || texts->bytes[bytes->length - 1] != '\0'))
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    if (texts->offsets[i] >= bytes->length)
      return FALSE;
  return TRUE;
}

static gboolean
read_rest (const Reader *reader,
           BatonRows    *self)
{
  const BatonRowsHead *head = reader->head;

  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    if (!read_field (reader, self, i))
      return FALSE;
  if (!read_texts (reader, &head->name_offsets, &head->names, head->n_names, &self->names) ||
      !read_texts (reader, &head->id_offsets, &head->ids, head->n_ids, &self->ids) ||
      !lies_within (&head->dead, head->rest.offset, head->length) || head->n_dead > head->length || head->dead.length != head->n_dead * sizeof (BatonRowsDead))
    return FALSE;
  self->dead = (const BatonRowsDead *) (gconstpointer) (reader->data + head->dead.offset);
  self->n_dead = head->n_dead;
  self->n = self->n_all = (guint32) head->n;
  self->first = head->first;
  self->last = head->last;
  return self->first <= self->last;
}

BatonRows *
baton_rows_open_bytes (GBytes  *bytes,
                       GError **error)
{
  g_autoptr (BatonRows) self = g_new0 (BatonRows, 1);
  Reader reader;

  self->bytes = g_bytes_ref (bytes);
  reader.data = g_bytes_get_data (bytes, &reader.length);
  reader.head = (const BatonRowsHead *) (gconstpointer) reader.data;
  if (!read_head (&reader, error))
    return NULL;
  if (!read_rest (&reader, self))
    {
      fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "directory");
      return NULL;
    }
  return g_steal_pointer (&self);
}

BatonRows *
baton_rows_open (const char *path,
                 GError    **error)
{
  g_autoptr (GBytes) bytes = baton_segment_map (path, error);
  BatonRows *self = bytes != NULL ? baton_rows_open_bytes (bytes, error) : NULL;

  if (self != NULL)
    self->mapped = TRUE;
  return self;
}

void
baton_rows_end_with (BatonRows *self,
                     BatonDay   day)
{
  guint32 low = 0, high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (baton_rows_get_value (self, BATON_ROWS_DAY, middle) <= day)
        low = middle + 1;
      else
        high = middle;
    }
  self->n = low;
  self->last = MIN (self->last, day);
  if (low > 0)
    self->last = (BatonDay) baton_rows_get_value (self, BATON_ROWS_DAY, low - 1);
}

void
baton_rows_free (BatonRows *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    g_free (self->fields[i].checked);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_rows_is_damaged (const BatonRows *self)
{
  return g_atomic_int_get (&self->damaged);
}

gboolean
baton_rows_check_block (BatonRows       *self,
                        BatonRowsColumn  column,
                        guint32          block)
{
  const BatonRowsField *field = &self->fields[column];
  gint known = g_atomic_int_get (&field->checked[block]);
  gsize first = (gsize) block * BATON_ROWS_BLOCK;
  BatonChecksum sum;

  if (known != NOT_YET)
    return known == SOUND;
  sum = baton_checksum_sum (field->data + first * field->width, (MIN (first + BATON_ROWS_BLOCK, self->n_all) - first) * field->width);
  known = sum.first == field->sums[block * 2] && sum.second == field->sums[block * 2 + 1] ? SOUND : DAMAGED;
  if (known == DAMAGED)
    g_atomic_int_set (&self->damaged, TRUE);
  g_atomic_int_set (&field->checked[block], known);
  return known == SOUND;
}

void
baton_rows_let_go (BatonRows *self,
                   guint32    row)
{
  const guintptr page = (guintptr) sysconf (_SC_PAGESIZE);

  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    {
      const BatonRowsField *field = &self->fields[i];
      guintptr first = ((guintptr) field->data + page - 1) & ~(page - 1);
      guintptr end = ((guintptr) field->data + (gsize) row * field->width) & ~(page - 1);

      /* Of a file, as is nearly always so, the pages come back when they are read. In other memory they must stay. */
      if (self->mapped && field->width > 0 && end > first)
        (void) madvise ((void *) first, end - first, MADV_DONTNEED);
    }
}

gboolean
baton_rows_check (BatonRows *self,
                  GError   **error)
{
  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    for (guint32 row = 0; self->fields[i].width > 0 && row < self->n; row += MIN (BATON_ROWS_BLOCK, self->n - row))
      if (!baton_rows_check_block (self, i, row / BATON_ROWS_BLOCK))
        return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "rows");
  return TRUE;
}

void
baton_rows_get (BatonRows *self,
                guint32    row,
                BatonRow  *out)
{
  out->id = (BatonRowId) baton_rows_get_value (self, BATON_ROWS_ID, row);
  out->reverses = (BatonRowId) baton_rows_get_value (self, BATON_ROWS_REVERSES, row);
  out->line = (guint64) baton_rows_get_value (self, BATON_ROWS_LINE, row);
  out->quantity = baton_rows_get_value (self, BATON_ROWS_QUANTITY, row);
  out->amount = baton_rows_get_value (self, BATON_ROWS_AMOUNT, row);
  out->original = baton_rows_get_value (self, BATON_ROWS_ORIGINAL, row);
  out->points = baton_rows_get_value (self, BATON_ROWS_POINTS, row);
  out->granted = baton_rows_get_value (self, BATON_ROWS_GRANTED, row);
  out->organisation = (guint32) baton_rows_get_value (self, BATON_ROWS_ORGANISATION, row);
  out->member = (guint32) baton_rows_get_value (self, BATON_ROWS_MEMBER, row);
  out->subject = (guint32) baton_rows_get_value (self, BATON_ROWS_SUBJECT, row);
  out->region = (guint32) baton_rows_get_value (self, BATON_ROWS_REGION, row);
  out->deal = (guint32) baton_rows_get_value (self, BATON_ROWS_DEAL, row);
  out->part = (guint32) baton_rows_get_value (self, BATON_ROWS_PART, row);
  out->currency = (guint32) baton_rows_get_value (self, BATON_ROWS_CURRENCY, row);
  out->day = (BatonDay) baton_rows_get_value (self, BATON_ROWS_DAY, row);
  out->version = (guint32) baton_rows_get_value (self, BATON_ROWS_VERSION, row);
  out->share = (guint32) baton_rows_get_value (self, BATON_ROWS_SHARE, row);
  out->type = (guint32) baton_rows_get_value (self, BATON_ROWS_TYPE, row);
  out->state = (guint32) baton_rows_get_value (self, BATON_ROWS_STATE, row);
  /* Sound bytes of a writer that went astray. */
  if (G_UNLIKELY (out->type >= BATON_N_EVENT_TYPES || out->state >= BATON_N_EVENT_STATES || out->quantity < 0 || out->amount < 0 || out->share > 10000))
    {
      g_atomic_int_set (&self->damaged, TRUE);
      *out = (BatonRow) { .reverses = BATON_ROW_ID_NONE, .day = self->first };
    }
}
