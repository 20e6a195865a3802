/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program that lives on a server already: its address and token are asked for, as in the preferences, and then it is pulled.
 */
#pragma once

#include "console/baton-main-window.h"

G_BEGIN_DECLS

/* In the window of a workspace that nothing has been done in. Without an address nothing more happens when the first window has been
 * closed. */
void baton_from_server_begin (BatonMainWindow *window);

G_END_DECLS
