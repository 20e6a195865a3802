/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an import does once its plan is agreed to: things go into the program as one step, register and history into their files;
 * what is refused can be saved with its reasons.
 */
#include "config.h"

#include "console/baton-import-window-private.h"

#include "console/baton-import-done.h"
#include "console/baton-import-history.h"
#include "console/baton-import-job.h"
#include "console/baton-import-rows.h"
#include "console/baton-table-subject.h"
#include "words/baton-words-error.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether the program is still the one that the plan was made for. */
static gboolean
is_current (BatonImportWindow *self,
            GPtrArray         *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];

      if (!baton_entity_equal (baton_document_lookup (self->document, baton_change_get_id (change)), change->before))
        return FALSE;
    }
  return TRUE;
}

/* "Import activities.xlsx": the step as the journal has it. (transfer full) */
static char *
name_step (BatonImportWindow *self)
{
  g_autofree char *base = self->path != NULL ? g_path_get_basename (self->path) : NULL;

  if (base == NULL)
    return g_strdup_printf (C_("undoable step", "Import %s"), baton_table_subjects_get_title (adw_combo_row_get_selected (ADW_COMBO_ROW (self->subject_row))));
  return g_strdup_printf (C_("undoable step", "Import %s"), base);
}

static void
plan_again (BatonImportWindow *self)
{
  baton_import_window_plan (self);
  baton_import_window_say (self, _("The program has changed meanwhile. Look again at what would happen."));
}

static void
step_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  BatonStep *step = baton_import_step_finish (result, &error);
  BatonImportWindow *self;
  g_autofree char *name = NULL, *rows = NULL, *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_IMPORT_WINDOW (user_data);
  self->writing = FALSE;
  baton_import_window_set_busy (self, FALSE);
  if (step == NULL || !baton_step_is_current (step, baton_document_get_workspace (self->document)))
    {
      g_clear_pointer (&step, baton_step_free_aside);
      plan_again (self);
      return;
    }
  name = name_step (self);
  if (baton_document_apply_step (self->document, name, step))
    {
      rows = baton_import_done_describe (self->plan);
      /* Translators: %1$s is a kind of things, %2$s what became of the rows: Activities: 12 created, 3 changed. */
      text = g_strdup_printf (_("%1$s: %2$s."), baton_table_subjects_get_title (adw_combo_row_get_selected (ADW_COMBO_ROW (self->subject_row))), rows);
      baton_document_say (self->document, text, TRUE);
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    {
      baton_import_window_update_buttons (self);
    }
  baton_step_free_aside (step);
}

static void
import_things (BatonImportWindow *self)
{
  g_autoptr (GPtrArray) changes = baton_table_plan_list_changes (self->plan);

  self->writing = TRUE;
  baton_import_window_set_busy (self, TRUE);
  baton_import_window_update_buttons (self);
  baton_import_step_async (self->document, changes, self->cancellable, step_cb, self);
}

static void
show_done (BatonImportWindow *self,
           BatonDataFile      file,
           guint64            n_rows,
           const BatonTablePlan *plan,
           GBytes            *before)
{
  baton_import_done_show (baton_import_window_ensure_done (self), file, n_rows, plan, before, self->step);
  baton_document_reload_data (self->document);
  baton_import_window_show_page (self, "done");
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GBytes *before = baton_import_write_finish (result, &error);
  g_autoptr (BatonImportWindow) self = user_data;

  /* The window was closed meanwhile: what is on disk is shown all the same. */
  if (self->document == NULL)
    {
      if (before != NULL)
        baton_document_reload_data (BATON_DOCUMENT (source));
      else
        baton_import_undo_step (BATON_DOCUMENT (source), self->step);
      g_clear_pointer (&before, g_bytes_unref);
      return;
    }
  self->writing = FALSE;
  baton_import_window_set_busy (self, FALSE);
  if (before == NULL)
    {
      baton_import_undo_step (self->document, self->step);
      baton_import_window_say_error (self, error);
      baton_import_window_update_buttons (self);
      return;
    }
  show_done (self, self->table->file, baton_import_window_count_effects (self), self->plan, before);
  g_bytes_unref (before);
}

void
baton_import_window_history_done_cb (BatonImportWindow *self)
{
  BatonImportHistory *history = BATON_IMPORT_HISTORY (self->history);

  show_done (self, BATON_DATA_HISTORY, baton_import_history_get_good (history), NULL, baton_import_history_get_before (history));
}

/* The terms and vocabularies that the rows name have to be in the program first. */
static gboolean
add_terms (BatonImportWindow *self)
{
  g_autoptr (GPtrArray) changes = baton_table_plan_list_changes (self->plan);
  g_autofree char *name = name_step (self);

  if (changes->len == 0)
    return TRUE;
  if (!is_current (self, changes))
    {
      plan_again (self);
      return FALSE;
    }
  if (!baton_document_apply (self->document, name, changes))
    return FALSE;
  g_free (self->step);
  self->step = g_steal_pointer (&name);
  return TRUE;
}

void
baton_import_window_import_cb (BatonImportWindow *self)
{
  if (self->plan == NULL)
    return;
  if (self->table->kind != BATON_KIND_NONE)
    {
      import_things (self);
      return;
    }
  g_clear_pointer (&self->step, g_free); /* that of the import before this */
  if (!add_terms (self))
    return;
  self->writing = TRUE;
  baton_import_window_set_busy (self, TRUE);
  gtk_widget_set_visible (self->cancel, FALSE); /* a moment, and never half */
  baton_import_window_update_buttons (self);
  baton_import_write_async (self->document, self->table->file, self->plan->written, strlen (self->plan->written), self->step != NULL, written_cb, g_object_ref (self));
}

void
baton_import_window_cancel_cb (BatonImportWindow *self)
{
  self->writing = FALSE;
  baton_import_window_drop_plan (self);
  baton_import_window_say (self, _("Stopped. Nothing has happened; choose again to go on."));
}

/* ── Refused rows as a file ── */

/* They can be saved before the import and after it. */
static void
say_of_refused (BatonImportWindow *self,
                const char        *sentence)
{
  baton_import_window_say (self, sentence);
  baton_import_done_say_refused (baton_import_window_ensure_done (self), sentence);
}

static void
save_cb (GtkNativeDialog   *dialog,
         int                response,
         BatonImportWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (BatonGrid) refused = NULL;
  g_autoptr (GError) error = NULL;

  g_object_unref (dialog);
  if (path == NULL || self->plan == NULL)
    return;
  refused = baton_table_plan_list_refused (self->plan, self->grid, self->mapping, C_("heading of a column", "Why"), baton_import_rows_say, self->rows);
  if (!baton_grid_write_file (refused, baton_grid_guess_format (path), C_("sheet", "Refused rows"), path, &error))
    {
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *text = baton_words_error (baton_exchange_error_get_name (error->code), base, error->message);

      say_of_refused (self, text);
    }
  else
    {
      say_of_refused (self, _("The refused rows are saved with their reasons. Correct them there and bring that file."));
    }
}

void
baton_import_window_save_refused_cb (BatonImportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Refused Rows"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("Refused rows.xlsx"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
