/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keyring, a private file, or the environment: see baton-token-store.h.
 */
#include "sync/baton-token-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENVIRONMENT "BATON_TOKEN"

static char *file_override;   /* owned, nullable */

static const SecretSchema schema = {
  "org.batonconsole.Baton.Token",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

void
baton_token_free (char *token)
{
  if (token == NULL)
    return;
  explicit_bzero (token, strlen (token));
  g_free (token);
}

void
baton_token_store_use_file (const char *path)
{
  g_free (file_override);
  file_override = g_strdup (path);
}

/* An address is the same with a slash at its end: whoever asks shall not have to write it as who saved it. (transfer full) */
static char *
strip_slashes (const char *address)
{
  char *stripped = g_strdup (address);

  for (gsize length = strlen (stripped); length > 0 && stripped[length - 1] == '/'; length--)
    stripped[length - 1] = '\0';
  return stripped;
}

/* ── The file ────────────────────────────────────────────────────────────────────────────────────────── */

static char *
file_path (void)
{
  return file_override != NULL ? g_strdup (file_override)
                               : g_build_filename (g_get_user_data_dir (), "baton", "tokens", NULL);
}

/* Addresses are groups of a key file, which takes neither brackets nor line breaks in their names. */
static char *
group_name (const char *address)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);

  return g_strndup (sum, 32);
}

/* An empty one when there is no file. NULL when others can read it: then it is no secret any more. */
static GKeyFile *
load_file (const char  *path,
           GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;
  struct stat info;

  if (stat (path, &info) == 0 && (info.st_mode & 077) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s: others can read this file", path);
      return NULL;
    }
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &failure) &&
      !g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&file);
}

static char *
look_up_file (const char  *address,
              GError     **error)
{
  g_autofree char *path = file_path ();
  g_autofree char *group = group_name (address);
  g_autoptr (GKeyFile) file = load_file (path, error);

  return file != NULL ? g_key_file_get_string (file, group, "token", NULL) : NULL;
}

static gboolean
save_file (const char  *address,
           const char  *token,
           GError     **error)
{
  g_autofree char *path = file_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *group = group_name (address);
  g_autoptr (GKeyFile) file = load_file (path, error);
  g_autofree char *data = NULL;
  gboolean done;
  gsize length;

  if (file == NULL)
    return FALSE;
  if (token != NULL)
    {
      g_key_file_set_string (file, group, "server", address);
      g_key_file_set_string (file, group, "token", token);
    }
  else
    {
      g_key_file_remove_group (file, group, NULL);
    }
  data = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", folder, g_strerror (code));
      done = FALSE;
    }
  else
    {
      done = g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
    }
  explicit_bzero (data, length);
  return done;
}

/* ── Either ──────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
use_keyring (void)
{
  /* Without a session bus libsecret would try to start one, and then wait for it. */
  return file_override == NULL && g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL;
}

char *
baton_token_store_lookup (const char    *address,
                          GCancellable  *cancellable,
                          GError       **error)
{
  const char *given = g_getenv (ENVIRONMENT);
  g_autofree char *server = strip_slashes (address);
  char *kept = NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (use_keyring ())
    {
      /* A keyring that is locked or not there is no reason to fail: the file may have it. */
      char *secret = secret_password_lookup_sync (&schema, cancellable, NULL, "server", server, NULL);

      kept = g_strdup (secret);
      secret_password_free (secret);
    }
  return kept != NULL ? kept : look_up_file (server, error);
}

/* Whether it is no failure to forget that nothing is there that could keep a secret. */
static gboolean
has_no_keyring (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

gboolean
baton_token_store_save (const char    *address,
                        const char    *token,
                        gboolean      *in_keyring,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autofree char *server = strip_slashes (address);
  g_autoptr (GError) failure = NULL;
  gboolean kept = FALSE, forgotten = TRUE;

  if (use_keyring () && token == NULL)
    {
      secret_password_clear_sync (&schema, cancellable, &failure, "server", server, NULL);
      forgotten = failure == NULL || has_no_keyring (failure);
    }
  else if (use_keyring ())
    {
      g_autofree char *label = g_strdup_printf ("Baton: %s", server);

      /* Where the keyring does not take it, the file does. */
      kept = secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, NULL, "server", server, NULL);
    }
  if (in_keyring != NULL)
    *in_keyring = kept;
  /* Not in two places. */
  if (!save_file (server, kept ? NULL : token, error))
    return FALSE;
  if (!forgotten)
    g_propagate_error (error, g_steal_pointer (&failure));
  return forgotten;
}

/* ── In a thread ─────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char     *address;
  char     *token;        /* to be saved; nullable */
  gboolean  in_keyring;
} Errand;

static Errand *
errand_new (const char *address,
            const char *token)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->address = g_strdup (address);
  errand->token = g_strdup (token);
  return errand;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->address);
  baton_token_free (errand->token);
  g_free (errand);
}

static void
run_errand (Errand              *errand,
            GTaskThreadFunc      func,
            gpointer             tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, func);
}

static void
look_up_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;
  char *token = baton_token_store_lookup (errand->address, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, token, (GDestroyNotify) baton_token_free);
}

void
baton_token_store_lookup_async (const char          *address,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (address != NULL);

  run_errand (errand_new (address, NULL), look_up_in_thread, baton_token_store_lookup_async, cancellable, callback, user_data);
}

char *
baton_token_store_lookup_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, baton_token_store_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;

  if (baton_token_store_save (errand->address, errand->token, &errand->in_keyring, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
baton_token_store_save_async (const char          *address,
                              const char          *token,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (address != NULL);

  run_errand (errand_new (address, token), save_in_thread, baton_token_store_save_async, cancellable, callback, user_data);
}

gboolean
baton_token_store_save_finish (GAsyncResult  *result,
                               gboolean      *in_keyring,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, baton_token_store_save_async), FALSE);

  if (in_keyring != NULL)
    *in_keyring = ((Errand *) g_task_get_task_data (G_TASK (result)))->in_keyring;
  return g_task_propagate_boolean (G_TASK (result), error);
}
