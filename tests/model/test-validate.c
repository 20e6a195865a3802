/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Validation: a small whole program without problems, and then one mistake at a time.
 *
 * Each case puts one entity into that program (or replaces one) and expects exactly the problems named, as
 * "code kind.field[row] argument…", worst first.
 */
#include "model/baton-schema.h"
#include "model/baton-validate.h"
#include "support/quoted-entity.h"
#include "support/sound-program.h"

#include <string.h>

static void
assert_worst_problems (const BatonProgram *program,
                       const char         *expected)
{
  g_autoptr (GPtrArray) problems = baton_validate_program (program);
  g_autofree char *found = sound_program_describe (problems);

  g_assert_true (g_str_has_prefix (found, expected));
}

static void
test_sound (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();
  g_autoptr (BatonProgram) empty = baton_program_new ();

  sound_program_assert_problems (program, "");
  sound_program_assert_problems (empty, "no-root");
}

static void
test_shapes (void)
{
  static const SoundCase cases[] = {
    { "role", ID ("n"), "{}", "missing role.name" },
    { "role", "bad", ROLE (), "bad-id role bad" },
    { "role", ID ("n"), "{'name':'plain'}", "wrong-type role.name" },
    { "role", ID ("n"), "{'name':{'source':' \\u00a0'}}", "empty-text role.name" },
    { "role", ID ("n"), "{'name':{'source':'a\\nb'}}", "control-character role.name" },
    { "role", ID ("n"), "{'name':{'source':'a'},'note':'a\\nb'}", "" },
    { "role", ID ("n"), "{'name':{'source':'a','extra':1}}", "unknown-field role.name extra" },
    { "role", ID ("n"), "{'name':{'source':'a','kept':false}}", "wrong-type role.name" },
    { "role", ID ("n"), "{'name':{'source':'a','native':'english'}}", "bad-locale role.name english; text-locale-unlisted role.name@english english" },
    { "role", ID ("n"), "{'name':{'source':'a','locales':{'en-us':{'text':'b','state':'done','source':'0'}}}}",
      "wrong-type role.name@en-us; unknown-choice role.name@en-us done; bad-locale role.name@en-us en-us; text-locale-unlisted role.name@en-us en-us" },
    { "role", ID ("n"), ROLE (",'level':'boss'"), "unknown-choice role.level boss" },
    { "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'Mars/Olympus','currency':'XXX','fiscal-year-start':13}",
      "bad-time-zone program.time-zone Mars/Olympus; bad-currency program.currency XXX; too-large program.fiscal-year-start 13 12" },
    { "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'GMT+3','currency':'EUR','fiscal-year-start':0}",
      "bad-time-zone program.time-zone GMT+3; too-small program.fiscal-year-start 0 1" },
    { "content", ID ("n"), CONTENT (",'window':{'from':'2026-02-02','through':'2026-02-01'}"), "window-backwards content.window 2026-02-02 2026-02-01" },
    { "content", ID ("n"), CONTENT (",'window':{'from':'2026-02-30'}"), "bad-day content.window 2026-02-30" },
    { "content", ID ("n"), CONTENT (",'address':'javascript:1'"), "bad-address content.address javascript:1" },
    { "content", ID ("n"), "{'name':{'source':'N'},'body':{'source':'<script>'}}", "bad-markup content.body script" },
    { "content", ID ("n"), CONTENT (",'tags':['" ID ("emea") "','" ID ("cloud") "']"), "not-sorted content.tags" },
    { "content", ID ("n"), CONTENT (",'tags':['" ID ("cloud") "','" ID ("cloud") "']"), "twice content.tags " ID ("cloud") },
    { "brand", ID ("n"), ROLE (",'accent':'#FFF'"), "bad-colour brand.accent #FFF" },
    { "role", ID ("n"), "{'name':{'source':'N'},'place':{'parent':'" ID ("editor") "','position':'a0'}}", "bad-place role.place; wrong-kind role.place " ID ("editor") " role" },
    { "role", ID ("n"), "{'name':{'source':'N'},'place':{'position':'!'}}", "bad-place role.place" },
    { "term", ID ("n"), "{'name':{'source':'N'},'place':{'position':'a0'}}", "bad-place term.place" },
    { "activity", ID ("n"), ACTIVITY (",'caps':[{'holder':'organisation','period':'week','points':'tier'}]"),
      "missing activity.caps[0] most; unknown-choice activity.caps[0] week" },
    { "activity", ID ("n"), ACTIVITY (",'caps':[{'surplus':1,'holder':'member','period':'month','points':'tier','most':-1}]"),
      "unknown-field activity.caps[0] surplus; too-small activity.caps[0] -1 0" },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'dimension':'role','any':['" ID ("editor") "']},{'nonsense':true}]}", "bad-audience audience.clauses[1]" },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'attribute':'tier-points','min':5,'max':4}]}", "range-backwards audience.clauses[0] 5 4" },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'dimension':'role','any':[]}]}", "clause-empty audience.clauses[0]" },
    { "activity", ID ("blog"), "{'name':{'source':'N'},'tier-points':{'value':1,'exceptions':[{'value':2}]},'company-points':{'value':-1},"
      "'individual-points':{'value':'some'},'place':{'parent':'" ID ("motion") "','position':'a0'}}",
      "exception-unlimited activity.tier-points[0]; too-small activity.company-points -1 0; wrong-type activity.individual-points" },
    { "asset", ID ("n"), "{'name':'N','file':{'source':'abc'},'media-type':'image/png','alternative':{'source':'a'}}", "wrong-type asset.file" },
    { "collection", ID ("n"), ROLE (",'query':{'order':'oldest','most':0}"), "too-small collection.query 0 1; unknown-choice collection.query oldest" },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['view','edit']}", "not-sorted publishing-rule.actions" },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':[]}", "missing publishing-rule.actions" },
  };

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_references (void)
{
  static const SoundCase cases[] = {
    { "content", ID ("n"), CONTENT (",'tags':['" ID ("absent") "']"), "dangling content.tags " ID ("absent") },
    { "content", ID ("n"), CONTENT (",'tags':['" ID ("editor") "']"), "wrong-kind content.tags " ID ("editor") " role" },
    { "content", ID ("n"), CONTENT (",'tags':['" ID ("dach") "','" ID ("emea") "']"), "several-terms content.tags " ID ("region") },
    { "term", ID ("emea"), "{'name':{'source':'N'},'place':{'parent':'" ID ("dach") "','position':'a0'}}", "cycle term.place; cycle term.place; vocabulary-empty vocabulary" },
    { "term", ID ("cloud"), TERM (",'successor':'" ID ("cloud") "'"), "cycle term.successor" },
    { "term", ID ("cloud"), TERM (",'successor':'" ID ("dach") "'"), "term-of-other-vocabulary term.successor " ID ("dach") " " ID ("topic") },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'audience':'" ID ("n") "'}]}", "cycle audience.clauses" },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'dimension':'" ID ("region") "','any':['" ID ("cloud") "']}]}",
      "term-of-other-vocabulary audience.clauses[0] " ID ("cloud") " " ID ("region") },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'dimension':'" ID ("region") "','any':['" ID ("hero") "']}]}",
      "tier-of-other-ladder audience.clauses[0] " ID ("hero") " " ID ("region") },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'dimension':'" ID ("editor") "','any':['" ID ("dach") "']}]}",
      "wrong-kind audience.clauses[0] " ID ("editor") " role; term-of-other-vocabulary audience.clauses[0] " ID ("dach") " " ID ("editor") },
    { "audience", ID ("n"), "{'name':{'source':'N'},'clauses':[{'dimension':'organisation','any':['42']}]}", "" },
    { "program", ID ("q"), "{'name':{'source':'Q'},'source-locale':'en','time-zone':'Europe/Berlin','currency':'EUR'}", "several-roots program" },
    { "tier-ladder", ID ("other"), LADDER (",'pins':[{'holder':'o','tier':'" ID ("hero") "','reason':'r'}]"),
      "tier-of-other-ladder tier-ladder.pins[0] " ID ("hero") " " ID ("other") "; pin-without-end tier-ladder.pins[0]; ladder-empty tier-ladder" },
  };

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));
}

