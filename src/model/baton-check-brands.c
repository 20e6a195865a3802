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

static gboolean
is_for_everybody (const BatonEntity *brand)
{
  return baton_value_get_length (baton_entity_get (brand, BATON_FIELD_BRAND_AUDIENCE)) == 0;
}

/* The first field that both brands set and a member sees; BATON_FIELD_NONE when there is none. */
static BatonField
find_shared_field (const BatonEntity *brand,
                   const BatonEntity *above)
{
  for (int field = BATON_FIELD_BRAND_LOGO; field <= BATON_FIELD_BRAND_FONT; field++)
    if (baton_entity_get (brand, (BatonField) field) != NULL && baton_entity_get (above, (BatonField) field) != NULL)
      return (BatonField) field;
  return BATON_FIELD_NONE;
}

/* A later brand for everybody lies over all before it: what both set is never seen of the earlier. */
static void
check_covered (BatonCheck *check,
               GPtrArray  *brands,
               guint       index)
{
  const BatonEntity *brand = g_ptr_array_index (brands, index);

  for (guint i = index + 1; i < brands->len; i++)
    {
      const BatonEntity *above = g_ptr_array_index (brands, i);
      BatonField shared = is_for_everybody (above) ? find_shared_field (brand, above) : BATON_FIELD_NONE;

      if (shared != BATON_FIELD_NONE)
        {
          baton_check_add (check, BRAND_COVERED, brand, shared, baton_entity_get_id (above), NULL);
          return;
        }
    }
}

static gboolean
sets_anything (const BatonEntity *brand)
{
  for (int field = BATON_FIELD_BRAND_LOGO; field <= BATON_FIELD_BRAND_IMAGERY; field++)
    if (baton_entity_get (brand, (BatonField) field) != NULL)
      return TRUE;
  return FALSE;
}

void
baton_check_brands (BatonCheck *check)
{
  g_autoptr (GPtrArray) brands = baton_program_list (check->program, BATON_KIND_BRAND);
  gboolean has_house_brand = FALSE;

  for (guint i = 0; i < brands->len; i++)
    {
      has_house_brand = has_house_brand || is_for_everybody (g_ptr_array_index (brands, i));
      if (!sets_anything (g_ptr_array_index (brands, i)))
        baton_check_add (check, BRAND_EMPTY, (const BatonEntity *) g_ptr_array_index (brands, i), BATON_FIELD_NONE, NULL);
      check_covered (check, brands, i);
      for (gsize j = 0; j < BATON_N_BRAND_PAIRS; j++)
        check_pair (check, brands, i, &baton_brand_pairs[j]);
    }
  if (brands->len > 0 && !has_house_brand)
    baton_check_add (check, HOUSE_BRAND_MISSING, (const BatonEntity *) g_ptr_array_index (brands, 0), BATON_FIELD_BRAND_AUDIENCE, NULL);
}
