/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What checks look at the program through, and the checks that hold for every kind: references, trees, texts.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-audience.h"
#include "model/baton-placeholder.h"
#include "model/baton-references.h"
#include "model/baton-text.h"

#include <string.h>

void
baton_check_init (BatonCheck         *check,
                  const BatonProgram *program,
                  GPtrArray          *problems)
{
  const BatonEntity *root = baton_program_get_root (program);

  *check = (BatonCheck) { .program = program, .problems = problems };
  check->source_tag = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
  check->locales = baton_program_list (program, BATON_KIND_LOCALE);
  check->locale_index = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < check->locales->len; i++)
    {
      const char *tag = baton_entity_get_string (g_ptr_array_index (check->locales, i), BATON_FIELD_LOCALE_TAG);

      if (tag != NULL)
        g_hash_table_insert (check->locale_index, (gpointer) tag, GUINT_TO_POINTER (i + 1));
    }
  check->counts = g_new0 (BatonTextCount, check->locales->len + 1);
}

void
baton_check_clear (BatonCheck *check)
{
  g_clear_pointer (&check->locales, g_ptr_array_unref);
  g_clear_pointer (&check->locale_index, g_hash_table_unref);
  g_clear_pointer (&check->counts, g_free);
}

static void
depend (BatonCheck      *check,
        const char      *id,
        BatonDependency  dependency)
{
  if (check->depends != NULL && id != NULL)
    check->depends (id, dependency, check->depends_data);
}

BatonEntity *
baton_check_lookup (BatonCheck *check,
                    const char *id)
{
  depend (check, id, BATON_DEPENDS_ON_BODY);
  return baton_program_lookup (check->program, id);
}

BatonEntity *
baton_check_lookup_kind (BatonCheck *check,
                         const char *id,
                         BatonKind   kind)
{
  BatonEntity *entity = id != NULL ? baton_check_lookup (check, id) : NULL;

  return entity != NULL && baton_entity_get_kind (entity) == kind ? entity : NULL;
}

BatonEntity *
baton_check_lookup_place (BatonCheck *check,
                          const char *id)
{
  depend (check, id, BATON_DEPENDS_ON_PLACE);
  return baton_program_lookup (check->program, id);
}

BatonEntity *
baton_check_lookup_root (BatonCheck *check,
                         const char *id)
{
  depend (check, id, BATON_DEPENDS_ON_ROOTS);
  return baton_program_lookup (check->program, id);
}

GPtrArray *
baton_check_list_children (BatonCheck *check,
                           BatonKind   kind,
                           const char *parent)
{
  depend (check, parent, BATON_DEPENDS_ON_CHILDREN);
  return baton_program_list_children (check->program, kind, parent);
}

const char *
baton_check_get_vocabulary (BatonCheck *check,
                            const char *term)
{
  depend (check, term, BATON_DEPENDS_ON_ROOTS);
  for (int depth = 0; term != NULL && depth <= BATON_TREE_MAX_DEPTH; depth++)
    {
      const BatonEntity *entity = baton_program_lookup (check->program, term);

      if (entity == NULL)
        return NULL;
      if (baton_entity_get_kind (entity) == BATON_KIND_VOCABULARY)
        return baton_entity_get_id (entity);
      term = baton_entity_get_parent (entity);
    }
  return NULL;
}

gboolean
baton_check_lies_below (BatonCheck *check,
                        const char *term,
                        const char *ancestor)
{
  for (int depth = 0; term != NULL && ancestor != NULL && depth <= BATON_TREE_MAX_DEPTH; depth++)
    {
      const BatonEntity *entity;

      if (strcmp (term, ancestor) == 0)
        return TRUE;
      entity = baton_check_lookup_place (check, term);
      term = entity != NULL ? baton_entity_get_parent (entity) : NULL;
    }
  return FALSE;
}

BatonProblem *
baton_check_take (BatonCheck   *check,
                  BatonProblem *problem)
{
  g_ptr_array_add (check->problems, problem);
  return problem;
}

/* ── References ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonCheck        *check;
  const BatonEntity *entity;
} Walk;

static void
place_problem (BatonProblem         *problem,
               const BatonReference *reference)
{
  problem->row = reference->row;
  problem->locale = g_strdup (reference->locale);
}

/* What a clause asks for must be of the dimension that it is about. */
static void
check_dimension (Walk                 *walk,
                 const BatonReference *reference,
                 const BatonEntity    *named)
{
  BatonKind kind = baton_entity_get_kind (named);

  if (kind == BATON_KIND_TERM
      && g_strcmp0 (baton_check_get_vocabulary (walk->check, reference->id), reference->dimension) != 0)
    place_problem (baton_check_add (walk->check, TERM_OF_OTHER_VOCABULARY, walk->entity, reference->field,
                                    reference->id, reference->dimension, NULL), reference);
  if (kind == BATON_KIND_TIER && g_strcmp0 (baton_entity_get_parent (named), reference->dimension) != 0)
    place_problem (baton_check_add (walk->check, TIER_OF_OTHER_LADDER, walk->entity, reference->field,
                                    reference->id, reference->dimension, NULL), reference);
}

