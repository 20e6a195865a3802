/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The widget that shows one node: what kind it is, and what it is told.
 */
#include "config.h"

#include "console/preview/baton-portal-node-private.h"

#include "console/baton-tooltip.h"
#include "console/preview/baton-portal-item.h"

#include <string.h>

/* ── Making ── */

/* Whom a widget tells that has no room for it of its own. */
typedef struct
{
  BatonPortalNodeFunc func;
  gpointer            user_data;
} Told;

static void
told_free (gpointer  told,
           GClosure *closure)
{
  g_free (told);
}

static gboolean
link_cb (GtkLabel   *label,
         const char *address,
         Told       *told)
{
  if (!g_str_has_prefix (address, "baton:"))
    return GDK_EVENT_PROPAGATE;
  told->func (GTK_WIDGET (label), address + strlen ("baton:"), address + strlen ("baton:"), FALSE, told->user_data);
  return GDK_EVENT_STOP;
}

static void
searched_cb (GtkEditable *entry,
             Told        *told)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  told->func (GTK_WIDGET (entry), NULL, words, FALSE, told->user_data);
}

static void
search_icon_cb (GtkEditable          *entry,
                GtkEntryIconPosition  position,
                Told                 *told)
{
  searched_cb (entry, told);
}

static GtkWidget *
make_search (BatonPortalNodeFunc func,
             gpointer            user_data)
{
  GtkWidget *entry = gtk_entry_new ();
  Told told = { func, user_data };

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY, "system-search-symbolic");
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  g_signal_connect_data (entry, "activate", G_CALLBACK (searched_cb), g_memdup2 (&told, sizeof told), told_free, 0);
  g_signal_connect_data (entry, "icon-press", G_CALLBACK (search_icon_cb), g_memdup2 (&told, sizeof told), told_free, 0);
  return entry;
}

static GtkWidget *
make_label (BatonPortalNodeFunc func,
            gpointer            user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  Told told = { func, user_data };

  g_signal_connect_data (label, "activate-link", G_CALLBACK (link_cb), g_memdup2 (&told, sizeof told), told_free, 0);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
make_flow (guint most_in_line)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), FALSE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), most_in_line);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  return flow;
}

GtkWidget *
baton_portal_node_make_widget (BatonPortalNode     *self,
                               BatonPortalNodeFunc  func,
                               gpointer             user_data)
{
  GtkWidget *widget;

  switch (self->type)
    {
    case NODE_LABEL:
      return make_label (func, user_data);
    case NODE_SEARCH:
      return make_search (func, user_data);
    case NODE_PICTURE:
      widget = gtk_picture_new ();
      gtk_picture_set_can_shrink (GTK_PICTURE (widget), TRUE);
      gtk_widget_set_size_request (widget, self->width, self->height);
      return widget;
    case NODE_ITEM:
      return baton_portal_item_new (func, user_data);
    case NODE_FLOW:
      return make_flow (self->most_in_line);
    case NODE_LEVEL:
      return gtk_level_bar_new ();
    case NODE_EXPANDER:
      return gtk_expander_new (NULL);
    case NODE_BOX:
    default:
      return gtk_box_new (self->orientation, self->spacing);
    }
}

/* ── What the widget is told ── */

static gboolean
differ (const BatonPortalNode *before,
        const char            *old,
        const char            *new)
{
  return before == NULL || g_strcmp0 (old, new) != 0;
}

static void
show_search_name (BatonPortalNode *self)
{
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->widget), self->text);
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->widget), GTK_ENTRY_ICON_SECONDARY, self->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
}

