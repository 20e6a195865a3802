/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Content and what holds it: queries, collections; and beside it tools, workflows, organizations and dashboards.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-visibility.h"

#include <string.h>

/* What a query without a number of its own gives at most; also the most that the schema allows. */
#define QUERY_MOST 100

/* What sort of content it is comes first among its tags: tiles show that one. */
static const BatonPortalItem *
resolve_tags (BatonResolver     *r,
              const BatonEntity *content,
              gsize             *n)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (r->snapshot);
  BatonPortalItem *tags = (BatonPortalItem *) baton_resolve_terms (r, baton_entity_get (content, BATON_FIELD_CONTENT_TAGS), n);

  for (gsize i = 0; i < *n; i++)
    {
      BatonDimension dimension = baton_taxonomy_get_term_dimension (taxonomy, baton_taxonomy_find_term (taxonomy, tags[i].id));
      const char *key = dimension != BATON_DIMENSION_NONE_INDEX ? baton_taxonomy_get_dimension_key (taxonomy, dimension) : NULL;
      const BatonEntity *vocabulary = key != NULL ? baton_snapshot_lookup_kind (r->snapshot, key, BATON_KIND_VOCABULARY) : NULL;

      if (vocabulary != NULL && g_strcmp0 (baton_entity_get_string (vocabulary, BATON_FIELD_VOCABULARY_PURPOSE), "content-type") == 0)
        {
          BatonPortalItem type = tags[i];

          memmove (tags + 1, tags, i * sizeof *tags);
          tags[0] = type;
          break;
        }
    }
  return tags;
}

BatonPortalContent
baton_resolve_content (BatonResolver     *r,
                       const BatonEntity *entity)
{
  BatonPortalContent content = { .item = baton_resolve_item (r, entity) };
  const char *picture = baton_entity_get_string (entity, BATON_FIELD_CONTENT_PICTURE);

  content.summary = baton_resolve_text (r, entity, BATON_FIELD_CONTENT_SUMMARY);
  content.body = baton_resolve_rich (r, entity, BATON_FIELD_CONTENT_BODY);
  content.address = baton_entity_get_string (entity, BATON_FIELD_CONTENT_ADDRESS);
  if (picture == NULL && r->brand != NULL)
    picture = baton_brand_get_picture (r->brand, BATON_IMAGERY_TILE, baton_snapshot_get_tags (r->snapshot, content.item.id), NULL);
  content.picture = baton_resolve_picture (r, picture);
  content.tags = resolve_tags (r, entity, &content.n_tags);
  return content;
}

/* ── Queries ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether the content has, in the vocabulary, a term that covers one of the record's. */
static gboolean
shares_term (BatonResolver    *r,
             const char       *vocabulary,
             BatonTermSet     *tags)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (r->snapshot);
  BatonDimension dimension = baton_taxonomy_find_dimension (taxonomy, vocabulary);
  gsize n_content = 0;
  gsize n_record = 0;
  const BatonTerm *content;
  const BatonTerm *record;

  if (dimension == BATON_DIMENSION_NONE_INDEX)
    return FALSE;
  content = baton_term_set_get_dimension (tags, dimension, &n_content);
  record = baton_term_set_get_dimension (baton_profile_get_terms (r->profile, BATON_SIDE_RECORD), dimension, &n_record);
  for (gsize i = 0; i < n_content; i++)
    for (gsize j = 0; j < n_record; j++)
      if (baton_taxonomy_covers (taxonomy, content[i], record[j]))
        return TRUE;
  return FALSE;
}

static gboolean
fits_record (BatonResolver     *r,
             const BatonValue  *vocabularies,
             const BatonEntity *content)
{
  for (gsize i = 0; i < baton_value_get_length (vocabularies); i++)
    {
      const char *vocabulary = baton_value_get_string (baton_value_get_element (vocabularies, i));

      if (vocabulary == NULL || !shares_term (r, vocabulary, baton_snapshot_get_tags (r->snapshot, baton_entity_get_id (content))))
        return FALSE;
    }
  return TRUE;
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  const BatonEntity *first = *(const BatonEntity * const *) a;
  const BatonEntity *second = *(const BatonEntity * const *) b;
  BatonDay first_day = baton_window_from_value (baton_entity_get (first, BATON_FIELD_CONTENT_WINDOW)).from;
  BatonDay second_day = baton_window_from_value (baton_entity_get (second, BATON_FIELD_CONTENT_WINDOW)).from;

  if (first_day != second_day)
    return first_day > second_day ? -1 : 1;
  return strcmp (baton_entity_get_id (first), baton_entity_get_id (second));
}

