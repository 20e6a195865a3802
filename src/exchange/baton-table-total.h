/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lines of a spreadsheet that add up the others: "Total", "Sum", "Zwischensumme". They are none of the things that the rows
 * are about, and are left out.
 *
 * Such a row is called so in its first cell, or by nothing at all, and has nothing but numbers beside it; a row that has a key is
 * none. A total stands below all else, where another may follow it; a subtotal anywhere.
 */
#pragma once

#include "exchange/baton-table.h"

G_BEGIN_DECLS

/* The rows of the grid that are such lines, (transfer full): guint, in order. */
GArray *baton_table_find_totals (const BatonTable        *table,
                                 const BatonGrid         *grid,
                                 const BatonTableMapping *mapping);

G_END_DECLS
