/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/baton-search-index.h"

#include <string.h>

static const char *const english[] = { "en", NULL };

typedef struct
{
  const char *id;
  const char *locale;
  const char *title;
  const char *summary;
  const char *body;
  const char *words;
} Row;

static const Row rows[] = {
  { "deal-guide", "en", "Register a deal", "How to protect your opportunity", "Deals are registered in the portal before the customer signs.", "Guide" },
  { "deal-guide", "de", "Ein Geschäft anmelden", "Wie Sie Ihre Chance schützen", "Geschäfte werden vor der Unterschrift angemeldet.", "Leitfaden" },
  { "brand-kit", "en", "Brand kit", "Logos and colours", "Use the logo beside your own when you announce a deal.", "Marketing" },
  { "cafe", "en", "Café résumé for naïve Übergrößen", NULL, NULL, NULL },
  { "ja-start", "ja", "パートナーポータルの使い方", "はじめての方へ", "東京都のパートナー向けに、紹介活動でポイントを獲得する方法を説明します。", "ガイド" },
  { "ja-voice", "ja", "バス路線", NULL, NULL, NULL },
  { "arabic", "ar", "دليل الشُّرَكَاء", NULL, "كيف تكسب النقاط", NULL },
  { "thai", "th", "คู่มือพันธมิตรและการตลาด", NULL, NULL, NULL },
};

static BatonSearchIndex *
make_index (void)
{
  g_autoptr (BatonSearchBuilder) builder = baton_search_builder_new ();
  g_autoptr (GError) error = NULL;
  BatonSearchIndex *index;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    baton_search_builder_add (builder, rows[i].id, rows[i].locale, rows[i].title, rows[i].summary, rows[i].body, rows[i].words);
  baton_search_builder_tag (builder, "brand-kit", "term-marketing");
  index = baton_search_builder_finish (builder, &error);
  g_assert_no_error (error);
  return index;
}

/* The ids found, separated by spaces; a pinned one has a star. */
static char *
ask (BatonSearchIndex       *index,
     const BatonSearchQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = baton_search_index_query (index, query, &error);
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      BatonSearchHit *hit = &g_array_index (hits, BatonSearchHit, i);

      g_string_append_printf (ids, "%s%s%s", i > 0 ? " " : "", hit->id, hit->pinned ? "*" : "");
    }
  return g_string_free (ids, FALSE);
}

