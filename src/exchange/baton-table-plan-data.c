/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planning for organizations, members and events. The first columns of their tables are those of their files in the same order,
 * so a row is a list of texts as the file has them. Rows are added to those there are, by key and day (register) or key and version
 * (history); the file as it would be is then read as any such file is, and what it would not take is refused.
 */
#include "config.h"

#include "exchange/baton-duplicates.h"
#include "exchange/baton-table-plan-private.h"
#include "exchange/baton-table-terms.h"
#include "exchange/baton-table-value.h"
#include "incentives/baton-history.h"
#include "model/baton-decimal.h"
#include "model/baton-locale.h"

#include <string.h>

#define MAX_ROUNDS 20

typedef struct _Line Line;

struct _Line
{
  char          **cells;     /* one a column of the table; owned */
  BatonTableRow  *row;       /* of the plan; NULL: as it was */
  Line           *replaces;  /* borrowed, nullable */
  gboolean        replaced;
};

typedef struct
{
  BatonRegister           *reg;
  const BatonTable        *table;
  const BatonGrid         *grid;
  const BatonTableMapping *mapping;
  BatonTablePlan          *plan;
  BatonTableTerms         *terms_columns;
  BatonTableNames         *names;          /* of *terms_columns* */
  GPtrArray               *lines;          /* of Line: the present ones, then new ones */
  GHashTable              *by_key;         /* key → Line */
  GHashTable              *last_by_id;     /* id → the Line that speaks of its last day */
  GHashTable              *organisations;  /* folded name → GPtrArray of ids */
  GHashTable              *members;        /* the same */
  GHashTable              *likely;         /* name as baton_duplicates_fold() has it → the name itself */
  GHashTable              *reserved;       /* new id → the organization that its first row says */
  guint                    n_stored;       /* columns of the file; those after them are parts of *terms* */
  int                      id, name, from, version, organisation, terms;
  gboolean                 as_stored;      /* the sheet is such a file itself: money in the smallest unit */
} Planner;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_strfreev (line->cells);
  g_free (line);
}

/* ── What there is ───────────────────────────────────────────────────────────────────────────────────── */

static char *
make_key (Planner *planner,
          char   **cells)
{
  int second = planner->from >= 0 ? planner->from : planner->version;
  const char *other = second >= 0 ? cells[second] : "";

  /* A version that is left out is the first. */
  if (second == planner->version && *other == '\0')
    other = "1";
  return g_strconcat (cells[planner->id], "\n", other, NULL);
}

static void
add_name (GHashTable *table,
          const char *name,
          const char *id)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GPtrArray *ids = g_hash_table_lookup (table, folded);

  if (ids == NULL)
    {
      ids = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (table, g_steal_pointer (&folded), ids);
    }
  if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

static void
add_line (Planner *planner,
          Line    *line)
{
  const char *id = line->cells[planner->id];
  Line *last = g_hash_table_lookup (planner->last_by_id, id);

  g_ptr_array_add (planner->lines, line);
  g_hash_table_replace (planner->by_key, make_key (planner, line->cells), line);
  if (last == NULL || planner->from < 0 || strcmp (last->cells[planner->from], line->cells[planner->from]) <= 0)
    g_hash_table_replace (planner->last_by_id, g_strdup (id), line);
}

static void
read_present (Planner    *planner,
              const char *text,
              gsize       length)
{
  g_autoptr (BatonCsv) csv = baton_csv_new (text, length);
  g_autofree int *positions = g_new (int, planner->n_stored);
  g_autoptr (GPtrArray) column_names = g_ptr_array_new ();
  BatonRowCode code;
  gboolean bad;

  for (guint i = 0; i < planner->n_stored; i++)
    g_ptr_array_add (column_names, baton_table_get_column (planner->table, i)->name);
  if (length == 0 || !baton_csv_read_header (csv, (const char * const *) column_names->pdata, column_names->len, 0, positions, NULL))
    return;
  while (baton_csv_next (csv, &code, &bad))
    {
      guint n_fields;
      const BatonCsvField *fields = baton_csv_get_fields (csv, &n_fields);
      Line *line;

      if (bad)
        continue;
      line = g_new0 (Line, 1);
      line->cells = g_new0 (char *, planner->n_stored + 1);
      for (guint i = 0; i < planner->n_stored; i++)
        line->cells[i] = positions[i] >= 0 && (guint) positions[i] < n_fields ? g_strndup (fields[positions[i]].text, fields[positions[i]].length) : g_strdup ("");
      add_line (planner, line);
    }
}

