/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clusters are shared out to threads a few at a time. All that a thread adds up is integers, so that neither the number of
 * threads nor who takes which cluster makes a difference.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-own-lines.h"
#include "incentives/baton-register-profile.h"
#include "incentives/baton-tally-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_THREADS 16
#define CLUSTERS_AT_ONCE 16
/* From so many moments on a second thread is worth its start. */
#define PARALLEL_MOMENTS 2000

/* ── The days of a cluster ───────────────────────────────────────────────────────────────────────────── */

/* Where the cluster stands in its lists of days. */
typedef struct
{
  const BatonMoment *moment;
  const BatonMoment *end;
  const BatonDay    *facts;
  const BatonDay    *facts_end;
  guint              pin;
  guint              asked;      /* in the reckoning's days */
} Cursor;

static BatonDay
find_next_day (const BatonTallyRun *run,
               const Cursor        *cursor)
{
  /* The end of this month or, on it, that of the next. */
  BatonDay next = run->day < run->now.month_end ? run->now.month_end : baton_tally_get_month_end (run, run->day + 1);

  next = MIN (next, run->rules->through);
  if (run->rules->daily)
    return run->day + 1;
  if (cursor->moment < cursor->end)
    next = MIN (next, cursor->moment->day);
  if (cursor->facts < cursor->facts_end)
    next = MIN (next, *cursor->facts);
  if (run->pinned && cursor->pin < run->rules->pin_days->len)
    next = MIN (next, g_array_index (run->rules->pin_days, BatonDay, cursor->pin));
  return next;
}

static void
tally_day (BatonTallyRun *run,
           Cursor        *cursor)
{
  GArray *asked = run->rules->reckoning->days;
  const BatonMoment *first = cursor->moment;
  gboolean is_month_end = run->day == run->now.month_end;
  gboolean is_last = run->day == run->rules->through;
  gboolean news = run->day == run->rules->first;
  gboolean all = is_month_end || is_last || news;

  for (; cursor->moment < cursor->end && cursor->moment->day == run->day; cursor->moment++)
    if (cursor->moment->type == BATON_EVENT_ACTIVITY)
      {
        run->at = cursor->moment->index;
        baton_tally_credit (run, cursor->moment);
      }

  for (; cursor->facts < cursor->facts_end && *cursor->facts <= run->day; cursor->facts++)
    news = all = TRUE;
  for (; run->pinned && cursor->pin < run->rules->pin_days->len && g_array_index (run->rules->pin_days, BatonDay, cursor->pin) <= run->day; cursor->pin++)
    all = TRUE;
  baton_tally_ask_audiences (run, !news);
  baton_tally_close_tiers (run, all);
  if (is_month_end || is_last)
    baton_tally_settle_claims (run);

  for (const BatonMoment *moment = first; moment < cursor->moment; moment++)
    if (moment->type == BATON_EVENT_REDEMPTION)
      {
        run->at = moment->index;
        baton_tally_redeem (run, moment);
      }

  while (cursor->asked < asked->len && g_array_index (asked, BatonDay, cursor->asked) < run->day)
    cursor->asked++;
  if (cursor->asked < asked->len && g_array_index (asked, BatonDay, cursor->asked) == run->day)
    baton_tally_note_tiers (run, cursor->asked);
}

/* The first day on which anything can be different from a beginning without anything. */
static BatonDay
find_first_day (const BatonTallyRun *run,
                const Cursor        *cursor)
{
  BatonDay first = run->rules->through;

  if (run->rules->daily || run->pinned)
    return run->rules->first;
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    if (run->rules->ladder_takes_all[i])
      return run->rules->first;
  if (cursor->moment < cursor->end)
    first = MIN (first, cursor->moment->day);
  return MAX (first, run->rules->first);
}

