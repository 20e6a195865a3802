/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asked again after an edit. What a program gives to a cluster depends on the cluster alone, but for budgets. So of two programs
 * that differ in little, only those clusters are tallied that the difference can reach: their old part, of which each tally keeps the
 * sums by cluster, is taken out of the sums over all, and their new part put in. All is integers, so everything is exact.
 *
 * Whom a difference reaches:
 *
 *   - other thresholds: every tally notes, for each cluster and tier, the nearest points below and above the threshold that anybody
 *     in it ever had at the end of a day. A threshold that stays between the two changes nothing there, as every comparison
 *     ends as before;
 *   - an activity (a cell of it, a flag, a cap…): the clusters that have an event of it;
 *   - a promotion: those that have an event of an activity to which it applies, before or after, in its window, before or after;
 *   - a named audience: whatever names it; an activity or a promotion counts as changed then.
 *
 * Budgets are shared by all: the charges that were kept tell where they end now, and whom that concerns (baton-tally-budget.c).
 *
 * For any other difference, and where it would reach nearly everybody, all is tallied anew.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include <string.h>

/* So few are tallied at once anyway. */
#define FEW_MOMENTS 10000

/* Kinds that say nothing about incentives, nor about whom an audience meets. */
static const BatonKind foreign_kinds[] = {
  BATON_KIND_PUBLISHING_RULE, BATON_KIND_BRAND, BATON_KIND_ASSET, BATON_KIND_NAVIGATION_ITEM, BATON_KIND_PAGE, BATON_KIND_BLOCK,
  BATON_KIND_CONTENT, BATON_KIND_COLLECTION, BATON_KIND_SEARCH_PROFILE, BATON_KIND_WORKFLOW, BATON_KIND_WORKFLOW_STEP, BATON_KIND_TOOL,
  BATON_KIND_KPI, BATON_KIND_TARGET, BATON_KIND_DASHBOARD, BATON_KIND_MAPPING_ENTRY, BATON_KIND_PORTAL_WORD,
};

typedef struct
{
  BatonSnapshot     *before;
  BatonSnapshot     *after;
  const BatonScheme *old_scheme;
  const BatonScheme *new_scheme;
  guint8            *activities;    /* by activity: it is changed, or a promotion of it is */
  BatonWindow       *windows;       /* by activity that is: on no other days */
  gboolean           thresholds;    /* some are others */
} Difference;

