/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the personas of a program make of its pages: who lands where, and which blocks of one page are filled for whom. The
 * portals are resolved in a thread from the newest snapshot, as the preview's are; the older answer stays until the newer
 * is there.
 *
 * Signal: changed ()   a new answer
 */
#pragma once

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_PAGE_ANSWERS (baton_page_answers_get_type ())
G_DECLARE_FINAL_TYPE (BatonPageAnswers, baton_page_answers, BATON, PAGE_ANSWERS, GObject)

/* All arrays are of char *: the names of personas. */
typedef struct
{
  GPtrArray *shown;   /* the block is on the page for them */
  GPtrArray *record;  /* it would be, and is filled beside a record */
  GPtrArray *empty;   /* it would be, but nothing fills it */
  GPtrArray *hidden;  /* it is not for them */
} BatonBlockAnswer;

BatonPageAnswers       *baton_page_answers_new         (BatonDocument    *document);
/* The page whose blocks are asked about; NULL: none. */
void                    baton_page_answers_set_page    (BatonPageAnswers *self,
                                                        const char       *page);
/* Asks for the answer for the newest snapshot, when someone looks. */
void                    baton_page_answers_request     (BatonPageAnswers *self);
/* Names of the personas who land on the page; borrowed until changed, NULL when none does or before the first answer. */
GPtrArray              *baton_page_answers_get_landing (BatonPageAnswers *self,
                                                        const char       *page);
/* Ids of the personas for whom the page of baton_page_answers_set_page() is there; NULL before its first answer. */
GPtrArray              *baton_page_answers_get_readers (BatonPageAnswers *self);
/* Names of the personas who have no landing page at all; NULL before the first answer. */
GPtrArray              *baton_page_answers_get_lost    (BatonPageAnswers *self);
/* Of a block of that page; NULL when it is not answered yet. */
const BatonBlockAnswer *baton_page_answers_get_block   (BatonPageAnswers *self,
                                                        const char       *block);

G_END_DECLS
