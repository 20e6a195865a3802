/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where budgets may run out, guessed before all is tallied. Were all tallied without cut-offs, those whom a budget pays nothing more
 * would be tallied twice, which is nearly everybody. So a part is tallied first: all large clusters, and one in so many of the others,
 * whose charges stand for those of as many. A guess is somewhat too late on purpose: then only those are tallied twice who were charged
 * something between the end and the guess. A wrong guess costs time and nothing else (baton-tally-budget.c).
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#define ONE_IN 8u
/* A larger share of all moments may not stand for others, nor others for it. */
#define LARGE_SHARE 512u
#define FEW_CLUSTERS 256u
#define FEW_MOMENTS 10000u
/* In standard deviations, of charges that differ about as much as they are large. */
#define MARGIN 3.0

static gboolean
is_worth_it (const BatonTallyRules *rules)
{
  gboolean any = FALSE;

  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    any |= rules->scheme->promotions[i].enabled && rules->scheme->promotions[i].has_budget;
  return any && rules->timeline->clusters->len >= FEW_CLUSTERS && rules->timeline->n_moments >= FEW_MOMENTS;
}

static gboolean
is_large (const BatonTimeline *timeline,
          guint32              cluster)
{
  return g_array_index (timeline->clusters, BatonCluster, cluster).n_moments > timeline->n_moments / LARGE_SHARE;
}

/* Whether so many charges are more than the budget, in all likelihood. */
static gboolean
is_beyond (BatonWide spent,
           BatonWide budget,
           guint     n_charges)
{
  double excess = (double) (spent - budget);

  return excess > 0 && excess * excess * n_charges > MARGIN * MARGIN * (double) budget * (double) budget;
}

/* Marks, by cluster, whom a guess takes something that they had been given. */
static void
guess (BatonTallyRules *rules,
       GArray          *charges,
       gboolean        *guessed,
       guint8          *marks)
{
  guint n_promotions = rules->scheme->n_promotions;
  g_autofree BatonWide *spent = g_new0 (BatonWide, n_promotions);
  g_autofree guint *n_charges = g_new0 (guint, n_promotions);

  for (guint i = 0; i < charges->len; i++)
    {
      const BatonCharge *charge = &g_array_index (charges, BatonCharge, i);
      guint promotion = charge->promotion;
      BatonWide budget = rules->scheme->promotions[promotion].budget;

      if (guessed[promotion])
        {
          marks[charge->cluster] = TRUE;
          continue;
        }
      if (charge->waits)
        continue;
      spent[promotion] += (BatonWide) charge->cost * (is_large (rules->timeline, charge->cluster) ? 1 : ONE_IN);
      n_charges[promotion]++;
      if (!is_beyond (spent[promotion], budget, n_charges[promotion]))
        continue;
      rules->cut_offs[promotion] = charge->event;
      rules->reckoning->ends[promotion] = (BatonBudgetEnd) { charge->event, charge->cluster, FALSE, charge->cost };
      guessed[promotion] = TRUE;
      marks[charge->cluster] = TRUE;
    }
}

GArray *
baton_tally_guess_cut_offs (BatonTallyRules *rules,
                            gboolean        *guessed,
                            guint            threads,
                            GCancellable    *cancellable)
{
  guint n = rules->timeline->clusters->len;
  g_autofree guint8 *marks = NULL;
  g_autoptr (GArray) part = NULL, charges = NULL;
  GArray *rest;

  if (!is_worth_it (rules))
    return NULL;
  marks = g_new0 (guint8, n);
  part = g_array_new (FALSE, FALSE, sizeof (guint32));
  rest = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < n; i++)
    {
      if (i % ONE_IN == 0 || is_large (rules->timeline, i))
        g_array_append_val (part, i);
      else
        marks[i] = TRUE;
    }
  if (baton_tally_clusters (rules, part, threads, cancellable))
    {
      charges = g_array_copy (rules->reckoning->charges);
      baton_tally_sort_charges (charges, baton_history_get_n_events (rules->timeline->history));
      guess (rules, charges, guessed, marks);
    }
  for (guint32 i = 0; i < n; i++)
    if (marks[i])
      g_array_append_val (rest, i);
  return rest;
}
