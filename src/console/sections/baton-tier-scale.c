/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-tier-scale.h"

#include "console/widgets/baton-drawing.h"
#include "model/baton-value.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BINS 60
#define MARGIN 16
#define LABEL_HEIGHT 22
#define LABEL_GAP 8    /* pixels between two labels in a row */
#define MOST_ROWS 3    /* of labels, where thresholds lie close */

typedef struct
{
  gint64  threshold;
  char   *name;
} Handle;

struct _BatonTierScale
{
  GtkWidget  parent_instance;

  GArray    *points;     /* of gint64 */
  GArray    *handles;    /* of Handle */
  gint64     most;       /* right end of the scale */
  int        active;     /* handle that has the keyboard; −1: none */
  int        dragging;   /* −1: none */
  gint64     started;    /* threshold when moving began; −1: not moving */
  gboolean   typing;     /* digits go behind the threshold instead of beginning another */
  double     drag_x;
};

G_DEFINE_FINAL_TYPE (BatonTierScale, baton_tier_scale, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MOVING,
  SIGNAL_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
handle_clear (gpointer data)
{
  g_free (((Handle *) data)->name);
}

static Handle *
get_handle (BatonTierScale *self,
            int             index)
{
  return &g_array_index (self->handles, Handle, index);
}

static gboolean
is_rtl (BatonTierScale *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
to_x (BatonTierScale *self,
      double          points)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double x = width * points / MAX (self->most, 1);

  return MARGIN + (is_rtl (self) ? width - x : x);
}

static gint64
to_points (BatonTierScale *self,
           double          x)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, 1);
  double part = (x - MARGIN) / width;

  if (is_rtl (self))
    part = 1 - part;
  return CLAMP (llround (part * self->most), 0, self->most);
}

static void
update_scale (BatonTierScale *self)
{
  gint64 most = 10;

  for (guint i = 0; i < self->points->len; i++)
    most = MAX (most, g_array_index (self->points, gint64, i));
  for (guint i = 0; i < self->handles->len; i++)
    most = MAX (most, get_handle (self, i)->threshold * 5 / 4);
  /* While a handle moves the scale stands still, or it would run away below the hand. */
  if (self->started < 0)
    self->most = most;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
update_accessible (BatonTierScale *self)
{
  g_autofree char *text = NULL, *points = NULL;

  if (self->active < 0 || (guint) self->active >= self->handles->len)
    return;
  points = baton_words_number (get_handle (self, self->active)->threshold);
  /* Translators: %1$s is a tier, %2$s a number of points */
  text = g_strdup_printf (_("%1$s from %2$s tier points"), get_handle (self, self->active)->name, points);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) get_handle (self, self->active)->threshold,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->most, -1);
}

static void
move_to (BatonTierScale *self,
         int             index,
         gint64          points)
{
  Handle *handle = get_handle (self, index);

  if (self->started < 0)
    self->started = handle->threshold;
  if (handle->threshold == points)
    return;
  handle->threshold = points;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVING], 0, (guint) index, points);
}

static void
let_go (BatonTierScale *self,
        int             index)
{
  gint64 started = self->started;

  self->started = -1;
  self->dragging = -1;
  self->typing = FALSE;
  if (started >= 0 && get_handle (self, index)->threshold != started)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, (guint) index, get_handle (self, index)->threshold);
  update_scale (self);
}

/* ── Drawing ── */

static void
snapshot_text (BatonTierScale *self,
               GtkSnapshot    *snapshot,
               const char     *text,
               double          center,
               double          y,
               const GdkRGBA  *colour,
               gboolean        bold)
{
  g_autoptr (PangoLayout) layout = baton_drawing_make_text (GTK_WIDGET (self), text, bold ? BATON_DRAWING_BOLD : BATON_DRAWING_PLAIN);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  center = CLAMP (center, width / 2.0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - width / 2.0, width / 2.0));
  baton_drawing_text (snapshot, layout, colour, center, y, 0.5);
}

/* In which row the label of each handle stands so that none covers another, as far as the rows suffice. *texts*: one for each.
 * How many rows there are. */
static int
arrange_labels (BatonTierScale     *self,
                const char * const *texts,
                int                *rows)
{
  double ends[MOST_ROWS] = { 0 }, width = gtk_widget_get_width (GTK_WIDGET (self));
  g_autofree guint *order = g_new (guint, MAX (self->handles->len, 1));
  int n_rows = 1;

  /* From left to right, wherever they stand in the ladder. */
  for (guint i = 0; i < self->handles->len; i++)
    {
      guint at = i;

      for (; at > 0 && to_x (self, get_handle (self, order[at - 1])->threshold) > to_x (self, get_handle (self, i)->threshold); at--)
        order[at] = order[at - 1];
      order[at] = i;
    }
  for (guint i = 0; i < self->handles->len; i++)
    {
      int label_width = baton_drawing_measure_text (GTK_WIDGET (self), texts[order[i]], BATON_DRAWING_PLAIN), row = 0;
      double start;

      start = CLAMP (to_x (self, get_handle (self, order[i])->threshold) - label_width / 2.0, 0, MAX (width - label_width, 0));
      while (row < MOST_ROWS - 1 && ends[row] > start)
        row++;
      ends[row] = start + label_width + LABEL_GAP;
      rows[order[i]] = row;
      n_rows = MAX (n_rows, row + 1);
    }
  return n_rows;
}

