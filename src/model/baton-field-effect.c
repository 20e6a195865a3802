/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/baton-field-effect.h"

#include <string.h>

/* *field* has an effect only while *choice* has one of *values*, "" for unset, and has an effect itself. */
typedef struct
{
  BatonField  field;
  BatonField  choice;
  const char *values[4];
} Condition;

static const Condition conditions[] = {
  { BATON_FIELD_RECORD_FIELD_VOCABULARY, BATON_FIELD_RECORD_FIELD_TYPE, { "term" } },
  { BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY, BATON_FIELD_PUBLISHING_RULE_EFFECT, { "may" } },
  { BATON_FIELD_BLOCK_QUERY, BATON_FIELD_BLOCK_TYPE, { "content", "announcement" } },
  { BATON_FIELD_BLOCK_COLLECTION, BATON_FIELD_BLOCK_TYPE, { "collection" } },
  { BATON_FIELD_BLOCK_MOTIONS, BATON_FIELD_BLOCK_TYPE, { "tiers", "activities" } },
  { BATON_FIELD_BLOCK_DASHBOARD, BATON_FIELD_BLOCK_TYPE, { "dashboard" } },
  { BATON_FIELD_ACTIVITY_AGAIN, BATON_FIELD_ACTIVITY_ONCE, { "organisation", "member" } },
  { BATON_FIELD_ACTIVITY_AGAIN_MONTHS, BATON_FIELD_ACTIVITY_AGAIN, { "months" } },
  { BATON_FIELD_ACTIVITY_NEXT_AFTER_REVERSAL, BATON_FIELD_ACTIVITY_ONCE, { "organisation", "member" } },
  { BATON_FIELD_ACTIVITY_UNIT_SIZE, BATON_FIELD_ACTIVITY_UNIT, { "quantity-step", "amount-step" } },
  { BATON_FIELD_ACTIVITY_UNIT_NAME, BATON_FIELD_ACTIVITY_UNIT, { "quantity", "quantity-step", "bands" } },
  { BATON_FIELD_ACTIVITY_BANDS, BATON_FIELD_ACTIVITY_UNIT, { "bands" } },
  { BATON_FIELD_PROMOTION_MULTIPLIER, BATON_FIELD_PROMOTION_EFFECT, { "multiplier" } },
  { BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, BATON_FIELD_PROMOTION_EFFECT, { "extra-points", "goal" } },
  { BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, BATON_FIELD_PROMOTION_EFFECT, { "extra-points", "goal" } },
  { BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, BATON_FIELD_PROMOTION_EFFECT, { "extra-points", "goal" } },
  { BATON_FIELD_PROMOTION_EXTRA_FEE, BATON_FIELD_PROMOTION_EFFECT, { "extra-fee" } },
  { BATON_FIELD_PROMOTION_GOAL_MEASURE, BATON_FIELD_PROMOTION_EFFECT, { "goal" } },
  { BATON_FIELD_PROMOTION_GOAL_TARGET, BATON_FIELD_PROMOTION_EFFECT, { "goal" } },
  { BATON_FIELD_PROMOTION_GOAL_REPEATS, BATON_FIELD_PROMOTION_EFFECT, { "goal" } },
  { BATON_FIELD_TIER_LADDER_MONTHS, BATON_FIELD_TIER_LADDER_WINDOW, { "", "rolling" } },
  { BATON_FIELD_TIER_LADDER_GRACE_MONTHS, BATON_FIELD_TIER_LADDER_DOWNGRADE, { "grace" } },
  { BATON_FIELD_BENEFIT_PERCENT, BATON_FIELD_BENEFIT_TYPE, { "fee-bonus", "rewards-discount", "fund-percent" } },
  { BATON_FIELD_BENEFIT_NUMBER, BATON_FIELD_BENEFIT_TYPE, { "fund-number" } },
  { BATON_FIELD_BENEFIT_UNIT, BATON_FIELD_BENEFIT_TYPE, { "fund-number" } },
  { BATON_FIELD_BENEFIT_ACTIVITIES, BATON_FIELD_BENEFIT_TYPE, { "fee-bonus", "fund-percent", "fund-number" } },
  { BATON_FIELD_BENEFIT_FUND, BATON_FIELD_BENEFIT_TYPE, { "fund-percent", "fund-number" } },
  { BATON_FIELD_REWARD_PRICE, BATON_FIELD_REWARD_PRICING, { "", "fixed" } },
  { BATON_FIELD_REWARD_RATE, BATON_FIELD_REWARD_PRICING, { "exchange" } },
  { BATON_FIELD_FUND_ACTIVITIES, BATON_FIELD_FUND_TYPE, { "rebate", "consumer-rebate", "co-op" } },
  { BATON_FIELD_FUND_BANDS, BATON_FIELD_FUND_TYPE, { "rebate", "consumer-rebate", "co-op" } },
  { BATON_FIELD_FUND_BAND_MODE, BATON_FIELD_FUND_TYPE, { "rebate", "consumer-rebate", "co-op" } },
};

/* NULL for a field that always has an effect. */
static const Condition *
find_condition (BatonField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (conditions[i].field == field)
      return &conditions[i];
  return NULL;
}

BatonField
baton_field_get_condition (BatonField field)
{
  const Condition *condition = find_condition (field);

  return condition != NULL ? condition->choice : BATON_FIELD_NONE;
}

gboolean
baton_field_has_effect (const BatonEntity *entity,
                        BatonField         field)
{
  const Condition *condition = find_condition (field);
  const char *chosen;

  if (condition == NULL)
    return TRUE;
  chosen = baton_entity_get_string (entity, condition->choice);
  for (gsize i = 0; i < G_N_ELEMENTS (condition->values) && condition->values[i] != NULL; i++)
    if (strcmp (condition->values[i], chosen != NULL ? chosen : "") == 0)
      return baton_field_has_effect (entity, condition->choice);
  return FALSE;
}
