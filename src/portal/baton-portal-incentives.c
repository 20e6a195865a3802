/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the member has earned and can: tier progress, activities with what they earn today, rewards at the member's price.
 * Tier and points are those of the profile; nothing is replayed here.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-visibility.h"

#include "incentives/baton-price.h"
#include "model/baton-number.h"

#include <string.h>

#define BASIS_POINTS 10000

/* In the order of the choice "benefit_type". */
enum
{
  BENEFIT_FEE_BONUS,
  BENEFIT_REWARDS_DISCOUNT
};

static gint64
get_attribute (BatonResolver  *r,
               BatonAttribute  attribute)
{
  gint64 value = 0;

  baton_profile_get_attribute (r->profile, attribute, &value);
  return value;
}

/* ── Ladders ─────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_ladder_concerns (const BatonEntity *ladder,
                       const BatonValue  *motions)
{
  const BatonValue *counted = baton_entity_get (ladder, BATON_FIELD_TIER_LADDER_MOTIONS);

  if (baton_value_get_length (motions) == 0 || baton_value_get_length (counted) == 0)
    return TRUE;
  for (gsize i = 0; i < baton_value_get_length (counted); i++)
    {
      const char *motion = baton_value_get_string (baton_value_get_element (counted, i));

      if (motion != NULL && baton_value_contains (motions, motion))
        return TRUE;
    }
  return FALSE;
}

static int
compare_thresholds (gconstpointer a,
                    gconstpointer b)
{
  const BatonEntity *first = *(const BatonEntity * const *) a;
  const BatonEntity *second = *(const BatonEntity * const *) b;
  gint64 first_threshold = baton_number_read (first, BATON_FIELD_TIER_THRESHOLD, G_MAXINT64);
  gint64 second_threshold = baton_number_read (second, BATON_FIELD_TIER_THRESHOLD, G_MAXINT64);

  if (first_threshold != second_threshold)
    return first_threshold < second_threshold ? -1 : 1;
  return strcmp (baton_entity_get_id (first), baton_entity_get_id (second));
}

int
baton_resolve_held (BatonResolver     *r,
                    const BatonEntity *ladder,
                    GPtrArray        **tiers)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (r->snapshot);
  BatonDimension dimension = baton_taxonomy_find_dimension (taxonomy, baton_entity_get_id (ladder));
  BatonTerm held = dimension != BATON_DIMENSION_NONE_INDEX ? baton_profile_get_tier (r->profile, dimension) : BATON_TERM_NONE;
  const char *id = held != BATON_TERM_NONE ? baton_taxonomy_get_term_id (taxonomy, held) : NULL;

  *tiers = baton_snapshot_list_children (r->snapshot, BATON_KIND_TIER, baton_entity_get_id (ladder));
  g_ptr_array_sort (*tiers, compare_thresholds);
  for (guint i = 0; id != NULL && i < (*tiers)->len; i++)
    if (strcmp (baton_entity_get_id (g_ptr_array_index (*tiers, i)), id) == 0)
      return (int) i;
  return -1;
}

/* A term that is held through a narrower one is held. */
static gboolean
holds_term (BatonResolver *r,
            const char    *id)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (r->snapshot);
  BatonTerm asked = baton_taxonomy_find_term (taxonomy, id);
  gsize n_held = 0;
  const BatonTerm *held;

  if (r->everybody || asked == BATON_TERM_NONE)
    return FALSE;
  held = baton_term_set_get (baton_profile_get_terms (r->profile, BATON_SIDE_MEMBER), &n_held);
  for (gsize i = 0; i < n_held; i++)
    if (baton_taxonomy_covers (taxonomy, asked, held[i]))
      return TRUE;
  return FALSE;
}

