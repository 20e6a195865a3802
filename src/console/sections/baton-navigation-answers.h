/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the personas of a program make of its navigation: who sees which item, why one persona does not, and whether what
 * opens has anything for them. Resolved in a thread from the newest snapshot, as the preview is; the older answer stays
 * until the newer is there.
 *
 * Signal: changed ()   a new answer
 */
#pragma once

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_NAVIGATION_ANSWERS (baton_navigation_answers_get_type ())
G_DECLARE_FINAL_TYPE (BatonNavigationAnswers, baton_navigation_answers, BATON, NAVIGATION_ANSWERS, GObject)

typedef struct
{
  GPtrArray *readers;  /* of char *: ids of the personas who see it */
  gboolean   shown;    /* to the chosen persona */
  gboolean   empty;    /* it opens a page on which nothing is for the chosen persona, beside a record neither */
  gboolean   record;   /* it is there, or its page is filled, beside a record only */
  char      *why;      /* a sentence or more on why the chosen persona sees it or not; owned */
} BatonNavigationAnswer;

BatonNavigationAnswers      *baton_navigation_answers_new         (BatonDocument          *document);
/* *persona* (nullable): who is asked in detail. */
void                         baton_navigation_answers_set_persona (BatonNavigationAnswers *self,
                                                                   const char             *persona);
void                         baton_navigation_answers_request     (BatonNavigationAnswers *self);
/* Borrowed until changed; NULL when it is not answered yet. */
const BatonNavigationAnswer *baton_navigation_answers_get         (BatonNavigationAnswers *self,
                                                                   const char             *item);
/* How many personas were asked. */
guint                        baton_navigation_answers_get_n_personas (BatonNavigationAnswers *self);

G_END_DECLS
