/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "cli/baton-cli-table.h"
#include "exchange/baton-program-folder.h"
#include "words/baton-words-error.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>

#define MOST_ROWS_SAID 20

/* Replaces the whole program in one undoable step. */
static int
import_program (BatonCli   *cli,
                const char *path,
                gboolean    dry_run)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BatonProgramFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (C_("undoable step", "Import %s"), base);
  GHashTableIter iter;
  gpointer bytes;
  guint created = 0, changed = 0, deleted = 0;

  file = baton_program_folder_is (path) ? baton_program_folder_read (path, problems, files, &error) : baton_program_file_read (path, problems, &error);
  if (file == NULL)
    {
      int code = baton_cli_fail_error (path, error);

      for (guint i = 0; i < problems->len; i++)
        {
          g_autofree char *line = baton_words_problem_line (NULL, problems->pdata[i]);

          if (baton_problem_get_severity (problems->pdata[i]) != BATON_SEVERITY_ERROR)
            continue;
          if (i < files->len && *(const char *) files->pdata[i] != '\0')
            baton_cli_fail (code, "%s: %s", (const char *) files->pdata[i], line);
          else
            baton_cli_fail (code, "%s", line);
        }
      return code;
    }

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) ours = baton_program_list (baton_cli_get_program (cli), kind);
      g_autoptr (GPtrArray) theirs = baton_program_list (file->program, kind);

      for (guint i = 0; i < ours->len; i++)
        if (baton_program_lookup_kind (file->program, baton_entity_get_id (ours->pdata[i]), kind) == NULL)
          {
            g_ptr_array_add (changes, baton_change_new (ours->pdata[i], NULL));
            deleted++;
          }
      for (guint i = 0; i < theirs->len; i++)
        {
          BatonEntity *before = baton_program_lookup_kind (baton_cli_get_program (cli), baton_entity_get_id (theirs->pdata[i]), kind);

          if (baton_entity_equal (before, theirs->pdata[i]))
            continue;
          g_ptr_array_add (changes, baton_change_new (before, theirs->pdata[i]));
          if (before != NULL)
            changed++;
          else
            created++;
        }
    }
  if (!dry_run)
    {
      g_hash_table_iter_init (&iter, file->assets);
      while (g_hash_table_iter_next (&iter, NULL, &bytes))
        {
          g_autofree char *digest = baton_workspace_add_asset (cli->workspace, bytes, &error);

          if (digest == NULL)
            return baton_cli_fail_error (path, error);
        }
      if (!baton_workspace_apply (cli->workspace, name, changes, &error))
        return baton_cli_fail_error (path, error);
      if (!baton_cli_flush (cli))
        return BATON_EXIT_FILE;
    }
  if (cli->json)
    {
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      g_autoptr (BatonValue) value = NULL;

      baton_value_builder_open_object (builder);
      baton_value_builder_set_integer (builder, "created", created);
      baton_value_builder_set_integer (builder, "changed", changed);
      baton_value_builder_set_integer (builder, "deleted", deleted);
      value = baton_value_builder_finish (builder);
      baton_cli_print_json (value);
    }
  else
    {
      /* Translators: counts of things */
      baton_cli_say (dry_run ? _("Would add %1$u, change %2$u and delete %3$u.") : _("Added %1$u, changed %2$u and deleted %3$u."), created, changed, deleted);
    }
  return BATON_EXIT_DONE;
}

/* ── Register and history ────────────────────────────────────────────────────────────────────────────── */

/* An import on a thread of its own, so that this one hears Ctrl+C. */
typedef struct
{
  const char       *folder;
  const char       *path;
  BatonDataFile     file;
  BatonDataOptions  options;
  BatonDataReport   report;
  GError           *error;
  gboolean          taken;
  gboolean          done;        /* this and the following belong to the main thread, once it is told */
  gint              percent;     /* atomic: of what is at hand; −1: of so many megabytes, which are not known */
  gint              megabytes;   /* atomic */
  gint              sorting;     /* atomic */
  GMainLoop        *loop;
} ImportJob;

