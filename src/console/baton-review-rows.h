/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of Review & Push and of a merge: a sentence that jumps to what it is about. The window in which they stand has
 * the action "go.reveal", with the thing, and where problems are told "go.reveal-field", with the number of a field besides.
 */
#pragma once

#include "model/baton-schema.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A heading with room for rows below it, put into *box*. */
GtkWidget *baton_review_rows_add_group (GtkWidget  *box,
                                        const char *title);
/* A row; *subtitle* and *id* (what it jumps to) and *suffix* are nullable. */
GtkWidget *baton_review_rows_make      (const char *title,
                                        const char *subtitle,
                                        const char *id,
                                        GtkWidget  *suffix);
/* The same, in *group*. */
GtkWidget *baton_review_rows_add       (GtkWidget  *group,
                                        const char *title,
                                        const char *subtitle,
                                        const char *id,
                                        GtkWidget  *suffix);
/* Leads such a row to the field that a problem is about. */
void       baton_review_rows_lead_to   (GtkWidget  *row,
                                        const char *id,
                                        BatonField  field);
/* A check mark in front of a change, with *name* for those who cannot see it; *active*: it goes with the push. */
GtkWidget *baton_review_rows_make_check (const char *name,
                                         gboolean    active);
/* A flat button that jumps to a thing; *what* stands beside it, for those who cannot see that. */
GtkWidget *baton_review_rows_make_jump (const char *id,
                                        const char *what);
/* A sentence alone, as a line that a row folds out to. */
GtkWidget *baton_review_rows_make_line (const char *sentence);
/* What a page holds, clamped and scrolled. */
GtkWidget *baton_review_rows_make_page (GtkWidget  *child);

G_END_DECLS
