/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What edits of the sample do to its personas, held against the portals that are resolved before and after: who is said
 * to see nothing new gets the same page, letter by letter. And what the analysis says of empty pages, held against the same.
 */
#include "portal/baton-effect.h"
#include "portal/fixture.h"
#include "rules/baton-analysis.h"

#define DAY (baton_day_new (2026, 11, 21))

static BatonEntity *
find (BatonProgram *program,
      BatonKind     kind,
      const char   *slug)
{
  g_autoptr (GPtrArray) list = baton_program_list (program, kind);

  for (guint i = 0; i < list->len; i++)
    if (g_str_has_prefix (baton_entity_get_id (list->pdata[i]), slug))
      return list->pdata[i];
  g_error ("The sample has nothing like %s", slug);
}

/* The program with one field of one entity set. */
static BatonProgram *
edit (BatonProgram      *program,
      const BatonEntity *entity,
      BatonField         field,
      BatonValue        *value)
{
  BatonProgram *edited = baton_program_copy (program);
  g_autoptr (BatonEntity) after = baton_entity_with (entity, field, value);

  baton_program_put (edited, after);
  return edited;
}

static BatonEffect *
find_effect (GPtrArray  *effects,
             const char *slug)
{
  for (guint i = 0; i < effects->len; i++)
    if (g_str_has_prefix (((BatonEffect *) effects->pdata[i])->persona, slug))
      return effects->pdata[i];
  return NULL;
}

static void
test_brand (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  g_autoptr (BatonValue) red = baton_value_new_string ("#aa0000");
  g_autoptr (BatonProgram) edited = edit (program, find (program, BATON_KIND_BRAND, "alpenglow-alliance-"), BATON_FIELD_BRAND_ACCENT, red);
  g_autoptr (BatonSnapshot) before = baton_snapshot_new (program, 1);
  g_autoptr (BatonSnapshot) after = baton_snapshot_new (edited, 2);
  g_autoptr (GPtrArray) effects = baton_effect_list (before, after, DAY, 3);
  BatonEffect *effect = find_effect (effects, "consultant-at-an-alliance-");

  g_assert_nonnull (effect);
  g_assert_cmpuint (effect->brand->len, ==, 1);
  g_assert_cmpint (g_array_index (effect->brand, BatonField, 0), ==, BATON_FIELD_BRAND_ACCENT);
  g_assert_cmpuint (effect->decisions->len + effect->appeared->len + effect->disappeared->len, ==, 0);
  g_assert_null (find_effect (effects, "seller-at-a-sonora-"));
}

static void
test_landing (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  BatonEntity *hub = find (program, BATON_KIND_PAGE, "influencer-hub-");
  g_autoptr (BatonProgram) edited = edit (program, hub, BATON_FIELD_PAGE_AUDIENCE,
                                          baton_entity_get (find (program, BATON_KIND_PAGE, "executive-overview-"), BATON_FIELD_PAGE_AUDIENCE));
  g_autoptr (BatonSnapshot) before = baton_snapshot_new (program, 1);
  g_autoptr (BatonSnapshot) after = baton_snapshot_new (edited, 2);
  g_autoptr (GPtrArray) effects = baton_effect_list (before, after, DAY, 3);
  BatonEffect *effect = find_effect (effects, "influencer-");

  g_assert_nonnull (effect);
  g_assert_cmpstr (effect->landed, ==, baton_entity_get_id (hub));
  g_assert_cmpstr (effect->lands, !=, baton_entity_get_id (hub));
  g_assert_null (find_effect (effects, "customer-"));
}

/* A draft is shown to nobody, whatever the rules say of it; the same content published is. */
static void
test_draft (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  g_autoptr (BatonSnapshot) before = baton_snapshot_new (program, 1);
  GPtrArray *contents = baton_snapshot_list (before, BATON_KIND_CONTENT);
  guint n_viewers[2] = { 0 };

  for (guint published = 0; published < 2; published++)
    for (guint c = 0; c < contents->len; c++)
      {
        g_autoptr (BatonEntity) copy = baton_entity_with_id (contents->pdata[c], "another-0000000000");
        g_autoptr (BatonValue) state = published == 1 ? NULL : baton_value_new_string ("draft");
        g_autoptr (BatonProgram) edited = edit (program, copy, BATON_FIELD_CONTENT_STATE, state);
        g_autoptr (BatonSnapshot) after = baton_snapshot_new (edited, 2);
        g_autoptr (GPtrArray) effects = baton_effect_list (before, after, DAY, 1);

        for (guint e = 0; e < effects->len; e++)
          {
            BatonEffect *effect = effects->pdata[e];

            for (guint d = 0; d < effect->decisions->len; d++)
              {
                BatonDifference *difference = effect->decisions->pdata[d];

                g_assert_cmpuint (difference->allowed->len, ==, MIN (difference->n_allowed, 1));
                n_viewers[published] += difference->action == BATON_ACTION_VIEW ? difference->n_allowed : 0;
              }
          }
      }
  g_assert_cmpuint (n_viewers[0], ==, 0);
  g_assert_cmpuint (n_viewers[1], >, 0);
}

