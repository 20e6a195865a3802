/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One function a kind. Each asks what can keep the entity from the member, outermost first, and stops at the first
 * thing that does: what stands in something hidden is hidden for that reason, whatever its own audience says.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-visibility-private.h"

#include <string.h>

/* Deeper trees than a program can hold; a place that leads in a circle ends here. */
#define MAX_DEPTH 16

BatonWhyReason *
baton_why_reason_new (BatonWhyCode       code,
                      const BatonEntity *entity)
{
  BatonWhyReason *reason = g_new0 (BatonWhyReason, 1);

  reason->code = code;
  reason->entity = entity != NULL ? g_strdup (baton_entity_get_id (entity)) : NULL;
  reason->field = BATON_FIELD_NONE;
  reason->clause = -1;
  reason->window = (BatonWindow) { BATON_DAY_MIN, BATON_DAY_MAX };
  return reason;
}

gboolean
baton_hide (GPtrArray         *reasons,
            BatonWhyCode       code,
            const BatonEntity *entity,
            const char        *other)
{
  if (reasons != NULL)
    {
      BatonWhyReason *reason = baton_why_reason_new (code, entity);

      reason->other = g_strdup (other);
      g_ptr_array_add (reasons, reason);
    }
  return FALSE;
}

gboolean
baton_hide_because (GPtrArray         *reasons,
                    guint              at,
                    BatonWhyCode       code,
                    const BatonEntity *entity,
                    const char        *other)
{
  if (reasons != NULL)
    {
      BatonWhyReason *reason = baton_why_reason_new (code, entity);

      reason->other = g_strdup (other);
      g_ptr_array_insert (reasons, (int) at, reason);
    }
  return FALSE;
}

gboolean
baton_meets (BatonResolver     *r,
             const BatonEntity *entity,
             BatonField         field,
             BatonWhyCode       code,
             GPtrArray         *reasons)
{
  BatonAudience *audience;
  int failing;

  if (r->everybody)
    return TRUE;
  audience = baton_snapshot_get_audience (r->snapshot, baton_entity_get_id (entity), field);
  failing = baton_audience_find_failing (audience, r->profile, NULL);
  if (failing < 0)
    return TRUE;
  if (reasons != NULL)
    {
      BatonWhyReason *reason = baton_why_reason_new (code, entity);

      reason->field = field;
      reason->clause = failing;
      g_ptr_array_add (reasons, reason);
    }
  return FALSE;
}

gboolean
baton_is_in_window (BatonResolver     *r,
                    const BatonEntity *entity,
                    BatonField         field,
                    GPtrArray         *reasons)
{
  BatonWindow window = baton_window_from_value (baton_entity_get (entity, field));

  if (baton_window_contains (window, r->day))
    return TRUE;
  baton_hide (reasons, BATON_WHY_OUTSIDE_WINDOW, entity, NULL);
  if (reasons != NULL)
    ((BatonWhyReason *) g_ptr_array_index (reasons, reasons->len - 1))->window = window;
  return FALSE;
}

