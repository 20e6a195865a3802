/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-data-step.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "exchange/baton-data-files.h"
#include "incentives/baton-segment-file.h"

#define PREFIX "register.step-"
#define MOST_FILES 16   /* two a step */

static char *
make_path (const char *folder,
           guint64     sequence,
           gint64      time_us,
           gboolean    after)
{
  return g_strdup_printf ("%s/" PREFIX "%020" G_GUINT64_FORMAT "-%" G_GINT64_FORMAT ".%s", folder, sequence, time_us, after ? "after" : "before");
}

static char *
make_register_path (const char *folder)
{
  return g_build_filename (folder, BATON_DATA_REGISTER_SEGMENT, NULL);
}

static gboolean
fail (GError    **error,
      const char *path)
{
  g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* Another name for the file, or where the file system has no such thing, another file. */
static gboolean
name_again (const char  *path,
            const char  *name,
            GError     **error)
{
  g_autofree char *contents = NULL;
  gsize length;

  (void) g_unlink (name);
  if (link (path, name) == 0)
    return TRUE;
  if (!g_file_get_contents (path, &contents, &length, NULL))
    return fail (error, path);
  return g_file_set_contents (name, contents, (gssize) length, NULL) || fail (error, name);
}

/* What is not there is the same as what is empty: no register. */
static gboolean
are_same (const char *a,
          const char *b)
{
  GStatBuf at, bt;
  gboolean has_a = g_stat (a, &at) == 0, has_b = g_stat (b, &bt) == 0;
  g_autofree char *a_contents = NULL, *b_contents = NULL;
  gsize a_length, b_length;

  if (!has_a || !has_b)
    return (!has_a || at.st_size == 0) && (!has_b || bt.st_size == 0);
  if (at.st_dev == bt.st_dev && at.st_ino == bt.st_ino)
    return TRUE;
  return at.st_size == bt.st_size && g_file_get_contents (a, &a_contents, &a_length, NULL) && g_file_get_contents (b, &b_contents, &b_length, NULL) &&
         a_length == b_length && memcmp (a_contents, b_contents, a_length) == 0;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
forget_old (const char *folder)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX))
      g_ptr_array_add (found, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (found, compare_names);
  for (guint i = 0; i + MOST_FILES < found->len; i++)
    (void) g_unlink (found->pdata[i]);
}

gboolean
baton_data_step_keep (const char  *folder,
                      guint64      sequence,
                      gint64       time_us,
                      gboolean     after,
                      GError     **error)
{
  g_autofree char *path = make_register_path (folder), *name = make_path (folder, sequence, time_us, after);

  forget_old (folder);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return name_again (path, name, error);
  /* What an older Baton left lies in other files: that cannot be put back. */
  for (BatonDataFile file = BATON_DATA_ORGANISATIONS; file <= BATON_DATA_MEMBERS; file++)
    {
      g_autofree char *old = g_build_filename (folder, baton_data_get_name (file), NULL);

      if (g_file_test (old, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail (error, folder);
  if (!g_file_set_contents (name, "", 0, NULL))
    return fail (error, name);
  return TRUE;
}

BatonDataStepState
baton_data_step_look (const char *folder,
                      guint64     sequence,
                      gint64      time_us,
                      gboolean    undo)
{
  g_autofree char *path = make_register_path (folder), *before = make_path (folder, sequence, time_us, FALSE), *after = make_path (folder, sequence, time_us, TRUE);

  if (!g_file_test (before, G_FILE_TEST_EXISTS) || !g_file_test (after, G_FILE_TEST_EXISTS))
    return BATON_DATA_STEP_NONE;
  return are_same (path, before) || are_same (path, after) ? BATON_DATA_STEP_READY : BATON_DATA_STEP_CHANGED;
}

gboolean
baton_data_step_begin (const char  *folder,
                       guint64      sequence,
                       gint64       time_us,
                       GError     **error)
{
  g_autofree char *path = g_build_filename (folder, BATON_DATA_REGISTER_TURNING, NULL);
  g_autofree char *note = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT "\n", sequence, time_us);

  return g_file_set_contents_full (path, note, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL) || fail (error, path);
}

gboolean
baton_data_step_is_begun (const char *folder,
                          guint64    *sequence,
                          gint64     *time_us)
{
  g_autofree char *path = g_build_filename (folder, BATON_DATA_REGISTER_TURNING, NULL), *note = NULL;
  char *rest;

  if (!g_file_get_contents (path, &note, NULL, NULL))
    return FALSE;
  *sequence = g_ascii_strtoull (note, &rest, 10);
  *time_us = g_ascii_strtoll (rest, NULL, 10);
  return TRUE;
}

void
baton_data_step_end (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, BATON_DATA_REGISTER_TURNING, NULL);

  (void) g_unlink (path);
}

/* What the register is to be, under a name beside it: another one of the same file, whose bytes are on the disk since it was
 * written, or where the file system has no such thing, a file of its own. */
static gboolean
put_aside (const char  *wanted,
           const char  *aside,
           GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) trouble = NULL;

  (void) g_unlink (aside);
  if (link (wanted, aside) == 0)
    return TRUE;
  bytes = baton_segment_map (wanted, &trouble);
  if (bytes != NULL && baton_register_write_bytes (bytes, aside, &trouble))
    return TRUE;
  g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, trouble->message);
  return FALSE;
}

gboolean
baton_data_step_turn (const char  *folder,
                      guint64      sequence,
                      gint64       time_us,
                      gboolean     undo,
                      GError     **error)
{
  g_autofree char *path = make_register_path (folder), *wanted = make_path (folder, sequence, time_us, !undo), *aside = g_strconcat (path, ".turned", NULL);
  GStatBuf status;

  if (g_stat (wanted, &status) != 0)
    return fail (error, wanted);
  if (status.st_size == 0 ? g_unlink (path) != 0 && errno != ENOENT : !put_aside (wanted, aside, error) || g_rename (aside, path) != 0)
    return error != NULL && *error != NULL ? FALSE : fail (error, path);
  /* rename() of one name of a file to another of the same file does nothing. */
  (void) g_unlink (aside);
  baton_segment_sync_name (path);
  return TRUE;
}
