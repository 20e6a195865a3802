/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * *Why* asks the same functions as the tree does, with a list for the reasons; what it adds is how the member comes to a
 * thing that is shown.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-portal-why.h"

#include "portal/baton-visibility.h"

#include <string.h>

static const char *const code_names[] = {
  [BATON_WHY_SHOWN] = "shown",
  [BATON_WHY_PERMITTED] = "permitted",
  [BATON_WHY_NO_SUCH_THING] = "no-such-thing",
  [BATON_WHY_NEVER_SHOWN] = "never-shown",
  [BATON_WHY_AUDIENCE] = "audience",
  [BATON_WHY_NOT_PERMITTED] = "not-permitted",
  [BATON_WHY_FORBIDDEN] = "forbidden",
  [BATON_WHY_NEEDS_APPROVAL] = "needs-approval",
  [BATON_WHY_OUTSIDE_WINDOW] = "outside-window",
  [BATON_WHY_NOT_PUBLISHED] = "not-published",
  [BATON_WHY_SWITCHED_OFF] = "switched-off",
  [BATON_WHY_SOLD_OUT] = "sold-out",
  [BATON_WHY_NO_PRICE] = "no-price",
  [BATON_WHY_EARNS_NOTHING] = "earns-nothing",
  [BATON_WHY_PARENT_HIDDEN] = "parent-hidden",
  [BATON_WHY_TARGET_HIDDEN] = "target-hidden",
  [BATON_WHY_NO_TARGET] = "no-target",
  [BATON_WHY_EARLIER_PAGE] = "earlier-page",
  [BATON_WHY_EMPTY] = "empty",
  [BATON_WHY_NO_RECORD] = "no-record",
  [BATON_WHY_RECORD] = "record",
  [BATON_WHY_NOT_PLACED] = "not-placed",
};
G_STATIC_ASSERT (G_N_ELEMENTS (code_names) == BATON_WHY_N_CODES);

const char *
baton_why_code_get_name (BatonWhyCode code)
{
  g_return_val_if_fail ((gsize) code < BATON_WHY_N_CODES, NULL);

  return code_names[code];
}

static void
reason_free (BatonWhyReason *reason)
{
  g_free (reason->entity);
  g_free (reason->other);
  g_free (reason->rule);
  g_clear_pointer (&reason->explanation, baton_explanation_free);
  g_free (reason);
}

void
baton_why_free (BatonWhy *why)
{
  if (why == NULL)
    return;
  g_ptr_array_unref (why->reasons);
  g_ptr_array_unref (why->places);
  g_free (why);
}

static void
add_place (BatonWhy          *why,
           const BatonEntity *place)
{
  const char *id = baton_entity_get_id (place);

  if (!g_ptr_array_find_with_equal_func (why->places, id, g_str_equal, NULL))
    g_ptr_array_add (why->places, g_strdup (id));
}

/* ── By what the member comes to a thing ─────────────────────────────────────────────────────────────── */

static void
find_navigation (BatonResolver *r,
                 BatonWhy      *why,
                 const char    *id)
{
  GPtrArray *items = baton_snapshot_list (r->snapshot, BATON_KIND_NAVIGATION_ITEM);

  for (guint i = 0; i < items->len; i++)
    {
      const BatonEntity *item = g_ptr_array_index (items, i);

      if (g_strcmp0 (baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET), id) == 0 && baton_is_visible (r, item, NULL))
        add_place (why, item);
    }
}

static gboolean
collects (BatonResolver     *r,
          const BatonEntity *collection,
          const BatonEntity *content)
{
  g_autoptr (GPtrArray) contents = baton_resolve_collected (r, collection);

  return g_ptr_array_find (contents, content, NULL);
}

static gboolean
finds (BatonResolver     *r,
       const BatonEntity *block,
       const BatonEntity *content)
{
  const BatonValue *query = baton_entity_get (block, BATON_FIELD_BLOCK_QUERY);
  g_autoptr (GPtrArray) contents = query != NULL ? baton_resolve_query (r, query) : NULL;

  return contents != NULL && g_ptr_array_find (contents, content, NULL);
}

