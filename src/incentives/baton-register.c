/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register in memory. A subject (organization or member) owns a run of facts, sorted by their days, in one array for
 * all; so *what was true on day D* is a search in a few neighbouring entries. Subjects are sorted by id and numbered.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register.h"

#include <stdlib.h>
#include <string.h>

#include "incentives/baton-history.h"

#define MAX_ID_BYTES 200
#define MAX_NAME_BYTES 1000
/* More levels than this above an organization are a cycle or a mistake. */
#define MAX_LEVELS 64

typedef struct
{
  const char *id;
  guint       first;       /* of its facts */
  guint       n_facts;
} Subject;

struct _BatonRegister
{
  gatomicrefcount  references;
  GStringChunk    *strings;
  GHashTable      *known;            /* of *strings*, what is shared; NULL when the register is complete */
  GPtrArray       *sets;             /* the arrays behind terms and roles */
  GArray          *organisations;    /* of Subject */
  GArray          *members;
  GArray          *organisation_facts;
  GArray          *member_facts;
  GHashTable      *organisation_by_id;   /* id → number + 1 */
  GHashTable      *member_by_id;
};

/* A row between reading and numbering. */
typedef struct
{
  const char          *id;
  guint64              line;
  BatonDay             from;
  const char          *name;
  const char          *above;        /* parent or organization */
  const char          *manager;
  const char          *locale;
  const char * const  *terms;
  const char * const  *roles;
  BatonDay             joined;
} Row;

enum { ORGANISATION_ID, ORGANISATION_NAME, ORGANISATION_PARENT, ORGANISATION_TERMS, ORGANISATION_JOINED, ORGANISATION_MANAGER,
       ORGANISATION_FROM, N_ORGANISATION_COLUMNS };
enum { MEMBER_ID, MEMBER_NAME, MEMBER_ORGANISATION, MEMBER_ROLES, MEMBER_TERMS, MEMBER_LOCALE, MEMBER_FROM, N_MEMBER_COLUMNS };

static const char * const organisation_columns[] = { "id", "name", "parent", "terms", "joined", "manager", "from" };
static const char * const member_columns[] = { "id", "name", "organisation", "roles", "terms", "locale", "from" };
G_STATIC_ASSERT (G_N_ELEMENTS (organisation_columns) == N_ORGANISATION_COLUMNS);
G_STATIC_ASSERT (G_N_ELEMENTS (member_columns) == N_MEMBER_COLUMNS);

G_STATIC_ASSERT (N_ORGANISATION_COLUMNS <= 8 && N_MEMBER_COLUMNS <= 8);

static const char * const no_terms[] = { NULL };

