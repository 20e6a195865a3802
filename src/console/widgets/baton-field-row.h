/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of a form, made from one entry of the schema table: it shows one field of one entity and edits it. There is a
 * row for every type; baton_field_row_new() picks it. Rows are shared by all sections. The object is what follows the
 * document; its widget is one of libadwaita's rows, to be put into a list, which must not outlive the object.
 *
 * A row is told which entity it shows with baton_field_row_set_entity() and refreshes itself when the document changes.
 * While it has the focus it does not overwrite what is being typed; Escape gives back what stood there when typing began.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_FIELD_ROW (baton_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (BatonFieldRow, baton_field_row, BATON, FIELD_ROW, GObject)

struct _BatonFieldRowClass
{
  GObjectClass parent_class;

  /* Shows *value* (nullable: unset) of the row's entity. */
  void (*show) (BatonFieldRow    *self,
                const BatonValue *value);
};

/* The row for a field, not yet showing anything. (transfer full) */
BatonFieldRow *baton_field_row_new          (BatonDocument *document,
                                             BatonField     field);
/* Its widget, borrowed. */
GtkWidget     *baton_field_row_get_widget   (BatonFieldRow *self);
/* Shows the field of this entity; NULL: nothing. */
void           baton_field_row_set_entity   (BatonFieldRow *self,
                                             const char    *id);
/* The entity as it is now; NULL when it is gone. Borrowed until the next edit. */
BatonEntity   *baton_field_row_get_entity   (BatonFieldRow *self);
BatonDocument *baton_field_row_get_document (BatonFieldRow *self);
BatonField     baton_field_row_get_field    (BatonFieldRow *self);

/* Shows the field of *entity* (nullable: back to the document's) instead, which the document need not have, and hands each edit to
 * *func* instead of making it: for a value that is still to be decided. *user_data* must outlive the row. */
typedef void  (*BatonFieldRowFunc)          (const BatonValue *value,
                                             gpointer          user_data);
void           baton_field_row_set_scratch  (BatonFieldRow     *self,
                                             const BatonEntity *entity,
                                             BatonFieldRowFunc  func,
                                             gpointer           user_data);

/* For the rows themselves: says once, when constructed, what the widget is; edits the field as one step, or as a key of typing (*locale* NULL: the source). */
void           baton_field_row_set_widget   (BatonFieldRow    *self,
                                             GtkWidget        *widget);
/* The same for one that takes the whole width: *content* below the field's label. */
void           baton_field_row_set_block    (BatonFieldRow    *self,
                                             GtkWidget        *content);
/* Puts *widget* at the end of the label's line of such a row. */
void           baton_field_row_add_to_block (BatonFieldRow    *self,
                                             GtkWidget        *widget);
void           baton_field_row_set_value    (BatonFieldRow    *self,
                                             const BatonValue *value);
/* The same for a row that fills other fields with its own. */
void           baton_field_row_put          (BatonFieldRow     *self,
                                             const BatonEntity *entity);
void           baton_field_row_type_value   (BatonFieldRow    *self,
                                             const BatonValue *value,
                                             const char       *locale);
/* Shows the entity's value again, after an edit that was refused. */
void           baton_field_row_refresh      (BatonFieldRow    *self);

G_END_DECLS
