/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What incentives come to: rewards that nobody can pay for, budgets that nothing is charged on, promotions and benefits on
 * what they cannot raise, a higher tier that gives less. All of it is whole by itself, and none of it does what is meant.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-day.h"

#include <string.h>

static const BatonField cells[] = {
  BATON_FIELD_ACTIVITY_TIER_POINTS, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS,
};

static gboolean
is_choice (const BatonEntity *entity,
           BatonField         field,
           const char        *value)
{
  return g_strcmp0 (baton_entity_get_string (entity, field), value) == 0;
}

/* Set, and to 0: unset there is no limit. */
static gboolean
is_zero (const BatonEntity *entity,
         BatonField         field)
{
  return baton_entity_get (entity, field) != NULL && baton_entity_get_integer (entity, field, 0) == 0;
}

/* ── Activities ────────────────────────────────────────────────────────────────────────────────────────── */

/* A cell that is left open may come to give points. */
static gboolean
may_earn (const BatonEntity *activity,
          BatonField         field)
{
  const BatonValue *cell = baton_entity_get (activity, field);

  return baton_check_can_earn (cell) || baton_value_get_member (cell, "value") == NULL;
}

static void
check_activity (BatonCheck        *check,
                const BatonEntity *activity)
{
  const BatonValue *caps = baton_entity_get (activity, BATON_FIELD_ACTIVITY_CAPS);
  const BatonValue *window = baton_entity_get (activity, BATON_FIELD_ACTIVITY_WINDOW);
  const char *through = baton_value_get_member_string (window, "through");
  const char *id = baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_SUCCESSOR);
  const BatonEntity *successor = baton_check_lookup_kind (check, id, BATON_KIND_ACTIVITY);

  for (gsize i = 0; i < baton_value_get_length (caps); i++)
    if (baton_value_get_member_integer (baton_value_get_element (caps, i), "most", 1) == 0)
      baton_check_add (check, LIMIT_ZERO, activity, BATON_FIELD_ACTIVITY_CAPS, NULL)->row = (int) i;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const BatonValue *exceptions = baton_value_get_member (baton_entity_get (activity, cells[i]), "exceptions");

      for (gsize j = 0; j < baton_value_get_length (exceptions); j++)
        {
          BatonDay from = baton_day_parse (baton_value_get_member_string (baton_value_get_element (exceptions, j), "from"));

          if (from != BATON_DAY_NONE && through != NULL && from > baton_window_from_value (window).through)
            baton_check_add (check, EXCEPTION_TOO_LATE, activity, cells[i], through, NULL)->row = (int) j;
        }
    }

  if (through != NULL && successor != NULL
      && !baton_entity_get_boolean (activity, BATON_FIELD_ACTIVITY_DISABLED)
      && !baton_entity_get_boolean (successor, BATON_FIELD_ACTIVITY_DISABLED)
      && baton_windows_meet (baton_window_from_value (window), baton_window_from_value (baton_entity_get (successor, BATON_FIELD_ACTIVITY_WINDOW))))
    baton_check_add (check, SUCCESSOR_OVERLAPS, activity, BATON_FIELD_ACTIVITY_SUCCESSOR, id, NULL);
}

/* Told of each activity in *field* whose fee or points shall be raised, and which has none. */
static void
check_raised (BatonCheck        *check,
              const BatonEntity *entity,
              BatonField         field,
              gboolean           is_fee)
{
  const BatonValue *activities = baton_entity_get (entity, field);

  for (gsize i = 0; i < baton_value_get_length (activities); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (activities, i));
      const BatonEntity *activity = baton_check_lookup_kind (check, id, BATON_KIND_ACTIVITY);
      gboolean earns = FALSE;

      if (activity == NULL)
        continue;
      if (is_fee && baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_FEE, 0) == 0)
        baton_check_add (check, ACTIVITY_WITHOUT_FEE, entity, field, id, NULL);
      for (gsize j = 0; j < G_N_ELEMENTS (cells); j++)
        earns = earns || may_earn (activity, cells[j]);
      if (!is_fee && !earns)
        baton_check_add (check, ACTIVITY_WITHOUT_POINTS, entity, field, id, NULL);
    }
}