static BatonRegister *
register_new (void)
{
  BatonRegister *self = g_new0 (BatonRegister, 1);

  g_atomic_ref_count_init (&self->references);
  self->strings = g_string_chunk_new (16 * 1024);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->sets = g_ptr_array_new_with_free_func (g_free);
  self->organisations = g_array_new (FALSE, FALSE, sizeof (Subject));
  self->members = g_array_new (FALSE, FALSE, sizeof (Subject));
  self->organisation_facts = g_array_new (FALSE, FALSE, sizeof (BatonOrganisationFacts));
  self->member_facts = g_array_new (FALSE, FALSE, sizeof (BatonMemberFacts));
  self->organisation_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->member_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/* A copy of the register's, one for all that are equal. */
static char *
keep (BatonRegister *self,
      const char    *text)
{
  char *copy = g_hash_table_lookup (self->known, text);

  if (copy == NULL)
    {
      copy = g_string_chunk_insert (self->strings, text);
      g_hash_table_add (self->known, copy);
    }
  return copy;
}

/* What finds equal strings takes more room than they do, and nothing is added from now on. */
static BatonRegister *
complete (BatonRegister *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  return self;
}

BatonRegister *
baton_register_ref (BatonRegister *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_register_unref (BatonRegister *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->organisation_by_id);
  g_hash_table_unref (self->member_by_id);
  g_array_unref (self->organisations);
  g_array_unref (self->members);
  g_array_unref (self->organisation_facts);
  g_array_unref (self->member_facts);
  g_ptr_array_unref (self->sets);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

/* One file while it is read. */
typedef struct
{
  BatonRegister       *target;
  BatonCsv            *csv;
  const int           *positions;
  const BatonCsvField *fields;
  GPtrArray           *bad_rows;
} Reader;

static void
complain (Reader       *reader,
          int           column,
          BatonRowCode  code)
{
  int position = reader->positions[column];

  g_ptr_array_add (reader->bad_rows,
                   baton_bad_row_new (baton_csv_get_line (reader->csv), position + 1, code,
                                      position >= 0 ? reader->fields[position].text : NULL,
                                      position >= 0 ? reader->fields[position].length : 0));
}

/* FALSE when the field is too long or is needed and empty; *text* is NULL where it is empty. */
static gboolean
read_text (Reader      *reader,
           int          column,
           gboolean     needed,
           gsize        most,
           const char **text)
{
  const BatonCsvField *field = reader->positions[column] >= 0 ? &reader->fields[reader->positions[column]] : NULL;
  g_autofree char *copy = NULL;

  *text = NULL;
  if (field == NULL || field->length == 0)
    {
      if (needed)
        complain (reader, column, BATON_ROW_MISSING);
      return !needed;
    }
  if (field->length > most)
    {
      complain (reader, column, BATON_ROW_TOO_LONG);
      return FALSE;
    }
  copy = g_strndup (field->text, field->length);
  /* Nearly every name is another. */
  *text = most == MAX_NAME_BYTES ? g_string_chunk_insert (reader->target->strings, copy) : keep (reader->target, copy);
  return TRUE;
}

static gboolean
read_day (Reader   *reader,
          int       column,
          BatonDay  otherwise,
          BatonDay *day)
{
  const BatonCsvField *field = reader->positions[column] >= 0 ? &reader->fields[reader->positions[column]] : NULL;

  *day = otherwise;
  if (field == NULL || field->length == 0)
    return TRUE;
  *day = baton_day_parse_len (field->text, field->length);
  if (*day != BATON_DAY_NONE)
    return TRUE;
  complain (reader, column, BATON_ROW_BAD_DAY);
  return FALSE;
}

static int
compare_strings (const void *a,
                 const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The sorted set of *ids*, each once; takes the array over. */
static const char * const *
make_set (BatonRegister *self,
          GPtrArray     *ids)
{
  const char **set;
  guint n = 0;

  if (ids->len == 0)
    {
      g_ptr_array_unref (ids);
      return no_terms;
    }
  g_ptr_array_sort (ids, compare_strings);
  set = g_new0 (const char *, ids->len + 1);
  for (guint i = 0; i < ids->len; i++)
    {
      if (n == 0 || strcmp (set[n - 1], g_ptr_array_index (ids, i)) != 0)
        set[n++] = g_ptr_array_index (ids, i);
    }
  g_ptr_array_unref (ids);
  g_ptr_array_add (self->sets, set);
  return set;
}

static const char * const *
read_set (Reader *reader,
          int     column)
{
  const BatonCsvField *field = reader->positions[column] >= 0 ? &reader->fields[reader->positions[column]] : NULL;
  GPtrArray *ids = g_ptr_array_new ();
  gsize start = 0;

  for (gsize i = 0; field != NULL && i <= field->length; i++)
    {
      if (i < field->length && field->text[i] != ' ')
        continue;
      if (i > start)
        {
          g_autofree char *id = g_strndup (field->text + start, i - start);

          g_ptr_array_add (ids, keep (reader->target, id));
        }
      start = i + 1;
    }
  return make_set (reader->target, ids);
}

static gboolean
read_organisation (Reader *reader,
                   Row    *row)
{
  memset (row, 0, sizeof *row);
  row->line = baton_csv_get_line (reader->csv);
  if (!read_text (reader, ORGANISATION_ID, TRUE, MAX_ID_BYTES, &row->id) ||
      !read_text (reader, ORGANISATION_NAME, TRUE, MAX_NAME_BYTES, &row->name) ||
      !read_text (reader, ORGANISATION_PARENT, FALSE, MAX_ID_BYTES, &row->above) ||
      !read_text (reader, ORGANISATION_MANAGER, FALSE, MAX_ID_BYTES, &row->manager) ||
      !read_day (reader, ORGANISATION_JOINED, BATON_DAY_NONE, &row->joined) ||
      !read_day (reader, ORGANISATION_FROM, BATON_DAY_MIN, &row->from))
    return FALSE;
  row->terms = read_set (reader, ORGANISATION_TERMS);
  return TRUE;
}

static gboolean
read_member (Reader *reader,
             Row    *row)
{
  memset (row, 0, sizeof *row);
  row->line = baton_csv_get_line (reader->csv);
  if (!read_text (reader, MEMBER_ID, TRUE, MAX_ID_BYTES, &row->id) ||
      !read_text (reader, MEMBER_NAME, TRUE, MAX_NAME_BYTES, &row->name) ||
      !read_text (reader, MEMBER_ORGANISATION, TRUE, MAX_ID_BYTES, &row->above) ||
      !read_text (reader, MEMBER_LOCALE, FALSE, MAX_ID_BYTES, &row->locale) ||
      !read_day (reader, MEMBER_FROM, BATON_DAY_MIN, &row->from))
    return FALSE;
  row->roles = read_set (reader, MEMBER_ROLES);
  row->terms = read_set (reader, MEMBER_TERMS);
  return TRUE;
}

static int
compare_rows (const void *a,
              const void *b)
{
  const Row *first = a;
  const Row *second = b;
  int order = baton_event_id_compare (first->id, second->id);

  if (order != 0)
    return order;
  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  return first->line < second->line ? -1 : first->line > second->line;
}

/* All good rows of a file, sorted by id and day. A second row of one id and day is reported and left out. */
static GArray *
read_rows (BatonRegister      *target,
           const char         *data,
           gsize               length,
           const char * const *columns,
           guint               n_columns,
           guint64             required,
           gboolean          (*read) (Reader *reader, Row *row),
           GPtrArray          *bad_rows)
{
  g_autoptr (BatonCsv) csv = baton_csv_new (data, length);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  int positions[8];
  Reader reader = { target, csv, positions, NULL, bad_rows };
  guint n_fields;
  guint kept = 0;

  if (length == 0 || !baton_csv_read_header (csv, columns, n_columns, required, positions, bad_rows))
    return rows;
  baton_csv_get_fields (csv, &n_fields);
  while (baton_csv_next_row (csv, n_fields, &reader.fields, bad_rows))
    {
      Row row;

      if (read (&reader, &row))
        g_array_append_val (rows, row);
    }

  if (rows->len > 1)
    qsort (rows->data, rows->len, sizeof (Row), compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      const Row *before = kept > 0 ? &g_array_index (rows, Row, kept - 1) : NULL;

      if (before != NULL && before->from == row->from && strcmp (before->id, row->id) == 0)
        {
          g_ptr_array_add (bad_rows, baton_bad_row_new (row->line, 0, BATON_ROW_TWICE, row->id, -1));
          continue;
        }
      g_array_index (rows, Row, kept++) = *row;
    }
  g_array_set_size (rows, kept);
  return rows;
}

/* Numbers the subjects of sorted rows. */
static void
number_subjects (GArray     *rows,
                 GArray     *subjects,
                 GHashTable *by_id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const char *id = g_array_index (rows, Row, i).id;
      Subject subject = { id, i, 1 };

      if (subjects->len > 0 && strcmp (g_array_index (subjects, Subject, subjects->len - 1).id, id) == 0)
        {
          g_array_index (subjects, Subject, subjects->len - 1).n_facts++;
          continue;
        }
      g_array_append_val (subjects, subject);
      g_hash_table_insert (by_id, (gpointer) id, GUINT_TO_POINTER (subjects->len));
    }
}

static guint
find_number (GHashTable *by_id,
             const char *id)
{
  guint found = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (by_id, id)) : 0;

  return found > 0 ? found - 1 : BATON_INDEX_NONE;
}

static guint
find_or_complain (GHashTable   *by_id,
                  const char   *id,
                  const Row    *row,
                  BatonRowCode  code,
                  GPtrArray    *bad_rows)
{
  guint number = find_number (by_id, id);

  if (number == BATON_INDEX_NONE && id != NULL)
    g_ptr_array_add (bad_rows, baton_bad_row_new (row->line, 0, code, id, -1));
  return number;
}

/* Members of an organization that is not there are left out: first, so that the numbering knows only those who stay. */
static void
drop_strays (BatonRegister *self,
             GArray        *rows,
             GPtrArray     *bad_rows)
{
  guint kept = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if (find_or_complain (self->organisation_by_id, row->above, row, BATON_ROW_UNKNOWN_ORGANISATION, bad_rows) != BATON_INDEX_NONE)
        g_array_index (rows, Row, kept++) = *row;
    }
  g_array_set_size (rows, kept);
}