/* What an activity earns is more than its points: how much is needed for them, what is added, and where they end. */
static void
test_earnings (void)
{
  static const struct { const char *slug; BatonField field; gint64 value; } edits[] = {
    { "blog-post-", BATON_FIELD_ACTIVITY_STEP_SIZE, 25 },
    { "blog-post-", BATON_FIELD_ACTIVITY_STEP_PERCENT, 2000 },
    { "closed-deal-", BATON_FIELD_ACTIVITY_FEE, 1500 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
      BatonEntity *activity = find (program, BATON_KIND_ACTIVITY, edits[i].slug);
      g_autoptr (BatonValue) value = baton_value_new_integer (edits[i].value);
      g_autoptr (BatonProgram) edited = edit (program, activity, edits[i].field, value);
      g_autoptr (BatonSnapshot) before = baton_snapshot_new (program, 1), after = baton_snapshot_new (edited, 2);
      g_autoptr (GPtrArray) effects = baton_effect_list (before, after, DAY, 3);
      BatonEffect *effect = find_effect (effects, "influencer-");

      g_assert_nonnull (effect);
      g_assert_cmpuint (effect->earnings->len, ==, 1);
      g_assert_cmpstr (g_array_index (effect->earnings, BatonEffectThing, 0).id, ==, baton_entity_get_id (activity));
    }
}

static GPtrArray *
list_after (BatonProgram *program,
            BatonKind     kind,
            const char   *slug,
            BatonField    field,
            gint64        number)
{
  g_autoptr (BatonValue) value = baton_value_new_integer (number);
  g_autoptr (BatonProgram) edited = edit (program, find (program, kind, slug), field, value);
  g_autoptr (BatonSnapshot) before = baton_snapshot_new (program, 1), after = baton_snapshot_new (edited, 2);

  return baton_effect_list (before, after, DAY, 3);
}

/* A reward that costs something else is told of, and so is an activity that a promotion raises otherwise. */
static void
test_prices (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  g_autoptr (GPtrArray) priced = list_after (program, BATON_KIND_REWARD, "blog-collaboration-", BATON_FIELD_REWARD_PRICE, 7);
  g_autoptr (GPtrArray) raised = list_after (program, BATON_KIND_PROMOTION, "renewal-thanks-", BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, 7);
  guint n_priced = 0, n_raised = 0;

  for (guint i = 0; i < priced->len; i++)
    n_priced += ((BatonEffect *) priced->pdata[i])->prices->len;
  for (guint i = 0; i < raised->len; i++)
    n_raised += ((BatonEffect *) raised->pdata[i])->earnings->len;
  g_assert_cmpuint (n_priced, >, 0);
  g_assert_cmpuint (n_raised, >, 0);
}

/* All that anybody is told of tiers when one number is edited. */
static guint
collect_tier_parts (BatonProgram *program,
                    BatonKind     kind,
                    const char   *slug,
                    BatonField    field)
{
  g_autoptr (GPtrArray) effects = list_after (program, kind, slug, field, 7);
  guint parts = 0;

  for (guint e = 0; e < effects->len; e++)
    {
      GArray *tiers = ((BatonEffect *) effects->pdata[e])->tiers;

      for (guint i = 0; i < tiers->len; i++)
        {
          g_assert_cmpint (g_array_index (tiers, BatonEffectThing, i).kind, ==, BATON_KIND_TIER);
          parts |= g_array_index (tiers, BatonEffectThing, i).parts;
        }
    }
  return parts;
}

/* What a tier asks and gives is on its card in the portal, and an edit of either is told of. */
static void
test_tiers (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  g_autoptr (GPtrArray) tiers = baton_program_list (program, BATON_KIND_TIER);
  g_autoptr (GPtrArray) benefits = baton_program_list (program, BATON_KIND_BENEFIT);
  guint threshold = 0, benefit = 0;

  for (guint i = 0; i < tiers->len; i++)
    threshold |= collect_tier_parts (program, BATON_KIND_TIER, baton_entity_get_id (tiers->pdata[i]), BATON_FIELD_TIER_THRESHOLD);
  for (guint i = 0; i < benefits->len; i++)
    benefit |= collect_tier_parts (program, BATON_KIND_BENEFIT, baton_entity_get_id (benefits->pdata[i]), BATON_FIELD_BENEFIT_NUMBER);
  g_assert_cmpuint (threshold, ==, 1u << BATON_EFFECT_TIER_THRESHOLD);
  g_assert_cmpuint (benefit, ==, 1u << BATON_EFFECT_TIER_BENEFITS);
}

static void
test_persona (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  g_autoptr (BatonProgram) edited = baton_program_copy (program);
  g_autofree char *id = g_strdup (baton_entity_get_id (find (program, BATON_KIND_PERSONA, "influencer-")));
  g_autoptr (BatonSnapshot) before = baton_snapshot_new (program, 1);
  g_autoptr (BatonSnapshot) after = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) came = NULL;
  const BatonDifference *difference;

  baton_program_remove (edited, id);
  after = baton_snapshot_new (edited, 2);
  gone = baton_effect_list (before, after, DAY, 3);
  came = baton_effect_list (after, before, DAY, 3);

  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpint (((BatonEffect *) gone->pdata[0])->presence, ==, BATON_EFFECT_GONE);
  g_assert_cmpuint (came->len, ==, 1);
  g_assert_cmpint (((BatonEffect *) came->pdata[0])->presence, ==, BATON_EFFECT_CAME);
  difference = ((BatonEffect *) came->pdata[0])->decisions->pdata[0];
  g_assert_cmpuint (difference->n_allowed, >, 0);
  g_assert_cmpuint (difference->n_refused, ==, 0);
}

