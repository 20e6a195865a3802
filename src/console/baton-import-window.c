/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-import-window.h"

#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ROWS 100

struct _BatonImportWindow
{
  AdwWindow      parent_instance;

  BatonDocument *document;      /* owned */
  GCancellable  *cancellable;   /* owned */
  char          *path;          /* owned; NULL before a file is chosen */
  gboolean       busy;
  gboolean       filling;

  GtkWidget     *file_row;
  GtkWidget     *kind_row;
  GtkWidget     *summary;
  GtkWidget     *problems;      /* box for the group of bad rows */
  GtkWidget     *partly;
  GtkWidget     *partly_row;
  GtkWidget     *import;
  GtkWidget     *spinner;
};

G_DEFINE_FINAL_TYPE (BatonImportWindow, baton_import_window, ADW_TYPE_WINDOW)

static void check (BatonImportWindow *self, gboolean dry_run);

/* ── Checking and taking in, in a thread ── */

typedef struct
{
  char            *folder;
  char            *path;
  BatonDataFile    file;
  gboolean         partly;
  gboolean         dry_run;
  BatonDataReport  report;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->folder);
  g_free (job->path);
  baton_data_report_clear (&job->report);
  g_free (job);
}

static void
import_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (baton_data_import (job->folder, job->file, job->path, job->partly, job->dry_run, &job->report, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_bad_rows (BatonImportWindow     *self,
               const BatonDataReport *report)
{
  GtkWidget *child, *group;

  while ((child = gtk_widget_get_first_child (self->problems)) != NULL)
    gtk_box_remove (GTK_BOX (self->problems), child);
  gtk_widget_set_visible (self->partly_row, report->bad > 0);
  if (report->bad == 0)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Rows That Cannot Be Taken In"));
  for (guint i = 0; i < report->bad_rows->len && i < MOST_ROWS; i++)
    {
      const BatonBadRow *bad = report->bad_rows->pdata[i];
      g_autofree char *sentence = baton_words_bad_row (baton_row_code_get_name (bad->code), bad->line, bad->column, bad->value);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_box_append (GTK_BOX (self->problems), group);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  BatonImportWindow *self;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean taken = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_IMPORT_WINDOW (source);
  self->busy = FALSE;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
  if (job->report.bad_rows != NULL)
    show_bad_rows (self, &job->report);

  if (taken && !job->dry_run)
    {
      text = g_strdup_printf (ngettext ("Took in %u row.", "Took in %u rows.", job->report.good), job->report.good);
      baton_document_reload_data (self->document);
      baton_document_say (self->document, text, FALSE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (!taken && !g_error_matches (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID))
    {
      g_autofree char *base = g_path_get_basename (job->path);

      text = baton_words_error (error->domain == BATON_EXCHANGE_ERROR ? baton_exchange_error_get_name (error->code) : "failed", base, error->message);
    }
  else
    {
      /* Translators: %1$u counts rows that can be taken in, %2$u those that cannot */
      text = g_strdup_printf (_("%1$u rows can be taken in, %2$u cannot. Nothing has happened yet."), job->report.good, job->report.bad);
    }
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  gtk_widget_set_sensitive (self->import, job->report.good > 0 && (job->report.bad == 0 || gtk_switch_get_active (GTK_SWITCH (self->partly))));
}

static void
check (BatonImportWindow *self,
       gboolean           dry_run)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->path == NULL || self->busy)
    return;
  self->busy = TRUE;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
  gtk_widget_set_sensitive (self->import, FALSE);
  job = g_new0 (Job, 1);
  job->folder = baton_document_get_data_folder (self->document);
  job->path = g_strdup (self->path);
  job->file = adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind_row));
  job->partly = gtk_switch_get_active (GTK_SWITCH (self->partly));
  job->dry_run = dry_run;
  task = g_task_new (self, self->cancellable, imported_cb, NULL);
  g_task_set_source_tag (task, check);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, import_in_thread);
}

