/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks an index. A query first settles in which language each document is searched (the first of the reader's that it
 * has), marks those rows, and takes from FTS5's ranked answer only marked ones.
 */
#define G_LOG_DOMAIN "baton-search"

#include "search/baton-search-index.h"

#include "search/baton-search-fold.h"
#include "search/baton-search-index-private.h"

#include <string.h>

/* Readers type a few words; more than this is an attack on the query planner, and is cut off. */
#define MAX_QUERY_BYTES 1000
#define MAX_QUERY_WORDS 24

#define WORD_COLUMNS "{title words summary body} : "
#define GRAM_COLUMN "grams : "

/* Words are letters, digits and marks after folding, apart from the apostrophes and stops that ICU keeps inside words. */
static void
append_quoted (GString    *expression,
               const char *word)
{
  g_string_append_c (expression, '"');
  for (const char *c = word; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (expression, '"');
      g_string_append_c (expression, *c);
    }
  g_string_append_c (expression, '"');
}

/* The members of a group: between commas of any script. (transfer full) */
static char **
split_group (const char *group)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  /* g_strsplit_set() splits at bytes, of which these characters have several. */
  for (const char *c = group; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == 0x060c || character == 0x3001 || character == 0xff0c || character == ';')
        character = ',';
      g_string_append_unichar (plain, character);
    }
  return g_strsplit (plain->str, ",", -1);
}

/* The groups of synonyms as folded words. (transfer full) of GPtrArray of char ** */
static GPtrArray *
fold_synonyms (const char * const *synonyms)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (gsize i = 0; synonyms != NULL && synonyms[i] != NULL; i++)
    {
      g_auto (GStrv) members = split_group (synonyms[i]);
      g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

      for (gsize j = 0; members[j] != NULL; j++)
        {
          GPtrArray *words = baton_search_words (members[j]);

          if (words->len == 0)
            {
              g_ptr_array_unref (words);
              continue;
            }
          g_ptr_array_add (words, NULL);
          g_ptr_array_add (group, g_ptr_array_free (words, FALSE));
        }
      if (group->len > 1)
        g_ptr_array_add (groups, g_steal_pointer (&group));
    }
  return groups;
}

static guint
count_match (char     **member,
             GPtrArray *words,
             guint      at)
{
  guint n = 0;

  for (; member[n] != NULL; n++)
    if (at + n >= words->len || strcmp (member[n], g_ptr_array_index (words, at + n)) != 0)
      return 0;
  return n;
}

/* The group with the longest member that stands at *at*, and that member's length. */
static GPtrArray *
find_synonyms (GPtrArray *groups,
               GPtrArray *words,
               guint      at,
               guint     *length)
{
  GPtrArray *best = NULL;

  *length = 1;
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->len; j++)
        {
          guint n = count_match (g_ptr_array_index (group, j), words, at);

          if (n > 0 && (best == NULL || n > *length))
            {
              best = group;
              *length = n;
            }
        }
    }
  return best;
}

/* ("word"* OR "another way" OR …) AND … */
static char *
make_word_expression (GPtrArray          *words,
                      const char * const *synonyms)
{
  g_autoptr (GPtrArray) groups = fold_synonyms (synonyms);
  GString *expression = g_string_new (NULL);
  guint at = 0;

  while (at < words->len)
    {
      guint length = 1;
      GPtrArray *group = find_synonyms (groups, words, at, &length);

      g_string_append (expression, at > 0 ? " AND (" : "(");
      for (guint i = 0; i < length; i++)
        {
          g_string_append (expression, i > 0 ? " AND " : "");
          g_string_append (expression, WORD_COLUMNS);
          append_quoted (expression, g_ptr_array_index (words, at + i));
          g_string_append (expression, " *");
        }
      for (guint i = 0; group != NULL && i < group->len; i++)
        {
          g_autofree char *phrase = g_strjoinv (" ", g_ptr_array_index (group, i));

          g_string_append (expression, " OR " WORD_COLUMNS);
          append_quoted (expression, phrase);
        }
      g_string_append_c (expression, ')');
      at += length;
    }
  return g_string_free (expression, FALSE);
}

/* NULL without a run of characters that a word breaker may cut in different ways. */
static char *
make_gram_expression (const char *text)
{
  g_autoptr (GPtrArray) runs = baton_search_grams (text);
  GString *expression;

  if (runs->len == 0)
    return NULL;
  expression = g_string_new (NULL);
  for (guint i = 0; i < runs->len && i < MAX_QUERY_WORDS; i++)
    {
      g_string_append (expression, i > 0 ? " AND " GRAM_COLUMN : GRAM_COLUMN);
      append_quoted (expression, g_ptr_array_index (runs, i));
      g_string_append (expression, " *");
    }
  return g_string_free (expression, FALSE);
}

static gboolean
is_allowed (const BatonSearchQuery *query,
            const char             *id)
{
  return query->allowed == NULL || g_hash_table_contains (query->allowed, id);
}

