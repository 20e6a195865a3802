/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a brand can be read: each pair of its colours, laid over the brands that everybody sees before it, in light
 * and in dark. A pair of which a brand sets neither colour is the business of the brand below.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-colour.h"

typedef struct
{
  BatonField foreground;
  BatonField background;
  int        minimum;
} Pair;

static const Pair pairs[] = {
  { BATON_FIELD_BRAND_TEXT, BATON_FIELD_BRAND_SURFACE, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_ON_ACCENT, BATON_FIELD_BRAND_ACCENT, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_ON_HEADER, BATON_FIELD_BRAND_HEADER, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_ACCENT, BATON_FIELD_BRAND_SURFACE, BATON_CONTRAST_GRAPHICS },
  { BATON_FIELD_BRAND_DARK_TEXT, BATON_FIELD_BRAND_DARK_SURFACE, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_DARK_ON_ACCENT, BATON_FIELD_BRAND_DARK_ACCENT, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_DARK_ON_HEADER, BATON_FIELD_BRAND_DARK_HEADER, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_DARK_ACCENT, BATON_FIELD_BRAND_DARK_SURFACE, BATON_CONTRAST_GRAPHICS },
};

/* The brand's own colour, or that of the nearest brand before it that everybody sees. */
static const char *
find_colour (GPtrArray *brands,
             guint      index,
             BatonField field)
{
  const char *colour = baton_entity_get_string (g_ptr_array_index (brands, index), field);

  while (colour == NULL && index-- > 0)
    {
      const BatonEntity *below = g_ptr_array_index (brands, index);

      if (baton_value_get_length (baton_entity_get (below, BATON_FIELD_BRAND_AUDIENCE)) == 0)
        colour = baton_entity_get_string (below, field);
    }
  return colour;
}

static void
check_pair (BatonCheck *check,
            GPtrArray  *brands,
            guint       index,
            const Pair *pair)
{
  const BatonEntity *brand = g_ptr_array_index (brands, index);
  const char *foreground_text = find_colour (brands, index, pair->foreground);
  const char *background_text = find_colour (brands, index, pair->background);
  BatonColour foreground, background, passing;
  int contrast;
  g_autofree char *ratio = NULL;
  g_autofree char *offer = NULL;

  if (baton_entity_get (brand, pair->foreground) == NULL && baton_entity_get (brand, pair->background) == NULL)
    return;
  if (!baton_colour_parse (foreground_text, &foreground) || !baton_colour_parse (background_text, &background))
    return;
  contrast = baton_colour_get_contrast (foreground, background);
  if (contrast >= pair->minimum || !baton_colour_find_passing (foreground, background, pair->minimum, &passing))
    return;

  ratio = g_strdup_printf ("%d", contrast);
  offer = baton_colour_format (passing);
  baton_check_add (check, LOW_CONTRAST, brand, pair->foreground, foreground_text, background_text, ratio, offer, NULL);
}

void
baton_check_brands (BatonCheck *check)
{
  g_autoptr (GPtrArray) brands = baton_program_list (check->program, BATON_KIND_BRAND);

  for (guint i = 0; i < brands->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (pairs); j++)
      check_pair (check, brands, i, &pairs[j]);
}
