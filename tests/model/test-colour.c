/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Contrast against published figures, and the colour that is offered where it fails.
 */
#include "model/baton-colour.h"

#include <math.h>

static BatonColour
colour (const char *text)
{
  BatonColour parsed = { 0, 0, 0 };

  g_assert_true (baton_colour_parse (text, &parsed));
  return parsed;
}

static void
test_parse (void)
{
  const char *refused[] = { "", "#", "#fff", "#FFFFFF", "ffffff", "#fffffg", "#fffffff", " #ffffff", "#ffffff ", "red" };
  BatonColour parsed = { 1, 2, 3 };
  g_autofree char *formatted = baton_colour_format (colour ("#0a7fff"));

  g_assert_cmpstr (formatted, ==, "#0a7fff");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (baton_colour_parse (refused[i], &parsed));
  g_assert_false (baton_colour_parse (NULL, &parsed));
  g_assert_cmpint (parsed.red, ==, 1);
}

/* Figures from WCAG's own examples and the common checkers. */
static void
test_contrast (void)
{
  g_assert_cmpint (baton_colour_get_contrast (colour ("#000000"), colour ("#ffffff")), ==, 2100);
  g_assert_cmpint (baton_colour_get_contrast (colour ("#ffffff"), colour ("#ffffff")), ==, 100);
  g_assert_cmpint (baton_colour_get_contrast (colour ("#777777"), colour ("#ffffff")), ==, 447);
  g_assert_cmpint (baton_colour_get_contrast (colour ("#767676"), colour ("#ffffff")), ==, 454);
  g_assert_cmpint (baton_colour_get_contrast (colour ("#ffffff"), colour ("#ff0000")), ==, 399);
  g_assert_cmpint (baton_colour_get_contrast (colour ("#0000ff"), colour ("#ffffff")), ==, 859);
}

static void
test_nearest (void)
{
  BatonColour passing;
  g_autofree char *grey = NULL;

  g_assert_true (baton_colour_find_passing (colour ("#777777"), colour ("#ffffff"), BATON_CONTRAST_TEXT, &passing));
  grey = baton_colour_format (passing);
  g_assert_cmpstr (grey, ==, "#767676");

  /* Pale yellow on white keeps its hue: no blue, red a little over green. */
  g_assert_true (baton_colour_find_passing (colour ("#ffe680"), colour ("#ffffff"), BATON_CONTRAST_TEXT, &passing));
  g_assert_cmpint (passing.red, >, passing.green);
  g_assert_cmpint (passing.green, >, passing.blue);

  g_assert_false (baton_colour_find_passing (colour ("#777777"), colour ("#777777"), 1500, &passing));
}

/* For every pair of a grid: the offer passes, keeps the hue, and its darker or lighter neighbour on the way fails. */
static void
test_nearest_everywhere (void)
{
  const guint8 levels[] = { 0, 51, 119, 128, 204, 255 };
  const int n = G_N_ELEMENTS (levels);

  for (int i = 0; i < n * n * n; i++)
    for (int j = 0; j < n * n * n; j += 7)
      {
        BatonColour a = { levels[i % n], levels[i / n % n], levels[i / n / n] };
        BatonColour b = { levels[j % n], levels[j / n % n], levels[j / n / n] };
        BatonColour passing;

        g_assert_true (baton_colour_find_passing (a, b, BATON_CONTRAST_TEXT, &passing));
        g_assert_cmpint (baton_colour_get_contrast (passing, b), >=, BATON_CONTRAST_TEXT);
        /* The order of the channels is the hue's sextant. */
        if (a.red > a.green)
          g_assert_cmpint (passing.red, >=, passing.green);
        if (a.green > a.blue)
          g_assert_cmpint (passing.green, >=, passing.blue);
        if (a.blue > a.red)
          g_assert_cmpint (passing.blue, >=, passing.red);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/colour/parse", test_parse);
  g_test_add_func ("/model/colour/contrast", test_contrast);
  g_test_add_func ("/model/colour/nearest", test_nearest);
  g_test_add_func ("/model/colour/nearest-everywhere", test_nearest_everywhere);
  return g_test_run ();
}
