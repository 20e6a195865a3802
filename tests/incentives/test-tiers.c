/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Windows, thresholds, policies, pins and holders, worked out by hand.
 */
#include "fixture.h"

#define MOTIONS "'motion':{'m':{'name':{'source':'One'},'place':{'position':'a'}},'n':{'name':{'source':'Two'},'place':{'position':'b'}}},"
#define ACTIVITIES \
  "'activity':{'a':{'unit':'quantity','tier-points':{'value':1},'place':{'parent':'m','position':'a'}}," \
  "'b':{'unit':'quantity','tier-points':{'value':1},'place':{'parent':'n','position':'a'}}}"
#define TIERS \
  "'tier':{'rock':{'name':{'source':'Rock Star'},'threshold':50,'place':{'parent':'l','position':'a'}}," \
  "'hero':{'name':{'source':'Superhero'},'threshold':100,'place':{'parent':'l','position':'b'}}," \
  "'legend':{'name':{'source':'Legend'},'threshold':200,'place':{'parent':'l','position':'c'}}}"
#define PROGRAM(ladder) \
  "{'program':{'p':{'fiscal-year-start':2}}," MOTIONS ACTIVITIES "," TIERS ",'tier-ladder':{'l':{" ladder "'place':{'position':'a'}}}}"

enum { NONE = -1, ROCK, HERO, LEGEND };

static int
tier_on (Fixture    *f,
         const char *organisation,
         const char *day)
{
  return baton_replay_get_tier (f->replay, 0, fixture_organisation (f, organisation), fixture_day (day));
}

static gint64
points_on (Fixture    *f,
           const char *organisation,
           const char *day)
{
  return baton_replay_get_tier_points (f->replay, 0, fixture_organisation (f, organisation), fixture_day (day));
}

static void
test_thresholds (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonMove *moves;
  guint n;

  fixture_init (&f, PROGRAM (""), "id,name\no1,One\no2,Two\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n"
                "1,o1,a,2025-03-10,49\n2,o1,a,2025-03-11,1\n3,o1,b,2025-03-12,149\n4,o1,a,2025-03-13,1\n", "2025-12-31");
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-10"), ==, NONE);
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-11"), ==, ROCK);      /* 50 is enough, at once */
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-12"), ==, HERO);      /* 199 */
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-13"), ==, LEGEND);
  g_assert_cmpint (points_on (&f, "o1", "2025-03-12"), ==, 199);
  g_assert_cmpint (tier_on (&f, "o2", "2025-12-31"), ==, NONE);
  g_assert_cmpint (tier_on (&f, "o1", "2024-12-31"), ==, NONE);
  g_assert_cmpstr (baton_replay_get_ladder_tier (f.replay, 0, LEGEND), ==, "legend");
  moves = baton_replay_get_moves (f.replay, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (moves[0].before, ==, NONE);
  g_assert_cmpint (moves[0].after, ==, ROCK);
  g_assert_cmpint (moves[0].reason, ==, BATON_MOVE_UP);
}

static void
test_window (void)
{
  g_auto (Fixture) f = { 0 };

  /* (D − 12 months, D]: an event of 15 March counts to 14 March of the next year. */
  fixture_init (&f, PROGRAM (""), "id,name\no1,One\no2,Two\no3,Three\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n"
                "1,o1,a,2024-03-15,60\n2,o2,a,2024-02-29,60\n3,o3,a,2024-03-31,60\n", "2025-12-31");
  g_assert_cmpint (points_on (&f, "o1", "2024-03-14"), ==, 0);
  g_assert_cmpint (points_on (&f, "o1", "2024-03-15"), ==, 60);
  g_assert_cmpint (points_on (&f, "o1", "2025-03-14"), ==, 60);
  g_assert_cmpint (points_on (&f, "o1", "2025-03-15"), ==, 0);
  /* The tier is held to the end of the month in which the points fell. */
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-30"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-31"), ==, NONE);
  /* 29 February + 12 months is 28 February: February 2025 ends with twelve whole months. */
  g_assert_cmpint (points_on (&f, "o2", "2025-02-27"), ==, 60);
  g_assert_cmpint (points_on (&f, "o2", "2025-02-28"), ==, 0);
  g_assert_cmpint (tier_on (&f, "o2", "2025-02-28"), ==, NONE);
  g_assert_cmpint (points_on (&f, "o3", "2025-03-30"), ==, 60);
  g_assert_cmpint (points_on (&f, "o3", "2025-03-31"), ==, 0);
}

