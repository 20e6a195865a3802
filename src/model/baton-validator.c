/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units (an entity with its own problems, or a group check) and what their answers rest on.
 *
 *   unit ──rests on──▶ set of units per (id, dependency) ◀──touches── change
 *
 * Running a unit drops its old problems and dependencies and notes the new ones. A change touches the sets of its id:
 * those resting on the body always, those resting on the place when existence, kind or parent changed, those resting on
 * what all hangs on when that may be another, and those resting on the children of its parents before and after. Who shares a name with whom (baton-namesakes.h) is followed apart and
 * says whose answer that changes. Nothing else can change an answer, but for the program's languages, which every text is
 * checked against: their change runs everything.
 */
#include "config.h"

#include "model/baton-validator-private.h"

#include "model/baton-validate.h"

#include <string.h>

/* ── Units and nodes ───────────────────────────────────────────────────────────────────────────────────── */

static void
unit_clear (Unit *unit)
{
  g_clear_pointer (&unit->id, g_free);
  g_clear_pointer (&unit->problems, g_ptr_array_unref);
  g_clear_pointer (&unit->counts, g_free);
  g_clear_pointer (&unit->rests_on, g_ptr_array_unref);
}

static void
unit_free (gpointer data)
{
  unit_clear (data);
  g_free (data);
}

static void
node_free (gpointer data)
{
  Node *node = data;

  for (int i = 0; i < N_DEPENDENCIES; i++)
    g_clear_pointer (&node->units[i], g_hash_table_unref);
  g_free (node);
}

typedef struct
{
  BatonValidator *validator;
  Unit           *unit;
} Running;

static void
note_dependency_cb (const char      *id,
                    BatonDependency  dependency,
                    gpointer         user_data)
{
  Running *running = user_data;
  Node *node = g_hash_table_lookup (running->validator->nodes, id);

  if (node == NULL)
    {
      node = g_new0 (Node, 1);
      g_hash_table_insert (running->validator->nodes, g_strdup (id), node);
    }
  if (node->units[dependency] == NULL)
    node->units[dependency] = g_hash_table_new (NULL, NULL);
  if (!g_hash_table_add (node->units[dependency], running->unit))
    return;
  if (running->unit->rests_on == NULL)
    running->unit->rests_on = g_ptr_array_new ();
  g_ptr_array_add (running->unit->rests_on, node->units[dependency]);
}

/* Takes back all that the unit's last run left behind. */
static void
forget (BatonValidator *validator,
        Unit           *unit)
{
  for (guint i = 0; unit->counts != NULL && i < validator->n_locales; i++)
    {
      validator->totals[i].missing -= unit->counts[i].missing;
      validator->totals[i].stale -= unit->counts[i].stale;
    }
  for (guint i = 0; unit->rests_on != NULL && i < unit->rests_on->len; i++)
    g_hash_table_remove (g_ptr_array_index (unit->rests_on, i), unit);
  if (unit->problems != NULL)
    {
      baton_validator_drop (validator, unit->problems);
      g_hash_table_remove (validator->faulty, unit);
    }
  g_clear_pointer (&unit->problems, g_ptr_array_unref);
  g_clear_pointer (&unit->counts, g_free);
  g_clear_pointer (&unit->rests_on, g_ptr_array_unref);
}

static void
keep_counts (BatonValidator *validator,
             Unit           *unit,
             BatonCheck     *check)
{
  gboolean is_empty = TRUE;

  for (guint i = 0; i < validator->n_locales; i++)
    {
      validator->totals[i].missing += check->counts[i].missing;
      validator->totals[i].stale += check->counts[i].stale;
      is_empty = is_empty && check->counts[i].missing == 0 && check->counts[i].stale == 0;
    }
  if (is_empty)
    return;
  unit->counts = g_memdup2 (check->counts, validator->n_locales * sizeof (BatonTextCount));
  memset (check->counts, 0, validator->n_locales * sizeof (BatonTextCount));
}

