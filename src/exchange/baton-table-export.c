/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table-export.h"

#include <string.h>

/* The thing above it of one of *kinds*, however far; NULL when there is none. */
static const char *
find_owner (const BatonProgram *program,
            const BatonEntity  *entity,
            guint64             kinds)
{
  for (int level = 0; entity != NULL && level < 64; level++)
    {
      const char *parent = baton_entity_get_parent (entity);

      entity = parent != NULL ? baton_program_lookup (program, parent) : NULL;
      if (entity != NULL && (kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (entity))) != 0)
        return parent;
    }
  return NULL;
}

static char *
write_cell (const BatonTable       *table,
            const BatonProgram     *program,
            const BatonTableNames  *names,
            const BatonTableColumn *column,
            const BatonEntity      *entity)
{
  const char *id;

  switch (column->part)
    {
    case BATON_TABLE_KEY:
      return g_strdup (baton_entity_get_id (entity));
    case BATON_TABLE_EARNED:
      return g_strdup ("");
    case BATON_TABLE_OWNER:
      id = find_owner (program, entity, column->kinds);
      return id != NULL ? baton_table_names_write (names, column->kinds, id) : g_strdup ("");
    case BATON_TABLE_BELOW:
      id = baton_entity_get_parent (entity);
      return id != NULL && baton_program_lookup_kind (program, id, table->kind) != NULL ? baton_table_names_write (names, column->kinds, id) : g_strdup ("");
    case BATON_TABLE_VALUE:
    case BATON_TABLE_FROM:
    case BATON_TABLE_THROUGH:
    case BATON_TABLE_EXCEPTIONS:
    default:
      return baton_table_value_write (table, names, column, baton_entity_get (entity, column->field));
    }
}

/* A sheet of *rows* (of char**, as wide as the table) with the headings, without columns that are empty and not required. */
static BatonGrid *
make_grid (const BatonTable *table,
           GPtrArray        *rows)
{
  BatonGrid *grid = baton_grid_new ();
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  for (guint i = 0; i < table->columns->len && kept->len < BATON_GRID_MAX_COLUMNS; i++)
    {
      const BatonTableColumn *column = baton_table_get_column (table, i);
      gboolean used = column->required || column->part == BATON_TABLE_KEY;

      for (guint row = 0; row < rows->len && !used; row++)
        used = *((char **) rows->pdata[row])[i] != '\0';
      if (!used)
        continue;
      baton_grid_set_type (grid, kept->len, column->type);
      g_array_append_val (kept, i);
      g_ptr_array_add (cells, column->heading);
    }
  baton_grid_add_row (grid, 1, (const char * const *) cells->pdata, cells->len);
  for (guint row = 0; row < rows->len; row++)
    {
      g_ptr_array_set_size (cells, 0);
      for (guint i = 0; i < kept->len; i++)
        g_ptr_array_add (cells, ((char **) rows->pdata[row])[g_array_index (kept, guint, i)]);
      baton_grid_add_row (grid, row + 2, (const char * const *) cells->pdata, cells->len);
    }
  return grid;
}

BatonGrid *
baton_table_export (const BatonTable   *table,
                    const BatonProgram *program)
{
  g_autoptr (BatonTableNames) names = baton_table_names_new (program);
  g_autoptr (GPtrArray) entities = baton_program_list (program, table->kind);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < entities->len; i++)
    {
      char **cells = g_new0 (char *, table->columns->len + 1);

      for (guint j = 0; j < table->columns->len; j++)
        cells[j] = write_cell (table, program, names, baton_table_get_column (table, j), entities->pdata[i]);
      g_ptr_array_add (rows, cells);
    }
  return make_grid (table, rows);
}

/* ── Register and history ────────────────────────────────────────────────────────────────────────────── */

static char *
write_things (const BatonTableNames *names,
              guint64                kinds,
              const char            *ids)
{
  g_auto (GStrv) parts = g_strsplit (ids, " ", -1);
  GString *list = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *text = *parts[i] != '\0' ? baton_table_names_write (names, kinds, parts[i]) : NULL;

      if (text != NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "", text);
    }
  return g_string_free (list, FALSE);
}

/* "123450" → "1234.50" */
static char *
write_money (const char *minor,
             int         digits)
{
  gsize length = strlen (minor);
  g_autofree char *padded = NULL;

  if (length == 0 || digits == 0)
    return g_strdup (minor);
  padded = g_strdup_printf ("%.*s%s", (int) MAX (0, digits + 1 - (int) length), "0000000", minor);
  length = strlen (padded);
  return g_strdup_printf ("%.*s.%s", (int) (length - (gsize) digits), padded, padded + length - digits);
}

