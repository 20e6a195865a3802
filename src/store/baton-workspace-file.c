/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Creating, opening, copying and closing. A file that is refused is left as it was, byte for byte.
 *
 * The file is read by nothing but SQLite while somebody owns it: closing any descriptor of a file drops all POSIX locks that
 * the process has on it, so a look at the header through open() would disarm a workspace open elsewhere in the process.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/baton-workspace-private.h"

/* The first bytes of an SQLite file; see https://www.sqlite.org/fileformat.html */
#define HEADER_BYTES 100
#define HEADER_MAGIC "SQLite format 3"   /* and its NUL */
#define HEADER_VERSION_OFFSET 60
#define HEADER_APPLICATION_OFFSET 68

static gboolean
fail_errno (GError     **error,
            const char  *path,
            int          saved_errno)
{
  BatonStoreError code = BATON_STORE_ERROR_IO;

  if (saved_errno == ENOENT || saved_errno == ENOTDIR)
    code = BATON_STORE_ERROR_NOT_FOUND;
  else if (saved_errno == EEXIST)
    code = BATON_STORE_ERROR_EXISTS;
  else if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS)
    code = BATON_STORE_ERROR_READ_ONLY;
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = BATON_STORE_ERROR_FULL;
  g_set_error (error, BATON_STORE_ERROR, code, "%s: %s", path, g_strerror (saved_errno));
  return FALSE;
}

/* ── Looking ─────────────────────────────────────────────────────────────────────────────────────────── */

/* The one name of the file: links resolved, so that two names meet at one lock. Tells what a glance tells. */
static char *
find_file (const char  *path,
           GError     **error)
{
  g_autofree char *found = NULL;
  char *resolved = realpath (path, NULL);
  struct stat status;

  if (resolved == NULL || stat (resolved, &status) < 0)
    {
      fail_errno (error, path, errno);
      free (resolved);
      return NULL;
    }
  found = g_strdup (resolved);
  free (resolved);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FOREIGN, "%s is no file", found);
      return NULL;
    }
  if (status.st_size == 0)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_EMPTY, "%s has no bytes", found);
      return NULL;
    }
  return g_steal_pointer (&found);
}

/* Somebody who took all write bits off a file means it, even to root, whom access() would let through. */
static gboolean
check_writable (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  if (stat (path, &status) < 0)
    return fail_errno (error, path, errno);
  if ((status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0 || access (path, W_OK) < 0 || access (folder, W_OK | X_OK) < 0)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY, "%s may not be written", path);
      return FALSE;
    }
  return TRUE;
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Whose file it is, by its header, before SQLite gets to see it. Only while nobody has it open. */
static gboolean
check_header (const char  *path,
              GError     **error)
{
  guint8 header[HEADER_BYTES] = { 0 };
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n;
  int saved_errno;

  if (fd < 0)
    return fail_errno (error, path, errno);
  n = pread (fd, header, sizeof header, 0);
  saved_errno = errno;
  close (fd);
  if (n < 0)
    return fail_errno (error, path, saved_errno);
  if (n < HEADER_BYTES || memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0 ||
      read_big_endian (header + HEADER_APPLICATION_OFFSET) != BATON_APPLICATION_ID)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FOREIGN, "%s is no workspace", path);
      return FALSE;
    }
  if (read_big_endian (header + HEADER_VERSION_OFFSET) > BATON_FILE_VERSION)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NEWER, "%s has version %u, ours is %d", path,
                   read_big_endian (header + HEADER_VERSION_OFFSET), BATON_FILE_VERSION);
      return FALSE;
    }
  return TRUE;
}

/* ── Making a file whole or not at all ───────────────────────────────────────────────────────────────── */

typedef gboolean (*FillFile) (const char *path, gpointer user_data, GError **error);

static gboolean
sync_path (const char  *path,
           GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  return synced || fail_errno (error, path, saved_errno);
}