static void
list_register (Planner *planner)
{
  for (guint i = 0; i < baton_register_get_n_organisations (planner->reg); i++)
    {
      guint n;
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (planner->reg, i, &n);
      const char *id = baton_register_get_organisation (planner->reg, i);

      add_name (planner->organisations, facts[n - 1].name, id);
      if (planner->table->file == BATON_DATA_ORGANISATIONS)
        g_hash_table_insert (planner->likely, baton_duplicates_fold (facts[n - 1].name), g_strdup (facts[n - 1].name));
    }
  for (guint i = 0; i < baton_register_get_n_members (planner->reg); i++)
    {
      guint n;
      const BatonMemberFacts *facts = baton_register_list_member_facts (planner->reg, i, &n);

      add_name (planner->members, facts[n - 1].name, baton_register_get_member (planner->reg, i));
    }
}

/* ── Cells ───────────────────────────────────────────────────────────────────────────────────────────── */

static BatonCellResult
read_subject (Planner    *planner,
              gboolean    is_member,
              const char *cell,
              char      **text)
{
  gboolean own = planner->table->file == (is_member ? BATON_DATA_MEMBERS : BATON_DATA_ORGANISATIONS);
  gboolean known = own ? g_hash_table_contains (planner->last_by_id, cell)
                       : (is_member ? baton_register_find_member (planner->reg, cell) : baton_register_find_organisation (planner->reg, cell)) != BATON_INDEX_NONE;
  g_autofree char *folded = g_utf8_casefold (cell, -1);
  GPtrArray *ids = g_hash_table_lookup (is_member ? planner->members : planner->organisations, folded);

  if (!known && (ids == NULL || ids->len == 0))
    return BATON_CELL_NOT_FOUND;
  if (!known && ids->len > 1)
    return BATON_CELL_AMBIGUOUS;
  *text = g_strdup (known ? cell : ids->pdata[0]);
  return BATON_CELL_OK;
}

/* Names between semicolons or commas, or ids between blanks as the file has them. */
static BatonCellResult
read_things (Planner    *planner,
             guint64     kinds,
             const char *cell,
             char      **text,
             char      **culprit)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  gboolean several;

  if (strpbrk (cell, ";\n") != NULL)
    parts = g_strsplit_set (cell, ";\n", -1);
  else if (baton_table_names_find (planner->names, kinds, cell, &several) != NULL)
    parts = g_strsplit (cell, "\n", -1);
  else
    parts = g_strsplit (cell, planner->as_stored ? " " : ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      BatonEntity *entity;

      if (*part == '\0')
        continue;
      entity = baton_table_names_find (planner->names, kinds, part, &several);
      if (entity == NULL)
        {
          *culprit = g_strdup (part);
          return several ? BATON_CELL_AMBIGUOUS : BATON_CELL_NOT_FOUND;
        }
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", baton_entity_get_id (entity));
    }
  *text = g_strdup (list->str);
  return BATON_CELL_OK;
}

static BatonCellResult
read_share (Planner    *planner,
            const char *cell,
            char      **text)
{
  gint64 number;

  if (planner->as_stored)
    {
      *text = g_strdup (cell); /* checked when the file is read */
      return BATON_CELL_OK;
    }
  if (!baton_decimal_parse (cell, 2, &number))
    return BATON_CELL_NOT_UNDERSTOOD;
  *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return BATON_CELL_OK;
}

