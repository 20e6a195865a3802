/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-expander-row.h"

struct _BatonExpanderRow
{
  AdwExpanderRow parent_instance;
};

G_DEFINE_FINAL_TYPE (BatonExpanderRow, baton_expander_row, ADW_TYPE_EXPANDER_ROW)

/* The list around this hands it the focus when arrows come to it. */
static gboolean
baton_expander_row_grab_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return (focus != NULL && gtk_widget_is_ancestor (focus, widget)) || gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
baton_expander_row_class_init (BatonExpanderRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = baton_expander_row_grab_focus;
}

static void
baton_expander_row_init (BatonExpanderRow *self)
{
}

GtkWidget *
baton_expander_row_new (void)
{
  return g_object_new (BATON_TYPE_EXPANDER_ROW, NULL);
}
