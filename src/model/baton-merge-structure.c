/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the merged entities a program again: nothing refers to what the other side deleted, nothing stands below
 * itself. Both repairs can call for the other (a move that is taken back may need a parent that was deleted), so they
 * take turns until neither finds anything.
 *
 * It ends: an entity only ever goes up the few levels of places; it is taken out at most once and, when it turns out to
 * be needed after all, put back for good.
 */
#include "config.h"

#include "model/baton-merge-private.h"

#include "model/baton-references.h"

#include <string.h>

typedef struct
{
  BatonMerge         *merge;
  GHashTable         *removed;  /* owned ids taken out with what they stood below */
  GHashTable         *kept;     /* owned ids that stay, whatever was decided: something that both sides have needs them */
  GHashTable         *levels;   /* owned id → how far it was put back, one of the levels below */
  const BatonProgram *refuge;   /* the one side whose places break what nothing else does; NULL until it is needed */
  gboolean            changed;
} Repair;

enum
{
  LEVEL_SIDE = 1,   /* where the chosen side, or the side that did not lose its parent, has it */
  LEVEL_BASE,       /* where the base had it */
  LEVEL_REFUGE,     /* where the refuge has it */
  LEVEL_OTHER       /* where the other side has what the refuge lacks */
};

/* What the walk over one entity's references looks at. */
typedef struct
{
  Repair             *repair;
  const BatonEntity  *entity;    /* of the result */
  const BatonProgram *side;      /* the program whose version is walked; NULL for the result's own */
} Walk;

static const char *
get_id (const BatonEntity *entity)
{
  return baton_entity_get_id (entity);
}

static const BatonValue *
get_place (const BatonEntity *entity)
{
  return entity != NULL ? baton_entity_get (entity, baton_schema_get_kind (baton_entity_get_kind (entity))->place_field) : NULL;
}

static void
restore (Repair            *repair,
         const BatonEntity *entity)
{
  baton_program_put (repair->merge->result, entity);
  repair->changed = TRUE;
}

/* ── What was deleted and is needed ────────────────────────────────────────────────────────────────────── */

static void
find_reference_cb (const BatonReference *reference,
                   gpointer              user_data)
{
  const char **wanted = user_data;

  if (*wanted != NULL && strcmp (reference->id, *wanted) == 0)
    *wanted = NULL;
}

static gboolean
refers_to (const BatonEntity *entity,
           const char        *id)
{
  const char *wanted = id;

  if (entity != NULL)
    baton_entity_foreach_reference (entity, find_reference_cb, &wanted);
  return wanted == NULL;
}

/* Puts *id* to the place that *version* has; FALSE when it is there already or was put as far before. */
static gboolean
put_back (Repair            *repair,
          const char        *id,
          const BatonEntity *version,
          int                level)
{
  BatonEntity *entity = baton_program_lookup (repair->merge->result, id);
  g_autoptr (BatonEntity) moved = NULL;

  if (entity == NULL || version == NULL || GPOINTER_TO_INT (g_hash_table_lookup (repair->levels, id)) >= level
      || baton_value_equal (get_place (entity), get_place (version)))
    return FALSE;
  moved = baton_entity_with (entity, baton_schema_get_kind (baton_entity_get_kind (entity))->place_field, get_place (version));
  g_hash_table_insert (repair->levels, g_strdup (id), GINT_TO_POINTER (level));
  baton_program_put (repair->merge->result, moved);
  repair->changed = TRUE;
  return TRUE;
}

/* The deletion of its parent was decided. What only the other side had goes with it; what the deleting side has, too,
 * goes back to where that has it. Where it cannot, since that would set it below itself, the parent stays: nothing that
 * both sides have is ever taken out. */
static void
lose_parent (Repair            *repair,
             const BatonEntity *entity,
             const BatonEntity *parent,
             const BatonEntity *other)
{
  if (put_back (repair, get_id (entity), other, LEVEL_SIDE))
    return;
  if (other != NULL || g_hash_table_contains (repair->kept, get_id (entity)))
    {
      g_hash_table_remove (repair->removed, get_id (parent));
      g_hash_table_add (repair->kept, g_strdup (get_id (parent)));
      restore (repair, parent);
    }
  else if (g_hash_table_add (repair->removed, g_strdup (get_id (entity))))
    repair->changed = TRUE;
}

