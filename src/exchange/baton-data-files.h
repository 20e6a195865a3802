/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Register and history beside a workspace: WORKSPACE.data/ holds organisations.csv, members.csv and history.csv, in the
 * forms of baton-register.h and baton-history.h. An import checks everything first and replaces a file as a whole.
 */
#pragma once

#include "exchange/baton-exchange-error.h"
#include "incentives/baton-history.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_DATA_ORGANISATIONS,
  BATON_DATA_MEMBERS,
  BATON_DATA_HISTORY,
  BATON_N_DATA_FILES
} BatonDataFile;

/* The folder that belongs to a workspace file. (transfer full) */
char       *baton_data_get_folder    (const char      *workspace);
const char *baton_data_get_name      (BatonDataFile    file);

/* Reads what there is; a missing file is empty. *bad_rows* (nullable; of BatonBadRow) collects what is wrong. FALSE only where a
 * file is there and cannot be read. Both are (transfer full). */
gboolean    baton_data_load          (const char      *folder,
                                      BatonRegister  **reg,
                                      BatonHistory   **history,
                                      GPtrArray       *bad_rows,
                                      GError         **error);

/* What an import of *source* would take in, or took. */
typedef struct
{
  guint      good;      /* rows */
  guint      bad;       /* rows left out */
  GPtrArray *bad_rows;  /* owned, of BatonBadRow */
} BatonDataReport;

void        baton_data_report_clear  (BatonDataReport *report);
/* Checks the file as a whole and, unless *dry_run* or there are bad rows and not *partly*, makes it the workspace's. A
 * history is added to the one that is there (rows of a known id amend or repeat it); the register is replaced. FALSE with
 * BATON_EXCHANGE_ERROR_INVALID when bad rows kept it out; nothing was changed then. *report* is filled in any case. */
gboolean    baton_data_import        (const char      *folder,
                                      BatonDataFile    file,
                                      const char      *source,
                                      gboolean         partly,
                                      gboolean         dry_run,
                                      BatonDataReport *report,
                                      GError         **error);

/* The bytes of one of the files; empty where there is none. (transfer full) */
GBytes     *baton_data_read_file     (const char       *folder,
                                      BatonDataFile     file,
                                      GError          **error);
/* Makes *text* the file, as a plan worked it out (baton-table-plan.h). *before* (out, nullable, transfer full) is what it was, to
 * take it back with. */
gboolean    baton_data_write_file    (const char       *folder,
                                      BatonDataFile     file,
                                      const char       *text,
                                      gsize             length,
                                      GBytes          **before,
                                      GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatonDataReport, baton_data_report_clear)

G_END_DECLS
