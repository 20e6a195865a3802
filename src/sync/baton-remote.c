/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a server is and how it is spoken to: see baton-remote.h. The calls are in baton-remote-read.c and baton-remote-write.c.
 */
#include "sync/baton-remote-private.h"

#include <string.h>

#define PAUSE_MS 500
#define IDLE_S 30

G_DEFINE_FINAL_TYPE (BatonRemote, baton_remote, G_TYPE_OBJECT)
G_DEFINE_QUARK (baton-remote-error-quark, baton_remote_error)

static const char *const error_names[] = {
  [BATON_REMOTE_ERROR_FAILED] = "failed",
  [BATON_REMOTE_ERROR_ADDRESS] = "address",
  [BATON_REMOTE_ERROR_UNREACHABLE] = "unreachable",
  [BATON_REMOTE_ERROR_TLS] = "tls",
  [BATON_REMOTE_ERROR_UNAUTHORISED] = "unauthorised",
  [BATON_REMOTE_ERROR_NOT_ALLOWED] = "not-allowed",
  [BATON_REMOTE_ERROR_NOT_YOURS] = "not-yours",
  [BATON_REMOTE_ERROR_NOT_FOUND] = "not-on-server",
  [BATON_REMOTE_ERROR_TOO_LARGE] = "too-large-to-send",
  [BATON_REMOTE_ERROR_BUSY] = "busy",
  [BATON_REMOTE_ERROR_FULL] = "server-full",
  [BATON_REMOTE_ERROR_PROTOCOL] = "protocol",
  [BATON_REMOTE_ERROR_DIFFERENT] = "different",
  [BATON_REMOTE_ERROR_OTHER_PROGRAM] = "other-program",
};
G_STATIC_ASSERT (G_N_ELEMENTS (error_names) == BATON_REMOTE_N_ERRORS);

const char *
baton_remote_error_get_name (BatonRemoteError code)
{
  g_return_val_if_fail ((guint) code < BATON_REMOTE_N_ERRORS, NULL);
  return error_names[code];
}

void
baton_push_result_free (BatonPushResult *result)
{
  if (result == NULL)
    return;
  g_clear_pointer (&result->revision, baton_revision_free);
  g_clear_pointer (&result->problems, g_ptr_array_unref);
  g_free (result);
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

static void
baton_remote_finalize (GObject *object)
{
  BatonRemote *self = BATON_REMOTE (object);

  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self->address);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (baton_remote_parent_class)->finalize (object);
}

static void
baton_remote_class_init (BatonRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_remote_finalize;
}

static void
baton_remote_init (BatonRemote *self)
{
  self->pause_ms = PAUSE_MS;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
is_token (const char *token)
{
  for (const char *at = token; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return FALSE;
  return *token != '\0';
}

BatonRemote *
baton_remote_new (const char  *address,
                  const char  *token,
                  GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  gboolean local = host != NULL && is_loopback (host);
  BatonRemote *self;

  if (host == NULL || *host == '\0' || (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0) ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_ADDRESS, "not the address of a server");
      return NULL;
    }
  if (strcmp (scheme, "http") == 0 && !local)
    {
      g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_ADDRESS, "another machine needs https");
      return NULL;
    }
  if (token != NULL && !is_token (token))
    {
      g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNAUTHORISED, "not a token");
      return NULL;
    }

  self = g_object_new (BATON_TYPE_REMOTE, NULL);
  self->address = g_strdup (address);
  while (g_str_has_suffix (self->address, "/"))
    self->address[strlen (self->address) - 1] = '\0';
  self->token = g_strdup (token);
  self->session = soup_session_new_with_options ("timeout", IDLE_S, "user-agent", "Baton", NULL);
  /* Compressed answers could grow beyond all limits, and their length could not be checked. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  /* Asking the desktop which proxy leads to this machine takes seconds where there is no desktop. */
  if (local)
    soup_session_set_proxy_resolver (self->session, NULL);
  return self;
}

const char *
baton_remote_get_address (BatonRemote *self)
{
  g_return_val_if_fail (BATON_IS_REMOTE (self), NULL);
  return self->address;
}

void
baton_remote_set_retry_pause (BatonRemote *self,
                              guint        milliseconds)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  self->pause_ms = MIN (milliseconds, 10000);
}

char *
baton_remote_new_key (void)
{
  return g_uuid_string_random ();
}
