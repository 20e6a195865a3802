/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-import-rows.h"

#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-growing-list.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"
#include "words/baton-words-table.h"

#include <glib/gi18n-lib.h>

/* What the list holds: the number of a row of the plan, and nothing that could grow old. */
#define BATON_TYPE_IMPORT_ROW (baton_import_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportRow, baton_import_row, BATON, IMPORT_ROW, GObject)

struct _BatonImportRow
{
  GObject parent_instance;

  guint   index;
};

G_DEFINE_FINAL_TYPE (BatonImportRow, baton_import_row, G_TYPE_OBJECT)

static void
baton_import_row_class_init (BatonImportRowClass *klass)
{
}

static void
baton_import_row_init (BatonImportRow *self)
{
}

struct _BatonImportRows
{
  AdwBin                parent_instance;

  BatonDocument        *document;   /* owned */
  const BatonTable     *table;      /* borrowed */
  const BatonGrid      *grid;       /* borrowed */
  const BatonTablePlan *plan;       /* borrowed */
  GListStore           *rows;       /* owned, of BatonImportRow */
  BatonGrowingList     *growing;    /* what the list shows of them; owned */
  guint                 clearing;   /* source that takes the rows of another plan away, and then fills the list */

  GtkWidget            *filter;
  GtkWidget            *list;
};

G_DEFINE_FINAL_TYPE (BatonImportRows, baton_import_rows, ADW_TYPE_BIN)

/* In the order in which people want to look: what needs them first. */
static const struct
{
  BatonRowFate  fate;
  const char   *label;
  const char   *icon;
} fates[] = {
  { BATON_ROW_REFUSED, NC_("rows of a spreadsheet", "Refused: {n}"), "dialog-warning-symbolic" },
  { BATON_ROW_CREATED, NC_("rows of a spreadsheet", "Created: {n}"), "list-add-symbolic" },
  { BATON_ROW_CHANGED, NC_("rows of a spreadsheet", "Changed: {n}"), "document-edit-symbolic" },
  { BATON_ROW_LEFT, NC_("rows of a spreadsheet", "Left as they are: {n}"), "object-select-symbolic" },
  { BATON_ROW_HEADING, NC_("rows of a spreadsheet", "Headings: {n}"), "view-list-symbolic" },
  { BATON_ROW_TOTAL, NC_("rows of a spreadsheet", "Sums: {n}"), "list-remove-symbolic" },
  { BATON_ROW_NOTE, NC_("rows of a spreadsheet", "Notes: {n}"), "list-remove-symbolic" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fates) == BATON_N_ROW_FATES);

static const char *
get_icon (BatonRowFate fate)
{
  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    if (fates[i].fate == fate)
      return fates[i].icon;
  return NULL;
}

static const char *
get_fate_name (BatonRowFate fate)
{
  switch (fate)
    {
    case BATON_ROW_CREATED:
      return C_("row of a spreadsheet", "created");
    case BATON_ROW_CHANGED:
      return C_("row of a spreadsheet", "changed");
    case BATON_ROW_LEFT:
      return C_("row of a spreadsheet", "left as it is");
    case BATON_ROW_REFUSED:
      return C_("row of a spreadsheet", "refused");
    case BATON_ROW_TOTAL:
      return C_("row of a spreadsheet", "left out");
    case BATON_ROW_NOTE:
      return C_("row of a spreadsheet", "a note, left out");
    case BATON_ROW_HEADING:
    case BATON_N_ROW_FATES:
    default:
      return C_("row of a spreadsheet", "the heading of those below");
    }
}

char *
baton_import_rows_say (const BatonTableIssue *issue,
                       const BatonTableRow   *row,
                       gpointer               user_data)
{
  BatonImportRows *self = user_data;
  const BatonTableColumn *column = issue->target >= 0 ? baton_table_get_column (self->table, (guint) issue->target) : NULL;
  gboolean discreet = baton_document_get_presenting (self->document) && row->before == NULL && row->after == NULL;

  return baton_words_table_issue (baton_document_get_names (self->document), baton_table_issue_get_reason (issue), column != NULL ? column->heading : NULL,
                                  discreet && issue->text != NULL ? BATON_WORDS_HIDDEN : issue->text, issue->line, issue->problem);
}

