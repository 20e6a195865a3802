/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Waiting for something that was asked for: nothing is shown of what is soon done; what lasts has a dialog that says what is
 * being done, and ends it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _BatonWait BatonWait;

/* *cancelled* is called once, with *user_data*, when the dialog is answered; it frees the wait. */
BatonWait *baton_wait_new  (GtkWindow  *parent,
                            const char *heading,
                            void      (*cancelled) (gpointer user_data),
                            gpointer    user_data);
/* It is over: the dialog goes. */
void       baton_wait_free (BatonWait  *self);

G_END_DECLS
