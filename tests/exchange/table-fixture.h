/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of spreadsheets share: the sample, a way through each format, and what a plan says of its rows.
 */
#pragma once

#include "exchange/baton-table-export.h"
#include "exchange/baton-table-plan.h"

G_BEGIN_DECLS

BatonProgram        *table_load_sample    (void);
/* Out to bytes of the format and in again. (transfer full) */
BatonGrid           *table_pass_through   (const BatonGrid         *grid,
                                           BatonGridFormat          format);
BatonGrid           *table_parse          (const char              *text);
/* With the mapping that is guessed. */
BatonTablePlan      *table_plan_for       (const BatonProgram      *program,
                                           const BatonTable        *table,
                                           const BatonGrid         *grid,
                                           const BatonTableOptions *options);
void                 table_assert_counts  (const BatonTablePlan    *plan,
                                           guint                    created,
                                           guint                    changed,
                                           guint                    left,
                                           guint                    refused);
const BatonTableRow *table_get_row        (const BatonTablePlan    *plan,
                                           guint                    i);
void                 table_assert_refused (const BatonTablePlan    *plan,
                                           guint                    i,
                                           BatonTableIssueCode      code,
                                           int                      column);

G_END_DECLS
