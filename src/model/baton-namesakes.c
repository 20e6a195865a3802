/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names and codes that are doubled among siblings.
 *
 * What must differ stands in a table. Two things are namesakes when they have the same *key*: kind and field, the parent (of
 * a term's code: the vocabulary), the text without regard to case and spaces, and whatever else tells them apart, such as
 * for whom they are: two pages called “Welcome” for different people are meant. Things out of use (switched off, ended with
 * a successor, not published) have no key, and things whose days do not meet are no namesakes.
 *
 *   key ──▶ its holders, sorted by their days, then by place
 *
 * Each but the first is told of the one before it, if their days meet. So a change concerns its entity and the one behind
 * it, however many share the name; and where any two meet, two neighbours do, so that nothing stays untold.
 */
#include "config.h"

#include "model/baton-namesakes.h"

#include "model/baton-day.h"

#include <string.h>

#define NONE BATON_FIELD_NONE
#define MAX_ALIKE 2
/* Of one kind, in the table. */
#define MAX_KEYS 2

typedef struct
{
  BatonField       field;
  BatonField       alike[MAX_ALIKE];  /* what must be the same, too, for the two to be confused */
  BatonField       window;
  BatonProblemCode code;
} Rule;

/* Not here: what has no name, blocks and steps, which a page or workflow may well repeat, pictures, which are seen, and
 * publishing rules, which their sentence tells apart. */
static const Rule rules[] = {
  { BATON_FIELD_AUDIENCE_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_VOCABULARY_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_TERM_NAME, { NONE, NONE }, BATON_FIELD_TERM_WINDOW, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_TERM_CODE, { NONE, NONE }, BATON_FIELD_TERM_WINDOW, BATON_PROBLEM_SAME_CODE },
  { BATON_FIELD_RECORD_TYPE_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_RECORD_FIELD_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_RECORD_FIELD_CODE, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_CODE },
  { BATON_FIELD_RECORD_NAME, { BATON_FIELD_RECORD_TYPE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_ROLE_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_PERSONA_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_BRAND_NAME, { BATON_FIELD_BRAND_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_NAVIGATION_ITEM_NAME, { BATON_FIELD_NAVIGATION_ITEM_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_PAGE_NAME, { BATON_FIELD_PAGE_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_CONTENT_NAME, { BATON_FIELD_CONTENT_TAGS, NONE }, BATON_FIELD_CONTENT_WINDOW, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_COLLECTION_NAME, { BATON_FIELD_COLLECTION_AUDIENCE, BATON_FIELD_COLLECTION_RECORD }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_SEARCH_PROFILE_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_WORKFLOW_NAME, { BATON_FIELD_WORKFLOW_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_TOOL_NAME, { BATON_FIELD_TOOL_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_MOTION_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_ACTIVITY_NAME, { BATON_FIELD_ACTIVITY_SECTION, BATON_FIELD_ACTIVITY_AUDIENCE }, BATON_FIELD_ACTIVITY_WINDOW, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_PROMOTION_NAME, { BATON_FIELD_PROMOTION_AUDIENCE, NONE }, BATON_FIELD_PROMOTION_WINDOW, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_TIER_LADDER_NAME, { BATON_FIELD_TIER_LADDER_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_TIER_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_BENEFIT_NAME, { NONE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_REWARD_NAME, { BATON_FIELD_REWARD_SECTION, BATON_FIELD_REWARD_AUDIENCE }, BATON_FIELD_REWARD_WINDOW, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_FUND_NAME, { BATON_FIELD_FUND_AUDIENCE, NONE }, BATON_FIELD_FUND_WINDOW, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_KPI_NAME, { BATON_FIELD_KPI_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_DASHBOARD_NAME, { BATON_FIELD_DASHBOARD_AUDIENCE, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
  { BATON_FIELD_MAPPING_ENTRY_NAME, { BATON_FIELD_MAPPING_ENTRY_AREA, NONE }, NONE, BATON_PROBLEM_SAME_NAME },
};

typedef struct _Holder Holder;

/* Those who share a key. Most keys have one holder and no array. */
typedef struct
{
  Holder    *only;      /* borrowed; NULL once there are several */
  GPtrArray *holders;   /* owned, of borrowed, sorted; NULL before */
  char       key[];
} Key;

/* An entity that has keys. */
struct _Holder
{
  BatonEntity *entity;           /* owned */
  BatonWindow  window;
  Key         *keys[MAX_KEYS];   /* borrowed, in the order of the table; NULL where it has none */
};

struct _BatonNamesakes
{
  GHashTable *keys;      /* borrowed string of the key → owned Key */
  GHashTable *holders;   /* borrowed id of the entity → owned Holder */
};

/* ── Keys ──────────────────────────────────────────────────────────────────────────────────────────────── */

static const Rule *
find_rule (BatonKind kind,
           guint     index)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (baton_schema_get_field (rules[i].field)->kind == kind && index-- == 0)
      return &rules[i];
  return NULL;
}

static gboolean
is_out_of_use (const BatonEntity *entity)
{
  switch ((int) baton_entity_get_kind (entity))
    {
    case BATON_KIND_TERM:
      return baton_entity_get (entity, BATON_FIELD_TERM_SUCCESSOR) != NULL;
    case BATON_KIND_ACTIVITY:
      return baton_entity_get_boolean (entity, BATON_FIELD_ACTIVITY_DISABLED) || baton_entity_get (entity, BATON_FIELD_ACTIVITY_SUCCESSOR) != NULL;
    case BATON_KIND_PROMOTION:
      return baton_entity_get_boolean (entity, BATON_FIELD_PROMOTION_DISABLED);
    case BATON_KIND_REWARD:
      return baton_entity_get_boolean (entity, BATON_FIELD_REWARD_DISABLED);
    case BATON_KIND_CONTENT:
      return g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_CONTENT_STATE), "draft") == 0
             || g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_CONTENT_STATE), "archived") == 0;
    default:
      return FALSE;
    }
}

/* The words of *text* in one case, one space between them. */
static void
append_folded (GString    *key,
               const char *text)
{
  g_autofree char *folded = g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
  gboolean is_between = FALSE, has_word = FALSE;

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      {
        is_between = has_word;
      }
    else
      {
        if (is_between)
          g_string_append_c (key, ' ');
        g_string_append_len (key, c, g_utf8_next_char (c) - c);
        is_between = FALSE;
        has_word = TRUE;
      }
}

static void
append_alike (GString           *key,
              const BatonEntity *entity,
              BatonField         field)
{
  const BatonValue *value = field != NONE ? baton_entity_get (entity, field) : NULL;
  const char *text = value != NULL ? baton_entity_get_string (entity, field) : NULL;

  g_string_append_c (key, '\n');
  if (text != NULL)
    {
      append_folded (key, text);
    }
  else if (value != NULL)
    {
      g_autofree char *json = baton_value_to_json (value);

      g_string_append (key, json);
    }
}

/* Within what the text must differ: a term's code in all its vocabulary, everything else among siblings. */
static const char *
get_scope (BatonCheck        *check,
           const BatonEntity *entity,
           BatonField         field)
{
  if (field == BATON_FIELD_TERM_CODE)
    return baton_check_get_vocabulary (check, baton_entity_get_id (entity));
  return baton_entity_get_parent (entity);
}

/* NULL where the entity has nothing to be confused by. (transfer full) */
static char *
make_key (BatonCheck        *check,
          const BatonEntity *entity,
          const Rule        *rule)
{
  const char *text = baton_entity_get_string (entity, rule->field);
  const char *scope;
  GString *key;

  if (text == NULL || is_out_of_use (entity))
    return NULL;
  scope = get_scope (check, entity, rule->field);
  key = g_string_sized_new (64);
  g_string_append_printf (key, "%d\n%s\n", (int) rule->field, scope != NULL ? scope : "");
  append_folded (key, text);
  for (int i = 0; i < MAX_ALIKE; i++)
    append_alike (key, entity, rule->alike[i]);
  return g_string_free (key, FALSE);
}

/* ── Holders ───────────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_integers (gint64 a,
                  gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_holders (const Holder *a,
                 const Holder *b)
{
  int order = compare_integers (a->window.from, b->window.from);

  if (order == 0)
    order = compare_integers (a->window.through, b->window.through);
  if (order == 0)
    order = g_strcmp0 (baton_entity_get_position (a->entity), baton_entity_get_position (b->entity));
  return order != 0 ? order : strcmp (baton_entity_get_id (a->entity), baton_entity_get_id (b->entity));
}

/* Where *holder* stands among those of the key, or would. */
static guint
find_index (const Key    *key,
            const Holder *holder)
{
  guint low = 0, high = key->holders->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_holders (key->holders->pdata[middle], holder) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
tell_moved (GHashTable *moved,
            const Key  *key,
            guint       index)
{
  const Holder *holder = index < key->holders->len ? key->holders->pdata[index] : NULL;

  if (moved != NULL && holder != NULL)
    g_hash_table_add (moved, g_strdup (baton_entity_get_id (holder->entity)));
}

static Key *
enter (BatonNamesakes *namesakes,
       const char     *string,
       Holder         *holder,
       GHashTable     *moved)
{
  Key *key = g_hash_table_lookup (namesakes->keys, string);
  guint index;

  if (key == NULL)
    {
      gsize size = strlen (string) + 1;

      key = g_malloc (sizeof (Key) + size);
      *key = (Key) { .only = holder };
      memcpy (key->key, string, size);
      g_hash_table_insert (namesakes->keys, key->key, key);
      return key;
    }
  if (key->holders == NULL)
    {
      key->holders = g_ptr_array_new ();
      g_ptr_array_add (key->holders, g_steal_pointer (&key->only));
    }
  index = find_index (key, holder);
  g_ptr_array_insert (key->holders, (int) index, holder);
  tell_moved (moved, key, index + 1);
  return key;
}

static void
leave (BatonNamesakes *namesakes,
       Key            *key,
       Holder         *holder,
       GHashTable     *moved)
{
  if (key->holders != NULL)
    {
      guint index = find_index (key, holder);

      g_ptr_array_remove_index (key->holders, index);
      tell_moved (moved, key, index);
    }
  if (key->holders == NULL || key->holders->len == 0)
    g_hash_table_remove (namesakes->keys, key->key);
}

static void
key_free (gpointer data)
{
  Key *key = data;

  g_clear_pointer (&key->holders, g_ptr_array_unref);
  g_free (key);
}

static void
holder_free (gpointer data)
{
  Holder *holder = data;

  baton_entity_unref (holder->entity);
  g_free (holder);
}

static gboolean
has_same_keys (const Holder *old,
               const Holder *holder,
               char * const *strings)
{
  for (guint i = 0; i < MAX_KEYS; i++)
    if (g_strcmp0 (old->keys[i] != NULL ? old->keys[i]->key : NULL, strings[i]) != 0)
      return FALSE;
  return compare_holders (old, holder) == 0;
}

void
baton_namesakes_follow (BatonNamesakes *namesakes,
                        BatonCheck     *check,
                        const char     *id,
                        GHashTable     *moved)
{
  BatonEntity *entity = baton_program_lookup (check->program, id);
  Holder *old = g_hash_table_lookup (namesakes->holders, id);
  g_autofree Holder *holder = NULL;
  char *strings[MAX_KEYS] = { NULL };
  const Rule *rule;

  if (entity != NULL)
    {
      holder = g_new0 (Holder, 1);
      holder->entity = entity;
      holder->window = baton_window_from_value (NULL);
      for (guint i = 0; i < MAX_KEYS && (rule = find_rule (baton_entity_get_kind (entity), i)) != NULL; i++)
        {
          strings[i] = make_key (check, entity, rule);
          if (rule->window != NONE)
            holder->window = baton_window_from_value (baton_entity_get (entity, rule->window));
        }
    }

  if (old != NULL && holder != NULL && baton_entity_get_kind (old->entity) == baton_entity_get_kind (entity) && has_same_keys (old, holder, strings))
    {
      /* Its id, by which it is found, belongs to the entity. */
      g_hash_table_steal (namesakes->holders, id);
      baton_entity_unref (old->entity);
      old->entity = baton_entity_ref (entity);
      g_hash_table_insert (namesakes->holders, (gpointer) baton_entity_get_id (entity), old);
    }
  else
    {
      for (guint i = 0; old != NULL && i < MAX_KEYS; i++)
        if (old->keys[i] != NULL)
          leave (namesakes, old->keys[i], old, moved);
      if (old != NULL)
        g_hash_table_remove (namesakes->holders, id);
      for (guint i = 0; i < MAX_KEYS; i++)
        if (strings[i] != NULL)
          holder->keys[i] = enter (namesakes, strings[i], holder, moved);
      if (strings[0] != NULL || strings[1] != NULL)
        {
          baton_entity_ref (entity);
          g_hash_table_insert (namesakes->holders, (gpointer) baton_entity_get_id (entity), g_steal_pointer (&holder));
        }
    }
  for (guint i = 0; i < MAX_KEYS; i++)
    g_free (strings[i]);
}

typedef struct
{
  BatonNamesakes *namesakes;
  BatonCheck     *check;
} Fill;

static void
follow_cb (gpointer entity,
           gpointer user_data)
{
  Fill *fill = user_data;

  baton_namesakes_follow (fill->namesakes, fill->check, baton_entity_get_id (entity), NULL);
}

void
baton_namesakes_fill (BatonNamesakes *namesakes,
                      BatonCheck     *check)
{
  Fill fill = { namesakes, check };

  baton_program_foreach (check->program, follow_cb, &fill);
}

BatonNamesakes *
baton_namesakes_new (void)
{
  BatonNamesakes *namesakes = g_new0 (BatonNamesakes, 1);

  namesakes->keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, key_free);
  namesakes->holders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, holder_free);
  return namesakes;
}

void
baton_namesakes_clear (BatonNamesakes *namesakes)
{
  g_hash_table_remove_all (namesakes->keys);
  g_hash_table_remove_all (namesakes->holders);
}

void
baton_namesakes_free (BatonNamesakes *namesakes)
{
  if (namesakes == NULL)
    return;
  g_hash_table_unref (namesakes->keys);
  g_hash_table_unref (namesakes->holders);
  g_free (namesakes);
}

/* ── The check ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Who comes before it under the same key on days that meet its own. */
static const BatonEntity *
find_before (const Holder *holder,
             const Key    *key)
{
  guint index = key->holders != NULL ? find_index (key, holder) : 0;
  const Holder *before = index > 0 ? key->holders->pdata[index - 1] : NULL;

  return before != NULL && before->window.through >= holder->window.from ? before->entity : NULL;
}

void
baton_check_namesakes (BatonCheck        *check,
                       const BatonEntity *entity)
{
  const Holder *holder = check->namesakes != NULL ? g_hash_table_lookup (check->namesakes->holders, baton_entity_get_id (entity)) : NULL;
  const Rule *rule;

  for (guint i = 0; i < MAX_KEYS && (rule = find_rule (baton_entity_get_kind (entity), i)) != NULL; i++)
    {
      const BatonEntity *other;

      if (baton_entity_get_string (entity, rule->field) == NULL)
        continue;
      /* Looked at so that the answer is known to rest on it: when it becomes another, so does the key. */
      (void) get_scope (check, entity, rule->field);
      other = holder != NULL && holder->keys[i] != NULL ? find_before (holder, holder->keys[i]) : NULL;
      if (other != NULL)
        baton_check_take (check, baton_problem_new (rule->code, baton_entity_get_kind (entity), baton_entity_get_id (entity), rule->field,
                                                    baton_entity_get_string (entity, rule->field), baton_entity_get_id (other), NULL));
    }
}