/* A side's version refers to what the other side deleted: asked, and kept until somebody decides. */
static void
need_cb (const BatonReference *reference,
         gpointer              user_data)
{
  Walk *walk = user_data;
  BatonMerge *merge = walk->repair->merge;
  gboolean is_mine = walk->side == merge->mine;
  BatonConflict what = { .type = BATON_CONFLICT_DELETE_EDIT, .field = BATON_FIELD_NONE,
                         .choices = 1 << BATON_MERGE_MINE | 1 << BATON_MERGE_THEIRS };
  const BatonDecision *decision;
  const BatonEntity *kept, *deleted, *other_user;
  BatonTrio trio, user;

  if (reference->role == BATON_REFERENCE_LINK || baton_program_lookup (merge->result, reference->id) != NULL)
    return;
  trio = baton_merge_get_trio (merge, reference->id);
  kept = is_mine ? trio.mine : trio.theirs;
  deleted = is_mine ? trio.theirs : trio.mine;
  if (kept == NULL || deleted != NULL || trio.base == NULL)
    return;
  user = baton_merge_get_trio (merge, get_id (walk->entity));
  other_user = is_mine ? user.theirs : user.mine;
  /* A value that was replaced by the other side's needs nothing; one that waits for a decision may. */
  if (!g_hash_table_contains (merge->provisional, get_id (walk->entity)) && !refers_to (walk->entity, reference->id))
    return;
  /* The other side's own version dangles already: not of our making. */
  if (refers_to (other_user, reference->id))
    return;

  decision = baton_merge_ask (merge, &trio, &what);
  if (decision->choice != (is_mine ? BATON_MERGE_THEIRS : BATON_MERGE_MINE) && !g_hash_table_contains (walk->repair->removed, reference->id))
    restore (walk->repair, kept);
  else if (reference->role == BATON_REFERENCE_PARENT && g_strcmp0 (baton_entity_get_parent (walk->entity), reference->id) == 0)
    lose_parent (walk->repair, walk->entity, kept, other_user);
}

/* What the result itself refers to while it holds the base's value: the base had it. */
static void
need_base_cb (const BatonReference *reference,
              gpointer              user_data)
{
  Walk *walk = user_data;
  BatonMerge *merge = walk->repair->merge;
  const BatonEntity *base = baton_program_lookup (merge->base, reference->id);
  const char *id = get_id (walk->entity);

  if (reference->role == BATON_REFERENCE_LINK || base == NULL || baton_program_lookup (merge->result, reference->id) != NULL)
    return;
  if (g_hash_table_contains (walk->repair->removed, reference->id))
    return;
  if (g_hash_table_contains (merge->provisional, id) || g_hash_table_contains (walk->repair->levels, id))
    {
      /* It is only there for now, and so is all that it needs in turn. */
      g_hash_table_add (merge->provisional, g_strdup (reference->id));
      restore (walk->repair, base);
    }
}

static void
add_entity_cb (gpointer entity,
               gpointer entities)
{
  g_ptr_array_add (entities, baton_entity_ref (entity));
}

/* What stands below something that was taken out: only one side has that. */
static void
follow_removed (Repair *repair)
{
  BatonMerge *merge = repair->merge;
  g_autoptr (GPtrArray) entities = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);

  baton_program_foreach (merge->result, add_entity_cb, entities);
  for (guint i = 0; i < entities->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (entities, i);
      const char *id = baton_entity_get_parent (entity);
      BatonTrio parent;
      BatonTrio trio;

      if (id == NULL || !g_hash_table_contains (repair->removed, id))
        continue;
      parent = baton_merge_get_trio (merge, id);
      trio = baton_merge_get_trio (merge, get_id (entity));
      if (parent.mine != NULL)
        lose_parent (repair, entity, parent.mine, trio.theirs);
      else
        lose_parent (repair, entity, parent.theirs, trio.mine);
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (get_id (*(const BatonEntity * const *) a), get_id (*(const BatonEntity * const *) b));
}

