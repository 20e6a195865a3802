/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The meaning of foundations, rules and experience, one entity at a time. Incentives are in baton-check-incentives.c.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-currency.h"
#include "model/baton-day.h"
#include "model/baton-shape-private.h"

#include <string.h>

static gboolean
is_set (const BatonEntity *entity,
        BatonField         field)
{
  return baton_entity_get (entity, field) != NULL;
}

/* ── What something holds ──────────────────────────────────────────────────────────────────────────────── */

/* At most one term of a vocabulary that is not for several; *row* is that of *terms* in a list, or −1. */
static void
check_one_term_each (BatonCheck        *check,
                     const BatonEntity *entity,
                     BatonField         field,
                     const BatonValue  *terms,
                     int                row)
{
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
        baton_check_add (check, SEVERAL_TERMS, entity, field, id, NULL)->row = row;
    }
}

/* A role may exist at some types of organizations only. Who has no term of those vocabularies is not decided yet. */
static gboolean
is_at_other_type (BatonCheck        *check,
                  const BatonValue  *terms,
                  const BatonEntity *role)
{
  const BatonValue *types = baton_entity_get (role, BATON_FIELD_ROLE_ENTITY_TYPES);
  gboolean has_type = FALSE;

  for (gsize i = 0; i < baton_value_get_length (types); i++)
    {
      const char *type = baton_value_get_string (baton_value_get_element (types, i));
      const char *vocabulary = type != NULL ? baton_check_get_vocabulary (check, type) : NULL;

      for (gsize j = 0; vocabulary != NULL && j < baton_value_get_length (terms); j++)
        {
          const char *term = baton_value_get_string (baton_value_get_element (terms, j));

          if (term != NULL && baton_check_lies_below (check, term, type))
            return FALSE;
          has_type = has_type || (term != NULL && g_strcmp0 (baton_check_get_vocabulary (check, term), vocabulary) == 0);
        }
    }
  return has_type;
}

static void
check_roles (BatonCheck        *check,
             const BatonEntity *persona)
{
  const BatonValue *roles = baton_entity_get (persona, BATON_FIELD_PERSONA_ROLES);

  for (gsize i = 0; i < baton_value_get_length (roles); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (roles, i));
      const BatonEntity *role = id != NULL ? baton_check_lookup (check, id) : NULL;

      if (role != NULL && baton_entity_get_kind (role) == BATON_KIND_ROLE
          && is_at_other_type (check, baton_entity_get (persona, BATON_FIELD_PERSONA_TERMS), role))
        baton_check_add (check, ROLE_NOT_AT_TYPE, persona, BATON_FIELD_PERSONA_ROLES, id, NULL);
    }
}

/* The terms of a field that Baton reads for one purpose come from vocabularies that have it, or *other* (nullable). */
static void
check_purpose (BatonCheck        *check,
               const BatonEntity *entity,
               BatonField         field,
               const char        *purpose,
               const char        *other)
{
  const BatonValue *terms = baton_entity_get (entity, field);

  for (gsize i = 0; i < baton_value_get_length (terms); i++)
    {
      const char *term = baton_value_get_string (baton_value_get_element (terms, i));
      const char *id = term != NULL ? baton_check_get_vocabulary (check, term) : NULL;
      const char *found = id != NULL ? baton_entity_get_string (baton_check_lookup (check, id), BATON_FIELD_VOCABULARY_PURPOSE) : NULL;

      if (found != NULL && strcmp (found, purpose) != 0 && g_strcmp0 (found, other) != 0)
        baton_check_add (check, TERM_OF_OTHER_PURPOSE, entity, field, term, purpose, NULL);
    }
}

