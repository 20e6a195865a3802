/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person typed, as a value: the way back from baton_words_value(). Names are understood as well as ids, choices by
 * their label as well as their stored value, days, money and percentages as they are written.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_PARSE_OK,
  BATON_PARSE_NOT_UNDERSTOOD,  /* not a value of this type */
  BATON_PARSE_NOT_FOUND,       /* no thing of that name */
  BATON_PARSE_AMBIGUOUS        /* several things of that name */
} BatonParseResult;

/* *value* (out, transfer full) is NULL where *text* is empty: unset. A translatable text keeps the translations of *before*
 * (nullable). Types without a plain form (records, audiences, queries) are read as JSON. *culprit* (out, nullable, transfer
 * full): the part that was not understood. */
BatonParseResult baton_words_parse_value (const BatonNames     *names,
                                          const BatonFieldInfo *field,
                                          const BatonValue     *before,
                                          const char           *text,
                                          BatonValue          **value,
                                          char                **culprit);
/* Finds a thing of one of *kinds* (bits, 0: any) by id, by the slug that begins its id, or by name without regard to case.
 * NULL with *several* set when it is not unique, or unset when there is none. Borrowed. */
BatonEntity     *baton_words_find        (const BatonNames     *names,
                                          guint64               kinds,
                                          const char           *text,
                                          gboolean             *several);
/* One sentence that says what was not understood. (transfer full) */
char            *baton_words_parse_error (BatonParseResult      result,
                                          const BatonFieldInfo *field,
                                          const char           *culprit);
/* "1,234.50" with a decimal point or comma, "12 %", "EUR 5": scaled by 10^*digits*. FALSE when it is none. */
gboolean         baton_words_parse_decimal (const char *text,
                                            int         digits,
                                            gint64     *scaled);

G_END_DECLS
