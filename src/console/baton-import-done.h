/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of an import into register or history, which have no undo: what was taken in, and the button that takes it back.
 *
 * Signals: taken-back ()
 *          another ()        the button for the next spreadsheet
 *          save-refused ()   the one for rows that were refused
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "exchange/baton-data-files.h"
#include "exchange/baton-table-plan.h"

G_BEGIN_DECLS

#define BATON_TYPE_IMPORT_DONE (baton_import_done_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportDone, baton_import_done, BATON, IMPORT_DONE, AdwBin)

GtkWidget *baton_import_done_new  (BatonDocument   *document);
/* "12 created, 3 changed, 40 left as they are, 1 refused": what became of the rows of a plan. (transfer full) */
char      *baton_import_done_describe (const BatonTablePlan *plan);
/* *n_rows* were taken into *file* as *plan* (nullable: there were too many for one) said. *before* is what that can be taken back with; *step* (nullable) the step of the program that went
 * with it, to be undone then. */
void       baton_import_done_show (BatonImportDone *self,
                                   BatonDataFile    file,
                                   guint64          n_rows,
                                   const BatonTablePlan *plan,
                                   GBytes          *before,
                                   const char      *step);
/* Instead of how many rows were refused: what became of them. */
void       baton_import_done_say_refused (BatonImportDone *self,
                                   const char      *sentence);
/* Undoes that step of the program, unless something else has been done since. */
void       baton_import_undo_step (BatonDocument   *document,
                                   const char      *step);

G_END_DECLS
