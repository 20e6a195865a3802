/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The colours are those with which the portal is served: what no brand sets is derived here as it is there.
 */
#include "config.h"

#include "console/sections/baton-brand-sample.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-drawing.h"

#include "model/baton-brand-contrast.h"
#include "portal/baton-portal-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonBrandSample
{
  GtkWidget      parent_instance;

  BatonDocument *document;            /* owned */
  gboolean       dark;
  GdkRGBA        colours[BATON_N_PALETTE];
  GdkTexture    *logo;                /* owned, nullable */
  char          *logo_digest;         /* of it; owned, nullable */
  char          *name;                /* owned */
  gboolean       shown;
};

G_DEFINE_FINAL_TYPE (BatonBrandSample, baton_brand_sample, GTK_TYPE_WIDGET)

/* ── What is shown ── */

static void
take_colours (BatonBrandSample       *self,
              const BatonPortalBrand *brand)
{
  guint32 palette[BATON_N_PALETTE];

  baton_portal_brand_get_palette (brand, self->dark, palette);
  for (int i = 0; i < BATON_N_PALETTE; i++)
    self->colours[i] = (GdkRGBA) { (palette[i] >> 16) / 255.0f, (palette[i] >> 8 & 0xff) / 255.0f, (palette[i] & 0xff) / 255.0f, 1 };
}

static guint32
to_number (const char *text)
{
  BatonColour colour;

  return baton_colour_parse (text, &colour) ? ((guint32) colour.red << 16 | (guint32) colour.green << 8 | colour.blue) : BATON_PORTAL_NO_COLOUR;
}

/* The brand's own logo, or that of the nearest before it that everybody sees. */
static const char *
find_logo (BatonBrandSample *self,
           GPtrArray        *brands,
           guint             index)
{
  const char *id = baton_brand_find_colour (brands, index, BATON_FIELD_BRAND_LOGO);
  BatonEntity *asset = id != NULL ? baton_document_lookup (self->document, id) : NULL;

  return asset != NULL ? baton_value_get_member_string (baton_entity_get (asset, BATON_FIELD_ASSET_FILE), "source") : NULL;
}

static void
load_logo (BatonBrandSample *self,
           const char       *digest)
{
  g_autoptr (GBytes) bytes = NULL;

  if (g_strcmp0 (digest, self->logo_digest) == 0)
    return;
  g_clear_object (&self->logo);
  g_free (self->logo_digest);
  self->logo_digest = g_strdup (digest);
  bytes = digest != NULL ? baton_workspace_load_asset (baton_document_get_workspace (self->document), digest, NULL) : NULL;
  if (bytes != NULL)
    self->logo = gdk_texture_new_from_bytes (bytes, NULL);
}

void
baton_brand_sample_show (BatonBrandSample  *self,
                         const BatonEntity *brand)
{
  static const BatonField fields[BATON_PORTAL_N_COLOURS] = {
    BATON_FIELD_BRAND_ACCENT, BATON_FIELD_BRAND_ON_ACCENT, BATON_FIELD_BRAND_SURFACE, BATON_FIELD_BRAND_TEXT,
    BATON_FIELD_BRAND_HEADER, BATON_FIELD_BRAND_ON_HEADER, BATON_FIELD_BRAND_DARK_ACCENT, BATON_FIELD_BRAND_DARK_ON_ACCENT,
    BATON_FIELD_BRAND_DARK_SURFACE, BATON_FIELD_BRAND_DARK_TEXT, BATON_FIELD_BRAND_DARK_HEADER, BATON_FIELD_BRAND_DARK_ON_HEADER,
  };
  g_autoptr (GPtrArray) brands = NULL;
  BatonPortalBrand portal = { .font = -1 };
  guint index;

  g_return_if_fail (BATON_IS_BRAND_SAMPLE (self));

  brands = baton_program_list (baton_document_get_program (self->document), BATON_KIND_BRAND);
  if (!g_ptr_array_find (brands, brand, &index))
    return;
  for (int i = 0; i < BATON_PORTAL_N_COLOURS; i++)
    portal.colours[i] = to_number (baton_brand_find_colour (brands, index, fields[i]));
  take_colours (self, &portal);
  load_logo (self, find_logo (self, brands, index));
  g_free (self->name);
  self->name = baton_words_name (baton_document_get_names (self->document), baton_entity_get_id (brand));
  self->shown = TRUE;
  baton_tooltip_set (GTK_WIDGET (self), self->name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ── Drawing ── */

/* A line of text, or where it is too long up to so many smaller ones, with its left (or, from right to left, right) end at *x*; its width. */
static int
draw_text (BatonBrandSample *self,
           GtkSnapshot      *snapshot,
           const char       *text,
           BatonPaletteColour colour,
           gboolean          bold,
           gboolean          underlined,
           int               lines,
           int               x,
           int               y,
           int               most)
{
  BatonDrawingStyle style = (bold ? BATON_DRAWING_BOLD : 0) | (underlined ? BATON_DRAWING_UNDERLINED : 0);
  g_autoptr (PangoLayout) layout = baton_drawing_make_text (GTK_WIDGET (self), text, style);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoRectangle logical;
  int width, height;

  pango_layout_set_width (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > most)
    pango_layout_set_width (layout, most * PANGO_SCALE);
  if (width > most && lines > 1)
    {
      g_object_unref (layout);
      layout = baton_drawing_make_text (GTK_WIDGET (self), text, style | BATON_DRAWING_SMALL);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, most * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (layout, -lines);
      pango_layout_get_pixel_size (layout, &width, &height);
    }
  /* Where it is wrapped and reads from left to right in a window that does not, Pango sets it at the other end of its width. */
  pango_layout_get_pixel_extents (layout, NULL, &logical);
  baton_drawing_text (snapshot, layout, &self->colours[colour], (rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - x - MIN (width, most) : x) - logical.x,
                      y - height / 2, 0);
  return MIN (width, most);
}

static void
draw_button_text (BatonBrandSample      *self,
                  GtkSnapshot           *snapshot,
                  const graphene_rect_t *button)
{
  g_autoptr (PangoLayout) layout = baton_drawing_make_text (GTK_WIDGET (self), C_("sample of a brand", "Button"), BATON_DRAWING_BOLD);
  int width, height, most = (int) button->size.width - 16;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > most)
    pango_layout_set_width (layout, most * PANGO_SCALE);
  baton_drawing_text (snapshot, layout, &self->colours[BATON_PALETTE_ON_ACCENT], button->origin.x + button->size.width / 2,
                      button->origin.y + (button->size.height - height) / 2, 0.5);
}

static void
baton_brand_sample_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  BatonBrandSample *self = BATON_BRAND_SAMPLE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), x = 12, label;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GskRoundedRect frame, button;

  if (!self->shown)
    return;
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (0, 0, width, height), 9);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &self->colours[BATON_PALETTE_SURFACE], &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_color (snapshot, &self->colours[BATON_PALETTE_HEADER], &GRAPHENE_RECT_INIT (0, 0, width, 38));
  if (self->logo != NULL)
    {
      double ratio = (double) gdk_texture_get_width (self->logo) / MAX (gdk_texture_get_height (self->logo), 1);
      int logo_width = MIN ((int) (24 * ratio), width / 3);

      gtk_snapshot_append_texture (snapshot, self->logo, &GRAPHENE_RECT_INIT (rtl ? width - x - logo_width : x, 7, logo_width, logo_width / ratio));
      x += logo_width + 9;
    }
  draw_text (self, snapshot, self->name, BATON_PALETTE_ON_HEADER, TRUE, FALSE, 2, x, 19, MAX (width - x - 12, 20));
  draw_text (self, snapshot, C_("sample of a brand", "Text on the page"), BATON_PALETTE_TEXT, FALSE, FALSE, 1, 12, 58, width - 24);
  draw_text (self, snapshot, C_("sample of a brand", "A link"), BATON_PALETTE_LINK, FALSE, TRUE, 1, 12, 82, width - 24);
  label = (int) (width * 0.5);
  gsk_rounded_rect_init_from_rect (&button, &GRAPHENE_RECT_INIT (rtl ? 12 : width - 12 - label, 68, label, 28), 14);
  gtk_snapshot_push_rounded_clip (snapshot, &button);
  gtk_snapshot_append_color (snapshot, &self->colours[BATON_PALETTE_ACCENT], &button.bounds);
  gtk_snapshot_pop (snapshot);
  draw_button_text (self, snapshot, &button.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
baton_brand_sample_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 130 : 106;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 106;
}