static BatonCellResult
read_amount (Planner    *planner,
             const char *cell,
             char      **text)
{
  BatonCellResult result;
  gint64 number;

  if (planner->as_stored)
    {
      *text = g_strdup (cell); /* checked when the file is read */
      return BATON_CELL_OK;
    }
  result = baton_table_names_read_amount (planner->names, cell, &number);
  if (result == BATON_CELL_OK)
    *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return result;
}

static BatonCellResult
read_day (const char *cell,
          char      **text)
{
  BatonDay day = baton_table_read_day (cell);

  if (day == BATON_DAY_NONE)
    return BATON_CELL_NOT_UNDERSTOOD;
  *text = baton_day_format (day);
  return BATON_CELL_OK;
}

static BatonCellResult
read_language (Planner    *planner,
               const char *cell,
               char      **text)
{
  gboolean several;
  g_autofree char *canonical = baton_locale_canonicalize (cell);

  if (canonical == NULL && baton_table_names_find (planner->names, BATON_KIND_BIT (LOCALE), cell, &several) == NULL)
    return BATON_CELL_NOT_UNDERSTOOD;
  *text = g_strdup (cell);
  return BATON_CELL_OK;
}

static BatonCellResult
read_cell (Planner                *planner,
           const BatonTableColumn *column,
           const char             *cell,
           char                  **text,
           char                  **culprit)
{
  switch (column->data)
    {
    case BATON_TABLE_ORGANISATION:
    case BATON_TABLE_MEMBER:
      return read_subject (planner, column->data == BATON_TABLE_MEMBER, cell, text);
    case BATON_TABLE_THINGS:
      return read_things (planner, column->kinds, cell, text, culprit);
    case BATON_TABLE_MONEY:
      return read_amount (planner, cell, text);
    case BATON_TABLE_SHARE:
      return read_share (planner, cell, text);
    case BATON_TABLE_DAY:
      return read_day (cell, text);
    case BATON_TABLE_LANGUAGE:
      return read_language (planner, cell, text);
    case BATON_TABLE_TERMS: /* none of the file's */
    case BATON_TABLE_PLAIN:
    default:
      *text = g_strdup (cell);
      return BATON_CELL_OK;
    }
}

static void
refuse_cell (Planner        *planner,
             BatonTableRow  *row,
             BatonCellResult result,
             int             target,
             const char     *culprit)
{
  baton_table_row_add_issue (row, baton_table_issue_of (result), planner->mapping, target, culprit);
}

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────── */

/* A key that nothing has yet, made of the name. */
static char *
make_id (Planner    *planner,
         const char *name)
{
  g_autofree char *slug = baton_id_slug (name);
  char *id = g_strdup (slug);

  for (guint i = 2; g_hash_table_contains (planner->last_by_id, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", slug, i);
    }
  return id;
}

/* Whose row it is: the key, else the one that is called so; a new key where there is none. NULL after having refused it. */
static char *
identify (Planner       *planner,
          BatonTableRow *row)
{
  g_autofree char *id = baton_table_dup_cell (planner->grid, planner->mapping, row->row, planner->id);
  g_autofree char *folded = g_utf8_casefold (row->name, -1);
  GPtrArray *ids = g_hash_table_lookup (planner->table->file == BATON_DATA_MEMBERS ? planner->members : planner->organisations, folded);
  const char *found = NULL;
  guint n = 0;

  if (*id != '\0')
    return g_steal_pointer (&id);
  if (planner->name < 0 || *row->name == '\0')
    {
      baton_table_row_add_issue (row, BATON_TABLE_NO_NAME, planner->mapping, planner->name >= 0 ? planner->name : planner->id, NULL);
      return NULL;
    }
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const Line *line = g_hash_table_lookup (planner->last_by_id, ids->pdata[i]);
      g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, planner->organisation);
      g_autofree char *organisation = NULL;

      /* Members are told apart by their organizations as well. */
      if (line == NULL ? g_strcmp0 (g_hash_table_lookup (planner->reserved, ids->pdata[i]), cell) != 0
                       : planner->organisation >= 0 && *cell != '\0' && read_subject (planner, FALSE, cell, &organisation) == BATON_CELL_OK &&
                           strcmp (organisation, line->cells[planner->organisation]) != 0)
        continue;
      found = ids->pdata[i];
      n++;
    }
  if (n > 1)
    {
      baton_table_row_add_issue (row, BATON_TABLE_SEVERAL, planner->mapping, planner->name, row->name);
      return NULL;
    }
  return n == 1 ? g_strdup (found) : make_id (planner, row->name);
}

