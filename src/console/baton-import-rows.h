/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a spreadsheet would do, row by row: a list that draws only what is seen, and may be narrowed to one fate.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "exchange/baton-table-plan.h"

G_BEGIN_DECLS

#define BATON_TYPE_IMPORT_ROWS (baton_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportRows, baton_import_rows, BATON, IMPORT_ROWS, AdwBin)

GtkWidget *baton_import_rows_new  (BatonDocument        *document);
/* All three stay the caller's until the next call; NULL empties the list. */
void       baton_import_rows_show (BatonImportRows      *self,
                                   const BatonTable     *table,
                                   const BatonGrid      *grid,
                                   const BatonTablePlan *plan);
/* Takes some rows away, of a window that is being closed; FALSE when none is left. */
gboolean   baton_import_rows_shed (BatonImportRows      *self);
/* One sentence for an issue of the plan, for lists and files alike; a BatonTableReason with the rows as user data. */
char      *baton_import_rows_say  (const BatonTableIssue *issue,
                                   const BatonTableRow   *row,
                                   gpointer               self);

G_END_DECLS
