/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The activities as a spreadsheet: grouped by motion and section, the names in a column that stays while the others scroll.
 *
 * The cells are plain labels; there is one cursor and one editor that goes where the cursor is. Arrows, Tab, Home and End
 * move, Shift extends, Enter or F2 edits, typing replaces, Escape gives back, Delete empties, Ctrl+D fills down, Ctrl+C, X
 * and V go to and from a spreadsheet, Alt with the arrows moves a row.
 *
 * Signals: selected (const char *id)    the activity or motion below the cursor; NULL for none
 *          details (int column)         the user wants the form of it, at the field of this column
 *          report (const char *text)    what a paste could not read; NULL: nothing to report any more
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_ACTIVITY_GRID (baton_activity_grid_get_type ())
G_DECLARE_FINAL_TYPE (BatonActivityGrid, baton_activity_grid, BATON, ACTIVITY_GRID, AdwBin)

GtkWidget  *baton_activity_grid_new          (BatonDocument     *document);
/* The motion that the cursor is in, borrowed until the next edit; NULL when there is none. */
const char *baton_activity_grid_get_motion   (BatonActivityGrid *self);
const char *baton_activity_grid_get_selected (BatonActivityGrid *self);
/* Puts the cursor on the activity or motion; FALSE when the grid does not show it. */
gboolean    baton_activity_grid_select       (BatonActivityGrid *self,
                                              const char        *id);
/* Opens the editor on the name below the cursor. */
void        baton_activity_grid_rename       (BatonActivityGrid *self);
/* Shows only activities that hold *text*, and the headings above them. */
void        baton_activity_grid_filter       (BatonActivityGrid *self,
                                              const char        *text);
void        baton_activity_grid_paste        (BatonActivityGrid *self);
/* Which columns stand beside the name (baton-activity-edits.h), at most as many as scroll well; kept in the workspace. */
gboolean    baton_activity_grid_has_column   (BatonActivityGrid *self,
                                              int                column);
gboolean    baton_activity_grid_is_full      (BatonActivityGrid *self);
void        baton_activity_grid_set_column   (BatonActivityGrid *self,
                                              int                column,
                                              gboolean           shown);

G_END_DECLS
