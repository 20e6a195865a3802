/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a history file straight to columns, for files of many millions of rows. It reads what reporting systems append:
 * approved events whose ids are numbers that rise from row to row, without quotes. Whatever else a history may hold
 * (amended, reversed and pending rows, redemptions, claims, other ids) is not for it: then it says so and
 * baton_history_read() is to be asked, which knows it all and is slower.
 */
#pragma once

#include <gio/gio.h>

#include "incentives/baton-columns.h"

G_BEGIN_DECLS

/* Called now and then, from any thread: bytes read so far of all, or of as many as there are so far. */
typedef void (* BatonImportProgress) (gsize    done,
                                      gsize    all,
                                      gpointer user_data);

/* The columns of the file in *data*. Rows that no history takes are appended to *bad_rows* (nullable; of BatonBadRow) by line
 * and passed over; rows of organizations that the register does not know count for nothing. *threads*: 0 for as many as there
 * are processors. NULL with *general* TRUE when the file needs the general reader, else NULL with
 * BATON_INCENTIVES_ERROR_CANCELLED. (transfer full) */
BatonColumns *baton_columns_import (BatonRegister       *reg,
                                    const char          *data,
                                    gsize                length,
                                    guint                threads,
                                    GPtrArray           *bad_rows,
                                    BatonImportProgress  progress,
                                    gpointer             user_data,
                                    GCancellable        *cancellable,
                                    gboolean            *general,
                                    GError             **error);

/* The same from a file or a pipe, of any length: nothing but the rows is kept. *length*: in bytes, 0 when it is not known. Quotes
 * are read, too; a quoted field may have up to 64 kB. At most 100,000 bad rows are listed. What needs the general reader cannot be
 * read again, so that *general* means here: this history cannot come as a stream. NULL with BATON_INCENTIVES_ERROR_STORAGE when
 * reading fails. *fd* stays open. (transfer full) */
BatonColumns *baton_columns_import_stream (BatonRegister       *reg,
                                           int                  fd,
                                           gsize                length,
                                           guint                threads,
                                           GPtrArray           *bad_rows,
                                           BatonImportProgress  progress,
                                           gpointer             user_data,
                                           GCancellable        *cancellable,
                                           gboolean            *general,
                                           GError             **error);

/* The first half of that: the rows, read and validated, for baton_columns_builder_finish() to put in order. (transfer full) */
BatonColumnsBuilder *baton_columns_read_stream (BatonRegister       *reg,
                                                int                  fd,
                                                gsize                length,
                                                guint                threads,
                                                GPtrArray           *bad_rows,
                                                BatonImportProgress  progress,
                                                gpointer             user_data,
                                                GCancellable        *cancellable,
                                                gboolean            *general,
                                                GError             **error);

G_END_DECLS
