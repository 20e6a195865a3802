/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Examples of pages and navigation that are empty or out of reach: for one persona the block, target or page before it,
 * and the content that would be there if they might view it.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-illustration.h"

#include "rules/baton-analysis-private.h"

/* In the order of the choices of a page's use. */
enum { PAGE_LANDING, PAGE_SECTION };

static guint
find_persona (BatonIllustration *self,
              const char        *id)
{
  GPtrArray *personas = self->snapshot->lists[BATON_KIND_PERSONA];
  guint persona = 0;

  while (!g_str_equal (baton_entity_get_id (personas->pdata[persona]), id))
    persona++;
  return persona;
}

static gboolean
meets (BatonIllustration *self,
       guint              persona,
       BatonEntity       *entity,
       BatonField         field)
{
  return baton_audience_matches (baton_snapshot_get_audience (self->snapshot, baton_entity_get_id (entity), field),
                                 self->profiles->pdata[persona], NULL);
}

/* ── Nothing to be seen ──────────────────────────────────────────────────────────────────────────────── */

/* The first content that the query asks for, whoever may view it; NULL for none. */
static const char *
find_asked_for (BatonIllustration *self,
                guint              persona,
                const BatonValue  *query)
{
  const BatonContentTable *contents = self->snapshot->contents;
  g_autoptr (BatonAudience) what = baton_audience_compile (self->snapshot, baton_value_get_member (query, "what"),
                                                           BATON_SIDE_CONTENT);

  for (guint i = 0; i < contents->n_listed; i++)
    if (baton_audience_matches (what, self->profiles->pdata[persona], contents->tags[contents->order[i]]))
      return baton_entity_get_id (contents->entities[contents->order[i]]);
  return NULL;
}

static void
illustrate_missing_content (BatonIllustration *self,
                            BatonFinding      *finding,
                            guint              persona,
                            const char        *content)
{
  if (content != NULL && baton_snapshot_lookup_kind (self->snapshot, content, BATON_KIND_CONTENT) != NULL)
    baton_illustration_set_decision (self, finding, persona, BATON_ACTION_VIEW, content, FALSE);
}

static void
illustrate_collection (BatonIllustration *self,
                       BatonFinding      *finding,
                       guint              persona,
                       const char        *id)
{
  BatonEntity *collection = id != NULL ? baton_snapshot_lookup_kind (self->snapshot, id, BATON_KIND_COLLECTION) : NULL;
  BatonValue *items, *query;

  if (collection == NULL
      || baton_illustration_set_failing_audience (self, finding, persona, collection, BATON_FIELD_COLLECTION_AUDIENCE) > 0)
    return;
  items = baton_entity_get (collection, BATON_FIELD_COLLECTION_ITEMS);
  query = baton_entity_get (collection, BATON_FIELD_COLLECTION_QUERY);
  if (baton_value_get_length (items) > 0)
    illustrate_missing_content (self, finding, persona, baton_value_get_string (baton_value_get_element (items, 0)));
  else if (query != NULL)
    illustrate_missing_content (self, finding, persona, find_asked_for (self, persona, query));
}

/* A block of the page that is for the persona and shows them nothing; else the one whose audience they miss. */
static void
illustrate_empty_page (BatonIllustration *self,
                       BatonFinding      *finding,
                       guint              persona,
                       const char        *page)
{
  GPtrArray *blocks = self->snapshot->lists[BATON_KIND_BLOCK];
  BatonEntity *found = NULL;
  gboolean for_them = FALSE;

  for (guint i = 0; i < blocks->len && !for_them; i++)
    {
      if (g_strcmp0 (baton_entity_get_parent (blocks->pdata[i]), page) != 0)
        continue;
      for_them = meets (self, persona, blocks->pdata[i], BATON_FIELD_BLOCK_AUDIENCE);
      if (for_them || found == NULL)
        found = blocks->pdata[i];
    }
  if (found == NULL)
    return;
  finding->example.thing = baton_entity_get_id (found);
  if (!for_them)
    {
      baton_illustration_set_failing_audience (self, finding, persona, found, BATON_FIELD_BLOCK_AUDIENCE);
      return;
    }
  if (baton_entity_get (found, BATON_FIELD_BLOCK_QUERY) != NULL)
    illustrate_missing_content (self, finding, persona,
                                find_asked_for (self, persona, baton_entity_get (found, BATON_FIELD_BLOCK_QUERY)));
  else
    illustrate_collection (self, finding, persona, baton_entity_get_string (found, BATON_FIELD_BLOCK_COLLECTION));
}

