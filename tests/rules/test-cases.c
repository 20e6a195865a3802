/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cases of other policy engines in a common form, translated into our rules. Every file in tests/data/policy-cases is
 * run, and every file of that form in the folder that BATON_CASES names.
 *
 *   in        a clause on the vocabulary of ancestors: entities may have several parents, so a holder is tagged with
 *             itself and all its ancestors
 *   ==        a clause on the vocabulary of the entities themselves
 *   is        a clause on the vocabulary of types
 *   never     a rule that is switched off
 *   actions   each action asked for gets a program of its own, with the policies that name it or a group that it is in
 *   default   where everything is allowed unless forbidden, one more rule that allows it
 */
#include "rules/baton-decision.h"

#include <string.h>

#include "model/baton-json.h"

static const char * const vocabularies[] = { "ancestor", "self", "type" };

typedef struct
{
  const BatonValue *value;       /* the case */
  GHashTable       *entities;    /* uid → BatonValue *; borrowed */
  GHashTable       *terms;       /* vocabulary and name → id of the term; owned */
  BatonProgram     *program;
  gboolean          allows_by_default;
} Case;

static const BatonValue *
get (const BatonValue *value,
     const char       *key)
{
  return baton_value_get_member (value, key);
}

/* ── The graph of entities ───────────────────────────────────────────────────────────────────────────── */

static void
collect_ancestors (Case       *self,
                   const char *uid,
                   GHashTable *found)
{
  const BatonValue *entity = g_hash_table_lookup (self->entities, uid);
  const BatonValue *parents = get (entity, "parents");

  if (!g_hash_table_add (found, (char *) uid))
    return;
  for (gsize i = 0; i < baton_value_get_length (parents); i++)
    collect_ancestors (self, baton_value_get_string (baton_value_get_element (parents, i)), found);
}

static gboolean
is_in (Case       *self,
       const char *uid,
       const char *group)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);

  collect_ancestors (self, uid, found);
  return g_hash_table_contains (found, group);
}

/* ── Translation ─────────────────────────────────────────────────────────────────────────────────────── */

static void
put (Case       *self,
     BatonKind   kind,
     const char *id,
     const char *json)
{
  g_autoptr (BatonValue) body = baton_json_parse (json, strlen (json), NULL);
  g_autoptr (BatonEntity) entity = baton_entity_from_value (kind, id, body, NULL);

  g_assert_nonnull (entity);
  baton_program_put (self->program, entity);
}

/* The term for a name in a vocabulary, made when first asked for. */
static const char *
get_term (Case       *self,
          guint       vocabulary,
          const char *name)
{
  g_autofree char *key = g_strdup_printf ("%u %s", vocabulary, name);
  const char *known = g_hash_table_lookup (self->terms, key);
  g_autofree char *json = NULL;
  char *id;

  if (known != NULL)
    return known;
  id = g_strdup_printf ("term-%05u", g_hash_table_size (self->terms));
  json = g_strdup_printf ("{\"place\":{\"parent\":\"%s\",\"position\":\"a\"}}", vocabularies[vocabulary]);
  put (self, BATON_KIND_TERM, id, json);
  g_hash_table_insert (self->terms, g_steal_pointer (&key), id);
  return id;
}

static void
add_clause (Case             *self,
            GString          *clauses,
            const BatonValue *condition)
{
  const char *op = baton_value_get_member_string (condition, "op");
  const BatonValue *ids = get (condition, "ids");
  guint vocabulary = strcmp (op, "in") == 0 ? 0 : strcmp (op, "==") == 0 ? 1 : 2;

  g_string_append_printf (clauses, "%s{\"dimension\":\"%s\",\"any\":[", clauses->len > 0 ? "," : "", vocabularies[vocabulary]);
  if (vocabulary == 2)
    g_string_append_printf (clauses, "\"%s\"", get_term (self, 2, baton_value_get_member_string (condition, "type")));
  for (gsize i = 0; vocabulary < 2 && i < baton_value_get_length (ids); i++)
    g_string_append_printf (clauses, "%s\"%s\"", i > 0 ? "," : "",
                            get_term (self, vocabulary, baton_value_get_string (baton_value_get_element (ids, i))));
  g_string_append (clauses, "]}");
}

