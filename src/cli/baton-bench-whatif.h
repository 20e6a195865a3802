/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What batonctl bench whatif asks: the programs of the workload, of scan and tally; and whether both answer on a small
 * history as the plain replay does.
 */
#pragma once

#include "incentives/baton-scan.h"
#include "incentives/baton-tally.h"
#include "incentives/baton-workload.h"

G_BEGIN_DECLS

#define BATON_BENCH_WHATIF_SEED 12
#define BATON_BENCH_WHATIF_N_DAYS 12
#define BATON_BENCH_WHATIF_N_CHECKED 3000u

typedef struct
{
  BatonDay       days[BATON_BENCH_WHATIF_N_DAYS];       /* the month ends of a year */
  BatonSnapshot *snapshots[BATON_WORKLOAD_N_PROGRAMS];
} BatonBenchWhatif;

BatonBenchWhatif *baton_bench_whatif_new          (void);
void              baton_bench_whatif_free         (BatonBenchWhatif     *self);
/* NULL for the general programs; the others are plain. (transfer full) */
BatonScan        *baton_bench_whatif_scan         (BatonBenchWhatif     *self,
                                                   BatonColumns         *columns,
                                                   BatonWorkloadProgram  program);
/* (transfer full) */
BatonReckoning   *baton_bench_whatif_tally        (BatonBenchWhatif     *self,
                                                   BatonTimeline        *timeline,
                                                   BatonWorkloadProgram  program);
/* The workload as a register and a history. (transfer full) both */
void              baton_bench_whatif_make_history (guint64               n_events,
                                                   guint                 n_partners,
                                                   BatonRegister       **reg,
                                                   BatonHistory        **history);
/* Whether scan, tally and replay agree on BATON_BENCH_WHATIF_N_CHECKED events under every program, through files of the real
 * format. */
gboolean          baton_bench_whatif_check        (BatonBenchWhatif     *self);

G_END_DECLS
