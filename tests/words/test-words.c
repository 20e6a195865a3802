/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences about a small program. The words are those of the source language; a translation is not tested here.
 */
#include "model/baton-json.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-audience.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"
#include "words/baton-words-incentive.h"
#include "words/baton-words-parse.h"
#include "words/baton-words-problem.h"
#include "words/baton-words-finding.h"
#include "words/baton-words-rule.h"
#include "words/baton-words-standard.h"

static BatonEntity *
entity (BatonKind   kind,
        const char *id,
        const char *json)
{
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) body = baton_json_parse (json, strlen (json), &error);
  BatonEntity *made;

  g_assert_cmpint (error.code, ==, BATON_JSON_OK);
  made = baton_entity_from_value (kind, id, body, NULL);
  g_assert_nonnull (made);
  return made;
}

static void
put (BatonProgram *program,
     BatonKind     kind,
     const char   *id,
     const char   *json)
{
  g_autoptr (BatonEntity) made = entity (kind, id, json);

  baton_program_put (program, made);
}

static BatonProgram *
make_program (void)
{
  BatonProgram *program = baton_program_new ();

  put (program, BATON_KIND_PROGRAM, "p", "{\"name\":{\"source\":\"Test\"},\"currency\":\"EUR\"}");
  put (program, BATON_KIND_VOCABULARY, "types", "{\"name\":{\"source\":\"Partner types\"},\"purpose\":\"partner-type\"}");
  put (program, BATON_KIND_VOCABULARY, "regions", "{\"name\":{\"source\":\"Region\"},\"purpose\":\"region\"}");
  put (program, BATON_KIND_VOCABULARY, "contents", "{\"name\":{\"source\":\"Content type\"},\"purpose\":\"content-type\"}");
  put (program, BATON_KIND_VOCABULARY, "stages", "{\"name\":{\"source\":\"Deal stage\"},\"purpose\":\"other\"}");
  put (program, BATON_KIND_TERM, "influencer", "{\"name\":{\"source\":\"Influencers\"},\"place\":{\"parent\":\"types\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_TERM, "agency", "{\"name\":{\"source\":\"Agencies\"},\"place\":{\"parent\":\"types\",\"position\":\"a1\"}}");
  put (program, BATON_KIND_TERM, "reseller", "{\"name\":{\"source\":\"Resellers\"},\"place\":{\"parent\":\"types\",\"position\":\"a2\"}}");
  put (program, BATON_KIND_TERM, "emea", "{\"name\":{\"source\":\"EMEA\"},\"place\":{\"parent\":\"regions\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_TERM, "france", "{\"name\":{\"source\":\"France\"},\"place\":{\"parent\":\"emea\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_TERM, "blog", "{\"name\":{\"source\":\"Technical Blogs\"},\"place\":{\"parent\":\"contents\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_TERM, "won", "{\"name\":{\"source\":\"Won\"},\"place\":{\"parent\":\"stages\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_TIER_LADDER, "ladder", "{\"name\":{\"source\":\"Influencer tiers\"},\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_TIER, "rock", "{\"name\":{\"source\":\"Rock Star\"},\"threshold\":50,\"place\":{\"parent\":\"ladder\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_TIER, "super", "{\"name\":{\"source\":\"Superhero\"},\"threshold\":100,\"place\":{\"parent\":\"ladder\",\"position\":\"a1\"}}");
  put (program, BATON_KIND_TIER, "legend", "{\"name\":{\"source\":\"Legend\"},\"threshold\":200,\"place\":{\"parent\":\"ladder\",\"position\":\"a2\"}}");
  put (program, BATON_KIND_ROLE, "blogger", "{\"name\":{\"source\":\"Technical bloggers\"},\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_ROLE, "marketing", "{\"name\":{\"source\":\"Marketing\"},\"place\":{\"position\":\"a1\"}}");
  put (program, BATON_KIND_ACTIVITY, "post", "{\"name\":{\"source\":\"Blog post\"},\"tier-points\":{\"value\":10},\"step-size\":50,\"step-percent\":1000,\"place\":{\"parent\":\"m\",\"position\":\"a0\"}}");
  return program;
}

static void
check_audience (const char *json,
                BatonSide   side,
                const char *expected)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonValue) audience = baton_json_parse (json, strlen (json), NULL);
  g_autofree char *sentence = baton_words_audience (BATON_NAMES_OF_PROGRAM (program), audience, side);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_audience (void)
{
  check_audience ("[]", BATON_SIDE_MEMBER, "everybody");
  check_audience ("[]", BATON_SIDE_CONTENT, "all content");
  check_audience ("[{\"dimension\":\"regions\",\"none\":[\"france\"]},{\"dimension\":\"ladder\",\"any\":[\"legend\",\"rock\",\"super\"]},"
                  "{\"dimension\":\"regions\",\"any\":[\"emea\"]},{\"dimension\":\"types\",\"any\":[\"agency\",\"influencer\"]}]",
                  BATON_SIDE_MEMBER, "Agencies or Influencers, in EMEA, Rock Star or above, not in France");
  /* Two tiers that are not all above one are named one by one. */
  check_audience ("[{\"dimension\":\"ladder\",\"any\":[\"legend\",\"rock\"]}]", BATON_SIDE_MEMBER, "Legend or Rock Star");
  check_audience ("[{\"dimension\":\"types\",\"all\":[\"agency\",\"influencer\"]}]", BATON_SIDE_MEMBER, "both Agencies and Influencers");
  check_audience ("[{\"dimension\":\"types\",\"only\":[\"agency\"]}]", BATON_SIDE_MEMBER, "only Agencies");
  check_audience ("[{\"dimension\":\"stages\",\"any\":[\"won\"]}]", BATON_SIDE_RECORD, "Deal stage: Won");
  check_audience ("[{\"attribute\":\"tier-points\",\"min\":1500}]", BATON_SIDE_MEMBER, "everybody with at least 1,500 tier points");
  check_audience ("[{\"attribute\":\"days-since-joining\",\"min\":0,\"max\":30}]", BATON_SIDE_MEMBER, "everybody with 0 to 30 days since joining");
  check_audience ("[{\"attribute\":\"tier-points\",\"min\":1}]", BATON_SIDE_MEMBER, "everybody with at least 1 tier point");
  check_audience ("[{\"attribute\":\"days-since-joining\",\"max\":1}]", BATON_SIDE_MEMBER, "everybody with at most 1 day since joining");
  check_audience ("[{\"attribute\":\"company-points\",\"min\":5,\"max\":5}]", BATON_SIDE_MEMBER, "everybody with exactly 5 company points");
  /* Of two one says both, of three no longer. */
  check_audience ("[{\"dimension\":\"regions\",\"all\":[\"emea\",\"france\"]}]", BATON_SIDE_MEMBER, "everybody both in EMEA and France");
  check_audience ("[{\"dimension\":\"types\",\"all\":[\"agency\",\"influencer\",\"reseller\"]}]", BATON_SIDE_MEMBER, "Agencies, Influencers and Resellers at once");
  check_audience ("[{\"dimension\":\"contents\",\"any\":[]}]", BATON_SIDE_CONTENT, "nothing (no Content type chosen)");
  check_audience ("[{\"dimension\":\"regions\",\"none\":[\"france\"]}]", BATON_SIDE_MEMBER, "everybody, not in France");
  check_audience ("[{\"dimension\":\"regions\",\"any\":[\"emea\"]}]", BATON_SIDE_CONTENT, "all content for EMEA");
  /* What kind of partner is what a content is for, not what it is; what it is comes first. */
  check_audience ("[{\"dimension\":\"types\",\"any\":[\"agency\"]}]", BATON_SIDE_CONTENT, "all content for Agencies");
  check_audience ("[{\"dimension\":\"types\",\"any\":[\"agency\"]},{\"dimension\":\"contents\",\"any\":[\"blog\"]}]", BATON_SIDE_CONTENT,
                  "Technical Blogs, for Agencies");
  check_audience ("[{\"dimension\":\"regions\",\"any\":[]}]", BATON_SIDE_MEMBER, "nobody (no Region chosen)");
}

static void
test_rule (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonEntity) rule =
    entity (BATON_KIND_PUBLISHING_RULE, "r",
            "{\"effect\":\"may\",\"who\":[{\"dimension\":\"role\",\"any\":[\"blogger\"]}],\"actions\":[\"create\",\"edit\"],"
            "\"what\":[{\"dimension\":\"contents\",\"any\":[\"blog\"]},{\"dimension\":\"regions\",\"only\":[\"emea\"]}],"
            "\"own\":[\"regions\"],\"window\":{\"from\":\"2026-12-01\"},\"approval-by\":[\"marketing\"]}");
  g_autofree char *sentence = baton_words_rule (BATON_NAMES_OF_PROGRAM (program), rule);

  g_assert_cmpstr (sentence, ==, "Technical bloggers may create and edit Technical Blogs, only for EMEA, only within their own Region, "
                                 "from 1 December 2026, with approval by Marketing");
}

static void
test_forbidding_rule (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonEntity) rule = entity (BATON_KIND_PUBLISHING_RULE, "r", "{\"effect\":\"may-not\",\"actions\":[\"view\",\"edit\"]}");
  g_autoptr (BatonEntity) narrow = entity (BATON_KIND_PUBLISHING_RULE, "s",
                                           "{\"effect\":\"may-not\",\"who\":[{\"dimension\":\"role\",\"any\":[\"blogger\"]}],\"actions\":[\"view\",\"edit\"]}");
  g_autofree char *all = baton_words_rule (BATON_NAMES_OF_PROGRAM (program), rule);
  g_autofree char *some = baton_words_rule (BATON_NAMES_OF_PROGRAM (program), narrow);

  g_assert_cmpstr (all, ==, "Nobody may view or edit any content");
  g_assert_cmpstr (some, ==, "Technical bloggers may not view or edit any content");
}

static void
test_step (void)
{
  g_autofree char *named = baton_words_step ("Raise Superhero to 120"), *pulled = baton_words_step ("17"), *nothing = baton_words_step (NULL);

  g_assert_cmpstr (named, ==, "Raise Superhero to 120");
  g_assert_cmpstr (pulled, ==, "Pull from the server");
  g_assert_null (nothing);
}

static void
test_change (void)
{
  g_autoptr (BatonProgram) before = make_program ();
  g_autoptr (BatonProgram) after = baton_program_copy (before);
  BatonEntity *super = baton_program_lookup (before, "super"), *france = baton_program_lookup (before, "france");
  g_autoptr (BatonValue) threshold = baton_value_new_integer (120);
  g_autoptr (BatonEntity) raised = baton_entity_with (super, BATON_FIELD_TIER_THRESHOLD, threshold);
  g_autoptr (BatonEntity) moved = baton_entity_with_place (france, "regions", "a1");
  g_auto (GStrv) lines = baton_words_change (BATON_NAMES_OF_PROGRAM (before), BATON_NAMES_OF_PROGRAM (after), super, raised);
  g_auto (GStrv) move = baton_words_change (BATON_NAMES_OF_PROGRAM (before), BATON_NAMES_OF_PROGRAM (after), france, moved);
  g_auto (GStrv) gone = baton_words_change (BATON_NAMES_OF_PROGRAM (before), BATON_NAMES_OF_PROGRAM (after), france, NULL);
  g_autofree char *entry = baton_words_entry_name (BATON_NAMES_OF_PROGRAM (after), super, raised);
  g_autofree char *added = baton_words_entry_name (BATON_NAMES_OF_PROGRAM (after), NULL, raised);

  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_cmpstr (lines[0], ==, "“Superhero” now starts at 120 points, was 100.");
  g_assert_cmpstr (move[0], ==, "“France” moved from “EMEA” to “Region”.");
  g_assert_cmpstr (gone[0], ==, "Term “France” was deleted.");
  g_assert_cmpstr (entry, ==, "Change From tier points of “Superhero” to 120");
  g_assert_cmpstr (added, ==, "Add Tier “Superhero”");
}

/* A translator's step says the language; one that changes the source, or several, says none. */
static void
test_translation (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  BatonEntity *super = baton_program_lookup (program, "super");
  const BatonValue *name = baton_entity_get (super, BATON_FIELD_TIER_NAME);
  g_autoptr (BatonValue) german = baton_text_with_locale (name, "de", "Superheld!", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonValue) both = baton_text_with_locale (german, "fr", "Superhéros !", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonEntity) in_german = baton_entity_with (super, BATON_FIELD_TIER_NAME, german), in_both = baton_entity_with (super, BATON_FIELD_TIER_NAME, both);
  g_autofree char *one = baton_words_entry_name (BATON_NAMES_OF_PROGRAM (program), super, in_german);
  g_autofree char *two = baton_words_entry_name (BATON_NAMES_OF_PROGRAM (program), super, in_both);
  g_autofree char *taken = baton_words_entry_name (BATON_NAMES_OF_PROGRAM (program), in_both, in_german);

  g_assert_cmpstr (one, ==, "Change Name of “Superhero” in German");
  g_assert_cmpstr (two, ==, "Change Name of “Superhero”");
  g_assert_cmpstr (taken, ==, "Change Name of “Superhero” in French");
}

/* A sentence keeps its own direction where a name in it runs the other way, and the name is one piece in it; even at its beginning. */
static void
test_direction (void)
{
#define NAME "\u200e\u2068\u0630\u0647\u0628\u064a 2\u2069"
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonEntity) tier = entity (BATON_KIND_TIER, "gold", "{\"name\":{\"source\":\"\u0630\u0647\u0628\u064a 2\"},\"threshold\":10,\"place\":{\"parent\":\"ladder\",\"position\":\"a3\"}}");
  g_autoptr (BatonValue) threshold = baton_value_new_integer (20);
  g_autoptr (BatonEntity) raised = baton_entity_with (tier, BATON_FIELD_TIER_THRESHOLD, threshold);
  g_auto (GStrv) lines = NULL;
  g_autofree char *quoted = NULL, *entry = NULL;

  baton_program_put (program, tier);
  quoted = baton_words_quoted_name (BATON_NAMES_OF_PROGRAM (program), "gold");
  lines = baton_words_change (BATON_NAMES_OF_PROGRAM (program), BATON_NAMES_OF_PROGRAM (program), tier, raised);
  entry = baton_words_entry_name (BATON_NAMES_OF_PROGRAM (program), tier, raised);
  g_assert_cmpstr (quoted, ==, "“" NAME "”");
  g_assert_cmpstr (lines[0], ==, "“" NAME "” now starts at 20 points, was 10.");
  g_assert_cmpstr (entry, ==, "Change From tier points of “" NAME "” to 20");
#undef NAME
}

static void
test_incentive (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonEntity) promotion =
    entity (BATON_KIND_PROMOTION, "x",
            "{\"effect\":\"multiplier\",\"multiplier\":20000,\"activities\":[\"post\"],\"audience\":[{\"dimension\":\"regions\",\"any\":[\"emea\"]}],"
            "\"window\":{\"from\":\"2026-12-01\",\"through\":\"2026-12-31\"},\"budget\":500000}");
  g_autofree char *words = baton_words_promotion (BATON_NAMES_OF_PROGRAM (program), promotion);
  g_autofree char *earning = baton_words_earning (BATON_NAMES_OF_PROGRAM (program), baton_program_lookup (program, "post"));

  g_assert_cmpstr (words, ==, "Doubles the points of “Blog post” for everybody in EMEA, from 1 December 2026 through 31 December 2026; at most EUR\u00a05,000.00 in all.");
  g_assert_cmpstr (earning, ==, "Each time; 10 % more for each full 50");
}

/* One that multiplies by nothing applies to events, and gives them nothing. */
static void
test_promotion_use (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonEntity) twice = entity (BATON_KIND_PROMOTION, "x", "{\"effect\":\"multiplier\",\"multiplier\":20000}");
  g_autoptr (BatonEntity) new = entity (BATON_KIND_PROMOTION, "y", "{\"effect\":\"multiplier\"}");
  g_autofree char *would = baton_words_promotion_use (BATON_NAMES_OF_PROGRAM (program), twice, 3, 0, FALSE);
  g_autofree char *did = baton_words_promotion_use (BATON_NAMES_OF_PROGRAM (program), twice, 1, 500, TRUE);
  g_autofree char *nothing = baton_words_promotion_use (BATON_NAMES_OF_PROGRAM (program), new, 4119, 0, FALSE);

  g_assert_cmpstr (would, ==, "It would have applied to 3 events and cost EUR\u00a00.00.");
  g_assert_cmpstr (did, ==, "It applied to 1 event and cost EUR\u00a05.00.");
  g_assert_cmpstr (nothing, ==, "It gives nothing yet: set what it adds or multiplies by.");
}

static void
check_promotion (const char *body,
                 const char *expected)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonEntity) promotion = entity (BATON_KIND_PROMOTION, "x", body);
  g_autofree char *words = baton_words_promotion (BATON_NAMES_OF_PROGRAM (program), promotion);

  g_assert_cmpstr (words, ==, expected);
}

