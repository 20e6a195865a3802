/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bring my spreadsheet: a CSV file with organizations, members or history. The file is checked as a whole first, and what
 * would be taken in and what is wrong, row by row, is shown before anything happens. The import does exactly that.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_IMPORT_WINDOW (baton_import_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportWindow, baton_import_window, BATON, IMPORT_WINDOW, AdwWindow)

GtkWidget *baton_import_window_new (GtkWindow     *parent,
                                    BatonDocument *document);

G_END_DECLS
