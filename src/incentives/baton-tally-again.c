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
 * Budgets are shared by all. They end where they ended as long as no charge on any of them can be another one; else, and for any
 * other difference, all is tallied anew.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"
#include "incentives/baton-tally-sums.h"

#include <string.h>

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
  gboolean           anything;
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

/* Whether two tiers differ in their thresholds alone. */
static gboolean
differ_in_threshold (BatonEntity *before,
                     BatonEntity *after)
{
  g_autoptr (BatonEntity) moved = baton_entity_with (before, BATON_FIELD_TIER_THRESHOLD, baton_entity_get (after, BATON_FIELD_TIER_THRESHOLD));

  return baton_entity_equal (moved, after);
}

static gboolean
note_change (Difference  *difference,
             BatonKind    kind,
             BatonEntity *before,
             BatonEntity *after)
{
  const char *id = baton_entity_get_id (before);

  difference->anything = TRUE;
  switch (kind)
    {
    case BATON_KIND_TIER:
      difference->thresholds = TRUE;
      return differ_in_threshold (before, after);
    case BATON_KIND_ACTIVITY:
      return g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) == 0 && mark_activity (difference, id);
    case BATON_KIND_PROMOTION:
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

/* ── Budgets ─────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
hears_standing (const BatonTallyAudience *audience)
{
  return audience != NULL && !audience->everybody && (audience->needs & (BATON_AUDIENCE_NEEDS_TIERS | BATON_AUDIENCE_NEEDS_NUMBERS)) != 0;
}

/* Whether what an event earns may depend on what its owner has or holds. */
static gboolean
credits_hear_standing (const BatonTallyRules *rules)
{
  const BatonScheme *scheme = rules->scheme;
  gboolean hears = FALSE;

  for (guint i = 0; i < scheme->n_activities; i++)
    {
      hears |= hears_standing (rules->activities[i].audience);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        for (guint k = 0; k < scheme->activities[i].cells[kind].n_exceptions; k++)
          hears |= hears_standing (rules->activities[i].exceptions[kind][k]);
    }
  for (guint i = 0; i < scheme->n_promotions; i++)
    hears |= hears_standing (rules->promotion_audiences[i]);
  return hears;
}

static gboolean
keeps_budgets (const Difference      *difference,
               const BatonTallyRules *old_rules,
               const BatonTallyRules *new_rules)
{
  gboolean any = FALSE;

  for (guint side = 0; side < 2; side++)
    {
      const BatonScheme *scheme = side == 0 ? difference->old_scheme : difference->new_scheme;

      for (guint i = 0; i < scheme->n_promotions; i++)
        {
          const BatonPromotion *promotion = &scheme->promotions[i];

          if (!promotion->has_budget || !promotion->enabled)
            continue;
          any = TRUE;
          for (guint k = 0; k < scheme->n_activities; k++)
            if (promotion->applies[k] && difference->activities[k])
              return FALSE;
        }
    }
  return !any || (!credits_hear_standing (old_rules) && !credits_hear_standing (new_rules));
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

/* Whether the cluster has a moment of the subject in the window. */
static gboolean
has_moment (BatonTimeline *timeline,
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

/* (transfer full): of guint32, rising. */
static GArray *
list_reached (const Difference *difference,
              BatonReckoning   *before)
{
  BatonTimeline *timeline = before->timeline;
  guint n = timeline->clusters->len;
  g_autofree guint8 *marks = g_new0 (guint8, MAX (n, 1));
  GArray *reached = g_array_new (FALSE, FALSE, sizeof (guint32));

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
          marks[clusters[k]] = always || has_moment (timeline, clusters[k], i, window);
    }
  for (guint32 i = 0; i < n; i++)
    if (marks[i] || (difference->thresholds && crosses (difference, before->slack + (gsize) i * before->n_slack)))
      g_array_append_val (reached, i);
  return reached;
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

/* A copy that is going to hold what *scheme* gives. */
static BatonReckoning *
copy_reckoning (BatonReckoning *before,
                BatonScheme    *scheme)
{
  BatonReckoning *after = baton_reckoning_new_empty (scheme, before->reg, before->history, before->from, before->through);

  after->timeline = baton_timeline_ref (before->timeline);
  for (guint i = 0; i < scheme->n_ladders; i++)
    {
      const BatonReckoningLadder *from = &before->ladders[i];
      BatonReckoningLadder *to = &after->ladders[i];

      memcpy (to->levels, from->levels, sizeof *to->levels * to->n_holders * after->days->len);
      memcpy (to->points, from->points, sizeof *to->points * to->n_holders);
      memcpy (to->climbs, from->climbs, sizeof *to->climbs * to->n_holders);
    }
  memcpy (after->shares, before->shares, sizeof *after->shares * baton_register_get_n_organisations (before->reg));
  after->totals = before->totals;
  memcpy (after->credited, before->credited, sizeof *after->credited * scheme->n_funds);
  after->n_slack = before->n_slack;
  after->slack = g_memdup2 (before->slack, sizeof *before->slack * before->n_slack * before->timeline->clusters->len);
  after->sums = g_new0 (BatonClusterSums *, MAX (before->timeline->clusters->len, 1));
  for (guint i = 0; i < before->timeline->clusters->len; i++)
    after->sums[i] = baton_cluster_sums_ref (before->sums[i]);
  for (guint i = 0; i < after->rewards->len; i++)
    {
      const BatonRewardSum *from = &g_array_index (before->rewards, BatonRewardSum, i);
      BatonRewardSum *to = &g_array_index (after->rewards, BatonRewardSum, i);

      to->n = from->n;
      to->points = from->points;
    }
  g_array_append_vals (after->uses, before->uses->data, before->uses->len);
  for (guint i = 0; i < after->uses->len; i++)
    g_array_index (after->uses, BatonPromotionUse, i).promotion = scheme->promotions[i].id;
  return after;
}

/* Forgets what the reckoning has of the cluster: a tally adds, and names only whom a ladder knows. */
static void
clear_cluster (BatonReckoning *reckoning,
               guint32         number)
{
  BatonTimeline *timeline = reckoning->timeline;
  const BatonCluster *cluster = &g_array_index (timeline->clusters, BatonCluster, number);

  for (guint i = 0; i < cluster->n_organisations; i++)
    memset (&reckoning->shares[timeline->organisations[cluster->first_organisation + i]], 0, sizeof *reckoning->shares);
  for (guint i = 0; i < reckoning->scheme->n_ladders; i++)
    {
      BatonReckoningLadder *ladder = &reckoning->ladders[i];
      gboolean members = reckoning->scheme->ladders[i].holder == BATON_HOLDER_MEMBER;
      const guint32 *holders = members ? timeline->members + cluster->first_member : timeline->organisations + cluster->first_organisation;

      for (guint k = 0; k < (members ? cluster->n_members : cluster->n_organisations); k++)
        for (guint day = 0; day < reckoning->days->len; day++)
          ladder->levels[(gsize) day * ladder->n_holders + holders[k]] = 0;
    }
}

static gboolean
move (gint64    *sum,
      BatonWide  taken,
      BatonWide  put)
{
  BatonWide total = (BatonWide) *sum - taken + put;

  if (total > BATON_INTEGER_MAX || total < -BATON_INTEGER_MAX)
    return FALSE;
  *sum = (gint64) total;
  return TRUE;
}

static gboolean
move_sums (BatonReckoning      *after,
           const BatonTallyRun *taken,
           const BatonTallyRun *put)
{
  BatonReckoningTotals *totals = &after->totals;
  gboolean fits = move (&totals->fees, taken->fees, put->fees) && move (&totals->liability, taken->liability, put->liability);

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    fits &= move (&totals->earned[kind], taken->earned[kind], put->earned[kind]) && move (&totals->expired[kind], taken->expired[kind], put->expired[kind]) &&
            move (&totals->redeemed[kind], taken->redeemed[kind], put->redeemed[kind]);
  for (guint i = 0; i < after->rewards->len; i++)
    {
      BatonRewardSum *reward = &g_array_index (after->rewards, BatonRewardSum, i);

      reward->n += put->rewards[i].n - taken->rewards[i].n;
      fits &= move (&reward->points, taken->rewards[i].points, put->rewards[i].points);
    }
  for (guint i = 0; i < after->uses->len; i++)
    {
      BatonPromotionUse *use = &g_array_index (after->uses, BatonPromotionUse, i);

      use->budget = after->scheme->promotions[i].budget;
      use->events += put->uses[i].events - taken->uses[i].events;
      fits &= move (&use->spent, taken->uses[i].spent, put->uses[i].spent) && move (&use->fee, taken->uses[i].fee, put->uses[i].fee);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        fits &= move (&use->points[kind], taken->uses[i].points[kind], put->uses[i].points[kind]);
    }
  for (guint i = 0; i < after->scheme->n_funds; i++)
    fits &= move (&after->credited[i].money, taken->credited[i].money, put->credited[i].money) &&
            move (&after->credited[i].number, taken->credited[i].number, put->credited[i].number);
  return fits && baton_reckoning_total_funds (after);
}

static void
take_cut_offs (BatonTallyRules *rules,
               BatonReckoning  *before)
{
  for (guint i = 0; i < rules->scheme->n_promotions; i++)
    rules->cut_offs[i] = g_array_index (before->uses, BatonPromotionUse, i).stopped_at;
}

/* What the clusters had under the old program: of those that kept no sums, which is rare, it is tallied. FALSE where that was cancelled. */
static gboolean
take_out (BatonReckoning  *before,
          BatonTallyRules *old_rules,
          GArray          *reached,
          guint            threads,
          GCancellable    *cancellable,
          BatonTallyRun   *taken)
{
  g_autoptr (GArray) unknown = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean good;

  for (guint i = 0; i < reached->len; i++)
    if (before->sums[g_array_index (reached, guint32, i)] == NULL)
      g_array_append_vals (unknown, &g_array_index (reached, guint32, i), 1);
  good = baton_tally_clusters (old_rules, unknown, threads, cancellable, taken);
  for (guint i = 0; i < reached->len; i++)
    {
      const BatonClusterSums *sums = before->sums[g_array_index (reached, guint32, i)];

      if (sums != NULL)
        baton_tally_add_sums (taken, sums);
    }
  return good;
}

/* The reckoning where only some clusters had to be tallied; NULL where it cannot be had so, or was cancelled. */
static BatonReckoning *
tally_part (BatonReckoning *before,
            BatonScheme    *scheme,
            guint           threads,
            GCancellable   *cancellable,
            guint          *n_tallied)
{
  g_autofree guint8 *activities = g_new0 (guint8, MAX (scheme->n_activities, 1));
  g_autofree BatonWindow *windows = g_new0 (BatonWindow, MAX (scheme->n_activities, 1));
  Difference difference = { .before = before->scheme->snapshot, .after = scheme->snapshot, .old_scheme = before->scheme, .new_scheme = scheme, .activities = activities,
                            .windows = windows };
  g_autoptr (BatonReckoning) after = NULL, scratch = NULL;
  g_autoptr (GArray) reached = NULL;
  BatonTallyRules *old_rules, *new_rules;
  BatonTallyRun taken, put;
  gboolean good;

  if (!have_same_shape (before->scheme, scheme) || !find_difference (&difference) || before->totals.liability >= BATON_INTEGER_MAX)
    return NULL;
  after = copy_reckoning (before, scheme);
  scratch = baton_reckoning_new_empty (before->scheme, before->reg, before->history, before->from, before->through);
  scratch->timeline = baton_timeline_ref (before->timeline);
  baton_tally_prepare_clusters (scratch, before->timeline);
  old_rules = baton_tally_rules_new (before->timeline, before->scheme, scratch);
  new_rules = baton_tally_rules_new (before->timeline, scheme, after);
  good = keeps_budgets (&difference, old_rules, new_rules) && old_rules->daily == new_rules->daily &&
         (scheme->n_ladders == 0 || memcmp (old_rules->ladder_takes_all, new_rules->ladder_takes_all, scheme->n_ladders) == 0);
  if (good)
    {
      take_cut_offs (old_rules, before);
      take_cut_offs (new_rules, before);
      reached = list_reached (&difference, before);
      *n_tallied = reached->len;
      for (guint i = 0; i < reached->len; i++)
        clear_cluster (after, g_array_index (reached, guint32, i));
      good = take_out (before, old_rules, reached, threads, cancellable, &taken);
      good = baton_tally_clusters (new_rules, reached, threads, cancellable, &put) && good;
      good = good && move_sums (after, &taken, &put);
      baton_tally_run_clear (&taken);
      baton_tally_run_clear (&put);
    }
  baton_tally_rules_free (old_rules);
  baton_tally_rules_free (new_rules);
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
  /* One that a replay had to decide has noted nothing. */
  if (before->sums != NULL)
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
