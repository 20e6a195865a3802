/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The meaning of incentives: what an activity, a promotion, a ladder, a benefit, a reward or a fund lacks to work.
 */
#include "config.h"

#include "model/baton-field-effect.h"
#include "model/baton-validate-private.h"

#include "model/baton-day.h"

#include <string.h>

/* The choice set in *field*, or *otherwise*; "" when unset and there is no other. */
static const char *
get_choice (const BatonEntity *entity,
            BatonField         field,
            const char        *otherwise)
{
  const char *value = baton_entity_get_string (entity, field);

  return value != NULL ? value : otherwise;
}

static gboolean
is_set (const BatonEntity *entity,
        BatonField         field)
{
  return baton_entity_get (entity, field) != NULL;
}

static void
check_bands (BatonCheck        *check,
             const BatonEntity *entity,
             BatonField         field)
{
  const BatonValue *bands = baton_entity_get (entity, field);

  for (gsize i = 1; i < baton_value_get_length (bands); i++)
    if (baton_value_get_member_integer (baton_value_get_element (bands, i), "from", 0)
        <= baton_value_get_member_integer (baton_value_get_element (bands, i - 1), "from", 0))
      baton_check_add (check, BANDS_NOT_RISING, entity, field, NULL)->row = (int) i;
}

/* ── Activities ────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_check_can_earn (const BatonValue *cell)
{
  const BatonValue *exceptions = baton_value_get_member (cell, "exceptions");

  if (baton_value_get_member_integer (cell, "value", 0) > 0)
    return TRUE;
  for (gsize i = 0; i < baton_value_get_length (exceptions); i++)
    if (baton_value_get_member_integer (baton_value_get_element (exceptions, i), "value", 0) > 0)
      return TRUE;
  return FALSE;
}

/* Of the exceptions that apply the last wins: one that always applies where an earlier one does leaves it nothing. */
static gboolean
covers_exception (const BatonValue *later,
                  const BatonValue *earlier)
{
  const BatonValue *audience = baton_value_get_member (later, "audience");
  BatonDay from = baton_day_parse (baton_value_get_member_string (later, "from"));
  BatonDay earlier_from = baton_day_parse (baton_value_get_member_string (earlier, "from"));

  if (from != BATON_DAY_NONE && (earlier_from == BATON_DAY_NONE || earlier_from < from))
    return FALSE;
  return baton_value_get_length (audience) == 0 || baton_value_equal (audience, baton_value_get_member (earlier, "audience"));
}

static void
check_exceptions (BatonCheck        *check,
                  const BatonEntity *activity,
                  BatonField         field)
{
  const BatonValue *exceptions = baton_value_get_member (baton_entity_get (activity, field), "exceptions");
  gsize length = baton_value_get_length (exceptions);

  for (gsize i = 0; i + 1 < length; i++)
    for (gsize j = i + 1; j < length; j++)
      if (covers_exception (baton_value_get_element (exceptions, j), baton_value_get_element (exceptions, i)))
        {
          g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, j + 1);

          baton_check_add (check, EXCEPTION_COVERED, activity, field, number, NULL)->row = (int) i;
          break;
        }
}

static void
check_cells (BatonCheck        *check,
             const BatonEntity *activity)
{
  static const BatonField cells[] = {
    BATON_FIELD_ACTIVITY_TIER_POINTS, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS,
  };
  gboolean earns = baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_FEE, 0) > 0;
  gboolean is_decided = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const BatonValue *cell = baton_entity_get (activity, cells[i]);

      earns = earns || baton_check_can_earn (cell);
      check_exceptions (check, activity, cells[i]);
      if (baton_value_get_member (cell, "value") == NULL)
        {
          is_decided = FALSE;
          baton_check_add (check, UNDECIDED_CELL, activity, cells[i], NULL);
        }
    }
  if (is_decided && !earns)
    baton_check_add (check, EARNS_NOTHING, activity, BATON_FIELD_NONE, NULL);
}

