/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview pane: whose portal, in which language, on which day, on what device, beside which record, draft or live;
 * a second persona beside the first. It follows every edit. Portals are resolved in a thread from the newest snapshot;
 * an answer that has been overtaken is dropped.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_PREVIEW (baton_preview_get_type ())
G_DECLARE_FINAL_TYPE (BatonPreview, baton_preview, BATON, PREVIEW, AdwBin)

GtkWidget *baton_preview_new  (BatonDocument *document);
/* Opens a page, content, collection or workflow in the preview. */
void       baton_preview_open (BatonPreview  *self,
                               const char    *id);
/* Likewise *target*, or the landing page, for a persona who sees *id* on it: the one shown if they do, else the first who does. */
void       baton_preview_show_thing (BatonPreview *self,
                                     const char   *target,
                                     const char   *id);
/* Reads the portal in the language *tag*; nothing happens when the program has no such language. */
void       baton_preview_set_language (BatonPreview *self,
                                       const char   *tag);
/* Shows the portal of *persona*; nothing happens when there is no such persona. */
void       baton_preview_set_persona (BatonPreview  *self,
                                      const char    *persona);
/* Whose portal is shown; NULL: none. */
const char *baton_preview_get_persona (BatonPreview *self);

/* Whether the pane covers the editor, so that the way back stands in it. */
void       baton_preview_set_alone   (BatonPreview *self,
                                      gboolean      alone);
/* Lets *key* of *settings* say how wide the pane would like to be, and follow who drags its edge. */
void       baton_preview_keep_width  (BatonPreview *self,
                                      GSettings    *settings,
                                      const char   *key);
/* Whether the window's buttons stand in the pane's header: it is at the window's edge. */
void       baton_preview_set_window_buttons (BatonPreview *self,
                                             gboolean      shown);
/* Takes a part of it away, of a window that is being closed; nothing is shown or followed any more. FALSE when there is no part
 * worth a turn of its own. */
gboolean   baton_preview_shed        (BatonPreview *self);

G_END_DECLS
