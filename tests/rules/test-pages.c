/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages and navigation of random programs, walked by every persona in the plainest way, against what the analysis says:
 * which page is empty for whom, which navigation item leads whom to nothing, which page nobody reaches, who lands nowhere.
 * And the examples: the block, target or item, and the content that is missing there.
 */
#include "rules/baton-analysis.h"
#include "rules/baton-plain.h"

#include "fixture.h"

#define DAY 20778   /* 2026-11-21 */
#define N_PERSONAS 4
#define N_CONTENTS 5
#define N_PAGES 4
#define N_BLOCKS 9
#define N_COLLECTIONS 3
#define N_ITEMS 8

static guint counts[BATON_N_FINDINGS];

/* ── Programs ────────────────────────────────────────────────────────────────────────────────────────── */

static guint
pick (GRand *random,
      guint  n)
{
  return (guint) g_rand_int_range (random, 0, (gint32) n);
}

static void
append_audience (GString *text,
                 GRand   *random,
                 guint    percent)
{
  static const char * const roles[] = { "['r-0']", "['r-1']", "['r-0', 'r-1']" };

  if (pick (random, 100) < percent)
    g_string_append_printf (text, "'audience': [{'dimension': 'role', '%s': %s}], ", pick (random, 3) == 0 ? "none" : "any", roles[pick (random, 3)]);
}

static void
append_query (GString *text,
              GRand   *random)
{
  g_string_append_printf (text, "'query': {'what': [{'dimension': 'v', 'any': ['v-%u']}]}, ", pick (random, 3));
}

static void
append_contents (GString *text,
                 GRand   *random)
{
  static const char * const states[] = { "", "", "", "'state': 'draft', ", "'window': {'through': '2026-11-20'}, " };

  g_string_append (text, "'content': {");
  for (guint i = 0; i < N_CONTENTS; i++)
    g_string_append_printf (text, "%s'c-%u': {%s'tags': ['v-%u']}", i > 0 ? ", " : "", i, states[pick (random, G_N_ELEMENTS (states))], pick (random, 3));
  g_string_append (text, "}, 'publishing-rule': {");
  for (guint i = 0; i < 3; i++)
    g_string_append_printf (text, "%s'rule-%u': {'place': {'position': 'a%u'}, 'effect': '%s', 'actions': ['view'], %s"
                            "'who': [{'dimension': 'role', 'any': ['r-%u']}], 'what': [{'dimension': 'v', 'any': ['v-%u']}]}",
                            i > 0 ? ", " : "", i, i, pick (random, 4) == 0 ? "may-not" : "may", pick (random, 4) == 0 ? "'approval-by': ['r-0'], " : "",
                            pick (random, 2), pick (random, 3));
  g_string_append (text, "}, 'collection': {");
  for (guint i = 0; i < N_COLLECTIONS; i++)
    {
      g_string_append_printf (text, "%s's-%u': {", i > 0 ? ", " : "", i);
      append_audience (text, random, 30);
      if (pick (random, 2) == 0)
        g_string_append_printf (text, "'items': ['c-%u'], ", pick (random, N_CONTENTS + 1));
      if (pick (random, 2) == 0)
        append_query (text, random);
      if (pick (random, 2) == 0)
        g_string_append (text, "'record': [{'dimension': 'v', 'any': ['v-0']}], ");
      g_string_append (text, "'place': {'position': 'a'}}");
    }
  g_string_append (text, "}");
}