/* ── Against whole portals ───────────────────────────────────────────────────────────────────────────── */

static const BatonField audience_fields[] = {
  BATON_FIELD_PUBLISHING_RULE_WHO, BATON_FIELD_PUBLISHING_RULE_WHO, BATON_FIELD_BRAND_AUDIENCE, BATON_FIELD_NAVIGATION_ITEM_AUDIENCE,
  BATON_FIELD_NAVIGATION_ITEM_AUDIENCE, BATON_FIELD_PAGE_AUDIENCE, BATON_FIELD_BLOCK_AUDIENCE, BATON_FIELD_COLLECTION_AUDIENCE,
  BATON_FIELD_TOOL_AUDIENCE, BATON_FIELD_WORKFLOW_AUDIENCE, BATON_FIELD_ACTIVITY_AUDIENCE, BATON_FIELD_REWARD_AUDIENCE,
  BATON_FIELD_TIER_LADDER_AUDIENCE, BATON_FIELD_DASHBOARD_AUDIENCE, BATON_FIELD_AUDIENCE_CLAUSES,
};

static BatonEntity *
draw (BatonProgram *program,
      GRand        *random,
      BatonField    field)
{
  g_autoptr (GPtrArray) list = baton_program_list (program, baton_schema_get_field (field)->kind);

  return list->len > 0 ? list->pdata[g_rand_int_range (random, 0, (int) list->len)] : NULL;
}

/* Gives some entity the audience of another, or none. NULL when nothing comes of it. */
static BatonProgram *
draw_edit (BatonProgram *program,
           GRand        *random)
{
  BatonField field = audience_fields[g_rand_int_range (random, 0, G_N_ELEMENTS (audience_fields))];
  BatonField from = audience_fields[g_rand_int_range (random, 0, G_N_ELEMENTS (audience_fields))];
  BatonEntity *entity = draw (program, random, field);
  BatonEntity *other = draw (program, random, from);

  if (entity == NULL || other == NULL)
    return NULL;
  return edit (program, entity, field, baton_entity_get (other, from));
}

static BatonPortal *
resolve (BatonSnapshot *snapshot,
         const char    *persona)
{
  const BatonPortalRequest request = { .persona = persona, .day = DAY };
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, persona, DAY);

  return baton_portal_resolve (snapshot, profile, &request);
}