/* ── Running ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
run_unit (BatonValidator    *validator,
          BatonCheck        *check,
          Unit              *unit,
          const BatonEntity *entity)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  Running running = { validator, unit };

  forget (validator, unit);
  check->problems = problems;
  if (unit->group != NULL)
    unit->group->func (check);
  else
    {
      check->depends = note_dependency_cb;
      check->depends_data = &running;
      baton_validate_shape (entity, problems);
      baton_check_references (check, entity);
      baton_check_texts (check, entity);
      baton_check_meaning (check, entity);
      baton_check_namesakes (check, entity);
      check->depends = NULL;
      keep_counts (validator, unit, check);
    }
  if (problems->len > 0)
    {
      g_ptr_array_extend (validator->fresh, problems, NULL, NULL);
      unit->problems = g_steal_pointer (&problems);
      g_hash_table_add (validator->faulty, unit);
    }
  check->problems = NULL;
}

/* Creates the unit of an entity that is new, frees that of one that is gone. */
static void
run_entity (BatonValidator *validator,
            BatonCheck     *check,
            const char     *id)
{
  const BatonEntity *entity = baton_program_lookup (validator->program, id);
  Unit *unit = g_hash_table_lookup (validator->units, id);

  if (entity == NULL)
    {
      if (unit != NULL)
        {
          forget (validator, unit);
          g_hash_table_remove (validator->units, id);
        }
      return;
    }
  if (unit == NULL)
    {
      unit = g_new0 (Unit, 1);
      unit->id = g_strdup (id);
      g_hash_table_insert (validator->units, unit->id, unit);
    }
  run_unit (validator, check, unit, entity);
}

typedef struct
{
  BatonValidator *validator;
  BatonCheck     *check;
} Run;

static void
run_entity_cb (gpointer data,
               gpointer user_data)
{
  Run *run = user_data;

  run_entity (run->validator, run->check, baton_entity_get_id (data));
}

/* All problems, which lists may still show. */
static void
drop_all (BatonValidator *validator)
{
  GHashTableIter iter;
  gpointer unit;

  g_hash_table_iter_init (&iter, validator->faulty);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    {
      baton_validator_drop (validator, ((Unit *) unit)->problems);
      g_clear_pointer (&((Unit *) unit)->problems, g_ptr_array_unref);
    }
  g_hash_table_remove_all (validator->faulty);
  g_ptr_array_set_size (validator->fresh, 0);
  g_clear_pointer (&validator->problems, g_ptr_array_unref);
}

static void
run_all (BatonValidator *validator)
{
  BatonCheck check;
  Run run = { validator, &check };

  drop_all (validator);
  g_hash_table_remove_all (validator->units);
  g_hash_table_remove_all (validator->nodes);
  g_clear_pointer (&validator->totals, g_free);
  baton_check_init (&check, validator->program, NULL);
  baton_namesakes_clear (validator->namesakes);
  baton_namesakes_fill (validator->namesakes, &check);
  check.namesakes = validator->namesakes;
  validator->n_locales = check.locales->len;
  validator->totals = g_new0 (BatonTextCount, validator->n_locales + 1);
  baton_program_foreach (validator->program, run_entity_cb, &run);
  for (gsize i = 0; i < validator->n_groups; i++)
    run_unit (validator, &check, &validator->groups[i], NULL);
  validator->deepest = check.deepest;
  baton_check_clear (&check);
}

/* ── Changes ───────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_other_string (const BatonEntity *before,
                  const BatonEntity *after,
                  BatonField         field)
{
  return before == NULL || after == NULL
         || g_strcmp0 (baton_entity_get_string (before, field), baton_entity_get_string (after, field)) != 0;
}

/* What every text is checked against: the source language, and the tags and order of all. */
static gboolean
changes_languages (const BatonChange *change)
{
  switch ((int) baton_change_get_kind (change))
    {
    case BATON_KIND_PROGRAM:
      return has_other_string (change->before, change->after, BATON_FIELD_PROGRAM_SOURCE_LOCALE);
    case BATON_KIND_LOCALE:
      return has_other_string (change->before, change->after, BATON_FIELD_LOCALE_TAG)
             || g_strcmp0 (baton_entity_get_position (change->before), baton_entity_get_position (change->after)) != 0
             || g_strcmp0 (baton_entity_get_parent (change->before), baton_entity_get_parent (change->after)) != 0;
    default:
      return FALSE;
    }
}

static void
touch (BatonValidator  *validator,
       const char      *id,
       BatonDependency  dependency,
       GHashTable      *dirty)
{
  Node *node = id != NULL ? g_hash_table_lookup (validator->nodes, id) : NULL;
  GHashTableIter iter;
  gpointer unit;

  if (node == NULL || node->units[dependency] == NULL)
    return;
  g_hash_table_iter_init (&iter, node->units[dependency]);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    g_hash_table_add (dirty, g_strdup (((const Unit *) unit)->id));
}

static const char *
get_parent (const BatonEntity *entity)
{
  return entity != NULL ? baton_entity_get_parent (entity) : NULL;
}

static gboolean
changes_place (const BatonChange *change)
{
  return change->before == NULL || change->after == NULL
         || baton_entity_get_kind (change->before) != baton_entity_get_kind (change->after)
         || g_strcmp0 (get_parent (change->before), get_parent (change->after)) != 0;
}

/* What stands above an entity. */
typedef struct
{
  const BatonEntity *vocabulary;  /* borrowed; NULL where it hangs on none */
  guint              depth;       /* ancestors */
} Roots;

