/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translatable texts and how a language finds one.
 *
 *   {"source": "Ways to earn",
 *    "native": "ja",             written for this locale alone: not to be translated, "source" is in that language
 *    "kept": true,               the same in all languages (a brand word)
 *    "locales": {"de": {"text": "Punkte sammeln", "state": "reviewed", "source": "9f86d081884c7d65"}}}
 *
 * The state is "needs-work" (never shown to members), "translated" (awaits review) or "reviewed". "source" of a locale
 * is the digest of the source text that it was made from: a text is stale when that differs from the digest of the
 * present source. Stale is computed, never stored.
 */
#pragma once

#include "model/baton-locale.h"
#include "model/baton-value.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_TEXT_MISSING,
  BATON_TEXT_NEEDS_WORK,
  BATON_TEXT_STALE,         /* shown, but the source has changed since */
  BATON_TEXT_TRANSLATED,
  BATON_TEXT_REVIEWED,
  BATON_TEXT_SOURCE,        /* the asked locale is the source locale */
  BATON_TEXT_NATIVE,        /* not to be translated: written for one locale */
  BATON_TEXT_KEPT           /* not to be translated: the same in all */
} BatonTextState;

/* The source text; "" when unset. Also accepts a plain string. */
const char     *baton_text_get_source     (const BatonValue *text);
/* What stands for exactly *tag*, whatever its state; NULL when nothing does. */
const char     *baton_text_get_exact      (const BatonValue *text,
                                           const char       *tag);
BatonTextState  baton_text_get_state      (const BatonValue *text,
                                           const char       *tag,
                                           const char       *source_tag);
/* The text that a reader of the first tag of *chain* (NULL-terminated, made by baton_locale_chain()) is shown, and in
 * *found* (out, nullable, borrowed) the tag that it was found under, NULL when it is the source. Never NULL. */
const char     *baton_text_lookup         (const BatonValue   *text,
                                           const char * const *chain,
                                           const char        **found);
/* First 16 hexadecimal digits of the SHA-256 of *source*. (transfer full) */
char           *baton_text_source_digest  (const char *source);

/* New text values (transfer full); *text* NULL counts as empty. */
BatonValue     *baton_text_new            (const char *source);
BatonValue     *baton_text_with_source    (const BatonValue *text,
                                           const char       *source);
/* Sets or, with NULL *translation*, removes what stands for *tag*; the digest of the present source is stamped. *state*
 * is one of NEEDS_WORK, TRANSLATED, REVIEWED. */
BatonValue     *baton_text_with_locale    (const BatonValue *text,
                                           const char       *tag,
                                           const char       *translation,
                                           BatonTextState    state);

G_END_DECLS
