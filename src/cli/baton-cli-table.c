/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-table.h"

#include "exchange/baton-data-step.h"
#include "exchange/baton-table-export.h"
#include "exchange/baton-table-plan.h"
#include "words/baton-words-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ROWS_SAID 20

BatonTable *
baton_cli_find_table (BatonCli   *cli,
                      const char *word)
{
  g_auto (GStrv) locales = NULL;
  g_autoptr (GString) more = g_string_new (NULL);
  BatonKind kind;

  for (int file = 0; file < BATON_N_DATA_FILES; file++)
    {
      g_autofree char *name = g_strndup (baton_data_get_name (file), strlen (baton_data_get_name (file)) - strlen (".csv"));

      if (strcmp (name, word) == 0)
        return baton_table_new_for_data (file, baton_cli_get_program (cli), baton_words_label);
      g_string_append_printf (more, " %s", name);
    }
  kind = baton_cli_find_kind_or (word, more->str);
  if (kind == BATON_KIND_NONE)
    return NULL;
  locales = baton_table_list_locales (baton_cli_get_program (cli));
  return baton_table_new_for_kind (kind, (const char * const *) locales, baton_words_label);
}

/* "Price (old)=price": makes a column of the sheet one of the table. */
static int
map_columns (BatonTableMapping  *mapping,
             const BatonTable   *table,
             const BatonGrid    *grid,
             char              **columns)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const char *equals = strrchr (columns[i], '=');
      g_autofree char *heading = equals != NULL ? g_strndup (columns[i], equals - columns[i]) : NULL;
      int target = equals != NULL && equals[1] != '\0' ? baton_table_find (table, equals + 1) : -1;
      int found = -1;

      if (equals == NULL || (equals[1] != '\0' && target < 0))
        {
          g_autoptr (GString) names = g_string_new (NULL);

          for (guint j = 0; j < table->columns->len; j++)
            g_string_append_printf (names, " %s", baton_table_get_column (table, j)->name);
          return baton_cli_fail (BATON_EXIT_USAGE, _("“%1$s” names no column. Write the heading, “=” and one of:%2$s."), columns[i], names->str);
        }
      /* Where no heading is known, those that are said here tell the row. */
      for (guint row = 0; row < 10 && mapping->header == G_MAXUINT; row++)
        for (guint j = 0; j < mapping->n_targets; j++)
          if (strcmp (baton_grid_get (grid, row, j), heading) == 0)
            mapping->header = row;
      for (guint j = 0; j < mapping->n_targets && mapping->header != G_MAXUINT && found < 0; j++)
        if (strcmp (baton_table_mapping_get_heading (mapping, grid, j), heading) == 0)
          found = (int) j;
      if (found < 0)
        return baton_cli_fail (BATON_EXIT_USAGE, _("The sheet has no column “%s”."), heading);
      baton_table_mapping_set (mapping, (guint) found, target);
    }
  return BATON_EXIT_DONE;
}

/* ── What the plan says ──────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonCli         *cli;
  const BatonTable *table;
} Saying;

static char *
say_issue (const BatonTableIssue *issue,
           const BatonTableRow   *row,
           gpointer               user_data)
{
  Saying *saying = user_data;
  const BatonTableColumn *column = issue->target >= 0 ? baton_table_get_column (saying->table, (guint) issue->target) : NULL;

  return baton_words_table_issue (baton_cli_get_names (saying->cli), baton_table_issue_get_reason (issue), column != NULL ? column->heading : NULL, issue->text,
                                  issue->line, issue->problem);
}

static const char * const fate_names[] = { "created", "changed", "left", "refused", "heading", "total", "note" };
G_STATIC_ASSERT (G_N_ELEMENTS (fate_names) == BATON_N_ROW_FATES);

static void
print_rows (Saying               *saying,
            const BatonTablePlan *plan,
            const BatonGrid      *grid)
{
  guint n_said = 0, n_all = 0;

  for (guint i = 0; i < plan->rows->len; i++)
    {
      const BatonTableRow *row = plan->rows->pdata[i];

      for (guint j = 0; j < row->issues->len; j++)
        {
          g_autofree char *sentence = say_issue (row->issues->pdata[j], row, saying);
          g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, baton_grid_get_line (grid, row->row));

          n_all++;
          if (n_said++ < MOST_ROWS_SAID)
            /* Translators: %1$s is the number of a row of a spreadsheet, %2$s a sentence about it */
            baton_cli_say (_("  Row %1$s: %2$s"), line, sentence);
        }
    }
  if (plan->n[BATON_ROW_HEADING] > 0)
    baton_cli_say (ngettext ("  %u row is the heading of a section.", "  %u rows are headings of sections.", plan->n[BATON_ROW_HEADING]), plan->n[BATON_ROW_HEADING]);
  if (n_all > MOST_ROWS_SAID)
    baton_cli_say (ngettext ("  %u more is listed with --json.", "  %u more are listed with --json.", n_all - MOST_ROWS_SAID), n_all - MOST_ROWS_SAID);
}

