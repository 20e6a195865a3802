/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-cluster-roots.h"

#include "incentives/baton-clusters.h"
#include "incentives/baton-history-private.h"

struct _BatonClusterRoots
{
  gatomicrefcount references;
  BatonRegister  *reg;
  BatonHistory   *history;
  GMutex          lock;          /* guards what follows */
  guint32        *roots;         /* NULL: nobody has asked */
};

BatonClusterRoots *
baton_cluster_roots_new (BatonRegister *reg,
                         BatonHistory  *history)
{
  BatonClusterRoots *self = g_new0 (BatonClusterRoots, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->reg = baton_register_ref (reg);
  self->history = baton_history_ref (history);
  return self;
}

BatonClusterRoots *
baton_cluster_roots_ref (BatonClusterRoots *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_cluster_roots_unref (BatonClusterRoots *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->roots);
  g_mutex_clear (&self->lock);
  baton_history_unref (self->history);
  baton_register_unref (self->reg);
  g_free (self);
}

BatonRegister *
baton_cluster_roots_get_register (BatonClusterRoots *self)
{
  return self->reg;
}

BatonHistory *
baton_cluster_roots_get_history (BatonClusterRoots *self)
{
  return self->history;
}

static void
join_events (guint32       *parents,
             BatonRegister *reg,
             BatonHistory  *history)
{
  const BatonEvent *events = baton_history_get_events (history);
  guint n_organisations = baton_register_get_n_organisations (reg);

  for (guint i = 0; i < baton_history_get_n_events (history); i++)
    {
      guint organisation = baton_register_find_organisation (reg, events[i].organisation);
      guint member = events[i].member != NULL ? baton_register_find_member (reg, events[i].member) : BATON_INDEX_NONE;

      if (organisation != BATON_INDEX_NONE && member != BATON_INDEX_NONE)
        baton_clusters_join (parents, organisation, n_organisations + member);
    }
}

const guint32 *
baton_cluster_roots_list (BatonClusterRoots *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  BatonHistoryRows *rows = baton_history_get_rows (self->history);
  guint n = baton_register_get_n_organisations (self->reg) + baton_register_get_n_members (self->reg);

  if (self->roots != NULL)
    return self->roots;
  self->roots = baton_clusters_new (self->reg);
  if (rows != NULL)
    baton_clusters_join_rows (self->roots, self->reg, rows);
  else
    join_events (self->roots, self->reg, self->history);
  for (guint i = 0; i < n; i++)
    self->roots[i] = baton_clusters_find (self->roots, i);
  return self->roots;
}
