/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register from its two files: rows are read, sorted by id and day, numbered, and tied to one another; what cannot be is
 * reported and left out.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register-private.h"

#include <stdlib.h>
#include <string.h>

#include "incentives/baton-history.h"

#define MAX_ID_BYTES 200
#define MAX_NAME_BYTES 1000

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
  *text = most == MAX_NAME_BYTES ? g_string_chunk_insert (reader->target->strings, copy) : baton_register_keep (reader->target, copy);
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

          g_ptr_array_add (ids, baton_register_keep (reader->target, id));
        }
      start = i + 1;
    }
  return baton_register_make_set (reader->target, ids);
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
number_subjects (GArray             *rows,
                 GArray             *subjects,
                 BatonRegisterIndex *index)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const char *id = g_array_index (rows, Row, i).id;
      BatonRegisterSubject subject = { id, i, 1 };

      if (subjects->len > 0 && strcmp (g_array_index (subjects, BatonRegisterSubject, subjects->len - 1).id, id) == 0)
        {
          g_array_index (subjects, BatonRegisterSubject, subjects->len - 1).n_facts++;
          continue;
        }
      g_array_append_val (subjects, subject);
    }
  baton_register_index_make (index, subjects);
}

static void
complain_of (const Row    *row,
             const char   *id,
             BatonRowCode  code,
             GPtrArray    *bad_rows)
{
  g_ptr_array_add (bad_rows, baton_bad_row_new (row->line, 0, code, id, -1));
}

static BatonMemberFacts
make_member_facts (BatonRegister *self,
                   const Row     *row)
{
  return (BatonMemberFacts) { .from = row->from, .name = row->name, .roles = row->roles, .terms = row->terms, .locale = row->locale,
                              .organisation = baton_register_find_organisation (self, row->above) };
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
      BatonRegisterStray stray = { row->id, row->above, make_member_facts (self, row) };

      if (stray.facts.organisation != BATON_INDEX_NONE)
        {
          g_array_index (rows, Row, kept++) = *row;
          continue;
        }
      complain_of (row, row->above, BATON_ROW_UNKNOWN_ORGANISATION, bad_rows);
      g_array_append_val (self->strays, stray);
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
  number_subjects (organisations, self->organisations, &self->organisation_index);
  drop_strays (self, members, bad_members);
  number_subjects (members, self->members, &self->member_index);

  for (guint i = 0; i < organisations->len; i++)
    {
      const Row *row = &g_array_index (organisations, Row, i);
      BatonOrganisationFacts facts = {
        .from = row->from, .name = row->name, .terms = row->terms, .joined = row->joined,
        .parent = baton_register_find_organisation (self, row->above), .manager = baton_register_find_member (self, row->manager),
      };
      BatonRegisterLoose loose = { i, facts.parent == BATON_INDEX_NONE ? row->above : NULL, facts.manager == BATON_INDEX_NONE ? row->manager : NULL };

      if (loose.parent != NULL)
        complain_of (row, loose.parent, BATON_ROW_UNKNOWN_ORGANISATION, bad_organisations);
      if (loose.manager != NULL)
        complain_of (row, loose.manager, BATON_ROW_UNKNOWN_MEMBER, bad_organisations);
      if (loose.parent != NULL || loose.manager != NULL)
        g_array_append_val (self->loose, loose);
      g_array_append_val (self->organisation_facts, facts);
    }
  for (guint i = 0; i < members->len; i++)
    {
      BatonMemberFacts facts = make_member_facts (self, &g_array_index (members, Row, i));

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
      const BatonRegisterSubject *subject = &g_array_index (self->organisations, BatonRegisterSubject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          if (!baton_register_leads_in_circle (self, i, k))
            continue;
          g_array_index (self->organisation_facts, BatonOrganisationFacts, k).parent = BATON_INDEX_NONE;
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
  BatonRegister *self = baton_register_new_blank ();
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
  return baton_register_complete (self);
}
