/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two pages and a third: what the sheet is and what its columns are; what it would do; and for register and history, which
 * have no undo, what was done, to be taken back. Whatever is chosen on the first page sets the plan going anew, so the second
 * always shows what the button would do.
 */
#include "config.h"

#include "console/baton-import-window.h"

#include "console/baton-import-columns.h"
#include "console/baton-import-done.h"
#include "console/baton-import-history.h"
#include "console/baton-import-job.h"
#include "console/baton-import-rows.h"
#include "console/baton-table-subject.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonImportWindow
{
  AdwWindow          parent_instance;

  BatonDocument     *document;      /* owned */
  GCancellable      *cancellable;   /* owned: of what is under way */
  char              *path;          /* owned; NULL before a file is chosen, or where text was pasted */
  char              *pasted;        /* owned, nullable */
  BatonGrid         *grid;          /* owned, nullable */
  BatonTable        *table;         /* owned, nullable */
  BatonTableMapping *mapping;       /* owned, nullable */
  BatonTablePlan    *plan;          /* owned; NULL while it is worked out */
  char              *step;          /* owned, nullable: the step of the program that the import of the register made */
  gboolean           filling;
  gboolean           writing;       /* what was planned */

  GtkWidget         *stack;
  GtkWidget         *back;
  GtkWidget         *next;
  GtkWidget         *import;
  GtkWidget         *cancel;
  GtkWidget         *progress;
  GtkWidget         *file_row;
  GtkWidget         *subject_row;
  GtkWidget         *sheet_row;
  GtkWidget         *clear;
  GtkWidget         *clear_row;
  GtkWidget         *columns;
  GtkWidget         *summary;
  GtkWidget         *preview_summary;
  GtkWidget         *rows;
  GtkWidget         *save_refused;
  GtkWidget         *history;
  GtkWidget         *done;
};

G_DEFINE_FINAL_TYPE (BatonImportWindow, baton_import_window, ADW_TYPE_WINDOW)

/* ── What is under way ── */

static void
stop (BatonImportWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
set_busy (BatonImportWindow *self,
          gboolean           busy)
{
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_visible (self->cancel, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->progress), busy);
}

static gboolean
is_on_preview (BatonImportWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "preview") == 0;
}

/* How many rows the button would take in. */
static guint
count_effects (BatonImportWindow *self)
{
  return self->plan != NULL ? self->plan->n[BATON_ROW_CREATED] + self->plan->n[BATON_ROW_CHANGED] : 0;
}

static void
update_buttons (BatonImportWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
  gboolean preview = is_on_preview (self), sheet = g_strcmp0 (page, "sheet") == 0;

  gtk_widget_set_visible (self->back, preview || g_strcmp0 (page, "history") == 0);
  gtk_widget_set_visible (self->next, sheet);
  gtk_widget_set_visible (self->import, preview);
  gtk_widget_set_sensitive (self->back, !self->writing && !baton_import_history_is_busy (BATON_IMPORT_HISTORY (self->history)));
  gtk_widget_set_sensitive (self->next, self->plan != NULL);
  gtk_widget_set_sensitive (self->import, !self->writing && count_effects (self) > 0);
  gtk_widget_set_visible (self->save_refused, self->plan != NULL && self->plan->n[BATON_ROW_REFUSED] > 0);
}