/* Those that need more than one entity, or a quote within a quote. */
static void
test_links_and_depth (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();
  g_autoptr (BatonValue) markup = baton_value_new_string ("<a href=\"baton:" ID ("absent") "\">x</a>");
  g_autoptr (BatonValue) source = baton_value_with_member (NULL, "source", markup);
  g_autoptr (BatonEntity) content = quoted_entity (BATON_KIND_CONTENT, ID ("n"), "{'name':{'source':'N'}}");
  g_autoptr (BatonEntity) linked = baton_entity_with (content, BATON_FIELD_CONTENT_BODY, source);

  baton_program_put (program, linked);
  sound_program_assert_problems (program, "dead-link content.body " ID ("absent"));
  baton_program_remove (program, ID ("n"));

  for (int i = 0; i < 32; i++)
    {
      g_autofree char *id = g_strdup_printf ("deep%02d-0000000000", i);
      g_autofree char *parent = i > 0 ? g_strdup_printf ("deep%02d-0000000000", i - 1) : g_strdup (ID ("topic"));
      g_autofree char *body = g_strdup_printf ("{'name':{'source':'N'},'place':{'parent':'%s','position':'a0'}}", parent);

      quoted_entity_put (program, "term", id, body);
      if (i == 30)
        sound_program_assert_problems (program, "");
    }
  sound_program_assert_problems (program, "too-deep term.place");
}