static void
note_progress (guint64  done,
               guint64  all,
               gboolean sorting,
               gpointer user_data)
{
  ImportJob *job = user_data;

  g_atomic_int_set (&job->megabytes, (gint) MIN (done >> 20, G_MAXINT));
  g_atomic_int_set (&job->percent, all > 0 ? (gint) (done * 100 / all) : -1);
  g_atomic_int_set (&job->sorting, sorting);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  ImportJob *job = user_data;
  gint percent = g_atomic_int_get (&job->percent);
  g_autofree char *text = NULL;

  if (percent < 0)
    /* Translators: while a history of unknown length is read */
    text = g_strdup_printf (_("Reading: %d MB…"), g_atomic_int_get (&job->megabytes));
  else if (g_atomic_int_get (&job->sorting))
    text = g_strdup_printf (_("Sorting in: %d %%…"), percent);
  else
    text = g_strdup_printf (_("Reading: %d %%…"), percent);
  baton_cli_progress (text);
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
done_cb (gpointer user_data)
{
  ImportJob *job = user_data;

  job->done = TRUE;
  g_main_loop_quit (job->loop);
  return G_SOURCE_REMOVE;
}

static gpointer
import_in_thread (gpointer data)
{
  ImportJob *job = data;

  job->taken = baton_data_import_with (job->folder, job->file, job->path, &job->options, &job->report, &job->error);
  g_idle_add (done_cb, job);
  return NULL;
}

static void
run_import (ImportJob *job)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint interrupted = g_unix_signal_add (SIGINT, interrupted_cb, cancellable);
  guint terminated = g_unix_signal_add (SIGTERM, interrupted_cb, cancellable);
  guint shown = g_timeout_add (100, show_progress_cb, job);
  GThread *thread;

  job->options.progress = note_progress;
  job->options.user_data = job;
  job->options.cancellable = cancellable;
  job->loop = g_main_loop_new (NULL, FALSE);
  thread = g_thread_new ("baton-import", import_in_thread, job);
  while (!job->done)
    g_main_loop_run (job->loop);
  g_thread_join (thread);
  g_main_loop_unref (job->loop);
  g_source_remove (shown);
  g_source_remove (terminated);
  g_source_remove (interrupted);
  baton_cli_progress (NULL);
}

static BatonValue *
list_bad_rows (BatonCli              *cli,
               const BatonDataReport *report)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "good", (gint64) report->good);
  baton_value_builder_set_integer (builder, "bad", (gint64) report->bad);
  baton_value_builder_key (builder, "bad-rows");
  baton_value_builder_open_array (builder);
  for (guint i = 0; report->bad_rows != NULL && i < report->bad_rows->len; i++)
    {
      const BatonBadRow *row = report->bad_rows->pdata[i];
      g_autofree char *sentence = baton_words_bad_row (baton_row_code_get_name (row->code), row->line, row->column, row->value);

      baton_value_builder_open_object (builder);
      baton_value_builder_set_integer (builder, "line", row->line);
      baton_value_builder_set_integer (builder, "column", row->column);
      baton_value_builder_set_string (builder, "code", baton_row_code_get_name (row->code));
      baton_value_builder_close (builder);
      if (!cli->json && i < MOST_ROWS_SAID)
        baton_cli_say ("  %s", sentence);
    }
  if (!cli->json && report->bad_rows != NULL && report->bad_rows->len > MOST_ROWS_SAID)
    baton_cli_say (report->bad > report->bad_rows->len ? _("  The first %u bad rows are listed with --json.") : _("  All %u bad rows are listed with --json."),
                   report->bad_rows->len);
  return baton_value_builder_finish (builder);
}

