/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planning for organizations, members and events. The first columns of their tables are those of their files in the same order,
 * so a row is a list of texts as the file has them. Rows are added to those there are, by key and day (register) or key and version
 * (history); the file as it would be is then read as any such file is, and what it would not take is refused.
 */
#include "config.h"

#include "exchange/baton-duplicates.h"
#include "exchange/baton-table-plan-data-private.h"
#include "exchange/baton-table-terms.h"
#include "exchange/baton-table-total.h"
#include "exchange/baton-table-value.h"
#include "incentives/baton-history.h"
#include "model/baton-decimal.h"
#include "model/baton-locale.h"

#include <string.h>

#define MAX_ROUNDS 20

static void
free_line (gpointer data)
{
  BatonDataLine *line = data;

  g_strfreev (line->cells);
  g_free (line);
}

/* ── What there is ───────────────────────────────────────────────────────────────────────────────────── */

static char *
make_key (BatonDataPlanner *planner,
          char            **cells)
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
add_line (BatonDataPlanner *planner,
          BatonDataLine    *line)
{
  const char *id = line->cells[planner->id];
  BatonDataLine *last = g_hash_table_lookup (planner->last_by_id, id);

  g_ptr_array_add (planner->lines, line);
  g_hash_table_replace (planner->by_key, make_key (planner, line->cells), line);
  if (last == NULL || planner->from < 0 || strcmp (last->cells[planner->from], line->cells[planner->from]) <= 0)
    g_hash_table_replace (planner->last_by_id, g_strdup (id), line);
}

static void
read_present (BatonDataPlanner *planner,
              const char       *text,
              gsize             length)
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
      BatonDataLine *line;

      if (bad)
        continue;
      line = g_new0 (BatonDataLine, 1);
      line->cells = g_new0 (char *, planner->n_stored + 1);
      for (guint i = 0; i < planner->n_stored; i++)
        line->cells[i] = positions[i] >= 0 && (guint) positions[i] < n_fields ? g_strndup (fields[positions[i]].text, fields[positions[i]].length) : g_strdup ("");
      add_line (planner, line);
    }
}

static void
list_register (BatonDataPlanner *planner)
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

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────── */

/* A key that nothing has yet, made of the name. */
static char *
make_id (BatonDataPlanner *planner,
         const char       *name)
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
identify (BatonDataPlanner *planner,
          BatonTableRow    *row)
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
      baton_table_row_add_issue (row, planner->name >= 0 ? BATON_TABLE_NO_NAME : BATON_TABLE_NO_KEY, planner->mapping, planner->name >= 0 ? planner->name : planner->id, NULL);
      return NULL;
    }
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const BatonDataLine *line = g_hash_table_lookup (planner->last_by_id, ids->pdata[i]);
      g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, planner->organisation);
      g_autofree char *organisation = NULL;

      /* Members are told apart by their organizations as well. */
      if (line == NULL ? g_strcmp0 (g_hash_table_lookup (planner->reserved, ids->pdata[i]), cell) != 0
                       : planner->organisation >= 0 && *cell != '\0' && baton_table_plan_data_read_subject (planner, FALSE, cell, &organisation) == BATON_CELL_OK &&
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
static BatonDataLine *
find_base (BatonDataPlanner *planner,
           BatonTableRow    *row,
           const char       *id,
           gboolean         *same)
{
  int second = planner->from >= 0 ? planner->from : planner->version;
  gboolean said = baton_table_mapping_find (planner->mapping, second) >= 0;
  g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, second);
  BatonDay day;
  gboolean dated = planner->from >= 0 && baton_table_names_read_day (planner->names, cell, &day) == BATON_CELL_OK;
  g_autofree char *day_text = dated ? baton_day_format (day) : NULL;
  g_autofree char *key = g_strconcat (id, "\n", day_text != NULL ? day_text : planner->from < 0 && *cell == '\0' ? "1" : cell, NULL);
  BatonDataLine *line = said || planner->from < 0 ? g_hash_table_lookup (planner->by_key, key) : NULL;

  *same = line != NULL || !said;
  if (line != NULL || planner->from < 0)
    return line;
  return g_hash_table_lookup (planner->last_by_id, id);
}

