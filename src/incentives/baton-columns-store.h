/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of a history in segments, kept beside them: a file that saves the next session their making. It is never needed: where
 * it is of another register or history, of another version, cut short or damaged, the columns are made anew, and it is replaced.
 *
 * What it is of, its *origin*, is a checksum of the checksums of the history's segments and of all that the register counts.
 */
#pragma once

#include "incentives/baton-columns.h"

G_BEGIN_DECLS

/* The columns that are kept in *folder* (mapped), if they are those of register and history; else NULL. (transfer full) */
BatonColumns *baton_columns_store_load (const char     *folder,
                                        BatonRegister  *reg,
                                        BatonHistory   *history);
/* Keeps the columns, which are those of register and history. FALSE with BATON_INCENTIVES_ERROR_STORAGE or _FULL, or where the history
 * lies in no segments or in damaged ones, with BATON_INCENTIVES_ERROR_DAMAGED; then what was there is as it was. */
gboolean      baton_columns_store_keep (const char     *folder,
                                        BatonColumns   *columns,
                                        BatonRegister  *reg,
                                        BatonHistory   *history,
                                        GError        **error);

G_END_DECLS
