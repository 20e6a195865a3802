/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translatable texts: what a reader is shown, and what a translator still has to do.
 */
#include "model/baton-text.h"

static void
assert_json (const BatonValue *value,
             const char       *expected)
{
  g_autofree char *json = baton_value_to_json (value);

  g_assert_cmpstr (json, ==, expected);
}

static void
assert_shown (const BatonValue *text,
              const char       *tag,
              const char       *expected,
              const char       *expected_tag)
{
  g_auto (GStrv) chain = baton_locale_chain (tag, NULL);
  const char *found = "untouched";

  g_assert_cmpstr (baton_text_lookup (text, (const char * const *) chain, &found), ==, expected);
  g_assert_cmpstr (found, ==, expected_tag);
}

static void
test_source (void)
{
  g_autoptr (BatonValue) plain = baton_value_new_string ("Plain");
  g_autoptr (BatonValue) text = baton_text_new ("Earn");

  g_assert_cmpstr (baton_text_get_source (NULL), ==, "");
  g_assert_cmpstr (baton_text_get_source (plain), ==, "Plain");
  g_assert_cmpstr (baton_text_get_source (text), ==, "Earn");
  assert_json (text, "{\"source\":\"Earn\"}");
}

static void
test_digest (void)
{
  g_autofree char *digest = baton_text_source_digest ("");

  g_assert_cmpstr (digest, ==, "e3b0c44298fc1c14");
}

static void
test_translation (void)
{
  g_autoptr (BatonValue) source = baton_text_new ("");
  g_autoptr (BatonValue) german = baton_text_with_locale (source, "de", "Hallo", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonValue) without = baton_text_with_locale (german, "de", NULL, BATON_TEXT_MISSING);

  assert_json (german, "{\"locales\":{\"de\":{\"source\":\"e3b0c44298fc1c14\",\"state\":\"translated\",\"text\":\"Hallo\"}},\"source\":\"\"}");
  g_assert_true (baton_value_equal (without, source));
  g_assert_cmpstr (baton_text_get_exact (german, "de"), ==, "Hallo");
  g_assert_null (baton_text_get_exact (german, "de-AT"));
}

static void
test_states (void)
{
  g_autoptr (BatonValue) source = baton_text_new ("Points");
  g_autoptr (BatonValue) one = baton_text_with_locale (source, "de", "Punkte", BATON_TEXT_REVIEWED);
  g_autoptr (BatonValue) two = baton_text_with_locale (one, "ja", "ポイント", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonValue) three = baton_text_with_locale (two, "ar", "?", BATON_TEXT_NEEDS_WORK);
  g_autoptr (BatonValue) changed = baton_text_with_source (three, "Tier points");
  g_autoptr (BatonValue) back = baton_text_with_source (changed, "Points");
  g_autoptr (BatonValue) yes = baton_value_new_boolean (TRUE);
  g_autoptr (BatonValue) kept = baton_value_with_member (three, "kept", yes);
  g_autoptr (BatonValue) japanese = baton_value_new_string ("ja");
  g_autoptr (BatonValue) native = baton_value_with_member (source, "native", japanese);

  g_assert_cmpint (baton_text_get_state (three, "en", "en"), ==, BATON_TEXT_SOURCE);
  g_assert_cmpint (baton_text_get_state (three, "de", "en"), ==, BATON_TEXT_REVIEWED);
  g_assert_cmpint (baton_text_get_state (three, "ja", "en"), ==, BATON_TEXT_TRANSLATED);
  g_assert_cmpint (baton_text_get_state (three, "ar", "en"), ==, BATON_TEXT_NEEDS_WORK);
  g_assert_cmpint (baton_text_get_state (three, "fr", "en"), ==, BATON_TEXT_MISSING);
  g_assert_cmpint (baton_text_get_state (changed, "de", "en"), ==, BATON_TEXT_STALE);
  g_assert_cmpint (baton_text_get_state (changed, "ar", "en"), ==, BATON_TEXT_NEEDS_WORK);
  g_assert_true (baton_value_equal (back, three));
  g_assert_cmpint (baton_text_get_state (kept, "fr", "en"), ==, BATON_TEXT_KEPT);
  g_assert_cmpint (baton_text_get_state (native, "de", "en"), ==, BATON_TEXT_NATIVE);
}

static void
test_lookup (void)
{
  g_autoptr (BatonValue) source = baton_text_new ("Points");
  g_autoptr (BatonValue) one = baton_text_with_locale (source, "de", "Punkte", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonValue) two = baton_text_with_locale (one, "de-AT", "Punkterl", BATON_TEXT_NEEDS_WORK);
  g_autoptr (BatonValue) three = baton_text_with_locale (two, "zh", "积分", BATON_TEXT_REVIEWED);
  g_autoptr (BatonValue) stale = baton_text_with_source (three, "Tier points");
  g_autoptr (BatonValue) yes = baton_value_new_boolean (TRUE);
  g_autoptr (BatonValue) kept = baton_value_with_member (three, "kept", yes);

  assert_shown (three, "de", "Punkte", "de");
  assert_shown (three, "de-CH", "Punkte", "de");
  assert_shown (three, "de-AT", "Punkte", "de");
  assert_shown (three, "fr", "Points", NULL);
  assert_shown (three, "zh-TW", "Points", NULL);
  assert_shown (stale, "de", "Punkte", "de");
  assert_shown (kept, "de", "Points", NULL);
  assert_shown (NULL, "de", "", NULL);
  g_assert_cmpstr (baton_text_lookup (three, NULL, NULL), ==, "Points");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/text/source", test_source);
  g_test_add_func ("/model/text/digest", test_digest);
  g_test_add_func ("/model/text/translation", test_translation);
  g_test_add_func ("/model/text/states", test_states);
  g_test_add_func ("/model/text/lookup", test_lookup);
  return g_test_run ();
}
