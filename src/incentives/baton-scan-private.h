/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a scan, shared by its files. Inside this room only.
 */
#pragma once

#include "incentives/baton-replay-private.h"
#include "incentives/baton-scan-plan.h"
#include "incentives/baton-scan.h"

G_BEGIN_DECLS

/* The loops over organizations are made of a few comparisons and additions each: worth vectors. */
#if defined (__GNUC__) && !defined (__clang__)
#pragma GCC optimize ("O3")
#endif

#define BATON_SCAN_MAX_DAYS 250
#define BATON_SCAN_MAX_LADDERS 16
#define BATON_SCAN_MAX_THREADS 16

/* Sums over all organizations; one of these a thread. */
typedef struct
{
  gint64 earned[BATON_N_POINTS];
  gint64 open[BATON_N_POINTS];
  gint64 ever[BATON_N_POINTS];    /* up to the last day, from the first */
} BatonScanTotals;

/* What a promotion has done up to the last day. */
typedef struct
{
  BatonWide spent;
  gint64    points[BATON_N_POINTS];
  gint64    events;
} BatonScanUse;

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
  gint64    most;          /* of the points */
} BatonScanLadder;

/* The units of one activity that count on each of the days asked, see baton-scan-weights.c. */
typedef struct
{
  guint                activity;   /* of the columns: whose cell was asked about last; BATON_INDEX_NONE */
  const BatonPostings *postings;   /* that it reads, as what follows */
  BatonUnit            unit;
  guint32              ladders;    /* one bit */
  gint32              *units;      /* by day, organization; NULL until the cell is asked about again */
  gint64               most;       /* of these */
  gint64               step;       /* of the present question: points that a unit brings more */
  gint64               owed;       /* points of a unit that *points* of the ladder have and *differences* do not */
} BatonScanWeights;

/* How another number in a cell is to be answered. */
typedef enum
{
  BATON_SCAN_UNWEIGHED,
  BATON_SCAN_TO_BE_WEIGHED,        /* from the events once more; weights are to be made beside it */
  BATON_SCAN_WEIGHED,              /* from the weights */
} BatonScanWeighing;

/* What one activity brought one organization in one fee period. */
typedef struct
{
  guint32 organisation;
  guint16 period;
  guint16 activity;      /* of the columns */
  gint64  base;          /* amounts */
} BatonScanFeeCell;

typedef struct _BatonScanTable BatonScanTable;

/* An activity to take out of the sums or to put into them. */
typedef struct
{
  const BatonScanPlan *plan;
  gint64               sign;
  gint64              *bases;          /* where its amounts go; NULL */
  BatonScanTable      *table;          /* NULL: it is linear. Owned */
  const BatonScanPlan *before;         /* linear, too, and taken out at the same time; NULL */
  gint64              *points_of_day;  /* of those that are linear, for the ladders; NULL: none. Owned */
} BatonScanTask;

struct _BatonScan
{
  BatonColumns   *columns;
  BatonScheme    *scheme;
  guint           threads;
  BatonDay        from;
  BatonDay        through;
  GArray         *asked;         /* of guint: the caller's days as indices of *days* */
  GArray         *days;          /* of BatonDay: the caller's, and the ends of fee periods */
  guint           n_held;        /* of the last of *days*: in a month that has not ended, in which nobody falls */
  guint           n_periods;     /* fee periods */
  guint8         *period_of_day; /* by day of the columns; n_periods: none that matters */
  guint          *period_end;    /* by period: index in *days* */
  BatonScanPlan  *plans;         /* by activity of the columns */
  gint64        **fee_bases;     /* by activity of the columns: NULL, or by organization, period: amounts */
  gboolean        fees_stale;    /* they have changed since *fee_cells* were made */
  GArray         *fee_cells;     /* of BatonScanFeeCell, by organization, period: those of *fee_bases* that are not 0 */
  BatonScanLadder ladders[BATON_SCAN_MAX_LADDERS];
  BatonScanWeights weights;
  BatonScanTotals totals;
  gboolean        in_detail;     /* keeps what follows */
  gint64        (*shares)[BATON_N_POINTS];   /* by organization: points from *from* on */
  GArray         *uses;          /* of BatonScanUse, by promotion */
  BatonWide       fees;
  guint           n_read;
};

/* baton-scan-days.c */
/* The fee periods that end on *from* or later, as far as the last day. FALSE when there are too many. */
gboolean baton_scan_lay_out_days        (BatonScan           *self,
                                         const BatonDay      *asked,
                                         guint                n_asked);
void     baton_scan_lay_out_ladder      (BatonScan           *self,
                                         guint                index);
void     baton_scan_ladder_clear        (BatonScanLadder     *ladder);
gboolean baton_scan_has_fees            (const BatonScheme   *scheme);

/* As baton_scan_new(); *in_detail*: also what each organization earned, and what each promotion did. */
BatonScan *baton_scan_new_for           (BatonColumns        *columns,
                                         BatonScheme         *scheme,
                                         const BatonDay      *days,
                                         guint                n_days,
                                         BatonDay             from,
                                         gboolean             in_detail,
                                         guint                threads,
                                         BatonScanCode       *code);

/* baton-scan-work.c */
/* Does the tasks and what follows from them. */
void     baton_scan_work                (BatonScan           *self,
                                         GArray              *tasks,
                                         BatonScanWeighing    weighing);

