/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Merges one field. Everything goes back to one rule, applied to the parts that the field's type comes apart into: what
 * one side left as it was is taken from the other; what both made the same is taken; the rest is a conflict.
 */
#include "config.h"

#include "model/baton-merge-private.h"

#include "model/baton-text.h"
#include "model/baton-value-parts.h"

#include <string.h>

typedef struct
{
  BatonMerge      *merge;
  const BatonTrio *trio;
  BatonField       field;
  const char      *locale;
} Place;

typedef struct
{
  const BatonValue *base;
  const BatonValue *mine;
  const BatonValue *theirs;
} Values;

static BatonValue *
ref_value (const BatonValue *value)
{
  return value != NULL ? baton_value_ref (value) : NULL;
}

/* TRUE when one rule settles it; *merged* is borrowed. */
static gboolean
settle (const Values      *values,
        const BatonValue **merged)
{
  if (baton_value_equal (values->mine, values->theirs) || baton_value_equal (values->theirs, values->base))
    *merged = values->mine;
  else if (baton_value_equal (values->mine, values->base))
    *merged = values->theirs;
  else
    return FALSE;
  return TRUE;
}

/* ── Both ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
can_have_both (const Place  *place,
               const Values *values)
{
  const BatonFieldInfo *info = baton_schema_get_field (place->field);

  if (info->type == BATON_TYPE_RECORDS)
    return baton_value_is (values->mine, BATON_VALUE_ARRAY) && baton_value_is (values->theirs, BATON_VALUE_ARRAY);
  return place->locale == NULL && ((info->type == BATON_TYPE_TEXT && (info->flags & BATON_FIELD_LONG) != 0) || info->type == BATON_TYPE_RICH_TEXT)
         && *baton_text_get_source (values->mine) != '\0' && *baton_text_get_source (values->theirs) != '\0';
}

/* Their rows, then those of mine that are not among them. */
static BatonValue *
join_rows (const Values *values)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (values->theirs); i++)
    baton_value_builder_add (builder, baton_value_get_element (values->theirs, i));
  for (gsize i = 0; i < baton_value_get_length (values->mine); i++)
    {
      const BatonValue *row = baton_value_get_element (values->mine, i);
      gboolean is_theirs = FALSE;

      for (gsize j = 0; j < baton_value_get_length (values->theirs) && !is_theirs; j++)
        is_theirs = baton_value_equal (row, baton_value_get_element (values->theirs, j));
      if (!is_theirs)
        baton_value_builder_add (builder, row);
    }
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

static BatonValue *
join (const Place  *place,
      const Values *values)
{
  const BatonFieldInfo *info = baton_schema_get_field (place->field);
  g_autofree char *text = NULL;

  if (info->type == BATON_TYPE_RECORDS)
    return join_rows (values);
  text = g_strconcat (baton_text_get_source (values->theirs), info->type == BATON_TYPE_RICH_TEXT ? "" : "\n\n",
                      baton_text_get_source (values->mine), NULL);
  return baton_value_is (values->theirs, BATON_VALUE_STRING) ? baton_value_new_string (text)
                                                             : baton_text_with_source (values->theirs, text);
}

/* ── Whole values ──────────────────────────────────────────────────────────────────────────────────────── */

static BatonValue *
decide (const Place          *place,
        const Values         *values,
        const BatonDecision  *decision)
{
  switch (decision->choice)
    {
    case BATON_MERGE_MINE:
      return ref_value (values->mine);
    case BATON_MERGE_THEIRS:
      return ref_value (values->theirs);
    case BATON_MERGE_BOTH:
      return join (place, values);
    case BATON_MERGE_VALUE:
      return ref_value (decision->value);
    case BATON_MERGE_UNDECIDED:
    default:
      return ref_value (values->base);
    }
}

