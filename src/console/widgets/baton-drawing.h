/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What widgets that draw themselves share: a text with one format, its place, and the colours of the desktop. With GtkStyleContext,
 * which is how GTK 4.8 tells them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  BATON_DRAWING_PLAIN      = 0,
  BATON_DRAWING_SMALL      = 1 << 0,
  BATON_DRAWING_BOLD       = 1 << 1,
  BATON_DRAWING_UNDERLINED = 1 << 2,
} BatonDrawingStyle;

/* The text in the font of the widget. (transfer full) */
PangoLayout *baton_drawing_make_text    (GtkWidget         *widget,
                                         const char        *text,
                                         BatonDrawingStyle  style);
/* How wide the text would be, in pixels. */
int          baton_drawing_measure_text (GtkWidget         *widget,
                                         const char        *text,
                                         BatonDrawingStyle  style);
/* Draws the text with its upper edge at *y*; at *x* is its left edge (*alignment* 0), its middle (0.5) or its right edge (1). */
void         baton_drawing_text         (GtkSnapshot       *snapshot,
                                         PangoLayout       *layout,
                                         const GdkRGBA     *colour,
                                         double             x,
                                         double             y,
                                         double             alignment);
/* The colours of text and of what stands out. */
void         baton_drawing_get_colours  (GtkWidget         *widget,
                                         GdkRGBA           *text,
                                         GdkRGBA           *accent);

G_END_DECLS
