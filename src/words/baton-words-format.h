/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers, money, percentages and days in the user's locale.
 */
#pragma once

#include "model/baton-day.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* All (transfer full). */
char *baton_words_number  (gint64 number);
/* Basis points: 1000 is "10 %". */
char *baton_words_percent (gint64 basis_points);
/* Minor units of the program's currency: "EUR 1,234.50"; "•••" while presenting. */
char *baton_words_money   (const BatonNames *names,
                           gint64            minor_units);
char *baton_words_money_in (const char *currency,
                            int         digits,
                            gint64      minor_units);
/* "21 November 2026" as the locale writes it. */
char *baton_words_day     (BatonDay day);
/* "from … through …", "from …", "through …", "always". */
char *baton_words_window  (BatonWindow window);

G_END_DECLS
