/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Register and history beside a workspace: WORKSPACE.data/ holds the register as one segment (baton-register.h), which an import of
 * organizations or of members replaces by another; and the history's segments (baton-history-store.h), to which it adds one. What an
 * older Baton left there in CSV is read as long as there are no segments: the next import makes one of it.
 */
#pragma once

#include "exchange/baton-exchange-error.h"
#include "incentives/baton-history-store.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_DATA_ORGANISATIONS,
  BATON_DATA_MEMBERS,
  BATON_DATA_HISTORY,
  BATON_N_DATA_FILES
} BatonDataFile;

/* The register's file in that folder. */
#define BATON_DATA_REGISTER_SEGMENT "register.segment"
/* Beside it while it follows a step (baton-data-step.h): what is written otherwise counts. */
#define BATON_DATA_REGISTER_TURNING "register.turning"

/* The folder that belongs to a workspace file. (transfer full) */
char       *baton_data_get_folder    (const char      *workspace);
const char *baton_data_get_name      (BatonDataFile    file);

/* Reads what there is; a missing file is empty. *bad_rows* (nullable; of BatonBadRow) collects what is wrong. FALSE only where a
 * file is there and cannot be read. Both are (transfer full). Rows of the history are checked when they are read: whoever answers
 * with what they say asks baton_history_is_damaged() last. */
gboolean    baton_data_load          (const char      *folder,
                                      BatonRegister  **reg,
                                      BatonHistory   **history,
                                      GPtrArray       *bad_rows,
                                      GError         **error);

/* What an import of *source* would take in, or took. */
typedef struct
{
  guint64    good;      /* rows */
  guint64    bad;       /* rows left out */
  GPtrArray *bad_rows;  /* owned, of BatonBadRow: of a history at most the first 100,000 */
  GBytes    *before;    /* owned: to take it back with, see baton_data_take_back(); NULL */
} BatonDataReport;

void        baton_data_report_clear  (BatonDataReport *report);
/* How an import is to be done, and watched; all 0 is a plain one. */
typedef struct
{
  gboolean             partly;        /* bad rows are left out instead of keeping all out */
  gboolean             dry_run;
  BatonHistoryProgress progress;      /* called from the thread that imports; of a history */
  gpointer             user_data;
  GCancellable        *cancellable;
} BatonDataOptions;

/* Checks the file as a whole and, unless it is a dry run or there are bad rows and not *partly*, makes it the workspace's. A
 * history is added to the one that is there (rows of a known id amend or repeat it) and may be of any length, or come from a pipe:
 * "/dev/stdin"; the register is replaced. FALSE with BATON_EXCHANGE_ERROR_INVALID when bad rows kept it out; nothing was changed
 * then, nor with any other error. *report* is filled in any case. */
gboolean    baton_data_import_with   (const char             *folder,
                                      BatonDataFile           file,
                                      const char             *source,
                                      const BatonDataOptions *options,
                                      BatonDataReport        *report,
                                      GError                **error);
gboolean    baton_data_import        (const char      *folder,
                                      BatonDataFile    file,
                                      const char      *source,
                                      gboolean         partly,
                                      gboolean         dry_run,
                                      BatonDataReport *report,
                                      GError         **error);

/* The bytes of one of the register's files; empty where there is none. Of the history, those rows that have an id which is a key of
 * *ids*, what they reverse, and what reverses either, as a file of their own. (transfer full) */
GBytes     *baton_data_read_file     (const char       *folder,
                                      BatonDataFile     file,
                                      GHashTable       *ids,
                                      GError          **error);
/* Makes *text* the file, as a plan worked it out (baton-table-plan.h); rows of a history are added to those that are there. *before*
 * (out, nullable, transfer full) is what baton_data_take_back() wants. */
gboolean    baton_data_write_file    (const char       *folder,
                                      BatonDataFile     file,
                                      const char       *text,
                                      gsize             length,
                                      GBytes          **before,
                                      GError          **error);
/* Undoes the last import or write. */
gboolean    baton_data_take_back     (const char       *folder,
                                      BatonDataFile     file,
                                      GBytes           *before,
                                      GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatonDataReport, baton_data_report_clear)

G_END_DECLS