static void
store_facts (BatonRegister *self,
             GArray        *organisations,
             GArray        *members,
             GPtrArray     *bad_organisations,
             GPtrArray     *bad_members)
{
  number_subjects (organisations, self->organisations, self->organisation_by_id);
  drop_strays (self, members, bad_members);
  number_subjects (members, self->members, self->member_by_id);

  for (guint i = 0; i < organisations->len; i++)
    {
      const Row *row = &g_array_index (organisations, Row, i);
      BatonOrganisationFacts facts = {
        .from = row->from, .name = row->name, .terms = row->terms, .joined = row->joined,
        .parent = find_or_complain (self->organisation_by_id, row->above, row, BATON_ROW_UNKNOWN_ORGANISATION, bad_organisations),
        .manager = find_or_complain (self->member_by_id, row->manager, row, BATON_ROW_UNKNOWN_MEMBER, bad_organisations),
      };

      g_array_append_val (self->organisation_facts, facts);
    }
  for (guint i = 0; i < members->len; i++)
    {
      const Row *row = &g_array_index (members, Row, i);
      BatonMemberFacts facts = {
        .from = row->from, .name = row->name, .roles = row->roles, .terms = row->terms, .locale = row->locale,
        .organisation = find_number (self->organisation_by_id, row->above),
      };

      g_array_append_val (self->member_facts, facts);
    }
}