/* A goal reads the same whatever it counts, once or each time, and of one. */
static void
test_goals (void)
{
#define GOAL "\"effect\":\"goal\",\"activities\":[\"post\"],\"extra-company-points\":20"
  check_promotion ("{" GOAL ",\"goal-target\":3}", "Gives 20 company points once for 3 events of “Blog post”.");
  check_promotion ("{" GOAL ",\"goal-target\":1}", "Gives 20 company points once for 1 event of “Blog post”.");
  check_promotion ("{" GOAL ",\"goal-target\":3,\"goal-repeats\":true}", "Gives 20 company points for each full 3 events of “Blog post”.");
  check_promotion ("{" GOAL ",\"goal-target\":1,\"goal-repeats\":true}", "Gives 20 company points for each 1 event of “Blog post”.");
  check_promotion ("{" GOAL ",\"goal-target\":100000,\"goal-measure\":\"amount\"}", "Gives 20 company points once for an amount of EUR\u00a01,000.00 with “Blog post”.");
  check_promotion ("{" GOAL ",\"goal-target\":100000,\"goal-measure\":\"amount\",\"goal-repeats\":true}",
                   "Gives 20 company points for each full EUR\u00a01,000.00 with “Blog post”.");
  check_promotion ("{" GOAL ",\"goal-target\":50,\"goal-measure\":\"quantity\",\"goal-repeats\":true}",
                   "Gives 20 company points for each full quantity of 50 with “Blog post”.");
#undef GOAL
}