static void
append_pages (GString *text,
              GRand   *random)
{
  static const char * const types[] = { "text", "content", "content", "collection", "collection", "tools", "organisations" };

  g_string_append (text, ", 'tool': {'tool-0': {");
  append_audience (text, random, 80);
  g_string_append (text, "'place': {'position': 'a'}}}, 'page': {");
  for (guint i = 0; i < N_PAGES; i++)
    {
      g_string_append_printf (text, "%s'page-%u': {'use': '%s', ", i > 0 ? ", " : "", i, pick (random, 2) == 0 ? "landing" : "section");
      append_audience (text, random, 60);
      g_string_append_printf (text, "'place': {'position': 'a%u'}}", i);
    }
  g_string_append (text, "}, 'block': {");
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      const char *type = types[pick (random, G_N_ELEMENTS (types))];

      g_string_append_printf (text, "%s'block-%u': {'type': '%s', ", i > 0 ? ", " : "", i, type);
      append_audience (text, random, 40);
      if (g_str_equal (type, "content") && pick (random, 5) > 0)
        append_query (text, random);
      if (g_str_equal (type, "collection") && pick (random, 3) > 0)
        g_string_append_printf (text, "'collection': 's-%u', ", pick (random, N_COLLECTIONS + 1));
      g_string_append_printf (text, "'place': {'parent': 'page-%u', 'position': 'a%u'}}", pick (random, N_PAGES), i);
    }
  g_string_append (text, "}");
}

static void
append_navigation (GString *text,
                   GRand   *random)
{
  static const struct
  {
    const char *kind;
    guint       n;
  } targets[] = { { "page", N_PAGES + 1 }, { "page", N_PAGES }, { "c", N_CONTENTS }, { "s", N_COLLECTIONS }, { "tool", 1 } };

  g_string_append (text, ", 'navigation-item': {");
  for (guint i = 0; i < N_ITEMS; i++)
    {
      guint t = pick (random, G_N_ELEMENTS (targets));

      g_string_append_printf (text, "%s'item-%u': {", i > 0 ? ", " : "", i);
      append_audience (text, random, 40);
      if (pick (random, 4) > 0)
        g_string_append_printf (text, "'target': '%s-%u', ", targets[t].kind, pick (random, targets[t].n));
      else if (pick (random, 3) == 0)
        g_string_append (text, "'address': 'https://example.org', ");
      if (i > 0 && pick (random, 2) == 0)
        g_string_append_printf (text, "'place': {'parent': 'item-%u', 'position': 'a%u'}}", pick (random, i), i);
      else
        g_string_append_printf (text, "'place': {'position': 'a%u'}}", i);
    }
  g_string_append (text, "}");
}

static BatonProgram *
make_program (GRand *random)
{
  static const char * const roles[] = { "[]", "['r-0']", "['r-1']", "['r-0', 'r-1']" };
  g_autoptr (GString) text = g_string_new ("{'vocabulary': {'v': {'place': {'position': 'a'}}}, 'role': {'r-0': {'place': {'position': 'a'}},"
                                           " 'r-1': {'place': {'position': 'b'}}}, 'term': {'v-0': {'place': {'parent': 'v', 'position': 'a'}},"
                                           " 'v-1': {'place': {'parent': 'v', 'position': 'b'}}, 'v-2': {'place': {'parent': 'v', 'position': 'c'}}}, 'persona': {");

  for (guint i = 0; i < N_PERSONAS; i++)
    g_string_append_printf (text, "%s'persona-%u': {'place': {'position': 'a%u'}, %s'roles': %s}", i > 0 ? ", " : "", i, i,
                            pick (random, 4) == 0 ? "'manages': ['acme'], " : "", roles[pick (random, 4)]);
  g_string_append (text, "}, ");
  append_contents (text, random);
  append_pages (text, random);
  append_navigation (text, random);
  g_string_append_c (text, '}');
  return fixture_program_new (text->str);
}

