/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Budgets: what is charged on them, in the order of the history, whichever thread came upon it.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include <stdlib.h>
#include <string.h>

#define WARNED_PERCENT 80
/* With a charge for so many events or fewer, a place for each event is worth its room. */
#define EVENTS_A_CHARGE 8u

static int
compare_charges (const void *a,
                 const void *b)
{
  const BatonTallyCharge *first = a;
  const BatonTallyCharge *second = b;

  if (first->event != second->event)
    return first->event < second->event ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

/* An event is one thread's, which charges in order: so it is enough to put each charge behind those of earlier events. */
static void
place_charges (GArray *charges,
               guint   n_events)
{
  g_autofree guint *ends = g_new0 (guint, (gsize) n_events + 1);
  BatonTallyCharge *sorted = g_new (BatonTallyCharge, charges->len);

  for (guint i = 0; i < charges->len; i++)
    ends[g_array_index (charges, BatonTallyCharge, i).event + 1]++;
  for (guint i = 0; i < n_events; i++)
    ends[i + 1] += ends[i];
  for (guint i = 0; i < charges->len; i++)
    {
      const BatonTallyCharge *charge = &g_array_index (charges, BatonTallyCharge, i);

      sorted[ends[charge->event]++] = *charge;
    }
  memcpy (charges->data, sorted, charges->len * sizeof *sorted);
  g_free (sorted);
}

/* Whether some promotion is charged so much that it matters when. */
static gboolean
is_order_wanted (const BatonTallyRules *rules,
                 GArray                *charges)
{
  g_autofree BatonWide *spent = g_new0 (BatonWide, rules->scheme->n_promotions);
  gboolean wanted = FALSE;

  for (guint i = 0; i < charges->len; i++)
    {
      const BatonTallyCharge *charge = &g_array_index (charges, BatonTallyCharge, i);

      spent[charge->promotion] += charge->cost;
    }
  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    wanted |= rules->scheme->promotions[i].has_budget && spent[i] * 100 >= (BatonWide) rules->scheme->promotions[i].budget * WARNED_PERCENT;
  return wanted;
}

gboolean
baton_tally_find_cut_off (BatonTallyRules *rules,
                          GArray          *charges)
{
  g_autofree BatonWide *spent = g_new0 (BatonWide, rules->scheme->n_promotions);
  guint n_events = baton_history_get_n_events (rules->timeline->history);

  if (!is_order_wanted (rules, charges))
    return FALSE;
  if (charges->len >= n_events / EVENTS_A_CHARGE)
    place_charges (charges, n_events);
  else if (charges->len > 1)
    qsort (charges->data, charges->len, sizeof (BatonTallyCharge), compare_charges);
  for (guint i = 0; i < charges->len; i++)
    {
      const BatonTallyCharge *charge = &g_array_index (charges, BatonTallyCharge, i);

      spent[charge->promotion] += charge->cost;
      if (spent[charge->promotion] > rules->scheme->promotions[charge->promotion].budget)
        {
          rules->cut_offs[charge->promotion] = charge->event;
          return TRUE;
        }
    }
  return FALSE;
}

void
baton_tally_find_warnings (BatonTallyRules *rules,
                           GArray          *charges)
{
  g_autofree BatonWide *spent = g_new0 (BatonWide, rules->scheme->n_promotions);

  for (guint i = 0; i < charges->len; i++)
    {
      const BatonTallyCharge *charge = &g_array_index (charges, BatonTallyCharge, i);
      BatonPromotionUse *use = &g_array_index (rules->reckoning->uses, BatonPromotionUse, charge->promotion);

      spent[charge->promotion] += charge->cost;
      if (use->warned == BATON_DAY_NONE && spent[charge->promotion] * 100 >= (BatonWide) use->budget * WARNED_PERCENT)
        use->warned = baton_history_get_day (rules->timeline->history, charge->event);
    }
}
