/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register as a segment, a file that is never changed: a head of fixed size; records of the facts of organizations, then of
 * members, by id and day; rows that wait for somebody who is not there; sets of terms; the indices that find ids; and all texts, each
 * with its NUL, in one run, of which the others have places. The first byte of the texts is a NUL: the place of no text.
 *
 * Opening needs nearly all of it, so all of it is checked then: first the checksum, which guards against damage, then every number,
 * as nobody can know who made the file. Texts and indices stay where they lie. Numbers are in the byte order of the machine.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register-private.h"

#include <errno.h>
#include <string.h>

#include "incentives/baton-replay.h"
#include "incentives/baton-segment-file.h"

#define MAGIC "BATONREG"
#define VERSION 1
#define BYTE_ORDER_MARK 0x01020304u
/* Facts of one kind: with more the file would be larger than its places can say. */
#define MOST_FACTS 20000000u

typedef struct
{
  guint32 id;
  guint32 name;
  guint32 terms;          /* place in the sets */
  guint32 parent;         /* numbers, BATON_INDEX_NONE */
  guint32 manager;
  gint32  joined;
  gint32  from;
} OrganisationRecord;

typedef struct
{
  guint32 id;
  guint32 name;
  guint32 organisation;   /* its number; of a stray, the text of its id */
  guint32 roles;
  guint32 terms;
  guint32 locale;         /* 0: none */
  gint32  from;
} MemberRecord;

typedef struct
{
  guint32 fact;
  guint32 parent;         /* texts; 0: none */
  guint32 manager;
} LooseRecord;

/* The parts of the file, in its order. */
typedef enum
{
  PART_ORGANISATIONS,
  PART_MEMBERS,
  PART_LOOSE,
  PART_STRAYS,
  PART_SETS,              /* places of texts; each set ends with a 0, so the first is empty */
  PART_ORGANISATION_INDEX,
  PART_MEMBER_INDEX,
  PART_TEXTS,
  N_PARTS
} Part;

static const gsize element_sizes[N_PARTS] = {
  sizeof (OrganisationRecord), sizeof (MemberRecord), sizeof (LooseRecord), sizeof (MemberRecord), sizeof (guint32), sizeof (guint32), sizeof (guint32), 1,
};

typedef struct
{
  char          magic[8];
  guint32       byte_order;
  guint32       version;
  guint64       length;           /* of the file */
  guint64       counts[N_PARTS];  /* of elements; each part begins at a multiple of eight bytes, behind the one before */
  BatonChecksum body;             /* of all after the head */
  BatonChecksum head;             /* of all before it */
} Head;

G_STATIC_ASSERT (sizeof (Head) % 8 == 0);

static gsize
get_padded_length (Part    part,
                   guint64 count)
{
  return (count * element_sizes[part] + 7) & ~(gsize) 7;
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonRegister *reg;
  GByteArray    *parts[N_PARTS];
  GHashTable    *texts;        /* of the texts that are shared: text → place */
  GHashTable    *sets;         /* ids, joined by spaces → place */
  gboolean       full;         /* a place does not fit in 32 bits */
} Writer;

static void
append (Writer     *writer,
        Part        part,
        const void *element)
{
  g_byte_array_append (writer->parts[part], element, (guint) element_sizes[part]);
}

static guint32
add_text (Writer     *writer,
          const char *text)
{
  guint32 place = writer->parts[PART_TEXTS]->len;
  gsize length;

  if (text == NULL || *text == '\0' || writer->full)
    return 0;
  length = strlen (text) + 1;
  writer->full = length > G_MAXINT32 - place;
  if (!writer->full)
    g_byte_array_append (writer->parts[PART_TEXTS], (const guint8 *) text, (guint) length);
  return place;
}

/* Of a text that many rows have. */
static guint32
share_text (Writer     *writer,
            const char *text)
{
  guint32 place = text != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (writer->texts, text)) : 0;

  if (place != 0 || text == NULL)
    return place;
  place = add_text (writer, text);
  g_hash_table_insert (writer->texts, (gpointer) text, GUINT_TO_POINTER (place));
  return place;
}

