/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading an activity whose events differ in worth. What an event is worth follows from its case and its quantity, so that there are few
 * different events: they are counted, and the sums are made of the counts. What is left to do for each event is its tier points.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

/* Larger quantities are worked out one by one, as are those that would make a table of more slots than these. */
#define MOST_QUANTITIES 1024u
#define MOST_SLOTS (1u << 18)

/* Cases that are the same altogether. Those that differ but in what is summed of them share a row of values. */
typedef struct
{
  guint    scan_case;        /* one of them */
  guint    row;
  gboolean in_force;
  gboolean earned;
  gboolean open;
} Class;

struct _BatonScanTable
{
  const BatonScanPlan *plan;
  gint64               sign;
  guint16             *classes;        /* by segment, region */
  guint16             *case_of_day;    /* by day of the columns: of the first region */
  GArray              *list;           /* of Class */
  guint                n_rows;
  guint                n_quantities;
  gint64             (*values)[BATON_N_POINTS];   /* by row, quantity */
  gint64              *tier_points;    /* by slot, which is class, quantity; with their sign */
  gint64             (*shares)[BATON_N_POINTS];   /* the same of all that is earned; NULL unless in detail */
};

/* ── Making it ───────────────────────────────────────────────────────────────────────────────────────── */

static guint
find_class (BatonScanTable *self,
            guint           index)
{
  const BatonScanCase *scan_case = &self->plan->cases[index];
  Class class = { index, self->n_rows, scan_case->in_force != 0, scan_case->earned != 0, scan_case->open != 0 };

  for (guint i = 0; i < self->list->len; i++)
    {
      const Class *known = &g_array_index (self->list, Class, i);

      if (!baton_scan_case_is_worth (&self->plan->cases[known->scan_case], scan_case))
        continue;
      if (!class.in_force || (known->earned == class.earned && known->open == class.open))
        return i;
      class.row = known->row;
    }
  self->n_rows += class.row == self->n_rows;
  g_array_append_val (self->list, class);
  return self->list->len - 1;
}

static void
sort_cases (BatonScanTable *self,
            guint           n_days)
{
  const BatonScanPlan *plan = self->plan;
  guint n_cases = plan->n_segments * plan->n_regions;

  self->classes = g_new (guint16, n_cases);
  self->list = g_array_new (FALSE, FALSE, sizeof (Class));
  for (guint i = 0; i < n_cases; i++)
    self->classes[i] = (guint16) find_class (self, i);
  self->case_of_day = g_new (guint16, n_days);
  for (guint i = 0; i < n_days; i++)
    self->case_of_day[i] = (guint16) (plan->segment_of_day[i] * plan->n_regions);
}

static guint
count_quantities (const BatonScanTable *self)
{
  const BatonScanPlan *plan = self->plan;

  if (plan->unit == BATON_UNIT_AMOUNT_STEP)
    return 0;
  if (plan->unit == BATON_UNIT_OCCURRENCE && plan->step_size == 0)
    return 1;
  return (guint) MIN (plan->postings->most_quantity + 1, MIN (MOST_QUANTITIES, MOST_SLOTS / self->list->len));
}

static void
fill_values (BatonScanTable *self)
{
  self->values = g_malloc0_n (MAX (self->n_rows * self->n_quantities, 1), sizeof *self->values);
  for (guint i = 0, filled = 0; i < self->list->len; i++)
    {
      const Class *class = &g_array_index (self->list, Class, i);

      if (class->row < filled)
        continue;
      filled = class->row + 1;
      for (guint quantity = 0; quantity < self->n_quantities && class->in_force; quantity++)
        baton_scan_plan_value (self->plan, &self->plan->cases[class->scan_case], quantity, 0, self->values[class->row * self->n_quantities + quantity], NULL);
    }
}

