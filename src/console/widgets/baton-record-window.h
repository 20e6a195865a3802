/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window to edit one record of a list: a row for each column by its type.
 *
 * Signal: done (BatonValue *record)   the user has accepted it; not emitted on Cancel
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_RECORD_WINDOW (baton_record_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonRecordWindow, baton_record_window, BATON, RECORD_WINDOW, AdwWindow)

/* *columns*: ended by a NULL name, for ever. *record*: an object, or NULL for a new one. */
BatonRecordWindow *baton_record_window_new (GtkWidget            *parent,
                                            BatonDocument        *document,
                                            const char           *title,
                                            const BatonFieldInfo *columns,
                                            const BatonValue     *record);

G_END_DECLS
