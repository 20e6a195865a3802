/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of an outline: name and kind behind an arrow, dragged onto each other to move things.
 */
#pragma once

#include "console/baton-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a list of BatonOutlineItem or of GtkTreeListRow with one. (transfer full) */
GtkListItemFactory *baton_outline_rows_new (BatonDocument *document,
                                            guint64        kinds);

G_END_DECLS
