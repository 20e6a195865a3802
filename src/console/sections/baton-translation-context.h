/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a translator has to know of a text besides its words: what it is for, how long it may be, what the portal fills in, and
 * what the team has noted beside it.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

/* In a few sentences. (transfer full) */
char *baton_translation_context_describe (const BatonNames *names,
                                          BatonEntity      *entity,
                                          BatonField        field);

G_END_DECLS
