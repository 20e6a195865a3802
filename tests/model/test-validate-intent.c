/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is whole by itself and does not do what is meant: audiences that nobody meets, limits of nothing, budgets that never
 * run out, tiers that take away. One mistake at a time in a sound program; what is not told stands beside what is.
 */
#include "model/baton-schema.h"
#include "model/baton-validate.h"
#include "support/quoted-entity.h"
#include "support/sound-program.h"

#define AUDIENCE(clauses) "{'name':{'source':'N'},'clauses':[" clauses "]}"
#define IN(match, term) "{'dimension':'" ID ("region") "','" match "':['" ID (term) "']}"
#define ABOUT(match, term) "{'dimension':'" ID ("topic") "','" match "':['" ID (term) "']}"
#define AT(side) "{'dimension':'" ID ("topic") "','any':['" ID ("cloud") "'],'side':'" side "'}"
#define NOBODY(row) "nobody-meets audience.clauses[" row "]"

static void
test_audiences (void)
{
  static const SoundCase cases[] = {
    { "audience", ID ("n"), AUDIENCE (IN ("any", "dach") "," IN ("none", "emea")), NOBODY ("1") },
    { "audience", ID ("n"), AUDIENCE (IN ("none", "emea") "," IN ("only", "dach")), NOBODY ("1") },
    { "audience", ID ("n"), AUDIENCE (IN ("any", "emea") "," IN ("none", "dach")), "" },
    { "audience", ID ("n"), AUDIENCE ("{'dimension':'" ID ("region") "','any':['" ID ("apac") "','" ID ("dach") "']}," IN ("none", "emea")), "" },
    { "audience", ID ("n"), AUDIENCE ("{'dimension':'" ID ("region") "','all':['" ID ("dach") "','" ID ("emea") "']}," IN ("none", "emea")), NOBODY ("1") },
    { "audience", ID ("n"), AUDIENCE (IN ("any", "dach") "," IN ("any", "apac")), NOBODY ("1") },
    { "audience", ID ("n"), AUDIENCE (IN ("any", "dach") "," IN ("any", "emea")), "" },
    { "audience", ID ("n"), AUDIENCE ("{'dimension':'" ID ("region") "','all':['" ID ("apac") "','" ID ("dach") "']}"), NOBODY ("0") },
    { "audience", ID ("n"), AUDIENCE (ABOUT ("any", "cloud") "," ABOUT ("any", "data")), "" },
    { "audience", ID ("n"), AUDIENCE (ABOUT ("only", "cloud") "," ABOUT ("any", "data")), NOBODY ("1") },
    { "audience", ID ("n"), AUDIENCE ("{'attribute':'tier-points','min':5},{'attribute':'tier-points','max':4}"), NOBODY ("1") },
    { "audience", ID ("n"), AUDIENCE ("{'attribute':'tier-points','min':5},{'attribute':'company-points','max':4}"), "" },
    { "audience", ID ("n"), AUDIENCE ("{'dimension':'organisation','any':['7']},{'dimension':'organisation','none':['7']}"), NOBODY ("1") },
    { "collection", ID ("n"), ROLE (",'query':{'what':[" IN ("any", "dach") "," IN ("none", "dach") "]}"), "nobody-meets collection.query[1]" },
    { "activity", ID ("n"), "{'name':{'source':'N'},'tier-points':{'value':1,'exceptions':[{'from':'2026-01-01','value':2},"
      "{'audience':[" IN ("any", "dach") "," IN ("any", "apac") "],'value':3}]},'company-points':{'value':1},'individual-points':{'value':1},"
      "'place':{'parent':'" ID ("motion") "','position':'a4'}}", "nobody-meets activity.tier-points[1]" },
    /* The analysis of rules says it, and more. */
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['view'],'who':[" IN ("any", "dach") "," IN ("none", "emea") "]}", "" },
    { "tier-ladder", ID ("ladder"), LADDER (",'audience':[{'dimension':'" ID ("ladder") "','any':['" ID ("hero") "']}]"), "ladder-asks-for-itself tier-ladder.audience" },
    { "tier-ladder", ID ("ladder"), LADDER (",'audience':[{'dimension':'" ID ("ladder") "','none':['" ID ("hero") "']}]"), "" },
    { "tier-ladder", ID ("ladder"), LADDER (",'audience':[{'audience':'" ID ("heroes") "'}]"), "ladder-asks-for-itself tier-ladder.audience" },
    { "audience", ID ("n"), AUDIENCE ("{'attribute':'tier-points'}"), "clause-empty audience.clauses[0]" },
    { "page", ID ("n"), "{'name':{'source':'N'},'use':'section','introduction':{'source':'x'},'audience':[" AT ("content") "]}", "clause-out-of-place page.audience[0]" },
    { "page", ID ("n"), "{'name':{'source':'N'},'use':'section','introduction':{'source':'x'},'audience':[" AT ("record") "]}", "" },
    { "page", ID ("n"), "{'name':{'source':'N'},'use':'section','introduction':{'source':'x'},'audience':[" AT ("event") "]}", "clause-out-of-place page.audience[0]" },
    { "activity", ID ("n"), ACTIVITY (",'audience':[" AT ("event") "]"), "" },
    { "activity", ID ("n"), ACTIVITY (",'audience':[" AT ("record") "]"), "clause-out-of-place activity.audience[0]" },
    { "collection", ID ("n"), ROLE (",'query':{'what':[{'dimension':'" ID ("ladder") "','any':['" ID ("hero") "']}]}"), "clause-of-members collection.query[0]" },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['view'],'what':[{'dimension':'" ID ("ladder") "','any':['" ID ("hero") "'],'side':'member'}]}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = sound_program_new ();

      g_test_message ("%s %s", cases[i].kind, cases[i].body);
      quoted_entity_put (program, "term", ID ("apac"), "{'name':{'source':'APAC'},'place':{'parent':'" ID ("region") "','position':'a1'}}");
      quoted_entity_put (program, "term", ID ("data"), "{'name':{'source':'Data'},'place':{'parent':'" ID ("topic") "','position':'a1'}}");
      quoted_entity_put (program, "audience", ID ("heroes"), "{'name':{'source':'Heroes'},'clauses':[{'dimension':'" ID ("ladder") "','any':['" ID ("hero") "']}]}");
      quoted_entity_put (program, cases[i].kind, cases[i].id, cases[i].body);
      sound_program_assert_problems (program, cases[i].expected);
    }
}