/* What the row is laid over: the line of its day or version, else the last one of its key, else nothing. */
static Line *
find_base (Planner       *planner,
           BatonTableRow *row,
           const char    *id,
           gboolean      *same)
{
  int second = planner->from >= 0 ? planner->from : planner->version;
  gboolean said = baton_table_mapping_find (planner->mapping, second) >= 0;
  g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, second);
  BatonDay day = planner->from >= 0 && *cell != '\0' ? baton_table_read_day (cell) : BATON_DAY_NONE;
  g_autofree char *day_text = day != BATON_DAY_NONE ? baton_day_format (day) : NULL;
  g_autofree char *key = g_strconcat (id, "\n", day_text != NULL ? day_text : planner->from < 0 && *cell == '\0' ? "1" : cell, NULL);
  Line *line = said || planner->from < 0 ? g_hash_table_lookup (planner->by_key, key) : NULL;

  *same = line != NULL || !said;
  if (line != NULL || planner->from < 0)
    return line;
  return g_hash_table_lookup (planner->last_by_id, id);
}

static void
warn_of_duplicate (Planner       *planner,
                   BatonTableRow *row)
{
  g_autofree char *likely = planner->table->file == BATON_DATA_ORGANISATIONS ? baton_duplicates_fold (row->name) : NULL;
  const char *other = likely != NULL ? g_hash_table_lookup (planner->likely, likely) : NULL;

  if (other != NULL)
    baton_table_row_add_issue (row, BATON_TABLE_LIKELY_DUPLICATE, planner->mapping, planner->name, other);
  else if (likely != NULL)
    g_hash_table_insert (planner->likely, g_steal_pointer (&likely), g_strdup (row->name));
}

static void
read_cells (Planner       *planner,
            BatonTableRow *row,
            char         **cells)
{
  for (guint i = 0; i < planner->n_stored; i++)
    {
      const BatonTableColumn *column = baton_table_get_column (planner->table, i);
      g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, (int) i);
      g_autofree char *text = NULL, *culprit = NULL;
      BatonCellResult result;

      if (*cell == '\0' || (int) i == planner->id)
        continue;
      result = read_cell (planner, column, cell, &text, &culprit);
      if (result != BATON_CELL_OK)
        {
          refuse_cell (planner, row, result, (int) i, culprit != NULL ? culprit : cell);
          continue;
        }
      g_free (cells[i]);
      cells[i] = g_steal_pointer (&text);
    }
  for (guint i = planner->n_stored; i < planner->table->columns->len; i++)
    {
      g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, (int) i);

      if (*cell != '\0')
        baton_table_terms_read (planner->terms_columns, row, i, cell, &cells[planner->terms]);
    }
  for (guint i = 0; i < planner->n_stored; i++)
    if (baton_table_get_column (planner->table, i)->required && *cells[i] == '\0' && row->fate != BATON_ROW_REFUSED)
      baton_table_row_add_issue (row, (int) i == planner->name ? BATON_TABLE_NO_NAME : BATON_TABLE_BAD_DATA, planner->mapping, (int) i, NULL)->row_code = BATON_ROW_MISSING;
}

