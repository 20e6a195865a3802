/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/baton-housekeeping.h"

#define FIRST_AFTER_US (30 * G_USEC_PER_SEC)
#define INTERVAL_US (G_GINT64_CONSTANT (6) * 60 * 60 * G_USEC_PER_SEC)
/* A push that waits for its answer is sent again for up to a week; its pictures went before it. */
#define GRACE_US (G_GINT64_CONSTANT (8) * 24 * 60 * 60 * G_USEC_PER_SEC)

struct _BatonHousekeeping
{
  BatonArchive         *archive;    /* borrowed */
  BatonHousekeepingLog  log;
  gpointer              user_data;
  GThread              *thread;
  GMutex                mutex;      /* guards *ends* */
  GCond                 cond;
  gboolean              ends;
};

static void
tidy (BatonHousekeeping *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  guint n_freed;

  if (!baton_archive_free_assets (self->archive, g_get_real_time () - GRACE_US, &n_freed, &error))
    {
      g_autofree char *text = g_strescape (error->message, NULL);

      line = g_strdup_printf ("housekeeping error=\"%s\"", text);
    }
  else if (n_freed > 0)
    line = g_strdup_printf ("housekeeping freed=%u", n_freed);
  if (line != NULL)
    self->log (line, self->user_data);
}

static gpointer
thread_func (gpointer data)
{
  BatonHousekeeping *self = data;
  gint64 next = g_get_monotonic_time () + FIRST_AFTER_US;

  g_mutex_lock (&self->mutex);
  while (!self->ends)
    {
      if (g_cond_wait_until (&self->cond, &self->mutex, next))
        continue;
      g_mutex_unlock (&self->mutex);
      tidy (self);
      next = g_get_monotonic_time () + INTERVAL_US;
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

BatonHousekeeping *
baton_housekeeping_start (BatonArchive         *archive,
                          BatonHousekeepingLog  log,
                          gpointer              user_data)
{
  BatonHousekeeping *self = g_new0 (BatonHousekeeping, 1);

  self->archive = archive;
  self->log = log;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("housekeeping", thread_func, self);
  return self;
}

void
baton_housekeeping_stop (BatonHousekeeping *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->ends = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