/* What is to be said of a row: why it is refused, or what changes. (transfer full) */
static char *
describe (BatonImportRows     *self,
          const BatonTableRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->issues->len; i++)
    {
      g_autofree char *sentence = baton_import_rows_say (row->issues->pdata[i], row, self);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  if (row->fate == BATON_ROW_CHANGED && row->before != NULL)
    {
      const BatonNames *names = baton_document_get_names (self->document);
      g_auto (GStrv) sentences = baton_words_change (names, names, row->before, row->after);

      for (guint i = 0; sentences[i] != NULL; i++)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentences[i]);
    }
  return g_strdup (text->str);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          BatonImportRows          *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *icon = gtk_image_new (), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (NULL), *subtitle = gtk_label_new (NULL);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = i == 0 ? title : subtitle;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (texts), label);
    }
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         BatonImportRows          *self)
{
  BatonImportRow *object = gtk_list_item_get_item (item);
  const BatonTableRow *row = self->plan != NULL && object->index < self->plan->rows->len ? self->plan->rows->pdata[object->index] : NULL;
  GtkWidget *box = gtk_list_item_get_child (item), *icon = gtk_widget_get_first_child (box), *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  g_autofree char *line = NULL, *heading = NULL, *text = NULL, *spoken = NULL;
  gboolean discreet;

  if (row == NULL)
    return;
  line = g_strdup_printf ("%" G_GUINT64_FORMAT, baton_grid_get_line (self->grid, row->row));
  /* What is no thing of the program is a partner, a person or what they did. */
  discreet = baton_document_get_presenting (self->document) && row->before == NULL && row->after == NULL;
  /* Translators: a row of a spreadsheet; %1$s is its number, %2$s the name in it, %3$s what becomes of it ("created") */
  heading = !discreet && row->name != NULL && *row->name != '\0' ? g_strdup_printf (_("Row %1$s, “%2$s”: %3$s"), line, row->name, get_fate_name (row->fate))
                                                    /* Translators: the same without a name */
                                                    : g_strdup_printf (_("Row %1$s: %2$s"), line, get_fate_name (row->fate));
  text = describe (self, row);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), get_icon (row->fate));
  if (row->fate == BATON_ROW_REFUSED)
    gtk_widget_add_css_class (icon, "warning");
  else
    gtk_widget_remove_css_class (icon, "warning");
  gtk_label_set_text (GTK_LABEL (title), heading);
  gtk_label_set_text (GTK_LABEL (subtitle), text);
  gtk_widget_set_visible (subtitle, *text != '\0');
  spoken = *text != '\0' ? g_strdup_printf ("%s. %s", heading, text) : g_strdup (heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* ── Which rows ── */

/* The fate chosen in the drop-down; −1 for all. Fates without rows are not offered. */
static int
get_chosen (BatonImportRows *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter)), n = 0;

  if (self->plan == NULL || selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    if (self->plan->n[fates[i].fate] > 0 && ++n == selected)
      return (int) fates[i].fate;
  return -1;
}

/* The list grows a few rows at a time, and begins with those that are seen first. */
static void
show_list (BatonImportRows *self)
{
  GtkSelectionModel *model;

  g_clear_object (&self->growing);
  self->growing = baton_growing_list_new (g_object_ref (G_LIST_MODEL (self->rows)));
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->growing))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), model);
  g_object_unref (model);
}

static void
fill_now (BatonImportRows *self)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  int chosen = get_chosen (self);

  for (guint i = 0; self->plan != NULL && i < self->plan->rows->len; i++)
    {
      const BatonTableRow *row = self->plan->rows->pdata[i];
      BatonImportRow *object;

      if (chosen >= 0 && (int) row->fate != chosen)
        continue;
      object = g_object_new (BATON_TYPE_IMPORT_ROW, NULL);
      object->index = i;
      g_ptr_array_add (objects, object);
    }
  /* Of a list that has been shown to its end a view would make 200 rows in this turn. */
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), objects->pdata, objects->len);
  show_list (self);
}