static void
check_caps (BatonCheck        *check,
            const BatonEntity *activity)
{
  const BatonValue *caps = baton_entity_get (activity, BATON_FIELD_ACTIVITY_CAPS);

  for (gsize i = 1; i < baton_value_get_length (caps); i++)
    for (gsize j = 0; j < i; j++)
      {
        const BatonValue *cap = baton_value_get_element (caps, i);
        const BatonValue *other = baton_value_get_element (caps, j);

        if (g_strcmp0 (baton_value_get_member_string (cap, "holder"), baton_value_get_member_string (other, "holder")) == 0
            && g_strcmp0 (baton_value_get_member_string (cap, "period"), baton_value_get_member_string (other, "period")) == 0
            && g_strcmp0 (baton_value_get_member_string (cap, "points"), baton_value_get_member_string (other, "points")) == 0)
          {
            const char *points = baton_value_get_member_string (cap, "points");

            baton_check_add (check, TWICE, activity, BATON_FIELD_ACTIVITY_CAPS, points != NULL ? points : "", NULL)->row = (int) i;
            break;
          }
      }
}

static void
check_activity (BatonCheck        *check,
                const BatonEntity *activity)
{
  const char *unit = get_choice (activity, BATON_FIELD_ACTIVITY_UNIT, "occurrence");

  if (!baton_entity_get_boolean (activity, BATON_FIELD_ACTIVITY_DISABLED))
    check_cells (check, activity);
  if ((strcmp (unit, "quantity-step") == 0 || strcmp (unit, "amount-step") == 0) && !is_set (activity, BATON_FIELD_ACTIVITY_UNIT_SIZE))
    baton_check_add (check, UNIT_SIZE_MISSING, activity, BATON_FIELD_ACTIVITY_UNIT_SIZE, NULL);
  if (strcmp (unit, "bands") == 0 && baton_value_get_length (baton_entity_get (activity, BATON_FIELD_ACTIVITY_BANDS)) == 0)
    baton_check_add (check, BANDS_MISSING, activity, BATON_FIELD_ACTIVITY_BANDS, NULL);
  if ((g_str_has_prefix (unit, "quantity") || strcmp (unit, "bands") == 0) && !is_set (activity, BATON_FIELD_ACTIVITY_UNIT_NAME))
    baton_check_add (check, UNIT_NAME_MISSING, activity, BATON_FIELD_ACTIVITY_UNIT_NAME, NULL);
  check_bands (check, activity, BATON_FIELD_ACTIVITY_BANDS);
  if (is_set (activity, BATON_FIELD_ACTIVITY_STEP_SIZE) != is_set (activity, BATON_FIELD_ACTIVITY_STEP_PERCENT))
    baton_check_add (check, STEP_INCOMPLETE, activity,
                     is_set (activity, BATON_FIELD_ACTIVITY_STEP_SIZE) ? BATON_FIELD_ACTIVITY_STEP_PERCENT : BATON_FIELD_ACTIVITY_STEP_SIZE,
                     NULL);
  if (baton_field_has_effect (activity, BATON_FIELD_ACTIVITY_AGAIN_MONTHS) && !is_set (activity, BATON_FIELD_ACTIVITY_AGAIN_MONTHS))
    baton_check_add (check, AGAIN_MONTHS_MISSING, activity, BATON_FIELD_ACTIVITY_AGAIN_MONTHS, NULL);
  check_caps (check, activity);
  if (is_set (activity, BATON_FIELD_ACTIVITY_SUCCESSOR) && !baton_entity_get_boolean (activity, BATON_FIELD_ACTIVITY_DISABLED)
      && baton_value_get_member (baton_entity_get (activity, BATON_FIELD_ACTIVITY_WINDOW), "through") == NULL)
    baton_check_add (check, SUCCESSOR_WITHOUT_END, activity, BATON_FIELD_ACTIVITY_WINDOW,
                     baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_SUCCESSOR), NULL);
}

