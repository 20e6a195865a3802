/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-portal-colours.h"

#include "portal/baton-portal-html.h"

#include <adwaita.h>

struct _BatonPortalColours
{
  GtkCssProvider *css;        /* owned; NULL until there are colours: to come and to go costs every window some milliseconds */
  char           *css_class;  /* owned */
  char           *css_text;   /* what the provider holds: loading it styles every widget of the display anew; owned */
};

BatonPortalColours *
baton_portal_colours_new (void)
{
  static guint count;
  BatonPortalColours *self = g_new0 (BatonPortalColours, 1);

  self->css_class = g_strdup_printf ("baton-portal-%u", count++);
  return self;
}

void
baton_portal_colours_free (BatonPortalColours *self)
{
  if (self->css != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->css));
  g_clear_object (&self->css);
  g_free (self->css_class);
  g_free (self->css_text);
  g_free (self);
}

const char *
baton_portal_colours_get_class (BatonPortalColours *self)
{
  return self->css_class;
}

static void
append_colour (GString    *css,
               const char *name,
               guint32     colour)
{
  g_string_append_printf (css, "%s: #%06x; ", name, colour);
}

void
baton_portal_colours_load (BatonPortalColours     *self,
                           const BatonPortalBrand *brand)
{
  guint32 palette[BATON_N_PALETTE];
  g_autoptr (GString) css = g_string_new (NULL);

  /* Those with which the portal is served, what is derived of what no brand sets included. */
  baton_portal_brand_get_palette (brand, adw_style_manager_get_dark (adw_style_manager_get_default ()), palette);
  g_string_append_printf (css, ".%s { font-family: %s; ", self->css_class, baton_portal_brand_get_fonts (brand));
  append_colour (css, "background-color", palette[BATON_PALETTE_SURFACE]);
  append_colour (css, "color", palette[BATON_PALETTE_TEXT]);
  g_string_append_printf (css, "} .%s .baton-portal-header { ", self->css_class);
  append_colour (css, "background-color", palette[BATON_PALETTE_HEADER]);
  append_colour (css, "color", palette[BATON_PALETTE_ON_HEADER]);
  g_string_append_printf (css, "} .%s .baton-current, .%s .title-4 { ", self->css_class, self->css_class);
  append_colour (css, "color", palette[BATON_PALETTE_LINK]);
  g_string_append_printf (css, "} .%s levelbar block.filled { ", self->css_class);
  append_colour (css, "background-color", palette[BATON_PALETTE_ACCENT]);
  g_string_append (css, "}");
  if (g_strcmp0 (css->str, self->css_text) == 0)
    return;
  g_free (self->css_text);
  self->css_text = g_strdup (css->str);
  if (self->css == NULL)
    {
      self->css = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (self->css, css->str, css->len);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->css), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
    }
  else
    {
      gtk_css_provider_load_from_data (self->css, css->str, css->len);
    }
}
