/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a spreadsheet may be about, as people choose it: first what is brought most, then every other kind of thing.
 */
#pragma once

#include <gtk/gtk.h>

#include "exchange/baton-table.h"

G_BEGIN_DECLS

guint          baton_table_subjects_count     (void);
/* BATON_KIND_NONE for organizations, members and history, whose *file* (out) it then is. */
BatonKind      baton_table_subjects_get       (guint               index,
                                               BatonDataFile      *file);
const char    *baton_table_subjects_get_title (guint               index);
/* The index of a kind; G_MAXUINT when it cannot be brought. */
guint          baton_table_subjects_find      (BatonKind           kind);
/* All titles, for a drop-down. (transfer full) */
GtkStringList *baton_table_subjects_list      (void);
/* (transfer full) */
BatonTable    *baton_table_subjects_make      (guint               index,
                                               const BatonProgram *program);

G_END_DECLS
