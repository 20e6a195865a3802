/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans. The days fall apart where a rule begins or ends; between two such days all rules of an activity are the same, so a
 * case is worked out once for a run of days and a region, and the events only look it up.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-plan.h"

#include <stdlib.h>
#include <string.h>

#include "incentives/baton-replay-private.h"

#define MAX_SEGMENTS 250
#define MAX_AUDIENCE_DEPTH 16

/* ── Audiences ───────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
asks_event_only (const BatonSnapshot *snapshot,
                 const BatonValue    *audience,
                 BatonSide            side,
                 guint                depth)
{
  BatonClause clause;

  for (gsize i = 0; i < baton_value_get_length (audience); i++)
    {
      if (!baton_audience_get_clause (audience, i, side, &clause))
        return FALSE;
      if (clause.type == BATON_CLAUSE_ATTRIBUTE || (clause.type == BATON_CLAUSE_TERMS && clause.side != BATON_SIDE_EVENT))
        return FALSE;
      if (clause.type == BATON_CLAUSE_NAMED)
        {
          BatonEntity *named = baton_snapshot_lookup_kind (snapshot, clause.audience, BATON_KIND_AUDIENCE);

          if (named == NULL || depth >= MAX_AUDIENCE_DEPTH ||
              !asks_event_only (snapshot, baton_entity_get (named, BATON_FIELD_AUDIENCE_CLAUSES), BATON_SIDE_MEMBER, depth + 1))
            return FALSE;
        }
    }
  return TRUE;
}

/* For each region of the columns, whether an event there meets the audience, which asks for nothing else. */
static void
ask_regions (const BatonScheme   *scheme,
             BatonColumns        *columns,
             const BatonAudience *audience,
             guint8              *meets)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (scheme->snapshot);

  if (audience == NULL || baton_audience_is_everybody (audience))
    {
      memset (meets, TRUE, columns->regions->len);
      return;
    }
  for (guint i = 0; i < columns->regions->len; i++)
    {
      const char *region = g_ptr_array_index (columns->regions, i);
      g_autoptr (BatonProfile) nobody = baton_profile_new_anonymous (scheme->snapshot);
      BatonTerm term = region != NULL ? baton_taxonomy_find_term (taxonomy, region) : BATON_TERM_NONE;
      g_autoptr (BatonTermSet) terms = baton_term_set_new_from_terms (taxonomy, &term, term != BATON_TERM_NONE);
      g_autoptr (BatonProfile) profile = baton_profile_with_event (nobody, terms);

      meets[i] = baton_audience_matches (audience, profile, NULL);
    }
}

/* ── Segments ────────────────────────────────────────────────────────────────────────────────────────── */

/* Notes that something changes with *day*. */
static void
cut (BatonColumns *columns,
     guint8       *cuts,
     gint64        day)
{
  gint64 index = day - columns->first_day;

  if (index > 0 && index < columns->n_days)
    cuts[index] = TRUE;
}

static void
cut_window (BatonColumns *columns,
            guint8       *cuts,
            BatonWindow   window)
{
  cut (columns, cuts, window.from);
  cut (columns, cuts, (gint64) window.through + 1);
}

/* The first day whose points are still there at the end of *through*. */
static BatonDay
find_open (const BatonScheme *scheme,
           BatonDay           through)
{
  BatonDay day;

  if (scheme->expiry_months == 0)
    return BATON_DAY_MIN;
  day = baton_day_get_month_start (baton_day_add_months (through, -scheme->expiry_months));
  while (baton_day_get_month_end (baton_day_add_months (day, scheme->expiry_months)) < through)
    day++;
  return day;
}

static gboolean
applies (const BatonPromotion *promotion,
         guint                 activity)
{
  return promotion->enabled && promotion->applies[activity];
}

static const BatonField cell_fields[BATON_N_POINTS] = {
  BATON_FIELD_ACTIVITY_TIER_POINTS, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS,
};

/* ── Cases ───────────────────────────────────────────────────────────────────────────────────────────── */

/* The audiences of an activity and its promotions, asked of each region. */
typedef struct
{
  guint8    *activity;
  GPtrArray *cells[BATON_N_POINTS];    /* of guint8 *, by exception */
  GPtrArray *promotions;               /* of guint8 *, by promotion; NULL where it does not apply */
} Answers;

