/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-server-error.h"

#include "store/baton-store-error.h"
#include "sync/baton-remote.h"
#include "words/baton-words-error.h"

char *
baton_server_error_describe (const GError *error,
                             const char   *server,
                             const char   *path)
{
  g_autofree char *file = g_filename_display_basename (path);

  if (error->domain == BATON_STORE_ERROR)
    return baton_words_error (baton_store_error_get_name (error->code), file, error->message);
  return baton_words_error (error->domain == BATON_REMOTE_ERROR ? baton_remote_error_get_name (error->code) : "failed", server, error->message);
}
