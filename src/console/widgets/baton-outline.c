/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-outline-private.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-lazy-menu.h"
#include "console/widgets/baton-list-detail.h"
#include "console/widgets/baton-outline-rows.h"
#include "console/widgets/baton-row-menu.h"
#include "console/widgets/baton-tab-stop.h"

#include <glib/gi18n-lib.h>

#define MADE_AT_ONCE 200   /* a list view has so many rows; beyond them, to scroll is to fill all of these anew */

G_DEFINE_FINAL_TYPE (BatonOutline, baton_outline, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_shown (BatonOutline *self,
          BatonKind     kind)
{
  return (self->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0;
}

/* ── The list ── */

static gboolean
is_searching (BatonOutline *self)
{
  return gtk_single_selection_get_model (self->selection) == baton_outline_model_get_found (self->model);
}

static guint
find_row (BatonOutline *self,
          const char   *id)
{
  return is_searching (self) ? baton_outline_model_find_found (self->model, id) : baton_outline_model_find (self->model, id, FALSE);
}

static void
select_row (BatonOutline *self,
            guint         row)
{
  if (!is_searching (self))
    baton_growing_list_reach (self->tree, row);
  gtk_single_selection_set_selected (self->selection, row);
}

/* After the list has changed: what was chosen is chosen still, as far as it is listed. */
static void
choose_again (BatonOutline *self)
{
  guint row = find_row (self, self->selected);

  if (gtk_single_selection_get_selected (self->selection) != row)
    select_row (self, row);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), baton_outline_model_is_empty (self->model) ? "empty" :
                                    is_searching (self) && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0 ? "nothing" : "list");
}

static void
found_cb (BatonOutline *self)
{
  self->following = TRUE;
  if (!is_searching (self))
    gtk_single_selection_set_model (self->selection, baton_outline_model_get_found (self->model));
  choose_again (self);
  self->following = FALSE;
}

static void
end_search (BatonOutline *self)
{
  guint row;

  baton_outline_model_search (self->model, NULL);
  if (!is_searching (self))
    return;
  self->following = TRUE;
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  row = baton_outline_model_find (self->model, self->selected, TRUE);
  choose_again (self);
  self->following = FALSE;
  if (row != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", row);
}

static void
search_cb (BatonOutline *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (*text != '\0')
    baton_outline_model_search (self->model, text);
  else
    end_search (self);
}

/* Enter goes to what was found, or to what was chosen before where that is still listed. */
static void
search_activate_cb (BatonOutline *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, 0);
  baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
}

/* Escape ends the search and leads back to the list. */
static void
stop_search_cb (BatonOutline *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  end_search (self);
  baton_tab_stop_enter (BATON_TAB_STOP (self->stop));
}

/* What stands in the place of the chosen thing, which has gone, is chosen in its stead: so that several can be deleted one after
 * another, and an undo leaves one at the list and not in a form of something else. */
static void
choose_neighbour (BatonOutline *self,
                  guint         row)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  GtkWidget *beside = gtk_widget_get_ancestor (GTK_WIDGET (self), BATON_TYPE_LIST_DETAIL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean here = focus != NULL && beside != NULL && gtk_widget_is_ancestor (focus, beside) && !gtk_widget_is_ancestor (focus, self->search);

  g_clear_pointer (&self->selected, g_free);
  if (row != GTK_INVALID_LIST_POSITION && n > 0)
    {
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
      gtk_single_selection_set_selected (self->selection, MIN (row, n - 1));
    }
  if (self->selected == NULL)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0, NULL);
  else if (here)
    baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
}

static void
document_changed_cb (BatonOutline *self,
                     GPtrArray    *changes)
{
  guint row = gtk_single_selection_get_selected (self->selection);
  gboolean changed;

  self->following = TRUE;
  changed = baton_outline_model_follow (self->model, changes);
  if (changed)
    choose_again (self);
  self->following = FALSE;
  if (!changed || self->selected == NULL || baton_document_lookup (self->document, self->selected) != NULL)
    return;
  self->gone_row = row;
  if (baton_outline_model_is_settled (self->model))
    choose_neighbour (self, row);
}

/* What a large step leaves is all there is now: the neighbour is not one that goes as well. */
static void
settled_cb (BatonOutline *self)
{
  self->following = TRUE;
  choose_again (self);
  self->following = FALSE;
  if (self->selected != NULL && baton_document_lookup (self->document, self->selected) == NULL)
    choose_neighbour (self, self->gone_row);
}

