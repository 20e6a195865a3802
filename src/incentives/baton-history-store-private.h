/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What store and import share. Inside this room only.
 */
#pragma once

#include "incentives/baton-history-rows.h"
#include "incentives/baton-history-store.h"

G_BEGIN_DECLS

typedef struct
{
  guint32  from;      /* imports, both included; *to* is the segment's number */
  guint32  to;
  char    *path;
} BatonStoreSegment;

/* The segments that count, in order. Of leftovers it takes away what *tidy* allows. FALSE when one is missing. */
gboolean          baton_history_store_list    (const char        *folder,
                                               gboolean           tidy,
                                               GArray           **segments,
                                               GError           **error);
/* Those opened, as one. */
BatonHistoryRows *baton_history_store_read    (GArray            *segments,
                                               GError           **error);
char             *baton_history_store_name    (const char        *folder,
                                               guint32            from,
                                               guint32            to);
/* Gives a finished file its name, and syncs that. */
gboolean          baton_history_store_publish (const char        *aside,
                                               const char        *path,
                                               GError           **error);

/* ── Merging ── */

typedef struct
{
  BatonRows *rows;          /* borrowed */
  guint8    *dead;          /* a bit a row; NULL: none */
  guint32   *names;         /* their numbers → those of *names* below; NULL: the same */
} BatonRowsSource;

/* Merges sources by day and id into a file at *path*, with *names* for names, but for dead rows. *kept* (out) rows. */
gboolean          baton_rows_merge            (const char          *path,
                                               GArray              *sources,
                                               const BatonRowTexts *names,
                                               const BatonRowsDead *dead,
                                               guint64              n_dead,
                                               gboolean             keep_lines,
                                               BatonHistoryProgress progress,
                                               gpointer             user_data,
                                               GCancellable        *cancellable,
                                               GError             **error);
/* The numbers that a segment's names have in *names*, to which they are added. (transfer full) */
guint32          *baton_rows_map_names        (const BatonRows     *rows,
                                               BatonRowTexts       *names);

G_END_DECLS
