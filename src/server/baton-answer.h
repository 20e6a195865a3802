/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a handler answers: a status, headers and a body, as plain data that no HTTP library has touched, so that handlers
 * can run on worker threads, answers can be stored and replayed, and both can be tested without a network. A refusal is
 * an answer too: problem details (RFC 9457) with a slug of a closed list.
 */
#pragma once

#include "model/baton-problem.h"
#include "model/baton-value.h"

G_BEGIN_DECLS

typedef enum
{
#define BATON_REFUSAL(SYMBOL, slug, status, title) BATON_REFUSAL_##SYMBOL,
#include "server/baton-refusal-table.h"
  BATON_N_REFUSALS
} BatonRefusal;

typedef struct
{
  guint      status;     /* 0: not answered yet */
  GPtrArray *headers;    /* name, value, name, value… ; owned strings */
  GBytes    *body;       /* owned, nullable */
  char      *instance;   /* owned, nullable: the request's id, for problem details */
} BatonAnswer;

const char  *baton_refusal_get_slug   (BatonRefusal  refusal);
guint        baton_refusal_get_status (BatonRefusal  refusal);

BatonAnswer *baton_answer_new         (void);
void         baton_answer_free        (BatonAnswer  *answer);
/* Sets or replaces a header. A value with a control character is dropped rather than split into two headers. */
void         baton_answer_set_header  (BatonAnswer  *answer,
                                       const char   *name,
                                       const char   *value);
/* Borrowed; NULL when it is not set. */
const char  *baton_answer_get_header  (const BatonAnswer *answer,
                                       const char   *name);
void         baton_answer_set_body    (BatonAnswer  *answer,
                                       guint         status,
                                       const char   *media_type,
                                       GBytes       *body);
/* Takes *text*. */
void         baton_answer_take_text   (BatonAnswer  *answer,
                                       guint         status,
                                       const char   *media_type,
                                       char         *text);
void         baton_answer_set_json    (BatonAnswer  *answer,
                                       guint         status,
                                       const BatonValue *value);
/* Answers with problem details. *extra* (nullable) is an object whose members are added: "errors", "head"… */
void         baton_answer_refuse      (BatonAnswer  *answer,
                                       BatonRefusal  refusal,
                                       const BatonValue *extra);

/* At most 200 problems as the members "errors" and, where there are more, "more" of an object. (transfer full) */
BatonValue  *baton_answer_problems    (GPtrArray    *problems);

#define BATON_MEDIA_JSON "application/json"
#define BATON_MEDIA_PROBLEM "application/problem+json"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonAnswer, baton_answer_free)

G_END_DECLS
