/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What promotions add to an event, what caps cut of it, what budgets are charged with, and the goals that it reaches.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-crediting.h"

#include <string.h>

/* What a promotion adds to the event. */
typedef struct
{
  guint  promotion;
  gint64 points[BATON_N_POINTS];
  guint  rounded;
  gint64 fee;              /* money, floored */
} Extra;

/* The value with a multiplier of *multiplier* basis points. */
static gboolean
multiply_value (gint64    value,
                gint64    multiplier,
                gint64   *result,
                gboolean *rounded)
{
  *rounded = (BatonWide) value * multiplier % BATON_WHOLE != 0;
  return baton_multiply (value, multiplier, BATON_WHOLE, result);
}

/* The extra fee that *rate* basis points make of the event's share, floored: what a budget is charged with. */
static gint64
get_fee (const BatonEvent *event,
         gint64            rate)
{
  return (gint64) ((BatonWide) event->amount * event->share * rate / BATON_WHOLE / BATON_WHOLE);
}

/* What the promotion adds when it stands alone. */
static gboolean
work_out (BatonCrediting *crediting,
          guint           index,
          Extra          *extra)
{
  const BatonPromotion *promotion = &crediting->run->scheme->promotions[index];

  memset (extra, 0, sizeof *extra);
  extra->promotion = index;
  switch (promotion->effect)
    {
    case BATON_EFFECT_MULTIPLIER:
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          gboolean rounded;
          gint64 value;

          if (!multiply_value (crediting->value[kind], promotion->multiplier, &value, &rounded))
            return FALSE;
          extra->points[kind] = value - crediting->value[kind];
          extra->rounded |= (guint) rounded << kind;
        }
      break;
    case BATON_EFFECT_EXTRA_POINTS:
      memcpy (extra->points, promotion->extra, sizeof extra->points);
      break;
    case BATON_EFFECT_EXTRA_FEE:
      if (crediting->activity->fee > 0)
        extra->fee = get_fee (crediting->event, promotion->extra_fee);
      break;
    case BATON_EFFECT_GOAL:
    default:
      break;
    }
  return TRUE;
}

static BatonWide
get_money (const BatonScheme *scheme,
           const Extra       *extra)
{
  return (BatonWide) extra->points[BATON_POINTS_COMPANY] * scheme->point_value[BATON_POINTS_COMPANY] +
         (BatonWide) extra->points[BATON_POINTS_INDIVIDUAL] * scheme->point_value[BATON_POINTS_INDIVIDUAL] + extra->fee;
}

/* Whether *a* is worth more than *b*: money, then points of all kinds. */
static gboolean
is_better (const BatonScheme *scheme,
           const Extra       *a,
           const Extra       *b)
{
  BatonWide money_a = get_money (scheme, a);
  BatonWide money_b = get_money (scheme, b);
  BatonWide points_a = 0, points_b = 0;

  if (money_a != money_b)
    return money_a > money_b;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      points_a += a->points[kind];
      points_b += b->points[kind];
    }
  return points_a > points_b;
}

static gboolean
is_in_force (BatonCrediting *crediting,
             guint           index)
{
  const BatonPromotion *promotion = &crediting->run->scheme->promotions[index];

  const BatonReplayPart *part = crediting->run->part;

  if (part != NULL && part->uses != NULL && crediting->index >= part->uses[index].stopped_at)
    return FALSE;
  return promotion->enabled && promotion->applies[crediting->activity_index] && !crediting->run->stopped[index] &&
         baton_window_contains (promotion->window, crediting->event->day) &&
         baton_asked_matches (&crediting->asked, promotion->audience);
}