/* A program that is made to keep a server comparing is given up on, and nothing is said of what was not looked at. */
static void
test_endless_audience (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();
  g_autoptr (GString) body = g_string_new ("{'name':{'source':'N'},'clauses':[");

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "," : "", i < 19999 ? "{'dimension':'organisation','any':['1']}" : "{'dimension':'organisation','none':['1']}");
  g_string_append (body, "]}");
  quoted_entity_put (program, "audience", ID ("n"), body->str);
  sound_program_assert_problems (program, "");
}

static void
test_rules (void)
{
  static const SoundCase cases[] = {
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['edit'],'own':['" ID ("region") "','" ID ("topic") "'],'addressed':['" ID ("topic") "']}",
      "own-and-addressed publishing-rule.addressed " ID ("topic") },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['edit'],'own':['" ID ("region") "'],'addressed':['" ID ("topic") "']}", "" },
    { "publishing-rule", ID ("n"), "{'effect':'may','actions':['edit','view'],'approval-by':['" ID ("editor") "']}", "view-with-approval publishing-rule.approval-by" },
    { "brand", ID ("n"), ROLE (), "brand-empty brand" },
    { "vocabulary", ID ("n"), "{'name':{'source':'N'},'purpose':'other'}", "vocabulary-empty vocabulary" },
    { "role", ID ("n"), "{'name':{'source':'a','kept':true,'locales':{'en':{'text':'b','state':'reviewed','source':'0000000000000000'}}}}", "translations-unused role.name" },
    { "role", ID ("n"), "{'name':{'source':'a','native':'en','locales':{'en':{'text':'b','state':'reviewed','source':'0000000000000000'}}}}", "translations-unused role.name" },
    { "page", ID ("home"), "{'name':{'source':'Home'},'use':'landing','introduction':{'source':'Hello'},'audience':[" IN ("any", "dach") "],'place':{'position':'a0'}}",
      "landing-page-for-all-missing page.audience" },
    { "search-profile", ID ("n"), ROLE (",'synonyms':[{'words':'fund, money'},{'words':'deal'}],'boosts':[{'term':'" ID ("cloud") "','weight':0}]"),
      "row-without-effect search-profile.boosts[0]; row-without-effect search-profile.synonyms[1]" },
  };

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_experience (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

  quoted_entity_put (program, "workflow", ID ("w"), ROLE ());
  quoted_entity_put (program, "workflow-step", ID ("n"), "{'name':{'source':'N'},'activity':'" ID ("blog") "','place':{'parent':'" ID ("w") "','position':'a0'}}");
  sound_program_assert_problems (program, "step-without-owner workflow-step.owner");
  quoted_entity_put (program, "workflow-step", ID ("n"), "{'name':{'source':'N'},'owner':'" ID ("editor") "','activity':'" ID ("blog") "','place':{'parent':'" ID ("w") "','position':'a0'}}");
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "activity", ID ("blog"), ACTIVITY (",'disabled':true"));
  sound_program_assert_problems (program, "activity-not-in-force workflow-step.activity " ID ("blog"));
  baton_program_remove (program, ID ("n"));
  baton_program_remove (program, ID ("w"));

  quoted_entity_put (program, "record-field", ID ("stage"), "{'name':{'source':'Stage'},'type':'term','vocabulary':'" ID ("topic") "','place':{'parent':'" ID ("deal") "','position':'a0'}}");
  quoted_entity_put (program, "record", ID ("n"), "{'name':'N','type':'" ID ("deal") "','terms':['" ID ("cloud") "']}");
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "record", ID ("n"), "{'name':'N','type':'" ID ("deal") "','values':[{'field':'" ID ("stage") "','value':'Cloud'}]}");
  sound_program_assert_problems (program, "record-value-unfit record.values[0] Cloud term");
}

