/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The work of an answer, shared out. Organizations fall into blocks, whose rows are small enough to stay in a processor's own cache from
 * one activity to the next, and on to their points, levels and fees. Threads take the next block that nobody has, so that none is
 * idle as long as there are any.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-own-lines.h"
#include "incentives/baton-scan-private.h"

/* Bytes of rows of differences in a block, and how many blocks there are for each thread at least. */
#define BLOCK_BYTES (256u * 1024u)
#define BLOCKS_PER_THREAD 12u

typedef struct
{
  BatonScan         *self;
  GArray            *tasks;       /* of BatonScanTask */
  BatonScanWeighing  weighing;
  GPtrArray         *rates;       /* of fees */
  guint              n_together;  /* organizations in a block */
  guint              n_blocks;
  gint               next;        /* atomic: block */
  GArray           **cells;       /* by block: those of fees whose amounts have been read; NULL where none have */
} Work;

/* What a thread has worked out. */
typedef struct BATON_OWN_LINES
{
  Work             *work;
  BatonScanTotals   totals;
  BatonScanUse     *uses;         /* by promotion; NULL unless in detail */
  guint32         **hits;         /* by task; NULL for those without a table */
  guint64          *counts[BATON_SCAN_MAX_LADDERS];
  gint64            most[BATON_SCAN_MAX_LADDERS];   /* of the points of ladders that were stale */
  gint64            most_units;   /* of weights that were made */
  BatonWide         fees;
} Share;

/* ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
do_task (BatonScan           *self,
         const BatonScanTask *task,
         guint                first_organisation,
         guint                end_organisation,
         guint32             *hits,
         Share               *share)
{
  guint32 first = baton_postings_find (task->plan->postings, first_organisation);
  guint32 end = baton_postings_find (task->plan->postings, end_organisation);

  if (task->table != NULL)
    baton_scan_table_read (task->table, self, first, end, hits, &share->totals, share->uses);
  else if (task->points_of_day != NULL && share->work->weighing != BATON_SCAN_WEIGHED)
    baton_scan_enter_linear (self, task->plan, task->points_of_day, first, end);
  if (task->table == NULL && self->in_detail)
    {
      baton_scan_share_linear (self, task->plan, task->sign, first, end);
      if (task->before != NULL)
        baton_scan_share_linear (self, task->before, -1, first, end);
    }
  if (task->bases != NULL)
    baton_scan_read_amounts (self, task->plan, task->bases, first, end);
}

static void
do_block (Share *share,
          guint  block)
{
  Work *work = share->work;
  BatonScan *self = work->self;
  BatonScanWeighing weighing = work->weighing;
  guint weighed = self->weights.ladders != 0 ? (guint) __builtin_ctz (self->weights.ladders) : BATON_SCAN_MAX_LADDERS;
  guint first = block * work->n_together;
  guint end = MIN (first + work->n_together, self->columns->n_organisations);

  if (self->weights.owed != 0 && self->ladders[weighed].stale && weighing != BATON_SCAN_WEIGHED)
    baton_scan_weights_settle (self, first, end);
  if (weighing == BATON_SCAN_TO_BE_WEIGHED)
    {
      gint64 most = baton_scan_weights_make (self, first, end);

      share->most_units = MAX (share->most_units, most);
    }
  for (guint i = 0; i < work->tasks->len; i++)
    do_task (self, &g_array_index (work->tasks, BatonScanTask, i), first, end, share->hits[i], share);
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      gint64 most = 0;

      if (weighing == BATON_SCAN_WEIGHED && i == weighed)
        most = baton_scan_weights_apply (self, first, end);
      else if (self->ladders[i].stale)
        most = baton_scan_sum_differences (self, &self->ladders[i], first, end);
      share->most[i] = MAX (share->most[i], most);
      baton_scan_compare_points (self, &self->scheme->ladders[i], &self->ladders[i], first, end, share->counts[i]);
    }
  if (self->fees_stale)
    baton_scan_list_fee_cells (self, first, end, work->cells[block]);
  share->fees += baton_scan_sum_fees (self, work->rates, self->fees_stale ? work->cells[block] : self->fee_cells, first, end, NULL);
}

static gpointer
do_blocks (gpointer data)
{
  Share *share = data;
  guint block;

  while ((block = (guint) g_atomic_int_add (&share->work->next, 1)) < share->work->n_blocks)
    do_block (share, block);
  return NULL;
}

/* ── Threads ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
work_init (Work              *work,
           BatonScan         *self,
           GArray            *tasks,
           BatonScanWeighing  weighing)
{
  guint n = self->columns->n_organisations;
  guint in_cache = BLOCK_BYTES / (guint) ((self->days->len + 1) * sizeof (gint64) * MAX (self->scheme->n_ladders, 1));

  *work = (Work) { .self = self, .tasks = tasks, .weighing = weighing, .rates = baton_scan_list_rates (self) };
  work->n_together = CLAMP (n / (self->threads * BLOCKS_PER_THREAD), 1, MAX (in_cache, 1));
  work->n_blocks = (n + work->n_together - 1) / work->n_together;
  if (!self->fees_stale)
    return;
  work->cells = g_new (GArray *, MAX (work->n_blocks, 1));
  for (guint i = 0; i < work->n_blocks; i++)
    work->cells[i] = g_array_new (FALSE, FALSE, sizeof (BatonScanFeeCell));
}

static void
work_clear (Work *work)
{
  for (guint i = 0; i < work->n_blocks && work->cells != NULL; i++)
    g_array_unref (work->cells[i]);
  g_free (work->cells);
  g_ptr_array_unref (work->rates);
}

static void
share_init (Share *share,
            Work  *work)
{
  BatonScan *self = work->self;

  *share = (Share) { .work = work, .hits = g_new0 (guint32 *, MAX (work->tasks->len, 1)) };
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    share->counts[i] = g_new0 (guint64, self->days->len * (self->scheme->ladders[i].n_tiers + 1));
  for (guint i = 0; i < work->tasks->len; i++)
    {
      const BatonScanTable *table = g_array_index (work->tasks, BatonScanTask, i).table;

      if (table != NULL)
        share->hits[i] = baton_scan_table_new_hits (table);
    }
  if (self->in_detail)
    share->uses = g_new0 (BatonScanUse, self->uses->len);
}

static void
share_clear (Share *share)
{
  for (guint i = 0; i < share->work->tasks->len; i++)
    g_free (share->hits[i]);
  for (guint i = 0; i < BATON_SCAN_MAX_LADDERS; i++)
    g_free (share->counts[i]);
  g_free (share->hits);
  g_free (share->uses);
}

/* ── What they come to ───────────────────────────────────────────────────────────────────────────────── */

static void
add_totals (BatonScanTotals       *sum,
            const BatonScanTotals *totals)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      sum->earned[kind] += totals->earned[kind];
      sum->open[kind] += totals->open[kind];
      sum->ever[kind] += totals->ever[kind];
    }
}

static void
add_uses (GArray             *sum,
          const BatonScanUse *uses)
{
  for (guint i = 0; i < sum->len; i++)
    {
      BatonScanUse *use = &g_array_index (sum, BatonScanUse, i);

      use->spent += uses[i].spent;
      use->events += uses[i].events;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        use->points[kind] += uses[i].points[kind];
    }
}

/* Linear tasks know theirs without having read anything. */
static void
add_up_tasks (Work  *work,
              Share *share)
{
  for (guint i = 0; i < work->tasks->len; i++)
    {
      const BatonScanTask *task = &g_array_index (work->tasks, BatonScanTask, i);

      if (task->table == NULL)
        baton_scan_sum_linear (work->self, task->plan, task->sign, &share->totals);
      if (task->before != NULL)
        baton_scan_sum_linear (work->self, task->before, -1, &share->totals);
    }
}

