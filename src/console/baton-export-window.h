/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Things of one kind, organizations, members or events as a spreadsheet, to be worked on elsewhere and brought back.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_EXPORT_WINDOW (baton_export_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonExportWindow, baton_export_window, BATON, EXPORT_WINDOW, AdwWindow)

/* *kind* is offered first; BATON_KIND_NONE leaves it open. */
GtkWidget *baton_export_window_new (GtkWindow     *parent,
                                    BatonDocument *document,
                                    BatonKind      kind);

G_END_DECLS
