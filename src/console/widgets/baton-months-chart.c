/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-months-chart.h"

#include "console/widgets/baton-drawing.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define HEIGHT 200
#define LEGEND 24
#define AXIS 22
#define GAP 6
#define SWATCH 10

typedef struct
{
  char  *title;
  char  *mark;
  guint *counts[2];   /* live, draft: one a level */
} Month;

struct _BatonMonthsChart
{
  GtkWidget   parent_instance;

  GPtrArray  *months;     /* of Month */
  char      **levels;     /* owned; NULL before anything is shown */
  guint       n_levels;
};

G_DEFINE_FINAL_TYPE (BatonMonthsChart, baton_months_chart, GTK_TYPE_WIDGET)

static void
month_free (gpointer data)
{
  Month *month = data;

  g_free (month->title);
  g_free (month->mark);
  g_free (month->counts[0]);
  g_free (month->counts[1]);
  g_free (month);
}

/* ── Figures ── */

static guint
count_held (BatonMonthsChart *self,
            const Month      *month,
            int               side)
{
  guint n = 0;

  for (guint level = 1; level < self->n_levels; level++)
    n += month->counts[side][level];
  return n;
}

static gboolean
has_differences (BatonMonthsChart *self)
{
  for (guint i = 0; i < self->months->len; i++)
    {
      const Month *month = self->months->pdata[i];

      if (memcmp (month->counts[0], month->counts[1], sizeof (guint) * self->n_levels) != 0)
        return TRUE;
    }
  return FALSE;
}

/* The end of the axis: 1, 2 or 5 times a power of ten, and even, so that its middle is a number too. */
static guint
find_most (BatonMonthsChart *self)
{
  guint most = 1, end = 10;

  for (guint i = 0; i < self->months->len; i++)
    for (int side = 0; side < 2; side++)
      most = MAX (most, count_held (self, self->months->pdata[i], side));
  if (most <= 2)
    return 2;
  while (end < most && end < G_MAXUINT / 10)
    end *= 10;
  return end / 5 >= most ? end / 5 : end / 2 >= most && (end / 2) % 2 == 0 ? end / 2 : end;
}

/* ── Drawing ── */

static void
draw_text (BatonMonthsChart *self,
           GtkSnapshot      *snapshot,
           const char       *text,
           const GdkRGBA    *colour,
           double            x,
           double            y,
           double            alignment)
{
  g_autoptr (PangoLayout) layout = baton_drawing_make_text (GTK_WIDGET (self), text, BATON_DRAWING_SMALL);

  baton_drawing_text (snapshot, layout, colour, x, y, alignment);
}

static GdkRGBA
get_shade (BatonMonthsChart *self,
           const GdkRGBA    *colour,
           guint             level)
{
  GdkRGBA shade = *colour;

  shade.alpha = self->n_levels > 2 ? 0.3f + 0.7f * (float) (level - 1) / (float) (self->n_levels - 2) : 1;
  return shade;
}

static void
draw_column (BatonMonthsChart *self,
             GtkSnapshot      *snapshot,
             const guint      *counts,
             const GdkRGBA    *colour,
             double            x,
             double            width,
             double            base,
             double            unit)
{
  double y = base;

  for (guint level = 1; level < self->n_levels; level++)
    {
      GdkRGBA shade = get_shade (self, colour, level);
      double height = counts[level] * unit;

      if (counts[level] == 0)
        continue;
      y -= height;
      gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
    }
}

/* Where the columns are: between the numbers of the axis and the other edge. */
static void
get_plot (BatonMonthsChart *self,
          double           *left,
          double           *width)
{
  g_autofree char *end = baton_words_number (find_most (self));
  int axis = baton_drawing_measure_text (GTK_WIDGET (self), end, BATON_DRAWING_SMALL) + GAP;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  *left = rtl ? 0 : axis;
  *width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - axis);
}

static void
draw_legend (BatonMonthsChart *self,
             GtkSnapshot      *snapshot,
             const GdkRGBA    *text,
             const GdkRGBA    *accent)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL, differences = has_differences (self);
  double width = gtk_widget_get_width (GTK_WIDGET (self)), x = 0;

  for (guint level = 1; level < self->n_levels; level++)
    {
      GdkRGBA shade = get_shade (self, accent, level);
      int name = baton_drawing_measure_text (GTK_WIDGET (self), self->levels[level], BATON_DRAWING_SMALL);

      gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT ((float) (rtl ? width - x - SWATCH : x), 4, SWATCH, SWATCH));
      x += SWATCH + 4;
      draw_text (self, snapshot, self->levels[level], text, rtl ? width - x - name : x, 0, 0);
      x += name + 14;
    }
  if (differences)
    {
      GdkRGBA grey = *text;
      const char *live = C_("what-if", "Live");

      grey.alpha = 0.6f;
      gtk_snapshot_append_color (snapshot, &grey, &GRAPHENE_RECT_INIT ((float) (rtl ? width - x - SWATCH : x), 4, SWATCH, SWATCH));
      x += SWATCH + 4;
      draw_text (self, snapshot, live, text, rtl ? width - x - baton_drawing_measure_text (GTK_WIDGET (self), live, BATON_DRAWING_SMALL) : x, 0, 0);
    }
}

