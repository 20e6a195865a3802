/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A brand as custom properties. Colours are numbers until the very end, so nothing that a brand says can be anything else
 * than a colour here. What no brand sets is derived: dark from light, soft shades from accent and background. Colours that a
 * brand does set are taken as they are (contrast is warned of, not blocked); derived text always passes WCAG 2.2 AA.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-portal-html.h"

#include "model/baton-colour.h"

#include <string.h>

typedef struct
{
  BatonColour accent;
  BatonColour on_accent;
  BatonColour surface;
  BatonColour text;
  BatonColour header;
  BatonColour on_header;
} Palette;

static const BatonColour white = { 0xff, 0xff, 0xff };
static const BatonColour black = { 0x00, 0x00, 0x00 };
static const BatonColour default_accent = { 0x3a, 0x4f, 0xd8 };
static const BatonColour default_text = { 0x1b, 0x1d, 0x28 };
static const BatonColour default_dark_surface = { 0x14, 0x16, 0x1d };
static const BatonColour default_dark_text = { 0xe8, 0xea, 0xf2 };

static gboolean
take (const BatonPortalBrand *brand,
      BatonPortalColour       which,
      BatonColour            *colour)
{
  guint32 value = brand->colours[which];

  if (value == BATON_PORTAL_NO_COLOUR)
    return FALSE;
  *colour = (BatonColour) { (guint8) (value >> 16), (guint8) (value >> 8), (guint8) value };
  return TRUE;
}

/* *percent* of *a*, the rest *b*. */
static BatonColour
mix (BatonColour a,
     BatonColour b,
     int         percent)
{
  return (BatonColour) {
    (guint8) ((a.red * percent + b.red * (100 - percent) + 50) / 100),
    (guint8) ((a.green * percent + b.green * (100 - percent) + 50) / 100),
    (guint8) ((a.blue * percent + b.blue * (100 - percent) + 50) / 100),
  };
}

static BatonColour
pick_text_on (BatonColour background)
{
  return baton_colour_get_contrast (white, background) >= baton_colour_get_contrast (black, background) ? white : black;
}

static BatonColour
make_readable (BatonColour colour,
               BatonColour background)
{
  BatonColour passing;

  return baton_colour_find_passing (colour, background, BATON_CONTRAST_TEXT, &passing) ? passing : pick_text_on (background);
}

static gboolean
passes_on_both (BatonColour colour,
                BatonColour first,
                BatonColour second)
{
  return baton_colour_get_contrast (colour, first) >= BATON_CONTRAST_TEXT
         && baton_colour_get_contrast (colour, second) >= BATON_CONTRAST_TEXT;
}

/* Text that may stand on a card or on the page behind it. The two backgrounds are near enough to each other for this to
 * exist: settle() saw to that. */
static BatonColour
make_readable_on_both (BatonColour colour,
                       BatonColour first,
                       BatonColour second)
{
  BatonColour for_first = make_readable (colour, first);
  BatonColour for_second = make_readable (colour, second);

  if (passes_on_both (for_first, first, second))
    return for_first;
  if (passes_on_both (for_second, first, second))
    return for_second;
  return passes_on_both (white, first, second) ? white : black;
}

/* A shade beside *base*, if text can be read on both; else *base* itself. Backgrounds of middling lightness leave little room. */
static BatonColour
settle (BatonColour wanted,
        BatonColour base,
        BatonColour text)
{
  if (!passes_on_both (white, wanted, base) && !passes_on_both (black, wanted, base))
    return base;
  if (baton_colour_get_contrast (text, base) >= BATON_CONTRAST_TEXT && baton_colour_get_contrast (text, wanted) < BATON_CONTRAST_TEXT)
    return base;
  return wanted;
}