static BatonValue *
merge_whole (const Place  *place,
             const Values *values)
{
  const BatonValue *merged;
  BatonConflict what = {
    .type = baton_schema_get_field (place->field)->type == BATON_TYPE_PLACE ? BATON_CONFLICT_PLACE : BATON_CONFLICT_FIELD,
    .field = place->field,
    .locale = (char *) place->locale,
    .base = (BatonValue *) values->base,
    .mine = (BatonValue *) values->mine,
    .theirs = (BatonValue *) values->theirs,
    .choices = 1 << BATON_MERGE_MINE | 1 << BATON_MERGE_THEIRS | 1 << BATON_MERGE_VALUE,
  };

  if (settle (values, &merged))
    return ref_value (merged);
  if (can_have_both (place, values))
    what.choices |= 1 << BATON_MERGE_BOTH;
  return decide (place, values, baton_merge_ask (place->merge, place->trio, &what));
}

/* ── Texts and assets ──────────────────────────────────────────────────────────────────────────────────── */

static void
merge_locale (const Place  *place,
              const Values *texts,
              const char   *tag,
              BatonValue  **merged)
{
  Place locale_place = { place->merge, place->trio, place->field, tag };
  Values entries = {
    baton_value_get_member (baton_value_get_member (texts->base, "locales"), tag),
    baton_value_get_member (baton_value_get_member (texts->mine, "locales"), tag),
    baton_value_get_member (baton_value_get_member (texts->theirs, "locales"), tag),
  };
  g_autoptr (BatonValue) entry = merge_whole (&locale_place, &entries);
  BatonValue *with = baton_value_with_locale (*merged, tag, entry);

  baton_value_unref (*merged);
  *merged = with;
}

/* If they changed the source and I a translation, both stay and the translation is stale: its digest says so. */
static BatonValue *
merge_locales (const Place  *place,
               const Values *texts)
{
  g_autoptr (BatonValue) base_head = baton_value_dup_head (texts->base);
  g_autoptr (BatonValue) my_head = baton_value_dup_head (texts->mine);
  g_autoptr (BatonValue) their_head = baton_value_dup_head (texts->theirs);
  Values heads = { base_head, my_head, their_head };
  const BatonValue *sides[] = { texts->base, texts->mine, texts->theirs };
  g_autoptr (BatonValue) merged = merge_whole (place, &heads);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  /* Both made the text, otherwise, and nothing is decided: it stays unset, and its languages wait with it. */
  if (merged == NULL)
    return NULL;
  for (gsize side = 0; side < G_N_ELEMENTS (sides); side++)
    {
      const BatonValue *locales = baton_value_get_member (sides[side], "locales");

      for (gsize i = 0; i < baton_value_get_length (locales); i++)
        if (baton_value_get_key (locales, i) != NULL && g_hash_table_add (seen, (gpointer) baton_value_get_key (locales, i)))
          merge_locale (place, texts, baton_value_get_key (locales, i), &merged);
    }
  return g_steal_pointer (&merged);
}

/* ── Sets and sequences ────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *base;
  GPtrArray *mine;
  GPtrArray *theirs;
} Lists;

/* Elementwise: in when either side added it, out when either removed it. Never a conflict. */
static gboolean
is_kept (const Lists *lists,
         const char  *element)
{
  gboolean is_mine = baton_strings_find (lists->mine, element) >= 0;
  gboolean is_theirs = baton_strings_find (lists->theirs, element) >= 0;

  return baton_strings_find (lists->base, element) >= 0 ? is_mine && is_theirs : is_mine || is_theirs;
}

static GPtrArray *
keep (const Lists *lists,
      GPtrArray   *elements)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    if (is_kept (lists, g_ptr_array_index (elements, i)))
      g_ptr_array_add (kept, g_ptr_array_index (elements, i));
  return kept;
}

static BatonValue *
merge_set (const Lists *lists)
{
  g_autoptr (GPtrArray) merged = keep (lists, lists->mine);

  for (guint i = 0; i < lists->theirs->len; i++)
    if (is_kept (lists, g_ptr_array_index (lists->theirs, i)) && baton_strings_find (merged, g_ptr_array_index (lists->theirs, i)) < 0)
      g_ptr_array_add (merged, g_ptr_array_index (lists->theirs, i));
  g_ptr_array_sort (merged, baton_strings_compare);
  return baton_value_from_strings (merged);
}

