/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The work of bringing a spreadsheet, off the main loop: reading the sheet, and working out what it would do.
 */
#pragma once

#include "console/baton-document.h"
#include "exchange/baton-table-plan.h"

G_BEGIN_DECLS

/* Reads a file or, where *path* is NULL, *text*, and guesses what it holds in the program of the document. *sheet* nullable. */
void            baton_import_read_async  (BatonDocument           *document,
                                          const char              *path,
                                          const char              *text,
                                          const char              *sheet,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
/* (transfer full). *subject* (out): of baton-table-subject.h. */
BatonGrid      *baton_import_read_finish (GAsyncResult            *result,
                                          guint                   *subject,
                                          GError                 **error);
/* Works out the plan for the document as it is now. *mapping* and *options* are copied. */
void            baton_import_plan_async  (BatonDocument           *document,
                                          BatonTable              *table,
                                          BatonGrid               *grid,
                                          const BatonTableMapping *mapping,
                                          const BatonTableOptions *options,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
/* (transfer full) */
BatonTablePlan *baton_import_plan_finish (GAsyncResult            *result,
                                          GError                 **error);
/* Works out the step that does *changes* (of BatonChange) in the document as it is now. STALE where it is another than they were
 * planned for. */
void            baton_import_step_async  (BatonDocument           *document,
                                          GPtrArray               *changes,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
/* (transfer full) */
BatonStep      *baton_import_step_finish (GAsyncResult            *result,
                                          GError                 **error);
/* Writes a file of the register or the history; *text* is copied. With *with_step* what undo would take back now is the step that goes
 * with it (baton-data-step.h). It is not to be cancelled: *callback* is always called, with the
 * document as its source, and has the last word on what is on disk. */
void            baton_import_write_async (BatonDocument           *document,
                                          BatonDataFile            file,
                                          const char              *text,
                                          gsize                    length,
                                          gboolean                 with_step,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
/* What it can be taken back with, (transfer full). */
GBytes         *baton_import_write_finish (GAsyncResult           *result,
                                           GError                **error);
void            baton_import_take_back_async  (BatonDocument       *document,
                                               BatonDataFile        file,
                                               GBytes              *before,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean        baton_import_take_back_finish (GAsyncResult        *result,
                                               GError             **error);

G_END_DECLS
