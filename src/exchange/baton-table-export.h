/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Things of the program, organizations, members and events as a sheet that can be brought back. Columns in which nothing
 * stands are left out, unless the table asks for them.
 */
#pragma once

#include "exchange/baton-table-value.h"
#include "incentives/baton-history.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

/* All of the table's kind, in their order. (transfer full) */
BatonGrid *baton_table_export          (const BatonTable   *table,
                                        const BatonProgram *program);
/* The rows of the register or the history, names in place of keys where they are clear. (transfer full) */
BatonGrid *baton_table_export_data     (const BatonTable   *table,
                                        const BatonProgram *program,
                                        BatonRegister      *reg,
                                        BatonHistory       *history);

G_END_DECLS
