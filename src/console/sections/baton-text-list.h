/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts that were found (baton-text-query.h), as a list model. Its items are made when somebody asks for them, so that a
 * new answer of 100,000 costs no more than one of ten.
 */
#pragma once

#include "console/sections/baton-text-query.h"

G_BEGIN_DECLS

#define BATON_TYPE_LISTED_TEXT (baton_listed_text_get_type ())
G_DECLARE_FINAL_TYPE (BatonListedText, baton_listed_text, BATON, LISTED_TEXT, GObject)

/* Borrowed. */
const char    *baton_listed_text_get_id    (BatonListedText *self);
BatonField     baton_listed_text_get_field (BatonListedText *self);

#define BATON_TYPE_TEXT_LIST (baton_text_list_get_type ())
G_DECLARE_FINAL_TYPE (BatonTextList, baton_text_list, BATON, TEXT_LIST, GObject)

BatonTextList *baton_text_list_new         (void);
/* Takes over *texts*, an array of BatonFoundText (transfer full), in place of what it held. */
void           baton_text_list_take        (BatonTextList   *self,
                                            GArray          *texts);
void           baton_text_list_remove      (BatonTextList   *self,
                                            guint            position);
/* Where a text stands; GTK_INVALID_LIST_POSITION when it does not. BATON_FIELD_NONE: the first of the entity. */
guint          baton_text_list_find        (BatonTextList   *self,
                                            const char      *id,
                                            BatonField       field);

G_END_DECLS
