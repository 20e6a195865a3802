/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages and navigation as the personas find them. Blocks are weighed by whether they could show something: a record or a
 * balance may still leave one empty, which is not a mistake of the program.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-private.h"

/* In the order of the choices of a block's type. */
typedef enum
{
  BLOCK_TEXT,
  BLOCK_HERO,
  BLOCK_ANNOUNCEMENT,
  BLOCK_CONTENT,
  BLOCK_COLLECTION,
  BLOCK_SEARCH,
  BLOCK_TIERS,
  BLOCK_ACTIVITIES,
  BLOCK_REWARDS,
  BLOCK_TOOLS,
  BLOCK_WORKFLOWS,
  BLOCK_ORGANISATIONS,
  BLOCK_DASHBOARD
} BlockType;

/* In the order of the choices of a page's use. */
typedef enum
{
  PAGE_LANDING,
  PAGE_SECTION
} PageUse;

typedef struct
{
  BatonAnalysis *analysis;
  BatonSnapshot *snapshot;
  BatonEntity   *persona;     /* in hand */
  BatonProfile  *profile;
  BatonAccess   *access;
  GHashTable    *empty;       /* page or navigation item (borrowed id) → GPtrArray of the ids of the personas */
  GHashTable    *reached;     /* ids of pages that some persona comes to */
} Visit;

static gboolean
meets (Visit       *visit,
       BatonEntity *entity,
       BatonField   field)
{
  return baton_audience_matches (baton_snapshot_get_audience (visit->snapshot, baton_entity_get_id (entity), field),
                                 visit->profile, NULL);
}

static gboolean
sees (Visit      *visit,
      const char *content_id)
{
  BatonEntity *content = baton_snapshot_lookup_kind (visit->snapshot, content_id, BATON_KIND_CONTENT);

  return content != NULL && baton_access_allows (visit->access, BATON_ACTION_VIEW, content_id)
         && baton_snapshot_is_shown (visit->snapshot, content, visit->analysis->day);
}

/* Whether the persona sees any content that the query asks for, whatever the record. */
static gboolean
finds_any (Visit            *visit,
           const BatonValue *query)
{
  const BatonContentTable *contents = visit->snapshot->contents;
  const BatonWord *viewable = baton_access_get_bits (visit->access, BATON_ACTION_VIEW, BATON_OUTCOME_ALLOWED);
  g_autoptr (BatonAudience) what = baton_audience_compile (visit->snapshot, baton_value_get_member (query, "what"),
                                                           BATON_SIDE_CONTENT);

  BITS_FOREACH (slot, w, contents->n_words, viewable[w])
    if (baton_audience_matches (what, visit->profile, contents->tags[slot])
        && baton_snapshot_is_shown (visit->snapshot, contents->entities[slot], visit->analysis->day))
      return TRUE;
  return FALSE;
}

static gboolean
has_collection (Visit      *visit,
                const char *id)
{
  BatonEntity *collection = baton_snapshot_lookup_kind (visit->snapshot, id, BATON_KIND_COLLECTION);
  BatonValue *items, *query;

  if (collection == NULL || !meets (visit, collection, BATON_FIELD_COLLECTION_AUDIENCE))
    return FALSE;
  items = baton_entity_get (collection, BATON_FIELD_COLLECTION_ITEMS);
  for (gsize i = 0; i < baton_value_get_length (items); i++)
    if (sees (visit, baton_value_get_string (baton_value_get_element (items, i))))
      return TRUE;
  query = baton_entity_get (collection, BATON_FIELD_COLLECTION_QUERY);
  return query != NULL && finds_any (visit, query);
}

/* Whether any of the collections that come with a record is for the persona. */
static gboolean
has_collection_of_record (Visit *visit)
{
  GPtrArray *collections = baton_snapshot_list (visit->snapshot, BATON_KIND_COLLECTION);

  for (guint i = 0; i < collections->len; i++)
    if (baton_value_get_length (baton_entity_get (collections->pdata[i], BATON_FIELD_COLLECTION_RECORD)) > 0 &&
        has_collection (visit, baton_entity_get_id (collections->pdata[i])))
      return TRUE;
  return FALSE;
}

/* What can keep an entity of a kind from everybody. BATON_FIELD_NONE where a kind has no such field. */
typedef struct
{
  BatonKind  kind;
  BatonField audience;
  BatonField disabled;
  BatonField window;
} Offer;