static gboolean
is_equal (char **a,
          char **b)
{
  for (; *a != NULL && *b != NULL; a++, b++)
    if (strcmp (*a, *b) != 0)
      return FALSE;
  return *a == *b;
}

static void
take_row (Planner       *planner,
          BatonTableRow *row,
          const char    *id)
{
  gboolean same;
  Line *base = find_base (planner, row, id, &same), *line = g_new0 (Line, 1);

  line->row = row;
  line->cells = g_new0 (char *, planner->n_stored + 1);
  for (guint i = 0; i < planner->n_stored; i++)
    line->cells[i] = g_strdup (base != NULL ? base->cells[i] : "");
  g_free (line->cells[planner->id]);
  line->cells[planner->id] = g_strdup (id);
  read_cells (planner, row, line->cells);
  if (row->fate != BATON_ROW_REFUSED && base != NULL && same && base->row != NULL)
    {
      BatonTableIssue *issue = baton_table_row_add_issue (row, BATON_TABLE_TWICE, planner->mapping, -1, row->name);

      issue->line = baton_grid_get_line (planner->grid, base->row->row);
    }
  if (row->fate == BATON_ROW_REFUSED || (base != NULL && same && is_equal (base->cells, line->cells)))
    {
      free_line (line);
      return;
    }
  row->fate = base != NULL && same ? BATON_ROW_CHANGED : BATON_ROW_CREATED;
  /* An event of the same version with other content is a conflict, and said to be one. */
  if (base != NULL && same && planner->from >= 0)
    {
      line->replaces = base;
      base->replaced = TRUE;
    }
  add_line (planner, line);
}

static void
add_rows (Planner *planner)
{
  guint first = planner->mapping->header != G_MAXUINT ? planner->mapping->header + 1 : 0;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  /* Names first, so that rows may name each other in any order. */
  for (guint i = first; i < baton_grid_get_n_rows (planner->grid); i++)
    {
      BatonTableRow *row;
      BatonRowCode code;
      g_autofree char *id = NULL;

      if (baton_grid_is_blank (planner->grid, i))
        continue;
      row = baton_table_plan_add_row (planner->plan, i);
      row->name = baton_table_dup_cell (planner->grid, planner->mapping, i, planner->name >= 0 ? planner->name : planner->id);
      if (baton_grid_is_bad (planner->grid, i, &code))
        baton_table_row_add_issue (row, BATON_TABLE_BAD_ROW, planner->mapping, -1, NULL)->row_code = code;
      else
        id = identify (planner, row);
      if (id != NULL && planner->name >= 0)
        {
          if (!g_hash_table_contains (planner->last_by_id, id))
            {
              warn_of_duplicate (planner, row);
              /* Keeps the key for the name; the line itself comes below. */
              g_hash_table_insert (planner->last_by_id, g_strdup (id), NULL);
              g_hash_table_insert (planner->reserved, g_strdup (id), baton_table_dup_cell (planner->grid, planner->mapping, i, planner->organisation));
            }
          if (*row->name != '\0')
            add_name (planner->table->file == BATON_DATA_MEMBERS ? planner->members : planner->organisations, row->name, id);
        }
      g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  for (guint i = 0; i < planner->plan->rows->len; i++)
    if (((BatonTableRow *) planner->plan->rows->pdata[i])->fate != BATON_ROW_REFUSED)
      take_row (planner, planner->plan->rows->pdata[i], ids->pdata[i]);
}

/* ── The file as it would be ─────────────────────────────────────────────────────────────────────────── */

/* Its text, and in *owners* (out) the row that each line after the first comes from, NULL for the present ones. */
static char *
write_file (Planner   *planner,
            GPtrArray *owners)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < planner->n_stored; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", baton_table_get_column (planner->table, i)->name);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < planner->lines->len; i++)
    {
      const Line *line = planner->lines->pdata[i];

      if ((line->row != NULL && line->row->fate == BATON_ROW_REFUSED) || line->replaced)
        continue;
      for (guint j = 0; j < planner->n_stored; j++)
        {
          if (j > 0)
            g_string_append_c (text, ',');
          baton_csv_append (text, line->cells[j]);
        }
      g_string_append_c (text, '\n');
      /* A text of several lines would shift those after it. */
      for (guint j = 0; j < planner->n_stored; j++)
        for (const char *c = line->cells[j]; (c = strchr (c, '\n')) != NULL; c++)
          g_ptr_array_add (owners, line->row);
      g_ptr_array_add (owners, line->row);
    }
  return g_string_free (text, FALSE);
}

