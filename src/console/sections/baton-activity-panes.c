/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activity-panes.h"

#define NAMES_WIDTH 216

static gboolean
scroll_to_first_column (gpointer adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* The first column stands at the right where writing runs that way, but a scrolled window begins at the left. It is scrolled
 * once it has a size, and after the allocation that gave it one. */
static void
first_size_cb (GtkAdjustment *adjustment,
               GtkWidget     *view)
{
  if (gtk_adjustment_get_page_size (adjustment) <= 0)
    return;
  g_signal_handlers_disconnect_by_func (adjustment, first_size_cb, view);
  if (gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_to_first_column, g_object_ref (adjustment), g_object_unref);
}

/* ── Side by side ── */

static void
measure_views (GtkWidget      *box,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural,
               int            *minimum_baseline,
               int            *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? *minimum + child_minimum : MAX (*minimum, child_minimum);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + child_natural : MAX (*natural, child_natural);
    }
}

static void
allocate_at (GtkWidget *child,
             int        start,
             int        width,
             int        height,
             int        all)
{
  gboolean rtl = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? all - start - width : start, 0, width, height }, -1);
}

/* Each view may move the adjustment of both as it is allocated, and by that takes the allocation of the other away; within one
 * turn of the toolkit that is noticed too late, and the frame drawn without the other. So each is allocated until both agree: a
 * view that has its allocation is not asked again. */
static void
allocate_views (GtkWidget *box,
                int        width,
                int        height,
                int        baseline)
{
  GtkWidget *left = gtk_widget_get_first_child (box), *line = gtk_widget_get_next_sibling (left), *right = gtk_widget_get_next_sibling (line);
  int least, wish, thin, rest;

  gtk_widget_measure (left, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wish, NULL, NULL);
  gtk_widget_measure (line, GTK_ORIENTATION_HORIZONTAL, -1, &thin, NULL, NULL, NULL);
  gtk_widget_measure (right, GTK_ORIENTATION_HORIZONTAL, -1, &rest, NULL, NULL, NULL);
  wish = CLAMP (width - thin - rest, least, wish);
  allocate_at (line, wish, thin, height, width);
  for (int i = 0; i < 3; i++)
    {
      allocate_at (right, wish + thin, width - wish - thin, height, width);
      allocate_at (left, 0, wish, height, width);
    }
}

GtkWidget *
baton_activity_panes_new (GtkWidget *names,
                          GtkWidget *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *left = gtk_scrolled_window_new (), *right = gtk_scrolled_window_new ();

  /* Both views show the same rows through one adjustment, so the names stay while the rest scrolls sideways. */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (right), view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (left), names);
  gtk_scrolled_window_set_vadjustment (GTK_SCROLLED_WINDOW (left), gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (right)));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (left), GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  gtk_widget_set_size_request (left, NAMES_WIDTH, -1);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_set_vexpand (right, TRUE);
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), right);
  gtk_widget_set_layout_manager (box, gtk_custom_layout_new (NULL, measure_views, allocate_views));
  gtk_widget_set_vexpand (box, TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (right)), "changed", G_CALLBACK (first_size_cb), view, 0);
  return box;
}
