/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The outline: things of some kinds as a tree, by their places. Rename in place (F2), move by drag and by keys (Alt with
 * the arrows), add, duplicate, delete, and search that filters; the Menu key offers all that. Tab leaves the list, whose rows
 * the arrows go through. Selection, search and unfolded branches survive edits.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_OUTLINE (baton_outline_get_type ())
G_DECLARE_FINAL_TYPE (BatonOutline, baton_outline, BATON, OUTLINE, AdwBin)

/* Gives a thing that is about to be added what the section knows of it; the thing, or another in its place. (transfer full) */
typedef BatonEntity *(*BatonOutlineFill) (BatonEntity *entity,
                                          gpointer     user_data);

/* Signals: selected (const char *id)    the chosen thing; NULL for none
 *          added (const char *id)       it was just added and is chosen: it wants a name
 * *kinds*: bits of the kinds shown. */
GtkWidget  *baton_outline_new          (BatonDocument *document,
                                        guint64        kinds);
const char *baton_outline_get_selected (BatonOutline  *self);
/* *user_data* must outlive the outline. */
void        baton_outline_set_fill     (BatonOutline  *self,
                                        BatonOutlineFill fill,
                                        gpointer       user_data);
/* Chooses nothing, without telling. */
void        baton_outline_unselect     (BatonOutline  *self);
/* Unfolds, selects and scrolls. FALSE when the outline does not show it. */
gboolean    baton_outline_select       (BatonOutline  *self,
                                        const char    *id);

G_END_DECLS