typedef struct
{
  const BatonMerge *merge;
  GPtrArray        *touched;
} Touch;

static void
touch_not_mine_cb (BatonEntity *mine,
                   BatonEntity *entity,
                   gpointer     user_data)
{
  Touch *touch = user_data;

  if (entity != NULL)
    g_ptr_array_add (touch->touched, baton_entity_ref (entity));
}

static void
touch_not_theirs_cb (BatonEntity *theirs,
                     BatonEntity *entity,
                     gpointer     user_data)
{
  Touch *touch = user_data;

  /* What is not mine either is there already. */
  if (entity != NULL && baton_program_lookup (touch->merge->mine, get_id (entity)) == entity)
    g_ptr_array_add (touch->touched, baton_entity_ref (entity));
}

/* The entities of the result that are not the very same on both sides: nothing else can need a repair. By id, so that
 * the outcome does not depend on hashes. */
static GPtrArray *
list_touched (const BatonMerge *merge)
{
  Touch touch = { merge, g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref) };

  baton_program_foreach_different (merge->mine, merge->result, touch_not_mine_cb, &touch);
  baton_program_foreach_different (merge->theirs, merge->result, touch_not_theirs_cb, &touch);
  g_ptr_array_sort (touch.touched, compare_ids);
  return touch.touched;
}

static void
repair_references (Repair *repair)
{
  BatonMerge *merge = repair->merge;
  g_autoptr (GPtrArray) touched = list_touched (merge);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < touched->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (touched, i);
      BatonTrio trio = baton_merge_get_trio (merge, get_id (entity));
      Walk my_walk = { repair, entity, merge->mine };
      Walk their_walk = { repair, entity, merge->theirs };
      Walk own_walk = { repair, NULL, NULL };

      if (trio.mine != NULL)
        baton_entity_foreach_reference (trio.mine, need_cb, &my_walk);
      if (trio.theirs != NULL)
        baton_entity_foreach_reference (trio.theirs, need_cb, &their_walk);

      /* It may just have been put elsewhere. */
      own_walk.entity = baton_program_lookup (merge->result, get_id (entity));
      baton_entity_foreach_reference (own_walk.entity, need_base_cb, &own_walk);
    }

  if (g_hash_table_size (repair->removed) > 0)
    follow_removed (repair);
  g_hash_table_iter_init (&iter, repair->removed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    baton_program_remove (merge->result, id);
}

/* ── Cycles ────────────────────────────────────────────────────────────────────────────────────────────── */

/* The ids of the cycle through *entity* from the least id upwards, or NULL. (transfer full) of borrowed */
static GPtrArray *
find_cycle (BatonMerge        *merge,
            const BatonEntity *entity)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  GPtrArray *cycle;
  guint least = 0;
  const char *id = get_id (entity);

  do
    {
      const BatonEntity *at = baton_program_lookup (merge->result, id);

      if (at == NULL || path->len > baton_program_get_size (merge->result))
        return NULL;
      g_ptr_array_add (path, (gpointer) get_id (at));
      id = baton_entity_get_parent (at);
    }
  while (id != NULL && strcmp (id, get_id (entity)) != 0);
  if (id == NULL)
    return NULL;

  for (guint i = 1; i < path->len; i++)
    if (strcmp (g_ptr_array_index (path, i), g_ptr_array_index (path, least)) < 0)
      least = i;
  cycle = g_ptr_array_new ();
  for (guint i = 0; i < path->len; i++)
    g_ptr_array_add (cycle, g_ptr_array_index (path, (least + i) % path->len));
  return cycle;
}

/* Whether the first of the cycle whose place the sides do not agree upon stands where I have it. It may stand as either
 * side has it, but that never depends on whose it is. */
static gboolean
is_mine_holding (BatonMerge *merge,
                 GPtrArray  *cycle)
{
  for (guint i = 0; i < cycle->len; i++)
    {
      BatonTrio trio = baton_merge_get_trio (merge, g_ptr_array_index (cycle, i));
      const BatonValue *place = get_place (baton_program_lookup (merge->result, g_ptr_array_index (cycle, i)));

      if (trio.mine != NULL && trio.theirs != NULL && !baton_value_equal (get_place (trio.mine), get_place (trio.theirs)))
        return baton_value_equal (place, get_place (trio.mine));
    }
  return FALSE;
}