static int
import_data (BatonCli      *cli,
             BatonDataFile  file,
             const char    *path,
             gboolean       partly,
             gboolean       dry_run)
{
  g_autofree char *folder = baton_data_get_folder (cli->workspace_path);
  ImportJob job = { .folder = folder, .path = path, .file = file, .options = { .partly = partly, .dry_run = dry_run } };
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *good = NULL, *bad = NULL;
  int code;

  run_import (&job);
  good = g_strdup_printf ("%" G_GUINT64_FORMAT, job.report.good);
  bad = g_strdup_printf ("%" G_GUINT64_FORMAT, job.report.bad);
  value = list_bad_rows (cli, &job.report);
  if (cli->json && (job.taken || job.error->code == BATON_EXCHANGE_ERROR_INVALID))
    baton_cli_print_json (value);
  if (job.taken)
    {
      code = job.report.bad > 0 ? BATON_EXIT_PROBLEMS : BATON_EXIT_DONE;
      if (!cli->json)
        /* Translators: numbers of rows */
        baton_cli_say (dry_run ? _("%1$s good rows, %2$s bad ones; nothing was taken in.") : _("Took in %1$s rows, left out %2$s."), good, bad);
    }
  else if (job.error->domain == BATON_EXCHANGE_ERROR && job.error->code == BATON_EXCHANGE_ERROR_INVALID)
    {
      code = baton_cli_fail (BATON_EXIT_PROBLEMS, ngettext ("%1$s: %2$s row is bad, so nothing was taken in. Mend it, or leave bad rows out with --partly.",
                                                            "%1$s: %2$s rows are bad, so nothing was taken in. Mend them, or leave bad rows out with --partly.",
                                                            (gulong) job.report.bad),
                             path, bad);
    }
  else
    {
      /* What cannot be read is the file at hand; what cannot be written or is damaged lies in the folder. */
      code = baton_cli_fail_error (job.error->code == BATON_EXCHANGE_ERROR_READ || job.error->code == BATON_EXCHANGE_ERROR_TOO_LARGE ? path : folder, job.error);
    }
  g_clear_error (&job.error);
  baton_data_report_clear (&job.report);
  return code;
}

int
baton_cli_import (BatonCli  *cli,
                  int        argc,
                  char     **argv)
{
  BatonCliTable options = { 0 };
  g_autofree char *sheet = NULL, *owner = NULL, *refused = NULL;
  g_auto (GStrv) columns = NULL;
  gboolean partly = FALSE, dry_run = FALSE, clear = FALSE, new_terms = FALSE;
  g_autoptr (BatonTable) table = NULL;
  const GOptionEntry entries[] = {
    { "partly", 0, 0, G_OPTION_ARG_NONE, &partly, N_("Leave bad rows out instead of taking in nothing"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_("Say what would happen; change nothing"), NULL },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_("The sheet of a workbook; else the first one"), N_("NAME") },
    { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &columns, N_("What a column of the spreadsheet is, where its heading does not say so; “HEADING=” leaves it out"), N_("HEADING=COLUMN") },
    { "below", 0, 0, G_OPTION_ARG_STRING, &owner, N_("What rows belong to that do not say so: a vocabulary, a motion…"), N_("NAME") },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, N_("Empty cells clear what is there, instead of leaving it"), NULL },
    { "new-terms", 0, 0, G_OPTION_ARG_NONE, &new_terms, N_("Add values of a vocabulary that are no terms yet, instead of refusing their rows"), NULL },
    { "refused", 0, 0, G_OPTION_ARG_FILENAME, &refused, N_("Write the refused rows and why to this file"), N_("FILE") },
    { NULL },
  };

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("program|organisations|members|history|KIND FILE"),
                        _("Takes in a program (a JSON file or a folder of them), or a spreadsheet (CSV, TSV or XLSX) of things of one kind, organizations, members or events. "
                          "What it does to the program is one step that can be undone. A program replaces the present one; a spreadsheet adds and changes and deletes nothing. "
                          "Files of organizations and members with all columns as Baton writes them replace those in the register: export it before, for that is not undone."),
                        "  batonctl import program program.json\n"
                        "  batonctl import activity activities.xlsx --dry-run\n"
                        "  batonctl import term regions.csv --below Regions --column \"Area=name\"\n"
                        "  batonctl import organisations partners.xlsx --new-terms\n"
                        "  batonctl import history october.csv --dry-run", 2, 2))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, dry_run ? BATON_OPEN_READ : BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  if (strcmp (argv[1], "program") == 0)
    return import_program (cli, argv[2], dry_run);
  table = baton_cli_find_table (cli, argv[1]);
  if (table == NULL)
    return BATON_EXIT_USAGE;
  if (table->kind == BATON_KIND_NONE && baton_table_is_as_stored (table, argv[2]))
    return import_data (cli, table->file, argv[2], partly, dry_run);
  options = (BatonCliTable) { sheet, columns, owner, refused, clear, new_terms, partly, dry_run };
  return baton_cli_import_table (cli, table, argv[2], &options);
}
