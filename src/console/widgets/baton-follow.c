/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-follow.h"

#define BATON_TYPE_FOLLOWER (baton_follower_get_type ())
G_DECLARE_FINAL_TYPE (BatonFollower, baton_follower, BATON, FOLLOWER, GObject)

/* Lives as long as its widget, which holds it. */
struct _BatonFollower
{
  GObject                 parent_instance;

  GtkWidget              *widget;    /* borrowed */
  BatonFollowChangesFunc  changed;   /* one of the two */
  BatonFollowFunc         heard;
  GPtrArray              *missed;    /* of BatonChange, borrowed from *kept*; owned */
  GPtrArray              *kept;      /* of GPtrArray; owned */
  gboolean                pending;
};

G_DEFINE_FINAL_TYPE (BatonFollower, baton_follower, G_TYPE_OBJECT)

static void
forget (BatonFollower *self)
{
  self->pending = FALSE;
  g_ptr_array_set_size (self->missed, 0);
  g_ptr_array_set_size (self->kept, 0);
}

static void
changed_cb (BatonFollower *self,
            GPtrArray     *changes)
{
  if (gtk_widget_get_mapped (self->widget) && !self->pending)
    {
      self->changed (self->widget, changes);
      return;
    }
  self->pending = TRUE;
  g_ptr_array_add (self->kept, g_ptr_array_ref (changes));
  g_ptr_array_extend (self->missed, changes, NULL, NULL);
}

static void
heard_cb (BatonFollower *self)
{
  if (gtk_widget_get_mapped (self->widget))
    self->heard (self->widget);
  else
    self->pending = TRUE;
}

static void
map_cb (BatonFollower *self)
{
  if (!self->pending)
    return;
  self->pending = FALSE;
  if (self->heard != NULL)
    self->heard (self->widget);
  else
    self->changed (self->widget, self->missed);
  forget (self);
}

static void
baton_follower_finalize (GObject *object)
{
  BatonFollower *self = BATON_FOLLOWER (object);

  g_ptr_array_unref (self->missed);
  g_ptr_array_unref (self->kept);
  G_OBJECT_CLASS (baton_follower_parent_class)->finalize (object);
}

static void
baton_follower_class_init (BatonFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_follower_finalize;
}

static void
baton_follower_init (BatonFollower *self)
{
  self->missed = g_ptr_array_new ();
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

static BatonFollower *
follow (GtkWidget *widget)
{
  BatonFollower *self = g_object_new (BATON_TYPE_FOLLOWER, NULL);

  self->widget = widget;
  g_object_weak_ref (G_OBJECT (widget), (GWeakNotify) (void (*) (void)) g_object_unref, self);
  g_signal_connect_object (widget, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
baton_follow_changes (BatonDocument          *document,
                      GtkWidget              *widget,
                      BatonFollowChangesFunc  func)
{
  BatonFollower *self = follow (widget);

  self->changed = func;
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
baton_follow_signal (gpointer         object,
                     const char      *signal,
                     GtkWidget       *widget,
                     BatonFollowFunc  func)
{
  BatonFollower *self = follow (widget);

  self->heard = func;
  g_signal_connect_object (object, signal, G_CALLBACK (heard_cb), self, G_CONNECT_SWAPPED);
}