static void
show_page (BatonImportWindow *self,
           const char        *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  update_buttons (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), is_on_preview (self) ? self->import : self->next);
  /* What led here is a button that belongs to the other page. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)), GTK_DIR_TAB_FORWARD);
}

static void
say (BatonImportWindow *self,
     const char        *text)
{
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  gtk_label_set_text (GTK_LABEL (self->preview_summary), text);
}

static void
say_error (BatonImportWindow *self,
           const GError      *error)
{
  g_autofree char *base = self->path != NULL ? g_path_get_basename (self->path) : g_strdup (_("What was pasted"));
  g_autofree char *text = error->domain == BATON_EXCHANGE_ERROR ? baton_words_error (baton_exchange_error_get_name (error->code), base, error->message)
                                                               : baton_words_error ("failed", base, error->message);

  say (self, text);
}

static void
say_counts (BatonImportWindow *self)
{
  const guint *n = self->plan->n;
  g_autofree char *text = NULL;

  /* Translators: each number counts rows of a spreadsheet */
  text = g_strdup_printf (_("%1$u would be created, %2$u changed, %3$u left as they are and %4$u refused. Nothing has happened yet."), n[BATON_ROW_CREATED],
                          n[BATON_ROW_CHANGED], n[BATON_ROW_LEFT], n[BATON_ROW_REFUSED]);
  if (self->table->kind == BATON_KIND_NONE && self->plan->owners->len > 0)
    {
      guint n_new = self->plan->owners->len;
      g_autofree char *also = g_strdup_printf (ngettext ("%u new term or vocabulary would be added to the taxonomy.", "%u new terms and vocabularies would be added to the taxonomy.", n_new), n_new);
      g_autofree char *both = g_strconcat (text, " ", also, NULL);

      say (self, both);
      return;
    }
  say (self, text);
}

/* ── The plan ── */

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  BatonTablePlan *plan = baton_import_plan_finish (result, &error);
  BatonImportWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_IMPORT_WINDOW (user_data);
  set_busy (self, FALSE);
  if (plan == NULL)
    {
      say_error (self, error);
      return;
    }
  self->plan = plan;
  baton_import_rows_show (BATON_IMPORT_ROWS (self->rows), self->table, self->grid, plan);
  say_counts (self);
  update_buttons (self);
}

static void
drop_plan (BatonImportWindow *self)
{
  stop (self);
  set_busy (self, FALSE);
  baton_import_rows_show (BATON_IMPORT_ROWS (self->rows), NULL, NULL, NULL);
  g_clear_pointer (&self->plan, baton_table_plan_free);
  update_buttons (self);
}

static void
plan (BatonImportWindow *self)
{
  BatonImportColumns *columns = BATON_IMPORT_COLUMNS (self->columns);
  BatonTableOptions options = { gtk_switch_get_active (GTK_SWITCH (self->clear)), baton_import_columns_get_owner (columns),
                                baton_import_columns_get_add_terms (columns) };

  drop_plan (self);
  if (self->grid == NULL || self->mapping == NULL)
    return;
  set_busy (self, TRUE);
  say (self, _("Looking at the rows…"));
  baton_import_plan_async (self->document, self->table, self->grid, self->mapping, &options, self->cancellable, planned_cb, self);
}

static void
plan_cb (BatonImportWindow *self)
{
  if (!self->filling)
    plan (self);
}

/* ── The sheet ── */

static void
drop_mapping (BatonImportWindow *self)
{
  baton_import_columns_show (BATON_IMPORT_COLUMNS (self->columns), NULL, NULL, NULL);
  g_clear_pointer (&self->mapping, baton_table_mapping_free);
}

static void
take_subject (BatonImportWindow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->subject_row));

  drop_plan (self);
  drop_mapping (self);
  g_clear_pointer (&self->table, baton_table_unref);
  self->table = baton_table_subjects_make (selected, baton_document_get_program (self->document));
  if (self->grid != NULL)
    {
      self->mapping = baton_table_mapping_guess (self->table, self->grid);
      baton_table_mapping_guess_terms (self->mapping, self->table, self->grid, baton_document_get_program (self->document));
    }
  gtk_widget_set_visible (self->clear_row, self->table->kind != BATON_KIND_NONE && self->grid != NULL);
  baton_import_columns_show (BATON_IMPORT_COLUMNS (self->columns), self->table, self->grid, self->mapping);
  plan (self);
}

