/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-reach-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define CELL         30    /* pixels, as all of these */
#define NAME_WIDTH   210   /* of a persona */
#define NAME_HEIGHT  150   /* of a page, which is written upwards */
#define PADDING      8

struct _BatonReachGrid
{
  GtkWidget           parent_instance;

  GtkScrolledWindow  *scrolled;    /* borrowed: the grid stands in it */
  BatonReach         *reach;       /* borrowed, nullable */
  GPtrArray          *personas;    /* names; owned */
  GPtrArray          *things;      /* names; owned */
  guint               persona;     /* the chosen cell */
  guint               thing;
};

G_DEFINE_FINAL_TYPE (BatonReachGrid, baton_reach_grid, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MOVED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Places ── */

static gboolean
is_rtl (BatonReachGrid *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Where a column begins, from the left. */
static double
get_x (BatonReachGrid *self,
       guint           thing)
{
  double x = NAME_WIDTH + (double) thing * CELL;

  return is_rtl (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - x - CELL : x;
}

/* How far what is in sight is from the corner at which the names stand. */
static void
get_offset (BatonReachGrid *self,
            double         *x,
            double         *y)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scrolled);

  *x = gtk_adjustment_get_value (across);
  *y = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));
  if (is_rtl (self))
    *x = *x + gtk_adjustment_get_page_size (across) - gtk_widget_get_width (GTK_WIDGET (self));
}

static gboolean
find_cell (BatonReachGrid *self,
           double          x,
           double          y,
           guint          *persona,
           guint          *thing)
{
  double offset_x, offset_y;
  int column, row;

  if (self->reach == NULL)
    return FALSE;
  get_offset (self, &offset_x, &offset_y);
  if (is_rtl (self))
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;
  if (y - offset_y < NAME_HEIGHT || x - fabs (offset_x) < NAME_WIDTH)
    return FALSE; /* the names lie over it */
  column = (int) floor ((x - NAME_WIDTH) / CELL);
  row = (int) floor ((y - NAME_HEIGHT) / CELL);
  if (column < 0 || row < 0 || (guint) column >= self->things->len || (guint) row >= self->personas->len)
    return FALSE;
  *persona = (guint) row;
  *thing = (guint) column;
  return TRUE;
}

/* ── In words ── */

char *
baton_reach_grid_describe (BatonReachGrid *self,
                           guint           persona,
                           guint           thing)
{
  const char *who, *what;

  g_return_val_if_fail (BATON_IS_REACH_GRID (self), NULL);
  g_return_val_if_fail (self->reach != NULL && persona < self->personas->len && thing < self->things->len, NULL);

  who = self->personas->pdata[persona];
  what = self->things->pdata[thing];
  switch (baton_reach_get (self->reach, persona, thing))
    {
    case BATON_REACH_SHOWN:
      /* Translators: %1$s is a persona, %2$s a page or a navigation item; likewise in the next */
      return g_strdup_printf (C_("reach", "%1$s sees “%2$s”."), who, what);
    case BATON_REACH_LANDS:
      return g_strdup_printf (C_("reach", "%1$s lands on “%2$s”."), who, what);
    case BATON_REACH_EMPTY:
      return g_strdup_printf (C_("reach", "%1$s comes to “%2$s” and finds nothing there."), who, what);
    case BATON_REACH_UNREACHABLE:
      return g_strdup_printf (C_("reach", "“%2$s” is for %1$s, but nothing that they see leads there."), who, what);
    case BATON_REACH_BESIDE_RECORD:
      /* Translators: a record is a deal, for example, that is open in the portal */
      return g_strdup_printf (C_("reach", "%1$s sees “%2$s” beside a record only."), who, what);
    case BATON_REACH_HIDDEN:
    default:
      return g_strdup_printf (C_("reach", "“%2$s” is not for %1$s."), who, what);
    }
}

/* ── Drawing ── */

