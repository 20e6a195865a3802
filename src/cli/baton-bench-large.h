/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program grown large for a bench: terms in trees and activities below motions and headings, added to one that is there. The
 * same seed adds the same. The benches of other rooms build this file as theirs.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

void baton_bench_large_grow (BatonProgram *program,
                             guint32       seed,
                             guint         n_terms,
                             guint         n_activities);

G_END_DECLS
