/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Budgets. A promotion with a budget applies to everything before a *cut-off*, the first event of the history that the budget cannot
 * pay. Everybody is tallied without cut-offs first. The charges, in the order of the history, tell which budget runs out first and
 * where; those whom the promotion gave something from there on are tallied again with that cut-off; and so on. What comes before a
 * cut-off does not depend on what comes after it, so each round makes one more cut-off final, and who was charged nothing after it
 * has what they had. To have fewer tallied twice, the first round has guesses of cut-offs where it can (baton-tally-guess.c).
 *
 * Asked again after an edit, a tally begins with the cut-offs of the program before, which are *guesses* too. On the way through the charges, a guess is
 * proven where it stands: all before it is final by then, and the event would be charged more than is left. The charge is what it was
 * if the event's cluster was not tallied again, else the cluster is tried without the cut-off. A guess that comes too late is overtaken by
 * the charge that the budget cannot pay; one that comes too early is dropped, and whoever has an event from there on to which
 * the promotion applies is tallied again.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include <string.h>

#define WARNED_PERCENT 80
/* With a charge for so many events or fewer, a place for each event is worth its room. */
#define EVENTS_A_CHARGE 32u
/* 24 bytes each are kept for asking again. */
#define MOST_CHARGES_KEPT 4000000u

/* ── The order of charges ────────────────────────────────────────────────────────────────────────────── */

static int
compare_charges (const void *a,
                 const void *b)
{
  const BatonCharge *first = a;
  const BatonCharge *second = b;

  return first->event < second->event ? -1 : first->event > second->event;
}

/* Puts each charge behind those of earlier events; those of one event keep their order. */
static void
place_charges (GArray *charges,
               guint   n_events)
{
  g_autofree guint *ends = g_new0 (guint, (gsize) n_events + 1);
  BatonCharge *sorted = g_new (BatonCharge, charges->len);

  for (guint i = 0; i < charges->len; i++)
    ends[g_array_index (charges, BatonCharge, i).event + 1]++;
  for (guint i = 0; i < n_events; i++)
    ends[i + 1] += ends[i];
  for (guint i = 0; i < charges->len; i++)
    {
      const BatonCharge *charge = &g_array_index (charges, BatonCharge, i);

      sorted[ends[charge->event]++] = *charge;
    }
  memcpy (charges->data, sorted, charges->len * sizeof *sorted);
  g_free (sorted);
}

void
baton_tally_sort_charges (GArray *charges,
                          guint   n_events)
{
  if (charges->len >= n_events / EVENTS_A_CHARGE && charges->len > 0)
    place_charges (charges, n_events);
  else
    g_array_sort (charges, compare_charges);   /* stable */
}

/* Those of *kept* whose cluster is not marked, and all of *made*; in order if both are. */
static GArray *
merge_charges (GArray       *kept,
               const guint8 *redone,
               GArray       *made)
{
  const BatonCharge *next = (const BatonCharge *) (gpointer) made->data;
  const BatonCharge *end = next + made->len;
  GArray *merged = g_array_sized_new (FALSE, FALSE, sizeof (BatonCharge), kept->len + made->len);

  for (guint i = 0; i < kept->len; i++)
    {
      const BatonCharge *charge = &g_array_index (kept, BatonCharge, i);

      if (redone[charge->cluster])
        continue;
      for (; next < end && next->event < charge->event; next++)
        g_array_append_vals (merged, next, 1);
      g_array_append_vals (merged, charge, 1);
    }
  if (next < end)
    g_array_append_vals (merged, next, (guint) (end - next));
  return merged;
}

void
baton_tally_replace_charges (BatonReckoning *reckoning,
                             const guint8   *redone,
                             GArray         *made)
{
  guint n_events = baton_history_get_n_events (reckoning->history);
  GArray *kept = reckoning->charges;

  /* Others may share what was kept, and may not see it change. */
  if (redone == NULL || kept->len == 0)
    {
      reckoning->charges = g_array_ref (made);
      reckoning->charges_sorted = made->len < 2;
    }
  else
    {
      if (reckoning->charges_sorted)
        baton_tally_sort_charges (made, n_events);
      reckoning->charges = merge_charges (kept, redone, made);
    }
  g_array_unref (kept);
}