/* A benefit's number is money where nothing says what else; without a fund it is only what it is called. */
static void
test_benefits (void)
{
  static const struct { const char *body, *expected; } cases[] = {
    { "{\"name\":{\"source\":\"B\"},\"type\":\"fund-number\",\"number\":500,\"fund\":\"mdf\"}", "EUR\u00a05.00 into MDF" },
    { "{\"name\":{\"source\":\"B\"},\"type\":\"fund-number\",\"number\":5,\"fund\":\"time\"}", "5 hours into Time" },
    { "{\"name\":{\"source\":\"B\"},\"type\":\"fund-number\",\"number\":5,\"unit\":{\"source\":\"seats\"},\"fund\":\"mdf\"}", "5 seats into MDF" },
    { "{\"name\":{\"source\":\"B\"},\"type\":\"fund-percent\",\"percent\":500}", "B" },
  };
  g_autoptr (BatonProgram) program = make_program ();

  put (program, BATON_KIND_FUND, "mdf", "{\"name\":{\"source\":\"MDF\"}}");
  put (program, BATON_KIND_FUND, "time", "{\"name\":{\"source\":\"Time\"}}");
  put (program, BATON_KIND_BENEFIT, "hours", "{\"type\":\"fund-number\",\"number\":1,\"unit\":{\"source\":\"hours\"},\"fund\":\"time\"}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonEntity) benefit = entity (BATON_KIND_BENEFIT, "x", cases[i].body);
      g_autofree char *words = baton_words_benefit (BATON_NAMES_OF_PROGRAM (program), benefit);

      g_assert_cmpstr (words, ==, cases[i].expected);
    }
}