static void
tally_cluster (BatonTallyRun *run,
               guint          number)
{
  BatonTimeline *timeline = run->timeline;
  BatonReckoning *reckoning = run->rules->reckoning;
  const BatonCluster *cluster = &g_array_index (timeline->clusters, BatonCluster, number);
  Cursor cursor = { .moment = timeline->moments + cluster->first_moment, .facts = timeline->facts_days + cluster->first_facts_day };

  cursor.end = cursor.moment + cluster->n_moments;
  cursor.facts_end = cursor.facts + cluster->n_facts_days;
  run->cluster = cluster;
  run->number = number;
  run->too_large = BATON_EVENT_NONE;
  run->at = cluster->n_moments > 0 ? cursor.moment->index : BATON_NO_EVENT;
  run->slack = reckoning->slack + (gsize) number * reckoning->n_slack;
  for (guint i = 0; i < reckoning->n_slack; i++)
    run->slack[i] = (BatonSlack) { G_MININT64, G_MAXINT64 };
  baton_tally_map_empty (&run->map);
  g_array_set_size (run->claims, 0);
  g_array_set_size (run->moneys, 0);
  baton_tally_start_tiers (run);
  baton_tally_start_pools (run);

  baton_tally_set_day (run, find_first_day (run, &cursor));
  if (run->day > run->rules->first)
    {
      /* What the ladders' audiences said the day before. */
      baton_tally_set_day (run, run->day - 1);
      baton_tally_ask_audiences (run, FALSE);
      while (cursor.facts < cursor.facts_end && *cursor.facts <= run->day)
        cursor.facts++;
      baton_tally_set_day (run, run->day + 1);
    }
  for (;;)
    {
      tally_day (run, &cursor);
      if (run->day >= run->rules->through || run->too_large != BATON_EVENT_NONE)
        break;
      baton_tally_set_day (run, find_next_day (run, &cursor));
    }
  run->at = BATON_NO_EVENT;
  baton_tally_note_last_day (run);
  baton_tally_close_pools (run);
  baton_tally_close_money (run);
  run->rules->too_large[number] = run->too_large;
}

/* ── Threads ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonTallyRules *rules;
  GArray          *numbers;      /* of guint32: of clusters; NULL: all */
  GCancellable    *cancellable;
  gint             next;         /* atomic: the first cluster that nobody has taken */
} Work;

typedef struct BATON_OWN_LINES
{
  Work           *work;
  BatonTallyRun   run;
  BatonTallySums  moved;         /* what came in, less what went out */
} Share;

