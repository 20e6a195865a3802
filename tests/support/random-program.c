/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each edit is tried on an entity drawn at random; one that would break the forest or leave a reference dangling is not
 * made.
 */
#include "support/random-program.h"

#include "model/baton-references.h"
#include "model/baton-text.h"
#include "model/baton-value-parts.h"

#define POOL 8   /* ids a kind */

/* What a program is made of, as often as it is to be drawn. A program of few kinds is denser: its edits meet more often
 * than they would in one that has a little of everything. */
#define MAX_MIX 12
static const struct
{
  guint     n;
  BatonKind kinds[MAX_MIX];
} mixes[] = {
  { 12, { BATON_KIND_VOCABULARY, BATON_KIND_TERM, BATON_KIND_TERM, BATON_KIND_ROLE, BATON_KIND_PERSONA, BATON_KIND_NAVIGATION_ITEM,
          BATON_KIND_NAVIGATION_ITEM, BATON_KIND_CONTENT, BATON_KIND_CONTENT, BATON_KIND_COLLECTION, BATON_KIND_COLLECTION, BATON_KIND_LOCALE } },
  { 1, { BATON_KIND_NAVIGATION_ITEM } },
  { 4, { BATON_KIND_CONTENT, BATON_KIND_CONTENT, BATON_KIND_CONTENT, BATON_KIND_COLLECTION } },
  { 4, { BATON_KIND_VOCABULARY, BATON_KIND_TERM, BATON_KIND_TERM, BATON_KIND_PERSONA } },
  { 3, { BATON_KIND_ROLE, BATON_KIND_ROLE, BATON_KIND_PERSONA } },
};

static guint
draw (GRand *random,
      guint  n)
{
  return n > 0 ? (guint) g_rand_int_range (random, 0, (gint32) n) : 0;
}

static const char *
draw_word (GRand *random)
{
  static const char * const words[] = { "Alpha", "Beta", "Gamma", "Delta", "Epsilon" };

  return words[draw (random, G_N_ELEMENTS (words))];
}

static const char *
draw_tag (GRand *random)
{
  static const char * const tags[] = { "de", "ja", "ar" };

  return tags[draw (random, G_N_ELEMENTS (tags))];
}

/* Borrowed; NULL when there is none of the kind. */
static BatonEntity *
draw_entity (GRand              *random,
             const BatonProgram *program,
             BatonKind           kind)
{
  g_autoptr (GPtrArray) entities = baton_program_list (program, kind);

  return entities->len > 0 ? g_ptr_array_index (entities, draw (random, entities->len)) : NULL;
}

static void
add_entity_cb (gpointer entity,
               gpointer entities)
{
  g_ptr_array_add (entities, entity);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 (baton_entity_get_id (*(const BatonEntity * const *) a), baton_entity_get_id (*(const BatonEntity * const *) b));
}

/* The less of two draws, so that some entities are edited more often than others and two who edit apart meet. */
static BatonEntity *
draw_any (GRand              *random,
          const BatonProgram *program)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  guint first, second;

  baton_program_foreach (program, add_entity_cb, entities);
  g_ptr_array_sort (entities, compare_ids);
  first = draw (random, entities->len);
  second = draw (random, entities->len);
  return entities->len > 0 ? g_ptr_array_index (entities, MIN (first, second)) : NULL;
}

/* ── Places ────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
stands_below (const BatonProgram *program,
              const char         *id,
              const char         *above)
{
  for (guint depth = 0; id != NULL && depth <= baton_program_get_size (program); depth++)
    {
      const BatonEntity *entity = baton_program_lookup (program, id);

      if (g_strcmp0 (id, above) == 0)
        return TRUE;
      id = entity != NULL ? baton_entity_get_parent (entity) : NULL;
    }
  return FALSE;
}

static const char *
draw_parent (GRand              *random,
             const BatonProgram *program,
             BatonKind           kind)
{
  BatonEntity *parent = NULL;

  if (kind == BATON_KIND_TERM)
    parent = draw_entity (random, program, draw (random, 2) == 0 ? BATON_KIND_VOCABULARY : BATON_KIND_TERM);
  if (kind == BATON_KIND_NAVIGATION_ITEM && draw (random, 3) > 0)
    parent = draw_entity (random, program, BATON_KIND_NAVIGATION_ITEM);
  return parent != NULL ? baton_entity_get_id (parent) : NULL;
}

/* Before the first or after some sibling. (transfer full) */
static char *
draw_position (GRand              *random,
               const BatonProgram *program,
               BatonKind           kind,
               const char         *parent)
{
  g_autoptr (GPtrArray) siblings = baton_program_list_children (program, kind, parent);
  guint at = draw (random, siblings->len + 1);
  const char *before = at > 0 ? baton_entity_get_position (g_ptr_array_index (siblings, at - 1)) : NULL;
  const char *after = at < siblings->len ? baton_entity_get_position (g_ptr_array_index (siblings, at)) : NULL;
  char *position = baton_position_between (before, after);

  /* Two may share a key after a merge. */
  return position != NULL ? position : baton_position_between (before, NULL);
}

