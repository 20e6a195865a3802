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

#include "incentives/baton-scan.h"

#include <string.h>

#include "incentives/baton-replay-private.h"
#include "incentives/baton-scan-plan.h"

/* The loops over organizations are made of a few comparisons and additions each: worth vectors. */
#if defined (__GNUC__) && !defined (__clang__)
#pragma GCC optimize ("O3")
#endif

#define MAX_DAYS_ASKED 250
#define MAX_LADDERS 16
#define MAX_THREADS 16
#define TABLE_QUANTITIES 1024

/* Sums over all organizations; one of these a thread. */
typedef struct
{
  gint64 earned[BATON_N_POINTS];
  gint64 open[BATON_N_POINTS];
} Totals;

typedef struct
{
  gint64   *differences;   /* by organization: one for each day asked, and one to leave into */
  gint32   *points;        /* by day, organization; where all fit */
  gint64   *wide_points;   /* the same where they do not; else NULL */
  guint8   *levels;        /* by day, organization */
  guint64  *counts;        /* by day, level */
  guint8   *enter;         /* by day of the columns: the first day asked on which an event counts */
  guint8   *leave;         /* the first on which it counts no longer */
  gboolean  stale;         /* differences have changed since *points* were made */
} Ladder;

struct _BatonScan
{
  BatonColumns   *columns;
  BatonScheme    *scheme;
  guint           threads;
  BatonDay        from;
  BatonDay        through;
  GArray         *asked;         /* of guint: the caller's days as indices of *days* */
  GArray         *days;          /* of BatonDay: the caller's, and the ends of fee periods */
  guint           n_periods;     /* fee periods */
  guint8         *period_of_day; /* by day of the columns; n_periods: none that matters */
  guint          *period_end;    /* by period: index in *days* */
  BatonScanPlan  *plans;         /* by activity of the columns */
  gint64        **fee_bases;     /* by activity of the columns: NULL, or by organization, period: amounts */
  Ladder          ladders[MAX_LADDERS];
  Totals          totals;
  gint64          fees;
  guint           splits[MAX_THREADS + 1];   /* organizations, shared out */
  guint           n_read;
};

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

static gboolean
has_fees (const BatonScheme *scheme)
{
  for (guint i = 0; i < scheme->n_activities; i++)
    {
      if (scheme->activities[i].fee > 0)
        return TRUE;
    }
  return FALSE;
}

static BatonScanCode
check_scheme (const BatonScheme *scheme)
{
  if (scheme->n_ladders > MAX_LADDERS)
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

              if (benefit->type == BATON_BENEFIT_FEE_BONUS && !ladder->period_end && has_fees (scheme))
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

/* Whether sums made for *before* can be kept for *after*. */
static gboolean
keeps_shape (const BatonScheme *before,
             const BatonScheme *after)
{
  if (before->n_ladders != after->n_ladders || before->fee_period != after->fee_period || before->fiscal_start != after->fiscal_start ||
      has_fees (before) != has_fees (after))
    return FALSE;
  for (guint i = 0; i < before->n_ladders; i++)
    {
      if (before->ladders[i].months != after->ladders[i].months)
        return FALSE;
    }
  return TRUE;
}

/* ── Days ────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
add_day (BatonScan *self,
         BatonDay   day)
{
  guint i = 0;

  while (i < self->days->len && g_array_index (self->days, BatonDay, i) < day)
    i++;
  if (i == self->days->len || g_array_index (self->days, BatonDay, i) != day)
    g_array_insert_val (self->days, i, day);
  return i;
}

static guint
find_day (BatonScan *self,
          BatonDay   day)
{
  guint i = 0;

  while (g_array_index (self->days, BatonDay, i) != day)
    i++;
  return i;
}

/* The fee periods that end on *from* or later, as far as the last day. FALSE when there are too many. */
static gboolean
lay_out_days (BatonScan      *self,
              const BatonDay *asked,
              guint           n_asked)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  BatonWindow first = baton_period_get (self->scheme->fee_period, self->from, self->scheme->fiscal_start);

  g_array_set_size (self->days, 0);
  g_array_set_size (self->asked, 0);
  for (guint i = 0; i < n_asked; i++)
    add_day (self, asked[i]);
  for (BatonWindow period = first; has_fees (self->scheme) && period.from <= self->through;
       period = baton_period_get (self->scheme->fee_period, period.through + 1, self->scheme->fiscal_start))
    {
      BatonDay end = MIN (period.through, self->through);

      add_day (self, end);
      g_array_append_val (ends, end);
      if (self->days->len > MAX_DAYS_ASKED)
        return FALSE;
    }
  for (guint i = 0; i < n_asked; i++)
    {
      guint index = find_day (self, asked[i]);

      g_array_append_val (self->asked, index);
    }

  self->n_periods = ends->len;
  g_free (self->period_end);
  g_free (self->period_of_day);
  self->period_end = g_new0 (guint, self->n_periods);
  self->period_of_day = g_new0 (guint8, self->columns->n_days);
  for (guint i = 0; i < self->n_periods; i++)
    self->period_end[i] = find_day (self, g_array_index (ends, BatonDay, i));
  for (guint i = 0; i < self->columns->n_days; i++)
    {
      BatonDay day = self->columns->first_day + i;
      guint8 period = 0;

      while (period < self->n_periods && g_array_index (ends, BatonDay, period) < day)
        period++;
      self->period_of_day[i] = day >= first.from ? period : self->n_periods;
    }
  return TRUE;
}

