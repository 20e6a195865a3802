/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A smaller copy of a picture that is too large to keep.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A picture beyond this is not decoded at all: a few bytes may claim any size. */
#define BATON_PICTURE_MAX_PIXELS (100 * 1000 * 1000)

/* Decodes *bytes* (PNG or JPEG) in a thread and answers with a copy that baton_image_check() takes, as large as it may be. */
void    baton_picture_scale_async  (GBytes               *bytes,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
/* (transfer full); fails where the picture cannot be decoded. */
GBytes *baton_picture_scale_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
