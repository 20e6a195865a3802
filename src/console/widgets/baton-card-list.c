/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list itself: what is searched for, what is chosen, and the parts around it.
 */
#include "config.h"

#include "console/widgets/baton-card-list-private.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-lazy-menu.h"
#include "console/widgets/baton-row-menu.h"
#include "console/widgets/baton-tab-stop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (BatonCardList, baton_card_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  SIGNAL_ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
baton_card_list_choose (BatonCardList *self,
                        const char    *id)
{
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  self->added = FALSE;
  g_free (self->selected);
  self->selected = g_strdup (id);
  if (self->detail_row != NULL)
    {
      gtk_widget_set_visible (self->detail_row, id != NULL);
      gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
    }
  gtk_widget_set_sensitive (self->more, id != NULL);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected);
}

/* ── Order, search and choice ── */

static int
sort_cb (GtkListBoxRow *a,
         GtkListBoxRow *b,
         gpointer       user_data)
{
  BatonCardList *self = user_data;
  BatonCardRow *selected = self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;
  /* The detail stands half a place below the chosen card. */
  guint detail = selected != NULL ? 2 * selected->index + 1 : G_MAXUINT;
  guint left = GTK_WIDGET (a) == self->detail_row ? detail : 2 * BATON_CARD_ROW (a)->index;
  guint right = GTK_WIDGET (b) == self->detail_row ? detail : 2 * BATON_CARD_ROW (b)->index;

  return left < right ? -1 : left > right;
}

/* The heading of a group above its first card. */
static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  BatonCardList *self = user_data;
  const char *group = GTK_WIDGET (row) != self->detail_row ? BATON_CARD_ROW (row)->group : NULL;
  GtkWidget *label;

  /* The detail stands between two cards of one group. */
  if (before != NULL && GTK_WIDGET (before) == self->detail_row)
    before = GTK_LIST_BOX_ROW (gtk_widget_get_prev_sibling (GTK_WIDGET (before)));
  if (group == NULL || (before != NULL && g_strcmp0 (BATON_CARD_ROW (before)->group, group) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "baton-sidebar-group");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  BatonCardList *self = user_data;

  return self->needle == NULL || GTK_WIDGET (row) == self->detail_row || strstr (BATON_CARD_ROW (row)->folded, self->needle) != NULL;
}

static void
search_cb (BatonCardList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

/* Escape ends the search and leads back to the list, as Enter does. */
static void
stop_search_cb (BatonCardList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
  baton_tab_stop_enter (BATON_TAB_STOP (self->stop));
}

static void
search_activate_cb (BatonCardList *self)
{
  BatonCardRow *chosen = self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;

  /* The entry waits a moment before it says that it has changed. */
  search_cb (self);
  if (chosen == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (chosen)))
    for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
      if (row != self->detail_row && gtk_widget_get_child_visible (row))
        {
          gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
          break;
        }
  baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
}

static void
row_selected_cb (BatonCardList *self,
                 GtkListBoxRow *row)
{
  if (!self->syncing && row != NULL && GTK_WIDGET (row) != self->detail_row)
    baton_card_list_choose (self, BATON_CARD_ROW (row)->id);
}

static void
row_activated_cb (BatonCardList *self,
                  GtkListBoxRow *row)
{
  if (GTK_WIDGET (row) == self->detail_row)
    return;
  baton_card_list_choose (self, BATON_CARD_ROW (row)->id);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->selected);
}

/* Whether the focus is on a card itself: keys in the open detail belong to what is edited there. */
gboolean
baton_card_list_is_card_focused (BatonCardList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return BATON_IS_CARD_ROW (focus) && BATON_CARD_ROW (focus)->id != NULL && gtk_widget_get_parent (focus) == self->list;
}

gboolean
baton_card_list_select (BatonCardList *self,
                        const char    *id)
{
  GtkWidget *row;

  g_return_val_if_fail (BATON_IS_CARD_LIST (self), FALSE);

  row = id != NULL ? baton_card_list_ensure_row (self, id) : NULL;
  if (id != NULL && row == NULL)
    return FALSE;
  if (row != NULL && !gtk_widget_get_child_visible (row) && self->needle != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
  baton_card_list_choose (self, id);
  if (row != NULL && baton_card_list_is_card_focused (self))
    baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
  return TRUE;
}

BatonTabStop *
baton_card_list_get_tab_stop (BatonCardList *self)
{
  g_return_val_if_fail (BATON_IS_CARD_LIST (self), NULL);
  return BATON_TAB_STOP (self->stop);
}

const char *
baton_card_list_get_selected (BatonCardList *self)
{
  g_return_val_if_fail (BATON_IS_CARD_LIST (self), NULL);
  return self->selected;
}

guint
baton_card_list_get_length (BatonCardList *self)
{
  g_return_val_if_fail (BATON_IS_CARD_LIST (self), 0);
  return g_hash_table_size (self->places);
}

/* ── Object ── */

static void
baton_card_list_dispose (GObject *object)
{
  BatonCardList *self = BATON_CARD_LIST (object);

  baton_row_menu_dispose (GTK_WIDGET (object));
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->making, g_source_remove);
  if (self->list != NULL)
    {
      gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
      gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
      gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
    }
  self->list = NULL;
  G_OBJECT_CLASS (baton_card_list_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_card_list_finalize (GObject *object)
{
  BatonCardList *self = BATON_CARD_LIST (object);

  g_queue_clear (&self->missing);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->rows);
  g_free (self->parent);
  g_free (self->selected);
  g_free (self->needle);
  G_OBJECT_CLASS (baton_card_list_parent_class)->finalize (object);
}

static void
baton_card_list_class_init (BatonCardListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_card_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_card_list_finalize;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", BATON_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", BATON_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ADDED] = g_signal_new ("added", BATON_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "card.move-up", NULL, baton_card_list_edit_action);
  gtk_widget_class_install_action (widget_class, "card.move-down", NULL, baton_card_list_edit_action);
  gtk_widget_class_install_action (widget_class, "card.duplicate", NULL, baton_card_list_edit_action);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, baton_card_list_edit_action);
}

