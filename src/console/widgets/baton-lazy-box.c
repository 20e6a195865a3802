/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-lazy-box.h"

#define AT_ONCE 40       /* made at first, and each time that the end comes near */
#define BUDGET_US 6000   /* of one turn; the last row made in it comes on top */
#define LESS 8           /* rows of what was there that are taken apart at a time */

struct _BatonLazyBox
{
  GtkBox            parent_instance;

  BatonLazyBoxFunc  func;
  gpointer          user_data;
  GtkAdjustment    *adjustment;   /* of the scrolled window, while mapped; owned */
  guint             idle_id;
  guint             n_made;
  guint             n_wanted;     /* before the next frame */
  guint             making;       /* source that makes them */
  GPtrArray        *old;          /* what was there before the restart; owned */
  guint             dropping;     /* source that takes that apart */
  gboolean          done;
};

G_DEFINE_FINAL_TYPE (BatonLazyBox, baton_lazy_box, GTK_TYPE_BOX)

static gboolean
make_one (BatonLazyBox *self)
{
  if (!self->done)
    {
      self->done = self->func == NULL || !self->func (self, self->user_data);
      if (!self->done)
        self->n_made++;
    }
  return !self->done;
}

/* Whether there is less than a page to spare between what is shown and the end of the box. */
static gboolean
is_near_end (BatonLazyBox *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  double x, y;

  return scrolled != NULL && self->adjustment != NULL &&
         gtk_widget_translate_coordinates (GTK_WIDGET (self), scrolled, 0, gtk_widget_get_height (GTK_WIDGET (self)), &x, &y) &&
         y < 2 * gtk_adjustment_get_page_size (self->adjustment);
}

static gboolean
idle_cb (gpointer user_data)
{
  BatonLazyBox *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  self->idle_id = 0;
  for (guint i = 0; is_near_end (self) && i < AT_ONCE && g_get_monotonic_time () < end; i++)
    if (!make_one (self))
      break;
  return G_SOURCE_REMOVE;
}

/* After each batch the layout changes the adjustment, so this is asked again until there is a page to spare. What lies where is
 * certain only after the layout: by the time of the idle. */
static void
adjustment_changed_cb (BatonLazyBox *self)
{
  if (!self->done && self->idle_id == 0 && is_near_end (self))
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, idle_cb, self, NULL);
}

static void
baton_lazy_box_map (GtkWidget *widget)
{
  BatonLazyBox *self = BATON_LAZY_BOX (widget);
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (baton_lazy_box_parent_class)->map (widget);
  if (scrolled == NULL || self->adjustment != NULL)
    return;
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adjustment, "changed", G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  adjustment_changed_cb (self);
}

static void
baton_lazy_box_unmap (GtkWidget *widget)
{
  BatonLazyBox *self = BATON_LAZY_BOX (widget);

  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustment, adjustment_changed_cb, self);
  g_clear_object (&self->adjustment);
  GTK_WIDGET_CLASS (baton_lazy_box_parent_class)->unmap (widget);
}

/* ── Anew ── */

/* Rows may cost a millisecond each, and there may be hundreds: they are made in several turns, and nothing is drawn in between. */
static gboolean
make_wanted_cb (gpointer user_data)
{
  BatonLazyBox *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  while (self->n_made < self->n_wanted && g_get_monotonic_time () < end && make_one (self))
    ;
  if (self->n_made < self->n_wanted && !self->done)
    return G_SOURCE_CONTINUE;
  self->making = 0;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_BOX (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static gboolean
drop_cb (gpointer user_data)
{
  BatonLazyBox *self = user_data;
  GtkWidget *last = self->old->pdata[self->old->len - 1], *list = find_list (last), *row = NULL;

  for (int i = 0; list != NULL && i < LESS && (row = gtk_widget_get_last_child (list)) != NULL; i++)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
  if (row != NULL)
    return G_SOURCE_CONTINUE;
  g_ptr_array_set_size (self->old, (int) self->old->len - 1);
  if (self->old->len > 0)
    return G_SOURCE_CONTINUE;
  self->dropping = 0;
  return G_SOURCE_REMOVE;
}

static void
put_away (BatonLazyBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    {
      g_ptr_array_add (self->old, g_object_ref (child));
      gtk_box_remove (GTK_BOX (self), child);
    }
  if (self->old->len > 0 && self->dropping == 0)
    self->dropping = g_idle_add_full (G_PRIORITY_LOW, drop_cb, self, NULL);
}

static void
baton_lazy_box_dispose (GObject *object)
{
  BatonLazyBox *self = BATON_LAZY_BOX (object);

  baton_lazy_box_stop (self);
  g_clear_handle_id (&self->dropping, g_source_remove);
  g_clear_pointer (&self->old, g_ptr_array_unref);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (baton_lazy_box_parent_class)->dispose (object);
}

static void
baton_lazy_box_class_init (BatonLazyBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_lazy_box_dispose;
  GTK_WIDGET_CLASS (klass)->map = baton_lazy_box_map;
  GTK_WIDGET_CLASS (klass)->unmap = baton_lazy_box_unmap;
}

static void
baton_lazy_box_init (BatonLazyBox *self)
{
  self->done = TRUE;
  self->old = g_ptr_array_new_with_free_func (g_object_unref);
}

GtkWidget *
baton_lazy_box_new (int               spacing,
                    BatonLazyBoxFunc  func,
                    gpointer          user_data)
{
  BatonLazyBox *self = g_object_new (BATON_TYPE_LAZY_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", spacing, NULL);

  self->func = func;
  self->user_data = user_data;
  return GTK_WIDGET (self);
}

void
baton_lazy_box_restart (BatonLazyBox *self)
{
  g_return_if_fail (BATON_IS_LAZY_BOX (self));

  g_clear_handle_id (&self->idle_id, g_source_remove);
  put_away (self);
  self->n_wanted = MAX (MAX (self->n_made, self->making != 0 ? self->n_wanted : 0), AT_ONCE);
  self->n_made = 0;
  self->done = FALSE;
  if (self->making == 0 && make_wanted_cb (self))
    self->making = g_idle_add_full (G_PRIORITY_HIGH_IDLE, make_wanted_cb, self, NULL);
}

void
baton_lazy_box_reach (BatonLazyBox *self,
                      guint         n)
{
  g_return_if_fail (BATON_IS_LAZY_BOX (self));

  while (self->n_made < n && make_one (self))
    ;
}

void
baton_lazy_box_stop (BatonLazyBox *self)
{
  g_return_if_fail (BATON_IS_LAZY_BOX (self));

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->making, g_source_remove);
  self->func = NULL;
  self->done = TRUE;
}
