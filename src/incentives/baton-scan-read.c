/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading an activity: its events, one after the other, into totals and into the rows of differences; see baton-scan.c.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

#include <string.h>

#define TABLE_QUANTITIES 1024

static gboolean
cases_equal (const BatonScanCase *a,
             const BatonScanCase *b)
{
  return a->in_force == b->in_force && a->n_extras == b->n_extras && memcmp (a->cells, b->cells, sizeof a->cells) == 0 &&
         memcmp (a->extras, b->extras, sizeof a->extras) == 0;
}

/* Whether the region makes no difference, and each event is worth the cell, or the cell times the quantity. */
gboolean
baton_scan_plan_is_linear (const BatonScanPlan *plan)
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
      BatonScanLadder *ladder = &self->ladders[__builtin_ctz (ladders)];
      gint64 *row = ladder->differences + organisation * width;

      row[ladder->enter[day]] += points;
      row[ladder->leave[day]] -= points;
    }
}

/* BatonScanTotals of a linear plan, from the counts by day. */
void
baton_scan_sum_linear (BatonScan           *self,
                       const BatonScanPlan *plan,
                       gint64               sign,
                       BatonScanTotals     *totals)
{
  for (guint i = 0; i < self->columns->n_days; i++)
    {
      const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[i] * plan->n_regions];
      gint64 units = plan->unit == BATON_UNIT_QUANTITY ? plan->postings->quantity_by_day[i] : plan->postings->count_by_day[i];

      for (guint kind = 0; kind < BATON_N_POINTS && scan_case->in_force; kind++)
        {
          totals->earned[kind] += sign * units * scan_case->cells[kind] * scan_case->earned;
          totals->open[kind] += sign * units * scan_case->cells[kind] * scan_case->open;
          totals->ever[kind] += sign * units * scan_case->cells[kind];
        }
    }
}

static gint64
get_tier_points (const BatonScanPlan *plan,
                 guint                day)
{
  const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[day] * plan->n_regions];

  return scan_case->in_force ? scan_case->cells[BATON_POINTS_TIER] : 0;
}

gint64 *
baton_scan_list_tier_points (BatonScan           *self,
                             const BatonScanPlan *plan,
                             const BatonScanPlan *before,
                             gint64               sign)
{
  g_autofree gint64 *points_of_day = g_new0 (gint64, self->columns->n_days);
  gboolean any = FALSE;

  for (guint i = 0; i < self->columns->n_days && plan->ladders != 0; i++)
    {
      points_of_day[i] = sign * get_tier_points (plan, i) - (before != NULL ? get_tier_points (before, i) : 0);
      any |= points_of_day[i] != 0;
    }
  return any ? g_steal_pointer (&points_of_day) : NULL;
}

