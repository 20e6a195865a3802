/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the room: what an index is made of. It is filled by baton-search-index.c and asked by baton-search-query.c.
 *
 *   documents[d] = { id, tags, entries: [{locale, rowid}] }
 *   rows[rowid − 1] = d
 */
#pragma once

#include "search/baton-search-index.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct
{
  char    *locale;
  gint64   rowid;     /* set when the index is made */
  GString *title;     /* these five, folded, until then; NULL afterwards */
  GString *words;
  GString *summary;
  GString *body;
  GString *grams;
} BatonSearchEntry;

typedef struct
{
  char       *id;
  GHashTable *tags;      /* set of owned ids; NULL without */
  GPtrArray  *entries;   /* of BatonSearchEntry, in the order given */
} BatonSearchDocument;

struct _BatonSearchIndex
{
  gatomicrefcount ref_count;
  GMutex          mutex;       /* over the connection and its statement */
  sqlite3        *database;
  sqlite3_stmt   *select;
  GPtrArray      *documents;   /* of BatonSearchDocument */
  GHashTable     *by_id;       /* id → BatonSearchDocument, both borrowed */
  GArray         *rows;        /* guint: index into documents by rowid − 1 */
};

/* What *document* says to readers of *locale*; NULL for nothing. */
BatonSearchEntry *baton_search_document_find_entry (const BatonSearchDocument *document,
                                                    const char                *locale);
/* Sets *error* and is FALSE. */
gboolean          baton_search_fail                (sqlite3                   *database,
                                                    GError                   **error);

G_END_DECLS