static const Offer ladders = { BATON_KIND_TIER_LADDER, BATON_FIELD_TIER_LADDER_AUDIENCE, BATON_FIELD_NONE, BATON_FIELD_NONE };
static const Offer activities = { BATON_KIND_ACTIVITY, BATON_FIELD_ACTIVITY_AUDIENCE, BATON_FIELD_ACTIVITY_DISABLED, BATON_FIELD_ACTIVITY_WINDOW };
static const Offer rewards = { BATON_KIND_REWARD, BATON_FIELD_REWARD_AUDIENCE, BATON_FIELD_REWARD_DISABLED, BATON_FIELD_REWARD_WINDOW };
static const Offer tools = { BATON_KIND_TOOL, BATON_FIELD_TOOL_AUDIENCE, BATON_FIELD_NONE, BATON_FIELD_NONE };
static const Offer workflows = { BATON_KIND_WORKFLOW, BATON_FIELD_WORKFLOW_AUDIENCE, BATON_FIELD_NONE, BATON_FIELD_NONE };

/* Whether anything of the kind is for the persona on the day. */
static gboolean
has_any (Visit       *visit,
         const Offer *offer)
{
  GPtrArray *list = baton_snapshot_list (visit->snapshot, offer->kind);

  for (guint i = 0; i < list->len; i++)
    {
      BatonEntity *entity = list->pdata[i];

      if ((offer->disabled == BATON_FIELD_NONE || !baton_entity_get_boolean (entity, offer->disabled))
          && (offer->window == BATON_FIELD_NONE
              || baton_window_contains (baton_window_from_value (baton_entity_get (entity, offer->window)), visit->analysis->day))
          && meets (visit, entity, offer->audience))
        return TRUE;
    }
  return FALSE;
}

static gboolean
shows_something (Visit       *visit,
                 BatonEntity *block)
{
  BatonValue *query = baton_entity_get (block, BATON_FIELD_BLOCK_QUERY);

  switch ((BlockType) baton_entity_get_choice (block, BATON_FIELD_BLOCK_TYPE, BLOCK_TEXT))
    {
    case BLOCK_CONTENT:
      return query != NULL && finds_any (visit, query);
    case BLOCK_COLLECTION:
      if (baton_entity_get (block, BATON_FIELD_BLOCK_COLLECTION) == NULL)
        return has_collection_of_record (visit);
      return has_collection (visit, baton_entity_get_string (block, BATON_FIELD_BLOCK_COLLECTION));
    case BLOCK_TIERS:
      return has_any (visit, &ladders);
    case BLOCK_ACTIVITIES:
      return has_any (visit, &activities);
    case BLOCK_REWARDS:
      return has_any (visit, &rewards);
    case BLOCK_TOOLS:
      return has_any (visit, &tools);
    case BLOCK_WORKFLOWS:
      return has_any (visit, &workflows);
    case BLOCK_ORGANISATIONS:
      return baton_value_get_length (baton_entity_get (visit->persona, BATON_FIELD_PERSONA_MANAGES)) > 0;
    case BLOCK_TEXT:
    case BLOCK_HERO:
    case BLOCK_ANNOUNCEMENT:
    case BLOCK_SEARCH:
    case BLOCK_DASHBOARD:
    default:
      return TRUE;
    }
}