/* ── What waits ──────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  guint32 event;
  guint32 promotion;
} Unpaid;

static guint
unpaid_hash (gconstpointer key)
{
  const Unpaid *unpaid = key;

  return unpaid->event * 31 + unpaid->promotion;
}

static gboolean
unpaid_equal (gconstpointer a,
              gconstpointer b)
{
  return memcmp (a, b, sizeof (Unpaid)) == 0;
}

gboolean
baton_tally_is_unpaid (const BatonTallyRules *rules,
                       guint32                event,
                       guint                  promotion)
{
  return g_hash_table_contains (rules->unpaid, &(Unpaid) { event, promotion });
}

static void
add_unpaid (BatonTallyRules   *rules,
            const BatonCharge *charge)
{
  if (rules->unpaid == NULL)
    rules->unpaid = g_hash_table_new_full (unpaid_hash, unpaid_equal, g_free, NULL);
  g_hash_table_add (rules->unpaid, g_memdup2 (&(Unpaid) { charge->event, charge->promotion }, sizeof (Unpaid)));
  rules->reckoning->some_unpaid = TRUE;
}

/* ── Settling ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonTallyRules *rules;
  gboolean        *guessed;      /* by promotion */
  guint8          *redone;       /* by cluster: it was tallied since the guesses were made */
  guint8          *wanted;       /* by cluster: to be tallied */
  guint8          *spoilt;       /* by cluster: tried, so to be tallied before the end */
  BatonWide       *spent;        /* by promotion: on the way through the charges */
} Settling;

static GArray *
get_charges (const Settling *self)
{
  return self->rules->reckoning->charges;
}

/* Whether some promotion is charged so much that it matters when. */
static gboolean
is_order_wanted (const BatonTallyRules *rules)
{
  BatonTallySums sums;
  gboolean wanted = FALSE;

  baton_tally_sums_lay_out (&sums, rules->scheme, baton_tally_count_fund_days (rules), rules->reckoning->row);
  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    wanted |= rules->scheme->promotions[i].has_budget && sums.uses[i].spent * 100 >= (BatonWide) rules->scheme->promotions[i].budget * WARNED_PERCENT;
  return wanted;
}

static void
sort_all (BatonTallyRules *rules)
{
  BatonReckoning *reckoning = rules->reckoning;
  GArray *sorted;

  if (reckoning->charges_sorted)
    return;
  sorted = g_array_copy (reckoning->charges);
  baton_tally_sort_charges (sorted, baton_history_get_n_events (reckoning->history));
  g_array_unref (reckoning->charges);
  reckoning->charges = sorted;
  reckoning->charges_sorted = TRUE;
}

/* The promotion's cut-off is that event now: whom it charged something from the charge of number *at* on is to be tallied. */
static void
set_cut_off (Settling          *self,
             const BatonCharge *charge,
             guint              at,
             gboolean           alone)
{
  GArray *charges = get_charges (self);

  self->rules->cut_offs[charge->promotion] = charge->event;
  self->rules->reckoning->ends[charge->promotion] = (BatonBudgetEnd) { charge->event, charge->cluster, alone, charge->cost };
  self->guessed[charge->promotion] = FALSE;
  for (guint i = at; i < charges->len; i++)
    {
      const BatonCharge *later = &g_array_index (charges, BatonCharge, i);

      if (later->promotion == charge->promotion)
        self->wanted[later->cluster] = TRUE;
    }
  /* What was too large may have been so only because this promotion was thought to pay. */
  for (guint i = 0; i < self->rules->timeline->clusters->len; i++)
    self->wanted[i] |= self->rules->too_large[i] != BATON_EVENT_NONE;
}

void
baton_tally_mark_from (const BatonTallyRules *rules,
                       guint                  promotion,
                       guint32                event,
                       guint8                *marks)
{
  const BatonPromotion *rule = &rules->scheme->promotions[promotion];
  BatonTimeline *timeline = rules->timeline;
  BatonWindow window = { MAX (rule->window.from, baton_history_get_day (timeline->history, event)), rule->window.through };

  for (guint i = 0; i < timeline->subjects->len; i++)
    {
      guint activity = rules->activity_of_subject[i];
      const guint32 *clusters;
      guint n;

      if (activity == BATON_INDEX_NONE || !rule->applies[activity])
        continue;
      clusters = baton_timeline_list_clusters_of (timeline, i, &n);
      for (guint k = 0; k < n; k++)
        if (!marks[clusters[k]])
          marks[clusters[k]] = baton_tally_has_moment (timeline, clusters[k], i, window);
    }
}

/* The promotion goes on after all. */
static void
drop_cut_off (Settling *self,
              guint     promotion,
              guint32   event)
{
  self->rules->cut_offs[promotion] = BATON_EVENT_NONE;
  self->rules->reckoning->ends[promotion].event = BATON_EVENT_NONE;
  self->guessed[promotion] = FALSE;
  baton_tally_mark_from (self->rules, promotion, event, self->wanted);
}

static gboolean
is_guessed_at (const Settling *self,
               guint           promotion,
               guint32         event)
{
  return self->guessed[promotion] && self->rules->cut_offs[promotion] == event;
}

