/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two pages and a third: what the sheet is and what its columns are; what it would do; and for register and history, which
 * have no undo, what was done, to be taken back. Whatever is chosen on the first page sets the plan going anew, so the second
 * always shows what the button would do.
 */
#include "config.h"

#include "console/baton-import-window-private.h"

#include "console/baton-import-columns.h"
#include "console/baton-import-done.h"
#include "console/baton-import-history.h"
#include "console/baton-import-job.h"
#include "console/baton-import-rows.h"
#include "console/baton-release.h"
#include "console/baton-table-subject.h"
#include "words/baton-words-error.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (BatonImportWindow, baton_import_window, ADW_TYPE_WINDOW)

/* ── What is under way ── */

static void
stop (BatonImportWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

void
baton_import_window_set_busy (BatonImportWindow *self,
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
guint
baton_import_window_count_effects (BatonImportWindow *self)
{
  return self->plan != NULL ? self->plan->n[BATON_ROW_CREATED] + self->plan->n[BATON_ROW_CHANGED] : 0;
}

void
baton_import_window_update_buttons (BatonImportWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
  gboolean preview = is_on_preview (self), sheet = g_strcmp0 (page, "sheet") == 0;

  gtk_widget_set_visible (self->back, preview || g_strcmp0 (page, "history") == 0);
  gtk_widget_set_visible (self->next, sheet);
  gtk_widget_set_visible (self->import, preview);
  gtk_widget_set_sensitive (self->back, !self->writing && (self->history == NULL || !baton_import_history_is_busy (BATON_IMPORT_HISTORY (self->history))));
  gtk_widget_set_sensitive (self->next, self->plan != NULL);
  gtk_widget_set_sensitive (self->import, !self->writing && baton_import_window_count_effects (self) > 0);
  if (self->rows != NULL)
    gtk_widget_set_visible (self->save_refused, self->plan != NULL && self->plan->n[BATON_ROW_REFUSED] > 0);
}

void
baton_import_window_show_page (BatonImportWindow *self,
                               const char        *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  baton_import_window_update_buttons (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), is_on_preview (self) ? self->import : self->next);
  /* What led here is a button that belongs to the other page. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)), GTK_DIR_TAB_FORWARD);
}

void
baton_import_window_say (BatonImportWindow *self,
                         const char        *text)
{
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  if (self->rows != NULL)
    gtk_label_set_text (GTK_LABEL (self->preview_summary), text);
}

void
baton_import_window_say_error (BatonImportWindow *self,
                               const GError      *error)
{
  g_autofree char *base = self->path != NULL ? g_path_get_basename (self->path) : g_strdup (_("What was pasted"));
  g_autofree char *text = error->domain == BATON_EXCHANGE_ERROR ? baton_words_error (baton_exchange_error_get_name (error->code), base, error->message)
                                                               : baton_words_error ("failed", base, error->message);

  baton_import_window_say (self, text);
}

/* What is made for the rows to belong to; NULL where nothing is. (transfer full) */
static char *
describe_owners (BatonImportWindow *self)
{
  GPtrArray *owners = self->plan->owners;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  if (owners->len == 0)
    return NULL;
  if (self->table->kind == BATON_KIND_NONE)
    return baton_words_count (ngettext ("%s new term or vocabulary would be added to the taxonomy.", "%s new terms and vocabularies would be added to the taxonomy.", owners->len), owners->len);
  for (guint i = 0; i < owners->len; i++)
    g_ptr_array_add (names, g_strdup_printf (C_("name", "“%s”"), baton_entity_get_name (owners->pdata[i])));
  joined = baton_words_join_and (names);
  /* Translators: %s lists the names of motions or vocabularies that an import would make for its rows */
  return g_strdup_printf (ngettext ("%s would be made for them to belong to.", "%s would be made for them to belong to.", owners->len), joined);
}

static void
say_counts (BatonImportWindow *self)
{
  const guint *n = self->plan->n;
  g_autofree char *created = baton_words_number (n[BATON_ROW_CREATED]), *changed = baton_words_number (n[BATON_ROW_CHANGED]);
  g_autofree char *left = baton_words_number (n[BATON_ROW_LEFT]), *refused = baton_words_number (n[BATON_ROW_REFUSED]);
  /* Translators: each number counts rows of a spreadsheet */
  g_autofree char *text = g_strdup_printf (_("%1$s would be created, %2$s changed, %3$s left as they are and %4$s refused. Nothing has happened yet."), created,
                                           changed, left, refused);

  g_autofree char *also = describe_owners (self), *left_out = baton_import_columns_describe_left_out (BATON_IMPORT_COLUMNS (self->columns));
  g_autoptr (GString) all = g_string_new (text);

  if (also != NULL)
    g_string_append_printf (all, " %s", also);
  if (left_out != NULL)
    g_string_append_printf (all, " %s", left_out);
  baton_import_window_say (self, all->str);
}

/* ── The plan ── */

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
  g_signal_connect_object (self->save_refused, "clicked", G_CALLBACK (baton_import_window_save_refused_cb), self, G_CONNECT_SWAPPED);
  return page;
}

/* The second page, when there is a sheet to show on it: the window is open sooner. */
static void
ensure_preview (BatonImportWindow *self)
{
  if (self->rows == NULL)
    gtk_stack_add_named (GTK_STACK (self->stack), make_preview_page (self), "preview");
}

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
  baton_import_window_set_busy (self, FALSE);
  if (plan == NULL)
    {
      baton_import_window_say_error (self, error);
      return;
    }
  self->plan = plan;
  baton_import_rows_show (BATON_IMPORT_ROWS (self->rows), self->table, self->grid, plan);
  say_counts (self);
  baton_import_window_update_buttons (self);
}