static gboolean
names_action (Case             *self,
              const BatonValue *condition,
              const char       *action)
{
  const BatonValue *ids = get (condition, "ids");
  gboolean exact = g_str_equal (baton_value_get_member_string (condition, "op"), "==");

  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (ids, i));

      if (exact ? g_str_equal (id, action) : is_in (self, action, id))
        return TRUE;
    }
  return FALSE;
}

static void
add_policy (Case             *self,
            gsize             number,
            const BatonValue *policy,
            const char       *action)
{
  const BatonValue *when = get (policy, "when");
  g_autoptr (GString) who = g_string_new (NULL);
  g_autoptr (GString) what = g_string_new (NULL);
  g_autofree char *id = g_strdup_printf ("rule-%05" G_GSIZE_FORMAT, number);
  g_autofree char *json = NULL;
  gboolean off = FALSE;

  for (gsize i = 0; i < baton_value_get_length (when); i++)
    {
      const BatonValue *condition = baton_value_get_element (when, i);
      const char *var = baton_value_get_member_string (condition, "var");

      if (var == NULL)
        off = TRUE;
      else if (g_str_equal (var, "action"))
        off |= !names_action (self, condition, action);
      else
        add_clause (self, g_str_equal (var, "principal") ? who : what, condition);
    }
  json = g_strdup_printf ("{\"effect\":\"%s\",\"actions\":[\"view\"],\"who\":[%s],\"what\":[%s],%s"
                          "\"place\":{\"position\":\"a%05" G_GSIZE_FORMAT "b\"}}",
                          g_str_equal (baton_value_get_member_string (policy, "effect"), "permit") ? "may" : "may-not",
                          who->str, what->str, off ? "\"disabled\":true," : "", number);
  put (self, BATON_KIND_PUBLISHING_RULE, id, json);
}

static void
tag (Case       *self,
     GPtrArray  *ids,
     const char *uid,
     const char *type)
{
  g_autoptr (GHashTable) ancestors = g_hash_table_new (g_str_hash, g_str_equal);
  const BatonValue *entity = g_hash_table_lookup (self->entities, uid);
  GHashTableIter iter;
  gpointer ancestor;

  collect_ancestors (self, uid, ancestors);
  g_hash_table_iter_init (&iter, ancestors);
  while (g_hash_table_iter_next (&iter, &ancestor, NULL))
    g_ptr_array_add (ids, (char *) get_term (self, 0, ancestor));
  g_ptr_array_add (ids, (char *) get_term (self, 1, uid));
  if (type == NULL)
    type = baton_value_get_member_string (entity, "type");
  if (type != NULL)
    g_ptr_array_add (ids, (char *) get_term (self, 2, type));
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_reasons (Case                   *self,
               const BatonExplanation *explanation,
               const BatonValue       *reason)
{
  const BatonValue *policies = get (self->value, "policies");

  g_assert_cmpuint (explanation->n_determining, ==, baton_value_get_length (reason));
  for (guint i = 0; i < explanation->n_determining; i++)
    {
      const BatonValue *policy = baton_value_get_element (policies, (gsize) explanation->determining[i]);

      g_assert_true (baton_value_contains (reason, baton_value_get_member_string (policy, "id")));
    }
}

static void
check_request (Case             *self,
               const BatonValue *request)
{
  const BatonValue *policies = get (self->value, "policies");
  const char *action = baton_value_get_member_string (request, "action");
  g_autoptr (GPtrArray) member = g_ptr_array_new ();
  g_autoptr (GPtrArray) content = g_ptr_array_new ();
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonProfileBuilder) builder = NULL;
  g_autoptr (BatonProfile) profile = NULL;
  g_autoptr (BatonValue) ids = NULL;
  g_autoptr (BatonTermSet) tags = NULL;
  g_autoptr (BatonExplanation) explanation = NULL;

  self->program = baton_program_new ();
  self->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint v = 0; v < G_N_ELEMENTS (vocabularies); v++)
    put (self, BATON_KIND_VOCABULARY, vocabularies[v], "{\"place\":{\"position\":\"a\"}}");
  for (gsize i = 0; i < baton_value_get_length (policies); i++)
    add_policy (self, i, baton_value_get_element (policies, i), action);
  if (self->allows_by_default)
    put (self, BATON_KIND_PUBLISHING_RULE, "rule-everything",
         "{\"effect\":\"may\",\"actions\":[\"view\"],\"place\":{\"position\":\"z\"}}");
  tag (self, member, baton_value_get_member_string (request, "principal"), baton_value_get_member_string (request, "principalType"));
  tag (self, content, baton_value_get_member_string (request, "resource"), baton_value_get_member_string (request, "resourceType"));
  g_ptr_array_add (content, NULL);

  snapshot = baton_snapshot_new (self->program, 1);
  builder = baton_profile_builder_new (snapshot);
  for (guint i = 0; i < member->len; i++)
    baton_profile_builder_add (builder, member->pdata[i]);
  profile = baton_profile_builder_finish (builder);
  ids = baton_value_new_strv ((const char * const *) content->pdata);
  tags = baton_term_set_new (baton_snapshot_get_taxonomy (snapshot), ids);
  explanation = baton_explain_tags (snapshot, profile, BATON_ACTION_VIEW, tags, 0);

  g_assert_cmpint (explanation->decision.outcome == BATON_OUTCOME_ALLOWED, ==,
                   g_str_equal (baton_value_get_member_string (request, "decision"), "allow"));
  if (get (request, "reason") != NULL && !self->allows_by_default)
    check_reasons (self, explanation, get (request, "reason"));

  g_clear_pointer (&self->program, baton_program_free);
  g_clear_pointer (&self->terms, g_hash_table_unref);
}

