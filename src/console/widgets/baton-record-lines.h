/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records of a list as lines below an expander row: each in words, to edit, move and remove, and a line to add one.
 *
 * Signal: changed (BatonValue *records)   the user has changed the list; NULL: it is empty
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_RECORD_LINES (baton_record_lines_get_type ())
G_DECLARE_FINAL_TYPE (BatonRecordLines, baton_record_lines, BATON, RECORD_LINES, GObject)

/* *row* is borrowed and must outlive the lines. *columns*: ended by a NULL name, for ever. *title*: of one record's window. */
BatonRecordLines *baton_record_lines_new  (BatonDocument        *document,
                                           AdwExpanderRow       *row,
                                           const BatonFieldInfo *columns,
                                           const char           *title,
                                           const char           *add_label);
/* Shows *records* (nullable), an array of objects. */
void              baton_record_lines_show (BatonRecordLines     *self,
                                           const BatonValue     *records);

G_END_DECLS
