/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a scan stays fast:
 *
 *   - Events lie by activity, so that all that differs from one to the next is read in a straight line, and an activity that
 *     gives the same for each of its events is summed from its counts by day without looking at any.
 *   - A ladder's window makes an event count on a run of the days asked for. Each organization has a row of differences:
 *     the points enter at the first of these days and leave after the last; one running sum then gives all days.
 *   - What an event is worth depends on its case and, at most, its quantity: small quantities have a table.
 *   - Processors share the organizations, never a row.
 *
 * After an edit, the activities whose plan has changed are taken out with their old plan and put in with the new one; all is
 * integers, so that this equals a new scan exactly. Another threshold touches nothing but the comparison.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"
#include "incentives/baton-scan-reckoning.h"

#include <string.h>

static const char * const code_names[] = {
  "plain", "partial", "days", "audience", "cap", "promotion", "ladder", "benefit", "fund", "members-move", "too-large",
};
G_STATIC_ASSERT (G_N_ELEMENTS (code_names) == BATON_N_SCAN_CODES);

const char *
baton_scan_code_get_name (BatonScanCode code)
{
  g_return_val_if_fail (code < BATON_N_SCAN_CODES, NULL);

  return code_names[code];
}

/* ── Whether the program is plain ────────────────────────────────────────────────────────────────────── */

gboolean
baton_scan_has_fees (const BatonScheme *scheme)
{
  for (guint i = 0; i < scheme->n_activities; i++)
    {
      if (scheme->activities[i].fee > 0)
        return TRUE;
    }
  return FALSE;
}

/* What is the same for all activities. */
static BatonScanCode
check_scheme (const BatonScheme *scheme)
{
  if (scheme->n_ladders > BATON_SCAN_MAX_LADDERS)
    return BATON_SCAN_LADDER;
  for (guint i = 0; i < scheme->n_ladders; i++)
    {
      const BatonLadder *ladder = &scheme->ladders[i];

      if (!baton_audience_is_everybody (ladder->audience) || ladder->holder != BATON_HOLDER_ORGANISATION || ladder->n_pins > 0 ||
          ladder->window != BATON_LADDER_ROLLING || ladder->downgrade != BATON_DOWN_EVALUATED || ladder->n_tiers > 250)
        return BATON_SCAN_LADDER;
      for (guint k = 0; k < ladder->n_tiers; k++)
        {
          if (ladder->tiers[k].n_requirements > 0)
            return BATON_SCAN_LADDER;
          for (guint j = 0; j < ladder->tiers[k].n_benefits; j++)
            {
              const BatonBenefit *benefit = &ladder->tiers[k].benefits[j];

              if (benefit->type == BATON_BENEFIT_FEE_BONUS && !ladder->period_end && baton_scan_has_fees (scheme))
                return BATON_SCAN_BENEFIT;
            }
        }
    }
  for (guint i = 0; i < scheme->n_funds; i++)
    {
      if (scheme->funds[i].accrues)
        return BATON_SCAN_FUND;
    }
  return BATON_SCAN_PLAIN;
}

BatonScanCode
baton_scan_check_scheme (const BatonScheme *scheme)
{
  BatonScanCode code = check_scheme (scheme);

  for (guint i = 0; i < scheme->n_activities && code == BATON_SCAN_PLAIN; i++)
    code = baton_scan_plan_check (scheme, i);
  return code;
}

BatonScanCode
baton_scan_check (BatonSnapshot *snapshot)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (snapshot);

  return baton_scan_check_scheme (scheme);
}

