/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who stands together (baton-clusters.h), of a register and a history: worked out when somebody first asks, and kept for the next statement.
 * Reference-counted, free to cross threads. Inside this room only.
 */
#pragma once

#include "incentives/baton-history.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

typedef struct _BatonClusterRoots BatonClusterRoots;

/* Keeps both. (transfer full) */
BatonClusterRoots *baton_cluster_roots_new   (BatonRegister     *reg,
                                              BatonHistory      *history);
BatonClusterRoots *baton_cluster_roots_ref   (BatonClusterRoots *self);
void               baton_cluster_roots_unref (BatonClusterRoots *self);
BatonRegister     *baton_cluster_roots_get_register (BatonClusterRoots *self);
BatonHistory      *baton_cluster_roots_get_history  (BatonClusterRoots *self);
/* The root of each organization, then of each member. Borrowed; takes the time that it takes to read the history once, the first time. */
const guint32     *baton_cluster_roots_list  (BatonClusterRoots *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonClusterRoots, baton_cluster_roots_unref)

G_END_DECLS