static void
selection_cb (BatonOutline *self)
{
  BatonOutlineItem *item = baton_outline_item_in_row (gtk_single_selection_get_selected_item (self->selection));

  if (self->following || item == NULL || g_strcmp0 (baton_outline_item_get_id (item), self->selected) == 0)
    return;
  /* Of a large step it may be there still. */
  if (baton_document_lookup (self->document, baton_outline_item_get_id (item)) == NULL)
    return;
  g_free (self->selected);
  self->selected = g_strdup (baton_outline_item_get_id (item));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected);
}

/* In a narrow window a click opens the detail, also of what is chosen already: one may have come back from there. */
static void
clicked_cb (BatonOutline *self,
            int           n_press,
            double        x,
            double        y)
{
  GtkWidget *beside = gtk_widget_get_ancestor (GTK_WIDGET (self), BATON_TYPE_LIST_DETAIL), *picked = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);

  if (beside != NULL && picked != NULL && picked != self->list && self->selected != NULL)
    baton_list_detail_show_detail (BATON_LIST_DETAIL (beside));
}

/* ── Adding ── */

/* Whether things of *kind* can stand below *parent*, or at the top for NULL. */
static gboolean
can_stand_below (BatonKind          kind,
                 const BatonEntity *parent)
{
  BatonField place = baton_schema_get_kind (kind)->place_field;

  if (parent == NULL)
    return place == BATON_FIELD_NONE || (baton_schema_get_field (place)->flags & BATON_FIELD_REQUIRED) == 0;
  return place != BATON_FIELD_NONE && (baton_schema_get_field (place)->references & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (parent))) != 0;
}

/* "outline.add": below the chosen thing where that is possible, else behind it, else at the top; "outline.add-beside": behind it. */
static void
add_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);
  BatonKind kind = baton_schema_find_kind (g_variant_get_string (parameter, NULL));
  BatonEntity *parent = baton_document_lookup (self->document, self->selected);
  g_autofree char *name = NULL, *parent_id = NULL, *behind = NULL, *id = NULL;
  BatonEntity *entity;

  if (kind == BATON_KIND_NONE)
    return;
  if (parent != NULL && g_str_has_suffix (action, "-beside"))
    {
      behind = g_strdup (self->selected);
      parent = baton_document_lookup (self->document, baton_entity_get_parent (parent));
    }
  for (; parent != NULL && !can_stand_below (kind, parent); parent = baton_document_lookup (self->document, baton_entity_get_parent (parent)))
    if (baton_entity_get_kind (parent) == kind)
      {
        g_free (behind);
        behind = g_strdup (baton_entity_get_id (parent));
      }
  if (parent == NULL && !can_stand_below (kind, NULL))
    {
      g_autofree char *sentence = g_strdup_printf (_("Choose first what the new thing (%s) belongs to."), baton_words_kind (kind));

      baton_document_say (self->document, sentence, FALSE);
      return;
    }
  /* Translators: name of a thing that was just added; %s is its kind */
  name = g_strdup_printf (C_("new thing", "New: %s"), baton_words_kind (kind));
  parent_id = parent != NULL ? g_strdup (baton_entity_get_id (parent)) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  end_search (self);
  entity = baton_document_make (self->document, kind, parent_id, behind, name);
  if (self->fill != NULL)
    entity = self->fill (entity, self->fill_data);
  id = g_strdup (baton_entity_get_id (entity));
  if (baton_document_put (self->document, entity) && baton_outline_select (self, id))
    g_signal_emit (self, signals[SIGNAL_ADDED], 0, id);
  baton_entity_unref (entity);
}

/* ── Object ── */

static void
baton_outline_dispose (GObject *object)
{
  BatonOutline *self = BATON_OUTLINE (object);

  g_clear_handle_id (&self->scrolling, g_source_remove);
  if (self->waiting != 0)
    gtk_widget_remove_tick_callback (self->list, self->waiting);
  self->waiting = 0;
  baton_row_menu_dispose (GTK_WIDGET (object));
  G_OBJECT_CLASS (baton_outline_parent_class)->dispose (object);
  g_clear_object (&self->add_menu);
  g_clear_object (&self->tree);
  g_clear_object (&self->model);
  g_clear_object (&self->document);
}

static void
baton_outline_finalize (GObject *object)
{
  BatonOutline *self = BATON_OUTLINE (object);

  g_free (self->selected);
  G_OBJECT_CLASS (baton_outline_parent_class)->finalize (object);
}

