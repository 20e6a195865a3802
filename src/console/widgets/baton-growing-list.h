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
/* Shows so many at first, where a row takes long to make. Before anything views it. */
void              baton_growing_list_set_first (BatonGrowingList *self,
                                            guint             first);
/* Takes some away from its end, for good: a view of it is taken apart a few rows at a time. FALSE when nothing is left. */
gboolean          baton_growing_list_shrink (BatonGrowingList *self);
/* Shows at least as much as up to *position*, which somebody goes to. */
void              baton_growing_list_reach (BatonGrowingList *self,
                                            guint             position);

G_END_DECLS