static gboolean
clear_cb (gpointer user_data)
{
  BatonImportRows *self = user_data;

  if (baton_growing_list_shrink (self->growing))
    return G_SOURCE_CONTINUE;
  self->clearing = 0;
  fill_now (self);
  return G_SOURCE_REMOVE;
}

/* Hundreds of rows are taken away in several turns, before anything is drawn again. */
static void
fill_list (BatonImportRows *self)
{
  if (self->clearing == 0)
    self->clearing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, clear_cb, self, NULL);
}

gboolean
baton_import_rows_shed (BatonImportRows *self)
{
  g_return_val_if_fail (BATON_IS_IMPORT_ROWS (self), FALSE);

  g_clear_handle_id (&self->clearing, g_source_remove);
  return baton_growing_list_shrink (self->growing);
}

static void
chosen_cb (BatonImportRows *self)
{
  fill_list (self);
}

static void
append_choice (GtkStringList *list,
               const char    *pattern,
               guint          n)
{
  g_autofree char *number = baton_words_number (n);
  g_autoptr (GString) text = g_string_new (pattern);

  g_string_replace (text, "{n}", number, 0);
  gtk_string_list_append (list, text->str);
}

void
baton_import_rows_show (BatonImportRows      *self,
                        const BatonTable     *table,
                        const BatonGrid      *grid,
                        const BatonTablePlan *plan)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_return_if_fail (BATON_IS_IMPORT_ROWS (self));

  self->table = table;
  self->grid = grid;
  self->plan = plan;
  append_choice (list, C_("rows of a spreadsheet", "All rows: {n}"), plan != NULL ? plan->rows->len : 0);
  for (guint i = 0; i < G_N_ELEMENTS (fates) && plan != NULL; i++)
    if (plan->n[fates[i].fate] > 0)
      append_choice (list, g_dpgettext2 (GETTEXT_PACKAGE, "rows of a spreadsheet", baton_label_get_text (fates[i].label)), plan->n[fates[i].fate]);
  g_signal_handlers_block_by_func (self->filter, chosen_cb, self);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->filter), G_LIST_MODEL (list));
  /* What is refused needs somebody: it is shown first. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->filter), plan != NULL && plan->n[BATON_ROW_REFUSED] > 0 ? 1 : 0);
  g_signal_handlers_unblock_by_func (self->filter, chosen_cb, self);
  fill_list (self);
}

/* ── Object ── */

static void
baton_import_rows_dispose (GObject *object)
{
  BatonImportRows *self = BATON_IMPORT_ROWS (object);

  self->plan = NULL;
  g_clear_handle_id (&self->clearing, g_source_remove);
  G_OBJECT_CLASS (baton_import_rows_parent_class)->dispose (object);
  g_clear_object (&self->growing);
  g_clear_object (&self->rows);
  g_clear_object (&self->document);
}

static void
baton_import_rows_class_init (BatonImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_import_rows_dispose;
}

static void
baton_import_rows_init (BatonImportRows *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (BATON_TYPE_IMPORT_ROW);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->list = gtk_list_view_new (NULL, factory);
  show_list (self);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would happen, row by row"), -1);
  self->filter = gtk_drop_down_new (NULL, NULL);
  baton_drop_names_label (GTK_DROP_DOWN (self->filter), _("Rows shown"));
  gtk_widget_set_margin_start (self->filter, 12);
  gtk_widget_set_margin_end (self->filter, 12);
  gtk_widget_set_margin_top (self->filter, 12);
  gtk_widget_set_margin_bottom (self->filter, 12);
  g_signal_connect_object (self->filter, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), self->filter);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
baton_import_rows_new (BatonDocument *document)
{
  BatonImportRows *self = g_object_new (BATON_TYPE_IMPORT_ROWS, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