/* baton-scan-read.c */
/* Tier points of one event, into several ladders. */
static inline void
baton_scan_enter_points (BatonScan *self,
                         guint32    ladders,
                         guint32    organisation,
                         guint      day,
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

/* Whether the region makes no difference, and each event is worth the cell, or the cell times the quantity. */
gboolean baton_scan_plan_is_linear      (const BatonScanPlan *plan);
/* Totals of a linear plan, from the counts by day; *sign* −1 takes them back. */
void     baton_scan_sum_linear          (BatonScan           *self,
                                         const BatonScanPlan *plan,
                                         gint64               sign,
                                         BatonScanTotals     *totals);
/* By day of the columns, the tier points that one unit of a linear plan brings more than one of *before* (nullable), which is linear,
 * too, and reads the same events; NULL where that is nothing on any day, or no ladder asks. (transfer full) */
gint64  *baton_scan_list_tier_points    (BatonScan           *self,
                                         const BatonScanPlan *plan,
                                         const BatonScanPlan *before,
                                         gint64               sign);
/* Puts them in, for the events [first, end). */
void     baton_scan_enter_linear        (BatonScan           *self,
                                         const BatonScanPlan *plan,
                                         const gint64        *points_of_day,
                                         guint32              first,
                                         guint32              end);
void     baton_scan_read_amounts        (BatonScan           *self,
                                         const BatonScanPlan *plan,
                                         gint64              *bases,
                                         guint32              first,
                                         guint32              end);

/* baton-scan-table.c */
/* What the events of any plan are worth; threads share it. *sign* −1 takes them back. */
BatonScanTable *baton_scan_table_new    (BatonScan           *scan,
                                         const BatonScanPlan *plan,
                                         gint64               sign);
void     baton_scan_table_free          (BatonScanTable      *self);
gboolean baton_scan_table_has_tier_points (const BatonScanTable *self);
/* Room for one thread's counts of like events, all 0. (transfer full) */
guint32 *baton_scan_table_new_hits      (const BatonScanTable *self);
/* Reads the events [first, end): tier points at once, as are what organizations earned; of events that are like others only how many there are,
 * and the others' *totals* and *uses* (nullable). */
void     baton_scan_table_read          (const BatonScanTable *self,
                                         BatonScan           *scan,
                                         guint32              first,
                                         guint32              end,
                                         guint32             *hits,
                                         BatonScanTotals     *totals,
                                         BatonScanUse        *uses);
/* What was counted comes to. */
void     baton_scan_table_add_up        (const BatonScanTable *self,
                                         const guint32       *hits,
                                         BatonScanTotals     *totals,
                                         BatonScanUse        *uses);

/* baton-scan-shares.c */
/* What each organization earned of a linear plan, for the events [first, end); *sign* −1 takes it back. */
void     baton_scan_share_linear        (BatonScan           *self,
                                         const BatonScanPlan *plan,
                                         gint64               sign,
                                         guint32              first,
                                         guint32              end);
/* Adds what promotions give to *n* like events. */
void     baton_scan_add_gifts           (const BatonScanPlan *plan,
                                         const BatonScanGift *gifts,
                                         guint                n_gifts,
                                         gint64               n,
                                         BatonScanUse        *uses);

/* baton-scan-levels.c */
/* The largest number itself stands for thresholds that no sum of 32 bits reaches. */
#define BATON_SCAN_MOST_POINTS (G_MAXINT32 - 1)
/* The running sums of the organizations [first, end); the largest, which is beyond BATON_SCAN_MOST_POINTS where they do not fit. */
gint64   baton_scan_sum_differences     (BatonScan           *self,
                                         BatonScanLadder     *ladder,
                                         guint                first,
                                         guint                end);
/* Points beyond 32 bits: rare, so one thread does it all. */
void     baton_scan_compare_wide        (BatonScan           *self,
                                         const BatonLadder   *rules,
                                         BatonScanLadder     *ladder);
/* The levels of the organizations [first, end), and how many there are of each. */
void     baton_scan_compare_points      (BatonScan           *self,
                                         const BatonLadder   *rules,
                                         BatonScanLadder     *ladder,
                                         guint                first,
                                         guint                end,
                                         guint64             *counts);

/* baton-scan-weights.c */
void     baton_scan_weights_clear       (BatonScanWeights    *weights);
/* Notes that the cell of the activity is asked about, whose tier points change as *points_of_day* says. */
BatonScanWeighing
         baton_scan_weights_ask         (BatonScan           *self,
                                         guint                activity,
                                         const BatonScanPlan *plan,
                                         const gint64        *points_of_day);
/* Room for weights, which threads then make for the organizations [first, end); the largest. */
void     baton_scan_weights_prepare     (BatonScan           *self);
gint64   baton_scan_weights_make        (BatonScan           *self,
                                         guint                first,
                                         guint                end);
/* Moves the points of the organizations [first, end) by the step; the largest. */
gint64   baton_scan_weights_apply       (BatonScan           *self,
                                         guint                first,
                                         guint                end);
/* Gives the differences of the organizations [first, end) what they are owed. */
void     baton_scan_weights_settle      (BatonScan           *self,
                                         guint                first,
                                         guint                end);

/* baton-scan-fees.c */
/* By activity of the columns: NULL where it has no fee, else its rates, see baton-scan-fees.c. (transfer full) */
GPtrArray *baton_scan_list_rates        (BatonScan           *self);
/* Adds the cells of the organizations [first, end) to *cells*, in their order. */
void     baton_scan_list_fee_cells      (BatonScan           *self,
                                         guint                first,
                                         guint                end,
                                         GArray              *cells);
/* The fees of those of *cells* that are of the organizations [first, end), whose levels must be there. *by_organisation* (nullable): to which each
 * one's are added. */
BatonWide baton_scan_sum_fees           (BatonScan           *self,
                                         GPtrArray           *rates,
                                         GArray              *cells,
                                         guint                first,
                                         guint                end,
                                         gint64              *by_organisation);

G_END_DECLS
