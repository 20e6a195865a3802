/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The samples: they parse without an error, are written as Baton writes them, hold every finding that their notes say was
 * planted, and no warning that was not. What the analysis finds is tested in rules/.
 */
#include "config.h"

#include "model/baton-image.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>

#define PLANTED "Planted: "

static char *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);
  return data;
}

static BatonProgram *
parse_sample (const char *name,
              char      **data)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  BatonProgram *program;

  *data = read_sample (name);
  program = baton_program_parse (*data, strlen (*data), problems);
  for (guint i = 0; i < problems->len; i++)
    {
      BatonProblem *problem = g_ptr_array_index (problems, i);

      if (baton_problem_get_severity (problem) == BATON_SEVERITY_ERROR)
        g_test_message ("%s:%u: %s", name, problem->line, baton_problem_code_get_name (problem->code));
    }
  g_assert_false (baton_problems_have_errors (problems));
  g_assert_nonnull (program);
  return program;
}

/* The names of the findings planted in the entity, "a, b", or NULL. */
static char **
list_planted (const BatonEntity *entity)
{
  BatonField field = baton_schema_find_field (baton_entity_get_kind (entity), "note");
  const char *note = field != BATON_FIELD_NONE ? baton_entity_get_string (entity, field) : NULL;
  const char *end = note != NULL && g_str_has_prefix (note, PLANTED) ? strchr (note, '.') : NULL;
  g_autofree char *names = NULL;

  if (end == NULL)
    return NULL;
  names = g_strndup (note + strlen (PLANTED), end - note - strlen (PLANTED));
  return g_strsplit (names, ", ", -1);
}

static gboolean
is_planted (const BatonProgram *program,
            const BatonProblem *problem)
{
  const BatonEntity *entity = problem->entity != NULL ? baton_program_lookup (program, problem->entity) : NULL;
  g_auto (GStrv) names = entity != NULL ? list_planted (entity) : NULL;

  return names != NULL && g_strv_contains ((const char * const *) names, baton_problem_code_get_name (problem->code));
}

static gboolean
is_problem_code (const char *name)
{
  for (int code = 0; code < BATON_N_PROBLEMS; code++)
    if (g_str_equal (baton_problem_code_get_name (code), name))
      return TRUE;
  return FALSE;
}

static void
test_canonical (gconstpointer name)
{
  g_autofree char *data = NULL;
  g_autoptr (BatonProgram) program = parse_sample (name, &data);
  g_autoptr (BatonValue) value = baton_program_to_value (program);
  g_autofree char *written = baton_value_to_pretty_json (value);

  g_assert_cmpstr (written, ==, data);
}

static void
test_no_surprise (gconstpointer name)
{
  g_autofree char *data = NULL;
  g_autoptr (BatonProgram) program = parse_sample (name, &data);
  g_autoptr (GPtrArray) problems = baton_validate_program (program);
  guint surprises = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      BatonProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpint (baton_problem_get_severity (problem), <, BATON_SEVERITY_ERROR);
      /* A program without pages yet is not wrong, only unfinished. */
      if (baton_problem_get_severity (problem) == BATON_SEVERITY_HINT || problem->code == BATON_PROBLEM_NO_LANDING_PAGE ||
          is_planted (program, problem))
        continue;
      g_test_message ("%s: not planted: %s of %s", (const char *) name, baton_problem_code_get_name (problem->code),
                      problem->entity);
      surprises++;
    }
  g_assert_cmpuint (surprises, ==, 0);
}

static void
test_planted_found (void)
{
  g_autofree char *data = NULL;
  g_autoptr (BatonProgram) program = parse_sample ("influencer.json", &data);
  g_autoptr (GPtrArray) problems = baton_validate_program (program);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint planted = 0, missed = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      BatonProblem *problem = g_ptr_array_index (problems, i);

      g_hash_table_add (found, g_strdup_printf ("%s %s", baton_problem_code_get_name (problem->code), problem->entity));
    }
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) entities = baton_program_list (program, kind);

      for (guint i = 0; i < entities->len; i++)
        {
          const BatonEntity *entity = g_ptr_array_index (entities, i);
          g_auto (GStrv) names = list_planted (entity);

          for (guint j = 0; names != NULL && names[j] != NULL; j++)
            {
              g_autofree char *key = g_strdup_printf ("%s %s", names[j], baton_entity_get_id (entity));

              /* Validation and analysis share the name page-empty: a page without blocks, and one empty for a persona. */
              if (!is_problem_code (names[j]) || g_str_has_prefix (baton_entity_get_id (entity), "memos-"))
                continue;
              planted++;
              if (!g_hash_table_contains (found, key))
                {
                  g_test_message ("not found: %s", key);
                  missed++;
                }
            }
        }
    }
  g_assert_cmpuint (missed, ==, 0);
  g_assert_cmpuint (planted, >=, 20);
}