/* What the headings say of the sheet: what most of them belong to, the first in the list among equals. But where several headings
 * could be a persona's as well as a partner's, it is partners that spreadsheets are full of. */
static guint
guess_subject (BatonImportWindow *self)
{
  guint best = 0, most = 0;
  BatonKind best_kind = BATON_KIND_NONE;

  for (guint i = 0; i < baton_table_subjects_count (); i++)
    {
      g_autoptr (BatonTable) table = baton_table_subjects_make (i, baton_document_get_program (self->document));
      g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, self->grid);
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
  BatonGrid *grid = baton_import_read_finish (result, &error);
  BatonImportWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_IMPORT_WINDOW (user_data);
  set_busy (self, FALSE);
  if (grid == NULL)
    {
      say_error (self, error);
      return;
    }
  self->grid = grid;
  self->filling = TRUE;
  fill_sheets (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->subject_row), guess_subject (self));
  self->filling = FALSE;
  take_subject (self);
}

static void
read_sheet (BatonImportWindow *self,
            gboolean           first)
{
  g_autofree char *sheet = NULL;
  GObject *item = !first && gtk_widget_get_visible (self->sheet_row) ? adw_combo_row_get_selected_item (ADW_COMBO_ROW (self->sheet_row)) : NULL;

  if (item != NULL)
    sheet = g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  drop_plan (self);
  if (first)
    gtk_widget_set_visible (self->sheet_row, FALSE);
  drop_mapping (self);
  g_clear_pointer (&self->grid, baton_grid_unref);
  set_busy (self, TRUE);
  say (self, _("Reading…"));
  baton_import_read_async (self->path, self->pasted, sheet, self->cancellable, read_cb, self);
}

static void
sheet_chosen_cb (BatonImportWindow *self)
{
  if (!self->filling && self->grid != NULL)
    read_sheet (self, FALSE);
}

static void
subject_chosen_cb (BatonImportWindow *self)
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
      baton_import_history_open (BATON_IMPORT_HISTORY (self->history), path);
      show_page (self, "history");
      return;
    }
  read_sheet (self, TRUE);
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

static void
choose_cb (BatonImportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose a Spreadsheet"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new (), all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Spreadsheets"));
  for (guint i = 0; i < 4; i++)
    gtk_file_filter_add_suffix (filter, (const char *[]) { "xlsx", "csv", "tsv", "txt" }[i]);
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

  if (text == NULL || *text == '\0')
    {
      say (self, _("There is nothing to paste. Copy the cells in your spreadsheet first."));
      return;
    }
  g_clear_pointer (&self->path, g_free);
  g_free (self->pasted);
  self->pasted = g_steal_pointer (&text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), _("What was pasted"));
  read_sheet (self, TRUE);
}

static void
paste_cb (BatonImportWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb, g_object_ref (self));
}

