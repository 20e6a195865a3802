/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-reward-prices.h"

#include "console/widgets/baton-figures.h"

#include "incentives/baton-price.h"
#include "words/baton-words-format.h"
#include "words/baton-words-incentive.h"

#include <glib/gi18n-lib.h>

#define EXCHANGED 1           /* of the choice reward_pricing */
#define EXCHANGED_POINTS 1000 /* whose worth stands for all amounts: a single point cannot be discounted */

struct _BatonRewardPrices
{
  GtkBox         parent_instance;

  BatonDocument *document;   /* owned */

  GtkWidget     *figures;
  GtkWidget     *note;
};

G_DEFINE_FINAL_TYPE (BatonRewardPrices, baton_reward_prices, GTK_TYPE_BOX)

/* What is paid without a discount; −1 when that is not known. */
static gint64
get_price (const BatonEntity *reward)
{
  if (baton_entity_get_choice (reward, BATON_FIELD_REWARD_PRICING, 0) == EXCHANGED)
    return baton_entity_get (reward, BATON_FIELD_REWARD_RATE) != NULL ? EXCHANGED_POINTS : -1;
  return baton_entity_get_integer (reward, BATON_FIELD_REWARD_PRICE, -1);
}

/* "EUR 500.00", what is got for it, where a reward is exchanged; NULL. (transfer full) */
static char *
describe_worth (BatonRewardPrices *self,
                const BatonEntity *reward)
{
  gint64 rate = baton_entity_get_integer (reward, BATON_FIELD_REWARD_RATE, 0);

  if (baton_entity_get_choice (reward, BATON_FIELD_REWARD_PRICING, 0) != EXCHANGED || rate > G_MAXINT64 / EXCHANGED_POINTS)
    return NULL;
  return baton_words_money (baton_document_get_names (self->document), rate * EXCHANGED_POINTS);
}

static void
add_tier (BatonRewardPrices    *self,
          const BatonTierPrice *price)
{
  const BatonNames *names = baton_document_get_names (self->document);
  g_autofree char *ladder = baton_words_name (names, price->ladder), *tier = baton_words_name (names, price->tier);
  BatonFigures *figures = BATON_FIGURES (self->figures);

  /* Translators: %1$s is a tier, %2$s the ladder that it belongs to */
  baton_figures_add (figures, g_strdup_printf (C_("tier", "%1$s (%2$s)"), tier, ladder), FALSE);
  baton_figures_add (figures, price->discount > 0 ? baton_words_percent (price->discount) : g_strdup ("–"), FALSE);
  baton_figures_add (figures, baton_words_number (price->price), FALSE);
}

/* (transfer full) */
static char *
describe_rule (GArray *prices,
               gint64  full)
{
  guint n_ladders = 0;
  g_autofree char *rounding = NULL;

  for (guint i = 0; i < prices->len; i++)
    {
      const BatonTierPrice *price = &g_array_index (prices, BatonTierPrice, i);

      if (price->rounded && rounding == NULL)
        rounding = baton_words_rounding (full, price->discount);
      if (i == 0 || price->ladder != g_array_index (prices, BatonTierPrice, i - 1).ladder)
        n_ladders++;
    }
  if (rounding == NULL)
    rounding = g_strdup (_("Prices are rounded up to whole points; here nothing is to be rounded."));
  return n_ladders > 1 ? g_strconcat (rounding, " ", _("Who holds tiers of several ladders pays the lowest of the prices."), NULL)
                       : g_steal_pointer (&rounding);
}

void
baton_reward_prices_show (BatonRewardPrices *self,
                          const BatonEntity *reward)
{
  gint64 full = get_price (reward);
  g_autoptr (GArray) prices = NULL;
  g_autofree char *worth = NULL, *heading = NULL, *note = NULL;

  g_return_if_fail (BATON_IS_REWARD_PRICES (self));

  prices = full >= 0 ? baton_price_list_tiers (baton_document_get_program (self->document), full) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), prices != NULL);
  gtk_widget_set_visible (self->figures, prices != NULL && prices->len > 0);
  if (prices == NULL)
    return;
  if (prices->len == 0)
    {
      gtk_label_set_text (GTK_LABEL (self->note), _("No tier gives a discount on rewards: everybody pays the same."));
      return;
    }
  worth = describe_worth (self, reward);
  /* Translators: heads a column of prices in points; %s is the amount of money that is got for them */
  heading = worth != NULL ? g_strdup_printf (_("Points for %s"), worth) : g_strdup (_("Points"));
  baton_figures_begin (BATON_FIGURES (self->figures), (const char *[]) { C_("prices", "Tier"), C_("prices", "Discount"), heading, NULL });
  baton_figures_add (BATON_FIGURES (self->figures), g_strdup (_("Without a tier")), FALSE);
  baton_figures_add (BATON_FIGURES (self->figures), g_strdup ("–"), FALSE);
  baton_figures_add (BATON_FIGURES (self->figures), baton_words_number (full), FALSE);
  for (guint i = 0; i < prices->len; i++)
    add_tier (self, &g_array_index (prices, BatonTierPrice, i));
  note = describe_rule (prices, full);
  gtk_label_set_text (GTK_LABEL (self->note), note);
}

/* ── Object ── */

static void
baton_reward_prices_finalize (GObject *object)
{
  g_clear_object (&BATON_REWARD_PRICES (object)->document);
  G_OBJECT_CLASS (baton_reward_prices_parent_class)->finalize (object);
}

static void
baton_reward_prices_class_init (BatonRewardPricesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_reward_prices_finalize;
}

static void
baton_reward_prices_init (BatonRewardPrices *self)
{
  self->figures = baton_figures_new (_("Price in each tier"));
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_add_css_class (self->note, "caption");
  gtk_box_append (GTK_BOX (self), self->figures);
  gtk_box_append (GTK_BOX (self), self->note);
}

GtkWidget *
baton_reward_prices_new (BatonDocument *document)
{
  BatonRewardPrices *self = g_object_new (BATON_TYPE_REWARD_PRICES, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