static void
baton_card_list_init (BatonCardList *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->missing);
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
}

void
baton_card_list_set_parent (BatonCardList *self,
                            const char    *parent)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self));

  if (self->below && g_strcmp0 (self->parent, parent) == 0)
    return;
  baton_card_list_choose (self, NULL);
  g_free (self->parent);
  self->parent = g_strdup (parent);
  self->below = TRUE;
  baton_card_list_follow (self);
}

void
baton_card_list_set_heading (BatonCardList *self,
                             GtkWidget     *widget)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self));

  gtk_widget_set_visible (self->search, FALSE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_box_prepend (GTK_BOX (self->bar), widget);
}

void
baton_card_list_set_add (BatonCardList *self,
                         GtkWidget     *popover,
                         const char    *label)
{
  GtkWidget *button;

  g_return_if_fail (BATON_IS_CARD_LIST (self));

  button = gtk_menu_button_new ();
  if (label != NULL)
    {
      GtkWidget *content = adw_button_content_new ();

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
      gtk_menu_button_set_child (GTK_MENU_BUTTON (button), content);
    }
  else
    {
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
      baton_tooltip_set (button, _("Add"));
    }
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : _("Add"), -1);
  gtk_widget_set_sensitive (button, gtk_widget_get_sensitive (self->add));
  gtk_box_insert_child_after (GTK_BOX (self->bar), button, self->add);
  gtk_box_remove (GTK_BOX (self->bar), self->add);
  self->add = button;
}

void
baton_card_list_set_detail (BatonCardList *self,
                            GtkWidget     *detail)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self) && self->detail_row == NULL);

  self->detail_row = g_object_new (BATON_TYPE_CARD_ROW, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->detail_row), detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->detail_row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self->detail_row), FALSE);
  gtk_widget_set_focusable (self->detail_row, FALSE);
  gtk_widget_add_css_class (self->detail_row, "baton-card-detail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->detail_row), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The chosen one"), -1);
  gtk_widget_set_visible (self->detail_row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->detail_row);
  baton_tab_stop_set_detail (BATON_TAB_STOP (self->stop), self->detail_row);
}

void
baton_card_list_set_embedded (BatonCardList *self)
{
  GtkWidget *placeholder;

  g_return_if_fail (BATON_IS_CARD_LIST (self));

  /* What scrolls is not asked how high it is at its width: rows that wrap would be cut off. */
  g_object_ref (self->list);
  g_object_ref (self->scrolled);
  gtk_viewport_set_child (GTK_VIEWPORT (gtk_widget_get_parent (self->list)), NULL);
  adw_bin_set_child (ADW_BIN (self->stop), self->list);
  gtk_box_append (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), self->scrolled);
  gtk_widget_set_visible (self->scrolled, FALSE);
  g_object_unref (self->scrolled);
  g_object_unref (self->list);
  placeholder = gtk_label_new (C_("list", "None yet"));
  gtk_widget_add_css_class (placeholder, "dim-label");
  gtk_widget_set_margin_top (placeholder, 12);
  gtk_widget_set_margin_bottom (placeholder, 12);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), placeholder);
  gtk_widget_remove_css_class (self->list, "navigation-sidebar");
  gtk_widget_add_css_class (self->list, "boxed-list");
}

GtkWidget *
baton_card_list_new (BatonDocument *document,
                     BatonKind      kind,
                     const char    *label,
                     BatonCardFunc  func,
                     gpointer       owner)
{
  BatonCardList *self = g_object_new (BATON_TYPE_CARD_LIST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkAdjustment *adjustment;
  g_autoptr (GMenu) menu = g_menu_new ();

  self->document = g_object_ref (document);
  self->kind = kind;
  self->func = func;
  self->owner = owner;

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->bar, "baton-bar");
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 8);
  g_object_set (self->search, "placeholder-text", _("Search"), NULL); /* the setter is newer than our floor */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in this list"), -1);
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  baton_tooltip_set (self->add, _("Add"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add"), -1);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (baton_card_list_add_plain), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->add, !baton_workspace_is_read_only (baton_document_get_workspace (document)));
  g_menu_append (menu, _("Duplicate"), "card.duplicate");
  if (baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE)
    {
      g_menu_append (menu, _("Move Up"), "card.move-up");
      g_menu_append (menu, _("Move Down"), "card.move-down");
    }
  g_menu_append (menu, _("Delete"), "card.delete");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  baton_lazy_menu_set (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  baton_tooltip_set (self->more, _("What can be done with the chosen thing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What can be done with the chosen thing"), -1);
  gtk_widget_set_sensitive (self->more, FALSE);
  gtk_box_append (GTK_BOX (self->bar), self->search);
  gtk_box_append (GTK_BOX (self->bar), self->add);
  gtk_box_append (GTK_BOX (self->bar), self->more);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_SINGLE);
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), sort_cb, self, NULL);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, self, NULL);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  self->stop = baton_tab_stop_new (self->scrolled, self->list);
  baton_row_menu_attach (GTK_WIDGET (self), BATON_TAB_STOP (self->stop), self->list, G_MENU_MODEL (menu));
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->stop);
  adw_bin_set_child (ADW_BIN (self), box);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (baton_card_list_extent_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (baton_card_list_scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (baton_card_list_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) baton_card_list_changed_cb);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (baton_card_list_refresh), self, G_CONNECT_SWAPPED);
  baton_card_list_follow (self);
  return GTK_WIDGET (self);
}
