/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread that owns the only writing connection. Jobs are written in the order in which they came, everything that
 * waits in one transaction; what could not be written is kept and tried again. Called from the owner's thread.
 */
#pragma once

#include "store/baton-job.h"

G_BEGIN_DECLS

typedef struct _BatonWriter BatonWriter;

/* Called in the owner's main context when tickets were written, or the error came, changed or went. */
typedef void (*BatonWriterReport) (gpointer user_data);

/* *database* is taken. Reports stop with baton_writer_free(). */
BatonWriter *baton_writer_new       (BatonDatabase      *database,
                                     BatonWriterReport   report,
                                     gpointer            user_data);
/* The job is taken. Tickets grow. */
void         baton_writer_push      (BatonWriter        *writer,
                                     BatonJob           *job,
                                     guint64             ticket);
/* Waits until all that was pushed is written or a try that began after this call has failed. */
gboolean     baton_writer_flush     (BatonWriter        *writer,
                                     GError            **error);
/* The last ticket on disk, and why later ones are not: (transfer full), NULL while all is well. */
guint64      baton_writer_get_state (BatonWriter        *writer,
                                     GError            **error_out);

/* Runs *func* on the writer's thread, between transactions, with the jobs that wait, and waits for it. */
typedef gboolean (*BatonWriterFunc) (BatonDatabase *database, GPtrArray *waiting, gpointer user_data, GError **error);
gboolean     baton_writer_call      (BatonWriter        *writer,
                                     BatonWriterFunc     func,
                                     gpointer            user_data,
                                     GError            **error);
/* One more try to write what waits; then closes the database and ends the thread. */
void         baton_writer_free      (BatonWriter        *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonWriter, baton_writer_free)

G_END_DECLS
