/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An example is a closed part of the pool: its things, all below them, and by the references of the schema table whatever
 * any of these names. Each thing of the part is then either found in the program (same identity) or made anew under an id
 * of its own, and every reference follows. Parents come before children, so that places are known when they are needed. The
 * pool is written in English with translations; a program is given what is in its own languages.
 */
#include "config.h"

#include "exchange/baton-examples.h"

#include "exchange/baton-examples-resources.h"
#include "model/baton-json.h"
#include "model/baton-references.h"
#include "model/baton-replace.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>

#define PREFIX "/org/batonconsole/Baton/"
#define ENGLISH "en" /* what the pool is written in */

typedef struct
{
  BatonProgram *program;   /* owned */
  BatonValue   *examples;  /* kind's name → ids; owned */
  BatonDay      today;     /* the day from which its days count */
} Pool;

static gpointer
load_pool (gpointer data)
{
  Pool *pool = g_new0 (Pool, 1);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BatonValue) all = NULL;
  g_autofree char *json = NULL;

  baton_examples_register_resource ();
  bytes = g_resources_lookup_data (PREFIX "examples/examples.json", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  all = baton_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  json = baton_value_to_json (baton_value_get_member (all, "program"));
  pool->program = baton_program_parse (json, strlen (json), problems);
  pool->examples = baton_value_ref (baton_value_get_member (all, "examples"));
  pool->today = baton_day_parse (baton_value_get_member_string (all, "today"));
  g_assert (pool->program != NULL); /* ours: a test reads it too */
  return pool;
}

static const Pool *
get_pool (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_pool, NULL);
}

/* ── What belongs to an example ── */

typedef struct
{
  const BatonProgram *pool;
  GHashTable         *part;    /* ids, borrowed from the pool */
  GQueue              waiting; /* of entities whose references are still to be followed */
} Closure;

static void
add_to_part (Closure    *closure,
             const char *id)
{
  BatonEntity *entity = baton_program_lookup (closure->pool, id);

  if (entity != NULL && g_hash_table_add (closure->part, (gpointer) baton_entity_get_id (entity)))
    g_queue_push_tail (&closure->waiting, entity);
}

static void
follow_reference (const BatonReference *reference,
                  gpointer              user_data)
{
  add_to_part (user_data, reference->id);
}

static gboolean
stands_below (const BatonProgram *program,
              const BatonEntity  *entity,
              const BatonValue   *ids)
{
  for (; entity != NULL; entity = baton_entity_get_parent (entity) != NULL ? baton_program_lookup (program, baton_entity_get_parent (entity)) : NULL)
    if (baton_value_contains (ids, baton_entity_get_id (entity)))
      return TRUE;
  return FALSE;
}

/* Ids of the pool. (transfer full) */
static GHashTable *
close_over (const BatonProgram *pool,
            const BatonValue   *ids)
{
  Closure closure = { pool, g_hash_table_new (g_str_hash, g_str_equal), G_QUEUE_INIT };
  BatonEntity *entity;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = baton_program_list (pool, kind);

      for (guint i = 0; i < things->len; i++)
        if (stands_below (pool, things->pdata[i], ids))
          add_to_part (&closure, baton_entity_get_id (things->pdata[i]));
    }
  while ((entity = g_queue_pop_head (&closure.waiting)) != NULL)
    baton_entity_foreach_reference (entity, follow_reference, &closure);
  return closure.part;
}

/* ── In whose languages ── */

/* What the text says in the language, or in the one that its tag begins with: "de" for "de-AT". Borrowed, nullable. */
static const char *
find_wording (const BatonValue *text,
              const char       *tag)
{
  const char *wording = baton_text_get_exact (text, tag);
  g_autofree char *language = g_strndup (tag, strcspn (tag, "-"));

  return wording != NULL ? wording : baton_text_get_exact (text, language);
}

/* *text* of the pool in the languages *tags* of a program whose source is *source_tag*: the wording in the source language is the
 * source, where there is one, and English is a translation then; others than those of the program are left out. */
static BatonValue *
say_in_languages (const BatonValue   *text,
                  const char         *source_tag,
                  const char * const *tags)
{
  const char *source = g_str_has_prefix (source_tag, ENGLISH) ? NULL : find_wording (text, source_tag);
  BatonValue *said = baton_text_new (source != NULL ? source : baton_text_get_source (text));

  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *wording = source != NULL && g_str_has_prefix (tags[i], ENGLISH) ? baton_text_get_source (text) : find_wording (text, tags[i]);
      g_autoptr (BatonValue) before = NULL;

      if (wording == NULL || g_strcmp0 (tags[i], source_tag) == 0)
        continue;
      before = said;
      said = baton_text_with_locale (before, tags[i], wording, BATON_TEXT_TRANSLATED);
    }
  return said;
}