/* ── The plainest walk ───────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonProgram *program;
  BatonEntity  *persona;
} Walk;

static BatonEntity *
look_up (Walk       *walk,
         const char *id,
         BatonKind   kind)
{
  return id != NULL ? baton_program_lookup_kind (walk->program, id, kind) : NULL;
}

static gboolean
is_for (Walk        *walk,
        BatonEntity *entity,
        BatonField   audience)
{
  return baton_plain_meets (walk->program, walk->persona, baton_entity_get (entity, audience), DAY);
}

static gboolean
sees (Walk        *walk,
      BatonEntity *content)
{
  g_autoptr (BatonPlainDecision) decision = NULL;
  const char *state;

  if (content == NULL)
    return FALSE;
  decision = baton_plain_decide (walk->program, walk->persona, BATON_ACTION_VIEW, content, DAY);
  state = baton_entity_get_string (content, BATON_FIELD_CONTENT_STATE);
  return decision->outcome == BATON_OUTCOME_ALLOWED && (state == NULL || g_str_equal (state, "published"))
         && baton_window_contains (baton_window_from_value (baton_entity_get (content, BATON_FIELD_CONTENT_WINDOW)), DAY);
}

/* Queries here ask for one of a few terms, none of which stands below another. */
static gboolean
asks_for (const BatonValue *query,
          BatonEntity      *content)
{
  BatonValue *any = baton_value_get_member (baton_value_get_element (baton_value_get_member (query, "what"), 0), "any");

  return baton_value_contains (baton_entity_get (content, BATON_FIELD_CONTENT_TAGS), baton_value_get_string (baton_value_get_element (any, 0)));
}