/* The elements of both *before* and *after* that must have been moved: those outside the longest run that kept its
 * order. (transfer container) */
static GPtrArray *
find_moved (GPtrArray *before,
            GPtrArray *after)
{
  GPtrArray *moved = g_ptr_array_new ();
  g_autofree int *former = g_new (int, after->len + 1);   /* index in *before*; −1: added */
  g_autofree int *length = g_new0 (int, after->len + 1);  /* of the longest rising run that ends here */
  g_autofree int *previous = g_new (int, after->len + 1);
  int best = -1;

  for (guint i = 0; i < after->len; i++)
    {
      former[i] = baton_strings_find (before, g_ptr_array_index (after, i));
      previous[i] = -1;
      if (former[i] < 0)
        continue;
      length[i] = 1;
      for (guint j = 0; j < i; j++)
        if (former[j] >= 0 && former[j] < former[i] && length[j] >= length[i])
          {
            length[i] = length[j] + 1;
            previous[i] = (int) j;
          }
      if (best < 0 || length[i] > length[best])
        best = (int) i;
    }

  for (int i = best; i >= 0; i = previous[i])
    former[i] = -1;
  for (guint i = 0; i < after->len; i++)
    if (former[i] >= 0)
      g_ptr_array_add (moved, g_ptr_array_index (after, i));
  return moved;
}

/* The nearest element before *element* in *list* that is in *among*; NULL at the front. */
static const char *
find_predecessor (GPtrArray  *list,
                  const char *element,
                  GPtrArray  *among)
{
  for (int i = baton_strings_find (list, element) - 1; i >= 0; i--)
    if (baton_strings_find (among, g_ptr_array_index (list, (guint) i)) >= 0)
      return g_ptr_array_index (list, (guint) i);
  return NULL;
}

/* Puts *elements*, all of *side*, behind their predecessors there; where the other side put something into the same
 * gap, behind that. */
static void
place_elements (GPtrArray *merged,
                GPtrArray *side,
                GPtrArray *elements,
                GPtrArray *placed_before)
{
  for (guint i = 0; i < elements->len; i++)
    {
      int index = baton_strings_find (merged, g_ptr_array_index (elements, i));

      if (index >= 0)
        g_ptr_array_remove_index (merged, (guint) index);
    }
  for (guint i = 0; i < side->len; i++)
    {
      const char *element = g_ptr_array_index (side, i);
      const char *predecessor;
      guint at;

      if (baton_strings_find (elements, element) < 0)
        continue;
      predecessor = find_predecessor (side, element, merged);
      at = predecessor != NULL ? (guint) baton_strings_find (merged, predecessor) + 1 : 0;
      while (placed_before != NULL && at < merged->len && baton_strings_find (placed_before, g_ptr_array_index (merged, at)) >= 0
             && baton_strings_find (side, g_ptr_array_index (merged, at)) < 0)
        at++;
      g_ptr_array_insert (merged, (int) at, (gpointer) element);
    }
}

static void
remove_string (GPtrArray  *strings,
               const char *string)
{
  int index = baton_strings_find (strings, string);

  if (index >= 0)
    g_ptr_array_remove_index (strings, (guint) index);
}

/* Elements that both moved: to the same neighbour counts once, otherwise it is asked. */
static void
settle_moves (const Place  *place,
              const Values *values,
              const Lists  *kept,
              GPtrArray    *my_moves,
              GPtrArray    *their_moves)
{
  g_autoptr (GPtrArray) twice = g_ptr_array_new ();

  for (guint i = 0; i < my_moves->len; i++)
    if (baton_strings_find (their_moves, g_ptr_array_index (my_moves, i)) >= 0)
      g_ptr_array_add (twice, g_ptr_array_index (my_moves, i));

  for (guint i = 0; i < twice->len; i++)
    {
      const char *element = g_ptr_array_index (twice, i);
      const BatonDecision *decision;
      BatonConflict what = {
        .type = BATON_CONFLICT_ORDER,
        .field = place->field,
        .element = (char *) element,
        .base = (BatonValue *) values->base,
        .mine = (BatonValue *) values->mine,
        .theirs = (BatonValue *) values->theirs,
        .choices = 1 << BATON_MERGE_MINE | 1 << BATON_MERGE_THEIRS,
      };

      if (g_strcmp0 (find_predecessor (kept->mine, element, kept->mine), find_predecessor (kept->theirs, element, kept->theirs)) == 0)
        {
          remove_string (my_moves, element);
          continue;
        }
      decision = baton_merge_ask (place->merge, place->trio, &what);
      if (decision->choice != BATON_MERGE_MINE)
        remove_string (my_moves, element);
      if (decision->choice != BATON_MERGE_THEIRS)
        remove_string (their_moves, element);
    }
}

