/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-brand-contrast.h"

const BatonBrandPair baton_brand_pairs[] = {
  { BATON_FIELD_BRAND_TEXT, BATON_FIELD_BRAND_SURFACE, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_ON_ACCENT, BATON_FIELD_BRAND_ACCENT, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_ON_HEADER, BATON_FIELD_BRAND_HEADER, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_ACCENT, BATON_FIELD_BRAND_SURFACE, BATON_CONTRAST_GRAPHICS },
  { BATON_FIELD_BRAND_DARK_TEXT, BATON_FIELD_BRAND_DARK_SURFACE, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_DARK_ON_ACCENT, BATON_FIELD_BRAND_DARK_ACCENT, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_DARK_ON_HEADER, BATON_FIELD_BRAND_DARK_HEADER, BATON_CONTRAST_TEXT },
  { BATON_FIELD_BRAND_DARK_ACCENT, BATON_FIELD_BRAND_DARK_SURFACE, BATON_CONTRAST_GRAPHICS },
};
G_STATIC_ASSERT (G_N_ELEMENTS (baton_brand_pairs) == BATON_N_BRAND_PAIRS);

const char *
baton_brand_find_colour (GPtrArray  *brands,
                         guint       index,
                         BatonField  field)
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
            const BatonBrandPair *pair)
{
  const BatonEntity *brand = g_ptr_array_index (brands, index);
  const char *foreground_text = baton_brand_find_colour (brands, index, pair->foreground);
  const char *background_text = baton_brand_find_colour (brands, index, pair->background);
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
    for (gsize j = 0; j < BATON_N_BRAND_PAIRS; j++)
      check_pair (check, brands, i, &baton_brand_pairs[j]);
}