/* (transfer full) */
static BatonEntity *
speak (const BatonEntity  *entity,
       const char         *source_tag,
       const char * const *tags)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (entity));
  BatonEntity *spoken = baton_entity_ref (entity);

  for (guint i = 0; i < info->n_fields; i++)
    {
      BatonField field = info->first_field + i;
      g_autoptr (BatonValue) said = NULL;
      g_autoptr (BatonEntity) before = NULL;

      if ((baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) == 0 || baton_entity_get (entity, field) == NULL)
        continue;
      before = spoken;
      said = say_in_languages (baton_entity_get (entity, field), source_tag, tags);
      spoken = baton_entity_with (before, field, said);
    }
  return spoken;
}

/* The languages of the program. (transfer full) */
static GStrv
list_tags (const BatonProgram *program)
{
  g_autoptr (GPtrArray) languages = baton_program_list (program, BATON_KIND_LOCALE);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (guint i = 0; i < languages->len; i++)
    if (baton_entity_get_string (languages->pdata[i], BATON_FIELD_LOCALE_TAG) != NULL)
      g_strv_builder_add (tags, baton_entity_get_string (languages->pdata[i], BATON_FIELD_LOCALE_TAG));
  return g_strv_builder_end (tags);
}

/* ── What the program has of it ── */

static gboolean
is_same (const BatonEntity *a,
         const BatonEntity *b,
         const char        *parent)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (a));

  if (baton_entity_get_kind (a) == BATON_KIND_VOCABULARY)
    return g_strcmp0 (baton_entity_get_string (a, BATON_FIELD_VOCABULARY_PURPOSE), baton_entity_get_string (b, BATON_FIELD_VOCABULARY_PURPOSE)) == 0;
  for (guint i = 0; i < info->n_fields; i++)
    if ((baton_schema_get_field (info->first_field + i)->flags & BATON_FIELD_UNIQUE) != 0)
      return g_strcmp0 (baton_entity_get_string (a, info->first_field + i), baton_entity_get_string (b, info->first_field + i)) == 0;
  if (g_strcmp0 (baton_entity_get_parent (b), parent) != 0)
    return FALSE;
  /* What has no name is known by what it belongs to alone: the target of a measure. */
  return info->name_field == BATON_FIELD_NONE || g_strcmp0 (baton_entity_get_name (a), baton_entity_get_name (b)) == 0;
}

/* What stands for *entity* of the pool below *parent* of the program; borrowed, nullable. */
static BatonEntity *
find_same (const BatonProgram *program,
           const BatonEntity  *entity,
           const char         *parent)
{
  g_autoptr (GPtrArray) things = baton_program_list (program, baton_entity_get_kind (entity));

  for (guint i = 0; i < things->len; i++)
    if (is_same (entity, things->pdata[i], parent))
      return things->pdata[i];
  return NULL;
}

/* ── Making it ── */

static BatonValue *
shift_day (const BatonValue *value,
           int               days)
{
  BatonDay day = baton_day_parse (baton_value_get_string (value));
  g_autofree char *shifted = day != BATON_DAY_NONE ? baton_day_format (CLAMP (day + days, BATON_DAY_MIN, BATON_DAY_MAX)) : NULL;

  return shifted != NULL ? baton_value_new_string (shifted) : NULL;
}

/* *entity* with its days so much later. (transfer full) */
static BatonEntity *
shift_days (const BatonEntity *entity,
            int                days)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (entity));
  BatonEntity *shifted = baton_entity_ref (entity);

  for (guint i = 0; i < info->n_fields; i++)
    {
      BatonField field = info->first_field + i;
      g_autoptr (BatonValue) value = baton_entity_get (entity, field) != NULL ? baton_value_ref (baton_entity_get (entity, field)) : NULL;
      g_autoptr (BatonEntity) before = NULL;

      if (value == NULL)
        continue;
      if (baton_schema_get_field (field)->type == BATON_TYPE_DAY)
        {
          g_autoptr (BatonValue) day = g_steal_pointer (&value);

          value = shift_day (day, days);
        }
      else if (baton_schema_get_field (field)->type == BATON_TYPE_WINDOW)
        {
          for (int end = 0; end < 2; end++)
            {
              const char *key = end == 0 ? "from" : "through";
              g_autoptr (BatonValue) day = shift_day (baton_value_get_member (value, key), days);
              g_autoptr (BatonValue) window = g_steal_pointer (&value);

              value = baton_value_with_member (window, key, day);
            }
        }
      else
        {
          continue;
        }
      before = shifted;
      shifted = baton_entity_with (before, field, value);
    }
  return shifted;
}

static void
note_reference (const BatonReference *reference,
                gpointer              user_data)
{
  if (reference->role != BATON_REFERENCE_PARENT)
    g_hash_table_add (user_data, (gpointer) reference->id);
}