static void
clear_ladder (Ladder *ladder)
{
  g_clear_pointer (&ladder->differences, g_free);
  g_clear_pointer (&ladder->points, g_free);
  g_clear_pointer (&ladder->wide_points, g_free);
  g_clear_pointer (&ladder->levels, g_free);
  g_clear_pointer (&ladder->counts, g_free);
  g_clear_pointer (&ladder->enter, g_free);
  g_clear_pointer (&ladder->leave, g_free);
}

static void
lay_out_ladder (BatonScan *self,
                guint      index)
{
  Ladder *ladder = &self->ladders[index];
  guint n_days = self->days->len;
  guint first = 0, last = 0;

  clear_ladder (ladder);
  ladder->differences = g_new0 (gint64, (gsize) self->columns->n_organisations * (n_days + 1));
  ladder->points = g_new0 (gint32, (gsize) self->columns->n_organisations * n_days);
  ladder->levels = g_new0 (guint8, (gsize) self->columns->n_organisations * n_days);
  ladder->enter = g_new0 (guint8, self->columns->n_days);
  ladder->leave = g_new0 (guint8, self->columns->n_days);
  ladder->stale = TRUE;
  for (guint i = 0; i < self->columns->n_days; i++)
    {
      BatonDay day = self->columns->first_day + i;
      BatonDay drops = baton_window_drop_out (day, self->scheme->ladders[index].months);

      while (first < n_days && g_array_index (self->days, BatonDay, first) < day)
        first++;
      while (last < n_days && g_array_index (self->days, BatonDay, last) < drops)
        last++;
      ladder->enter[i] = first;
      ladder->leave[i] = last;
    }
}

/* Shares the organizations out so that each thread has about as many events. */
static void
split_organisations (BatonScan *self)
{
  self->splits[0] = 0;
  for (guint t = 1; t < self->threads; t++)
    {
      guint64 wanted = self->columns->n_events * t / self->threads;
      guint low = self->splits[t - 1];
      guint high = self->columns->n_organisations;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;
          guint64 before = 0;

          for (guint i = 0; i < self->columns->activities->len; i++)
            before += baton_postings_find (&self->columns->postings[i], middle);
          if (before < wanted)
            low = middle + 1;
          else
            high = middle;
        }
      self->splits[t] = low;
    }
  self->splits[self->threads] = self->columns->n_organisations;
}

