/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-segment-file.h"

#include "incentives/baton-replay.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

BatonChecksum
baton_checksum_sum (const void *bytes,
                    gsize       length)
{
  BatonChecksum sum = { 1, 0 };
  const char *at = bytes;
  guint64 word;

  for (; length >= sizeof word; at += sizeof word, length -= sizeof word)
    {
      memcpy (&word, at, sizeof word);
      sum.first += word;
      sum.second += sum.first;
    }
  if (length > 0)
    {
      word = 0;
      memcpy (&word, at, length);
      sum.first += word;
      sum.second += sum.first;
    }
  return sum;
}

gboolean
baton_checksum_equal (const BatonChecksum *a,
                      const BatonChecksum *b)
{
  return a->first == b->first && a->second == b->second;
}

GBytes *
baton_segment_map (const char *path,
                   GError    **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &trouble);

  if (file == NULL)
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, trouble->message);
      return NULL;
    }
  return g_mapped_file_get_bytes (file);
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
fail (GError **error,
      int      code)
{
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, code == ENOSPC ? BATON_INCENTIVES_ERROR_FULL : BATON_INCENTIVES_ERROR_STORAGE, g_strerror (code));
  return FALSE;
}

gboolean
baton_segment_write (int          fd,
                     const void  *bytes,
                     gsize        length,
                     GError     **error)
{
  const char *at = bytes;

  while (length > 0)
    {
      gssize n = write (fd, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail (error, n < 0 ? errno : ENOSPC);
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

void
baton_segment_sync_name (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  (void) fsync (fd);
  (void) close (fd);
}

gboolean
baton_segment_save (const char         *path,
                    BatonSegmentWrite   write,
                    gpointer            user_data,
                    GError            **error)
{
  g_autofree char *aside = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (aside, O_RDWR | O_CLOEXEC, 0600);
  gboolean done;

  if (fd < 0)
    return fail (error, errno);
  done = write (fd, user_data, error);
  if (done && fsync (fd) != 0)
    done = fail (error, errno);
  if (close (fd) != 0 && done)
    done = fail (error, errno);
  if (done && rename (aside, path) != 0)
    done = fail (error, errno);
  if (!done)
    (void) unlink (aside);
  else
    baton_segment_sync_name (path);
  return done;
}
