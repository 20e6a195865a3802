/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spreadsheets in and out, for the verbs import and export.
 */
#pragma once

#include "cli/baton-cli.h"
#include "exchange/baton-table.h"

G_BEGIN_DECLS

typedef struct
{
  char     *sheet;      /* nullable: of a workbook */
  char    **columns;    /* nullable: "heading=column" */
  char     *owner;      /* nullable: what rows belong to that do not say so */
  char     *refused;    /* nullable: where refused rows go */
  gboolean  clear;      /* empty cells unset */
  gboolean  new_terms;  /* values of a vocabulary that are no terms yet become some */
  gboolean  partly;
  gboolean  dry_run;
} BatonCliTable;

/* The table that *word* names: a kind by its name or label, or "organisations", "members", "history". NULL after having said
 * that there is none. (transfer full) */
BatonTable *baton_cli_find_table   (BatonCli            *cli,
                                    const char          *word);
int         baton_cli_import_table (BatonCli            *cli,
                                    const BatonTable    *table,
                                    const char          *path,
                                    const BatonCliTable *options);
int         baton_cli_export_table (BatonCli            *cli,
                                    const BatonTable    *table,
                                    const char          *path);

G_END_DECLS
