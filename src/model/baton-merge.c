/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The merge over all entities. A decision does not mend the result but is kept by the conflict's key, and the result is
 * worked out anew: what it holds never depends on the order in which things were decided.
 */
#include "config.h"

#include "model/baton-merge-private.h"

#include "model/baton-difference-key.h"
#include "model/baton-validate.h"

#include <string.h>

static void
conflict_free (gpointer data)
{
  BatonConflict *conflict = data;

  g_free (conflict->id);
  g_free (conflict->locale);
  g_free (conflict->element);
  g_strfreev (conflict->path);
  g_clear_pointer (&conflict->base, baton_value_unref);
  g_clear_pointer (&conflict->mine, baton_value_unref);
  g_clear_pointer (&conflict->theirs, baton_value_unref);
  g_clear_pointer (&conflict->my_entity, baton_entity_unref);
  g_clear_pointer (&conflict->their_entity, baton_entity_unref);
  g_free (conflict);
}

static void
decision_free (gpointer data)
{
  BatonDecision *decision = data;

  g_clear_pointer (&decision->value, baton_value_unref);
  g_free (decision);
}

static char *
make_key (BatonConflictType type,
          const char       *id,
          BatonField        field,
          const char       *locale,
          const char       *element)
{
  return g_strdup_printf ("%d %s %d %s %s", (int) type, id, (int) field, locale != NULL ? locale : "", element != NULL ? element : "");
}

BatonTrio
baton_merge_get_trio (BatonMerge *merge,
                      const char *id)
{
  return (BatonTrio) { baton_program_lookup (merge->base, id), baton_program_lookup (merge->mine, id), baton_program_lookup (merge->theirs, id) };
}

static BatonValue *
ref_value (const BatonValue *value)
{
  return value != NULL ? baton_value_ref (value) : NULL;
}

static BatonEntity *
ref_entity (const BatonEntity *entity)
{
  return entity != NULL ? baton_entity_ref (entity) : NULL;
}

static void
add_conflict (BatonMerge          *merge,
              const BatonTrio     *trio,
              const BatonConflict *what,
              char                *key,
              BatonMergeChoice     choice)
{
  const BatonEntity *entity = trio->mine != NULL ? trio->mine : trio->theirs != NULL ? trio->theirs : trio->base;
  BatonConflict *conflict = g_new0 (BatonConflict, 1);

  conflict->type = what->type;
  conflict->kind = baton_entity_get_kind (entity);
  conflict->id = g_strdup (baton_entity_get_id (entity));
  conflict->field = what->field;
  conflict->locale = g_strdup (what->locale);
  conflict->element = g_strdup (what->element);
  conflict->path = g_strdupv (what->path);
  conflict->base = ref_value (what->base);
  conflict->mine = ref_value (what->mine);
  conflict->theirs = ref_value (what->theirs);
  conflict->my_entity = ref_entity (trio->mine);
  conflict->their_entity = ref_entity (trio->theirs);
  conflict->choices = what->choices;
  conflict->choice = choice;
  g_ptr_array_add (merge->conflicts, conflict);
  g_hash_table_insert (merge->by_key, key, conflict);
}

const BatonDecision *
baton_merge_ask (BatonMerge          *merge,
                 const BatonTrio     *trio,
                 const BatonConflict *what)
{
  static const BatonDecision undecided = { BATON_MERGE_UNDECIDED, NULL };
  const BatonEntity *entity = trio->mine != NULL ? trio->mine : trio->theirs != NULL ? trio->theirs : trio->base;
  g_autofree char *key = make_key (what->type, baton_entity_get_id (entity), what->field, what->locale, what->element);
  const BatonDecision *decision = g_hash_table_lookup (merge->decisions, key);

  /* An earlier decision may have been about another pair of values. */
  if (decision == NULL || (what->choices & (1u << decision->choice)) == 0)
    decision = &undecided;
  if (decision == &undecided)
    g_hash_table_add (merge->provisional, g_strdup (baton_entity_get_id (entity)));
  if (!g_hash_table_contains (merge->by_key, key))
    add_conflict (merge, trio, what, g_steal_pointer (&key), decision->choice);
  return decision;
}

/* ── Entities ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Both made it, or made it of different kinds. Before a decision the one whose JSON sorts first stands: either would
 * do, but which must not depend on whose it is. */
