/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-portal-node-private.h"

static BatonPortalNode *
node_new (NodeType    type,
          const char *text,
          const char *css_class)
{
  BatonPortalNode *self = g_new0 (BatonPortalNode, 1);

  self->type = type;
  self->text = g_strdup (text);
  self->css_class = g_strdup (css_class);
  self->classes = g_ptr_array_new_with_free_func (g_free);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_portal_node_free);
  return self;
}

BatonPortalNode *
baton_portal_node_new_box (GtkOrientation  orientation,
                           int             spacing,
                           const char     *css_class)
{
  BatonPortalNode *self = node_new (NODE_BOX, NULL, css_class);

  self->orientation = orientation;
  self->spacing = spacing;
  return self;
}

BatonPortalNode *
baton_portal_node_new_label (const char *text,
                             const char *css_class)
{
  return node_new (NODE_LABEL, text, css_class);
}

BatonPortalNode *
baton_portal_node_new_picture (GdkTexture *texture,
                               const char *alternative,
                               int         width,
                               int         height)
{
  BatonPortalNode *self = node_new (NODE_PICTURE, alternative, NULL);

  self->texture = g_object_ref (texture);
  self->width = width;
  self->height = height;
  return self;
}

BatonPortalNode *
baton_portal_node_new_item (const char *id,
                            const char *target,
                            const char *name)
{
  BatonPortalNode *self = node_new (NODE_ITEM, name, "baton-portal-item");

  self->id = g_strdup (id);
  self->target = g_strdup (target);
  return self;
}

BatonPortalNode *
baton_portal_node_new_search (const char *words,
                              const char *name)
{
  BatonPortalNode *self = node_new (NODE_SEARCH, name, "baton-portal-search");

  self->target = g_strdup (words);
  return self;
}

BatonPortalNode *
baton_portal_node_new_flow (guint most_in_line)
{
  BatonPortalNode *self = node_new (NODE_FLOW, NULL, NULL);

  self->most_in_line = most_in_line;
  return self;
}

BatonPortalNode *
baton_portal_node_new_level (double      value,
                             double      most,
                             const char *name)
{
  BatonPortalNode *self = node_new (NODE_LEVEL, name, NULL);

  self->value = value;
  self->most = most;
  return self;
}

BatonPortalNode *
baton_portal_node_new_expander (const char *label)
{
  return node_new (NODE_EXPANDER, label, NULL);
}

void
baton_portal_node_free (BatonPortalNode *self)
{
  if (self == NULL)
    return;
  if (self->ahead)
    baton_portal_node_drop_widget (self->widget);
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->classes);
  g_clear_object (&self->texture);
  g_free (self->css_class);
  g_free (self->text);
  g_free (self->tooltip);
  g_free (self->markup);
  g_free (self->id);
  g_free (self->target);
  g_free (self);
}

void
baton_portal_node_append (BatonPortalNode *self,
                          BatonPortalNode *child)
{
  g_ptr_array_add (self->children, child);
}

void
baton_portal_node_set_subject (BatonPortalNode *self,
                               const char      *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
}

void
baton_portal_node_add_class (BatonPortalNode *self,
                             const char      *css_class)
{
  g_ptr_array_add (self->classes, g_strdup (css_class));
}

void
baton_portal_node_set_tooltip (BatonPortalNode *self,
                               const char      *text)
{
  g_free (self->tooltip);
  self->tooltip = g_strdup (text);
}

void
baton_portal_node_set_whole (BatonPortalNode *self)
{
  self->whole = TRUE;
}

void
baton_portal_node_set_wide (BatonPortalNode *self)
{
  self->wide = TRUE;
}

void
baton_portal_node_set_rtl (BatonPortalNode *self,
                           gboolean         rtl)
{
  if (self->runs != RUNS_AS_PARENT)
    return;
  self->runs = rtl ? RUNS_RTL : RUNS_LTR;
  for (guint i = 0; i < self->children->len; i++)
    baton_portal_node_set_rtl (self->children->pdata[i], rtl);
}

void
baton_portal_node_set_markup (BatonPortalNode *self,
                              const char      *markup)
{
  g_return_if_fail (self->type == NODE_LABEL);
  g_free (self->markup);
  self->markup = g_strdup (markup);
}

void
baton_portal_node_reword (BatonPortalNode *self,
                          char          *(*func) (const char *text, gpointer user_data),
                          char          *(*markup_func) (const char *markup, gpointer user_data),
                          gpointer         user_data)
{
  g_autofree char *text = g_steal_pointer (&self->text), *tooltip = g_steal_pointer (&self->tooltip), *markup = NULL;

  self->text = text != NULL ? func (text, user_data) : NULL;
  if (g_strcmp0 (text, self->text) != 0)
    markup = g_steal_pointer (&self->markup);
  if (markup != NULL && markup_func != NULL)
    self->markup = markup_func (markup, user_data);
  self->tooltip = tooltip != NULL ? func (tooltip, user_data) : NULL;
  for (guint i = 0; i < self->children->len; i++)
    baton_portal_node_reword (self->children->pdata[i], func, markup_func, user_data);
}
