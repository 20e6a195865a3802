/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-tab-stop.h"

#define MAX_FRAMES 10 /* that a chosen row may take to come; it never comes where a search hides it */

struct _BatonTabStop
{
  AdwBin     parent_instance;

  GtkWidget *list;      /* borrowed; NULL once this is disposed of */
  GtkWidget *detail;    /* borrowed, nullable */
  guint      tick;      /* callback that waits for the chosen row; 0: none */
  guint      frames;    /* that it has waited */
};

G_DEFINE_FINAL_TYPE (BatonTabStop, baton_tab_stop, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LIST,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* The row of the list in which the focus is; NULL: it is elsewhere. */
static GtkWidget *
get_focused_row (BatonTabStop *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (widget != NULL && gtk_widget_get_parent (widget) != self->list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* The chosen row, as far as it is laid out: rows of list views tell that by their state alone. */
static GtkWidget *
get_chosen_row (BatonTabStop *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0 && gtk_widget_get_mapped (row))
      return row;
  return NULL;
}

static gboolean
focus_row (GtkWidget *row)
{
  /* A row of a list view hands the focus to what it shows, if that wants it. */
  return GTK_IS_LIST_BOX_ROW (row) ? gtk_widget_grab_focus (row) : gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static gboolean
enter (BatonTabStop     *self,
       GtkDirectionType  direction)
{
  GtkWidget *row = get_chosen_row (self);

  if (direction == GTK_DIR_TAB_BACKWARD && self->detail != NULL && gtk_widget_child_focus (self->detail, direction))
    return TRUE;
  return row != NULL ? focus_row (row) : gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static gboolean
baton_tab_stop_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  BatonTabStop *self = BATON_TAB_STOP (widget);
  GtkWidget *row, *chosen;

  if (self->list == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (baton_tab_stop_parent_class)->focus (widget, direction);
  row = get_focused_row (self);
  if (row == NULL)
    return enter (self, direction);
  if (gtk_widget_child_focus (row, direction))
    return TRUE;
  if (self->detail == NULL || (row == self->detail) == (direction == GTK_DIR_TAB_FORWARD))
    return FALSE;
  if (row != self->detail)
    return gtk_widget_child_focus (self->detail, direction);
  chosen = get_chosen_row (self);
  return chosen != NULL && focus_row (chosen);
}

static gboolean
focus_row_cb (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  BatonTabStop *self = BATON_TAB_STOP (widget);
  GtkWidget *row = get_chosen_row (self);

  if (row == NULL && ++self->frames < MAX_FRAMES)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  /* Who has gone elsewhere meanwhile, stays there. */
  if (row != NULL && (gtk_root_get_focus (gtk_widget_get_root (widget)) == NULL || get_focused_row (self) != NULL))
    focus_row (row);
  return G_SOURCE_REMOVE;
}

void
baton_tab_stop_focus_row (BatonTabStop *self)
{
  GtkWidget *row;

  g_return_if_fail (BATON_IS_TAB_STOP (self));

  if (self->list == NULL)
    return;
  row = get_chosen_row (self);
  if (row != NULL)
    focus_row (row);
  /* Again after the next layout: until then a list view may put another thing into the row. */
  self->frames = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_row_cb, NULL, NULL);
}

void
baton_tab_stop_enter (BatonTabStop *self)
{
  g_return_if_fail (BATON_IS_TAB_STOP (self));

  if (self->list == NULL)
    return;
  /* As much as is laid out: the chosen row, which may be none of that, is waited for. */
  enter (self, GTK_DIR_TAB_FORWARD);
  baton_tab_stop_focus_row (self);
}

static void
find (GtkWidget     *widget,
      BatonTabStop **found)
{
  if (BATON_IS_TAB_STOP (widget) && BATON_TAB_STOP (widget)->list != NULL && (*found == NULL || get_chosen_row (BATON_TAB_STOP (widget)) != NULL))
    *found = BATON_TAB_STOP (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child))
      find (child, found);
}

BatonTabStop *
baton_tab_stop_find (GtkWidget *widget)
{
  BatonTabStop *found = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  find (widget, &found);
  return found;
}

gboolean
baton_tab_stop_has_focus (BatonTabStop *self)
{
  g_return_val_if_fail (BATON_IS_TAB_STOP (self), FALSE);

  return self->list != NULL && get_focused_row (self) != NULL;
}

void
baton_tab_stop_set_detail (BatonTabStop *self,
                           GtkWidget    *detail)
{
  g_return_if_fail (BATON_IS_TAB_STOP (self));

  self->detail = detail;
}

static void
baton_tab_stop_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_LIST:
      BATON_TAB_STOP (object)->list = g_value_get_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_tab_stop_dispose (GObject *object)
{
  BatonTabStop *self = BATON_TAB_STOP (object);

  self->list = NULL;
  self->detail = NULL;
  G_OBJECT_CLASS (baton_tab_stop_parent_class)->dispose (object);
}

static void
baton_tab_stop_class_init (BatonTabStopClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_tab_stop_dispose;
  G_OBJECT_CLASS (klass)->set_property = baton_tab_stop_set_property;
  GTK_WIDGET_CLASS (klass)->focus = baton_tab_stop_focus;
  props[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
baton_tab_stop_init (BatonTabStop *self)
{
}

GtkWidget *
baton_tab_stop_new (GtkWidget *child,
                    GtkWidget *list)
{
  return g_object_new (BATON_TYPE_TAB_STOP, "list", list, "child", child, NULL);
}
