/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-list-detail.h"

#include <glib/gi18n-lib.h>

struct _BatonListDetail
{
  AdwBin     parent_instance;

  GtkWidget *leaflet;
  GtkWidget *list;      /* what keeps the list's width */
  GtkWidget *detail;    /* the detail below its way back */
  GtkWidget *back;
  guint      idle;      /* source that shows or hides the way back */
};

G_DEFINE_FINAL_TYPE (BatonListDetail, baton_list_detail, ADW_TYPE_BIN)

/* The leaflet lets the focus follow. Where both are seen it stays in the list, so that arrows go on and Delete deletes what
 * was chosen, not its name. */
void
baton_list_detail_show_detail (BatonListDetail *self)
{
  gboolean folded;

  g_return_if_fail (BATON_IS_LIST_DETAIL (self));
  folded = adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet));
  gtk_widget_set_can_focus (self->detail, folded);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->detail);
  gtk_widget_set_can_focus (self->detail, TRUE);
}

void
baton_list_detail_show_list (BatonListDetail *self)
{
  g_return_if_fail (BATON_IS_LIST_DETAIL (self));
  if (gtk_widget_get_visible (self->list))
    adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->list);
}

void
baton_list_detail_hide_list (BatonListDetail *self)
{
  g_return_if_fail (BATON_IS_LIST_DETAIL (self));
  baton_list_detail_show_detail (self);
  gtk_widget_set_visible (self->list, FALSE);
}

static gboolean
show_back_cb (gpointer data)
{
  BatonListDetail *self = data;

  self->idle = 0;
  gtk_widget_set_visible (self->back, adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)));
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while it is given its size; what it holds must not ask for another in that moment. */
static void
folded_cb (BatonListDetail *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_back_cb, self, NULL);
}

static void
baton_list_detail_dispose (GObject *object)
{
  g_clear_handle_id (&BATON_LIST_DETAIL (object)->idle, g_source_remove);
  G_OBJECT_CLASS (baton_list_detail_parent_class)->dispose (object);
}

static void
baton_list_detail_class_init (BatonListDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_list_detail_dispose;
}

static void
baton_list_detail_init (BatonListDetail *self)
{
}

GtkWidget *
baton_list_detail_new (GtkWidget *list,
                       GtkWidget *detail,
                       int        width)
{
  BatonListDetail *self = g_object_new (BATON_TYPE_LIST_DETAIL, NULL);
  GtkWidget *back = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (back), adw_button_content_new ());
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (back))), "go-previous-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (back))), _("Back to the List"));
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_halign (back, GTK_ALIGN_START);
  g_signal_connect_object (back, "clicked", G_CALLBACK (baton_list_detail_show_list), self, G_CONNECT_SWAPPED);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->detail), back);
  gtk_box_append (GTK_BOX (self->detail), detail);
  gtk_widget_set_vexpand (detail, TRUE);
  gtk_widget_set_hexpand (self->detail, TRUE);

  /* Without it the longest name would decide how much is left for the detail. */
  self->list = gtk_scrolled_window_new ();
  gtk_widget_set_hexpand (self->list, FALSE); /* not the search field's */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->list), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (self->list), width);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->list), list);

  self->leaflet = adw_leaflet_new ();
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->list);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (ADW_LEAFLET (self->leaflet), gtk_separator_new (GTK_ORIENTATION_VERTICAL)), FALSE);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->detail);
  self->back = back;
  gtk_widget_set_visible (back, FALSE);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->leaflet);
  return GTK_WIDGET (self);
}