static guint32
add_set (Writer             *writer,
         const char * const *set)
{
  g_autofree char *joined = NULL;
  guint32 place;

  if (set[0] == NULL)
    return 0;
  joined = g_strjoinv (" ", (char **) set);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (writer->sets, joined));
  if (place != 0)
    return place;
  place = writer->parts[PART_SETS]->len / sizeof (guint32);
  for (; *set != NULL; set++)
    append (writer, PART_SETS, &(guint32) { share_text (writer, *set) });
  append (writer, PART_SETS, &(guint32) { 0 });
  g_hash_table_insert (writer->sets, g_steal_pointer (&joined), GUINT_TO_POINTER (place));
  return place;
}

static void
add_member (Writer                 *writer,
            Part                    part,
            guint32                 id,
            guint32                 organisation,
            const BatonMemberFacts *facts)
{
  MemberRecord record = { .id = id, .name = add_text (writer, facts->name), .organisation = organisation, .roles = add_set (writer, facts->roles),
                          .terms = add_set (writer, facts->terms), .locale = share_text (writer, facts->locale), .from = facts->from };

  append (writer, part, &record);
}

static void
add_facts (Writer *writer)
{
  BatonRegister *reg = writer->reg;

  for (guint i = 0; i < reg->organisations->len; i++)
    {
      const BatonRegisterSubject *subject = &g_array_index (reg->organisations, BatonRegisterSubject, i);
      guint32 id = add_text (writer, subject->id);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonOrganisationFacts *facts = &g_array_index (reg->organisation_facts, BatonOrganisationFacts, k);
          OrganisationRecord record = { .id = id, .name = add_text (writer, facts->name), .terms = add_set (writer, facts->terms), .parent = facts->parent,
                                        .manager = facts->manager, .joined = facts->joined, .from = facts->from };

          append (writer, PART_ORGANISATIONS, &record);
        }
    }
  for (guint i = 0; i < reg->members->len; i++)
    {
      const BatonRegisterSubject *subject = &g_array_index (reg->members, BatonRegisterSubject, i);
      guint32 id = add_text (writer, subject->id);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonMemberFacts *facts = &g_array_index (reg->member_facts, BatonMemberFacts, k);

          add_member (writer, PART_MEMBERS, id, facts->organisation, facts);
        }
    }
}

static void
add_waiting (Writer *writer)
{
  BatonRegister *reg = writer->reg;

  for (guint i = 0; i < reg->loose->len; i++)
    {
      const BatonRegisterLoose *loose = &g_array_index (reg->loose, BatonRegisterLoose, i);
      LooseRecord record = { loose->fact, share_text (writer, loose->parent), share_text (writer, loose->manager) };

      append (writer, PART_LOOSE, &record);
    }
  for (guint i = 0; i < reg->strays->len; i++)
    {
      const BatonRegisterStray *stray = &g_array_index (reg->strays, BatonRegisterStray, i);

      add_member (writer, PART_STRAYS, share_text (writer, stray->id), share_text (writer, stray->organisation), &stray->facts);
    }
}

static void
add_index (Writer                   *writer,
           Part                      part,
           const BatonRegisterIndex *index)
{
  g_byte_array_append (writer->parts[part], (const guint8 *) index->slots, (guint) ((index->mask + 1) * sizeof *index->slots));
}

static GBytes *
join_parts (Writer *writer)
{
  static const guint8 zeros[8] = { 0 };
  GByteArray *file = g_byte_array_new ();
  Head head = { .magic = MAGIC, .byte_order = BYTE_ORDER_MARK, .version = VERSION };

  g_byte_array_append (file, (const guint8 *) &head, sizeof head);
  for (Part part = 0; part < N_PARTS; part++)
    {
      head.counts[part] = writer->parts[part]->len / element_sizes[part];
      g_byte_array_append (file, writer->parts[part]->data, writer->parts[part]->len);
      g_byte_array_append (file, zeros, (guint) (get_padded_length (part, head.counts[part]) - writer->parts[part]->len));
    }
  head.length = file->len;
  head.body = baton_checksum_sum (file->data + sizeof head, file->len - sizeof head);
  head.head = baton_checksum_sum (&head, offsetof (Head, head));
  memcpy (file->data, &head, sizeof head);
  return g_byte_array_free_to_bytes (file);
}

