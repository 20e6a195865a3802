/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an outline lists: things of some kinds as a tree of thin handles, and what a search finds as a plain list. Both
 * follow the document: an edit touches the handles that it is about and no others, so that selection, folding and scroll
 * stay where they are and a hundred thousand terms cost no more than a hundred.
 */
#pragma once

#include "console/baton-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A thing in the list. Emits *changed* when its row must be drawn anew. */
#define BATON_TYPE_OUTLINE_ITEM (baton_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (BatonOutlineItem, baton_outline_item, BATON, OUTLINE_ITEM, GObject)

const char        *baton_outline_item_get_id       (BatonOutlineItem  *self);
/* The handle in a row of either list: what the tree lists are GtkTreeListRow. Borrowed; NULL for NULL. */
BatonOutlineItem  *baton_outline_item_in_row       (gpointer           row);

#define BATON_TYPE_OUTLINE_MODEL (baton_outline_model_get_type ())
G_DECLARE_FINAL_TYPE (BatonOutlineModel, baton_outline_model, BATON, OUTLINE_MODEL, GObject)

/* Signals: found ()   a search is through; what it found is listed
 *          settled () all that a large step brought or took away is listed so, which takes several turns
 * *kinds*: bits of the kinds shown. */
BatonOutlineModel *baton_outline_model_new         (BatonDocument     *document,
                                                    guint64            kinds);
/* The tree, of GtkTreeListRow, and what was found, of BatonOutlineItem. Borrowed. */
GListModel        *baton_outline_model_get_tree    (BatonOutlineModel *self);
GListModel        *baton_outline_model_get_found   (BatonOutlineModel *self);
gboolean           baton_outline_model_is_empty    (BatonOutlineModel *self);
/* Searches names for *text* a few milliseconds at a time; NULL or "" ends it. */
void               baton_outline_model_search      (BatonOutlineModel *self,
                                                    const char        *text);
/* What heads the part of the top in which *entity* stands, where things of several kinds or areas stand there; else NULL. Borrowed. */
const char        *baton_outline_model_get_heading (BatonOutlineModel *self,
                                                    const BatonEntity *entity);
/* Takes over what has changed. FALSE when nothing that is listed did. */
gboolean           baton_outline_model_follow      (BatonOutlineModel *self,
                                                    GPtrArray         *changes);
/* FALSE while something has gone and is listed still, or has come and is not listed yet. */
gboolean           baton_outline_model_is_settled  (BatonOutlineModel *self);
/* The row of the thing in the tree, or GTK_INVALID_LIST_POSITION; with *unfold* what is above it is unfolded. */
guint              baton_outline_model_find        (BatonOutlineModel *self,
                                                    const char        *id,
                                                    gboolean           unfold);
/* The same among what was found. */
guint              baton_outline_model_find_found  (BatonOutlineModel *self,
                                                    const char        *id);

G_END_DECLS
