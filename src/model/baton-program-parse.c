/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs from outside: the scanner, then the frame, then every shape, then the references. Each step only runs when
 * the one before found no error, so that nobody has to read what follows from a first mistake.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-json-locate.h"
#include "model/baton-json.h"
#include "model/baton-upgrade.h"
#include "model/baton-validate.h"

#include <string.h>

static void
add (GPtrArray    *problems,
     BatonProblem *problem,
     const char   *path)
{
  problem->path = g_strdup (path);
  g_ptr_array_add (problems, problem);
}

/* One step of a JSON Pointer. Kinds, fields and good ids need no escapes; what is reported as bad may. */
static char *
append_step (const char *path,
             const char *step)
{
  g_auto (GStrv) tildes = g_strsplit (step, "~", -1);
  g_autofree char *without_tildes = g_strjoinv ("~0", tildes);
  g_auto (GStrv) slashes = g_strsplit (without_tildes, "/", -1);
  g_autofree char *escaped = g_strjoinv ("~1", slashes);

  return g_strconcat (path, "/", escaped, NULL);
}

/* ── The frame ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether *value* is the frame of a program that this Baton can read. */
static gboolean
check_frame (const BatonValue *value,
             GPtrArray        *problems)
{
  static const char * const members[] = { "baton", "schema", "entities", NULL };
  const BatonValue *schema = baton_value_get_member (value, "schema");
  gint64 number = baton_value_get_integer (schema, -1);
  guint n_before = problems->len;

  if (g_strcmp0 (baton_value_get_member_string (value, "baton"), "program") != 0
      || (number <= BATON_SCHEMA_VERSION && !baton_upgrade_reaches (number))
      || !baton_value_is (baton_value_get_member (value, "entities"), BATON_VALUE_OBJECT))
    {
      add (problems, baton_problem_new (BATON_PROBLEM_NOT_A_PROGRAM, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, NULL), "");
      return FALSE;
    }
  if (number > BATON_SCHEMA_VERSION)
    {
      g_autofree char *found = g_strdup_printf ("%" G_GINT64_FORMAT, number);
      g_autofree char *known = g_strdup_printf ("%d", BATON_SCHEMA_VERSION);

      add (problems, baton_problem_new (BATON_PROBLEM_NEWER_SCHEMA, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, found, known, NULL), "/schema");
      return FALSE;
    }
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *key = baton_value_get_key (value, i);
      g_autofree char *path = append_step ("", key);

      if (!g_strv_contains (members, key))
        add (problems, baton_problem_new (BATON_PROBLEM_UNKNOWN_FIELD, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, key, NULL), path);
    }
  return problems->len == n_before;
}

/* ── Entities ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
read_entity (BatonProgram     *program,
             BatonKind         kind,
             const char       *id,
             const BatonValue *body,
             const char       *kind_path,
             GPtrArray        *problems)
{
  g_autofree char *path = append_step (kind_path, id);
  const char *unknown = NULL;
  g_autoptr (BatonEntity) entity = NULL;

  if (!baton_id_is_valid (id))
    add (problems, baton_problem_new (BATON_PROBLEM_BAD_ID, kind, NULL, BATON_FIELD_NONE, id, NULL), path);
  else if (baton_program_lookup (program, id) != NULL)
    add (problems, baton_problem_new (BATON_PROBLEM_DUPLICATE_ID, kind, id, BATON_FIELD_NONE, id, NULL), path);
  else if (!baton_value_is (body, BATON_VALUE_OBJECT))
    add (problems, baton_problem_new (BATON_PROBLEM_WRONG_TYPE, kind, id, BATON_FIELD_NONE, NULL), path);
  else
    {
      entity = baton_entity_from_value (kind, id, body, &unknown);
      if (entity == NULL)
        {
          g_autofree char *field_path = append_step (path, unknown);

          add (problems, baton_problem_new (BATON_PROBLEM_UNKNOWN_FIELD, kind, id, BATON_FIELD_NONE, unknown, NULL), field_path);
          return;
        }
      baton_validate_shape_at (entity, path, problems);
      baton_program_put (program, entity);
    }
}

static void
read_entities (BatonProgram     *program,
               const BatonValue *kinds,
               GPtrArray        *problems)
{
  for (gsize i = 0; i < baton_value_get_length (kinds); i++)
    {
      const char *name = baton_value_get_key (kinds, i);
      const BatonValue *entities = baton_value_get_element (kinds, i);
      BatonKind kind = baton_schema_find_kind (name);
      g_autofree char *path = append_step ("/entities", name);

      if (kind == BATON_KIND_NONE)
        add (problems, baton_problem_new (BATON_PROBLEM_UNKNOWN_KIND, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, name, NULL), path);
      else if (!baton_value_is (entities, BATON_VALUE_OBJECT))
        add (problems, baton_problem_new (BATON_PROBLEM_WRONG_TYPE, kind, NULL, BATON_FIELD_NONE, NULL), path);
      else
        for (gsize j = 0; j < baton_value_get_length (entities); j++)
          read_entity (program, kind, baton_value_get_key (entities, j), baton_value_get_element (entities, j), path, problems);
    }
}

/* ── Places in the file ────────────────────────────────────────────────────────────────────────────────── */

