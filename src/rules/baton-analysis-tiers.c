/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiers that nobody can reach: the ladder's activities together never give as many points in its window. What is added up
 * is an upper bound, taken to be without limit wherever anything could make it larger, so that a tier found here is never
 * reached by points, whoever climbs. Audiences are not asked: partners change, and their points stay.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-private.h"

#define UNLIMITED BATON_INTEGER_MAX
#define MONTHS_DEFAULT 12

/* In the order of the schema's choices. */
enum { HOLDER_ORGANISATION, HOLDER_TREE, HOLDER_MEMBER };
enum { ONCE_ORGANISATION, ONCE_MEMBER };
enum { AGAIN_NEVER, AGAIN_FISCAL_YEAR, AGAIN_MONTHS };
enum { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };
enum { UNIT_OCCURRENCE, UNIT_QUANTITY, UNIT_QUANTITY_STEP, UNIT_AMOUNT_STEP, UNIT_BANDS };
enum { EFFECT_MULTIPLIER, EFFECT_EXTRA_POINTS, EFFECT_EXTRA_FEE, EFFECT_GOAL };

typedef struct
{
  BatonAnalysis    *analysis;
  const BatonValue *motions;   /* nullable: all of them */
  int               holder;
  gboolean          fiscal;    /* counts by fiscal year */
  gint64            months;    /* of the window */
} Ladder;

static gint64
multiply (gint64 a,
          gint64 b)
{
  if (a == 0 || b == 0)
    return 0;
  return a > UNLIMITED / b ? UNLIMITED : a * b;
}

static gint64
add (gint64 a,
     gint64 b)
{
  return a > UNLIMITED - b ? UNLIMITED : a + b;
}

/* How many periods of so many months a window of the ladder can touch. */
static gint64
count_periods (const Ladder *ladder,
               gint64        months)
{
  if (ladder->fiscal)
    return 12 / months;
  return (ladder->months + months - 1) / months + 1;
}

/* The most that the cell ever says. */
static gint64
get_largest (const BatonValue *cell)
{
  const BatonValue *exceptions = baton_value_get_member (cell, "exceptions");
  gint64 largest = MAX (baton_value_get_member_integer (cell, "value", 0), 0);

  for (gsize i = 0; i < baton_value_get_length (exceptions); i++)
    largest = MAX (largest, baton_value_get_member_integer (baton_value_get_element (exceptions, i), "value", 0));
  return largest;
}

/* How often the activity can count for one holder in one window. */
static gint64
count_occurrences (const Ladder      *ladder,
                   const BatonEntity *activity)
{
  int once = baton_entity_get_choice (activity, BATON_FIELD_ACTIVITY_ONCE, -1);

  /* An organisation has any number of members, a tree any number of organisations, and a member may change theirs. */
  if (once < 0 || (once == ONCE_ORGANISATION && ladder->holder != HOLDER_ORGANISATION)
      || (once == ONCE_MEMBER && ladder->holder != HOLDER_MEMBER))
    return UNLIMITED;

  switch (baton_entity_get_choice (activity, BATON_FIELD_ACTIVITY_AGAIN, AGAIN_NEVER))
    {
    case AGAIN_FISCAL_YEAR:
      return count_periods (ladder, 12);
    case AGAIN_MONTHS:
      return (ladder->fiscal ? 12 : ladder->months)
             / MAX (baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_AGAIN_MONTHS, 1), 1) + 1;
    default:
      return 1;
    }
}

static gint64
count_units (const BatonEntity *activity)
{
  const BatonValue *bands = baton_entity_get (activity, BATON_FIELD_ACTIVITY_BANDS);
  gint64 most = 0;

  if (baton_entity_get (activity, BATON_FIELD_ACTIVITY_STEP_SIZE) != NULL)
    return UNLIMITED;
  switch (baton_entity_get_choice (activity, BATON_FIELD_ACTIVITY_UNIT, UNIT_OCCURRENCE))
    {
    case UNIT_OCCURRENCE:
      return 1;
    case UNIT_BANDS:
      for (gsize i = 0; i < baton_value_get_length (bands); i++)
        most = MAX (most, baton_value_get_member_integer (baton_value_get_element (bands, i), "units", 0));
      return most;
    default:
      return UNLIMITED;
    }
}