static BatonEntity *
edit_place (GRand              *random,
            const BatonProgram *program,
            const BatonEntity  *entity)
{
  BatonKind kind = baton_entity_get_kind (entity);
  const char *parent = draw_parent (random, program, kind);
  g_autofree char *position = NULL;

  if (baton_schema_get_kind (kind)->place_field == BATON_FIELD_NONE || (kind == BATON_KIND_TERM && parent == NULL)
      || stands_below (program, parent, baton_entity_get_id (entity)))
    return NULL;
  position = draw_position (random, program, kind, parent);
  return baton_entity_with_place (entity, parent, position);
}

/* ── Values ────────────────────────────────────────────────────────────────────────────────────────────── */

static BatonEntity *
edit_name (GRand             *random,
           const BatonEntity *entity)
{
  BatonField field = baton_schema_get_kind (baton_entity_get_kind (entity))->name_field;
  g_autoptr (BatonValue) name = NULL;

  if ((baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) == 0)
    return NULL;
  if (draw (random, 2) == 0)
    name = baton_text_with_source (baton_entity_get (entity, field), draw_word (random));
  else
    name = baton_text_with_locale (baton_entity_get (entity, field), draw_tag (random), draw (random, 4) > 0 ? draw_word (random) : NULL,
                                   draw (random, 2) == 0 ? BATON_TEXT_TRANSLATED : BATON_TEXT_REVIEWED);
  return baton_entity_with (entity, field, name);
}

static BatonEntity *
edit_body (GRand              *random,
           const BatonProgram *program,
           const BatonEntity  *content)
{
  BatonEntity *target = draw_entity (random, program, BATON_KIND_CONTENT);
  g_autofree char *markup = NULL;
  g_autoptr (BatonValue) body = NULL;

  markup = g_strdup_printf ("<p>%s <a href=\"baton:%s\">%s</a></p>", draw_word (random), baton_entity_get_id (target), draw_word (random));
  body = baton_text_with_source (baton_entity_get (content, BATON_FIELD_CONTENT_BODY), markup);
  return baton_entity_with (content, BATON_FIELD_CONTENT_BODY, draw (random, 4) > 0 ? body : NULL);
}

/* Adds, removes or, in a sequence, moves one element. */
static BatonEntity *
edit_list (GRand              *random,
           const BatonProgram *program,
           const BatonEntity  *entity,
           BatonField          field,
           BatonKind           kind)
{
  gboolean is_set = baton_field_get_parts (baton_schema_get_field (field)) == BATON_PARTS_SET;
  g_autoptr (GPtrArray) strings = baton_value_list_strings (baton_entity_get (entity, field));
  BatonEntity *element = draw_entity (random, program, kind);
  g_autoptr (BatonValue) value = NULL;
  int index;

  if (element == NULL)
    return NULL;
  index = baton_strings_find (strings, baton_entity_get_id (element));
  if (index >= 0)
    g_ptr_array_remove_index (strings, (guint) index);
  if (index < 0 || (!is_set && draw (random, 4) > 0))
    g_ptr_array_insert (strings, (int) draw (random, strings->len + 1), (gpointer) baton_entity_get_id (element));
  if (is_set)
    g_ptr_array_sort (strings, baton_strings_compare);
  value = baton_value_from_strings (strings);
  return baton_entity_with (entity, field, value);
}

static BatonEntity *
edit_value (GRand              *random,
            const BatonProgram *program,
            const BatonEntity  *entity)
{
  g_autoptr (BatonValue) word = baton_value_new_string (draw_word (random));

  switch ((int) baton_entity_get_kind (entity))
    {
    case BATON_KIND_PERSONA:
      return draw (random, 2) == 0 ? edit_list (random, program, entity, BATON_FIELD_PERSONA_TERMS, BATON_KIND_TERM)
                                   : edit_list (random, program, entity, BATON_FIELD_PERSONA_ROLES, BATON_KIND_ROLE);
    case BATON_KIND_COLLECTION:
      return edit_list (random, program, entity, BATON_FIELD_COLLECTION_ITEMS, BATON_KIND_CONTENT);
    case BATON_KIND_CONTENT:
      if (draw (random, 3) == 0)
        return edit_body (random, program, entity);
      return draw (random, 2) == 0 ? edit_list (random, program, entity, BATON_FIELD_CONTENT_TAGS, BATON_KIND_TERM)
                                   : baton_entity_with (entity, BATON_FIELD_CONTENT_OWNER, draw (random, 3) > 0 ? word : NULL);
    case BATON_KIND_ROLE:
      return baton_entity_with (entity, BATON_FIELD_ROLE_NOTE, draw (random, 3) > 0 ? word : NULL);
    default:
      return edit_place (random, program, entity);
    }
}

/* ── Creating and deleting ─────────────────────────────────────────────────────────────────────────────── */