/* ── Reading an activity ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
cases_equal (const BatonScanCase *a,
             const BatonScanCase *b)
{
  return a->in_force == b->in_force && a->n_extras == b->n_extras && memcmp (a->cells, b->cells, sizeof a->cells) == 0 &&
         memcmp (a->extras, b->extras, sizeof a->extras) == 0;
}

/* Whether the region makes no difference, and each event is worth the cell, or the cell times the quantity. */
static gboolean
is_linear (const BatonScanPlan *plan)
{
  if ((plan->unit != BATON_UNIT_OCCURRENCE && plan->unit != BATON_UNIT_QUANTITY) || plan->step_size > 0 || plan->postings->wide_quantity != NULL)
    return FALSE;
  for (guint i = 0; i < plan->n_segments * plan->n_regions; i++)
    {
      if (plan->cases[i].n_extras > 0 || (plan->postings->region != NULL && !cases_equal (&plan->cases[i], &plan->cases[i - i % plan->n_regions])))
        return FALSE;
    }
  return TRUE;
}

static void
enter_points (BatonScan *self,
              guint32    ladders,
              guint32    organisation,
              guint16    day,
              gint64     points)
{
  gsize width = self->days->len + 1;

  for (; ladders != 0; ladders &= ladders - 1)
    {
      Ladder *ladder = &self->ladders[__builtin_ctz (ladders)];
      gint64 *row = ladder->differences + organisation * width;

      row[ladder->enter[day]] += points;
      row[ladder->leave[day]] -= points;
    }
}

/* Totals of a linear plan, from the counts by day. */
static void
sum_linear (BatonScan           *self,
            const BatonScanPlan *plan,
            gint64               sign,
            Totals              *totals)
{
  for (guint i = 0; i < self->columns->n_days; i++)
    {
      const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[i] * plan->n_regions];
      gint64 units = plan->unit == BATON_UNIT_QUANTITY ? plan->postings->quantity_by_day[i] : plan->postings->count_by_day[i];

      for (guint kind = 0; kind < BATON_N_POINTS && scan_case->in_force; kind++)
        {
          totals->earned[kind] += sign * units * scan_case->cells[kind] * scan_case->earned;
          totals->open[kind] += sign * units * scan_case->cells[kind] * scan_case->open;
        }
    }
}

/* Tier points of a linear plan. */
static void
enter_linear (BatonScan           *self,
              const BatonScanPlan *plan,
              gint64               sign,
              guint32              first,
              guint32              end)
{
  const BatonPostings *postings = plan->postings;
  g_autofree gint64 *points_of_day = g_new0 (gint64, self->columns->n_days);
  gboolean any = FALSE;

  for (guint i = 0; i < self->columns->n_days; i++)
    {
      const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[i] * plan->n_regions];

      points_of_day[i] = scan_case->in_force ? sign * scan_case->cells[BATON_POINTS_TIER] : 0;
      any |= points_of_day[i] != 0;
    }
  if (!any || plan->ladders == 0)
    return;
  if ((plan->ladders & (plan->ladders - 1)) == 0)
    {
      /* The usual case of one ladder, without its loop. */
      const Ladder *ladder = &self->ladders[__builtin_ctz (plan->ladders)];
      gsize width = self->days->len + 1;
      gboolean by_quantity = plan->unit == BATON_UNIT_QUANTITY;

      for (guint32 i = first; i < end; i++)
        {
          guint16 day = postings->day[i];
          gint64 points = points_of_day[day] * (by_quantity ? postings->quantity[i] : 1);
          gint64 *row = ladder->differences + postings->organisation[i] * width;

          row[ladder->enter[day]] += points;
          row[ladder->leave[day]] -= points;
        }
      return;
    }
  for (guint32 i = first; i < end; i++)
    enter_points (self, plan->ladders, postings->organisation[i], postings->day[i],
                  points_of_day[postings->day[i]] * (plan->unit == BATON_UNIT_QUANTITY ? postings->quantity[i] : 1));
}