static const BatonEntity *
choose_duplicate (BatonMerge      *merge,
                  const BatonTrio *trio)
{
  BatonConflict what = { .type = BATON_CONFLICT_DUPLICATE_ID, .field = BATON_FIELD_NONE,
                         .choices = 1 << BATON_MERGE_MINE | 1 << BATON_MERGE_THEIRS };
  const BatonDecision *decision = baton_merge_ask (merge, trio, &what);
  g_autoptr (BatonValue) my_body = NULL;
  g_autoptr (BatonValue) their_body = NULL;
  g_autofree char *my_json = NULL;
  g_autofree char *their_json = NULL;
  int order;

  if (decision->choice == BATON_MERGE_MINE)
    return trio->mine;
  if (decision->choice == BATON_MERGE_THEIRS)
    return trio->theirs;
  my_body = baton_entity_to_value (trio->mine);
  their_body = baton_entity_to_value (trio->theirs);
  my_json = baton_value_to_json (my_body);
  their_json = baton_value_to_json (their_body);
  order = (int) baton_entity_get_kind (trio->mine) - (int) baton_entity_get_kind (trio->theirs);
  if (order == 0)
    order = strcmp (my_json, their_json);
  return order < 0 ? trio->mine : trio->theirs;
}

static const BatonEntity *
choose_deleted (BatonMerge      *merge,
                const BatonTrio *trio)
{
  BatonConflict what = { .type = BATON_CONFLICT_DELETE_EDIT, .field = BATON_FIELD_NONE,
                         .choices = 1 << BATON_MERGE_MINE | 1 << BATON_MERGE_THEIRS };
  const BatonDecision *decision = baton_merge_ask (merge, trio, &what);

  if (decision->choice == BATON_MERGE_MINE)
    return trio->mine;
  if (decision->choice == BATON_MERGE_THEIRS)
    return trio->theirs;
  return trio->mine != NULL ? trio->mine : trio->theirs;
}

static BatonEntity *
merge_fields (BatonMerge      *merge,
              const BatonTrio *trio)
{
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (trio->mine));
  BatonEntity *merged = baton_entity_ref (trio->theirs);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = (BatonField) (kind->first_field + i);
      g_autoptr (BatonValue) value = baton_merge_field (merge, trio, field);
      BatonEntity *with;

      if (baton_value_equal (value, baton_entity_get (merged, field)))
        continue;
      with = baton_entity_with (merged, field, value);
      baton_entity_unref (merged);
      merged = with;
    }
  return merged;
}

/* The merged entity, NULL when it is deleted. (transfer full) */
static BatonEntity *
merge_entity (BatonMerge      *merge,
              const BatonTrio *trio)
{
  BatonKind kind;

  if (baton_entity_equal (trio->mine, trio->theirs) || baton_entity_equal (trio->mine, trio->base))
    return ref_entity (trio->theirs);
  if (baton_entity_equal (trio->theirs, trio->base))
    return ref_entity (trio->mine);
  if (trio->mine == NULL || trio->theirs == NULL)
    return ref_entity (choose_deleted (merge, trio));

  kind = baton_entity_get_kind (trio->mine);
  if (trio->base == NULL || kind != baton_entity_get_kind (trio->theirs) || kind != baton_entity_get_kind (trio->base))
    return ref_entity (choose_duplicate (merge, trio));
  return merge_fields (merge, trio);
}

static void
merge_id (BatonMerge *merge,
          const char *id)
{
  BatonTrio trio = baton_merge_get_trio (merge, id);
  g_autoptr (BatonEntity) merged = merge_entity (merge, &trio);

  if (merged == trio.theirs)
    return;
  if (merged != NULL)
    baton_program_put (merge->result, merged);
  else
    baton_program_remove (merge->result, id);
}

static void
merge_mine_cb (BatonEntity *base,
               BatonEntity *mine,
               gpointer     user_data)
{
  merge_id (user_data, baton_entity_get_id (mine != NULL ? mine : base));
}

static int
compare_conflicts (gconstpointer a,
                   gconstpointer b)
{
  const BatonConflict *p = *(const BatonConflict * const *) a;
  const BatonConflict *q = *(const BatonConflict * const *) b;

  return baton_difference_key_compare (&(BatonDifferenceKey) { p->kind, p->id, p->field, (int) p->type, p->locale, p->element },
                                       &(BatonDifferenceKey) { q->kind, q->id, q->field, (int) q->type, q->locale, q->element });
}

static void
work_out (BatonMerge *merge)
{
  g_clear_pointer (&merge->result, baton_program_free);
  g_hash_table_remove_all (merge->by_key);
  g_hash_table_remove_all (merge->provisional);
  g_ptr_array_set_size (merge->conflicts, 0);

  merge->result = baton_program_copy (merge->theirs);
  /* The result starts as theirs, so only what I changed or deleted is looked at. */
  baton_program_foreach_different (merge->base, merge->mine, merge_mine_cb, merge);
  baton_merge_repair (merge);
  g_ptr_array_sort (merge->conflicts, compare_conflicts);
}