static void
resolve_requirements (BatonResolver     *r,
                      const BatonEntity *entity,
                      BatonPortalTier   *tier)
{
  const BatonValue *records = baton_entity_get (entity, BATON_FIELD_TIER_REQUIREMENTS);
  GArray *requirements = g_array_new (FALSE, FALSE, sizeof (BatonPortalRequirement));

  for (gsize i = 0; i < baton_value_get_length (records); i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);
      const char *activity = baton_value_get_member_string (record, "activity");
      const char *term = baton_value_get_member_string (record, "term");
      BatonPortalRequirement requirement = {
        .activity = baton_resolve_name (r, activity),
        .count = baton_value_get_member_integer (record, "count", 1),
        .term = baton_resolve_name (r, term),
        .met = activity == NULL && term != NULL && holds_term (r, term),
      };

      if (*requirement.activity.text != '\0' || *requirement.term.text != '\0')
        g_array_append_val (requirements, requirement);
    }
  tier->requirements = baton_resolver_seal (r, requirements, &tier->n_requirements);
}

static BatonPortalTier
resolve_tier (BatonResolver     *r,
              const BatonEntity *entity)
{
  BatonPortalTier tier = { .item = baton_resolve_item (r, entity) };
  g_autoptr (GPtrArray) children = baton_snapshot_list_children (r->snapshot, BATON_KIND_BENEFIT, tier.item.id);
  GArray *benefits = g_array_new (FALSE, FALSE, sizeof (BatonPortalBenefit));
  const char *colour = baton_entity_get_string (entity, BATON_FIELD_TIER_COLOUR);

  tier.description = baton_resolve_text (r, entity, BATON_FIELD_TIER_DESCRIPTION);
  tier.threshold = baton_number_read (entity, BATON_FIELD_TIER_THRESHOLD, -1);
  resolve_requirements (r, entity, &tier);
  tier.colour = baton_resolve_colour (colour);
  for (guint i = 0; i < children->len; i++)
    {
      const BatonEntity *child = g_ptr_array_index (children, i);
      BatonPortalBenefit benefit = { .item = baton_resolve_item (r, child) };

      benefit.type = baton_entity_get_choice (child, BATON_FIELD_BENEFIT_TYPE, -1);
      benefit.percent = baton_number_read (child, BATON_FIELD_BENEFIT_PERCENT, -1);
      benefit.number = baton_number_read (child, BATON_FIELD_BENEFIT_NUMBER, -1);
      benefit.unit = baton_resolve_text (r, child, BATON_FIELD_BENEFIT_UNIT);
      benefit.fund = baton_resolve_name (r, baton_entity_get_string (child, BATON_FIELD_BENEFIT_FUND));
      g_array_append_val (benefits, benefit);
    }
  tier.benefits = baton_resolver_seal (r, benefits, &tier.n_benefits);
  return tier;
}

static BatonPortalLadder
resolve_ladder (BatonResolver     *r,
                const BatonEntity *entity)
{
  BatonPortalLadder ladder = { .item = baton_resolve_item (r, entity), .points = r->portal->tier_points };
  g_autoptr (GPtrArray) tiers = NULL;
  GArray *resolved = g_array_new (FALSE, FALSE, sizeof (BatonPortalTier));
  int held = baton_resolve_held (r, entity, &tiers);

  for (guint i = 0; i < tiers->len; i++)
    {
      BatonPortalTier tier = resolve_tier (r, g_ptr_array_index (tiers, i));

      tier.held = (int) i == held;
      g_array_append_val (resolved, tier);
    }
  ladder.tiers = baton_resolver_seal (r, resolved, &ladder.n_tiers);
  if (held >= 0)
    ladder.held = &ladder.tiers[held];
  for (gsize i = 0; i < ladder.n_tiers; i++)
    ladder.highest = MAX (ladder.highest, ladder.tiers[i].threshold);
  if ((gsize) (held + 1) < ladder.n_tiers && ladder.tiers[held + 1].threshold >= 0)
    {
      ladder.next = &ladder.tiers[held + 1];
      ladder.missing = MAX (ladder.next->threshold - ladder.points, 0);
    }
  return ladder;
}

static void
resolve_ladders (BatonResolver *r)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_TIER_LADDER);
  GArray *ladders = g_array_new (FALSE, FALSE, sizeof (BatonPortalLadder));

  for (guint i = 0; i < all->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (all, i), NULL))
      {
        BatonPortalLadder ladder = resolve_ladder (r, g_ptr_array_index (all, i));

        if (ladder.n_tiers > 0)
          g_array_append_val (ladders, ladder);
      }
  r->portal->ladders = baton_resolver_seal (r, ladders, &r->portal->n_ladders);
}

