/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each file wraps the unix VFS's own. Shared memory and locks are passed through: they do not survive a crash.
 */
#include "shim-vfs.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3_file  base;
  char         *path;   /* owned; NULL for nameless temporary files, which are not part of the state */
  sqlite3_file *real;   /* behind this struct */
} ShimFile;

static struct
{
  GMutex       mutex;
  guint        countdown;   /* 0: nothing fails */
  gboolean     for_ever;
  gboolean     reads;
  gboolean     failing;
  gboolean     failed;
  ShimFailure  failure;
  GPtrArray   *record;      /* of ShimOp; NULL: not remembering */
} shim;

static sqlite3_vfs shim_vfs;

#define REAL_VFS ((sqlite3_vfs *) shim_vfs.pAppData)
#define REAL(file) (((ShimFile *) (file))->real)

static void
free_op (gpointer data)
{
  ShimOp *op = data;

  g_free (op->path);
  g_clear_pointer (&op->bytes, g_bytes_unref);
  g_free (op);
}

static void
remember (ShimOpType  type,
          const char *path,
          gint64      offset,
          GBytes     *bytes)
{
  g_mutex_lock (&shim.mutex);
  if (shim.record != NULL && (path != NULL || type == SHIM_MARK))
    {
      ShimOp *op = g_new0 (ShimOp, 1);

      op->type = type;
      op->path = g_strdup (path);
      op->offset = offset;
      op->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
      g_ptr_array_add (shim.record, op);
    }
  g_mutex_unlock (&shim.mutex);
}

/* Whether this call is to fail. */
static gboolean
fails (gboolean reads)
{
  gboolean result = FALSE;

  g_mutex_lock (&shim.mutex);
  if (!reads || shim.reads)
    {
      if (shim.countdown > 0 && --shim.countdown == 0)
        {
          result = TRUE;
          shim.failing = shim.for_ever;
        }
      else
        {
          result = shim.failing;
        }
      shim.failed |= result;
    }
  g_mutex_unlock (&shim.mutex);
  return result;
}

static int
code (int otherwise)
{
  return shim.failure == SHIM_FAIL_FULL ? SQLITE_FULL : otherwise;
}

/* ── A file ──────────────────────────────────────────────────────────────────────────────────────────── */

static int
close_file (sqlite3_file *file)
{
  int result = REAL (file)->pMethods->xClose (REAL (file));

  g_clear_pointer (&((ShimFile *) file)->path, g_free);
  return result;
}

static int
read_file (sqlite3_file *file, void *data, int n, sqlite3_int64 offset)
{
  return fails (TRUE) ? SQLITE_IOERR_READ : REAL (file)->pMethods->xRead (REAL (file), data, n, offset);
}

static int
write_file (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  g_autoptr (GBytes) bytes = NULL;

  if (fails (FALSE))
    return code (SQLITE_IOERR_WRITE);
  bytes = g_bytes_new (data, (gsize) n);
  remember (SHIM_WRITE, ((ShimFile *) file)->path, offset, bytes);
  return REAL (file)->pMethods->xWrite (REAL (file), data, n, offset);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  if (fails (FALSE))
    return SQLITE_IOERR_TRUNCATE;
  remember (SHIM_TRUNCATE, ((ShimFile *) file)->path, size, NULL);
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  if (fails (FALSE))
    return code (SQLITE_IOERR_FSYNC);
  remember (SHIM_SYNC, ((ShimFile *) file)->path, 0, NULL);
  /* The order is what counts here, not the disk of the machine that runs the tests. */
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return fails (TRUE) ? SQLITE_IOERR_FSTAT : REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int lock_file (sqlite3_file *file, int level) { return REAL (file)->pMethods->xLock (REAL (file), level); }
static int unlock_file (sqlite3_file *file, int level) { return REAL (file)->pMethods->xUnlock (REAL (file), level); }
static int check_lock (sqlite3_file *file, int *taken) { return REAL (file)->pMethods->xCheckReservedLock (REAL (file), taken); }
static int file_control (sqlite3_file *file, int op, void *data) { return REAL (file)->pMethods->xFileControl (REAL (file), op, data); }
static int sector_size (sqlite3_file *file) { return 512; }
static int device_traits (sqlite3_file *file) { return 0; }   /* promises nothing: no safe append, no atomic sector */

static int
shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  if (fails (!extend))
    return SQLITE_IOERR_SHMMAP;
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int shm_lock (sqlite3_file *file, int at, int n, int flags) { return REAL (file)->pMethods->xShmLock (REAL (file), at, n, flags); }
static void shm_barrier (sqlite3_file *file) { REAL (file)->pMethods->xShmBarrier (REAL (file)); }
static int shm_unmap (sqlite3_file *file, int delete) { return REAL (file)->pMethods->xShmUnmap (REAL (file), delete); }

static const sqlite3_io_methods shim_methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = file_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = file_control,
  .xSectorSize = sector_size,
  .xDeviceCharacteristics = device_traits,
  .xShmMap = shm_map,
  .xShmLock = shm_lock,
  .xShmBarrier = shm_barrier,
  .xShmUnmap = shm_unmap,
};