/* The four kinds of text that a translator meets are all there. */
static void
test_texts (void)
{
  g_autofree char *data = NULL;
  g_autoptr (BatonProgram) program = parse_sample ("influencer.json", &data);
  guint counts[BATON_TEXT_KEPT + 1] = { 0 };

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      g_autoptr (GPtrArray) entities = baton_program_list (program, kind);

      for (guint i = 0; i < entities->len; i++)
        for (guint j = 0; j < info->n_fields; j++)
          {
            const BatonFieldInfo *field = baton_schema_get_field (info->first_field + j);
            const BatonValue *text = baton_entity_get (g_ptr_array_index (entities, i), info->first_field + j);

            if (text != NULL && (field->flags & BATON_FIELD_TRANSLATABLE) != 0)
              counts[baton_text_get_state (text, "ja", "en")]++;
          }
    }
  g_assert_cmpuint (counts[BATON_TEXT_MISSING], >, 0);
  g_assert_cmpuint (counts[BATON_TEXT_NEEDS_WORK], >, 0);
  g_assert_cmpuint (counts[BATON_TEXT_STALE], >, 0);
  g_assert_cmpuint (counts[BATON_TEXT_REVIEWED], >, 500);
  g_assert_cmpuint (counts[BATON_TEXT_NATIVE], >, 0);
  g_assert_cmpuint (counts[BATON_TEXT_KEPT], >, 0);
}

static void
check_picture (const BatonEntity *asset,
               const char        *digest)
{
  g_autofree char *file = g_strconcat ("influencer/assets/", digest, ".svg", NULL);
  g_autofree char *data = read_sample (file);
  g_autofree char *computed = g_compute_checksum_for_string (G_CHECKSUM_SHA256, data, -1);
  BatonImageInfo info;

  g_assert_cmpstr (computed, ==, digest);
  g_assert_cmpint (baton_image_check ((const guint8 *) data, strlen (data), &info), ==, BATON_IMAGE_OK);
  g_assert_cmpstr (info.media_type, ==, baton_entity_get_string (asset, BATON_FIELD_ASSET_MEDIA_TYPE));
  g_assert_cmpint (info.width, ==, baton_entity_get_integer (asset, BATON_FIELD_ASSET_WIDTH, 0));
  g_assert_cmpint (info.height, ==, baton_entity_get_integer (asset, BATON_FIELD_ASSET_HEIGHT, 0));
}

/* Each picture lies beside the program under its digest and is what the program says of it. */
static void
test_pictures (void)
{
  g_autofree char *data = NULL;
  g_autoptr (BatonProgram) program = parse_sample ("influencer.json", &data);
  g_autoptr (GPtrArray) assets = baton_program_list (program, BATON_KIND_ASSET);

  g_assert_cmpuint (assets->len, >, 10);
  for (guint i = 0; i < assets->len; i++)
    {
      const BatonEntity *asset = g_ptr_array_index (assets, i);
      const BatonValue *file = baton_entity_get (asset, BATON_FIELD_ASSET_FILE);
      const BatonValue *locales = baton_value_get_member (file, "locales");

      check_picture (asset, baton_value_get_member_string (file, "source"));
      for (gsize k = 0; k < baton_value_get_length (locales); k++)
        check_picture (asset, baton_value_get_string (baton_value_get_element (locales, k)));
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char * const samples[] = { "empty.json", "influencer.json", "referral.json", "reseller.json" };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strndup (samples[i], strlen (samples[i]) - strlen (".json"));
      g_autofree char *canonical = g_strconcat ("/model/samples/canonical/", name, NULL);
      g_autofree char *no_surprise = g_strconcat ("/model/samples/no-surprise/", name, NULL);

      g_test_add_data_func (canonical, samples[i], test_canonical);
      g_test_add_data_func (no_surprise, samples[i], test_no_surprise);
    }
  g_test_add_func ("/model/samples/planted-found", test_planted_found);
  g_test_add_func ("/model/samples/texts", test_texts);
  g_test_add_func ("/model/samples/pictures", test_pictures);

  return g_test_run ();
}