/* ── Benefits of the tiers held ──────────────────────────────────────────────────────────────────────── */

typedef gint64 (*BenefitFunc) (const BatonEntity *ladder,
                               const BatonEntity *benefit,
                               gint64             so_far,
                               gconstpointer      subject);

static gint64
fold_benefits (BatonResolver *r,
               int            type,
               BenefitFunc    func,
               gconstpointer  subject)
{
  GPtrArray *ladders = baton_snapshot_list (r->snapshot, BATON_KIND_TIER_LADDER);
  gint64 result = 0;

  for (guint i = 0; i < ladders->len && !r->everybody; i++)
    {
      const BatonEntity *ladder = g_ptr_array_index (ladders, i);
      g_autoptr (GPtrArray) tiers = NULL;
      g_autoptr (GPtrArray) benefits = NULL;
      int held = baton_resolve_held (r, ladder, &tiers);

      if (held < 0 || !baton_is_visible (r, ladder, NULL))
        continue;
      benefits = baton_snapshot_list_children (r->snapshot, BATON_KIND_BENEFIT, baton_entity_get_id (g_ptr_array_index (tiers, held)));
      for (guint j = 0; j < benefits->len; j++)
        {
          const BatonEntity *benefit = g_ptr_array_index (benefits, j);

          if (baton_entity_get_choice (benefit, BATON_FIELD_BENEFIT_TYPE, -1) == type)
            result = func (ladder, benefit, result, subject);
        }
    }
  return result;
}

/* The best discount applies. */
static gint64
best_discount (const BatonEntity *ladder,
               const BatonEntity *benefit,
               gint64             so_far,
               gconstpointer      subject)
{
  return MAX (so_far, baton_number_read (benefit, BATON_FIELD_BENEFIT_PERCENT, 0));
}

/* A fee bonus counts on the benefit's own activities or, where it names none, on the ladder's own motions. */
static gint64
add_fee_bonus (const BatonEntity *ladder,
               const BatonEntity *benefit,
               gint64             so_far,
               gconstpointer      subject)
{
  const BatonEntity *activity = subject;
  const BatonValue *activities = baton_entity_get (benefit, BATON_FIELD_BENEFIT_ACTIVITIES);
  const BatonValue *motions = baton_entity_get (ladder, BATON_FIELD_TIER_LADDER_MOTIONS);
  const char *motion = baton_entity_get_parent (activity);

  if (baton_value_get_length (activities) > 0
      ? !baton_value_contains (activities, baton_entity_get_id (activity))
      : baton_value_get_length (motions) > 0 && (motion == NULL || !baton_value_contains (motions, motion)))
    return so_far;
  return so_far + baton_number_read (benefit, BATON_FIELD_BENEFIT_PERCENT, 0);
}

gint64
baton_resolve_fee_bonus (BatonResolver     *r,
                         const BatonEntity *activity)
{
  return fold_benefits (r, BENEFIT_FEE_BONUS, add_fee_bonus, activity);
}

gint64
baton_resolve_discount (BatonResolver *r)
{
  return CLAMP (fold_benefits (r, BENEFIT_REWARDS_DISCOUNT, best_discount, NULL), 0, BASIS_POINTS);
}

/* ── Activities ──────────────────────────────────────────────────────────────────────────────────────── */

static BatonPortalCell
read_cell (const BatonValue *value)
{
  if (g_strcmp0 (baton_value_get_string (value), "none") == 0)
    return (BatonPortalCell) { BATON_PORTAL_CELL_NONE, 0 };
  if (baton_value_is (value, BATON_VALUE_INTEGER))
    return (BatonPortalCell) { BATON_PORTAL_CELL_NUMBER, baton_value_get_integer (value, 0) };
  return (BatonPortalCell) { BATON_PORTAL_CELL_UNDECIDED, 0 };
}

