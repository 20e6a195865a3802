/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading joins the files to the text of one program, each kind's on lines of its own, and has that read like any other: so
 * the same checks hold, and a problem's line tells the file. Each file is scanned for itself before, so that none can reach
 * out of its place in the whole.
 */
#include "config.h"

#include "exchange/baton-program-folder.h"

#include "exchange/baton-program-file-private.h"
#include "model/baton-json.h"
#include "model/baton-validate.h"
#include "model/baton-value-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FRAME_NAME "program.json"
#define NEW_NAME ".baton-new"
#define COMPLETE_NAME "complete"

gboolean
baton_program_folder_is (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* ── Writing that was interrupted ────────────────────────────────────────────────────────────────────── */

/* Whether a write can have decided on a file of that name. Folders come from strangers, too; theirs could lead out of it. */
static gboolean
is_name (const char *name)
{
  return strcmp (name, FRAME_NAME) == 0 ||
         (g_str_has_prefix (name, "kinds/") && g_str_has_suffix (name, ".json") && strchr (name + strlen ("kinds/"), '/') == NULL);
}

/* The files that a write decided on, relative to the folder; NULL where none is under way. (transfer full) */
static char **
read_complete (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NEW_NAME, COMPLETE_NAME, NULL);
  g_autofree char *list = NULL;
  g_auto (GStrv) names = NULL;

  if (!g_file_get_contents (path, &list, NULL, NULL))
    return NULL;
  g_strchomp (list);
  names = g_strsplit (list, "\n", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (!is_name (names[i]))
      return NULL;
  return g_steal_pointer (&names);
}

/* "kinds/tier.json" → the name that it has in the folder of new files. */
static char *
get_new_path (const char *folder,
              const char *name)
{
  g_autofree char *flat = g_strdelimit (g_strdup (name), "/", '+');

  return g_build_filename (folder, NEW_NAME, flat, NULL);
}

/* The names of the files that make up the program, sorted. (transfer full) */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) complete = read_complete (folder);
  g_autofree char *kinds = g_build_filename (folder, "kinds", NULL);
  g_autoptr (GDir) dir = complete == NULL ? g_dir_open (kinds, 0, NULL) : NULL;
  const char *name;

  for (guint i = 0; complete != NULL && complete[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (complete[i]));
  if (complete == NULL)
    g_ptr_array_add (names, g_strdup (FRAME_NAME));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json") && name[0] != '.')
      g_ptr_array_add (names, g_build_filename ("kinds", name, NULL));
  g_ptr_array_sort (names, baton_strings_compare);
  return names;
}

/* The bytes of one of them: the new ones where a write was interrupted behind its decision. */
static GBytes *
read_file (const char  *folder,
           const char  *name,
           GError     **error)
{
  g_autofree char *new_path = get_new_path (folder, name), *path = g_build_filename (folder, name, NULL);
  g_auto (GStrv) complete = read_complete (folder);

  return baton_exchange_read_file (complete != NULL && g_file_test (new_path, G_FILE_TEST_EXISTS) ? new_path : path, BATON_JSON_MAX_BYTES, error);
}

static gboolean
fail_write (const char  *path,
            GError     **error)
{
  int saved = errno;

  g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, "%s: %s", path, g_strerror (saved));
  return FALSE;
}

/* What was moved into the folder is there after a power failure, too. Where that cannot be had, it is left to the file system. */
static void
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  (void) fsync (fd);
  (void) close (fd);
}

/* Files are moved and deleted in these two: not where a link leads out of the folder. */
static gboolean
check_links (const char  *folder,
             GError     **error)
{
  static const char *const names[] = { NEW_NAME, "kinds" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          errno = ENOTDIR;
          return fail_write (path, error);
        }
    }
  return TRUE;
}