static void
answers_clear (Answers *answers)
{
  g_free (answers->activity);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    g_clear_pointer (&answers->cells[kind], g_ptr_array_unref);
  g_clear_pointer (&answers->promotions, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, answers_clear)

static void
ask_all (const BatonScheme *scheme,
         BatonColumns      *columns,
         guint              index,
         Answers           *answers)
{
  const BatonActivity *activity = &scheme->activities[index];

  answers->activity = g_new0 (guint8, columns->regions->len);
  ask_regions (scheme, columns, activity->audience, answers->activity);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      answers->cells[kind] = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < activity->cells[kind].n_exceptions; i++)
        {
          guint8 *meets = g_new0 (guint8, columns->regions->len);

          g_ptr_array_add (answers->cells[kind], meets);
          ask_regions (scheme, columns, activity->cells[kind].exceptions[i].audience, meets);
        }
    }
  answers->promotions = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < scheme->n_promotions; i++)
    {
      guint8 *meets = applies (&scheme->promotions[i], index) ? g_new0 (guint8, columns->regions->len) : NULL;

      g_ptr_array_add (answers->promotions, meets);
      if (meets != NULL)
        ask_regions (scheme, columns, scheme->promotions[i].audience, meets);
    }
}

/* Whether the audience asks for nothing but where an event was. */
static gboolean
is_of_event (const BatonScheme   *scheme,
             const BatonAudience *audience,
             const BatonValue    *value)
{
  return audience == NULL || baton_audience_is_everybody (audience) || asks_event_only (scheme->snapshot, value, BATON_SIDE_MEMBER, 0);
}

static BatonScanCode
check_promotion (const BatonScheme    *scheme,
                 const BatonPromotion *promotion)
{
  const BatonEntity *entity = baton_snapshot_lookup (scheme->snapshot, promotion->id);

  if (promotion->has_budget || (promotion->effect != BATON_EFFECT_MULTIPLIER && promotion->effect != BATON_EFFECT_EXTRA_POINTS) ||
      (promotion->effect == BATON_EFFECT_MULTIPLIER && promotion->multiplier == 0))
    return BATON_SCAN_PROMOTION;
  return is_of_event (scheme, promotion->audience, baton_entity_get (entity, BATON_FIELD_PROMOTION_AUDIENCE)) ? BATON_SCAN_PLAIN : BATON_SCAN_AUDIENCE;
}

BatonScanCode
baton_scan_plan_check (const BatonScheme *scheme,
                       guint              index)
{
  const BatonActivity *activity = &scheme->activities[index];
  const BatonEntity *entity = baton_snapshot_lookup (scheme->snapshot, activity->id);
  BatonScanCode code = activity->n_caps > 0 ? BATON_SCAN_CAP
                       : is_of_event (scheme, activity->audience, baton_entity_get (entity, BATON_FIELD_ACTIVITY_AUDIENCE)) ? BATON_SCAN_PLAIN : BATON_SCAN_AUDIENCE;

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      const BatonValue *exceptions = baton_value_get_member (baton_entity_get (entity, cell_fields[kind]), "exceptions");

      for (guint i = 0; i < activity->cells[kind].n_exceptions && code == BATON_SCAN_PLAIN; i++)
        code = is_of_event (scheme, activity->cells[kind].exceptions[i].audience, baton_value_get_member (baton_value_get_element (exceptions, i), "audience"))
               ? BATON_SCAN_PLAIN : BATON_SCAN_AUDIENCE;
    }
  for (guint i = 0; i < scheme->n_promotions && code == BATON_SCAN_PLAIN; i++)
    if (applies (&scheme->promotions[i], index))
      code = check_promotion (scheme, &scheme->promotions[i]);
  return code;
}

static gint64
get_cell (const BatonCell *cell,
          GPtrArray       *answers,
          BatonDay         day,
          guint            region)
{
  for (guint i = cell->n_exceptions; i > 0; i--)
    {
      const guint8 *meets = g_ptr_array_index (answers, i - 1);

      if (day >= cell->exceptions[i - 1].from && meets[region])
        return cell->exceptions[i - 1].value;
    }
  return cell->value;
}

static guint
find_group (const BatonScheme *scheme,
            guint              promotion)
{
  guint i = 0;

  while (strcmp (scheme->promotions[i].group, scheme->promotions[promotion].group) != 0)
    i++;
  return i;
}