static void
test_ended_term (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

  quoted_entity_put (program, "term", ID ("old"), TERM (",'successor':'" ID ("cloud") "'"));
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "content", ID ("n"), CONTENT (",'tags':['" ID ("old") "']"));
  sound_program_assert_problems (program, "ended-term-used content.tags " ID ("old"));
}

static void
test_languages (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

  quoted_entity_put (program, "locale", ID ("de"), "{'tag':'de','fallback':'it','place':{'position':'a1'}}");
  quoted_entity_put (program, "locale", ID ("it"), "{'tag':'it','fallback':'de','place':{'position':'a2'}}");
  quoted_entity_put (program, "locale", ID ("ja"), "{'tag':'ja','fallback':'en','place':{'position':'a3'}}");
  assert_worst_problems (program, "fallback-cycle locale.fallback; fallback-cycle locale.fallback; "
                                  "fallback-other-script locale.fallback ja en; untranslated locale ");

  quoted_entity_put (program, "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'fr','time-zone':'UTC','currency':'EUR'}");
  assert_worst_problems (program, "source-locale-unlisted program.source-locale fr; ");

  quoted_entity_put (program, "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'EUR'}");
  quoted_entity_put (program, "locale", ID ("de"), "{'tag':'en-XA'}");
  quoted_entity_put (program, "locale", ID ("it"), "{'tag':'ja'}");
  assert_worst_problems (program, "bad-locale locale.tag en-XA; not-unique locale.tag ja " ID ("it") "; ");
}

static void
test_text_counts (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *found = NULL;

  quoted_entity_put (program, "program", ID ("p"), "{'name':{'source':'P','kept':true},'source-locale':'en','time-zone':'UTC','currency':'EUR'}");
  quoted_entity_put (program, "locale", ID ("en"), "{'tag':'en','place':{'position':'a0'}}");
  quoted_entity_put (program, "locale", ID ("de"), "{'tag':'de','place':{'position':'a1'}}");
  quoted_entity_put (program, "role", ID ("a"), "{'name':{'source':'A','native':'en'}}");
  quoted_entity_put (program, "role", ID ("b"), "{'name':{'source':'B'}}");
  quoted_entity_put (program, "role", ID ("c"), "{'name':{'source':'C'},'description':{'source':'C','locales':{'de':{'text':'C','state':'reviewed','source':'0000000000000000'}}}}");
  problems = baton_validate_program (program);
  found = sound_program_describe (problems);
  g_assert_nonnull (strstr (found, "untranslated locale 2; stale-text locale 1"));
}

static void
test_placeholders (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

  quoted_entity_put (program, "page", ID ("home"), "{'name':{'source':'Hi {member}, {nobody}','locales':{'en':{'text':'{tier}','state':'reviewed','source':'0000000000000000'}}},"
                                     "'use':'landing','introduction':{'source':'x'}}");
  sound_program_assert_problems (program, "placeholder-unknown page.name nobody; placeholder-unknown page.name@en tier; "
                            "placeholder-missing page.name@en member; placeholder-missing page.name@en nobody");
}

