/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What went wrong between a workspace and its server, as a sentence.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* *server*: its address, or what it is called. *path*: of the workspace, whose own trouble is not the server's. (transfer full) */
char *baton_server_error_describe (const GError *error,
                                   const char   *server,
                                   const char   *path);

G_END_DECLS