static gboolean
fill_case (const BatonScheme *scheme,
           guint              index,
           const Answers     *answers,
           BatonDay           day,
           guint              region,
           BatonScanCase     *scan_case)
{
  const BatonActivity *activity = &scheme->activities[index];

  scan_case->in_force = activity->enabled && baton_window_contains (activity->window, day) && answers->activity[region];
  if (!scan_case->in_force)
    return TRUE;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    scan_case->cells[kind] = get_cell (&activity->cells[kind], answers->cells[kind], day, region);
  for (guint i = 0; i < scheme->n_promotions; i++)
    {
      const BatonPromotion *promotion = &scheme->promotions[i];
      const guint8 *meets = g_ptr_array_index (answers->promotions, i);
      BatonScanExtra *extra;

      if (meets == NULL || !meets[region] || !baton_window_contains (promotion->window, day))
        continue;
      if (scan_case->n_extras == BATON_SCAN_MAX_EXTRAS)
        return FALSE;
      extra = &scan_case->extras[scan_case->n_extras++];
      extra->group = find_group (scheme, i);
      extra->promotion = i;
      if (promotion->effect == BATON_EFFECT_MULTIPLIER)
        extra->multiplier = promotion->multiplier;
      else
        memcpy (extra->points, promotion->extra, sizeof extra->points);
    }
  return TRUE;
}

/* Whether no sum over the activity can leave ±(2^53−1): the largest event, times all of them. What does not count, as it is taken back
 * or waits for approval, must not be too large, either. */
static gboolean
is_small (const BatonScanPlan *plan,
          const BatonColumns  *columns,
          const BatonPostings *all)
{
  gint64 most_quantity = MAX (all->most_quantity, columns->most_uncounted_quantity);
  gint64 most_amount = MAX (all->most_amount, columns->most_uncounted_amount);
  BatonWide n = (BatonWide) all->n + columns->n_uncounted + 1;
  BatonWide units = plan->unit == BATON_UNIT_QUANTITY || plan->unit == BATON_UNIT_QUANTITY_STEP ? most_quantity
                    : plan->unit == BATON_UNIT_AMOUNT_STEP ? most_amount : 1;
  BatonWide steps = plan->step_size > 0 ? most_quantity / plan->step_size : 0;
  BatonWide most = 0;

  if (plan->fee > 0 && most_amount * n > BATON_INTEGER_MAX)
    return FALSE;

  for (guint i = 0; i < plan->n_bands; i++)
    units = MAX (units, plan->bands[i].value);
  for (guint i = 0; i < plan->n_segments * plan->n_regions; i++)
    {
      const BatonScanCase *scan_case = &plan->cases[i];

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          BatonWide value = units * scan_case->cells[kind];
          BatonWide factor = BATON_WHOLE;

          if (value > BATON_INTEGER_MAX || steps * plan->step_percent > BATON_INTEGER_MAX)
            return FALSE;
          value += value * plan->step_percent * steps / BATON_WHOLE;
          if (value > BATON_INTEGER_MAX)
            return FALSE;
          for (guint k = 0; k < scan_case->n_extras; k++)
            factor += scan_case->extras[k].multiplier;
          value = value * factor / BATON_WHOLE + 1;
          for (guint k = 0; k < scan_case->n_extras; k++)
            value += scan_case->extras[k].points[kind];
          most = MAX (most, value);
        }
    }
  /* A 64th is left for the sums over all activities and for the value in money. */
  return most <= BATON_INTEGER_MAX && most * n <= BATON_INTEGER_MAX / 64;
}

