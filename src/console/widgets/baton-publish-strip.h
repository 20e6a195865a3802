/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Above the form of content that members do not see because of its state: says so, and publishes it in one step.
 */
#pragma once

#include "console/baton-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BATON_TYPE_PUBLISH_STRIP (baton_publish_strip_get_type ())
G_DECLARE_FINAL_TYPE (BatonPublishStrip, baton_publish_strip, BATON, PUBLISH_STRIP, GtkBox)

GtkWidget *baton_publish_strip_new        (BatonDocument     *document);
/* Hidden for what is published. *id* (nullable): of content. */
void       baton_publish_strip_set_entity (BatonPublishStrip *self,
                                           const char        *id);

G_END_DECLS