static void
test_incentives (void)
{
  static const SoundCase cases[] = {
    { "activity", ID ("blog"), "{'name':{'source':'N'},'tier-points':{'value':1},'place':{'parent':'" ID ("motion") "','position':'a0'}}",
      "undecided-cell activity.company-points; undecided-cell activity.individual-points" },
    { "activity", ID ("blog"), "{'name':{'source':'N'},'disabled':true,'place':{'parent':'" ID ("motion") "','position':'a0'}}", "" },
    { "activity", ID ("blog"), "{'name':{'source':'N'},'tier-points':{'value':0},'company-points':{'value':'none'},'individual-points':{'value':'none'},"
      "'place':{'parent':'" ID ("motion") "','position':'a0'}}", "earns-nothing activity" },
    { "activity", ID ("n"), ACTIVITY (",'unit':'amount-step'"), "unit-size-missing activity.unit-size" },
    { "activity", ID ("n"), ACTIVITY (",'unit':'bands'"), "bands-missing activity.bands; unit-name-missing activity.unit-name" },
    { "activity", ID ("n"), ACTIVITY (",'unit':'bands','bands':[{'from':5,'units':1},{'from':5,'units':2}]"), "bands-not-rising activity.bands[1]; unit-name-missing activity.unit-name" },
    { "activity", ID ("n"), ACTIVITY (",'step-size':50"), "step-incomplete activity.step-percent" },
    { "activity", ID ("n"), ACTIVITY (",'once':'member','again':'months'"), "again-months-missing activity.again-months" },
    { "activity", ID ("n"), ACTIVITY (",'caps':[{'holder':'member','period':'month','points':'tier','most':1},{'holder':'member','period':'month','points':'tier','most':2}]"),
      "twice activity.caps[1] tier" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'multiplier'"), "promotion-incomplete promotion.multiplier" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'extra-points','extra-company-points':0"), "promotion-incomplete promotion.extra-tier-points" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'goal','goal-measure':'events','extra-tier-points':1"), "promotion-incomplete promotion.goal-target" },
    { "promotion", ID ("n"), "{'name':{'source':'N'},'effect':'extra-fee','extra-fee':100}", "promotion-without-end promotion.window" },
    { "tier-ladder", ID ("n"), LADDER (",'downgrade':'grace'"), "grace-missing tier-ladder.grace-months; ladder-empty tier-ladder" },
    { "tier", ID ("n"), "{'name':{'source':'N'},'threshold':100,'place':{'parent':'" ID ("ladder") "','position':'a1'}}", "thresholds-equal tier.threshold " ID ("hero") },
    { "tier", ID ("n"), "{'name':{'source':'N'},'threshold':50,'place':{'parent':'" ID ("ladder") "','position':'a1'}}", "thresholds-not-rising tier.threshold " ID ("hero") },
    { "tier", ID ("hero"), "{'name':{'source':'N'},'threshold':1,'requirements':[{'count':2}],'place':{'parent':'" ID ("ladder") "','position':'a1'}}", "requirement-empty tier.requirements[0]" },
    { "benefit", ID ("n"), "{'name':{'source':'N'},'type':'fund-percent','place':{'parent':'" ID ("hero") "','position':'a1'}}",
      "benefit-incomplete benefit.percent; benefit-incomplete benefit.fund" },
    { "reward", ID ("n"), "{'name':{'source':'N'},'points':'company'}", "price-missing reward.price; points-not-earned reward.points; point-value-missing program.company-point-value" },
    { "reward", ID ("n"), "{'name':{'source':'N'},'points':'company','pricing':'exchange','price':5}", "price-missing reward.rate; points-not-earned reward.points; point-value-missing program.company-point-value; without-effect reward.price pricing" },
    { "fund", ID ("n"), "{'name':{'source':'N'},'type':'rebate'}", "fund-incomplete fund.bands; rebate-without-activities fund.activities" },
    { "tier-ladder", ID ("ladder"), LADDER (",'pins':[{'holder':'o','tier':'" ID ("hero") "'}]"), "pin-without-reason tier-ladder.pins[0] o; pin-without-end tier-ladder.pins[0]" },
  };

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_overlapping_promotions (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

  quoted_entity_put (program, "promotion", ID ("a"), "{'name':{'source':'A'},'effect':'multiplier','multiplier':20000,'activities':['" ID ("blog") "'],'window':{'from':'2026-01-01','through':'2026-03-31'},'place':{'position':'a0'}}");
  quoted_entity_put (program, "promotion", ID ("b"), "{'name':{'source':'B'},'effect':'multiplier','multiplier':20000,'activities':['" ID ("blog") "'],'window':{'from':'2026-04-01','through':'2026-06-30'},'place':{'position':'a1'}}");
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "promotion", ID ("b"), "{'name':{'source':'B'},'effect':'multiplier','multiplier':20000,'activities':['" ID ("blog") "'],'window':{'from':'2026-03-31','through':'2026-06-30'},'place':{'position':'a1'}}");
  sound_program_assert_problems (program, "promotions-overlap promotion.window " ID ("a") " " ID ("blog"));
}

