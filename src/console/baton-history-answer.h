/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Something that is worked out of a document's draft, register and history, in a thread, and stands until one of them is
 * another. What derives from it says what and how.
 *
 * Signal: changed ()   there is a new answer
 */
#pragma once

#include "console/baton-document.h"
#include "incentives/baton-reckoner.h"

G_BEGIN_DECLS

/* All held while it is worked out. */
typedef struct
{
  BatonSnapshot *snapshot;
  BatonRegister *reg;
  BatonHistory  *history;    /* which has events */
  BatonReckoner *reckoner;   /* of both; see baton_history_question_ask() */
  BatonDay       first;      /* the span of the history */
  BatonDay       last;
  BatonDay       today;
} BatonHistoryQuestion;

/* What the draft gives in those days, by the what-if's reckoner where it had one to lend. In the thread. NULL with an error. (transfer full) */
BatonReckoning *baton_history_question_ask (BatonHistoryQuestion  *question,
                                            BatonDay               from,
                                            BatonDay               through,
                                            GCancellable          *cancellable,
                                            GError               **error);

#define BATON_TYPE_HISTORY_ANSWER (baton_history_answer_get_type ())
G_DECLARE_DERIVABLE_TYPE (BatonHistoryAnswer, baton_history_answer, BATON, HISTORY_ANSWER, GObject)

struct _BatonHistoryAnswerClass
{
  GObjectClass parent_class;

  /* In the thread; *question* is this call's alone. NULL with an error. */
  gpointer     (*work_out)    (BatonHistoryQuestion  *question,
                               GCancellable          *cancellable,
                               GError               **error);
  GDestroyNotify free_answer;
  gboolean       daily;       /* another day asks for another answer */
};

/* Before anything else; *document* is borrowed, weakly. */
void     baton_history_answer_set_document (BatonHistoryAnswer *self,
                                            BatonDocument      *document);
/* Asks for the newest, where the last answer is of another draft, register or history. */
void     baton_history_answer_request      (BatonHistoryAnswer *self);
/* Borrowed until changed; NULL before the first answer, without a history, and where it could not be worked out. */
gpointer baton_history_answer_get          (BatonHistoryAnswer *self);

G_END_DECLS
