/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Brands laid over each other, and the texts that a reader is shown.
 */
#include "rules/baton-brand.h"

#include "fixture.h"

static const char program_text[] =
  "{'program': {'it': {'name': {'source': 'Program'}, 'source-locale': 'en', 'time-zone': 'UTC', 'currency': 'EUR'}},"
  " 'locale': {"
  "  'en': {'tag': 'en', 'place': {'position': 'a'}},"
  "  'es': {'tag': 'es', 'place': {'position': 'b'}},"
  "  'gl': {'tag': 'gl', 'fallback': 'es', 'place': {'position': 'c'}}},"
  " 'vocabulary': {'alliance': {'place': {'position': 'a'}}, 'topic': {'place': {'position': 'b'}}},"
  " 'term': {"
  "  'northwind': {'place': {'parent': 'alliance', 'position': 'a'}},"
  "  'news': {'place': {'parent': 'topic', 'position': 'a'}},"
  "  'releases': {'place': {'parent': 'news', 'position': 'a'}}},"
  " 'persona': {'ally': {'terms': ['northwind'], 'place': {'position': 'a'}}, 'other': {'place': {'position': 'b'}}},"
  " 'portal-word': {'word': {'key': 'your-tier', 'text': {'source': 'Your level', 'locales': {'es': {'text': 'Su nivel', 'state': 'reviewed', 'source': 'x'}}}}},"
  " 'brand': {"
  "  'house': {'name': {'source': 'House'}, 'accent': '#112233', 'text': '#000000', 'place': {'position': 'a'},"
  "            'imagery': [{'use': 'hero', 'asset': 'house-hero'}, {'use': 'tile', 'asset': 'house-tile'},"
  "                        {'use': 'tile', 'term': 'news', 'asset': 'news-tile'}]},"
  "  'ally-brand': {'name': {'source': 'Northwind'}, 'accent': '#445566', 'place': {'position': 'b'},"
  "            'audience': [{'dimension': 'alliance', 'any': ['northwind']}],"
  "            'imagery': [{'use': 'hero', 'asset': 'ally-hero'}]}}}";

static BatonSnapshot *snapshot;

static void
test_layers (void)
{
  g_autoptr (BatonProfile) ally = baton_profile_new_for_persona (snapshot, "ally", 0);
  g_autoptr (BatonProfile) other = baton_profile_new_for_persona (snapshot, "other", 0);
  g_autoptr (BatonBrand) laid = baton_brand_resolve (snapshot, ally);
  g_autoptr (BatonBrand) plain = baton_brand_resolve (snapshot, other);
  BatonEntity *from = NULL;

  g_assert_cmpuint (baton_brand_get_layers (laid)->len, ==, 2);
  g_assert_cmpstr (baton_brand_get_string (laid, BATON_FIELD_BRAND_ACCENT, &from), ==, "#445566");
  g_assert_cmpstr (baton_entity_get_id (from), ==, "ally-brand");
  g_assert_cmpstr (baton_brand_get_string (laid, BATON_FIELD_BRAND_TEXT, &from), ==, "#000000");
  g_assert_cmpstr (baton_entity_get_id (from), ==, "house");
  g_assert_null (baton_brand_get_string (laid, BATON_FIELD_BRAND_FONT, &from));
  g_assert_null (from);
  g_assert_cmpstr (baton_brand_get_string (plain, BATON_FIELD_BRAND_ACCENT, NULL), ==, "#112233");
}

static void
test_pictures (void)
{
  g_autoptr (BatonProfile) ally = baton_profile_new_for_persona (snapshot, "ally", 0);
  g_autoptr (BatonBrand) brand = baton_brand_resolve (snapshot, ally);
  g_autoptr (BatonValue) ids = fixture_value_new ("['releases']");
  g_autoptr (BatonTermSet) terms = baton_term_set_new (baton_snapshot_get_taxonomy (snapshot), ids);
  BatonEntity *from = NULL;

  g_assert_cmpstr (baton_brand_get_picture (brand, BATON_IMAGERY_HERO, NULL, &from), ==, "ally-hero");
  g_assert_cmpstr (baton_entity_get_id (from), ==, "ally-brand");
  g_assert_cmpstr (baton_brand_get_picture (brand, BATON_IMAGERY_TILE, terms, NULL), ==, "news-tile");
  g_assert_cmpstr (baton_brand_get_picture (brand, BATON_IMAGERY_TILE, NULL, NULL), ==, "house-tile");
  g_assert_null (baton_brand_get_picture (brand, BATON_IMAGERY_NAVIGATION, terms, NULL));
}

static void
test_texts (void)
{
  const char *found = NULL;

  g_assert_cmpstr (baton_snapshot_get_source_locale (snapshot), ==, "en");
  g_assert_cmpstr (baton_snapshot_get_word (snapshot, "your-tier", "es-MX", &found), ==, "Su nivel");
  g_assert_cmpstr (found, ==, "es");
  g_assert_cmpstr (baton_snapshot_get_word (snapshot, "your-tier", "gl", &found), ==, "Su nivel");
  g_assert_cmpstr (found, ==, "es");
  g_assert_cmpstr (baton_snapshot_get_word (snapshot, "your-tier", "ja", &found), ==, "Your level");
  g_assert_null (found);
  g_assert_cmpstr (baton_snapshot_get_word (snapshot, "search", "es", &found), ==, "Search");
  g_assert_cmpstr (baton_snapshot_get_name (snapshot, "house", "es"), ==, "House");
  g_assert_cmpstr (baton_snapshot_get_name (snapshot, "northwind", NULL), ==, "northwind");
  g_assert_cmpstr (baton_snapshot_text (snapshot, NULL, "es", NULL), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (BatonProgram) program = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  program = fixture_program_new (program_text);
  snapshot = baton_snapshot_new (program, 1);
  g_test_add_func ("/rules/brand/layers", test_layers);
  g_test_add_func ("/rules/brand/pictures", test_pictures);
  g_test_add_func ("/rules/brand/texts", test_texts);
  result = g_test_run ();
  baton_snapshot_unref (snapshot);
  return result;
}
