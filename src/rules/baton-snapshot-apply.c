/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From one snapshot to the next. What an edit can touch:
 *
 *   any entity            its own node, and the list of its kind
 *   a term, role or tier  added, removed or hung elsewhere: the taxonomy. Numbers stay, so what was compiled with them
 *                         stays, but for nodes that name an id which has come or gone, and the grounds of rules that
 *                         name a term which covers more or less than before
 *   a named audience      every node that its clauses went into
 *   a content             its slot, the postings of its tags, and its bit in the grounds
 *   a rule                the rules' index and its own ground
 *
 * Everything else is shared with the base. Rare edits (vocabularies and ladders that come or go, a term that changes its
 * vocabulary, hundreds of changes at once) compile anew, which is always right.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-list-edit.h"
#include "rules/baton-step-private.h"

/* Beyond this many changed entities, compiling anew is the faster way. */
#define MAX_CHANGED 256

static gboolean
is_taxonomic (BatonKind kind)
{
  return kind == BATON_KIND_VOCABULARY || kind == BATON_KIND_TERM || kind == BATON_KIND_ROLE
         || kind == BATON_KIND_TIER_LADDER || kind == BATON_KIND_TIER;
}

/* ── What has changed ────────────────────────────────────────────────────────────────────────────────── */

static void
note_moved (BatonStep   *step,
            BatonKind    kind,
            BatonEntity *before,
            BatonEntity *after)
{
  step->restructured[kind] = TRUE;
  step->n_moved[kind]++;
  step->moved_from[kind] = before;
  step->moved_to[kind] = after;
}

/* FALSE when the edit is one of the rare ones. */
static gboolean
note_change (BatonStep  *step,
             const char *id)
{
  BatonEntity *before = baton_snapshot_lookup (step->base, id);
  BatonEntity *after = baton_program_lookup (step->program, id);
  BatonEntity *some = after != NULL ? after : before;
  BatonKind kind;

  if (before == after)
    return TRUE;
  kind = baton_entity_get_kind (some);
  if (before != NULL && after != NULL && baton_entity_get_kind (before) != kind)
    return FALSE;

  g_hash_table_add (step->changed, (char *) baton_entity_get_id (some));
  step->touched[kind] = TRUE;
  if (before == NULL || after == NULL)
    {
      note_moved (step, kind, before, after);
      step->terms_came_or_went |= is_taxonomic (kind);
      step->terms_went |= is_taxonomic (kind) && after == NULL;
      return kind != BATON_KIND_VOCABULARY && kind != BATON_KIND_TIER_LADDER;
    }

  if (g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) != 0
      || g_strcmp0 (baton_entity_get_position (before), baton_entity_get_position (after)) != 0)
    note_moved (step, kind, before, after);
  if (is_taxonomic (kind) && g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) != 0)
    step->terms_moved = TRUE;
  return TRUE;
}

/* A list follows the order of the kinds that its entities can stand below. */
static void
spread_restructuring (BatonStep *step)
{
  gboolean spread = TRUE;

  while (spread)
    {
      spread = FALSE;
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          BatonField place = baton_schema_get_kind (kind)->place_field;
          guint64 parents = place != BATON_FIELD_NONE ? baton_schema_get_field (place)->references : 0;

          for (int other = 0; other < BATON_N_KINDS && step->n_moved[kind] != G_MAXUINT; other++)
            if (other != kind && step->restructured[other] && (parents & (G_GUINT64_CONSTANT (1) << other)) != 0)
              {
                spread = step->restructured[kind] = TRUE;
                step->n_moved[kind] = G_MAXUINT;
              }
        }
    }
}

/* ── Lists ───────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_step_replace_pointer (gpointer      *pointers,
                            guint          n_pointers,
                            gconstpointer  before,
                            gpointer       after)
{
  for (guint i = 0; i < n_pointers; i++)
    if (pointers[i] == before)
      {
        pointers[i] = after;
        break;
      }
}

/* The same entities in the same order, some of them edited. They are found by walking over the pointers, which for a few
 * edits is faster than looking up every id. */
static GPtrArray *
replace_in_list (BatonStep *step,
                 BatonKind  kind)
{
  GPtrArray *list = g_ptr_array_copy (step->base->lists[kind], NULL, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, step->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      BatonEntity *before = baton_snapshot_lookup_kind (step->base, id, kind);

      if (before != NULL && before != step->moved_from[kind])
        baton_step_replace_pointer (list->pdata, list->len, before, baton_program_lookup (step->program, id));
    }
  return list;
}

