/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-import-done.h"

#include "console/baton-import-job.h"
#include "console/widgets/baton-pill.h"

#include "words/baton-words-error.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonImportDone
{
  AdwBin         parent_instance;

  BatonDocument *document;      /* owned */
  GCancellable  *cancellable;   /* owned */
  GBytes        *before;        /* owned */
  char          *step;          /* owned, nullable */
  BatonDataFile  file;

  GtkWidget     *status;
  GtkWidget     *refused;       /* how many were, and a button that saves them */
  GtkWidget     *n_refused;
  GtkWidget     *take_back;
};

G_DEFINE_FINAL_TYPE (BatonImportDone, baton_import_done, ADW_TYPE_BIN)

enum
{
  SIGNAL_TAKEN_BACK,
  SIGNAL_ANOTHER,
  SIGNAL_SAVE_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
baton_import_undo_step (BatonDocument *document,
                        const char    *step)
{
  if (step != NULL && g_strcmp0 (baton_workspace_get_undo_name (baton_document_get_workspace (document)), step) == 0)
    baton_document_undo (document);
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean undone = baton_import_take_back_finish (result, &error);
  BatonImportDone *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_IMPORT_DONE (user_data);
  if (!undone)
    {
      g_autofree char *folder = baton_document_get_data_folder (self->document);
      g_autofree char *text = baton_words_error (error->domain == BATON_EXCHANGE_ERROR ? baton_exchange_error_get_name (error->code) : "failed", folder, error->message);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->status), text);
      gtk_widget_set_sensitive (self->take_back, TRUE);
      return;
    }
  baton_import_undo_step (self->document, self->step);
  baton_document_reload_data (self->document);
  baton_document_say (self->document, _("The import is taken back."), FALSE);
  g_signal_emit (self, signals[SIGNAL_TAKEN_BACK], 0);
}

static void
take_back_cb (BatonImportDone *self)
{
  gtk_widget_set_sensitive (self->take_back, FALSE);
  baton_import_take_back_async (self->document, self->file, self->before, self->cancellable, taken_back_cb, self);
}

char *
baton_import_done_describe (const BatonTablePlan *plan)
{
  const guint *n = plan->n;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  /* Translators: these stand in one line, each with a number of rows: 12 created, 3 changed, 40 left as they are, 1 refused */
  if (n[BATON_ROW_CREATED] > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s created", "%s created", n[BATON_ROW_CREATED]), n[BATON_ROW_CREATED]));
  if (n[BATON_ROW_CHANGED] > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s changed", "%s changed", n[BATON_ROW_CHANGED]), n[BATON_ROW_CHANGED]));
  if (n[BATON_ROW_LEFT] > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s left as it is", "%s left as they are", n[BATON_ROW_LEFT]), n[BATON_ROW_LEFT]));
  if (n[BATON_ROW_REFUSED] > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s refused", "%s refused", n[BATON_ROW_REFUSED]), n[BATON_ROW_REFUSED]));
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between what became of the rows of a spreadsheet: 12 created, 3 changed */
  return g_strjoinv (C_("rows of a spreadsheet", ", "), (char **) parts->pdata);
}

/* What became of the rows, and how it can be taken back. (transfer full) */
static char *
describe_all (BatonDataFile         file,
              const BatonTablePlan *plan)
{
  const char *way_back = _("Organizations, members and history are no part of the program, and undo reaches them only together with terms that came with them. You can take this back here, until you close this window or bring something else.");
  g_autofree char *rows = plan != NULL ? baton_import_done_describe (plan) : NULL, *terms = NULL, *sentence = NULL;

  if (rows == NULL)
    return g_strdup (way_back);
  /* Translators: %s is what became of the rows of a spreadsheet: 12 created, 3 changed */
  sentence = g_strdup_printf (file == BATON_DATA_ORGANISATIONS ? _("Organizations: %s.") : file == BATON_DATA_MEMBERS ? _("Members: %s.") : _("Events: %s."), rows);
  if (plan->owners->len == 0)
    return g_strdup_printf ("%s\n\n%s", sentence, way_back);
  terms = baton_words_count (ngettext ("With them %s new term came into the program.", "With them %s new terms came into the program.", plan->owners->len), plan->owners->len);
  return g_strdup_printf ("%s %s\n\n%s", sentence, terms, way_back);
}

void
baton_import_done_show (BatonImportDone      *self,
                        BatonDataFile         file,
                        guint64               n_rows,
                        const BatonTablePlan *plan,
                        GBytes               *before,
                        const char           *step)
{
  guint n_refused = plan != NULL ? plan->n[BATON_ROW_REFUSED] : 0;
  g_autofree char *count = baton_words_number ((gint64) n_rows);
  /* Translators: %s is a number of rows */
  g_autofree char *text = g_strdup_printf (ngettext ("Took in %s row.", "Took in %s rows.", (gulong) n_rows), count);
  g_autofree char *count_refused = baton_words_number (n_refused);
  /* Translators: %s is a number of rows */
  g_autofree char *refused = g_strdup_printf (ngettext ("%s row was refused.", "%s rows were refused.", n_refused), count_refused);
  g_autofree char *all = describe_all (file, plan);

  g_return_if_fail (BATON_IS_IMPORT_DONE (self));

  self->file = file;
  g_clear_pointer (&self->before, g_bytes_unref);
  self->before = g_bytes_ref (before);
  g_free (self->step);
  self->step = g_strdup (step);
  gtk_widget_set_sensitive (self->take_back, TRUE);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), text);
  gtk_label_set_text (GTK_LABEL (self->n_refused), refused);
  gtk_widget_set_visible (self->refused, n_refused > 0);
  /* Anew: the last attempt to take something back may have said why it failed. */
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), all);
}