/* Problems found on the program rather than on the file name an entity and a field. */
static void
complete_path (BatonProblem *problem)
{
  g_autoptr (GString) path = NULL;

  if (problem->path != NULL || problem->entity == NULL)
    return;
  path = g_string_new ("/entities/");
  g_string_append_printf (path, "%s/%s", baton_schema_get_kind (problem->kind)->name, problem->entity);
  if (problem->field != BATON_FIELD_NONE)
    g_string_append_printf (path, "/%s", baton_schema_get_field (problem->field)->name);
  problem->path = g_string_free (g_steal_pointer (&path), FALSE);
}

/* What is missing has no place of its own; that of what should hold it will do, so all of those are looked for. */
static void
add_with_holders (GHashTable *paths,
                  const char *path)
{
  g_autofree char *holder = g_strdup (path);

  while (g_hash_table_add (paths, g_strdup (holder)) && *holder != '\0')
    *strrchr (holder, '/') = '\0';
}

static void
locate_problems (GPtrArray  *problems,
                 guint       first,
                 const char *data,
                 gsize       length)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) places = NULL;

  for (guint i = first; i < problems->len; i++)
    {
      BatonProblem *problem = g_ptr_array_index (problems, i);

      complete_path (problem);
      if (problem->path != NULL)
        add_with_holders (paths, problem->path);
    }
  if (g_hash_table_size (paths) == 0)
    return;

  places = baton_json_locate (data, length, paths);
  for (guint i = first; i < problems->len; i++)
    {
      BatonProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *path = g_strdup (problem->path);
      const BatonJsonPlace *place = NULL;

      while (path != NULL && (place = g_hash_table_lookup (places, path)) == NULL && strrchr (path, '/') != NULL)
        *strrchr (path, '/') = '\0';
      if (place == NULL)
        continue;
      problem->line = place->line;
      problem->column = place->column;
    }
}

static void
add_scanner_problem (GPtrArray            *problems,
                     const BatonJsonError *error)
{
  BatonProblem *problem = baton_problem_new (BATON_PROBLEM_JSON, BATON_KIND_NONE, NULL, BATON_FIELD_NONE,
                                             baton_json_code_get_name (error->code), NULL);

  problem->line = error->line;
  problem->column = error->column;
  add (problems, problem, error->path);
}

static gboolean
have_errors_from (GPtrArray *problems,
                  guint      first)
{
  for (guint i = first; i < problems->len; i++)
    if (baton_problem_get_severity (g_ptr_array_index (problems, i)) == BATON_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}

BatonProgram *
baton_program_parse (const char *data,
                     gsize       length,
                     GPtrArray  *problems)
{
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonProgram) program = NULL;
  guint first;

  g_return_val_if_fail (data != NULL && problems != NULL, NULL);

  first = problems->len;
  value = baton_json_parse (data, length, &error);
  if (value == NULL)
    {
      add_scanner_problem (problems, &error);
      return NULL;
    }

  program = baton_program_new ();
  if (check_frame (value, problems))
    {
      g_autoptr (BatonValue) today = baton_upgrade_program (baton_value_get_member_integer (value, "schema", -1), value);

      read_entities (program, baton_value_get_member (today, "entities"), problems);
      if (!have_errors_from (problems, first))
        baton_validate_structure (program, problems);
    }
  locate_problems (problems, first, data, length);
  return have_errors_from (problems, first) ? NULL : g_steal_pointer (&program);
}