static gboolean
exception_applies (BatonResolver    *r,
                   const BatonValue *exception)
{
  const char *from = baton_value_get_member_string (exception, "from");
  const BatonValue *audience = baton_value_get_member (exception, "audience");
  g_autoptr (BatonAudience) compiled = NULL;

  if (from != NULL && (baton_day_parse (from) == BATON_DAY_NONE || r->day < baton_day_parse (from)))
    return FALSE;
  if (audience == NULL)
    return TRUE;
  if (r->everybody)
    return FALSE;
  compiled = baton_audience_compile (r->snapshot, audience, BATON_SIDE_MEMBER);
  return baton_audience_matches (compiled, r->profile, NULL);
}

BatonPortalCell
baton_resolve_cell (BatonResolver     *r,
                    const BatonEntity *activity,
                    BatonField         field)
{
  const BatonValue *value = baton_entity_get (activity, field);
  const BatonValue *exceptions = baton_value_get_member (value, "exceptions");
  BatonPortalCell cell = read_cell (baton_value_get_member (value, "value"));

  /* The last exception that applies wins. */
  for (gsize i = 0; i < baton_value_get_length (exceptions); i++)
    {
      const BatonValue *exception = baton_value_get_element (exceptions, i);

      if (exception_applies (r, exception))
        cell = read_cell (baton_value_get_member (exception, "value"));
    }
  return cell;
}

static BatonPortalActivity
resolve_activity (BatonResolver     *r,
                  const BatonEntity *entity)
{
  BatonPortalActivity activity = { .item = baton_resolve_item (r, entity) };

  activity.description = baton_resolve_text (r, entity, BATON_FIELD_ACTIVITY_DESCRIPTION);
  activity.tier = baton_resolve_cell (r, entity, BATON_FIELD_ACTIVITY_TIER_POINTS);
  activity.company = baton_resolve_cell (r, entity, BATON_FIELD_ACTIVITY_COMPANY_POINTS);
  activity.individual = baton_resolve_cell (r, entity, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS);
  activity.once = baton_entity_get_choice (entity, BATON_FIELD_ACTIVITY_ONCE, -1);
  activity.again = baton_entity_get_choice (entity, BATON_FIELD_ACTIVITY_AGAIN, -1);
  activity.again_months = baton_number_read (entity, BATON_FIELD_ACTIVITY_AGAIN_MONTHS, -1);
  activity.unit = baton_entity_get_choice (entity, BATON_FIELD_ACTIVITY_UNIT, 0);
  activity.unit_size = baton_number_read (entity, BATON_FIELD_ACTIVITY_UNIT_SIZE, -1);
  activity.unit_name = baton_resolve_text (r, entity, BATON_FIELD_ACTIVITY_UNIT_NAME);
  activity.step_size = baton_number_read (entity, BATON_FIELD_ACTIVITY_STEP_SIZE, -1);
  activity.step_percent = baton_number_read (entity, BATON_FIELD_ACTIVITY_STEP_PERCENT, -1);
  activity.fee = baton_number_read (entity, BATON_FIELD_ACTIVITY_FEE, -1);
  if (activity.fee > 0)
    activity.fee_bonus = baton_resolve_fee_bonus (r, entity);
  baton_resolve_bounds (r, entity, &activity);
  activity.proof = baton_resolve_text (r, entity, BATON_FIELD_ACTIVITY_PROOF);
  return activity;
}

typedef struct
{
  BatonPortalText  name;
  GArray          *activities;
} OpenSection;

static GArray *
find_section (GArray          *sections,
              BatonPortalText  name)
{
  OpenSection section = { name, NULL };

  for (guint i = 0; i < sections->len; i++)
    if (strcmp (g_array_index (sections, OpenSection, i).name.text, name.text) == 0)
      return g_array_index (sections, OpenSection, i).activities;
  section.activities = g_array_new (FALSE, FALSE, sizeof (BatonPortalActivity));
  g_array_append_val (sections, section);
  return section.activities;
}