/* A GByteArray holds 4 GB, the file's included. */
static gboolean
fits (const Writer *writer)
{
  gsize length = sizeof (Head);

  for (Part part = 0; part < N_PARTS; part++)
    length += writer->parts[part]->len + 8;
  return !writer->full && length < G_MAXUINT32;
}

GBytes *
baton_register_save_bytes (BatonRegister  *self,
                           GError        **error)
{
  Writer writer = { .reg = self, .texts = g_hash_table_new (g_str_hash, g_str_equal), .sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (BatonRegisterSubject));
  BatonRegisterIndex none = { NULL, 0, FALSE };
  GBytes *bytes = NULL;

  for (Part part = 0; part < N_PARTS; part++)
    writer.parts[part] = g_byte_array_new ();
  writer.full = self->organisation_facts->len > MOST_FACTS || self->member_facts->len > MOST_FACTS || self->strays->len > MOST_FACTS;
  g_byte_array_append (writer.parts[PART_TEXTS], (const guint8 *) "", 1);
  append (&writer, PART_SETS, &(guint32) { 0 });
  baton_register_index_make (&none, nobody);
  if (!writer.full)
    {
      add_facts (&writer);
      add_waiting (&writer);
      add_index (&writer, PART_ORGANISATION_INDEX, self->organisation_index.slots != NULL ? &self->organisation_index : &none);
      add_index (&writer, PART_MEMBER_INDEX, self->member_index.slots != NULL ? &self->member_index : &none);
    }
  if (fits (&writer))
    bytes = join_parts (&writer);
  else
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (EFBIG));
  baton_register_index_clear (&none);
  for (Part part = 0; part < N_PARTS; part++)
    g_byte_array_unref (writer.parts[part]);
  g_hash_table_unref (writer.texts);
  g_hash_table_unref (writer.sets);
  return bytes;
}

static gboolean
write_bytes (int       fd,
             gpointer  bytes,
             GError  **error)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  return baton_segment_write (fd, data, length, error);
}

gboolean
baton_register_write_bytes (GBytes      *bytes,
                            const char  *path,
                            GError     **error)
{
  return baton_segment_save (path, write_bytes, bytes, error);
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const guint8 *parts[N_PARTS];
  guint64       counts[N_PARTS];
  const char  **sets;          /* beside the sets: their texts */
} Reader;

static gboolean
fail (GError              **error,
      BatonIncentivesError  code,
      const char           *what)
{
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, code, what);
  return FALSE;
}

static gboolean
read_head (Reader  *reader,
           GBytes  *bytes,
           GError **error)
{
  gsize length, at = sizeof (Head);
  const guint8 *data = g_bytes_get_data (bytes, &length);
  BatonChecksum sum;
  Head head;

  if (length < sizeof head)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  memcpy (&head, data, sizeof head);
  if (memcmp (head.magic, MAGIC, sizeof head.magic) != 0)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "magic");
  if (head.byte_order != BYTE_ORDER_MARK || head.version != VERSION)
    return fail (error, BATON_INCENTIVES_ERROR_VERSION, "version");
  sum = baton_checksum_sum (&head, offsetof (Head, head));
  if (!baton_checksum_equal (&sum, &head.head) || head.length != length)
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "head");
  sum = baton_checksum_sum (data + sizeof head, length - sizeof head);
  if (!baton_checksum_equal (&sum, &head.body))
    return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "body");
  for (Part part = 0; part < N_PARTS; part++)
    {
      if (head.counts[part] > (length - at) / element_sizes[part] || get_padded_length (part, head.counts[part]) > length - at)
        return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "parts");
      reader->parts[part] = data + at;
      reader->counts[part] = head.counts[part];
      at += get_padded_length (part, head.counts[part]);
    }
  return at == length || fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "parts");
}