static void
check_persona (BatonCheck        *check,
               const BatonEntity *persona)
{
  const BatonValue *tiers = baton_entity_get (persona, BATON_FIELD_PERSONA_TIERS);
  const BatonValue *managed = baton_entity_get (persona, BATON_FIELD_PERSONA_MANAGES);
  g_autoptr (GHashTable) ladders = g_hash_table_new (g_str_hash, g_str_equal);

  check_one_term_each (check, persona, BATON_FIELD_PERSONA_TERMS, baton_entity_get (persona, BATON_FIELD_PERSONA_TERMS), -1);
  for (gsize i = 0; i < baton_value_get_length (managed); i++)
    check_one_term_each (check, persona, BATON_FIELD_PERSONA_MANAGES, baton_value_get_member (baton_value_get_element (managed, i), "terms"), (int) i);
  check_roles (check, persona);
  for (gsize i = 0; i < baton_value_get_length (tiers); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (tiers, i));
      const BatonEntity *tier = id != NULL ? baton_check_lookup_place (check, id) : NULL;
      const char *ladder = tier != NULL && baton_entity_get_kind (tier) == BATON_KIND_TIER ? baton_entity_get_parent (tier) : NULL;

      if (ladder != NULL && !g_hash_table_add (ladders, (gpointer) ladder))
        baton_check_add (check, SEVERAL_TIERS, persona, BATON_FIELD_PERSONA_TIERS, ladder, NULL);
    }
}

/* Whether what stands in a record is of the type of its field. Terms stand among the record's terms. */
static gboolean
fits_type (const char *value,
           const char *type)
{
  gsize start = value[0] == '-' ? 1 : 0;

  if (strcmp (type, "term") == 0)
    return FALSE;
  if (strcmp (type, "day") == 0)
    return baton_day_parse (value) != BATON_DAY_NONE;
  if (strcmp (type, "number") == 0 || strcmp (type, "money") == 0)
    return value[start] != '\0' && value[start + strspn (value + start, "0123456789.,'  ")] == '\0';
  return TRUE;
}

static void
check_record_value (BatonCheck        *check,
                    const BatonEntity *record,
                    const char        *field,
                    const char        *value,
                    int                row)
{
  const BatonEntity *entity = baton_check_lookup (check, field);
  const char *type = entity != NULL && baton_entity_get_kind (entity) == BATON_KIND_RECORD_FIELD
                       ? baton_entity_get_string (entity, BATON_FIELD_RECORD_FIELD_TYPE) : NULL;

  if (value != NULL && type != NULL && !fits_type (value, type))
    baton_check_add (check, RECORD_VALUE_UNFIT, record, BATON_FIELD_RECORD_VALUES, value, type, NULL)->row = row;
}

static void
check_record (BatonCheck        *check,
              const BatonEntity *record)
{
  const char *type = baton_entity_get_string (record, BATON_FIELD_RECORD_TYPE);
  const BatonValue *values = baton_entity_get (record, BATON_FIELD_RECORD_VALUES);

  check_one_term_each (check, record, BATON_FIELD_RECORD_TERMS, baton_entity_get (record, BATON_FIELD_RECORD_TERMS), -1);
  for (gsize i = 0; type != NULL && i < baton_value_get_length (values); i++)
    {
      const char *id = baton_value_get_member_string (baton_value_get_element (values, i), "field");
      const BatonEntity *field = id != NULL ? baton_check_lookup_place (check, id) : NULL;

      if (field != NULL && baton_entity_get_kind (field) == BATON_KIND_RECORD_FIELD
          && g_strcmp0 (baton_entity_get_parent (field), type) != 0)
        baton_check_add (check, FIELD_OF_OTHER_TYPE, record, BATON_FIELD_RECORD_VALUES, id, type, NULL)->row = (int) i;
      if (id != NULL)
        check_record_value (check, record, id, baton_value_get_member_string (baton_value_get_element (values, i), "value"), (int) i);
    }
}

