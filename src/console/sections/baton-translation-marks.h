/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a translation lacks of its source beside the words: links, placeholders, bold, italic, headings and lists; and which
 * placeholders and links it has that the source has not.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

/* In one or two sentences; NULL when nothing differs. (transfer full) */
char *baton_translation_marks_compare (const BatonNames *names,
                                       BatonField        field,
                                       const char       *source,
                                       const char       *translation);

G_END_DECLS
