/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * baton --trace: how long each turn of the main loop held it, and what was done in that turn. Layout and drawing are
 * measured with the frame clocks of the windows and named beside it, as they are the toolkit's. It is printed as it
 * happens and summed up at the end; under sysprof each turn is a mark of its own.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_TRACE (baton_trace_get_type ())
G_DECLARE_FINAL_TYPE (BatonTrace, baton_trace, BATON, TRACE, GObject)

/* Follows all windows that are made from now on, in the main context of this thread. The last reference prints the summary. */
BatonTrace *baton_trace_new (void);
/* How long a turn must hold the loop to be told and marked whatever was done in it; at first a frame's time. For benchmarks that
 * look for the longest. */
void        baton_trace_set_limit (BatonTrace *self,
                                   gint64      microseconds);

G_END_DECLS