/* Moves what was decided on to its place; kinds that are not in the list are gone. Can be done again from any point. */
static gboolean
finish_write (const char  *folder,
              GError     **error)
{
  g_auto (GStrv) complete = read_complete (folder);
  g_autofree char *marker = g_build_filename (folder, NEW_NAME, COMPLETE_NAME, NULL), *news = g_build_filename (folder, NEW_NAME, NULL);
  g_autofree char *kinds = g_build_filename (folder, "kinds", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (complete == NULL)
    return TRUE;
  for (guint i = 0; complete[i] != NULL; i++)
    {
      g_autofree char *from = get_new_path (folder, complete[i]), *to = g_build_filename (folder, complete[i], NULL);
      g_autofree char *parent = g_path_get_dirname (to);

      if (!g_file_test (from, G_FILE_TEST_EXISTS))
        continue;
      if (g_mkdir_with_parents (parent, 0777) != 0 || g_rename (from, to) != 0)
        return fail_write (to, error);
    }
  dir = g_dir_open (kinds, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = g_build_filename ("kinds", name, NULL), *path = g_build_filename (kinds, name, NULL);

      if (g_str_has_suffix (name, ".json") && !g_strv_contains ((const char * const *) complete, relative) && g_unlink (path) != 0)
        return fail_write (path, error);
    }
  sync_folder (kinds);
  sync_folder (folder);
  if (g_unlink (marker) != 0)
    return fail_write (marker, error);
  g_rmdir (news);
  return TRUE;
}

/* What a write left that never came to its decision. */
static void
clear_new (const char *folder)
{
  g_autofree char *news = g_build_filename (folder, NEW_NAME, NULL);
  g_autoptr (GDir) dir = g_dir_open (news, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (news, name, NULL);

      g_unlink (path);
    }
  if (dir != NULL)
    g_rmdir (news);
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Makes the new file, unless the present one says the same. */
static gboolean
write_new (const char  *folder,
           const char  *name,
           const char  *text,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *new_path = get_new_path (folder, name);
  g_autofree char *present = NULL;

  if (g_file_get_contents (path, &present, NULL, NULL) && strcmp (present, text) == 0)
    return TRUE;
  return baton_exchange_write_file (new_path, text, strlen (text), error);
}

static gboolean
write_kinds (const char          *folder,
             const BatonProgram  *program,
             GString             *complete,
             GError             **error)
{
  g_autoptr (BatonValue) value = baton_program_to_value (program);
  const BatonValue *kinds = baton_value_get_member (value, "entities");
  g_autofree char *frame = g_strdup_printf ("{\n  \"baton\": \"program-folder\",\n  \"schema\": %d\n}\n", BATON_SCHEMA_VERSION);

  if (!write_new (folder, FRAME_NAME, frame, error))
    return FALSE;
  g_string_append (complete, FRAME_NAME "\n");
  for (gsize i = 0; i < baton_value_get_length (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("kinds/%s.json", baton_value_get_key (kinds, i));
      g_autofree char *json = baton_value_to_pretty_json (baton_value_get_element (kinds, i));

      if (baton_value_get_length (baton_value_get_element (kinds, i)) == 0)
        continue;
      if (!write_new (folder, name, json, error))
        return FALSE;
      g_string_append_printf (complete, "%s\n", name);
    }
  return TRUE;
}

gboolean
baton_program_folder_write (const char          *folder,
                            const BatonProgram  *program,
                            BatonAssetSource     source,
                            gpointer             user_data,
                            GError             **error)
{
  g_autofree char *assets = g_build_filename (folder, "assets", NULL), *marker = g_build_filename (folder, NEW_NAME, COMPLETE_NAME, NULL);
  g_autoptr (GString) complete = g_string_new (NULL);

  if (!check_links (folder, error) || !finish_write (folder, error))
    return FALSE;
  clear_new (folder);
  /* Pictures first: they are called by their content, so more of them than the program names do no harm. */
  if (!baton_program_assets_write (assets, program, source, user_data, error) || !write_kinds (folder, program, complete, error))
    {
      clear_new (folder);
      return FALSE;
    }
  return baton_exchange_write_file (marker, complete->str, complete->len, error) && finish_write (folder, error);
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Where a file's text begins in the whole. */
typedef struct
{
  char  *name;
  guint  first_line;
} Part;

static void
free_part (gpointer data)
{
  Part *part = data;

  g_free (part->name);
  g_free (part);
}

static guint
count_lines (const char *text,
             gsize       length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n';
  return n;
}

static void
report (GPtrArray    *problems,
        GPtrArray    *files,
        BatonProblem *problem,
        const char   *file)
{
  g_ptr_array_add (problems, problem);
  if (files != NULL)
    g_ptr_array_add (files, g_strdup (file));
}

/* Scans one file; told and FALSE unless it is one JSON object. */
static gboolean
scan_file (const char *name,
           const char *data,
           gsize       length,
           GPtrArray  *problems,
           GPtrArray  *files)
{
  g_auto (BatonJsonError) json_error = { 0 };
  g_autoptr (BatonValue) value = baton_json_parse (data, length, &json_error);
  BatonProblem *problem;

  if (value != NULL && baton_value_is (value, BATON_VALUE_OBJECT))
    return TRUE;
  if (value != NULL)
    {
      problem = baton_problem_new (BATON_PROBLEM_WRONG_TYPE, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, NULL);
      problem->line = problem->column = 1;
    }
  else
    {
      problem = baton_problem_new (BATON_PROBLEM_JSON, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, baton_json_code_get_name (json_error.code), NULL);
      problem->line = json_error.line;
      problem->column = json_error.column;
      problem->path = g_strdup (json_error.path);
    }
  report (problems, files, problem, name);
  return FALSE;
}

/* The number of the schema that the frame gives; told and 0 when it is none. */
static gint64
read_frame (const char *data,
            gsize       length,
            GPtrArray  *problems,
            GPtrArray  *files)
{
  g_autoptr (BatonValue) frame = baton_json_parse (data, length, NULL);
  gint64 schema = baton_value_get_member_integer (frame, "schema", 0);

  if (g_strcmp0 (baton_value_get_member_string (frame, "baton"), "program-folder") == 0 && schema > 0)
    return schema;
  report (problems, files, baton_problem_new (BATON_PROBLEM_NOT_A_PROGRAM, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, NULL), FRAME_NAME);
  return 0;
}

/* "kinds/tier.json" → "tier"; NULL for the frame. (transfer full) */
static char *
get_kind_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);

  return g_str_has_prefix (name, "kinds") ? g_strndup (base, strlen (base) - strlen (".json")) : NULL;
}

/* The text of the whole program. NULL with *error*, or after having told what is wrong. */
static char *
join_files (const char  *folder,
            GPtrArray   *parts,
            GPtrArray   *problems,
            GPtrArray   *files,
            GError     **error)
{
  g_autoptr (GPtrArray) names = list_files (folder);
  g_autoptr (GString) kinds = g_string_new (NULL);
  guint line = 2; /* the frame is the first */
  gint64 schema = 0;
  gboolean good = TRUE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *kind = get_kind_name (name);
      g_autoptr (GBytes) bytes = read_file (folder, name, error);
      gsize length;
      const char *data;
      Part *part;

      if (bytes == NULL)
        return NULL;
      data = g_bytes_get_data (bytes, &length);
      if (!scan_file (name, data != NULL ? data : "", length, problems, files))
        {
          good = FALSE;
          continue;
        }
      if (kind == NULL)
        {
          schema = read_frame (data, length, problems, files);
          good = good && schema > 0;
          continue;
        }
      /* The name becomes a key, and anything may be called a file. */
      if (baton_schema_find_kind (kind) == BATON_KIND_NONE)
        {
          report (problems, files, baton_problem_new (BATON_PROBLEM_UNKNOWN_KIND, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, kind, NULL), name);
          good = FALSE;
          continue;
        }
      g_string_append_printf (kinds, "%s\"%s\":\n", kinds->len > 0 ? "," : "", kind);
      part = g_new0 (Part, 1);
      part->name = g_strdup (name);
      part->first_line = ++line;
      g_ptr_array_add (parts, part);
      g_string_append_len (kinds, data, (gssize) length);
      g_string_append_c (kinds, '\n');
      line += count_lines (data, length) + 1;
    }
  return good ? g_strdup_printf ("{\"baton\":\"program\",\"schema\":%" G_GINT64_FORMAT ",\"entities\":{\n%s}}", schema, kinds->str) : NULL;
}

/* Turns a line of the whole into one of its file. */
static void
place_problem (BatonProblem *problem,
               GPtrArray    *parts,
               GPtrArray    *files)
{
  const Part *found = NULL;

  for (guint i = 0; i < parts->len && problem->line > 0; i++)
    if (((Part *) parts->pdata[i])->first_line <= problem->line)
      found = parts->pdata[i];
  if (found != NULL)
    problem->line = problem->line - found->first_line + 1;
  else
    problem->line = problem->column = 0;
  if (files != NULL)
    g_ptr_array_add (files, g_strdup (found != NULL ? found->name : problem->code == BATON_PROBLEM_NEWER_SCHEMA ? FRAME_NAME : ""));
}

BatonProgramFile *
baton_program_folder_read (const char  *folder,
                           GPtrArray   *problems,
                           GPtrArray   *files,
                           GError     **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (BatonProgramFile) file = g_new0 (BatonProgramFile, 1);
  g_autofree char *assets = g_build_filename (folder, "assets", NULL);
  g_autoptr (GError) local = NULL;
  g_autofree char *text = join_files (folder, parts, problems, files, &local);
  guint first = problems->len;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (text != NULL)
    file->program = baton_program_parse (text, strlen (text), problems);
  for (guint i = first; i < problems->len; i++)
    place_problem (problems->pdata[i], parts, files);
  if (file->program != NULL)
    {
      first = problems->len;
      file->assets = baton_program_assets_read (assets, file->program, problems);
      for (guint i = first; i < problems->len && files != NULL; i++)
        g_ptr_array_add (files, g_strdup ("kinds/asset.json"));
    }
  if (file->program == NULL || baton_problems_have_errors (problems))
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID, "%s", folder);
      return NULL;
    }
  return g_steal_pointer (&file);
}
