/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of one entity: a row for each field of its kind, made from the schema table, with the note last. Sections use
 * it as it is, or leave out the fields that they show in a better way.
 */
#pragma once

#include "console/widgets/baton-field-row.h"

G_BEGIN_DECLS

#define BATON_TYPE_FORM (baton_form_get_type ())
G_DECLARE_FINAL_TYPE (BatonForm, baton_form, BATON, FORM, AdwBin)

GtkWidget  *baton_form_new        (BatonDocument *document);
/* Leaves a field out of this form; before the first baton_form_set_entity() of its kind. */
void        baton_form_leave_out  (BatonForm     *self,
                                   BatonField     field);
/* Leaves the sentence out: it is said elsewhere. */
void        baton_form_hide_sentence (BatonForm  *self);
/* The form has no scrolling of its own: it stands in something that scrolls. Before the first entity. */
void        baton_form_set_embedded (BatonForm   *self);
/* Shows the entity; NULL: an empty form. The rows of a kind are made once and reused. */
void        baton_form_set_entity (BatonForm     *self,
                                   const char    *id);
const char *baton_form_get_entity (BatonForm     *self);
/* Puts the focus into the row of *field*. FALSE where the form does not ask for it. */
gboolean    baton_form_focus      (BatonForm     *self,
                                   BatonField     field);
/* Takes some of its rows away, for good: a form is taken apart a few at a time. FALSE when none is left. */
gboolean    baton_form_shed       (BatonForm     *self);

G_END_DECLS
