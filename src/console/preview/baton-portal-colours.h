/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The colours of a brand, light or dark as the desktop is, and its letters, for the widgets of one view of a portal alone.
 */
#pragma once

#include "portal/baton-portal.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _BatonPortalColours BatonPortalColours;

BatonPortalColours *baton_portal_colours_new       (void);
void                baton_portal_colours_free      (BatonPortalColours     *self);
/* The class of the widget that has them; borrowed. */
const char         *baton_portal_colours_get_class (BatonPortalColours     *self);
void                baton_portal_colours_load      (BatonPortalColours     *self,
                                                    const BatonPortalBrand *brand);

G_END_DECLS
