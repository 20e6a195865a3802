/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Languages, time zones, currencies and months by the names that people know them by, from ICU's copy of CLDR.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

typedef struct
{
  char *value;   /* owned; as stored */
  char *name;    /* owned; in the user's language */
} BatonStandardValue;

/* "Berlin, Europe" of "Europe/Berlin", "Euro (EUR)" of "EUR", "February" of "2"; *value* itself where nothing is known
 * of it. (transfer full) */
char      *baton_words_standard      (BatonStandard  standard,
                                      const char    *value);
/* Everything to choose from, by name in the order of the user's language, months by themselves. Empty for addresses, and
 * for the program's own languages, which the program lists. (transfer full) of BatonStandardValue. */
GPtrArray *baton_words_list_standard (BatonStandard  standard);

G_END_DECLS
