/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers, money, percentages and days in the user's locale.
 */
#pragma once

#include "model/baton-day.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* What stands between groups of three digits: the locale's, or a comma where no locale is set, since the texts are English then. */
const char *baton_words_get_thousands (void);

/* All (transfer full). */
char *baton_words_number  (gint64 number);
/* *pattern* with its one %s filled by *number*; it came from ngettext(). */
char *baton_words_count   (const char *pattern,
                           gint64      number);
/* Hundredths: 453 is "4.53". */
char *baton_words_hundredths (gint64 hundredths);
/* "14", or "14 → 12" where it changes. */
char *baton_words_from_to (gint64 before,
                           gint64 after);
/* Basis points: 1000 is "10 %". */
char *baton_words_percent (gint64 basis_points);
/* Minor units of the program's currency: "EUR 1,234.50"; "•••" while presenting. */
char *baton_words_money   (const BatonNames *names,
                           gint64            minor_units);
char *baton_words_money_in (const char *currency,
                            int         digits,
                            gint64      minor_units);
/* *text*, which is taken, as a unit of its own in a sentence: where it runs the other way than the sentence, the words around it
 * would mix with its numbers (Unicode Standard Annex 9, isolates), and the sentence that it begins would run its way. Other texts
 * stay as they are. */
char *baton_words_isolate (char    *text);
/* The same in a sentence that runs from right to left, or does not. */
char *baton_words_isolate_in (char     *text,
                              gboolean  from_right);
/* *text* with some of its letters doubled, so that it is *percent* longer: what a translation may need is seen before there is one. */
char *baton_words_lengthen (const char *text,
                            guint       percent);
/* The same of what Pango draws: its tags and entities stay as they are. */
char *baton_words_lengthen_markup (const char *markup,
                                   guint       percent);
/* A number of ten-thousandths with as many decimals as it has: 2375000 is "237.5". */
char *baton_words_exact   (gint64 ten_thousandths);
/* "21 November 2026" as the locale writes it, isolated. */
char *baton_words_day     (BatonDay day);
/* "21 November 2026, 14:05" where the user is; *moment*: microseconds since 1970 in UTC. */
char *baton_words_moment  (gint64 moment);
/* "from … through …", "from …", "through …", "always". */
char *baton_words_window  (BatonWindow window);

G_END_DECLS
