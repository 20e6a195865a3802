/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentences of a difference, over every type of the schema table, and of the conflicts of a merge. Each case is one
 * thing before and after; its sentences are joined by " / ".
 */
#include "model/baton-merge.h"
#include "support/quoted-entity.h"
#include "words/baton-words-change.h"
#include "words/baton-words-incentive.h"
#include "words/baton-words-merge.h"
#include "words/baton-words-problem.h"

#include <string.h>

static void
put (BatonProgram *program,
     BatonKind     kind,
     const char   *id,
     const char   *body)
{
  g_autoptr (BatonEntity) entity = quoted_entity (kind, id, body);

  baton_program_put (program, entity);
}

static BatonProgram *
make_program (void)
{
  BatonProgram *program = baton_program_new ();

  put (program, BATON_KIND_PROGRAM, "p", "{'name':{'source':'Test'},'currency':'EUR'}");
  put (program, BATON_KIND_VOCABULARY, "regions", "{'name':{'source':'Region'},'purpose':'region','place':{'position':'a0'}}");
  put (program, BATON_KIND_TERM, "emea", "{'name':{'source':'EMEA'},'place':{'parent':'regions','position':'a0'}}");
  put (program, BATON_KIND_TERM, "europe", "{'name':{'source':'Europe'},'place':{'parent':'regions','position':'a1'}}");
  put (program, BATON_KIND_ROLE, "blogger", "{'name':{'source':'Blogger'},'place':{'position':'a0'}}");
  put (program, BATON_KIND_ROLE, "editor", "{'name':{'source':'Editor'},'place':{'position':'a1'}}");
  put (program, BATON_KIND_ROLE, "author", "{'name':{'source':'Author'},'place':{'position':'a2'}}");
  put (program, BATON_KIND_TIER_LADDER, "ladder", "{'name':{'source':'Tiers'},'place':{'position':'a0'}}");
  return program;
}

