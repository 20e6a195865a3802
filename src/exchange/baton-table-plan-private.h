/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the planning of things and of data share.
 */
#pragma once

#include "exchange/baton-table-plan.h"
#include "exchange/baton-table-value.h"

G_BEGIN_DECLS

BatonTablePlan  *baton_table_plan_new_empty (void);
/* A row of the plan for one of the grid. Borrowed. */
BatonTableRow   *baton_table_plan_add_row   (BatonTablePlan          *plan,
                                             guint                    row);
/* Tells of a row; a fatal issue refuses it. Borrowed. */
BatonTableIssue *baton_table_row_add_issue  (BatonTableRow           *row,
                                             BatonTableIssueCode      code,
                                             const BatonTableMapping *mapping,
                                             int                      target,
                                             const char              *text);
/* What is told of a cell that was read with another result than OK. */
BatonTableIssueCode baton_table_issue_of    (BatonCellResult          result);
/* Whether the row, the next one of the plan, is the first of *totals* (baton-table-total.h), which is taken from there: then it is left
 * out and says why. */
gboolean         baton_table_plan_take_total (BatonTableRow          *row,
                                             GArray                  *totals,
                                             const BatonTableMapping *mapping);
void             baton_table_plan_count     (BatonTablePlan          *plan);
/* Has *row*, which needs the owner, tell that it is made, where a row that was refused in the end tells it. */
void             baton_table_plan_tell_of_owner (BatonTablePlan      *plan,
                                             const BatonEntity       *owner,
                                             BatonTableRow           *row);
/* Leaves an owner out that nothing needs, and what the refused rows say of its making. */
void             baton_table_plan_drop_owner (BatonTablePlan         *plan,
                                             guint                    index);
/* The cell of a row for a column of the table, without blanks around it; "" where there is none. (transfer full) */
char            *baton_table_dup_cell       (const BatonGrid         *grid,
                                             const BatonTableMapping *mapping,
                                             guint                    row,
                                             int                      target);

G_END_DECLS
