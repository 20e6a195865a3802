/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An OFD lock on a file of its own: SQLite takes POSIX locks on the workspace itself, and closing any descriptor of
 * that file would drop them.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Somebody who makes a copy to look at holds the lock for that long, so "taken" is asked again for a moment. */
#define PATIENCE_MS 250
#define ASK_AGAIN_MS 10

struct _BatonLock
{
  char *path;   /* owned, of the lock file */
  int   fd;
};

static void
set_errno_error (GError    **error,
                 const char *path,
                 int         saved_errno)
{
  BatonStoreError code = BATON_STORE_ERROR_IO;

  if (saved_errno == EAGAIN)
    code = BATON_STORE_ERROR_LOCKED;
  else if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS)
    code = BATON_STORE_ERROR_READ_ONLY;
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = BATON_STORE_ERROR_FULL;
  g_set_error (error, BATON_STORE_ERROR, code, "Lock %s: %s", path, g_strerror (saved_errno));
}

/* An owner removes the lock file when it lets go, so what we locked may no longer be what others will find. */
static gboolean
is_still_there (int         fd,
                const char *path)
{
  struct stat mine, theirs;

  return fstat (fd, &mine) == 0 && stat (path, &theirs) == 0 &&
         mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino;
}

BatonLock *
baton_lock_take (const char  *path,
                 GError     **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  gint64 give_up_at = g_get_monotonic_time () + PATIENCE_MS * G_TIME_SPAN_MILLISECOND;

  for (;;)
    {
      struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd < 0)
        {
          set_errno_error (error, lock_path, errno);
          return NULL;
        }
      if (fcntl (fd, F_OFD_SETLK, &whole) < 0)
        {
          int saved_errno = errno == EACCES ? EAGAIN : errno;   /* POSIX allows either for "taken" */

          close (fd);
          if (saved_errno == EAGAIN && g_get_monotonic_time () < give_up_at)
            {
              g_usleep (ASK_AGAIN_MS * G_TIME_SPAN_MILLISECOND);
              continue;
            }
          set_errno_error (error, lock_path, saved_errno);
          return NULL;
        }
      if (is_still_there (fd, lock_path))
        {
          BatonLock *lock = g_new0 (BatonLock, 1);

          lock->path = g_steal_pointer (&lock_path);
          lock->fd = fd;
          return lock;
        }
      close (fd);
    }
}

void
baton_lock_release (BatonLock *lock)
{
  if (lock == NULL)
    return;
  /* Unlinked while held: whoever opened the old file finds in is_still_there() that it is gone. */
  if (is_still_there (lock->fd, lock->path))
    unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