/* NULL: not there. */
static void
check (BatonKind   kind,
       const char *before_body,
       const char *after_body,
       const char *expected)
{
  g_autoptr (BatonProgram) before = make_program (), after = make_program ();
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  if (before_body != NULL)
    put (before, kind, "x", before_body);
  if (after_body != NULL)
    put (after, kind, "x", after_body);
  atoms = baton_diff (before, after);
  for (guint i = 0; i < atoms->len; i++)
    {
      g_autofree char *sentence = baton_words_atom (BATON_NAMES_OF_PROGRAM (before), BATON_NAMES_OF_PROGRAM (after), atoms->pdata[i]);

      g_string_append_printf (found, "%s%s", i > 0 ? " / " : "", sentence);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

#define NAMED "'name':{'source':'X'}"

static void
test_things (void)
{
  check (BATON_KIND_ROLE, NULL, "{" NAMED "}", "Role “X” is new.");
  check (BATON_KIND_ROLE, "{" NAMED "}", NULL, "Role “X” was deleted.");
}

static void
test_texts (void)
{
  check (BATON_KIND_ROLE, "{'name':{'source':'A'}}", "{'name':{'source':'B'}}", "“A” is now called “B”.");
  check (BATON_KIND_MAPPING_ENTRY, "{'name':'A'}", "{'name':'B'}", "“A” is now called “B”.");
  check (BATON_KIND_ROLE, "{" NAMED "}", "{" NAMED ",'note':'New'}", "Role “X”: Note is now “New”.");
  check (BATON_KIND_ROLE, "{" NAMED ",'note':'Old'}", "{" NAMED "}", "Role “X”: Note was removed; it was “Old”.");
  check (BATON_KIND_ROLE, "{" NAMED ",'note':'Old'}", "{" NAMED ",'note':'New'}", "Role “X”: Note is now “New”, was “Old”.");
  check (BATON_KIND_ROLE, "{" NAMED "}", "{" NAMED ",'description':{'source':'D','locales':{'de':{'text':'E','state':'reviewed','source':'0'}}}}",
         "Role “X”: Description is now “D”. Also in German.");
  /* A long text is shown where it differs. */
  check (BATON_KIND_ROLE, "{" NAMED ",'note':'The quick brown fox jumps over the lazy dog, and then it does so again, until all of this has been said once.'}",
         "{" NAMED ",'note':'The quick brown fox jumps over the lazy dog, and then it does so again, until all of this has been said twice.'}",
         "Role “X”: Note is now “… this has been said twice.”, was “… this has been said once.”.");
  /* Formatting alone is a change too. */
  check (BATON_KIND_CONTENT, "{'name':{'source':'X'},'body':{'source':'<p>One two</p>'}}", "{'name':{'source':'X'},'body':{'source':'<p>One <b>two</b></p>'}}",
         "Content “X”: Text is formatted otherwise.");
  check (BATON_KIND_CONTENT, "{'name':{'source':'X'},'body':{'source':'<p>One</p>'}}", "{'name':{'source':'X'},'body':{'source':'<p>Two</p>'}}",
         "Content “X”: Text is now “Two”, was “One”.");
}

static void
test_languages (void)
{
  const char *plain = "{'name':{'source':'X','locales':{'de':{'text':'A','state':'translated','source':'0'}}}}";

  check (BATON_KIND_ROLE, "{" NAMED "}", plain, "Role “X”: Name in German is now “A”.");
  check (BATON_KIND_ROLE, plain, "{" NAMED "}", "Role “X”: Name in German was removed; it was “A”.");
  check (BATON_KIND_ROLE, plain, "{'name':{'source':'X','locales':{'de':{'text':'B','state':'translated','source':'0'}}}}",
         "Role “X”: Name in German is now “B”, was “A”.");
  check (BATON_KIND_ROLE, plain, "{'name':{'source':'X','locales':{'de':{'text':'A','state':'reviewed','source':'0'}}}}",
         "Role “X”: Name in German is now reviewed, was to be reviewed.");
  check (BATON_KIND_ROLE, plain, "{'name':{'source':'X','locales':{'de':{'text':'A','state':'translated','source':'1'}}}}",
         "Role “X”: Name in German counts as made for the present text.");
  check (BATON_KIND_ROLE, "{" NAMED "}", "{'name':{'source':'X','kept':true}}", "Role “X”: Name is now the same in all languages.");
  check (BATON_KIND_ROLE, "{" NAMED "}", "{'name':{'source':'X','native':'ja'}}", "Role “X”: Name is now written for Japanese alone.");
  check (BATON_KIND_ROLE, "{'name':{'source':'X','kept':true}}", "{" NAMED "}", "Role “X”: Name is now to be translated.");
  /* Two at once are two sentences, and a changed name says both. */
  check (BATON_KIND_ROLE, plain, "{'name':{'source':'Y','kept':true,'locales':{'ar':{'text':'C','state':'translated','source':'0'},'de':{'text':'A','state':'translated','source':'0'}}}}",
         "“X” is now called “Y”. Role “Y”: Name is now the same in all languages. / Role “Y”: Name in Arabic is now “C”.");
}

static void
test_numbers (void)
{
  check (BATON_KIND_TIER, "{" NAMED ",'threshold':100}", "{" NAMED ",'threshold':120}", "“X” now starts at 120 points, was 100.");
  check (BATON_KIND_TIER_LADDER, "{" NAMED "}", "{" NAMED ",'months':6}", "Tier ladder “X”: Months is now 6, was not set.");
  check (BATON_KIND_FUND, "{" NAMED ",'budget':123450}", "{" NAMED ",'budget':200000}", "Fund “X”: Budget is now EUR\u00a02,000.00, was EUR\u00a01,234.50.");
  check (BATON_KIND_BENEFIT, "{" NAMED ",'percent':500}", "{" NAMED ",'percent':750}", "Benefit “X”: Percent is now 7.5 %, was 5 %.");
  check (BATON_KIND_TIER, "{" NAMED ",'threshold':0}", "{" NAMED ",'threshold':1}", "“X” now starts at 1 point, was 0.");
  check (BATON_KIND_REWARD, "{" NAMED ",'price':500}", "{" NAMED ",'price':450}", "“X” now costs 450 points, was 500.");
  check (BATON_KIND_PERSONA, "{" NAMED ",'joined':'2026-01-02'}", "{" NAMED ",'joined':'2026-03-04'}", "Persona “X”: Joined on is now 4 March 2026, was 2 January 2026.");
  check (BATON_KIND_PROMOTION, "{" NAMED "}", "{" NAMED ",'window':{'from':'2026-12-01','through':'2026-12-31'}}",
         "Promotion “X”: When is now from 1 December 2026 through 31 December 2026, was not set.");
  check (BATON_KIND_REWARD, "{" NAMED "}", "{" NAMED ",'disabled':true}", "“X” is now switched off.");
  check (BATON_KIND_REWARD, "{" NAMED ",'disabled':true}", "{" NAMED "}", "“X” is no longer switched off.");
  check (BATON_KIND_VOCABULARY, "{" NAMED "}", "{" NAMED ",'multiple':true}", "Vocabulary “X”: Several at once is now yes, was no.");
  check (BATON_KIND_TIER, "{" NAMED ",'colour':'#ff0000'}", "{" NAMED ",'colour':'#00ff00'}", "Tier “X”: Colour is now #00ff00, was #ff0000.");
}

/* An amount is money wherever it stands, and not said while presenting; neither is the code of a language or a currency. */
static void
test_meant (void)
{
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'unit':'amount-step','unit-size':50000}", "{" NAMED ",'unit':'amount-step','unit-size':100050}",
         "Activity “X”: Full number or amount is now EUR\u00a01,000.50, was EUR\u00a0500.00.");
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'unit':'quantity-step','unit-size':500}", "{" NAMED ",'unit':'quantity-step','unit-size':1000}",
         "Activity “X”: Full number or amount is now 1,000, was 500.");
  check (BATON_KIND_PROMOTION, "{" NAMED ",'goal-measure':'amount'}", "{" NAMED ",'goal-measure':'amount','goal-target':100000}",
         "Promotion “X”: Goal is now EUR\u00a01,000.00, was not set.");
  check (BATON_KIND_LOCALE, "{'tag':'de','fallback':'en'}", "{'tag':'de','fallback':'fr'}", "Language “German”: Falls back to is now French, was English.");
  check (BATON_KIND_LOCALE, "{'tag':'de'}", "{'tag':'fr'}", "“German” is now called “French”.");

  g_autoptr (BatonEntity) before = quoted_entity (BATON_KIND_ACTIVITY, "x", "{" NAMED ",'unit':'amount-step','unit-size':50000}");
  g_autoptr (BatonEntity) after = quoted_entity (BATON_KIND_ACTIVITY, "x", "{" NAMED ",'unit':'amount-step','unit-size':60000}");
  g_autoptr (BatonProgram) program = make_program ();
  BatonNames names = { .program = program, .presenting = TRUE };
  baton_program_put (program, after);
  g_auto (GStrv) lines = baton_words_change (&names, &names, before, after), contents = baton_words_contents (&names, after);
  g_autofree char *joined = g_strjoinv (" / ", contents);
  g_assert_cmpstr (lines[0], ==, "Activity “X”: Full number or amount is now •••, was •••.");
  g_assert_null (strstr (joined, "60"));

  /* A step says no id where a thing gets its first name, or loses it, and no code of a language. */
  g_autoptr (BatonEntity) nameless = quoted_entity (BATON_KIND_PUBLISHING_RULE, "rule-0123456789", "{'effect':'may'}");
  g_autoptr (BatonEntity) named = quoted_entity (BATON_KIND_PUBLISHING_RULE, "rule-0123456789", "{'effect':'may','name':'Bloggers'}");
  g_autoptr (BatonEntity) german = quoted_entity (BATON_KIND_LOCALE, "de-0123456789", "{'tag':'de'}");
  g_autofree char *gets = baton_words_entry_name (&names, nameless, named), *loses = baton_words_entry_name (&names, named, nameless);
  g_autofree char *adds = baton_words_entry_name (&names, NULL, german);
  g_assert_cmpstr (gets, ==, "Change Name of “Bloggers”");
  g_assert_cmpstr (loses, ==, "Change Name of “Publishing rule”");
  g_assert_cmpstr (adds, ==, "Add Language “German”");
}

