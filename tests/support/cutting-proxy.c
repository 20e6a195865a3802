/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thread accepts, and serves one connection after the other by poll: see cutting-proxy.h.
 */
#include "support/cutting-proxy.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

struct _CuttingProxy
{
  GThread *thread;
  GMutex   mutex;
  GSocket *listener;
  guint16  port;
  guint16  server_port;
  CutWay   way;
  gsize    bytes;
  gboolean has_cut;
};

static GSocket *
dial (guint16 port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  if (!g_socket_connect (socket, address, NULL, NULL))
    return NULL;
  return g_steal_pointer (&socket);
}

/* Passes on what *from* has, at most *left* bytes (G_MAXSIZE: all). FALSE at its end. */
static gboolean
pass (int    from,
      int    to,
      gsize *left)
{
  char buffer[4096];
  gssize n = recv (from, buffer, MIN (sizeof buffer, *left), 0);

  if (n <= 0)
    return FALSE;
  for (gssize sent = 0; sent < n;)
    {
      gssize m = send (to, buffer + sent, (size_t) (n - sent), MSG_NOSIGNAL);

      if (m < 0)
        return FALSE;
      sent += m;
    }
  if (*left != G_MAXSIZE)
    *left -= (gsize) n;
  return TRUE;
}

static void
serve (CuttingProxy *proxy,
       GSocket      *client)
{
  g_autoptr (GSocket) server = dial (proxy->server_port);
  gsize left[2] = { G_MAXSIZE, G_MAXSIZE };   /* request, answer */
  gboolean cutting;
  int fds[2];

  g_mutex_lock (&proxy->mutex);
  cutting = proxy->way != CUT_NOTHING;
  if (cutting)
    left[proxy->way == CUT_REQUEST ? 0 : 1] = proxy->bytes;
  proxy->way = CUT_NOTHING;
  g_mutex_unlock (&proxy->mutex);
  if (server == NULL)
    return;

  fds[0] = g_socket_get_fd (client);
  fds[1] = g_socket_get_fd (server);
  for (;;)
    {
      struct pollfd polls[2] = { { fds[0], POLLIN, 0 }, { fds[1], POLLIN, 0 } };

      /* An answer is cut when there is one: the server has then done what it was asked for. */
      if (left[0] == 0 || (left[1] == 0 && poll (&polls[1], 1, 0) == 1))
        {
          g_mutex_lock (&proxy->mutex);
          proxy->has_cut = TRUE;
          g_mutex_unlock (&proxy->mutex);
          return;
        }
      if (poll (polls, 2, 5000) <= 0)
        return;
      if (polls[0].revents != 0 && !pass (fds[0], fds[1], &left[0]))
        return;
      if (polls[1].revents != 0 && left[1] > 0 && !pass (fds[1], fds[0], &left[1]))
        return;
    }
}

static gpointer
run (gpointer data)
{
  CuttingProxy *proxy = data;

  for (;;)
    {
      g_autoptr (GSocket) client = g_socket_accept (proxy->listener, NULL, NULL);

      if (client == NULL)
        return NULL;
      g_socket_set_blocking (client, TRUE);
      serve (proxy, client);
    }
}

CuttingProxy *
cutting_proxy_new (guint16 server_port)
{
  CuttingProxy *proxy = g_new0 (CuttingProxy, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  proxy->server_port = server_port;
  proxy->listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (proxy->listener, address, TRUE, NULL));
  g_assert_true (g_socket_listen (proxy->listener, NULL));
  bound = g_socket_get_local_address (proxy->listener, NULL);
  proxy->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  proxy->thread = g_thread_new ("proxy", run, proxy);
  return proxy;
}

void
cutting_proxy_free (CuttingProxy *proxy)
{
  /* Ends the accept. */
  g_socket_shutdown (proxy->listener, TRUE, TRUE, NULL);
  g_thread_join (proxy->thread);
  g_object_unref (proxy->listener);
  g_free (proxy);
}

guint16
cutting_proxy_get_port (CuttingProxy *proxy)
{
  return proxy->port;
}

void
cutting_proxy_cut (CuttingProxy *proxy,
                   CutWay        way,
                   gsize         bytes)
{
  g_mutex_lock (&proxy->mutex);
  proxy->way = way;
  proxy->bytes = bytes;
  proxy->has_cut = FALSE;
  g_mutex_unlock (&proxy->mutex);
}

gboolean
cutting_proxy_has_cut (CuttingProxy *proxy)
{
  gboolean has_cut;

  g_mutex_lock (&proxy->mutex);
  has_cut = proxy->has_cut;
  g_mutex_unlock (&proxy->mutex);
  return has_cut;
}