/* Takes away each parent that closes a circle. The row of the latest day in a circle finds it: from that day on all
 * the others hold. */
static void
break_cycles (BatonRegister *self,
              GArray        *rows,
              GPtrArray     *bad_rows)
{
  for (guint i = 0; i < self->organisations->len; i++)
    {
      const Subject *subject = &g_array_index (self->organisations, Subject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          BatonOrganisationFacts *facts = &g_array_index (self->organisation_facts, BatonOrganisationFacts, k);
          guint above = facts->parent;
          guint levels = 0;

          while (above != BATON_INDEX_NONE && above != i && levels < MAX_LEVELS)
            {
              const BatonOrganisationFacts *next = baton_register_get_organisation_facts (self, above, facts->from);

              above = next != NULL ? next->parent : BATON_INDEX_NONE;
              levels++;
            }
          if (above == BATON_INDEX_NONE)
            continue;
          facts->parent = BATON_INDEX_NONE;
          g_ptr_array_add (bad_rows, baton_bad_row_new (g_array_index (rows, Row, k).line, 0, BATON_ROW_CYCLE, subject->id, -1));
        }
    }
}

BatonRegister *
baton_register_read (const char *organisations,
                     gsize       organisations_length,
                     const char *members,
                     gsize       members_length,
                     GPtrArray  *bad_rows,
                     guint      *bad_organisations)
{
  BatonRegister *self = register_new ();
  g_autoptr (GPtrArray) bad_first = g_ptr_array_new ();
  g_autoptr (GPtrArray) bad_second = g_ptr_array_new ();
  g_autoptr (GArray) organisation_rows = NULL;
  g_autoptr (GArray) member_rows = NULL;

  organisation_rows = read_rows (self, organisations, organisations_length, organisation_columns, N_ORGANISATION_COLUMNS,
                                 1 << ORGANISATION_ID | 1 << ORGANISATION_NAME, read_organisation, bad_first);
  member_rows = read_rows (self, members, members_length, member_columns, N_MEMBER_COLUMNS,
                           1 << MEMBER_ID | 1 << MEMBER_NAME | 1 << MEMBER_ORGANISATION, read_member, bad_second);
  store_facts (self, organisation_rows, member_rows, bad_first, bad_second);
  break_cycles (self, organisation_rows, bad_first);

  if (bad_organisations != NULL)
    *bad_organisations = bad_first->len;
  for (guint i = 0; i < bad_first->len + bad_second->len; i++)
    {
      BatonBadRow *row = i < bad_first->len ? g_ptr_array_index (bad_first, i) : g_ptr_array_index (bad_second, i - bad_first->len);

      if (bad_rows != NULL)
        g_ptr_array_add (bad_rows, row);
      else
        baton_bad_row_free (row);
    }
  return complete (self);
}