static void
test_cells (void)
{
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'tier-points':{'value':10}}", "{" NAMED ",'tier-points':{'value':20}}", "“X” now earns 20 tier points, was 10.");
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'tier-points':{'value':2}}", "{" NAMED ",'tier-points':{'value':1}}", "“X” now earns 1 tier point, was 2.");
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'individual-points':{'value':'none'}}", "{" NAMED ",'individual-points':{'value':0}}",
         "“X” now earns 0 individual points, was none.");
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'company-points':{'value':10}}", "{" NAMED ",'company-points':{'value':'none'}}",
         "“X” now earns no company points, was 10.");
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'tier-points':{'value':10}}", "{" NAMED ",'tier-points':{'value':10,'exceptions':[{'from':'2027-01-01','value':20}]}}",
         "Activity “X”: Tier points is now 10 (20 from 1 January 2027), was 10.");
}

static void
test_lists (void)
{
  check (BATON_KIND_PERSONA, "{" NAMED ",'terms':['emea']}", "{" NAMED ",'terms':['emea','europe']}", "Persona “X”: Terms now includes “Europe”.");
  check (BATON_KIND_PERSONA, "{" NAMED ",'terms':['emea']}", "{" NAMED "}", "Persona “X”: Terms no longer includes “EMEA”.");
  check (BATON_KIND_PERSONA, "{" NAMED ",'roles':['blogger','editor']}", "{" NAMED ",'roles':['author','editor','blogger']}",
         "Persona “X”: Roles now includes “Author”. / Persona “X”: Roles stands in this order now: Author, Editor and Blogger.");
  check (BATON_KIND_PUBLISHING_RULE, "{'name':'X','actions':['edit','view']}", "{'name':'X','actions':['publish','view']}",
         "Publishing rule “X”: Do now includes “publish”. / Publishing rule “X”: Do no longer includes “edit”.");
  check (BATON_KIND_BENEFIT, "{" NAMED "}", "{" NAMED ",'fund':'x'}", "Benefit “X”: Into fund is now “X”, was not set.");
  check (BATON_KIND_PUBLISHING_RULE, "{'name':'X'}", "{'name':'X','who':[{'dimension':'role','any':['blogger']}]}",
         "Publishing rule “X”: Who is now Blogger, was not set.");
  check (BATON_KIND_PERSONA, "{" NAMED ",'manages':[{'name':'A'},{'name':'B'}]}", "{" NAMED ",'manages':[{'name':'B'},{'name':'C'}]}",
         "Persona “X”: Looks after: now Organization “C”, was Organization “A”.");
  check (BATON_KIND_PERSONA, "{" NAMED ",'manages':[{'name':'A'}]}", "{" NAMED ",'manages':[{'name':'A'},{'name':'B'}]}",
         "Persona “X”: Looks after: now also Organization “B”.");
  check (BATON_KIND_PERSONA, "{" NAMED ",'manages':[{'name':'A'},{'name':'B'}]}", "{" NAMED ",'manages':[{'name':'B'},{'name':'A'}]}",
         "Persona “X”: Looks after stands in this order now: Organization “B”; Organization “A”.");
}