static void
fill_slots (BatonScanTable *self,
            gboolean        in_detail)
{
  gsize n_slots = MAX (self->list->len * self->n_quantities, 1);

  self->tier_points = g_new0 (gint64, n_slots);
  if (in_detail)
    self->shares = g_malloc0_n (n_slots, sizeof *self->shares);
  for (guint i = 0; i < self->list->len; i++)
    {
      const Class *class = &g_array_index (self->list, Class, i);

      for (guint quantity = 0; quantity < self->n_quantities; quantity++)
        {
          const gint64 *values = self->values[class->row * self->n_quantities + quantity];
          gsize slot = (gsize) i * self->n_quantities + quantity;

          self->tier_points[slot] = self->sign * values[BATON_POINTS_TIER];
          for (guint kind = 0; kind < BATON_N_POINTS && in_detail && class->earned; kind++)
            self->shares[slot][kind] = self->sign * values[kind];
        }
    }
}

BatonScanTable *
baton_scan_table_new (BatonScan           *scan,
                      const BatonScanPlan *plan,
                      gint64               sign)
{
  BatonScanTable *self = g_new0 (BatonScanTable, 1);

  self->plan = plan;
  self->sign = sign;
  sort_cases (self, scan->columns->n_days);
  self->n_quantities = count_quantities (self);
  fill_values (self);
  fill_slots (self, scan->in_detail);
  return self;
}

void
baton_scan_table_free (BatonScanTable *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->list);
  g_free (self->classes);
  g_free (self->case_of_day);
  g_free (self->values);
  g_free (self->tier_points);
  g_free (self->shares);
  g_free (self);
}

gboolean
baton_scan_table_has_tier_points (const BatonScanTable *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const BatonScanCase *scan_case = &self->plan->cases[g_array_index (self->list, Class, i).scan_case];

      if (!scan_case->in_force)
        continue;
      if (scan_case->cells[BATON_POINTS_TIER] != 0)
        return TRUE;
      for (guint k = 0; k < scan_case->n_extras; k++)
        if (scan_case->extras[k].points[BATON_POINTS_TIER] != 0)
          return TRUE;
    }
  return FALSE;
}

guint32 *
baton_scan_table_new_hits (const BatonScanTable *self)
{
  return g_new0 (guint32, MAX ((gsize) self->list->len * self->n_quantities, 1));
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_values (const Class     *class,
            const gint64    *values,
            gint64           n,
            BatonScanTotals *totals)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      totals->earned[kind] += class->earned ? n * values[kind] : 0;
      totals->open[kind] += class->open ? n * values[kind] : 0;
      totals->ever[kind] += n * values[kind];
    }
}

/* An event that has no slot, into all sums; its tier points. */
static gint64
read_one (const BatonScanTable *self,
          BatonScan            *scan,
          guint                 class_index,
          guint32               i,
          BatonScanTotals      *totals,
          BatonScanUse         *uses)
{
  const BatonPostings *postings = self->plan->postings;
  const Class *class = &g_array_index (self->list, Class, class_index);
  BatonScanGift gifts[BATON_SCAN_MAX_EXTRAS];
  gint64 values[BATON_N_POINTS];
  guint n_gifts;

  if (!class->in_force)
    return 0;
  n_gifts = baton_scan_plan_value (self->plan, &self->plan->cases[class->scan_case], baton_postings_get_quantity (postings, i),
                                   baton_postings_get_amount (postings, i), values, gifts);
  add_values (class, values, self->sign, totals);
  if (uses != NULL)
    baton_scan_add_gifts (self->plan, gifts, n_gifts, self->sign, uses);
  for (guint kind = 0; kind < BATON_N_POINTS && scan->shares != NULL && class->earned; kind++)
    scan->shares[postings->organisation[i]][kind] += self->sign * values[kind];
  return self->sign * values[BATON_POINTS_TIER];
}

/* *only*: the only ladder that counts the activity's tier points; NULL: there are several, or none, or there are no tier points. *ladders*: those
 * several. Written once and compiled for each sort of events, as this is what time goes into. */
