/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history laid out for tallies (baton-tally.h): register and history resolved to numbers once, for any number of
 * programs, and cut into *clusters*. A cluster is a set of organizations and members of whom no rule can join one to
 * somebody outside: an organization, what is above and below it, their members and whoever reports events for both. So
 * clusters can be tallied on their own, in any order; only a promotion's budget is shared by all.
 *
 * Example: o1 with its subsidiary o2, member m1 of o2, and m9 of o5 who once reported an event for o1: one cluster of o1, o2,
 * o5, m1, m9. Inside a cluster the moments are in the order of day and event id.
 *
 * It knows nothing of a program: subjects and regions are kept by their ids. What an audience may hear of whoever is asked,
 * but for tiers and numbers, is the moment's *who*: two with the same terms, roles and region have the same.
 *
 * Immutable and reference-counted, free to cross threads; keeps register and history.
 */
#pragma once

#include "incentives/baton-history.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

typedef struct _BatonTimeline BatonTimeline;

/* (transfer full) */
BatonTimeline *baton_timeline_new          (BatonRegister *reg,
                                            BatonHistory  *history);
BatonTimeline *baton_timeline_ref          (BatonTimeline *self);
void           baton_timeline_unref        (BatonTimeline *self);
BatonRegister *baton_timeline_get_register (BatonTimeline *self);
BatonHistory  *baton_timeline_get_history  (BatonTimeline *self);
/* How many clusters there are. */
guint          baton_timeline_get_n_clusters (BatonTimeline *self);
/* For each event of the history whether it belongs to the cluster of the organization, or of the member where that is
 * BATON_INDEX_NONE. (transfer full) */
guint8        *baton_timeline_mark_cluster (BatonTimeline *self,
                                            guint          organisation,
                                            guint          member);

/* Where the history lies in segments: those events alone, and the reversals of them, as a history. *indices* (of guint) gets what
 * they are in the whole. (transfer full) */
BatonHistory  *baton_timeline_extract_cluster (BatonTimeline *self,
                                               guint          organisation,
                                               guint          member,
                                               GArray        *indices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTimeline, baton_timeline_unref)

G_END_DECLS
