/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SVG from anybody, rewritten through an allow-list: shapes, text, gradients, clips and masks stay; scripts, links, foreign
 * content, style sheets, animation, filters and whatever else may load, run or blow up a picture are not copied. What comes
 * out is in one form, so that a picture which went through once is told by going through again. Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The picture in our form; NULL where it is no well-formed SVG or declares a document type. (transfer full) */
char *baton_svg_rewrite (const char *data,
                         gsize       length,
                         gsize      *rewritten_length);

G_END_DECLS