/* The rows of labels at top and bottom, the row of each, and the thresholds as text, which are added to *texts*. */
static void
arrange_all (BatonTierScale *self,
             GPtrArray      *texts,
             int            *name_rows,
             int            *number_rows,
             int            *n_name_rows,
             int            *n_number_rows)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->handles->len; i++)
    {
      g_ptr_array_add (names, get_handle (self, i)->name);
      g_ptr_array_add (texts, baton_words_number (get_handle (self, i)->threshold));
    }
  *n_name_rows = arrange_labels (self, (const char * const *) names->pdata, name_rows);
  *n_number_rows = arrange_labels (self, (const char * const *) texts->pdata, number_rows);
}

static void
baton_tier_scale_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  BatonTierScale *self = BATON_TIER_SCALE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autofree int *name_rows = g_new0 (int, MAX (self->handles->len, 1)), *number_rows = g_new0 (int, MAX (self->handles->len, 1));
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  int n_name_rows, n_number_rows;
  double base, top;
  guint bins[BINS] = { 0 }, most = 1;
  GdkRGBA text, accent, bar;

  arrange_all (self, numbers, name_rows, number_rows, &n_name_rows, &n_number_rows);
  top = n_name_rows * LABEL_HEIGHT + 4;
  base = height - n_number_rows * LABEL_HEIGHT;
  baton_drawing_get_colours (widget, &text, &accent);
  bar = text;
  bar.alpha = 0.25;

  /* Partners without a single point would drown all others; they are told in words beside the scale. */
  for (guint i = 0; i < self->points->len; i++)
    {
      gint64 points = g_array_index (self->points, gint64, i);
      guint bin = CLAMP (points * BINS / MAX (self->most, 1), 0, BINS - 1);

      if (points > 0)
        most = MAX (most, ++bins[bin]);
    }
  for (int bin = 0; bin < BINS; bin++)
    {
      double left = to_x (self, (double) self->most * (is_rtl (self) ? bin + 1 : bin) / BINS);
      double bar_width = (double) (width - 2 * MARGIN) / BINS - 1, bar_height = (base - top) * bins[bin] / most;

      if (bins[bin] > 0)
        gtk_snapshot_append_color (snapshot, &bar, &GRAPHENE_RECT_INIT (left, base - bar_height, MAX (bar_width, 1), bar_height));
    }
  gtk_snapshot_append_color (snapshot, &text, &GRAPHENE_RECT_INIT (MARGIN, base, width - 2 * MARGIN, 1));

  for (guint i = 0; i < self->handles->len; i++)
    {
      Handle *handle = get_handle (self, i);
      double x = to_x (self, handle->threshold);
      gboolean active = (int) i == self->active && gtk_widget_has_focus (widget);
      GskRoundedRect knob;

      gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (x - 1, top - 2, 2, base - top + 2));
      gsk_rounded_rect_init_from_rect (&knob, &GRAPHENE_RECT_INIT (x - (active ? 8 : 6), base - (active ? 8 : 6), active ? 16 : 12, active ? 16 : 12), 8);
      gtk_snapshot_push_rounded_clip (snapshot, &knob);
      gtk_snapshot_append_color (snapshot, &accent, &knob.bounds);
      gtk_snapshot_pop (snapshot);
      /* The nearest row to the scale is the first. */
      snapshot_text (self, snapshot, handle->name, x, top - 4 - (name_rows[i] + 1) * LABEL_HEIGHT, &text, active);
      snapshot_text (self, snapshot, numbers->pdata[i], x, base + 6 + number_rows[i] * LABEL_HEIGHT, &text, active);
    }
}

static void
baton_tier_scale_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  BatonTierScale *self = BATON_TIER_SCALE (widget);
  g_autofree int *name_rows = g_new0 (int, MAX (self->handles->len, 1)), *number_rows = g_new0 (int, MAX (self->handles->len, 1));
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  int n_name_rows, n_number_rows, more;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 140;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 180;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || gtk_widget_get_width (widget) == 0)
    return;
  /* Rows of labels take nothing from the histogram. */
  arrange_all (self, numbers, name_rows, number_rows, &n_name_rows, &n_number_rows);
  more = (n_name_rows + n_number_rows - 2) * LABEL_HEIGHT;
  *minimum += more;
  *natural += more;
}

/* ── Hands ── */