/* Whether events of the activity can count on some day of the window. */
static gboolean
is_ever_in_force (BatonCheck  *check,
                  const char  *id,
                  BatonWindow  window)
{
  const BatonEntity *activity = baton_check_lookup_kind (check, id, BATON_KIND_ACTIVITY);
  BatonWindow own;

  if (activity == NULL)
    return TRUE;
  own = baton_window_from_value (baton_entity_get (activity, BATON_FIELD_ACTIVITY_WINDOW));
  return !baton_entity_get_boolean (activity, BATON_FIELD_ACTIVITY_DISABLED) && baton_windows_meet (own, window);
}

/* What names activities that never count while it does; *window* is nullable. */
static void
check_in_force (BatonCheck        *check,
                const BatonEntity *entity,
                BatonField         field,
                const BatonValue  *window)
{
  const BatonValue *activities = baton_entity_get (entity, field);

  for (gsize i = 0; i < baton_value_get_length (activities); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (activities, i));

      if (!is_ever_in_force (check, id, baton_window_from_value (window)))
        baton_check_add (check, ACTIVITY_NOT_IN_FORCE, entity, field, id, NULL);
    }
}

/* One activity takes another's place, or a step counts as one. */
static void
check_single_in_force (BatonCheck        *check,
                       const BatonEntity *entity,
                       BatonField         field,
                       BatonWindow        window)
{
  const char *id = baton_entity_get_string (entity, field);

  if (id != NULL && !is_ever_in_force (check, id, window))
    baton_check_add (check, ACTIVITY_NOT_IN_FORCE, entity, field, id, NULL);
}

static void
check_successor (BatonCheck        *check,
                 const BatonEntity *activity)
{
  BatonDay through = baton_window_from_value (baton_entity_get (activity, BATON_FIELD_ACTIVITY_WINDOW)).through;

  check_single_in_force (check, activity, BATON_FIELD_ACTIVITY_SUCCESSOR,
                         (BatonWindow) { through < BATON_DAY_MAX ? through + 1 : BATON_DAY_MIN, BATON_DAY_MAX });
}

/* ── Promotions ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_extra (const BatonEntity *promotion)
{
  return baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, 0) > 0
         || baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, 0) > 0
         || baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, 0) > 0;
}

/* The field that the promotion's effect cannot do without and that is not set; BATON_FIELD_NONE when it is whole. */
static BatonField
find_missing_of_promotion (const BatonEntity *promotion)
{
  const char *effect = get_choice (promotion, BATON_FIELD_PROMOTION_EFFECT, "");

  if (strcmp (effect, "multiplier") == 0 && !is_set (promotion, BATON_FIELD_PROMOTION_MULTIPLIER))
    return BATON_FIELD_PROMOTION_MULTIPLIER;
  if (strcmp (effect, "extra-fee") == 0 && !is_set (promotion, BATON_FIELD_PROMOTION_EXTRA_FEE))
    return BATON_FIELD_PROMOTION_EXTRA_FEE;
  if (strcmp (effect, "goal") == 0 && !is_set (promotion, BATON_FIELD_PROMOTION_GOAL_MEASURE))
    return BATON_FIELD_PROMOTION_GOAL_MEASURE;
  if (strcmp (effect, "goal") == 0 && !is_set (promotion, BATON_FIELD_PROMOTION_GOAL_TARGET))
    return BATON_FIELD_PROMOTION_GOAL_TARGET;
  if ((strcmp (effect, "extra-points") == 0 || strcmp (effect, "goal") == 0) && !has_extra (promotion))
    return BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS;
  return BATON_FIELD_NONE;
}

