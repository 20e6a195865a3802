/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file: a head of fixed size; the arrays, each at a multiple of eight bytes; the directory, which names activities and
 * regions and says where each array lies. Numbers are in the byte order of the machine that wrote it: segments are made anew
 * from the history when they do not fit, they are not for exchange.
 *
 * The checksum of a range is two running sums over its 64-bit words, the second of the first: no single changed, lost or
 * exchanged word leaves both as they were, and it is as fast as reading. It guards against damage, not against malice;
 * so indices are checked as well.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-segment.h"

#include "incentives/baton-segment-file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "incentives/baton-columns-private.h"
#include "incentives/baton-replay.h"

#define MAGIC "BATONSEG"
#define VERSION 2
#define BYTE_ORDER_MARK 0x01020304u
#define FLAG_PARTIAL 1u
#define FLAG_MEMBERS_MOVE 2u
#define ALIGN(n) (((n) + 7) & ~(guint64) 7)
#define MAX_THREADS 4
/* From so many on a second thread is worth its start. */
#define PARALLEL_BYTES (1024 * 1024)

typedef struct
{
  char     magic[8];
  guint32  byte_order;
  guint32  version;
  guint64  length;             /* of the file */
  guint64  n_events;
  guint32  n_organisations;
  guint32  n_members;
  gint32   first_day;
  guint32  n_days;
  guint32  n_activities;
  guint32  n_regions;          /* with the first, which is none */
  guint32  flags;
  guint32  unused;
  guint64  n_uncounted;
  gint64   most_uncounted_quantity;
  gint64   most_uncounted_amount;
  BatonChecksum origin;
  guint64  directory_offset;
  guint64  directory_length;
  BatonChecksum directory;
  BatonChecksum head;               /* of all before it */
} Head;

enum
{
  ARRAY_ORGANISATION, ARRAY_MEMBER, ARRAY_DAY, ARRAY_QUANTITY, ARRAY_AMOUNT, ARRAY_WIDE_QUANTITY, ARRAY_WIDE_AMOUNT, ARRAY_REGION,
  ARRAY_REVERSED, ARRAY_COUNT_BY_DAY, ARRAY_QUANTITY_BY_DAY, N_ARRAYS
};

typedef struct
{
  guint64  offset;             /* 0: there is none */
  guint64  length;             /* without what fills up to eight bytes */
  BatonChecksum checksum;
} Array;

/* An activity in the directory, before the bytes of its id. */
typedef struct
{
  guint64 n;
  gint64  most_quantity;
  gint64  most_amount;
  guint64 id_length;
  Array   arrays[N_ARRAYS];
} Entry;

static const gsize element_sizes[N_ARRAYS] = { 4, 4, 2, 4, 4, 8, 8, 1, 1, 4, 8 };

static gboolean
fail (GError              **error,
      BatonIncentivesError  code,
      const char           *what)
{
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, code, what);
  return FALSE;
}

/* The arrays of an activity, in the order of the file. */
static void
list_arrays (BatonPostings *postings,
             void         **arrays[N_ARRAYS])
{
  arrays[ARRAY_ORGANISATION] = (void **) &postings->organisation;
  arrays[ARRAY_MEMBER] = (void **) &postings->member;
  arrays[ARRAY_DAY] = (void **) &postings->day;
  arrays[ARRAY_QUANTITY] = (void **) &postings->quantity;
  arrays[ARRAY_AMOUNT] = (void **) &postings->amount;
  arrays[ARRAY_WIDE_QUANTITY] = (void **) &postings->wide_quantity;
  arrays[ARRAY_WIDE_AMOUNT] = (void **) &postings->wide_amount;
  arrays[ARRAY_REGION] = (void **) &postings->region;
  arrays[ARRAY_REVERSED] = (void **) &postings->reversed;
  arrays[ARRAY_COUNT_BY_DAY] = (void **) &postings->count_by_day;
  arrays[ARRAY_QUANTITY_BY_DAY] = (void **) &postings->quantity_by_day;
}

static guint64
get_array_length (guint   array,
                  guint64 n,
                  guint   n_days)
{
  return (array >= ARRAY_COUNT_BY_DAY ? n_days : n) * element_sizes[array];
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  int     fd;
  guint64 offset;
} Writer;

