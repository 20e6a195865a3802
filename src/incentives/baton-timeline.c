/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Built in passes: the moments (baton-timeline-moments.c), what the register says of each from which day on (baton-timeline-who.c),
 * who stands together (baton-clusters.h), and the order by cluster. A counting sort keeps the order of the history within each
 * cluster.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-timeline-builder.h"

#include <stdlib.h>
#include <string.h>

#include "incentives/baton-clusters.h"

static guint32
number_clusters (BatonTimelineBuilder *builder)
{
  BatonTimeline *self = builder->self;
  guint n_organisations = baton_register_get_n_organisations (self->reg);
  guint n_members = baton_register_get_n_members (self->reg);
  g_autofree guint32 *number_of_root = g_new (guint32, n_organisations + n_members);
  guint32 n = 0;

  self->cluster_of_organisation = g_new (guint32, n_organisations);
  self->cluster_of_member = g_new (guint32, n_members);
  for (guint32 i = 0; i < n_organisations + n_members; i++)
    {
      guint32 root = baton_clusters_find (builder->parents, i);

      /* A root is the lowest of its cluster. */
      if (root == i)
        number_of_root[i] = n++;
      if (i < n_organisations)
        self->cluster_of_organisation[i] = number_of_root[root];
      else
        self->cluster_of_member[i - n_organisations] = number_of_root[root];
    }
  return n;
}

static guint32
get_cluster (BatonTimeline     *self,
             const BatonMoment *moment)
{
  return moment->organisation != BATON_INDEX_NONE ? self->cluster_of_organisation[moment->organisation] : self->cluster_of_member[moment->member];
}

/* Numbers by cluster, in their order: a counting sort of 0 … n−1. */
static guint32 *
sort_by_cluster (const guint32 *cluster_of,
                 guint          n,
                 guint          n_clusters,
                 guint32       *starts)
{
  guint32 *sorted = g_new (guint32, MAX (n, 1));
  g_autofree guint32 *ends = NULL;

  memset (starts, 0, sizeof *starts * (n_clusters + 1));
  for (guint i = 0; i < n; i++)
    starts[cluster_of[i] + 1]++;
  for (guint i = 0; i < n_clusters; i++)
    starts[i + 1] += starts[i];
  ends = g_memdup2 (starts, sizeof *starts * (n_clusters + 1));
  for (guint32 i = 0; i < n; i++)
    sorted[ends[cluster_of[i]]++] = i;
  return sorted;
}

/* Where each stands within its cluster. */
static guint32 *
number_places (const guint32 *sorted,
               guint          n,
               const guint32 *starts,
               guint          n_clusters)
{
  guint32 *places = g_new (guint32, MAX (n, 1));

  for (guint cluster = 0; cluster < n_clusters; cluster++)
    for (guint32 i = starts[cluster]; i < starts[cluster + 1]; i++)
      places[sorted[i]] = i - starts[cluster];
  return places;
}

static void
sort_moments (BatonTimeline *self)
{
  BatonMoment *sorted = g_new (BatonMoment, MAX (self->n_moments, 1));
  g_autofree guint32 *ends = g_new (guint32, self->clusters->len);

  for (guint i = 0; i < self->n_moments; i++)
    g_array_index (self->clusters, BatonCluster, get_cluster (self, &self->moments[i])).n_moments++;
  for (guint i = 0, first = 0; i < self->clusters->len; i++)
    {
      BatonCluster *cluster = &g_array_index (self->clusters, BatonCluster, i);

      cluster->first_moment = ends[i] = first;
      first += cluster->n_moments;
    }
  for (guint i = 0; i < self->n_moments; i++)
    sorted[ends[get_cluster (self, &self->moments[i])]++] = self->moments[i];
  g_free (self->moments);
  self->moments = sorted;
}

/* The days within the history on which the register says something new of the cluster. */
static void
list_facts_days (BatonTimeline *self,
                 BatonCluster  *cluster,
                 GArray        *days,
                 GArray        *all)
{
  guint n;

  g_array_set_size (days, 0);
  for (guint i = 0; i < cluster->n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (self->reg, self->organisations[cluster->first_organisation + i], &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].from > self->first)
          g_array_append_val (days, facts[k].from);
    }
  for (guint i = 0; i < cluster->n_members; i++)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (self->reg, self->members[cluster->first_member + i], &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].from > self->first)
          g_array_append_val (days, facts[k].from);
    }
  if (days->len > 1)
    qsort (days->data, days->len, sizeof (BatonDay), baton_timeline_compare_days);
  cluster->first_facts_day = all->len;
  for (guint i = 0; i < days->len; i++)
    {
      BatonDay day = g_array_index (days, BatonDay, i);

      if (i == 0 || day != g_array_index (days, BatonDay, i - 1))
        g_array_append_val (all, day);
    }
  cluster->n_facts_days = all->len - cluster->first_facts_day;
}

