/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-portal-node.h"

#include "console/baton-tooltip.h"

#include <string.h>

typedef enum
{
  NODE_BOX,
  NODE_LABEL,
  NODE_PICTURE,
  NODE_ITEM,
  NODE_FLOW,
  NODE_LEVEL,
  NODE_EXPANDER,
  NODE_SEARCH
} NodeType;

typedef enum
{
  RUNS_AS_PARENT,
  RUNS_LTR,
  RUNS_RTL
} Runs;

struct _BatonPortalNode
{
  NodeType       type;
  GtkOrientation orientation;
  int            spacing;
  int            width;
  int            height;
  guint          most_in_line;
  char          *css_class;   /* owned, nullable */

  char          *text;        /* of a label or an expander; the name of what has none; owned */
  char          *markup;      /* Pango's, of a label that is more than its text; owned, nullable */
  char          *tooltip;     /* owned, nullable */
  char          *id;          /* owned, nullable */
  char          *target;      /* of a search the words; owned, nullable */
  GdkTexture    *texture;     /* owned, nullable */
  double         value;
  double         most;
  GPtrArray     *classes;     /* besides css_class; owned, ends in NULL once shown */
  Runs           runs;
  gboolean       wide;
  gboolean       whole;       /* words are not broken */

  GPtrArray     *children;    /* owned */
  GtkWidget     *widget;      /* borrowed from where it stands; NULL before it is made */
  guint          n_made;      /* children that stand in a widget made for this node */
  gboolean       ahead;       /* the widget stands nowhere yet: it is owned */
};

/* ── Describing ── */

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

static gboolean
drop_cb (gpointer widget)
{
  g_object_unref (widget);
  return G_SOURCE_REMOVE;
}

void
baton_portal_node_free (BatonPortalNode *self)
{
  if (self == NULL)
    return;
  if (self->ahead)
    g_idle_add_full (G_PRIORITY_LOW, drop_cb, self->widget, NULL);
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
                          gpointer         user_data)
{
  g_autofree char *text = g_steal_pointer (&self->text), *tooltip = g_steal_pointer (&self->tooltip);

  self->text = text != NULL ? func (text, user_data) : NULL;
  if (g_strcmp0 (text, self->text) != 0)
    g_clear_pointer (&self->markup, g_free);
  self->tooltip = tooltip != NULL ? func (tooltip, user_data) : NULL;
  for (guint i = 0; i < self->children->len; i++)
    baton_portal_node_reword (self->children->pdata[i], func, user_data);
}

/* ── Widgets ── */

/* An item's button: what a click on it is about. */
struct _BatonPortalItem
{
  GtkButton            parent_instance;

  char                *id;       /* owned */
  char                *target;   /* owned, nullable */
  BatonPortalNodeFunc  func;
  gpointer             user_data;
};

#define BATON_TYPE_PORTAL_ITEM (baton_portal_item_get_type ())
G_DECLARE_FINAL_TYPE (BatonPortalItem, baton_portal_item, BATON, PORTAL_ITEM, GtkButton)
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

static GtkWidget *
make_widget (BatonPortalNode     *self,
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
      widget = g_object_new (BATON_TYPE_PORTAL_ITEM, NULL);
      BATON_PORTAL_ITEM (widget)->func = func;
      BATON_PORTAL_ITEM (widget)->user_data = user_data;
      return widget;
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
static void
show_properties (BatonPortalNode *self,
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
      BatonPortalItem *item = BATON_PORTAL_ITEM (self->widget);

      g_free (item->id);
      g_free (item->target);
      item->id = g_strdup (self->id);
      item->target = g_strdup (self->target);
    }
}

/* ── Taking over ── */

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
  g_idle_add_full (G_PRIORITY_LOW, drop_cb, g_object_ref (child->widget), NULL);
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
      self->widget = g_object_ref_sink (make_widget (self, making->func, making->user_data));
      self->ahead = TRUE;
      show_properties (self, NULL);
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
      show_properties (self, before);
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
