/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture of the program, small: decoded in a thread when it first comes in sight, at the size that it is shown in, so that a
 * list of hundreds costs no more than what is seen of it.
 */
#pragma once

#include <gtk/gtk.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_THUMBNAIL (baton_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (BatonThumbnail, baton_thumbnail, BATON, THUMBNAIL, GtkWidget)

GtkWidget *baton_thumbnail_new (BatonDocument  *document);
/* The picture entry to show; NULL: none. */
void       baton_thumbnail_set (BatonThumbnail *self,
                                const char     *id);

G_END_DECLS