/* Whether sums made for *before* can be kept for *after*. */
static gboolean
keeps_shape (const BatonScheme *before,
             const BatonScheme *after)
{
  if (before->n_ladders != after->n_ladders || before->fee_period != after->fee_period || before->fiscal_start != after->fiscal_start ||
      baton_scan_has_fees (before) != baton_scan_has_fees (after))
    return FALSE;
  for (guint i = 0; i < before->n_ladders; i++)
    {
      if (before->ladders[i].months != after->ladders[i].months)
        return FALSE;
    }
  return TRUE;
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
reads (const BatonScanPlan *plan)
{
  return plan->postings != NULL && plan->postings->n > 0;
}

/* Whether another number in a cell is all that there is between the two: then their difference is read once, if at all. */
static gboolean
differ_in_cells (const BatonScanPlan *before,
                 const BatonScanPlan *after)
{
  return reads (before) && before->postings == after->postings && before->unit == after->unit && before->ladders == after->ladders &&
         baton_scan_plan_is_linear (before) && baton_scan_plan_is_linear (after);
}

/* *before*: what is taken out at the same time, where they differ in cells; NULL. */
static void
add_task (BatonScan           *self,
          GArray              *tasks,
          guint                activity,
          const BatonScanPlan *plan,
          const BatonScanPlan *before,
          gint64               sign)
{
  BatonScanTask task = { .plan = plan, .sign = sign, .before = before };
  gboolean moves_tiers;

  if (!reads (plan))
    return;
  if (baton_scan_plan_is_linear (plan))
    task.points_of_day = baton_scan_list_tier_points (self, plan, before, sign);
  else
    task.table = baton_scan_table_new (self, plan, sign);
  moves_tiers = task.table != NULL ? baton_scan_table_has_tier_points (task.table) : task.points_of_day != NULL;
  if (sign > 0 && plan->fee > 0 && self->n_periods > 0)
    {
      self->fee_bases[activity] = g_new0 (gint64, (gsize) self->columns->n_organisations * self->n_periods);
      task.bases = self->fee_bases[activity];
      self->fees_stale = TRUE;
    }
  g_array_append_val (tasks, task);
  for (guint i = 0; i < self->scheme->n_ladders && moves_tiers; i++)
    self->ladders[i].stale |= plan->ladders >> i & 1;
}

static void
task_clear (BatonScanTask *task)
{
  baton_scan_table_free (task->table);
  g_free (task->points_of_day);
}

static void
free_plans (BatonScanPlan *plans,
            guint          n)
{
  for (guint i = 0; plans != NULL && i < n; i++)
    baton_scan_plan_clear (&plans[i]);
  g_free (plans);
}

static BatonScanCode
make_plans (BatonScan         *self,
            const BatonScheme *scheme,
            BatonScanPlan    **plans)
{
  guint n = self->columns->activities->len;
  BatonScanCode code = BATON_SCAN_PLAIN;

  *plans = g_new0 (BatonScanPlan, n);
  for (guint i = 0; i < n && code == BATON_SCAN_PLAIN; i++)
    code = baton_scan_plan_init (&(*plans)[i], self->columns, scheme, i, self->from, self->through);
  if (code != BATON_SCAN_PLAIN)
    {
      free_plans (*plans, n);
      *plans = NULL;
    }
  return code;
}

static void
ask (BatonScan     *self,
     BatonScanPlan *plans,
     gboolean       anew)
{
  guint n = self->columns->activities->len;
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (BatonScanTask));
  BatonScanPlan *before = self->plans;
  BatonScanWeighing weighing = BATON_SCAN_UNWEIGHED;
  guint read = 0;

  self->n_read = 0;
  g_array_set_clear_func (tasks, (GDestroyNotify) task_clear);
  for (guint i = 0; i < n; i++)
    {
      if (!anew && baton_scan_plan_equal (&before[i], &plans[i], self->columns->n_days))
        continue;
      self->n_read++;
      read = i;
      self->fees_stale |= self->fee_bases[i] != NULL;
      g_clear_pointer (&self->fee_bases[i], g_free);
      if (!anew && differ_in_cells (&before[i], &plans[i]))
        {
          add_task (self, tasks, i, &plans[i], &before[i], 1);
          continue;
        }
      if (!anew)
        add_task (self, tasks, i, &before[i], NULL, -1);
      add_task (self, tasks, i, &plans[i], NULL, 1);
    }
  if (tasks->len == 1 && g_array_index (tasks, BatonScanTask, 0).before != NULL && g_array_index (tasks, BatonScanTask, 0).points_of_day != NULL)
    weighing = baton_scan_weights_ask (self, read, &plans[read], g_array_index (tasks, BatonScanTask, 0).points_of_day);
  if (weighing == BATON_SCAN_TO_BE_WEIGHED)
    baton_scan_weights_prepare (self);
  self->plans = plans;
  baton_scan_work (self, tasks, weighing);
  free_plans (before, n);
}

static BatonScanCode
check_days (const BatonDay *days,
            guint           n_days)
{
  if (n_days == 0 || n_days > BATON_SCAN_MAX_DAYS)
    return BATON_SCAN_DAYS;
  for (guint i = 0; i < n_days; i++)
    if ((i + 1 < n_days && days[i] != baton_day_get_month_end (days[i])) || (i > 0 && days[i] <= days[i - 1]))
      return BATON_SCAN_DAYS;
  return BATON_SCAN_PLAIN;
}

