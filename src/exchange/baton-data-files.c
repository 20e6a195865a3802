/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-data-files.h"

#include "incentives/baton-replay.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The register, in place of its two files. */
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

/* What segments complain of, in this room's words. */
static gboolean
translate (GError  *trouble,
           GError **error)
{
  static const int codes[] = {
    [BATON_INCENTIVES_ERROR_OVERFLOW] = BATON_EXCHANGE_ERROR_DAMAGED,
    [BATON_INCENTIVES_ERROR_CANCELLED] = BATON_EXCHANGE_ERROR_CANCELLED,
    [BATON_INCENTIVES_ERROR_STORAGE] = BATON_EXCHANGE_ERROR_WRITE,
    [BATON_INCENTIVES_ERROR_DAMAGED] = BATON_EXCHANGE_ERROR_DAMAGED,
    [BATON_INCENTIVES_ERROR_VERSION] = BATON_EXCHANGE_ERROR_NEWER,
    [BATON_INCENTIVES_ERROR_FULL] = BATON_EXCHANGE_ERROR_FULL,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == BATON_INCENTIVES_N_ERRORS);
  g_set_error_literal (error, BATON_EXCHANGE_ERROR, codes[trouble->code], trouble->message);
  g_error_free (trouble);
  return FALSE;
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

static BatonHistory *
load_history (const char *folder,
              GPtrArray  *bad_rows,
              GError    **error)
{
  g_autoptr (GBytes) events = NULL;
  GError *trouble = NULL;
  BatonHistory *history;
  gsize length;
  const char *data;

  if (baton_history_store_exists (folder))
    {
      history = baton_history_store_open (folder, &trouble);
      if (history == NULL)
        translate (trouble, error);
      return history;
    }
  events = load (folder, BATON_DATA_HISTORY, error);
  if (events == NULL)
    return NULL;
  data = get_data (events, &length);
  return length > 0 ? baton_history_read (data, length, bad_rows) : baton_history_new_empty ();
}

/* The register's segment, or what an older Baton left in its place. */
static BatonRegister *
load_register (const char  *folder,
               GPtrArray   *bad_rows,
               GError     **error)
{
  g_autofree char *path = g_build_filename (folder, BATON_DATA_REGISTER_SEGMENT, NULL);
  g_autoptr (GBytes) organisations = NULL;
  g_autoptr (GBytes) members = NULL;
  GError *trouble = NULL;
  BatonRegister *reg;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      reg = baton_register_open (path, &trouble);
      if (reg == NULL)
        translate (trouble, error);
      else if (bad_rows != NULL)
        baton_register_report_waiting (reg, bad_rows);
      return reg;
    }
  organisations = load (folder, BATON_DATA_ORGANISATIONS, error);
  members = organisations != NULL ? load (folder, BATON_DATA_MEMBERS, error) : NULL;
  return members != NULL ? read_register (organisations, members, bad_rows, NULL) : NULL;
}

gboolean
baton_data_load (const char     *folder,
                 BatonRegister **reg,
                 BatonHistory  **history,
                 GPtrArray      *bad_rows,
                 GError        **error)
{
  g_autoptr (BatonRegister) subjects = load_register (folder, bad_rows, error);
  BatonHistory *events = subjects != NULL ? load_history (folder, bad_rows, error) : NULL;

  if (events == NULL)
    return FALSE;
  *reg = g_steal_pointer (&subjects);
  *history = events;
  return TRUE;
}

void
baton_data_report_clear (BatonDataReport *report)
{
  g_clear_pointer (&report->bad_rows, g_ptr_array_unref);
  g_clear_pointer (&report->before, g_bytes_unref);
  report->good = report->bad = 0;
}

/* ── The history ─────────────────────────────────────────────────────────────────────────────────────── */

/* A number of the import, as baton_data_take_back() reads it. */
static GBytes *
note_import (guint number)
{
  return g_bytes_new (&number, sizeof number);
}

/* A history.csv of an older Baton becomes the first segment. Should the power fail in between, both are there, and the segment
 * counts. */
static gboolean
take_over (const char   *folder,
           GCancellable *cancellable,
           GError      **error)
{
  g_autofree char *path = g_build_filename (folder, names[BATON_DATA_HISTORY], NULL);
  g_autoptr (BatonHistoryImport) import = NULL;
  g_autoptr (GBytes) old = NULL;
  const char *data;
  gsize length;
  guint number;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!baton_history_store_exists (folder))
    {
      old = load (folder, BATON_DATA_HISTORY, error);
      if (old == NULL)
        return FALSE;
      data = get_data (old, &length);
      import = baton_history_import_new (folder, NULL, NULL, NULL, cancellable, error);
      if (import == NULL || (length > 0 && !baton_history_import_read_bytes (import, data, length, error)) ||
          !baton_history_import_finish (import, error) || !baton_history_import_commit (import, &number, error))
        return FALSE;
    }
  (void) g_unlink (path);
  return TRUE;
}