/* The text at the place; NULL for none. FALSE where there is no such place. */
static gboolean
get_text (const Reader  *reader,
          guint32        place,
          gboolean       needed,
          const char   **text)
{
  *text = place != 0 ? (const char *) reader->parts[PART_TEXTS] + place : NULL;
  return place < reader->counts[PART_TEXTS] && (place != 0 || !needed);
}

static gboolean
get_set (const Reader        *reader,
         guint32              place,
         const char * const **set)
{
  *set = reader->sets + place;
  return place < reader->counts[PART_SETS];
}

/* Texts that begin and end where they should, and sets of them. */
static gboolean
read_texts (Reader        *reader,
            BatonRegister *self)
{
  const char *texts = (const char *) reader->parts[PART_TEXTS];
  const guint32 *places = (const guint32 *) (gconstpointer) reader->parts[PART_SETS];
  guint64 n_texts = reader->counts[PART_TEXTS];
  guint64 n_sets = reader->counts[PART_SETS];

  if (n_texts == 0 || texts[0] != '\0' || texts[n_texts - 1] != '\0' || n_sets == 0 || places[0] != 0 || places[n_sets - 1] != 0)
    return FALSE;
  for (guint64 at = 1; at < n_texts; at += strlen (texts + at) + 1)
    if (!g_utf8_validate (texts + at, -1, NULL))
      return FALSE;
  reader->sets = g_new (const char *, n_sets);
  g_ptr_array_add (self->sets, (gpointer) reader->sets);
  for (guint64 i = 0; i < n_sets; i++)
    if (!get_text (reader, places[i], FALSE, &reader->sets[i]))
      return FALSE;
  return TRUE;
}

/* The fact just read is of the subject with that id, which is new where the one before has another. */
static void
note_fact (GArray     *subjects,
           const char *id,
           guint       fact)
{
  BatonRegisterSubject subject = { id, fact, 1 };

  /* A subject's id stands once in the texts. */
  if (subjects->len > 0 && g_array_index (subjects, BatonRegisterSubject, subjects->len - 1).id == id)
    g_array_index (subjects, BatonRegisterSubject, subjects->len - 1).n_facts++;
  else
    g_array_append_val (subjects, subject);
}

static gboolean
read_organisations (const Reader  *reader,
                    BatonRegister *self)
{
  const OrganisationRecord *records = (const OrganisationRecord *) (gconstpointer) reader->parts[PART_ORGANISATIONS];

  g_array_set_size (self->organisation_facts, (guint) reader->counts[PART_ORGANISATIONS]);
  for (guint i = 0; i < self->organisation_facts->len; i++)
    {
      BatonOrganisationFacts *facts = &g_array_index (self->organisation_facts, BatonOrganisationFacts, i);
      const char *id;

      *facts = (BatonOrganisationFacts) { .from = records[i].from, .parent = records[i].parent, .manager = records[i].manager, .joined = records[i].joined };
      if (!get_text (reader, records[i].id, TRUE, &id) || !get_text (reader, records[i].name, TRUE, &facts->name) ||
          !get_set (reader, records[i].terms, &facts->terms) || facts->from < BATON_DAY_MIN || facts->from > BATON_DAY_MAX ||
          (facts->joined != BATON_DAY_NONE && (facts->joined < BATON_DAY_MIN || facts->joined > BATON_DAY_MAX)))
        return FALSE;
      note_fact (self->organisations, id, i);
    }
  return TRUE;
}

static gboolean
read_member (const Reader        *reader,
             const MemberRecord  *record,
             const char         **id,
             BatonMemberFacts    *facts)
{
  *facts = (BatonMemberFacts) { .from = record->from, .organisation = record->organisation };
  return get_text (reader, record->id, TRUE, id) && get_text (reader, record->name, TRUE, &facts->name) && get_set (reader, record->roles, &facts->roles) &&
         get_set (reader, record->terms, &facts->terms) && get_text (reader, record->locale, FALSE, &facts->locale) &&
         facts->from >= BATON_DAY_MIN && facts->from <= BATON_DAY_MAX;
}

