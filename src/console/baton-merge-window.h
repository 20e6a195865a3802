/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What you and the server both changed: each true conflict with its choices; what makes sense on either side but not
 * together; and below, everything that went together without a question. Closing it decides nothing and loses nothing.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-merge-session.h"

G_BEGIN_DECLS

#define BATON_TYPE_MERGE_WINDOW (baton_merge_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonMergeWindow, baton_merge_window, BATON, MERGE_WINDOW, AdwWindow)

/* Signal: taken ()   all is decided, and draft and base are the merged ones */
GtkWidget *baton_merge_window_new (GtkWindow         *parent,
                                   BatonDocument     *document,
                                   BatonMergeSession *session);

G_END_DECLS
