/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the preview asks: whose portal of which program, in which language, on which day, beside which record. It holds all
 * that an answer needs, so that one can be worked out in a thread.
 */
#pragma once

#include "portal/baton-portal-why.h"

G_BEGIN_DECLS

typedef struct
{
  /* asked */
  BatonSnapshot *snapshot;      /* owned, as all of it */
  char          *personas[2];   /* the second NULL: one persona alone */
  char          *locale;        /* NULL: the persona's own */
  char          *record;        /* nullable */
  char          *target;        /* NULL: the landing page */
  char          *wanted;        /* what is looked for: who does not see it gives way to somebody who does; nullable */
  char          *words;         /* NULL: nothing is searched for */
  char         **filters;       /* ids of terms; NULL: none */
  BatonSearchIndex *index;      /* of the snapshot; NULL: made with the answer, where it needs one */
  BatonDay       day;
  BatonDevice    device;

  /* answered */
  BatonPortal   *portals[2];
  char          *shown[2];      /* all that can be seen of each: two that are equal look alike */
  BatonWhy      *whys[2];       /* where the target is not there: why; else NULL */
} BatonPreviewQuestion;

/* As which member the question is asked of one of the personas. (transfer full), never NULL. */
BatonProfile *baton_preview_question_make_profile (const BatonPreviewQuestion *question,
                                                   int                         side);
/* The request that goes with it; borrows from the question. */
BatonPortalRequest baton_preview_question_make_request (const BatonPreviewQuestion *question,
                                                        int                         side);
/* Works the answers out; any thread. The first persona becomes another one where *wanted* is not for them but for somebody. */
void          baton_preview_question_answer       (BatonPreviewQuestion       *question);
/* Whether both ask for the same view, be it of another state of the program. */
gboolean      baton_preview_question_is_same_view (const BatonPreviewQuestion *a,
                                                   const BatonPreviewQuestion *b);
/* Takes it apart in a thread: it may hold the last reference to a large program. */
void          baton_preview_question_free         (BatonPreviewQuestion       *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPreviewQuestion, baton_preview_question_free)

G_END_DECLS