static int
compare_titles (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const BatonEntity *first = *(const BatonEntity * const *) a;
  const BatonEntity *second = *(const BatonEntity * const *) b;
  const BatonResolver *r = user_data;
  g_autofree char *first_key = g_utf8_casefold (baton_snapshot_get_name (r->snapshot, baton_entity_get_id (first), r->locale), -1);
  g_autofree char *second_key = g_utf8_casefold (baton_snapshot_get_name (r->snapshot, baton_entity_get_id (second), r->locale), -1);
  int order = strcmp (first_key, second_key);

  return order != 0 ? order : strcmp (baton_entity_get_id (first), baton_entity_get_id (second));
}

GPtrArray *
baton_resolve_query (BatonResolver    *r,
                     const BatonValue *query)
{
  const BatonValue *vocabularies = baton_value_get_member (query, "record");
  gint64 most = baton_value_get_member_integer (query, "most", QUERY_MOST);
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr (BatonAudience) what = baton_audience_compile (r->snapshot, baton_value_get_member (query, "what"), BATON_SIDE_CONTENT);
  g_autoptr (GPtrArray) viewable = baton_access_list_for (r->access, BATON_ACTION_VIEW, BATON_OUTCOME_ALLOWED, what);

  for (guint i = 0; i < viewable->len; i++)
    {
      const BatonEntity *content = g_ptr_array_index (viewable, i);

      if (baton_snapshot_is_shown (r->snapshot, content, r->day) && fits_record (r, vocabularies, content))
        g_ptr_array_add (found, (gpointer) content);
    }

  if (g_strcmp0 (baton_value_get_member_string (query, "order"), "title") == 0)
    g_ptr_array_sort_with_data (found, compare_titles, r);
  else
    g_ptr_array_sort (found, compare_newest);
  most = CLAMP (most, 1, QUERY_MOST);
  if (found->len > most)
    g_ptr_array_set_size (found, (int) most);
  return found;
}

/* ── Collections ─────────────────────────────────────────────────────────────────────────────────────── */

GPtrArray *
baton_resolve_collected (BatonResolver     *r,
                         const BatonEntity *collection)
{
  const BatonValue *chosen = baton_entity_get (collection, BATON_FIELD_COLLECTION_ITEMS);
  const BatonValue *query = baton_entity_get (collection, BATON_FIELD_COLLECTION_QUERY);
  GPtrArray *contents = g_ptr_array_new ();

  for (gsize i = 0; i < baton_value_get_length (chosen); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (chosen, i));
      const BatonEntity *content = id != NULL ? baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_CONTENT) : NULL;

      if (content != NULL && baton_is_viewable (r, content, NULL) && !g_ptr_array_find (contents, content, NULL))
        g_ptr_array_add (contents, (gpointer) content);
    }
  if (query != NULL)
    {
      g_autoptr (GPtrArray) found = baton_resolve_query (r, query);

      for (guint i = 0; i < found->len; i++)
        if (!g_ptr_array_find (contents, g_ptr_array_index (found, i), NULL))
          g_ptr_array_add (contents, g_ptr_array_index (found, i));
    }
  return contents;
}

BatonPortalCollection
baton_resolve_collection (BatonResolver     *r,
                          const BatonEntity *entity)
{
  BatonPortalCollection collection = { .item = baton_resolve_item (r, entity) };
  g_autoptr (GPtrArray) contents = baton_resolve_collected (r, entity);
  GArray *resolved = g_array_new (FALSE, FALSE, sizeof (BatonPortalContent));

  collection.summary = baton_resolve_text (r, entity, BATON_FIELD_COLLECTION_SUMMARY);
  collection.contextual = baton_value_get_length (baton_entity_get (entity, BATON_FIELD_COLLECTION_RECORD)) > 0;
  for (guint i = 0; i < contents->len; i++)
    {
      BatonPortalContent content = baton_resolve_content (r, g_ptr_array_index (contents, i));

      g_array_append_val (resolved, content);
    }
  collection.contents = baton_resolver_seal (r, resolved, &collection.n_contents);
  return collection;
}

/* ── Tools and workflows ─────────────────────────────────────────────────────────────────────────────── */