/* Goes up from *parent* (nullable) of the entity *id*. FALSE when that ends nowhere, at *id* itself or not at all. */
static gboolean
find_roots (const BatonProgram *program,
            const char         *parent,
            const char         *id,
            Roots              *roots)
{
  *roots = (Roots) { NULL, 0 };
  for (; parent != NULL; roots->depth++)
    {
      const BatonEntity *ancestor = baton_program_lookup (program, parent);

      if (ancestor == NULL || strcmp (parent, id) == 0 || roots->depth >= BATON_TREE_MAX_DEPTH)
        return FALSE;
      if (roots->vocabulary == NULL && baton_entity_get_kind (ancestor) == BATON_KIND_VOCABULARY)
        roots->vocabulary = ancestor;
      parent = baton_entity_get_parent (ancestor);
    }
  return TRUE;
}

/* Adds to *found* who rests on what *id* hangs on: those that look at *id*, and at those, from one to the next. */
static void
find_hanging (BatonValidator *validator,
              const char     *id,
              GHashTable     *found)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  g_ptr_array_add (waiting, (gpointer) id);
  while (waiting->len > 0)
    {
      const Node *node = g_hash_table_lookup (validator->nodes, g_ptr_array_steal_index_fast (waiting, waiting->len - 1));
      GHashTableIter iter;
      gpointer unit;

      if (node == NULL || node->units[BATON_DEPENDS_ON_ROOTS] == NULL)
        continue;
      g_hash_table_iter_init (&iter, node->units[BATON_DEPENDS_ON_ROOTS]);
      while (g_hash_table_iter_next (&iter, &unit, NULL))
        if (((const Unit *) unit)->id != NULL && g_hash_table_add (found, ((const Unit *) unit)->id))
          g_ptr_array_add (waiting, ((const Unit *) unit)->id);
    }
}

/* The most ancestors that *id*, which has *own*, or anything that hangs on it has, or as many as are too many. */
static guint
find_deepest (BatonValidator *validator,
              const char     *id,
              guint           own)
{
  g_autoptr (GHashTable) hanging = g_hash_table_new (g_str_hash, g_str_equal);
  guint deepest = own;
  GHashTableIter iter;
  gpointer below;

  find_hanging (validator, id, hanging);
  g_hash_table_iter_init (&iter, hanging);
  while (g_hash_table_iter_next (&iter, &below, NULL))
    {
      const BatonEntity *entity = baton_program_lookup (validator->program, below);
      Roots roots;

      if (entity != NULL && !find_roots (validator->program, baton_entity_get_parent (entity), below, &roots))
        return BATON_TREE_MAX_DEPTH;
      deepest = entity != NULL ? MAX (deepest, roots.depth) : deepest;
    }
  return deepest;
}

/* Those that rest on what *id* hangs on. */
static void
touch_hanging (BatonValidator *validator,
               const char     *id,
               GHashTable     *dirty)
{
  g_autoptr (GHashTable) hanging = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer below;

  find_hanging (validator, id, hanging);
  g_hash_table_iter_init (&iter, hanging);
  while (g_hash_table_iter_next (&iter, &below, NULL))
    g_hash_table_add (dirty, g_strdup (below));
}

/* Whether all that lies below hangs on what it hung on before, and lies no deeper than is allowed, then and now. Asked of the
 * only change of a place: what stands above is as it was. */
static gboolean
keeps_roots (BatonValidator    *validator,
             const BatonChange *change)
{
  Roots before, after;
  guint deepest;

  if (change->before == NULL || change->after == NULL
      || baton_entity_get_kind (change->before) != baton_entity_get_kind (change->after)
      || !find_roots (validator->program, get_parent (change->before), baton_change_get_id (change), &before)
      || !find_roots (validator->program, get_parent (change->after), baton_change_get_id (change), &after)
      || before.vocabulary != after.vocabulary)
    return FALSE;
  /* Many moves down let that grow beyond what is true; then what lies below is looked at. */
  if (after.depth > before.depth)
    validator->deepest += after.depth - before.depth;
  if (validator->deepest < BATON_TREE_MAX_DEPTH)
    return TRUE;
  deepest = find_deepest (validator, baton_change_get_id (change), after.depth);
  return MAX (deepest, deepest - after.depth + before.depth) < BATON_TREE_MAX_DEPTH;
}

static void
touch_change (BatonValidator    *validator,
              const BatonChange *change,
              gboolean           is_only_place,
              GHashTable        *dirty)
{
  const BatonEntity *before = change->before;
  const BatonEntity *after = change->after;
  const char *id = baton_change_get_id (change);

  g_hash_table_add (dirty, g_strdup (id));
  touch (validator, id, BATON_DEPENDS_ON_BODY, dirty);
  if (changes_place (change))
    {
      touch (validator, id, BATON_DEPENDS_ON_PLACE, dirty);
      if (!is_only_place || !keeps_roots (validator, change))
        touch_hanging (validator, id, dirty);
    }
  touch (validator, get_parent (before), BATON_DEPENDS_ON_CHILDREN, dirty);
  touch (validator, get_parent (after), BATON_DEPENDS_ON_CHILDREN, dirty);
}