static Palette
make_light (const BatonPortalBrand *brand)
{
  Palette palette = { .accent = default_accent, .surface = white, .text = default_text };

  take (brand, BATON_PORTAL_COLOUR_ACCENT, &palette.accent);
  if (!take (brand, BATON_PORTAL_COLOUR_ON_ACCENT, &palette.on_accent))
    palette.on_accent = pick_text_on (palette.accent);
  take (brand, BATON_PORTAL_COLOUR_SURFACE, &palette.surface);
  if (!take (brand, BATON_PORTAL_COLOUR_TEXT, &palette.text))
    palette.text = make_readable (default_text, palette.surface);
  if (!take (brand, BATON_PORTAL_COLOUR_HEADER, &palette.header))
    palette.header = palette.surface;
  if (!take (brand, BATON_PORTAL_COLOUR_ON_HEADER, &palette.on_header))
    palette.on_header = make_readable (palette.text, palette.header);
  return palette;
}

static Palette
make_dark (const BatonPortalBrand *brand,
           const Palette          *light)
{
  Palette palette = { .surface = default_dark_surface, .text = default_dark_text };

  take (brand, BATON_PORTAL_COLOUR_DARK_SURFACE, &palette.surface);
  if (!take (brand, BATON_PORTAL_COLOUR_DARK_TEXT, &palette.text))
    palette.text = make_readable (default_dark_text, palette.surface);
  if (!take (brand, BATON_PORTAL_COLOUR_DARK_ACCENT, &palette.accent))
    palette.accent = make_readable (light->accent, palette.surface);
  if (!take (brand, BATON_PORTAL_COLOUR_DARK_ON_ACCENT, &palette.on_accent))
    palette.on_accent = pick_text_on (palette.accent);
  if (!take (brand, BATON_PORTAL_COLOUR_DARK_HEADER, &palette.header))
    palette.header = mix (palette.text, palette.surface, 6);
  if (!take (brand, BATON_PORTAL_COLOUR_DARK_ON_HEADER, &palette.on_header))
    palette.on_header = make_readable (palette.text, palette.header);
  return palette;
}

static void
append_colour (GString     *css,
               const char  *name,
               BatonColour  colour)
{
  g_string_append_printf (css, "  --%s: #%02x%02x%02x;\n", name, colour.red, colour.green, colour.blue);
}

/* The page, and a card on it. */
static void
find_grounds (const Palette *palette,
              gboolean       dark,
              BatonColour   *ground,
              BatonColour   *card)
{
  *ground = settle (dark ? palette->surface : mix (palette->text, palette->surface, 3), palette->surface, palette->text);
  *card = settle (dark ? mix (palette->text, palette->surface, 7) : mix (white, palette->surface, 55), *ground, palette->text);
}

static void
append_palette (GString       *css,
                const Palette *palette,
                gboolean       dark)
{
  BatonColour ground, card, soft;
  BatonColour hero_from = mix (palette->accent, palette->surface, dark ? 26 : 14);
  BatonColour header_soft = settle (mix (palette->on_header, palette->header, 12), palette->header, palette->on_header);
  BatonColour hero_to = settle (mix (palette->accent, palette->surface, dark ? 8 : 3), hero_from, hero_from);

  find_grounds (palette, dark, &ground, &card);
  soft = mix (palette->accent, card, 12);
  append_colour (css, "accent", palette->accent);
  append_colour (css, "on-accent", palette->on_accent);
  append_colour (css, "surface", palette->surface);
  append_colour (css, "text", palette->text);
  append_colour (css, "header", palette->header);
  append_colour (css, "on-header", palette->on_header);
  append_colour (css, "header-line", mix (palette->on_header, palette->header, 16));
  append_colour (css, "header-soft", header_soft);
  append_colour (css, "header-muted", make_readable_on_both (mix (palette->on_header, palette->header, 82), palette->header, header_soft));
  append_colour (css, "ground", ground);
  append_colour (css, "card", card);
  append_colour (css, "line", mix (palette->text, palette->surface, 13));
  append_colour (css, "muted", make_readable_on_both (mix (palette->text, palette->surface, 66), ground, card));
  append_colour (css, "link", make_readable_on_both (palette->accent, ground, card));
  append_colour (css, "soft", soft);
  append_colour (css, "on-soft", make_readable (palette->accent, soft));
  append_colour (css, "hero-from", hero_from);
  append_colour (css, "hero-to", hero_to);
  append_colour (css, "hero-text", make_readable_on_both (palette->text, hero_from, hero_to));
  append_colour (css, "hero-muted", make_readable_on_both (mix (palette->text, palette->surface, 72), hero_from, hero_to));
  append_colour (css, "hero-link", make_readable_on_both (palette->accent, hero_from, hero_to));
}

