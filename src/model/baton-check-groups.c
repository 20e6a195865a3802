/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks over several entities at once: what must be there once, what must differ, languages, overlapping promotions.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-day.h"
#include "model/baton-locale.h"

#include <string.h>

/* ── What must be there once ───────────────────────────────────────────────────────────────────────────── */

static void
check_root (BatonCheck *check)
{
  g_autoptr (GPtrArray) roots = baton_program_list (check->program, BATON_KIND_PROGRAM);

  if (roots->len == 0)
    baton_check_take (check, baton_problem_new (BATON_PROBLEM_NO_ROOT, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, NULL));
  for (guint i = 1; i < roots->len; i++)
    baton_check_add (check, SEVERAL_ROOTS, (BatonEntity *) g_ptr_array_index (roots, i), BATON_FIELD_NONE, NULL);
}

/* Both the tag and the key are plain strings; the table has no other unique fields, which a test makes sure of. */
static void
check_unique (BatonCheck *check,
              BatonField  field)
{
  g_autoptr (GPtrArray) entities = baton_program_list (check->program, baton_schema_get_field (field)->kind);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entities->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (entities, i);
      const char *value = baton_entity_get_string (entity, field);
      const char *other = value != NULL ? g_hash_table_lookup (seen, value) : NULL;

      if (other != NULL)
        baton_check_add (check, NOT_UNIQUE, entity, field, value, other, NULL);
      else if (value != NULL)
        g_hash_table_insert (seen, (gpointer) value, (gpointer) baton_entity_get_id (entity));
    }
}

static void
check_unique_tags (BatonCheck *check)
{
  check_unique (check, BATON_FIELD_LOCALE_TAG);
}

static void
check_unique_words (BatonCheck *check)
{
  check_unique (check, BATON_FIELD_PORTAL_WORD_KEY);
}

static void
check_portal_words (BatonCheck *check)
{
  g_autoptr (GPtrArray) words = baton_program_list (check->program, BATON_KIND_PORTAL_WORD);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_keys = baton_schema_count_choices (baton_schema_get_field (BATON_FIELD_PORTAL_WORD_KEY));
  const BatonEntity *root = baton_program_get_root (check->program);
  g_autofree char *missing = NULL;

  for (guint i = 0; i < words->len; i++)
    {
      const char *key = baton_entity_get_string (g_ptr_array_index (words, i), BATON_FIELD_PORTAL_WORD_KEY);

      if (key != NULL)
        g_hash_table_add (keys, (gpointer) key);
    }
  if (root == NULL || g_hash_table_size (keys) >= n_keys)
    return;
  missing = g_strdup_printf ("%u", n_keys - g_hash_table_size (keys));
  baton_check_add (check, PORTAL_WORDS_MISSING, root, BATON_FIELD_NONE, missing, NULL);
}

/* Only the first whose audience the member meets is taken: after one for everybody, none is. *first* is that one. */
static void
check_reached (BatonCheck         *check,
               const BatonEntity  *entity,
               BatonField          audience,
               const BatonEntity **first)
{
  if (*first != NULL)
    baton_check_add (check, NEVER_REACHED, entity, audience, baton_entity_get_id (*first), NULL);
  else if (baton_value_get_length (baton_entity_get (entity, audience)) == 0)
    *first = entity;
}

static void
check_landing_page (BatonCheck *check)
{
  g_autoptr (GPtrArray) pages = baton_program_list (check->program, BATON_KIND_PAGE);
  const BatonEntity *root = baton_program_get_root (check->program);
  const BatonEntity *first = NULL;
  const BatonEntity *last = NULL;

  for (guint i = 0; i < pages->len; i++)
    {
      const BatonEntity *page = g_ptr_array_index (pages, i);

      if (g_strcmp0 (baton_entity_get_string (page, BATON_FIELD_PAGE_USE), "landing") != 0)
        continue;
      check_reached (check, page, BATON_FIELD_PAGE_AUDIENCE, &first);
      last = page;
    }
  if (root != NULL && last == NULL)
    baton_check_add (check, NO_LANDING_PAGE, root, BATON_FIELD_NONE, NULL);
  if (last != NULL && first == NULL)
    baton_check_add (check, LANDING_PAGE_FOR_ALL_MISSING, last, BATON_FIELD_PAGE_AUDIENCE, NULL);
}