/* Rows are added to those that are there, so that an export of last month completes the year. From *fd*, or else of *text*. */
static gboolean
add_rows (const char             *folder,
          int                     fd,
          guint64                 length,
          const char             *text,
          const BatonDataOptions *options,
          BatonDataReport        *report,
          GError                **error)
{
  g_autoptr (BatonHistoryImport) import = NULL;
  GError *trouble = NULL;
  gboolean good = take_over (folder, options->cancellable, &trouble);
  guint number = 0;

  if (good)
    import = baton_history_import_new (folder, report->bad_rows, options->progress, options->user_data, options->cancellable, &trouble);
  good = import != NULL && (fd >= 0 ? baton_history_import_read (import, fd, length, &trouble)
                                    : length == 0 || baton_history_import_read_bytes (import, text, length, &trouble));
  good = good && baton_history_import_finish (import, &trouble);
  if (good)
    {
      report->good = baton_history_import_get_good (import);
      report->bad = baton_history_import_get_bad (import);
      if (report->bad > 0 && !options->partly)
        {
          g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID, folder);
          return FALSE;
        }
      good = options->dry_run || baton_history_import_commit (import, &number, &trouble);
    }
  if (!good)
    {
      if (trouble->domain == BATON_INCENTIVES_ERROR)
        return translate (trouble, error);
      g_propagate_error (error, trouble);
      return FALSE;
    }
  report->before = note_import (number);
  return TRUE;
}

static gboolean
import_history (const char             *folder,
                const char             *source,
                const BatonDataOptions *options,
                BatonDataReport        *report,
                GError                **error)
{
  int fd = open (source, O_RDONLY | O_CLOEXEC);
  struct stat about;
  gboolean good;

  if (fd < 0 || fstat (fd, &about) != 0 || S_ISDIR (about.st_mode))
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_READ, "%s: %s", source, g_strerror (fd < 0 ? errno : EISDIR));
      if (fd >= 0)
        (void) close (fd);
      return FALSE;
    }
  good = add_rows (folder, fd, S_ISREG (about.st_mode) ? (guint64) about.st_size : 0, NULL, options, report, error);
  (void) close (fd);
  return good;
}

/* ── The register ────────────────────────────────────────────────────────────────────────────────────── */

/* What the folder has as one of the two files, with the rows that wait. */
static GBytes *
write_file (BatonRegister *reg,
            BatonDataFile  file)
{
  char *text = baton_register_write_file (reg, file == BATON_DATA_ORGANISATIONS);

  return g_bytes_new_take (text, strlen (text));
}

/* Makes *segment* the register; one of no bytes leaves none. Files of an older Baton are no longer wanted then: should the power fail
 * in between, both are there, and the segment counts. */
static gboolean
keep_segment (const char  *folder,
              GBytes      *segment,
              GError     **error)
{
  g_autofree char *path = g_build_filename (folder, BATON_DATA_REGISTER_SEGMENT, NULL);
  g_autofree char *turning = g_build_filename (folder, BATON_DATA_REGISTER_TURNING, NULL);
  GError *trouble = NULL;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, g_strerror (errno));
      return FALSE;
    }
  (void) g_unlink (turning);
  if (g_bytes_get_size (segment) > 0 && !baton_register_write_bytes (segment, path, &trouble))
    return translate (trouble, error);
  if (g_bytes_get_size (segment) == 0)
    (void) g_unlink (path);
  for (BatonDataFile file = BATON_DATA_ORGANISATIONS; file <= BATON_DATA_MEMBERS; file++)
    {
      g_autofree char *old = g_build_filename (folder, names[file], NULL);

      (void) g_unlink (old);
    }
  return TRUE;
}

/* (transfer full); of no bytes where there is nothing in it. */
static GBytes *
make_segment (BatonRegister  *reg,
              GError        **error)
{
  GError *trouble = NULL;
  GBytes *segment;

  if (baton_register_is_empty (reg))
    return g_bytes_new (NULL, 0);
  segment = baton_register_save_bytes (reg, &trouble);
  if (segment == NULL)
    translate (trouble, error);
  return segment;
}

