/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include <string.h>

#include "incentives/baton-tally-sums.h"

/* Of promotions and rewards most have done nothing in most clusters. */
typedef struct
{
  guint32 promotion;
  guint32 events;
  gint64  spent;
  gint64  fee;
  gint64  points[BATON_N_POINTS];
} Use;

typedef struct
{
  guint32 reward;
  guint32 n;
  gint64  points;
} Reward;

typedef struct
{
  guint32 fund;
  gint64  money;
  gint64  number;
} Credited;

struct _BatonClusterSums
{
  gatomicrefcount references;
  gint64          earned[BATON_N_POINTS];
  gint64          expired[BATON_N_POINTS];
  gint64          redeemed[BATON_N_POINTS];
  gint64          liability;
  gint64          fees;
  guint           n_credited;
  guint           n_uses;
  guint           n_rewards;
  Credited       *credited;
  Use            *uses;
  Reward         *rewards;
};

BatonClusterSums *
baton_cluster_sums_ref (BatonClusterSums *self)
{
  if (self != NULL)
    g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_cluster_sums_unref (BatonClusterSums *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->credited);
  g_free (self->uses);
  g_free (self->rewards);
  g_free (self);
}

/* The difference, which nearly always fits. */
static gint64
subtract (BatonWide  after,
          BatonWide  before,
          gboolean  *fits)
{
  BatonWide difference = after - before;

  *fits &= difference <= G_MAXINT64 && difference >= G_MININT64;
  return (gint64) difference;
}

static void
list_credited (BatonClusterSums         *self,
               const BatonTallyRun      *run,
               const BatonTallyCredited *before,
               gboolean                 *fits)
{
  g_autoptr (GArray) funds = g_array_new (FALSE, FALSE, sizeof (Credited));

  for (guint32 i = 0; i < run->scheme->n_funds; i++)
    {
      Credited credited = { i, subtract (run->credited[i].money, before[i].money, fits), subtract (run->credited[i].number, before[i].number, fits) };

      if (credited.money != 0 || credited.number != 0)
        g_array_append_val (funds, credited);
    }
  self->n_credited = funds->len;
  self->credited = funds->len > 0 ? (Credited *) (gpointer) g_array_steal (funds, NULL) : NULL;
}

static void
list_uses (BatonClusterSums    *self,
           const BatonTallyRun *run,
           const BatonTallyUse *before,
           gboolean            *fits)
{
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (Use));

  for (guint32 i = 0; i < run->scheme->n_promotions; i++)
    {
      const BatonTallyUse *now = &run->uses[i];
      Use use = { .promotion = i, .events = now->events - before[i].events };

      if (use.events == 0)
        continue;
      use.spent = subtract (now->spent, before[i].spent, fits);
      use.fee = subtract (now->fee, before[i].fee, fits);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        use.points[kind] = subtract (now->points[kind], before[i].points[kind], fits);
      g_array_append_val (uses, use);
    }
  self->n_uses = uses->len;
  self->uses = uses->len > 0 ? (Use *) (gpointer) g_array_steal (uses, NULL) : NULL;
}

static void
list_rewards (BatonClusterSums       *self,
              const BatonTallyRun    *run,
              const BatonTallyReward *before,
              gboolean               *fits)
{
  g_autoptr (GArray) rewards = g_array_new (FALSE, FALSE, sizeof (Reward));

  for (guint32 i = 0; i < run->scheme->n_rewards; i++)
    {
      Reward reward = { .reward = i, .n = run->rewards[i].n - before[i].n, .points = subtract (run->rewards[i].points, before[i].points, fits) };

      if (reward.n > 0)
        g_array_append_val (rewards, reward);
    }
  self->n_rewards = rewards->len;
  self->rewards = rewards->len > 0 ? (Reward *) (gpointer) g_array_steal (rewards, NULL) : NULL;
}

void
baton_tally_mark (const BatonTallyRun *run,
                  BatonTallyMark      *mark)
{
  memcpy (mark->earned, run->earned, sizeof mark->earned);
  memcpy (mark->expired, run->expired, sizeof mark->expired);
  memcpy (mark->redeemed, run->redeemed, sizeof mark->redeemed);
  mark->liability = run->liability;
  mark->fees = run->fees;
  /* Of a program without any there are no arrays. */
  if (run->scheme->n_funds > 0)
    memcpy (mark->credited, run->credited, sizeof *mark->credited * run->scheme->n_funds);
  if (run->scheme->n_promotions > 0)
    memcpy (mark->uses, run->uses, sizeof *mark->uses * run->scheme->n_promotions);
  if (run->scheme->n_rewards > 0)
    memcpy (mark->rewards, run->rewards, sizeof *mark->rewards * run->scheme->n_rewards);
}

BatonClusterSums *
baton_tally_sum_since (const BatonTallyRun  *run,
                       const BatonTallyMark *mark)
{
  BatonClusterSums *self = g_new0 (BatonClusterSums, 1);
  gboolean fits = TRUE;

  g_atomic_ref_count_init (&self->references);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      self->earned[kind] = subtract (run->earned[kind], mark->earned[kind], &fits);
      self->expired[kind] = subtract (run->expired[kind], mark->expired[kind], &fits);
      self->redeemed[kind] = subtract (run->redeemed[kind], mark->redeemed[kind], &fits);
    }
  self->liability = subtract (run->liability, mark->liability, &fits);
  self->fees = subtract (run->fees, mark->fees, &fits);
  list_credited (self, run, mark->credited, &fits);
  list_uses (self, run, mark->uses, &fits);
  list_rewards (self, run, mark->rewards, &fits);
  if (!fits)
    g_clear_pointer (&self, baton_cluster_sums_unref);
  return self;
}

void
baton_tally_add_sums (BatonTallyRun          *run,
                      const BatonClusterSums *sums)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      run->earned[kind] += sums->earned[kind];
      run->expired[kind] += sums->expired[kind];
      run->redeemed[kind] += sums->redeemed[kind];
    }
  run->liability += sums->liability;
  run->fees += sums->fees;
  for (guint i = 0; i < sums->n_credited; i++)
    {
      BatonTallyCredited *to = &run->credited[sums->credited[i].fund];

      to->money += sums->credited[i].money;
      to->number += sums->credited[i].number;
    }
  for (guint i = 0; i < sums->n_uses; i++)
    {
      const Use *from = &sums->uses[i];
      BatonTallyUse *to = &run->uses[from->promotion];

      to->events += from->events;
      to->spent += from->spent;
      to->fee += from->fee;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        to->points[kind] += from->points[kind];
    }
  for (guint i = 0; i < sums->n_rewards; i++)
    {
      run->rewards[sums->rewards[i].reward].n += sums->rewards[i].n;
      run->rewards[sums->rewards[i].reward].points += sums->rewards[i].points;
    }
}