static void
test_places (void)
{
  check (BATON_KIND_TERM, "{" NAMED ",'place':{'parent':'emea','position':'a0'}}", "{" NAMED ",'place':{'parent':'europe','position':'a0'}}",
         "“X” moved from “EMEA” to “Europe”.");
  check (BATON_KIND_ROLE, "{" NAMED ",'place':{'position':'a05'}}", "{" NAMED ",'place':{'position':'a15'}}", "“X” now stands behind “Editor” in its list.");
  check (BATON_KIND_ROLE, "{" NAMED ",'place':{'position':'a05'}}", "{" NAMED ",'place':{'position':'Zz'}}", "“X” now stands first in its list.");
}

static void
test_pictures_and_queries (void)
{
  const char *one = "{'name':'X','file':{'source':'1111111111111111111111111111111111111111111111111111111111111111'}}";
  const char *two = "{'name':'X','file':{'locales':{'de':'3333333333333333333333333333333333333333333333333333333333333333'},"
                    "'source':'2222222222222222222222222222222222222222222222222222222222222222'}}";

  check (BATON_KIND_ASSET, one, two, "Picture “X”: File is another picture now. / Picture “X”: File in German is another picture now.");
  check (BATON_KIND_COLLECTION, "{" NAMED ",'query':{'what':[],'most':3}}", "{" NAMED ",'query':{'what':[],'most':5,'order':'newest'}}",
         "Collection “X”: Filled with is now all content, newest first, at most 5, was all content, at most 3.");
}

/* ── Conflicts ── */

