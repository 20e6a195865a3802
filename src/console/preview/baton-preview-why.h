/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why is this here? Why is that not? The answer about one thing, and the list of all that a persona is not shown, which is
 * worked out in a thread: it asks about everything in the program that can be part of a portal.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "console/preview/baton-preview-question.h"

G_BEGIN_DECLS

/* Says in a popover at *at* why the persona of one side sees the thing *id*, or does not; with the discretion that *document* asks
 * for. */
void       baton_preview_why_present (BatonDocument              *document,
                                      const BatonPreviewQuestion *question,
                                      int                         side,
                                      const char                 *id,
                                      GtkWidget                  *at);

/* Makes what is to be asked as of now; NULL: nobody is to be asked about. (transfer full) */
typedef BatonPreviewQuestion *(*BatonPreviewAskFunc) (gpointer user_data);

/* The popover that lists what the first persona is not shown, and finds in it; it asks whenever it opens. *document* and
 * *user_data* outlive it. */
GtkWidget *baton_preview_missing_new (BatonDocument              *document,
                                      BatonPreviewAskFunc         ask,
                                      gpointer                    user_data);

G_END_DECLS