static gboolean
publish (const char  *made,
         const char  *path,
         GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sync_path (made, error))
    return FALSE;
  if (renameat2 (AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) < 0)
    {
      if (errno != EINVAL && errno != ENOSYS)
        return fail_errno (error, path, errno);
      /* Some file systems cannot do that; a hard link does not replace either. */
      if (link (made, path) < 0)
        return fail_errno (error, path, errno);
    }
  return sync_path (folder, error);
}

static void
remove_database (const char *path)
{
  static const char * const suffixes[] = { "", "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/* Has *fill* make the file under another name in the same folder, then gives it its name. */
static gboolean
make_file (const char  *path,
           FillFile     fill,
           gpointer     user_data,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *made = g_strdup_printf ("%s/.%s.XXXXXX", folder, name);
  struct stat status;
  gboolean done;
  int fd;

  if (lstat (path, &status) == 0)
    return fail_errno (error, path, EEXIST);
  fd = g_mkstemp_full (made, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail_errno (error, made, errno);
  close (fd);
  done = fill (made, user_data, error) && publish (made, path, error);
  remove_database (made);
  return done;
}

static gboolean
fill_new (const char  *path,
          gpointer     user_data,
          GError     **error)
{
  g_autoptr (BatonDatabase) database = baton_database_open (path, BATON_DATABASE_CREATE, error);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  g_ptr_array_add (jobs, user_data);
  return database != NULL && baton_job_run_all (jobs, database, error) && baton_database_use_wal (database, error);
}

typedef struct
{
  const char *path;
  GPtrArray  *waiting;   /* of BatonJob; NULL for none */
  BatonDatabase *source;
} Copy;

static gboolean
fill_copy (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  Copy *copy = user_data;
  g_autoptr (BatonDatabase) database = baton_database_open (path, BATON_DATABASE_WRITE, error);

  return database != NULL && baton_database_copy_from (database, copy->source, error) &&
         (copy->waiting == NULL || baton_job_run_all (copy->waiting, database, error)) &&
         baton_database_use_wal (database, error);
}

/* On the writer's thread. */
static gboolean
copy_with_waiting (BatonDatabase  *database,
                   GPtrArray      *waiting,
                   gpointer        user_data,
                   GError        **error)
{
  Copy *copy = user_data;

  copy->source = database;
  copy->waiting = waiting;
  return make_file (copy->path, fill_copy, copy, error);
}

gboolean
baton_workspace_save_copy (BatonWorkspace  *self,
                           const char      *path,
                           GError         **error)
{
  Copy copy = { path };

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (self->writer != NULL)
    return baton_writer_call (self->writer, copy_with_waiting, &copy, error);
  copy.source = baton_workspace_get_reader (self, error);
  return copy.source != NULL && make_file (path, fill_copy, &copy, error);
}

/* ── Opening ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
report_cb (gpointer user_data)
{
  baton_workspace_take_report (user_data);
}

/* The files that SQLite keeps beside one that is open. */
typedef struct
{
  char     *log;
  char     *index;
  gboolean  had_log;
  gboolean  had_index;
} Companions;

static void
look_at_companions (Companions *companions,
                    const char *path)
{
  companions->log = g_strconcat (path, "-wal", NULL);
  companions->index = g_strconcat (path, "-shm", NULL);
  companions->had_log = g_file_test (companions->log, G_FILE_TEST_EXISTS);
  companions->had_index = g_file_test (companions->index, G_FILE_TEST_EXISTS);
}

/* After a file was closed untouched: what was not there before goes. Nothing has been written to the log. */
static void
remove_new_companions (Companions *companions)
{
  if (!companions->had_log)
    g_unlink (companions->log);
  if (!companions->had_index)
    g_unlink (companions->index);
}

static void
clear_companions (Companions *companions)
{
  g_free (companions->log);
  g_free (companions->index);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Companions, clear_companions)

/* Checks the file and reads it at the same time: each takes about as long as the other. */
static gboolean
check_and_load (BatonWorkspace  *self,
                BatonDatabase   *database,
                const char      *path,
                GError         **error)
{
  g_autoptr (GError) load_error = NULL;
  BatonDatabaseCheck *check;
  gboolean loaded;

  if (!baton_database_check_kind (database, error) || !baton_database_check_writable (database, error))
    return FALSE;
  check = baton_database_check_begin (database, path);
  loaded = baton_workspace_load (self, database, &load_error);
  /* What a broken page made of the contents is no news beside the broken page. */
  if (!baton_database_check_end (check, error))
    return FALSE;
  if (!loaded)
    g_propagate_error (error, g_steal_pointer (&load_error));
  baton_database_forget_pages (database);
  return loaded;
}

/* *lock* is taken. */
static BatonWorkspace *
open_owned (const char  *path,
            BatonLock   *lock,
            GError     **error)
{
  g_autoptr (BatonWorkspace) self = g_object_new (BATON_TYPE_WORKSPACE, NULL);
  g_auto (Companions) companions = { NULL };
  BatonDatabase *database;

  self->lock = lock;
  if (!check_header (path, error))
    return NULL;
  look_at_companions (&companions, path);
  database = baton_database_open (path, BATON_DATABASE_WRITE, error);
  if (database == NULL || !check_and_load (self, database, path, error) || !baton_database_use_wal (database, error))
    {
      baton_database_close_untouched (database);
      remove_new_companions (&companions);
      return NULL;
    }
  self->path = g_strdup (path);
  self->writer = baton_writer_new (database, report_cb, self);
  baton_workspace_upgrade_file (self);
  baton_workspace_tell (self, NULL, FALSE);
  return g_steal_pointer (&self);
}

static gboolean
copy_raw (const char  *from,
          const char  *to,
          GError     **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) copy_error = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &copy_error))
    return TRUE;
  g_set_error (error, BATON_STORE_ERROR,
               g_error_matches (copy_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? BATON_STORE_ERROR_FULL : BATON_STORE_ERROR_IO,
               "Copy %s: %s", from, copy_error->message);
  return FALSE;
}

static BatonDatabase *
check_and_copy (BatonDatabase  *source,
                GError        **error)
{
  g_autoptr (BatonDatabase) copy = NULL;

  if (source == NULL || !baton_database_check (source, error) ||
      (copy = baton_database_open (NULL, BATON_DATABASE_SCRATCH, error)) == NULL ||
      !baton_database_copy_from (copy, source, error))
    return NULL;
  return g_steal_pointer (&copy);
}

/* The file and its log as they lie, opened elsewhere: SQLite would want to write beside the file. */
static BatonDatabase *
copy_unowned (const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-XXXXXX", NULL);
  g_autofree char *file = folder != NULL ? g_build_filename (folder, "copy", NULL) : NULL;
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_copy = file != NULL ? g_strconcat (file, "-wal", NULL) : NULL;
  BatonDatabase *copy = NULL;

  if (folder == NULL)
    {
      fail_errno (error, g_get_tmp_dir (), errno);
      return NULL;
    }
  if (copy_raw (path, file, error) && (!g_file_test (log, G_FILE_TEST_EXISTS) || copy_raw (log, log_copy, error)))
    {
      g_autoptr (BatonDatabase) source = baton_database_open (file, BATON_DATABASE_WRITE, error);

      copy = check_and_copy (source, error);
    }
  remove_database (file);
  g_rmdir (folder);
  return copy;
}

static BatonWorkspace *
open_copy (const char  *path,
           GError     **error)
{
  g_autoptr (BatonWorkspace) self = g_object_new (BATON_TYPE_WORKSPACE, NULL);
  g_autoptr (GError) lock_error = NULL;
  g_autoptr (BatonLock) lock = baton_lock_take (path, &lock_error);

  if (lock != NULL || !g_error_matches (lock_error, BATON_STORE_ERROR, BATON_STORE_ERROR_LOCKED))
    {
      if (!check_header (path, error))
        return NULL;
      self->reader = copy_unowned (path, error);
    }
  else
    {
      g_autoptr (BatonDatabase) source = baton_database_open (path, BATON_DATABASE_READ, error);

      self->reader = check_and_copy (source, error);
    }
  if (self->reader == NULL || !baton_workspace_load (self, self->reader, error))
    return NULL;
  self->path = g_strdup (path);
  self->read_only = TRUE;
  baton_workspace_tell (self, NULL, FALSE);
  return g_steal_pointer (&self);
}

BatonWorkspace *
baton_workspace_open (const char     *path,
                      BatonOpenMode   mode,
                      GError        **error)
{
  g_autofree char *found = NULL;
  BatonLock *lock;

  g_return_val_if_fail (path != NULL, NULL);

  found = find_file (path, error);
  if (found == NULL)
    return NULL;
  if (mode == BATON_OPEN_READ)
    return open_copy (found, error);
  if (!check_writable (found, error))
    return NULL;
  lock = baton_lock_take (found, error);
  return lock != NULL ? open_owned (found, lock, error) : NULL;
}

BatonWorkspace *
baton_workspace_create (const char          *path,
                        const BatonProgram  *program,
                        GError             **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *full = NULL;
  g_autoptr (BatonJob) job = NULL;
  g_autoptr (BatonLock) lock = NULL;
  char *resolved;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  resolved = realpath (folder, NULL);
  if (resolved == NULL)
    {
      fail_errno (error, folder, errno);
      return NULL;
    }
  full = g_build_filename (resolved, name, NULL);
  free (resolved);
  lock = baton_lock_take (full, error);
  if (lock == NULL)
    return NULL;

  job = baton_job_new ();
  baton_job_put_meta_int (job, BATON_META_SCHEMA, BATON_SCHEMA_VERSION);
  baton_job_put_meta_int (job, BATON_META_CURSOR, 0);
  if (program != NULL)
    baton_job_put_program (job, program);
  if (!make_file (full, fill_new, job, error))
    return NULL;
  return open_owned (full, g_steal_pointer (&lock), error);
}

BatonDatabase *
baton_workspace_get_reader (BatonWorkspace  *self,
                            GError         **error)
{
  if (self->path == NULL)
    {
      g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_CLOSED, "The workspace has been closed");
      return NULL;
    }
  if (self->reader == NULL)
    self->reader = baton_database_open (self->path, BATON_DATABASE_READ, error);
  return self->reader;
}

/* ── Closing ─────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_workspace_flush (BatonWorkspace  *self,
                       GError         **error)
{
  gboolean flushed;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  if (self->writer == NULL)
    return self->path != NULL || baton_workspace_check_editable (self, error);
  flushed = baton_writer_flush (self->writer, error);
  baton_workspace_take_report (self);
  return flushed;
}

gboolean
baton_workspace_close (BatonWorkspace  *self,
                       GError         **error)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  if (self->path == NULL)
    return TRUE;
  baton_workspace_end_typing (self);
  if (!baton_workspace_flush (self, error))
    return FALSE;
  /* Pictures that neither the program nor anything that could be undone names. If that cannot be done now, then another time. */
  if (self->writer != NULL && g_hash_table_size (self->assets) > 0 && baton_workspace_free_unreferenced_assets (self, NULL, NULL))
    baton_workspace_flush (self, NULL);
  /* The reader first: the last connection to close moves the log into the file and removes it. */
  g_clear_pointer (&self->reader, baton_database_close);
  g_clear_pointer (&self->writer, baton_writer_free);
  g_clear_pointer (&self->lock, baton_lock_release);
  g_clear_pointer (&self->path, g_free);
  g_object_notify (G_OBJECT (self), "path");
  return TRUE;
}