/* Reads the file; what is bad about it goes to *bad_rows*. (transfer full): the file as the reader would write it. */
static char *
read_file (Planner    *planner,
           const char *text,
           GPtrArray  *bad_rows)
{
  g_autofree char *other = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistoryBuilder) builder = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  gboolean organisations = planner->table->file == BATON_DATA_ORGANISATIONS;
  guint n_organisations = 0;

  if (planner->table->file == BATON_DATA_HISTORY)
    {
      builder = baton_history_builder_new ();
      baton_history_builder_read (builder, text, strlen (text), bad_rows);
      history = baton_history_builder_finish (builder, bad_rows);
      return baton_history_write (history);
    }
  other = organisations ? baton_register_write_members (planner->reg) : baton_register_write_organisations (planner->reg);
  reg = organisations ? baton_register_read (text, strlen (text), other, strlen (other), found, &n_organisations)
                      : baton_register_read (other, strlen (other), text, strlen (text), found, &n_organisations);
  for (guint i = 0; i < found->len; i++)
    if ((i < n_organisations) == organisations)
      g_ptr_array_add (bad_rows, g_steal_pointer (&found->pdata[i]));
  return organisations ? baton_register_write_organisations (reg) : baton_register_write_members (reg);
}

/* TRUE when nothing had to be refused. */
static gboolean
check_file (Planner *planner)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();
  g_autoptr (GPtrArray) bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autofree char *text = write_file (planner, owners);
  gboolean good = TRUE;

  g_free (planner->plan->written);
  planner->plan->written = read_file (planner, text, bad_rows);
  for (guint i = 0; i < bad_rows->len; i++)
    {
      const BatonBadRow *bad = bad_rows->pdata[i];
      BatonTableRow *row = bad->line >= 2 && bad->line - 2 < owners->len ? owners->pdata[bad->line - 2] : NULL;

      if (row == NULL || row->fate == BATON_ROW_REFUSED)
        continue;
      baton_table_row_add_issue (row, BATON_TABLE_BAD_DATA, planner->mapping, bad->column > 0 ? (int) bad->column - 1 : -1, bad->value)->row_code = bad->code;
      good = FALSE;
    }
  /* What a refused row would have replaced stays. */
  for (guint i = 0; !good && i < planner->lines->len; i++)
    {
      Line *line = planner->lines->pdata[i];

      if (line->row != NULL && line->row->fate == BATON_ROW_REFUSED && line->replaces != NULL)
        line->replaces->replaced = FALSE;
    }
  return good;
}

/* Makes no terms for rows that are refused after all. */
static void
keep_used_terms (Planner *planner)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (planner->plan->owners->len == 0)
    return;
  for (guint i = 0; i < planner->lines->len; i++)
    {
      const Line *line = planner->lines->pdata[i];
      g_auto (GStrv) ids = NULL;

      if (line->row == NULL || line->row->fate == BATON_ROW_REFUSED)
        continue;
      ids = g_strsplit (line->cells[planner->terms], " ", -1);
      for (guint j = 0; ids[j] != NULL; j++)
        g_hash_table_add (used, g_strdup (ids[j]));
    }
  baton_table_terms_keep (planner->terms_columns, used);
}

