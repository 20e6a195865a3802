/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days of the proleptic Gregorian calendar as plain numbers: 0 is 1970-01-01. Months are clamped at their end
 * (31 January plus one month is 28 or 29 February).
 */
#pragma once

#include <glib.h>

#include "model/baton-value.h"

G_BEGIN_DECLS

typedef gint32 BatonDay;

#define BATON_DAY_MIN (-719162)   /* 0001-01-01 */
#define BATON_DAY_MAX 2932896     /* 9999-12-31 */
#define BATON_DAY_NONE G_MININT32

/* Both days included; BATON_DAY_MIN and BATON_DAY_MAX where open. */
typedef struct
{
  BatonDay from;
  BatonDay through;
} BatonWindow;

/* BATON_DAY_NONE unless the three name a day of the calendar between the years 1 and 9999. */
BatonDay    baton_day_new               (int         year,
                                         int         month,
                                         int         day);
/* Exactly "YYYY-MM-DD"; BATON_DAY_NONE for anything else, NULL included. */
BatonDay    baton_day_parse             (const char *text);
BatonDay    baton_day_parse_len         (const char *text,
                                         gsize       length);
char       *baton_day_format            (BatonDay    day);
void        baton_day_get_date          (BatonDay    day,
                                         int        *year,
                                         int        *month,
                                         int        *day_of_month);
/* *months* may be negative; the result is clamped to the calendar's bounds. */
BatonDay    baton_day_add_months        (BatonDay    day,
                                         int         months);
BatonDay    baton_day_get_month_start   (BatonDay    day);
BatonDay    baton_day_get_month_end     (BatonDay    day);
/* Months since year 0: 12 × year + month − 1, for counting months. */
int         baton_day_get_month_index   (BatonDay    day);
BatonDay    baton_day_from_month_index  (int         month_index);
/* First day of the fiscal year or fiscal quarter that holds *day*, where the year starts with month *first_month*, 1 to 12. */
BatonDay    baton_day_get_fiscal_year_start    (BatonDay day, int first_month);
BatonDay    baton_day_get_fiscal_quarter_start (BatonDay day, int first_month);
/* The window of a value of type window; open on both sides for NULL. */
BatonWindow baton_window_from_value     (const BatonValue *value);
gboolean    baton_window_contains       (BatonWindow window, BatonDay day);
/* Whether the two have a day in common. */
gboolean    baton_windows_meet          (BatonWindow window, BatonWindow other);

G_END_DECLS
