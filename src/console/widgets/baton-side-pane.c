/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-side-pane.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define EDGE_WIDTH 7    /* of what can be taken hold of */
#define STEP       24   /* of an arrow key */
#define MOST       4096

struct _BatonSidePane
{
  GtkWidget  parent_instance;

  GtkWidget *child;
  GtkWidget *edge;      /* above the child */
  int        width;     /* the wish */
  int        first;     /* before anybody wished */
  double     held;      /* while the edge is dragged: how far inside the pane it was taken hold of */
};

G_DEFINE_FINAL_TYPE (BatonSidePane, baton_side_pane, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_WIDTH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_rtl (BatonSidePane *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

int
baton_side_pane_get_width (BatonSidePane *self)
{
  g_return_val_if_fail (BATON_IS_SIDE_PANE (self), 0);
  return self->width;
}

/* As the value of the edge, and in words: GTK 4.8 hands the values of its own widgets alone to screen readers. */
static void
tell_width (BatonSidePane *self)
{
  g_autofree char *words = baton_words_count (ngettext ("%s pixel wide", "%s pixels wide", self->width), self->width);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edge), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) self->first, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) MOST, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->width, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

void
baton_side_pane_set_width (BatonSidePane *self,
                           int            width)
{
  g_return_if_fail (BATON_IS_SIDE_PANE (self));

  width = CLAMP (width, self->first, MOST);
  if (width == self->width)
    return;
  self->width = width;
  tell_width (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WIDTH]);
}

void
baton_side_pane_set_resizable (BatonSidePane *self,
                               gboolean       resizable)
{
  g_return_if_fail (BATON_IS_SIDE_PANE (self));
  gtk_widget_set_visible (self->edge, resizable);
}

/* ── The edge ── */

/* How far the pointer is from the outer edge, which stays where it is: the inner one moves along under the pointer. */
static double
get_distance (BatonSidePane  *self,
              GtkGestureDrag *drag,
              double          offset_x)
{
  double x, y, inside, unused;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  gtk_widget_translate_coordinates (self->edge, GTK_WIDGET (self), x + offset_x, y, &inside, &unused);
  return is_rtl (self) ? inside : gtk_widget_get_width (GTK_WIDGET (self)) - inside;
}

static void
drag_begin_cb (GtkGestureDrag *drag,
               double          x,
               double          y,
               BatonSidePane  *self)
{
  self->held = gtk_widget_get_width (GTK_WIDGET (self)) - get_distance (self, drag, 0);
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (GtkGestureDrag *drag,
                double          offset_x,
                double          offset_y,
                BatonSidePane  *self)
{
  baton_side_pane_set_width (self, (int) (get_distance (self, drag, offset_x) + self->held));
}

/* A wish that the window has no room for would leave the edge behind the pointer the next time. */
static void
drag_end_cb (BatonSidePane *self)
{
  baton_side_pane_set_width (self, MIN (self->width, gtk_widget_get_width (GTK_WIDGET (self))));
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            BatonSidePane   *self)
{
  if (n_press == 2)
    baton_side_pane_set_width (self, self->first);
}

static gboolean
key_cb (BatonSidePane   *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  switch (key)
    {
    case GDK_KEY_Left:
      baton_side_pane_set_width (self, is_rtl (self) ? width - STEP : width + STEP);
      return TRUE;
    case GDK_KEY_Right:
      baton_side_pane_set_width (self, is_rtl (self) ? width + STEP : width - STEP);
      return TRUE;
    case GDK_KEY_Home:
      baton_side_pane_set_width (self, self->first);
      return TRUE;
    default:
      return FALSE;
    }
}

static GtkWidget *
make_edge (BatonSidePane *self)
{
  GtkWidget *edge = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_SEPARATOR, "focusable", TRUE, "css-classes", (const char *[]) { "baton-edge", NULL }, NULL);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_cursor_from_name (edge, "ew-resize");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (edge, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (edge, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (edge, keys);
  return edge;
}

/* ── Layout ── */

static void
baton_side_pane_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  BatonSidePane *self = BATON_SIDE_PANE (widget);

  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, self->width);
}

static void
baton_side_pane_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  BatonSidePane *self = BATON_SIDE_PANE (widget);
  GtkAllocation edge = { .x = is_rtl (self) ? width - EDGE_WIDTH : 0, .width = EDGE_WIDTH, .height = height };

  gtk_widget_size_allocate (self->child, &(GtkAllocation) { .width = width, .height = height }, baseline);
  if (gtk_widget_should_layout (self->edge))
    {
      /* GTK wants to be asked before it is told. */
      gtk_widget_measure (self->edge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->edge, &edge, -1);
    }
}

static GtkSizeRequestMode
baton_side_pane_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (BATON_SIDE_PANE (widget)->child);
}

/* ── Object ── */

static void
baton_side_pane_dispose (GObject *object)
{
  BatonSidePane *self = BATON_SIDE_PANE (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->edge, gtk_widget_unparent);
  G_OBJECT_CLASS (baton_side_pane_parent_class)->dispose (object);
}

static void
baton_side_pane_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_WIDTH)
    g_value_set_int (value, BATON_SIDE_PANE (object)->width);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
baton_side_pane_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (prop_id == PROP_WIDTH)
    baton_side_pane_set_width (BATON_SIDE_PANE (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
baton_side_pane_class_init (BatonSidePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_side_pane_dispose;
  G_OBJECT_CLASS (klass)->get_property = baton_side_pane_get_property;
  G_OBJECT_CLASS (klass)->set_property = baton_side_pane_set_property;
  widget_class->measure = baton_side_pane_measure;
  widget_class->size_allocate = baton_side_pane_size_allocate;
  widget_class->get_request_mode = baton_side_pane_get_request_mode;
  props[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, MOST, 0, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
baton_side_pane_init (BatonSidePane *self)
{
}

GtkWidget *
baton_side_pane_new (const char *label,
                     int         width,
                     GtkWidget  *child)
{
  BatonSidePane *self = g_object_new (BATON_TYPE_SIDE_PANE, NULL);

  self->first = self->width = width;
  self->child = child;
  self->edge = make_edge (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edge), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  tell_width (self);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  gtk_widget_set_parent (self->edge, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