static void
assert_found (BatonSearchIndex *index,
              const char       *words,
              const char       *locale,
              const char       *expected)
{
  const char *locales[] = { locale, NULL };
  BatonSearchQuery query = { .words = words, .locales = locales };
  g_autofree char *found = ask (index, &query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_fold (void)
{
  g_autofree char *latin = baton_search_fold ("Straße, CAFÉ & Ελλάδα’s 3.5 ﬁne ＷＩＤＥ");
  g_autofree char *voiced = baton_search_fold ("がか");

  g_assert_cmpstr (latin, ==, "strasse cafe ελλαδα’s 3.5 fine wide");
  /* The voicing mark makes another letter; it is no accent. */
  g_assert_nonnull (strstr (voiced, "が"));
}

static void
test_words (void)
{
  g_autoptr (BatonSearchIndex) index = make_index ();

  assert_found (index, "deal", "en", "deal-guide brand-kit");      /* the title weighs more */
  assert_found (index, "DEAL logo", "en", "brand-kit");            /* all words */
  assert_found (index, "regis", "en", "deal-guide");               /* prefix */
  assert_found (index, "guide", "en", "deal-guide");               /* names of its terms */
  assert_found (index, "geschaft", "de", "deal-guide");            /* without its diaeresis */
  assert_found (index, "deal", "de", "");                          /* another language's text is not searched */
  assert_found (index, "cafe resume", "en", "cafe");
  assert_found (index, "übergrossen", "en", "cafe");
  assert_found (index, "", "en", "");
  assert_found (index, " .,- ", "en", "");
  assert_found (index, "nothing", "en", "");
  assert_found (index, "شركاء", "ar", "arabic");                   /* without its article */
  assert_found (index, "الشركاء", "ar", "arabic");                 /* without vowel signs */
  assert_found (index, "والنقاط", "ar", "arabic");
}

static void
test_unspaced_scripts (void)
{
  g_autoptr (BatonSearchIndex) index = make_index ();

  assert_found (index, "ポイント", "ja", "ja-start");
  assert_found (index, "ポイント 獲得", "ja", "ja-start");
  assert_found (index, "ﾎﾟｲﾝﾄ", "ja", "ja-start");                 /* half-width kana */
  assert_found (index, "東京", "ja", "ja-start");                  /* cut differently in 東京都 */
  assert_found (index, "京都の", "ja", "ja-start");                /* by characters: no word begins there */
  assert_found (index, "パートナー向け", "ja", "ja-start");
  assert_found (index, "ハス", "ja", "");                          /* not バス */
  assert_found (index, "大阪", "ja", "");
  assert_found (index, "การตลาด", "th", "thai");
}

static void
test_query_is_no_language (void)
{
  g_autoptr (BatonSearchIndex) index = make_index ();
  static const char *const hostile[] = {
    "\"", "deal\" OR \"logo", "title : deal", "deal*", "^deal", "NEAR(deal logo)", "deal AND", "NOT", "(", "{grams} : x", "-deal",
    "'; DROP TABLE text; --", "\xff\xfe", "deal\xc3", "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f",
  };
  g_autofree char *long_words = g_strnfill (100000, 'x');
  g_autofree char *long_wide = NULL;
  g_autoptr (GString) wide = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      BatonSearchQuery query = { .words = hostile[i], .locales = english };
      g_autofree char *found = ask (index, &query);
    }
  assert_found (index, "deal*", "en", "deal-guide brand-kit");
  assert_found (index, "\"deal\"", "en", "deal-guide brand-kit");
  assert_found (index, "-deal", "en", "deal-guide brand-kit");
  assert_found (index, "deal OR logo", "en", "");
  assert_found (index, long_words, "en", "");
  for (guint i = 0; i < 5000; i++)
    g_string_append (wide, "本");
  long_wide = g_strdup (wide->str);
  assert_found (index, long_wide, "ja", "");
}

static void
test_allowed (void)
{
  g_autoptr (BatonSearchIndex) index = make_index ();
  g_autoptr (GHashTable) allowed = g_hash_table_new (g_str_hash, g_str_equal);
  BatonSearchPin pin = { "deal", "deal-guide" };
  BatonSearchQuery query = { .words = "deal", .locales = english, .allowed = allowed, .pins = &pin, .n_pins = 1 };
  g_autofree char *none = ask (index, &query);
  g_autofree char *one = NULL;

  g_assert_cmpstr (none, ==, "");
  g_hash_table_add (allowed, (gpointer) "brand-kit");
  one = ask (index, &query);
  g_assert_cmpstr (one, ==, "brand-kit");
}

static void
test_locales (void)
{
  g_autoptr (BatonSearchIndex) index = make_index ();
  const char *chain[] = { "de-AT", "de", "en", NULL };
  BatonSearchQuery german = { .words = "anmelden", .locales = chain };
  BatonSearchQuery english_word = { .words = "logo", .locales = chain };
  BatonSearchQuery hidden = { .words = "register", .locales = chain };
  g_autofree char *first = ask (index, &german);
  g_autofree char *second = ask (index, &english_word);
  g_autofree char *third = ask (index, &hidden);

  g_assert_cmpstr (first, ==, "deal-guide");
  g_assert_cmpstr (second, ==, "brand-kit");   /* it is only there in English */
  g_assert_cmpstr (third, ==, "");             /* the reader sees the German text */
}

static void
test_profile (void)
{
  g_autoptr (BatonSearchIndex) index = make_index ();
  BatonSearchBoost up = { "term-marketing", 10 };
  BatonSearchBoost far_down = { "term-marketing", -10 };
  BatonSearchPin pins[] = { { "Déal", "cafe" }, { "deal", "cafe" }, { "deal", "nowhere" }, { "deals", "ja-start" } };
  const char *synonyms[] = { "opportunity, chance at hand, prospect", "logo", NULL };
  BatonSearchQuery query = { .words = "deal", .locales = english, .boosts = &far_down, .n_boosts = 1 };
  g_autofree char *down = ask (index, &query);
  g_autofree char *raised = NULL;
  g_autofree char *pinned = NULL;
  g_autofree char *synonym = NULL;
  g_autofree char *phrase = NULL;
  g_autofree char *most = NULL;

  g_assert_cmpstr (down, ==, "deal-guide brand-kit");

  query.words = "kit deal";
  query.boosts = &up;
  raised = ask (index, &query);
  g_assert_cmpstr (raised, ==, "brand-kit");

  query.words = "deal";
  query.n_boosts = 0;
  query.pins = pins;
  query.n_pins = G_N_ELEMENTS (pins);
  pinned = ask (index, &query);
  g_assert_cmpstr (pinned, ==, "cafe* deal-guide brand-kit");
  query.most = 1;
  most = ask (index, &query);
  g_assert_cmpstr (most, ==, "cafe*");

  query = (BatonSearchQuery) { .words = "prospect", .locales = english, .synonyms = synonyms };
  synonym = ask (index, &query);
  g_assert_cmpstr (synonym, ==, "deal-guide");
  {
    const char *japanese[] = { "ja", NULL };
    const char *groups[] = { "ボーナス、ポイント，おまけ", NULL };
    BatonSearchQuery wide = { .words = "ボーナス", .locales = japanese, .synonyms = groups };
    g_autofree char *found = ask (index, &wide);

    g_assert_cmpstr (found, ==, "ja-start");
  }
  query.words = "protect chance at hand";
  phrase = ask (index, &query);
  g_assert_cmpstr (phrase, ==, "deal-guide");
}

static gpointer
ask_often (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    assert_found (data, "deal", "en", "deal-guide brand-kit");
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (BatonSearchIndex) index = make_index ();
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", ask_often, index);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_empty (void)
{
  g_autoptr (BatonSearchBuilder) builder = baton_search_builder_new ();
  g_autoptr (BatonSearchIndex) index = baton_search_builder_finish (builder, NULL);

  assert_found (index, "deal", "en", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/index/fold", test_fold);
  g_test_add_func ("/search/index/words", test_words);
  g_test_add_func ("/search/index/unspaced-scripts", test_unspaced_scripts);
  g_test_add_func ("/search/index/query-is-no-language", test_query_is_no_language);
  g_test_add_func ("/search/index/allowed", test_allowed);
  g_test_add_func ("/search/index/locales", test_locales);
  g_test_add_func ("/search/index/profile", test_profile);
  g_test_add_func ("/search/index/threads", test_threads);
  g_test_add_func ("/search/index/empty", test_empty);
  return g_test_run ();
}
