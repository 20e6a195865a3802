/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The examples of empty sections: every kind has one, it is whole, it changes nothing that is there, and it goes again.
 */
#include "exchange/baton-examples.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"
#include "words/baton-words-example.h"

#include <string.h>

#define TODAY (baton_day_new (2031, 5, 17))

static BatonProgram *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", name, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return baton_program_parse (data, length, problems);
}

static void
assert_valid (const BatonProgram *program)
{
  g_autoptr (GPtrArray) problems = baton_validate_program (program);

  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpint (baton_problem_get_severity (problems->pdata[i]), !=, BATON_SEVERITY_ERROR);
}

static void
apply (BatonProgram *program,
       GPtrArray    *changes)
{
  for (guint i = 0; i < changes->len; i++)
    baton_program_apply (program, changes->pdata[i]);
}

/* Into an empty program: valid, of the kind, about something that is there, and taken back without a trace. */
static void
test_each (void)
{
  g_autoptr (BatonProgram) program = read_sample ("empty.json");
  g_autofree char *digest = baton_program_digest (program);

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (BatonExample) example = baton_examples_make (program, kind, TODAY);
      g_autoptr (GPtrArray) things = NULL;
      g_autofree char *after = NULL;
      BatonKind under = baton_examples_get_kind (kind);

      if (kind == BATON_KIND_PROGRAM)
        {
          g_assert_null (example);
          g_assert_cmpint (under, ==, BATON_KIND_NONE);
          continue;
        }
      g_test_message ("%s", baton_schema_get_kind (kind)->name);
      g_assert_nonnull (example);
      g_assert_nonnull (baton_words_example (under));
      g_assert_nonnull (baton_words_example_step (under));
      if (kind == BATON_KIND_PORTAL_WORD)
        {
          g_assert_cmpuint (example->changes->len, ==, 0); /* the empty program holds them all */
          continue;
        }
      apply (program, example->changes);
      things = baton_program_list (program, kind);
      g_assert_cmpuint (things->len, >, 0);
      g_assert_nonnull (baton_program_lookup (program, example->shown));
      assert_valid (program);
      for (guint i = example->changes->len; i > 0; i--)
        {
          g_autoptr (BatonChange) inverse = baton_change_inverse (example->changes->pdata[i - 1]);

          g_assert_null (((BatonChange *) example->changes->pdata[i - 1])->before);
          baton_program_apply (program, inverse);
        }
      after = baton_program_digest (program);
      g_assert_cmpstr (after, ==, digest);
    }
}

/* One after another they make one program that hangs together, and none is added twice. */
static void
test_all (void)
{
  g_autoptr (BatonProgram) program = read_sample ("empty.json");
  g_autoptr (GPtrArray) vocabularies = NULL;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (BatonExample) example = baton_examples_make (program, kind, TODAY);
      g_autoptr (BatonExample) again = NULL;

      if (example == NULL)
        continue;
      apply (program, example->changes);
      again = baton_examples_make (program, kind, TODAY);
      g_assert_cmpuint (again->changes->len, ==, 0);
      g_assert_cmpstr (again->shown, ==, example->shown);
    }
  assert_valid (program);
  vocabularies = baton_program_list (program, BATON_KIND_VOCABULARY);
  g_assert_cmpuint (vocabularies->len, ==, 8);
}

/* What the program calls otherwise but means is used: a vocabulary goes by its purpose. */
static void
test_uses_what_is_there (void)
{
  g_autoptr (BatonProgram) program = read_sample ("reseller.json");
  g_autoptr (GPtrArray) before = baton_program_list (program, BATON_KIND_VOCABULARY), after = NULL;
  g_autoptr (BatonExample) example = NULL;
  BatonEntity *partner_type = NULL;

  for (guint i = 0; i < before->len; i++)
    if (g_strcmp0 (baton_entity_get_string (before->pdata[i], BATON_FIELD_VOCABULARY_PURPOSE), "partner-type") == 0)
      partner_type = before->pdata[i];
  g_assert_nonnull (partner_type);
  {
    g_autoptr (BatonValue) name = baton_text_new ("Sorts of partners");
    g_autoptr (BatonEntity) renamed = baton_entity_with (partner_type, BATON_FIELD_VOCABULARY_NAME, name);

    baton_program_put (program, renamed);
  }
  example = baton_examples_make (program, BATON_KIND_AUDIENCE, TODAY);
  apply (program, example->changes);
  after = baton_program_list (program, BATON_KIND_VOCABULARY);
  g_assert_cmpuint (after->len, ==, before->len);
  assert_valid (program);
}

