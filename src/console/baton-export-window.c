/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-export-window.h"

#include "console/baton-table-subject.h"
#include "exchange/baton-table-export.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>

struct _BatonExportWindow
{
  AdwWindow      parent_instance;

  BatonDocument *document;      /* owned */
  GCancellable  *cancellable;   /* owned */

  GtkWidget     *subject_row;
  GtkWidget     *format_row;
  GtkWidget     *save;
  GtkWidget     *spinner;
  GtkWidget     *summary;
};

G_DEFINE_FINAL_TYPE (BatonExportWindow, baton_export_window, ADW_TYPE_WINDOW)

static const struct
{
  BatonGridFormat  format;
  const char      *label;
  const char      *ending;
} formats[] = {
  { BATON_GRID_XLSX, NC_("format of a file", "Workbook (XLSX)"), "xlsx" },
  { BATON_GRID_CSV, NC_("format of a file", "Comma-separated values (CSV)"), "csv" },
  { BATON_GRID_TSV, NC_("format of a file", "Tab-separated values (TSV)"), "tsv" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (formats) == BATON_GRID_N_FORMATS);

/* ── Writing, in a thread ── */

typedef struct
{
  BatonTable      *table;     /* owned */
  BatonProgram    *program;   /* owned */
  BatonRegister   *reg;       /* owned */
  BatonHistory    *history;   /* owned */
  BatonGridFormat  format;
  char            *sheet;
  char            *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  baton_table_unref (job->table);
  baton_program_free (job->program);
  baton_register_unref (job->reg);
  baton_history_unref (job->history);
  g_free (job->sheet);
  g_free (job->path);
  g_free (job);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (BatonGrid) grid = job->table->kind != BATON_KIND_NONE ? baton_table_export (job->table, job->program)
                                                                   : baton_table_export_data (job->table, job->program, job->reg, job->history);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (baton_grid_write_file (grid, job->format, job->sheet, job->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  BatonExportWindow *self;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *base = g_path_get_basename (job->path), *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_EXPORT_WINDOW (source);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
  gtk_widget_set_sensitive (self->save, TRUE);
  if (done)
    {
      text = g_strdup_printf (_("Saved %s."), base);
      baton_document_say (self->document, text, FALSE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  text = baton_words_error (error->domain == BATON_EXCHANGE_ERROR ? baton_exchange_error_get_name (error->code) : "failed", base, error->message);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

static void
start (BatonExportWindow *self,
       const char        *path)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, exported_cb, NULL);
  guint subject = adw_combo_row_get_selected (ADW_COMBO_ROW (self->subject_row));
  Job *job = g_new0 (Job, 1);

  job->table = baton_table_subjects_make (subject, baton_document_get_program (self->document));
  job->program = baton_program_copy (baton_document_get_program (self->document));
  job->reg = baton_register_ref (baton_document_get_register (self->document));
  job->history = baton_history_ref (baton_document_get_history (self->document));
  job->format = formats[adw_combo_row_get_selected (ADW_COMBO_ROW (self->format_row))].format;
  job->sheet = g_strdup (baton_table_subjects_get_title (subject));
  job->path = g_strdup (path);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
  gtk_widget_set_sensitive (self->save, FALSE);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_in_thread);
}

static void
chosen_cb (GtkNativeDialog   *dialog,
           int                response,
           BatonExportWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    start (self, path);
  g_object_unref (dialog);
}

static void
save_cb (BatonExportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save as Spreadsheet"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  guint subject = adw_combo_row_get_selected (ADW_COMBO_ROW (self->subject_row)), format = adw_combo_row_get_selected (ADW_COMBO_ROW (self->format_row));
  g_autofree char *name = g_strdup_printf ("%s.%s", baton_table_subjects_get_title (subject), formats[format].ending);

  g_strdelimit (name, "/", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ── Object ── */

static void
baton_export_window_dispose (GObject *object)
{
  BatonExportWindow *self = BATON_EXPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (baton_export_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_export_window_finalize (GObject *object)
{
  BatonExportWindow *self = BATON_EXPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (baton_export_window_parent_class)->finalize (object);
}

static void
baton_export_window_class_init (BatonExportWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_export_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_export_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_export_window_init (BatonExportWindow *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
baton_export_window_new (GtkWindow     *parent,
                         BatonDocument *document,
                         BatonKind      kind)
{
  BatonExportWindow *self = g_object_new (BATON_TYPE_EXPORT_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                          "default-width", 520, "title", _("Save as Spreadsheet"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new (), *clamp = adw_clamp_new ();
  g_autoptr (GtkStringList) subjects = baton_table_subjects_list (), labels = gtk_string_list_new (NULL);
  guint first = kind != BATON_KIND_NONE ? baton_table_subjects_find (kind) : 0;

  self->document = g_object_ref (document);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_string_list_append (labels, g_dpgettext2 (GETTEXT_PACKAGE, "format of a file", formats[i].label));
  self->save = gtk_button_new_with_mnemonic (_("_Save…"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  self->spinner = gtk_spinner_new ();
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->spinner);
  self->subject_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->subject_row), _("What"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->subject_row), G_LIST_MODEL (subjects));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->subject_row), first != G_MAXUINT ? first : 0);
  self->format_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->format_row), _("Format"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->format_row), G_LIST_MODEL (labels));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->subject_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->format_row);
  self->summary = gtk_label_new (_("Bring it back when it is changed: the column “Key” tells which row is which, so keep it."));
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_box_append (GTK_BOX (page), group);
  gtk_box_append (GTK_BOX (page), self->summary);
  gtk_widget_set_margin_top (page, 18);
  gtk_widget_set_margin_bottom (page, 24);
  gtk_widget_set_margin_start (page, 12);
  gtk_widget_set_margin_end (page, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), clamp);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