static void
check_search_profiles (BatonCheck *check)
{
  g_autoptr (GPtrArray) profiles = baton_program_list (check->program, BATON_KIND_SEARCH_PROFILE);
  const BatonEntity *first = NULL;

  for (guint i = 0; i < profiles->len; i++)
    check_reached (check, g_ptr_array_index (profiles, i), BATON_FIELD_SEARCH_PROFILE_AUDIENCE, &first);
}

/* What is owed for points is counted only where rewards take them and a point has a value. */
static void
check_point_values (BatonCheck *check)
{
  static const struct { const char *points; BatonField field; } values[] = {
    { "company", BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE },
    { "individual", BATON_FIELD_PROGRAM_INDIVIDUAL_POINT_VALUE },
  };
  g_autoptr (GPtrArray) rewards = baton_program_list (check->program, BATON_KIND_REWARD);
  const BatonEntity *root = baton_program_get_root (check->program);

  for (gsize i = 0; root != NULL && i < G_N_ELEMENTS (values); i++)
    {
      gboolean is_taken = FALSE;

      for (guint j = 0; j < rewards->len && !is_taken; j++)
        is_taken = g_strcmp0 (baton_entity_get_string (g_ptr_array_index (rewards, j), BATON_FIELD_REWARD_POINTS), values[i].points) == 0;
      if (is_taken && baton_entity_get (root, values[i].field) == NULL)
        baton_check_add (check, POINT_VALUE_MISSING, root, values[i].field, NULL);
    }
}

/* ── Languages ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_languages (BatonCheck *check)
{
  const BatonEntity *root = baton_program_get_root (check->program);
  g_autoptr (GHashTable) overrides = g_hash_table_new (g_str_hash, g_str_equal);

  if (root != NULL && check->source_tag != NULL && !g_hash_table_contains (check->locale_index, check->source_tag))
    baton_check_add (check, SOURCE_LOCALE_UNLISTED, root, BATON_FIELD_PROGRAM_SOURCE_LOCALE, check->source_tag, NULL);

  for (guint i = 0; i < check->locales->len; i++)
    {
      const BatonEntity *locale = g_ptr_array_index (check->locales, i);
      const char *tag = baton_entity_get_string (locale, BATON_FIELD_LOCALE_TAG);
      const char *fallback = baton_entity_get_string (locale, BATON_FIELD_LOCALE_FALLBACK);

      if (tag == NULL || fallback == NULL)
        continue;
      g_hash_table_insert (overrides, (gpointer) tag, (gpointer) fallback);
      /* What is missing nowhere is looked for nowhere else. */
      if (g_strcmp0 (tag, check->source_tag) == 0)
        baton_check_add (check, WITHOUT_EFFECT, locale, BATON_FIELD_LOCALE_FALLBACK,
                         baton_schema_get_field (BATON_FIELD_LOCALE_TAG)->name, NULL);
      if (!baton_locale_same_script (tag, fallback))
        baton_check_add (check, FALLBACK_OTHER_SCRIPT, locale, BATON_FIELD_LOCALE_FALLBACK, tag, fallback, NULL);
      if (!g_hash_table_contains (check->locale_index, fallback))
        baton_check_add (check, FALLBACK_UNLISTED, locale, BATON_FIELD_LOCALE_FALLBACK, fallback, NULL);
    }

  /* Who comes back to themselves is told; who only leads into such a circle is not. */
  for (guint i = 0; i < check->locales->len; i++)
    {
      const BatonEntity *locale = g_ptr_array_index (check->locales, i);
      const char *tag = baton_entity_get_string (locale, BATON_FIELD_LOCALE_TAG);
      const char *next = tag != NULL ? g_hash_table_lookup (overrides, tag) : NULL;

      for (guint step = 0; next != NULL && step < check->locales->len; step++)
        {
          if (strcmp (next, tag) == 0)
            {
              baton_check_add (check, FALLBACK_CYCLE, locale, BATON_FIELD_LOCALE_FALLBACK, NULL);
              break;
            }
          next = g_hash_table_lookup (overrides, next);
        }
    }
}

