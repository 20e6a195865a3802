/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One import, as its parts see it. Inside baton-history-import*.c only.
 */
#pragma once

#include "incentives/baton-history-piece.h"
#include "incentives/baton-history-store-private.h"
#include "incentives/baton-replay.h"

G_BEGIN_DECLS

#define BATON_IMPORT_ASIDE "making-"

/* Rows that are sorted together. */
typedef struct
{
  GArray        *rows;       /* of BatonRow */
  BatonRowTexts  ids;
  gboolean       rising;     /* each id is a number, and larger than the one before */
  guint64        first_id;
  guint64        last_id;
} BatonImportBatch;

/* A batch that has been written. */
typedef struct
{
  char      *path;
  BatonRows *rows;
  guint8    *dead;           /* a bit a row */
  gboolean   rising;
  guint64    first_id;
  guint64    last_id;
  GError    *error;
} BatonImportRun;

struct _BatonHistoryImport
{
  char                 *folder;
  GPtrArray            *bad_rows;      /* borrowed, nullable */
  BatonHistoryProgress  progress;
  gpointer              user_data;
  GCancellable         *cancellable;   /* borrowed, nullable */
  guint                 threads;       /* that read; 0: as many as there are processors */
  GArray               *segments;      /* of BatonStoreSegment */
  BatonHistoryRows     *present;
  BatonRowTexts         names;
  BatonImportBatch     *batch;         /* owned */
  GPtrArray            *runs;          /* of BatonImportRun */
  GThread              *writing;       /* the last run is being written */
  gboolean              any_reversal;  /* some row reverses something */
  GHashTable           *reversals;     /* id of a row that does, and counts → its line, as a guint64 */
  guint64               n_good;
  guint64               n_bad;
  guint64               done;          /* bytes of earlier files */
  char                 *aside;         /* the new segment, finished; NULL */
};

/* FALSE, with the error. */
gboolean          baton_history_import_fail   (GError               **error,
                                               BatonIncentivesError   code,
                                               const char            *what);
/* Takes *row* over: what is beyond the list is counted only. */
void              baton_history_import_report (BatonHistoryImport    *self,
                                               BatonBadRow           *row);

/* ── Batches and runs ── */

BatonImportBatch *baton_import_batch_new      (void);
void              baton_import_batch_free     (BatonImportBatch      *batch);
void              baton_import_run_free       (BatonImportRun        *run);
/* Has a batch that is large enough, or any with *always*, sorted and written aside, on a thread of its own. FALSE where the one before
 * could not be. */
gboolean          baton_history_import_end_batch (BatonHistoryImport *self,
                                                  gboolean            always,
                                                  GError            **error);
/* The run that was being written is there; FALSE where it could not be. */
gboolean          baton_history_import_await_run (BatonHistoryImport *self,
                                                  GError            **error);

/* ── Comparing ── */

/* Decides which of the new rows count, among themselves and beside what is there. *dead* (of BatonRowsDead) gets the rows of earlier
 * segments that count no longer. */
gboolean          baton_history_import_compare (BatonHistoryImport   *self,
                                                GArray               *dead,
                                                GError              **error);

static inline BatonImportRun *
baton_history_import_get_run (BatonHistoryImport *self,
                              guint               run)
{
  return g_ptr_array_index (self->runs, run);
}

static inline gboolean
baton_import_run_is_dead (const BatonImportRun *run,
                          guint32               row)
{
  return run->dead != NULL && (run->dead[row / 8] >> row % 8 & 1) != 0;
}

G_END_DECLS
