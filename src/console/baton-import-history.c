/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-import-history.h"

#include "console/widgets/baton-pill.h"

#include "exchange/baton-data-files.h"
#include "exchange/baton-table-plan.h"
#include "words/baton-words-error.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Shorter ones are shown row by row. */
#define LEAST_BYTES (8 * 1024 * 1024)
#define MOST_SHOWN 1000
#define PROGRESS_MS 100

typedef struct
{
  char             *folder;
  char             *path;
  BatonDataOptions  options;
  BatonDataReport   report;
  gint              permille;     /* atomic */
  gint              sorting;      /* atomic */
} Job;

struct _BatonImportHistory
{
  AdwBin         parent_instance;

  BatonDocument *document;      /* owned */
  char          *path;          /* owned */
  GCancellable  *cancellable;   /* owned: of the import at work; NULL */
  GBytes        *before;        /* owned */
  guint64        good;
  guint          shown;         /* timeout, 0 */
  gboolean       closed;
  Job           *job;           /* borrowed: the task's, while it is at work */

  GtkWidget     *status;
  GtkWidget     *progress;
  GtkWidget     *partly;
  GtkWidget     *import;
  GtkWidget     *stop;
  GtkStringList *sentences;     /* owned: of the bad rows */
  GtkWidget     *bad_rows;
};

G_DEFINE_FINAL_TYPE (BatonImportHistory, baton_import_history, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_BUSY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
job_free (gpointer data)
{
  Job *job = data;

  baton_data_report_clear (&job->report);
  g_clear_object (&job->options.cancellable);
  g_free (job->folder);
  g_free (job->path);
  g_free (job);
}

gboolean
baton_import_history_is_for (const char *path)
{
  g_autoptr (BatonTable) table = baton_table_new_for_data (BATON_DATA_HISTORY, NULL, NULL);
  GStatBuf about;

  return g_stat (path, &about) == 0 && S_ISREG (about.st_mode) && about.st_size >= LEAST_BYTES && baton_table_is_as_stored (table, path);
}

GBytes *
baton_import_history_get_before (BatonImportHistory *self)
{
  return self->before;
}

guint64
baton_import_history_get_good (BatonImportHistory *self)
{
  return self->good;
}

static void
say (BatonImportHistory *self,
     const char         *text)
{
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), text);
}

/* ── At work ── */

/* From the thread that imports. */
static void
note_progress (guint64  done,
               guint64  all,
               gboolean sorting,
               gpointer user_data)
{
  Job *job = user_data;

  g_atomic_int_set (&job->permille, all > 0 ? (gint) (done * 1000 / all) : 0);
  g_atomic_int_set (&job->sorting, sorting);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  BatonImportHistory *self = user_data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), g_atomic_int_get (&self->job->permille) / 1000.0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), g_atomic_int_get (&self->job->sorting) ? _("Sorting in…") : _("Reading…"));
  return G_SOURCE_CONTINUE;
}

static void
set_busy (BatonImportHistory *self,
          gboolean            busy)
{
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_visible (self->stop, busy);
  gtk_widget_set_visible (self->import, !busy);
  gtk_widget_set_sensitive (self->partly, !busy);
  g_clear_handle_id (&self->shown, g_source_remove);
  if (busy)
    self->shown = g_timeout_add (PROGRESS_MS, show_progress_cb, self);
  g_signal_emit (self, signals[SIGNAL_BUSY_CHANGED], 0);
}

gboolean
baton_import_history_is_busy (BatonImportHistory *self)
{
  return self->job != NULL;
}

static void
show_bad_rows (BatonImportHistory    *self,
               const BatonDataReport *report)
{
  gboolean discreet = baton_document_get_presenting (self->document);
  guint n = report->bad_rows != NULL ? MIN (report->bad_rows->len, MOST_SHOWN) : 0;
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      const BatonBadRow *row = report->bad_rows->pdata[i];

      g_ptr_array_add (sentences, baton_words_bad_row (baton_row_code_get_name (row->code), row->line, row->column,
                                                       discreet && row->value != NULL ? BATON_WORDS_HIDDEN : row->value));
    }
  g_ptr_array_add (sentences, NULL);
  gtk_string_list_splice (self->sentences, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sentences)), (const char * const *) sentences->pdata);
  gtk_widget_set_visible (self->bad_rows, n > 0);
}