static void
baton_outline_class_init (BatonOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_outline_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_outline_finalize;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", BATON_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ADDED] = g_signal_new ("added", BATON_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "outline.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "outline.add-beside", "s", add_action);
  baton_outline_install_edits (widget_class);
}

static void
baton_outline_init (BatonOutline *self)
{
}

static void
add_shortcut (GtkWidget       *list,
              guint            key,
              GdkModifierType  modifiers,
              const char      *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_named_action_new (action)));
  gtk_widget_add_controller (list, controller);
}

static void
append_add (GMenu      *menu,
            const char *label,
            const char *action,
            BatonKind   kind)
{
  g_autofree char *detailed = g_strdup_printf ("%s::%s", action, baton_schema_get_kind (kind)->name);
  g_autoptr (GString) plain = g_string_new (label);

  /* A menu takes one of them for the key. */
  g_string_replace (plain, "_", "__", 0);
  g_menu_append (menu, plain->str, detailed);
}

/* What can be added, and where: beside the chosen thing or below it, where it could be either. */
static void
fill_add_menu (BatonOutline *self)
{
  BatonEntity *chosen = baton_document_lookup (self->document, self->selected);
  g_autofree char *name = chosen != NULL ? baton_words_name (baton_document_get_names (self->document), self->selected) : NULL;

  g_menu_remove_all (self->add_menu);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      if (!is_shown (self, kind) || (baton_schema_get_kind (kind)->flags & BATON_KIND_SINGLE) != 0)
        continue;
      if (chosen != NULL && (int) baton_entity_get_kind (chosen) == kind && can_stand_below (kind, chosen))
        {
          /* Translators: a new thing of the kind %1$s is put beside, or below, the one called %2$s */
          g_autofree char *beside = g_strdup_printf (C_("new thing", "%1$s beside “%2$s”"), baton_words_kind (kind), name);
          g_autofree char *below = g_strdup_printf (C_("new thing", "%1$s below “%2$s”"), baton_words_kind (kind), name);

          append_add (self->add_menu, beside, "outline.add-beside", kind);
          append_add (self->add_menu, below, "outline.add", kind);
        }
      else
        {
          append_add (self->add_menu, baton_words_kind (kind), "outline.add", kind);
        }
    }
}

static void
open_add_cb (GtkMenuButton *button,
             gpointer       user_data)
{
  BatonOutline *self = user_data;

  fill_add_menu (self);
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, G_MENU_MODEL (self->add_menu));
}

GtkWidget *
baton_outline_new (BatonDocument *document,
                   guint64        kinds)
{
  BatonOutline *self = g_object_new (BATON_TYPE_OUTLINE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *more = gtk_menu_button_new (), *nothing = gtk_label_new (_("Nothing found"));
  g_autoptr (GMenu) more_menu = g_menu_new ();
  GtkGesture *click;

  self->document = g_object_ref (document);
  self->kinds = kinds;
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  g_object_set (self->search, "placeholder-text", _("Search"), NULL); /* the setter is newer than our floor */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in this list"), -1);
  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "list-add-symbolic");
  baton_tooltip_set (self->add, _("Add"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add"), -1);
  self->add_menu = g_menu_new ();
  fill_add_menu (self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), open_add_cb, self, NULL);
  gtk_widget_set_visible (self->add, g_menu_model_get_n_items (G_MENU_MODEL (self->add_menu)) > 0);
  gtk_widget_set_sensitive (self->add, !baton_workspace_is_read_only (baton_document_get_workspace (document)));

  g_menu_append (more_menu, _("Rename…"), "outline.rename");
  g_menu_append (more_menu, _("Duplicate"), "outline.duplicate");
  g_menu_append (more_menu, _("Move Up"), "outline.move-up");
  g_menu_append (more_menu, _("Move Down"), "outline.move-down");
  g_menu_append (more_menu, _("Move Below the One Before"), "outline.move-in");
  g_menu_append (more_menu, _("Move Out"), "outline.move-out");
  g_menu_append (more_menu, _("Delete"), "outline.delete");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  baton_lazy_menu_set (GTK_MENU_BUTTON (more), G_MENU_MODEL (more_menu));
  baton_tooltip_set (more, _("What can be done with the chosen thing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What can be done with the chosen thing"), -1);

  gtk_box_append (GTK_BOX (bar), self->search);
  gtk_box_append (GTK_BOX (bar), self->add);
  gtk_box_append (GTK_BOX (bar), more);
  gtk_widget_set_margin_top (bar, 6);
  gtk_widget_set_margin_bottom (bar, 6);
  gtk_widget_set_margin_start (bar, 6);
  gtk_widget_set_margin_end (bar, 6);

  self->model = baton_outline_model_new (document, kinds);
  self->tree = baton_growing_list_new (g_object_ref (baton_outline_model_get_tree (self->model)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->tree)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), baton_outline_rows_new (document, kinds, self->model));
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_widget_add_css_class (self->list, "baton-outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Outline"), -1);
  add_shortcut (self->list, GDK_KEY_F2, 0, "outline.rename");
  add_shortcut (self->list, GDK_KEY_Delete, 0, "outline.delete");
  add_shortcut (self->list, GDK_KEY_Up, GDK_ALT_MASK, "outline.move-up");
  add_shortcut (self->list, GDK_KEY_Down, GDK_ALT_MASK, "outline.move-down");
  add_shortcut (self->list, GDK_KEY_Right, GDK_ALT_MASK, "outline.move-in");
  add_shortcut (self->list, GDK_KEY_Left, GDK_ALT_MASK, "outline.move-out");
  add_shortcut (self->list, GDK_KEY_d, GDK_CONTROL_MASK, "outline.duplicate");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  click = gtk_gesture_click_new ();
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  self->stop = baton_tab_stop_new (scrolled, self->list);
  baton_row_menu_attach (GTK_WIDGET (self), BATON_TAB_STOP (self->stop), self->list, G_MENU_MODEL (more_menu));
  self->empty = adw_status_page_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _("Nothing Here Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), _("Add the first with the button above."));
  gtk_widget_add_css_class (self->empty, "compact");
  gtk_widget_add_css_class (nothing, "dim-label");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->stop, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "nothing");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  choose_again (self);
  return GTK_WIDGET (self);
}

