/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program as a scan reads it: for each activity of the columns, which events count, and what one of them is worth in each
 * *case*: a run of days with the same rules, and a region. Two plans of an activity that are equal byte for byte give the
 * same points, which is how a scan finds out what an edit touches. Inside this room only.
 */
#pragma once

#include "incentives/baton-columns-private.h"
#include "incentives/baton-replay-private.h"
#include "incentives/baton-scan.h"

G_BEGIN_DECLS

#define BATON_SCAN_MAX_EXTRAS 8

/* A promotion in a case. */
typedef struct
{
  guint32 group;             /* number of the group */
  guint32 multiplier;        /* basis points; 0: extra points */
  guint64 promotion;         /* its number */
  gint64  points[BATON_N_POINTS];
} BatonScanExtra;

/* What a promotion adds, to one event or to all. */
typedef struct
{
  guint64 promotion;
  gint64  points[BATON_N_POINTS];
} BatonScanGift;

/* Of a product with basis points. A division of 128 bits costs as much as all the rest, and is hardly ever needed. */
static inline gint64
baton_scan_floor (BatonWide product)
{
  return product <= G_MAXINT64 && product >= G_MININT64 ? (gint64) product / BATON_WHOLE : (gint64) (product / BATON_WHOLE);
}

typedef struct
{
  guint32        in_force;
  guint32        earned;     /* lies in the days whose points are summed */
  guint32        open;       /* what it earns has not expired on the last day */
  guint32        n_extras;
  gint64         cells[BATON_N_POINTS];
  BatonScanExtra extras[BATON_SCAN_MAX_EXTRAS];   /* in list order */
} BatonScanCase;

typedef struct
{
  const BatonPostings *postings;       /* those that count */
  BatonUnit            unit;
  gint64               unit_size;
  gint64               step_size;
  gint64               step_percent;
  guint                n_bands;
  BatonBand           *bands;
  guint                n_segments;
  guint8              *segment_of_day; /* by day of the columns */
  guint                n_regions;
  BatonScanCase       *cases;          /* by segment, then region */
  gint64               money[BATON_N_POINTS];     /* value of a point: what the best promotion of a group depends on */
  gint64               fee;            /* basis points; 0: none */
  guint32              ladders;        /* bits: those that count its tier points */
} BatonScanPlan;

/* Fills the plan of the activity at *activity* in the columns. An activity that the program does not know has no cases. */
BatonScanCode baton_scan_plan_init    (BatonScanPlan       *plan,
                                       BatonColumns        *columns,
                                       const BatonScheme   *scheme,
                                       guint                activity,
                                       BatonDay             from,
                                       BatonDay             through);
/* Whether the program's rules for one of its activities are some that plans can hold. */
BatonScanCode baton_scan_plan_check   (const BatonScheme   *scheme,
                                       guint                activity);
void          baton_scan_plan_clear   (BatonScanPlan       *plan);
gboolean      baton_scan_plan_equal   (const BatonScanPlan *a,
                                       const BatonScanPlan *b,
                                       guint                n_days);
/* Whether events of either are worth the same. */
gboolean      baton_scan_case_is_worth (const BatonScanCase *a,
                                       const BatonScanCase *b);
/* What one event is worth. *gifts* (nullable, out): room for BATON_SCAN_MAX_EXTRAS; what promotions add. How many there are. */
guint         baton_scan_plan_value   (const BatonScanPlan *plan,
                                       const BatonScanCase *scan_case,
                                       gint64               quantity,
                                       gint64               amount,
                                       gint64              *points,
                                       BatonScanGift       *gifts);

G_END_DECLS
