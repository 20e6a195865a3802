/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks through all texts of a program in a thread: which of them somebody wants to see, and how many there are in which
 * state by language. Hundreds of thousands of texts cost the main loop no more than a list of what there is.
 */
#pragma once

#include "console/baton-document.h"
#include "model/baton-text.h"

G_BEGIN_DECLS

#define BATON_TEXT_N_STATES (BATON_TEXT_KEPT + 1)

typedef enum
{
  BATON_TEXTS_OPEN,     /* whatever somebody must still do something about */
  BATON_TEXTS_MISSING,
  BATON_TEXTS_STALE,
  BATON_TEXTS_REVIEW,
  BATON_TEXTS_KEPT,     /* what is not to be translated: written for one language, or the same in all */
  BATON_TEXTS_ALL
} BatonTextsShown;

/* A text: a field of an entity as it was when it was asked for. */
typedef struct
{
  BatonEntity *entity;   /* owned */
  BatonField   field;
} BatonFoundText;

typedef struct
{
  GArray *texts;         /* of BatonFoundText, in the order of the program */
  guint  *counts;        /* language × state; NULL when it was not asked to count */
} BatonTextAnswer;

void             baton_text_answer_free   (BatonTextAnswer     *answer);
/* An empty array as of *texts*. (transfer full) */
GArray          *baton_text_answer_new_texts (void);

/* Whether the text is one of those. *tag*: the language; *search* (nullable): case-folded, sought in source, translation and
 * name. */
gboolean         baton_text_query_matches (const BatonEntity   *entity,
                                           BatonField           field,
                                           const char          *tag,
                                           const char          *source_tag,
                                           BatonTextsShown      shown,
                                           const char          *search);
/* Adds the states of the entity's texts (nullable: none) in the languages *tags* to *counts*, or with *sign* −1 takes them away. */
void             baton_text_query_count   (const BatonEntity   *entity,
                                           const char * const  *tags,
                                           const char          *source_tag,
                                           guint               *counts,
                                           int                  sign);
/* Everything of the program that has texts: owned references, for a thread. (transfer full) */
GPtrArray       *baton_text_query_list_entities (const BatonProgram *program);
/* Asks. *tag* NULL finds nothing; *count*: counts for *tags*. *progress* (owned by the caller, nullable, outlives the answer): set to
 * 0 to 1000 on the way. */
void             baton_text_query_run     (BatonDocument       *document,
                                           const char          *tag,
                                           const char * const  *tags,
                                           gboolean             count,
                                           BatonTextsShown      shown,
                                           const char          *search,
                                           int                 *progress,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             source);
/* NULL when it was cancelled. (transfer full) */
BatonTextAnswer *baton_text_query_finish  (GAsyncResult        *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTextAnswer, baton_text_answer_free)

G_END_DECLS