/* ── Content ─────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_rule_id (BatonResolver *r,
             int            rule)
{
  GPtrArray *rules = baton_snapshot_list (r->snapshot, BATON_KIND_PUBLISHING_RULE);

  return rule >= 0 && (guint) rule < rules->len ? baton_entity_get_id (g_ptr_array_index (rules, rule)) : NULL;
}

static void
explain_decision (BatonResolver     *r,
                  const BatonEntity *content,
                  GPtrArray         *reasons)
{
  static const BatonWhyCode codes[BATON_N_OUTCOMES] = {
    [BATON_OUTCOME_NOT_PERMITTED] = BATON_WHY_NOT_PERMITTED,
    [BATON_OUTCOME_FORBIDDEN] = BATON_WHY_FORBIDDEN,
    [BATON_OUTCOME_WITH_APPROVAL] = BATON_WHY_NEEDS_APPROVAL,
    [BATON_OUTCOME_ALLOWED] = BATON_WHY_PERMITTED,
  };
  BatonExplanation *explanation = baton_explain (r->snapshot, r->profile, BATON_ACTION_VIEW, baton_entity_get_id (content), r->day);
  BatonWhyReason *reason = baton_why_reason_new (codes[explanation->decision.outcome], content);

  reason->rule = g_strdup (get_rule_id (r, explanation->decision.rule));
  reason->explanation = explanation;
  g_ptr_array_add (reasons, reason);
}

gboolean
baton_is_viewable (BatonResolver     *r,
                   const BatonEntity *content,
                   GPtrArray         *reasons)
{
  int state = baton_entity_get_choice (content, BATON_FIELD_CONTENT_STATE, 1);

  if (baton_snapshot_is_shown (r->snapshot, content, r->day)
      && baton_access_allows (r->access, BATON_ACTION_VIEW, baton_entity_get_id (content)))
    return TRUE;

  if (reasons != NULL)
    {
      if (state != 1)
        {
          baton_hide (reasons, BATON_WHY_NOT_PUBLISHED, content, NULL);
          ((BatonWhyReason *) g_ptr_array_index (reasons, reasons->len - 1))->number = state;
        }
      baton_is_in_window (r, content, BATON_FIELD_CONTENT_WINDOW, reasons);
      if (!baton_access_allows (r->access, BATON_ACTION_VIEW, baton_entity_get_id (content)))
        explain_decision (r, content, reasons);
    }
  return FALSE;
}

static gboolean
is_collection_visible (BatonResolver     *r,
                       const BatonEntity *collection,
                       GPtrArray         *reasons)
{
  g_autoptr (GPtrArray) contents = NULL;

  if (!baton_meets (r, collection, BATON_FIELD_COLLECTION_AUDIENCE, BATON_WHY_AUDIENCE, reasons))
    return FALSE;
  if (baton_value_get_length (baton_entity_get (collection, BATON_FIELD_COLLECTION_RECORD)) > 0)
    {
      if (r->record == NULL)
        return baton_hide (reasons, BATON_WHY_NO_RECORD, collection, NULL);
      if (!baton_meets (r, collection, BATON_FIELD_COLLECTION_RECORD, BATON_WHY_RECORD, reasons))
        return FALSE;
    }
  contents = baton_resolve_collected (r, collection);
  return contents->len > 0 || baton_hide (reasons, BATON_WHY_EMPTY, collection, NULL);
}

/* ── Pages and blocks ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
any_visible (BatonResolver *r,
             BatonKind      kind)
{
  GPtrArray *entities = baton_snapshot_list (r->snapshot, kind);

  for (guint i = 0; i < entities->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (entities, i), NULL))
      return TRUE;
  return FALSE;
}

static gboolean
has_text (BatonResolver     *r,
          const BatonEntity *entity,
          BatonField         field)
{
  return *baton_snapshot_text (r->snapshot, baton_entity_get (entity, field), r->locale, NULL) != '\0';
}

static gboolean
any_ladder (BatonResolver    *r,
            const BatonValue *motions)
{
  GPtrArray *ladders = baton_snapshot_list (r->snapshot, BATON_KIND_TIER_LADDER);

  for (guint i = 0; i < ladders->len; i++)
    if (baton_ladder_concerns (g_ptr_array_index (ladders, i), motions) && baton_is_visible (r, g_ptr_array_index (ladders, i), NULL))
      return TRUE;
  return FALSE;
}

static gboolean
names_motion (const BatonValue *motions,
              const char       *motion)
{
  return baton_value_get_length (motions) == 0 || baton_value_contains (motions, motion);
}

static gboolean
any_activity (BatonResolver    *r,
              const BatonValue *motions)
{
  GPtrArray *activities = baton_snapshot_list (r->snapshot, BATON_KIND_ACTIVITY);

  for (guint i = 0; i < activities->len; i++)
    {
      const BatonEntity *activity = g_ptr_array_index (activities, i);
      const char *motion = baton_entity_get_parent (activity);

      if (motion != NULL && names_motion (motions, motion) && baton_is_visible (r, activity, NULL))
        return TRUE;
    }
  return FALSE;
}

static gboolean
any_contextual_collection (BatonResolver *r)
{
  GPtrArray *collections = baton_snapshot_list (r->snapshot, BATON_KIND_COLLECTION);

  for (guint i = 0; i < collections->len; i++)
    {
      const BatonEntity *collection = g_ptr_array_index (collections, i);

      if (baton_value_get_length (baton_entity_get (collection, BATON_FIELD_COLLECTION_RECORD)) > 0
          && baton_is_visible (r, collection, NULL))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_query_filled (BatonResolver     *r,
                 const BatonEntity *block)
{
  const BatonValue *query = baton_entity_get (block, BATON_FIELD_BLOCK_QUERY);
  g_autoptr (GPtrArray) contents = query != NULL ? baton_resolve_query (r, query) : NULL;

  return contents != NULL && contents->len > 0;
}

static gboolean
is_reference_visible (BatonResolver     *r,
                      const BatonEntity *entity,
                      BatonField         field)
{
  const char *id = baton_entity_get_string (entity, field);
  const BatonEntity *other = id != NULL ? baton_snapshot_lookup (r->snapshot, id) : NULL;

  return other != NULL && baton_is_visible (r, other, NULL);
}

static gboolean
has_words_or_picture (BatonResolver     *r,
                      const BatonEntity *block)
{
  const char *picture = baton_entity_get_string (block, BATON_FIELD_BLOCK_PICTURE);

  return has_text (r, block, BATON_FIELD_BLOCK_BODY)
         || (picture != NULL && baton_snapshot_lookup_kind (r->snapshot, picture, BATON_KIND_ASSET) != NULL);
}

/* Whether the block has what its type is there to show. */
static gboolean
is_filled (BatonResolver     *r,
           const BatonEntity *block)
{
  const BatonValue *motions = baton_entity_get (block, BATON_FIELD_BLOCK_MOTIONS);

  switch (baton_entity_get_choice (block, BATON_FIELD_BLOCK_TYPE, -1))
    {
    case BATON_BLOCK_TEXT:
    case BATON_BLOCK_HERO:
      return has_words_or_picture (r, block) || has_text (r, block, BATON_FIELD_BLOCK_NAME);
    case BATON_BLOCK_ANNOUNCEMENT:
      return has_words_or_picture (r, block) || has_text (r, block, BATON_FIELD_BLOCK_NAME) || is_query_filled (r, block);
    case BATON_BLOCK_CONTENT:
      return is_query_filled (r, block);
    case BATON_BLOCK_COLLECTION:
      if (baton_entity_get (block, BATON_FIELD_BLOCK_COLLECTION) == NULL)
        return any_contextual_collection (r);
      return is_reference_visible (r, block, BATON_FIELD_BLOCK_COLLECTION);
    case BATON_BLOCK_SEARCH:
      return TRUE;
    case BATON_BLOCK_TIERS:
      return any_ladder (r, motions);
    case BATON_BLOCK_ACTIVITIES:
      return any_activity (r, motions);
    case BATON_BLOCK_REWARDS:
      return any_visible (r, BATON_KIND_REWARD);
    case BATON_BLOCK_TOOLS:
      return any_visible (r, BATON_KIND_TOOL);
    case BATON_BLOCK_WORKFLOWS:
      return any_visible (r, BATON_KIND_WORKFLOW);
    case BATON_BLOCK_ORGANISATIONS:
      return r->portal->n_organisations > 0;
    case BATON_BLOCK_DASHBOARD:
      return is_reference_visible (r, block, BATON_FIELD_BLOCK_DASHBOARD);
    default:
      return FALSE;
    }
}