/* The best promotion of each group, in the order of the list. *chosen* (of Extra) is emptied first. */
static gboolean
choose_promotions (BatonCrediting *crediting,
                   GArray         *chosen)
{
  const BatonScheme *scheme = crediting->run->scheme;

  g_array_set_size (chosen, 0);
  for (guint i = 0; i < scheme->n_promotions; i++)
    {
      Extra extra;
      guint k = 0;

      if (scheme->promotions[i].effect == BATON_EFFECT_GOAL || !is_in_force (crediting, i))
        continue;
      if (!work_out (crediting, i, &extra))
        return FALSE;
      while (k < chosen->len &&
             strcmp (scheme->promotions[g_array_index (chosen, Extra, k).promotion].group, scheme->promotions[i].group) != 0)
        k++;
      if (k == chosen->len)
        g_array_append_val (chosen, extra);
      else if (is_better (scheme, &extra, &g_array_index (chosen, Extra, k)))
        g_array_index (chosen, Extra, k) = extra;
    }
  return TRUE;
}

/* Where several groups multiply, their extra parts add up and one floor is taken of the sum: each promotion is given what
 * the sum grows by when it joins. */
static gboolean
join_multipliers (BatonCrediting *crediting,
                  GArray         *chosen)
{
  const BatonScheme *scheme = crediting->run->scheme;
  gint64 before[BATON_N_POINTS];
  gint64 together = BATON_WHOLE;

  memcpy (before, crediting->value, sizeof before);
  for (guint i = 0; i < chosen->len; i++)
    {
      Extra *extra = &g_array_index (chosen, Extra, i);
      const BatonPromotion *promotion = &scheme->promotions[extra->promotion];

      if (promotion->effect != BATON_EFFECT_MULTIPLIER)
        continue;
      together += promotion->multiplier - BATON_WHOLE;
      extra->rounded = 0;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          gboolean rounded;
          gint64 value;

          if (!multiply_value (crediting->value[kind], MAX (together, 0), &value, &rounded))
            return FALSE;
          extra->points[kind] = value - before[kind];
          extra->rounded |= (guint) rounded << kind;
          before[kind] = value;
        }
    }
  return TRUE;
}

/* ── Caps ────────────────────────────────────────────────────────────────────────────────────────────── */

static gint64 *
get_cap_used (BatonCrediting *crediting,
              guint           cap_index)
{
  const BatonCap *cap = &crediting->activity->caps[cap_index];
  guint64 holder = baton_holder_key (cap->holder, crediting->credit->organisation, crediting->credit->member);
  BatonDay from = baton_period_get (cap->period, crediting->event->day, crediting->run->scheme->fiscal_start).from;
  g_autofree char *key = g_strdup_printf ("%u %u %" G_GUINT64_FORMAT " %d", crediting->activity_index, cap_index, holder, from);
  gint64 *used = g_hash_table_lookup (crediting->run->caps, key);

  if (used == NULL)
    {
      used = g_new0 (gint64, 1);
      g_hash_table_insert (crediting->run->caps, g_steal_pointer (&key), used);
    }
  return used;
}

/* How much of *total* the caps of the activity cut off; of each kind the one that cuts most. *by*: bits 1 << row of those that did. */
static void
get_cuts (BatonCrediting *crediting,
          const gint64   *total,
          gint64         *cuts,
          gint64         *by)
{
  guint rows[BATON_N_POINTS] = { 0 };

  memset (cuts, 0, sizeof (gint64) * BATON_N_POINTS);
  for (guint i = 0; i < crediting->activity->n_caps; i++)
    {
      const BatonCap *cap = &crediting->activity->caps[i];
      gint64 room = MAX (0, cap->most - *get_cap_used (crediting, i));

      if (total[cap->points] - room > cuts[cap->points])
        rows[cap->points] = cap->row;
      cuts[cap->points] = MAX (cuts[cap->points], total[cap->points] - room);
    }
  *by = 0;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    *by |= cuts[kind] > 0 && rows[kind] < BATON_REPLAY_CAP_BITS ? G_GINT64_CONSTANT (1) << rows[kind] : 0;
}

static void
use_caps (BatonCrediting *crediting)
{
  for (guint i = 0; i < crediting->activity->n_caps; i++)
    *get_cap_used (crediting, i) += crediting->credit->points[crediting->activity->caps[i].points];
}

/* ── Budgets ─────────────────────────────────────────────────────────────────────────────────────────── */

