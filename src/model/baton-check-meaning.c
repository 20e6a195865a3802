/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The meaning of foundations, rules and experience, one entity at a time. Incentives are in baton-check-incentives.c.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include <string.h>

static gboolean
is_set (const BatonEntity *entity,
        BatonField         field)
{
  return baton_entity_get (entity, field) != NULL;
}

/* ── What something holds ──────────────────────────────────────────────────────────────────────────────── */

/* At most one term of a vocabulary that is not for several. */
static void
check_one_term_each (BatonCheck        *check,
                     const BatonEntity *entity,
                     BatonField         field)
{
  const BatonValue *terms = baton_entity_get (entity, field);
  g_autoptr (GHashTable) counts = NULL;

  if (baton_value_get_length (terms) < 2)
    return;
  counts = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < baton_value_get_length (terms); i++)
    {
      const char *term = baton_value_get_string (baton_value_get_element (terms, i));
      const char *id = term != NULL ? baton_check_get_vocabulary (check, term) : NULL;
      guint count;

      if (id == NULL)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)) + 1;
      g_hash_table_insert (counts, (gpointer) id, GUINT_TO_POINTER (count));
      if (count == 2 && !baton_entity_get_boolean (baton_check_lookup (check, id), BATON_FIELD_VOCABULARY_MULTIPLE))
        baton_check_add (check, SEVERAL_TERMS, entity, field, id, NULL);
    }
}

static void
check_persona (BatonCheck        *check,
               const BatonEntity *persona)
{
  const BatonValue *tiers = baton_entity_get (persona, BATON_FIELD_PERSONA_TIERS);
  g_autoptr (GHashTable) ladders = g_hash_table_new (g_str_hash, g_str_equal);

  check_one_term_each (check, persona, BATON_FIELD_PERSONA_TERMS);
  for (gsize i = 0; i < baton_value_get_length (tiers); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (tiers, i));
      const BatonEntity *tier = id != NULL ? baton_check_lookup_place (check, id) : NULL;
      const char *ladder = tier != NULL && baton_entity_get_kind (tier) == BATON_KIND_TIER ? baton_entity_get_parent (tier) : NULL;

      if (ladder != NULL && !g_hash_table_add (ladders, (gpointer) ladder))
        baton_check_add (check, SEVERAL_TIERS, persona, BATON_FIELD_PERSONA_TIERS, ladder, NULL);
    }
}

static void
check_record (BatonCheck        *check,
              const BatonEntity *record)
{
  const char *type = baton_entity_get_string (record, BATON_FIELD_RECORD_TYPE);
  const BatonValue *values = baton_entity_get (record, BATON_FIELD_RECORD_VALUES);

  check_one_term_each (check, record, BATON_FIELD_RECORD_TERMS);
  for (gsize i = 0; type != NULL && i < baton_value_get_length (values); i++)
    {
      const char *id = baton_value_get_member_string (baton_value_get_element (values, i), "field");
      const BatonEntity *field = id != NULL ? baton_check_lookup_place (check, id) : NULL;

      if (field != NULL && baton_entity_get_kind (field) == BATON_KIND_RECORD_FIELD
          && g_strcmp0 (baton_entity_get_parent (field), type) != 0)
        baton_check_add (check, FIELD_OF_OTHER_TYPE, record, BATON_FIELD_RECORD_VALUES, id, type, NULL)->row = (int) i;
    }
}

/* A successor must be of the same vocabulary, or what it takes over would change its dimension. */
static void
check_term (BatonCheck        *check,
            const BatonEntity *term)
{
  const char *successor = baton_entity_get_string (term, BATON_FIELD_TERM_SUCCESSOR);
  const char *vocabulary;
  const char *other;

  if (successor == NULL)
    return;
  vocabulary = baton_check_get_vocabulary (check, baton_entity_get_id (term));
  other = baton_check_get_vocabulary (check, successor);
  if (vocabulary != NULL && other != NULL && strcmp (vocabulary, other) != 0)
    baton_check_add (check, TERM_OF_OTHER_VOCABULARY, term, BATON_FIELD_TERM_SUCCESSOR, successor, vocabulary, NULL);
}