static guint
check_case (const BatonValue *value)
{
  Case self = { .value = value };
  const BatonValue *entities = get (value, "entities");
  const BatonValue *requests = get (value, "requests");

  self.entities = g_hash_table_new (g_str_hash, g_str_equal);
  self.allows_by_default = g_strcmp0 (baton_value_get_member_string (value, "default"), "allow") == 0;
  for (gsize i = 0; i < baton_value_get_length (entities); i++)
    {
      BatonValue *entity = baton_value_get_element (entities, i);

      g_hash_table_insert (self.entities, (char *) baton_value_get_member_string (entity, "uid"), entity);
    }
  g_test_message ("%s", baton_value_get_member_string (value, "source"));
  for (gsize i = 0; i < baton_value_get_length (requests); i++)
    check_request (&self, baton_value_get_element (requests, i));
  g_hash_table_unref (self.entities);
  return (guint) baton_value_get_length (requests);
}

/* ── Files ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Files of another form, such as the workload's, are passed over. */
static guint
check_file (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (BatonValue) file = NULL;
  const BatonValue *cases;
  guint n_requests = 0;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  /* Other engines allow U+0000 in names, our files do not: any other rare character serves. */
  text = g_string_new_len (data, (gssize) length);
  g_string_replace (text, "\\u0000", "\\u2400", 0);
  file = baton_json_parse (text->str, text->len, NULL);
  if (g_strcmp0 (baton_value_get_member_string (file, "format"), "policy-cases-1") != 0)
    return 0;

  cases = get (file, "cases");
  for (gsize i = 0; i < baton_value_get_length (cases); i++)
    n_requests += check_case (baton_value_get_element (cases, i));
  g_test_message ("%s: %" G_GSIZE_FORMAT " cases, %u requests", path, baton_value_get_length (cases), n_requests);
  return n_requests;
}

static guint
check_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_requests = 0;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        n_requests += check_folder (child);
      else if (g_str_has_suffix (name, ".json"))
        n_requests += check_file (child);
    }
  return n_requests;
}

static void
test_own (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "tests", "data", "policy-cases", NULL);

  g_assert_cmpuint (check_folder (path), >, 0);
}

static void
test_outside (void)
{
  const char *path = g_getenv ("BATON_CASES");

  if (path == NULL || *path == '\0')
    {
      g_test_skip ("BATON_CASES names no folder");
      return;
    }
  g_assert_cmpuint (check_folder (path), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/cases/own", test_own);
  g_test_add_func ("/rules/cases/outside", test_outside);
  return g_test_run ();
}