static char *
write_data_cell (const BatonTableNames  *names,
                 const BatonTableColumn *column,
                 const char             *text)
{
  g_autofree char *money = NULL;

  switch (column->data)
    {
    case BATON_TABLE_THINGS:
      return write_things (names, column->kinds, text);
    case BATON_TABLE_MONEY:
      return write_money (text, baton_table_names_get_digits (names));
    case BATON_TABLE_SHARE:
      money = write_money (text, 2);
      return *money != '\0' ? g_strconcat (money, " %", NULL) : g_strdup ("");
    case BATON_TABLE_TERMS: /* filled afterwards */
    case BATON_TABLE_PLAIN:
    case BATON_TABLE_ORGANISATION: /* their names are not unique, and the keys are what other systems know */
    case BATON_TABLE_MEMBER:
    case BATON_TABLE_DAY:
    case BATON_TABLE_LANGUAGE:
    default:
      return g_strdup (text);
    }
}

/* The terms of a row, each in the column of its vocabulary; those of none stay in the file's own. */
static void
spread_terms (const BatonTable      *table,
              const BatonTableNames *names,
              const char            *terms,
              char                 **cells)
{
  int list = baton_table_find (table, "terms");
  g_auto (GStrv) ids = g_strsplit (terms, " ", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = baton_table_count_stored (table); i < table->columns->len; i++)
    {
      const char *vocabulary = baton_table_get_column (table, i)->vocabulary;
      g_autoptr (GString) own = g_string_new (NULL);

      for (guint j = 0; ids[j] != NULL; j++)
        if (*ids[j] != '\0' && g_strcmp0 (baton_table_names_get_vocabulary (names, ids[j]), vocabulary) == 0)
          g_string_append_printf (own, "%s%s", own->len > 0 ? " " : "", ids[j]);
      g_free (cells[i]);
      cells[i] = write_things (names, BATON_KIND_BIT (TERM), own->str);
    }
  for (guint j = 0; ids[j] != NULL; j++)
    if (*ids[j] != '\0' && baton_table_names_get_vocabulary (names, ids[j]) == NULL)
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", ids[j]);
  g_free (cells[list]);
  cells[list] = write_things (names, BATON_KIND_BIT (TERM), rest->str);
}

BatonGrid *
baton_table_export_data (const BatonTable   *table,
                         const BatonProgram *program,
                         BatonRegister      *reg,
                         BatonHistory       *history)
{
  g_autoptr (BatonTableNames) names = baton_table_names_new (program);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *text = table->file == BATON_DATA_ORGANISATIONS ? baton_register_write_organisations (reg)
                          : table->file == BATON_DATA_MEMBERS     ? baton_register_write_members (reg)
                                                                  : baton_history_write (history);
  g_autoptr (BatonCsv) csv = baton_csv_new (text, strlen (text));
  g_autofree int *positions = g_new (int, table->columns->len);
  g_autoptr (GPtrArray) column_names = g_ptr_array_new ();
  BatonRowCode code;
  gboolean bad;

  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (column_names, baton_table_get_column (table, i)->name);
  if (!baton_csv_read_header (csv, (const char * const *) column_names->pdata, column_names->len, 0, positions, NULL))
    return make_grid (table, rows);
  while (baton_csv_next (csv, &code, &bad))
    {
      guint n_fields;
      const BatonCsvField *fields = baton_csv_get_fields (csv, &n_fields);
      char **cells = g_new0 (char *, table->columns->len + 1);
      g_autofree char *terms = NULL;

      for (guint i = 0; i < table->columns->len; i++)
        {
          gboolean there = positions[i] >= 0 && (guint) positions[i] < n_fields;
          g_autofree char *field = there ? g_strndup (fields[positions[i]].text, fields[positions[i]].length) : g_strdup ("");

          cells[i] = write_data_cell (names, baton_table_get_column (table, i), field);
          if (there && baton_table_count_stored (table) < table->columns->len && strcmp (column_names->pdata[i], "terms") == 0)
            terms = g_steal_pointer (&field);
        }
      if (terms != NULL)
        spread_terms (table, names, terms, cells);
      g_ptr_array_add (rows, cells);
    }
  return make_grid (table, rows);
}