static void
check_reference_cb (const BatonReference *reference,
                    gpointer              user_data)
{
  Walk *walk = user_data;
  gboolean is_structural = reference->role == BATON_REFERENCE_PARENT || reference->role == BATON_REFERENCE_DIMENSION;
  const BatonEntity *named = is_structural ? baton_check_lookup_root (walk->check, reference->id)
                                           : baton_check_lookup (walk->check, reference->id);

  if (reference->role == BATON_REFERENCE_LINK)
    {
      if (named == NULL || ((G_GUINT64_CONSTANT (1) << baton_entity_get_kind (named)) & reference->kinds) == 0)
        place_problem (baton_check_add (walk->check, DEAD_LINK, walk->entity, reference->field, reference->id, NULL), reference);
      return;
    }
  if (named == NULL)
    {
      place_problem (baton_check_add (walk->check, DANGLING, walk->entity, reference->field, reference->id, NULL), reference);
      return;
    }
  if (((G_GUINT64_CONSTANT (1) << baton_entity_get_kind (named)) & reference->kinds) == 0)
    {
      place_problem (baton_check_add (walk->check, WRONG_KIND, walk->entity, reference->field, reference->id,
                                      baton_schema_get_kind (baton_entity_get_kind (named))->name, NULL), reference);
      return;
    }
  if (reference->role == BATON_REFERENCE_CLAUSE)
    check_dimension (walk, reference, named);

  /* A term with a successor has ended. Its children keep it as their parent, and a successor may itself have one. */
  if (!is_structural && reference->field != BATON_FIELD_TERM_SUCCESSOR && baton_entity_get_kind (named) == BATON_KIND_TERM
      && baton_entity_get (named, BATON_FIELD_TERM_SUCCESSOR) != NULL)
    place_problem (baton_check_add (walk->check, ENDED_TERM_USED, walk->entity, reference->field, reference->id, NULL), reference);
}

/* Walks up at most twice the depth that is allowed: enough to tell a cycle that runs through the entity itself from a
 * deep tree. What stands below a cycle is left alone; the entities of the cycle are told. */
static void
check_tree (BatonCheck        *check,
            const BatonEntity *entity)
{
  BatonField field = baton_schema_get_kind (baton_entity_get_kind (entity))->place_field;
  const char *ancestors[2 * BATON_TREE_MAX_DEPTH];
  const char *id = baton_entity_get_parent (entity);
  guint depth;

  depend (check, id, BATON_DEPENDS_ON_ROOTS);
  for (depth = 0; id != NULL && depth < G_N_ELEMENTS (ancestors); depth++)
    {
      const BatonEntity *ancestor = baton_program_lookup (check->program, id);

      if (ancestor == NULL)
        break;
      if (strcmp (id, baton_entity_get_id (entity)) == 0)
        {
          baton_check_add (check, CYCLE, entity, field, NULL);
          check->deepest = G_N_ELEMENTS (ancestors);
          return;
        }
      for (guint i = 0; i < depth; i++)
        if (strcmp (ancestors[i], id) == 0)
          return;
      ancestors[depth] = id;
      id = baton_entity_get_parent (ancestor);
    }
  check->deepest = MAX (check->deepest, depth);
  if (depth >= BATON_TREE_MAX_DEPTH)
    baton_check_add (check, TOO_DEEP, entity, field, NULL);
}

static void
check_successors (BatonCheck        *check,
                  const BatonEntity *entity,
                  BatonField         field)
{
  const char *id = baton_entity_get_string (entity, field);

  for (int step = 0; id != NULL && step < 2 * BATON_TREE_MAX_DEPTH; step++)
    {
      const BatonEntity *successor = baton_check_lookup (check, id);

      if (successor == NULL || baton_entity_get_kind (successor) != baton_entity_get_kind (entity))
        return;
      if (strcmp (id, baton_entity_get_id (entity)) == 0)
        {
          baton_check_add (check, CYCLE, entity, field, NULL);
          return;
        }
      id = baton_entity_get_string (successor, field);
    }
}

static gboolean
names_audience (const BatonClause *clause,
                const char        *audience)
{
  return clause->type == BATON_CLAUSE_NAMED && strcmp (clause->audience, audience) == 0;
}

void
baton_check_references (BatonCheck        *check,
                        const BatonEntity *entity)
{
  BatonKind kind = baton_entity_get_kind (entity);
  Walk walk = { check, entity };

  baton_entity_foreach_reference (entity, check_reference_cb, &walk);
  check_tree (check, entity);
  if (kind == BATON_KIND_TERM)
    check_successors (check, entity, BATON_FIELD_TERM_SUCCESSOR);
  if (kind == BATON_KIND_ACTIVITY)
    check_successors (check, entity, BATON_FIELD_ACTIVITY_SUCCESSOR);
  if (kind == BATON_KIND_AUDIENCE &&
      baton_check_has_clause (check, baton_entity_get (entity, BATON_FIELD_AUDIENCE_CLAUSES), names_audience, baton_entity_get_id (entity)))
    baton_check_add (check, CYCLE, entity, BATON_FIELD_AUDIENCE_CLAUSES, NULL);
}