/* The base's order, then what they moved or added, then what I did. */
static BatonValue *
merge_sequence (const Place  *place,
                const Values *values,
                const Lists  *lists)
{
  g_autoptr (GPtrArray) base = keep (lists, lists->base);
  g_autoptr (GPtrArray) mine = keep (lists, lists->mine);
  g_autoptr (GPtrArray) theirs = keep (lists, lists->theirs);
  Lists kept = { base, mine, theirs };
  g_autoptr (GPtrArray) my_moves = find_moved (base, mine);
  g_autoptr (GPtrArray) their_moves = find_moved (base, theirs);
  g_autoptr (GPtrArray) merged = g_ptr_array_copy (base, NULL, NULL);

  settle_moves (place, values, &kept, my_moves, their_moves);
  for (guint i = 0; i < theirs->len; i++)
    if (baton_strings_find (base, g_ptr_array_index (theirs, i)) < 0)
      g_ptr_array_add (their_moves, g_ptr_array_index (theirs, i));
  for (guint i = 0; i < mine->len; i++)
    if (baton_strings_find (base, g_ptr_array_index (mine, i)) < 0 && baton_strings_find (theirs, g_ptr_array_index (mine, i)) < 0)
      g_ptr_array_add (my_moves, g_ptr_array_index (mine, i));

  place_elements (merged, theirs, their_moves, NULL);
  place_elements (merged, mine, my_moves, their_moves);
  return baton_value_from_strings (merged);
}

static BatonValue *
merge_list (const Place  *place,
            const Values *values,
            gboolean      is_ordered)
{
  g_autoptr (GPtrArray) base = baton_value_list_strings (values->base);
  g_autoptr (GPtrArray) mine = baton_value_list_strings (values->mine);
  g_autoptr (GPtrArray) theirs = baton_value_list_strings (values->theirs);
  Lists lists = { base, mine, theirs };

  return is_ordered ? merge_sequence (place, values, &lists) : merge_set (&lists);
}

static gboolean
is_unset_or (const BatonValue *value,
             BatonValueType    type)
{
  return value == NULL || baton_value_is (value, type);
}

BatonValue *
baton_merge_field (BatonMerge      *merge,
                   const BatonTrio *trio,
                   BatonField       field)
{
  Place place = { merge, trio, field, NULL };
  BatonParts parts = baton_field_get_parts (baton_schema_get_field (field));
  Values values = {
    trio->base != NULL ? baton_entity_get (trio->base, field) : NULL,
    baton_entity_get (trio->mine, field),
    baton_entity_get (trio->theirs, field),
  };
  const BatonValue *merged;

  if (settle (&values, &merged))
    return ref_value (merged);
  if (parts == BATON_PARTS_LOCALES && is_unset_or (values.base, BATON_VALUE_OBJECT)
      && baton_value_is (values.mine, BATON_VALUE_OBJECT) && baton_value_is (values.theirs, BATON_VALUE_OBJECT))
    return merge_locales (&place, &values);
  if ((parts == BATON_PARTS_SET || parts == BATON_PARTS_SEQUENCE) && is_unset_or (values.base, BATON_VALUE_ARRAY)
      && is_unset_or (values.mine, BATON_VALUE_ARRAY) && is_unset_or (values.theirs, BATON_VALUE_ARRAY))
    return merge_list (&place, &values, parts == BATON_PARTS_SEQUENCE);
  return merge_whole (&place, &values);
}
