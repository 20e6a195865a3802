/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal of one persona, or of two side by side. Where both show the same page they are scrolled together: the blocks
 * that both have stay beside each other, however much more one of them sees in between.
 *
 * Signals:
 *   open (const char *id)     a link was followed; "" for the landing page
 *   search (const char *words), filter (const char *term)   as of the view of a portal
 *   ask (int side, const char *id, GtkWidget *at)   *Why is this here?* was asked of a thing
 *   ready ()                  the pictures are there for which baton_preview_sides_show() was put off
 */
#pragma once

#include "console/preview/baton-portal-view.h"

G_BEGIN_DECLS

#define BATON_TYPE_PREVIEW_SIDES (baton_preview_sides_get_type ())
G_DECLARE_FINAL_TYPE (BatonPreviewSides, baton_preview_sides, BATON, PREVIEW_SIDES, AdwBin)

/* *load* gives the bytes of pictures. */
GtkWidget *baton_preview_sides_new        (BatonPortalPicturesLoad   load,
                                           gpointer                  user_data);
/* Why what should be open is not there for each of them, for the team: NULL where it is. From the next baton_preview_sides_show() on. */
void       baton_preview_sides_set_reasons (BatonPreviewSides       *self,
                                            char                    *reasons[2]);
/* Shows these portals, the second NULL for one persona alone, without losing the place to which the reader had scrolled.
 * With *longer* every text is drawn as long as a translation may be. */
void       baton_preview_sides_show       (BatonPreviewSides        *self,
                                           BatonPortal              *portals[2],
                                           const BatonNames         *names,
                                           gboolean                  longer);
/* Nothing is to be seen until the next portals are shown. */
void       baton_preview_sides_cover      (BatonPreviewSides        *self);
/* As wide as a telephone at most. */
void       baton_preview_sides_set_narrow (BatonPreviewSides        *self,
                                           gboolean                  narrow);
/* While asking, a click asks why instead of following the link. */
void       baton_preview_sides_set_asking (BatonPreviewSides        *self,
                                           gboolean                  asking);
/* Takes one of the portals away; FALSE when none is left. Nothing may be shown after it. */
gboolean   baton_preview_sides_shed       (BatonPreviewSides        *self);

G_END_DECLS