/* In the order of the choice "brand_font". */
static const char *const fonts[] = {
  "\"Inter\", \"Cantarell\", \"Segoe UI\", system-ui, -apple-system, \"Noto Sans\", \"Noto Sans Arabic\", \"Noto Sans CJK JP\", sans-serif",
  "\"Source Serif 4\", \"Charter\", \"Georgia\", \"Noto Serif\", \"Noto Naskh Arabic\", \"Noto Serif CJK JP\", serif",
  "\"Nunito\", \"Quicksand\", ui-rounded, \"SF Pro Rounded\", system-ui, \"Noto Sans\", \"Noto Sans Arabic\", \"Noto Sans CJK JP\", sans-serif",
  "\"JetBrains Mono\", \"Source Code Pro\", ui-monospace, \"DejaVu Sans Mono\", \"Noto Sans Arabic\", monospace",
};

const char *
baton_portal_brand_get_fonts (const BatonPortalBrand *brand)
{
  g_return_val_if_fail (brand != NULL, NULL);

  return fonts[brand->font >= 0 && brand->font < (int) G_N_ELEMENTS (fonts) ? brand->font : 0];
}

static Palette
make_palette (const BatonPortalBrand *brand,
              gboolean                dark)
{
  Palette light = make_light (brand);

  return dark ? make_dark (brand, &light) : light;
}

static guint32
to_number (BatonColour colour)
{
  return (guint32) colour.red << 16 | (guint32) colour.green << 8 | colour.blue;
}

void
baton_portal_brand_get_palette (const BatonPortalBrand *brand,
                                gboolean                dark,
                                guint32                 palette[BATON_N_PALETTE])
{
  BatonColour ground, card;
  Palette own;

  g_return_if_fail (brand != NULL);

  own = make_palette (brand, dark);
  find_grounds (&own, dark, &ground, &card);
  palette[BATON_PALETTE_ACCENT] = to_number (own.accent);
  palette[BATON_PALETTE_ON_ACCENT] = to_number (own.on_accent);
  palette[BATON_PALETTE_SURFACE] = to_number (own.surface);
  palette[BATON_PALETTE_TEXT] = to_number (own.text);
  palette[BATON_PALETTE_HEADER] = to_number (own.header);
  palette[BATON_PALETTE_ON_HEADER] = to_number (own.on_header);
  palette[BATON_PALETTE_LINK] = to_number (make_readable_on_both (own.accent, ground, card));
}

char *
baton_portal_brand_stylesheet (const BatonPortalBrand *brand)
{
  GString *css = g_string_new (NULL);
  Palette light, dark;

  g_return_val_if_fail (brand != NULL, NULL);

  light = make_palette (brand, FALSE);
  dark = make_palette (brand, TRUE);
  g_string_append (css, ":root {\n  color-scheme: light dark;\n");
  g_string_append_printf (css, "  --font: %s;\n", baton_portal_brand_get_fonts (brand));
  append_palette (css, &light, FALSE);
  g_string_append (css, "}\n@media (prefers-color-scheme: dark) {\n:root {\n");
  append_palette (css, &dark, TRUE);
  g_string_append (css, "}\n}\n");
  return g_string_free (css, FALSE);
}

char *
baton_portal_stylesheet_digest (const char *css)
{
  char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, css, -1);

  digest[16] = '\0';
  return digest;
}
