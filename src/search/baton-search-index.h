/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ranked full-text search over a program's content.
 *
 * An index is made once from a list of documents and never changes; a new snapshot gets a new index. It lives in an
 * in-memory SQLite database with FTS5. Words are found with ICU's word boundaries (so that Japanese, Chinese and Thai
 * work), compared without case, width and diacritics, and every query word also matches as the beginning of a word.
 * It may be asked from any thread.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BatonSearchBuilder BatonSearchBuilder;
typedef struct _BatonSearchIndex BatonSearchIndex;

#define BATON_SEARCH_ERROR (baton_search_error_quark ())
GQuark              baton_search_error_quark   (void);

typedef enum
{
  BATON_SEARCH_ERROR_DATABASE,  /* SQLite refused: out of memory, or built without FTS5 */
  BATON_SEARCH_N_ERRORS
} BatonSearchError;

BatonSearchBuilder *baton_search_builder_new   (void);
void                baton_search_builder_free  (BatonSearchBuilder *builder);
/* What the document *id* is tagged with, for boosts: ids of terms, those above them included. Copied. */
void                baton_search_builder_tag   (BatonSearchBuilder *builder,
                                                const char         *id,
                                                const char         *term);
/* Adds what *id* says to readers of *locale*. Texts are plain (no markup) and may be NULL; *words* are further words
 * that find it (names of its terms). A second call for the same id and locale adds to the first. */
void                baton_search_builder_add   (BatonSearchBuilder *builder,
                                                const char         *id,
                                                const char         *locale,
                                                const char         *title,
                                                const char         *summary,
                                                const char         *body,
                                                const char         *words);
/* Takes what was added; the builder is empty again. NULL with *error* set on failure. (transfer full) */
BatonSearchIndex   *baton_search_builder_finish (BatonSearchBuilder *builder,
                                                 GError            **error);

BatonSearchIndex   *baton_search_index_ref     (BatonSearchIndex   *index);
void                baton_search_index_unref   (BatonSearchIndex   *index);

typedef struct
{
  const char *term;     /* id */
  int         weight;   /* −10 … 10: each step is a tenth of the score up or down */
} BatonSearchBoost;

typedef struct
{
  const char *words;    /* what was searched for; compared word by word after folding */
  const char *id;       /* the document that then comes first */
} BatonSearchPin;

typedef struct
{
  const char              *words;      /* what the reader typed */
  const char * const      *locales;    /* NULL-terminated; each document is searched in the first of them it has */
  GHashTable              *allowed;    /* nullable: set of ids (const char *) that may be found; NULL: all */
  const BatonSearchBoost  *boosts;
  gsize                    n_boosts;
  const BatonSearchPin    *pins;       /* found even where their text does not match, if allowed */
  gsize                    n_pins;
  const char * const      *synonyms;   /* nullable, NULL-terminated; each "word, other word, …": a comma-separated group */
  guint                    most;       /* at most so many hits; 0: all */
} BatonSearchQuery;

typedef struct
{
  const char *id;       /* borrowed from the index */
  double      score;    /* higher is better; comparable within one answer only */
  gboolean    pinned;
} BatonSearchHit;

/* The hits, best first; ties by id. All words must match; where nothing matches so, words cut otherwise by the word
 * breaker (Japanese, Chinese) are tried by their characters. Empty for words without a letter or a digit.
 * (transfer full) of BatonSearchHit by value; the index must outlive it. NULL with *error* set on failure. */
GArray             *baton_search_index_query   (BatonSearchIndex        *index,
                                                const BatonSearchQuery  *query,
                                                GError                 **error);

/* The words of *text* as the index compares them, separated by spaces; for tests and for marking. (transfer full) */
char               *baton_search_fold          (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonSearchBuilder, baton_search_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonSearchIndex, baton_search_index_unref)

G_END_DECLS