static void
warn_of_duplicate (BatonDataPlanner *planner,
                   BatonTableRow    *row)
{
  g_autofree char *likely = planner->table->file == BATON_DATA_ORGANISATIONS ? baton_duplicates_fold (row->name) : NULL;
  const char *other = likely != NULL ? g_hash_table_lookup (planner->likely, likely) : NULL;

  if (other != NULL)
    baton_table_row_add_issue (row, BATON_TABLE_LIKELY_DUPLICATE, planner->mapping, planner->name, other);
  else if (likely != NULL)
    g_hash_table_insert (planner->likely, g_steal_pointer (&likely), g_strdup (row->name));
}

static void
read_cells (BatonDataPlanner *planner,
            BatonTableRow    *row,
            char            **cells)
{
  for (guint i = 0; i < planner->n_stored; i++)
    {
      const BatonTableColumn *column = baton_table_get_column (planner->table, i);
      g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, (int) i);
      g_autofree char *text = NULL, *culprit = NULL;
      BatonCellResult result;

      if (*cell == '\0' || (int) i == planner->id)
        continue;
      result = baton_table_plan_data_read_cell (planner, column, cell, &text, &culprit);
      if (result != BATON_CELL_OK)
        {
          baton_table_plan_data_refuse_cell (planner, row, result, (int) i, culprit != NULL ? culprit : cell);
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
take_row (BatonDataPlanner *planner,
          BatonTableRow    *row,
          const char       *id)
{
  gboolean same;
  BatonDataLine *base = find_base (planner, row, id, &same), *line = g_new0 (BatonDataLine, 1);

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
add_rows (BatonDataPlanner *planner)
{
  guint first = planner->mapping->header != G_MAXUINT ? planner->mapping->header + 1 : 0;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) totals = baton_table_find_totals (planner->table, planner->grid, planner->mapping);

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
      else if (!baton_table_plan_take_total (row, totals, planner->mapping))
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
    if (ids->pdata[i] != NULL)
      take_row (planner, planner->plan->rows->pdata[i], ids->pdata[i]);
}

/* Makes no terms for rows that are refused after all. */
static void
keep_used_terms (BatonDataPlanner *planner)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (planner->plan->owners->len == 0)
    return;
  for (guint i = 0; i < planner->lines->len; i++)
    {
      const BatonDataLine *line = planner->lines->pdata[i];
      g_auto (GStrv) ids = NULL;

      if (line->row == NULL || line->row->fate == BATON_ROW_REFUSED)
        continue;
      ids = g_strsplit (line->cells[planner->terms], " ", -1);
      for (guint j = 0; ids[j] != NULL; j++)
        if (!g_hash_table_contains (used, ids[j]))
          g_hash_table_insert (used, g_strdup (ids[j]), line->row);
    }
  baton_table_terms_keep (planner->terms_columns, used);
}

/* Whether the sheet has the names of the file for its headings: then it is such a file, not somebody's spreadsheet. */
static gboolean
is_as_stored (BatonDataPlanner *planner)
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
  BatonDataPlanner planner = { .reg = reg, .table = table, .grid = grid, .mapping = mapping, .plan = plan };
  g_autofree char *present = NULL;

  g_return_val_if_fail (table->kind == BATON_KIND_NONE, NULL);

  planner.n_stored = baton_table_count_stored (table);
  planner.terms_columns = baton_table_terms_new (program, table, mapping, plan, options != NULL && options->create_terms);
  planner.names = baton_table_terms_get_names (planner.terms_columns);
  baton_table_names_learn (planner.names, table, grid, mapping);
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
      present = length > 0 ? baton_table_plan_data_read_file (&planner, text, NULL) : g_strdup ("");
      read_present (&planner, present, strlen (present));
    }
  else
    {
      present = table->file == BATON_DATA_ORGANISATIONS ? baton_register_write_organisations (reg) : baton_register_write_members (reg);
      read_present (&planner, present, strlen (present));
    }
  list_register (&planner);
  add_rows (&planner);
  for (int round = 0; !g_cancellable_is_cancelled (cancellable) && round < MAX_ROUNDS && !baton_table_plan_data_check_file (&planner); round++)
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