/* Whether the sheet has the names of the file for its headings: then it is such a file, not somebody's spreadsheet. */
static gboolean
is_as_stored (Planner *planner)
{
  gboolean has_id = FALSE;

  for (guint i = 0; planner->mapping->header != G_MAXUINT && i < planner->mapping->n_targets; i++)
    {
      const char *heading = baton_grid_get (planner->grid, planner->mapping->header, i);

      if (baton_table_find (planner->table, heading) < 0)
        return FALSE;
      has_id = has_id || strcmp (heading, "id") == 0;
    }
  return has_id;
}

GHashTable *
baton_table_plan_list_ids (const BatonTable        *table,
                           const BatonGrid         *grid,
                           const BatonTableMapping *mapping)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const int columns[] = { baton_table_find (table, "id"), baton_table_find (table, "reverses") };

  for (guint row = mapping->header != G_MAXUINT ? mapping->header + 1 : 0; row < baton_grid_get_n_rows (grid); row++)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      {
        char *id = columns[i] >= 0 ? baton_table_dup_cell (grid, mapping, row, columns[i]) : g_strdup ("");

        if (*id != '\0')
          g_hash_table_add (ids, id);
        else
          g_free (id);
      }
  return ids;
}

BatonTablePlan *
baton_table_plan_new_data (const BatonProgram      *program,
                           BatonRegister           *reg,
                           GBytes                  *history_csv,
                           const BatonTable        *table,
                           const BatonGrid         *grid,
                           const BatonTableMapping *mapping,
                           const BatonTableOptions *options,
                           GCancellable            *cancellable,
                           GError                 **error)
{
  g_autoptr (BatonTablePlan) plan = baton_table_plan_new_empty ();
  Planner planner = { .reg = reg, .table = table, .grid = grid, .mapping = mapping, .plan = plan };
  g_autofree char *present = NULL;

  g_return_val_if_fail (table->kind == BATON_KIND_NONE, NULL);

  planner.n_stored = baton_table_count_stored (table);
  planner.terms_columns = baton_table_terms_new (program, table, mapping, plan, options != NULL && options->create_terms);
  planner.names = baton_table_terms_get_names (planner.terms_columns);
  baton_table_names_learn_sign (planner.names, table, grid, mapping);
  planner.lines = g_ptr_array_new_with_free_func (free_line);
  planner.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.last_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.organisations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  planner.members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  planner.reserved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  planner.likely = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  planner.id = baton_table_find (table, "id");
  planner.name = baton_table_find (table, "name");
  planner.from = baton_table_find (table, "from");
  planner.version = baton_table_find (table, "version");
  planner.organisation = baton_table_find (table, "organisation");
  planner.terms = baton_table_find (table, "terms");
  planner.as_stored = is_as_stored (&planner);

  if (table->file == BATON_DATA_HISTORY)
    {
      gsize length = 0;
      const char *data = history_csv != NULL ? g_bytes_get_data (history_csv, &length) : NULL;

      g_autofree char *text = g_strndup (data != NULL ? data : "", length);

      /* As it would be written: what may be left out is there, so that rows can be compared as texts. */
      present = length > 0 ? read_file (&planner, text, NULL) : g_strdup ("");
      read_present (&planner, present, strlen (present));
    }
  else
    {
      present = table->file == BATON_DATA_ORGANISATIONS ? baton_register_write_organisations (reg) : baton_register_write_members (reg);
      read_present (&planner, present, strlen (present));
    }
  list_register (&planner);
  add_rows (&planner);
  for (int round = 0; !g_cancellable_is_cancelled (cancellable) && round < MAX_ROUNDS && !check_file (&planner); round++)
    ;
  keep_used_terms (&planner);
  baton_table_plan_count (plan);

  baton_table_terms_free (planner.terms_columns);
  g_ptr_array_unref (planner.lines);
  g_hash_table_unref (planner.by_key);
  g_hash_table_unref (planner.last_by_id);
  g_hash_table_unref (planner.organisations);
  g_hash_table_unref (planner.members);
  g_hash_table_unref (planner.likely);
  g_hash_table_unref (planner.reserved);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&plan);
}