static void
test_experience (void)
{
  static const SoundCase cases[] = {
    { "page", ID ("n"), "{'name':{'source':'N'},'use':'section'}", "page-empty page" },
    { "page", ID ("home"), "{'name':{'source':'N'},'use':'section','introduction':{'source':'x'}}", "no-landing-page program" },
    { "block", ID ("n"), "{'type':'content','place':{'parent':'" ID ("home") "','position':'a0'}}", "block-incomplete block.query" },
    { "block", ID ("n"), "{'type':'hero','place':{'parent':'" ID ("home") "','position':'a0'}}", "block-incomplete block.picture" },
    { "navigation-item", ID ("n"), ROLE (), "no-target navigation-item.target" },
    { "navigation-item", ID ("n"), ROLE (",'target':'" ID ("home") "','address':'https://example.com'"), "two-targets navigation-item.address" },
    { "collection", ID ("n"), ROLE (), "collection-empty collection.items" },
    { "workflow", ID ("n"), ROLE (), "workflow-empty workflow" },
    { "content", ID ("n"), "{'name':{'source':'N'}}", "content-empty content.body" },
    { "record-field", ID ("n"), "{'name':{'source':'N'},'type':'term','place':{'parent':'" ID ("deal") "','position':'a0'}}", "record-field-without-vocabulary record-field.vocabulary" },
    { "publishing-rule", ID ("n"), "{'effect':'may-not','actions':['view']}", "exception-without-reason publishing-rule.reason" },
  };

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_brand (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

  /* Its text lies on the house's white. */
  quoted_entity_put (program, "brand", ID ("pale"), "{'name':{'source':'N'},'text':'#777777','audience':[{'dimension':'role','any':['" ID ("editor") "']}],'place':{'position':'a1'}}");
  sound_program_assert_problems (program, "low-contrast brand.text #777777 #ffffff 447 #767676");
  /* A brand for some is not below another. */
  quoted_entity_put (program, "brand", ID ("third"), "{'name':{'source':'Third'},'dark-accent':'#777777','dark-surface':'#777777','place':{'position':'a2'}}");
  quoted_entity_put (program, "brand", ID ("pale"), "{'name':{'source':'N'},'font':'serif','place':{'position':'a1'}}");
  {
    g_autoptr (GPtrArray) problems = baton_validate_program (program);

    g_assert_cmpuint (problems->len, ==, 1);
    g_assert_cmpint (((BatonProblem *) g_ptr_array_index (problems, 0))->field, ==, BATON_FIELD_BRAND_DARK_ACCENT);
  }
}

/* What stands there and changes nothing. */
static void
test_effect (void)
{
  static const SoundCase cases[] = {
    { "record-field", ID ("n"), "{'name':{'source':'N'},'type':'text','vocabulary':'" ID ("topic") "','place':{'parent':'" ID ("deal") "','position':'a0'}}",
      "without-effect record-field.vocabulary type" },
    { "publishing-rule", ID ("n"), "{'effect':'may-not','actions':['view'],'reason':'r','approval-by':['" ID ("editor") "']}", "without-effect publishing-rule.approval-by effect" },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['edit'],'approval-by':['" ID ("editor") "']}", "" },
    { "block", ID ("n"), BLOCK (",'type':'tools','query':{'most':3},'motions':['" ID ("motion") "']"), "without-effect block.query type; without-effect block.motions type" },
    { "block", ID ("n"), BLOCK (",'type':'tiers','motions':['" ID ("motion") "']"), "" },
    { "activity", ID ("n"), ACTIVITY (",'again':'fiscal-year','next-after-reversal':true"), "without-effect activity.again once; without-effect activity.next-after-reversal once" },
    { "activity", ID ("n"), ACTIVITY (",'once':'member','again':'never','again-months':3"), "without-effect activity.again-months again" },
    { "activity", ID ("n"), ACTIVITY (",'unit-size':5,'bands':[{'from':1,'units':1}]"), "without-effect activity.unit-size unit; without-effect activity.bands unit" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'multiplier','multiplier':20000,'extra-fee':100,'goal-target':3"),
      "without-effect promotion.extra-fee effect; without-effect promotion.goal-target effect" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'multiplier','multiplier':10000"), "multiplier-without-gain promotion.multiplier" },
    { "tier-ladder", ID ("ladder"), LADDER (",'window':'fiscal-year','months':6,'grace-months':1"), "without-effect tier-ladder.months window; without-effect tier-ladder.grace-months downgrade" },
    { "tier-ladder", ID ("ladder"), LADDER (",'months':6"), "" },
    { "benefit", ID ("n"), BENEFIT (",'type':'text','percent':100"), "without-effect benefit.percent type" },
    { "reward", ID ("n"), REWARD (",'price':5,'rate':1"), "point-value-missing program.individual-point-value; without-effect reward.rate pricing" },
    { "fund", ID ("n"), "{'name':{'source':'N'},'type':'mdf','bands':[{'from':0,'rate':100}]}", "without-effect fund.bands type" },
    { "brand", ID ("n"), "{'name':{'source':'N'},'imagery':[{'use':'hero','asset':'" ID ("fund") "'},{'use':'tile','asset':'" ID ("fund") "'},{'use':'hero','asset':'" ID ("fund") "'}],'place':{'position':'a1'}}",
      "wrong-kind brand.imagery[0] " ID ("fund") " fund; wrong-kind brand.imagery[1] " ID ("fund") " fund; wrong-kind brand.imagery[2] " ID ("fund") " fund; row-twice brand.imagery[2] 1" },
    { "search-profile", ID ("n"), ROLE (",'boosts':[{'term':'" ID ("cloud") "','weight':1},{'term':'" ID ("dach") "','weight':1},{'term':'" ID ("cloud") "','weight':2}]"),
      "row-twice search-profile.boosts[2] 1" },
    { "tier", ID ("hero"), "{'name':{'source':'N'},'threshold':1,'requirements':[{'term':'" ID ("cloud") "'},{'activity':'" ID ("blog") "'},{'activity':'" ID ("blog") "','count':2}],"
      "'place':{'parent':'" ID ("ladder") "','position':'a1'}}", "row-twice tier.requirements[2] 2" },
    { "activity", ID ("n"), "{'name':{'source':'N'},'tier-points':{'value':1,'exceptions':[{'from':'2026-06-01','value':2},{'from':'2026-01-01','value':3}]},"
      "'company-points':{'value':1,'exceptions':[{'from':'2026-01-01','value':2},{'from':'2026-06-01','value':3}]},"
      "'individual-points':{'value':1,'exceptions':[{'audience':[{'dimension':'role','any':['" ID ("editor") "']}],'value':2},{'from':'2026-06-01','value':3},"
      "{'audience':[{'dimension':'role','any':['" ID ("editor") "']}],'value':4}]},'place':{'parent':'" ID ("motion") "','position':'a4'}}",
      "exception-covered activity.tier-points[0] 2; exception-covered activity.individual-points[0] 3" },
  };

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));
}

