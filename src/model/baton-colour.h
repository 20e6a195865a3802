/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours and their contrast as WCAG 2.2 counts it. Ratios are hundredths, rounded down, so that 4.499 : 1 (449) does
 * not pass for 4.5 : 1 (BATON_CONTRAST_TEXT).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BATON_CONTRAST_TEXT 450      /* text on its background, 1.4.3 */
#define BATON_CONTRAST_GRAPHICS 300  /* parts of controls, 1.4.11 */

typedef struct
{
  guint8 red;
  guint8 green;
  guint8 blue;
} BatonColour;

/* Exactly "#rrggbb" in lower case; FALSE for anything else, NULL included, and *colour* is left alone. */
gboolean baton_colour_parse        (const char  *text,
                                    BatonColour *colour);
/* (transfer full) */
char    *baton_colour_format       (BatonColour  colour);
/* WCAG's relative luminance, 0 for black to 1 for white. */
double   baton_colour_get_luminance (BatonColour colour);
/* Hundredths of the contrast ratio, 100 to 2100; the order does not matter. */
int      baton_colour_get_contrast (BatonColour  a,
                                    BatonColour  b);
/* The colour of the hue of *colour* that reaches *minimum* (hundredths) beside *other* with the least change of
 * lightness; *colour* itself when it passes. FALSE when none does, which cannot be for BATON_CONTRAST_TEXT or less. */
gboolean baton_colour_find_passing (BatonColour  colour,
                                    BatonColour  other,
                                    int          minimum,
                                    BatonColour *passing);

G_END_DECLS
