/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up events for measuring: any number of them, the same for the same seed. Partners are of very different size (the
 * events follow Zipf's law), a third of the events come late, and the mix of the twenty activities is that of an influencer
 * program. The programs to replay them under are made here as well.
 */
#pragma once

#include "incentives/baton-columns.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

typedef struct _BatonWorkload BatonWorkload;

#define BATON_WORKLOAD_N_ACTIVITIES 20
#define BATON_WORKLOAD_N_REGIONS 8

/* The first day of the workload, 1 July 2023, and how many days it spans: to the end of 2025. */
#define BATON_WORKLOAD_FIRST_DAY 19539
#define BATON_WORKLOAD_N_DAYS 915

/* One event: all numbers from 1, the day from 0. Its id is its number in the order of arrival, from 1. */
typedef struct
{
  guint32 partner;
  guint32 member;
  guint32 region;
  guint32 activity;
  guint32 day;
  guint32 quantity;
  guint32 amount;
} BatonWorkloadEvent;

/* The programs of the measurements. */
typedef enum
{
  BATON_WORKLOAD_LIVE,
  BATON_WORKLOAD_THRESHOLDS,   /* live with other thresholds */
  BATON_WORKLOAD_CELL,         /* live with another number in one cell, of an activity that carries tier points */
  BATON_WORKLOAD_ACTIVITY,     /* live with other points for one activity */
  BATON_WORKLOAD_FREQUENT,     /* live with other points and a step bonus for the most frequent activity */
  BATON_WORKLOAD_PROMOTION,    /* live with a promotion that gives more for longer */
  BATON_WORKLOAD_AUDIENCE,     /* live with the promotion for others */
  BATON_WORKLOAD_DRAFT,        /* live with many changes */
  BATON_WORKLOAD_GENERAL,      /* the draft with what a scan does not answer: caps, budget, goal, requirement, grace, who is asked */
  BATON_WORKLOAD_GENERAL_CELL, /* that with another number in one cell, which counts toward the budget's activities */
  BATON_WORKLOAD_LADDERS,      /* the general draft with six more ladders: of trees, of members, of fiscal years, with pins */
  BATON_WORKLOAD_LADDERS_THRESHOLDS, /* that with other thresholds on the first */
  BATON_WORKLOAD_N_PROGRAMS
} BatonWorkloadProgram;

BatonWorkload *baton_workload_new            (guint64                n_events,
                                              guint32                n_partners,
                                              guint64                seed);
void           baton_workload_free           (BatonWorkload         *self);
guint32        baton_workload_get_n_members  (BatonWorkload         *self);
/* The next event in the order of arrival; FALSE after the last. */
gboolean       baton_workload_next           (BatonWorkload         *self,
                                              BatonWorkloadEvent    *event);
/* All events as columns; organization number = partner − 1. (transfer full) */
BatonColumns  *baton_workload_make_columns   (BatonWorkload         *self);
/* The next events as rows of a history file, about *most_bytes* of them, without a header line; FALSE when there is none left. */
gboolean       baton_workload_append_csv     (BatonWorkload         *self,
                                              GString               *csv,
                                              gsize                  most_bytes);
/* The first line of such a file. */
const char    *baton_workload_get_csv_header (void);
/* (transfer full) */
BatonProgram  *baton_workload_make_program   (BatonWorkloadProgram   which);
/* As the files above have them: "o12", "m34", "a5", "r6". */
void           baton_workload_make_register  (BatonWorkload         *self,
                                              char                 **organisations,
                                              char                 **members);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonWorkload, baton_workload_free)

G_END_DECLS
