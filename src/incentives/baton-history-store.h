/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history in a folder: segments (baton-rows.h) that are never changed, and an import that adds one.
 *
 * A segment's name says which imports it holds: history-00000001-00000004.segment the first four, history-00000005-00000005.segment
 * the fifth. One that lies within another is a leftover of folding, and passed over; a gap is damage. So a name on the disk is all
 * that makes an import happen: it is there as a whole or not at all, whenever the power fails, and nothing lists the segments.
 *
 * An import reads its input in pieces, sorts a batch of rows at a time aside, and merges the batches into one segment at the end;
 * memory holds a batch, the texts that rows share, and, where ids do not rise, 16 bytes a row. Segments that were appended are
 * folded into the first when they hold more than 5 % of its rows.
 *
 * One import at a time may be at work in a folder: whoever imports holds the workspace's lock.
 */
#pragma once

#include <gio/gio.h>

#include "incentives/baton-history.h"

G_BEGIN_DECLS

/* Whether there are segments. */
gboolean      baton_history_store_exists (const char    *folder);
/* The history of all segments; NULL with BATON_INCENTIVES_ERROR_DAMAGED, _VERSION or _STORAGE. Rows are checked when they are read:
 * ask baton_history_is_damaged() after having worked something out. (transfer full) */
BatonHistory *baton_history_store_open   (const char    *folder,
                                          GError       **error);
/* Folds the segments into one when what was appended is large enough, or *always*. Nothing that counts is changed. */
gboolean      baton_history_store_fold   (const char    *folder,
                                          gboolean       always,
                                          GCancellable  *cancellable,
                                          GError       **error);
/* Takes the last import back, when *number* is its number still. */
gboolean      baton_history_store_take_back (const char *folder,
                                             guint       number,
                                             GError    **error);

/* ── Importing ── */

typedef struct _BatonHistoryImport BatonHistoryImport;

/* Called now and then, from the thread that imports: bytes read of all, 0 when that is not known; when all are read, rows sorted in
 * of all rows. */
typedef void (* BatonHistoryProgress) (guint64  done,
                                       guint64  all,
                                       gboolean sorting,
                                       gpointer user_data);

/* Bad rows are appended to *bad_rows* (nullable; of BatonBadRow), at most 100,000. *cancellable* stops whatever the import is at,
 * with BATON_INCENTIVES_ERROR_CANCELLED. Both must outlive it. NULL where the present segments cannot be read. */
BatonHistoryImport *baton_history_import_new        (const char            *folder,
                                                     GPtrArray             *bad_rows,
                                                     BatonHistoryProgress   progress,
                                                     gpointer               user_data,
                                                     GCancellable          *cancellable,
                                                     GError               **error);
/* How many threads read the following files; 0, as to begin with: as many as there are processors. It makes no difference to what
 * is read. */
void                baton_history_import_set_threads (BatonHistoryImport  *self,
                                                      guint                threads);
/* Reads a file or a pipe to its end: comma-separated values, or JSON Lines. *length* in bytes; 0: not known. FALSE with
 * BATON_INCENTIVES_ERROR_STORAGE, _FULL or _CANCELLED. */
gboolean            baton_history_import_read       (BatonHistoryImport    *self,
                                                     int                    fd,
                                                     guint64                length,
                                                     GError               **error);
gboolean            baton_history_import_read_bytes (BatonHistoryImport    *self,
                                                     const char            *data,
                                                     gsize                  length,
                                                     GError               **error);
/* After the last file: sorts, compares with what is there, writes the segment aside. Nothing has happened then yet. */
gboolean            baton_history_import_finish     (BatonHistoryImport    *self,
                                                     GError               **error);
/* Rows that were read and could be taken, repeated ones included; rows that could not, those beyond the list included. */
guint64             baton_history_import_get_good   (BatonHistoryImport    *self);
guint64             baton_history_import_get_bad    (BatonHistoryImport    *self);
/* After finishing: makes it so. *number* (out) is the import's, 0 when there was nothing new. */
gboolean            baton_history_import_commit     (BatonHistoryImport    *self,
                                                     guint                 *number,
                                                     GError               **error);
/* Without baton_history_import_commit(), nothing has happened. */
void                baton_history_import_free       (BatonHistoryImport    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHistoryImport, baton_history_import_free)

G_END_DECLS