/* What a promotion costs after the caps: what is left of its extra points at their value, and its extra fee. */
static BatonWide
get_cost (const BatonScheme *scheme,
          const Extra       *extra)
{
  BatonWide money = get_money (scheme, extra);

  return MAX (money, 0);
}

static BatonPromotionUse *
get_use (BatonRun *run,
         guint     promotion)
{
  return &g_array_index (run->replay->uses, BatonPromotionUse, promotion);
}

static gboolean
fits_budget (BatonRun    *run,
             const Extra *extra)
{
  const BatonPromotion *promotion = &run->scheme->promotions[extra->promotion];

  return !promotion->has_budget || get_use (run, extra->promotion)->spent + get_cost (run->scheme, extra) <= promotion->budget;
}

static gboolean
charge (BatonCrediting *crediting,
        const Extra    *extra)
{
  BatonRun *run = crediting->run;
  const BatonPromotion *promotion = &run->scheme->promotions[extra->promotion];
  BatonPromotionUse *use = get_use (run, extra->promotion);
  BatonWide cost = get_cost (run->scheme, extra);

  if (cost > BATON_INTEGER_MAX || !baton_add (&use->spent, (gint64) cost) || !baton_add (&use->fee, extra->fee))
    return FALSE;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      if (!baton_add (&use->points[kind], extra->points[kind]))
        return FALSE;
    }
  use->events++;
  if (promotion->has_budget && use->warned == BATON_DAY_NONE && (BatonWide) use->spent * 100 >= (BatonWide) promotion->budget * 80)
    use->warned = run->day;
  return TRUE;
}

static void
stop (BatonCrediting *crediting,
      guint           promotion)
{
  BatonPromotionUse *use = get_use (crediting->run, promotion);

  crediting->run->stopped[promotion] = TRUE;
  use->stopped = crediting->run->day;
  use->stopped_at = crediting->index;
}

/* What the cuts leave of the promotions: the last loses first, what the activity itself earns last. */
static void
trim (GArray       *chosen,
      const gint64 *cuts)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      gint64 cut = cuts[kind];

      for (guint i = chosen->len; i > 0 && cut > 0; i--)
        {
          Extra *extra = &g_array_index (chosen, Extra, i - 1);
          gint64 part = CLAMP (cut, 0, MAX (extra->points[kind], 0));

          extra->points[kind] -= part;
          cut -= part;
        }
    }
}

/* Promotions, caps and budgets hang together: a budget is charged with what the caps leave, and a promotion whose budget
 * has run out makes way for the next best. Each round either settles or takes one promotion away. */
gboolean
baton_crediting_add_promotions (BatonCrediting *crediting)
{
  BatonRun *run = crediting->run;
  const BatonScheme *scheme = run->scheme;
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (Extra));
  g_autoptr (GArray) trimmed = g_array_new (FALSE, FALSE, sizeof (Extra));
  g_autofree guint8 *stopped_before = crediting->commits ? NULL : g_memdup2 (run->stopped, scheme->n_promotions);
  gint64 total[BATON_N_POINTS];
  gint64 cuts[BATON_N_POINTS], cut_by;
  gboolean settled;

  do
    {
      if (!choose_promotions (crediting, chosen) || !join_multipliers (crediting, chosen))
        return FALSE;
      memcpy (total, crediting->value, sizeof total);
      for (guint i = 0; i < chosen->len; i++)
        {
          for (guint kind = 0; kind < BATON_N_POINTS; kind++)
            {
              if (!baton_add (&total[kind], g_array_index (chosen, Extra, i).points[kind]))
                return FALSE;
            }
        }
      get_cuts (crediting, total, cuts, &cut_by);

      g_array_set_size (trimmed, 0);
      if (chosen->len > 0)
        g_array_append_vals (trimmed, chosen->data, chosen->len);
      trim (trimmed, cuts);
      settled = TRUE;
      for (guint i = 0; i < trimmed->len && settled; i++)
        {
          const Extra *extra = &g_array_index (trimmed, Extra, i);

          settled = fits_budget (run, extra);
          if (!settled && crediting->commits)
            stop (crediting, extra->promotion);
          else if (!settled)
            run->stopped[extra->promotion] = TRUE;
        }
    }
  while (!settled);
  /* What is pending or taken back stops no budget for those who come after. */
  if (stopped_before != NULL && scheme->n_promotions > 0)
    memcpy (run->stopped, stopped_before, scheme->n_promotions);

  for (guint i = 0; i < chosen->len; i++)
    {
      const Extra *extra = &g_array_index (chosen, Extra, i);
      const BatonPromotion *promotion = &scheme->promotions[extra->promotion];
      BatonContribution *contribution = baton_crediting_contribute (crediting, BATON_CONTRIBUTION_PROMOTION, promotion->id);

      memcpy (contribution->points, extra->points, sizeof extra->points);
      contribution->rounded = extra->rounded;
      contribution->rate = promotion->effect == BATON_EFFECT_MULTIPLIER ? promotion->multiplier : 0;
      if (promotion->effect == BATON_EFFECT_EXTRA_FEE && crediting->activity->fee > 0)
        crediting->credit->fee_extra += promotion->extra_fee;
      if (crediting->commits && !charge (crediting, &g_array_index (trimmed, Extra, i)))
        return FALSE;
    }
  if (cuts[0] > 0 || cuts[1] > 0 || cuts[2] > 0)
    {
      BatonContribution *cap = baton_crediting_contribute (crediting, BATON_CONTRIBUTION_CAP, crediting->activity->id);

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        cap->points[kind] = -cuts[kind];
      cap->units = cut_by;
    }
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    crediting->credit->points[kind] = total[kind] - cuts[kind];
  if (crediting->commits)
    use_caps (crediting);
  return TRUE;
}