/* ── Promotions ────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_promotion (BatonCheck        *check,
                 const BatonEntity *promotion)
{
  gboolean is_fee = is_choice (promotion, BATON_FIELD_PROMOTION_EFFECT, "extra-fee");

  if (is_zero (promotion, BATON_FIELD_PROMOTION_BUDGET))
    baton_check_add (check, LIMIT_ZERO, promotion, BATON_FIELD_PROMOTION_BUDGET, NULL);
  if (is_fee || is_choice (promotion, BATON_FIELD_PROMOTION_EFFECT, "multiplier"))
    check_raised (check, promotion, BATON_FIELD_PROMOTION_ACTIVITIES, is_fee);
}

/* What a promotion gives is charged on its budget at the value of a point; tier points cost nothing. */
void
baton_check_budgets (BatonCheck *check)
{
  static const struct { BatonField extra; BatonField value; } kinds[] = {
    { BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE },
    { BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, BATON_FIELD_PROGRAM_INDIVIDUAL_POINT_VALUE },
  };
  g_autoptr (GPtrArray) promotions = baton_program_list (check->program, BATON_KIND_PROMOTION);
  const BatonEntity *root = baton_program_get_root (check->program);

  for (guint i = 0; root != NULL && i < promotions->len; i++)
    {
      const BatonEntity *promotion = g_ptr_array_index (promotions, i);
      gboolean is_charged = is_choice (promotion, BATON_FIELD_PROMOTION_EFFECT, "extra-fee");

      if (baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_BUDGET, 0) == 0)
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
        is_charged = is_charged
                     || (baton_entity_get_integer (root, kinds[j].value, 0) > 0
                         && (is_choice (promotion, BATON_FIELD_PROMOTION_EFFECT, "multiplier")
                             || baton_entity_get_integer (promotion, kinds[j].extra, 0) > 0));
      if (!is_charged)
        baton_check_add (check, BUDGET_NOT_CHARGED, promotion, BATON_FIELD_PROMOTION_BUDGET, NULL);
    }
}

/* In its own group a promotion competes, beside another it adds: two spellings of one name are a costly mistake. */
void
baton_check_promotion_groups (BatonCheck *check)
{
  g_autoptr (GPtrArray) promotions = baton_program_list (check->program, BATON_KIND_PROMOTION);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < promotions->len; i++)
    {
      const BatonEntity *promotion = g_ptr_array_index (promotions, i);
      const char *group = baton_entity_get_string (promotion, BATON_FIELD_PROMOTION_GROUP);
      g_autofree char *stripped = g_strstrip (g_strdup (group != NULL ? group : ""));
      g_autofree char *key = g_utf8_casefold (stripped, -1);
      const BatonEntity *other = g_hash_table_lookup (seen, key);

      if (*key == '\0')
        continue;
      if (other == NULL)
        g_hash_table_insert (seen, g_steal_pointer (&key), (gpointer) promotion);
      else if (!is_choice (other, BATON_FIELD_PROMOTION_GROUP, group))
        baton_check_add (check, GROUPS_ALIKE, promotion, BATON_FIELD_PROMOTION_GROUP,
                         baton_entity_get_string (other, BATON_FIELD_PROMOTION_GROUP), baton_entity_get_id (other), NULL);
    }
}

