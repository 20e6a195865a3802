/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-data-files.h"

#include <string.h>

#define MOST_BYTES (G_GUINT64_CONSTANT (8) * 1024 * 1024 * 1024)

static const char * const names[] = { "organisations.csv", "members.csv", "history.csv" };
G_STATIC_ASSERT (G_N_ELEMENTS (names) == BATON_N_DATA_FILES);

const char *
baton_data_get_name (BatonDataFile file)
{
  g_return_val_if_fail ((guint) file < BATON_N_DATA_FILES, NULL);
  return names[file];
}

char *
baton_data_get_folder (const char *workspace)
{
  g_autofree char *stem = g_str_has_suffix (workspace, ".baton") ? g_strndup (workspace, strlen (workspace) - strlen (".baton"))
                                                                 : g_strdup (workspace);

  return g_strconcat (stem, ".data", NULL);
}

/* The file's bytes; empty ones where there is no file. */
static GBytes *
load (const char     *folder,
      BatonDataFile   file,
      GError        **error)
{
  g_autofree char *path = g_build_filename (folder, names[file], NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_bytes_new (NULL, 0);
  return baton_exchange_read_file (path, MOST_BYTES, error);
}

/* GBytes of no bytes have no address; the readers want one. */
static const char *
get_data (GBytes *bytes,
          gsize  *length)
{
  const char *data = g_bytes_get_data (bytes, length);

  return data != NULL ? data : "";
}

static BatonRegister *
read_register (GBytes    *organisations,
               GBytes    *members,
               GPtrArray *bad_rows,
               guint     *bad_organisations)
{
  gsize organisations_length, members_length;
  const char *organisations_data = get_data (organisations, &organisations_length);
  const char *members_data = get_data (members, &members_length);

  return baton_register_read (organisations_data, organisations_length, members_data, members_length, bad_rows, bad_organisations);
}

gboolean
baton_data_load (const char     *folder,
                 BatonRegister **reg,
                 BatonHistory  **history,
                 GPtrArray      *bad_rows,
                 GError        **error)
{
  g_autoptr (GBytes) organisations = load (folder, BATON_DATA_ORGANISATIONS, error);
  g_autoptr (GBytes) members = organisations != NULL ? load (folder, BATON_DATA_MEMBERS, error) : NULL;
  g_autoptr (GBytes) events = members != NULL ? load (folder, BATON_DATA_HISTORY, error) : NULL;
  gsize length;
  const char *data;

  if (events == NULL)
    return FALSE;
  *reg = read_register (organisations, members, bad_rows, NULL);
  data = get_data (events, &length);
  *history = length > 0 ? baton_history_read (data, length, bad_rows) : baton_history_new_empty ();
  return TRUE;
}

void
baton_data_report_clear (BatonDataReport *report)
{
  g_clear_pointer (&report->bad_rows, g_ptr_array_unref);
  report->good = report->bad = 0;
}

/* Rows of the history are added to those that are there, so that an export of last month completes the year. */
static char *
import_history (const char       *folder,
                GBytes           *source,
                BatonDataReport  *report,
                GError          **error)
{
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GBytes) present = load (folder, BATON_DATA_HISTORY, error);
  gsize length;
  const char *data;

  if (present == NULL)
    return NULL;
  data = get_data (present, &length);
  if (length > 0)
    baton_history_builder_read (builder, data, length, NULL);
  data = get_data (source, &length);
  report->good = baton_history_builder_read (builder, data, length, report->bad_rows);
  history = baton_history_builder_finish (builder, report->bad_rows);
  return baton_history_write (history);
}

static char *
import_register (const char       *folder,
                 BatonDataFile     file,
                 GBytes           *source,
                 BatonDataReport  *report,
                 GError          **error)
{
  g_autoptr (GBytes) other = load (folder, file == BATON_DATA_MEMBERS ? BATON_DATA_ORGANISATIONS : BATON_DATA_MEMBERS, error);
  g_autoptr (GPtrArray) bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonRegister) reg = NULL;
  guint bad_organisations = 0;

  if (other == NULL)
    return NULL;
  reg = file == BATON_DATA_MEMBERS ? read_register (other, source, bad_rows, &bad_organisations)
                                   : read_register (source, other, bad_rows, &bad_organisations);

  /* Only what is wrong with the file at hand belongs into its report. */
  for (guint i = 0; i < bad_rows->len; i++)
    if ((i < bad_organisations) == (file == BATON_DATA_ORGANISATIONS))
      g_ptr_array_add (report->bad_rows, g_steal_pointer (&bad_rows->pdata[i]));
  report->good = file == BATON_DATA_MEMBERS ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
  return file == BATON_DATA_MEMBERS ? baton_register_write_members (reg) : baton_register_write_organisations (reg);
}

gboolean
baton_data_import (const char       *folder,
                   BatonDataFile     file,
                   const char       *source,
                   gboolean          partly,
                   gboolean          dry_run,
                   BatonDataReport  *report,
                   GError          **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *written = NULL;
  g_autofree char *path = g_build_filename (folder, names[file], NULL);

  *report = (BatonDataReport) { 0, 0, g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free) };
  bytes = baton_exchange_read_file (source, MOST_BYTES, error);
  if (bytes == NULL)
    return FALSE;

  written = file == BATON_DATA_HISTORY ? import_history (folder, bytes, report, error) : import_register (folder, file, bytes, report, error);
  if (written == NULL)
    return FALSE;
  report->bad = report->bad_rows->len;
  if (report->bad > 0 && !partly)
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID, "%s", source);
      return FALSE;
    }
  return dry_run || baton_exchange_write_file (path, written, strlen (written), error);
}

GBytes *
baton_data_read_file (const char     *folder,
                      BatonDataFile   file,
                      GError        **error)
{
  return load (folder, file, error);
}

gboolean
baton_data_write_file (const char     *folder,
                       BatonDataFile   file,
                       const char     *text,
                       gsize           length,
                       GBytes        **before,
                       GError        **error)
{
  g_autofree char *path = g_build_filename (folder, names[file], NULL);
  g_autoptr (GBytes) present = load (folder, file, error);

  if (present == NULL || !baton_exchange_write_file (path, text, length, error))
    return FALSE;
  if (before != NULL)
    *before = g_steal_pointer (&present);
  return TRUE;
}
