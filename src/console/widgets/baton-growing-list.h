/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list model that shows the beginning of another at once and the rest in the next turns of the main loop. List views make
 * some 200 rows of a long list before they draw the first, whatever fits on the screen: with this in between they make them a
 * few at a time, and with all of it shown it passes everything on as it comes.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BATON_TYPE_GROWING_LIST (baton_growing_list_get_type ())
G_DECLARE_FINAL_TYPE (BatonGrowingList, baton_growing_list, BATON, GROWING_LIST, GObject)

/* (transfer full) of *model*. */
BatonGrowingList *baton_growing_list_new   (GListModel       *model);
/* Shows at least as much as up to *position*, which somebody goes to. */
void              baton_growing_list_reach (BatonGrowingList *self,
                                            guint             position);

G_END_DECLS
