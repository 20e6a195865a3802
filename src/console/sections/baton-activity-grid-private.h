/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the grid share: its state, the cells (baton-activity-cells.c), the editor and the clipboard
 * (baton-activity-typing.c). The cursor is theirs to read and the grid's to move.
 */
#pragma once

#include "console/sections/baton-activity-grid.h"
#include "console/sections/baton-activity-edits.h"
#include "console/sections/baton-activity-rows.h"
#include "console/widgets/baton-growing-list.h"

G_BEGIN_DECLS

struct _BatonActivityGrid
{
  AdwBin          parent_instance;

  BatonDocument  *document;    /* owned */
  GListStore     *rows;        /* of BatonActivityRow; owned */
  BatonGrowingList *growing;   /* *rows*, as far as the views have them; owned */
  GHashTable     *bound;       /* labels that show a cell → what they show; borrowed, gone with unbind */
  GHashTable     *left;        /* while rows are spliced: labels → the rows that they showed before; owned, else NULL */
  GHashTable     *flags;       /* "id column" of cells that a paste could not read; owned */
  char           *filter;      /* folded; NULL: all */
  char           *selected;    /* id below the cursor; owned */

  /* Columns from left to right as they stand; the first is the name. A cell's column is its place in this list. */
  int             shown[BATON_ACTIVITY_GRID_N_COLUMNS];
  int             n_shown;

  int             row, column;               /* the cursor */
  int             anchor_row, anchor_column; /* the other corner of what is selected */
  guint           scroll;                    /* source that brings the cursor into view */
  guint           following;                 /* source that brings the rest of the rows up to the program after a large step */

  GtkWidget      *overlay;
  GtkWidget      *names;       /* the view of the first column */
  GtkWidget      *view;        /* the view of the others */
  GtkWidget      *editor;      /* GtkEntry */
  gboolean        editing;
};

/* ── The grid ── */

/* Borrowed from the list, which the grid alone changes; NULL past the end. */
BatonActivityRow *baton_activity_grid_get_row      (BatonActivityGrid *self,
                                                    int                index);
int               baton_activity_grid_count_rows   (BatonActivityGrid *self);
/* NULL in headings. */
BatonEntity      *baton_activity_grid_get_activity (BatonActivityGrid *self,
                                                    BatonActivityRow  *row);
void              baton_activity_grid_move_to      (BatonActivityGrid *self,
                                                    int                row,
                                                    int                column,
                                                    gboolean           extend);
/* Ids of the activities in the rows from the first selected through *through*. Borrowed from the rows. */
GPtrArray        *baton_activity_grid_list_selected (BatonActivityGrid *self,
                                                     int                through);
/* Bits of the columns selected, as they are known to baton-activity-edits.h. */
guint             baton_activity_grid_get_selected_columns (BatonActivityGrid *self);
void              baton_activity_grid_ask_details  (BatonActivityGrid *self);
void              baton_activity_grid_report       (BatonActivityGrid *self,
                                                    const char        *text);

/* ── Cells ── */

GtkWidget        *baton_activity_cells_make_view   (BatonActivityGrid *self,
                                                    const char        *label);
void              baton_activity_cells_add_column  (BatonActivityGrid *self,
                                                    GtkWidget         *view,
                                                    int                column);
/* Draws anew what shows the activity or motion *id*; NULL: all that is on the screen. */
void              baton_activity_cells_show        (BatonActivityGrid *self,
                                                    const char        *id);
/* The same for all of *ids* (a set of char *). */
void              baton_activity_cells_show_those  (BatonActivityGrid *self,
                                                    GHashTable        *ids);
void              baton_activity_cells_show_headings (BatonActivityGrid *self);
/* Around a splice of the rows: a view binds every row below it anew, most of them to what they show already. */
void              baton_activity_cells_begin_splice (BatonActivityGrid *self);
void              baton_activity_cells_end_splice  (BatonActivityGrid *self);
/* Draws cursor and selection anew, and nothing else. */
void              baton_activity_cells_mark        (BatonActivityGrid *self);
/* The label below the cursor; NULL when it is not on the screen. */
GtkWidget        *baton_activity_cells_find        (BatonActivityGrid *self);
/* A label of the cursor's column, in whatever row; NULL when none is laid out. */
GtkWidget        *baton_activity_cells_find_in_column (BatonActivityGrid *self);

/* ── Typing ── */

GtkWidget        *baton_activity_typing_make_editor (BatonActivityGrid *self);
/* With *replacement* that stands in the cell instead of what is there. */
void              baton_activity_typing_start      (BatonActivityGrid *self,
                                                    const char        *replacement);
void              baton_activity_typing_copy       (BatonActivityGrid *self);
void              baton_activity_typing_clear      (BatonActivityGrid *self);
void              baton_activity_typing_fill_down  (BatonActivityGrid *self);

G_END_DECLS