static void
run_init (BatonTallyRun         *run,
          const BatonTallyRules *rules)
{
  const BatonScheme *scheme = rules->scheme;

  memset (run, 0, sizeof *run);
  run->rules = rules;
  run->scheme = scheme;
  run->timeline = rules->timeline;
  run->reg = rules->timeline->reg;
  run->builder = baton_profile_builder_new (scheme->snapshot);
  run->regions = baton_regions_new ();
  baton_tally_map_init (&run->answers);
  baton_tally_map_init (&run->map);
  run->lots = g_array_new (FALSE, FALSE, sizeof (BatonTallyLot));
  run->points = g_array_new (FALSE, FALSE, sizeof (BatonTallyPoints));
  run->required = g_array_new (FALSE, FALSE, sizeof (BatonTallyRequired));
  run->claims = g_array_new (FALSE, FALSE, sizeof (BatonTallyClaim));
  run->moneys = g_array_new (FALSE, FALSE, sizeof (BatonTallyMoney));
  run->charges = g_array_new (FALSE, FALSE, sizeof (BatonCharge));
  run->fund_days = g_array_new (FALSE, FALSE, sizeof (guint));
  run->standings = g_new0 (BatonTallyStanding *, scheme->n_ladders);
  run->active = g_new0 (GArray *, scheme->n_ladders);
  run->dirty = g_new0 (GArray *, scheme->n_ladders);
  run->window_start = g_new0 (BatonDay, scheme->n_ladders);
  for (guint i = 0; i < scheme->n_ladders; i++)
    {
      run->active[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      run->dirty[i] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  run->chosen = g_new0 (BatonTallyExtra, scheme->n_promotions);
  run->trimmed = g_new0 (BatonTallyExtra, scheme->n_promotions);
  baton_tally_sums_init (&run->sums, scheme, baton_tally_count_fund_days (rules));
}

static void
run_clear (BatonTallyRun *run)
{
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      g_free (run->standings[i]);
      g_array_unref (run->active[i]);
      g_array_unref (run->dirty[i]);
    }
  g_free (run->standings);
  g_free (run->active);
  g_free (run->dirty);
  g_free (run->window_start);
  g_free (run->chosen);
  g_free (run->trimmed);
  baton_tally_sums_clear (&run->sums);
  g_free (run->company);
  g_free (run->unassigned);
  g_free (run->individual);
  g_array_unref (run->lots);
  g_array_unref (run->points);
  g_array_unref (run->required);
  g_array_unref (run->claims);
  g_array_unref (run->moneys);
  g_array_unref (run->charges);
  g_array_unref (run->fund_days);
  baton_tally_map_clear (&run->answers);
  baton_tally_map_clear (&run->map);
  g_hash_table_unref (run->regions);
  baton_profile_builder_free (run->builder);
}

/* Forgets what the reckoning has of the cluster: a tally adds, and names only whom a ladder knows. */
static void
forget_cluster (BatonReckoning *reckoning,
                guint32         number)
{
  BatonTimeline *timeline = reckoning->timeline;
  const BatonCluster *cluster = &g_array_index (timeline->clusters, BatonCluster, number);

  for (guint i = 0; i < cluster->n_organisations; i++)
    memset (&reckoning->shares[timeline->organisations[cluster->first_organisation + i]], 0, sizeof *reckoning->shares);
  for (guint i = 0; i < reckoning->scheme->n_ladders; i++)
    {
      BatonReckoningLadder *ladder = &reckoning->ladders[i];
      gboolean members = reckoning->scheme->ladders[i].holder == BATON_HOLDER_MEMBER;
      const guint32 *holders = members ? timeline->members + cluster->first_member : timeline->organisations + cluster->first_organisation;

      for (guint k = 0; k < (members ? cluster->n_members : cluster->n_organisations); k++)
        for (guint day = 0; day < reckoning->days->len; day++)
          ladder->levels[(gsize) day * ladder->n_holders + holders[k]] = 0;
    }
}

static void
tally_and_keep (Share   *share,
                guint32  number)
{
  BatonReckoning *reckoning = share->run.rules->reckoning;
  BatonClusterSums **kept = &reckoning->sums[number];

  /* What was never tallied has nothing. */
  if (*kept != NULL)
    {
      forget_cluster (reckoning, number);
      baton_tally_sums_add (&share->moved, *kept, -1);
      baton_cluster_sums_unref (*kept);
    }
  tally_cluster (&share->run, number);
  *kept = baton_tally_sums_take (&share->run.sums, share->run.fund_days);
  g_array_set_size (share->run.fund_days, 0);
  baton_tally_sums_add (&share->moved, *kept, 1);
}

static gpointer
work (gpointer data)
{
  Share *share = data;
  GArray *clusters = share->work->rules->timeline->clusters;
  GArray *numbers = share->work->numbers;
  guint n = numbers != NULL ? numbers->len : clusters->len;

  /* Made by the thread that writes to it, so that it lies apart from what others write to. */
  run_init (&share->run, share->work->rules);
  baton_tally_sums_init (&share->moved, share->work->rules->scheme, baton_tally_count_fund_days (share->work->rules));
  for (;;)
    {
      guint first = (guint) g_atomic_int_add (&share->work->next, CLUSTERS_AT_ONCE);

      if (first >= n || g_cancellable_is_cancelled (share->work->cancellable))
        break;
      for (guint i = first; i < MIN (first + CLUSTERS_AT_ONCE, n); i++)
        tally_and_keep (share, numbers != NULL ? g_array_index (numbers, guint32, i) : i);
    }
  return NULL;
}

/* A charge belongs to one cluster, so each cluster's charges on an event stand in their order. */
static void
take_charges (BatonTallyRules *rules,
              GArray          *numbers,
              Share           *shares,
              guint            n_shares)
{
  guint n_clusters = rules->timeline->clusters->len;
  g_autoptr (GArray) made = g_array_ref (shares[0].run.charges);
  g_autofree guint8 *redone = numbers != NULL ? g_new0 (guint8, MAX (n_clusters, 1)) : NULL;

  for (guint i = 1; i < n_shares; i++)
    if (shares[i].run.charges->len > 0)
      g_array_append_vals (made, shares[i].run.charges->data, shares[i].run.charges->len);
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    redone[g_array_index (numbers, guint32, i)] = TRUE;
  baton_tally_replace_charges (rules->reckoning, redone, made);
}

gboolean
baton_tally_clusters (BatonTallyRules *rules,
                      GArray          *numbers,
                      guint            n_threads,
                      GCancellable    *cancellable)
{
  Work shared = { .rules = rules, .numbers = numbers, .cancellable = cancellable };
  guint n_clusters = numbers != NULL ? numbers->len : rules->timeline->clusters->len;
  Share *shares;
  GThread *threads[MAX_THREADS] = { NULL };
  gboolean good;

  n_threads = CLAMP (n_threads > 0 ? n_threads : g_get_num_processors (), 1, MIN (MAX_THREADS, n_clusters / CLUSTERS_AT_ONCE + 1));
  shares = g_aligned_alloc0 (n_threads, sizeof *shares, BATON_OWN_LINES_BYTES);
  for (guint i = 0; i < n_threads; i++)
    shares[i].work = &shared;
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("baton-tally", work, &shares[i]);
  work (&shares[0]);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
  good = !g_cancellable_is_cancelled (cancellable);
  if (good)
    take_charges (rules, numbers, shares, n_threads);
  for (guint i = 0; i < n_threads; i++)
    {
      for (guint k = 0; k < shares[i].moved.n; k++)
        rules->reckoning->row[k] += shares[i].moved.row[k];
      baton_tally_sums_clear (&shares[i].moved);
      run_clear (&shares[i].run);
    }
  g_aligned_free (shares);
  return good;
}

GArray *
baton_tally_try (BatonTallyRules *rules,
                 guint32          cluster)
{
  BatonTallyRun run;
  GArray *charges;

  run_init (&run, rules);
  forget_cluster (rules->reckoning, cluster);
  tally_cluster (&run, cluster);
  charges = g_array_ref (run.charges);
  run_clear (&run);
  return charges;
}

guint32
baton_tally_find_too_large (const BatonTallyRules *rules)
{
  guint32 event = BATON_EVENT_NONE;

  for (guint i = 0; i < rules->timeline->clusters->len; i++)
    event = MIN (event, rules->too_large[i]);
  return event;
}

/* ── What is told of the sums ────────────────────────────────────────────────────────────────────────── */

static gboolean
take (BatonWide from,
      gint64   *to)
{
  *to = (gint64) from;
  return from <= BATON_INTEGER_MAX && from >= -BATON_INTEGER_MAX;
}

static gboolean
fill_rewards (BatonReckoning       *reckoning,
              const BatonTallySums *sums)
{
  gboolean fits = TRUE;

  for (guint i = 0; i < reckoning->rewards->len; i++)
    {
      BatonRewardSum *reward = &g_array_index (reckoning->rewards, BatonRewardSum, i);

      reward->n = (guint) sums->rewards[i].n;
      fits &= take (sums->rewards[i].points, &reward->points);
    }
  return fits;
}

static gboolean
fill_uses (BatonTallyRules      *rules,
           const BatonTallySums *sums)
{
  BatonHistory *history = rules->timeline->history;
  gboolean fits = TRUE;

  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    {
      const BatonPromotion *promotion = &rules->scheme->promotions[i];
      guint32 stopped_at = rules->cut_offs[i];
      BatonPromotionUse use = { .promotion = promotion->id, .budget = promotion->budget, .warned = BATON_DAY_NONE, .stopped_at = stopped_at,
                                .stopped = stopped_at != BATON_EVENT_NONE ? baton_history_get_day (history, stopped_at) : BATON_DAY_NONE,
                                .events = (guint) sums->uses[i].events };

      fits &= take (sums->uses[i].spent, &use.spent) && take (sums->uses[i].fee, &use.fee);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        fits &= take (sums->uses[i].points[kind], &use.points[kind]);
      g_array_append_val (rules->reckoning->uses, use);
    }
  baton_tally_find_warnings (rules);
  return fits;
}

static gboolean
fill_totals (BatonReckoning       *reckoning,
             const BatonTallySums *sums)
{
  BatonReckoningTotals *totals = &reckoning->totals;
  gboolean fits = take (sums->totals->fees, &totals->fees) && take (sums->totals->liability, &totals->liability);

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    fits &= take (sums->totals->earned[kind], &totals->earned[kind]) && take (sums->totals->expired[kind], &totals->expired[kind]) &&
            take (sums->totals->redeemed[kind], &totals->redeemed[kind]);
  for (guint i = 0; i < reckoning->scheme->n_funds; i++)
    fits &= take (sums->credited[i], &reckoning->credited[i]);
  for (guint i = 0; i < reckoning->scheme->n_counted; i++)
    fits &= take (sums->counted[i], &reckoning->counted[i]);
  return fits && baton_reckoning_total_funds (reckoning);
}

gboolean
baton_tally_fill (BatonTallyRules *rules)
{
  BatonTallySums sums;

  baton_tally_sums_lay_out (&sums, rules->scheme, baton_tally_count_fund_days (rules), rules->reckoning->row);
  if (baton_tally_find_too_large (rules) != BATON_EVENT_NONE || !fill_totals (rules->reckoning, &sums) || !fill_rewards (rules->reckoning, &sums) || !fill_uses (rules, &sums))
    return FALSE;
  baton_tally_keep_charges (rules->reckoning);
  return TRUE;
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

void
baton_tally_prepare_clusters (BatonReckoning  *reckoning,
                              BatonTallyRules *rules)
{
  guint n_clusters = rules->timeline->clusters->len;
  BatonTallySums sums;

  baton_tally_sums_lay_out (&sums, rules->scheme, baton_tally_count_fund_days (rules), NULL);
  reckoning->row = g_new0 (BatonWide, sums.n);
  reckoning->sums = g_new0 (BatonClusterSums *, MAX (n_clusters, 1));
  reckoning->charges = g_array_new (FALSE, FALSE, sizeof (BatonCharge));
  reckoning->ends = g_new0 (BatonBudgetEnd, MAX (rules->scheme->n_promotions, 1));
  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    reckoning->ends[i].event = BATON_EVENT_NONE;
  reckoning->n_slack = rules->first_slack[rules->scheme->n_ladders];
  reckoning->slack = g_new0 (BatonSlack, MAX ((gsize) reckoning->n_slack * n_clusters, 1));
}

/* Names the event at which a sum was too large, where it was at one. */
static void
set_error (GError                **error,
           const BatonTallyRules  *rules,
           GCancellable           *cancellable)
{
  guint32 event = baton_tally_find_too_large (rules);
  g_autofree char *id = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED, "");
      return;
    }
  if (event < BATON_NO_EVENT)
    id = baton_history_dup_event_id (rules->timeline->history, event);
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW, id != NULL ? id : "");
}

