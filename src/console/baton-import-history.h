/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the import window for a history that is too long to be shown row by row: what the file is, how far reading it is, and
 * which rows are bad. It is imported as a stream, and can be stopped at any time; then nothing has happened.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_IMPORT_HISTORY (baton_import_history_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportHistory, baton_import_history, BATON, IMPORT_HISTORY, AdwBin)

/* Emits "done" when the rows are in, and "busy-changed". */
GtkWidget *baton_import_history_new        (BatonDocument      *document);
/* Whether the file is such a history; a short one is better shown row by row. */
gboolean   baton_import_history_is_for     (const char         *path);
void       baton_import_history_open       (BatonImportHistory *self,
                                            const char         *path);
/* Whether rows are being taken in. */
gboolean   baton_import_history_is_busy    (BatonImportHistory *self);
/* After "done": what the import can be taken back with (transfer none), and how many rows it took in. */
GBytes    *baton_import_history_get_before (BatonImportHistory *self);
guint64    baton_import_history_get_good   (BatonImportHistory *self);

G_END_DECLS