static gboolean
write_all (Writer      *writer,
           const void  *bytes,
           gsize        length,
           GError     **error)
{
  writer->offset += length;
  return baton_segment_write (writer->fd, bytes, length, error);
}

static gboolean
fill_up (Writer  *writer,
         GError **error)
{
  static const char zeros[8] = { 0 };

  return write_all (writer, zeros, ALIGN (writer->offset) - writer->offset, error);
}

static void
append_padded (GByteArray *directory,
               const void *bytes,
               gsize       length)
{
  static const guint8 zeros[8] = { 0 };

  g_byte_array_append (directory, bytes, length);
  g_byte_array_append (directory, zeros, ALIGN (directory->len) - directory->len);
}

static gboolean
write_activity (BatonColumns *self,
                guint         activity,
                Writer       *writer,
                GByteArray   *directory,
                GError      **error)
{
  BatonPostings *postings = &self->postings[activity];
  const char *id = g_ptr_array_index (self->activities, activity);
  Entry entry = { .n = postings->n, .most_quantity = postings->most_quantity, .most_amount = postings->most_amount, .id_length = strlen (id) };
  void **arrays[N_ARRAYS];

  list_arrays (postings, arrays);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      if (*arrays[i] == NULL || postings->n == 0)
        continue;
      entry.arrays[i].offset = writer->offset;
      entry.arrays[i].length = get_array_length (i, postings->n, self->n_days);
      entry.arrays[i].checksum = baton_checksum_sum (*arrays[i], entry.arrays[i].length);
      if (!write_all (writer, *arrays[i], entry.arrays[i].length, error) || !fill_up (writer, error))
        return FALSE;
    }
  g_byte_array_append (directory, (const guint8 *) &entry, sizeof entry);
  append_padded (directory, id, strlen (id));
  return TRUE;
}

/* What is written. */
typedef struct
{
  BatonColumns  *columns;
  BatonChecksum  origin;
} Save;

static gboolean
write_segment (int        fd,
               gpointer   data,
               GError   **error)
{
  const Save *save = data;
  BatonColumns *self = save->columns;
  Writer writer = { .fd = fd };
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  Head head = { .magic = MAGIC, .byte_order = BYTE_ORDER_MARK, .version = VERSION, .n_events = self->n_events,
                .n_organisations = self->n_organisations, .n_members = self->n_members, .first_day = self->first_day, .n_days = self->n_days,
                .n_activities = self->activities->len, .n_regions = self->regions->len, .n_uncounted = self->n_uncounted,
                .most_uncounted_quantity = self->most_uncounted_quantity, .most_uncounted_amount = self->most_uncounted_amount, .origin = save->origin };

  head.flags = (self->partial ? FLAG_PARTIAL : 0) | (self->members_move ? FLAG_MEMBERS_MOVE : 0);
  if (!write_all (&writer, &head, sizeof head, error))
    return FALSE;
  for (guint i = 0; i < self->activities->len; i++)
    {
      if (!write_activity (self, i, &writer, directory, error))
        return FALSE;
    }
  for (guint i = 1; i < self->regions->len; i++)
    {
      const char *id = g_ptr_array_index (self->regions, i);
      guint64 length = strlen (id);

      g_byte_array_append (directory, (const guint8 *) &length, sizeof length);
      append_padded (directory, id, length);
    }
  head.directory_offset = writer.offset;
  head.directory_length = directory->len;
  head.directory = baton_checksum_sum (directory->data, directory->len);
  head.length = writer.offset + directory->len;
  head.head = baton_checksum_sum (&head, offsetof (Head, head));
  if (!write_all (&writer, directory->data, directory->len, error))
    return FALSE;
  if (lseek (writer.fd, 0, SEEK_SET) != 0)
    return fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
  return write_all (&writer, &head, sizeof head, error);
}

gboolean
baton_columns_save_of (BatonColumns         *self,
                       const char           *path,
                       const BatonChecksum  *origin,
                       GError              **error)
{
  Save save = { self, *origin };

  return baton_segment_save (path, write_segment, &save, error);
}

gboolean
baton_columns_save (BatonColumns *self,
                    const char   *path,
                    GError      **error)
{
  return baton_columns_save_of (self, path, &self->origin, error);
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *data;
  gsize       length;
  Head        head;
  gsize       at;          /* in the directory */
} Reader;

