/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of a history in segments, for tests that import into it and read it back.
 */
#pragma once

#include "random-history.h"

#include <glib/gstdio.h>
#include <string.h>

#include "incentives/baton-history-store.h"

typedef struct
{
  char *folder;
} Place;

static inline void
place_init (Place *place)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("baton-store-XXXXXX", &error);
  g_assert_no_error (error);
}

static inline GPtrArray *
list_files (const Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (files, g_build_filename (place->folder, name, NULL));
  return files;
}

static inline void
place_clear (Place *place)
{
  g_autoptr (GPtrArray) files = list_files (place);

  for (guint i = 0; i < files->len; i++)
    g_unlink (files->pdata[i]);
  g_rmdir (place->folder);
  g_free (place->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* Imports the text; the number of the import. */
static inline guint
import_text (const Place *place,
             const char  *text,
             GPtrArray   *bad_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonHistoryImport) import = baton_history_import_new (place->folder, bad_rows, NULL, NULL, NULL, &error);
  guint number;

  g_assert_no_error (error);
  g_assert_true (baton_history_import_read_bytes (import, text, strlen (text), &error));
  g_assert_true (baton_history_import_finish (import, &error));
  g_assert_no_error (error);
  g_assert_true (baton_history_import_commit (import, &number, &error));
  return number;
}

static inline char *
read_back (const Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonHistory) history = baton_history_store_open (place->folder, &error);
  char *text;

  g_assert_no_error (error);
  text = baton_history_write (history);
  g_assert_false (baton_history_is_damaged (history));
  return text;
}