static void
show_text (BatonPortalNode *self,
           BatonPortalNode *before)
{
  if (!differ (before, before != NULL ? before->text : NULL, self->text) && !differ (before, before != NULL ? before->markup : NULL, self->markup))
    return;
  if (self->markup != NULL)
    gtk_label_set_markup (GTK_LABEL (self->widget), self->markup);
  else if (self->type == NODE_LABEL)
    gtk_label_set_text (GTK_LABEL (self->widget), self->text);
  else if (self->type == NODE_EXPANDER)
    gtk_expander_set_label (GTK_EXPANDER (self->widget), self->text);
  else if (self->type == NODE_PICTURE)
    gtk_picture_set_alternative_text (GTK_PICTURE (self->widget), self->text);
  else if (self->type == NODE_SEARCH)
    show_search_name (self);
  else if (self->text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
}

static void
show_classes (BatonPortalNode *self,
              BatonPortalNode *before)
{
  for (guint i = 0; before != NULL && i < before->classes->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->classes, before->classes->pdata[i], g_str_equal, NULL))
      gtk_widget_remove_css_class (self->widget, before->classes->pdata[i]);
  for (guint i = 0; i < self->classes->len; i++)
    if (before == NULL || !g_ptr_array_find_with_equal_func (before->classes, self->classes->pdata[i], g_str_equal, NULL))
      gtk_widget_add_css_class (self->widget, self->classes->pdata[i]);
  if (before == NULL && self->css_class != NULL)
    gtk_widget_add_css_class (self->widget, self->css_class);
}

/* A direction is a widget's own: the text of an entry and what stands in it while it is empty are widgets of their own. */
static void
set_direction (GtkWidget        *widget,
               GtkTextDirection  direction,
               gboolean          within)
{
  gtk_widget_set_direction (widget, direction);
  for (GtkWidget *child = within ? gtk_widget_get_first_child (widget) : NULL; child != NULL; child = gtk_widget_get_next_sibling (child))
    set_direction (child, direction, TRUE);
}

/* What the node says of itself; setters that do nothing for the value that there is are called without asking. */
void
baton_portal_node_show_properties (BatonPortalNode *self,
                                   BatonPortalNode *before)
{
  show_text (self, before);
  show_classes (self, before);
  baton_tooltip_set (self->widget, self->tooltip);
  gtk_widget_set_hexpand (self->widget, self->wide);
  if (self->runs != RUNS_AS_PARENT)
    set_direction (self->widget, self->runs == RUNS_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR, self->type == NODE_SEARCH);
  if (self->type == NODE_LABEL)
    gtk_label_set_wrap_mode (GTK_LABEL (self->widget), self->whole ? PANGO_WRAP_WORD : PANGO_WRAP_WORD_CHAR);
  if (self->type == NODE_PICTURE)
    {
      gtk_picture_set_paintable (GTK_PICTURE (self->widget), GDK_PAINTABLE (self->texture));
    }
  else if (self->type == NODE_LEVEL)
    {
      gtk_level_bar_set_max_value (GTK_LEVEL_BAR (self->widget), self->most);
      gtk_level_bar_set_value (GTK_LEVEL_BAR (self->widget), self->value);
      /* GTK 4.8: what is full and what is empty change places with the direction, but are not laid out anew. */
      gtk_widget_queue_allocate (gtk_widget_get_first_child (self->widget));
    }
  else if (self->type == NODE_SEARCH)
    {
      const char *words = self->target != NULL ? self->target : "";

      /* What is being typed stays while the portal changes around it, and the caret where it is in what was asked. */
      if ((before == NULL || g_strcmp0 (before->target, self->target) != 0) &&
          strcmp (gtk_editable_get_text (GTK_EDITABLE (self->widget)), words) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->widget), words);
    }
  else if (self->type == NODE_ITEM)
    {
      baton_portal_item_set_about (BATON_PORTAL_ITEM (self->widget), self->id, self->target);
    }
}

/* ── Letting go ── */

static gboolean
drop_cb (gpointer widget)
{
  g_object_unref (widget);
  return G_SOURCE_REMOVE;
}

void
baton_portal_node_drop_widget (GtkWidget *widget)
{
  g_idle_add_full (G_PRIORITY_LOW, drop_cb, widget, NULL);
}
