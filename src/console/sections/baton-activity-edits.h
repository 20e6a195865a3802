/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cells of the table of activities, as text and back: what the grid shows, what is typed into it, and what is pasted.
 * Every function that edits makes one undoable step.
 */
#pragma once

#include "console/baton-document.h"
#include "exchange/baton-activity-table.h"

G_BEGIN_DECLS

/* The columns of the grid: those of a spreadsheet (BatonActivityColumn) and, behind them, what can be shown besides. */
#define BATON_ACTIVITY_GRID_N_COLUMNS (BATON_ACTIVITY_N_COLUMNS + 10)

/* A cell that a paste could not read. */
typedef struct
{
  char               *id;      /* of the activity; owned, NULL when there is none */
  BatonActivityColumn column;
} BatonActivityFlag;

void               baton_activity_flag_free   (BatonActivityFlag  *flag);

const char        *baton_activity_column_get_title (int                 column);
BatonField         baton_activity_column_get_field (int                 column);
/* FALSE for what has no form that can be typed: its row's form edits it. */
gboolean           baton_activity_column_is_typed  (int                 column);
/* What the cell shows, and what stands in the editor and on the clipboard: that in full even while presenting. (transfer full) */
char              *baton_activity_cell_words  (BatonDocument      *document,
                                               const BatonEntity  *activity,
                                               int                 column);
char              *baton_activity_cell_typed  (BatonDocument      *document,
                                               const BatonEntity  *activity,
                                               int                 column);
/* Whether something of the cell is not shown, because partners have no names and money is not said while presenting. */
gboolean           baton_activity_cell_is_hidden (BatonDocument   *document,
                                               const BatonEntity  *activity,
                                               int                 column);
/* FALSE when *text* is not understood: then *wrong* (out, transfer full) says why. */
gboolean           baton_activity_cell_set    (BatonDocument      *document,
                                               const char         *id,
                                               int                 column,
                                               const char         *text,
                                               char              **wrong);
/* Leaves the points open, or unsets the fee, in these columns (bits) of these activities. */
void               baton_activities_clear     (BatonDocument      *document,
                                               GPtrArray          *ids,
                                               guint               columns);
/* Gives all but the first the values of the first in these columns (bits). */
void               baton_activities_fill_down (BatonDocument      *document,
                                               GPtrArray          *ids,
                                               guint               columns);
/* Gives all activities of *motion* below the heading *section* another one; "" takes the heading away. */
void               baton_activities_rename_section (BatonDocument *document,
                                                    const char    *motion,
                                                    const char    *section,
                                                    const char    *name);
/* Pastes lines into one column that a spreadsheet does not have, from the first of *ids* on; all of them or, after a
 * message, none. */
void               baton_activities_paste_column   (BatonDocument *document,
                                                    GPtrArray     *ids,
                                                    int            column,
                                                    const char    *text);
/* Pastes a table. Rows with names change the activities of that name in *motion* and add the others at its end; rows without
 * names change *below*, the ids from the cursor on. *flags* (out, transfer full): of BatonActivityFlag. Returns what to tell
 * the user of what could not be read; NULL when all was. (transfer full) */
char              *baton_activities_paste     (BatonDocument      *document,
                                               const char         *motion,
                                               GPtrArray          *below,
                                               BatonActivityColumn first,
                                               const char         *text,
                                               GPtrArray         **flags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonActivityFlag, baton_activity_flag_free)

G_END_DECLS
