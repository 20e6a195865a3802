/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a cell of a table of activities says: points with their unit, a percentage, and the remarks of the whitepaper's table, "per
 * lead", "10% extra credit per 50 registrations", "once a year", which stand in columns of their own or in brackets behind a name.
 * What is understood goes into the row.
 */
#pragma once

#include "exchange/baton-activity-table.h"

G_BEGIN_DECLS

/* The rest of *text* after its spaces. */
const char *baton_activity_cell_skip_spaces (const char *text);
/* Whether the cell is a dash of any length: it says that there is nothing. */
gboolean baton_activity_cell_is_dash (const char *text);
/* "10%", "7.5 %" at the beginning of *text* as basis points. */
gboolean baton_activity_cell_read_percent (const char  *text,
                                           gint64      *basis_points,
                                           const char **rest);
/* "5", "1,000", "-", "", "5 points", "1 per lead". */
gboolean baton_activity_cell_read_points (BatonActivityTableRow *row,
                                          int                    index,
                                          const char            *text);
/* One remark: how often it counts, of what, what comes on top, the fee. FALSE: it is none. */
gboolean baton_activity_cell_read_remark (BatonActivityTableRow *row,
                                          const char            *text);
/* Reads the remarks of *text*, which commas or semicolons separate. What is none is returned, NULL when all were read. (transfer full) */
char *baton_activity_cell_read_remarks (BatonActivityTableRow *row,
                                        const char            *text);
/* The name without the brackets behind it, where those are remarks; other brackets are part of the name. TRUE when there were remarks. */
gboolean baton_activity_cell_read_name (BatonActivityTableRow *row,
                                        const char            *text);
/* "once", "one-time", "once per member": an activity that counts a single time. */
gboolean baton_activity_cell_read_once (BatonActivityTableRow *row,
                                        const char            *text);
/* "Referral fee at 10% of deal value", "fee of 10 %". */
gboolean baton_activity_cell_read_fee (BatonActivityTableRow *row,
                                       const char            *text);

G_END_DECLS