/* Promotions that are never for one activity do not stand beside each other. */
static void
test_beside (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonEntity) all = entity (BATON_KIND_PROMOTION, "all", "{\"name\":{\"source\":\"All\"},\"effect\":\"multiplier\",\"multiplier\":20000}");
  g_autoptr (BatonEntity) once = entity (BATON_KIND_PROMOTION, "once", "{\"name\":{\"source\":\"Once\"},\"effect\":\"multiplier\",\"multiplier\":30000,\"activities\":[\"signin\"]}");
  g_autoptr (BatonEntity) post = entity (BATON_KIND_PROMOTION, "some", "{\"name\":{\"source\":\"Some\"},\"effect\":\"multiplier\",\"multiplier\":30000,\"activities\":[\"post\"]}");
  g_autofree char *none = NULL, *both = NULL;

  put (program, BATON_KIND_ACTIVITY, "signin", "{\"name\":{\"source\":\"Sign-in\"},\"once\":\"member\",\"place\":{\"parent\":\"m\",\"position\":\"a1\"}}");
  put (program, BATON_KIND_PROMOTION, "all", "{\"name\":{\"source\":\"All\"}}");
  none = baton_words_promotion_beside (BATON_NAMES_OF_PROGRAM (program), once, all);
  both = baton_words_promotion_beside (BATON_NAMES_OF_PROGRAM (program), post, all);
  g_assert_null (none);
  g_assert_cmpstr (both, ==, "“All” runs at the same time in the same group: of 300 % and 200 % the better applies, 300 % of the points.");
}

static void
test_format (void)
{
  const struct { gint64 basis_points; const char *text; } percents[] = { { 1000, "10 %" }, { 150, "1.5 %" }, { 5, "0.05 %" }, { -250, "−2.5 %" }, { 0, "0 %" } };

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *text = baton_words_percent (percents[i].basis_points);

      g_assert_cmpstr (text, ==, percents[i].text);
    }
  g_autofree char *yen = baton_words_money_in ("JPY", 0, 1200);
  g_autofree char *euro = baton_words_money_in ("EUR", 2, -105);
  g_assert_cmpstr (yen, ==, "JPY\u00a01,200");
  g_assert_cmpstr (euro, ==, "EUR\u00a0−1.05");

  /* What runs from right to left stands by itself, and nothing else does. */
  g_autofree char *arabic = baton_words_isolate (g_strdup ("1 \u0623\u063a\u0633\u0637\u0633 2026"));
  g_assert_cmpstr (arabic, ==, "\u200e\u20681 \u0623\u063a\u0633\u0637\u0633 2026\u2069");
  g_autofree char *french = baton_words_isolate (g_strdup ("1 Ao\u00fbt 2026"));
  g_assert_cmpstr (french, ==, "1 Ao\u00fbt 2026");
  g_autofree char *within = baton_words_isolate_in (g_strdup ("Gold (2)"), TRUE), *own = baton_words_isolate_in (g_strdup ("\u0630\u0647\u0628\u064a 2"), TRUE);
  g_assert_cmpstr (within, ==, "\u200f\u2068Gold (2)\u2069");
  g_assert_cmpstr (own, ==, "\u0630\u0647\u0628\u064a 2");
  g_autofree char *number = baton_words_isolate_in (g_strdup ("1.5"), TRUE);
  g_assert_cmpstr (number, ==, "1.5");
}

static void
check_parse (BatonField       field,
             const char      *text,
             BatonParseResult expected,
             const char      *json)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *culprit = NULL;
  BatonParseResult result = baton_words_parse_value (BATON_NAMES_OF_PROGRAM (program), baton_schema_get_field (field), NULL, text, &value, &culprit);
  g_autofree char *written = value != NULL ? baton_value_to_json (value) : NULL;

  g_test_message ("%s", text);
  g_assert_cmpint (result, ==, expected);
  g_assert_cmpstr (written, ==, json);
  g_assert_true ((culprit != NULL) == (result != BATON_PARSE_OK));
}

static void
test_parse (void)
{
  check_parse (BATON_FIELD_TIER_THRESHOLD, "1,200", BATON_PARSE_OK, "1200");
  check_parse (BATON_FIELD_TIER_THRESHOLD, "12.5", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_TIER_THRESHOLD, "", BATON_PARSE_OK, NULL);
  check_parse (BATON_FIELD_TIER_THRESHOLD, "many", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_PROMOTION_BUDGET, "EUR 1,234.50", BATON_PARSE_OK, "123450");
  check_parse (BATON_FIELD_PROMOTION_BUDGET, "EUR\u00a01,234.50", BATON_PARSE_OK, "123450");
  check_parse (BATON_FIELD_PROMOTION_BUDGET, "1.234,5 €", BATON_PARSE_OK, "123450");
  check_parse (BATON_FIELD_PROMOTION_BUDGET, "0.005", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_PROMOTION_BUDGET, "1,234", BATON_PARSE_OK, "123400");
  check_parse (BATON_FIELD_PROMOTION_BUDGET, "1.234", BATON_PARSE_NOT_UNDERSTOOD, NULL); /* no group where the point is the sign */
  check_parse (BATON_FIELD_BENEFIT_PERCENT, "1.5 %", BATON_PARSE_OK, "150");
  check_parse (BATON_FIELD_BENEFIT_PERCENT, "2", BATON_PARSE_OK, "200");
  /* Of a multiplier people say times. */
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "2", BATON_PARSE_OK, "20000");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "1.5", BATON_PARSE_OK, "15000");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "2x", BATON_PARSE_OK, "20000");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "× 2", BATON_PARSE_OK, "20000");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "15X", BATON_PARSE_OK, "150000");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "200", BATON_PARSE_OK, "20000");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "250 %", BATON_PARSE_OK, "25000");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "2 %", BATON_PARSE_OK, "200");
  check_parse (BATON_FIELD_PROMOTION_MULTIPLIER, "2x %", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_PROMOTION_WINDOW, "2026-01-01..2026-12-31", BATON_PARSE_OK, "{\"from\":\"2026-01-01\",\"through\":\"2026-12-31\"}");
  check_parse (BATON_FIELD_PROMOTION_WINDOW, "..2026-12-31", BATON_PARSE_OK, "{\"through\":\"2026-12-31\"}");
  check_parse (BATON_FIELD_PROMOTION_WINDOW, "tomorrow", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_ACTIVITY_TIER_POINTS, "-", BATON_PARSE_OK, "{\"value\":\"none\"}");
  check_parse (BATON_FIELD_ACTIVITY_TIER_POINTS, "10", BATON_PARSE_OK, "{\"value\":10}");
  check_parse (BATON_FIELD_ACTIVITY_TIER_POINTS, "10%", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_PROMOTION_ACTIVITIES, "blog POST", BATON_PARSE_OK, "[\"post\"]");
  check_parse (BATON_FIELD_CONTENT_TAGS, "France, EMEA; France", BATON_PARSE_OK, "[\"emea\",\"france\"]");
  check_parse (BATON_FIELD_CONTENT_TAGS, "Spain", BATON_PARSE_NOT_FOUND, NULL);
  check_parse (BATON_FIELD_ACTIVITY_ONCE, "Once per member", BATON_PARSE_OK, "\"member\"");
  check_parse (BATON_FIELD_ACTIVITY_ONCE, "member, organisation", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_PUBLISHING_RULE_ACTIONS, "publish, edit", BATON_PARSE_OK, "[\"edit\",\"publish\"]");
  check_parse (BATON_FIELD_BRAND_ACCENT, "#1A5FB4", BATON_PARSE_OK, "\"#1a5fb4\"");
  check_parse (BATON_FIELD_BRAND_ACCENT, "1A5FB4", BATON_PARSE_OK, "\"#1a5fb4\"");
  check_parse (BATON_FIELD_BRAND_ACCENT, "#fa0", BATON_PARSE_OK, "\"#ffaa00\"");
  check_parse (BATON_FIELD_BRAND_ACCENT, "#1a5fb", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_BRAND_ACCENT, "green", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_BRAND_ACCENT, "blue", BATON_PARSE_NOT_UNDERSTOOD, NULL);
  check_parse (BATON_FIELD_ACTIVITY_DISABLED, "yes", BATON_PARSE_OK, "true");
  check_parse (BATON_FIELD_ACTIVITY_DISABLED, "no", BATON_PARSE_OK, NULL);
  check_parse (BATON_FIELD_TERM_NAME, " Iberia ", BATON_PARSE_OK, "{\"source\":\"Iberia\"}");
}

