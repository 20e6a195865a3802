/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first page of an import: the file or what was pasted, which of its sheets, and what it holds, guessed from its headings.
 */
#include "config.h"

#include "console/baton-import-window-private.h"

#include "console/baton-import-columns.h"
#include "console/baton-import-history.h"
#include "console/baton-import-job.h"
#include "console/baton-release.h"
#include "console/baton-table-subject.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
drop_mapping (BatonImportWindow *self)
{
  baton_import_columns_show (BATON_IMPORT_COLUMNS (self->columns), NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->mapping, baton_table_mapping_free);
}

/* What the sheet is called: by its own name where the file has several, else by the file's;
 * what was pasted by what it holds. (transfer full) */
static char *
dup_title (BatonImportWindow *self)
{
  GObject *sheet = gtk_widget_get_visible (self->sheet_row) ? adw_combo_row_get_selected_item (ADW_COMBO_ROW (self->sheet_row)) : NULL;
  char *base, *dot;

  if (sheet != NULL)
    return g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (sheet)));
  if (self->path == NULL)
    return g_strdup (baton_table_subjects_get_title (adw_combo_row_get_selected (ADW_COMBO_ROW (self->subject_row))));
  base = g_path_get_basename (self->path);
  dot = strrchr (base, '.');
  if (dot != NULL && dot > base)
    *dot = '\0';
  return base;
}

static void
take_subject (BatonImportWindow *self)
{
  g_autofree char *title = dup_title (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->subject_row));

  baton_import_window_drop_plan (self);
  drop_mapping (self);
  g_clear_pointer (&self->table, baton_table_unref);
  self->table = baton_table_subjects_make (selected, baton_document_get_program (self->document));
  if (self->grid != NULL)
    {
      self->mapping = baton_table_mapping_guess (self->table, self->grid);
      baton_table_mapping_guess_terms (self->mapping, self->table, self->grid, baton_document_get_program (self->document));
    }
  gtk_widget_set_visible (self->clear_row, self->table->kind != BATON_KIND_NONE && self->grid != NULL);
  baton_import_columns_show (BATON_IMPORT_COLUMNS (self->columns), self->table, self->grid, self->mapping, title);
  baton_import_window_plan (self);
}

static void
fill_sheets (BatonImportWindow *self)
{
  const char * const *sheets = baton_grid_get_sheets (self->grid);
  gboolean several = sheets[0] != NULL && sheets[1] != NULL;

  if (several && !gtk_widget_get_visible (self->sheet_row))
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new (sheets);

      adw_combo_row_set_model (ADW_COMBO_ROW (self->sheet_row), G_LIST_MODEL (list));
    }
  gtk_widget_set_visible (self->sheet_row, several);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  guint subject;
  BatonGrid *grid = baton_import_read_finish (result, &subject, &error);
  BatonImportWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_IMPORT_WINDOW (user_data);
  baton_import_window_set_busy (self, FALSE);
  if (grid == NULL)
    {
      baton_import_window_say_error (self, error);
      return;
    }
  self->grid = grid;
  self->filling = TRUE;
  fill_sheets (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->subject_row), subject);
  self->filling = FALSE;
  take_subject (self);
}

static void
drop_sheet (BatonImportWindow *self)
{
  baton_import_window_drop_plan (self);
  drop_mapping (self);
  baton_release (g_steal_pointer (&self->grid), (GDestroyNotify) baton_grid_unref);
}

void
baton_import_window_another_cb (BatonImportWindow *self)
{
  drop_sheet (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->pasted, g_free);
  g_clear_pointer (&self->step, g_free);
  gtk_widget_set_visible (self->sheet_row, FALSE);
  gtk_widget_set_visible (self->clear_row, FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), _("Choose an XLSX, CSV or TSV file, or paste cells"));
  baton_import_window_say (self, _("The sheet is only looked at first: you see row by row what would happen before anything does."));
  baton_import_window_show_page (self, "sheet");
}

static void
read_sheet (BatonImportWindow *self,
            gboolean           first)
{
  g_autofree char *sheet = NULL;
  GObject *item = !first && gtk_widget_get_visible (self->sheet_row) ? adw_combo_row_get_selected_item (ADW_COMBO_ROW (self->sheet_row)) : NULL;

  if (item != NULL)
    sheet = g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  drop_sheet (self);
  if (first)
    gtk_widget_set_visible (self->sheet_row, FALSE);
  baton_import_window_set_busy (self, TRUE);
  baton_import_window_say (self, _("Reading…"));
  baton_import_read_async (self->document, self->path, self->pasted, sheet, self->cancellable, read_cb, self);
}

void
baton_import_window_sheet_chosen_cb (BatonImportWindow *self)
{
  if (!self->filling && self->grid != NULL)
    read_sheet (self, FALSE);
}

void
baton_import_window_subject_chosen_cb (BatonImportWindow *self)
{
  if (!self->filling)
    take_subject (self);
}

void
baton_import_window_open (BatonImportWindow *self,
                          const char        *path)
{
  g_autofree char *base = g_path_get_basename (path);

  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->pasted, g_free);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), base);
  if (baton_import_history_is_for (path))
    {
      baton_import_history_open (baton_import_window_ensure_history (self), path);
      baton_import_window_show_page (self, "history");
      return;
    }
  read_sheet (self, TRUE);
}

static const char * const suffixes[] = { "xlsx", "csv", "tsv", "txt" };

gboolean
baton_import_window_takes (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strcasecmp (dot + 1, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
chosen_cb (GtkNativeDialog   *dialog,
           int                response,
           BatonImportWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    baton_import_window_open (self, path);
  g_object_unref (dialog);
}

void
baton_import_window_choose_cb (BatonImportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose a Spreadsheet"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new (), all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Spreadsheets"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
pasted_cb (GObject      *clipboard,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BatonImportWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  /* Closed in the meantime. */
  if (self->document == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      baton_import_window_say (self, _("There is nothing to paste. Copy the cells in your spreadsheet first."));
      return;
    }
  g_clear_pointer (&self->path, g_free);
  g_free (self->pasted);
  self->pasted = g_steal_pointer (&text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), _("What was pasted"));
  read_sheet (self, TRUE);
}

void
baton_import_window_paste_cb (BatonImportWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb, g_object_ref (self));
}