/* ── What is different ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
mentions (const BatonValue *value,
          const char       *id)
{
  if (value == NULL)
    return FALSE;
  if (baton_value_is (value, BATON_VALUE_STRING))
    return strcmp (baton_value_get_string (value), id) == 0;
  if (!baton_value_is (value, BATON_VALUE_OBJECT) && !baton_value_is (value, BATON_VALUE_ARRAY))
    return FALSE;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    if (mentions (baton_value_get_element (value, i), id))
      return TRUE;
  return FALSE;
}

static void
mark_days (Difference  *difference,
           guint        activity,
           BatonWindow  window)
{
  BatonWindow *days = &difference->windows[activity];

  if (difference->activities[activity])
    window = (BatonWindow) { MIN (days->from, window.from), MAX (days->through, window.through) };
  *days = window;
  difference->activities[activity] = TRUE;
}

static void
mark_promotion (Difference *difference,
                const char *id)
{
  for (guint side = 0; side < 2; side++)
    {
      const BatonScheme *scheme = side == 0 ? difference->old_scheme : difference->new_scheme;

      for (guint i = 0; i < scheme->n_promotions; i++)
        for (guint k = 0; strcmp (scheme->promotions[i].id, id) == 0 && k < scheme->n_activities; k++)
          if (scheme->promotions[i].applies[k])
            mark_days (difference, k, scheme->promotions[i].window);
    }
}

static gboolean
mark_activity (Difference *difference,
               const char *id)
{
  guint index = baton_scheme_find_activity (difference->new_scheme, id);

  if (index == BATON_INDEX_NONE)
    return FALSE;
  mark_days (difference, index, (BatonWindow) { BATON_DAY_MIN, BATON_DAY_MAX });
  return TRUE;
}

/* Whatever names the audience is as if it were changed itself. */
static gboolean
mark_audience (Difference *difference,
               const char *id)
{
  for (BatonKind kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GPtrArray *entities = baton_snapshot_list (difference->after, kind);
      gboolean foreign = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (foreign_kinds); i++)
        foreign |= foreign_kinds[i] == kind;
      for (guint i = 0; i < entities->len && !foreign; i++)
        {
          g_autoptr (BatonValue) body = baton_entity_to_value (entities->pdata[i]);

          if (strcmp (baton_entity_get_id (entities->pdata[i]), id) == 0 || !mentions (body, id))
            continue;
          if (kind == BATON_KIND_PROMOTION)
            mark_promotion (difference, baton_entity_get_id (entities->pdata[i]));
          else if (kind != BATON_KIND_ACTIVITY || !mark_activity (difference, baton_entity_get_id (entities->pdata[i])))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
differ_only_in (BatonEntity *before,
                BatonEntity *after,
                BatonField   field)
{
  g_autoptr (BatonEntity) moved = baton_entity_with (before, field, baton_entity_get (after, field));

  return baton_entity_equal (moved, after);
}

static gboolean
note_change (Difference  *difference,
             BatonKind    kind,
             BatonEntity *before,
             BatonEntity *after)
{
  const char *id = baton_entity_get_id (before);

  switch (kind)
    {
    case BATON_KIND_TIER:
      difference->thresholds = TRUE;
      return differ_only_in (before, after, BATON_FIELD_TIER_THRESHOLD);
    case BATON_KIND_ACTIVITY:
      return g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) == 0 && mark_activity (difference, id);
    case BATON_KIND_PROMOTION:
      /* Another budget ends elsewhere, which shows when the budgets are settled. */
      if (baton_entity_get (before, BATON_FIELD_PROMOTION_BUDGET) == NULL || baton_entity_get (after, BATON_FIELD_PROMOTION_BUDGET) == NULL ||
          !differ_only_in (before, after, BATON_FIELD_PROMOTION_BUDGET))
        mark_promotion (difference, id);
      return TRUE;
    case BATON_KIND_AUDIENCE:
      return mark_audience (difference, id);
    default:
      return FALSE;
    }
}

/* FALSE when the difference may reach everybody. */
static gboolean
find_difference (Difference *difference)
{
  for (BatonKind kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GPtrArray *before = baton_snapshot_list (difference->before, kind);
      GPtrArray *after = baton_snapshot_list (difference->after, kind);
      gboolean foreign = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (foreign_kinds); i++)
        foreign |= foreign_kinds[i] == kind;
      if (foreign)
        continue;
      if (before->len != after->len)
        return FALSE;
      for (guint i = 0; i < before->len; i++)
        {
          if (before->pdata[i] == after->pdata[i] || baton_entity_equal (before->pdata[i], after->pdata[i]))
            continue;
          if (strcmp (baton_entity_get_id (before->pdata[i]), baton_entity_get_id (after->pdata[i])) != 0 ||
              !note_change (difference, kind, before->pdata[i], after->pdata[i]))
            return FALSE;
        }
    }
  return TRUE;
}

/* Whether all that has a number has the same one in both. */
static gboolean
have_same_shape (const BatonScheme *a,
                 const BatonScheme *b)
{
  gboolean same = a->n_activities == b->n_activities && a->n_promotions == b->n_promotions && a->n_ladders == b->n_ladders &&
                  a->n_rewards == b->n_rewards && a->n_funds == b->n_funds;

  for (guint i = 0; same && i < a->n_activities; i++)
    same = strcmp (a->activities[i].id, b->activities[i].id) == 0;
  for (guint i = 0; same && i < a->n_promotions; i++)
    same = strcmp (a->promotions[i].id, b->promotions[i].id) == 0;
  for (guint i = 0; same && i < a->n_ladders; i++)
    {
      same = strcmp (a->ladders[i].id, b->ladders[i].id) == 0 && a->ladders[i].n_tiers == b->ladders[i].n_tiers && a->ladders[i].holder == b->ladders[i].holder;
      for (guint k = 0; same && k < a->ladders[i].n_tiers; k++)
        same = strcmp (a->ladders[i].tiers[k].id, b->ladders[i].tiers[k].id) == 0;
    }
  return same;
}