/* The worth of an event by case and quantity. Cases that differ only in their days share a row. */
typedef struct
{
  guint   *row_of_case;   /* G_MAXUINT: not in force */
  gint64 (*values)[BATON_N_POINTS];
  guint    n_quantities;
} Table;

static void
table_clear (Table *table)
{
  g_free (table->row_of_case);
  g_free (table->values);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
table_init (Table               *table,
            const BatonScanPlan *plan)
{
  guint n_cases = plan->n_segments * plan->n_regions;
  guint n_rows = 0;
  g_autofree guint *case_of_row = g_new0 (guint, n_cases);

  table->row_of_case = g_new (guint, n_cases);
  for (guint i = 0; i < n_cases; i++)
    {
      guint row = 0;

      table->row_of_case[i] = G_MAXUINT;
      if (!plan->cases[i].in_force)
        continue;
      while (row < n_rows && !cases_equal (&plan->cases[case_of_row[row]], &plan->cases[i]))
        row++;
      if (row == n_rows)
        case_of_row[n_rows++] = i;
      table->row_of_case[i] = row;
    }

  table->n_quantities = plan->unit == BATON_UNIT_AMOUNT_STEP ? 0
                        : plan->unit == BATON_UNIT_OCCURRENCE && plan->step_size == 0 ? 1
                        : (guint) MIN (plan->postings->most_quantity + 1, TABLE_QUANTITIES);
  table->values = g_malloc_n (n_rows * table->n_quantities, sizeof *table->values);
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint quantity = 0; quantity < table->n_quantities; quantity++)
        baton_scan_plan_value (plan, &plan->cases[case_of_row[row]], quantity, 0, table->values[row * table->n_quantities + quantity]);
    }
}

static void
read_general (BatonScan           *self,
              const BatonScanPlan *plan,
              gint64               sign,
              guint32              first,
              guint32              end,
              Totals              *totals)
{
  const BatonPostings *postings = plan->postings;
  gboolean one_value = plan->unit == BATON_UNIT_OCCURRENCE && plan->step_size == 0;
  g_auto (Table) table = { NULL };

  table_init (&table, plan);
  for (guint32 i = first; i < end; i++)
    {
      guint16 day = postings->day[i];
      guint index = plan->segment_of_day[day] * plan->n_regions + (postings->region != NULL ? postings->region[i] : 0);
      guint row = table.row_of_case[index];
      const BatonScanCase *scan_case = &plan->cases[index];
      gint64 quantity = one_value ? 0 : baton_postings_get_quantity (postings, i);
      gint64 computed[BATON_N_POINTS];
      const gint64 *points = computed;

      if (row == G_MAXUINT)
        continue;
      if (quantity < table.n_quantities)
        points = table.values[row * table.n_quantities + quantity];
      else
        baton_scan_plan_value (plan, scan_case, quantity, baton_postings_get_amount (postings, i), computed);

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          totals->earned[kind] += scan_case->earned ? sign * points[kind] : 0;
          totals->open[kind] += scan_case->open ? sign * points[kind] : 0;
        }
      if (points[BATON_POINTS_TIER] != 0)
        enter_points (self, plan->ladders, postings->organisation[i], day, sign * points[BATON_POINTS_TIER]);
    }
}

static void
read_amounts (BatonScan           *self,
              const BatonScanPlan *plan,
              gint64              *bases,
              guint32              first,
              guint32              end)
{
  const BatonPostings *postings = plan->postings;

  for (guint32 i = first; i < end; i++)
    {
      guint16 day = postings->day[i];
      guint period = self->period_of_day[day];
      const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[day] * plan->n_regions + (postings->region != NULL ? postings->region[i] : 0)];

      if (period < self->n_periods && scan_case->in_force)
        bases[postings->organisation[i] * self->n_periods + period] += baton_postings_get_amount (postings, i);
    }
}

/* ── Points to levels ────────────────────────────────────────────────────────────────────────────────── */

