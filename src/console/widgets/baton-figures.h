/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small table of figures: headings, a name in the first column, numbers in the others. For reading, and copying as a whole
 * into a spreadsheet; not a grid to edit.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_FIGURES (baton_figures_get_type ())
G_DECLARE_FINAL_TYPE (BatonFigures, baton_figures, BATON, FIGURES, AdwBin)

/* *label*: what assistive technology calls the table. */
GtkWidget *baton_figures_new    (const char   *label);
/* Says that a column holds texts like the first one, not numbers; before baton_figures_begin(). */
void       baton_figures_set_text (BatonFigures   *self,
                                   guint           column);
/* Empties it and sets the headings; NULL-terminated. */
void       baton_figures_begin  (BatonFigures       *self,
                                 const char * const *headings);
/* A cell, row by row; takes *text*. *emphasis* marks it as changed. */
void       baton_figures_add    (BatonFigures *self,
                                 char         *text,
                                 gboolean      emphasis);
/* The same for a name that leads to what it names: *win.reveal* with *id*. */
void       baton_figures_add_jump (BatonFigures *self,
                                   char         *text,
                                   const char   *id);
/* As a spreadsheet takes it: tabs between cells, a line a row. (transfer full) */
char      *baton_figures_dup_text (BatonFigures *self);

G_END_DECLS