static void
print_plan_json (Saying               *saying,
                 const BatonTablePlan *plan,
                 const BatonGrid      *grid)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  baton_value_builder_open_object (builder);
  for (int i = 0; i < BATON_N_ROW_FATES; i++)
    baton_value_builder_set_integer (builder, fate_names[i], plan->n[i]);
  baton_value_builder_key (builder, "rows");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const BatonTableRow *row = plan->rows->pdata[i];

      baton_value_builder_open_object (builder);
      baton_value_builder_set_integer (builder, "row", (gint64) baton_grid_get_line (grid, row->row));
      baton_value_builder_set_string (builder, "fate", fate_names[row->fate]);
      baton_value_builder_set_string (builder, "name", row->name);
      baton_value_builder_key (builder, "issues");
      baton_value_builder_open_array (builder);
      for (guint j = 0; j < row->issues->len; j++)
        {
          const BatonTableIssue *issue = row->issues->pdata[j];
          g_autofree char *sentence = say_issue (issue, row, saying);

          baton_value_builder_open_object (builder);
          baton_value_builder_set_string (builder, "code", baton_table_issue_get_name (issue->code));
          baton_value_builder_set_string (builder, "reason", baton_table_issue_get_reason (issue));
          if (issue->column >= 0)
            baton_value_builder_set_integer (builder, "column", issue->column + 1);
          baton_value_builder_set_string (builder, "text", issue->text);
          baton_value_builder_set_string (builder, "sentence", sentence);
          baton_value_builder_close (builder);
        }
      baton_value_builder_close (builder);
      baton_value_builder_close (builder);
    }
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
}

/* ── In ──────────────────────────────────────────────────────────────────────────────────────────────── */

static BatonTablePlan *
make_plan (BatonCli                *cli,
           const BatonTable        *table,
           const BatonGrid         *grid,
           const BatonTableMapping *mapping,
           const BatonTableOptions *options,
           GError                 **error)
{
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *folder = NULL;

  if (table->kind != BATON_KIND_NONE)
    return baton_table_plan_new (baton_cli_get_program (cli), table, grid, mapping, options, NULL, error);
  folder = baton_data_get_folder (cli->workspace_path);
  if (!baton_data_load (folder, &reg, &history, NULL, error))
    return NULL;
  if (table->file == BATON_DATA_HISTORY)
    {
      g_autoptr (GHashTable) ids = baton_table_plan_list_ids (table, grid, mapping);

      bytes = baton_data_read_file (folder, BATON_DATA_HISTORY, ids, error);
      if (bytes == NULL)
        return NULL;
    }
  return baton_table_plan_new_data (baton_cli_get_program (cli), reg, bytes, table, grid, mapping, options, NULL, error);
}

static int
carry_out (BatonCli             *cli,
           const BatonTable     *table,
           const char           *path,
           const BatonTablePlan *plan)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (C_("undoable step", "Import %s"), base);
  g_autoptr (GPtrArray) changes = baton_table_plan_list_changes (plan);
  g_autoptr (GError) error = NULL;
  BatonEntryInfo info;
  g_autofree char *folder = baton_data_get_folder (cli->workspace_path);

  /* Of the program; for the register the terms that its rows have: they must be there first. */
  if (changes->len > 0 && !baton_workspace_apply (cli->workspace, name, changes, &error))
    return baton_cli_fail_error (path, error);
  if (changes->len > 0 && !baton_cli_flush (cli))
    return BATON_EXIT_FILE;
  if (table->kind == BATON_KIND_NONE)
    {
      gboolean with_step = changes->len > 0 && table->file != BATON_DATA_HISTORY && baton_workspace_peek_turn (cli->workspace, TRUE, &info);

      if ((with_step && !baton_data_step_keep (folder, info.sequence, info.time_us, FALSE, &error)) ||
          !baton_data_write_file (folder, table->file, plan->written, strlen (plan->written), NULL, &error) ||
          (with_step && !baton_data_step_keep (folder, info.sequence, info.time_us, TRUE, &error)))
        return baton_cli_fail_error (folder, error);
    }
  return BATON_EXIT_DONE;
}

static int
write_refused (Saying                  *saying,
               const BatonTablePlan    *plan,
               const BatonGrid         *grid,
               const BatonTableMapping *mapping,
               const char              *path)
{
  g_autoptr (BatonGrid) refused = baton_table_plan_list_refused (plan, grid, mapping, C_("heading of a column", "Why"), say_issue, saying);
  g_autoptr (GError) error = NULL;

  if (!baton_grid_write_file (refused, baton_grid_guess_format (path), C_("sheet", "Refused rows"), path, &error))
    return baton_cli_fail_error (path, error);
  return BATON_EXIT_DONE;
}

/* Says why the file cannot be read: it may be the sheet that is not there. An exit code. */
static int
fail_reading (const char   *path,
              const char   *sheet,
              const GError *error)
{
  g_autoptr (BatonGrid) grid = sheet != NULL ? baton_grid_read_file (path, NULL, NULL) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (grid == NULL)
    return baton_cli_fail_error (path, error);
  if (g_strv_contains (baton_grid_get_sheets (grid), sheet))
    return baton_cli_fail_error (path, error);
  for (const char * const *name = baton_grid_get_sheets (grid); *name != NULL; name++)
    g_ptr_array_add (names, g_strdup_printf ("“%s”", *name));
  list = baton_words_join_and (names);
  /* Translators: %1$s is a file, %2$s the name of a sheet, %3$s the names of those that there are */
  return baton_cli_fail (BATON_EXIT_USAGE, _("%1$s has no sheet “%2$s”. It has %3$s."), path, sheet, list);
}

