/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours and their contrast. Lightness is that of HSL: for one hue and saturation the luminance rises with it, so the
 * nearest passing lightness is found by walking away from the present one on both sides.
 */
#include "config.h"

#include "model/baton-colour.h"

#include <math.h>
#include <string.h>

/* Finer than a step of eight bits, so that no colour between is missed. */
#define LIGHTNESS_STEPS 1024

typedef struct
{
  double hue;         /* 0 to 6 */
  double saturation;  /* 0 to 1 */
  double lightness;   /* 0 to 1 */
} Hsl;

gboolean
baton_colour_parse (const char  *text,
                    BatonColour *colour)
{
  guint8 bytes[3];

  g_return_val_if_fail (colour != NULL, FALSE);

  if (text == NULL || text[0] != '#' || strspn (text + 1, "0123456789abcdef") != 6 || text[7] != '\0')
    return FALSE;
  for (int i = 0; i < 3; i++)
    bytes[i] = (guint8) (g_ascii_xdigit_value (text[1 + 2 * i]) * 16 + g_ascii_xdigit_value (text[2 + 2 * i]));
  *colour = (BatonColour) { bytes[0], bytes[1], bytes[2] };
  return TRUE;
}

char *
baton_colour_format (BatonColour colour)
{
  return g_strdup_printf ("#%02x%02x%02x", (guint) colour.red, (guint) colour.green, (guint) colour.blue);
}

/* The search for a colour that passes asks for thousands of them while somebody picks one: there are but 256 values. */
static double
linearize (guint8 channel)
{
  static double linear[256];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (linear); i++)
        {
          double value = i / 255.0;

          linear[i] = value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
        }
      g_once_init_leave (&ready, 1);
    }
  return linear[channel];
}

double
baton_colour_get_luminance (BatonColour colour)
{
  return 0.2126 * linearize (colour.red) + 0.7152 * linearize (colour.green) + 0.0722 * linearize (colour.blue);
}

int
baton_colour_get_contrast (BatonColour a,
                           BatonColour b)
{
  double luminance_a = baton_colour_get_luminance (a);
  double luminance_b = baton_colour_get_luminance (b);
  double ratio = (fmax (luminance_a, luminance_b) + 0.05) / (fmin (luminance_a, luminance_b) + 0.05);

  /* The sum of floats falls a hair short of 21 : 1 for black on white. */
  return (int) floor (ratio * 100 + 1e-6);
}

static Hsl
to_hsl (BatonColour colour)
{
  double red = colour.red / 255.0;
  double green = colour.green / 255.0;
  double blue = colour.blue / 255.0;
  double most = fmax (red, fmax (green, blue));
  double least = fmin (red, fmin (green, blue));
  double range = most - least;
  Hsl hsl = { .lightness = (most + least) / 2 };

  if (range <= 0)
    return hsl;
  hsl.saturation = range / (1 - fabs (2 * hsl.lightness - 1));
  if (colour.red >= colour.green && colour.red >= colour.blue)
    hsl.hue = (green - blue) / range + (green < blue ? 6 : 0);
  else if (colour.green >= colour.blue)
    hsl.hue = (blue - red) / range + 2;
  else
    hsl.hue = (red - green) / range + 4;
  return hsl;
}

static BatonColour
from_hsl (Hsl hsl)
{
  double chroma = (1 - fabs (2 * hsl.lightness - 1)) * hsl.saturation;
  double second = chroma * (1 - fabs (fmod (hsl.hue, 2) - 1));
  double least = hsl.lightness - chroma / 2;
  double channels[3] = { 0, 0, 0 };
  int sextant = (int) hsl.hue % 6;

  channels[((sextant + 1) / 2) % 3] = chroma;
  channels[(7 - sextant) % 3] = second;
  return (BatonColour) {
    (guint8) lround (CLAMP (channels[0] + least, 0, 1) * 255),
    (guint8) lround (CLAMP (channels[1] + least, 0, 1) * 255),
    (guint8) lround (CLAMP (channels[2] + least, 0, 1) * 255),
  };
}

gboolean
baton_colour_find_passing (BatonColour  colour,
                           BatonColour  other,
                           int          minimum,
                           BatonColour *passing)
{
  Hsl hsl = to_hsl (colour);

  g_return_val_if_fail (passing != NULL, FALSE);

  if (baton_colour_get_contrast (colour, other) >= minimum)
    {
      *passing = colour;
      return TRUE;
    }

  for (int step = 1; step <= LIGHTNESS_STEPS; step++)
    for (int direction = -1; direction <= 1; direction += 2)
      {
        Hsl moved = hsl;
        BatonColour candidate;

        moved.lightness = CLAMP (hsl.lightness + direction * (double) step / LIGHTNESS_STEPS, 0, 1);
        candidate = from_hsl (moved);
        if (baton_colour_get_contrast (candidate, other) >= minimum)
          {
            *passing = candidate;
            return TRUE;
          }
      }
  return FALSE;
}
