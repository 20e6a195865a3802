/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fills an index: one FTS5 table without stored text, one row for each document and language. Words reach FTS5 folded and
 * separated by spaces, so its own tokenizer has nothing left to do but cut at the spaces.
 */
#define G_LOG_DOMAIN "baton-search"

#include "search/baton-search-index.h"

#include "search/baton-search-fold.h"
#include "search/baton-search-index-private.h"

#include <string.h>

#define SCHEMA \
  "CREATE VIRTUAL TABLE text USING fts5 (title, words, summary, body, grams, content = '', " \
  "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
/* All of it is held in memory anyway: one segment written at the end spares FTS5 its merging. */
#define CONFIGURE "INSERT INTO text (text, rank) VALUES ('hashsize', 268435456)"
#define INSERT "INSERT INTO text (rowid, title, words, summary, body, grams) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
/* A word in the title says more than one in the body. */
#define SELECT "SELECT rowid, bm25 (text, 10.0, 5.0, 3.0, 1.0, 1.0) FROM text WHERE text MATCH ?1"

struct _BatonSearchBuilder
{
  GPtrArray         *documents;   /* of BatonSearchDocument */
  GHashTable        *by_id;       /* id → BatonSearchDocument, both borrowed */
  BatonSearchFolder *folder;
};

G_DEFINE_QUARK (baton-search-error-quark, baton_search_error)

static void
free_text (GString *text)
{
  if (text != NULL)
    g_string_free (text, TRUE);
}

static void
entry_drop_texts (BatonSearchEntry *entry)
{
  g_clear_pointer (&entry->title, free_text);
  g_clear_pointer (&entry->words, free_text);
  g_clear_pointer (&entry->summary, free_text);
  g_clear_pointer (&entry->body, free_text);
  g_clear_pointer (&entry->grams, free_text);
}

static void
entry_free (BatonSearchEntry *entry)
{
  entry_drop_texts (entry);
  g_free (entry->locale);
  g_free (entry);
}

static void
document_free (BatonSearchDocument *document)
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
  builder->folder = baton_search_folder_new ();
  return builder;
}

void
baton_search_builder_free (BatonSearchBuilder *builder)
{
  if (builder == NULL)
    return;
  g_hash_table_unref (builder->by_id);
  g_ptr_array_unref (builder->documents);
  baton_search_folder_free (builder->folder);
  g_free (builder);
}

static BatonSearchDocument *
ensure_document (BatonSearchBuilder *builder,
                 const char         *id)
{
  BatonSearchDocument *document = g_hash_table_lookup (builder->by_id, id);

  if (document == NULL)
    {
      document = g_new0 (BatonSearchDocument, 1);
      document->id = g_strdup (id);
      document->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
      g_ptr_array_add (builder->documents, document);
      g_hash_table_insert (builder->by_id, document->id, document);
    }
  return document;
}

BatonSearchEntry *
baton_search_document_find_entry (const BatonSearchDocument *document,
                                  const char                *locale)
{
  for (guint i = 0; i < document->entries->len; i++)
    {
      BatonSearchEntry *entry = g_ptr_array_index (document->entries, i);

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
append_text (BatonSearchBuilder *builder,
             GString            *folded,
             GString            *grams,
             const char         *text)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_free);

  baton_search_folder_split (builder->folder, text, words, runs);
  append_all (folded, words);
  append_all (grams, runs);
}

void
baton_search_builder_tag (BatonSearchBuilder *builder,
                          const char         *id,
                          const char         *term)
{
  BatonSearchDocument *document;

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
  BatonSearchDocument *document;
  BatonSearchEntry *entry;

  g_return_if_fail (builder != NULL && id != NULL && locale != NULL);

  document = ensure_document (builder, id);
  entry = baton_search_document_find_entry (document, locale);
  if (entry == NULL)
    {
      entry = g_new0 (BatonSearchEntry, 1);
      entry->locale = g_strdup (locale);
      entry->title = g_string_new (NULL);
      entry->words = g_string_new (NULL);
      entry->summary = g_string_new (NULL);
      entry->body = g_string_new (NULL);
      entry->grams = g_string_new (NULL);
      g_ptr_array_add (document->entries, entry);
    }
  append_text (builder, entry->title, entry->grams, title);
  append_text (builder, entry->words, entry->grams, words);
  append_text (builder, entry->summary, entry->grams, summary);
  append_text (builder, entry->body, entry->grams, body);
}

gboolean
baton_search_fail (sqlite3  *database,
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
              BatonSearchEntry            *entry,
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
  return result == SQLITE_DONE || baton_search_fail (index->database, error);
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
      || sqlite3_exec (index->database, CONFIGURE, NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_exec (index->database, "BEGIN", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_prepare_v3 (index->database, INSERT, -1, 0, &insert, NULL) != SQLITE_OK)
    {
      baton_search_fail (index->database, error);
      goto out;
    }

  for (guint i = 0; i < index->documents->len; i++)
    {
      BatonSearchDocument *document = g_ptr_array_index (index->documents, i);

      for (guint j = 0; j < document->entries->len; j++)
        if (!insert_entry (index, insert, i, g_ptr_array_index (document->entries, j), error))
          goto out;
    }

  if (sqlite3_exec (index->database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_prepare_v3 (index->database, SELECT, -1, SQLITE_PREPARE_PERSISTENT, &index->select, NULL) != SQLITE_OK)
    {
      baton_search_fail (index->database, error);
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
