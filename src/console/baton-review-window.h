/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Review & Push: what has changed since the server's last revision, in words and by section; what it does to the personas;
 * what validation says; each change can be taken back; then push, with progress and the server's answer. Behind a
 * second page the revisions, with roll back.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_WINDOW (baton_review_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewWindow, baton_review_window, BATON, REVIEW_WINDOW, AdwWindow)

GtkWidget *baton_review_window_new (GtkWindow     *parent,
                                    BatonDocument *document);

/* Pulls as soon as the server answers. */
void       baton_review_window_pull (BatonReviewWindow *self);

G_END_DECLS