/* The running sums of the organizations [first, end). FALSE where one does not fit in 32 bits. */
static gboolean
sum_differences (BatonScan *self,
                 Ladder    *ladder,
                 guint      first,
                 guint      end)
{
  guint n_days = self->days->len;
  gsize n_organisations = self->columns->n_organisations;
  gint64 most = 0;

  for (guint organisation = first; organisation < end; organisation++)
    {
      const gint64 *row = ladder->differences + (gsize) organisation * (n_days + 1);
      gint64 sum = 0;

      for (guint day = 0; day < n_days; day++)
        {
          sum += row[day];
          most = MAX (most, sum);
          ladder->points[day * n_organisations + organisation] = (gint32) sum;
        }
    }
  /* The largest number itself stands for thresholds that no such sum reaches. */
  return most < G_MAXINT32;
}

/* Points beyond 32 bits: rare, so one thread does it all. */
static void
compare_wide (BatonScan         *self,
              const BatonLadder *rules,
              Ladder            *ladder)
{
  gsize n_organisations = self->columns->n_organisations;
  guint n_days = self->days->len;

  if (ladder->wide_points == NULL)
    ladder->wide_points = g_new0 (gint64, n_organisations * n_days);
  memset (ladder->counts, 0, sizeof (guint64) * n_days * (rules->n_tiers + 1));
  for (gsize organisation = 0; organisation < n_organisations; organisation++)
    {
      const gint64 *row = ladder->differences + organisation * (n_days + 1);
      gint64 sum = 0;

      for (guint day = 0; day < n_days; day++)
        {
          guint level = 0;

          sum += row[day];
          while (level < rules->n_tiers && sum >= rules->tiers[level].threshold)
            level++;
          ladder->wide_points[day * n_organisations + organisation] = sum;
          ladder->levels[day * n_organisations + organisation] = level;
          ladder->counts[day * (rules->n_tiers + 1) + level]++;
        }
    }
}

/* The levels of the organizations [first, end), and how many there are of each. */
static void
compare_points (BatonScan         *self,
                const BatonLadder *rules,
                Ladder            *ladder,
                guint              first,
                guint              end,
                guint64           *counts)
{
  gsize n_organisations = self->columns->n_organisations;
  guint n_levels = rules->n_tiers + 1;

  for (guint day = 0; day < self->days->len; day++)
    {
      const gint32 *points = ladder->points + day * n_organisations;
      guint8 *levels = ladder->levels + day * n_organisations;
      guint64 above = end - first;

      memset (levels + first, 0, end - first);
      for (guint tier = 0; tier < rules->n_tiers; tier++)
        {
          gint32 threshold = (gint32) MIN (rules->tiers[tier].threshold, G_MAXINT32);
          guint32 reached = 0;

          for (guint i = first; i < end; i++)
            {
              guint8 is_reached = points[i] >= threshold;

              levels[i] += is_reached;
              reached += is_reached;
            }
          counts[day * n_levels + tier] += above - reached;
          above = reached;
        }
      counts[day * n_levels + rules->n_tiers] += above;
    }
}

/* ── Sharing the work ────────────────────────────────────────────────────────────────────────────────── */

/* An activity to take out of the sums or to put into them. */
typedef struct
{
  const BatonScanPlan *plan;
  gint64               sign;
  gint64              *bases;     /* where its amounts go; NULL */
  gboolean             linear;
} Task;

typedef struct
{
  BatonScan *self;
  GArray    *tasks;       /* of Task */
  guint      first;       /* organizations */
  guint      end;
  Totals     totals;
  guint64   *counts[MAX_LADDERS];
  guint32    wide;        /* bits: ladders whose points do not fit */
} Share;