void
baton_import_done_say_refused (BatonImportDone *self,
                               const char      *sentence)
{
  g_return_if_fail (BATON_IS_IMPORT_DONE (self));

  gtk_label_set_text (GTK_LABEL (self->n_refused), sentence);
}

static void
another_cb (BatonImportDone *self)
{
  g_signal_emit (self, signals[SIGNAL_ANOTHER], 0);
}

static void
save_refused_cb (BatonImportDone *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_REFUSED], 0);
}

/* ── Object ── */

static void
baton_import_done_dispose (GObject *object)
{
  BatonImportDone *self = BATON_IMPORT_DONE (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (baton_import_done_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_import_done_finalize (GObject *object)
{
  BatonImportDone *self = BATON_IMPORT_DONE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->before, g_bytes_unref);
  g_free (self->step);
  G_OBJECT_CLASS (baton_import_done_parent_class)->finalize (object);
}

static void
baton_import_done_class_init (BatonImportDoneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_import_done_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_import_done_finalize;
  signals[SIGNAL_ANOTHER] = g_signal_new ("another", BATON_TYPE_IMPORT_DONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVE_REFUSED] = g_signal_new ("save-refused", BATON_TYPE_IMPORT_DONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TAKEN_BACK] = g_signal_new ("taken-back", BATON_TYPE_IMPORT_DONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_import_done_init (BatonImportDone *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cancellable = g_cancellable_new ();
  self->n_refused = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->n_refused), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->n_refused), GTK_JUSTIFY_CENTER);
  self->refused = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_bottom (self->refused, 12);
  gtk_box_append (GTK_BOX (self->refused), self->n_refused);
  gtk_box_append (GTK_BOX (self->refused), baton_pill_new (_("_Save Refused Rows…"), G_CALLBACK (save_refused_cb), self));
  /* Taking back is last in the order of Tab: a second Enter must not take back what the first has done. */
  self->take_back = baton_pill_new (_("_Take It Back"), G_CALLBACK (take_back_cb), self);
  gtk_box_append (GTK_BOX (box), self->refused);
  gtk_box_append (GTK_BOX (box), baton_pill_new (_("_Bring Another Spreadsheet"), G_CALLBACK (another_cb), self));
  gtk_box_append (GTK_BOX (box), self->take_back);
  self->status = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "object-select-symbolic");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), box);
  adw_bin_set_child (ADW_BIN (self), self->status);
}

GtkWidget *
baton_import_done_new (BatonDocument *document)
{
  BatonImportDone *self = g_object_new (BATON_TYPE_IMPORT_DONE, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