/* ── Whom it reaches ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
crosses (const Difference  *difference,
         const BatonSlack  *slack)
{
  guint at = 0;

  for (guint i = 0; i < difference->new_scheme->n_ladders; i++)
    for (guint k = 0; k < difference->new_scheme->ladders[i].n_tiers; k++, at++)
      {
        gint64 threshold = difference->new_scheme->ladders[i].tiers[k].threshold;

        if (threshold <= slack[at].below || threshold > slack[at].above)
          return TRUE;
      }
  return FALSE;
}

gboolean
baton_tally_has_moment (BatonTimeline *timeline,
                        guint32        number,
                        guint32        subject,
                        BatonWindow    window)
{
  const BatonCluster *cluster = &g_array_index (timeline->clusters, BatonCluster, number);
  const BatonMoment *end = timeline->moments + cluster->first_moment + cluster->n_moments;

  for (const BatonMoment *moment = end - cluster->n_moments; moment < end && moment->day <= window.through; moment++)
    if (moment->subject == subject && moment->day >= window.from)
      return TRUE;
  return FALSE;
}

/* Marks the clusters that are to be tallied again. */
static void
mark_reached (const Difference *difference,
              BatonReckoning   *before,
              guint8           *marks)
{
  BatonTimeline *timeline = before->timeline;

  for (guint i = 0; i < timeline->subjects->len; i++)
    {
      guint activity = baton_scheme_find_activity (difference->new_scheme, g_ptr_array_index (timeline->subjects, i));
      const guint32 *clusters;
      BatonWindow window;
      gboolean always;
      guint n_clusters;

      if (activity == BATON_INDEX_NONE || !difference->activities[activity])
        continue;
      window = difference->windows[activity];
      always = window.from <= timeline->first && window.through >= timeline->last;
      clusters = baton_timeline_list_clusters_of (timeline, i, &n_clusters);
      for (guint k = 0; k < n_clusters; k++)
        if (!marks[clusters[k]])
          marks[clusters[k]] = always || baton_tally_has_moment (timeline, clusters[k], i, window);
    }
  for (guint32 i = 0; difference->thresholds && i < timeline->clusters->len; i++)
    marks[i] |= crosses (difference, before->slack + (gsize) i * before->n_slack);
}

/* (transfer full): of guint32, rising. *n_moments* (out): of all these clusters. */
static GArray *
list_marked (BatonTimeline *timeline,
             const guint8  *marks,
             guint         *n_moments)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  *n_moments = 0;
  for (guint32 i = 0; i < timeline->clusters->len; i++)
    if (marks[i])
      {
        g_array_append_val (numbers, i);
        *n_moments += g_array_index (timeline->clusters, BatonCluster, i).n_moments;
      }
  return numbers;
}

/* ── Budgets ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether the promotion may be another one, but for how much it may spend; or what its events earn. */
static gboolean
is_touched (const Difference *difference,
            guint             promotion)
{
  const BatonPromotion *before = &difference->old_scheme->promotions[promotion];
  const BatonPromotion *after = &difference->new_scheme->promotions[promotion];
  gboolean touched = !after->enabled || !after->has_budget || !before->has_budget;

  for (guint i = 0; i < difference->new_scheme->n_activities && !touched; i++)
    touched = difference->activities[i] && (before->applies[i] || after->applies[i]);
  return touched;
}