static void
make_clusters (BatonTimelineBuilder *builder)
{
  BatonTimeline *self = builder->self;
  guint32 n = number_clusters (builder);
  g_autofree guint32 *starts = g_new (guint32, n + 1);
  g_autofree guint32 *member_starts = g_new (guint32, n + 1);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (BatonDay));

  g_array_set_size (self->clusters, n);
  self->organisations = sort_by_cluster (self->cluster_of_organisation, baton_register_get_n_organisations (self->reg), n, starts);
  self->members = sort_by_cluster (self->cluster_of_member, baton_register_get_n_members (self->reg), n, member_starts);
  self->place_of_organisation = number_places (self->organisations, baton_register_get_n_organisations (self->reg), starts, n);
  self->place_of_member = number_places (self->members, baton_register_get_n_members (self->reg), member_starts, n);
  for (guint i = 0; i < n; i++)
    {
      BatonCluster *cluster = &g_array_index (self->clusters, BatonCluster, i);

      *cluster = (BatonCluster) { .first_organisation = starts[i], .n_organisations = starts[i + 1] - starts[i],
                                  .first_member = member_starts[i], .n_members = member_starts[i + 1] - member_starts[i] };
      list_facts_days (self, cluster, days, all);
    }
  self->facts_days = (BatonDay *) (gpointer) g_array_steal (all, NULL);
  sort_moments (self);
}

BatonTimeline *
baton_timeline_new (BatonRegister *reg,
                    BatonHistory  *history)
{
  BatonTimeline *self = g_new0 (BatonTimeline, 1);
  BatonTimelineBuilder builder = { .self = self };

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->reg = baton_register_ref (reg);
  self->history = baton_history_ref (history);
  if (!baton_history_get_span (history, &self->first, &self->last))
    self->first = self->last = BATON_DAY_NONE;
  self->subjects = g_ptr_array_new ();
  self->whos = g_array_new (FALSE, FALSE, sizeof (BatonWho));
  self->steps = g_array_new (FALSE, FALSE, sizeof (BatonWhoStep));
  self->clusters = g_array_new (FALSE, TRUE, sizeof (BatonCluster));

  builder.classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder.regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder.region_ids = g_ptr_array_new ();
  builder.subject_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  baton_timeline_classify (&builder);
  builder.parents = baton_clusters_new (reg);
  baton_timeline_list_moments (&builder);
  baton_timeline_list_steps (&builder);
  make_clusters (&builder);
  baton_timeline_resolve_whos (&builder);

  g_hash_table_unref (builder.classes);
  g_hash_table_unref (builder.who_by_key);
  g_hash_table_unref (builder.regions);
  g_hash_table_unref (builder.subject_by_id);
  g_ptr_array_unref (builder.region_ids);
  g_free (builder.organisation_classes);
  g_free (builder.member_classes);
  g_free (builder.first_organisation_facts);
  g_free (builder.first_member_facts);
  g_free (builder.parents);
  return self;
}

BatonTimeline *
baton_timeline_ref (BatonTimeline *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_timeline_unref (BatonTimeline *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->subjects);
  g_array_unref (self->whos);
  g_array_unref (self->steps);
  g_array_unref (self->clusters);
  g_free (self->moments);
  g_free (self->organisations);
  g_free (self->members);
  g_free (self->facts_days);
  g_free (self->cluster_of_organisation);
  g_free (self->cluster_of_member);
  g_free (self->place_of_organisation);
  g_free (self->place_of_member);
  g_free (self->first_step_of_organisation);
  g_free (self->first_step_of_member);
  g_free (self->clusters_of);
  g_free (self->first_cluster_of);
  g_mutex_clear (&self->lock);
  baton_history_unref (self->history);
  baton_register_unref (self->reg);
  g_free (self);
}