static void
check_promotion (BatonCheck        *check,
                 const BatonEntity *promotion)
{
  BatonField missing = find_missing_of_promotion (promotion);
  const BatonValue *window = baton_entity_get (promotion, BATON_FIELD_PROMOTION_WINDOW);

  if (missing != BATON_FIELD_NONE)
    baton_check_add (check, PROMOTION_INCOMPLETE, promotion, missing, NULL);
  if (baton_value_get_member (window, "through") == NULL && !baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED))
    baton_check_add (check, PROMOTION_WITHOUT_END, promotion, BATON_FIELD_PROMOTION_WINDOW, NULL);
  if (strcmp (get_choice (promotion, BATON_FIELD_PROMOTION_EFFECT, ""), "multiplier") == 0
      && baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_MULTIPLIER, G_MAXINT64) <= 10000)
    baton_check_add (check, MULTIPLIER_WITHOUT_GAIN, promotion, BATON_FIELD_PROMOTION_MULTIPLIER, NULL);
  if (!baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED))
    check_in_force (check, promotion, BATON_FIELD_PROMOTION_ACTIVITIES, window);
}

/* ── Ladders, tiers, benefits ──────────────────────────────────────────────────────────────────────────── */

static void
check_thresholds (BatonCheck      *check,
                  const GPtrArray *tiers)
{
  for (guint i = 1; i < tiers->len; i++)
    {
      const BatonEntity *tier = g_ptr_array_index (tiers, i);
      const BatonEntity *before = g_ptr_array_index (tiers, i - 1);
      gint64 threshold = baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0);

      for (guint j = 0; j < i; j++)
        if (baton_entity_get_integer (g_ptr_array_index (tiers, j), BATON_FIELD_TIER_THRESHOLD, 0) == threshold)
          {
            baton_check_add (check, THRESHOLDS_EQUAL, tier, BATON_FIELD_TIER_THRESHOLD,
                             baton_entity_get_id (g_ptr_array_index (tiers, j)), NULL);
            break;
          }
      if (threshold < baton_entity_get_integer (before, BATON_FIELD_TIER_THRESHOLD, 0))
        baton_check_add (check, THRESHOLDS_NOT_RISING, tier, BATON_FIELD_TIER_THRESHOLD, baton_entity_get_id (before), NULL);
    }
}

/* Told of the later of two pins that hold one partner on the same days. The pins of a holder are found by name: a ladder
 * may have thousands. */
static void
check_pin_overlaps (BatonCheck        *check,
                    const BatonEntity *ladder,
                    const BatonValue  *pins)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  gsize length = baton_value_get_length (pins);
  g_autofree gsize *before = g_new0 (gsize, length + 1);

  for (gsize i = 0; i < length; i++)
    {
      const BatonValue *pin = baton_value_get_element (pins, i);
      const char *holder = baton_value_get_member_string (pin, "holder");

      if (holder == NULL)
        continue;
      /* One more than the index of the holder's pin before it, so that 0 ends the chain. */
      before[i] = GPOINTER_TO_SIZE (g_hash_table_lookup (last, holder));
      g_hash_table_insert (last, (gpointer) holder, GSIZE_TO_POINTER (i + 1));
      for (gsize other = before[i]; other != 0; other = before[other - 1])
        if (baton_windows_meet (baton_window_from_value (baton_value_get_member (pin, "window")),
                                baton_window_from_value (baton_value_get_member (baton_value_get_element (pins, other - 1), "window"))))
          {
            g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, other);

            baton_check_add (check, PINS_OVERLAP, ladder, BATON_FIELD_TIER_LADDER_PINS, number, NULL)->row = (int) i;
            break;
          }
    }
}

static void
check_pins (BatonCheck        *check,
            const BatonEntity *ladder)
{
  const BatonValue *pins = baton_entity_get (ladder, BATON_FIELD_TIER_LADDER_PINS);

  for (gsize i = 0; i < baton_value_get_length (pins); i++)
    {
      const BatonValue *pin = baton_value_get_element (pins, i);
      const char *holder = baton_value_get_member_string (pin, "holder");
      const char *id = baton_value_get_member_string (pin, "tier");
      const BatonEntity *tier = id != NULL ? baton_check_lookup_place (check, id) : NULL;

      if (baton_value_get_member (pin, "reason") == NULL)
        baton_check_add (check, PIN_WITHOUT_REASON, ladder, BATON_FIELD_TIER_LADDER_PINS, holder != NULL ? holder : "", NULL)->row = (int) i;
      if (baton_value_get_member (baton_value_get_member (pin, "window"), "through") == NULL)
        baton_check_add (check, PIN_WITHOUT_END, ladder, BATON_FIELD_TIER_LADDER_PINS, NULL)->row = (int) i;
      if (tier != NULL && baton_entity_get_kind (tier) == BATON_KIND_TIER
          && g_strcmp0 (baton_entity_get_parent (tier), baton_entity_get_id (ladder)) != 0)
        baton_check_add (check, TIER_OF_OTHER_LADDER, ladder, BATON_FIELD_TIER_LADDER_PINS, id, baton_entity_get_id (ladder), NULL)->row = (int) i;
    }
  check_pin_overlaps (check, ladder, pins);
}