/* ── Promotions ────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
find_shared_activity (const BatonEntity *promotion,
                      const BatonEntity *other)
{
  const BatonValue *activities = baton_entity_get (promotion, BATON_FIELD_PROMOTION_ACTIVITIES);
  const BatonValue *others = baton_entity_get (other, BATON_FIELD_PROMOTION_ACTIVITIES);

  for (gsize i = 0; i < baton_value_get_length (activities); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (activities, i));

      if (id != NULL && baton_value_contains (others, id))
        return id;
    }
  return NULL;
}

/* Told of the later one in the list, for named activities: that several promotions apply to everything is usual. */
static void
check_overlaps (BatonCheck *check)
{
  g_autoptr (GPtrArray) promotions = baton_program_list (check->program, BATON_KIND_PROMOTION);

  for (guint i = 0; i < promotions->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const BatonEntity *promotion = g_ptr_array_index (promotions, i);
        const BatonEntity *other = g_ptr_array_index (promotions, j);
        const char *shared;

        if (baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED)
            || baton_entity_get_boolean (other, BATON_FIELD_PROMOTION_DISABLED)
            || !baton_windows_meet (baton_window_from_value (baton_entity_get (promotion, BATON_FIELD_PROMOTION_WINDOW)),
                                    baton_window_from_value (baton_entity_get (other, BATON_FIELD_PROMOTION_WINDOW))))
          continue;
        shared = find_shared_activity (promotion, other);
        if (shared != NULL)
          baton_check_add (check, PROMOTIONS_OVERLAP, promotion, BATON_FIELD_PROMOTION_WINDOW, baton_entity_get_id (other), shared, NULL);
      }
}

static const BatonGroupCheck groups[] = {
  { check_root, BATON_KIND_BIT (PROGRAM), TRUE },
  { check_unique_tags, BATON_KIND_BIT (LOCALE), TRUE },
  { check_unique_words, BATON_KIND_BIT (PORTAL_WORD), TRUE },
  { check_portal_words, BATON_KIND_BIT (PORTAL_WORD) | BATON_KIND_BIT (PROGRAM), FALSE },
  { check_landing_page, BATON_KIND_BIT (PAGE) | BATON_KIND_BIT (PROGRAM), FALSE },
  { check_search_profiles, BATON_KIND_BIT (SEARCH_PROFILE), FALSE },
  { check_point_values, BATON_KIND_BIT (PROGRAM) | BATON_KIND_BIT (REWARD), FALSE },
  { check_languages, BATON_KIND_BIT (LOCALE) | BATON_KIND_BIT (PROGRAM), FALSE },
  { check_overlaps, BATON_KIND_BIT (PROMOTION), FALSE },
  { baton_check_budgets, BATON_KIND_BIT (PROGRAM) | BATON_KIND_BIT (PROMOTION), FALSE },
  { baton_check_promotion_groups, BATON_KIND_BIT (PROMOTION), FALSE },
  { baton_check_promotion_reach, BATON_KIND_BIT (PROMOTION) | BATON_KIND_BIT (ACTIVITY), FALSE },
  { baton_check_points_earned, BATON_KIND_BIT (ACTIVITY) | BATON_KIND_BIT (PROMOTION) | BATON_KIND_BIT (REWARD), FALSE },
  { baton_check_brands, BATON_KIND_BIT (BRAND), FALSE },
};

const BatonGroupCheck *
baton_check_get_groups (gsize *n_groups)
{
  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}
