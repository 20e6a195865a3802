/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Another number in one cell, asked over and over while a hand moves it. How many units of the activity count on each of the days
 * asked is the cell's *weight*; points then change by the weights times the step, without a look at any event. The ladder's differences
 * are not touched meanwhile: the weights note what they owe them, and settle it before anything else is put in.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

#include <string.h>

void
baton_scan_weights_clear (BatonScanWeights *weights)
{
  g_clear_pointer (&weights->units, g_free);
  memset (weights, 0, sizeof *weights);
  weights->activity = BATON_INDEX_NONE;
}

/* The points that a unit brings more, where that is the same on all days that count; 0 where it is not. */
static gint64
find_step (BatonScan    *self,
           const gint64 *points_of_day)
{
  for (guint i = 1; i < self->columns->n_days && self->columns->first_day + (BatonDay) i <= self->through; i++)
    if (points_of_day[i] != points_of_day[0])
      return 0;
  return points_of_day[0];
}

BatonScanWeighing
baton_scan_weights_ask (BatonScan           *self,
                        guint                activity,
                        const BatonScanPlan *plan,
                        const gint64        *points_of_day)
{
  BatonScanWeights *weights = &self->weights;
  const BatonScanLadder *ladder;
  gboolean again = weights->activity == activity && weights->postings == plan->postings && weights->unit == plan->unit && weights->ladders == plan->ladders;
  gint64 reach;

  weights->step = find_step (self, points_of_day);
  if (weights->step == 0 || (plan->ladders & (plan->ladders - 1)) != 0)
    return BATON_SCAN_UNWEIGHED;
  if (!again)
    {
      /* What is owed to the ladder is for the weights that go. */
      if (weights->owed != 0)
        return BATON_SCAN_UNWEIGHED;
      baton_scan_weights_clear (weights);
      *weights = (BatonScanWeights) { .activity = activity, .postings = plan->postings, .unit = plan->unit, .ladders = plan->ladders };
      return BATON_SCAN_UNWEIGHED;
    }
  if (weights->units == NULL)
    return BATON_SCAN_TO_BE_WEIGHED;
  ladder = &self->ladders[__builtin_ctz (plan->ladders)];
  reach = ABS (weights->step) < G_MAXINT32 ? ABS (weights->step) * weights->most + ladder->most : G_MAXINT64;
  return ladder->wide_points == NULL && reach < G_MAXINT32 ? BATON_SCAN_WEIGHED : BATON_SCAN_UNWEIGHED;
}

void
baton_scan_weights_prepare (BatonScan *self)
{
  self->weights.units = g_new0 (gint32, (gsize) self->columns->n_organisations * self->days->len);
}

/* What the events of one organization come to by day; *row* is empty again. */
static void
note_units (BatonScan *self,
            gint64    *row,
            guint32    organisation,
            gint64    *most)
{
  gint32 *units = self->weights.units + organisation;
  gint64 sum = 0;

  for (guint day = 0; day < self->days->len; day++)
    {
      sum += row[day];
      *most = MAX (*most, sum);
      units[day * (gsize) self->columns->n_organisations] = (gint32) sum;
    }
  memset (row, 0, (self->days->len + 1) * sizeof *row);
}

gint64
baton_scan_weights_make (BatonScan *self,
                         guint      first,
                         guint      end)
{
  const BatonPostings *postings = self->weights.postings;
  const BatonScanLadder *ladder = &self->ladders[__builtin_ctz (self->weights.ladders)];
  g_autofree gint64 *row = g_new0 (gint64, self->days->len + 1);
  gboolean by_quantity = self->weights.unit == BATON_UNIT_QUANTITY;
  guint32 last = baton_postings_find (postings, end);
  gint64 most = 0;

  for (guint32 i = baton_postings_find (postings, first); i < last; i++)
    {
      gint64 units = by_quantity ? postings->quantity[i] : 1;

      row[ladder->enter[postings->day[i]]] += units;
      row[ladder->leave[postings->day[i]]] -= units;
      if (i + 1 == last || postings->organisation[i + 1] != postings->organisation[i])
        note_units (self, row, postings->organisation[i], &most);
    }
  return most;
}

gint64
baton_scan_weights_apply (BatonScan *self,
                          guint      first,
                          guint      end)
{
  BatonScanLadder *ladder = &self->ladders[__builtin_ctz (self->weights.ladders)];
  gint32 step = (gint32) self->weights.step;
  gint32 most = 0;

  for (guint day = 0; day < self->days->len; day++)
    {
      const gint32 *units = self->weights.units + day * (gsize) self->columns->n_organisations;
      gint32 *points = ladder->points + day * (gsize) self->columns->n_organisations;

      for (guint i = first; i < end; i++)
        {
          points[i] += units[i] * step;
          most = MAX (most, points[i]);
        }
    }
  return most;
}

void
baton_scan_weights_settle (BatonScan *self,
                           guint      first,
                           guint      end)
{
  BatonScanLadder *ladder = &self->ladders[__builtin_ctz (self->weights.ladders)];
  gsize width = self->days->len + 1;

  for (guint organisation = first; organisation < end; organisation++)
    {
      gint64 *row = ladder->differences + organisation * width;
      gint64 before = 0;

      for (guint day = 0; day < self->days->len; day++)
        {
          gint64 units = self->weights.units[day * (gsize) self->columns->n_organisations + organisation];

          row[day] += self->weights.owed * (units - before);
          before = units;
        }
    }
}