/* ── Goals ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64 progress;
  gint64 reached;
} Goal;

static Goal *
get_goal (BatonCrediting *crediting,
          guint           promotion)
{
  g_autofree char *key = g_strdup_printf ("%u %u", promotion, crediting->credit->organisation);
  Goal *goal = g_hash_table_lookup (crediting->run->goals, key);

  if (goal == NULL)
    {
      goal = g_new0 (Goal, 1);
      g_hash_table_insert (crediting->run->goals, g_steal_pointer (&key), goal);
    }
  return goal;
}

/* How often the goal is reached with this event. */
static gboolean
advance_goal (BatonCrediting       *crediting,
              const BatonPromotion *promotion,
              Goal                 *goal,
              gint64               *times)
{
  gint64 measure = promotion->measure == BATON_MEASURE_QUANTITY ? crediting->event->quantity
                   : promotion->measure == BATON_MEASURE_AMOUNT ? crediting->event->amount : 1;
  gint64 reached;

  if (!baton_add (&goal->progress, measure))
    return FALSE;
  reached = goal->progress / promotion->target;
  if (!promotion->repeats)
    reached = MIN (reached, 1);
  *times = reached - goal->reached;
  goal->reached = reached;
  return TRUE;
}

gboolean
baton_crediting_add_goals (BatonCrediting *crediting)
{
  const BatonScheme *scheme = crediting->run->scheme;

  for (guint i = 0; i < scheme->n_promotions; i++)
    {
      const BatonPromotion *promotion = &scheme->promotions[i];
      BatonContribution *contribution;
      Extra extra = { .promotion = i };
      gint64 times;

      if (promotion->effect != BATON_EFFECT_GOAL || !is_in_force (crediting, i))
        continue;
      if (!advance_goal (crediting, promotion, get_goal (crediting, i), &times))
        return FALSE;
      if (times == 0)
        continue;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_multiply (times, promotion->extra[kind], 1, &extra.points[kind]))
            return FALSE;
        }
      if (!fits_budget (crediting->run, &extra))
        {
          stop (crediting, i);
          continue;
        }

      contribution = baton_crediting_contribute (crediting, BATON_CONTRIBUTION_GOAL, promotion->id);
      contribution->units = times;
      memcpy (contribution->points, extra.points, sizeof extra.points);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_add (&crediting->credit->points[kind], extra.points[kind]))
            return FALSE;
        }
      if (!charge (crediting, &extra))
        return FALSE;
    }
  return TRUE;
}