/* What the ask has done to the weights. */
static void
note_weights (BatonScan         *self,
              BatonScanWeighing  weighing,
              const Share       *shares)
{
  BatonScanWeights *weights = &self->weights;

  if (weighing == BATON_SCAN_WEIGHED)
    weights->owed += weights->step;
  else if (weights->owed != 0 && self->ladders[__builtin_ctz (weights->ladders)].stale)
    weights->owed = 0;
  if (weighing != BATON_SCAN_TO_BE_WEIGHED)
    return;
  weights->most = 0;
  for (guint t = 0; t < self->threads; t++)
    weights->most = MAX (weights->most, shares[t].most_units);
  if (weights->most > BATON_SCAN_MOST_POINTS)
    baton_scan_weights_clear (weights);
}

/* TRUE where some ladder's levels are known only now. */
static gboolean
finish_ladder (BatonScan   *self,
               guint        index,
               const Share *shares)
{
  BatonScanLadder *ladder = &self->ladders[index];
  guint n = self->days->len * (self->scheme->ladders[index].n_tiers + 1);

  g_free (ladder->counts);
  ladder->counts = g_new0 (guint64, n);
  if (ladder->stale)
    {
      ladder->most = 0;
      g_clear_pointer (&ladder->wide_points, g_free);
    }
  for (guint t = 0; t < self->threads; t++)
    {
      for (guint k = 0; k < n; k++)
        ladder->counts[k] += shares[t].counts[index][k];
      if (ladder->stale)
        ladder->most = MAX (ladder->most, shares[t].most[index]);
    }
  ladder->stale = FALSE;
  if (ladder->most <= BATON_SCAN_MOST_POINTS)
    return FALSE;
  baton_scan_compare_wide (self, &self->scheme->ladders[index], ladder);
  return TRUE;
}

static void
finish (Work        *work,
        const Share *shares)
{
  BatonScan *self = work->self;
  gboolean any_wide = FALSE;

  note_weights (self, work->weighing, shares);
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    any_wide |= finish_ladder (self, i, shares);
  self->fees = 0;
  for (guint t = 0; t < self->threads; t++)
    {
      add_totals (&self->totals, &shares[t].totals);
      if (self->in_detail)
        add_uses (self->uses, shares[t].uses);
      for (guint i = 0; i < work->tasks->len; i++)
        if (shares[t].hits[i] != NULL)
          baton_scan_table_add_up (g_array_index (work->tasks, BatonScanTask, i).table, shares[t].hits[i], &self->totals,
                                   self->in_detail ? (BatonScanUse *) (gpointer) self->uses->data : NULL);
      self->fees += shares[t].fees;
    }
  if (self->fees_stale)
    {
      g_array_set_size (self->fee_cells, 0);
      for (guint i = 0; i < work->n_blocks; i++)
        g_array_append_vals (self->fee_cells, work->cells[i]->data, work->cells[i]->len);
      self->fees_stale = FALSE;
    }
  if (any_wide)
    self->fees = baton_scan_sum_fees (self, work->rates, self->fee_cells, 0, self->columns->n_organisations, NULL);
}

void
baton_scan_work (BatonScan         *self,
                 GArray            *tasks,
                 BatonScanWeighing  weighing)
{
  Share shares[BATON_SCAN_MAX_THREADS];
  GThread *threads[BATON_SCAN_MAX_THREADS];
  Work work;

  work_init (&work, self, tasks, weighing);
  for (guint t = 0; t < self->threads; t++)
    share_init (&shares[t], &work);
  for (guint t = 1; t < self->threads; t++)
    threads[t] = g_thread_new ("baton-scan", do_blocks, &shares[t]);
  add_up_tasks (&work, &shares[0]);
  do_blocks (&shares[0]);
  for (guint t = 1; t < self->threads; t++)
    g_thread_join (threads[t]);
  finish (&work, shares);
  for (guint t = 0; t < self->threads; t++)
    share_clear (&shares[t]);
  work_clear (&work);
}