static void
check_ladder (BatonCheck        *check,
              const BatonEntity *ladder)
{
  g_autoptr (GPtrArray) tiers = baton_check_list_children (check, BATON_KIND_TIER, baton_entity_get_id (ladder));

  if (tiers->len == 0)
    baton_check_add (check, LADDER_EMPTY, ladder, BATON_FIELD_NONE, NULL);
  check_thresholds (check, tiers);
  check_pins (check, ladder);
  if (strcmp (get_choice (ladder, BATON_FIELD_TIER_LADDER_DOWNGRADE, ""), "grace") == 0
      && !is_set (ladder, BATON_FIELD_TIER_LADDER_GRACE_MONTHS))
    baton_check_add (check, GRACE_MISSING, ladder, BATON_FIELD_TIER_LADDER_GRACE_MONTHS, NULL);
}

/* Whether no holder of the ladder ever has the activity twice: of members each may have it once, of several organisations
 * each. */
static gboolean
counts_once (BatonCheck        *check,
             const char        *id,
             const BatonEntity *ladder)
{
  const BatonEntity *activity = baton_check_lookup_kind (check, id, BATON_KIND_ACTIVITY);
  const char *once = activity != NULL ? get_choice (activity, BATON_FIELD_ACTIVITY_ONCE, "") : "";
  const char *holder = get_choice (ladder, BATON_FIELD_TIER_LADDER_HOLDER, "organisation");

  if (*once == '\0' || strcmp (get_choice (activity, BATON_FIELD_ACTIVITY_AGAIN, "never"), "never") != 0)
    return FALSE;
  return strcmp (holder, "member") == 0 || (strcmp (holder, "organisation") == 0 && strcmp (once, "organisation") == 0);
}

static void
check_tier (BatonCheck        *check,
            const BatonEntity *tier)
{
  const BatonValue *requirements = baton_entity_get (tier, BATON_FIELD_TIER_REQUIREMENTS);
  const BatonEntity *ladder = baton_check_lookup_kind (check, baton_entity_get_parent (tier), BATON_KIND_TIER_LADDER);

  for (gsize i = 0; i < baton_value_get_length (requirements); i++)
    {
      const BatonValue *requirement = baton_value_get_element (requirements, i);

      if (baton_value_get_member (requirement, "activity") == NULL && baton_value_get_member (requirement, "term") == NULL)
        baton_check_add (check, REQUIREMENT_EMPTY, tier, BATON_FIELD_TIER_REQUIREMENTS, NULL)->row = (int) i;
      if (ladder != NULL && baton_value_get_member_integer (requirement, "count", 1) > 1
          && counts_once (check, baton_value_get_member_string (requirement, "activity"), ladder))
        baton_check_add (check, REQUIREMENT_BEYOND_ONCE, tier, BATON_FIELD_TIER_REQUIREMENTS,
                         baton_value_get_member_string (requirement, "activity"), NULL)->row = (int) i;
      if (!is_ever_in_force (check, baton_value_get_member_string (requirement, "activity"), baton_window_from_value (NULL)))
        baton_check_add (check, ACTIVITY_NOT_IN_FORCE, tier, BATON_FIELD_TIER_REQUIREMENTS,
                         baton_value_get_member_string (requirement, "activity"), NULL)->row = (int) i;
    }
}