/* Tier points of a linear plan. */
void
baton_scan_enter_linear (BatonScan           *self,
                         const BatonScanPlan *plan,
                         const gint64        *points_of_day,
                         guint32              first,
                         guint32              end)
{
  const BatonPostings *postings = plan->postings;

  if ((plan->ladders & (plan->ladders - 1)) == 0)
    {
      /* The usual case of one ladder, without its loop. */
      const BatonScanLadder *ladder = &self->ladders[__builtin_ctz (plan->ladders)];
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

/* All that most events need of their case: a scan's cases themselves are too large to stay at hand. */
typedef struct
{
  guint32 row;            /* of *values*; G_MAXUINT32: not in force */
  guint16 earned;
  guint16 open;
} CaseInShort;

/* The worth of an event by case and quantity. Cases that differ only in their days share a row. */
typedef struct
{
  CaseInShort  *cases;
  gint64      (*values)[BATON_N_POINTS];
  guint64      *hits;            /* how many events were worth that; NULL where no promotion is to be told */
  guint        *case_of_row;
  guint         n_rows;
  guint         n_quantities;
} Table;

static void
table_clear (Table *table)
{
  g_free (table->cases);
  g_free (table->values);
  g_free (table->hits);
  g_free (table->case_of_row);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
table_init (Table               *table,
            const BatonScanPlan *plan)
{
  guint n_cases = plan->n_segments * plan->n_regions;
  guint n_rows = 0;
  guint *case_of_row = table->case_of_row = g_new0 (guint, n_cases);

  table->cases = g_new (CaseInShort, n_cases);
  for (guint i = 0; i < n_cases; i++)
    {
      guint row = 0;

      table->cases[i] = (CaseInShort) { G_MAXUINT32, plan->cases[i].earned != 0, plan->cases[i].open != 0 };
      if (!plan->cases[i].in_force)
        continue;
      while (row < n_rows && !cases_equal (&plan->cases[case_of_row[row]], &plan->cases[i]))
        row++;
      if (row == n_rows)
        case_of_row[n_rows++] = i;
      table->cases[i].row = row;
    }

  table->n_quantities = plan->unit == BATON_UNIT_AMOUNT_STEP ? 0
                        : plan->unit == BATON_UNIT_OCCURRENCE && plan->step_size == 0 ? 1
                        : (guint) MIN (plan->postings->most_quantity + 1, TABLE_QUANTITIES);
  table->n_rows = n_rows;
  table->values = g_malloc_n (n_rows * table->n_quantities, sizeof *table->values);
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint quantity = 0; quantity < table->n_quantities; quantity++)
        baton_scan_plan_value (plan, &plan->cases[case_of_row[row]], quantity, 0, table->values[row * table->n_quantities + quantity], NULL);
    }
}

/* What promotions gave to the events that were counted in the table. */
static void
add_hits (const Table         *table,
          const BatonScanPlan *plan,
          gint64               sign,
          BatonScanUse        *uses)
{
  for (guint row = 0; row < table->n_rows; row++)
    {
      const BatonScanCase *scan_case = &plan->cases[table->case_of_row[row]];

      for (guint quantity = 0; quantity < table->n_quantities && scan_case->n_extras > 0; quantity++)
        {
          guint64 n = table->hits[row * table->n_quantities + quantity];
          BatonScanGift gifts[BATON_SCAN_MAX_EXTRAS];
          gint64 points[BATON_N_POINTS];

          if (n > 0)
            baton_scan_add_gifts (plan, gifts, baton_scan_plan_value (plan, scan_case, quantity, 0, points, gifts), sign * (gint64) n, uses);
        }
    }
}

void
baton_scan_read_general (BatonScan           *self,
                         const BatonScanPlan *plan,
                         gint64               sign,
                         guint32              first,
                         guint32              end,
                         BatonScanTotals     *totals,
                         BatonScanUse        *uses)
{
  const BatonPostings *postings = plan->postings;
  gboolean one_value = plan->unit == BATON_UNIT_OCCURRENCE && plan->step_size == 0;
  BatonScanTotals sum = { 0 };
  const BatonScanLadder *only = plan->ladders != 0 && (plan->ladders & (plan->ladders - 1)) == 0 ? &self->ladders[__builtin_ctz (plan->ladders)] : NULL;
  gsize width = self->days->len + 1;
  gint64 (*shares)[BATON_N_POINTS] = self->shares;
  g_auto (Table) table = { NULL };

  table_init (&table, plan);
  if (uses != NULL)
    table.hits = g_new0 (guint64, MAX (table.n_rows * table.n_quantities, 1));
  for (guint32 i = first; i < end; i++)
    {
      guint16 day = postings->day[i];
      guint index = plan->segment_of_day[day] * plan->n_regions + (postings->region != NULL ? postings->region[i] : 0);
      const CaseInShort *in_short = &table.cases[index];
      gint64 earned = -(gint64) in_short->earned;
      gint64 open = -(gint64) in_short->open;
      gint64 quantity = one_value ? 0 : baton_postings_get_quantity (postings, i);
      gint64 computed[BATON_N_POINTS];
      const gint64 *points = computed;

      if (in_short->row == G_MAXUINT32)
        continue;
      if (quantity < table.n_quantities)
        {
          points = table.values[in_short->row * table.n_quantities + quantity];
          if (table.hits != NULL)
            table.hits[in_short->row * table.n_quantities + quantity]++;
        }
      else
        {
          BatonScanGift gifts[BATON_SCAN_MAX_EXTRAS];
          guint n_gifts = baton_scan_plan_value (plan, &plan->cases[index], quantity, baton_postings_get_amount (postings, i), computed, gifts);

          if (uses != NULL)
            baton_scan_add_gifts (plan, gifts, n_gifts, sign, uses);
        }

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          sum.earned[kind] += points[kind] & earned;
          sum.open[kind] += points[kind] & open;
          sum.ever[kind] += points[kind];
        }
      if (shares != NULL)
        for (guint kind = 0; kind < BATON_N_POINTS; kind++)
          shares[postings->organisation[i]][kind] += sign * (points[kind] & earned);
      if (points[BATON_POINTS_TIER] == 0)
        continue;
      if (only != NULL)
        {
          gint64 *row = only->differences + postings->organisation[i] * width;

          row[only->enter[day]] += sign * points[BATON_POINTS_TIER];
          row[only->leave[day]] -= sign * points[BATON_POINTS_TIER];
        }
      else
        enter_points (self, plan->ladders, postings->organisation[i], day, sign * points[BATON_POINTS_TIER]);
    }
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      totals->earned[kind] += sign * sum.earned[kind];
      totals->open[kind] += sign * sum.open[kind];
      totals->ever[kind] += sign * sum.ever[kind];
    }
  if (uses != NULL)
    add_hits (&table, plan, sign, uses);
}

void
baton_scan_read_amounts (BatonScan           *self,
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