static void
check_vocabulary (BatonCheck        *check,
                  const BatonEntity *vocabulary)
{
  g_autoptr (GPtrArray) terms = baton_check_list_children (check, BATON_KIND_TERM, baton_entity_get_id (vocabulary));

  if (terms->len == 0)
    baton_check_add (check, VOCABULARY_EMPTY, vocabulary, BATON_FIELD_NONE, NULL);
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

/* Amounts are in the currency's smallest unit: other digits than usual make each ten or a hundred times another. */
static void
check_currency_digits (BatonCheck        *check,
                       const BatonEntity *root)
{
  const char *currency = baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY);
  int digits = baton_currency_get_digits (root);
  int usual = currency != NULL ? baton_shape_get_currency_digits (currency) : -1;
  g_autofree char *set = NULL;
  g_autofree char *expected = NULL;

  if (usual < 0 || usual == digits)
    return;
  set = g_strdup_printf ("%d", digits);
  expected = g_strdup_printf ("%d", usual);
  baton_check_add (check, CURRENCY_DIGITS_UNUSUAL, root, BATON_FIELD_PROGRAM_CURRENCY_DIGITS, set, expected, NULL);
}

/* ── Rules and measures ────────────────────────────────────────────────────────────────────────────────── */

static void
check_publishing_rule (BatonCheck        *check,
                       const BatonEntity *rule)
{
  const BatonValue *own = baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_OWN);
  const BatonValue *addressed = baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_ADDRESSED);
  gboolean is_exception = g_strcmp0 (baton_entity_get_string (rule, BATON_FIELD_PUBLISHING_RULE_EFFECT), "may-not") == 0;

  if (is_exception && !is_set (rule, BATON_FIELD_PUBLISHING_RULE_REASON))
    baton_check_add (check, EXCEPTION_WITHOUT_REASON, rule, BATON_FIELD_PUBLISHING_RULE_REASON, NULL);
  /* What is only looked at waits for nobody's approval: the portal shows what a member may view without. */
  if (!is_exception && baton_value_contains (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_ACTIONS), "view")
      && baton_value_get_length (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY)) > 0)
    baton_check_add (check, VIEW_WITH_APPROVAL, rule, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY, NULL);
  for (gsize i = 0; i < baton_value_get_length (addressed); i++)
    {
      const char *vocabulary = baton_value_get_string (baton_value_get_element (addressed, i));

      if (vocabulary != NULL && baton_value_contains (own, vocabulary))
        baton_check_add (check, OWN_AND_ADDRESSED, rule, BATON_FIELD_PUBLISHING_RULE_ADDRESSED, vocabulary, NULL);
    }
}

/* Told of the later of two targets of a measure for the same people on some of the same days. */
static void
check_kpi (BatonCheck        *check,
           const BatonEntity *kpi)
{
  g_autoptr (GPtrArray) targets = baton_check_list_children (check, BATON_KIND_TARGET, baton_entity_get_id (kpi));

  for (guint i = 1; i < targets->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const BatonEntity *target = g_ptr_array_index (targets, i);
        const BatonEntity *other = g_ptr_array_index (targets, j);

        if (!baton_windows_meet (baton_window_from_value (baton_entity_get (target, BATON_FIELD_TARGET_WINDOW)),
                                 baton_window_from_value (baton_entity_get (other, BATON_FIELD_TARGET_WINDOW)))
            || !baton_value_equal (baton_entity_get (target, BATON_FIELD_TARGET_AUDIENCE), baton_entity_get (other, BATON_FIELD_TARGET_AUDIENCE)))
          continue;
        baton_check_add (check, TARGETS_OVERLAP, target, BATON_FIELD_TARGET_WINDOW, baton_entity_get_id (other), NULL);
        break;
      }
}

/* ── Experience ────────────────────────────────────────────────────────────────────────────────────────── */

/* Told of a list or a reference that names content which members are not shown. */
static void
check_published (BatonCheck        *check,
                 const BatonEntity *entity,
                 BatonField         field,
                 const char        *id,
                 int                row)
{
  const BatonEntity *content = id != NULL ? baton_check_lookup (check, id) : NULL;
  const char *state = content != NULL && baton_entity_get_kind (content) == BATON_KIND_CONTENT
                        ? baton_entity_get_string (content, BATON_FIELD_CONTENT_STATE) : NULL;

  if (state != NULL && strcmp (state, "published") != 0)
    baton_check_add (check, UNPUBLISHED_USED, entity, field, id, NULL)->row = row;
}