/* No two signs differ by their colour alone. */
void
baton_reach_grid_paint (cairo_t         *cr,
                        BatonReachState  state,
                        const GdkRGBA   *colour,
                        double           size)
{
  double middle = size / 2, radius = size * 0.2;

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 2);
  switch (state)
    {
    case BATON_REACH_SHOWN:
      cairo_arc (cr, middle, middle, radius * 0.7, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case BATON_REACH_LANDS:
      cairo_arc (cr, middle, middle, radius * 0.7, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_arc (cr, middle, middle, radius * 1.5, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case BATON_REACH_EMPTY:
      cairo_rectangle (cr, middle - radius, middle - radius, 2 * radius, 2 * radius);
      cairo_stroke (cr);
      break;
    case BATON_REACH_UNREACHABLE:
      cairo_move_to (cr, middle - radius, middle - radius);
      cairo_line_to (cr, middle + radius, middle + radius);
      cairo_move_to (cr, middle + radius, middle - radius);
      cairo_line_to (cr, middle - radius, middle + radius);
      cairo_stroke (cr);
      break;
    case BATON_REACH_BESIDE_RECORD:
      cairo_arc (cr, middle, middle, radius * 0.7, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case BATON_REACH_HIDDEN:
    default:
      break;
    }
}

typedef struct
{
  GdkRGBA text;
  GdkRGBA warning;
  GdkRGBA accent;
  GdkRGBA background;
} Colours;

static void
get_colours (BatonReachGrid *self,
             Colours        *colours)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

  gtk_style_context_get_color (context, &colours->text);
  if (!gtk_style_context_lookup_color (context, "warning_color", &colours->warning))
    colours->warning = colours->text;
  if (!gtk_style_context_lookup_color (context, "accent_color", &colours->accent))
    colours->accent = colours->text;
  if (!gtk_style_context_lookup_color (context, "window_bg_color", &colours->background))
    colours->background = (GdkRGBA) { 1, 1, 1, 1 };
}

static void
draw_cells (BatonReachGrid *self,
            cairo_t        *cr,
            const Colours  *colours)
{
  GdkRGBA faint = colours->text;

  faint.alpha *= 0.55f;
  for (guint row = 0; row < self->personas->len; row++)
    for (guint column = 0; column < self->things->len; column++)
      {
        BatonReachState state = baton_reach_get (self->reach, row, column);
        double x = get_x (self, column), y = NAME_HEIGHT + (double) row * CELL;

        cairo_save (cr);
        cairo_translate (cr, x, y);
        if (row == self->persona && column == self->thing)
          {
            gdk_cairo_set_source_rgba (cr, &colours->accent);
            cairo_set_line_width (cr, gtk_widget_has_visible_focus (GTK_WIDGET (self)) ? 3 : 1.5);
            cairo_rectangle (cr, 1.5, 1.5, CELL - 3, CELL - 3);
            cairo_stroke (cr);
          }
        baton_reach_grid_paint (cr, state, baton_reach_is_problem (state) ? &colours->warning : state == BATON_REACH_LANDS ? &colours->accent : &faint, CELL);
        cairo_restore (cr);
      }
}

static PangoLayout *
make_layout (BatonReachGrid *self,
             const char     *text,
             int             width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_width (layout, (width - 2 * PADDING) * PANGO_SCALE);
  pango_layout_set_height (layout, 0);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
draw_personas (BatonReachGrid *self,
               cairo_t        *cr,
               const Colours  *colours,
               double          left)
{
  for (guint row = 0; row < self->personas->len; row++)
    {
      g_autoptr (PangoLayout) layout = make_layout (self, self->personas->pdata[row], NAME_WIDTH);
      int height;

      pango_layout_get_pixel_size (layout, NULL, &height);
      gdk_cairo_set_source_rgba (cr, baton_reach_count_problems (self->reach, row) > 0 ? &colours->warning : &colours->text);
      cairo_move_to (cr, left + PADDING, NAME_HEIGHT + (double) row * CELL + (CELL - height) / 2.0);
      pango_cairo_show_layout (cr, layout);
    }
}

/* Upwards, so that the columns stand close. */
static void
draw_things (BatonReachGrid *self,
             cairo_t        *cr,
             const Colours  *colours,
             double          top)
{
  gdk_cairo_set_source_rgba (cr, &colours->text);
  for (guint column = 0; column < self->things->len; column++)
    {
      g_autoptr (PangoLayout) layout = make_layout (self, self->things->pdata[column], NAME_HEIGHT);
      int height;

      /* Pango turns the sides round where a widget runs from right to left; upwards, all begin at the bottom. */
      pango_layout_set_alignment (layout, is_rtl (self) ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      pango_layout_get_pixel_size (layout, NULL, &height);
      cairo_save (cr);
      cairo_translate (cr, get_x (self, column) + (CELL - height) / 2.0, top + NAME_HEIGHT - PADDING);
      cairo_rotate (cr, -G_PI / 2);
      cairo_move_to (cr, 0, 0);
      pango_cairo_show_layout (cr, layout);
      cairo_restore (cr);
    }
}

static void
fill (cairo_t       *cr,
      const GdkRGBA *colour,
      double         x,
      double         y,
      double         width,
      double         height)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* The names lie over the cells, at the edge of what is in sight. */
static void
baton_reach_grid_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  BatonReachGrid *self = BATON_REACH_GRID (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double x, y, left;
  Colours colours;
  cairo_t *cr;

  if (self->reach == NULL)
    return;
  get_colours (self, &colours);
  get_offset (self, &x, &y);
  left = is_rtl (self) ? width + x - NAME_WIDTH : x;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw_cells (self, cr, &colours);
  fill (cr, &colours.background, 0, y, width, NAME_HEIGHT);
  draw_things (self, cr, &colours, y);
  fill (cr, &colours.background, left, 0, NAME_WIDTH, height);
  draw_personas (self, cr, &colours, left);
  fill (cr, &colours.background, left, y, NAME_WIDTH, NAME_HEIGHT);
  cairo_destroy (cr);
}

/* ── The chosen cell ── */

static void
scroll_to (GtkAdjustment *adjustment,
           double         names,
           double         from)
{
  gtk_adjustment_clamp_page (adjustment, from - names, from + CELL);
}

static void
choose (BatonReachGrid *self,
        guint           persona,
        guint           thing)
{
  g_autofree char *text = NULL;

  self->persona = persona;
  self->thing = thing;
  scroll_to (gtk_scrolled_window_get_vadjustment (self->scrolled), NAME_HEIGHT, NAME_HEIGHT + (double) persona * CELL);
  if (!is_rtl (self))
    scroll_to (gtk_scrolled_window_get_hadjustment (self->scrolled), NAME_WIDTH, get_x (self, thing));
  else
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (self->scrolled), get_x (self, thing), get_x (self, thing) + CELL + NAME_WIDTH);
  text = baton_reach_grid_describe (self, persona, thing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
pressed_cb (BatonReachGrid *self,
            int             n_press,
            double          x,
            double          y)
{
  guint persona, thing;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_cell (self, x, y, &persona, &thing))
    return;
  choose (self, persona, thing);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static gboolean
key_cb (BatonReachGrid *self,
        guint           key)
{
  int across = 0, down = 0;

  if (self->reach == NULL || self->personas->len == 0 || self->things->len == 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up: down = -1; break;
    case GDK_KEY_Down: down = 1; break;
    case GDK_KEY_Left: across = is_rtl (self) ? 1 : -1; break;
    case GDK_KEY_Right: across = is_rtl (self) ? -1 : 1; break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
      return TRUE;
    default:
      return FALSE;
    }
  choose (self, (guint) CLAMP ((int) self->persona + down, 0, (int) self->personas->len - 1),
          (guint) CLAMP ((int) self->thing + across, 0, (int) self->things->len - 1));
  return TRUE;
}

static gboolean
query_tooltip_cb (BatonReachGrid *self,
                  int             x,
                  int             y,
                  gboolean        keyboard,
                  GtkTooltip     *tooltip)
{
  guint persona, thing;
  g_autofree char *text = NULL;

  if (keyboard || !find_cell (self, x, y, &persona, &thing))
    return FALSE;
  text = baton_reach_grid_describe (self, persona, thing);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ── Object ── */

static void
baton_reach_grid_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  BatonReachGrid *self = BATON_REACH_GRID (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NAME_WIDTH + (int) self->things->len * CELL + PADDING
                                                                  : NAME_HEIGHT + (int) self->personas->len * CELL + PADDING;
}

static void
baton_reach_grid_finalize (GObject *object)
{
  BatonReachGrid *self = BATON_REACH_GRID (object);

  g_ptr_array_unref (self->personas);
  g_ptr_array_unref (self->things);
  G_OBJECT_CLASS (baton_reach_grid_parent_class)->finalize (object);
}

static void
baton_reach_grid_class_init (BatonReachGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = baton_reach_grid_finalize;
  widget_class->measure = baton_reach_grid_measure;
  widget_class->snapshot = baton_reach_grid_snapshot;
  /* GTK 4.8 tells assistive technology the label of a picture, and of no grid that has no rows of widgets. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", BATON_TYPE_REACH_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", BATON_TYPE_REACH_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_reach_grid_init (BatonReachGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->personas = g_ptr_array_new_with_free_func (g_free);
  self->things = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
baton_reach_grid_new (GtkScrolledWindow *scrolled)
{
  BatonReachGrid *self = g_object_new (BATON_TYPE_REACH_GRID, NULL);

  self->scrolled = scrolled;
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (scrolled), "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scrolled), "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (scrolled, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/* Pages and the items that lead to them are often called the same, and so are several items: where one leads stands behind its
 * name, unless that is called the same. (transfer full) */
static char *
name_thing (BatonReach       *reach,
            const BatonNames *names,
            const char       *id)
{
  g_autofree char *name = baton_words_name (names, id), *leads = NULL;
  const BatonEntity *item = baton_snapshot_lookup_kind (baton_reach_get_snapshot (reach), id, BATON_KIND_NAVIGATION_ITEM);
  const char *target;

  if (item == NULL)
    return g_steal_pointer (&name);
  target = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);
  leads = target != NULL && baton_names_lookup (names, target) != NULL ? baton_words_name (names, target) : NULL;
  if (leads != NULL && strcmp (leads, name) != 0)
    /* Translators: %1$s is a navigation item, beside pages and items that may have the same name; %2$s is the page that it leads to */
    return g_strdup_printf (C_("reach", "Navigation: %1$s (%2$s)"), name, leads);
  /* Translators: %s is a navigation item, beside pages that may have the same name */
  return g_strdup_printf (C_("reach", "Navigation: %s"), name);
}

gboolean
baton_reach_grid_get_chosen (BatonReachGrid *self,
                             guint          *persona,
                             guint          *thing)
{
  g_return_val_if_fail (BATON_IS_REACH_GRID (self), FALSE);

  *persona = self->persona;
  *thing = self->thing;
  return self->reach != NULL && self->persona < self->personas->len && self->thing < self->things->len;
}

void
baton_reach_grid_set_reach (BatonReachGrid   *self,
                            BatonReach       *reach,
                            const BatonNames *names)
{
  g_return_if_fail (BATON_IS_REACH_GRID (self));

  self->reach = reach;
  g_ptr_array_set_size (self->personas, 0);
  g_ptr_array_set_size (self->things, 0);
  for (guint i = 0; reach != NULL && i < baton_reach_get_n_personas (reach); i++)
    g_ptr_array_add (self->personas, baton_words_name (names, baton_reach_get_persona (reach, i)));
  for (guint i = 0; reach != NULL && i < baton_reach_get_n_things (reach); i++)
    g_ptr_array_add (self->things, name_thing (reach, names, baton_reach_get_thing (reach, i)));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->personas->len > 0 && self->things->len > 0)
    choose (self, MIN (self->persona, self->personas->len - 1), MIN (self->thing, self->things->len - 1));
}
