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

gboolean
baton_token_store_save (const char    *address,
                        const char    *token,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autofree char *server = strip_slashes (address);

  if (use_keyring ())
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *label = g_strdup_printf ("Baton: %s", server);

      if (token == NULL)
        secret_password_clear_sync (&schema, cancellable, NULL, "server", server, NULL);
      else if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, &failure,
                                           "server", server, NULL))
        /* Not in two places. */
        token = NULL;
    }
  return save_file (server, token, error);
}
