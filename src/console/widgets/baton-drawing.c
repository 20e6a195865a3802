/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-drawing.h"

#define SMALL 0.85

PangoLayout *
baton_drawing_make_text (GtkWidget         *widget,
                         const char        *text,
                         BatonDrawingStyle  style)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if ((style & BATON_DRAWING_SMALL) != 0)
    pango_attr_list_insert (attributes, pango_attr_scale_new (SMALL));
  if ((style & BATON_DRAWING_BOLD) != 0)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if ((style & BATON_DRAWING_UNDERLINED) != 0)
    pango_attr_list_insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

int
baton_drawing_measure_text (GtkWidget         *widget,
                            const char        *text,
                            BatonDrawingStyle  style)
{
  g_autoptr (PangoLayout) layout = baton_drawing_make_text (widget, text, style);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

void
baton_drawing_text (GtkSnapshot   *snapshot,
                    PangoLayout   *layout,
                    const GdkRGBA *colour,
                    double         x,
                    double         y,
                    double         alignment)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - width * alignment), (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

void
baton_drawing_get_colours (GtkWidget *widget,
                           GdkRGBA   *text,
                           GdkRGBA   *accent)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  gtk_style_context_get_color (context, text);
  if (!gtk_style_context_lookup_color (context, "accent_color", accent))
    *accent = *text;
}
