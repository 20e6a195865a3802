/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index: one FTS5 table without stored text, one row for each document and language.
 *
 *   documents[d] = { id, tags, entries: [{locale, rowid}] }
 *   rows[rowid − 1] = d
 *
 * A query first settles in which language each document is searched (the first of the reader's that it has), marks
 * those rows, and takes from FTS5's ranked answer only marked ones. Words reach FTS5 folded and separated by spaces, so
 * its own tokenizer has nothing left to do but cut at the spaces.
 */
#define G_LOG_DOMAIN "baton-search"

#include "search/baton-search-index.h"

#include "search/baton-search-fold.h"

#include <sqlite3.h>
#include <string.h>

/* Readers type a few words; more than this is an attack on the query planner, and is cut off. */
#define MAX_QUERY_BYTES 1000
#define MAX_QUERY_WORDS 24

#define SCHEMA \
  "CREATE VIRTUAL TABLE text USING fts5 (title, words, summary, body, grams, content = '', " \
  "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix = '1 2 3')"
#define INSERT "INSERT INTO text (rowid, title, words, summary, body, grams) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
/* A word in the title says more than one in the body. */
#define SELECT "SELECT rowid, bm25 (text, 10.0, 5.0, 3.0, 1.0, 1.0) FROM text WHERE text MATCH ?1"
#define WORD_COLUMNS "{title words summary body} : "
#define GRAM_COLUMN "grams : "

typedef struct
{
  char *locale;
  gint64 rowid;      /* set when the index is made */
  GString *title;
  GString *words;
  GString *summary;
  GString *body;
  GString *grams;
} Entry;

typedef struct
{
  char       *id;
  GHashTable *tags;      /* set of owned ids; NULL without */
  GPtrArray  *entries;   /* of Entry, in the order given */
} Document;

struct _BatonSearchBuilder
{
  GPtrArray  *documents;   /* of Document */
  GHashTable *by_id;       /* id → Document, both borrowed */
};

struct _BatonSearchIndex
{
  gatomicrefcount ref_count;
  GMutex          mutex;       /* over the connection and its statement */
  sqlite3        *database;
  sqlite3_stmt   *select;
  GPtrArray      *documents;   /* of Document */
  GHashTable     *by_id;       /* id → Document, both borrowed */
  GArray         *rows;        /* guint: index into documents by rowid − 1 */
};

G_DEFINE_QUARK (baton-search-error-quark, baton_search_error)

static void
free_text (GString *text)
{
  if (text != NULL)
    g_string_free (text, TRUE);
}

static void
entry_drop_texts (Entry *entry)
{
  g_clear_pointer (&entry->title, free_text);
  g_clear_pointer (&entry->words, free_text);
  g_clear_pointer (&entry->summary, free_text);
  g_clear_pointer (&entry->body, free_text);
  g_clear_pointer (&entry->grams, free_text);
}

static void
entry_free (Entry *entry)
{
  entry_drop_texts (entry);
  g_free (entry->locale);
  g_free (entry);
}

static void
document_free (Document *document)
{
  g_free (document->id);
  g_clear_pointer (&document->tags, g_hash_table_unref);
  g_ptr_array_unref (document->entries);
  g_free (document);
}

/* ── Building ────────────────────────────────────────────────────────────────────────────────────────── */

BatonSearchBuilder *
baton_search_builder_new (void)
{
  BatonSearchBuilder *builder = g_new0 (BatonSearchBuilder, 1);

  builder->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) document_free);
  builder->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return builder;
}

void
baton_search_builder_free (BatonSearchBuilder *builder)
{
  if (builder == NULL)
    return;
  g_hash_table_unref (builder->by_id);
  g_ptr_array_unref (builder->documents);
  g_free (builder);
}

static Document *
ensure_document (BatonSearchBuilder *builder,
                 const char         *id)
{
  Document *document = g_hash_table_lookup (builder->by_id, id);

  if (document == NULL)
    {
      document = g_new0 (Document, 1);
      document->id = g_strdup (id);
      document->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
      g_ptr_array_add (builder->documents, document);
      g_hash_table_insert (builder->by_id, document->id, document);
    }
  return document;
}

static Entry *
find_entry (const Document *document,
            const char     *locale)
{
  for (guint i = 0; i < document->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (document->entries, i);

      if (strcmp (entry->locale, locale) == 0)
        return entry;
    }
  return NULL;
}

static void
append_all (GString   *text,
            GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, g_ptr_array_index (pieces, i));
    }
}

static void
append_text (GString    *folded,
             GString    *grams,
             const char *text)
{
  g_autoptr (GPtrArray) words = baton_search_words (text);
  g_autoptr (GPtrArray) runs = baton_search_grams (text);

  append_all (folded, words);
  append_all (grams, runs);
}

void
baton_search_builder_tag (BatonSearchBuilder *builder,
                          const char         *id,
                          const char         *term)
{
  Document *document;

  g_return_if_fail (builder != NULL && id != NULL && term != NULL);

  document = ensure_document (builder, id);
  if (document->tags == NULL)
    document->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (document->tags, g_strdup (term));
}

