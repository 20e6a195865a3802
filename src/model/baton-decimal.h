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

G_END_DECLS
