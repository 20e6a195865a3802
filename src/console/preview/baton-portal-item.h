/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button of the portal that is previewed: what a click on it is about, and with the other button, or the keys for a menu, a
 * question about it. What hangs on it when it is taken away, an answer to *Why is this here?*, goes with it.
 */
#pragma once

#include "console/preview/baton-portal-node.h"

G_BEGIN_DECLS

#define BATON_TYPE_PORTAL_ITEM (baton_portal_item_get_type ())
G_DECLARE_FINAL_TYPE (BatonPortalItem, baton_portal_item, BATON, PORTAL_ITEM, GtkButton)

GtkWidget *baton_portal_item_new       (BatonPortalNodeFunc  func,
                                        gpointer             user_data);
/* *target*: what it opens; NULL where it can only be asked about. */
void       baton_portal_item_set_about (BatonPortalItem     *self,
                                        const char          *id,
                                        const char          *target);

G_END_DECLS
