/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of a connection whose request was refused while its body was still coming: an answer, and then no more.
 */
#pragma once

#include "server/baton-listener.h"

G_BEGIN_DECLS

/* Writes *bytes*, says that nothing follows, and reads on for a little while what is still on its way, so that the client
 * gets to read the answer: closing a socket with unread bytes resets it, and a reset overtakes what was written. Takes
 * *stream* and *bytes*. */
void baton_farewell_say (GIOStream       *stream,
                         BatonConnection *connection,
                         GBytes          *bytes);

G_END_DECLS
