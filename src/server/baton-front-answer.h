/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every answer of the front says, and its bytes where the library does not write them.
 */
#pragma once

#include "server/baton-answer.h"

G_BEGIN_DECLS

/* Sets the headers that every answer has unless it says otherwise itself. */
void    baton_front_complete_answer (BatonAnswer       *answer);
/* A name for a request, of no meaning. (transfer full) */
char   *baton_front_make_id         (void);
/* The bytes of an answer, for a connection that the library does not know. (transfer full) */
GBytes *baton_front_format_answer   (const BatonAnswer *answer,
                                     gboolean           head_only);

G_END_DECLS
