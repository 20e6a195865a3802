/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-first-revision.h"

#include "console/baton-server-error.h"
#include "sync/baton-sync.h"

#include <glib/gi18n-lib.h>

static void
say_error (BatonDocument *document,
           const GError  *error)
{
  g_autofree char *sentence = baton_server_error_describe (error, _("The practice server"), baton_workspace_get_path (baton_document_get_workspace (document)));

  baton_document_say (document, sentence, FALSE);
}

static void
pushed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BatonDocument) document = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) answer = baton_sync_push_finish (result, &error);

  if (answer == NULL)
    say_error (document, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (BatonDocument) document = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonRemote) remote = baton_practice_server_connect_finish (BATON_PRACTICE_SERVER (source), result, &error);

  if (remote == NULL)
    {
      say_error (document, error);
      return;
    }
  baton_sync_push_async (remote, baton_document_get_workspace (document), C_("message of a revision", "The sample program"), NULL, pushed_cb,
                         g_object_ref (document));
}

void
baton_first_revision_push (BatonDocument *document)
{
  baton_practice_server_connect_async (baton_document_get_practice_server (document), NULL, connected_cb, g_object_ref (document));
}