/* Whether a block shows the entity, its own references and queries considered. */
static gboolean
block_shows (BatonResolver     *r,
             const BatonEntity *block,
             const BatonEntity *entity)
{
  int type = baton_entity_get_choice (block, BATON_FIELD_BLOCK_TYPE, -1);
  const char *collection_id = baton_entity_get_string (block, BATON_FIELD_BLOCK_COLLECTION);
  const BatonEntity *collection = collection_id != NULL ? baton_snapshot_lookup_kind (r->snapshot, collection_id, BATON_KIND_COLLECTION) : NULL;

  switch (baton_entity_get_kind (entity))
    {
    case BATON_KIND_CONTENT:
      return ((type == BATON_BLOCK_ANNOUNCEMENT || type == BATON_BLOCK_CONTENT) && finds (r, block, entity))
             || (type == BATON_BLOCK_COLLECTION && collection != NULL && baton_is_visible (r, collection, NULL) && collects (r, collection, entity));
    case BATON_KIND_COLLECTION:
      if (type != BATON_BLOCK_COLLECTION)
        return FALSE;
      return collection_id != NULL ? collection == entity
                                   : baton_value_get_length (baton_entity_get (entity, BATON_FIELD_COLLECTION_RECORD)) > 0;
    case BATON_KIND_TOOL:
      return type == BATON_BLOCK_TOOLS;
    case BATON_KIND_WORKFLOW:
      return type == BATON_BLOCK_WORKFLOWS;
    case BATON_KIND_TIER_LADDER:
      return type == BATON_BLOCK_TIERS && baton_ladder_concerns (entity, baton_entity_get (block, BATON_FIELD_BLOCK_MOTIONS));
    case BATON_KIND_ACTIVITY:
      return type == BATON_BLOCK_ACTIVITIES
             && (baton_value_get_length (baton_entity_get (block, BATON_FIELD_BLOCK_MOTIONS)) == 0
                 || baton_value_contains (baton_entity_get (block, BATON_FIELD_BLOCK_MOTIONS), baton_entity_get_parent (entity)));
    case BATON_KIND_MOTION:
      return type == BATON_BLOCK_ACTIVITIES
             && (baton_value_get_length (baton_entity_get (block, BATON_FIELD_BLOCK_MOTIONS)) == 0
                 || baton_value_contains (baton_entity_get (block, BATON_FIELD_BLOCK_MOTIONS), baton_entity_get_id (entity)));
    case BATON_KIND_REWARD:
      return type == BATON_BLOCK_REWARDS;
    case BATON_KIND_DASHBOARD:
      return type == BATON_BLOCK_DASHBOARD && g_strcmp0 (baton_entity_get_string (block, BATON_FIELD_BLOCK_DASHBOARD), baton_entity_get_id (entity)) == 0;
    default:
      return FALSE;
    }
}

static void
find_blocks (BatonResolver     *r,
             BatonWhy          *why,
             const BatonEntity *entity)
{
  GPtrArray *blocks = baton_snapshot_list (r->snapshot, BATON_KIND_BLOCK);

  for (guint i = 0; i < blocks->len; i++)
    {
      const BatonEntity *block = g_ptr_array_index (blocks, i);

      if (!block_shows (r, block, entity) || !baton_is_visible (r, block, NULL))
        continue;
      add_place (why, block);
      if (baton_entity_get_parent (block) != NULL)
        add_place (why, baton_snapshot_lookup (r->snapshot, baton_entity_get_parent (block)));
    }
}

static void
find_collections (BatonResolver     *r,
                  BatonWhy          *why,
                  const BatonEntity *content)
{
  GPtrArray *collections = baton_snapshot_list (r->snapshot, BATON_KIND_COLLECTION);

  for (guint i = 0; i < collections->len; i++)
    {
      const BatonEntity *collection = g_ptr_array_index (collections, i);

      if (baton_is_visible (r, collection, NULL) && collects (r, collection, content))
        add_place (why, collection);
    }
}