/* ── Experience ────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_navigation_item (BatonCheck        *check,
                       const BatonEntity *item)
{
  gboolean has_target = is_set (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);
  gboolean has_address = is_set (item, BATON_FIELD_NAVIGATION_ITEM_ADDRESS);
  g_autoptr (GPtrArray) children = baton_check_list_children (check, BATON_KIND_NAVIGATION_ITEM, baton_entity_get_id (item));

  if (has_target && has_address)
    baton_check_add (check, TWO_TARGETS, item, BATON_FIELD_NAVIGATION_ITEM_ADDRESS, NULL);
  if (!has_target && !has_address && children->len == 0)
    baton_check_add (check, NO_TARGET, item, BATON_FIELD_NAVIGATION_ITEM_TARGET, NULL);
}

static void
check_page (BatonCheck        *check,
            const BatonEntity *page)
{
  g_autoptr (GPtrArray) blocks = baton_check_list_children (check, BATON_KIND_BLOCK, baton_entity_get_id (page));

  if (blocks->len == 0 && !is_set (page, BATON_FIELD_PAGE_INTRODUCTION))
    baton_check_add (check, PAGE_EMPTY, page, BATON_FIELD_NONE, NULL);
}

static void
check_block (BatonCheck        *check,
             const BatonEntity *block)
{
  const char *type = baton_entity_get_string (block, BATON_FIELD_BLOCK_TYPE);
  BatonField missing = BATON_FIELD_NONE;

  if (g_strcmp0 (type, "text") == 0 && !is_set (block, BATON_FIELD_BLOCK_BODY))
    missing = BATON_FIELD_BLOCK_BODY;
  if (g_strcmp0 (type, "announcement") == 0 && !is_set (block, BATON_FIELD_BLOCK_BODY) && !is_set (block, BATON_FIELD_BLOCK_NAME))
    missing = BATON_FIELD_BLOCK_BODY;
  if (g_strcmp0 (type, "hero") == 0 && !is_set (block, BATON_FIELD_BLOCK_BODY) && !is_set (block, BATON_FIELD_BLOCK_NAME)
      && !is_set (block, BATON_FIELD_BLOCK_PICTURE))
    missing = BATON_FIELD_BLOCK_PICTURE;
  if (g_strcmp0 (type, "content") == 0 && !is_set (block, BATON_FIELD_BLOCK_QUERY))
    missing = BATON_FIELD_BLOCK_QUERY;
  if (g_strcmp0 (type, "collection") == 0 && !is_set (block, BATON_FIELD_BLOCK_COLLECTION))
    missing = BATON_FIELD_BLOCK_COLLECTION;
  if (g_strcmp0 (type, "dashboard") == 0 && !is_set (block, BATON_FIELD_BLOCK_DASHBOARD))
    missing = BATON_FIELD_BLOCK_DASHBOARD;
  if (missing != BATON_FIELD_NONE)
    baton_check_add (check, BLOCK_INCOMPLETE, block, missing, NULL);
}

static void
check_workflow (BatonCheck        *check,
                const BatonEntity *workflow)
{
  g_autoptr (GPtrArray) steps = baton_check_list_children (check, BATON_KIND_WORKFLOW_STEP, baton_entity_get_id (workflow));

  if (steps->len == 0)
    baton_check_add (check, WORKFLOW_EMPTY, workflow, BATON_FIELD_NONE, NULL);
}

static void
check_content (BatonCheck        *check,
               const BatonEntity *content)
{
  check_one_term_each (check, content, BATON_FIELD_CONTENT_TAGS);
  if (!is_set (content, BATON_FIELD_CONTENT_BODY) && !is_set (content, BATON_FIELD_CONTENT_ADDRESS))
    baton_check_add (check, CONTENT_EMPTY, content, BATON_FIELD_CONTENT_BODY, NULL);
}

void
baton_check_meaning (BatonCheck        *check,
                     const BatonEntity *entity)
{
  switch ((int) baton_entity_get_kind (entity))
    {
    case BATON_KIND_TERM:
      check_term (check, entity);
      break;
    case BATON_KIND_RECORD_FIELD:
      if (g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_RECORD_FIELD_TYPE), "term") == 0
          && !is_set (entity, BATON_FIELD_RECORD_FIELD_VOCABULARY))
        baton_check_add (check, RECORD_FIELD_WITHOUT_VOCABULARY, entity, BATON_FIELD_RECORD_FIELD_VOCABULARY, NULL);
      break;
    case BATON_KIND_RECORD:
      check_record (check, entity);
      break;
    case BATON_KIND_PERSONA:
      check_persona (check, entity);
      break;
    case BATON_KIND_PUBLISHING_RULE:
      if (g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_PUBLISHING_RULE_EFFECT), "may-not") == 0
          && !is_set (entity, BATON_FIELD_PUBLISHING_RULE_REASON))
        baton_check_add (check, EXCEPTION_WITHOUT_REASON, entity, BATON_FIELD_PUBLISHING_RULE_REASON, NULL);
      break;
    case BATON_KIND_ASSET:
      if (!is_set (entity, BATON_FIELD_ASSET_ALTERNATIVE))
        baton_check_add (check, ALTERNATIVE_MISSING, entity, BATON_FIELD_ASSET_ALTERNATIVE, NULL);
      break;
    case BATON_KIND_NAVIGATION_ITEM:
      check_navigation_item (check, entity);
      break;
    case BATON_KIND_PAGE:
      check_page (check, entity);
      break;
    case BATON_KIND_BLOCK:
      check_block (check, entity);
      break;
    case BATON_KIND_CONTENT:
      check_content (check, entity);
      break;
    case BATON_KIND_COLLECTION:
      if (baton_value_get_length (baton_entity_get (entity, BATON_FIELD_COLLECTION_ITEMS)) == 0 && !is_set (entity, BATON_FIELD_COLLECTION_QUERY))
        baton_check_add (check, COLLECTION_EMPTY, entity, BATON_FIELD_COLLECTION_ITEMS, NULL);
      break;
    case BATON_KIND_WORKFLOW:
      check_workflow (check, entity);
      break;
    default:
      baton_check_incentives (check, entity);
      break;
    }
}