static void
test_targets (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

#define TARGET(position, members) "{'value':1,'place':{'parent':'" ID ("k") "','position':'" position "'}" members "}"
  quoted_entity_put (program, "kpi", ID ("k"), ROLE ());
  quoted_entity_put (program, "target", ID ("a"), TARGET ("a0", ",'window':{'through':'2026-06-30'}"));
  quoted_entity_put (program, "target", ID ("b"), TARGET ("a1", ",'window':{'from':'2026-07-01'}"));
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "target", ID ("b"), TARGET ("a1", ",'audience':[" IN ("any", "dach") "]"));
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "target", ID ("b"), TARGET ("a1", ""));
  sound_program_assert_problems (program, "targets-overlap target.window " ID ("a"));
#undef TARGET
}

static void
test_activities (void)
{
  static const SoundCase cases[] = {
    { "motion", ID ("n"), ROLE (), "motion-empty motion" },
    { "activity", ID ("n"), ACTIVITY (",'caps':[{'holder':'organisation','period':'month','points':'tier','most':0}]"), "limit-zero activity.caps[0]" },
    { "activity", ID ("n"), "{'name':{'source':'N'},'tier-points':{'value':1,'exceptions':[{'from':'2026-06-30','value':2},{'from':'2026-07-01','value':3}]},"
      "'company-points':{'value':1},'individual-points':{'value':1},'window':{'through':'2026-06-30'},'place':{'parent':'" ID ("motion") "','position':'a4'}}",
      "exception-too-late activity.tier-points[1] 2026-06-30" },
  };
  g_autoptr (BatonProgram) program = sound_program_new ();

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));

  quoted_entity_put (program, "activity", ID ("n"), ACTIVITY (",'successor':'" ID ("next") "','window':{'through':'2026-06-30'}"));
  quoted_entity_put (program, "activity", ID ("next"), "{'name':{'source':'Next'},'tier-points':{'value':1},'company-points':{'value':1},'individual-points':{'value':1},"
                     "'window':{'from':'2026-07-01'},'place':{'parent':'" ID ("motion") "','position':'a5'}}");
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "activity", ID ("next"), "{'name':{'source':'Next'},'tier-points':{'value':1},'company-points':{'value':1},'individual-points':{'value':1},"
                     "'window':{'from':'2026-06-30'},'place':{'parent':'" ID ("motion") "','position':'a5'}}");
  sound_program_assert_problems (program, "successor-overlaps activity.successor " ID ("next"));
  quoted_entity_put (program, "activity", ID ("next"), "{'name':{'source':'Next'},'tier-points':{'value':1},'company-points':{'value':1},'individual-points':{'value':1},"
                     "'window':{'from':'2026-01-01','through':'2026-01-31'},'place':{'parent':'" ID ("motion") "','position':'a5'}}");
  sound_program_assert_problems (program, "activity-not-in-force activity.successor " ID ("next") "; successor-overlaps activity.successor " ID ("next"));
}

