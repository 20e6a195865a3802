/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-thread.h"

struct _ServerThread
{
  GThread           *thread;
  GMainContext      *context;
  GMainLoop         *loop;
  GMutex             mutex;
  GCond              ready;
  guint16            port;      /* 0 until it is open */
  GString           *log;
  ServerThreadOpen   open;
  ServerThreadClose  close;
  gpointer           user_data;
};

static gpointer
serve (gpointer data)
{
  ServerThread *self = data;
  guint16 port;

  g_main_context_push_thread_default (self->context);
  port = self->open (self, self->user_data);
  g_mutex_lock (&self->mutex);
  self->port = port;
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->mutex);

  g_main_loop_run (self->loop);
  self->close (self->user_data);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

ServerThread *
server_thread_start (ServerThreadOpen   open,
                     ServerThreadClose  close,
                     gpointer           user_data)
{
  ServerThread *self = g_new0 (ServerThread, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->ready);
  self->log = g_string_new (NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->open = open;
  self->close = close;
  self->user_data = user_data;
  self->thread = g_thread_new ("server", serve, self);
  g_mutex_lock (&self->mutex);
  while (self->port == 0)
    g_cond_wait (&self->ready, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

guint16
server_thread_get_port (const ServerThread *self)
{
  return self->port;
}

void
server_thread_log (ServerThread *self,
                   const char   *line)
{
  g_mutex_lock (&self->mutex);
  g_string_append_printf (self->log, "%s\n", line);
  g_mutex_unlock (&self->mutex);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

char *
server_thread_stop (ServerThread *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  char *log;

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  log = g_string_free (self->log, FALSE);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_cond_clear (&self->ready);
  g_mutex_clear (&self->mutex);
  g_free (self);
  return log;
}