BatonPortalTool
baton_resolve_tool (BatonResolver     *r,
                    const BatonEntity *entity)
{
  return (BatonPortalTool) {
    .item = baton_resolve_item (r, entity),
    .description = baton_resolve_text (r, entity, BATON_FIELD_TOOL_DESCRIPTION),
    .address = baton_entity_get_string (entity, BATON_FIELD_TOOL_ADDRESS),
    .vendor = baton_entity_get_string (entity, BATON_FIELD_TOOL_VENDOR),
    .access = baton_entity_get_string (entity, BATON_FIELD_TOOL_ACCESS),
  };
}

static gboolean
has_role (BatonResolver *r,
          const char    *role)
{
  BatonTerm wanted = role != NULL ? baton_taxonomy_find_term (baton_snapshot_get_taxonomy (r->snapshot), role) : BATON_TERM_NONE;
  gsize n = 0;
  const BatonTerm *roles = baton_term_set_get_dimension (baton_profile_get_terms (r->profile, BATON_SIDE_MEMBER),
                                                         BATON_DIMENSION_ROLE_INDEX, &n);

  for (gsize i = 0; i < n && wanted != BATON_TERM_NONE; i++)
    if (roles[i] == wanted)
      return TRUE;
  return FALSE;
}

static BatonPortalStep
resolve_step (BatonResolver     *r,
              const BatonEntity *entity)
{
  const char *owner = baton_entity_get_string (entity, BATON_FIELD_WORKFLOW_STEP_OWNER);
  const char *activity_id = baton_entity_get_string (entity, BATON_FIELD_WORKFLOW_STEP_ACTIVITY);
  const BatonEntity *activity = activity_id != NULL ? baton_snapshot_lookup_kind (r->snapshot, activity_id, BATON_KIND_ACTIVITY) : NULL;
  BatonPortalStep step = { .item = baton_resolve_item (r, entity) };

  step.description = baton_resolve_text (r, entity, BATON_FIELD_WORKFLOW_STEP_DESCRIPTION);
  step.owner = baton_resolve_name (r, owner);
  step.approval_by = baton_resolve_name (r, baton_entity_get_string (entity, BATON_FIELD_WORKFLOW_STEP_APPROVAL_BY));
  step.days = baton_entity_get_integer (entity, BATON_FIELD_WORKFLOW_STEP_DAYS, -1);
  step.mine = has_role (r, owner);
  step.activity.name = baton_resolve_plain (r, NULL);
  if (activity != NULL && baton_is_visible (r, activity, NULL))
    step.activity = baton_resolve_item (r, activity);
  return step;
}

BatonPortalWorkflow
baton_resolve_workflow (BatonResolver     *r,
                        const BatonEntity *entity)
{
  BatonPortalWorkflow workflow = { .item = baton_resolve_item (r, entity) };
  g_autoptr (GPtrArray) children = baton_snapshot_list_children (r->snapshot, BATON_KIND_WORKFLOW_STEP, workflow.item.id);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (BatonPortalStep));

  workflow.description = baton_resolve_text (r, entity, BATON_FIELD_WORKFLOW_DESCRIPTION);
  for (guint i = 0; i < children->len; i++)
    {
      BatonPortalStep step = resolve_step (r, g_ptr_array_index (children, i));

      g_array_append_val (steps, step);
    }
  workflow.steps = baton_resolver_seal (r, steps, &workflow.n_steps);
  return workflow;
}

/* ── Organizations and dashboards ────────────────────────────────────────────────────────────────────── */

static void
resolve_organisations (BatonResolver *r)
{
  const BatonEntity *persona = r->persona != NULL ? baton_snapshot_lookup_kind (r->snapshot, r->persona, BATON_KIND_PERSONA) : NULL;
  const BatonValue *manages = persona != NULL ? baton_entity_get (persona, BATON_FIELD_PERSONA_MANAGES) : NULL;
  GArray *organisations = g_array_new (FALSE, FALSE, sizeof (BatonPortalOrganisation));

  for (gsize i = 0; i < baton_value_get_length (manages); i++)
    {
      const BatonValue *row = baton_value_get_element (manages, i);
      BatonPortalOrganisation organisation = { .name = baton_value_get_member_string (row, "name") };

      if (organisation.name == NULL)
        continue;
      organisation.terms = baton_resolve_terms (r, baton_value_get_member (row, "terms"), &organisation.n_terms);
      g_array_append_val (organisations, organisation);
    }
  r->portal->organisations = baton_resolver_seal (r, organisations, &r->portal->n_organisations);
}

