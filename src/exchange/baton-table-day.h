/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days as people write them in spreadsheets: 2026-03-04, 4.3.26, 03/04/2026, 4 March 2026, Mar 4, 2026, each also with a time of
 * day behind it. Where numbers stand between slashes or dashes, some put the day first and some the month; the sheet's other days
 * tell which.
 */
#pragma once

#include "exchange/baton-table.h"
#include "model/baton-day.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_DAY_ORDER_UNKNOWN,
  BATON_DAY_ORDER_DAY_FIRST,
  BATON_DAY_ORDER_MONTH_FIRST
} BatonDayOrder;

/* BATON_DAY_NONE for what is no day, and, with *unclear* (out) set, for what could be two. Months are known by their English names
 * and those of the user's language. Years of two digits are those from 1970 to 2069. */
BatonDay      baton_table_day_read  (const char              *text,
                                     BatonDayOrder            order,
                                     gboolean                *unclear);
/* Which order the sheet's days have: UNKNOWN where none of them tells, or they disagree. */
BatonDayOrder baton_table_day_learn (const BatonTable        *table,
                                     const BatonGrid         *grid,
                                     const BatonTableMapping *mapping);

G_END_DECLS