/* What the text of the design asks for beyond single values. */
static void
test_meaning (void)
{
  static const SoundCase cases[] = {
    { "role", ID ("n"), "{'name':{'source':'a','native':'en','kept':true}}", "native-and-kept role.name en" },
    { "role", ID ("n"), "{'name':{'source':'a','native':'fr'}}", "text-locale-unlisted role.name@fr fr" },
    { "asset", ID ("n"), "{'name':'N','file':{'source':'0000000000000000000000000000000000000000000000000000000000000000','locales':{'fr':"
      "'0000000000000000000000000000000000000000000000000000000000000001'}},'media-type':'image/png','alternative':{'source':'a'}}", "text-locale-unlisted asset.file@fr fr" },
    { "locale", ID ("en"), "{'tag':'en','fallback':'fr','place':{'position':'a0'}}", "fallback-unlisted locale.fallback fr; without-effect locale.fallback tag" },
    { "locale", ID ("en"), "{'tag':'en','regions':['" ID ("cloud") "','" ID ("dach") "'],'place':{'position':'a0'}}", "term-of-other-purpose locale.regions " ID ("cloud") " region" },
    { "role", ID ("n"), ROLE (",'entity-types':['" ID ("cloud") "']"), "term-of-other-purpose role.entity-types " ID ("cloud") " entity-type" },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['view'],'what':[{'dimension':'" ID ("topic") "','any':['" ID ("cloud") "']},{'dimension':'role','any':['" ID ("editor") "']}]}",
      "clause-of-members publishing-rule.what[1]" },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['view'],'what':[{'dimension':'role','any':['" ID ("editor") "'],'side':'member'}]}", "" },
    { "page", ID ("n"), "{'name':{'source':'N'},'use':'landing','introduction':{'source':'x'},'place':{'position':'a1'}}", "never-reached page.audience " ID ("home") },
    { "page", ID ("n"), "{'name':{'source':'N'},'use':'landing','introduction':{'source':'x'},'audience':[{'dimension':'role','any':['" ID ("editor") "']}],'place':{'position':'Zz'}}", "" },
    { "tool", ID ("n"), ROLE (), "tool-without-address tool.address" },
    { "dashboard", ID ("n"), ROLE (), "dashboard-empty dashboard.kpis" },
    { "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'JPY'}", "" },
    { "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'JPY','currency-digits':2}", "currency-digits-unusual program.currency-digits 2 0" },
    { "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'JPY','currency-digits':0}", "" },
    { "reward", ID ("n"), "{'name':{'source':'N'},'points':'company','price':5}", "points-not-earned reward.points; point-value-missing program.company-point-value" },
    { "activity", ID ("n"), ACTIVITY (",'unit':'quantity'"), "unit-name-missing activity.unit-name" },
    { "activity", ID ("n"), ACTIVITY (",'successor':'" ID ("blog") "'"), "successor-without-end activity.window " ID ("blog") },
    { "activity", ID ("n"), ACTIVITY (",'successor':'" ID ("blog") "','window':{'through':'2026-01-01'}"), "successor-overlaps activity.successor " ID ("blog") },
    { "benefit", ID ("n"), BENEFIT (",'type':'fund-number','number':1,'fund':'" ID ("fund") "'"), "unit-name-missing benefit.unit" },
    { "tier-ladder", ID ("ladder"), LADDER (",'pins':[{'holder':'o','tier':'" ID ("hero") "','reason':'r','window':{'from':'2026-01-01'}}]"), "pin-without-end tier-ladder.pins[0]" },
    { "tier-ladder", ID ("ladder"), LADDER (",'pins':[{'holder':'o','tier':'" ID ("hero") "','reason':'r','window':{'through':'2026-03-31'}},"
      "{'holder':'p','tier':'" ID ("hero") "','reason':'r','window':{'through':'2026-03-31'}},"
      "{'holder':'o','tier':'" ID ("hero") "','reason':'r','window':{'from':'2026-04-01','through':'2026-06-30'}},"
      "{'holder':'o','tier':'" ID ("hero") "','reason':'r','window':{'from':'2026-03-31','through':'2026-03-31'}}]"), "pins-overlap tier-ladder.pins[3] 1" },
    { "brand", ID ("n"), "{'name':{'source':'N'},'surface':'#eeeeee','audience':[{'dimension':'role','any':['" ID ("editor") "']}],'place':{'position':'Zz'}}",
      "brand-covered brand.surface " ID ("house") },
    { "brand", ID ("house"), "{'name':{'source':'House'},'font':'serif','audience':[{'dimension':'role','any':['" ID ("editor") "']}],'place':{'position':'a0'}}", "house-brand-missing brand.audience" },
  };

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));
}

