/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The statements of the workspace without the workspace: one row of the size of a term, one transaction.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-commit-pace.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/baton-job.h"

#define ROW_BYTES 300

static gboolean
commit_rows (BatonDatabase  *database,
             guint           n,
             gint64         *times_us,
             GError        **error)
{
  g_autofree char *row = g_malloc0 (ROW_BYTES + 1);

  memset (row, 'x', ROW_BYTES);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_job_free);
      BatonJob *job = baton_job_new ();
      gint64 start;

      baton_job_put_meta (job, "row", row);
      g_ptr_array_add (jobs, job);
      start = g_get_monotonic_time ();
      if (!baton_job_run_all (jobs, database, error))
        return FALSE;
      times_us[i] = g_get_monotonic_time () - start;
    }
  return TRUE;
}

gboolean
baton_commit_pace_measure (const char  *path,
                           guint        n,
                           gint64      *times_us,
                           GError     **error)
{
  g_autoptr (BatonDatabase) database = NULL;
  gboolean done;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (times_us != NULL, FALSE);

  /* The database wants a file that is there. */
  if (!g_file_set_contents (path, "", 0, error))
    return FALSE;
  database = baton_database_open (path, BATON_DATABASE_CREATE, error);
  done = database != NULL && baton_database_use_wal (database, error) && commit_rows (database, n, times_us, error);
  g_clear_pointer (&database, baton_database_close);
  g_unlink (path);
  return done;
}