/* Those whose namesakes are others now are asked again, too. */
static void
follow_names (BatonValidator *validator,
              BatonCheck     *check,
              GHashTable     *dirty)
{
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, dirty);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    baton_namesakes_follow (validator->namesakes, check, id, moved);
  g_hash_table_iter_init (&iter, moved);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (dirty, g_strdup (id));
}

void
baton_validator_apply (BatonValidator *validator,
                       GPtrArray      *changes)
{
  g_autoptr (GHashTable) dirty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_places = 0;
  guint64 kinds = 0;
  GHashTableIter iter;
  gpointer id;
  BatonCheck check;

  g_return_if_fail (validator != NULL && changes != NULL);

  validator->changed = TRUE;
  for (guint i = 0; i < changes->len; i++)
    n_places += changes_place (g_ptr_array_index (changes, i)) ? 1 : 0;
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = g_ptr_array_index (changes, i);

      if (changes_languages (change))
        {
          run_all (validator);
          return;
        }
      touch_change (validator, change, n_places == 1, dirty);
      if (change->before != NULL)
        kinds |= G_GUINT64_CONSTANT (1) << baton_entity_get_kind (change->before);
      if (change->after != NULL)
        kinds |= G_GUINT64_CONSTANT (1) << baton_entity_get_kind (change->after);
    }

  baton_check_init (&check, validator->program, NULL);
  follow_names (validator, &check, dirty);
  check.namesakes = validator->namesakes;
  g_hash_table_iter_init (&iter, dirty);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    run_entity (validator, &check, id);
  for (gsize i = 0; i < validator->n_groups; i++)
    if ((validator->groups[i].group->kinds & kinds) != 0)
      run_unit (validator, &check, &validator->groups[i], NULL);
  validator->deepest = MAX (validator->deepest, check.deepest);
  baton_check_clear (&check);
}

/* ── For the caller ────────────────────────────────────────────────────────────────────────────────────── */

BatonValidator *
baton_validator_new (const BatonProgram *program)
{
  BatonValidator *validator = g_new0 (BatonValidator, 1);
  const BatonGroupCheck *groups;

  g_return_val_if_fail (program != NULL, validator);

  groups = baton_check_get_groups (&validator->n_groups);
  validator->program = program;
  validator->faulty = g_hash_table_new (NULL, NULL);
  validator->dropped = baton_problem_array_new ();
  validator->fresh = g_ptr_array_new ();
  validator->epoch = baton_epoch_new ();
  validator->namesakes = baton_namesakes_new ();
  validator->languages = baton_problem_array_new ();
  validator->units = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unit_free);
  validator->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_free);
  validator->groups = g_new0 (Unit, validator->n_groups);
  for (gsize i = 0; i < validator->n_groups; i++)
    validator->groups[i].group = &groups[i];
  run_all (validator);
  return validator;
}

void
baton_validator_free (BatonValidator *validator)
{
  if (validator == NULL)
    return;
  drop_all (validator);
  baton_validator_drop (validator, validator->languages);
  baton_validator_retire_dropped (validator);
  baton_epoch_unref (validator->epoch);
  for (gsize i = 0; i < validator->n_groups; i++)
    unit_clear (&validator->groups[i]);
  g_free (validator->groups);
  g_clear_pointer (&validator->faulty, g_hash_table_unref);
  g_clear_pointer (&validator->units, g_hash_table_unref);
  g_clear_pointer (&validator->nodes, g_hash_table_unref);
  g_clear_pointer (&validator->totals, g_free);
  g_clear_pointer (&validator->problems, g_ptr_array_unref);
  g_clear_pointer (&validator->dropped, g_ptr_array_unref);
  g_clear_pointer (&validator->fresh, g_ptr_array_unref);
  g_clear_pointer (&validator->languages, g_ptr_array_unref);
  g_clear_pointer (&validator->namesakes, baton_namesakes_free);
  g_free (validator);
}

GPtrArray *
baton_validator_list_entity (BatonValidator *validator,
                             const char     *id)
{
  GPtrArray *problems = g_ptr_array_new ();
  const Unit *unit;

  g_return_val_if_fail (validator != NULL && id != NULL, problems);

  unit = g_hash_table_lookup (validator->units, id);
  if (unit != NULL && unit->problems != NULL)
    g_ptr_array_extend (problems, unit->problems, NULL, NULL);
  return problems;
}
