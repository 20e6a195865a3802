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
/* Another rule, other tags or other terms in place of those of the entity. (transfer full) */
BatonEntity  *baton_bench_program_edit (const BatonProgram *program,
                                        BatonKind           kind,
                                        GRand              *random);

G_END_DECLS
