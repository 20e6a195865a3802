/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-one.h"

#include "incentives/baton-clusters.h"
#include "incentives/baton-history-private.h"
#include "incentives/baton-replay-private.h"
#include "incentives/baton-tally.h"

/* Whether what somebody of the part earns may depend on what all others have earned before. */
static gboolean
shares_budget (const BatonScheme *scheme,
               BatonHistory      *history,
               const guint8      *marks)
{
  const BatonEvent *events = baton_history_get_events (history);

  for (guint i = 0; i < baton_history_get_n_events (history); i++)
    {
      guint activity = BATON_INDEX_NONE;

      if (events[i].type == BATON_EVENT_ACTIVITY && events[i].subject != NULL && (marks == NULL || marks[i]))
        activity = baton_scheme_find_activity (scheme, events[i].subject);
      for (guint k = 0; activity != BATON_INDEX_NONE && k < scheme->n_promotions; k++)
        {
          const BatonPromotion *promotion = &scheme->promotions[k];

          if (promotion->enabled && promotion->has_budget && promotion->applies[activity] && baton_window_contains (promotion->window, events[i].day))
            return TRUE;
        }
    }
  return FALSE;
}

static BatonReplay *
replay_with_budgets (BatonSnapshot *snapshot,
                     BatonRegister *reg,
                     BatonHistory  *history,
                     BatonDay       through,
                     guint          organisation,
                     guint          member,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (BatonTimeline) timeline = baton_timeline_new (reg, history);
  g_autoptr (BatonReckoning) reckoning = baton_tally (timeline, snapshot, through, through, 0, cancellable, error);

  return reckoning != NULL ? baton_reckoning_replay_one (reckoning, organisation, member, error) : NULL;
}

/* Which events of a history of records are *root*'s; (transfer full). */
static guint8 *
mark_events (const guint32 *roots,
             guint32        root,
             BatonRegister *reg,
             BatonHistory  *history)
{
  const BatonEvent *events = baton_history_get_events (history);
  guint n_organisations = baton_register_get_n_organisations (reg);
  guint n = baton_history_get_n_events (history);
  guint8 *marks = g_new0 (guint8, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint organisation = baton_register_find_organisation (reg, events[i].organisation);
      guint member = organisation == BATON_INDEX_NONE && events[i].member != NULL ? baton_register_find_member (reg, events[i].member) : BATON_INDEX_NONE;

      marks[i] = (organisation != BATON_INDEX_NONE && roots[organisation] == root) || (member != BATON_INDEX_NONE && roots[n_organisations + member] == root);
    }
  return marks;
}

/* The numbers within [first, end) of those who stand under *root*, less *first*; (transfer full) of guint32. */
static GArray *
list_under (const guint32 *roots,
            guint32        root,
            guint          first,
            guint          end)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = first; i < end; i++)
    {
      guint32 number = i - first;

      if (roots[i] == root)
        g_array_append_val (numbers, number);
    }
  return numbers;
}

BatonReplay *
baton_replay_new_one_of (BatonSnapshot      *snapshot,
                         BatonClusterRoots  *standing,
                         BatonDay            through,
                         guint               organisation,
                         guint               member,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (snapshot);
  BatonRegister *reg = baton_cluster_roots_get_register (standing);
  BatonHistory *history = baton_cluster_roots_get_history (standing);
  BatonHistoryRows *rows = baton_history_get_rows (history);
  guint n_organisations = baton_register_get_n_organisations (reg);
  guint n = n_organisations + baton_register_get_n_members (reg);
  const guint32 *roots;
  g_autofree guint8 *marks = NULL;
  g_autoptr (GArray) organisations = NULL, members = NULL;
  g_autoptr (BatonHistory) events = NULL;
  BatonReplayPart part = { 0 };
  BatonDay first, last;
  guint32 root;

  g_return_val_if_fail (organisation < n_organisations || (organisation == BATON_INDEX_NONE && member < n - n_organisations), NULL);

  roots = baton_cluster_roots_list (standing);
  root = roots[organisation != BATON_INDEX_NONE ? organisation : n_organisations + member];
  if (rows != NULL)
    events = baton_clusters_extract (reg, rows, roots, organisation, member, NULL);
  else
    marks = mark_events (roots, root, reg, history);
  if (shares_budget (scheme, rows != NULL ? events : history, marks))
    return replay_with_budgets (snapshot, reg, history, through, organisation, member, cancellable, error);

  organisations = list_under (roots, root, 0, n_organisations);
  members = list_under (roots, root, n_organisations, n);
  part = (BatonReplayPart) { .events = marks, .organisations = (const guint32 *) (gpointer) organisations->data, .n_organisations = organisations->len,
                             .members = (const guint32 *) (gpointer) members->data, .n_members = members->len };
  if (!baton_history_get_span (history, &first, &last))
    first = BATON_DAY_NONE;
  return baton_replay_new_part (scheme, reg, rows != NULL ? events : history, first, through, &part, error);
}

BatonReplay *
baton_replay_new_one (BatonSnapshot *snapshot,
                      BatonRegister *reg,
                      BatonHistory  *history,
                      BatonDay       through,
                      guint          organisation,
                      guint          member,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (BatonClusterRoots) standing = baton_cluster_roots_new (reg, history);

  return baton_replay_new_one_of (snapshot, standing, through, organisation, member, cancellable, error);
}
