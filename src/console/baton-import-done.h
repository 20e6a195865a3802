/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of an import into register or history, which have no undo: what was taken in, and the button that takes it back.
 *
 * Signal: taken-back ()
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "exchange/baton-data-files.h"

G_BEGIN_DECLS

#define BATON_TYPE_IMPORT_DONE (baton_import_done_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportDone, baton_import_done, BATON, IMPORT_DONE, AdwBin)

GtkWidget *baton_import_done_new  (BatonDocument   *document);
/* *n_rows* were taken into *file*. *before* is what that can be taken back with; *step* (nullable) the step of the program that went
 * with it, to be undone then. */
void       baton_import_done_show (BatonImportDone *self,
                                   BatonDataFile    file,
                                   guint64          n_rows,
                                   GBytes          *before,
                                   const char      *step);
/* Undoes that step of the program, unless something else has been done since. */
void       baton_import_undo_step (BatonDocument   *document,
                                   const char      *step);

G_END_DECLS