/* What is typed in *field* of *json* in a program of that currency, and how it is shown again. */
static void
check_amount (const char *currency,
              BatonField  field,
              const char *json,
              const char *text,
              gint64      minor,
              const char *shown)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autofree char *root = g_strdup_printf ("{\"name\":{\"source\":\"P\"},\"source-locale\":\"en\",\"time-zone\":\"UTC\",\"currency\":\"%s\"}", currency);
  g_autoptr (BatonEntity) thing = entity (baton_schema_get_field (field)->kind, "thing", json);
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *again = NULL;
  const BatonFieldInfo *info;
  BatonNames names;

  put (program, BATON_KIND_PROGRAM, "program", root);
  names = *BATON_NAMES_OF_PROGRAM (program);
  info = baton_words_meant_field (&names, thing, field);
  g_assert_cmpint (baton_words_parse_value (&names, info, NULL, text, &value, NULL), ==, BATON_PARSE_OK);
  g_assert_cmpint (baton_value_get_integer (value, 0), ==, minor);
  again = baton_words_value (&names, info, value);
  g_assert_cmpstr (again, ==, shown);
}

/* Amounts are typed and shown in the currency's own units, also where the table knows them as numbers. */
static void
test_amounts (void)
{
  const char *step = "{\"unit\":\"amount-step\"}", *quantity = "{\"unit\":\"quantity-step\"}";
  const BatonFieldInfo *from = &baton_schema_get_field (BATON_FIELD_FUND_BANDS)->columns[0];

  check_amount ("EUR", BATON_FIELD_FUND_BUDGET, "{}", "1,000.50", 100050, "EUR\u00a01,000.50");
  check_amount ("JPY", BATON_FIELD_FUND_BUDGET, "{}", "1,000", 1000, "JPY\u00a01,000");
  check_amount ("KWD", BATON_FIELD_FUND_BUDGET, "{}", "1000.125", 1000125, "KWD\u00a01,000.125");
  check_amount ("EUR", BATON_FIELD_ACTIVITY_UNIT_SIZE, step, "500", 50000, "EUR\u00a0500.00");
  check_amount ("EUR", BATON_FIELD_ACTIVITY_UNIT_SIZE, quantity, "500", 500, "500");
  check_amount ("EUR", BATON_FIELD_PROMOTION_GOAL_TARGET, "{\"goal-measure\":\"amount\"}", "9.99", 999, "EUR\u00a09.99");
  g_assert_cmpint (from->type, !=, BATON_TYPE_MONEY);
  g_assert_cmpint (baton_words_meant_column (from)->type, ==, BATON_TYPE_MONEY);
  g_assert_true (baton_words_meant_column (&from[1]) == &from[1]);
}

static const char * const what_arguments_are[BATON_N_PROBLEMS] = {
#define BATON_PROBLEM(SYMBOL, name, severity, arguments) [BATON_PROBLEM_##SYMBOL] = arguments,
#include "model/baton-problem-table.h"
};