/* A promotion that names no activities is for all that are no one-time ones. */
void
baton_check_promotion_reach (BatonCheck *check)
{
  g_autoptr (GPtrArray) activities = baton_program_list (check->program, BATON_KIND_ACTIVITY);
  g_autoptr (GPtrArray) promotions = baton_program_list (check->program, BATON_KIND_PROMOTION);

  if (activities->len == 0)
    return;
  for (guint i = 0; i < activities->len; i++)
    if (baton_entity_get (g_ptr_array_index (activities, i), BATON_FIELD_ACTIVITY_ONCE) == NULL
        && !baton_entity_get_boolean (g_ptr_array_index (activities, i), BATON_FIELD_ACTIVITY_DISABLED))
      return;
  for (guint i = 0; i < promotions->len; i++)
    {
      const BatonEntity *promotion = g_ptr_array_index (promotions, i);

      if (!baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED)
          && baton_value_get_length (baton_entity_get (promotion, BATON_FIELD_PROMOTION_ACTIVITIES)) == 0)
        baton_check_add (check, PROMOTION_REACHES_NOTHING, promotion, BATON_FIELD_PROMOTION_ACTIVITIES, NULL);
    }
}

/* ── Tiers and benefits ────────────────────────────────────────────────────────────────────────────────── */

static int
compare_thresholds (gconstpointer a,
                    gconstpointer b)
{
  gint64 left = baton_entity_get_integer (*(const BatonEntity * const *) a, BATON_FIELD_TIER_THRESHOLD, 0);
  gint64 right = baton_entity_get_integer (*(const BatonEntity * const *) b, BATON_FIELD_TIER_THRESHOLD, 0);

  return (left > right) - (left < right);
}

/* What the benefits give together of what *benefit* gives: of its type and, where it has one, into its fund. */
static gint64
sum_alike (GPtrArray         *benefits,
           const BatonEntity *benefit)
{
  const char *type = baton_entity_get_string (benefit, BATON_FIELD_BENEFIT_TYPE);
  gint64 sum = 0;

  for (guint i = 0; i < benefits->len; i++)
    {
      const BatonEntity *other = g_ptr_array_index (benefits, i);
      gint64 gives = is_choice (other, BATON_FIELD_BENEFIT_TYPE, "fund-number")
                       ? baton_entity_get_integer (other, BATON_FIELD_BENEFIT_NUMBER, 0)
                       : baton_entity_get_integer (other, BATON_FIELD_BENEFIT_PERCENT, 0);

      if (!is_choice (other, BATON_FIELD_BENEFIT_TYPE, type)
          || !is_choice (other, BATON_FIELD_BENEFIT_FUND, baton_entity_get_string (benefit, BATON_FIELD_BENEFIT_FUND)))
        continue;
      /* Of several discounts the best applies; all else adds up. */
      sum = g_strcmp0 (type, "rewards-discount") == 0 ? MAX (sum, gives) : MIN (sum + gives, BATON_INTEGER_MAX);
    }
  return sum;
}

/* Whether a tier with *benefits* gives less of something than the one *before* it. What is said in words is not weighed. */
static gboolean
gives_less (GPtrArray *benefits,
            GPtrArray *before)
{
  if (benefits->len == 0)
    return before->len > 0;
  for (guint i = 0; i < before->len; i++)
    if (sum_alike (benefits, g_ptr_array_index (before, i)) < sum_alike (before, g_ptr_array_index (before, i)))
      return TRUE;
  return FALSE;
}

/* Only the benefits of the tier that is held count: nothing is kept from those below. */
static void
check_ladder (BatonCheck        *check,
              const BatonEntity *ladder)
{
  g_autoptr (GPtrArray) tiers = baton_check_list_children (check, BATON_KIND_TIER, baton_entity_get_id (ladder));
  g_autoptr (GPtrArray) before = NULL;

  g_ptr_array_sort (tiers, compare_thresholds);
  for (guint i = 0; i < tiers->len; i++)
    {
      const BatonEntity *tier = g_ptr_array_index (tiers, i);
      g_autoptr (GPtrArray) benefits = baton_check_list_children (check, BATON_KIND_BENEFIT, baton_entity_get_id (tier));

      if (before != NULL && gives_less (benefits, before))
        baton_check_add (check, BENEFITS_FALL, tier, BATON_FIELD_NONE, baton_entity_get_id (g_ptr_array_index (tiers, i - 1)), NULL);
      g_clear_pointer (&before, g_ptr_array_unref);
      before = g_steal_pointer (&benefits);
    }
}

