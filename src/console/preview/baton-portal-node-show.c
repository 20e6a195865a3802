/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree takes over the widgets of the one before it, and makes, at once or ahead in slices, those that are missing.
 */
#include "config.h"

#include "console/preview/baton-portal-node-private.h"

/* Whether one widget can be both. What stands for different things is kept apart, so that the focus and an open popover do
 * not pass from one to the other. */
static gboolean
are_alike (const BatonPortalNode *a,
           const BatonPortalNode *b)
{
  return a->type == b->type && a->orientation == b->orientation && a->spacing == b->spacing && a->width == b->width && a->height == b->height
         && a->most_in_line == b->most_in_line && g_strcmp0 (a->css_class, b->css_class) == 0 && g_strcmp0 (a->id, b->id) == 0;
}

/* It goes from the screen at once, and is taken apart when nothing else is to be done. */
static void
remove_child (BatonPortalNode *self,
              BatonPortalNode *child)
{
  baton_portal_node_drop_widget (g_object_ref (child->widget));
  if (self->type == NODE_BOX)
    gtk_box_remove (GTK_BOX (self->widget), child->widget);
  else if (self->type == NODE_FLOW)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->widget), gtk_widget_get_parent (child->widget));
}

/* Puts a new child where the tree has it; all before it stand there already. */
static void
insert_child (BatonPortalNode *self,
              guint            index)
{
  BatonPortalNode *child = self->children->pdata[index], *previous = index > 0 ? self->children->pdata[index - 1] : NULL;

  if (self->type == NODE_BOX)
    {
      gtk_box_insert_child_after (GTK_BOX (self->widget), child->widget, previous != NULL ? previous->widget : NULL);
    }
  else if (self->type == NODE_FLOW)
    {
      gtk_flow_box_insert (GTK_FLOW_BOX (self->widget), child->widget, (int) index);
      gtk_widget_set_focusable (gtk_widget_get_parent (child->widget), FALSE);
    }
  else if (self->type == NODE_ITEM)
    {
      gtk_button_set_child (GTK_BUTTON (self->widget), child->widget);
    }
  else if (self->type == NODE_EXPANDER)
    {
      gtk_expander_set_child (GTK_EXPANDER (self->widget), child->widget);
      /* Folded, the child is in no window, but GTK 4.8 would let Tab look into it and complain. */
      g_object_bind_property (self->widget, "expanded", child->widget, "can-focus", G_BINDING_SYNC_CREATE);
    }
}

/* For whom widgets are made, and for how long. */
typedef struct
{
  BatonPortalNodeFunc func;
  gpointer            user_data;
  gint64              until_us;
  guint               n_made;
} Making;

/* One is made at least, or it would never end. */
static gboolean
is_over (const Making *making)
{
  return making->n_made > 0 && making->until_us != G_MAXINT64 && g_get_monotonic_time () >= making->until_us;
}

/* The widget floats again: it belongs to where it is put next. */
static void
hand_over (BatonPortalNode *self)
{
  if (!self->ahead)
    return;
  self->ahead = FALSE;
  g_object_force_floating (G_OBJECT (self->widget));
}

/* Goes on with what is new, from where it was left. FALSE when the time is over before all is made. */
static gboolean
make_new (BatonPortalNode *self,
          Making          *making)
{
  if (self->widget == NULL)
    {
      if (is_over (making))
        return FALSE;
      self->widget = g_object_ref_sink (baton_portal_node_make_widget (self, making->func, making->user_data));
      self->ahead = TRUE;
      baton_portal_node_show_properties (self, NULL);
      making->n_made++;
    }
  for (; self->n_made < self->children->len; self->n_made++)
    {
      if (!make_new (self->children->pdata[self->n_made], making))
        return FALSE;
      hand_over (self->children->pdata[self->n_made]);
      insert_child (self, self->n_made);
    }
  return TRUE;
}

/* How many children both have at the beginning and at the end: an edit changes one place of a list, and what stands before it
 * and behind it stays. */
static void
compare_children (BatonPortalNode *self,
                  BatonPortalNode *before,
                  guint           *first,
                  guint           *last)
{
  guint n = self->children->len, n_before = before->children->len;

  *first = *last = 0;
  while (*first < MIN (n, n_before) && are_alike (self->children->pdata[*first], before->children->pdata[*first]))
    (*first)++;
  while (*last < MIN (n, n_before) - *first && are_alike (self->children->pdata[n - 1 - *last], before->children->pdata[n_before - 1 - *last]))
    (*last)++;
}

/* Which child of *before* the child at *index* takes over; NULL: none. */
static BatonPortalNode *
get_kept (BatonPortalNode *self,
          BatonPortalNode *before,
          guint            index,
          guint            first,
          guint            last)
{
  guint n = self->children->len, n_before = before->children->len;

  return index < first ? before->children->pdata[index] : index >= n - last ? before->children->pdata[index + n_before - n] : NULL;
}

static gboolean
make_missing (BatonPortalNode *self,
              BatonPortalNode *before,
              Making          *making)
{
  guint first, last;

  if (before == NULL || !are_alike (self, before))
    return make_new (self, making);
  compare_children (self, before, &first, &last);
  for (guint i = 0; i < self->children->len; i++)
    if (!make_missing (self->children->pdata[i], get_kept (self, before, i, first, last), making))
      return FALSE;
  return TRUE;
}

gboolean
baton_portal_node_make (BatonPortalNode     *self,
                        BatonPortalNode     *before,
                        BatonPortalNodeFunc  func,
                        gpointer             user_data,
                        gint64               until_us)
{
  Making making = { func, user_data, until_us };

  return make_missing (self, before, &making);
}

static void
show_children (BatonPortalNode     *self,
               BatonPortalNode     *before,
               BatonPortalNodeFunc  func,
               gpointer             user_data)
{
  guint first, last;

  compare_children (self, before, &first, &last);
  for (guint i = first; i < before->children->len - last; i++)
    remove_child (before, before->children->pdata[i]);
  for (guint i = 0; i < self->children->len; i++)
    {
      BatonPortalNode *kept = get_kept (self, before, i, first, last);

      baton_portal_node_show (self->children->pdata[i], kept, func, user_data);
      if (kept == NULL)
        insert_child (self, i);
    }
}

GtkWidget *
baton_portal_node_show (BatonPortalNode     *self,
                        BatonPortalNode     *before,
                        BatonPortalNodeFunc  func,
                        gpointer             user_data)
{
  Making making = { func, user_data, G_MAXINT64 };

  if (before != NULL && are_alike (self, before))
    {
      self->widget = before->widget;
      baton_portal_node_show_properties (self, before);
      show_children (self, before, func, user_data);
    }
  else
    {
      make_new (self, &making);
      hand_over (self);
    }
  return self->widget;
}

void
baton_portal_node_foreach_subject (BatonPortalNode           *self,
                                   BatonPortalNodeSubjectFunc func,
                                   gpointer                   user_data)
{
  if (self->id != NULL && self->widget != NULL)
    func (self->id, self->widget, user_data);
  for (guint i = 0; i < self->children->len; i++)
    baton_portal_node_foreach_subject (self->children->pdata[i], func, user_data);
}
