/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * XLIFF out and in: what goes out comes back as it was, with its states; what other tools make of it is understood; what is
 * hostile is refused.
 */
#include "exchange/baton-translations.h"
#include "exchange/baton-xliff.h"
#include "model/baton-validate.h"

#include <string.h>

#define GOLD "tier-0000000001"

static BatonProgram *
read_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer.json", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return baton_program_parse (data, length, problems);
}

/* A program of one tier called "Gold & <Silver>", which German has in *state*. */
static BatonProgram *
make_program (BatonTextState state)
{
  BatonProgram *program = baton_program_new ();
  g_autoptr (BatonEntity) root = baton_entity_new (BATON_KIND_PROGRAM, "program-0000000001");
  g_autoptr (BatonValue) tag = baton_value_new_string ("en");
  g_autoptr (BatonEntity) with_tag = baton_entity_with (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE, tag);
  g_autoptr (BatonValue) plain = baton_text_new (state == BATON_TEXT_STALE ? "Old" : "Gold & <Silver>");
  g_autoptr (BatonValue) translated = state == BATON_TEXT_MISSING ? baton_value_ref (plain)
                                                                  : baton_text_with_locale (plain, "de", "Gold & <Silber>", state == BATON_TEXT_STALE ? BATON_TEXT_REVIEWED : state);
  g_autoptr (BatonValue) text = baton_text_with_source (translated, "Gold & <Silver>");
  g_autoptr (BatonEntity) empty = baton_entity_new (BATON_KIND_TIER, GOLD);
  g_autoptr (BatonEntity) tier = baton_entity_with (empty, BATON_FIELD_TIER_NAME, text);

  baton_program_put (program, with_tag);
  baton_program_put (program, tier);
  return program;
}

/* Every translation of the sample, whatever its state, is what is there already when it comes back. */
static void
test_round_trip (void)
{
  static const char * const tags[] = { "de", "ja", "ar", "fr" };
  g_autoptr (BatonProgram) program = read_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *xliff = baton_translations_export (program, NULL, tags[i], "x.xlf");
      g_autofree char *po = baton_translations_export (program, NULL, tags[i], "x.po");
      g_autoptr (BatonPoImport) back = baton_translations_import (program, xliff, strlen (xliff), tags[i], FALSE);
      g_autoptr (BatonPoImport) same = baton_translations_import (program, po, strlen (po), tags[i], FALSE);

      g_assert_false (back->refused);
      g_assert_cmpuint (back->changes->len, ==, 0);
      g_assert_cmpuint (back->issues->len, ==, 0);
      g_assert_cmpuint (back->n_same, ==, same->n_same);
      g_assert_cmpuint (back->n_empty, ==, same->n_empty);
      g_assert_cmpuint (back->n_same + back->n_empty, >, 0);
    }
}

static void
test_states (void)
{
  static const struct
  {
    BatonTextState  state;
    const char     *segment;
  } cases[] = {
    { BATON_TEXT_MISSING, "<segment state=\"initial\">" },
    { BATON_TEXT_NEEDS_WORK, "<segment state=\"initial\" subState=\"baton:needs-work\">" },
    { BATON_TEXT_STALE, "<segment state=\"initial\" subState=\"baton:stale\">" },
    { BATON_TEXT_TRANSLATED, "<segment state=\"translated\">" },
    { BATON_TEXT_REVIEWED, "<segment state=\"final\">" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = make_program (cases[i].state);
      g_autofree char *xliff = baton_xliff_export (program, "de");
      g_autoptr (BatonPoImport) back = baton_xliff_import (program, xliff, strlen (xliff), "de", FALSE);

      g_assert_nonnull (strstr (xliff, cases[i].segment));
      g_assert_nonnull (strstr (xliff, "Gold &amp; &lt;Silver&gt;"));
      g_assert_cmpuint (back->changes->len, ==, 0);
      g_assert_cmpuint (back->issues->len, ==, 0);
    }
}

static BatonPoImport *
take (const char *segments,
      const char *root)
{
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_MISSING);
  g_autofree char *xliff = g_strdup_printf ("<?xml version=\"1.0\"?>\n%s<file id=\"f\"><unit id=\"" GOLD ":name\">%s</unit></file></xliff>", root, segments);

  return baton_translations_import (program, xliff, strlen (xliff), "de", FALSE);
}

#define ROOT "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" trgLang=\"de\">"
#define SOURCE "<source>Gold &amp; &lt;Silver&gt;</source>"

static BatonTextState
get_state (const BatonPoImport *import)
{
  const BatonChange *change;

  g_assert_cmpuint (import->changes->len, ==, 1);
  change = import->changes->pdata[0];
  return baton_text_get_state (baton_entity_get (change->after, BATON_FIELD_TIER_NAME), "de", "en");
}

