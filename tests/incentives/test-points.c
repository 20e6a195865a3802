/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What single events earn, worked out by hand.
 */
#include "fixture.h"

#define ORGANISATIONS "id,name,terms\no1,One,dach\no2,Two,nordics\n"
#define MEMBERS "id,name,organisation\nm1,Ada,o1\nm2,Ben,o1\n"
#define TAXONOMY \
  "'vocabulary':{'region':{'name':{'source':'Region'},'purpose':'region','place':{'position':'a'}}}," \
  "'term':{'emea':{'name':{'source':'EMEA'},'place':{'parent':'region','position':'a'}}," \
  "        'dach':{'name':{'source':'DACH'},'place':{'parent':'emea','position':'a'}}," \
  "        'nordics':{'name':{'source':'Nordics'},'place':{'parent':'emea','position':'b'}}}," \
  "'motion':{'m':{'name':{'source':'Influencer'},'place':{'position':'a'}}},"
#define PROGRAM "'program':{'p':{'company-point-value':100,'individual-point-value':50,'fiscal-year-start':4}},"
#define PLACE "'place':{'parent':'m','position':'a'}"

static void
test_units (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{"
                "'occurrence':{'tier-points':{'value':5},'company-points':{'value':'none'}," PLACE "},"
                "'quantity':{'unit':'quantity','company-points':{'value':2}," PLACE "},"
                "'steps':{'unit':'quantity-step','unit-size':10,'tier-points':{'value':3}," PLACE "},"
                "'amount':{'unit':'amount-step','unit-size':100000,'company-points':{'value':4}," PLACE "},"
                "'bands':{'unit':'bands','bands':[{'from':80,'units':1},{'from':90,'units':3}],'tier-points':{'value':2}," PLACE "}}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,member,activity,day,quantity,amount\n"
                "1,o1,m1,occurrence,2025-01-01,7,\n"
                "2,o1,m1,quantity,2025-01-01,7,\n"
                "3,o1,m1,steps,2025-01-01,29,\n"
                "4,o1,m1,amount,2025-01-01,,299999\n"
                "5,o1,m1,bands,2025-01-01,79,\n"
                "6,o1,m1,bands,2025-01-01,80,\n"
                "7,o1,m1,bands,2025-01-01,100,\n"
                "8,o1,m1,nothing,2025-01-01,,\n"
                "9,o9,m1,occurrence,2025-01-01,,\n",
                "2025-01-31");
  assert_credit (&f, "1", COUNTED, 5, 0, 0);
  assert_credit (&f, "2", COUNTED, 0, 14, 0);
  assert_credit (&f, "3", COUNTED, 6, 0, 0);
  assert_credit (&f, "4", COUNTED, 0, 8, 0);
  assert_credit (&f, "5", COUNTED, 0, 0, 0);
  assert_credit (&f, "6", COUNTED, 2, 0, 0);
  assert_credit (&f, "7", COUNTED, 6, 0, 0);
  assert_credit (&f, "8", UNKNOWN_ACTIVITY, 0, 0, 0);
  assert_credit (&f, "9", UNKNOWN_ORGANISATION, 0, 0, 0);
  /* "none" is decided, an empty cell is not. */
  g_assert_cmpuint (fixture_credit (&f, "1")->undecided, ==, 1 << BATON_POINTS_INDIVIDUAL);
}

