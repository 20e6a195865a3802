/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Navigation, the landing page, and pages with their blocks.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-visibility.h"

#include <string.h>

BatonPortalLink
baton_resolve_link (BatonResolver *r,
                    const char    *id)
{
  const BatonEntity *target = id != NULL ? baton_snapshot_lookup (r->snapshot, id) : NULL;
  BatonPortalLink link = { BATON_LINK_NONE };

  if (target == NULL || !baton_is_visible (r, target, NULL))
    return link;
  switch (baton_entity_get_kind (target))
    {
    case BATON_KIND_PAGE:
      link.type = BATON_LINK_PAGE;
      break;
    case BATON_KIND_CONTENT:
      link.type = BATON_LINK_CONTENT;
      link.address = baton_entity_get_string (target, BATON_FIELD_CONTENT_ADDRESS);
      break;
    case BATON_KIND_COLLECTION:
      link.type = BATON_LINK_COLLECTION;
      break;
    case BATON_KIND_WORKFLOW:
      link.type = BATON_LINK_WORKFLOW;
      break;
    case BATON_KIND_TOOL:
      link.type = BATON_LINK_TOOL;
      link.address = baton_entity_get_string (target, BATON_FIELD_TOOL_ADDRESS);
      break;
    case BATON_KIND_SEARCH_PROFILE:
      link.type = BATON_LINK_SEARCH;
      break;
    default:
      return link;
    }
  link.target = baton_entity_get_id (target);
  return link;
}

/* ── Navigation ──────────────────────────────────────────────────────────────────────────────────────── */

static BatonPortalPicture
resolve_navigation_picture (BatonResolver   *r,
                            BatonPortalLink  link)
{
  BatonTermSet *terms = link.type == BATON_LINK_CONTENT ? baton_snapshot_get_tags (r->snapshot, link.target) : NULL;
  const char *picture = r->brand != NULL ? baton_brand_get_picture (r->brand, BATON_IMAGERY_NAVIGATION, terms, NULL) : NULL;

  return baton_resolve_picture (r, picture);
}

static const BatonPortalNavigation *
resolve_level (BatonResolver *r,
               const char    *parent,
               const char    *open,
               guint          depth,
               gsize         *n)
{
  g_autoptr (GPtrArray) children = baton_snapshot_list_children (r->snapshot, BATON_KIND_NAVIGATION_ITEM, parent);
  GArray *level = g_array_new (FALSE, FALSE, sizeof (BatonPortalNavigation));

  for (guint i = 0; i < children->len && depth < 8; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (children, i);
      BatonPortalNavigation item = { 0 };
      const char *address = baton_entity_get_string (entity, BATON_FIELD_NAVIGATION_ITEM_ADDRESS);

      if (!baton_is_visible (r, entity, NULL))
        continue;
      item.item = baton_resolve_item (r, entity);
      item.link = baton_resolve_link (r, baton_entity_get_string (entity, BATON_FIELD_NAVIGATION_ITEM_TARGET));
      if (item.link.type == BATON_LINK_NONE && address != NULL)
        item.link = (BatonPortalLink) { BATON_LINK_ADDRESS, NULL, address };
      item.icon = baton_entity_get_string (entity, BATON_FIELD_NAVIGATION_ITEM_ICON);
      item.picture = resolve_navigation_picture (r, item.link);
      item.current = open != NULL && g_strcmp0 (item.link.target, open) == 0;
      item.children = resolve_level (r, item.item.id, open, depth + 1, &item.n_children);
      g_array_append_val (level, item);
    }
  return baton_resolver_seal (r, level, n);
}

void
baton_resolve_navigation (BatonResolver *r,
                          const char    *open)
{
  r->portal->navigation = resolve_level (r, NULL, open, 0, &r->portal->n_navigation);
}

/* ── Pages ───────────────────────────────────────────────────────────────────────────────────────────── */

/* The first landing page in order whose audience the member meets. */
BatonEntity *
baton_resolve_landing (BatonResolver *r)
{
  GPtrArray *pages = baton_snapshot_list (r->snapshot, BATON_KIND_PAGE);

  for (guint i = 0; i < pages->len; i++)
    {
      BatonEntity *page = g_ptr_array_index (pages, i);

      if (baton_entity_get_choice (page, BATON_FIELD_PAGE_USE, -1) == 0 && baton_is_visible (r, page, NULL))
        return page;
    }
  return NULL;
}

static void
fill_with_query (BatonResolver     *r,
                 const BatonEntity *entity,
                 BatonPortalBlock  *block)
{
  const BatonValue *query = baton_entity_get (entity, BATON_FIELD_BLOCK_QUERY);
  g_autoptr (GPtrArray) found = NULL;
  GArray *contents;

  if (query == NULL)
    return;
  found = baton_resolve_query (r, query);
  contents = g_array_new (FALSE, FALSE, sizeof (BatonPortalContent));
  for (guint i = 0; i < found->len; i++)
    {
      BatonPortalContent content = baton_resolve_content (r, g_ptr_array_index (found, i));

      g_array_append_val (contents, content);
    }
  block->contents = baton_resolver_seal (r, contents, &block->n_contents);
}