static void
check_conflict (BatonKind   kind,
                const char *base_body,
                const char *my_body,
                const char *their_body,
                const char *who,
                const char *expected)
{
  g_autoptr (BatonProgram) base = make_program (), mine = make_program (), theirs = make_program ();
  g_autoptr (BatonMerge) merge = NULL;
  BatonMergeNames names = { base, mine, theirs, who };
  g_autofree char *sentence = NULL;

  if (base_body != NULL)
    put (base, kind, "x", base_body);
  if (my_body != NULL)
    put (mine, kind, "x", my_body);
  if (their_body != NULL)
    put (theirs, kind, "x", their_body);
  merge = baton_merge_new (base, mine, theirs);
  g_assert_cmpuint (baton_merge_get_conflicts (merge)->len, ==, 1);
  sentence = baton_words_conflict (&names, baton_merge_get_conflicts (merge)->pdata[0]);
  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_conflicts (void)
{
  check_conflict (BATON_KIND_TIER, "{" NAMED ",'threshold':100}", "{" NAMED ",'threshold':120}", "{" NAMED ",'threshold':110}", "Ana",
                  "You set “From tier points” of “X” to 120; Ana set it to 110 on the server.");
  check_conflict (BATON_KIND_TIER, "{" NAMED ",'threshold':100}", "{" NAMED ",'threshold':120}", "{" NAMED ",'threshold':110}", NULL,
                  "You set “From tier points” of “X” to 120; somebody set it to 110 on the server.");
  check_conflict (BATON_KIND_ROLE, "{" NAMED ",'note':'a'}", "{" NAMED "}", "{" NAMED ",'note':'b'}", "Ana", "You cleared “Note” of “X”; Ana set it to “b” on the server.");
  check_conflict (BATON_KIND_ROLE, "{" NAMED ",'note':'a'}", "{" NAMED ",'note':'b'}", "{" NAMED "}", "Ana", "You set “Note” of “X” to “b”; Ana cleared it on the server.");
  check_conflict (BATON_KIND_ROLE, "{'name':{'source':'A'}}", "{'name':{'source':'B'}}", "{'name':{'source':'C'}}", "Ana",
                  "You set “Name” of “A” to “B”; Ana set it to “C” on the server.");
  check_conflict (BATON_KIND_ROLE, "{" NAMED "}", "{'name':{'source':'X','locales':{'de':{'text':'B'}}}}", "{'name':{'source':'X','locales':{'de':{'text':'C'}}}}", "Ana",
                  "You set “Name” in German of “X” to “B”; Ana set it to “C” on the server.");
  check_conflict (BATON_KIND_TERM, "{" NAMED ",'place':{'parent':'regions','position':'b0'}}", "{" NAMED ",'place':{'parent':'emea','position':'b0'}}",
                  "{" NAMED ",'place':{'parent':'europe','position':'b0'}}", "Ana", "You moved “X” to “EMEA”; Ana moved it to “Europe”.");
  check_conflict (BATON_KIND_ROLE, "{" NAMED ",'place':{'position':'b0'}}", "{" NAMED ",'place':{'position':'b1'}}", "{" NAMED ",'place':{'position':'b2'}}", "Ana",
                  "You and Ana moved “X” to different places of one list.");
  check_conflict (BATON_KIND_ROLE, "{" NAMED "}", NULL, "{" NAMED ",'note':'t'}", "Ana", "You deleted “X”; Ana changed it or uses it on the server.");
  check_conflict (BATON_KIND_ROLE, "{" NAMED "}", "{" NAMED ",'note':'m'}", NULL, "Ana", "You changed “X” or use it; Ana deleted it on the server.");
  check_conflict (BATON_KIND_ROLE, NULL, "{" NAMED ",'note':'m'}", "{" NAMED ",'note':'t'}", "Ana", "You and Ana both made “X”, differently.");
  check_conflict (BATON_KIND_PERSONA, "{" NAMED ",'roles':['author','blogger','editor']}", "{" NAMED ",'roles':['blogger','author','editor']}",
                  "{" NAMED ",'roles':['blogger','editor','author']}", "Ana", "You and Ana moved “Author” to different places in “Roles” of “X”.");
}

/* While presenting, the choices of a conflict name no partner either. */
static void
test_presenting (void)
{
  g_autoptr (BatonProgram) base = make_program (), mine = make_program (), theirs = make_program ();
  g_autoptr (GHashTable) partners = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BatonMerge) merge = NULL;
  BatonMergeNames names = { base, mine, theirs, "Ana", .presenting = TRUE, .partners = partners };
  BatonConflict *conflict;

  g_hash_table_add (partners, (gpointer) "blogger");
  put (base, BATON_KIND_ROLE, "x", "{" NAMED ",'place':{'position':'b0'}}");
  put (mine, BATON_KIND_ROLE, "x", "{" NAMED ",'place':{'position':'a05'}}");
  put (theirs, BATON_KIND_ROLE, "x", "{" NAMED ",'place':{'position':'a15'}}");
  merge = baton_merge_new (base, mine, theirs);
  conflict = baton_merge_get_conflicts (merge)->pdata[0];
  g_autofree char *side = baton_words_conflict_side (&names, conflict, BATON_MERGE_MINE);
  g_assert_cmpstr (side, ==, "behind “•••”");
}