static void
test_foreign (void)
{
  g_autoptr (BatonPoImport) unsaid = take ("<segment>" SOURCE "<target>Gold</target></segment>", ROOT);
  g_autoptr (BatonPoImport) approved = take ("<segment state=\"final\">" SOURCE "<target><![CDATA[Gold]]></target></segment>", ROOT);
  g_autoptr (BatonPoImport) unfinished = take ("<segment state=\"initial\">" SOURCE "<target>Gold</target></segment>", ROOT);
  g_autoptr (BatonPoImport) parted = take ("<segment state=\"translated\"><source>Gold &amp; </source><target>Gold und </target></segment>"
                                           "<segment state=\"translated\"><source>&lt;Silver&gt;</source><target>Silber</target></segment>", ROOT);
  g_autoptr (BatonPoImport) old = take ("<segment state=\"translated\"><source>Brass</source><target>Messing</target></segment>", ROOT);
  g_autoptr (BatonPoImport) marked = take ("<segment state=\"translated\">" SOURCE "<target>Gold<ph id=\"1\"/></target></segment>", ROOT);
  const BatonChange *change;

  g_assert_cmpint (get_state (unsaid), ==, BATON_TEXT_TRANSLATED);
  g_assert_cmpint (get_state (approved), ==, BATON_TEXT_TRANSLATED);
  g_assert_cmpint (get_state (unfinished), ==, BATON_TEXT_NEEDS_WORK);
  change = parted->changes->pdata[0];
  g_assert_cmpstr (baton_text_get_exact (baton_entity_get (change->after, BATON_FIELD_TIER_NAME), "de"), ==, "Gold und Silber");
  g_assert_cmpint (get_state (old), ==, BATON_TEXT_STALE);
  g_assert_cmpuint (marked->changes->len, ==, 0);
  g_assert_cmpuint (marked->n_rejected, ==, 1);
}

static const char *
get_german (const BatonPoImport *import)
{
  const BatonChange *change;

  g_assert_cmpuint (import->changes->len, ==, 1);
  change = import->changes->pdata[0];
  return baton_text_get_exact (baton_entity_get (change->after, BATON_FIELD_TIER_NAME), "de");
}

/* What tools keep beside the segments of a unit: proposals, texts of before, and what stands between two sentences. */
static void
test_beside (void)
{
  g_autoptr (BatonPoImport) proposed = take ("<m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"><m:match ref=\"#1\"><source>Brass</source>"
                                             "<target>Messing</target></m:match></m:matches><segment>" SOURCE "<target>Gold</target></segment>", ROOT);
  g_autoptr (BatonPoImport) between = take ("<segment><source>Gold</source><target>Gold</target></segment><ignorable><source> </source></ignorable>"
                                            "<segment><source>&amp; &lt;Silver&gt;</source><target>und Silber</target></segment>", ROOT);
  g_autoptr (BatonPoImport) other = take ("<segment><source>Gold</source><target>Gold</target></segment><ignorable><source> </source><target> – </target></ignorable>"
                                          "<segment><source>&amp; &lt;Silver&gt;</source><target>Silber</target></segment>", ROOT);
  g_autoptr (BatonPoImport) empty = take ("<ignorable><source>Gold &amp; </source></ignorable><segment><source>&lt;Silver&gt;</source></segment>", ROOT);

  g_assert_cmpstr (get_german (proposed), ==, "Gold");
  g_assert_cmpint (get_state (proposed), ==, BATON_TEXT_TRANSLATED);
  g_assert_cmpstr (get_german (between), ==, "Gold und Silber");
  g_assert_cmpstr (get_german (other), ==, "Gold – Silber");
  g_assert_cmpuint (empty->changes->len, ==, 0);
  g_assert_cmpuint (empty->n_empty, ==, 1);
}

static void
test_refused (void)
{
  static const struct
  {
    const char       *root;
    BatonPoIssueCode  code;
  } cases[] = {
    { "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"fr\">", BATON_PO_OTHER_LANGUAGE },
    { "<xliff version=\"2.0\" srcLang=\"en\">", BATON_PO_NO_HEADER },
    { "<xliff version=\"1.2\" trgLang=\"de\">", BATON_PO_BAD_LINE },
    { "<tmx version=\"2.0\" trgLang=\"de\">", BATON_PO_BAD_LINE },
    { "<!DOCTYPE xliff [<!ENTITY a \"b\">]>" ROOT, BATON_PO_BAD_LINE },
    { ROOT "<file>", BATON_PO_BAD_LINE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonPoImport) import = take ("<segment>" SOURCE "<target>Gold</target></segment>", cases[i].root);

      g_test_message ("%s", cases[i].root);
      g_assert_true (import->refused);
      g_assert_cmpuint (import->changes->len, ==, 0);
      g_assert_cmpint (((BatonPoIssue *) import->issues->pdata[0])->code, ==, cases[i].code);
    }
}

/* One bad text, which validation complains of, and a source language that is none leave the file readable, and the others in it. */
static void
test_unwritable (void)
{
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_TRANSLATED);
  g_autoptr (BatonValue) odd = baton_text_new ("Bad\001name \357\277\276");
  g_autoptr (BatonValue) tag = baton_value_new_string ("e\"n<");
  g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_TIER, "tier-0000000002");
  g_autoptr (BatonEntity) bad = baton_entity_with (bare, BATON_FIELD_TIER_NAME, odd);
  g_autoptr (BatonEntity) root = baton_entity_with (baton_program_get_root (program), BATON_FIELD_PROGRAM_SOURCE_LOCALE, tag);
  g_autofree char *xliff = NULL;
  g_autoptr (BatonPoImport) back = NULL;

  baton_program_put (program, bad);
  baton_program_put (program, root);
  xliff = baton_xliff_export (program, "de");
  back = baton_xliff_import (program, xliff, strlen (xliff), "de", FALSE);
  g_assert_false (back->refused);
  g_assert_cmpuint (back->n_same, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/xliff/round-trip", test_round_trip);
  g_test_add_func ("/exchange/xliff/states", test_states);
  g_test_add_func ("/exchange/xliff/foreign", test_foreign);
  g_test_add_func ("/exchange/xliff/beside", test_beside);
  g_test_add_func ("/exchange/xliff/refused", test_refused);
  g_test_add_func ("/exchange/xliff/unwritable", test_unwritable);
  return g_test_run ();
}