BatonRegister *
baton_register_new_empty (void)
{
  return complete (register_new ());
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

guint
baton_register_get_n_organisations (BatonRegister *self)
{
  return self->organisations->len;
}

guint
baton_register_get_n_members (BatonRegister *self)
{
  return self->members->len;
}

const char *
baton_register_get_organisation (BatonRegister *self,
                                 guint          organisation)
{
  return organisation < self->organisations->len ? g_array_index (self->organisations, Subject, organisation).id : NULL;
}

const char *
baton_register_get_member (BatonRegister *self,
                           guint          member)
{
  return member < self->members->len ? g_array_index (self->members, Subject, member).id : NULL;
}

guint
baton_register_find_organisation (BatonRegister *self,
                                  const char    *id)
{
  return find_number (self->organisation_by_id, id);
}

guint
baton_register_find_member (BatonRegister *self,
                            const char    *id)
{
  return find_number (self->member_by_id, id);
}

const BatonOrganisationFacts *
baton_register_list_organisation_facts (BatonRegister *self,
                                        guint          organisation,
                                        guint         *n_facts)
{
  const Subject *subject;

  *n_facts = 0;
  if (organisation >= self->organisations->len)
    return NULL;
  subject = &g_array_index (self->organisations, Subject, organisation);
  *n_facts = subject->n_facts;
  return &g_array_index (self->organisation_facts, BatonOrganisationFacts, subject->first);
}

const BatonMemberFacts *
baton_register_list_member_facts (BatonRegister *self,
                                  guint          member,
                                  guint         *n_facts)
{
  const Subject *subject;

  *n_facts = 0;
  if (member >= self->members->len)
    return NULL;
  subject = &g_array_index (self->members, Subject, member);
  *n_facts = subject->n_facts;
  return &g_array_index (self->member_facts, BatonMemberFacts, subject->first);
}

const BatonOrganisationFacts *
baton_register_get_organisation_facts (BatonRegister *self,
                                       guint          organisation,
                                       BatonDay       day)
{
  guint n;
  const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (self, organisation, &n);

  while (n > 0 && facts[n - 1].from > day)
    n--;
  return n > 0 ? &facts[n - 1] : NULL;
}

const BatonMemberFacts *
baton_register_get_member_facts (BatonRegister *self,
                                 guint          member,
                                 BatonDay       day)
{
  guint n;
  const BatonMemberFacts *facts = baton_register_list_member_facts (self, member, &n);

  while (n > 0 && facts[n - 1].from > day)
    n--;
  return n > 0 ? &facts[n - 1] : NULL;
}

guint
baton_register_get_top (BatonRegister *self,
                        guint          organisation,
                        BatonDay       day)
{
  for (guint levels = 0; levels < MAX_LEVELS; levels++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (self, organisation, day);

      if (facts == NULL || facts->parent == BATON_INDEX_NONE)
        break;
      organisation = facts->parent;
    }
  return organisation;
}

GArray *
baton_register_list_members (BatonRegister *self,
                             guint          organisation,
                             BatonDay       day)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->members->len; i++)
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (self, i, day);

      if (facts != NULL && facts->organisation == organisation)
        g_array_append_val (found, i);
    }
  return found;
}

GArray *
baton_register_list_managed (BatonRegister *self,
                             guint          manager,
                             BatonDay       day)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->organisations->len; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (self, i, day);

      if (facts != NULL && facts->manager == manager)
        g_array_append_val (found, i);
    }
  return found;
}

/* ── Terms replaced ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
set_contains (const char * const *set,
              const char         *id)
{
  for (; *set != NULL; set++)
    {
      if (strcmp (*set, id) == 0)
        return TRUE;
    }
  return FALSE;
}

BatonRegister *
baton_register_replace_term (BatonRegister *self,
                             const char    *term,
                             const char    *by)
{
  g_autoptr (GHashTable) successors = g_hash_table_new (g_str_hash, g_str_equal);
  const char * const to[] = { by, NULL };

  g_hash_table_insert (successors, (gpointer) term, (gpointer) to);
  return baton_register_replace_terms (self, successors);
}

guint
baton_register_count_uses (BatonRegister *self,
                           const char    *term)
{
  guint uses = 0;

  for (guint i = 0; i < self->organisation_facts->len; i++)
    uses += set_contains (g_array_index (self->organisation_facts, BatonOrganisationFacts, i).terms, term);
  for (guint i = 0; i < self->member_facts->len; i++)
    {
      const BatonMemberFacts *facts = &g_array_index (self->member_facts, BatonMemberFacts, i);

      uses += set_contains (facts->terms, term) || set_contains (facts->roles, term);
    }
  return uses;
}

/* The set with what has successors replaced, its strings those of *target*. */
static const char * const *
copy_set (BatonRegister      *target,
          const char * const *set,
          GHashTable         *successors)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (; *set != NULL; set++)
    {
      const char * const *by = g_hash_table_lookup (successors, *set);

      if (by == NULL)
        g_ptr_array_add (ids, keep (target, *set));
      for (; by != NULL && *by != NULL; by++)
        g_ptr_array_add (ids, keep (target, *by));
    }
  return make_set (target, ids);
}

