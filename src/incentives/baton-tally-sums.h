/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each cluster of a tally added to the sums over all, kept so that asking again need not tally a cluster under the program that it
 * was tallied under before. Immutable and reference-counted: reckonings share those of the clusters that an edit does not reach. Inside
 * this room only.
 */
#pragma once

#include "incentives/baton-reckoning-private.h"

G_BEGIN_DECLS

BatonClusterSums *baton_cluster_sums_ref   (BatonClusterSums       *self);
void              baton_cluster_sums_unref (BatonClusterSums       *self);

G_END_DECLS
