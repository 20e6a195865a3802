/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Languages: canonical tags, the chain in which a language finds its texts, direction and names.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The languages in which *tag* finds its texts, itself first: the program's own override, the CLDR parent, truncation
 * (a lone subtag goes with the one before it); never across scripts; at most 8; the source locale is not among them
 * unless reached so. *overrides* (nullable): tag → tag, both strings. (transfer full) NULL-terminated. */
char          **baton_locale_chain        (const char *tag,
                                           GHashTable *overrides);
/* A well-formed BCP 47 tag in its canonical form ("zh-Hant-TW"); NULL for anything else. (transfer full) */
char           *baton_locale_canonicalize (const char *tag);
/* Whether both are written in one script, the likely one where a tag names none. */
gboolean        baton_locale_same_script  (const char *a,
                                           const char *b);
/* Whether its script is written from right to left. */
gboolean        baton_locale_is_rtl       (const char *tag);
/* The language's name for readers of *in_tag*, from ICU. (transfer full) */
char           *baton_locale_display_name (const char *tag,
                                           const char *in_tag);

G_END_DECLS