static void
check_benefit (BatonCheck        *check,
               const BatonEntity *benefit)
{
  const char *type = get_choice (benefit, BATON_FIELD_BENEFIT_TYPE, "");
  gboolean is_fund_number = strcmp (type, "fund-number") == 0;
  gboolean is_fund = is_fund_number || strcmp (type, "fund-percent") == 0;
  gboolean is_percent = strcmp (type, "fee-bonus") == 0 || strcmp (type, "rewards-discount") == 0 || strcmp (type, "fund-percent") == 0;

  if (is_percent && !is_set (benefit, BATON_FIELD_BENEFIT_PERCENT))
    baton_check_add (check, BENEFIT_INCOMPLETE, benefit, BATON_FIELD_BENEFIT_PERCENT, NULL);
  if (is_fund_number && !is_set (benefit, BATON_FIELD_BENEFIT_NUMBER))
    baton_check_add (check, BENEFIT_INCOMPLETE, benefit, BATON_FIELD_BENEFIT_NUMBER, NULL);
  if (is_fund && !is_set (benefit, BATON_FIELD_BENEFIT_FUND))
    baton_check_add (check, BENEFIT_INCOMPLETE, benefit, BATON_FIELD_BENEFIT_FUND, NULL);
  if (is_fund_number && !is_set (benefit, BATON_FIELD_BENEFIT_UNIT))
    baton_check_add (check, UNIT_NAME_MISSING, benefit, BATON_FIELD_BENEFIT_UNIT, NULL);
  check_in_force (check, benefit, BATON_FIELD_BENEFIT_ACTIVITIES, NULL);
}

/* ── Rewards and funds ─────────────────────────────────────────────────────────────────────────────────── */

static void
check_reward (BatonCheck        *check,
              const BatonEntity *reward)
{
  BatonField price = strcmp (get_choice (reward, BATON_FIELD_REWARD_PRICING, "fixed"), "exchange") == 0 ? BATON_FIELD_REWARD_RATE
                                                                                                          : BATON_FIELD_REWARD_PRICE;

  if (!is_set (reward, price))
    baton_check_add (check, PRICE_MISSING, reward, price, NULL);
}

static void
check_fund (BatonCheck        *check,
            const BatonEntity *fund)
{
  const char *type = get_choice (fund, BATON_FIELD_FUND_TYPE, "");

  if (strcmp (type, "rebate") == 0 && baton_value_get_length (baton_entity_get (fund, BATON_FIELD_FUND_BANDS)) == 0)
    baton_check_add (check, FUND_INCOMPLETE, fund, BATON_FIELD_FUND_BANDS, NULL);
  check_bands (check, fund, BATON_FIELD_FUND_BANDS);
  check_in_force (check, fund, BATON_FIELD_FUND_ACTIVITIES, baton_entity_get (fund, BATON_FIELD_FUND_WINDOW));
}

void
baton_check_incentives (BatonCheck        *check,
                        const BatonEntity *entity)
{
  baton_check_gain (check, entity);
  switch ((int) baton_entity_get_kind (entity))
    {
    case BATON_KIND_ACTIVITY:
      check_activity (check, entity);
      check_successor (check, entity);
      break;
    case BATON_KIND_WORKFLOW_STEP:
      check_single_in_force (check, entity, BATON_FIELD_WORKFLOW_STEP_ACTIVITY, baton_window_from_value (NULL));
      break;
    case BATON_KIND_PROMOTION:
      check_promotion (check, entity);
      break;
    case BATON_KIND_TIER_LADDER:
      check_ladder (check, entity);
      break;
    case BATON_KIND_TIER:
      check_tier (check, entity);
      break;
    case BATON_KIND_BENEFIT:
      check_benefit (check, entity);
      break;
    case BATON_KIND_REWARD:
      check_reward (check, entity);
      break;
    case BATON_KIND_FUND:
      check_fund (check, entity);
      break;
    default:
      break;
    }
}