/* Where one thing says of another that it cannot be what it is there for. */
static void
test_fitting (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

  quoted_entity_put (program, "vocabulary", ID ("kind"), "{'name':{'source':'Kind'},'purpose':'entity-type','place':{'position':'a2'}}");
  quoted_entity_put (program, "term", ID ("partner"), "{'name':{'source':'Partner'},'place':{'parent':'" ID ("kind") "','position':'a0'}}");
  quoted_entity_put (program, "term", ID ("agency"), "{'name':{'source':'Agency'},'place':{'parent':'" ID ("partner") "','position':'a0'}}");
  quoted_entity_put (program, "term", ID ("customer"), "{'name':{'source':'Customer'},'place':{'parent':'" ID ("kind") "','position':'a1'}}");
  quoted_entity_put (program, "role", ID ("editor"), "{'name':{'source':'Editor'},'entity-types':['" ID ("partner") "'],'place':{'position':'a0'}}");
  quoted_entity_put (program, "persona", ID ("n"), "{'name':{'source':'N'},'roles':['" ID ("editor") "'],'terms':['" ID ("agency") "']}");
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "persona", ID ("n"), "{'name':{'source':'N'},'roles':['" ID ("editor") "'],'terms':['" ID ("dach") "']}");
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "persona", ID ("n"), "{'name':{'source':'N'},'roles':['" ID ("editor") "'],'terms':['" ID ("customer") "'],'manages':[{'name':'O','terms':['" ID ("agency") "','" ID ("customer") "']}]}");
  sound_program_assert_problems (program, "role-not-at-type persona.roles " ID ("editor") "; several-terms persona.manages[0] " ID ("kind"));
  baton_program_remove (program, ID ("n"));

  quoted_entity_put (program, "content", ID ("c"), CONTENT (",'state':'draft'"));
  quoted_entity_put (program, "collection", ID ("n"), ROLE (",'items':['" ID ("c") "']"));
  quoted_entity_put (program, "navigation-item", ID ("m"), ROLE (",'target':'" ID ("c") "'"));
  sound_program_assert_problems (program, "unpublished-used navigation-item.target " ID ("c") "; unpublished-used collection.items " ID ("c"));
  baton_program_remove (program, ID ("n"));
  baton_program_remove (program, ID ("m"));

  quoted_entity_put (program, "activity", ID ("blog"), ACTIVITY (",'window':{'through':'2026-01-31'}"));
  quoted_entity_put (program, "promotion", ID ("n"), PROMOTION (",'effect':'multiplier','multiplier':20000,'activities':['" ID ("blog") "']"));
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "promotion", ID ("n"), "{'name':{'source':'N'},'effect':'multiplier','multiplier':20000,'activities':['" ID ("blog") "'],'window':{'from':'2026-02-01','through':'2026-12-31'}}");
  sound_program_assert_problems (program, "activity-not-in-force promotion.activities " ID ("blog"));
  baton_program_remove (program, ID ("n"));
  quoted_entity_put (program, "activity", ID ("blog"), ACTIVITY (",'disabled':true"));
  quoted_entity_put (program, "tier", ID ("hero"), "{'name':{'source':'N'},'threshold':1,'requirements':[{'activity':'" ID ("blog") "'}],'place':{'parent':'" ID ("ladder") "','position':'a1'}}");
  sound_program_assert_problems (program, "activity-not-in-force tier.requirements[0] " ID ("blog"));
  quoted_entity_put (program, "tier", ID ("hero"), "{'name':{'source':'N'},'threshold':1,'place':{'parent':'" ID ("ladder") "','position':'a1'}}");

  quoted_entity_put (program, "record-field", ID ("size"), "{'name':{'source':'Size'},'type':'number','place':{'parent':'" ID ("deal") "','position':'a0'}}");
  quoted_entity_put (program, "record-field", ID ("close"), "{'name':{'source':'Close'},'type':'day','place':{'parent':'" ID ("deal") "','position':'a1'}}");
  quoted_entity_put (program, "record", ID ("n"), "{'name':'N','type':'" ID ("deal") "','values':[{'field':'" ID ("size") "','value':'-1,500.50'},{'field':'" ID ("close") "','value':'2026-03-31'}]}");
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "record", ID ("n"), "{'name':'N','type':'" ID ("deal") "','values':[{'field':'" ID ("size") "','value':'many'},{'field':'" ID ("close") "','value':'soon'}]}");
  sound_program_assert_problems (program, "record-value-unfit record.values[0] many number; record-value-unfit record.values[1] soon day");
}

