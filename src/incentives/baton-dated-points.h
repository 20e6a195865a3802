/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points that count from a day on. A program that is pushed restates the past where an activity's points are other ones; where it is
 * not to, each changed cell keeps what it said before that day, and says what is new in exceptions that begin with it.
 */
#pragma once

#include "model/baton-day.h"
#include "model/baton-portion.h"

G_BEGIN_DECLS

/* A copy of *draft* in which every points cell that *live* has with another content says the same as there before *from*, and the same
 * as in *draft* from that day on, for everybody. Cells that do so already are left alone. Other fields, and activities that only one of the two has, are as in *draft*.
 * (transfer full) */
BatonProgram *baton_dated_points_apply (const BatonProgram *live,
                                        const BatonProgram *draft,
                                        BatonDay            from);
/* The activities whose points would be other ones for days before *from*. (transfer container) of ids, borrowed from *draft*. */
GPtrArray    *baton_dated_points_list  (const BatonProgram *live,
                                        const BatonProgram *draft,
                                        BatonDay            from);

/* What dates the points that go, when *portion* (nullable: all) of *atoms*, the difference of live and *draft*, is pushed: each
 * activity as it is in *draft*, with those of its changed cells that go counting from *from* on. Cells that wait are left alone, as are
 * activities that are new. Empty when no points restate the past. (transfer full) of BatonChange */
GPtrArray    *baton_dated_points_list_changes (const BatonProgram *draft,
                                               GPtrArray          *atoms,
                                               const BatonPortion *portion,
                                               BatonDay            from);

G_END_DECLS
