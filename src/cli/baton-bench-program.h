/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs for the bench: a taxonomy of 5,000 terms in twelve vocabularies up to six levels deep, rules over one to three
 * dimensions on each side (one in seven a may not, one in five with a window), tagged contents and personas. The same
 * seed makes the same program.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

#define BATON_BENCH_DAY 20778   /* 2026-11-21 */

BatonProgram *baton_bench_program_new  (guint32 seed,
                                        guint   n_terms,
                                        guint   n_rules,
                                        guint   n_contents,
                                        guint   n_personas);
/* What can be edited, each as one change. */
typedef enum
{
  BATON_BENCH_EDIT_RULE,
  BATON_BENCH_EDIT_RULE_ADDED,
  BATON_BENCH_EDIT_RULE_MOVED,
  BATON_BENCH_EDIT_TAGS,
  BATON_BENCH_EDIT_CONTENT_ADDED,
  BATON_BENCH_EDIT_PERSONA,
  BATON_BENCH_EDIT_TERM_RENAMED,
  BATON_BENCH_EDIT_TERM_MOVED,
  BATON_BENCH_EDIT_TERM_ADDED,
  BATON_BENCH_N_EDITS
} BatonBenchEdit;

/* An edit that is not applied yet. (transfer full) */
BatonChange  *baton_bench_program_edit (const BatonProgram *program,
                                        BatonBenchEdit      edit,
                                        GRand              *random);

G_END_DECLS