/* The first event with a guess; BATON_EVENT_NONE. */
static guint32
find_guess (const Settling *self)
{
  guint32 event = BATON_EVENT_NONE;

  for (guint i = 0; i < self->rules->scheme->n_promotions; i++)
    if (self->guessed[i])
      event = MIN (event, self->rules->cut_offs[i]);
  return event;
}

/* Whether nothing has changed that the guess at the event rests on, but how much was spent before. */
static gboolean
is_proven (Settling *self,
           guint32   event)
{
  guint promotion = BATON_INDEX_NONE;
  const BatonBudgetEnd *end;

  for (guint i = 0; i < self->rules->scheme->n_promotions; i++)
    {
      if (!is_guessed_at (self, i, event))
        continue;
      if (promotion != BATON_INDEX_NONE)
        return FALSE;
      promotion = i;
    }
  end = &self->rules->reckoning->ends[promotion];
  if (self->redone[end->cluster] || !end->alone || self->spent[promotion] + end->cost <= self->rules->scheme->promotions[promotion].budget)
    return FALSE;
  self->guessed[promotion] = FALSE;
  return TRUE;
}

/* The first charge on the event that its budget cannot pay; NULL. *n* (out): charges on the event. */
static const BatonCharge *
find_unpaid (const Settling *self,
             GArray         *charges,
             guint32         event,
             guint          *n)
{
  g_autofree BatonWide *spent = g_memdup2 (self->spent, sizeof *self->spent * MAX (self->rules->scheme->n_promotions, 1));
  const BatonCharge *unpaid = NULL;

  *n = 0;
  for (guint i = 0; i < charges->len; i++)
    {
      const BatonCharge *charge = &g_array_index (charges, BatonCharge, i);

      if (charge->event != event)
        continue;
      (*n)++;
      spent[charge->promotion] += charge->cost;
      if (unpaid == NULL && spent[charge->promotion] > self->rules->scheme->promotions[charge->promotion].budget)
        unpaid = charge;
    }
  return unpaid;
}

/* Proves or drops the guesses at the event, before which all is final; *at*: of the first charge not before it. FALSE where a sum is too large. */
static gboolean
try_guesses (Settling *self,
             guint32   event,
             guint     at)
{
  guint n_promotions = self->rules->scheme->n_promotions;
  guint32 cluster = BATON_INDEX_NONE;

  for (;;)
    {
      g_autoptr (GArray) charges = NULL;
      g_autofree guint32 *cut_offs = NULL;
      const BatonCharge *unpaid;
      gboolean any = FALSE;
      guint n;

      for (guint i = 0; i < n_promotions; i++)
        if (is_guessed_at (self, i, event))
          {
            any = TRUE;
            cluster = self->rules->reckoning->ends[i].cluster;
          }
      if (!any)
        return TRUE;
      /* Each of them is let pay for the event itself. */
      cut_offs = g_memdup2 (self->rules->cut_offs, sizeof *cut_offs * n_promotions);
      for (guint i = 0; i < n_promotions; i++)
        self->rules->cut_offs[i] += is_guessed_at (self, i, event);
      charges = baton_tally_try (self->rules, cluster);
      memcpy (self->rules->cut_offs, cut_offs, sizeof *cut_offs * n_promotions);
      self->spoilt[cluster] = TRUE;
      unpaid = find_unpaid (self, charges, event, &n);
      if (unpaid == NULL && self->rules->too_large[cluster] <= event)
        return FALSE;
      if (unpaid != NULL)
        {
          gboolean guessed = is_guessed_at (self, unpaid->promotion, event);

          set_cut_off (self, unpaid, guessed ? get_charges (self)->len : at, n == 1);
          continue;
        }
      for (guint i = 0; i < n_promotions; i++)
        if (is_guessed_at (self, i, event))
          drop_cut_off (self, i, event);
    }
}

static gboolean
is_alone (GArray *charges,
          guint   at)
{
  guint32 event = g_array_index (charges, BatonCharge, at).event;

  return (at == 0 || g_array_index (charges, BatonCharge, at - 1).event != event) &&
         (at + 1 == charges->len || g_array_index (charges, BatonCharge, at + 1).event != event);
}

static gboolean
is_any (const Settling *self,
        const guint8   *marks)
{
  return memchr (marks, TRUE, self->rules->timeline->clusters->len) != NULL;
}

/* What waits is worked out as though all budgets could pay, which makes a difference only where a sum is too large. There, of the promotions
 * that could not pay for an event the first makes way, and what the event is worth then comes out when its cluster is tallied again. */