static int
find_near (BatonTierScale *self,
           double          x)
{
  int nearest = -1;
  double distance = 24;

  for (guint i = 0; i < self->handles->len; i++)
    if (fabs (to_x (self, get_handle (self, i)->threshold) - x) < distance)
      {
        distance = fabs (to_x (self, get_handle (self, i)->threshold) - x);
        nearest = i;
      }
  return nearest;
}

static void
drag_begin_cb (BatonTierScale *self,
               double          x,
               double          y,
               GtkGesture     *gesture)
{
  self->dragging = find_near (self, x);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->dragging < 0)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->drag_x = x;
  self->typing = FALSE;
  self->active = self->dragging;
  update_accessible (self);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (BatonTierScale *self,
                double          dx)
{
  if (self->dragging >= 0)
    move_to (self, self->dragging, to_points (self, self->drag_x + dx));
}

static void
drag_end_cb (BatonTierScale *self,
             double          dx)
{
  if (self->dragging >= 0)
    let_go (self, self->dragging);
}

/* A typed number may lie beyond the scale, which grows for it: no hand is on it that it could run away from. */
static void
type_to (BatonTierScale *self,
         gint64          points)
{
  self->typing = TRUE;
  self->most = MAX (self->most, points + points / 4);
  move_to (self, self->active, points);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Digits in a row make the number, in any script. FALSE for a key that is none. */
static gboolean
type_key (BatonTierScale  *self,
          guint            key,
          GdkModifierType  state)
{
  gint64 points = self->typing ? get_handle (self, self->active)->threshold : 0;
  int digit = g_unichar_digit_value (gdk_keyval_to_unicode (key));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_BackSpace && self->typing)
    type_to (self, points / 10);
  else if (digit >= 0 && points <= (BATON_INTEGER_MAX - digit) / 10)
    type_to (self, points * 10 + digit);
  else
    return digit >= 0;
  return TRUE;
}

static gboolean
key_cb (BatonTierScale  *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  int step = (state & GDK_SHIFT_MASK) != 0 ? 10 : 1;
  gint64 points;

  if (self->handles->len == 0)
    return GDK_EVENT_PROPAGATE;
  if (self->active < 0)
    self->active = 0;
  if (self->dragging < 0 && type_key (self, key, state))
    return GDK_EVENT_STOP;
  points = get_handle (self, self->active)->threshold;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if ((key == GDK_KEY_Left) != is_rtl (self))
        step = -step;
      self->typing = FALSE;
      move_to (self, self->active, CLAMP (points + step, 0, self->most));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if (self->started >= 0)
        let_go (self, self->active);
      self->active = CLAMP (self->active + (key == GDK_KEY_Up ? 1 : -1), 0, (int) self->handles->len - 1);
      update_accessible (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      let_go (self, self->active);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (self->started < 0)
        return GDK_EVENT_PROPAGATE;
      move_to (self, self->active, self->started);
      self->dragging = -1;
      self->started = -1;
      self->typing = FALSE;
      update_scale (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_leave_cb (BatonTierScale *self)
{
  if (self->started >= 0 && self->active >= 0 && self->dragging < 0)
    let_go (self, self->active);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ── Object ── */

void
baton_tier_scale_set_points (BatonTierScale *self,
                             const gint64   *points,
                             guint           n_points)
{
  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, points, n_points);
  update_scale (self);
}

void
baton_tier_scale_set_handles (BatonTierScale     *self,
                              const gint64       *thresholds,
                              const char * const *names,
                              guint               n_handles)
{
  if (self->started >= 0)
    return; /* the hand is ahead of the document */
  g_array_set_size (self->handles, 0);
  for (guint i = 0; i < n_handles; i++)
    {
      Handle handle = { thresholds[i], g_strdup (names[i]) };

      g_array_append_val (self->handles, handle);
    }
  if (self->active >= (int) n_handles)
    self->active = (int) n_handles - 1;
  update_scale (self);
  update_accessible (self);
}

static void
baton_tier_scale_finalize (GObject *object)
{
  BatonTierScale *self = BATON_TIER_SCALE (object);

  g_array_unref (self->points);
  g_array_unref (self->handles);
  G_OBJECT_CLASS (baton_tier_scale_parent_class)->finalize (object);
}

static void
baton_tier_scale_class_init (BatonTierScaleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = baton_tier_scale_finalize;
  widget_class->snapshot = baton_tier_scale_snapshot;
  widget_class->measure = baton_tier_scale_measure;
  gtk_widget_class_set_css_name (widget_class, "batontierscale");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  signals[SIGNAL_MOVING] = g_signal_new ("moving", BATON_TYPE_TIER_SCALE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT64);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", BATON_TYPE_TIER_SCALE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT64);
}

static void
baton_tier_scale_init (BatonTierScale *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->handles = g_array_new (FALSE, FALSE, sizeof (Handle));
  g_array_set_clear_func (self->handles, handle_clear);
  self->active = self->dragging = -1;
  self->started = -1;
  self->most = 10;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Thresholds of the tiers"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
baton_tier_scale_new (void)
{
  return g_object_new (BATON_TYPE_TIER_SCALE, NULL);
}