static void
test_cell_exceptions (void)
{
  g_auto (Fixture) f = { 0 };

  /* From July 8 instead of 5; in DACH 6, and 9 for events in the Nordics from August on. The last that applies wins. */
  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{'a':{'tier-points':{'value':5,'exceptions':["
                "{'from':'2025-07-01','value':8},"
                "{'audience':[{'dimension':'region','any':['dach']}],'value':6},"
                "{'from':'2025-08-01','audience':[{'dimension':'region','any':['nordics'],'side':'event'}],'value':9},"
                "{'from':'2025-09-01','audience':[{'dimension':'region','any':['emea'],'side':'event'}],'value':'none'}"
                "]}," PLACE "}}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,activity,day,region\n"
                "1,o2,a,2025-06-30,\n"
                "2,o2,a,2025-07-01,\n"
                "3,o1,a,2025-07-01,\n"
                "4,o1,a,2025-07-31,nordics\n"
                "5,o1,a,2025-08-01,nordics\n"
                "6,o1,a,2025-09-01,dach\n",
                "2025-12-31");
  assert_credit (&f, "1", COUNTED, 5, 0, 0);
  assert_credit (&f, "2", COUNTED, 8, 0, 0);
  assert_credit (&f, "3", COUNTED, 6, 0, 0);
  assert_credit (&f, "4", COUNTED, 6, 0, 0);
  assert_credit (&f, "5", COUNTED, 9, 0, 0);
  assert_credit (&f, "6", COUNTED, 0, 0, 0);
}

static void
test_rounding_order (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonContribution *parts;

  /* 7 points × 2 = 14; +10 % for each full 50 of 149: 14 + floor (2.8) = 16; × 1.5 = 24. Not floor (14 × 1.2 × 1.5) = 25. */
  fixture_init (&f, "{" PROGRAM TAXONOMY
                "'activity':{'a':{'unit':'quantity-step','unit-size':70,'company-points':{'value':7},"
                "'step-size':50,'step-percent':1000," PLACE "}},"
                "'promotion':{'x':{'effect':'multiplier','multiplier':15000,'place':{'position':'a'}}}}",
                ORGANISATIONS, MEMBERS, "id,organisation,activity,day,quantity\n1,o1,a,2025-01-01,149\n", "2025-01-31");
  assert_credit (&f, "1", COUNTED, 0, 24, 0);
  parts = baton_replay_get_contributions (f.replay, fixture_credit (&f, "1"));
  g_assert_cmpuint (fixture_credit (&f, "1")->n_contributions, ==, 3);
  g_assert_cmpint (parts[0].type, ==, BATON_CONTRIBUTION_BASE);
  g_assert_cmpint (parts[0].units, ==, 2);
  g_assert_cmpint (parts[0].points[BATON_POINTS_COMPANY], ==, 14);
  g_assert_cmpint (parts[1].type, ==, BATON_CONTRIBUTION_STEP);
  g_assert_cmpint (parts[1].units, ==, 2);
  g_assert_cmpint (parts[1].points[BATON_POINTS_COMPANY], ==, 2);
  g_assert_cmpuint (parts[1].rounded, ==, 1 << BATON_POINTS_COMPANY);
  g_assert_cmpint (parts[2].type, ==, BATON_CONTRIBUTION_PROMOTION);
  g_assert_cmpint (parts[2].points[BATON_POINTS_COMPANY], ==, 8);
  g_assert_cmpuint (parts[2].rounded, ==, 0);
}

static void
test_in_force (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{"
                "'a':{'tier-points':{'value':1},'window':{'from':'2025-02-01','through':'2025-02-28'}," PLACE "},"
                "'off':{'tier-points':{'value':1},'disabled':true," PLACE "},"
                "'some':{'tier-points':{'value':1},'audience':[{'dimension':'region','any':['dach']}]," PLACE "}}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,activity,day,state\n"
                "1,o1,a,2025-01-31,\n2,o1,a,2025-02-01,\n3,o1,a,2025-02-28,\n4,o1,a,2025-03-01,\n"
                "5,o1,off,2025-02-01,\n6,o1,some,2025-02-01,\n7,o2,some,2025-02-01,\n"
                "8,o1,a,2025-02-03,pending\n9,o1,a,2025-02-03,declined\n",
                "2025-12-31");
  assert_credit (&f, "1", NOT_IN_FORCE, 0, 0, 0);
  assert_credit (&f, "2", COUNTED, 1, 0, 0);
  assert_credit (&f, "3", COUNTED, 1, 0, 0);
  assert_credit (&f, "4", NOT_IN_FORCE, 0, 0, 0);
  assert_credit (&f, "5", NOT_IN_FORCE, 0, 0, 0);
  assert_credit (&f, "6", COUNTED, 1, 0, 0);
  assert_credit (&f, "7", NOT_FOR, 0, 0, 0);
  assert_credit (&f, "8", PENDING, 1, 0, 0);
  assert_credit (&f, "9", DECLINED, 0, 0, 0);
}

static void
test_one_time (void)
{
  g_auto (Fixture) f = { 0 };

  /* The fiscal year begins in April. */
  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{"
                "'ever':{'once':'organisation','tier-points':{'value':10}," PLACE "},"
                "'each':{'once':'member','tier-points':{'value':10}," PLACE "},"
                "'year':{'once':'organisation','again':'fiscal-year','tier-points':{'value':10}," PLACE "},"
                "'half':{'once':'organisation','again':'months','again-months':6,'tier-points':{'value':10}," PLACE "},"
                "'next':{'once':'organisation','next-after-reversal':true,'tier-points':{'value':10}," PLACE "}}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,member,activity,day,state,reverses\n"
                /* By day, then id; declined and pending ones do not take the place. */
                "10,o1,m1,ever,2025-01-02,,\n9,o1,m2,ever,2025-01-02,,\n8,o1,m1,ever,2025-01-03,,\n"
                "7,o1,m1,ever,2025-01-01,declined,\n6,o1,m1,ever,2025-01-01,pending,\n11,o2,,ever,2025-06-01,,\n"
                /* Each member once, and once what nobody owns. */
                "20,o1,m1,each,2025-01-02,,\n21,o1,m2,each,2025-01-03,,\n22,o1,m1,each,2025-01-04,,\n"
                "23,o1,,each,2025-01-05,,\n24,o1,,each,2025-01-06,,\n"
                "30,o1,m1,year,2025-03-31,,\n31,o1,m1,year,2025-04-01,,\n32,o1,m1,year,2026-03-31,,\n"
                /* 31 August + 6 months is 28 February. */
                "40,o1,m1,half,2025-08-31,,\n41,o1,m1,half,2026-02-27,,\n42,o1,m1,half,2026-02-28,,\n43,o1,m1,half,2026-08-27,,\n"
                /* A reversed first remains the first unless the next then counts. */
                "50,o2,,ever,2025-05-01,,\n51,o2,,,2025-07-01,,50\n"
                "60,o2,,next,2025-05-01,,\n61,o2,,,2025-07-01,,60\n62,o2,,next,2025-05-02,,\n63,o2,,next,2025-05-03,,\n",
                "2026-12-31");
  assert_credit (&f, "9", COUNTED, 10, 0, 0);
  assert_credit (&f, "10", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "8", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "7", DECLINED, 0, 0, 0);
  assert_credit (&f, "6", PENDING, 10, 0, 0);
  assert_credit (&f, "20", COUNTED, 10, 0, 0);
  assert_credit (&f, "21", COUNTED, 10, 0, 0);
  assert_credit (&f, "22", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "23", COUNTED, 10, 0, 0);
  assert_credit (&f, "24", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "30", COUNTED, 10, 0, 0);
  assert_credit (&f, "31", COUNTED, 10, 0, 0);
  assert_credit (&f, "32", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "40", COUNTED, 10, 0, 0);
  assert_credit (&f, "41", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "42", COUNTED, 10, 0, 0);
  assert_credit (&f, "43", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "50", REVERSED, 0, 0, 0);
  assert_credit (&f, "51", REVERSAL, 0, 0, 0);
  assert_credit (&f, "11", NOT_FIRST, 0, 0, 0);
  assert_credit (&f, "60", REVERSED, 0, 0, 0);
  assert_credit (&f, "62", COUNTED, 10, 0, 0);
  assert_credit (&f, "63", NOT_FIRST, 0, 0, 0);
}

static void
test_promotion_groups (void)
{
  g_auto (Fixture) f = { 0 };

  /* In one group the best applies: × 3, not × 2. Another group adds its extra part: + 1. Together × 4, and + 5 points from
   * a third. One-time activities only where they are named. */
  fixture_init (&f, "{" PROGRAM TAXONOMY
                "'activity':{'a':{'company-points':{'value':11}," PLACE "},'once':{'once':'organisation','company-points':{'value':11}," PLACE "}},"
                "'promotion':{"
                "'p1':{'effect':'multiplier','multiplier':20000,'window':{'from':'2025-01-01','through':'2025-01-31'},'place':{'position':'a'}},"
                "'p2':{'effect':'multiplier','multiplier':30000,'window':{'from':'2025-01-31','through':'2025-02-28'},'place':{'position':'b'}},"
                "'p3':{'effect':'multiplier','multiplier':20000,'group':'other','window':{'through':'2025-02-10'},'place':{'position':'c'}},"
                "'p4':{'effect':'extra-points','extra-company-points':5,'group':'third','activities':['once'],'place':{'position':'d'}},"
                "'p5':{'effect':'multiplier','multiplier':90000,'disabled':true,'place':{'position':'e'}},"
                "'p6':{'effect':'multiplier','multiplier':90000,'audience':[{'dimension':'region','any':['nordics']}],'place':{'position':'f'}}"
                "}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,activity,day\n"
                "1,o1,a,2025-01-01\n2,o1,a,2025-01-31\n3,o1,a,2025-02-28\n4,o1,a,2025-03-01\n5,o1,once,2025-01-31\n6,o2,a,2025-03-01\n",
                "2025-12-31");
  assert_credit (&f, "1", COUNTED, 0, 33, 0);   /* 11 × (1 + 1 + 1) */
  assert_credit (&f, "2", COUNTED, 0, 44, 0);   /* 11 × (1 + 2 + 1) */
  assert_credit (&f, "3", COUNTED, 0, 33, 0);
  assert_credit (&f, "4", COUNTED, 0, 11, 0);
  assert_credit (&f, "5", COUNTED, 0, 16, 0);
  assert_credit (&f, "6", COUNTED, 0, 99, 0);
}

static void
test_groups_round_once (void)
{
  g_auto (Fixture) f = { 0 };

  /* 5 × (1 + 0.5 + 0.5) = 10: one floor of the sum, not 5 + 2 + 2. */
  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{'a':{'company-points':{'value':5}," PLACE "}},'promotion':{"
                "'p1':{'effect':'multiplier','multiplier':15000,'place':{'position':'a'}},"
                "'p2':{'effect':'multiplier','multiplier':15000,'group':'g','place':{'position':'b'}}}}",
                ORGANISATIONS, MEMBERS, "id,organisation,activity,day\n1,o1,a,2025-01-01\n", "2025-12-31");
  assert_credit (&f, "1", COUNTED, 0, 10, 0);
}

static void
test_caps (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonContribution *parts;

  /* At most 25 company points an organization and month, 12 individual points a member and fiscal quarter (from April). */
  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{'a':{'company-points':{'value':10},'individual-points':{'value':5},'caps':["
                "{'holder':'organisation','period':'month','points':'company','most':25},"
                "{'holder':'member','period':'fiscal-quarter','points':'individual','most':12}]," PLACE "}}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,member,activity,day,reverses\n"
                "1,o1,m1,a,2025-05-01,\n2,o1,m1,a,2025-05-02,\n3,o1,m1,a,2025-05-03,\n4,o1,m2,a,2025-05-31,\n"
                "5,o1,m1,a,2025-06-01,\n6,o1,m1,a,2025-07-01,\n7,o2,,a,2025-05-31,\n"
                /* What was taken back leaves its room to others. */
                "10,o2,,a,2025-08-01,\n11,o2,,,2025-09-01,10\n12,o2,,a,2025-08-02,\n13,o2,,a,2025-08-03,\n14,o2,,a,2025-08-04,\n",
                "2025-12-31");
  assert_credit (&f, "1", COUNTED, 0, 10, 5);
  assert_credit (&f, "2", COUNTED, 0, 10, 5);
  assert_credit (&f, "3", COUNTED, 0, 5, 2);    /* credited in part */
  assert_credit (&f, "4", COUNTED, 0, 0, 5);
  assert_credit (&f, "5", COUNTED, 0, 10, 0);   /* a new month, the same quarter */
  assert_credit (&f, "6", COUNTED, 0, 10, 5);   /* a new quarter */
  assert_credit (&f, "7", COUNTED, 0, 10, 5);
  assert_credit (&f, "10", REVERSED, 0, 0, 0);
  assert_credit (&f, "12", COUNTED, 0, 10, 5);
  assert_credit (&f, "13", COUNTED, 0, 10, 5);
  assert_credit (&f, "14", COUNTED, 0, 5, 2);
  parts = baton_replay_get_contributions (f.replay, fixture_credit (&f, "3"));
  g_assert_cmpint (parts[1].type, ==, BATON_CONTRIBUTION_CAP);
  g_assert_cmpint (parts[1].points[BATON_POINTS_COMPANY], ==, -5);
  g_assert_cmpint (parts[1].points[BATON_POINTS_INDIVIDUAL], ==, -3);
  /* Both caps cut; of the next event of the quarter, only the second. */
  g_assert_cmpint (parts[1].units, ==, 3);
  parts = baton_replay_get_contributions (f.replay, fixture_credit (&f, "5"));
  g_assert_cmpint (parts[1].units, ==, 2);
}

static void
test_budget (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonPromotionUse *uses;
  guint n;

  /* Each event's extra 10 company points cost 1000 cents: the budget of 2900 pays for two, and stops at the third although a
   * smaller one would still fit. When the better promotion has run out, the next best of its group applies. */
  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{'a':{'company-points':{'value':10}," PLACE "},'b':{'company-points':{'value':1}," PLACE "}},"
                "'promotion':{'double':{'effect':'multiplier','multiplier':20000,'budget':2900,'place':{'position':'a'}},"
                "'half':{'effect':'multiplier','multiplier':15000,'activities':['a'],'window':{'from':'2025-01-04'},'place':{'position':'b'}}}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,activity,day,state,reverses\n"
                "9,o1,a,2025-01-02,,\n10,o2,a,2025-01-02,,\n1,o1,a,2025-01-01,pending,\n2,o1,a,2025-01-01,,\n3,o1,,2025-02-01,,2\n"
                "11,o1,a,2025-01-03,,\n12,o1,b,2025-01-03,,\n13,o1,a,2025-01-04,,\n",
                "2025-12-31");
  assert_credit (&f, "1", PENDING, 0, 20, 0);
  assert_credit (&f, "2", REVERSED, 0, 0, 0);
  assert_credit (&f, "9", COUNTED, 0, 20, 0);
  assert_credit (&f, "10", COUNTED, 0, 20, 0);
  assert_credit (&f, "11", COUNTED, 0, 10, 0);
  assert_credit (&f, "12", COUNTED, 0, 1, 0);
  assert_credit (&f, "13", COUNTED, 0, 15, 0);
  uses = baton_replay_get_promotions (f.replay, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (uses[0].spent, ==, 2000);
  g_assert_cmpint (uses[0].warned, ==, BATON_DAY_NONE);
  g_assert_cmpint (uses[0].stopped, ==, fixture_day ("2025-01-03"));
  g_assert_cmpuint (uses[0].stopped_at, ==, baton_history_find (f.history, "11"));
  g_assert_cmpuint (uses[0].events, ==, 2);
  g_assert_cmpint (uses[0].points[BATON_POINTS_COMPANY], ==, 20);
  g_assert_cmpint (uses[1].spent, ==, 500);
}

static void
test_budget_warning_and_cap (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonPromotionUse *uses;
  guint n;

  /* A cap of 13 leaves 3 of the promotion's 10 on the first day and 0 later: the budget pays for 3 points only. */
  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{'a':{'company-points':{'value':10},'caps':["
                "{'holder':'organisation','period':'fiscal-year','points':'company','most':13}]," PLACE "}},"
                "'promotion':{'double':{'effect':'multiplier','multiplier':20000,'budget':375,'place':{'position':'a'}}}}",
                ORGANISATIONS, MEMBERS, "id,organisation,activity,day\n1,o1,a,2025-01-02\n2,o1,a,2025-01-03\n", "2025-12-31");
  assert_credit (&f, "1", COUNTED, 0, 13, 0);
  assert_credit (&f, "2", COUNTED, 0, 0, 0);
  uses = baton_replay_get_promotions (f.replay, &n);
  g_assert_cmpint (uses[0].spent, ==, 300);
  g_assert_cmpint (uses[0].warned, ==, fixture_day ("2025-01-02"));   /* exactly 80 % */
  g_assert_cmpint (uses[0].stopped, ==, BATON_DAY_NONE);
}

static void
test_goals (void)
{
  g_auto (Fixture) f = { 0 };

  /* 50 company points once for three events; 7 tier points for each 100 of the quantity. */
  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{'a':{'company-points':{'value':1}," PLACE "}},'promotion':{"
                "'three':{'effect':'goal','goal-measure':'events','goal-target':3,'extra-company-points':50,'place':{'position':'a'}},"
                "'hundred':{'effect':'goal','goal-measure':'quantity','goal-target':100,'goal-repeats':true,'extra-tier-points':7,'place':{'position':'b'}}}}",
                ORGANISATIONS, MEMBERS,
                "id,organisation,activity,day,quantity,reverses\n"
                "1,o1,a,2025-01-01,99,\n2,o1,a,2025-01-02,500,\n3,o1,,2025-02-02,,2\n4,o1,a,2025-01-03,1,\n5,o1,a,2025-01-04,250,\n"
                "6,o1,a,2025-01-05,50,\n7,o1,a,2025-01-06,0,\n8,o2,a,2025-01-06,99,\n",
                "2025-12-31");
  assert_credit (&f, "1", COUNTED, 0, 1, 0);
  assert_credit (&f, "2", REVERSED, 0, 0, 0);
  assert_credit (&f, "4", COUNTED, 7, 1, 0);      /* 100 */
  assert_credit (&f, "5", COUNTED, 14, 51, 0);    /* 350, and the third event */
  assert_credit (&f, "6", COUNTED, 7, 1, 0);      /* 400 */
  assert_credit (&f, "7", COUNTED, 0, 1, 0);
  assert_credit (&f, "8", COUNTED, 0, 1, 0);
}

static void
test_reversal (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonContribution *parts;

  fixture_init (&f, "{" PROGRAM TAXONOMY "'activity':{'a':{'tier-points':{'value':3},'company-points':{'value':10}," PLACE "}}}",
                ORGANISATIONS, MEMBERS, "id,organisation,activity,day,reverses\n1,o1,a,2025-01-02,\n2,o1,,2025-06-03,1\n", "2025-12-31");
  assert_credit (&f, "1", REVERSED, 0, 0, 0);
  assert_credit (&f, "2", REVERSAL, 0, 0, 0);
  parts = baton_replay_get_contributions (f.replay, fixture_credit (&f, "1"));
  g_assert_cmpint (parts[0].points[BATON_POINTS_COMPANY], ==, 10);
  g_assert_cmpint (parts[1].type, ==, BATON_CONTRIBUTION_REVERSAL);
  g_assert_cmpint (parts[1].points[BATON_POINTS_TIER], ==, -3);
  g_assert_cmpint (parts[1].points[BATON_POINTS_COMPANY], ==, -10);
}

static void
assert_overflows (const char *activity,
                  const char *promotion,
                  const char *events,
                  const char *culprit)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("{" PROGRAM TAXONOMY "'activity':{'a':{%s," PLACE "}}%s}", activity, promotion);
  g_autofree char *history = g_strconcat ("id,organisation,activity,day,quantity\n", events, NULL);

  fixture_read (&f, program, ORGANISATIONS, MEMBERS, history);
  g_assert_null (baton_replay_new (f.snapshot, f.reg, f.history, fixture_day ("2025-12-31"), &error));
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW);
  g_assert_cmpstr (error->message, ==, culprit);
}

static void
test_overflow (void)
{
  assert_overflows ("'unit':'quantity','company-points':{'value':2}", "", "7,o1,a,2025-01-01,4503599627370496\n", "7");
  assert_overflows ("'unit':'quantity','company-points':{'value':1}", "",
                    "7,o1,a,2025-01-01,9007199254740991\n8,o1,a,2025-01-02,1\n", "8");
  assert_overflows ("'unit':'quantity','tier-points':{'value':1}",
                    ",'promotion':{'x':{'effect':'multiplier','multiplier':20000,'place':{'position':'a'}}}",
                    "7,o1,a,2025-01-01,9007199254740991\n", "7");
  assert_overflows ("'unit':'quantity','tier-points':{'value':1},'step-size':1,'step-percent':1000000", "",
                    "7,o1,a,2025-01-01,9007199254740991\n", "7");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/points/units", test_units);
  g_test_add_func ("/incentives/points/cell-exceptions", test_cell_exceptions);
  g_test_add_func ("/incentives/points/rounding-order", test_rounding_order);
  g_test_add_func ("/incentives/points/in-force", test_in_force);
  g_test_add_func ("/incentives/points/one-time", test_one_time);
  g_test_add_func ("/incentives/points/promotion-groups", test_promotion_groups);
  g_test_add_func ("/incentives/points/groups-round-once", test_groups_round_once);
  g_test_add_func ("/incentives/points/caps", test_caps);
  g_test_add_func ("/incentives/points/budget", test_budget);
  g_test_add_func ("/incentives/points/budget-warning-and-cap", test_budget_warning_and_cap);
  g_test_add_func ("/incentives/points/goals", test_goals);
  g_test_add_func ("/incentives/points/reversal", test_reversal);
  g_test_add_func ("/incentives/points/overflow", test_overflow);
  return g_test_run ();
}