void
baton_outline_set_fill (BatonOutline     *self,
                        BatonOutlineFill  fill,
                        gpointer          user_data)
{
  g_return_if_fail (BATON_IS_OUTLINE (self));
  self->fill = fill;
  self->fill_data = user_data;
}

const char *
baton_outline_get_selected (BatonOutline *self)
{
  return self->selected;
}

void
baton_outline_unselect (BatonOutline *self)
{
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->following = FALSE;
  g_clear_pointer (&self->selected, g_free);
}

static void
scroll_to_selected (BatonOutline *self)
{
  guint row = gtk_single_selection_get_selected (self->selection);

  if (row == GTK_INVALID_LIST_POSITION)
    return;
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", row);
  if (baton_tab_stop_has_focus (BATON_TAB_STOP (self->stop)))
    baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
}

static gboolean
tick_cb (GtkWidget     *list,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  BatonOutline *self = user_data;

  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  self->waiting = 0;
  scroll_to_selected (self);
  return G_SOURCE_REMOVE;
}

/* A list that has no size yet would scroll past its end and stay blank: it waits for the frame after its first. */
static void
await_size (BatonOutline *self)
{
  if (self->waiting == 0)
    self->waiting = gtk_widget_add_tick_callback (self->list, tick_cb, self, NULL);
}

/* A narrow window shows the form first. */
static void
map_cb (BatonOutline *self)
{
  g_signal_handlers_disconnect_by_func (self->list, map_cb, self);
  await_size (self);
}

static gboolean
scroll_cb (gpointer user_data)
{
  BatonOutline *self = user_data;

  self->scrolling = 0;
  if (gtk_widget_get_height (self->list) > 0)
    scroll_to_selected (self);
  else if (gtk_widget_get_mapped (self->list))
    await_size (self);
  else
    g_signal_connect_object (self->list, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  return G_SOURCE_REMOVE;
}

gboolean
baton_outline_select (BatonOutline *self,
                      const char   *id)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);
  guint row;

  if (entity == NULL || !is_shown (self, baton_entity_get_kind (entity)))
    return FALSE;
  row = find_row (self, id);
  if (row == GTK_INVALID_LIST_POSITION)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      end_search (self);
      row = baton_outline_model_find (self->model, id, TRUE);
    }
  if (row == GTK_INVALID_LIST_POSITION)
    return FALSE;
  if (gtk_single_selection_get_selected (self->selection) == row)
    return TRUE;
  select_row (self, row);
  /* Far away that is a turn of its own, before the next frame. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) <= MADE_AT_ONCE)
    scroll_to_selected (self);
  else if (self->scrolling == 0)
    self->scrolling = g_idle_add_full (G_PRIORITY_HIGH_IDLE, scroll_cb, self, NULL);
  return TRUE;
}