/* ── Doing it ── */

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
import_things (BatonImportWindow *self)
{
  g_autoptr (GPtrArray) changes = baton_table_plan_list_changes (self->plan);
  g_autofree char *name = name_step (self), *text = NULL;
  guint n = count_effects (self);

  if (!is_current (self, changes))
    {
      plan (self);
      say (self, _("The program has changed meanwhile. Look again at what would happen."));
      return;
    }
  if (!baton_document_apply (self->document, name, changes))
    return;
  text = g_strdup_printf (ngettext ("Took in %u row.", "Took in %u rows.", n), n);
  baton_document_say (self->document, text, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
show_done (BatonImportWindow *self,
           BatonDataFile      file,
           guint64            n_rows,
           GBytes            *before)
{
  baton_import_done_show (BATON_IMPORT_DONE (self->done), file, n_rows, before, self->step);
  baton_document_reload_data (self->document);
  show_page (self, "done");
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GBytes *before = baton_import_write_finish (result, &error);
  BatonImportWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_IMPORT_WINDOW (user_data);
  self->writing = FALSE;
  set_busy (self, FALSE);
  if (before == NULL)
    {
      baton_import_undo_step (self->document, self->step);
      say_error (self, error);
      update_buttons (self);
      return;
    }
  show_done (self, self->table->file, count_effects (self), before);
  g_bytes_unref (before);
}

static void
history_done_cb (BatonImportWindow *self)
{
  BatonImportHistory *history = BATON_IMPORT_HISTORY (self->history);

  show_done (self, BATON_DATA_HISTORY, baton_import_history_get_good (history), baton_import_history_get_before (history));
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
      plan (self);
      say (self, _("The program has changed meanwhile. Look again at what would happen."));
      return FALSE;
    }
  if (!baton_document_apply (self->document, name, changes))
    return FALSE;
  g_free (self->step);
  self->step = g_steal_pointer (&name);
  return TRUE;
}

static void
import_cb (BatonImportWindow *self)
{
  if (self->plan == NULL)
    return;
  if (self->table->kind != BATON_KIND_NONE)
    {
      import_things (self);
      return;
    }
  if (!add_terms (self))
    return;
  self->writing = TRUE;
  set_busy (self, TRUE);
  gtk_widget_set_visible (self->cancel, FALSE); /* a moment, and never half */
  update_buttons (self);
  baton_import_write_async (self->document, self->table->file, self->plan->written, strlen (self->plan->written), self->cancellable, written_cb, self);
}

static void
cancel_cb (BatonImportWindow *self)
{
  drop_plan (self);
  say (self, _("Stopped. Nothing has happened; choose again to go on."));
}

/* ── Refused rows as a file ── */

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

      say (self, text);
    }
  else
    {
      say (self, _("The refused rows are saved with their reasons. Correct them there and bring that file."));
    }
}

