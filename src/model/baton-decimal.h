/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decimal numbers as people write them, in whatever language.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "1,234.50" with a decimal point or comma, "12 %", "EUR 5": scaled by 10^*digits*. FALSE when it is none. */
gboolean baton_decimal_parse (const char *text,
                              int         digits,
                              gint64     *scaled);
/* The point or comma before the decimals, as far as this text tells by itself; 0 where it does not, or is no number. */
char     baton_decimal_get_sign (const char *text,
                                 int         digits);
/* Whether the text may be a thousand as well as a fraction: "1,234" where amounts have three decimals. */
gboolean baton_decimal_is_unclear (const char *text,
                                   int         digits);
/* The same as baton_decimal_parse() where the sign before the decimals is known; 0: as the text looks. */
gboolean baton_decimal_parse_as (const char *text,
                                 char        sign,
                                 int         digits,
                                 gint64     *scaled);

/* A percentage, in basis points, of which people also say times: "2", "2x" and "×2" are 200 %, and so is "200" without a sign, which
 * nobody would say of times. *sign*: as above. */
gboolean baton_decimal_parse_times (const char *text,
                                    char        sign,
                                    gint64     *basis_points);

G_END_DECLS
