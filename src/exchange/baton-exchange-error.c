/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-exchange-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK (baton-exchange-error, baton_exchange_error)

static const char * const names[] = { "read", "write", "invalid", "too-large", "not-table", "damaged", "newer", "full", "cancelled" };
G_STATIC_ASSERT (G_N_ELEMENTS (names) == BATON_EXCHANGE_N_ERRORS);

const char *
baton_exchange_error_get_name (BatonExchangeError code)
{
  g_return_val_if_fail ((guint) code < BATON_EXCHANGE_N_ERRORS, NULL);
  return names[code];
}

static GBytes *
fail_read (const char  *path,
           int          code,
           const char  *why,
           GError     **error)
{
  g_set_error (error, BATON_EXCHANGE_ERROR, code, "%s: %s", path, why);
  return NULL;
}

/* At most so many bytes and one. The size is the sender's word, so memory that cannot be had is no reason to end. */
static GBytes *
read_stream (GInputStream  *stream,
             const char    *path,
             gsize          most,
             GError       **error)
{
  gsize size = 64 * 1024, length = 0;
  g_autofree char *contents = g_try_malloc (size);
  g_autoptr (GError) local = NULL;

  while (contents != NULL)
    {
      gssize n = g_input_stream_read (stream, contents + length, size - length, NULL, &local);
      char *grown;

      if (n < 0)
        return fail_read (path, BATON_EXCHANGE_ERROR_READ, local->message, error);
      length += (gsize) n;
      if (length > most)
        return fail_read (path, BATON_EXCHANGE_ERROR_TOO_LARGE, "more than is taken", error);
      if (n == 0)
        return g_bytes_new_take (g_steal_pointer (&contents), length);
      if (length < size)
        continue;
      size *= 2;
      grown = g_try_realloc (contents, size);
      if (grown == NULL)
        break;
      (void) g_steal_pointer (&contents);
      contents = grown;
    }
  return fail_read (path, BATON_EXCHANGE_ERROR_READ, g_strerror (ENOMEM), error);
}

GBytes *
baton_exchange_read_file (const char  *path,
                          gsize        most,
                          GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, &local);
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && (guint64) g_file_info_get_size (info) > most)
    return fail_read (path, BATON_EXCHANGE_ERROR_TOO_LARGE, "more than is taken", error);
  stream = info != NULL ? g_file_read (file, NULL, &local) : NULL;
  if (stream == NULL)
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_READ, "%s", local->message);
      return NULL;
    }
  return read_stream (G_INPUT_STREAM (stream), path, most, error);
}

gboolean
baton_exchange_is_stream (const char *path)
{
  /* Names of what a process has open, which may be a file. Not all below /dev is such: /dev/shm is a folder like others. */
  static const char *const open_names[] = { "/dev/stdout", "/dev/stderr", NULL };
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  struct stat about;

  if (stat (path, &about) != 0)
    return FALSE;
  return (!S_ISREG (about.st_mode) && !S_ISDIR (about.st_mode)) || g_strv_contains (open_names, canonical) ||
         g_str_has_prefix (canonical, "/dev/fd/") || g_str_has_prefix (canonical, "/proc/");
}

/* What is there stays there and is written to. */
static gboolean
write_stream (const char  *path,
              const char  *data,
              gsize        length,
              GError     **error)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY), code = fd < 0 ? errno : 0;

  while (code == 0 && length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno != EINTR)
        code = errno;
      if (n < 0)
        continue;
      data += n;
      length -= (gsize) n;
    }
  if (fd >= 0 && close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0)
    return TRUE;
  g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, "%s: %s", path, g_strerror (code));
  return FALSE;
}

static gboolean
write_file (const char            *path,
            const void            *data,
            gsize                  length,
            GFileSetContentsFlags  flags,
            GError               **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local = NULL;

  /* Else a file takes the place of the device, for everybody on the machine. */
  if (baton_exchange_is_stream (path))
    return write_stream (path, data, length, error);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      int saved = errno;

      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, "%s: %s", folder, g_strerror (saved));
      return FALSE;
    }
  if (!g_file_set_contents_full (path, data, length, flags, 0666, &local))
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, "%s", local->message);
      return FALSE;
    }
  return TRUE;
}

gboolean
baton_exchange_write_file (const char  *path,
                           const void  *data,
                           gsize        length,
                           GError     **error)
{
  return write_file (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, error);
}

gboolean
baton_exchange_write_derived_file (const char  *path,
                                   const void  *data,
                                   gsize        length,
                                   GError     **error)
{
  return write_file (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, error);
}