static gpointer
work (gpointer data)
{
  Share *share = data;
  BatonScan *self = share->self;

  for (guint i = 0; i < share->tasks->len; i++)
    {
      const Task *task = &g_array_index (share->tasks, Task, i);
      guint32 first = baton_postings_find (task->plan->postings, share->first);
      guint32 end = baton_postings_find (task->plan->postings, share->end);

      if (task->linear)
        enter_linear (self, task->plan, task->sign, first, end);
      else
        read_general (self, task->plan, task->sign, first, end, &share->totals);
      if (task->bases != NULL)
        read_amounts (self, task->plan, task->bases, first, end);
    }
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      if (self->ladders[i].stale && !sum_differences (self, &self->ladders[i], share->first, share->end))
        share->wide |= 1u << i;
      compare_points (self, &self->scheme->ladders[i], &self->ladders[i], share->first, share->end, share->counts[i]);
    }
  return NULL;
}

static void
add_totals (Totals       *sum,
            const Totals *totals)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      sum->earned[kind] += totals->earned[kind];
      sum->open[kind] += totals->open[kind];
    }
}

static void
share_work (BatonScan *self,
            GArray    *tasks)
{
  Share shares[MAX_THREADS] = { 0 };
  GThread *threads[MAX_THREADS] = { NULL };

  for (guint t = 0; t < self->threads; t++)
    {
      shares[t] = (Share) { .self = self, .tasks = tasks, .first = self->splits[t], .end = self->splits[t + 1] };
      for (guint i = 0; i < self->scheme->n_ladders; i++)
        shares[t].counts[i] = g_new0 (guint64, self->days->len * (self->scheme->ladders[i].n_tiers + 1));
    }
  for (guint t = 1; t < self->threads; t++)
    threads[t] = g_thread_new ("baton-scan", work, &shares[t]);
  for (guint i = 0; i < tasks->len; i++)
    {
      const Task *task = &g_array_index (tasks, Task, i);

      if (task->linear)
        sum_linear (self, task->plan, task->sign, &shares[0].totals);
    }
  work (&shares[0]);
  for (guint t = 1; t < self->threads; t++)
    g_thread_join (threads[t]);

  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      guint n = self->days->len * (self->scheme->ladders[i].n_tiers + 1);

      g_free (self->ladders[i].counts);
      self->ladders[i].counts = g_steal_pointer (&shares[0].counts[i]);
      for (guint t = 1; t < self->threads; t++)
        {
          for (guint k = 0; k < n; k++)
            self->ladders[i].counts[k] += shares[t].counts[i][k];
          g_free (shares[t].counts[i]);
          shares[0].wide |= shares[t].wide;
        }
      if (self->ladders[i].stale && (shares[0].wide >> i & 1) == 0)
        g_clear_pointer (&self->ladders[i].wide_points, g_free);
      if ((shares[0].wide >> i & 1) != 0 || self->ladders[i].wide_points != NULL)
        compare_wide (self, &self->scheme->ladders[i], &self->ladders[i]);
      self->ladders[i].stale = FALSE;
    }
  for (guint t = 0; t < self->threads; t++)
    add_totals (&self->totals, &shares[t].totals);
}

/* ── Fees ────────────────────────────────────────────────────────────────────────────────────────────── */

/* Basis points that the level adds to the fee of an activity of the scheme. */
static gint64
get_bonus (const BatonLadder *ladder,
           guint              level,
           guint              activity)
{
  gint64 bonus = 0;

  for (guint i = 0; level > 0 && i < ladder->tiers[level - 1].n_benefits; i++)
    {
      const BatonBenefit *benefit = &ladder->tiers[level - 1].benefits[i];

      if (benefit->type == BATON_BENEFIT_FEE_BONUS && benefit->applies[activity])
        bonus += benefit->percent;
    }
  return bonus;
}