static void
test_short_window (void)
{
  g_auto (Fixture) f = { 0 };

  /* One month: what happened on 29, 30 or 31 January drops out on 28 February. */
  fixture_init (&f, PROGRAM ("'months':1,"), "id,name\no1,One\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,o1,a,2025-01-28,1\n2,o1,a,2025-01-29,2\n3,o1,a,2025-01-31,4\n4,o1,a,2025-02-01,8\n", "2025-12-31");
  g_assert_cmpint (points_on (&f, "o1", "2025-02-27"), ==, 15);
  g_assert_cmpint (points_on (&f, "o1", "2025-02-28"), ==, 8);
  g_assert_cmpint (points_on (&f, "o1", "2025-03-01"), ==, 0);
  g_assert_cmpint (baton_window_drop_out (fixture_day ("2025-01-31"), 1), ==, fixture_day ("2025-02-28"));
}

static void
test_motions_and_reversals (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, PROGRAM ("'motions':['m'],"), "id,name\no1,One\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity,reverses\n"
                "1,o1,a,2025-03-01,30,\n2,o1,b,2025-03-02,500,\n3,o1,a,2025-03-03,90,\n4,o1,,2025-06-01,,3\n5,o1,a,2025-03-04,20,\n", "2025-12-31");
  g_assert_cmpint (points_on (&f, "o1", "2025-03-03"), ==, 30);      /* taken back on the original's day */
  g_assert_cmpint (points_on (&f, "o1", "2025-03-04"), ==, 50);
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-04"), ==, ROCK);
}

static void
test_one_step (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, PROGRAM ("'downgrade':'one-step','months':1,"), "id,name\no1,One\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,o1,a,2025-01-10,200\n2,o1,a,2025-04-05,60\n", "2025-12-31");
  g_assert_cmpint (tier_on (&f, "o1", "2025-02-27"), ==, LEGEND);
  g_assert_cmpint (tier_on (&f, "o1", "2025-02-28"), ==, HERO);
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-31"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "o1", "2025-04-30"), ==, ROCK);      /* 60 points hold it */
  g_assert_cmpint (tier_on (&f, "o1", "2025-05-31"), ==, NONE);
}

static void
test_grace (void)
{
  g_auto (Fixture) f = { 0 };

  /* Two month ends of grace: below from 10 February on, kept at the ends of February and March, lost at that of April. */
  fixture_init (&f, PROGRAM ("'downgrade':'grace','grace-months':2,'months':1,"), "id,name\no1,One\no2,Two\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,o1,a,2025-01-10,200\n2,o1,a,2025-04-05,60\n"
                "3,o2,a,2025-01-10,100\n4,o2,a,2025-04-05,100\n", "2025-12-31");
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-31"), ==, LEGEND);
  g_assert_cmpint (tier_on (&f, "o1", "2025-04-29"), ==, LEGEND);
  g_assert_cmpint (tier_on (&f, "o1", "2025-04-30"), ==, ROCK);      /* to what the points give */
  /* Whoever reaches the threshold again begins a new period of grace. */
  g_assert_cmpint (tier_on (&f, "o2", "2025-04-30"), ==, HERO);
  g_assert_cmpint (tier_on (&f, "o2", "2025-06-30"), ==, HERO);
  g_assert_cmpint (tier_on (&f, "o2", "2025-07-31"), ==, NONE);
}

static void
test_fiscal_year (void)
{
  g_auto (Fixture) f = { 0 };

  /* The year begins in February. Reached in one year, held through the next. */
  fixture_init (&f, PROGRAM ("'window':'fiscal-year',"), "id,name\no1,One\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,o1,a,2024-01-31,60\n2,o1,a,2024-02-01,40\n3,o1,a,2025-01-31,70\n", "2026-12-31");
  g_assert_cmpint (points_on (&f, "o1", "2024-01-31"), ==, 60);
  g_assert_cmpint (points_on (&f, "o1", "2024-02-01"), ==, 40);
  g_assert_cmpint (tier_on (&f, "o1", "2024-02-29"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "o1", "2025-01-30"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "o1", "2025-01-31"), ==, HERO);      /* 110 */
  g_assert_cmpint (tier_on (&f, "o1", "2026-01-30"), ==, HERO);
  g_assert_cmpint (tier_on (&f, "o1", "2026-01-31"), ==, NONE);
}

