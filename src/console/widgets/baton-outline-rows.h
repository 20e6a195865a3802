/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of an outline: name and kind behind an arrow, dragged onto each other to move things. Where things of several kinds
 * or areas stand at the top, the first of each has a heading above it.
 */
#pragma once

#include "console/widgets/baton-outline-model.h"

G_BEGIN_DECLS

/* For both lists of *model*, which is of *kinds* in *document*. (transfer full) */
GtkListItemFactory *baton_outline_rows_new (BatonDocument     *document,
                                            guint64            kinds,
                                            BatonOutlineModel *model);

G_END_DECLS