static void
collect_navigation (const BatonPortalNavigation *items,
                    gsize                        n_items,
                    GHashTable                  *ids)
{
  for (gsize i = 0; i < n_items; i++)
    {
      g_hash_table_add (ids, (char *) items[i].item.id);
      collect_navigation (items[i].children, items[i].n_children, ids);
    }
}

/* How many navigation items are in *after* alone, not counting those below another such. */
static guint
count_new_navigation (BatonSnapshot *snapshot,
                      GHashTable    *before,
                      GHashTable    *after)
{
  GHashTableIter iter;
  gpointer id;
  guint count = 0;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const char *parent = baton_entity_get_parent (baton_snapshot_lookup (snapshot, id));
      gboolean told = FALSE;

      for (; parent != NULL && !told; parent = baton_entity_get_parent (baton_snapshot_lookup (snapshot, parent)))
        told = !g_hash_table_contains (before, parent);
      count += !told && !g_hash_table_contains (before, id);
    }
  return count;
}

static guint
count_navigation (GArray *things)
{
  guint count = 0;

  for (guint i = 0; i < things->len; i++)
    count += g_array_index (things, BatonEffectThing, i).kind == BATON_KIND_NAVIGATION_ITEM;
  return count;
}

static void
check_persona (BatonSnapshot *before,
               BatonSnapshot *after,
               const char    *persona,
               BatonEffect   *effect)
{
  g_autoptr (BatonPortal) was = resolve (before, persona);
  g_autoptr (BatonPortal) is = resolve (after, persona);
  g_autofree char *old_page = fixture_html (was);
  g_autofree char *new_page = fixture_html (is);
  g_autofree char *old_style = baton_portal_brand_stylesheet (&was->brand);
  g_autofree char *new_style = baton_portal_brand_stylesheet (&is->brand);
  g_autoptr (GHashTable) old_items = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) new_items = g_hash_table_new (g_str_hash, g_str_equal);

  if (effect == NULL)
    {
      g_assert_cmpstr (old_page, ==, new_page);
      g_assert_cmpstr (old_style, ==, new_style);
      return;
    }
  collect_navigation (was->navigation, was->n_navigation, old_items);
  collect_navigation (is->navigation, is->n_navigation, new_items);
  g_assert_cmpuint (count_navigation (effect->appeared), ==, count_new_navigation (after, old_items, new_items));
  g_assert_cmpuint (count_navigation (effect->disappeared), ==, count_new_navigation (before, new_items, old_items));
  if (g_strcmp0 (was->landing != NULL ? was->landing->id : NULL, is->landing != NULL ? is->landing->id : NULL) != 0)
    {
      g_assert_cmpstr (effect->landed, ==, was->landing != NULL ? was->landing->id : NULL);
      g_assert_cmpstr (effect->lands, ==, is->landing != NULL ? is->landing->id : NULL);
    }
  else
    {
      g_assert_cmpstr (effect->landed, ==, effect->lands);
    }
  if (g_strcmp0 (old_style, new_style) != 0)
    g_assert_cmpuint (effect->brand->len, >, 0);
}