BatonRegister *
baton_timeline_get_register (BatonTimeline *self)
{
  return self->reg;
}

BatonHistory *
baton_timeline_get_history (BatonTimeline *self)
{
  return self->history;
}

guint
baton_timeline_get_n_clusters (BatonTimeline *self)
{
  return self->clusters->len;
}

/* Once with *clusters* NULL to count, once to fill. */
static void
visit_subjects (BatonTimeline *self,
                guint32       *ends,
                guint32       *clusters)
{
  /* The cluster + 1 in which each subject was last seen. */
  g_autofree guint32 *seen = g_new0 (guint32, MAX (self->subjects->len, 1));

  for (guint32 i = 0; i < self->clusters->len; i++)
    {
      const BatonCluster *cluster = &g_array_index (self->clusters, BatonCluster, i);

      for (guint k = 0; k < cluster->n_moments; k++)
        {
          guint32 subject = self->moments[cluster->first_moment + k].subject;

          if (seen[subject] == i + 1)
            continue;
          seen[subject] = i + 1;
          if (clusters != NULL)
            clusters[ends[subject]] = i;
          ends[subject]++;
        }
    }
}

const guint32 *
baton_timeline_list_clusters_of (BatonTimeline *self,
                                 guint          subject,
                                 guint         *n)
{
  g_mutex_lock (&self->lock);
  if (self->clusters_of == NULL)
    {
      guint n_subjects = self->subjects->len;
      g_autofree guint32 *ends = g_new0 (guint32, n_subjects + 1);

      self->first_cluster_of = g_new0 (guint32, n_subjects + 1);
      visit_subjects (self, self->first_cluster_of + 1, NULL);
      for (guint i = 0; i < n_subjects; i++)
        self->first_cluster_of[i + 1] += self->first_cluster_of[i];
      memcpy (ends, self->first_cluster_of, sizeof *ends * n_subjects);
      self->clusters_of = g_new (guint32, MAX (self->first_cluster_of[n_subjects], 1));
      visit_subjects (self, ends, self->clusters_of);
    }
  g_mutex_unlock (&self->lock);
  *n = self->first_cluster_of[subject + 1] - self->first_cluster_of[subject];
  return self->clusters_of + self->first_cluster_of[subject];
}

/* ── One cluster ─────────────────────────────────────────────────────────────────────────────────────── */

/* Where the organization is unknown, the member tells. */
static gboolean
is_of_cluster (BatonTimeline *self,
               guint32        cluster,
               guint32        organisation,
               guint32        member)
{
  if (organisation != BATON_INDEX_NONE)
    return self->cluster_of_organisation[organisation] == cluster;
  return member != BATON_INDEX_NONE && self->cluster_of_member[member] == cluster;
}

guint8 *
baton_timeline_mark_cluster (BatonTimeline *self,
                             guint          organisation,
                             guint          member)
{
  const BatonEvent *events = baton_history_get_events (self->history);
  guint n = baton_history_get_n_events (self->history);
  guint32 cluster = organisation != BATON_INDEX_NONE ? self->cluster_of_organisation[organisation] : self->cluster_of_member[member];
  guint8 *marks = g_new0 (guint8, n + 1);

  /* Of the history itself: a statement shows what was declined and taken back, too. */
  for (guint i = 0; i < n; i++)
    marks[i] = is_of_cluster (self, cluster, baton_register_find_organisation (self->reg, events[i].organisation),
                              events[i].member != NULL ? baton_register_find_member (self->reg, events[i].member) : BATON_INDEX_NONE);
  return marks;
}

BatonHistory *
baton_timeline_extract_cluster (BatonTimeline *self,
                                guint          organisation,
                                guint          member,
                                GArray        *indices)
{
  guint n_organisations = baton_register_get_n_organisations (self->reg);
  guint n_members = baton_register_get_n_members (self->reg);
  g_autofree guint32 *clusters = g_new (guint32, MAX (n_organisations + n_members, 1));

  g_return_val_if_fail (baton_history_get_rows (self->history) != NULL, NULL);

  memcpy (clusters, self->cluster_of_organisation, n_organisations * sizeof *clusters);
  memcpy (clusters + n_organisations, self->cluster_of_member, n_members * sizeof *clusters);
  return baton_clusters_extract (self->reg, baton_history_get_rows (self->history), clusters, organisation, member, indices);
}
