/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window to choose from many things: a tree with a search, a check for each, and create in place where a thing is made
 * by its name alone. Ordered choices stand first, in their order, and are moved with buttons or Alt and the arrows.
 * Only the rows in sight have widgets, so 100,000 things may be chosen from.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

/* What was chosen, NULL-terminated, in the order of the list or, when ordered, of the choice. Not called on Cancel. */
typedef void (*BatonPickerFunc) (const char * const *ids,
                                 gpointer            user_data);

#define BATON_TYPE_PICKER (baton_picker_get_type ())
G_DECLARE_FINAL_TYPE (BatonPicker, baton_picker, BATON, PICKER, AdwWindow)

/* *multiple*: several may be chosen; else a click chooses and closes. *func* is called once, at most, while *owner* lives;
 * *user_data* is *owner*. */
BatonPicker *baton_picker_new      (GtkWidget       *parent,
                                    const char      *title,
                                    gboolean         multiple,
                                    gboolean         ordered,
                                    BatonPickerFunc  func,
                                    GObject         *owner);
/* Before it is presented: an item, and whether it is chosen. Strings are copied. */
void         baton_picker_add      (BatonPicker     *self,
                                    const char      *id,
                                    const char      *label,
                                    int              depth,
                                    gboolean         chosen);
/* Adds all things of *kinds* (bits), terms only of *vocabulary* (nullable), each below its parent. chosen: an array of
 * ids. What can be made by its name alone can then be created in place: terms of one vocabulary, and roles; pictures
 * are shown small, and can be brought from a file. */
void         baton_picker_add_kinds (BatonPicker      *self,
                                     BatonDocument    *document,
                                     guint64           kinds,
                                     const char       *vocabulary,
                                     const BatonValue *chosen);
/* Chooses *chosen* (nullable): an array of ids, in its order. What is not in the list, as it is no longer there, is put into it: it
 * stays chosen until somebody takes it out. baton_picker_add_kinds() does it itself. */
void         baton_picker_choose   (BatonPicker      *self,
                                    BatonDocument    *document,
                                    const BatonValue *chosen);
/* An item with a *note* (nullable) below the label, which is searched too. */
void         baton_picker_add_noted (BatonPicker    *self,
                                     const char     *id,
                                     const char     *label,
                                     const char     *note,
                                     gboolean        chosen);
/* Adds a few items and tells whether there are more. */
typedef gboolean (*BatonPickerSource) (BatonPicker *self,
                                       gpointer     user_data);
/* Calls *source* while the window is shown, a few milliseconds at a time, until it has no more: what takes long to list does
 * not keep anybody waiting. */
void         baton_picker_add_later (BatonPicker       *self,
                                     BatonPickerSource  source,
                                     gpointer           user_data,
                                     GDestroyNotify     destroy);
/* Adds the organizations of the register, or also its people, with what tells them apart: where they are, what they are, the
 * tier that they hold. *chosen* (nullable): an array of ids; they come first, also those that are not in the register. */
void         baton_picker_add_register (BatonPicker      *self,
                                        BatonDocument    *document,
                                        gboolean          people,
                                        const BatonValue *chosen);
/* What the picker does with a file that was chosen or dropped while pictures are chosen from: it makes a picture of it, or says why not. */
void         baton_picker_take_file (BatonPicker     *self,
                                     GFile           *file);
/* Fills the list and shows the window. */
void         baton_picker_present  (BatonPicker     *self);

G_END_DECLS