/* A promotion of the example begins on the day on which it is added. */
static void
test_days (void)
{
  g_autoptr (BatonProgram) program = read_sample ("empty.json");
  g_autoptr (BatonExample) example = baton_examples_make (program, BATON_KIND_PROMOTION, TODAY);
  BatonWindow window;

  apply (program, example->changes);
  window = baton_window_from_value (baton_entity_get (baton_program_lookup (program, example->shown), BATON_FIELD_PROMOTION_WINDOW));
  g_assert_cmpint (window.from, ==, TODAY);
  g_assert_cmpint (window.through, ==, TODAY + 89);
}

/* A picture comes with its bytes. */
static void
test_pictures (void)
{
  g_autoptr (BatonProgram) program = read_sample ("empty.json");
  g_autoptr (BatonExample) example = baton_examples_make (program, BATON_KIND_ASSET, TODAY);
  g_autofree char *digest = NULL;

  apply (program, example->changes);
  g_assert_cmpuint (example->pictures->len, ==, 1);
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, example->pictures->pdata[0]);
  g_assert_cmpstr (baton_value_get_member_string (baton_entity_get (baton_program_lookup (program, example->shown), BATON_FIELD_ASSET_FILE), "source"), ==, digest);
}

static void
put_locale (BatonProgram *program,
            const char   *tag)
{
  g_autofree char *id = baton_id_new (tag, NULL);
  g_autoptr (BatonEntity) locale = baton_entity_new (BATON_KIND_LOCALE, id);
  g_autoptr (BatonValue) value = baton_value_new_string (tag);
  g_autoptr (BatonEntity) tagged = baton_entity_with (locale, BATON_FIELD_LOCALE_TAG, value);
  g_autofree char *position = baton_program_last_position (program, BATON_KIND_LOCALE, NULL);
  g_autoptr (BatonEntity) placed = baton_entity_with_place (tagged, NULL, position);

  baton_program_put (program, placed);
}

/* An example speaks the languages of the program: its source language, and English as a translation where that is another; of a
 * language that the program does not have, nothing comes. */
static void
test_languages (void)
{
  g_autoptr (BatonProgram) program = read_sample ("empty.json");
  g_autoptr (BatonExample) english = baton_examples_make (program, BATON_KIND_FUND, TODAY), german = NULL;
  g_autoptr (BatonValue) austrian = baton_value_new_string ("de-AT");
  g_autoptr (BatonEntity) root = baton_entity_with (baton_program_get_root (program), BATON_FIELD_PROGRAM_SOURCE_LOCALE, austrian);
  const BatonValue *name;

  for (guint i = 0; i < english->changes->len; i++)
    {
      const BatonChange *change = english->changes->pdata[i];

      if (baton_entity_get_kind (change->after) == BATON_KIND_FUND)
        {
          name = baton_entity_get (change->after, BATON_FIELD_FUND_NAME);
          g_assert_cmpstr (baton_text_get_source (name), ==, "Market development fund");
          g_assert_null (baton_text_get_exact (name, "de"));
        }
    }

  baton_program_put (program, root);
  put_locale (program, "de-AT");
  put_locale (program, "ja");
  german = baton_examples_make (program, BATON_KIND_FUND, TODAY);
  apply (program, german->changes);
  assert_valid (program);
  name = baton_entity_get (baton_program_lookup (program, german->shown), BATON_FIELD_FUND_NAME);
  g_assert_cmpstr (baton_text_get_source (name), !=, "Market development fund");
  g_assert_cmpstr (baton_text_get_exact (name, "en"), ==, "Market development fund");
  g_assert_nonnull (baton_text_get_exact (name, "ja"));
  g_assert_null (baton_text_get_exact (name, "ar"));
  g_assert_cmpint (baton_text_get_state (name, "ja", "de-AT"), ==, BATON_TEXT_TRANSLATED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/examples/each", test_each);
  g_test_add_func ("/exchange/examples/all", test_all);
  g_test_add_func ("/exchange/examples/uses-what-is-there", test_uses_what_is_there);
  g_test_add_func ("/exchange/examples/days", test_days);
  g_test_add_func ("/exchange/examples/pictures", test_pictures);
  g_test_add_func ("/exchange/examples/languages", test_languages);
  return g_test_run ();
}