/* One floor for each organization and period. */
static void
sum_fees (BatonScan *self)
{
  gsize n = (gsize) self->columns->n_organisations * self->n_periods;
  g_autofree BatonWide *money = NULL;

  self->fees = 0;
  for (guint i = 0; i < self->columns->activities->len; i++)
    {
      guint activity = baton_scheme_find_activity (self->scheme, g_ptr_array_index (self->columns->activities, i));

      if (self->fee_bases[i] == NULL || activity == BATON_INDEX_NONE)
        continue;
      if (money == NULL)
        money = g_new0 (BatonWide, n);
      for (guint period = 0; period < self->n_periods; period++)
        {
          gsize offset = (gsize) self->period_end[period] * self->columns->n_organisations;
          gint64 bonus[MAX_LADDERS][256];

          for (guint k = 0; k < self->scheme->n_ladders; k++)
            {
              for (guint level = 0; level <= self->scheme->ladders[k].n_tiers; level++)
                bonus[k][level] = get_bonus (&self->scheme->ladders[k], level, activity);
            }
          for (guint organisation = 0; organisation < self->columns->n_organisations; organisation++)
            {
              gsize at = (gsize) organisation * self->n_periods + period;
              gint64 rate = self->plans[i].fee;

              if (self->fee_bases[i][at] == 0)
                continue;
              for (guint k = 0; k < self->scheme->n_ladders; k++)
                rate += bonus[k][self->ladders[k].levels[offset + organisation]];
              money[at] += (BatonWide) self->fee_bases[i][at] * rate;
            }
        }
    }
  for (gsize i = 0; money != NULL && i < n; i++)
    {
      if (money[i] != 0)
        self->fees += (gint64) (money[i] / BATON_WHOLE);
    }
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_task (BatonScan           *self,
          GArray              *tasks,
          guint                activity,
          const BatonScanPlan *plan,
          gint64               sign)
{
  Task task = { .plan = plan, .sign = sign };

  if (plan->postings == NULL || plan->postings->n == 0)
    return;
  task.linear = is_linear (plan);
  if (sign > 0 && plan->fee > 0 && self->n_periods > 0)
    {
      self->fee_bases[activity] = g_new0 (gint64, (gsize) self->columns->n_organisations * self->n_periods);
      task.bases = self->fee_bases[activity];
    }
  g_array_append_val (tasks, task);
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    self->ladders[i].stale |= plan->ladders >> i & 1;
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
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  BatonScanPlan *before = self->plans;

  self->n_read = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!anew && baton_scan_plan_equal (&before[i], &plans[i], self->columns->n_days))
        continue;
      self->n_read++;
      g_clear_pointer (&self->fee_bases[i], g_free);
      if (!anew)
        add_task (self, tasks, i, &before[i], -1);
      add_task (self, tasks, i, &plans[i], 1);
    }
  self->plans = plans;
  share_work (self, tasks);
  sum_fees (self);
  free_plans (before, n);
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
  g_autoptr (BatonScan) self = g_new0 (BatonScan, 1);
  BatonScanPlan *plans;

  self->columns = baton_columns_ref (columns);
  self->scheme = baton_scheme_new (snapshot);
  self->days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->fee_bases = g_new0 (gint64 *, columns->activities->len);
  self->threads = CLAMP (threads > 0 ? threads : g_get_num_processors (), 1, MAX_THREADS);
  self->from = from;
  *code = columns->partial ? BATON_SCAN_PARTIAL : n_days == 0 || n_days > MAX_DAYS_ASKED ? BATON_SCAN_DAYS : BATON_SCAN_PLAIN;
  for (guint i = 0; i < n_days && *code == BATON_SCAN_PLAIN; i++)
    {
      if (days[i] != baton_day_get_month_end (days[i]) || (i > 0 && days[i] <= days[i - 1]))
        *code = BATON_SCAN_DAYS;
    }
  if (*code == BATON_SCAN_PLAIN)
    *code = check_scheme (self->scheme);
  if (*code != BATON_SCAN_PLAIN)
    return NULL;

  self->through = days[n_days - 1];
  *code = make_plans (self, self->scheme, &plans);
  if (*code != BATON_SCAN_PLAIN)
    return NULL;
  if (!lay_out_days (self, days, n_days))
    {
      free_plans (plans, columns->activities->len);
      *code = BATON_SCAN_DAYS;
      return NULL;
    }
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    lay_out_ladder (self, i);
  split_organisations (self);
  ask (self, plans, TRUE);
  return g_steal_pointer (&self);
}