static void
save_refused_cb (BatonImportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Refused Rows"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("Refused rows.xlsx"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
next_cb (BatonImportWindow *self)
{
  show_page (self, "preview");
}

static void
back_cb (BatonImportWindow *self)
{
  show_page (self, "sheet");
}

/* ── Object ── */

static void
baton_import_window_dispose (GObject *object)
{
  BatonImportWindow *self = BATON_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->rows != NULL)
    baton_import_rows_show (BATON_IMPORT_ROWS (self->rows), NULL, NULL, NULL);
  self->rows = NULL;
  G_OBJECT_CLASS (baton_import_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_import_window_finalize (GObject *object)
{
  BatonImportWindow *self = BATON_IMPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, baton_table_plan_free);
  g_clear_pointer (&self->mapping, baton_table_mapping_free);
  g_clear_pointer (&self->table, baton_table_unref);
  g_clear_pointer (&self->grid, baton_grid_unref);
  g_free (self->step);
  g_free (self->path);
  g_free (self->pasted);
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

static GtkWidget *
make_summary (GtkWidget **label,
              const char *text)
{
  *label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (*label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (*label), 0);
  return *label;
}

static GtkWidget *
make_choices (BatonImportWindow *self)
{
  GtkWidget *group = adw_preferences_group_new (), *paste = gtk_button_new_from_icon_name ("edit-paste-symbolic");
  g_autoptr (GtkStringList) subjects = baton_table_subjects_list ();

  self->file_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), _("Spreadsheet"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), _("Choose an XLSX, CSV or TSV file, or paste cells"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->file_row), TRUE);
  gtk_widget_set_valign (paste, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (paste, "flat");
  gtk_widget_set_tooltip_text (paste, _("Paste cells"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (paste), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Paste cells"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->file_row), paste);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->file_row), gtk_image_new_from_icon_name ("document-open-symbolic"));
  self->sheet_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sheet_row), _("Sheet"));
  gtk_widget_set_visible (self->sheet_row, FALSE);
  self->subject_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->subject_row), _("What It Holds"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->subject_row), G_LIST_MODEL (subjects));
  self->clear_row = adw_action_row_new ();
  self->clear = gtk_switch_new ();
  gtk_widget_set_valign (self->clear, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Empty cells clear what is there"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->clear_row), _("Empty Cells Clear What Is There"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->clear_row), _("Otherwise they leave it"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->clear_row), self->clear);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->clear_row), self->clear);
  gtk_widget_set_visible (self->clear_row, FALSE);
  for (guint i = 0; i < 4; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), (GtkWidget *[]) { self->file_row, self->sheet_row, self->subject_row, self->clear_row }[i]);

  g_signal_connect_object (self->file_row, "activated", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (paste, "clicked", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet_row, "notify::selected", G_CALLBACK (sheet_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->subject_row, "notify::selected", G_CALLBACK (subject_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clear, "notify::active", G_CALLBACK (plan_cb), self, G_CONNECT_SWAPPED);
  return group;
}

static GtkWidget *
make_sheet_page (BatonImportWindow *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new ();

  self->columns = baton_import_columns_new (self->document);
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (plan_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), make_choices (self));
  gtk_box_append (GTK_BOX (page), make_summary (&self->summary, _("The sheet is only looked at first: you see row by row what would happen before anything does.")));
  gtk_box_append (GTK_BOX (page), self->columns);
  gtk_widget_set_margin_top (page, 18);
  gtk_widget_set_margin_bottom (page, 18);
  gtk_widget_set_margin_start (page, 12);
  gtk_widget_set_margin_end (page, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static GtkWidget *
make_preview_page (BatonImportWindow *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *summary = make_summary (&self->preview_summary, NULL);

  gtk_widget_set_margin_top (summary, 12);
  gtk_widget_set_margin_start (summary, 12);
  gtk_widget_set_margin_end (summary, 12);
  self->rows = baton_import_rows_new (self->document);
  gtk_widget_set_vexpand (self->rows, TRUE);
  self->save_refused = gtk_button_new_with_mnemonic (_("_Save Refused Rows…"));
  gtk_widget_set_margin_top (self->save_refused, 12);
  gtk_widget_set_margin_bottom (self->save_refused, 12);
  gtk_widget_set_halign (self->save_refused, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (page), summary);
  gtk_box_append (GTK_BOX (page), self->rows);
  gtk_box_append (GTK_BOX (page), self->save_refused);
  g_signal_connect_object (self->save_refused, "clicked", G_CALLBACK (save_refused_cb), self, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
make_header (BatonImportWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->progress = gtk_spinner_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Working"), -1);
  self->cancel = gtk_button_new_with_mnemonic (_("_Stop"));
  self->back = gtk_button_new_with_mnemonic (_("_Back"));
  self->next = gtk_button_new_with_mnemonic (_("_Preview"));
  self->import = gtk_button_new_with_mnemonic (_("_Import"));
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_widget_add_css_class (self->import, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->cancel);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->progress);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->import);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->next);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "clicked", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  return header;
}

GtkWidget *
baton_import_window_new (GtkWindow     *parent,
                         BatonDocument *document)
{
  BatonImportWindow *self = g_object_new (BATON_TYPE_IMPORT_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                          "default-width", 640, "default-height", 680, "title", _("Bring My Spreadsheet"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->document = g_object_ref (document);
  self->filling = TRUE;
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_stack_add_named (GTK_STACK (self->stack), make_sheet_page (self), "sheet");
  gtk_stack_add_named (GTK_STACK (self->stack), make_preview_page (self), "preview");
  self->history = baton_import_history_new (self->document);
  g_signal_connect_object (self->history, "busy-changed", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "done", G_CALLBACK (history_done_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), self->history, "history");
  self->done = baton_import_done_new (self->document);
  g_signal_connect_object (self->done, "taken-back", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), self->done, "done");
  adw_window_set_content (ADW_WINDOW (self), box);
  self->filling = FALSE;
  set_busy (self, FALSE);
  show_page (self, "sheet");
  return GTK_WIDGET (self);
}