static void
copy_subjects (BatonRegister *target,
               GArray        *from,
               GArray        *to,
               GHashTable    *by_id)
{
  for (guint i = 0; i < from->len; i++)
    {
      Subject subject = g_array_index (from, Subject, i);

      subject.id = keep (target, subject.id);
      g_array_append_val (to, subject);
      g_hash_table_insert (by_id, (gpointer) subject.id, GUINT_TO_POINTER (to->len));
    }
}

BatonRegister *
baton_register_replace_terms (BatonRegister *self,
                              GHashTable    *successors)
{
  BatonRegister *copy = register_new ();

  copy_subjects (copy, self->organisations, copy->organisations, copy->organisation_by_id);
  copy_subjects (copy, self->members, copy->members, copy->member_by_id);
  for (guint i = 0; i < self->organisation_facts->len; i++)
    {
      BatonOrganisationFacts facts = g_array_index (self->organisation_facts, BatonOrganisationFacts, i);

      facts.name = g_string_chunk_insert (copy->strings, facts.name);
      facts.terms = copy_set (copy, facts.terms, successors);
      g_array_append_val (copy->organisation_facts, facts);
    }
  for (guint i = 0; i < self->member_facts->len; i++)
    {
      BatonMemberFacts facts = g_array_index (self->member_facts, BatonMemberFacts, i);

      facts.name = g_string_chunk_insert (copy->strings, facts.name);
      if (facts.locale != NULL)
        {
          const char * const *by = g_hash_table_lookup (successors, facts.locale);

          facts.locale = keep (copy, by != NULL ? by[0] : facts.locale);
        }
      facts.terms = copy_set (copy, facts.terms, successors);
      facts.roles = copy_set (copy, facts.roles, successors);
      g_array_append_val (copy->member_facts, facts);
    }
  return complete (copy);
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_text (GString    *text,
             const char *field)
{
  baton_csv_append (text, field);
  g_string_append_c (text, ',');
}

static void
append_set (GString            *text,
            const char * const *set)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) set);

  append_text (text, joined);
}

static void
append_from (GString  *text,
             BatonDay  from)
{
  if (from != BATON_DAY_MIN)
    {
      g_autofree char *day = baton_day_format (from);

      g_string_append (text, day);
    }
  g_string_append_c (text, '\n');
}

char *
baton_register_write_organisations (BatonRegister *self)
{
  GString *text = g_string_new ("id,name,parent,terms,joined,manager,from\n");

  for (guint i = 0; i < self->organisations->len; i++)
    {
      const Subject *subject = &g_array_index (self->organisations, Subject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonOrganisationFacts *facts = &g_array_index (self->organisation_facts, BatonOrganisationFacts, k);
          g_autofree char *joined = facts->joined != BATON_DAY_NONE ? baton_day_format (facts->joined) : NULL;

          append_text (text, subject->id);
          append_text (text, facts->name);
          append_text (text, baton_register_get_organisation (self, facts->parent));
          append_set (text, facts->terms);
          append_text (text, joined);
          append_text (text, baton_register_get_member (self, facts->manager));
          append_from (text, facts->from);
        }
    }
  return g_string_free (text, FALSE);
}

char *
baton_register_write_members (BatonRegister *self)
{
  GString *text = g_string_new ("id,name,organisation,roles,terms,locale,from\n");

  for (guint i = 0; i < self->members->len; i++)
    {
      const Subject *subject = &g_array_index (self->members, Subject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonMemberFacts *facts = &g_array_index (self->member_facts, BatonMemberFacts, k);

          append_text (text, subject->id);
          append_text (text, facts->name);
          append_text (text, baton_register_get_organisation (self, facts->organisation));
          append_set (text, facts->roles);
          append_set (text, facts->terms);
          append_text (text, facts->locale);
          append_from (text, facts->from);
        }
    }
  return g_string_free (text, FALSE);
}
