/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tally: the reckoning of any program, with all that a program can say, as fast as the figures allow. It equals a plain
 * replay's reckoning exactly, which the tests prove on random programs.
 *
 *   scan (baton-scan.h)     plain programs; millions of events in milliseconds; asked again only for what an edit touches
 *   tally                   every program; cluster by cluster, several threads at once; no record of single events
 *   replay (baton-replay.h) every program; day by day; a record of each event. The reference, and what a statement is made of
 */
#pragma once

#include <gio/gio.h>

#include "incentives/baton-reckoning.h"
#include "incentives/baton-timeline.h"

G_BEGIN_DECLS

/* The reckoning of the program of *snapshot* up to and with *through*, compared from *from* on. *threads*: 0 for as many as there
 * are processors; the answer does not depend on it. NULL with BATON_INCENTIVES_ERROR_OVERFLOW or
 * BATON_INCENTIVES_ERROR_CANCELLED. (transfer full) */
BatonReckoning *baton_tally (BatonTimeline  *timeline,
                             BatonSnapshot  *snapshot,
                             BatonDay        from,
                             BatonDay        through,
                             guint           threads,
                             GCancellable   *cancellable,
                             GError        **error);

/* What baton_tally() of *snapshot* gives, where it gave *before* for another program: of a program that differs in thresholds, in an
 * activity or a cell of one, in a promotion, or in a named audience that those use, only the clusters are tallied that the
 * difference can reach; for any other all are. Exact. *n_tallied* (out, nullable): how many. (transfer full) */
BatonReckoning *baton_tally_again (BatonReckoning *before,
                                   BatonSnapshot  *snapshot,
                                   guint           threads,
                                   guint          *n_tallied,
                                   GCancellable   *cancellable,
                                   GError        **error);

G_END_DECLS