/* Every code has a sentence, which takes exactly the arguments that the code gives, and leaves no brace behind. */
static void
test_problems (void)
{
  static const char * const arguments[] = { "7", "8", "900", "10", NULL };

  for (int code = 0; code < BATON_N_PROBLEMS; code++)
    {
      g_autoptr (BatonProblem) problem = baton_problem_new (code, BATON_KIND_TIER, NULL, BATON_FIELD_NONE,
                                                            arguments[0], arguments[1], arguments[2], arguments[3], NULL);
      g_autofree char *sentence = baton_words_problem (NULL, problem);

      g_test_message ("%s: %s", baton_problem_code_get_name (code), sentence);
      g_assert_cmpstr (sentence, !=, baton_problem_code_get_name (code));
      g_assert_true (g_str_has_suffix (sentence, ".") || g_str_has_suffix (sentence, "?"));
      if (code != BATON_PROBLEM_PLACEHOLDER_UNKNOWN && code != BATON_PROBLEM_PLACEHOLDER_MISSING)
        g_assert_null (strchr (sentence, '{'));
    }

  /* What is gone has no name, and its id would say nothing; the two codes that are about ids are of files. */
  for (int code = 0; code < BATON_N_PROBLEMS; code++)
    {
      static const char id[] = "gone-0123456789";
      g_auto (GStrv) kinds = g_strsplit (what_arguments_are[code], ", ", 4);
      const char *given[4] = { "7", "8", "900", "10" };
      gboolean is_of_file = code == BATON_PROBLEM_BAD_ID || code == BATON_PROBLEM_DUPLICATE_ID;
      g_autoptr (BatonProblem) problem = NULL;
      g_autofree char *sentence = NULL;

      for (guint i = 0; kinds[i] != NULL; i++)
        if (g_str_has_prefix (kinds[i], "id"))
          given[i] = id;
      problem = baton_problem_new (code, BATON_KIND_TIER, NULL, BATON_FIELD_TIER_REQUIREMENTS, given[0], given[1], given[2], given[3], NULL);
      sentence = baton_words_problem (NULL, problem);
      g_assert_true (strstr (sentence, id) == NULL || is_of_file);
    }

  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonProblem) dependent = baton_problem_new (BATON_PROBLEM_WITHOUT_EFFECT, BATON_KIND_PROMOTION, "x", BATON_FIELD_PROMOTION_MULTIPLIER, "effect", NULL);
  g_autofree char *without_effect = baton_words_problem (BATON_NAMES_OF_PROGRAM (program), dependent);
  g_assert_cmpstr (without_effect, ==, "This has no effect with what is chosen under “Effect”. Clear it or choose otherwise.");

  g_autoptr (BatonProblem) column = baton_problem_new (BATON_PROBLEM_MISSING, BATON_KIND_TIER_LADDER, "x", BATON_FIELD_TIER_LADDER_PINS, "tier", NULL);
  column->row = 1;
  g_autofree char *column_place = baton_words_problem_place (BATON_NAMES_OF_PROGRAM (program), column);
  g_assert_cmpstr (column_place, ==, "Exceptions, row 2, Tier");

  g_autoptr (BatonProblem) problem = baton_problem_new (BATON_PROBLEM_THRESHOLDS_EQUAL, BATON_KIND_TIER, "super", BATON_FIELD_TIER_THRESHOLD, "rock", NULL);
  g_autofree char *line = baton_words_problem_line (BATON_NAMES_OF_PROGRAM (program), problem);
  g_assert_cmpstr (line, ==, "Tier “Superhero”, From tier points: “Rock Star” begins at the same points. Change one of them.");
}

static void
check_problem (const BatonNames *names,
               BatonProblemCode  code,
               BatonField        field,
               int               row,
               const char       *first,
               const char       *second,
               const char       *expected)
{
  g_autoptr (BatonProblem) problem = baton_problem_new (code, baton_schema_get_field (field)->kind, "thing", field, first, second, NULL);
  g_autofree char *sentence = NULL;

  problem->row = row;
  sentence = baton_words_problem (names, problem);
  g_assert_cmpstr (sentence, ==, expected);
}

/* A number that is out of bounds reads as it does in its field: a percentage, an amount, which is not said while presenting. */
static void
test_bounds (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  BatonNames names = { .program = program };

  put (program, BATON_KIND_FUND, "thing", "{\"name\":{\"source\":\"F\"},\"bands\":[{\"from\":-500,\"rate\":2000000}]}");
  check_problem (&names, BATON_PROBLEM_TOO_LARGE, BATON_FIELD_BENEFIT_PERCENT, -1, "15000", "10000", "150 % is too large; the most is 100 %.");
  check_problem (&names, BATON_PROBLEM_TOO_SMALL, BATON_FIELD_FUND_BUDGET, -1, "-500", "0", "EUR\u00a0−5.00 is too small; the least is EUR\u00a00.00.");
  check_problem (&names, BATON_PROBLEM_TOO_LARGE, BATON_FIELD_LOCALE_TAG, -1, "70", "35", "70 is too large; the most is 35.");
  check_problem (&names, BATON_PROBLEM_TOO_SMALL, BATON_FIELD_FUND_BANDS, 0, "-500", "0", "EUR\u00a0−5.00 is too small; the least is EUR\u00a00.00.");
  check_problem (&names, BATON_PROBLEM_TOO_LARGE, BATON_FIELD_FUND_BANDS, 0, "2000000", "1000000", "20,000 % is too large; the most is 10,000 %.");
  check_problem (&names, BATON_PROBLEM_TOO_LARGE, BATON_FIELD_FUND_BANDS, -1, "101", "100", "101 is too large; the most is 100.");
  check_problem (&names, BATON_PROBLEM_NOT_UNIQUE, BATON_FIELD_LOCALE_TAG, -1, "de", "emea", "“German” is also used by “EMEA”. Change one of them.");
  names.presenting = TRUE;
  check_problem (&names, BATON_PROBLEM_TOO_SMALL, BATON_FIELD_FUND_BUDGET, -1, "-500", "0", "••• is too small; the least is •••.");
}

/* Every finding has a sentence of its own. */
static void
test_findings (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  g_ptr_array_add (others, (gpointer) "super");
  for (int code = 0; code < BATON_N_FINDINGS; code++)
    {
      BatonFinding finding = { .code = code, .kind = BATON_KIND_TIER, .entity = "rock", .others = others };
      g_autofree char *sentence = baton_words_finding (BATON_NAMES_OF_SNAPSHOT (snapshot), &finding);

      g_assert_nonnull (strstr (sentence, "“Rock Star”"));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (strchr (sentence, '$'));
    }
}

/* Of two rules that meet, the sentence says which wins, and over whom. */
static void
test_winning_rule (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  BatonFinding finding = { .code = BATON_FINDING_MEET, .kind = BATON_KIND_TIER, .entity = "rock", .others = others,
                           .example = { .persona = "maria", .content = "prices", .action = BATON_ACTION_VIEW } };
  g_autofree char *sentence = NULL;

  put (program, BATON_KIND_PERSONA, "maria", "{\"name\":{\"source\":\"Maria\"},\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_CONTENT, "prices", "{\"name\":{\"source\":\"Prices\"}}");
  snapshot = baton_snapshot_new (program, 1);
  g_ptr_array_add (others, (gpointer) "super");
  sentence = baton_words_finding (BATON_NAMES_OF_SNAPSHOT (snapshot), &finding);
  g_assert_cmpstr (sentence, ==, "“Rock Star” wins over “Superhero” wherever both apply: a “may not” beats every “may”. "
                                 "For example, “Maria” may not view “Prices”.");
}

/* A refusal says which rule comes nearest, by its name, and all that it lacks. */
static void
test_nearest_rule (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonProfile) profile = NULL;
  g_autoptr (BatonExplanation) explanation = NULL;
  g_autofree char *text = NULL;

  put (program, BATON_KIND_ROLE, "seller", "{\"name\":{\"source\":\"Seller\"},\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_PERSONA, "maria", "{\"name\":{\"source\":\"Maria\"},\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_CONTENT, "prices", "{\"name\":{\"source\":\"Prices\"}}");
  put (program, BATON_KIND_PUBLISHING_RULE, "old", "{\"name\":\"Sellers read\",\"effect\":\"may\",\"actions\":[\"view\"],\"place\":{\"position\":\"a0\"},"
       "\"who\":[{\"dimension\":\"role\",\"any\":[\"seller\"]}],\"window\":{\"through\":\"2020-12-31\"}}");
  put (program, BATON_KIND_PUBLISHING_RULE, "new", "{\"name\":\"Sellers still read\",\"effect\":\"may\",\"actions\":[\"view\"],\"place\":{\"position\":\"a1\"},"
       "\"who\":[{\"dimension\":\"role\",\"any\":[\"seller\"]}]}");
  snapshot = baton_snapshot_new (program, 1);
  profile = baton_profile_new_for_persona (snapshot, "maria", baton_day_new (2026, 11, 21));
  explanation = baton_explain (snapshot, profile, BATON_ACTION_VIEW, "prices", baton_day_new (2026, 11, 21));
  text = baton_words_explanation (BATON_NAMES_OF_SNAPSHOT (snapshot), explanation);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "\n“Sellers still read” comes nearest, but the member would have to be: Seller."));
  g_assert_nonnull (strstr (text, "\n“Sellers read” comes near, too, but the member would have to be: Seller; the rule applies "));
}