/* The group checks name the unique fields one by one. */
static void
test_unique_fields (void)
{
  for (int field = 0; field < BATON_N_FIELDS; field++)
    if (baton_schema_get_field ((BatonField) field)->flags & BATON_FIELD_UNIQUE)
      g_assert_true (field == BATON_FIELD_LOCALE_TAG || field == BATON_FIELD_PORTAL_WORD_KEY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/validate/sound", test_sound);
  g_test_add_func ("/model/validate/shapes", test_shapes);
  g_test_add_func ("/model/validate/references", test_references);
  g_test_add_func ("/model/validate/links-and-depth", test_links_and_depth);
  g_test_add_func ("/model/validate/ended-term", test_ended_term);
  g_test_add_func ("/model/validate/languages", test_languages);
  g_test_add_func ("/model/validate/text-counts", test_text_counts);
  g_test_add_func ("/model/validate/placeholders", test_placeholders);
  g_test_add_func ("/model/validate/incentives", test_incentives);
  g_test_add_func ("/model/validate/overlapping-promotions", test_overlapping_promotions);
  g_test_add_func ("/model/validate/experience", test_experience);
  g_test_add_func ("/model/validate/brand", test_brand);
  g_test_add_func ("/model/validate/effect", test_effect);
  g_test_add_func ("/model/validate/meaning", test_meaning);
  g_test_add_func ("/model/validate/fitting", test_fitting);
  g_test_add_func ("/model/validate/unique-fields", test_unique_fields);
  return g_test_run ();
}