static void
check_again_cb (BatonImportWindow *self)
{
  if (!self->filling)
    check (self, TRUE);
}

static void
import_cb (BatonImportWindow *self)
{
  check (self, FALSE);
}

/* ── Choosing ── */

/* What the first line says of the file. */
static BatonDataFile
guess (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char start[512] = { 0 };

  if (stream != NULL)
    g_input_stream_read (G_INPUT_STREAM (stream), start, sizeof start - 1, NULL, NULL);
  start[strcspn (start, "\r\n")] = '\0';
  if (strstr (start, "activity") != NULL || strstr (start, "reward") != NULL)
    return BATON_DATA_HISTORY;
  return strstr (start, "roles") != NULL || strstr (start, "organisation") != NULL ? BATON_DATA_MEMBERS : BATON_DATA_ORGANISATIONS;
}

static void
chosen_cb (GtkNativeDialog   *dialog,
           int                response,
           BatonImportWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      g_autofree char *base = g_path_get_basename (path);

      g_free (self->path);
      self->path = g_steal_pointer (&path);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), base);
      self->filling = TRUE;
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind_row), guess (self->path));
      self->filling = FALSE;
      check (self, TRUE);
    }
  g_object_unref (dialog);
}

static void
choose_cb (BatonImportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose a File"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Comma-separated values"));
  gtk_file_filter_add_pattern (filter, "*.csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_unref (filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ── Object ── */

static void
baton_import_window_dispose (GObject *object)
{
  BatonImportWindow *self = BATON_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (baton_import_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_import_window_finalize (GObject *object)
{
  BatonImportWindow *self = BATON_IMPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (baton_import_window_parent_class)->finalize (object);
}

static void
baton_import_window_class_init (BatonImportWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_import_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_import_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_import_window_init (BatonImportWindow *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
baton_import_window_new (GtkWindow     *parent,
                         BatonDocument *document)
{
  BatonImportWindow *self = g_object_new (BATON_TYPE_IMPORT_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                          "default-width", 560, "default-height", 560, "title", _("Bring My Spreadsheet"), NULL);
  const char *kinds[] = { C_("data", "Organizations"), C_("data", "Members"), C_("data", "History"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (kinds);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new (), *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->document = g_object_ref (document);
  self->spinner = gtk_spinner_new ();
  self->import = gtk_button_new_with_mnemonic (_("_Import"));
  gtk_widget_add_css_class (self->import, "suggested-action");
  gtk_widget_set_sensitive (self->import, FALSE);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->import);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->spinner);

  self->file_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), _("File"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), _("Choose a CSV file…"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->file_row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->file_row), gtk_image_new_from_icon_name ("document-open-symbolic"));
  self->kind_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row), _("What It Holds"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind_row), G_LIST_MODEL (list));
  self->partly_row = adw_action_row_new ();
  self->partly = gtk_switch_new ();
  gtk_widget_set_valign (self->partly, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->partly), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Leave bad rows out"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->partly_row), _("Leave Bad Rows Out"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->partly_row), _("Otherwise nothing is taken in until all are mended"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->partly_row), self->partly);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->partly_row), self->partly);
  gtk_widget_set_visible (self->partly_row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->file_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->kind_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->partly_row);
  self->summary = gtk_label_new (_("The file is only looked at first: you see what would be taken in before anything happens."));
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  self->problems = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (page), group);
  gtk_box_append (GTK_BOX (page), self->summary);
  gtk_box_append (GTK_BOX (page), self->problems);
  gtk_widget_set_margin_top (page, 18);
  gtk_widget_set_margin_bottom (page, 18);
  gtk_widget_set_margin_start (page, 12);
  gtk_widget_set_margin_end (page, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);

  g_signal_connect_object (self->file_row, "activated", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind_row, "notify::selected", G_CALLBACK (check_again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->partly, "notify::active", G_CALLBACK (check_again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "clicked", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