void
baton_illustrate_navigation (BatonIllustration *self,
                             BatonFinding      *finding)
{
  guint persona = find_persona (self, finding->others->pdata[0]);
  BatonEntity *item = baton_snapshot_lookup (self->snapshot, finding->entity);
  const char *id = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);
  BatonEntity *target = id != NULL ? baton_snapshot_lookup (self->snapshot, id) : NULL;

  finding->example.persona = finding->others->pdata[0];
  if (target == NULL)
    return;
  id = finding->example.thing = baton_entity_get_id (target);
  switch ((int) baton_entity_get_kind (target))
    {
    case BATON_KIND_PAGE:
      if (baton_illustration_set_failing_audience (self, finding, persona, target, BATON_FIELD_PAGE_AUDIENCE) == 0)
        illustrate_empty_page (self, finding, persona, id);
      break;
    case BATON_KIND_CONTENT:
      illustrate_missing_content (self, finding, persona, id);
      break;
    case BATON_KIND_COLLECTION:
      illustrate_collection (self, finding, persona, id);
      break;
    case BATON_KIND_TOOL:
      baton_illustration_set_failing_audience (self, finding, persona, target, BATON_FIELD_TOOL_AUDIENCE);
      break;
    case BATON_KIND_WORKFLOW:
      baton_illustration_set_failing_audience (self, finding, persona, target, BATON_FIELD_WORKFLOW_AUDIENCE);
      break;
    default:
      break;
    }
}

/* ── Out of reach ────────────────────────────────────────────────────────────────────────────────────── */

/* The persona for whom the fewest clauses of the entity's audience fail, which is put into the example; FALSE when some
 * persona meets it, who is put into *persona*. */
static gboolean
illustrate_nearest (BatonIllustration *self,
                    BatonFinding      *finding,
                    BatonEntity       *entity,
                    BatonField         field,
                    guint             *persona)
{
  guint least = G_MAXUINT;

  for (guint p = 0; p < self->profiles->len; p++)
    if (meets (self, p, entity, field))
      {
        *persona = p;
        return FALSE;
      }
  for (guint p = 0; p < self->profiles->len; p++)
    {
      guint n = baton_illustration_set_failing_audience (self, finding, p, entity, field);

      if (n < least)
        {
          least = n;
          *persona = p;
        }
    }
  baton_illustration_set_failing_audience (self, finding, *persona, entity, field);
  return TRUE;
}

/* A landing page is out of reach where another comes before it for all whom it is for. */
static void
illustrate_landing (BatonIllustration *self,
                    BatonFinding      *finding,
                    BatonEntity       *page)
{
  GPtrArray *pages = self->snapshot->lists[BATON_KIND_PAGE];
  guint persona;

  if (illustrate_nearest (self, finding, page, BATON_FIELD_PAGE_AUDIENCE, &persona))
    return;
  finding->example.persona = baton_entity_get_id (self->snapshot->lists[BATON_KIND_PERSONA]->pdata[persona]);
  for (guint i = 0; i < pages->len && pages->pdata[i] != page; i++)
    if (baton_entity_get_choice (pages->pdata[i], BATON_FIELD_PAGE_USE, PAGE_LANDING) == PAGE_LANDING
        && meets (self, persona, pages->pdata[i], BATON_FIELD_PAGE_AUDIENCE))
      {
        finding->example.thing = baton_entity_get_id (pages->pdata[i]);
        return;
      }
}

/* What keeps the persona from the item: it, or one that it stands below, is for others. */
static void
set_failing_item (BatonIllustration *self,
                  BatonFinding      *finding,
                  guint              persona,
                  BatonEntity       *item)
{
  for (guint depth = 0; depth < 32 && item != NULL; depth++)
    {
      const char *parent = baton_entity_get_parent (item);

      if (baton_illustration_set_failing_audience (self, finding, persona, item, BATON_FIELD_NAVIGATION_ITEM_AUDIENCE) > 0)
        return;
      item = parent != NULL ? baton_snapshot_lookup_kind (self->snapshot, parent, BATON_KIND_NAVIGATION_ITEM) : NULL;
    }
}

/* A section is out of reach where nothing leads to it, or only what is not for those whom it is for. */
static void
illustrate_section (BatonIllustration *self,
                    BatonFinding      *finding,
                    BatonEntity       *page)
{
  GPtrArray *items = self->snapshot->lists[BATON_KIND_NAVIGATION_ITEM];
  guint persona;

  if (illustrate_nearest (self, finding, page, BATON_FIELD_PAGE_AUDIENCE, &persona))
    return;
  finding->example.persona = baton_entity_get_id (self->snapshot->lists[BATON_KIND_PERSONA]->pdata[persona]);
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (baton_entity_get_string (items->pdata[i], BATON_FIELD_NAVIGATION_ITEM_TARGET), finding->entity) == 0)
      {
        finding->example.thing = baton_entity_get_id (items->pdata[i]);
        set_failing_item (self, finding, persona, items->pdata[i]);
        return;
      }
}

void
baton_illustrate_page (BatonIllustration *self,
                       BatonFinding      *finding)
{
  BatonEntity *page = baton_snapshot_lookup (self->snapshot, finding->entity);

  if (finding->code == BATON_FINDING_PAGE_EMPTY)
    {
      finding->example.persona = finding->others->pdata[0];
      illustrate_empty_page (self, finding, find_persona (self, finding->others->pdata[0]), finding->entity);
    }
  else if (baton_entity_get_choice (page, BATON_FIELD_PAGE_USE, PAGE_LANDING) == PAGE_LANDING)
    {
      illustrate_landing (self, finding, page);
    }
  else
    {
      illustrate_section (self, finding, page);
    }
}
