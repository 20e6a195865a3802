/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thing that a picker offers: thin, since there may be 100,000 of them.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BATON_TYPE_PICKER_ITEM (baton_picker_item_get_type ())
G_DECLARE_FINAL_TYPE (BatonPickerItem, baton_picker_item, BATON, PICKER_ITEM, GObject)

BatonPickerItem *baton_picker_item_new        (const char      *id,
                                               const char      *label,
                                               int              depth);
/* Said below the label, and searched too; nullable. */
void             baton_picker_item_set_note   (BatonPickerItem *self,
                                               const char      *note);
const char      *baton_picker_item_get_note   (BatonPickerItem *self);
const char      *baton_picker_item_get_id     (BatonPickerItem *self);
const char      *baton_picker_item_get_label  (BatonPickerItem *self);
int              baton_picker_item_get_depth  (BatonPickerItem *self);
/* Property "chosen". */
gboolean         baton_picker_item_get_chosen (BatonPickerItem *self);
void             baton_picker_item_set_chosen (BatonPickerItem *self,
                                               gboolean         chosen);
/* How well the label answers *needle*, which is case folded: 0 begins with it, 1 a word of it does, 2 holds it, or the note does, 3 does not. */
int              baton_picker_item_get_rank   (BatonPickerItem *self,
                                               const char      *needle);

G_END_DECLS
