/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-server-error.h"

#include "store/baton-store-error.h"
#include "sync/baton-remote.h"
#include "words/baton-words-error.h"

char *
baton_server_error_describe (const GError *error,
                             const char   *server)
{
  const char *name = error->domain == BATON_REMOTE_ERROR  ? baton_remote_error_get_name (error->code)
                     : error->domain == BATON_STORE_ERROR ? baton_store_error_get_name (error->code)
                                                          : "failed";

  return baton_words_error (name, server, error->message);
}
