/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An example from the register for what the analysis of the rules found: the analysis itself knows personas alone.
 */
#pragma once

#include "incentives/baton-register.h"
#include "rules/baton-analysis.h"

G_BEGIN_DECLS

/* For each of *findings* (of BatonFinding) the first organization of the register which, by its own terms or a member's, the
 * *may not* of two rules that meet refuses what the other rule allows; NULL for findings of other kinds, and where there is none.
 * All are NULL when *cancellable* (nullable) was cancelled. Any thread. (transfer full) of const char *, ids of the register. */
GPtrArray *baton_finding_partners (BatonRegister *reg,
                                   BatonSnapshot *snapshot,
                                   GPtrArray     *findings,
                                   BatonDay       day,
                                   GCancellable  *cancellable);

G_END_DECLS