/* What the activity's caps leave of tier points in one window. */
static gint64
get_cap (const Ladder      *ladder,
         const BatonEntity *activity)
{
  static const gint64 months[] = { [PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_YEAR] = 12 };
  static const char * const periods[] = { "month", "fiscal-quarter", "fiscal-year" };
  static const char * const holders[] = { "organisation", "", "member" };
  const BatonValue *caps = baton_entity_get (activity, BATON_FIELD_ACTIVITY_CAPS);
  gint64 most = UNLIMITED;

  for (gsize i = 0; i < baton_value_get_length (caps); i++)
    {
      const BatonValue *cap = baton_value_get_element (caps, i);

      if (g_strcmp0 (baton_value_get_member_string (cap, "points"), "tier") != 0
          || g_strcmp0 (baton_value_get_member_string (cap, "holder"), holders[ladder->holder]) != 0)
        continue;
      for (guint period = 0; period < G_N_ELEMENTS (periods); period++)
        if (g_strcmp0 (baton_value_get_member_string (cap, "period"), periods[period]) == 0)
          most = MIN (most, multiply (baton_value_get_member_integer (cap, "most", 0), count_periods (ladder, months[period])));
    }
  return most;
}

/* Whether a promotion adds tier points to the activity: *goal*, on reaching a goal, which no cap cuts; else with each event. */
static gboolean
is_promoted (const Ladder      *ladder,
             const BatonEntity *activity,
             gboolean           goal)
{
  GPtrArray *promotions = ladder->analysis->snapshot->lists[BATON_KIND_PROMOTION];
  gboolean one_time = baton_entity_get (activity, BATON_FIELD_ACTIVITY_ONCE) != NULL;

  for (guint i = 0; i < promotions->len; i++)
    {
      const BatonEntity *promotion = promotions->pdata[i];
      const BatonValue *named = baton_entity_get (promotion, BATON_FIELD_PROMOTION_ACTIVITIES);
      int effect = baton_entity_get_choice (promotion, BATON_FIELD_PROMOTION_EFFECT, EFFECT_EXTRA_FEE);
      gint64 extra = baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, 0);

      if (baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED)
          || (baton_value_get_length (named) == 0 ? one_time : !baton_value_contains (named, baton_entity_get_id (activity))))
        continue;
      if (goal ? effect == EFFECT_GOAL && extra > 0
               : effect == EFFECT_MULTIPLIER || (effect == EFFECT_EXTRA_POINTS && extra > 0))
        return TRUE;
    }
  return FALSE;
}

static gint64
get_most_of_activity (const Ladder      *ladder,
                      const BatonEntity *activity)
{
  gint64 points = get_largest (baton_entity_get (activity, BATON_FIELD_ACTIVITY_TIER_POINTS));

  if (baton_entity_get_boolean (activity, BATON_FIELD_ACTIVITY_DISABLED)
      || (baton_value_get_length (ladder->motions) > 0
          && !baton_value_contains (ladder->motions, baton_entity_get_parent (activity))))
    return 0;
  if (is_promoted (ladder, activity, TRUE))
    return UNLIMITED;
  if (is_promoted (ladder, activity, FALSE))
    points = UNLIMITED;
  points = multiply (points, multiply (count_units (activity), count_occurrences (ladder, activity)));
  return MIN (points, get_cap (ladder, activity));
}

static void
check_ladder (BatonAnalysis     *analysis,
              const BatonEntity *entity)
{
  GPtrArray *activities = analysis->snapshot->lists[BATON_KIND_ACTIVITY];
  GPtrArray *tiers = analysis->snapshot->lists[BATON_KIND_TIER];
  Ladder ladder = {
    .analysis = analysis,
    .motions = baton_entity_get (entity, BATON_FIELD_TIER_LADDER_MOTIONS),
    .holder = baton_entity_get_choice (entity, BATON_FIELD_TIER_LADDER_HOLDER, HOLDER_ORGANISATION),
    .fiscal = baton_entity_get_choice (entity, BATON_FIELD_TIER_LADDER_WINDOW, 0) == 1,
    .months = baton_entity_get_integer (entity, BATON_FIELD_TIER_LADDER_MONTHS, MONTHS_DEFAULT),
  };
  gint64 most = 0;

  for (guint i = 0; i < activities->len; i++)
    most = add (most, get_most_of_activity (&ladder, activities->pdata[i]));
  for (guint i = 0; i < tiers->len; i++)
    if (g_strcmp0 (baton_entity_get_parent (tiers->pdata[i]), baton_entity_get_id (entity)) == 0
        && baton_entity_get_integer (tiers->pdata[i], BATON_FIELD_TIER_THRESHOLD, 0) > most)
      baton_analysis_add (analysis, BATON_FINDING_TIER_UNREACHABLE, BATON_KIND_TIER,
                          baton_entity_get_id (tiers->pdata[i]))->count = (guint) MIN (most, G_MAXUINT);
}

void
baton_analysis_check_tiers (BatonAnalysis *analysis)
{
  GPtrArray *ladders = analysis->snapshot->lists[BATON_KIND_TIER_LADDER];

  for (guint i = 0; i < ladders->len; i++)
    check_ladder (analysis, ladders->pdata[i]);
}