/* What counts once is not had twice, by whom it is counted for; a promotion for all is for none of it. */
static void
test_once (void)
{
#define ONCE(members) "{'name':{'source':'Once'},'tier-points':{'value':1},'company-points':{'value':1},'individual-points':{'value':1}," \
                      "'place':{'parent':'" ID ("motion") "','position':'a5'}" members "}"
#define HOLDER(holder) "{'name':{'source':'Tiers'},'place':{'position':'a0'},'holder':'" holder "'}"
#define TOLD "requirement-beyond-once tier.requirements[1] " ID ("once")
  static const struct { const char *once; const char *holder; const char *told; } cases[] = {
    { ONCE (",'once':'organisation'"), HOLDER ("organisation"), TOLD },
    { ONCE (",'once':'organisation','again':'never'"), HOLDER ("organisation"), TOLD },
    { ONCE (",'once':'organisation'"), HOLDER ("organisation-with-children"), "" },
    { ONCE (",'once':'organisation'"), HOLDER ("member"), TOLD },
    { ONCE (",'once':'member'"), HOLDER ("organisation"), "" },
    { ONCE (",'once':'member'"), HOLDER ("member"), TOLD },
    { ONCE (",'once':'organisation','again':'fiscal-year'"), HOLDER ("organisation"), "" },
    { ONCE (""), HOLDER ("organisation"), "" },
  };
  g_autoptr (BatonProgram) program = sound_program_new ();

  quoted_entity_put (program, "tier", ID ("hero"), "{'name':{'source':'Hero'},'threshold':100,'place':{'parent':'" ID ("ladder") "','position':'a0'},"
                     "'requirements':[{'activity':'" ID ("blog") "','count':3},{'activity':'" ID ("once") "','count':2}]}");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      quoted_entity_put (program, "activity", ID ("once"), cases[i].once);
      quoted_entity_put (program, "tier-ladder", ID ("ladder"), cases[i].holder);
      sound_program_assert_problems (program, cases[i].told);
    }

  baton_program_remove (program, ID ("hero"));
  quoted_entity_put (program, "tier", ID ("other"), "{'name':{'source':'Hero'},'threshold':100,'place':{'parent':'" ID ("ladder") "','position':'a0'}}");
  quoted_entity_put (program, "promotion", ID ("n"), PROMOTION (",'effect':'extra-points','extra-tier-points':20"));
  quoted_entity_put (program, "activity", ID ("once"), ONCE (",'once':'organisation'"));
  sound_program_assert_problems (program, "");
  baton_program_remove (program, ID ("blog"));
  sound_program_assert_problems (program, "promotion-reaches-nothing promotion.activities");
  quoted_entity_put (program, "promotion", ID ("n"), PROMOTION (",'effect':'extra-points','extra-tier-points':20,'activities':['" ID ("once") "']"));
  sound_program_assert_problems (program, "");