static void
test_pins (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonMove *moves;
  guint n;

  fixture_init (&f, PROGRAM ("'pins':[{'holder':'One','tier':'legend','reason':'Founding partner','window':{'from':'2025-02-01','through':'2025-03-15'}},"
                             "{'holder':'o2','tier':'rock'}],"), "id,name\no1,One\no2,Two\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,o1,a,2025-01-10,100\n2,o2,a,2025-01-10,500\n", "2025-12-31");
  g_assert_cmpint (tier_on (&f, "o1", "2025-01-31"), ==, HERO);
  g_assert_cmpint (tier_on (&f, "o1", "2025-02-01"), ==, LEGEND);
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-15"), ==, LEGEND);
  g_assert_cmpint (tier_on (&f, "o1", "2025-03-16"), ==, HERO);
  g_assert_cmpint (tier_on (&f, "o2", "2025-06-30"), ==, ROCK);      /* whatever the points say */
  moves = baton_replay_get_moves (f.replay, &n);
  g_assert_cmpint (moves[n - 1].reason, ==, BATON_MOVE_PINNED);
}

static void
test_tree (void)
{
  g_auto (Fixture) f = { 0 };

  /* The top of the tree holds the tier for all below it; a child that leaves takes none of its points along. */
  fixture_init (&f, PROGRAM ("'holder':'organisation-with-children',"),
                "id,name,parent,from\ntop,Top,,\nleft,Left,top,\nright,Right,top,\nright,Right,,2025-06-01\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,left,a,2025-01-10,30\n2,right,a,2025-01-11,30\n3,right,a,2025-06-02,10\n", "2025-12-31");
  g_assert_cmpint (tier_on (&f, "left", "2025-01-10"), ==, NONE);
  g_assert_cmpint (tier_on (&f, "left", "2025-01-11"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "top", "2025-01-11"), ==, ROCK);
  g_assert_cmpint (points_on (&f, "right", "2025-05-31"), ==, 60);
  g_assert_cmpint (points_on (&f, "right", "2025-06-02"), ==, 10);
  g_assert_cmpint (tier_on (&f, "right", "2025-06-02"), ==, NONE);
}

static void
test_members (void)
{
  g_auto (Fixture) f = { 0 };
  guint ada;

  fixture_init (&f, PROGRAM ("'holder':'member',"), "id,name\no1,One\n", "id,name,organisation\nm1,Ada,o1\nm2,Ben,o1\n",
                "id,organisation,member,activity,day,quantity\n1,o1,m1,a,2025-01-10,60\n2,o1,m2,a,2025-01-10,30\n3,o1,,a,2025-01-10,500\n", "2025-12-31");
  ada = fixture_member (&f, "m1");
  g_assert_true (baton_replay_is_member_ladder (f.replay, 0));
  g_assert_cmpint (baton_replay_get_tier (f.replay, 0, ada, fixture_day ("2025-01-10")), ==, ROCK);
  g_assert_cmpint (baton_replay_get_tier (f.replay, 0, fixture_member (&f, "m2"), fixture_day ("2025-01-10")), ==, NONE);
}

static void
test_audience (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonMove *moves;
  guint n;

  /* Only resellers climb: whoever turns MSP leaves at once, with the day of the change. */
  fixture_init (&f, "{'vocabulary':{'type':{'purpose':'partner-type','place':{'position':'a'}}},"
                "'term':{'reseller':{'place':{'parent':'type','position':'a'}},'msp':{'place':{'parent':'type','position':'b'}}},"
                MOTIONS ACTIVITIES "," TIERS ",'tier-ladder':{'l':{'audience':[{'dimension':'type','any':['reseller']}],'place':{'position':'a'}}}}",
                "id,name,terms,from\no1,One,reseller,\no1,One,msp,2025-07-01\no2,Two,msp,\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,o1,a,2025-01-10,60\n2,o2,a,2025-01-10,60\n", "2025-12-31");
  g_assert_cmpint (tier_on (&f, "o1", "2025-06-30"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "o1", "2025-07-01"), ==, NONE);
  g_assert_cmpint (tier_on (&f, "o2", "2025-01-31"), ==, NONE);
  g_assert_false (baton_replay_climbs (f.replay, 0, fixture_organisation (&f, "o1")));
  moves = baton_replay_get_moves (f.replay, &n);
  g_assert_cmpint (moves[n - 1].reason, ==, BATON_MOVE_LEFT);
}