static gboolean
is_block_visible (BatonResolver     *r,
                  const BatonEntity *block,
                  GPtrArray         *reasons)
{
  const char *parent = baton_entity_get_parent (block);
  const BatonEntity *page = parent != NULL ? baton_snapshot_lookup_kind (r->snapshot, parent, BATON_KIND_PAGE) : NULL;
  guint at = reasons != NULL ? reasons->len : 0;

  if (page == NULL || !baton_is_visible (r, page, reasons))
    return baton_hide_because (reasons, at, BATON_WHY_PARENT_HIDDEN, block, parent);
  if (!baton_meets (r, block, BATON_FIELD_BLOCK_AUDIENCE, BATON_WHY_AUDIENCE, reasons))
    return FALSE;
  return is_filled (r, block) || baton_hide (reasons, BATON_WHY_EMPTY, block, NULL);
}

/* ── Navigation ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_visible_child (BatonResolver     *r,
                   const BatonEntity *item)
{
  g_autoptr (GPtrArray) children = baton_snapshot_list_children (r->snapshot, BATON_KIND_NAVIGATION_ITEM, baton_entity_get_id (item));

  for (guint i = 0; i < children->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (children, i), NULL))
      return TRUE;
  return FALSE;
}

/* Whether the item itself is for the member and leads somewhere; what it stands in is asked by is_navigation_visible(). */
static gboolean
leads_somewhere (BatonResolver     *r,
                 const BatonEntity *item,
                 GPtrArray         *reasons)
{
  const char *id = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);
  const BatonEntity *target = id != NULL ? baton_snapshot_lookup (r->snapshot, id) : NULL;
  guint at = reasons != NULL ? reasons->len : 0;

  if (target != NULL)
    return baton_is_visible (r, target, reasons) || baton_hide_because (reasons, at, BATON_WHY_TARGET_HIDDEN, item, id);
  if (baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_ADDRESS) != NULL || has_visible_child (r, item))
    return TRUE;
  return baton_hide (reasons, BATON_WHY_NO_TARGET, item, id);
}

/* The items above are asked for their audience and target alone: an item with a child is shown for its child's sake, so
 * asking them whole would ask this one again. */