void
baton_search_builder_add (BatonSearchBuilder *builder,
                          const char         *id,
                          const char         *locale,
                          const char         *title,
                          const char         *summary,
                          const char         *body,
                          const char         *words)
{
  Document *document;
  Entry *entry;

  g_return_if_fail (builder != NULL && id != NULL && locale != NULL);

  document = ensure_document (builder, id);
  entry = find_entry (document, locale);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->locale = g_strdup (locale);
      entry->title = g_string_new (NULL);
      entry->words = g_string_new (NULL);
      entry->summary = g_string_new (NULL);
      entry->body = g_string_new (NULL);
      entry->grams = g_string_new (NULL);
      g_ptr_array_add (document->entries, entry);
    }
  append_text (entry->title, entry->grams, title);
  append_text (entry->words, entry->grams, words);
  append_text (entry->summary, entry->grams, summary);
  append_text (entry->body, entry->grams, body);
}

static gboolean
fail (sqlite3  *database,
      GError  **error)
{
  /* SQLite's words are for the log; what callers show says only that search is not to be had. */
  g_debug ("search index: %s", database != NULL ? sqlite3_errmsg (database) : "out of memory");
  g_set_error_literal (error, BATON_SEARCH_ERROR, BATON_SEARCH_ERROR_DATABASE, "the search index could not be made or asked");
  return FALSE;
}

static void
bind_text (sqlite3_stmt  *statement,
           int            parameter,
           const GString *text)
{
  sqlite3_bind_text (statement, parameter, text->str, (int) text->len, SQLITE_STATIC);
}

static gboolean
insert_entry (BatonSearchIndex *index,
              sqlite3_stmt     *insert,
              guint             document,
              Entry            *entry,
              GError          **error)
{
  int result;

  g_array_append_val (index->rows, document);
  entry->rowid = index->rows->len;

  sqlite3_bind_int64 (insert, 1, entry->rowid);
  bind_text (insert, 2, entry->title);
  bind_text (insert, 3, entry->words);
  bind_text (insert, 4, entry->summary);
  bind_text (insert, 5, entry->body);
  bind_text (insert, 6, entry->grams);
  result = sqlite3_step (insert);
  sqlite3_reset (insert);
  sqlite3_clear_bindings (insert);
  entry_drop_texts (entry);
  return result == SQLITE_DONE || fail (index->database, error);
}

static gboolean
fill (BatonSearchIndex *index,
      GError          **error)
{
  sqlite3_stmt *insert = NULL;
  gboolean filled = FALSE;

  if (sqlite3_open_v2 (":memory:", &index->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || sqlite3_exec (index->database, "PRAGMA journal_mode = OFF", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_exec (index->database, SCHEMA, NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_exec (index->database, "BEGIN", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_prepare_v3 (index->database, INSERT, -1, 0, &insert, NULL) != SQLITE_OK)
    {
      fail (index->database, error);
      goto out;
    }

  for (guint i = 0; i < index->documents->len; i++)
    {
      Document *document = g_ptr_array_index (index->documents, i);

      for (guint j = 0; j < document->entries->len; j++)
        if (!insert_entry (index, insert, i, g_ptr_array_index (document->entries, j), error))
          goto out;
    }

  if (sqlite3_exec (index->database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_prepare_v3 (index->database, SELECT, -1, SQLITE_PREPARE_PERSISTENT, &index->select, NULL) != SQLITE_OK)
    {
      fail (index->database, error);
      goto out;
    }
  filled = TRUE;

out:
  sqlite3_finalize (insert);
  return filled;
}

BatonSearchIndex *
baton_search_builder_finish (BatonSearchBuilder *builder,
                             GError            **error)
{
  g_autoptr (BatonSearchIndex) index = NULL;

  g_return_val_if_fail (builder != NULL, NULL);

  index = g_new0 (BatonSearchIndex, 1);
  g_atomic_ref_count_init (&index->ref_count);
  g_mutex_init (&index->mutex);
  index->documents = g_steal_pointer (&builder->documents);
  index->by_id = g_steal_pointer (&builder->by_id);
  index->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  builder->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) document_free);
  builder->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (!fill (index, error))
    return NULL;
  return g_steal_pointer (&index);
}

BatonSearchIndex *
baton_search_index_ref (BatonSearchIndex *index)
{
  g_atomic_ref_count_inc (&index->ref_count);
  return index;
}

void
baton_search_index_unref (BatonSearchIndex *index)
{
  if (index == NULL || !g_atomic_ref_count_dec (&index->ref_count))
    return;
  sqlite3_finalize (index->select);
  sqlite3_close (index->database);
  g_array_unref (index->rows);
  g_hash_table_unref (index->by_id);
  g_ptr_array_unref (index->documents);
  g_mutex_clear (&index->mutex);
  g_free (index);
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

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

/* The groups of synonyms as folded words. (transfer full) of GPtrArray of char ** */
static GPtrArray *
fold_synonyms (const char * const *synonyms)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (gsize i = 0; synonyms != NULL && synonyms[i] != NULL; i++)
    {
      g_auto (GStrv) members = g_strsplit_set (synonyms[i], ",،、，;", -1);
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
      const Document *document = g_ptr_array_index (index->documents, i);

      if (!is_allowed (query, document->id))
        continue;
      for (gsize j = 0; query->locales != NULL && query->locales[j] != NULL; j++)
        {
          Entry *entry = find_entry (document, query->locales[j]);

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
boost (const Document         *document,
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
      const Document *document;
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
    fail (index->database, error);
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
      const Document *document = g_hash_table_lookup (index->by_id, query->pins[i].id);
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