BatonScan *
baton_scan_new_for (BatonColumns   *columns,
                    BatonScheme    *scheme,
                    const BatonDay *days,
                    guint           n_days,
                    BatonDay        from,
                    gboolean        in_detail,
                    guint           threads,
                    BatonScanCode  *code)
{
  g_autoptr (BatonScan) self = g_new0 (BatonScan, 1);
  BatonScanPlan *plans;

  self->columns = baton_columns_ref (columns);
  self->scheme = baton_scheme_ref (scheme);
  self->days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->fee_bases = g_new0 (gint64 *, columns->activities->len);
  self->fee_cells = g_array_new (FALSE, FALSE, sizeof (BatonScanFeeCell));
  self->uses = g_array_new (FALSE, TRUE, sizeof (BatonScanUse));
  self->weights.activity = BATON_INDEX_NONE;
  self->threads = CLAMP (threads > 0 ? threads : g_get_num_processors (), 1, BATON_SCAN_MAX_THREADS);
  self->from = from;
  *code = columns->partial ? BATON_SCAN_PARTIAL : check_days (days, n_days);
  if (*code == BATON_SCAN_PLAIN)
    *code = check_scheme (self->scheme);
  if (*code != BATON_SCAN_PLAIN)
    return NULL;

  self->through = days[n_days - 1];
  *code = make_plans (self, self->scheme, &plans);
  if (*code != BATON_SCAN_PLAIN)
    return NULL;
  if (!baton_scan_lay_out_days (self, days, n_days))
    {
      free_plans (plans, columns->activities->len);
      *code = BATON_SCAN_DAYS;
      return NULL;
    }
  self->in_detail = in_detail;
  if (in_detail)
    {
      self->shares = g_malloc0_n (MAX (columns->n_organisations, 1), sizeof *self->shares);
      g_array_set_size (self->uses, scheme->n_promotions);
    }
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    baton_scan_lay_out_ladder (self, i);
  ask (self, plans, TRUE);
  return g_steal_pointer (&self);
}

BatonScan *
baton_scan_new (BatonColumns   *columns,
                BatonSnapshot  *snapshot,
                const BatonDay *days,
                guint           n_days,
                BatonDay        from,
                guint           threads,
                BatonScanCode  *code)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (snapshot);

  return baton_scan_new_for (columns, scheme, days, n_days, from, FALSE, threads, code);
}

gboolean
baton_scan_update_to (BatonScan     *self,
                      BatonScheme   *scheme,
                      BatonScanCode *code)
{
  BatonScanPlan *plans;

  *code = check_scheme (scheme);
  if (*code == BATON_SCAN_PLAIN && !keeps_shape (self->scheme, scheme))
    {
      /* Other days or windows: everything is read anew. */
      g_autofree BatonDay *days = g_new (BatonDay, self->asked->len);
      g_autoptr (BatonScan) other = NULL;
      BatonScan swap;

      for (guint i = 0; i < self->asked->len; i++)
        days[i] = g_array_index (self->days, BatonDay, g_array_index (self->asked, guint, i));
      other = baton_scan_new_for (self->columns, scheme, days, self->asked->len, self->from, self->in_detail, self->threads, code);
      if (other == NULL)
        return FALSE;
      swap = *self;
      *self = *other;
      *other = swap;
      return TRUE;
    }
  if (*code == BATON_SCAN_PLAIN)
    *code = make_plans (self, scheme, &plans);
  if (*code != BATON_SCAN_PLAIN)
    return FALSE;

  baton_scheme_unref (self->scheme);
  self->scheme = baton_scheme_ref (scheme);
  /* Those that are gone are taken out by the numbers that they had. */
  if (self->in_detail && self->uses->len < self->scheme->n_promotions)
    g_array_set_size (self->uses, self->scheme->n_promotions);
  ask (self, plans, FALSE);
  return TRUE;
}

gboolean
baton_scan_update (BatonScan     *self,
                   BatonSnapshot *snapshot,
                   BatonScanCode *code)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (snapshot);

  return baton_scan_update_to (self, scheme, code);
}

void
baton_scan_free (BatonScan *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < BATON_SCAN_MAX_LADDERS; i++)
    baton_scan_ladder_clear (&self->ladders[i]);
  baton_scan_weights_clear (&self->weights);
  for (guint i = 0; i < self->columns->activities->len; i++)
    g_free (self->fee_bases[i]);
  free_plans (self->plans, self->columns->activities->len);
  g_free (self->fee_bases);
  g_array_unref (self->fee_cells);
  g_array_unref (self->uses);
  g_free (self->shares);
  g_free (self->period_end);
  g_free (self->period_of_day);
  g_array_unref (self->days);
  g_array_unref (self->asked);
  baton_scheme_unref (self->scheme);
  baton_columns_unref (self->columns);
  g_free (self);
}