static void
pass_over (Settling          *self,
           const BatonCharge *charge,
           guint32           *last)
{
  if (self->rules->too_large[charge->cluster] == BATON_EVENT_NONE || charge->event == *last ||
      self->spent[charge->promotion] + charge->cost <= self->rules->scheme->promotions[charge->promotion].budget)
    return;
  *last = charge->event;
  add_unpaid (self->rules, charge);
  self->wanted[charge->cluster] = TRUE;
}

/* Through the charges as far as all is final: to the end, or to where somebody is to be tallied. FALSE where a sum is too large before. */
static gboolean
walk (Settling *self)
{
  GArray *charges = get_charges (self);
  guint32 too_large = baton_tally_find_too_large (self->rules);
  guint32 last = BATON_EVENT_NONE;
  guint at = 0;

  memset (self->spent, 0, sizeof *self->spent * MAX (self->rules->scheme->n_promotions, 1));
  for (;;)
    {
      const BatonCharge *charge = at < charges->len ? &g_array_index (charges, BatonCharge, at) : NULL;
      guint32 guess = find_guess (self);

      if (too_large < MIN (guess, charge != NULL ? charge->event : BATON_EVENT_NONE))
        return is_any (self, self->wanted);
      if (guess != BATON_EVENT_NONE && (charge == NULL || guess <= charge->event))
        {
          if (!is_proven (self, guess) && !try_guesses (self, guess, at))
            return FALSE;
          if (is_any (self, self->wanted))
            return TRUE;
          continue;
        }
      if (charge == NULL)
        return TRUE;
      if (charge->waits)
        {
          pass_over (self, charge, &last);
          at++;
          continue;
        }
      self->spent[charge->promotion] += charge->cost;
      if (self->spent[charge->promotion] > self->rules->scheme->promotions[charge->promotion].budget)
        {
          set_cut_off (self, charge, at, is_alone (charges, at));
          return TRUE;
        }
      at++;
    }
}

/* Tallies whom *wanted* marks, or else, at the end, who was only tried. FALSE where a sum is too large or it was cancelled. */
static gboolean
tally_marked (Settling     *self,
              guint8       *marks,
              guint         threads,
              guint        *n_tallied,
              GCancellable *cancellable)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->rules->timeline->clusters->len; i++)
    if (marks[i])
      {
        g_array_append_val (numbers, i);
        self->redone[i] = TRUE;
        self->wanted[i] = self->spoilt[i] = FALSE;
      }
  *n_tallied += numbers->len;
  return baton_tally_clusters (self->rules, numbers, threads, cancellable);
}

gboolean
baton_tally_settle_budgets (BatonTallyRules *rules,
                            gboolean        *guessed,
                            guint8          *redone,
                            guint            threads,
                            guint           *n_tallied,
                            GCancellable    *cancellable)
{
  guint n = MAX (rules->timeline->clusters->len, 1);
  g_autofree guint8 *wanted = g_new0 (guint8, n);
  g_autofree guint8 *spoilt = g_new0 (guint8, n);
  g_autofree BatonWide *spent = g_new0 (BatonWide, MAX (rules->scheme->n_promotions, 1));
  Settling self = { rules, guessed, redone, wanted, spoilt, spent };
  gboolean good = TRUE;

  for (;;)
    {
      if (find_guess (&self) == BATON_EVENT_NONE && baton_tally_find_too_large (rules) == BATON_EVENT_NONE && !is_order_wanted (rules))
        break;
      sort_all (rules);
      good = walk (&self);
      if (!good || !is_any (&self, wanted))
        break;
      good = tally_marked (&self, wanted, threads, n_tallied, cancellable);
      if (!good)
        break;
    }
  return good && (!is_any (&self, spoilt) || tally_marked (&self, spoilt, threads, n_tallied, cancellable));
}

void
baton_tally_find_warnings (BatonTallyRules *rules)
{
  g_autofree BatonWide *spent = g_new0 (BatonWide, MAX (rules->scheme->n_promotions, 1));
  GArray *charges = rules->reckoning->charges;

  if (!is_order_wanted (rules))
    return;
  for (guint i = 0; i < charges->len; i++)
    {
      const BatonCharge *charge = &g_array_index (charges, BatonCharge, i);
      BatonPromotionUse *use = &g_array_index (rules->reckoning->uses, BatonPromotionUse, charge->promotion);

      if (charge->waits)
        continue;
      spent[charge->promotion] += charge->cost;
      if (use->warned == BATON_DAY_NONE && spent[charge->promotion] * 100 >= (BatonWide) use->budget * WARNED_PERCENT)
        use->warned = baton_history_get_day (rules->timeline->history, charge->event);
    }
}

void
baton_tally_keep_charges (BatonReckoning *reckoning)
{
  if (reckoning->charges->len > MOST_CHARGES_KEPT)
    g_clear_pointer (&reckoning->charges, g_array_unref);
}