#undef ONCE
#undef HOLDER
#undef TOLD
}

static void
test_promotions (void)
{
  static const SoundCase cases[] = {
    { "promotion", ID ("n"), PROMOTION (",'effect':'extra-fee','extra-fee':100,'budget':0"), "limit-zero promotion.budget" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'extra-fee','extra-fee':100,'budget':5,'activities':['" ID ("blog") "']"), "activity-without-fee promotion.activities " ID ("blog") },
    { "promotion", ID ("n"), PROMOTION (",'effect':'multiplier','multiplier':20000,'budget':5"), "budget-not-charged promotion.budget" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'extra-points','extra-tier-points':20,'budget':5"), "budget-not-charged promotion.budget" },
    { "promotion", ID ("n"), PROMOTION (",'effect':'extra-points','extra-tier-points':20"), "" },
  };
  g_autoptr (BatonProgram) program = sound_program_new ();

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));

  quoted_entity_put (program, "program", ID ("p"), "{'name':{'source':'Partners'},'source-locale':'en','time-zone':'Europe/Berlin','currency':'EUR','company-point-value':10}");
  quoted_entity_put (program, "promotion", ID ("n"), PROMOTION (",'effect':'extra-points','extra-company-points':20,'budget':5"));
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "promotion", ID ("n"), PROMOTION (",'effect':'extra-points','extra-individual-points':20,'budget':5"));
  sound_program_assert_problems (program, "budget-not-charged promotion.budget");

  quoted_entity_put (program, "activity", ID ("fee"), "{'name':{'source':'Fee'},'tier-points':{'value':'none'},'company-points':{'value':'none'},'individual-points':{'value':'none'},"
                     "'fee':500,'place':{'parent':'" ID ("motion") "','position':'a5'}}");
  quoted_entity_put (program, "promotion", ID ("n"), PROMOTION (",'effect':'multiplier','multiplier':20000,'activities':['" ID ("fee") "']"));
  sound_program_assert_problems (program, "activity-without-points promotion.activities " ID ("fee"));
  quoted_entity_put (program, "promotion", ID ("n"), PROMOTION (",'effect':'extra-fee','extra-fee':100,'activities':['" ID ("fee") "'],'group':'Spring'"));
  sound_program_assert_problems (program, "");

  quoted_entity_put (program, "promotion", ID ("o"), "{'name':{'source':'O'},'effect':'extra-points','extra-tier-points':20,'group':'spring ','window':{'through':'2026-12-31'},'place':{'position':'a1'}}");
  sound_program_assert_problems (program, "groups-alike promotion.group Spring " ID ("n"));
  quoted_entity_put (program, "promotion", ID ("o"), "{'name':{'source':'O'},'effect':'extra-points','extra-tier-points':20,'group':'Spring','window':{'through':'2026-12-31'},'place':{'position':'a1'}}");
  sound_program_assert_problems (program, "");
}