static gboolean
take (Reader     *reader,
      void       *bytes,
      gsize       length)
{
  gsize end = reader->head.directory_offset + reader->head.directory_length;

  if (length > end - reader->at)
    return FALSE;
  memcpy (bytes, reader->data + reader->at, length);
  reader->at += length;
  return TRUE;
}

static char *
take_id (Reader  *reader,
         guint64  length)
{
  gsize end = reader->head.directory_offset + reader->head.directory_length;
  char *id;

  if (length == 0 || length > 4096 || ALIGN (length) > end - reader->at || !g_utf8_validate_len (reader->data + reader->at, length, NULL))
    return NULL;
  id = g_strndup (reader->data + reader->at, length);
  reader->at += ALIGN (length);
  return id;
}

static gboolean
read_head (Reader  *reader,
           GError **error)
{
  Head *head = &reader->head;
  BatonChecksum sum;

  if (reader->length < sizeof *head)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  memcpy (head, reader->data, sizeof *head);
  if (memcmp (head->magic, MAGIC, sizeof head->magic) != 0)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "magic");
  if (head->byte_order != BYTE_ORDER_MARK || head->version != VERSION)
    return fail (error, BATON_INCENTIVES_ERROR_VERSION, "version");
  sum = baton_checksum_sum (head, offsetof (Head, head));
  if (!baton_checksum_equal (&sum, &head->head) || head->length != reader->length)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  if (head->directory_offset < sizeof *head || head->directory_offset > head->length ||
      head->directory_length != head->length - head->directory_offset || head->most_uncounted_quantity < 0 || head->most_uncounted_amount < 0 || head->n_days > 65535 || head->n_regions == 0 || head->n_regions > 255)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  sum = baton_checksum_sum (reader->data + head->directory_offset, head->directory_length);
  if (!baton_checksum_equal (&sum, &head->directory))
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "directory");
  reader->at = head->directory_offset;
  return TRUE;
}

static gboolean
place_array (const Reader *reader,
             const Array  *array,
             guint         index,
             guint64       n,
             void        **place)
{
  if (array->offset == 0)
    return array->length == 0;
  if (array->offset % 8 != 0 || array->offset < sizeof (Head) || array->offset > reader->head.directory_offset ||
      array->length != get_array_length (index, n, reader->head.n_days) ||
      ALIGN (array->length) > reader->head.directory_offset - array->offset)
    return FALSE;
  *place = (void *) (reader->data + array->offset);
  return TRUE;
}

/* That the arrays are there which must be. */
static gboolean
is_complete (const BatonPostings *postings)
{
  return postings->n == 0 ||
         (postings->organisation != NULL && postings->member != NULL && postings->day != NULL && postings->count_by_day != NULL &&
          postings->quantity_by_day != NULL && (postings->quantity == NULL) != (postings->wide_quantity == NULL) &&
          (postings->amount == NULL || postings->wide_amount == NULL));
}

static gboolean
read_activity (Reader       *reader,
               BatonColumns *self,
               Entry        *entry)
{
  BatonPostings *postings = &self->postings[self->activities->len];
  void **arrays[N_ARRAYS];
  char *id;

  if (!take (reader, entry, sizeof *entry) || entry->n > G_MAXUINT32 || entry->most_quantity < 0 || entry->most_amount < 0)
    return FALSE;
  postings->n = entry->n;
  postings->most_quantity = entry->most_quantity;
  postings->most_amount = entry->most_amount;
  postings->borrowed = TRUE;
  list_arrays (postings, arrays);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      if (!place_array (reader, &entry->arrays[i], i, entry->n, arrays[i]))
        return FALSE;
    }
  id = take_id (reader, entry->id_length);
  if (id == NULL)
    return FALSE;
  g_ptr_array_add (self->activities, id);
  return is_complete (postings);
}

/* ── Verifying ───────────────────────────────────────────────────────────────────────────────────────── */

/* Activities are verified by both cores: it takes as long as memory takes. */
typedef struct
{
  const Reader       *reader;
  const BatonColumns *columns;
  const Entry        *entries;       /* by activity */
  gint                next;          /* atomic: the first activity that nobody has taken */
  gint                damaged;       /* atomic */
} Verifying;

