/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the token of a server is kept: the desktop's keyring where there is one, else a file that only its owner can
 * read. Never in a workspace, a log or an export. The environment's BATON_TOKEN goes before both and is never kept.
 *
 * Calls block on the keyring's service, which may ask its owner to unlock it: where a window waits, take those that end in _async.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The token for *address*; NULL without an error when none is kept. Wipe it with baton_token_free(). (transfer full) */
char     *baton_token_store_lookup (const char    *address,
                                    GCancellable  *cancellable,
                                    GError       **error);
/* Looks it up in a thread. */
void      baton_token_store_lookup_async  (const char          *address,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
char     *baton_token_store_lookup_finish (GAsyncResult        *result,
                                           GError             **error);
/* Keeps *token* in place of an earlier one; NULL forgets it, which fails where a keyring keeps it all the same. *in_keyring* (out,
 * nullable): whether a keyring has it now, rather than the file. */
gboolean  baton_token_store_save   (const char    *address,
                                    const char    *token,
                                    gboolean      *in_keyring,
                                    GCancellable  *cancellable,
                                    GError       **error);
/* Saves it in a thread. */
void      baton_token_store_save_async    (const char          *address,
                                           const char          *token,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean  baton_token_store_save_finish   (GAsyncResult        *result,
                                           gboolean            *in_keyring,
                                           GError             **error);
/* Overwrites before freeing. NULL is fine. */
void      baton_token_free         (char          *token);

/* Keeps tokens in *path* alone, without a keyring: for tests, and for batonctl's --token-file. NULL: back to the default. */
void      baton_token_store_use_file (const char  *path);

G_END_DECLS