/* ── The answer ──────────────────────────────────────────────────────────────────────────────────────── */

/* A landing page after the one that the member lands on is only there if something leads to it. */
static void
settle_page (BatonResolver     *r,
             BatonWhy          *why,
             const BatonEntity *page)
{
  const BatonEntity *landing = baton_resolve_landing (r);
  BatonWhyReason *reason;

  if (baton_entity_get_choice (page, BATON_FIELD_PAGE_USE, -1) != 0 || page == landing || landing == NULL || why->places->len > 0)
    return;
  why->shown = FALSE;
  reason = baton_why_reason_new (BATON_WHY_EARLIER_PAGE, page);
  reason->other = g_strdup (baton_entity_get_id (landing));
  g_ptr_array_add (why->reasons, reason);
}

static void
explain_shown (BatonResolver     *r,
               BatonWhy          *why,
               const BatonEntity *entity)
{
  BatonKind kind = baton_entity_get_kind (entity);

  find_navigation (r, why, baton_entity_get_id (entity));
  find_blocks (r, why, entity);
  if (kind == BATON_KIND_CONTENT)
    find_collections (r, why, entity);
  if (kind == BATON_KIND_PAGE)
    settle_page (r, why, entity);

  if (kind == BATON_KIND_CONTENT)
    {
      BatonExplanation *explanation = baton_explain (r->snapshot, r->profile, BATON_ACTION_VIEW, baton_entity_get_id (entity), r->day);
      GPtrArray *rules = baton_snapshot_list (r->snapshot, BATON_KIND_PUBLISHING_RULE);
      BatonWhyReason *reason = baton_why_reason_new (BATON_WHY_PERMITTED, entity);

      reason->explanation = explanation;
      if (explanation->decision.rule >= 0 && (guint) explanation->decision.rule < rules->len)
        reason->rule = g_strdup (baton_entity_get_id (g_ptr_array_index (rules, explanation->decision.rule)));
      g_ptr_array_add (why->reasons, reason);
      if (why->places->len == 0)
        g_ptr_array_add (why->reasons, baton_why_reason_new (BATON_WHY_NOT_PLACED, entity));
    }
  if (why->reasons->len == 0)
    g_ptr_array_add (why->reasons, baton_why_reason_new (BATON_WHY_SHOWN, entity));
}

BatonWhy *
baton_portal_why (BatonSnapshot            *snapshot,
                  const BatonProfile       *profile,
                  const BatonPortalRequest *request,
                  const char               *id)
{
  BatonWhy *why;
  BatonPortalRequest plain;
  g_autoptr (BatonPortal) portal = NULL;
  BatonResolver r;
  const BatonEntity *entity;

  g_return_val_if_fail (snapshot != NULL && profile != NULL && request != NULL && id != NULL, NULL);

  why = g_new0 (BatonWhy, 1);
  why->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) reason_free);
  why->places = g_ptr_array_new_with_free_func (g_free);
  entity = baton_snapshot_lookup (snapshot, id);
  if (entity == NULL)
    {
      BatonWhyReason *reason = baton_why_reason_new (BATON_WHY_NO_SUCH_THING, NULL);

      reason->entity = g_strdup (id);
      g_ptr_array_add (why->reasons, reason);
      return why;
    }

  /* Some blocks depend on what the whole portal holds, so the questions are put to a resolved one. */
  plain = *request;
  plain.target = NULL;
  plain.words = NULL;
  plain.filters = NULL;
  portal = baton_portal_resolve (snapshot, profile, &plain);
  baton_resolver_init (&r, (BatonPortalPrivate *) portal, snapshot, profile, request->persona, request->record, portal->locale, request->day);

  why->shown = baton_is_visible (&r, entity, why->reasons);
  if (why->shown)
    explain_shown (&r, why, entity);

  baton_resolver_clear (&r);
  return why;
}