/* Puts all of the cycle where *program* has them; whether that moved any. */
static gboolean
put_all_back (Repair             *repair,
              GPtrArray          *cycle,
              const BatonProgram *program,
              int                 level)
{
  gboolean moved = FALSE;

  for (guint i = 0; i < cycle->len; i++)
    moved |= put_back (repair, g_ptr_array_index (cycle, i), baton_program_lookup (program, g_ptr_array_index (cycle, i)), level);
  return moved;
}

/* Once it is decided, all of the cycle stand where the chosen side has them; until then, where the base had them.
 *
 * What both sides made anew, each the other way round, has no such place. One side is the refuge for all of that: a
 * cycle cannot run through what stands where one side has it, since that side's parents are all its own and it is a
 * forest; and what only the other side has is a forest there. */
static void
break_cycle (Repair              *repair,
             GPtrArray           *cycle,
             const BatonDecision *decision)
{
  BatonMerge *merge = repair->merge;

  if (decision->choice != BATON_MERGE_UNDECIDED
      && put_all_back (repair, cycle, decision->choice == BATON_MERGE_MINE ? merge->mine : merge->theirs, LEVEL_SIDE))
    return;
  if (put_all_back (repair, cycle, merge->base, LEVEL_BASE))
    return;
  if (repair->refuge == NULL)
    repair->refuge = is_mine_holding (merge, cycle) ? merge->mine : merge->theirs;
  if (!put_all_back (repair, cycle, repair->refuge, LEVEL_REFUGE))
    put_all_back (repair, cycle, repair->refuge == merge->mine ? merge->theirs : merge->mine, LEVEL_OTHER);
}

static void
repair_cycles (Repair *repair)
{
  BatonMerge *merge = repair->merge;
  g_autoptr (GPtrArray) touched = list_touched (merge);

  for (guint i = 0; i < touched->len; i++)
    {
      const BatonEntity *entity = baton_program_lookup (merge->result, get_id (g_ptr_array_index (touched, i)));
      g_autoptr (GPtrArray) cycle = entity != NULL && baton_entity_get_parent (entity) != NULL ? find_cycle (merge, entity) : NULL;
      g_autoptr (GPtrArray) ids = NULL;
      BatonTrio trio;
      BatonConflict what = { .type = BATON_CONFLICT_CYCLE, .choices = 1 << BATON_MERGE_MINE | 1 << BATON_MERGE_THEIRS };
      const BatonDecision *decision;

      if (cycle == NULL)
        continue;
      /* The ids are the entities', which are about to be replaced. */
      ids = g_ptr_array_new_with_free_func (g_free);
      for (guint j = 0; j < cycle->len; j++)
        g_ptr_array_add (ids, g_strdup (g_ptr_array_index (cycle, j)));
      trio = baton_merge_get_trio (merge, g_ptr_array_index (ids, 0));
      what.field = baton_schema_get_kind (baton_entity_get_kind (entity))->place_field;
      what.base = (BatonValue *) get_place (trio.base);
      what.mine = (BatonValue *) get_place (trio.mine);
      what.theirs = (BatonValue *) get_place (trio.theirs);
      g_ptr_array_add (ids, g_strdup (g_ptr_array_index (ids, 0)));
      g_ptr_array_add (ids, NULL);
      what.path = (char **) ids->pdata;
      decision = baton_merge_ask (merge, &trio, &what);
      g_ptr_array_set_size (ids, (int) ids->len - 2);
      break_cycle (repair, ids, decision);
    }
}

void
baton_merge_repair (BatonMerge *merge)
{
  g_autoptr (GHashTable) removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Repair repair = { .merge = merge, .removed = removed, .kept = kept, .levels = levels, .changed = TRUE };

  while (repair.changed)
    {
      repair.changed = FALSE;
      repair_references (&repair);
      repair_cycles (&repair);
    }
}