static gboolean
is_page_empty (Visit      *visit,
               const char *page_id)
{
  GPtrArray *blocks = baton_snapshot_list (visit->snapshot, BATON_KIND_BLOCK);

  for (guint i = 0; i < blocks->len; i++)
    if (g_strcmp0 (baton_entity_get_parent (blocks->pdata[i]), page_id) == 0
        && meets (visit, blocks->pdata[i], BATON_FIELD_BLOCK_AUDIENCE)
        && shows_something (visit, blocks->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
note_empty (Visit       *visit,
            BatonEntity *entity)
{
  const char *id = baton_entity_get_id (entity);
  GPtrArray *personas = g_hash_table_lookup (visit->empty, id);

  if (personas == NULL)
    {
      personas = g_ptr_array_new ();
      g_hash_table_insert (visit->empty, (char *) id, personas);
    }
  g_ptr_array_add (personas, (char *) baton_entity_get_id (visit->persona));
}

/* ── Pages ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
visit_pages (Visit *visit)
{
  GPtrArray *pages = baton_snapshot_list (visit->snapshot, BATON_KIND_PAGE);
  gboolean landed = FALSE;

  for (guint i = 0; i < pages->len; i++)
    {
      gboolean landing = baton_entity_get_choice (pages->pdata[i], BATON_FIELD_PAGE_USE, PAGE_LANDING) == PAGE_LANDING;

      /* Of the landing pages a member only ever sees the first that is for them. */
      if (!meets (visit, pages->pdata[i], BATON_FIELD_PAGE_AUDIENCE) || (landing && landed))
        continue;
      if (landing)
        g_hash_table_add (visit->reached, (char *) baton_entity_get_id (pages->pdata[i]));
      landed |= landing;
      if (is_page_empty (visit, baton_entity_get_id (pages->pdata[i])))
        note_empty (visit, pages->pdata[i]);
    }
  if (!landed && pages->len > 0)
    baton_analysis_add (visit->analysis, BATON_FINDING_PERSONA_WITHOUT_PAGE, BATON_KIND_PERSONA,
                        baton_entity_get_id (visit->persona));
}

/* ── Navigation ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
leads_to_something (Visit      *visit,
                    const char *target_id)
{
  BatonEntity *target = baton_snapshot_lookup (visit->snapshot, target_id);

  if (target == NULL)
    return FALSE;
  switch ((int) baton_entity_get_kind (target))
    {
    case BATON_KIND_PAGE:
      return meets (visit, target, BATON_FIELD_PAGE_AUDIENCE) && !is_page_empty (visit, target_id);
    case BATON_KIND_CONTENT:
      return sees (visit, target_id);
    case BATON_KIND_COLLECTION:
      return has_collection (visit, target_id);
    case BATON_KIND_TOOL:
      return meets (visit, target, BATON_FIELD_TOOL_AUDIENCE);
    case BATON_KIND_WORKFLOW:
      return meets (visit, target, BATON_FIELD_WORKFLOW_AUDIENCE);
    default:
      return TRUE;
    }
}

/* Visits the items below *parent* and returns whether any of them leads to something. An item of its own that only
 * gathers others leads to what they lead to. *depth* ends circles. */
static gboolean
visit_navigation (Visit      *visit,
                  const char *parent,
                  guint       depth)
{
  GPtrArray *items = baton_snapshot_list (visit->snapshot, BATON_KIND_NAVIGATION_ITEM);
  gboolean any = FALSE;

  for (guint i = 0; i < items->len && depth < 32; i++)
    {
      BatonEntity *item = items->pdata[i];
      const char *target = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);
      gboolean leads;

      if (g_strcmp0 (baton_entity_get_parent (item), parent) != 0
          || !meets (visit, item, BATON_FIELD_NAVIGATION_ITEM_AUDIENCE))
        continue;
      leads = visit_navigation (visit, baton_entity_get_id (item), depth + 1);
      leads |= baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_ADDRESS) != NULL;
      if (target != NULL)
        {
          BatonEntity *page = baton_snapshot_lookup_kind (visit->snapshot, target, BATON_KIND_PAGE);

          leads |= leads_to_something (visit, target);
          if (page != NULL && meets (visit, page, BATON_FIELD_PAGE_AUDIENCE))
            g_hash_table_add (visit->reached, (char *) baton_entity_get_id (page));
        }
      if (!leads)
        note_empty (visit, item);
      any |= leads;
    }
  return any;
}

/* ── Findings ────────────────────────────────────────────────────────────────────────────────────────── */

static void
report_empty (Visit            *visit,
              BatonKind         kind,
              BatonFindingCode  code)
{
  GPtrArray *list = baton_snapshot_list (visit->snapshot, kind);

  for (guint i = 0; i < list->len; i++)
    {
      const char *id = baton_entity_get_id (list->pdata[i]);
      GPtrArray *personas = g_hash_table_lookup (visit->empty, id);
      BatonFinding *finding;

      if (personas == NULL)
        continue;
      finding = baton_analysis_add (visit->analysis, code, kind, id);
      for (guint p = 0; p < personas->len; p++)
        baton_finding_add_other (finding, personas->pdata[p]);
      finding->count = personas->len;
      finding->example.persona = personas->pdata[0];
    }
}

static void
report_unreachable (Visit *visit)
{
  GPtrArray *pages = baton_snapshot_list (visit->snapshot, BATON_KIND_PAGE);

  for (guint i = 0; i < pages->len; i++)
    if (!g_hash_table_contains (visit->reached, baton_entity_get_id (pages->pdata[i])))
      baton_analysis_add (visit->analysis, BATON_FINDING_PAGE_UNREACHABLE, BATON_KIND_PAGE,
                          baton_entity_get_id (pages->pdata[i]));
}

void
baton_analysis_check_pages (BatonAnalysis *analysis)
{
  GPtrArray *personas = analysis->snapshot->lists[BATON_KIND_PERSONA];
  Visit visit = { .analysis = analysis, .snapshot = analysis->snapshot };

  visit.empty = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  visit.reached = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint p = 0; p < personas->len; p++)
    {
      visit.persona = personas->pdata[p];
      visit.profile = analysis->profiles->pdata[p];
      visit.access = analysis->accesses->pdata[p];
      visit_pages (&visit);
      visit_navigation (&visit, NULL, 0);
    }
  if (personas->len > 0)
    {
      report_empty (&visit, BATON_KIND_PAGE, BATON_FINDING_PAGE_EMPTY);
      report_empty (&visit, BATON_KIND_NAVIGATION_ITEM, BATON_FINDING_NAVIGATION_EMPTY);
      report_unreachable (&visit);
    }
  g_hash_table_unref (visit.empty);
  g_hash_table_unref (visit.reached);
}
