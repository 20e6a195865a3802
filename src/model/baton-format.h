/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers, percents, money and days as readers of a language write them, by ICU's rules for that language, whatever the
 * language of the process is. Digits are the Latin ones everywhere, so that tables stay comparable.
 */
#pragma once

#include "model/baton-day.h"

G_BEGIN_DECLS

/* "1,500". (transfer full) */
char *baton_format_number  (gint64      value,
                            const char *tag);
/* Of basis points: "1.5 %" as the language has it, with as many digits as needed. (transfer full) */
char *baton_format_percent (gint64      basis_points,
                            const char *tag);
/* Of minor units with *digits* of them in the unit: "€1,500" without a fraction where it is zero. (transfer full) */
char *baton_format_money   (gint64      minor,
                            const char *currency,
                            int         digits,
                            const char *tag);
/* "3 May 2026" in the language's medium length. (transfer full) */
char *baton_format_day     (BatonDay    day,
                            const char *tag);

G_END_DECLS