int
baton_cli_import_table (BatonCli            *cli,
                        const BatonTable    *table,
                        const char          *path,
                        const BatonCliTable *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonGrid) grid = baton_grid_read_file (path, options->sheet, &error);
  g_autoptr (BatonTableMapping) mapping = grid != NULL ? baton_table_mapping_guess (table, grid) : NULL;
  g_autoptr (BatonTablePlan) plan = NULL;
  BatonTableOptions plan_options = { .clear_empty = options->clear, .create_terms = options->new_terms };
  Saying saying = { cli, table };
  gboolean kept_out;
  int code;

  if (grid == NULL)
    return fail_reading (path, options->sheet, error);
  baton_table_mapping_guess_terms (mapping, table, grid, baton_cli_get_program (cli));
  code = map_columns (mapping, table, grid, options->columns);
  if (code != BATON_EXIT_DONE)
    return code;
  if (options->owner != NULL)
    {
      int target = baton_table_find_part (table, BATON_TABLE_OWNER);
      BatonEntity *owner = target >= 0 ? baton_cli_find (cli, baton_table_get_column (table, (guint) target)->kinds, options->owner) : NULL;

      if (target < 0)
        return baton_cli_fail (BATON_EXIT_USAGE, _("Such things belong to nothing, so --below says nothing."));
      if (owner == NULL)
        return BATON_EXIT_NOT_FOUND;
      plan_options.owner = baton_entity_get_id (owner);
    }
  baton_cli_progress (_("Reading…"));
  plan = make_plan (cli, table, grid, mapping, &plan_options, &error);
  baton_cli_progress (NULL);
  if (plan == NULL)
    return baton_cli_fail_error (path, error);
  if (cli->json)
    print_plan_json (&saying, plan, grid);
  else
    print_rows (&saying, plan, grid);
  if (!cli->json && table->kind == BATON_KIND_NONE && plan->owners->len > 0)
    baton_cli_say (ngettext ("  %u term is new.", "  %u terms are new.", plan->owners->len), plan->owners->len);
  if (options->refused != NULL && plan->n[BATON_ROW_REFUSED] > 0)
    {
      code = write_refused (&saying, plan, grid, mapping, options->refused);
      if (code != BATON_EXIT_DONE)
        return code;
    }
  kept_out = plan->n[BATON_ROW_REFUSED] > 0 && !options->partly && !options->dry_run;
  if (kept_out)
    return baton_cli_fail (BATON_EXIT_PROBLEMS, ngettext ("%1$s: %2$u row is refused, so nothing was taken in. Mend it, or leave refused rows out with --partly.",
                                                          "%1$s: %2$u rows are refused, so nothing was taken in. Mend them, or leave refused rows out with --partly.",
                                                          plan->n[BATON_ROW_REFUSED]),
                           path, plan->n[BATON_ROW_REFUSED]);
  code = options->dry_run ? BATON_EXIT_DONE : carry_out (cli, table, path, plan);
  if (code != BATON_EXIT_DONE)
    return code;
  if (!cli->json)
    /* Translators: all four count rows of a spreadsheet */
    baton_cli_say (options->dry_run ? _("Would create %1$u, change %2$u, leave %3$u as they are and refuse %4$u.")
                                    : _("Created %1$u, changed %2$u, left %3$u as they were and refused %4$u."),
                   plan->n[BATON_ROW_CREATED], plan->n[BATON_ROW_CHANGED], plan->n[BATON_ROW_LEFT], plan->n[BATON_ROW_REFUSED]);
  return plan->n[BATON_ROW_REFUSED] > 0 ? BATON_EXIT_PROBLEMS : BATON_EXIT_DONE;
}

/* ── Out ─────────────────────────────────────────────────────────────────────────────────────────────── */

int
baton_cli_export_table (BatonCli         *cli,
                        const BatonTable *table,
                        const char       *path)
{
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonGrid) grid = NULL;
  g_autoptr (GError) error = NULL;
  const char *sheet = table->kind != BATON_KIND_NONE ? baton_words_kinds (table->kind) : baton_data_get_name (table->file);

  if (table->kind != BATON_KIND_NONE)
    {
      grid = baton_table_export (table, baton_cli_get_program (cli));
    }
  else
    {
      if (!baton_cli_load_data (cli, &reg, &history))
        return BATON_EXIT_FILE;
      grid = baton_table_export_data (table, baton_cli_get_program (cli), reg, history);
      if (!baton_cli_check_history (cli, history))
        return BATON_EXIT_FILE;
    }
  if (!baton_grid_write_file (grid, baton_grid_guess_format (path), sheet, path, &error))
    return baton_cli_fail_error (path, error);
  return baton_cli_say_written (cli, path);
}