/* The register in which *source* is the file; what is wrong with that is in the report. (transfer full) */
static BatonRegister *
import_register (BatonRegister    *present,
                 BatonDataFile     file,
                 GBytes           *source,
                 BatonDataReport  *report)
{
  g_autoptr (GBytes) other = write_file (present, file == BATON_DATA_MEMBERS ? BATON_DATA_ORGANISATIONS : BATON_DATA_MEMBERS);
  g_autoptr (GPtrArray) bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  BatonRegister *reg;
  guint bad_organisations = 0;

  reg = file == BATON_DATA_MEMBERS ? read_register (other, source, bad_rows, &bad_organisations)
                                   : read_register (source, other, bad_rows, &bad_organisations);

  /* Only what is wrong with the file at hand belongs into its report. Managers may come with the members; a member that was reported
   * must not come later by itself. */
  for (guint i = 0; i < bad_rows->len; i++)
    if ((i < bad_organisations) == (file == BATON_DATA_ORGANISATIONS))
      g_ptr_array_add (report->bad_rows, g_steal_pointer (&bad_rows->pdata[i]));
  if (file == BATON_DATA_MEMBERS)
    baton_register_forget_strays (reg);
  report->good = file == BATON_DATA_MEMBERS ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
  return reg;
}

gboolean
baton_data_import_with (const char             *folder,
                        BatonDataFile           file,
                        const char             *source,
                        const BatonDataOptions *options,
                        BatonDataReport        *report,
                        GError                **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) segment = NULL;
  g_autoptr (BatonRegister) present = NULL;
  g_autoptr (BatonRegister) reg = NULL;

  *report = (BatonDataReport) { 0, 0, g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free), NULL };
  if (file == BATON_DATA_HISTORY)
    return import_history (folder, source, options, report, error);

  bytes = baton_exchange_read_file (source, MOST_BYTES, error);
  present = bytes != NULL ? load_register (folder, NULL, error) : NULL;
  if (present == NULL)
    return FALSE;
  reg = import_register (present, file, bytes, report);
  report->bad = report->bad_rows->len;
  if (report->bad > 0 && !options->partly)
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID, "%s", source);
      return FALSE;
    }
  if (options->dry_run)
    return TRUE;
  segment = make_segment (reg, error);
  return segment != NULL && keep_segment (folder, segment, error);
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
  BatonDataOptions options = { .partly = partly, .dry_run = dry_run };

  return baton_data_import_with (folder, file, source, &options, report, error);
}

GBytes *
baton_data_read_file (const char     *folder,
                      BatonDataFile   file,
                      GHashTable     *ids,
                      GError        **error)
{
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  char *text;

  if (file != BATON_DATA_HISTORY)
    {
      reg = load_register (folder, NULL, error);
      return reg != NULL ? write_file (reg, file) : NULL;
    }
  history = load_history (folder, NULL, error);
  if (history == NULL)
    return NULL;
  text = baton_history_write_some (history, ids);
  if (baton_history_is_damaged (history))
    {
      g_free (text);
      g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_DAMAGED, folder);
      return NULL;
    }
  return g_bytes_new_take (text, strlen (text));
}

gboolean
baton_data_write_file (const char       *folder,
                       BatonDataFile     file,
                       const char       *text,
                       gsize             length,
                       GBytes          **before,
                       GError          **error)
{
  g_autoptr (BatonRegister) present = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (GBytes) segment = NULL;
  g_autoptr (GBytes) source = NULL;
  g_autoptr (GBytes) other = NULL;

  if (file == BATON_DATA_HISTORY)
    {
      g_auto (BatonDataReport) report = { 0 };
      /* The plan has refused what is bad; what is bad of earlier rows must not keep these out. */
      BatonDataOptions options = { .partly = TRUE };

      if (!add_rows (folder, -1, length, text, &options, &report, error))
        return FALSE;
      if (before != NULL)
        *before = g_steal_pointer (&report.before);
      return TRUE;
    }
  present = load_register (folder, NULL, error);
  if (present == NULL)
    return FALSE;
  source = g_bytes_new (text, length);
  other = write_file (present, file == BATON_DATA_MEMBERS ? BATON_DATA_ORGANISATIONS : BATON_DATA_MEMBERS);
  reg = file == BATON_DATA_MEMBERS ? read_register (other, source, NULL, NULL) : read_register (source, other, NULL, NULL);
  segment = make_segment (reg, error);
  if (before != NULL)
    *before = segment != NULL ? make_segment (present, error) : NULL;
  if (segment == NULL || (before != NULL && *before == NULL))
    return FALSE;
  if (keep_segment (folder, segment, error))
    return TRUE;
  if (before != NULL)
    g_clear_pointer (before, g_bytes_unref);
  return FALSE;
}

gboolean
baton_data_take_back (const char     *folder,
                      BatonDataFile   file,
                      GBytes         *before,
                      GError        **error)
{
  gsize length;
  const char *data = get_data (before, &length);
  GError *trouble = NULL;
  guint number;

  if (file != BATON_DATA_HISTORY)
    return keep_segment (folder, before, error);
  g_return_val_if_fail (length == sizeof number, FALSE);
  memcpy (&number, data, sizeof number);
  return number == 0 || baton_history_store_take_back (folder, number, &trouble) || translate (trouble, error);
}