/* One byte a row: whether this reader is shown that row of its document. (transfer full) */
static guint8 *
mark_rows (BatonSearchIndex       *index,
           const BatonSearchQuery *query)
{
  guint8 *marks = g_new0 (guint8, index->rows->len + 1);

  for (guint i = 0; i < index->documents->len; i++)
    {
      const BatonSearchDocument *document = g_ptr_array_index (index->documents, i);

      if (!is_allowed (query, document->id))
        continue;
      for (gsize j = 0; query->locales != NULL && query->locales[j] != NULL; j++)
        {
          BatonSearchEntry *entry = baton_search_document_find_entry (document, query->locales[j]);

          if (entry != NULL)
            {
              marks[entry->rowid - 1] = 1;
              break;
            }
        }
    }
  return marks;
}

static double
boost (const BatonSearchDocument         *document,
       const BatonSearchQuery *query)
{
  int weight = 0;

  for (gsize i = 0; i < query->n_boosts; i++)
    if (document->tags != NULL && g_hash_table_contains (document->tags, query->boosts[i].term))
      weight += query->boosts[i].weight;
  return MAX (1.0 + 0.1 * weight, 0.05);
}

static gboolean
collect (BatonSearchIndex       *index,
         const BatonSearchQuery *query,
         const char             *expression,
         const guint8           *marks,
         GArray                 *hits,
         GError                **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  int result;

  sqlite3_bind_text (index->select, 1, expression, -1, SQLITE_STATIC);
  while ((result = sqlite3_step (index->select)) == SQLITE_ROW)
    {
      gint64 rowid = sqlite3_column_int64 (index->select, 0);
      const BatonSearchDocument *document;
      BatonSearchHit hit = { 0 };

      if (rowid < 1 || rowid > index->rows->len || !marks[rowid - 1])
        continue;
      document = g_ptr_array_index (index->documents, g_array_index (index->rows, guint, rowid - 1));
      hit.id = document->id;
      /* FTS5 gives smaller numbers to better rows, all of them negative. */
      hit.score = -sqlite3_column_double (index->select, 1) * boost (document, query);
      g_array_append_val (hits, hit);
    }
  if (result != SQLITE_DONE)
    baton_search_fail (index->database, error);
  sqlite3_reset (index->select);
  sqlite3_clear_bindings (index->select);
  return result == SQLITE_DONE;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const BatonSearchHit *first = a;
  const BatonSearchHit *second = b;

  if (first->score > second->score)
    return -1;
  if (first->score < second->score)
    return 1;
  return strcmp (first->id, second->id);
}

/* Puts what is pinned for just these words first, in the order of the pins. */
static void
apply_pins (BatonSearchIndex       *index,
            const BatonSearchQuery *query,
            GArray                 *hits)
{
  g_autofree char *asked = baton_search_fold (query->words);
  guint n_pinned = 0;

  for (gsize i = 0; i < query->n_pins; i++)
    {
      g_autofree char *words = baton_search_fold (query->pins[i].words);
      const BatonSearchDocument *document = g_hash_table_lookup (index->by_id, query->pins[i].id);
      BatonSearchHit hit = { .pinned = TRUE };
      guint at;

      if (document == NULL || !is_allowed (query, document->id) || strcmp (asked, words) != 0)
        continue;
      hit.id = document->id;
      for (at = 0; at < hits->len; at++)
        if (g_array_index (hits, BatonSearchHit, at).id == document->id)
          break;
      if (at < n_pinned)
        continue;   /* pinned twice */
      if (at < hits->len)
        {
          hit.score = g_array_index (hits, BatonSearchHit, at).score;
          g_array_remove_index (hits, at);
        }
      g_array_insert_val (hits, n_pinned, hit);
      n_pinned++;
    }
}

GArray *
baton_search_index_query (BatonSearchIndex        *index,
                          const BatonSearchQuery  *query,
                          GError                 **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (BatonSearchHit));
  g_autofree char *asked = NULL;
  g_autoptr (GPtrArray) words = NULL;
  g_autofree guint8 *marks = NULL;
  g_autofree char *expression = NULL;
  const char *end;

  g_return_val_if_fail (index != NULL && query != NULL, NULL);

  /* A cut inside a character leaves a broken one, which is no letter; folding passes over it. */
  asked = g_strndup (query->words != NULL ? query->words : "", MAX_QUERY_BYTES);
  if (!g_utf8_validate (asked, -1, &end))
    asked[end - asked] = '\0';

  words = baton_search_words (asked);
  if (words->len > MAX_QUERY_WORDS)
    g_ptr_array_set_size (words, MAX_QUERY_WORDS);
  if (words->len == 0)
    return g_steal_pointer (&hits);

  marks = mark_rows (index, query);
  expression = make_word_expression (words, query->synonyms);
  if (!collect (index, query, expression, marks, hits, error))
    return NULL;
  if (hits->len == 0)
    {
      g_autofree char *grams = make_gram_expression (asked);

      if (grams != NULL && !collect (index, query, grams, marks, hits, error))
        return NULL;
    }

  g_array_sort (hits, compare_hits);
  apply_pins (index, query, hits);
  if (query->most > 0 && hits->len > query->most)
    g_array_set_size (hits, query->most);
  return g_steal_pointer (&hits);
}