BatonReckoning *
baton_tally (BatonTimeline *timeline,
             BatonSnapshot *snapshot,
             BatonDay       from,
             BatonDay       through,
             guint          threads,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (snapshot);
  g_autoptr (BatonReckoning) reckoning = baton_reckoning_new_empty (scheme, timeline->reg, timeline->history, from, through);
  g_autoptr (GArray) rest = NULL;
  g_autofree gboolean *guessed = g_new0 (gboolean, MAX (scheme->n_promotions, 1));
  g_autofree guint8 *redone = g_new0 (guint8, MAX (timeline->clusters->len, 1));
  BatonTallyRules *rules = baton_tally_rules_new (timeline, scheme, reckoning);
  guint n_threads = timeline->n_moments < PARALLEL_MOMENTS && threads == 0 ? 1 : CLAMP (threads > 0 ? threads : g_get_num_processors (), 1, MAX_THREADS);
  guint n_tallied = 0;
  gboolean good;

  reckoning->timeline = baton_timeline_ref (timeline);
  baton_tally_prepare_clusters (reckoning, rules);
  rest = baton_tally_guess_cut_offs (rules, guessed, n_threads, cancellable);
  good = baton_tally_clusters (rules, rest, n_threads, cancellable) &&
         baton_tally_settle_budgets (rules, guessed, redone, n_threads, &n_tallied, cancellable) && baton_tally_fill (rules) && baton_tally_fill_funds (rules);
  if (!good)
    set_error (error, rules, cancellable);
  baton_tally_rules_free (rules);
  return good ? g_steal_pointer (&reckoning) : NULL;
}
