/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translations of one language into a file and from one (PO, XLIFF): asks which file, and before it takes one in says what that
 * would change and what it would not take.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

/* *widget*: anything in the window that the dialogs stand before. */
void baton_translation_files_export (GtkWidget     *widget,
                                     BatonDocument *document,
                                     const char    *tag);
void baton_translation_files_import (GtkWidget     *widget,
                                     BatonDocument *document,
                                     const char    *tag);

G_END_DECLS
