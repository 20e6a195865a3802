/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-field-relevance.h"

#include <string.h>

/* *field* matters where *type* of the same entity is one of *values* (separated by spaces; "" for unset). Fields that are
 * not listed always do. */
typedef struct
{
  BatonField  field;
  BatonField  type;
  const char *values;
} Relevance;

static const Relevance relevances[] = {
  { BATON_FIELD_BLOCK_QUERY, BATON_FIELD_BLOCK_TYPE, "content announcement" },
  { BATON_FIELD_BLOCK_COLLECTION, BATON_FIELD_BLOCK_TYPE, "collection" },
  { BATON_FIELD_BLOCK_MOTIONS, BATON_FIELD_BLOCK_TYPE, "tiers activities" },
  { BATON_FIELD_BLOCK_DASHBOARD, BATON_FIELD_BLOCK_TYPE, "dashboard" },

  { BATON_FIELD_PROMOTION_MULTIPLIER, BATON_FIELD_PROMOTION_EFFECT, "multiplier" },
  { BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, BATON_FIELD_PROMOTION_EFFECT, "extra-points goal" },
  { BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, BATON_FIELD_PROMOTION_EFFECT, "extra-points goal" },
  { BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, BATON_FIELD_PROMOTION_EFFECT, "extra-points goal" },
  { BATON_FIELD_PROMOTION_EXTRA_FEE, BATON_FIELD_PROMOTION_EFFECT, "extra-fee" },
  { BATON_FIELD_PROMOTION_GOAL_MEASURE, BATON_FIELD_PROMOTION_EFFECT, "goal" },
  { BATON_FIELD_PROMOTION_GOAL_TARGET, BATON_FIELD_PROMOTION_EFFECT, "goal" },
  { BATON_FIELD_PROMOTION_GOAL_REPEATS, BATON_FIELD_PROMOTION_EFFECT, "goal" },

  { BATON_FIELD_ACTIVITY_AGAIN, BATON_FIELD_ACTIVITY_ONCE, "organisation member" },
  { BATON_FIELD_ACTIVITY_AGAIN_MONTHS, BATON_FIELD_ACTIVITY_AGAIN, "months" },
  { BATON_FIELD_ACTIVITY_NEXT_AFTER_REVERSAL, BATON_FIELD_ACTIVITY_ONCE, "organisation member" },
  { BATON_FIELD_ACTIVITY_UNIT_SIZE, BATON_FIELD_ACTIVITY_UNIT, "quantity-step amount-step" },
  { BATON_FIELD_ACTIVITY_UNIT_NAME, BATON_FIELD_ACTIVITY_UNIT, "quantity quantity-step bands" },
  { BATON_FIELD_ACTIVITY_BANDS, BATON_FIELD_ACTIVITY_UNIT, "bands" },

  { BATON_FIELD_TIER_LADDER_MONTHS, BATON_FIELD_TIER_LADDER_WINDOW, " rolling" },
  { BATON_FIELD_TIER_LADDER_GRACE_MONTHS, BATON_FIELD_TIER_LADDER_DOWNGRADE, "grace" },
  { BATON_FIELD_BENEFIT_PERCENT, BATON_FIELD_BENEFIT_TYPE, "fee-bonus rewards-discount fund-percent" },
  { BATON_FIELD_BENEFIT_NUMBER, BATON_FIELD_BENEFIT_TYPE, "fund-number" },
  { BATON_FIELD_BENEFIT_UNIT, BATON_FIELD_BENEFIT_TYPE, "fund-number" },
  { BATON_FIELD_BENEFIT_ACTIVITIES, BATON_FIELD_BENEFIT_TYPE, "fee-bonus fund-percent fund-number" },
  { BATON_FIELD_BENEFIT_FUND, BATON_FIELD_BENEFIT_TYPE, "fund-percent fund-number" },
  { BATON_FIELD_REWARD_PRICE, BATON_FIELD_REWARD_PRICING, " fixed" },
  { BATON_FIELD_REWARD_RATE, BATON_FIELD_REWARD_PRICING, "exchange" },
  { BATON_FIELD_FUND_ACTIVITIES, BATON_FIELD_FUND_TYPE, "rebate consumer-rebate co-op" },
  { BATON_FIELD_FUND_BANDS, BATON_FIELD_FUND_TYPE, "rebate consumer-rebate co-op" },
  { BATON_FIELD_FUND_BAND_MODE, BATON_FIELD_FUND_TYPE, "rebate consumer-rebate co-op" },
};

gboolean
baton_field_is_relevant (const BatonEntity *entity,
                         BatonField         field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relevances); i++)
    if (relevances[i].field == field)
      {
        const char *type = baton_entity_get_string (entity, relevances[i].type);
        g_auto (GStrv) values = g_strsplit (relevances[i].values, " ", -1);

        return g_strv_contains ((const char * const *) values, type != NULL ? type : "");
      }
  return TRUE;
}

gboolean
baton_field_is_amount (const BatonEntity *entity,
                       BatonField         field)
{
  return (field == BATON_FIELD_PROMOTION_GOAL_TARGET && g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_PROMOTION_GOAL_MEASURE), "amount") == 0) ||
         (field == BATON_FIELD_ACTIVITY_UNIT_SIZE && g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_ACTIVITY_UNIT), "amount-step") == 0);
}