/* Two things of one name are told apart by where they lead or stand. */
static void
test_whereabouts (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autofree char *item = NULL, *block = NULL, *page = NULL;

  put (program, BATON_KIND_PAGE, "hub", "{\"name\":{\"source\":\"Hub\"},\"use\":\"landing\",\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_BLOCK, "news", "{\"name\":{\"source\":\"News\"},\"type\":\"text\",\"place\":{\"parent\":\"hub\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_NAVIGATION_ITEM, "home", "{\"name\":{\"source\":\"Home\"},\"target\":\"hub\",\"place\":{\"position\":\"a0\"}}");
  item = baton_words_whereabouts (BATON_NAMES_OF_PROGRAM (program), "home");
  block = baton_words_whereabouts (BATON_NAMES_OF_PROGRAM (program), "news");
  page = baton_words_whereabouts (BATON_NAMES_OF_PROGRAM (program), "hub");
  g_assert_cmpstr (item, ==, "leads to “Hub”");
  g_assert_cmpstr (block, ==, "on “Hub”");
  g_assert_null (page);
}

/* What is shown is shown to somebody: the answer names whom each thing is for, from the page inwards. */
static void
test_why_shown (void)
{
  static const struct { const char *id; const char *text; } cases[] = {
    { "news", "Shown.\n“Hub” is for everybody in EMEA, and this member is one of them." },
    { "prices", "Shown.\n“Hub” is for everybody in EMEA, and this member is one of them.\n“Prices” is for Marketing, and this member is one of them." },
    { "home", "Shown.\nIt leads to “Hub”, which is for everybody in EMEA, and this member is one of them." },
    { "open", "Shown.\nNothing keeps “Open” from this member.\nThis member comes to it by “Opened”." },
    { "ladder", "Shown.\nNothing keeps “Influencer tiers” from this member.\nThis member comes to it by “Where you stand” on “Hub” and “Where you stand” on “Open”." },
  };
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonProfile) profile = NULL;
  BatonPortalRequest request = { .persona = "maria", .day = baton_day_new (2026, 11, 21) };

  put (program, BATON_KIND_PERSONA, "maria", "{\"name\":{\"source\":\"Maria\"},\"terms\":[\"france\"],\"roles\":[\"marketing\"],\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_PAGE, "hub", "{\"name\":{\"source\":\"Hub\"},\"use\":\"landing\",\"audience\":[{\"dimension\":\"regions\",\"any\":[\"emea\"]}],\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_PAGE, "open", "{\"name\":{\"source\":\"Open\"},\"use\":\"page\",\"place\":{\"position\":\"a1\"}}");
  put (program, BATON_KIND_BLOCK, "news", "{\"name\":{\"source\":\"News\"},\"type\":\"text\",\"place\":{\"parent\":\"hub\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_BLOCK, "prices", "{\"name\":{\"source\":\"Prices\"},\"type\":\"text\",\"audience\":[{\"dimension\":\"role\",\"any\":[\"marketing\"]}],"
       "\"place\":{\"parent\":\"hub\",\"position\":\"a1\"}}");
  put (program, BATON_KIND_BLOCK, "here", "{\"name\":{\"source\":\"Where you stand\"},\"type\":\"tiers\",\"place\":{\"parent\":\"hub\",\"position\":\"a2\"}}");
  put (program, BATON_KIND_BLOCK, "there", "{\"name\":{\"source\":\"Where you stand\"},\"type\":\"tiers\",\"place\":{\"parent\":\"open\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_NAVIGATION_ITEM, "home", "{\"name\":{\"source\":\"Home\"},\"target\":\"hub\",\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_NAVIGATION_ITEM, "opened", "{\"name\":{\"source\":\"Opened\"},\"target\":\"open\",\"place\":{\"position\":\"a1\"}}");
  snapshot = baton_snapshot_new (program, 1);
  profile = baton_profile_new_for_persona (snapshot, "maria", request.day);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonWhy) why = baton_portal_why (snapshot, profile, &request, cases[i].id);
      g_autofree char *text = baton_words_why (BATON_NAMES_OF_SNAPSHOT (snapshot), why);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Text is longer by as much as asked for, and nothing but letters is doubled. */
static void
test_lengthen (void)
{
  const char *text = "Earn 125 points in “Göteborg”, مرحبا, for each {name} that you bring to the portal.";
  g_autofree char *longer = baton_words_lengthen (text, 40), *same = baton_words_lengthen (text, 0), *numbers = baton_words_lengthen ("12 345 (6)", 40);

  g_assert_cmpstr (same, ==, text);
  g_assert_cmpstr (numbers, ==, "12 345 (6)");
  g_assert_cmpint (g_utf8_strlen (longer, -1) * 100 / g_utf8_strlen (text, -1), >=, 138);
  g_assert_cmpint (g_utf8_strlen (longer, -1) * 100 / g_utf8_strlen (text, -1), <=, 141);
  g_assert_nonnull (strstr (longer, " 125 "));
  g_assert_true (g_utf8_validate (longer, -1, NULL));

  /* Marks are no letters. */
  g_autofree char *plain = baton_words_lengthen ("See all \u2192 more", 100);
  g_autofree char *marked = baton_words_lengthen_markup ("See <b>all</b> &amp; <a href=\"https://example.com/a\">more</a>", 100);
  g_assert_cmpstr (plain, ==, "SSeeee aaallll \u2192 mmmmmoorree");
  g_assert_cmpstr (marked, ==, "SSeeee <b>aaallll</b> &amp; <a href=\"https://example.com/a\">mmmmmoorree</a>");
}

/* What can be chosen from a list passes the validation of the field that it is chosen for. */
static void
test_standard (void)
{
  static const BatonField fields[] = { BATON_FIELD_PROGRAM_SOURCE_LOCALE, BATON_FIELD_PROGRAM_TIME_ZONE, BATON_FIELD_PROGRAM_CURRENCY };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const BatonFieldInfo *info = baton_schema_get_field (fields[i]);
      g_autoptr (GPtrArray) list = baton_words_list_standard (info->standard);

      g_assert_cmpuint (list->len, >, 100);
      for (guint j = 0; j < list->len; j++)
        {
          const BatonStandardValue *one = list->pdata[j];
          g_autoptr (BatonValue) value = baton_value_new_string (one->value);
          g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_PROGRAM, "program-0000000000");
          g_autoptr (BatonEntity) root = baton_entity_with (bare, fields[i], value);
          g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);

          baton_validate_shape (root, problems);
          for (guint k = 0; k < problems->len; k++)
            if (((BatonProblem *) problems->pdata[k])->code == BATON_PROBLEM_BAD_LOCALE || ((BatonProblem *) problems->pdata[k])->code == BATON_PROBLEM_BAD_TIME_ZONE ||
                ((BatonProblem *) problems->pdata[k])->code == BATON_PROBLEM_BAD_CURRENCY)
              g_assert_cmpstr (one->value, ==, "a valid one");
        }
    }
  {
    g_autofree char *zone = baton_words_standard (BATON_STANDARD_TIME_ZONE, "America/Argentina/Buenos_Aires");
    g_autofree char *currency = baton_words_standard (BATON_STANDARD_CURRENCY, "EUR");
    g_autofree char *month = baton_words_standard (BATON_STANDARD_MONTH, "2");
    g_autofree char *wrong = baton_words_standard (BATON_STANDARD_MONTH, "13");

    g_assert_cmpstr (zone, ==, "Buenos Aires, Argentina, America");
    g_assert_cmpstr (currency, ==, "Euro (EUR)");
    g_assert_cmpstr (month, ==, "February");
    g_assert_cmpstr (wrong, ==, "13");
  }
}

/* A partner's name is not said while presenting, wherever in a text it stands; a word of it alone is a word. */
static void
test_discreet (void)
{
  static const char organisations[] = "id,name\no-1,Donauklang Medien\no-2,Brandt & Söhne IT GmbH\no-3,Donauklang Medien Wien\no-4,Ace\no-5,Cadenza\n";
  static const char members[] = "id,name,organisation\nm-1,Aiko Tanabe,o-1\n";
  g_autoptr (BatonRegister) reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  g_autoptr (GHashTable) partners = baton_words_list_partners (reg, "Cadenza Ensemble");
  static const struct { const char *text; const char *discreet; } cases[] = {
    { "From blog to stage: Donauklang Medien", "From blog to stage: •••" },
    { "donauklang medien wien and “Brandt & Söhne IT GmbH”.", "••• and “•••”." },
    { "Aiko Tanabe’s talk", "•••’s talk" },
    { "Neue Medien für Donauklang", "Neue Medien für Donauklang" },
    { "Ace of hearts", "Ace of hearts" },
    /* Whose program it is. */
    { "Cadenza logo", "Cadenza logo" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BatonNames names = { .presenting = TRUE, .partners = partners };
      g_autofree char *discreet = baton_words_discreet (&names, cases[i].text), *plain = NULL;

      g_assert_cmpstr (discreet, ==, cases[i].discreet);
      names.presenting = FALSE;
      plain = baton_words_discreet (&names, cases[i].text);
      g_assert_cmpstr (plain, ==, cases[i].text);
    }
}

/* The targets of a measure are told from each other by whom they are set for. */
static void
test_target (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autofree char *all = NULL, *some = NULL, *below = NULL, *named = NULL;

  put (program, BATON_KIND_KPI, "revenue", "{\"name\":{\"source\":\"Revenue\"},\"place\":{\"position\":\"a0\"}}");
  put (program, BATON_KIND_TARGET, "all", "{\"value\":100,\"place\":{\"parent\":\"revenue\",\"position\":\"a0\"}}");
  put (program, BATON_KIND_TARGET, "some", "{\"value\":40,\"audience\":[{\"dimension\":\"regions\",\"any\":[\"emea\"]}],\"place\":{\"parent\":\"revenue\",\"position\":\"a1\"}}");
  all = baton_words_name (BATON_NAMES_OF_PROGRAM (program), "all");
  some = baton_words_name (BATON_NAMES_OF_PROGRAM (program), "some");
  g_assert_cmpstr (all, ==, "Target of Revenue");
  g_assert_cmpstr (some, ==, "Target of Revenue, for everybody in EMEA");
  below = baton_words_name_below (BATON_NAMES_OF_PROGRAM (program), "some");
  named = baton_words_name_below (BATON_NAMES_OF_PROGRAM (program), "revenue");
  g_assert_cmpstr (below, ==, "Target for everybody in EMEA");
  g_assert_cmpstr (named, ==, "Revenue");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  baton_words_init ();
  g_test_add_func ("/words/audience", test_audience);
  g_test_add_func ("/words/target", test_target);
  g_test_add_func ("/words/rule", test_rule);
  g_test_add_func ("/words/forbidding-rule", test_forbidding_rule);
  g_test_add_func ("/words/step", test_step);
  g_test_add_func ("/words/translation", test_translation);
  g_test_add_func ("/words/direction", test_direction);
  g_test_add_func ("/words/change", test_change);
  g_test_add_func ("/words/incentive", test_incentive);
  g_test_add_func ("/words/promotion-use", test_promotion_use);
  g_test_add_func ("/words/goals", test_goals);
  g_test_add_func ("/words/benefits", test_benefits);
  g_test_add_func ("/words/beside", test_beside);
  g_test_add_func ("/words/bounds", test_bounds);
  g_test_add_func ("/words/format", test_format);
  g_test_add_func ("/words/parse", test_parse);
  g_test_add_func ("/words/amounts", test_amounts);
  g_test_add_func ("/words/problems", test_problems);
  g_test_add_func ("/words/findings", test_findings);
  g_test_add_func ("/words/nearest-rule", test_nearest_rule);
  g_test_add_func ("/words/whereabouts", test_whereabouts);
  g_test_add_func ("/words/why-shown", test_why_shown);
  g_test_add_func ("/words/winning-rule", test_winning_rule);
  g_test_add_func ("/words/lengthen", test_lengthen);
  g_test_add_func ("/words/standard", test_standard);
  g_test_add_func ("/words/discreet", test_discreet);
  return g_test_run ();
}
