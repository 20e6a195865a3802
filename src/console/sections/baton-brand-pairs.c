/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-brand-pairs.h"

#include "console/baton-tooltip.h"
#include "console/sections/baton-brand-sample.h"

#include "model/baton-brand-contrast.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* Contrast of two colours; the button offers one that passes. */
typedef struct
{
  GtkWidget *row;
  GtkWidget *image;
  GtkWidget *button;
  GtkWidget *swatch;   /* of the colour that it offers */
  gboolean   wanting;  /* cannot be read */
} PairRow;

struct _BatonBrandPairs
{
  AdwBin     parent_instance;

  GtkWidget *list;
  PairRow    rows[BATON_N_BRAND_PAIRS];
  GtkWidget *readable;   /* row that counts the pairs that can be read, and shows them */
  GtkWidget *arrow;      /* in it */
  gboolean   unfolded;   /* they are shown */
};

G_DEFINE_FINAL_TYPE (BatonBrandPairs, baton_brand_pairs, ADW_TYPE_BIN)

static const char *
describe_pair (int pair)
{
  const char *names[BATON_N_BRAND_PAIRS] = {
    C_("pair of colours", "Text on the page"), C_("pair of colours", "Text on a button"),
    C_("pair of colours", "Text in the header"), C_("pair of colours", "Button on the page"),
    C_("pair of colours", "Text on the page, in dark"), C_("pair of colours", "Text on a button, in dark"),
    C_("pair of colours", "Text in the header, in dark"), C_("pair of colours", "Button on the page, in dark"),
  };

  return names[pair];
}

static void
make_row (BatonBrandPairs *self,
          int              pair)
{
  PairRow *made = &self->rows[pair];
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  made->row = adw_action_row_new ();
  made->image = gtk_image_new ();
  made->button = gtk_button_new ();
  made->swatch = baton_brand_swatch_new ();
  gtk_box_append (GTK_BOX (content), made->swatch);
  gtk_box_append (GTK_BOX (content), gtk_label_new (C_("colour", "Take the Nearest")));
  gtk_button_set_child (GTK_BUTTON (made->button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (made->button), GTK_ACCESSIBLE_PROPERTY_LABEL, C_("colour", "Take the Nearest"), -1);
  gtk_widget_set_valign (made->button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (made->row), describe_pair (pair));
  adw_action_row_add_prefix (ADW_ACTION_ROW (made->row), made->image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (made->row), made->button);
  gtk_list_box_append (GTK_LIST_BOX (self->list), made->row);
}

static void
show_row (BatonBrandPairs *self,
          int              pair,
          const char      *foreground_text,
          const char      *background_text)
{
  PairRow *shown = &self->rows[pair];
  BatonColour foreground, background, passing;
  gboolean set = baton_colour_parse (foreground_text, &foreground) && baton_colour_parse (background_text, &background);
  int minimum = baton_brand_pairs[pair].minimum, contrast = set ? baton_colour_get_contrast (foreground, background) : 0;
  gboolean passes = contrast >= minimum, offered = set && !passes && baton_colour_find_passing (foreground, background, minimum, &passing);
  /* From left to right wherever it stands: turned round it would say the opposite. */
  g_autofree char *number = baton_words_hundredths (contrast), *least_number = baton_words_hundredths (minimum);
  g_autofree char *ratio = g_strdup_printf ("\u2066%s : 1\u2069", number), *least = g_strdup_printf ("\u2066%s : 1\u2069", least_number);
  /* Translators: %1$s is a contrast ratio such as 4.53 : 1, %2$s the least that can be read well */
  g_autofree char *low = g_strdup_printf (_("%1$s; at least %2$s can be read well"), ratio, least);

  shown->wanting = set && !passes;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (shown->row), !set ? _("Not set: the portal takes colours that can be read") : passes ? ratio : low);
  gtk_widget_set_visible (shown->image, set);
  gtk_widget_set_visible (shown->button, offered);
  gtk_image_set_from_icon_name (GTK_IMAGE (shown->image), passes ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (shown->image, passes ? "warning" : "success");
  gtk_widget_add_css_class (shown->image, passes ? "success" : "warning");
  if (offered)
    {
      g_autofree char *offer = baton_colour_format (passing);
      g_autofree char *tip = g_strdup_printf (_("Use %s: the nearest colour that passes"), offer);

      baton_tooltip_set (shown->button, tip);
      baton_brand_swatch_set (shown->swatch, offer);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (shown->button), "(is)", (int) baton_brand_pairs[pair].foreground, offer);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (shown->button), "branding.use-colour");
    }
}

/* What is to be done stands open; what is well is a number in a line. */
static void
fold (BatonBrandPairs *self)
{
  g_autofree char *title = NULL;
  guint n = 0;

  for (int pair = 0; pair < BATON_N_BRAND_PAIRS; pair++)
    {
      n += !self->rows[pair].wanting;
      gtk_widget_set_visible (self->rows[pair].row, self->rows[pair].wanting || self->unfolded);
    }
  title = n == BATON_N_BRAND_PAIRS ? g_strdup (_("All text and buttons can be read"))
                                   /* Translators: pairs of colours, listed below others that cannot be read */
                                   : baton_words_count (g_dngettext (GETTEXT_PACKAGE, "%s more can be read", "%s more can be read", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->readable), title);
  gtk_widget_set_visible (self->readable, n > 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), self->unfolded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->readable), GTK_ACCESSIBLE_STATE_EXPANDED, self->unfolded, -1);
}

void
baton_brand_pairs_show (BatonBrandPairs *self,
                        GPtrArray       *brands,
                        guint            index)
{
  g_return_if_fail (BATON_IS_BRAND_PAIRS (self));

  for (int pair = 0; pair < BATON_N_BRAND_PAIRS; pair++)
    show_row (self, pair, baton_brand_find_colour (brands, index, baton_brand_pairs[pair].foreground),
              baton_brand_find_colour (brands, index, baton_brand_pairs[pair].background));
  fold (self);
}

static void
activated_cb (BatonBrandPairs *self)
{
  self->unfolded = !self->unfolded;
  fold (self);
}

static void
baton_brand_pairs_class_init (BatonBrandPairsClass *klass)
{
}

static void
baton_brand_pairs_init (BatonBrandPairs *self)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("object-select-symbolic");

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Can It Be Read?"), -1);
  for (int pair = 0; pair < BATON_N_BRAND_PAIRS; pair++)
    make_row (self, pair);

  self->readable = adw_action_row_new ();
  self->arrow = gtk_image_new ();
  gtk_widget_add_css_class (image, "success");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->readable), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->readable), self->arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->readable), TRUE);
  g_signal_connect_object (self->readable, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->readable);
  adw_bin_set_child (ADW_BIN (self), self->list);
}

GtkWidget *
baton_brand_pairs_new (void)
{
  return g_object_new (BATON_TYPE_BRAND_PAIRS, NULL);
}