/* ── Texts ─────────────────────────────────────────────────────────────────────────────────────────────── */

static void
report_placeholder (BatonCheck        *check,
                    BatonProblemCode   code,
                    const BatonEntity *entity,
                    BatonField         field,
                    const char        *name,
                    const char        *locale)
{
  BatonProblem *problem = baton_problem_new (code, baton_entity_get_kind (entity), baton_entity_get_id (entity), field, name, NULL);

  problem->locale = g_strdup (locale);
  baton_check_take (check, problem);
}

static void
check_placeholders (BatonCheck        *check,
                    const BatonEntity *entity,
                    BatonField         field,
                    const BatonValue  *text)
{
  const char * const *allowed = baton_placeholder_get_allowed (field);
  const BatonValue *locales = baton_value_get_member (text, "locales");
  g_auto (GStrv) names = NULL;

  if (allowed == NULL)
    return;
  names = baton_placeholder_list (baton_text_get_source (text));
  for (gsize i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (allowed, names[i]))
      report_placeholder (check, BATON_PROBLEM_PLACEHOLDER_UNKNOWN, entity, field, names[i], NULL);

  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    {
      const char *tag = baton_value_get_key (locales, i);
      g_auto (GStrv) translated = baton_placeholder_list (baton_text_get_exact (text, tag));

      for (gsize j = 0; translated[j] != NULL; j++)
        if (!g_strv_contains ((const char * const *) names, translated[j]))
          report_placeholder (check, BATON_PROBLEM_PLACEHOLDER_UNKNOWN, entity, field, translated[j], tag);
      for (gsize j = 0; names[j] != NULL; j++)
        if (!g_strv_contains ((const char * const *) translated, names[j]))
          report_placeholder (check, BATON_PROBLEM_PLACEHOLDER_MISSING, entity, field, names[j], tag);
    }
}

static void
check_listed (BatonCheck        *check,
              const BatonEntity *entity,
              BatonField         field,
              const char        *tag)
{
  if (tag != NULL && !g_hash_table_contains (check->locale_index, tag))
    baton_check_add (check, TEXT_LOCALE_UNLISTED, entity, field, tag, NULL)->locale = g_strdup (tag);
}

/* Counts what each listed language lacks, and finds translations for languages that are not listed. */
static void
check_languages (BatonCheck        *check,
                 const BatonEntity *entity,
                 BatonField         field,
                 const BatonValue  *text)
{
  const BatonValue *locales = baton_value_get_member (text, "locales");
  const char *native = baton_value_get_member_string (text, "native");
  gboolean is_kept = baton_value_get_boolean (baton_value_get_member (text, "kept"));
  gboolean is_translated = !is_kept && native == NULL;
  g_autofree char *digest = NULL;

  check_listed (check, entity, field, native);
  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    check_listed (check, entity, field, baton_value_get_key (locales, i));
  if (native != NULL && is_kept)
    baton_check_add (check, NATIVE_AND_KEPT, entity, field, native, NULL);
  else if (!is_translated && baton_value_get_length (locales) > 0)
    baton_check_add (check, TRANSLATIONS_UNUSED, entity, field, NULL);

  for (guint i = 0; is_translated && i < check->locales->len; i++)
    {
      const char *tag = baton_entity_get_string (g_ptr_array_index (check->locales, i), BATON_FIELD_LOCALE_TAG);
      const BatonValue *entry;

      if (tag == NULL || g_strcmp0 (tag, check->source_tag) == 0)
        continue;
      entry = baton_value_get_member (locales, tag);
      if (entry == NULL)
        {
          check->counts[i].missing++;
          continue;
        }
      if (digest == NULL)
        digest = baton_text_source_digest (baton_text_get_source (text));
      if (g_strcmp0 (baton_value_get_member_string (entry, "source"), digest) != 0)
        check->counts[i].stale++;
    }
}

void
baton_check_texts (BatonCheck        *check,
                   const BatonEntity *entity)
{
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (entity));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = (BatonField) (kind->first_field + i);
      const BatonFieldInfo *info = baton_schema_get_field (field);
      const BatonValue *text = (info->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_entity_get (entity, field) : NULL;
      const BatonValue *files = info->type == BATON_TYPE_ASSET ? baton_value_get_member (baton_entity_get (entity, field), "locales") : NULL;

      for (gsize j = 0; j < baton_value_get_length (files); j++)
        check_listed (check, entity, field, baton_value_get_key (files, j));
      if (text == NULL)
        continue;
      check_placeholders (check, entity, field, text);
      check_languages (check, entity, field, text);
    }
}
