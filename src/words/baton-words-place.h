/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places in a portal by which a member comes to something.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

/* *ids*: of pages, blocks, collections and navigation items. Their names in quotation marks; blocks of several pages are often called
 * the same: then each is said with its page, and the page not again. (transfer full) of char * */
GPtrArray *baton_words_list_places (const BatonNames *names,
                                    GPtrArray        *ids);

G_END_DECLS
