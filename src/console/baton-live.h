/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the server serves, as far as this workspace knows: its base, compiled in a thread when it is first asked for, and anew
 * when a push or a pull has given the workspace another base.
 */
#pragma once

#include "rules/baton-snapshot.h"
#include "store/baton-workspace.h"

G_BEGIN_DECLS

typedef struct _BatonLive BatonLive;

typedef void (*BatonLiveFunc) (gpointer user_data);

/* *workspace* is borrowed; *ready* is told of each snapshot that was waited for. */
BatonLive     *baton_live_new  (BatonWorkspace *workspace,
                                BatonLiveFunc   ready,
                                gpointer        user_data);
void           baton_live_free (BatonLive      *self);
/* Borrowed; NULL while it is being compiled. The workspace has a base. */
BatonSnapshot *baton_live_get  (BatonLive      *self);

G_END_DECLS