static void
fill_with_collection (BatonResolver     *r,
                      const BatonEntity *entity,
                      BatonPortalBlock  *block)
{
  const char *id = baton_entity_get_string (entity, BATON_FIELD_BLOCK_COLLECTION);
  const BatonEntity *collection = id != NULL ? baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_COLLECTION) : NULL;
  BatonPortalCollection *resolved;

  if (id == NULL)
    {
      block->collections = r->portal->context;
      block->n_collections = r->portal->n_context;
      return;
    }
  if (collection == NULL || !baton_is_visible (r, collection, NULL))
    return;
  resolved = baton_resolver_alloc (r, sizeof *resolved);
  *resolved = baton_resolve_collection (r, collection);
  block->collections = resolved;
  block->n_collections = 1;
}

static void
fill_with_ladders (BatonResolver     *r,
                   const BatonEntity *entity,
                   BatonPortalBlock  *block)
{
  const BatonValue *motions = baton_entity_get (entity, BATON_FIELD_BLOCK_MOTIONS);
  GArray *ladders = g_array_new (FALSE, FALSE, sizeof (BatonPortalLadder));

  for (gsize i = 0; i < r->portal->n_ladders; i++)
    if (baton_ladder_concerns (baton_snapshot_lookup (r->snapshot, r->portal->ladders[i].item.id), motions))
      g_array_append_val (ladders, r->portal->ladders[i]);
  block->ladders = baton_resolver_seal (r, ladders, &block->n_ladders);
}

static void
fill_with_motions (BatonResolver     *r,
                   const BatonEntity *entity,
                   BatonPortalBlock  *block)
{
  const BatonValue *wanted = baton_entity_get (entity, BATON_FIELD_BLOCK_MOTIONS);
  GArray *motions = g_array_new (FALSE, FALSE, sizeof (BatonPortalMotion));

  for (gsize i = 0; i < r->portal->n_motions; i++)
    if (baton_value_get_length (wanted) == 0 || baton_value_contains (wanted, r->portal->motions[i].item.id))
      g_array_append_val (motions, r->portal->motions[i]);
  block->motions = baton_resolver_seal (r, motions, &block->n_motions);
}

static const BatonPortalDashboard *
find_dashboard (BatonResolver *r,
                const char    *id)
{
  for (gsize i = 0; i < r->portal->n_dashboards; i++)
    if (g_strcmp0 (r->portal->dashboards[i].item.id, id) == 0)
      return &r->portal->dashboards[i];
  return NULL;
}

/* */
static BatonPortalBlock
resolve_block (BatonResolver     *r,
               const BatonEntity *entity)
{
  const BatonPortal *portal = r->portal;
  BatonPortalBlock block = { .item = baton_resolve_item (r, entity) };

  block.type = (BatonBlockType) baton_entity_get_choice (entity, BATON_FIELD_BLOCK_TYPE, BATON_BLOCK_TEXT);
  block.body = baton_resolve_rich (r, entity, BATON_FIELD_BLOCK_BODY);
  block.picture = baton_resolve_picture (r, baton_entity_get_string (entity, BATON_FIELD_BLOCK_PICTURE));
  switch (block.type)
    {
    case BATON_BLOCK_ANNOUNCEMENT:
    case BATON_BLOCK_CONTENT:
      fill_with_query (r, entity, &block);
      break;
    case BATON_BLOCK_COLLECTION:
      fill_with_collection (r, entity, &block);
      break;
    case BATON_BLOCK_TIERS:
      fill_with_ladders (r, entity, &block);
      break;
    case BATON_BLOCK_ACTIVITIES:
      fill_with_motions (r, entity, &block);
      break;
    case BATON_BLOCK_REWARDS:
      block.rewards = portal->rewards;
      block.n_rewards = portal->n_rewards;
      break;
    case BATON_BLOCK_TOOLS:
      block.tools = portal->tools;
      block.n_tools = portal->n_tools;
      break;
    case BATON_BLOCK_WORKFLOWS:
      block.workflows = portal->workflows;
      block.n_workflows = portal->n_workflows;
      break;
    case BATON_BLOCK_ORGANISATIONS:
      block.organisations = portal->organisations;
      block.n_organisations = portal->n_organisations;
      break;
    case BATON_BLOCK_DASHBOARD:
      block.dashboard = find_dashboard (r, baton_entity_get_string (entity, BATON_FIELD_BLOCK_DASHBOARD));
      break;
    default:  /* text, hero and search are what they say */
      break;
    }
  return block;
}

BatonPortalPage
baton_resolve_page (BatonResolver     *r,
                    const BatonEntity *entity)
{
  BatonPortalPage page = { .item = baton_resolve_item (r, entity) };
  g_autoptr (GPtrArray) children = baton_snapshot_list_children (r->snapshot, BATON_KIND_BLOCK, page.item.id);
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (BatonPortalBlock));

  page.landing = baton_entity_get_choice (entity, BATON_FIELD_PAGE_USE, -1) == 0;
  page.introduction = baton_resolve_rich (r, entity, BATON_FIELD_PAGE_INTRODUCTION);
  page.hero = baton_resolve_picture (r, baton_entity_get_string (entity, BATON_FIELD_PAGE_HERO));
  if (page.hero.asset == NULL && page.landing)
    page.hero = r->portal->brand.hero;
  for (guint i = 0; i < children->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (children, i), NULL))
      {
        BatonPortalBlock block = resolve_block (r, g_ptr_array_index (children, i));

        g_array_append_val (blocks, block);
      }
  page.blocks = baton_resolver_seal (r, blocks, &page.n_blocks);
  return page;
}
