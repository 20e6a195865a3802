/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of a portal, decoded in a thread and kept: a large one takes longer than a frame. Used in the main thread only.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _BatonPortalPictures BatonPortalPictures;

/* The bytes of a picture by its digest, (transfer full), nullable. */
typedef GBytes *(*BatonPortalPicturesLoad) (const char *digest,
                                            gpointer    user_data);

/* *ready* (owner) is called when pictures that were missing have been decoded. *load* may be NULL: there are none. */
BatonPortalPictures *baton_portal_pictures_new   (BatonPortalPicturesLoad  load,
                                                  gpointer                 user_data,
                                                  void                   (*ready) (gpointer owner),
                                                  gpointer                 owner);
/* *ready* is not called any more. NULL does nothing. */
void                 baton_portal_pictures_free  (BatonPortalPictures     *self);

/* Forgets what was asked for before: what is asked for from now on is what shows. */
void                 baton_portal_pictures_begin (BatonPortalPictures     *self);
/* Borrowed; NULL when it cannot be shown, or is missing yet. */
GdkTexture          *baton_portal_pictures_get   (BatonPortalPictures     *self,
                                                  const char              *digest);
/* Has decoded what was asked for since baton_portal_pictures_begin() and is missing. FALSE when nothing is. */
gboolean             baton_portal_pictures_fetch (BatonPortalPictures     *self);

G_END_DECLS