static void
say_failure (BatonImportHistory    *self,
             const BatonDataReport *report,
             const GError          *error)
{
  g_autofree char *base = g_path_get_basename (self->path), *text = NULL;
  g_autofree char *bad = baton_words_number ((gint64) report->bad);

  if (g_error_matches (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID))
    /* Translators: %s is a number of rows */
    text = g_strdup_printf (ngettext ("%s row is bad, so nothing was taken in. Correct it, or leave bad rows out.",
                                      "%s rows are bad, so nothing was taken in. Correct them, or leave bad rows out.", (gulong) report->bad), bad);
  else
    text = baton_words_error (error->domain == BATON_EXCHANGE_ERROR ? baton_exchange_error_get_name (error->code) : "failed", base, error->message);
  say (self, text);
  gtk_widget_set_visible (self->partly, report->bad > 0);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  BatonImportHistory *self = BATON_IMPORT_HISTORY (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  self->job = NULL;
  g_clear_object (&self->cancellable);
  if (self->closed)
    {
      if (done)
        baton_document_reload_data (self->document);
      return;
    }
  set_busy (self, FALSE);
  show_bad_rows (self, &job->report);
  if (!done)
    {
      say_failure (self, &job->report, error);
      return;
    }
  self->good = job->report.good;
  g_clear_pointer (&self->before, g_bytes_unref);
  self->before = g_steal_pointer (&job->report.before);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
import_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (baton_data_import_with (job->folder, BATON_DATA_HISTORY, job->path, &job->options, &job->report, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
import_cb (BatonImportHistory *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  self->cancellable = g_cancellable_new ();
  /* Not the task's: one that is cancelled as its last rows are committed has done it, and says so. */
  task = g_task_new (self, NULL, imported_cb, NULL);
  job->folder = baton_document_get_data_folder (self->document);
  job->path = g_strdup (self->path);
  job->options = (BatonDataOptions) { .partly = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->partly)), .progress = note_progress, .user_data = job,
                                      .cancellable = g_object_ref (self->cancellable) };
  self->job = job;
  g_task_set_source_tag (task, import_cb);
  g_task_set_task_data (task, job, job_free);
  set_busy (self, TRUE);
  gtk_widget_grab_focus (self->stop);
  g_task_run_in_thread (task, import_in_thread);
}

static void
stop_cb (BatonImportHistory *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

void
baton_import_history_open (BatonImportHistory *self,
                           const char         *path)
{
  g_autofree char *base = g_path_get_basename (path), *size = NULL, *text = NULL;
  GStatBuf about;

  g_free (self->path);
  self->path = g_strdup (path);
  size = g_format_size (g_stat (path, &about) == 0 ? (guint64) about.st_size : 0);
  /* Translators: %1$s is the name of a file, %2$s its size */
  text = g_strdup_printf (_("%1$s (%2$s) is a history as Baton keeps it, too long to be shown row by row. Its rows are added to those that are there; if one is bad, none is."), base, size);
  say (self, text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->partly), FALSE);
  gtk_widget_set_visible (self->partly, FALSE);
  show_bad_rows (self, &(BatonDataReport) { 0 });
  set_busy (self, FALSE);
}

/* ── Object ── */

static void
baton_import_history_dispose (GObject *object)
{
  BatonImportHistory *self = BATON_IMPORT_HISTORY (object);

  stop_cb (self);
  g_clear_handle_id (&self->shown, g_source_remove);
  self->closed = TRUE;
  G_OBJECT_CLASS (baton_import_history_parent_class)->dispose (object);
}

static void
baton_import_history_finalize (GObject *object)
{
  BatonImportHistory *self = BATON_IMPORT_HISTORY (object);

  /* Not before: an import at work is still told of. */
  g_clear_object (&self->document);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sentences);
  g_clear_pointer (&self->before, g_bytes_unref);
  g_free (self->path);
  G_OBJECT_CLASS (baton_import_history_parent_class)->finalize (object);
}

static void
baton_import_history_class_init (BatonImportHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_import_history_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_import_history_finalize;
  signals[SIGNAL_DONE] = g_signal_new ("done", BATON_TYPE_IMPORT_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BUSY_CHANGED] = g_signal_new ("busy-changed", BATON_TYPE_IMPORT_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_bad_rows (BatonImportHistory *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list, *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->sentences)))), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Bad rows"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_size_request (scrolled, -1, 180);
  return scrolled;
}

static void
baton_import_history_init (BatonImportHistory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->sentences = gtk_string_list_new (NULL);
  self->status = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "document-open-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), _("A Long History"));
  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress of the import"), -1);
  self->partly = gtk_check_button_new_with_mnemonic (_("_Leave bad rows out"));
  gtk_widget_set_halign (self->partly, GTK_ALIGN_CENTER);
  self->import = baton_pill_new (_("_Import"), G_CALLBACK (import_cb), self);
  gtk_widget_add_css_class (self->import, "suggested-action");
  self->stop = baton_pill_new (_("_Stop"), G_CALLBACK (stop_cb), self);
  self->bad_rows = make_bad_rows (self);
  for (guint i = 0; i < 5; i++)
    gtk_box_append (GTK_BOX (box), (GtkWidget *[]) { self->progress, self->bad_rows, self->partly, self->import, self->stop }[i]);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), box);
  adw_bin_set_child (ADW_BIN (self), self->status);
}

GtkWidget *
baton_import_history_new (BatonDocument *document)
{
  BatonImportHistory *self = g_object_new (BATON_TYPE_IMPORT_HISTORY, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