static BatonPortalKpi
resolve_kpi (BatonResolver     *r,
             const BatonEntity *entity)
{
  BatonPortalKpi kpi = { .item = baton_resolve_item (r, entity) };
  g_autoptr (GPtrArray) children = baton_snapshot_list_children (r->snapshot, BATON_KIND_TARGET, kpi.item.id);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (BatonPortalTarget));

  kpi.description = baton_resolve_text (r, entity, BATON_FIELD_KPI_DESCRIPTION);
  kpi.unit = baton_entity_get_choice (entity, BATON_FIELD_KPI_UNIT, -1);
  for (guint i = 0; i < children->len; i++)
    {
      const BatonEntity *child = g_ptr_array_index (children, i);
      BatonPortalTarget target = { 0 };

      if (!baton_is_visible (r, child, NULL))
        continue;
      target.item = baton_resolve_item (r, child);
      target.item.name = kpi.item.name;
      target.value = baton_entity_get_integer (child, BATON_FIELD_TARGET_VALUE, 0);
      target.window = baton_window_from_value (baton_entity_get (child, BATON_FIELD_TARGET_WINDOW));
      g_array_append_val (targets, target);
    }
  kpi.targets = baton_resolver_seal (r, targets, &kpi.n_targets);
  return kpi;
}

static void
resolve_dashboards (BatonResolver *r)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_DASHBOARD);
  GArray *dashboards = g_array_new (FALSE, FALSE, sizeof (BatonPortalDashboard));

  for (guint i = 0; i < all->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (all, i);
      const BatonValue *ids = baton_entity_get (entity, BATON_FIELD_DASHBOARD_KPIS);
      GArray *kpis;
      BatonPortalDashboard dashboard = { 0 };

      if (!baton_is_visible (r, entity, NULL))
        continue;
      dashboard.item = baton_resolve_item (r, entity);
      kpis = g_array_new (FALSE, FALSE, sizeof (BatonPortalKpi));
      for (gsize j = 0; j < baton_value_get_length (ids); j++)
        {
          const char *id = baton_value_get_string (baton_value_get_element (ids, j));
          const BatonEntity *kpi = id != NULL ? baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_KPI) : NULL;

          if (kpi != NULL)
            {
              BatonPortalKpi resolved = resolve_kpi (r, kpi);

              g_array_append_val (kpis, resolved);
            }
        }
      dashboard.kpis = baton_resolver_seal (r, kpis, &dashboard.n_kpis);
      g_array_append_val (dashboards, dashboard);
    }
  r->portal->dashboards = baton_resolver_seal (r, dashboards, &r->portal->n_dashboards);
}

/* ── All of them ─────────────────────────────────────────────────────────────────────────────────────── */

static void
resolve_tools (BatonResolver *r)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_TOOL);
  GArray *tools = g_array_new (FALSE, FALSE, sizeof (BatonPortalTool));

  for (guint i = 0; i < all->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (all, i), NULL))
      {
        BatonPortalTool tool = baton_resolve_tool (r, g_ptr_array_index (all, i));

        g_array_append_val (tools, tool);
      }
  r->portal->tools = baton_resolver_seal (r, tools, &r->portal->n_tools);
}

static void
resolve_workflows (BatonResolver *r)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_WORKFLOW);
  GArray *workflows = g_array_new (FALSE, FALSE, sizeof (BatonPortalWorkflow));

  for (guint i = 0; i < all->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (all, i), NULL))
      {
        BatonPortalWorkflow workflow = baton_resolve_workflow (r, g_ptr_array_index (all, i));

        g_array_append_val (workflows, workflow);
      }
  r->portal->workflows = baton_resolver_seal (r, workflows, &r->portal->n_workflows);
}

static void
resolve_context (BatonResolver *r)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_COLLECTION);
  GArray *context = g_array_new (FALSE, FALSE, sizeof (BatonPortalCollection));

  for (guint i = 0; i < all->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (all, i);

      if (baton_value_get_length (baton_entity_get (entity, BATON_FIELD_COLLECTION_RECORD)) > 0 && baton_is_visible (r, entity, NULL))
        {
          BatonPortalCollection collection = baton_resolve_collection (r, entity);

          g_array_append_val (context, collection);
        }
    }
  r->portal->context = baton_resolver_seal (r, context, &r->portal->n_context);
}

void
baton_resolve_experience (BatonResolver *r)
{
  resolve_organisations (r);
  resolve_tools (r);
  resolve_workflows (r);
  resolve_dashboards (r);
  resolve_context (r);
}
