/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-price.h"

#include "model/baton-number.h"

#define WHOLE 10000   /* basis points in one */

gint64
baton_price_discounted (gint64 price,
                        gint64 discount)
{
  gint64 left = WHOLE - CLAMP (discount, 0, WHOLE);
  gint64 rest = price % WHOLE * left;

  return price / WHOLE * left + (rest + WHOLE - 1) / WHOLE;
}

gboolean
baton_price_get_worth (gint64  points,
                       gint64  value,
                       gint64 *money)
{
  gint64 product;

  if (__builtin_mul_overflow (points, value, &product) || product > BATON_INTEGER_MAX || product < -BATON_INTEGER_MAX)
    return FALSE;
  *money = product;
  return TRUE;
}

static gint64
get_discount (const BatonProgram *program,
              const BatonEntity  *tier)
{
  g_autoptr (GPtrArray) benefits = baton_program_list_children (program, BATON_KIND_BENEFIT, baton_entity_get_id (tier));
  gint64 best = 0;

  for (guint i = 0; i < benefits->len; i++)
    if (g_strcmp0 (baton_entity_get_string (benefits->pdata[i], BATON_FIELD_BENEFIT_TYPE), "rewards-discount") == 0)
      best = MAX (best, baton_number_read (benefits->pdata[i], BATON_FIELD_BENEFIT_PERCENT, 0));
  return MIN (best, WHOLE);
}

static int
compare_tiers (gconstpointer a,
               gconstpointer b)
{
  gint64 one = baton_number_read (*(BatonEntity * const *) a, BATON_FIELD_TIER_THRESHOLD, 0);
  gint64 other = baton_number_read (*(BatonEntity * const *) b, BATON_FIELD_TIER_THRESHOLD, 0);

  return one < other ? -1 : one > other;
}

GArray *
baton_price_list_tiers (const BatonProgram *program,
                        gint64              price)
{
  g_autoptr (GPtrArray) ladders = baton_program_list (program, BATON_KIND_TIER_LADDER);
  GArray *prices = g_array_new (FALSE, FALSE, sizeof (BatonTierPrice));

  for (guint i = 0; i < ladders->len; i++)
    {
      const char *ladder = baton_entity_get_id (ladders->pdata[i]);
      g_autoptr (GPtrArray) tiers = baton_program_list_children (program, BATON_KIND_TIER, ladder);
      guint first = prices->len;
      gboolean any = FALSE;

      g_ptr_array_sort (tiers, compare_tiers);
      for (guint j = 0; j < tiers->len; j++)
        {
          BatonTierPrice one = { .ladder = ladder, .tier = baton_entity_get_id (tiers->pdata[j]), .discount = get_discount (program, tiers->pdata[j]) };

          one.price = baton_price_discounted (price, one.discount);
          one.rounded = price % WHOLE * (WHOLE - one.discount) % WHOLE != 0;
          any = any || one.discount > 0;
          g_array_append_val (prices, one);
        }
      if (!any)
        g_array_set_size (prices, first);
    }
  return prices;
}