static void
test_random (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  g_autoptr (BatonSnapshot) before = baton_snapshot_new (program, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  GPtrArray *personas = baton_snapshot_list (before, BATON_KIND_PERSONA);
  guint n_effects = 0;
  guint n_same = 0;

  for (guint round = 0; round < 24; round++)
    {
      g_autoptr (BatonProgram) edited = draw_edit (program, random);
      g_autoptr (BatonSnapshot) after = NULL;
      g_autoptr (GPtrArray) effects = NULL;

      if (edited == NULL)
        continue;
      after = baton_snapshot_new (edited, 2);
      effects = baton_effect_list (before, after, DAY, 3);
      for (guint p = 0; p < personas->len; p++)
        {
          const char *id = baton_entity_get_id (personas->pdata[p]);
          BatonEffect *effect = find_effect (effects, id);

          check_persona (before, after, id, effect);
          n_effects += effect != NULL;
          n_same += effect == NULL;
        }
    }
  g_assert_cmpuint (n_effects, >, 20);
  g_assert_cmpuint (n_same, >, 40);
}

/* ── What the analysis says of pages ─────────────────────────────────────────────────────────────────── */

static gboolean
is_found (GPtrArray        *findings,
          BatonFindingCode  code,
          const char       *entity,
          const char       *persona)
{
  for (guint i = 0; i < findings->len; i++)
    {
      BatonFinding *finding = findings->pdata[i];

      if (finding->code == code && g_str_equal (finding->entity, entity))
        return g_ptr_array_find_with_equal_func (finding->others, persona, g_str_equal, NULL);
    }
  return FALSE;
}

/* Whether the page has a block that a record, a balance or earnings fill, or a dashboard: the analysis takes those for full. */
static gboolean
has_open_block (BatonSnapshot *snapshot,
                const char    *page)
{
  static const char * const open[] = { "collection", "activities", "dashboard", "text", "hero", "announcement" };
  g_autoptr (GPtrArray) blocks = baton_snapshot_list_children (snapshot, BATON_KIND_BLOCK, page);

  for (guint i = 0; i < blocks->len; i++)
    for (guint t = 0; t < G_N_ELEMENTS (open); t++)
      if (g_strcmp0 (baton_entity_get_string (blocks->pdata[i], BATON_FIELD_BLOCK_TYPE), open[t]) == 0)
        return TRUE;
  return FALSE;
}

/* A page that is said to be empty for a persona has no block in their portal, and the other way round. */
static guint
check_pages (BatonSnapshot *snapshot,
             GPtrArray     *findings,
             const char    *persona)
{
  GPtrArray *pages = baton_snapshot_list (snapshot, BATON_KIND_PAGE);
  guint n_empty = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      const char *id = baton_entity_get_id (pages->pdata[i]);
      const BatonPortalRequest request = { .persona = persona, .day = DAY, .target = id };
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, persona, DAY);
      g_autoptr (BatonPortal) portal = baton_portal_resolve (snapshot, profile, &request);
      gboolean landing = baton_entity_get_choice (pages->pdata[i], BATON_FIELD_PAGE_USE, 0) == 0;
      gboolean there = portal->page != NULL && g_str_equal (portal->page->item.id, id)
                       && (!landing || (portal->landing != NULL && g_str_equal (portal->landing->id, id)));
      gboolean said = is_found (findings, BATON_FINDING_PAGE_EMPTY, id, persona);

      n_empty += said;
      if (said)
        g_assert_true (there && portal->page->n_blocks == 0);
      else if (there && !has_open_block (snapshot, id))
        g_assert_cmpuint (portal->page->n_blocks, >, 0);
      if (landing && portal->landing != NULL && g_str_equal (portal->landing->id, id))
        for (guint f = 0; f < findings->len; f++)
          g_assert_false (((BatonFinding *) findings->pdata[f])->code == BATON_FINDING_PERSONA_WITHOUT_PAGE
                          && g_str_equal (((BatonFinding *) findings->pdata[f])->entity, persona));
    }
  return n_empty;
}

static void
test_pages (void)
{
  g_autoptr (BatonProgram) program = fixture_sample ("influencer.json");
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n_empty = 0;

  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (BatonProgram) edited = baton_program_copy (program);
      g_autoptr (BatonSnapshot) snapshot = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      GPtrArray *personas;

      /* Several edits make a program in which much is missing. */
      for (guint i = 0; i < 12; i++)
        {
          BatonProgram *next = draw_edit (edited, random);

          if (next == NULL)
            continue;
          baton_program_free (edited);
          edited = next;
        }
      snapshot = baton_snapshot_new (edited, 1);
      findings = baton_analysis_run (snapshot, DAY, 0, NULL);
      personas = baton_snapshot_list (snapshot, BATON_KIND_PERSONA);
      for (guint p = 0; p < personas->len; p++)
        n_empty += check_pages (snapshot, findings, baton_entity_get_id (personas->pdata[p]));
    }
  g_assert_cmpuint (n_empty, >, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/effect/brand", test_brand);
  g_test_add_func ("/portal/effect/landing", test_landing);
  g_test_add_func ("/portal/effect/draft", test_draft);
  g_test_add_func ("/portal/effect/earnings", test_earnings);
  g_test_add_func ("/portal/effect/prices", test_prices);
  g_test_add_func ("/portal/effect/tiers", test_tiers);
  g_test_add_func ("/portal/effect/persona", test_persona);
  g_test_add_func ("/portal/effect/random", test_random);
  g_test_add_func ("/portal/effect/pages", test_pages);
  return g_test_run ();
}
