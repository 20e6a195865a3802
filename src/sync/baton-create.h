/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a workspace of a program file with its pictures, and of a sample with its register and history. Here because it
 * needs both exchange/ and store/; batonctl and the console call it.
 */
#pragma once

#include "exchange/baton-exchange-error.h"
#include "store/baton-workspace.h"

G_BEGIN_DECLS

/* Where a sample or template lies: $BATON_SAMPLES, else the installed ones. (transfer full) */
char           *baton_sample_get_path  (const char   *name);

/* Makes the workspace *path* of the program file *source*, called *name* if that is given. With *with_data* the CSV files in
 * the folder beside the program file come along. Errors are those of the two rooms; with BATON_EXCHANGE_ERROR_INVALID
 * *problems* (of BatonProblem) say what is wrong. (transfer full) */
BatonWorkspace *baton_create_workspace (const char   *path,
                                        const char   *source,
                                        const char   *name,
                                        gboolean      with_data,
                                        GPtrArray    *problems,
                                        GError      **error);

G_END_DECLS