/* ── For the caller ────────────────────────────────────────────────────────────────────────────────────── */

BatonMerge *
baton_merge_new (const BatonProgram *base,
                 const BatonProgram *mine,
                 const BatonProgram *theirs)
{
  BatonMerge *merge = g_new0 (BatonMerge, 1);

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, merge);

  merge->base = base;
  merge->mine = mine;
  merge->theirs = theirs;
  merge->decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, decision_free);
  merge->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  merge->provisional = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  merge->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  work_out (merge);
  return merge;
}

void
baton_merge_free (BatonMerge *merge)
{
  if (merge == NULL)
    return;
  g_clear_pointer (&merge->decisions, g_hash_table_unref);
  g_clear_pointer (&merge->by_key, g_hash_table_unref);
  g_clear_pointer (&merge->provisional, g_hash_table_unref);
  g_clear_pointer (&merge->conflicts, g_ptr_array_unref);
  g_clear_pointer (&merge->result, baton_program_free);
  g_free (merge);
}

GPtrArray *
baton_merge_get_conflicts (BatonMerge *merge)
{
  g_return_val_if_fail (merge != NULL, NULL);
  return merge->conflicts;
}

guint
baton_merge_count_undecided (BatonMerge *merge)
{
  guint n = 0;

  g_return_val_if_fail (merge != NULL, 0);

  for (guint i = 0; i < merge->conflicts->len; i++)
    if (((const BatonConflict *) g_ptr_array_index (merge->conflicts, i))->choice == BATON_MERGE_UNDECIDED)
      n++;
  return n;
}

gboolean
baton_merge_decide (BatonMerge          *merge,
                    const BatonConflict *conflict,
                    BatonMergeChoice     choice,
                    const BatonValue    *value)
{
  g_autofree char *key = NULL;
  BatonDecision *decision;

  g_return_val_if_fail (merge != NULL && conflict != NULL, FALSE);

  if (choice != BATON_MERGE_UNDECIDED && (conflict->choices & (1u << choice)) == 0)
    return FALSE;

  key = make_key (conflict->type, conflict->id, conflict->field, conflict->locale, conflict->element);
  decision = g_new0 (BatonDecision, 1);
  decision->choice = choice;
  decision->value = ref_value (value);
  g_hash_table_insert (merge->decisions, g_steal_pointer (&key), decision);
  if (!merge->is_held)
    work_out (merge);
  return TRUE;
}

void
baton_merge_hold (BatonMerge *merge)
{
  merge->is_held = TRUE;
}

void
baton_merge_go_on (BatonMerge *merge)
{
  merge->is_held = FALSE;
  work_out (merge);
}

const BatonProgram *
baton_merge_get_program (BatonMerge *merge)
{
  g_return_val_if_fail (merge != NULL, NULL);
  return merge->result;
}

/* Code, place and arguments: what makes two problems the same. */
static char *
describe_problem (const BatonProblem *problem)
{
  g_autofree char *arguments = g_strjoinv ("\n", problem->arguments);

  return g_strdup_printf ("%d\n%s\n%d\n%d\n%s\n%s", (int) problem->code, problem->entity != NULL ? problem->entity : "", (int) problem->field,
                          problem->row, problem->locale != NULL ? problem->locale : "", arguments);
}

static void
collect_problems (const BatonProgram *program,
                  GHashTable         *known)
{
  g_autoptr (GPtrArray) problems = baton_validate_program (program);

  for (guint i = 0; i < problems->len; i++)
    g_hash_table_add (known, describe_problem (g_ptr_array_index (problems, i)));
}

GPtrArray *
baton_merge_find_problems (const BatonProgram *mine,
                           const BatonProgram *theirs,
                           const BatonProgram *merged)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *problems = baton_validate_program (merged);

  collect_problems (mine, known);
  collect_problems (theirs, known);
  for (guint i = problems->len; i > 0; i--)
    {
      BatonProblem *problem = g_ptr_array_index (problems, i - 1);
      g_autofree char *description = describe_problem (problem);

      if (baton_problem_get_severity (problem) != BATON_SEVERITY_ERROR || g_hash_table_contains (known, description))
        g_ptr_array_remove_index (problems, i - 1);
    }
  return problems;
}

GPtrArray *
baton_merge_list_problems (BatonMerge *merge)
{
  g_return_val_if_fail (merge != NULL, NULL);
  return baton_merge_find_problems (merge->mine, merge->theirs, merge->result);
}