/* The higher tier stands first in the list: thresholds, not places, say who climbs where. */
static void
test_benefits (void)
{
  g_autoptr (BatonProgram) program = sound_program_new ();

#define OF(tier, members) "{'name':{'source':'N'},'place':{'parent':'" ID (tier) "','position':'a1'}" members "}"
  quoted_entity_put (program, "tier", ID ("legend"), "{'name':{'source':'Legend'},'threshold':200,'place':{'parent':'" ID ("ladder") "','position':'a1'}}");
  quoted_entity_put (program, "benefit", ID ("low"), OF ("hero", ",'type':'rewards-discount','percent':500"));
  sound_program_assert_problems (program, "benefits-fall tier " ID ("hero"));
  quoted_entity_put (program, "benefit", ID ("high"), OF ("legend", ",'type':'rewards-discount','percent':400"));
  sound_program_assert_problems (program, "benefits-fall tier " ID ("hero"));
  quoted_entity_put (program, "benefit", ID ("high"), OF ("legend", ",'type':'rewards-discount','percent':500"));
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "benefit", ID ("low"), OF ("hero", ",'type':'fee-bonus','percent':500"));
  sound_program_assert_problems (program, "benefits-fall tier " ID ("hero"));
  quoted_entity_put (program, "benefit", ID ("low"), OF ("hero", ",'type':'text'"));
  sound_program_assert_problems (program, "");
  quoted_entity_put (program, "benefit", ID ("high"), OF ("legend", ",'type':'fee-bonus','percent':500,'activities':['" ID ("blog") "']"));
  sound_program_assert_problems (program, "activity-without-fee benefit.activities " ID ("blog"));
#undef OF
}

static void
test_rewards_and_funds (void)
{
  static const SoundCase cases[] = {
    { "fund", ID ("n"), "{'name':{'source':'N'},'type':'mdf','budget':0}", "limit-zero fund.budget" },
    { "fund", ID ("n"), "{'name':{'source':'N'},'type':'mdf','activities':['" ID ("blog") "']}", "without-effect fund.activities type" },
    { "fund", ID ("n"), "{'name':{'source':'N'},'type':'rebate','bands':[{'from':0,'rate':100}]}", "rebate-without-activities fund.activities" },
    { "fund", ID ("n"), "{'name':{'source':'N'},'type':'rebate','bands':[{'from':0,'rate':100}],'activities':['" ID ("blog") "']}", "" },
    { "benefit", ID ("n"), BENEFIT (",'type':'rewards-discount','percent':100,'activities':['" ID ("blog") "'],'unit':{'source':'hours'}"),
      "without-effect benefit.unit type; without-effect benefit.activities type" },
    { "reward", ID ("n"), REWARD (",'price':5"), "point-value-missing program.individual-point-value" },
    { "reward", ID ("n"), "{'name':{'source':'N'},'points':'company','price':5,'disabled':true}", "point-value-missing program.company-point-value" },
    { "reward", ID ("n"), "{'name':{'source':'N'},'points':'company','price':5}", "points-not-earned reward.points; point-value-missing program.company-point-value" },
  };
  g_autoptr (BatonProgram) program = sound_program_new ();

  sound_program_run_cases (cases, G_N_ELEMENTS (cases));

  quoted_entity_put (program, "reward", ID ("n"), "{'name':{'source':'N'},'points':'company','price':5}");
  quoted_entity_put (program, "promotion", ID ("o"), PROMOTION (",'effect':'extra-points','extra-company-points':20"));
  sound_program_assert_problems (program, "point-value-missing program.company-point-value");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/validate-intent/audiences", test_audiences);
  g_test_add_func ("/model/validate-intent/endless-audience", test_endless_audience);
  g_test_add_func ("/model/validate-intent/rules", test_rules);
  g_test_add_func ("/model/validate-intent/experience", test_experience);
  g_test_add_func ("/model/validate-intent/targets", test_targets);
  g_test_add_func ("/model/validate-intent/activities", test_activities);
  g_test_add_func ("/model/validate-intent/once", test_once);
  g_test_add_func ("/model/validate-intent/promotions", test_promotions);
  g_test_add_func ("/model/validate-intent/benefits", test_benefits);
  g_test_add_func ("/model/validate-intent/rewards-and-funds", test_rewards_and_funds);
  return g_test_run ();
}