static gboolean
is_above_hidden (BatonResolver     *r,
                 const BatonEntity *item,
                 const char       **hidden,
                 GPtrArray         *reasons)
{
  const char *parent = baton_entity_get_parent (item);

  for (guint depth = 0; parent != NULL && depth < MAX_DEPTH; depth++)
    {
      const BatonEntity *above = baton_snapshot_lookup_kind (r->snapshot, parent, BATON_KIND_NAVIGATION_ITEM);
      const char *id = above != NULL ? baton_entity_get_string (above, BATON_FIELD_NAVIGATION_ITEM_TARGET) : NULL;
      const BatonEntity *target = id != NULL ? baton_snapshot_lookup (r->snapshot, id) : NULL;
      guint at = reasons != NULL ? reasons->len : 0;

      *hidden = parent;
      if (above == NULL || !baton_meets (r, above, BATON_FIELD_NAVIGATION_ITEM_AUDIENCE, BATON_WHY_AUDIENCE, reasons))
        return TRUE;
      if (target != NULL && !baton_is_visible (r, target, reasons))
        {
          baton_hide_because (reasons, at, BATON_WHY_TARGET_HIDDEN, above, id);
          return TRUE;
        }
      parent = baton_entity_get_parent (above);
    }
  return parent != NULL;
}

static gboolean
is_navigation_visible (BatonResolver     *r,
                       const BatonEntity *item,
                       GPtrArray         *reasons)
{
  guint at = reasons != NULL ? reasons->len : 0;
  const char *hidden = NULL;

  if (is_above_hidden (r, item, &hidden, reasons))
    return baton_hide_because (reasons, at, BATON_WHY_PARENT_HIDDEN, item, hidden);
  return baton_meets (r, item, BATON_FIELD_NAVIGATION_ITEM_AUDIENCE, BATON_WHY_AUDIENCE, reasons)
         && leads_somewhere (r, item, reasons);
}

gboolean
baton_is_visible (BatonResolver     *r,
                  const BatonEntity *entity,
                  GPtrArray         *reasons)
{
  gboolean visible = FALSE;

  if (r->depth >= MAX_DEPTH)
    return FALSE;
  r->depth++;
  switch (baton_entity_get_kind (entity))
    {
    case BATON_KIND_CONTENT:
      visible = baton_is_viewable (r, entity, reasons);
      break;
    case BATON_KIND_COLLECTION:
      visible = is_collection_visible (r, entity, reasons);
      break;
    case BATON_KIND_PAGE:
      visible = baton_meets (r, entity, BATON_FIELD_PAGE_AUDIENCE, BATON_WHY_AUDIENCE, reasons);
      break;
    case BATON_KIND_BLOCK:
      visible = is_block_visible (r, entity, reasons);
      break;
    case BATON_KIND_NAVIGATION_ITEM:
      visible = is_navigation_visible (r, entity, reasons);
      break;
    case BATON_KIND_TOOL:
      visible = baton_meets (r, entity, BATON_FIELD_TOOL_AUDIENCE, BATON_WHY_AUDIENCE, reasons);
      break;
    case BATON_KIND_WORKFLOW:
      visible = baton_meets (r, entity, BATON_FIELD_WORKFLOW_AUDIENCE, BATON_WHY_AUDIENCE, reasons);
      break;
    case BATON_KIND_SEARCH_PROFILE:
      visible = baton_meets (r, entity, BATON_FIELD_SEARCH_PROFILE_AUDIENCE, BATON_WHY_AUDIENCE, reasons);
      break;
    case BATON_KIND_BRAND:
      visible = baton_meets (r, entity, BATON_FIELD_BRAND_AUDIENCE, BATON_WHY_AUDIENCE, reasons);
      break;
    case BATON_KIND_TIER_LADDER:
      visible = baton_meets (r, entity, BATON_FIELD_TIER_LADDER_AUDIENCE, BATON_WHY_AUDIENCE, reasons);
      break;
    case BATON_KIND_ACTIVITY:
      visible = baton_is_activity_visible (r, entity, reasons);
      break;
    case BATON_KIND_MOTION:
      visible = baton_is_motion_visible (r, entity, reasons);
      break;
    case BATON_KIND_REWARD:
      visible = baton_is_reward_visible (r, entity, reasons);
      break;
    case BATON_KIND_DASHBOARD:
      visible = baton_is_dashboard_visible (r, entity, reasons);
      break;
    case BATON_KIND_KPI:
      visible = baton_is_kpi_visible (r, entity, reasons);
      break;
    case BATON_KIND_TARGET:
      visible = baton_is_target_visible (r, entity, reasons);
      break;
    case BATON_KIND_TIER:
    case BATON_KIND_BENEFIT:
    case BATON_KIND_WORKFLOW_STEP:
      visible = baton_is_parent_visible (r, entity, reasons);
      break;
    default:
      baton_hide (reasons, BATON_WHY_NEVER_SHOWN, entity, NULL);
      break;
    }
  r->depth--;
  return visible;
}
