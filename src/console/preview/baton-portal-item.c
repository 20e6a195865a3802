/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-portal-item.h"

struct _BatonPortalItem
{
  GtkButton            parent_instance;

  char                *id;       /* owned */
  char                *target;   /* owned, nullable */
  BatonPortalNodeFunc  func;
  gpointer             user_data;
};

G_DEFINE_FINAL_TYPE (BatonPortalItem, baton_portal_item, GTK_TYPE_BUTTON)

static void
baton_portal_item_clicked (GtkButton *button)
{
  BatonPortalItem *self = BATON_PORTAL_ITEM (button);

  self->func (GTK_WIDGET (self), self->id, self->target, FALSE, self->user_data);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            BatonPortalItem *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->func (GTK_WIDGET (self), self->id, self->target, TRUE, self->user_data);
}

/* What a click with the second button does, the keys for a menu do. */
static gboolean
ask_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  BatonPortalItem *self = BATON_PORTAL_ITEM (widget);

  self->func (widget, self->id, self->target, TRUE, self->user_data);
  return GDK_EVENT_STOP;
}

/* An answer to *Why is this here?* may hang on an item that the next edit takes away. */
static void
baton_portal_item_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }
  G_OBJECT_CLASS (baton_portal_item_parent_class)->dispose (object);
}

static void
baton_portal_item_finalize (GObject *object)
{
  BatonPortalItem *self = BATON_PORTAL_ITEM (object);

  g_free (self->id);
  g_free (self->target);
  G_OBJECT_CLASS (baton_portal_item_parent_class)->finalize (object);
}

static void
baton_portal_item_class_init (BatonPortalItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_portal_item_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_portal_item_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = baton_portal_item_clicked;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Menu, 0, ask_cb, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F10, GDK_SHIFT_MASK, ask_cb, NULL);
}

static void
baton_portal_item_init (BatonPortalItem *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

GtkWidget *
baton_portal_item_new (BatonPortalNodeFunc func,
                       gpointer            user_data)
{
  BatonPortalItem *self = g_object_new (BATON_TYPE_PORTAL_ITEM, NULL);

  self->func = func;
  self->user_data = user_data;
  return GTK_WIDGET (self);
}

void
baton_portal_item_set_about (BatonPortalItem *self,
                             const char      *id,
                             const char      *target)
{
  g_free (self->id);
  g_free (self->target);
  self->id = g_strdup (id);
  self->target = g_strdup (target);
}