static gboolean
read_members (const Reader  *reader,
              BatonRegister *self)
{
  const MemberRecord *records = (const MemberRecord *) (gconstpointer) reader->parts[PART_MEMBERS];

  g_array_set_size (self->member_facts, (guint) reader->counts[PART_MEMBERS]);
  for (guint i = 0; i < self->member_facts->len; i++)
    {
      const char *id;

      if (!read_member (reader, &records[i], &id, &g_array_index (self->member_facts, BatonMemberFacts, i)) ||
          records[i].organisation >= self->organisations->len)
        return FALSE;
      note_fact (self->members, id, i);
    }
  return TRUE;
}

static gboolean
read_waiting (const Reader  *reader,
              BatonRegister *self)
{
  const LooseRecord *loose = (const LooseRecord *) (gconstpointer) reader->parts[PART_LOOSE];
  const MemberRecord *strays = (const MemberRecord *) (gconstpointer) reader->parts[PART_STRAYS];

  for (guint64 i = 0; i < reader->counts[PART_LOOSE]; i++)
    {
      BatonRegisterLoose one = { loose[i].fact, NULL, NULL };

      if (!get_text (reader, loose[i].parent, FALSE, &one.parent) || !get_text (reader, loose[i].manager, FALSE, &one.manager))
        return FALSE;
      g_array_append_val (self->loose, one);
    }
  for (guint64 i = 0; i < reader->counts[PART_STRAYS]; i++)
    {
      BatonRegisterStray stray;

      if (!read_member (reader, &strays[i], &stray.id, &stray.facts) || !get_text (reader, strays[i].organisation, TRUE, &stray.organisation))
        return FALSE;
      stray.facts.organisation = BATON_INDEX_NONE;
      g_array_append_val (self->strays, stray);
    }
  return TRUE;
}

static gboolean
take_index (const Reader       *reader,
            Part                part,
            GArray             *subjects,
            BatonRegisterIndex *index)
{
  *index = (BatonRegisterIndex) { (guint32 *) (gpointer) reader->parts[part], baton_register_index_size (subjects->len) - 1, TRUE };
  return reader->counts[part] == (guint64) index->mask + 1;
}

/* Whether parents and managers are there, and no organization is above itself. */
static gboolean
are_tied (BatonRegister *self)
{
  for (guint i = 0; i < self->organisation_facts->len; i++)
    {
      const BatonOrganisationFacts *facts = &g_array_index (self->organisation_facts, BatonOrganisationFacts, i);

      if ((facts->parent != BATON_INDEX_NONE && facts->parent >= self->organisations->len) ||
          (facts->manager != BATON_INDEX_NONE && facts->manager >= self->members->len))
        return FALSE;
    }
  for (guint i = 0; i < self->organisations->len; i++)
    {
      const BatonRegisterSubject *subject = &g_array_index (self->organisations, BatonRegisterSubject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        if (baton_register_leads_in_circle (self, i, k))
          return FALSE;
    }
  return TRUE;
}

BatonRegister *
baton_register_open_bytes (GBytes  *bytes,
                           GError **error)
{
  g_autoptr (BatonRegister) self = baton_register_complete (baton_register_new_blank ());
  Reader reader = { 0 };

  self->bytes = g_bytes_ref (bytes);
  if (!read_head (&reader, bytes, error))
    return NULL;
  if (!read_texts (&reader, self) || !read_organisations (&reader, self) || !read_members (&reader, self) || !read_waiting (&reader, self) ||
      !take_index (&reader, PART_ORGANISATION_INDEX, self->organisations, &self->organisation_index) ||
      !take_index (&reader, PART_MEMBER_INDEX, self->members, &self->member_index) || !are_tied (self))
    {
      fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "body");
      return NULL;
    }
  return g_steal_pointer (&self);
}

BatonRegister *
baton_register_open (const char  *path,
                     GError     **error)
{
  g_autoptr (GBytes) bytes = baton_segment_map (path, error);

  return bytes != NULL ? baton_register_open_bytes (bytes, error) : NULL;
}