/* The activities by the heading that the member reads, in the order in which the headings first come. */
static BatonPortalMotion
resolve_motion (BatonResolver     *r,
                const BatonEntity *entity)
{
  BatonPortalMotion motion = { .item = baton_resolve_item (r, entity) };
  g_autoptr (GPtrArray) children = baton_snapshot_list_children (r->snapshot, BATON_KIND_ACTIVITY, motion.item.id);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (OpenSection));
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (BatonPortalSection));

  motion.description = baton_resolve_text (r, entity, BATON_FIELD_MOTION_DESCRIPTION);
  for (guint i = 0; i < children->len; i++)
    {
      const BatonEntity *child = g_ptr_array_index (children, i);
      BatonPortalActivity activity;

      if (!baton_is_visible (r, child, NULL))
        continue;
      activity = resolve_activity (r, child);
      g_array_append_val (find_section (open, baton_resolve_text (r, child, BATON_FIELD_ACTIVITY_SECTION)), activity);
    }
  for (guint i = 0; i < open->len; i++)
    {
      BatonPortalSection section = { .name = g_array_index (open, OpenSection, i).name };

      section.activities = baton_resolver_seal (r, g_array_index (open, OpenSection, i).activities, &section.n_activities);
      g_array_append_val (sections, section);
    }
  motion.sections = baton_resolver_seal (r, sections, &motion.n_sections);
  return motion;
}

static void
resolve_motions (BatonResolver *r)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_MOTION);
  GArray *motions = g_array_new (FALSE, FALSE, sizeof (BatonPortalMotion));

  for (guint i = 0; i < all->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (all, i), NULL))
      {
        BatonPortalMotion motion = resolve_motion (r, g_ptr_array_index (all, i));

        g_array_append_val (motions, motion);
      }
  r->portal->motions = baton_resolver_seal (r, motions, &r->portal->n_motions);
}

/* ── Rewards ─────────────────────────────────────────────────────────────────────────────────────────── */

static BatonPortalReward
resolve_reward (BatonResolver     *r,
                const BatonEntity *entity,
                gint64             discount)
{
  BatonPortalReward reward = { .item = baton_resolve_item (r, entity) };

  reward.section = baton_resolve_text (r, entity, BATON_FIELD_REWARD_SECTION);
  reward.description = baton_resolve_text (r, entity, BATON_FIELD_REWARD_DESCRIPTION);
  reward.picture = baton_resolve_picture (r, baton_entity_get_string (entity, BATON_FIELD_REWARD_PICTURE));
  reward.points = baton_entity_get_choice (entity, BATON_FIELD_REWARD_POINTS, 0);
  reward.exchange = baton_entity_get_choice (entity, BATON_FIELD_REWARD_PRICING, 0) == 1;
  reward.rate = baton_number_read (entity, BATON_FIELD_REWARD_RATE, 0);
  reward.balance = reward.points == 0 ? r->portal->company_points : r->portal->individual_points;
  reward.discount = discount;
  reward.list_price = reward.exchange ? 1 : baton_number_read (entity, BATON_FIELD_REWARD_PRICE, 0);
  /* A single point cannot be discounted; what the discount does to an exchange shows in the whole sum. */
  reward.price = reward.exchange ? 1 : baton_price_discounted (reward.list_price, reward.discount);
  reward.affordable = reward.balance >= reward.price;
  reward.missing = reward.affordable ? 0 : reward.price - reward.balance;
  return reward;
}

static void
resolve_rewards (BatonResolver *r)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_REWARD);
  GArray *rewards = g_array_new (FALSE, FALSE, sizeof (BatonPortalReward));
  gint64 discount = baton_resolve_discount (r);

  for (guint i = 0; i < all->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (all, i), NULL))
      {
        BatonPortalReward reward = resolve_reward (r, g_ptr_array_index (all, i), discount);

        g_array_append_val (rewards, reward);
      }
  r->portal->rewards = baton_resolver_seal (r, rewards, &r->portal->n_rewards);
}

void
baton_resolve_incentives (BatonResolver *r)
{
  r->portal->tier_points = get_attribute (r, BATON_ATTRIBUTE_TIER_POINTS);
  r->portal->company_points = get_attribute (r, BATON_ATTRIBUTE_COMPANY_POINTS);
  r->portal->individual_points = get_attribute (r, BATON_ATTRIBUTE_INDIVIDUAL_POINTS);
  resolve_ladders (r);
  resolve_motions (r);
  resolve_rewards (r);
}
