/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The analysis of the samples finds what their notes say was planted, and of the findings that are never wanted nothing
 * else; the templates are clean.
 */
#include "config.h"

#include "model/baton-validate.h"
#include "rules/baton-analysis.h"

#include <string.h>

#define PLANTED "Planted: "

/* These belong to any program with prohibitions: a *may not* is there to take something back. */
static const BatonFindingCode wanted[] = {
  BATON_FINDING_MEET, BATON_FINDING_COULD_MEET, BATON_FINDING_NEVER_DECIDES, BATON_FINDING_NOBODY_EDITS,
  BATON_FINDING_NOBODY_PUBLISHES,
};

static BatonSnapshot *
load_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", name, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  program = baton_program_parse (json, strlen (json), problems);
  g_assert_nonnull (program);
  return baton_snapshot_new (program, 1);
}

static GPtrArray *
analyse (BatonSnapshot *snapshot)
{
  return baton_analysis_run (snapshot, baton_day_parse ("2026-11-21"), 0, NULL);
}

/* The names of the findings planted in the entity; NULL for none. */
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
is_wanted (BatonFindingCode code)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (wanted[i] == code)
      return TRUE;
  return FALSE;
}

static gboolean
is_finding_code (const char *name)
{
  for (int code = 0; code < BATON_N_FINDINGS; code++)
    if (g_str_equal (baton_finding_code_get_name (code), name))
      return TRUE;
  return FALSE;
}

static void
test_planted_found (void)
{
  g_autoptr (BatonSnapshot) snapshot = load_sample ("influencer.json");
  g_autoptr (GPtrArray) findings = analyse (snapshot);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint missed = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const BatonFinding *finding = g_ptr_array_index (findings, i);

      g_hash_table_add (found, g_strdup_printf ("%s %s", baton_finding_code_get_name (finding->code), finding->entity));
    }
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GPtrArray *entities = baton_snapshot_list (snapshot, kind);

      for (guint i = 0; i < entities->len; i++)
        {
          const BatonEntity *entity = g_ptr_array_index (entities, i);
          g_auto (GStrv) names = list_planted (entity);

          for (guint j = 0; names != NULL && names[j] != NULL; j++)
            {
              g_autofree char *key = g_strdup_printf ("%s %s", names[j], baton_entity_get_id (entity));

              if (!is_finding_code (names[j]))
                continue;
              if (g_hash_table_contains (found, key))
                continue;
              g_test_message ("not found: %s", key);
              missed++;
            }
        }
    }
  g_assert_cmpuint (missed, ==, 0);
}

static void
test_no_surprise (gconstpointer name)
{
  g_autoptr (BatonSnapshot) snapshot = load_sample (name);
  g_autoptr (GPtrArray) findings = analyse (snapshot);
  guint surprises = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const BatonFinding *finding = g_ptr_array_index (findings, i);
      const char *code = baton_finding_code_get_name (finding->code);
      g_auto (GStrv) names = list_planted (baton_snapshot_lookup (snapshot, finding->entity));

      if (is_wanted (finding->code) || (names != NULL && g_strv_contains ((const char * const *) names, code)))
        continue;
      g_test_message ("%s: not planted: %s of %s", (const char *) name, code, finding->entity);
      surprises++;
    }
  g_assert_cmpuint (surprises, ==, 0);
}

/* Each kind of finding has its case, but for the one that says that a search was given up. */
static void
test_complete (void)
{
  g_autoptr (BatonSnapshot) snapshot = load_sample ("influencer.json");
  g_autoptr (GPtrArray) findings = analyse (snapshot);
  gboolean seen[BATON_N_FINDINGS] = { FALSE };

  for (guint i = 0; i < findings->len; i++)
    seen[((const BatonFinding *) g_ptr_array_index (findings, i))->code] = TRUE;
  for (int code = 0; code < BATON_N_FINDINGS; code++)
    {
      if (!seen[code])
        g_test_message ("no case of %s", baton_finding_code_get_name (code));
      g_assert_cmpint (seen[code], ==, code != BATON_FINDING_SHADOW_UNDECIDED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/samples/planted-found", test_planted_found);
  g_test_add_func ("/rules/samples/complete", test_complete);
  g_test_add_data_func ("/rules/samples/no-surprise/influencer", "influencer.json", test_no_surprise);
  g_test_add_data_func ("/rules/samples/no-surprise/reseller", "reseller.json", test_no_surprise);
  g_test_add_data_func ("/rules/samples/no-surprise/referral", "referral.json", test_no_surprise);
  g_test_add_data_func ("/rules/samples/no-surprise/empty", "empty.json", test_no_surprise);

  return g_test_run ();
}
