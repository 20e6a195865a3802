/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The examples of empty sections (baton-examples.h) in words.
 */
#pragma once

#include "model/baton-schema.h"

G_BEGIN_DECLS

/* What the example of *kind* tells, two or three sentences; NULL where there is none. */
const char *baton_words_example      (BatonKind kind);
/* What adding it is called, on a button and in the journal: "Add the Influencer Tiers"; NULL where there is none. */
const char *baton_words_example_step (BatonKind kind);

G_END_DECLS
