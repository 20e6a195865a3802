/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a translator may change: how texts read in some languages, and nothing else. The server asks it of a push, the client
 * of what it is about to send, so that both mean the same.
 */
#pragma once

#include "model/baton-diff.h"

G_BEGIN_DECLS

/* Whether *atom* changes no more than what stands for one of *languages* (canonical tags, ended by NULL; NULL or none: for
 * any language) in a text: neither its source nor a picture, and no thing is added or removed. */
gboolean         baton_text_scope_allows (const char * const *languages,
                                          const BatonAtom    *atom);
/* The first of *atoms* that it does not allow, borrowed; NULL when it allows all of them. */
const BatonAtom *baton_text_scope_find   (const char * const *languages,
                                          GPtrArray          *atoms);

G_END_DECLS