static inline __attribute__ ((always_inline)) void
read_events (const BatonScanTable  *self,
             BatonScan             *scan,
             const BatonScanLadder *only,
             guint32                ladders,
             gboolean               one_value,
             guint32                first,
             guint32                end,
             guint32               *hits,
             BatonScanTotals       *totals,
             BatonScanUse          *uses)
{
  const BatonPostings *postings = self->plan->postings;
  const guint32 *organisations = postings->organisation;
  const guint16 *days = postings->day;
  const guint8 *regions = postings->region;
  const gint64 *tier_points = self->tier_points;
  const guint16 *case_of_day = self->case_of_day;
  const guint16 *classes = self->classes;
  gint64 (*shares)[BATON_N_POINTS] = scan->shares;
  gint64 *differences = only != NULL ? only->differences : NULL;
  const guint8 *enter = only != NULL ? only->enter : NULL;
  const guint8 *leave = only != NULL ? only->leave : NULL;
  gsize width = scan->days->len + 1;
  guint64 n_quantities = self->n_quantities;

  for (guint32 i = first; i < end; i++)
    {
      guint day = days[i];
      guint class = classes[case_of_day[day] + (regions != NULL ? regions[i] : 0u)];
      guint64 quantity = one_value ? 0 : (guint64) baton_postings_get_quantity (postings, i);
      gint64 points;

      if (G_LIKELY (quantity < n_quantities))
        {
          gsize slot = class * n_quantities + quantity;

          hits[slot]++;
          points = tier_points[slot];
          for (guint kind = 0; kind < BATON_N_POINTS && shares != NULL; kind++)
            shares[organisations[i]][kind] += self->shares[slot][kind];
        }
      else
        {
          points = read_one (self, scan, class, i, totals, uses);
        }
      if (only != NULL)
        {
          gint64 *row = differences + organisations[i] * width;

          row[enter[day]] += points;
          row[leave[day]] -= points;
        }
      else if (ladders != 0)
        {
          baton_scan_enter_points (scan, ladders, organisations[i], day, points);
        }
    }
}

void
baton_scan_table_read (const BatonScanTable *self,
                       BatonScan            *scan,
                       guint32               first,
                       guint32               end,
                       guint32              *hits,
                       BatonScanTotals      *totals,
                       BatonScanUse         *uses)
{
  guint32 ladders = baton_scan_table_has_tier_points (self) ? self->plan->ladders : 0;
  const BatonScanLadder *only = ladders != 0 && (ladders & (ladders - 1)) == 0 ? &scan->ladders[__builtin_ctz (ladders)] : NULL;
  gboolean one_value = self->n_quantities == 1 && self->plan->unit == BATON_UNIT_OCCURRENCE && self->plan->step_size == 0;

  if (only != NULL && one_value)
    read_events (self, scan, only, 0, TRUE, first, end, hits, totals, uses);
  else if (only != NULL)
    read_events (self, scan, only, 0, FALSE, first, end, hits, totals, uses);
  else
    read_events (self, scan, NULL, ladders, one_value, first, end, hits, totals, uses);
}

void
baton_scan_table_add_up (const BatonScanTable *self,
                         const guint32        *hits,
                         BatonScanTotals      *totals,
                         BatonScanUse         *uses)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const Class *class = &g_array_index (self->list, Class, i);
      const BatonScanCase *scan_case = &self->plan->cases[class->scan_case];

      for (guint quantity = 0; quantity < self->n_quantities && class->in_force; quantity++)
        {
          gint64 n = self->sign * (gint64) hits[(gsize) i * self->n_quantities + quantity];
          BatonScanGift gifts[BATON_SCAN_MAX_EXTRAS];
          gint64 points[BATON_N_POINTS];

          add_values (class, self->values[class->row * self->n_quantities + quantity], n, totals);
          if (uses != NULL && n != 0 && scan_case->n_extras > 0)
            baton_scan_add_gifts (self->plan, gifts, baton_scan_plan_value (self->plan, scan_case, quantity, 0, points, gifts), n, uses);
        }
    }
}