static void
check_collection (BatonCheck        *check,
                  const BatonEntity *collection)
{
  const BatonValue *items = baton_entity_get (collection, BATON_FIELD_COLLECTION_ITEMS);

  if (baton_value_get_length (items) == 0 && !is_set (collection, BATON_FIELD_COLLECTION_QUERY))
    baton_check_add (check, COLLECTION_EMPTY, collection, BATON_FIELD_COLLECTION_ITEMS, NULL);
  for (gsize i = 0; i < baton_value_get_length (items); i++)
    check_published (check, collection, BATON_FIELD_COLLECTION_ITEMS, baton_value_get_string (baton_value_get_element (items, i)), -1);
}

static void
check_search_profile (BatonCheck        *check,
                      const BatonEntity *profile)
{
  const BatonValue *pinned = baton_entity_get (profile, BATON_FIELD_SEARCH_PROFILE_PINNED);

  for (gsize i = 0; i < baton_value_get_length (pinned); i++)
    check_published (check, profile, BATON_FIELD_SEARCH_PROFILE_PINNED,
                     baton_value_get_member_string (baton_value_get_element (pinned, i), "content"), (int) i);
}

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
  check_published (check, item, BATON_FIELD_NAVIGATION_ITEM_TARGET, baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET), -1);
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
  check_one_term_each (check, content, BATON_FIELD_CONTENT_TAGS, baton_entity_get (content, BATON_FIELD_CONTENT_TAGS), -1);
  if (!is_set (content, BATON_FIELD_CONTENT_BODY) && !is_set (content, BATON_FIELD_CONTENT_ADDRESS))
    baton_check_add (check, CONTENT_EMPTY, content, BATON_FIELD_CONTENT_BODY, NULL);
}

void
baton_check_meaning (BatonCheck        *check,
                     const BatonEntity *entity)
{
  baton_check_effect (check, entity);
  baton_check_audiences (check, entity);
  switch ((int) baton_entity_get_kind (entity))
    {
    case BATON_KIND_PROGRAM:
      check_currency_digits (check, entity);
      break;
    case BATON_KIND_LOCALE:
      check_purpose (check, entity, BATON_FIELD_LOCALE_REGIONS, "region", NULL);
      break;
    case BATON_KIND_ROLE:
      check_purpose (check, entity, BATON_FIELD_ROLE_ENTITY_TYPES, "entity-type", "partner-type");
      break;
    case BATON_KIND_VOCABULARY:
      check_vocabulary (check, entity);
      break;
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
      check_publishing_rule (check, entity);
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
      check_collection (check, entity);
      break;
    case BATON_KIND_SEARCH_PROFILE:
      check_search_profile (check, entity);
      break;
    case BATON_KIND_TOOL:
      if (!is_set (entity, BATON_FIELD_TOOL_ADDRESS))
        baton_check_add (check, TOOL_WITHOUT_ADDRESS, entity, BATON_FIELD_TOOL_ADDRESS, NULL);
      break;
    case BATON_KIND_DASHBOARD:
      if (baton_value_get_length (baton_entity_get (entity, BATON_FIELD_DASHBOARD_KPIS)) == 0)
        baton_check_add (check, DASHBOARD_EMPTY, entity, BATON_FIELD_DASHBOARD_KPIS, NULL);
      break;
    case BATON_KIND_WORKFLOW:
      check_workflow (check, entity);
      break;
    case BATON_KIND_WORKFLOW_STEP:
      if (!is_set (entity, BATON_FIELD_WORKFLOW_STEP_OWNER))
        baton_check_add (check, STEP_WITHOUT_OWNER, entity, BATON_FIELD_WORKFLOW_STEP_OWNER, NULL);
      baton_check_incentives (check, entity);
      break;
    case BATON_KIND_KPI:
      check_kpi (check, entity);
      break;
    default:
      baton_check_incentives (check, entity);
      break;
    }
}