BatonScanCode
baton_scan_plan_init (BatonScanPlan     *plan,
                      BatonColumns      *columns,
                      const BatonScheme *scheme,
                      guint              activity_index,
                      BatonDay           from,
                      BatonDay           through)
{
  const char *id = g_ptr_array_index (columns->activities, activity_index);
  guint index = baton_scheme_find_activity (scheme, id);
  const BatonActivity *activity;
  g_auto (Answers) answers = { NULL };
  g_autofree guint8 *cuts = g_new0 (guint8, columns->n_days + 1);
  BatonDay open = find_open (scheme, through);
  BatonCounting counting;
  BatonScanCode code;
  guint segment = 0;

  memset (plan, 0, sizeof *plan);
  if (index == BATON_INDEX_NONE)
    return BATON_SCAN_PLAIN;
  activity = &scheme->activities[index];
  code = baton_scan_plan_check (scheme, index);
  if (code == BATON_SCAN_PLAIN && activity->once == BATON_ONCE_MEMBER && columns->members_move)
    code = BATON_SCAN_MEMBERS_MOVE;
  if (code != BATON_SCAN_PLAIN)
    return code;
  ask_all (scheme, columns, index, &answers);
  for (guint i = 0; i < scheme->n_promotions; i++)
    if (applies (&scheme->promotions[i], index))
      cut_window (columns, cuts, scheme->promotions[i].window);

  counting = (BatonCounting) { activity->once, activity->again, activity->again_months, activity->next_after_reversal, scheme->fiscal_start };
  plan->postings = baton_columns_get_counted (columns, activity_index, &counting);
  plan->unit = activity->unit;
  plan->unit_size = activity->unit_size;
  plan->step_size = activity->step_percent > 0 ? activity->step_size : 0;
  plan->step_percent = plan->step_size > 0 ? activity->step_percent : 0;
  plan->n_bands = activity->unit == BATON_UNIT_BANDS ? activity->n_bands : 0;
  plan->bands = g_memdup2 (activity->bands, plan->n_bands * sizeof (BatonBand));
  plan->fee = activity->fee;
  for (guint i = 0; i < scheme->n_ladders; i++)
    plan->ladders |= (guint32) scheme->ladders[i].counts[index] << i;
  memcpy (plan->money, scheme->point_value, sizeof plan->money);

  cut_window (columns, cuts, activity->window);
  cut_window (columns, cuts, (BatonWindow) { from, through });
  cut (columns, cuts, open);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      for (guint i = 0; i < activity->cells[kind].n_exceptions; i++)
        cut (columns, cuts, activity->cells[kind].exceptions[i].from);
    }
  plan->n_segments = 1;
  for (guint i = 0; i < columns->n_days; i++)
    plan->n_segments += cuts[i];
  if (plan->n_segments > MAX_SEGMENTS)
    return BATON_SCAN_TOO_LARGE;

  plan->n_regions = columns->regions->len;
  plan->segment_of_day = g_new0 (guint8, columns->n_days);
  plan->cases = g_new0 (BatonScanCase, plan->n_segments * plan->n_regions);
  for (guint i = 0; i < columns->n_days; i++)
    {
      BatonDay day = columns->first_day + i;

      segment += cuts[i];
      plan->segment_of_day[i] = segment;
      if (i > 0 && !cuts[i])
        continue;
      for (guint region = 0; region < plan->n_regions; region++)
        {
          BatonScanCase *scan_case = &plan->cases[segment * plan->n_regions + region];

          if (day > through)
            continue;
          if (!fill_case (scheme, index, &answers, day, region, scan_case))
            return BATON_SCAN_TOO_LARGE;
          scan_case->earned = day >= from;
          scan_case->open = day >= open;
        }
    }
  return is_small (plan, columns, &columns->postings[activity_index]) ? BATON_SCAN_PLAIN : BATON_SCAN_TOO_LARGE;
}

void
baton_scan_plan_clear (BatonScanPlan *plan)
{
  g_free (plan->bands);
  g_free (plan->segment_of_day);
  g_free (plan->cases);
  memset (plan, 0, sizeof *plan);
}

gboolean
baton_scan_plan_equal (const BatonScanPlan *a,
                       const BatonScanPlan *b,
                       guint                n_days)
{
  if (a->postings != b->postings || a->unit != b->unit || a->unit_size != b->unit_size || a->step_size != b->step_size ||
      a->step_percent != b->step_percent || a->n_bands != b->n_bands || a->n_segments != b->n_segments || a->fee != b->fee ||
      a->ladders != b->ladders || memcmp (a->money, b->money, sizeof a->money) != 0)
    return FALSE;
  if (a->postings == NULL)
    return TRUE;
  return (a->n_bands == 0 || memcmp (a->bands, b->bands, a->n_bands * sizeof *a->bands) == 0) &&
         memcmp (a->segment_of_day, b->segment_of_day, n_days) == 0 &&
         memcmp (a->cases, b->cases, a->n_segments * a->n_regions * sizeof *a->cases) == 0;
}

gboolean
baton_scan_case_is_worth (const BatonScanCase *a,
                          const BatonScanCase *b)
{
  return a->in_force == b->in_force && a->n_extras == b->n_extras && memcmp (a->cells, b->cells, sizeof a->cells) == 0 &&
         memcmp (a->extras, b->extras, sizeof a->extras) == 0;
}