static void
baton_months_chart_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  BatonMonthsChart *self = BATON_MONTHS_CHART (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL, differences = has_differences (self);
  double top = LEGEND + GAP, base = gtk_widget_get_height (widget) - AXIS, left, width, step, widest = 0;
  guint most = find_most (self), every;
  GdkRGBA text, accent, line;

  if (self->months->len == 0 || self->n_levels < 2)
    return;
  baton_drawing_get_colours (widget, &text, &accent);
  line = text;
  line.alpha *= 0.15f;
  get_plot (self, &left, &width);
  step = width / self->months->len;

  for (int i = 0; i <= 2; i++)
    {
      double y = base - (base - top) * i / 2;
      g_autofree char *number = baton_words_number (most * (guint) i / 2);

      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT ((float) left, (float) y, (float) width, 1));
      draw_text (self, snapshot, number, &text, rtl ? width + GAP : left - GAP, y - 9, rtl ? 0 : 1);
    }
  /* As many names of months as there is room for, all as far apart. */
  for (guint i = 0; i < self->months->len; i++)
    widest = MAX (widest, baton_drawing_measure_text (GTK_WIDGET (self), ((Month *) self->months->pdata[i])->mark, BATON_DRAWING_SMALL) + 6.0);
  every = (guint) MAX (ceil (widest / MAX (step, 1)), 1);
  for (guint i = 0; i < self->months->len; i++)
    {
      const Month *month = self->months->pdata[i];
      double x = left + (rtl ? self->months->len - 1 - i : i) * step, column = differences ? step * 0.38 : step * 0.62, start = x + (step - column * (differences ? 2 : 1)) / 2;
      GdkRGBA grey = text;

      grey.alpha *= 0.55f;
      if (differences)
        draw_column (self, snapshot, month->counts[0], &grey, rtl ? start + column : start, column - 1, base, (base - top) / most);
      draw_column (self, snapshot, month->counts[1], &accent, differences && !rtl ? start + column : start, column - 1, base, (base - top) / most);
      if (i % every == 0)
        draw_text (self, snapshot, month->mark, &text, x + step / 2, base + 4, 0.5);
    }
  draw_legend (self, snapshot, &text, &accent);
}

static void
baton_months_chart_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 180 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : HEIGHT;
}

/* ── Reading it ── */

/* (transfer full) */
static char *
describe_month (BatonMonthsChart *self,
                const Month      *month)
{
  GString *text = g_string_new (month->title);

  for (guint level = self->n_levels - 1; level >= 1; level--)
    {
      g_autofree char *counts = baton_words_from_to (month->counts[0][level], month->counts[1][level]);

      g_string_append_printf (text, "\n%s: %s", self->levels[level], counts);
    }
  return g_string_free (text, FALSE);
}

static gboolean
query_tooltip_cb (BatonMonthsChart *self,
                  int               x,
                  int               y,
                  gboolean          keyboard,
                  GtkTooltip       *tooltip)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *text = NULL;
  double left, width;
  int index;

  if (self->months->len == 0 || keyboard)
    return FALSE;
  get_plot (self, &left, &width);
  index = (int) floor ((x - left) * self->months->len / width);
  if (index < 0 || index >= (int) self->months->len)
    return FALSE;
  text = describe_month (self, self->months->pdata[rtl ? (int) self->months->len - 1 - index : index]);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
baton_months_chart_begin (BatonMonthsChart   *self,
                          const char * const *levels)
{
  g_return_if_fail (BATON_IS_MONTHS_CHART (self));

  g_strfreev (self->levels);
  self->levels = g_strdupv ((char **) levels);
  self->n_levels = g_strv_length (self->levels);
  g_ptr_array_set_size (self->months, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
baton_months_chart_add (BatonMonthsChart *self,
                        const char       *title,
                        const char       *mark,
                        const guint      *live,
                        const guint      *draft)
{
  Month *month = g_new0 (Month, 1);

  g_return_if_fail (BATON_IS_MONTHS_CHART (self) && self->levels != NULL);

  month->title = g_strdup (title);
  month->mark = g_strdup (mark);
  month->counts[0] = g_memdup2 (live, sizeof (guint) * self->n_levels);
  month->counts[1] = g_memdup2 (draft, sizeof (guint) * self->n_levels);
  g_ptr_array_add (self->months, month);
}

/* ── Object ── */

static void
baton_months_chart_finalize (GObject *object)
{
  BatonMonthsChart *self = BATON_MONTHS_CHART (object);

  g_ptr_array_unref (self->months);
  g_strfreev (self->levels);
  G_OBJECT_CLASS (baton_months_chart_parent_class)->finalize (object);
}

static void
baton_months_chart_class_init (BatonMonthsChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = baton_months_chart_finalize;
  widget_class->snapshot = baton_months_chart_snapshot;
  widget_class->measure = baton_months_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
baton_months_chart_init (BatonMonthsChart *self)
{
  self->months = g_ptr_array_new_with_free_func (month_free);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

GtkWidget *
baton_months_chart_new (const char *label)
{
  GtkWidget *widget = g_object_new (BATON_TYPE_MONTHS_CHART, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return widget;
}
