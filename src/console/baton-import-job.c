/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-import-job.h"

#include "console/baton-table-subject.h"
#include "exchange/baton-data-step.h"

#include <string.h>

typedef struct
{
  char                    *path;
  char                    *text;
  gsize                    length;
  char                    *sheet;
  guint                    subject;
  BatonProgram            *program;
  BatonRegister           *reg;
  char                    *folder;
  BatonDataFile            file;
  GBytes                  *before;
  BatonTable              *table;
  BatonGrid               *grid;
  BatonTableMapping       *mapping;
  BatonTableOptions        options;
  char                    *owner;
  char                    *new_owner;
  BatonStep               *step;
  GPtrArray               *changes;
  BatonEntryInfo           entry;      /* its number and time alone */
  gboolean                 with_step;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->text);
  g_free (job->sheet);
  g_free (job->folder);
  g_free (job->owner);
  g_free (job->new_owner);
  g_clear_pointer (&job->before, g_bytes_unref);
  g_clear_pointer (&job->program, baton_program_free);
  g_clear_pointer (&job->reg, baton_register_unref);
  g_clear_pointer (&job->table, baton_table_unref);
  g_clear_pointer (&job->grid, baton_grid_unref);
  g_clear_pointer (&job->mapping, baton_table_mapping_free);
  g_clear_pointer (&job->step, baton_step_free_aside);
  g_clear_pointer (&job->changes, g_ptr_array_unref);
  g_free (job);
}

static void
run (Job                 *job,
     gpointer             tag,
     GTaskThreadFunc      func,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

/* ── Reading ── */

/* What the headings say of the sheet: what most of them belong to, the first in the list among equals. But where several headings
 * could be a persona's as well as a partner's, it is partners that spreadsheets are full of. */
static guint
guess_subject (const BatonProgram *program,
               const BatonGrid    *grid)
{
  guint best = 0, most = 0;
  BatonKind best_kind = BATON_KIND_NONE;

  for (guint i = 0; i < baton_table_subjects_count (); i++)
    {
      g_autoptr (BatonTable) table = baton_table_subjects_make (i, program);
      g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
      guint n = mapping->header != G_MAXUINT ? baton_table_mapping_count (mapping) : 0;

      if (n > most || (n == most && n > 1 && best_kind == BATON_KIND_PERSONA && table->kind == BATON_KIND_NONE))
        {
          most = n;
          best_kind = table->kind;
          best = i;
        }
    }
  return best;
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  BatonGrid *grid = job->path != NULL ? baton_grid_read_file (job->path, job->sheet, &error) : baton_grid_read_text (job->text, job->length, &error);

  if (grid != NULL)
    {
      job->subject = guess_subject (job->program, grid);
      g_task_return_pointer (task, grid, (GDestroyNotify) baton_grid_unref);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

void
baton_import_read_async (BatonDocument       *document,
                         const char          *path,
                         const char          *text,
                         const char          *sheet,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->program = baton_program_copy (baton_document_get_program (document));
  job->path = g_strdup (path);
  job->text = g_strdup (text);
  job->length = text != NULL ? strlen (text) : 0;
  job->sheet = g_strdup (sheet);
  run (job, baton_import_read_async, read_in_thread, cancellable, callback, user_data);
}

BatonGrid *
baton_import_read_finish (GAsyncResult  *result,
                          guint         *subject,
                          GError       **error)
{
  *subject = ((Job *) g_task_get_task_data (G_TASK (result)))->subject;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ── Planning ── */

static void
plan_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) history = NULL;
  GError *error = NULL;
  BatonTablePlan *plan = NULL;

  if (job->table->kind != BATON_KIND_NONE)
    {
      plan = baton_table_plan_new (job->program, job->table, job->grid, job->mapping, &job->options, cancellable, &error);
    }
  else
    {
      if (job->table->file == BATON_DATA_HISTORY)
        {
          g_autoptr (GHashTable) ids = baton_table_plan_list_ids (job->table, job->grid, job->mapping);

          history = baton_data_read_file (job->folder, BATON_DATA_HISTORY, ids, &error);
        }
      if (error == NULL)
        plan = baton_table_plan_new_data (job->program, job->reg, history, job->table, job->grid, job->mapping, &job->options, cancellable, &error);
    }
  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) baton_table_plan_free);
  else
    g_task_return_error (task, error);
}

void
baton_import_plan_async (BatonDocument           *document,
                         BatonTable              *table,
                         BatonGrid               *grid,
                         const BatonTableMapping *mapping,
                         const BatonTableOptions *options,
                         GCancellable            *cancellable,
                         GAsyncReadyCallback      callback,
                         gpointer                 user_data)
{
  Job *job = g_new0 (Job, 1);

  job->program = baton_program_copy (baton_document_get_program (document));
  job->reg = baton_register_ref (baton_document_get_register (document));
  job->folder = baton_document_get_data_folder (document);
  job->table = baton_table_ref (table);
  job->grid = baton_grid_ref (grid);
  job->mapping = baton_table_mapping_copy (mapping);
  job->owner = g_strdup (options->owner);
  job->new_owner = g_strdup (options->new_owner);
  job->options = (BatonTableOptions) { options->clear_empty, job->owner, options->create_terms, job->new_owner };
  run (job, baton_import_plan_async, plan_in_thread, cancellable, callback, user_data);
}

BatonTablePlan *
baton_import_plan_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ── Taking in ── */

static void
step_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (baton_step_run (job->step, job->changes, NULL, &error))
    g_task_return_pointer (task, g_steal_pointer (&job->step), (GDestroyNotify) baton_step_free_aside);
  else
    g_task_return_error (task, error);
}

void
baton_import_step_async (BatonDocument       *document,
                         GPtrArray           *changes,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->step = baton_step_new (baton_document_get_workspace (document));
  job->changes = g_ptr_array_ref (changes);
  run (job, baton_import_step_async, step_in_thread, cancellable, callback, user_data);
}

BatonStep *
baton_import_step_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ── Writing ── */

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GBytes *before = NULL;

  if ((!job->with_step || baton_data_step_keep (job->folder, job->entry.sequence, job->entry.time_us, FALSE, &error)) &&
      baton_data_write_file (job->folder, job->file, job->text, job->length, &before, &error))
    {
      /* Without it undo says that the register needs the terms: no reason to call the import a failure. */
      if (job->with_step)
        baton_data_step_keep (job->folder, job->entry.sequence, job->entry.time_us, TRUE, NULL);
    }
  if (before != NULL)
    g_task_return_pointer (task, before, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
baton_import_write_async (BatonDocument       *document,
                          BatonDataFile        file,
                          const char          *text,
                          gsize                length,
                          gboolean             with_step,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  job->with_step = with_step && file != BATON_DATA_HISTORY && baton_workspace_peek_turn (baton_document_get_workspace (document), TRUE, &job->entry);
  job->folder = baton_document_get_data_folder (document);
  job->file = file;
  job->text = g_strndup (text, length);
  job->length = length;
  task = g_task_new (document, NULL, callback, user_data);
  g_task_set_source_tag (task, baton_import_write_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
take_back_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (baton_data_take_back (job->folder, job->file, job->before, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
baton_import_take_back_async (BatonDocument       *document,
                              BatonDataFile        file,
                              GBytes              *before,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->folder = baton_document_get_data_folder (document);
  job->file = file;
  job->before = g_bytes_ref (before);
  run (job, baton_import_take_back_async, take_back_in_thread, cancellable, callback, user_data);
}

gboolean
baton_import_take_back_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

GBytes *
baton_import_write_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