gboolean
baton_scan_update (BatonScan     *self,
                   BatonSnapshot *snapshot,
                   BatonScanCode *code)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (snapshot);
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
      other = baton_scan_new (self->columns, snapshot, days, self->asked->len, self->from, self->threads, code);
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
  self->scheme = g_steal_pointer (&scheme);
  ask (self, plans, FALSE);
  return TRUE;
}

void
baton_scan_free (BatonScan *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < MAX_LADDERS; i++)
    clear_ladder (&self->ladders[i]);
  for (guint i = 0; i < self->columns->activities->len; i++)
    g_free (self->fee_bases[i]);
  free_plans (self->plans, self->columns->activities->len);
  g_free (self->fee_bases);
  g_free (self->period_end);
  g_free (self->period_of_day);
  g_array_unref (self->days);
  g_array_unref (self->asked);
  baton_scheme_unref (self->scheme);
  baton_columns_unref (self->columns);
  g_free (self);
}

/* ── Answers ─────────────────────────────────────────────────────────────────────────────────────────── */

guint
baton_scan_get_n_read (BatonScan *self)
{
  return self->n_read;
}

gint64
baton_scan_get_earned (BatonScan *self,
                       guint      kind)
{
  g_return_val_if_fail (kind < BATON_N_POINTS, 0);

  return self->totals.earned[kind];
}

gint64
baton_scan_get_open (BatonScan *self,
                     guint      kind)
{
  g_return_val_if_fail (kind < BATON_N_POINTS, 0);

  return self->totals.open[kind];
}

gint64
baton_scan_get_liability (BatonScan *self)
{
  BatonWide total = 0;

  for (guint kind = BATON_POINTS_COMPANY; kind < BATON_N_POINTS; kind++)
    total += (BatonWide) self->totals.open[kind] * self->scheme->point_value[kind];
  return (gint64) MIN (total, BATON_INTEGER_MAX);
}

gint64
baton_scan_get_fees (BatonScan *self)
{
  return self->fees;
}

guint
baton_scan_get_n_ladders (BatonScan *self)
{
  return self->scheme->n_ladders;
}

guint
baton_scan_count (BatonScan *self,
                  guint      ladder,
                  guint      day,
                  guint      level)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && day < self->asked->len && level <= self->scheme->ladders[ladder].n_tiers, 0);

  return self->ladders[ladder].counts[g_array_index (self->asked, guint, day) * (self->scheme->ladders[ladder].n_tiers + 1) + level];
}

gint64
baton_scan_get_points (BatonScan *self,
                       guint      ladder,
                       guint      organisation,
                       guint      day)
{
  gsize at;

  g_return_val_if_fail (ladder < self->scheme->n_ladders && day < self->asked->len && organisation < self->columns->n_organisations, 0);

  at = (gsize) g_array_index (self->asked, guint, day) * self->columns->n_organisations + organisation;
  return self->ladders[ladder].wide_points != NULL ? self->ladders[ladder].wide_points[at] : self->ladders[ladder].points[at];
}

guint
baton_scan_get_level (BatonScan *self,
                      guint      ladder,
                      guint      organisation,
                      guint      day)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && day < self->asked->len && organisation < self->columns->n_organisations, 0);

  return self->ladders[ladder].levels[(gsize) g_array_index (self->asked, guint, day) * self->columns->n_organisations + organisation];
}

guint
baton_scan_count_moves (BatonScan *live,
                        BatonScan *draft,
                        guint      ladder,
                        guint      live_level,
                        guint      draft_level)
{
  guint day = live->asked->len - 1;
  guint n = 0;

  g_return_val_if_fail (live->columns == draft->columns && live->asked->len == draft->asked->len, 0);

  for (guint i = 0; i < live->columns->n_organisations; i++)
    n += baton_scan_get_level (live, ladder, i, day) == live_level && baton_scan_get_level (draft, ladder, i, day) == draft_level;
  return n;
}