/* ── The VFS ─────────────────────────────────────────────────────────────────────────────────────────── */

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  ShimFile *self = (ShimFile *) file;
  int result;

  memset (self, 0, sizeof *self);
  if (fails ((flags & SQLITE_OPEN_CREATE) == 0))
    return SQLITE_CANTOPEN;
  self->real = (sqlite3_file *) (self + 1);
  result = REAL_VFS->xOpen (REAL_VFS, name, self->real, flags, out_flags);
  if (result == SQLITE_OK)
    {
      self->path = g_strdup (name);
      self->base.pMethods = &shim_methods;
    }
  return result;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  if (fails (FALSE))
    return SQLITE_IOERR_DELETE;
  remember (SHIM_DELETE, name, 0, NULL);
  return REAL_VFS->xDelete (REAL_VFS, name, sync_folder);
}

static int
access_file (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  return fails (TRUE) ? SQLITE_IOERR_ACCESS : REAL_VFS->xAccess (REAL_VFS, name, flags, result);
}

void
shim_vfs_register (void)
{
  sqlite3_vfs *real = sqlite3_vfs_find ("unix");

  shim_vfs = *real;
  shim_vfs.zName = "shim";
  shim_vfs.pAppData = real;
  shim_vfs.pNext = NULL;
  shim_vfs.szOsFile = (int) sizeof (ShimFile) + real->szOsFile;
  shim_vfs.xOpen = open_file;
  shim_vfs.xDelete = delete_file;
  shim_vfs.xAccess = access_file;
  g_assert_cmpint (sqlite3_vfs_register (&shim_vfs, 1), ==, SQLITE_OK);
}

void
shim_vfs_unregister (void)
{
  sqlite3_vfs_unregister (&shim_vfs);
}

void
shim_vfs_fail_at (guint       n,
                  gboolean    for_ever,
                  gboolean    reads,
                  ShimFailure failure)
{
  g_mutex_lock (&shim.mutex);
  shim.countdown = n;
  shim.for_ever = for_ever;
  shim.reads = reads;
  shim.failure = failure;
  shim.failing = FALSE;
  shim.failed = FALSE;
  g_mutex_unlock (&shim.mutex);
}

gboolean
shim_vfs_stop_failing (void)
{
  gboolean failed;

  g_mutex_lock (&shim.mutex);
  failed = shim.failed;
  shim.countdown = 0;
  shim.failing = FALSE;
  g_mutex_unlock (&shim.mutex);
  return failed;
}

void
shim_vfs_record (void)
{
  g_mutex_lock (&shim.mutex);
  g_assert_null (shim.record);
  shim.record = g_ptr_array_new_with_free_func (free_op);
  g_mutex_unlock (&shim.mutex);
}

void
shim_vfs_mark (gint64 number)
{
  remember (SHIM_MARK, NULL, number, NULL);
}

GPtrArray *
shim_vfs_take_record (void)
{
  GPtrArray *record;

  g_mutex_lock (&shim.mutex);
  record = g_steal_pointer (&shim.record);
  g_mutex_unlock (&shim.mutex);
  return record;
}
