/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-row-menu.h"

typedef struct
{
  GtkWidget    *host;    /* borrowed: it outlives the controllers that have this */
  BatonTabStop *stop;    /* borrowed */
  GtkWidget    *list;    /* borrowed */
  GMenuModel   *model;   /* owned */
} RowMenu;

static void
row_menu_free (gpointer data)
{
  RowMenu *menu = data;

  g_object_unref (menu->model);
  g_free (menu);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

void
baton_row_menu_drop_popover (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
baton_row_menu_dispose (GtkWidget *host)
{
  GtkWidget *child = gtk_widget_get_first_child (host), *next;

  for (; child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
    }
}

static void
closed_cb (GtkWidget    *popover,
           BatonTabStop *stop)
{
  GtkRoot *root = gtk_widget_get_root (popover);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || gtk_widget_is_ancestor (focus, popover))
    baton_tab_stop_focus_row (stop);
  baton_row_menu_drop_popover (popover);
}

static void
popup (RowMenu            *menu,
       const GdkRectangle *place)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu->model);

  gtk_widget_set_parent (popover, menu->host);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), menu->stop, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* The row of the list that *widget* is or is in; NULL: none. */
static GtkWidget *
find_row (RowMenu   *menu,
          GtkWidget *widget)
{
  while (widget != NULL && gtk_widget_get_parent (widget) != menu->list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

static gboolean
key_cb (RowMenu         *menu,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (menu->host)), *row = find_row (menu, focus);
  graphene_rect_t bounds;

  state &= gtk_accelerator_get_default_mod_mask ();
  /* Texts in a row have a menu of their own. */
  if (!((key == GDK_KEY_Menu && state == 0) || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK)) || row == NULL || GTK_IS_EDITABLE (focus)
      || GTK_IS_TEXT_VIEW (focus) || !gtk_widget_compute_bounds (row, menu->host, &bounds))
    return GDK_EVENT_PROPAGATE;
  popup (menu, &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  return GDK_EVENT_STOP;
}

static void
pressed_cb (RowMenu    *menu,
            int         n_press,
            double      x,
            double      y,
            GtkGesture *gesture)
{
  GtkWidget *row = find_row (menu, gtk_widget_pick (menu->list, x, y, GTK_PICK_DEFAULT));
  graphene_point_t point;

  if (row == NULL || !gtk_widget_compute_point (menu->list, menu->host, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  if (GTK_IS_LIST_BOX_ROW (row) && !gtk_list_box_row_get_selectable (GTK_LIST_BOX_ROW (row)))
    return; /* the detail of the chosen row */
  if (GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_select_row (GTK_LIST_BOX (menu->list), GTK_LIST_BOX_ROW (row));
  else
    gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup (menu, &(GdkRectangle) { point.x, point.y, 1, 1 });
}

void
baton_row_menu_attach (GtkWidget    *host,
                       BatonTabStop *stop,
                       GtkWidget    *list,
                       GMenuModel   *model)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  RowMenu *menu = g_new (RowMenu, 1);

  *menu = (RowMenu) { host, stop, list, g_object_ref (model) };
  g_object_set_data_full (G_OBJECT (list), "baton-row-menu", menu, row_menu_free);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), menu);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), menu);
  gtk_widget_add_controller (list, keys);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
}