/* Takes the cut-offs of the program before, as far as they may be right; marks whom it concerns where one is not taken. */
static void
guess_cut_offs (const Difference *difference,
                BatonReckoning   *before,
                BatonTallyRules  *rules,
                gboolean          many,
                gboolean         *guessed,
                guint8           *marks)
{
  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    {
      guint32 event = before->ends[i].event;

      if (event == BATON_EVENT_NONE)
        continue;
      rules->cut_offs[i] = event;
      guessed[i] = TRUE;
      /* Were many tallied with a guess that comes too early, they would be so twice. */
      if (is_touched (difference, i) && (many || !difference->new_scheme->promotions[i].enabled || !difference->new_scheme->promotions[i].has_budget))
        {
          baton_tally_mark_from (rules, i, event, marks);
          rules->cut_offs[i] = BATON_EVENT_NONE;
          guessed[i] = FALSE;
        }
    }
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

/* Of promotions whose cut-off was not taken. */
static void
forget_ends (BatonReckoning        *reckoning,
             const BatonTallyRules *rules)
{
  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    if (rules->cut_offs[i] == BATON_EVENT_NONE)
      reckoning->ends[i].event = BATON_EVENT_NONE;
}

/* Has the reckoning hold all that *before* does. */
static void
copy_reckoning (BatonReckoning  *after,
                BatonReckoning  *before,
                BatonTallyRules *rules)
{
  guint n_clusters = before->timeline->clusters->len;
  BatonTallySums sums;

  for (guint i = 0; i < after->scheme->n_ladders; i++)
    {
      const BatonReckoningLadder *from = &before->ladders[i];
      BatonReckoningLadder *to = &after->ladders[i];

      memcpy (to->levels, from->levels, sizeof *to->levels * to->n_holders * after->days->len);
      memcpy (to->points, from->points, sizeof *to->points * to->n_holders);
      memcpy (to->climbs, from->climbs, sizeof *to->climbs * to->n_holders);
    }
  memcpy (after->shares, before->shares, sizeof *after->shares * baton_register_get_n_organisations (before->reg));
  after->n_slack = before->n_slack;
  after->slack = g_memdup2 (before->slack, MAX (sizeof *before->slack * before->n_slack * n_clusters, 1));
  after->sums = g_new (BatonClusterSums *, MAX (n_clusters, 1));
  for (guint i = 0; i < n_clusters; i++)
    after->sums[i] = baton_cluster_sums_ref (before->sums[i]);
  baton_tally_sums_lay_out (&sums, after->scheme, baton_tally_count_fund_days (rules), NULL);
  after->row = g_memdup2 (before->row, sizeof *before->row * sums.n);
  after->charges = g_array_ref (before->charges);
  after->charges_sorted = before->charges_sorted;
  after->ends = g_memdup2 (before->ends, sizeof *before->ends * MAX (after->scheme->n_promotions, 1));
}

/* Whether a ladder looks at everybody, on all days, under both programs or under none. */
static gboolean
keep_ladders (const BatonScheme *a,
              const BatonScheme *b)
{
  gboolean same = TRUE;

  for (guint i = 0; i < a->n_ladders; i++)
    {
      const BatonLadder *first = &a->ladders[i];
      const BatonLadder *second = &b->ladders[i];

      same &= first->dynamic == second->dynamic &&
              (first->n_tiers == 0 || (first->tiers[0].threshold <= 0) == (second->tiers[0].threshold <= 0));
    }
  return same;
}

/* The reckoning where only some clusters had to be tallied; NULL where it cannot be had so, or was cancelled. */
static BatonReckoning *
tally_part (BatonReckoning *before,
            BatonScheme    *scheme,
            guint           threads,
            GCancellable   *cancellable,
            guint          *n_tallied)
{
  BatonTimeline *timeline = before->timeline;
  g_autofree guint8 *activities = g_new0 (guint8, MAX (scheme->n_activities, 1));
  g_autofree BatonWindow *windows = g_new0 (BatonWindow, MAX (scheme->n_activities, 1));
  g_autofree guint8 *marks = g_new0 (guint8, MAX (timeline->clusters->len, 1));
  g_autofree gboolean *guessed = g_new0 (gboolean, MAX (scheme->n_promotions, 1));
  Difference difference = { .before = before->scheme->snapshot, .after = scheme->snapshot, .old_scheme = before->scheme, .new_scheme = scheme, .activities = activities,
                            .windows = windows };
  g_autoptr (BatonReckoning) after = NULL;
  g_autoptr (GArray) first = NULL, reached = NULL;
  BatonTallyRules *rules;
  guint n_moments;
  gboolean good;

  if (!have_same_shape (before->scheme, scheme) || !find_difference (&difference) || !keep_ladders (before->scheme, scheme))
    return NULL;
  mark_reached (&difference, before, marks);
  first = list_marked (timeline, marks, &n_moments);
  after = baton_reckoning_new_empty (scheme, before->reg, before->history, before->from, before->through);
  after->timeline = baton_timeline_ref (timeline);
  rules = baton_tally_rules_new (timeline, scheme, after);
  guess_cut_offs (&difference, before, rules, n_moments > timeline->n_moments / 2, guessed, marks);
  reached = list_marked (timeline, marks, &n_moments);
  *n_tallied = reached->len;
  good = n_moments < timeline->n_moments / 8 * 7 || timeline->n_moments < FEW_MOMENTS;
  if (good)
    {
      copy_reckoning (after, before, rules);
      forget_ends (after, rules);
      good = (reached->len == 0 || baton_tally_clusters (rules, reached, threads, cancellable)) &&
             baton_tally_settle_budgets (rules, guessed, marks, threads, n_tallied, cancellable) && baton_tally_fill (rules);
    }
  baton_tally_rules_free (rules);
  return good ? g_steal_pointer (&after) : NULL;
}

BatonReckoning *
baton_tally_again (BatonReckoning *before,
                   BatonSnapshot  *snapshot,
                   guint           threads,
                   guint          *n_tallied,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autoptr (BatonScheme) scheme = NULL;
  BatonReckoning *after = NULL;
  guint n;

  if (n_tallied == NULL)
    n_tallied = &n;
  *n_tallied = 0;
  g_return_val_if_fail (before->timeline != NULL, NULL);

  if (snapshot == before->scheme->snapshot)
    return baton_reckoning_ref (before);
  scheme = baton_scheme_new (snapshot);
  /* Too many charges were not kept; and what budgets could not have paid may be paid under another program. */
  if (before->charges != NULL && !before->some_unpaid)
    after = tally_part (before, scheme, threads, cancellable, n_tallied);
  if (after != NULL || g_cancellable_is_cancelled (cancellable))
    {
      if (after == NULL)
        g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED, "");
      return after;
    }
  *n_tallied = before->timeline->clusters->len;
  return baton_tally (before->timeline, snapshot, before->from, before->through, threads, cancellable, error);
}