static BatonEntity *
create (GRand              *random,
        const BatonProgram *program,
        BatonKind           kind)
{
  g_autofree char *id = g_strdup_printf ("%s-00000000%02u", baton_schema_get_kind (kind)->name, draw (random, POOL));
  g_autoptr (BatonEntity) empty = baton_entity_new (kind, id);
  g_autoptr (BatonEntity) named = NULL;
  g_autoptr (BatonEntity) whole = NULL;
  g_autoptr (BatonValue) text = baton_text_new (draw_word (random));
  g_autoptr (BatonValue) tag = baton_value_new_string (draw_tag (random));
  g_autoptr (BatonValue) purpose = baton_value_new_string ("topic");
  const char *parent = draw_parent (random, program, kind);

  if (baton_program_lookup (program, id) != NULL || (kind == BATON_KIND_TERM && parent == NULL))
    return NULL;
  named = baton_entity_with (empty, baton_schema_get_kind (kind)->name_field, kind == BATON_KIND_LOCALE ? tag : text);
  whole = kind == BATON_KIND_VOCABULARY ? baton_entity_with (named, BATON_FIELD_VOCABULARY_PURPOSE, purpose) : baton_entity_ref (named);
  if (baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE)
    {
      g_autofree char *position = draw_position (random, program, kind, parent);

      return baton_entity_with_place (whole, parent, position);
    }
  return g_steal_pointer (&whole);
}

typedef struct
{
  const BatonEntity *entity;
  const char        *id;
  gboolean           is_used;
} Search;

static void
search_reference_cb (const BatonReference *reference,
                     gpointer              user_data)
{
  Search *search = user_data;

  if (g_str_equal (reference->id, search->id))
    search->is_used = TRUE;
}

static void
search_entity_cb (gpointer data,
                  gpointer user_data)
{
  Search *search = user_data;

  if (data != search->entity)
    baton_entity_foreach_reference (data, search_reference_cb, search);
}

static gboolean
is_used (const BatonProgram *program,
         const BatonEntity  *entity)
{
  Search search = { entity, baton_entity_get_id (entity), FALSE };

  baton_program_foreach (program, search_entity_cb, &search);
  return search.is_used;
}

/* What becomes of *entity*; FALSE when the dice found nothing. */
static gboolean
draw_edit (GRand              *random,
           const BatonProgram *program,
           const BatonEntity  *entity,
           BatonEntity       **after)
{
  guint what = draw (random, 10);

  if (what < 2)
    return !is_used (program, entity);
  if (what < 4)
    *after = edit_name (random, entity);
  else if (what < 6)
    *after = edit_place (random, program, entity);
  else
    *after = edit_value (random, program, entity);
  return *after != NULL;
}

BatonChange *
random_program_edit (GRand        *random,
                     BatonProgram *program)
{
  BatonEntity *entity = draw (random, 6) > 0 ? draw_any (random, program) : NULL;
  g_autoptr (BatonEntity) after = NULL;
  BatonChange *change;

  if (entity == NULL)
    {
      const BatonEntity *like = draw_any (random, program);

      after = like != NULL ? create (random, program, baton_entity_get_kind (like)) : NULL;
    }
  else if (!draw_edit (random, program, entity, &after))
    return NULL;
  if (entity == NULL && after == NULL)
    return NULL;
  change = baton_change_new (entity, after);
  baton_program_apply (program, change);
  return change;
}

BatonProgram *
random_program_new (GRand *random,
                    guint  n_entities)
{
  BatonProgram *program = baton_program_new ();
  guint mix = draw (random, G_N_ELEMENTS (mixes));

  for (guint i = 0; i < 4 * n_entities && baton_program_get_size (program) < n_entities; i++)
    {
      g_autoptr (BatonEntity) entity = create (random, program, mixes[mix].kinds[draw (random, mixes[mix].n)]);

      if (entity != NULL)
        baton_program_put (program, entity);
    }
  for (guint i = 0; i < 4 * n_entities; i++)
    {
      BatonEntity *entity = draw_any (random, program);
      g_autoptr (BatonEntity) after = entity != NULL ? edit_value (random, program, entity) : NULL;

      if (after != NULL)
        baton_program_put (program, after);
    }
  return program;
}

typedef struct
{
  const BatonProgram *program;
  gboolean            is_forest;
} Forest;

static void
check_place_cb (gpointer data,
                gpointer user_data)
{
  Forest *forest = user_data;
  const char *id = baton_entity_get_parent (data);

  for (guint depth = 0; id != NULL; depth++)
    {
      const BatonEntity *parent = baton_program_lookup (forest->program, id);

      if (parent == NULL || depth > baton_program_get_size (forest->program))
        {
          forest->is_forest = FALSE;
          return;
        }
      id = baton_entity_get_parent (parent);
    }
}

gboolean
random_program_is_forest (const BatonProgram *program)
{
  Forest forest = { program, TRUE };

  baton_program_foreach (program, check_place_cb, &forest);
  return forest.is_forest;
}
