/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the token of a server is kept: the desktop's keyring where there is one, else a file that only its owner can
 * read. Never in a workspace, a log or an export. The environment's BATON_TOKEN goes before both and is never kept.
 *
 * Calls block on the keyring's service for a moment; call them from a thread, or where a moment does not matter.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The token for *address*; NULL without an error when none is kept. Wipe it with baton_token_free(). (transfer full) */
char     *baton_token_store_lookup (const char    *address,
                                    GCancellable  *cancellable,
                                    GError       **error);
/* Keeps *token* in place of an earlier one; NULL forgets it. */
gboolean  baton_token_store_save   (const char    *address,
                                    const char    *token,
                                    GCancellable  *cancellable,
                                    GError       **error);
/* Overwrites before freeing. NULL is fine. */
void      baton_token_free         (char          *token);

/* Keeps tokens in *path* alone, without a keyring: for tests, and for batonctl's --token-file. NULL: back to the default. */
void      baton_token_store_use_file (const char  *path);

G_END_DECLS