/* A cap reads as a sentence wherever a line of its list does. */
static void
test_caps (void)
{
  static const struct
  {
    const char *cap;
    const char *sentence;   /* NULL: has none */
  } cases[] = {
    { "{'holder':'organisation','period':'month','points':'tier','most':150}", "At most 150 tier points for each organization in a month" },
    { "{'holder':'organisation','period':'fiscal-quarter','points':'company','most':1}", "At most 1 company point for each organization in a fiscal quarter" },
    { "{'holder':'organisation','period':'fiscal-year','points':'individual','most':20000}", "At most 20,000 individual points for each organization in a fiscal year" },
    { "{'holder':'member','period':'month','points':'individual','most':40}", "At most 40 individual points for each member in a month" },
    { "{'holder':'member','period':'fiscal-quarter','points':'tier','most':0}", "At most 0 tier points for each member in a fiscal quarter" },
    { "{'holder':'member','period':'fiscal-year','points':'company','most':5}", "At most 5 company points for each member in a fiscal year" },
    { "{'holder':'member','period':'month','points':'individual'}", NULL },
    { "{'period':'month','points':'individual','most':40}", NULL },
    { "{'holder':'member','period':'month','most':40}", NULL },
  };
  const BatonFieldInfo *info = baton_schema_get_field (BATON_FIELD_ACTIVITY_CAPS);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{" NAMED ",'caps':[%s]}", cases[i].cap);
      g_autoptr (BatonEntity) activity = quoted_entity (BATON_KIND_ACTIVITY, "x", body);
      const BatonValue *caps = baton_entity_get (activity, BATON_FIELD_ACTIVITY_CAPS);
      g_autofree char *line = baton_words_line (info->columns, baton_value_get_element (caps, 0)), *value = baton_words_value (NULL, info, caps);

      g_assert_cmpstr (line, ==, cases[i].sentence);
      if (line != NULL)
        {
          g_autofree char *quoted = g_strdup_printf ("“%s”", line);

          g_assert_cmpstr (value, ==, quoted);
        }
    }
  check (BATON_KIND_ACTIVITY, "{" NAMED ",'caps':[{'holder':'member','period':'month','points':'individual','most':40}]}",
         "{" NAMED ",'caps':[{'holder':'member','period':'month','points':'individual','most':60}]}",
         "Activity “X”: Caps: now “At most 60 individual points for each member in a month”, was “At most 40 individual points for each member in a month”.");
}

/* What is wrong with a cap names it by what it says. */
static void
test_cap_of_problem (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  BatonProblem problem = { .code = BATON_PROBLEM_LIMIT_ZERO, .kind = BATON_KIND_ACTIVITY, .entity = (char *) "x", .field = BATON_FIELD_ACTIVITY_CAPS, .row = 1 };
  g_autofree char *place = NULL;

  put (program, BATON_KIND_ACTIVITY, "x", "{" NAMED ",'caps':[{'holder':'member','period':'month','points':'tier','most':40},{'holder':'member','period':'month','points':'individual','most':0}]}");
  place = baton_words_problem_place (BATON_NAMES_OF_PROGRAM (program), &problem);
  g_assert_cmpstr (place, ==, "Activity “X”, Caps, “At most 0 individual points for each member in a month”");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/atoms/things", test_things);
  g_test_add_func ("/words/atoms/texts", test_texts);
  g_test_add_func ("/words/atoms/languages", test_languages);
  g_test_add_func ("/words/atoms/numbers", test_numbers);
  g_test_add_func ("/words/atoms/meant", test_meant);
  g_test_add_func ("/words/atoms/cells", test_cells);
  g_test_add_func ("/words/atoms/lists", test_lists);
  g_test_add_func ("/words/atoms/places", test_places);
  g_test_add_func ("/words/atoms/pictures-and-queries", test_pictures_and_queries);
  g_test_add_func ("/words/atoms/conflicts", test_conflicts);
  g_test_add_func ("/words/atoms/presenting", test_presenting);
  g_test_add_func ("/words/atoms/caps", test_caps);
  g_test_add_func ("/words/atoms/cap-of-problem", test_cap_of_problem);
  return g_test_run ();
}