static gboolean
finds (Walk             *walk,
       const BatonValue *query)
{
  g_autoptr (GPtrArray) contents = baton_program_list (walk->program, BATON_KIND_CONTENT);

  for (guint i = 0; query != NULL && i < contents->len; i++)
    if (asks_for (query, contents->pdata[i]) && sees (walk, contents->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_collection (Walk        *walk,
                BatonEntity *collection)
{
  BatonValue *items;

  if (collection == NULL || !is_for (walk, collection, BATON_FIELD_COLLECTION_AUDIENCE))
    return FALSE;
  items = baton_entity_get (collection, BATON_FIELD_COLLECTION_ITEMS);
  for (gsize i = 0; i < baton_value_get_length (items); i++)
    if (sees (walk, look_up (walk, baton_value_get_string (baton_value_get_element (items, i)), BATON_KIND_CONTENT)))
      return TRUE;
  return finds (walk, baton_entity_get (collection, BATON_FIELD_COLLECTION_QUERY));
}

/* A block without a collection of its own shows those that come with the record. */
static gboolean
has_any_of_record (Walk *walk)
{
  g_autoptr (GPtrArray) collections = baton_program_list (walk->program, BATON_KIND_COLLECTION);

  for (guint i = 0; i < collections->len; i++)
    if (baton_entity_get (collections->pdata[i], BATON_FIELD_COLLECTION_RECORD) != NULL && has_collection (walk, collections->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
shows (Walk        *walk,
       BatonEntity *block)
{
  const char *type = baton_entity_get_string (block, BATON_FIELD_BLOCK_TYPE);

  if (g_str_equal (type, "content"))
    return finds (walk, baton_entity_get (block, BATON_FIELD_BLOCK_QUERY));
  if (g_str_equal (type, "collection") && baton_entity_get (block, BATON_FIELD_BLOCK_COLLECTION) == NULL)
    return has_any_of_record (walk);
  if (g_str_equal (type, "collection"))
    return has_collection (walk, look_up (walk, baton_entity_get_string (block, BATON_FIELD_BLOCK_COLLECTION), BATON_KIND_COLLECTION));
  if (g_str_equal (type, "tools"))
    return is_for (walk, baton_program_lookup (walk->program, "tool-0"), BATON_FIELD_TOOL_AUDIENCE);
  if (g_str_equal (type, "organisations"))
    return baton_value_get_length (baton_entity_get (walk->persona, BATON_FIELD_PERSONA_MANAGES)) > 0;
  return TRUE;
}

static gboolean
has_blocks (Walk        *walk,
            BatonEntity *page)
{
  g_autoptr (GPtrArray) blocks = baton_program_list (walk->program, BATON_KIND_BLOCK);

  for (guint i = 0; i < blocks->len; i++)
    if (g_str_equal (baton_entity_get_parent (blocks->pdata[i]), baton_entity_get_id (page))
        && is_for (walk, blocks->pdata[i], BATON_FIELD_BLOCK_AUDIENCE) && shows (walk, blocks->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_landing (BatonEntity *page)
{
  return g_str_equal (baton_entity_get_string (page, BATON_FIELD_PAGE_USE), "landing");
}

static BatonEntity *
find_landing (Walk *walk)
{
  g_autoptr (GPtrArray) pages = baton_program_list (walk->program, BATON_KIND_PAGE);

  for (guint i = 0; i < pages->len; i++)
    if (is_landing (pages->pdata[i]) && is_for (walk, pages->pdata[i], BATON_FIELD_PAGE_AUDIENCE))
      return pages->pdata[i];
  return NULL;
}

/* Whether item and all that it stands below are for the persona. */
static gboolean
comes_to (Walk        *walk,
          BatonEntity *item)
{
  for (; item != NULL; item = look_up (walk, baton_entity_get_parent (item), BATON_KIND_NAVIGATION_ITEM))
    if (!is_for (walk, item, BATON_FIELD_NAVIGATION_ITEM_AUDIENCE))
      return FALSE;
  return TRUE;
}

/* Itself, or one below it that is for the persona. */
static gboolean
leads (Walk        *walk,
       BatonEntity *item)
{
  g_autoptr (GPtrArray) items = baton_program_list (walk->program, BATON_KIND_NAVIGATION_ITEM);
  const char *target = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);
  BatonEntity *page = look_up (walk, target, BATON_KIND_PAGE), *tool = look_up (walk, target, BATON_KIND_TOOL);

  if (baton_entity_get (item, BATON_FIELD_NAVIGATION_ITEM_ADDRESS) != NULL
      || sees (walk, look_up (walk, target, BATON_KIND_CONTENT)) || has_collection (walk, look_up (walk, target, BATON_KIND_COLLECTION))
      || (tool != NULL && is_for (walk, tool, BATON_FIELD_TOOL_AUDIENCE))
      || (page != NULL && is_for (walk, page, BATON_FIELD_PAGE_AUDIENCE) && has_blocks (walk, page)))
    return TRUE;
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (baton_entity_get_parent (items->pdata[i]), baton_entity_get_id (item)) == 0
        && is_for (walk, items->pdata[i], BATON_FIELD_NAVIGATION_ITEM_AUDIENCE) && leads (walk, items->pdata[i]))
      return TRUE;
  return FALSE;
}

/* ── Against the analysis ────────────────────────────────────────────────────────────────────────────── */

/* The persona is among those whom the finding concerns exactly when it is *due*. */
static void
check (GPtrArray        *findings,
       BatonFindingCode  code,
       const char       *entity,
       const char       *persona,
       gboolean          due)
{
  BatonFinding *finding = fixture_find (findings, code, entity);
  gboolean said = finding != NULL && g_ptr_array_find_with_equal_func (finding->others, persona, g_str_equal, NULL);

  g_test_message ("%s of %s for %s", baton_finding_code_get_name (code), entity, persona);
  g_assert_cmpint (said, ==, due);
  counts[code] += due;
}

/* What the example says of the persona is so. */
static void
check_example (Walk         *walk,
               BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  BatonEntity *block = look_up (walk, example->thing, BATON_KIND_BLOCK), *item = look_up (walk, example->thing, BATON_KIND_NAVIGATION_ITEM);
  BatonEntity *content = look_up (walk, example->content, BATON_KIND_CONTENT);

  if (example->persona == NULL)
    return;
  walk->persona = baton_program_lookup (walk->program, example->persona);
  if (content != NULL)
    g_assert_false (sees (walk, content));
  if (block != NULL)
    g_assert_false (is_for (walk, block, BATON_FIELD_BLOCK_AUDIENCE) && shows (walk, block));
  if (finding->code == BATON_FINDING_NAVIGATION_EMPTY)
    g_assert_false (leads (walk, baton_program_lookup (walk->program, finding->entity)));
  if (finding->code == BATON_FINDING_PAGE_UNREACHABLE)
    {
      BatonEntity *before = look_up (walk, example->thing, BATON_KIND_PAGE);

      if (before != NULL)
        g_assert_true (find_landing (walk) == before);
      if (item != NULL)
        {
          g_assert_cmpstr (baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET), ==, finding->entity);
          g_assert_false (comes_to (walk, item));
        }
    }
  if (example->lacking != NULL)
    {
      BatonEntity *lacking = baton_program_lookup (walk->program, example->lacking);
      BatonField field = baton_schema_find_field (baton_entity_get_kind (lacking), "audience");

      g_assert_cmpuint (example->failures->len, >, 0);
      if (field != BATON_FIELD_NONE)
        g_assert_false (is_for (walk, lacking, field));
    }
}

static void
check_program (BatonProgram *program)
{
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, DAY, 0, NULL);
  g_autoptr (GPtrArray) pages = baton_program_list (program, BATON_KIND_PAGE), items = baton_program_list (program, BATON_KIND_NAVIGATION_ITEM);
  g_autoptr (GPtrArray) personas = baton_program_list (program, BATON_KIND_PERSONA);
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  Walk walk = { .program = program };

  for (guint p = 0; p < personas->len; p++)
    {
      const char *persona = baton_entity_get_id (personas->pdata[p]);
      BatonEntity *landing;

      walk.persona = personas->pdata[p];
      landing = find_landing (&walk);
      g_hash_table_add (reached, landing);
      g_assert_cmpint (fixture_find (findings, BATON_FINDING_PERSONA_WITHOUT_PAGE, persona) != NULL, ==, landing == NULL);
      counts[BATON_FINDING_PERSONA_WITHOUT_PAGE] += landing == NULL;
      for (guint i = 0; i < pages->len; i++)
        check (findings, BATON_FINDING_PAGE_EMPTY, baton_entity_get_id (pages->pdata[i]), persona,
               (is_landing (pages->pdata[i]) ? pages->pdata[i] == landing : is_for (&walk, pages->pdata[i], BATON_FIELD_PAGE_AUDIENCE))
               && !has_blocks (&walk, pages->pdata[i]));
      for (guint i = 0; i < items->len; i++)
        {
          BatonEntity *page = look_up (&walk, baton_entity_get_string (items->pdata[i], BATON_FIELD_NAVIGATION_ITEM_TARGET), BATON_KIND_PAGE);
          gboolean comes = comes_to (&walk, items->pdata[i]);

          check (findings, BATON_FINDING_NAVIGATION_EMPTY, baton_entity_get_id (items->pdata[i]), persona, comes && !leads (&walk, items->pdata[i]));
          if (page != NULL && comes && is_for (&walk, page, BATON_FIELD_PAGE_AUDIENCE))
            g_hash_table_add (reached, page);
        }
    }
  for (guint i = 0; i < pages->len; i++)
    {
      g_assert_cmpint (fixture_find (findings, BATON_FINDING_PAGE_UNREACHABLE, baton_entity_get_id (pages->pdata[i])) != NULL, ==,
                       !g_hash_table_contains (reached, pages->pdata[i]));
      counts[BATON_FINDING_PAGE_UNREACHABLE] += !g_hash_table_contains (reached, pages->pdata[i]);
    }
  baton_analysis_illustrate (snapshot, findings, DAY, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      BatonFinding *finding = findings->pdata[i];

      if (finding->kind == BATON_KIND_PAGE || finding->kind == BATON_KIND_NAVIGATION_ITEM || finding->code == BATON_FINDING_PERSONA_WITHOUT_PAGE)
        check_example (&walk, finding);
    }
}

static void
test_random (void)
{
  static const BatonFindingCode wanted[] = { BATON_FINDING_PERSONA_WITHOUT_PAGE, BATON_FINDING_PAGE_EMPTY, BATON_FINDING_PAGE_UNREACHABLE,
                                             BATON_FINDING_NAVIGATION_EMPTY };

  for (guint seed = 0; seed < 120; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = make_program (random);

      g_test_message ("seed %u", seed);
      check_program (program);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s: %u", baton_finding_code_get_name (wanted[i]), counts[wanted[i]]);
      g_assert_cmpuint (counts[wanted[i]], >, 30);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/pages/random", test_random);
  return g_test_run ();
}