/* ── Values ──────────────────────────────────────────────────────────────────────────────────────────── */

static gint64
get_units (const BatonScanPlan *plan,
           gint64               quantity,
           gint64               amount)
{
  gint64 units = 0;

  switch (plan->unit)
    {
    case BATON_UNIT_QUANTITY:
      return quantity;
    case BATON_UNIT_QUANTITY_STEP:
      return plan->unit_size > 0 ? quantity / plan->unit_size : 0;
    case BATON_UNIT_AMOUNT_STEP:
      return plan->unit_size > 0 ? amount / plan->unit_size : 0;
    case BATON_UNIT_BANDS:
      for (guint i = 0; i < plan->n_bands && plan->bands[i].from <= quantity; i++)
        units = plan->bands[i].value;
      return units;
    case BATON_UNIT_OCCURRENCE:
    default:
      return 1;
    }
}

/* What the extra adds when it stands alone. */
static void
work_out (const BatonScanExtra *extra,
          const gint64         *value,
          gint64               *points)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    points[kind] = extra->multiplier > 0 ? baton_scan_floor ((BatonWide) value[kind] * extra->multiplier) - value[kind] : extra->points[kind];
}

static gboolean
is_better (const BatonScanPlan *plan,
           const gint64        *a,
           const gint64        *b)
{
  BatonWide money_a = 0, money_b = 0, points_a = 0, points_b = 0;

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      money_a += (BatonWide) a[kind] * plan->money[kind];
      money_b += (BatonWide) b[kind] * plan->money[kind];
      points_a += a[kind];
      points_b += b[kind];
    }
  return money_a != money_b ? money_a > money_b : points_a > points_b;
}

/* The best of each group; how many. */
static guint
choose (const BatonScanPlan   *plan,
        const BatonScanCase   *scan_case,
        const gint64          *value,
        const BatonScanExtra **chosen)
{
  guint n = 0;

  for (guint i = 0; i < scan_case->n_extras; i++)
    {
      const BatonScanExtra *extra = &scan_case->extras[i];
      gint64 mine[BATON_N_POINTS], theirs[BATON_N_POINTS];
      guint k = 0;

      while (k < n && chosen[k]->group != extra->group)
        k++;
      if (k == n)
        {
          chosen[n++] = extra;
          continue;
        }
      work_out (extra, value, mine);
      work_out (chosen[k], value, theirs);
      if (is_better (plan, mine, theirs))
        chosen[k] = extra;
    }
  return n;
}

/* Multipliers add up, under one floor; each is given what it adds to those before it. */
static guint
add_extras (const BatonScanPlan *plan,
            const BatonScanCase *scan_case,
            gint64              *points,
            BatonScanGift       *gifts)
{
  const BatonScanExtra *chosen[BATON_SCAN_MAX_EXTRAS];
  gint64 value[BATON_N_POINTS];
  gint64 factor = BATON_WHOLE;
  guint n;

  memcpy (value, points, sizeof value);
  n = choose (plan, scan_case, value, chosen);
  for (guint i = 0; i < n; i++)
    {
      BatonScanGift gift = { .promotion = chosen[i]->promotion };

      if (chosen[i]->multiplier > 0)
        factor += (gint64) chosen[i]->multiplier - BATON_WHOLE;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        gift.points[kind] = chosen[i]->multiplier == 0 ? chosen[i]->points[kind]
                            : baton_scan_floor ((BatonWide) value[kind] * MAX (factor, 0)) -
                              baton_scan_floor ((BatonWide) value[kind] * MAX (factor - (gint64) chosen[i]->multiplier + BATON_WHOLE, 0));
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        points[kind] += gift.points[kind];
      if (gifts != NULL)
        gifts[i] = gift;
    }
  return n;
}

guint
baton_scan_plan_value (const BatonScanPlan *plan,
                       const BatonScanCase *scan_case,
                       gint64               quantity,
                       gint64               amount,
                       gint64              *points,
                       BatonScanGift       *gifts)
{
  gint64 units = get_units (plan, quantity, amount);
  gint64 steps = plan->step_size > 0 ? quantity / plan->step_size : 0;

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      points[kind] = units * scan_case->cells[kind];
      if (steps > 0)
        points[kind] += baton_scan_floor ((BatonWide) points[kind] * plan->step_percent * steps);
    }
  return scan_case->n_extras > 0 ? add_extras (plan, scan_case, points, gifts) : 0;
}