static void
test_requirements (void)
{
  g_auto (Fixture) f = { 0 };

  /* Superhero also needs two trainings in the window, Legend the certificate or one below it. */
  fixture_init (&f, "{'vocabulary':{'v':{'purpose':'certification','place':{'position':'a'}}},"
                "'term':{'certified':{'place':{'parent':'v','position':'a'}},'expert':{'place':{'parent':'certified','position':'a'}}}," MOTIONS
                "'activity':{'a':{'unit':'quantity','tier-points':{'value':1},'place':{'parent':'m','position':'a'}},"
                "'training':{'tier-points':{'value':'none'},'place':{'parent':'m','position':'b'}}},"
                "'tier':{'rock':{'threshold':50,'place':{'parent':'l','position':'a'}},"
                "'hero':{'threshold':100,'requirements':[{'activity':'training','count':2}],'place':{'parent':'l','position':'b'}},"
                "'legend':{'threshold':200,'requirements':[{'term':'certified'}],'place':{'parent':'l','position':'c'}}},"
                "'tier-ladder':{'l':{'place':{'position':'a'}}}}",
                "id,name,terms,from\no1,One,,\no2,Two,,\no2,Two,expert,2025-05-01\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity\n1,o1,a,2025-01-10,150\n2,o1,training,2025-02-01,\n3,o1,training,2025-02-02,\n"
                "4,o2,a,2025-01-10,250\n", "2026-12-31");
  g_assert_cmpint (tier_on (&f, "o1", "2025-02-01"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "o1", "2025-02-02"), ==, HERO);
  g_assert_cmpint (tier_on (&f, "o2", "2025-04-30"), ==, ROCK);
  g_assert_cmpint (tier_on (&f, "o2", "2025-05-01"), ==, LEGEND);
}

static void
test_day_before (void)
{
  g_auto (Fixture) f = { 0 };

  /* Who is a Rock Star or has 50 points *at the end of the day before* earns double, or the extra. */
  fixture_init (&f, "{" MOTIONS "'activity':{'a':{'tier-points':{'value':50},'place':{'parent':'m','position':'a'}},"
                "'rich':{'company-points':{'value':1},'audience':[{'attribute':'tier-points','min':50}],'place':{'parent':'m','position':'b'}},"
                "'poor':{'company-points':{'value':1},'audience':[{'attribute':'company-points','max':0}],'place':{'parent':'m','position':'c'}}}," TIERS ","
                "'tier-ladder':{'l':{'place':{'position':'a'}}},"
                "'promotion':{'x':{'effect':'multiplier','multiplier':20000,'audience':[{'dimension':'l','any':['rock','hero','legend']}],'place':{'position':'a'}}}}",
                "id,name\no1,One\n", "id,name,organisation\n",
                "id,organisation,activity,day\n1,o1,a,2025-01-10\n2,o1,a,2025-01-10\n3,o1,a,2025-01-11\n4,o1,rich,2025-01-10\n5,o1,rich,2025-01-11\n"
                "6,o1,poor,2025-01-11\n7,o1,poor,2025-01-12\n", "2025-12-31");
  assert_credit (&f, "1", COUNTED, 50, 0, 0);
  assert_credit (&f, "2", COUNTED, 50, 0, 0);
  assert_credit (&f, "3", COUNTED, 100, 0, 0);
  assert_credit (&f, "4", NOT_FOR, 0, 0, 0);
  assert_credit (&f, "5", COUNTED, 0, 2, 0);
  assert_credit (&f, "6", COUNTED, 0, 2, 0);
  assert_credit (&f, "7", NOT_FOR, 0, 0, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/tiers/thresholds", test_thresholds);
  g_test_add_func ("/incentives/tiers/window", test_window);
  g_test_add_func ("/incentives/tiers/short-window", test_short_window);
  g_test_add_func ("/incentives/tiers/motions-and-reversals", test_motions_and_reversals);
  g_test_add_func ("/incentives/tiers/one-step", test_one_step);
  g_test_add_func ("/incentives/tiers/grace", test_grace);
  g_test_add_func ("/incentives/tiers/fiscal-year", test_fiscal_year);
  g_test_add_func ("/incentives/tiers/pins", test_pins);
  g_test_add_func ("/incentives/tiers/tree", test_tree);
  g_test_add_func ("/incentives/tiers/members", test_members);
  g_test_add_func ("/incentives/tiers/audience", test_audience);
  g_test_add_func ("/incentives/tiers/requirements", test_requirements);
  g_test_add_func ("/incentives/tiers/day-before", test_day_before);
  return g_test_run ();
}
