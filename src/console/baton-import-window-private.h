/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the import share: its state, the choice of a sheet (baton-import-sheet.c), and what is done in the end
 * (baton-import-take.c).
 */
#pragma once

#include "console/baton-import-window.h"

#include "console/baton-import-done.h"
#include "console/baton-import-history.h"
#include "exchange/baton-grid.h"
#include "exchange/baton-table-plan.h"

G_BEGIN_DECLS

struct _BatonImportWindow
{
  AdwWindow          parent_instance;

  BatonDocument     *document;      /* owned */
  GCancellable      *cancellable;   /* owned: of what is under way */
  char              *path;          /* owned; NULL before a file is chosen, or where text was pasted */
  char              *pasted;        /* owned, nullable */
  BatonGrid         *grid;          /* owned, nullable */
  BatonTable        *table;         /* owned, nullable */
  BatonTableMapping *mapping;       /* owned, nullable */
  BatonTablePlan    *plan;          /* owned; NULL while it is worked out */
  char              *step;          /* owned, nullable: the step of the program that the import of the register made */
  gboolean           filling;
  gboolean           writing;       /* what was planned */

  GtkWidget         *stack;
  GtkWidget         *back;
  GtkWidget         *next;
  GtkWidget         *import;
  GtkWidget         *cancel;
  GtkWidget         *progress;
  GtkWidget         *file_row;
  GtkWidget         *subject_row;
  GtkWidget         *sheet_row;
  GtkWidget         *clear;
  GtkWidget         *clear_row;
  GtkWidget         *columns;
  GtkWidget         *summary;
  GtkWidget         *preview_summary;
  GtkWidget         *rows;
  GtkWidget         *save_refused;
  GtkWidget         *history;       /* NULL before it is needed */
  GtkWidget         *done;          /* likewise */
  guint              shedding;      /* source that takes the window apart once it is closed */
};

/* ── The window ── */

void  baton_import_window_say             (BatonImportWindow *self,
                                           const char        *text);
/* Says why the sheet cannot be read, or what was planned not be written. */
void  baton_import_window_say_error       (BatonImportWindow *self,
                                           const GError      *error);
void  baton_import_window_set_busy        (BatonImportWindow *self,
                                           gboolean           busy);
void  baton_import_window_update_buttons  (BatonImportWindow *self);
BatonImportHistory *baton_import_window_ensure_history (BatonImportWindow *self);
BatonImportDone    *baton_import_window_ensure_done    (BatonImportWindow *self);
/* "sheet", "preview", "history" or "done". */
void  baton_import_window_show_page       (BatonImportWindow *self,
                                           const char        *page);
/* How many rows the button would take in. */
guint baton_import_window_count_effects   (BatonImportWindow *self);
/* Works out what would be done with the sheet as it is mapped now. */
void  baton_import_window_plan            (BatonImportWindow *self);
/* Ends what is under way, and forgets what was worked out. */
void  baton_import_window_drop_plan       (BatonImportWindow *self);

/* ── The sheet ── */

/* Begins with no sheet. */
void  baton_import_window_another_cb         (BatonImportWindow *self);
void  baton_import_window_choose_cb          (BatonImportWindow *self);
void  baton_import_window_paste_cb           (BatonImportWindow *self);
void  baton_import_window_sheet_chosen_cb    (BatonImportWindow *self);
void  baton_import_window_subject_chosen_cb  (BatonImportWindow *self);

/* ── Doing it ── */

void  baton_import_window_import_cb          (BatonImportWindow *self);
void  baton_import_window_cancel_cb          (BatonImportWindow *self);
void  baton_import_window_save_refused_cb    (BatonImportWindow *self);
void  baton_import_window_history_done_cb    (BatonImportWindow *self);

G_END_DECLS