/* ── Object ── */

static void
baton_brand_sample_dispose (GObject *object)
{
  BatonBrandSample *self = BATON_BRAND_SAMPLE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->logo);
  G_OBJECT_CLASS (baton_brand_sample_parent_class)->dispose (object);
}

static void
baton_brand_sample_finalize (GObject *object)
{
  BatonBrandSample *self = BATON_BRAND_SAMPLE (object);

  g_free (self->logo_digest);
  g_free (self->name);
  G_OBJECT_CLASS (baton_brand_sample_parent_class)->finalize (object);
}

static void
baton_brand_sample_class_init (BatonBrandSampleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_brand_sample_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_brand_sample_finalize;
  widget_class->snapshot = baton_brand_sample_snapshot;
  widget_class->measure = baton_brand_sample_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
baton_brand_sample_init (BatonBrandSample *self)
{
}

GtkWidget *
baton_brand_sample_new (BatonDocument *document,
                        gboolean       dark)
{
  BatonBrandSample *self = g_object_new (BATON_TYPE_BRAND_SAMPLE, NULL);

  self->document = g_object_ref (document);
  self->dark = dark;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, dark ? _("The brand in dark") : _("The brand in light"), -1);
  return GTK_WIDGET (self);
}

/* ── Swatches ── */

static void
draw_swatch (GtkDrawingArea *area,
             cairo_t        *cr,
             int             width,
             int             height,
             gpointer        colour)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, width / 2.0, height / 2.0, width / 2.0 - 0.5, 0, 2 * G_PI);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

GtkWidget *
baton_brand_swatch_new (void)
{
  GtkWidget *swatch = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 14);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 14);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  return swatch;
}

void
baton_brand_swatch_set (GtkWidget  *swatch,
                        const char *colour)
{
  GdkRGBA rgba;
  gboolean shown = colour != NULL && gdk_rgba_parse (&rgba, colour);

  gtk_widget_set_visible (swatch, shown);
  if (shown)
    gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, gdk_rgba_copy (&rgba), (GDestroyNotify) gdk_rgba_free);
}

GtkWidget *
baton_brand_swatches_new (const BatonEntity *brand)
{
  static const BatonField fields[] = { BATON_FIELD_BRAND_HEADER, BATON_FIELD_BRAND_ACCENT, BATON_FIELD_BRAND_SURFACE };
  GtkWidget *box = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = baton_entity_get_string (brand, fields[i]);
      GtkWidget *area;

      if (text == NULL)
        continue;
      if (box == NULL)
        box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
      area = baton_brand_swatch_new ();
      baton_brand_swatch_set (area, text);
      baton_tooltip_set (area, baton_words_field (fields[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_field (fields[i]), -1);
      gtk_box_append (GTK_BOX (box), area);
    }
  return box;
}