void
baton_import_window_drop_plan (BatonImportWindow *self)
{
  stop (self);
  baton_import_window_set_busy (self, FALSE);
  if (self->rows != NULL)
    baton_import_rows_show (BATON_IMPORT_ROWS (self->rows), NULL, NULL, NULL);
  baton_release (g_steal_pointer (&self->plan), (GDestroyNotify) baton_table_plan_free);
  baton_import_window_update_buttons (self);
}

void
baton_import_window_plan (BatonImportWindow *self)
{
  BatonImportColumns *columns = BATON_IMPORT_COLUMNS (self->columns);
  BatonTableOptions options = { gtk_switch_get_active (GTK_SWITCH (self->clear)), baton_import_columns_get_owner (columns),
                                baton_import_columns_get_add_terms (columns), baton_import_columns_get_new_owner (columns) };

  baton_import_window_drop_plan (self);
  if (self->grid == NULL || self->mapping == NULL)
    return;
  ensure_preview (self);
  baton_import_window_set_busy (self, TRUE);
  baton_import_window_say (self, _("Looking at the rows…"));
  baton_import_plan_async (self->document, self->table, self->grid, self->mapping, &options, self->cancellable, planned_cb, self);
}

static void
plan_cb (BatonImportWindow *self)
{
  if (!self->filling)
    baton_import_window_plan (self);
}

static void
next_cb (BatonImportWindow *self)
{
  baton_import_window_show_page (self, "preview");
}

static void
back_cb (BatonImportWindow *self)
{
  baton_import_window_show_page (self, "sheet");
}

/* ── Pages that few imports come to ── */

BatonImportHistory *
baton_import_window_ensure_history (BatonImportWindow *self)
{
  if (self->history == NULL)
    {
      self->history = baton_import_history_new (self->document);
      g_signal_connect_object (self->history, "busy-changed", G_CALLBACK (baton_import_window_update_buttons), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->history, "done", G_CALLBACK (baton_import_window_history_done_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (GTK_STACK (self->stack), self->history, "history");
    }
  return BATON_IMPORT_HISTORY (self->history);
}

BatonImportDone *
baton_import_window_ensure_done (BatonImportWindow *self)
{
  if (self->done == NULL)
    {
      self->done = baton_import_done_new (self->document);
      g_signal_connect_object (self->done, "taken-back", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->done, "another", G_CALLBACK (baton_import_window_another_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->done, "save-refused", G_CALLBACK (baton_import_window_save_refused_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (GTK_STACK (self->stack), self->done, "done");
    }
  return BATON_IMPORT_DONE (self->done);
}

/* ── Closing ── */

static gboolean
shed_cb (gpointer user_data)
{
  BatonImportWindow *self = user_data;

  if ((self->rows != NULL && baton_import_rows_shed (BATON_IMPORT_ROWS (self->rows))) || baton_import_columns_shed (BATON_IMPORT_COLUMNS (self->columns)))
    return G_SOURCE_CONTINUE;
  self->shedding = 0;
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* It goes from the screen at once, and then a few rows or columns in a turn. */
static gboolean
close_request (GtkWindow *window)
{
  BatonImportWindow *self = BATON_IMPORT_WINDOW (window);

  stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->shedding == 0)
    self->shedding = g_idle_add_full (G_PRIORITY_LOW, shed_cb, self, NULL);
  return GDK_EVENT_STOP;
}

/* One page back, as the button does: how the columns were assigned is not lost to a key. What is being written is not left by it
 * either. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  BatonImportWindow *self = BATON_IMPORT_WINDOW (widget);

  if (!gtk_widget_get_visible (self->back))
    gtk_window_close (GTK_WINDOW (self));
  else if (gtk_widget_get_sensitive (self->back))
    back_cb (self);
  return TRUE;
}

/* ── Object ── */

static void
baton_import_window_dispose (GObject *object)
{
  BatonImportWindow *self = BATON_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->shedding, g_source_remove);
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
  baton_release (g_steal_pointer (&self->plan), (GDestroyNotify) baton_table_plan_free);
  g_clear_pointer (&self->mapping, baton_table_mapping_free);
  g_clear_pointer (&self->table, baton_table_unref);
  baton_release (g_steal_pointer (&self->grid), (GDestroyNotify) baton_grid_unref);
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
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
baton_import_window_init (BatonImportWindow *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_choices (BatonImportWindow *self)
{
  GtkWidget *group = adw_preferences_group_new (), *paste = gtk_button_new_from_icon_name ("edit-paste-symbolic");
  g_autoptr (GtkStringList) subjects = baton_table_subjects_list ();

  self->file_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), _("Spreadsheet"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
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

  g_signal_connect_object (self->file_row, "activated", G_CALLBACK (baton_import_window_choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (paste, "clicked", G_CALLBACK (baton_import_window_paste_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet_row, "notify::selected", G_CALLBACK (baton_import_window_sheet_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->subject_row, "notify::selected", G_CALLBACK (baton_import_window_subject_chosen_cb), self, G_CONNECT_SWAPPED);
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
  gtk_box_append (GTK_BOX (page), make_summary (&self->summary, NULL));
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
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (baton_import_window_cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "clicked", G_CALLBACK (baton_import_window_import_cb), self, G_CONNECT_SWAPPED);
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
  adw_window_set_content (ADW_WINDOW (self), box);
  self->filling = FALSE;
  baton_import_window_another_cb (self);
  return GTK_WIDGET (self);
}
