/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-release.h"

typedef struct
{
  gpointer       data;
  GDestroyNotify release;
} Release;

static gpointer
release_in_thread (gpointer user_data)
{
  Release *job = user_data;

  job->release (job->data);
  g_free (job);
  return NULL;
}

void
baton_release (gpointer       data,
               GDestroyNotify release)
{
  Release *job;
  GThread *thread;

  if (data == NULL)
    return;
  job = g_new (Release, 1);
  job->data = data;
  job->release = release;
  thread = g_thread_try_new ("baton-release", release_in_thread, job, NULL);
  if (thread != NULL)
    g_thread_unref (thread);
  else
    release_in_thread (job);
}