/* *entity* naming what the ids of the pool have become. (transfer full) */
static BatonEntity *
rename_references (const BatonEntity *entity,
                   GHashTable        *ids)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  BatonEntity *renamed = baton_entity_ref (entity);
  GHashTableIter iter;
  gpointer id;

  baton_entity_foreach_reference (entity, note_reference, named);
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const char *to[] = { g_hash_table_lookup (ids, id), NULL };
      g_autoptr (BatonEntity) before = renamed;

      renamed = to[0] != NULL ? baton_entity_replace_reference (before, id, to) : NULL;
      if (renamed == NULL)
        renamed = baton_entity_ref (before); /* a role, "role" itself, or what stays as it is */
    }
  return renamed;
}

/* The pictures that an asset names. */
static void
add_picture (BatonExample      *example,
             const BatonEntity *asset)
{
  const char *digest = baton_value_get_member_string (baton_entity_get (asset, BATON_FIELD_ASSET_FILE), "source");
  g_autofree char *path = g_strdup_printf (PREFIX "examples/%s.svg", digest);
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes != NULL)
    g_ptr_array_add (example->pictures, bytes);
}

/* Finds or makes every thing of the part, parents first; afterwards all ids are known. */
static void
add_things (BatonExample *example,
            BatonProgram *grown,
            GHashTable   *part,
            GHashTable   *ids,
            int           days)
{
  const BatonProgram *pool = get_pool ()->program;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);
  BatonEntity *root = baton_program_get_root (grown);
  const char *source_tag = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
  g_auto (GStrv) tags = list_tags (grown);

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = baton_program_list (pool, kind);

      for (guint i = 0; i < things->len; i++)
        {
          g_autoptr (BatonEntity) thing = speak (things->pdata[i], source_tag != NULL ? source_tag : ENGLISH, (const char * const *) tags);
          const char *parent = baton_entity_get_parent (thing) != NULL ? g_hash_table_lookup (ids, baton_entity_get_parent (thing)) : NULL;
          BatonEntity *same;
          g_autofree char *id = NULL;
          g_autoptr (BatonEntity) renamed = NULL, placed = NULL;

          if (!g_hash_table_contains (part, baton_entity_get_id (thing)))
            continue;
          same = find_same (grown, thing, parent);
          if (same != NULL)
            {
              g_hash_table_insert (ids, (gpointer) baton_entity_get_id (things->pdata[i]), g_strdup (baton_entity_get_id (same)));
              continue;
            }
          id = baton_id_new (baton_entity_get_name (thing), NULL);
          renamed = baton_entity_with_id (thing, id);
          if (baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE)
            {
              g_autofree char *position = baton_program_last_position (grown, kind, parent);

              placed = baton_entity_with_place (renamed, parent, position);
            }
          else
            {
              placed = baton_entity_ref (renamed);
            }
          baton_program_put (grown, placed);
          g_ptr_array_add (added, shift_days (placed, days));
          g_hash_table_insert (ids, (gpointer) baton_entity_get_id (things->pdata[i]), g_steal_pointer (&id));
          if (kind == BATON_KIND_ASSET)
            add_picture (example, thing);
        }
    }
  for (guint i = 0; i < added->len; i++)
    {
      g_autoptr (BatonEntity) complete = rename_references (added->pdata[i], ids);

      g_ptr_array_add (example->changes, baton_change_new (NULL, complete));
    }
}

/* ── Public ── */

BatonKind
baton_examples_get_kind (BatonKind kind)
{
  const BatonValue *examples = get_pool ()->examples;
  const BatonValue *ids = baton_value_get_member (examples, baton_schema_get_kind (kind)->name);

  if (ids == NULL)
    return BATON_KIND_NONE;
  for (int other = 0; other < BATON_N_KINDS; other++)
    if (baton_value_equal (baton_value_get_member (examples, baton_schema_get_kind (other)->name), ids))
      return other;
  return kind;
}

BatonExample *
baton_examples_make (const BatonProgram *program,
                     BatonKind           kind,
                     BatonDay            today)
{
  const Pool *pool = get_pool ();
  const BatonValue *roots = baton_value_get_member (pool->examples, baton_schema_get_kind (kind)->name);
  g_autoptr (GHashTable) part = NULL, ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (BatonProgram) grown = NULL;
  BatonExample *example;

  if (roots == NULL)
    return NULL;
  example = g_new0 (BatonExample, 1);
  example->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  example->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  part = close_over (pool->program, roots);
  grown = baton_program_copy (program);
  add_things (example, grown, part, ids, today - pool->today);
  example->shown = g_strdup (g_hash_table_lookup (ids, baton_value_get_string (baton_value_get_element (roots, 0))));
  return example;
}

void
baton_example_free (BatonExample *example)
{
  if (example == NULL)
    return;
  g_ptr_array_unref (example->changes);
  g_ptr_array_unref (example->pictures);
  g_free (example->shown);
  g_free (example);
}