/* The list and its depths after something in it came, went or moved. */
static void
reorder_list (BatonStep *step,
              BatonKind  kind)
{
  GByteArray *base_depths = step->base->depths[kind];

  if (step->n_moved[kind] == 1)
    {
      g_autoptr (GPtrArray) list = replace_in_list (step, kind);
      g_autoptr (GByteArray) depths = base_depths != NULL ? g_byte_array_sized_new (base_depths->len + 1) : NULL;

      if (depths != NULL)
        g_byte_array_append (depths, base_depths->data, base_depths->len);
      if (baton_list_edit (list, depths, step->base, step->program, step->moved_from[kind], step->moved_to[kind]))
        {
          step->next->lists[kind] = g_steal_pointer (&list);
          step->next->depths[kind] = g_steal_pointer (&depths);
          return;
        }
    }
  step->next->lists[kind] = baton_program_list (step->program, kind);
  step->next->depths[kind] = baton_list_measure (step->next->lists[kind], step->program);
}

static void
make_lists (BatonStep *step)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      if (step->restructured[kind])
        {
          reorder_list (step, kind);
          continue;
        }
      if (step->touched[kind])
        step->next->lists[kind] = replace_in_list (step, kind);
      else
        step->next->lists[kind] = g_ptr_array_ref (step->base->lists[kind]);
      if (step->base->depths[kind] != NULL)
        step->next->depths[kind] = g_byte_array_ref (step->base->depths[kind]);
    }
}

static BatonTaxonomy *
edit_taxonomy (BatonStep *step)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (BatonTermEdit));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, step->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      BatonTermEdit edit = { baton_snapshot_lookup (step->base, id), baton_program_lookup (step->program, id) };
      BatonKind kind = baton_entity_get_kind (edit.after != NULL ? edit.after : edit.before);

      if (kind == BATON_KIND_TERM || kind == BATON_KIND_ROLE || kind == BATON_KIND_TIER)
        g_array_append_val (edits, edit);
    }
  return baton_taxonomy_edit (step->base->taxonomy, (BatonTermEdit *) (void *) edits->data, edits->len);
}

/* FALSE when a term has changed its dimension: sets of terms are sorted by it. */
static gboolean
make_taxonomy (BatonStep *step)
{
  GPtrArray **lists = step->next->lists;
  BatonTaxonomy *base = step->base->taxonomy;
  BatonTaxonomy *next;

  if (!step->terms_came_or_went && !step->terms_moved)
    {
      step->next->taxonomy = baton_taxonomy_ref (base);
      return TRUE;
    }

  next = edit_taxonomy (step);
  if (next == NULL)
    next = baton_taxonomy_new (base, lists[BATON_KIND_VOCABULARY], lists[BATON_KIND_TERM], lists[BATON_KIND_ROLE],
                               lists[BATON_KIND_TIER_LADDER], lists[BATON_KIND_TIER]);
  step->next->taxonomy = next;
  for (BatonTerm t = 0; t < base->n_terms; t++)
    if (base->ids[t] != NULL && next->ids[t] != NULL && base->dimension[t] != next->dimension[t])
      return FALSE;
  return TRUE;
}

/* ── The step ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_many_holes (const BatonContentTable *table)
{
  return table->n_slots > 1000 && table->n_listed < table->n_slots / 2;
}

/* FALSE when it is better, or necessary, to compile anew. */
static gboolean
read_changes (BatonStep *step,
              GPtrArray *changes)
{
  if (changes->len > MAX_CHANGED || has_many_holes (step->base->contents))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!note_change (step, baton_change_get_id (changes->pdata[i])))
      return FALSE;
  spread_restructuring (step);
  return TRUE;
}

static gboolean
take_step (BatonStep *step)
{
  BatonSnapshot *next = step->next;

  make_lists (step);
  if (!make_taxonomy (step))
    return FALSE;
  if (step->touched[BATON_KIND_LOCALE] || step->touched[BATON_KIND_PROGRAM])
    next->locales = baton_locales_new (baton_snapshot_get_root (next), next->lists[BATON_KIND_LOCALE]);
  else
    next->locales = baton_locales_ref (step->base->locales);
  baton_step_make_nodes (step);
  baton_step_make_contents (step);
  baton_step_make_rules (step);
  baton_step_make_grounds (step);
  return TRUE;
}

BatonSnapshot *
baton_snapshot_apply (BatonSnapshot      *base,
                      const BatonProgram *program,
                      GPtrArray          *changes,
                      guint64             generation)
{
  BatonStep step = { .base = base, .program = program };
  gboolean taken = FALSE;

  step.changed = g_hash_table_new (g_str_hash, g_str_equal);
  step.old_rules = g_ptr_array_new ();
  step.new_rules = g_ptr_array_new ();
  step.old_contents = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_node_unref);
  step.new_contents = g_ptr_array_new ();
  if (read_changes (&step, changes))
    {
      step.next = g_new0 (BatonSnapshot, 1);
      g_atomic_ref_count_init (&step.next->refs);
      step.next->generation = generation;
      taken = take_step (&step);
    }
  if (!taken)
    {
      g_clear_pointer (&step.next, baton_snapshot_unref);
      step.next = baton_snapshot_new (program, generation);
    }
  g_hash_table_unref (step.changed);
  g_ptr_array_unref (step.old_rules);
  g_ptr_array_unref (step.new_rules);
  g_ptr_array_unref (step.old_contents);
  g_ptr_array_unref (step.new_contents);
  return step.next;
}
