/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-translation-marks.h"

#include "model/baton-placeholder.h"
#include "model/baton-rich-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often a text has each mark. */
typedef struct
{
  GHashTable *places;                  /* address of a link, or placeholder with its braces → count; owned */
  guint       types[BATON_N_RICH_TYPES];
} Marks;

static void
count_place (Marks      *marks,
             const char *place)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (marks->places, place));

  g_hash_table_insert (marks->places, g_strdup (place), GUINT_TO_POINTER (n + 1));
}

static void
count_nodes (Marks               *marks,
             const BatonRichNode *node)
{
  for (; node != NULL; node = node->next)
    {
      marks->types[node->type]++;
      if (node->type == BATON_RICH_LINK)
        count_place (marks, node->address);
      count_nodes (marks, node->children);
    }
}

static void
count_marks (Marks      *marks,
             BatonField  field,
             const char *text)
{
  *marks = (Marks) { .places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  if (baton_placeholder_get_allowed (field) != NULL)
    {
      g_auto (GStrv) names = baton_placeholder_list (text);

      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *braced = g_strdup_printf ("{%s}", names[i]);

          count_place (marks, braced);
        }
    }
  if (baton_schema_get_field (field)->type == BATON_TYPE_RICH_TEXT)
    {
      g_autoptr (BatonRichNode) root = baton_rich_text_parse (text, NULL);

      count_nodes (marks, root);
    }
}

/* "the link to “Partner home”", "{tier}". (transfer full) */
static char *
describe_place (const BatonNames *names,
                const char       *place)
{
  const char *id = *place == '{' ? NULL : baton_address_get_entity (place);
  gboolean gone = id != NULL && baton_names_lookup (names, id) == NULL;
  g_autofree char *name = id != NULL ? baton_words_quoted_name (names, id) : g_strdup (place);

  if (*place == '{')
    return g_steal_pointer (&name);
  if (gone)
    return g_strdup (C_("mark", "a link that leads nowhere"));
  /* Translators: a mark in a formatted text; %s is a web address, or the name of something in quotation marks */
  return g_strdup_printf (C_("mark", "the link to %s"), name);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Those of which *all* has more than *others*, in words. (transfer full) */
static GPtrArray *
list_more_places (const BatonNames *names,
                  const Marks      *all,
                  const Marks      *others)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer place, n;

  g_hash_table_iter_init (&iter, all->places);
  while (g_hash_table_iter_next (&iter, &place, &n))
    if (GPOINTER_TO_UINT (n) > GPOINTER_TO_UINT (g_hash_table_lookup (others->places, place)))
      g_ptr_array_add (list, describe_place (names, place));
  g_ptr_array_sort (list, compare_strings);
  return list;
}

/* Appends what kinds of marks the translation has none of, or, of what makes the outline, fewer. */
static void
append_missing_types (GPtrArray   *list,
                      const Marks *source,
                      const Marks *translation)
{
  const struct { BatonRichType type; gboolean counts; const char *label; } types[] = {
    { BATON_RICH_BOLD, FALSE, C_("mark", "bold") },
    { BATON_RICH_ITALIC, FALSE, C_("mark", "italic") },
    { BATON_RICH_HEADING_2, TRUE, C_("mark", "a heading") },
    { BATON_RICH_HEADING_3, TRUE, C_("mark", "a subheading") },
    { BATON_RICH_HEADING_4, TRUE, C_("mark", "a small heading") },
    { BATON_RICH_BULLETS, TRUE, C_("mark", "a list") },
    { BATON_RICH_NUMBERS, TRUE, C_("mark", "a numbered list") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint wanted = source->types[types[i].type], got = translation->types[types[i].type];

      if (types[i].counts ? got < wanted : got == 0 && wanted > 0)
        g_ptr_array_add (list, g_strdup (types[i].label));
    }
}

char *
baton_translation_marks_compare (const BatonNames *names,
                                 BatonField        field,
                                 const char       *source,
                                 const char       *translation)
{
  g_autoptr (GPtrArray) missing = NULL, more = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Marks wanted, got;

  count_marks (&wanted, field, source);
  count_marks (&got, field, translation);
  missing = list_more_places (names, &wanted, &got);
  more = list_more_places (names, &got, &wanted);
  append_missing_types (missing, &wanted, &got);
  g_hash_table_unref (wanted.places);
  g_hash_table_unref (got.places);
  if (missing->len > 0)
    {
      g_autofree char *joined = baton_words_join_and (missing);

      /* Translators: %s lists marks of the source that a translation lacks: bold, {tier} and the link to “Partner home” */
      g_string_append_printf (text, _("Missing here: %s."), joined);
    }
  if (more->len > 0)
    {
      g_autofree char *joined = baton_words_join_and (more);

      g_string_append (text, text->len > 0 ? " " : "");
      /* Translators: %s lists links and placeholders of a translation that its source has not */
      g_string_append_printf (text, _("Not in the source: %s."), joined);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
