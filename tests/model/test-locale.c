/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Languages: what counts as a tag, and the chains of CLDR.
 */
#include "model/baton-locale.h"

static void
assert_chain (const char *tag,
              GHashTable *overrides,
              const char *expected)
{
  g_auto (GStrv) chain = baton_locale_chain (tag, overrides);
  g_autofree char *joined = g_strjoinv (" ", chain);

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_canonical (const char *tag,
                  const char *expected)
{
  g_autofree char *canonical = baton_locale_canonicalize (tag);

  g_assert_cmpstr (canonical, ==, expected);
}

static void
test_canonical (void)
{
  assert_canonical ("EN", "en");
  assert_canonical ("zh-hant-tw", "zh-Hant-TW");
  assert_canonical ("es-419", "es-419");
  assert_canonical ("iw", "he");
  assert_canonical ("de-1996", "de-1996");

  assert_canonical (NULL, NULL);
  assert_canonical ("", NULL);
  assert_canonical ("x", NULL);
  assert_canonical ("english", NULL);
  assert_canonical ("und", NULL);
  assert_canonical ("en_US", NULL);
  assert_canonical ("en-", NULL);
  assert_canonical ("-en", NULL);
  assert_canonical ("en--US", NULL);
  assert_canonical ("en US", NULL);
  assert_canonical ("x-private", NULL);
  assert_canonical ("en-toolongsubtag", NULL);
}

static void
test_cldr_parents (void)
{
  assert_chain ("de", NULL, "de");
  assert_chain ("de-AT", NULL, "de-AT de");
  assert_chain ("es-MX", NULL, "es-MX es-419 es");
  assert_chain ("es-ES", NULL, "es-ES es");
  assert_chain ("en-GB", NULL, "en-GB en-001 en");
  assert_chain ("en-150", NULL, "en-150 en-001 en");
  assert_chain ("en-CH", NULL, "en-CH en-150 en-001 en");
  assert_chain ("pt-AO", NULL, "pt-AO pt-PT pt");
  assert_chain ("pt-BR", NULL, "pt-BR pt");
  assert_chain ("nb", NULL, "nb no");
  assert_chain ("en-US-u-ca-buddhist", NULL, "en-US-u-ca-buddhist en-US-u-ca en-US en");
}

static void
test_never_across_scripts (void)
{
  assert_chain ("zh-Hans-CN", NULL, "zh-Hans-CN zh-Hans zh");
  assert_chain ("zh-Hant", NULL, "zh-Hant");
  assert_chain ("zh-Hant-MO", NULL, "zh-Hant-MO zh-Hant-HK zh-Hant");
  assert_chain ("zh-TW", NULL, "zh-TW zh-Hant-TW zh-Hant");
  assert_chain ("zh-MO", NULL, "zh-MO zh-Hant-MO zh-Hant-HK zh-Hant");
  assert_chain ("zh-CN", NULL, "zh-CN zh");
  assert_chain ("sr-Latn-RS", NULL, "sr-Latn-RS sr-Latn");
  assert_chain ("sr-Cyrl-RS", NULL, "sr-Cyrl-RS sr-Cyrl sr");
  assert_chain ("az-Arab", NULL, "az-Arab");
}

static void
test_overrides (void)
{
  g_autoptr (GHashTable) overrides = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) endless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (overrides, (gpointer) "de-CH", (gpointer) "fr-CH");
  g_hash_table_insert (overrides, (gpointer) "ca", (gpointer) "es");
  g_hash_table_insert (overrides, (gpointer) "it", (gpointer) "rm");
  g_hash_table_insert (overrides, (gpointer) "rm", (gpointer) "it");
  g_hash_table_insert (overrides, (gpointer) "ja", (gpointer) "en");
  assert_chain ("de-CH", overrides, "de-CH fr-CH fr");
  assert_chain ("ca-AD", overrides, "ca-AD ca es");
  assert_chain ("it", overrides, "it rm");
  assert_chain ("ja", overrides, "ja");

  for (int i = 0; i < 20; i++)
    g_hash_table_insert (endless, g_strdup_printf ("en-%03d", 900 + i), g_strdup_printf ("en-%03d", 901 + i));
  assert_chain ("en-900", endless, "en-900 en-901 en-902 en-903 en-904 en-905 en-906 en-907");
}

static void
test_for_people (void)
{
  g_autofree char *german = baton_locale_display_name ("de", "en");
  g_autofree char *brazilian = baton_locale_display_name ("pt-BR", "en");
  g_autofree char *own = baton_locale_display_name ("ja", "ja");
  g_autofree char *nonsense = baton_locale_display_name ("???", "en");

  g_assert_cmpstr (german, ==, "German");
  g_assert_cmpstr (brazilian, ==, "Brazilian Portuguese");
  g_assert_cmpstr (own, ==, "日本語");
  g_assert_cmpstr (nonsense, ==, "???");

  g_assert_true (baton_locale_is_rtl ("ar"));
  g_assert_true (baton_locale_is_rtl ("he-IL"));
  g_assert_true (baton_locale_is_rtl ("pa-Arab"));
  g_assert_false (baton_locale_is_rtl ("pa"));
  g_assert_false (baton_locale_is_rtl ("de"));
  g_assert_false (baton_locale_is_rtl ("???"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/locale/canonical", test_canonical);
  g_test_add_func ("/model/locale/cldr-parents", test_cldr_parents);
  g_test_add_func ("/model/locale/never-across-scripts", test_never_across_scripts);
  g_test_add_func ("/model/locale/overrides", test_overrides);
  g_test_add_func ("/model/locale/for-people", test_for_people);
  return g_test_run ();
}