/* ── Rewards and funds ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_earned (BatonCheck *check,
           BatonField  cell,
           BatonField  extra)
{
  g_autoptr (GPtrArray) activities = baton_program_list (check->program, BATON_KIND_ACTIVITY);
  g_autoptr (GPtrArray) promotions = baton_program_list (check->program, BATON_KIND_PROMOTION);

  for (guint i = 0; i < activities->len; i++)
    if (!baton_entity_get_boolean (g_ptr_array_index (activities, i), BATON_FIELD_ACTIVITY_DISABLED)
        && may_earn (g_ptr_array_index (activities, i), cell))
      return TRUE;
  for (guint i = 0; i < promotions->len; i++)
    if (!baton_entity_get_boolean (g_ptr_array_index (promotions, i), BATON_FIELD_PROMOTION_DISABLED)
        && baton_entity_get_integer (g_ptr_array_index (promotions, i), extra, 0) > 0)
      return TRUE;
  return FALSE;
}

/* A program without activities yet is not wrong, only unfinished. */
void
baton_check_points_earned (BatonCheck *check)
{
  g_autoptr (GPtrArray) rewards = baton_program_list (check->program, BATON_KIND_REWARD);
  g_autoptr (GPtrArray) activities = baton_program_list (check->program, BATON_KIND_ACTIVITY);
  gboolean company, individual;

  if (rewards->len == 0 || activities->len == 0)
    return;
  company = is_earned (check, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS);
  individual = is_earned (check, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS, BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS);
  for (guint i = 0; i < rewards->len; i++)
    {
      const BatonEntity *reward = g_ptr_array_index (rewards, i);

      if (!baton_entity_get_boolean (reward, BATON_FIELD_REWARD_DISABLED)
          && ((is_choice (reward, BATON_FIELD_REWARD_POINTS, "company") && !company)
              || (is_choice (reward, BATON_FIELD_REWARD_POINTS, "individual") && !individual)))
        baton_check_add (check, POINTS_NOT_EARNED, reward, BATON_FIELD_REWARD_POINTS, NULL);
    }
}

/* A rebate is counted on the activities that it names, and on no others. */
static void
check_fund (BatonCheck        *check,
            const BatonEntity *fund)
{
  if (is_zero (fund, BATON_FIELD_FUND_BUDGET))
    baton_check_add (check, LIMIT_ZERO, fund, BATON_FIELD_FUND_BUDGET, NULL);
  if (is_choice (fund, BATON_FIELD_FUND_TYPE, "rebate")
      && baton_value_get_length (baton_entity_get (fund, BATON_FIELD_FUND_ACTIVITIES)) == 0)
    baton_check_add (check, REBATE_WITHOUT_ACTIVITIES, fund, BATON_FIELD_FUND_ACTIVITIES, NULL);
}

void
baton_check_gain (BatonCheck        *check,
                  const BatonEntity *entity)
{
  switch ((int) baton_entity_get_kind (entity))
    {
    case BATON_KIND_MOTION:
      {
        g_autoptr (GPtrArray) activities = baton_check_list_children (check, BATON_KIND_ACTIVITY, baton_entity_get_id (entity));

        if (activities->len == 0)
          baton_check_add (check, MOTION_EMPTY, entity, BATON_FIELD_NONE, NULL);
        break;
      }
    case BATON_KIND_ACTIVITY:
      check_activity (check, entity);
      break;
    case BATON_KIND_PROMOTION:
      check_promotion (check, entity);
      break;
    case BATON_KIND_TIER_LADDER:
      check_ladder (check, entity);
      break;
    case BATON_KIND_BENEFIT:
      if (is_choice (entity, BATON_FIELD_BENEFIT_TYPE, "fee-bonus"))
        check_raised (check, entity, BATON_FIELD_BENEFIT_ACTIVITIES, TRUE);
      break;
    case BATON_KIND_FUND:
      check_fund (check, entity);
      break;
    default:
      break;
    }
}