/* That no number of the array leads outside. */
static gboolean
check_array (const Verifying     *verifying,
             const BatonPostings *postings,
             guint                index)
{
  const Head *head = &verifying->reader->head;
  guint32 before = 0, bad = 0;

  if (index == ARRAY_ORGANISATION)
    for (guint32 i = 0; i < postings->n; i++)
      {
        bad |= (postings->organisation[i] < before) | (postings->organisation[i] >= head->n_organisations);
        before = postings->organisation[i];
      }
  else if (index == ARRAY_DAY)
    for (guint32 i = 0; i < postings->n; i++)
      bad |= postings->day[i] >= head->n_days;
  else if (index == ARRAY_REGION)
    for (guint32 i = 0; i < postings->n; i++)
      bad |= postings->region[i] >= head->n_regions;
  return bad == 0;
}

/* Each array is checked right after it was summed, while the caches have it. */
static gboolean
verify_activity (const Verifying *verifying,
                 guint            activity)
{
  const BatonPostings *postings = &verifying->columns->postings[activity];

  for (guint i = 0; i < N_ARRAYS; i++)
    {
      const Array *array = &verifying->entries[activity].arrays[i];
      BatonChecksum sum;

      if (array->offset == 0)
        continue;
      /* With what fills it up: zeros when they were written. */
      sum = baton_checksum_sum (verifying->reader->data + array->offset, ALIGN (array->length));
      if (!baton_checksum_equal (&sum, &array->checksum) || !check_array (verifying, postings, i))
        return FALSE;
    }
  return TRUE;
}

static gpointer
verify (gpointer data)
{
  Verifying *verifying = data;

  for (;;)
    {
      guint activity = (guint) g_atomic_int_add (&verifying->next, 1);

      if (activity >= verifying->columns->activities->len || g_atomic_int_get (&verifying->damaged))
        return NULL;
      if (!verify_activity (verifying, activity))
        g_atomic_int_set (&verifying->damaged, TRUE);
    }
}

static gboolean
verify_all (const Reader       *reader,
            const BatonColumns *self,
            const Entry        *entries)
{
  Verifying verifying = { .reader = reader, .columns = self, .entries = entries };
  guint n_threads = reader->length < PARALLEL_BYTES ? 1 : CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  GThread *threads[MAX_THREADS] = { NULL };

  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("baton-verify", verify, &verifying);
  verify (&verifying);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
  return !verifying.damaged;
}

static gboolean
read_columns (Reader       *reader,
              BatonColumns *self)
{
  g_autofree Entry *entries = g_new (Entry, MAX (reader->head.n_activities, 1));

  for (guint i = 0; i < reader->head.n_activities; i++)
    {
      if (!read_activity (reader, self, &entries[i]))
        return FALSE;
    }
  for (guint i = 1; i < reader->head.n_regions; i++)
    {
      guint64 length;
      char *id = take (reader, &length, sizeof length) ? take_id (reader, length) : NULL;

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (self->regions, id);
    }
  return verify_all (reader, self, entries);
}

BatonColumns *
baton_columns_load_bytes (GBytes  *bytes,
                          GError **error)
{
  g_autoptr (BatonColumns) self = NULL;
  Reader reader = { NULL };

  reader.data = g_bytes_get_data (bytes, &reader.length);
  if (!read_head (&reader, error))
    return NULL;
  if (reader.head.n_activities > reader.head.directory_length / sizeof (Entry))
    {
      fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "directory");
      return NULL;
    }

  self = baton_columns_new_mapped (bytes, reader.head.n_activities);
  self->n_organisations = reader.head.n_organisations;
  self->n_members = reader.head.n_members;
  self->first_day = reader.head.first_day;
  self->n_days = reader.head.n_days;
  self->n_events = reader.head.n_events;
  self->n_uncounted = reader.head.n_uncounted;
  self->most_uncounted_quantity = reader.head.most_uncounted_quantity;
  self->most_uncounted_amount = reader.head.most_uncounted_amount;
  self->origin = reader.head.origin;
  self->partial = (reader.head.flags & FLAG_PARTIAL) != 0;
  self->members_move = (reader.head.flags & FLAG_MEMBERS_MOVE) != 0;
  if (!read_columns (&reader, self))
    {
      fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "columns");
      return NULL;
    }
  return g_steal_pointer (&self);
}

BatonColumns *
baton_columns_load (const char *path,
                    GError    **error)
{
  g_autoptr (GBytes) bytes = baton_segment_map (path, error);

  return bytes != NULL ? baton_columns_load_bytes (bytes, error) : NULL;
}
