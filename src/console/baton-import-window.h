/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bring my spreadsheet: a workbook, separated values or pasted cells with things of one kind, organizations, members or
 * history. What each column is can be chosen, and what would happen is shown row by row before anything does. The import does
 * exactly that, as one step.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_IMPORT_WINDOW (baton_import_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportWindow, baton_import_window, BATON, IMPORT_WINDOW, AdwWindow)

GtkWidget *baton_import_window_new (GtkWindow     *parent,
                                    BatonDocument *document);
/* Looks at this file, as if it had been chosen. */
void       baton_import_window_open (BatonImportWindow *self,
                                     const char        *path);

/* Whether a file of that name is one that is brought here. */
gboolean   baton_import_window_takes (const char        *path);

G_END_DECLS
