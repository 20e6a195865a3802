/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements: what drops out when, and what is lost with it.
 */
#include "fixture.h"

#include "incentives/baton-statement.h"

#define PROGRAM(ladder) \
  "{'program':{'p':{'company-point-value':100}},'motion':{'m':{'place':{'position':'a'}}}," \
  "'activity':{'start':{'once':'organisation','tier-points':{'value':20},'company-points':{'value':5},'place':{'parent':'m','position':'a'}}," \
  "'a':{'unit':'quantity','tier-points':{'value':1},'individual-points':{'value':1},'place':{'parent':'m','position':'b'}}}," \
  "'tier-ladder':{'l':{" ladder "'place':{'position':'a'}}}," \
  "'tier':{'rock':{'threshold':50,'place':{'parent':'l','position':'a'}},'hero':{'threshold':100,'place':{'parent':'l','position':'b'}}}}"
#define HISTORY \
  "id,organisation,member,activity,day,quantity,state\n" \
  "1,o1,m1,start,2025-01-15,,\n2,o1,m1,a,2025-01-15,10,\n3,o1,,a,2025-04-30,35,\n4,o1,m1,a,2025-05-01,9,pending\n5,o2,,a,2025-05-01,3,\n"

static void
test_cliff (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonStatement) statement = NULL;
  const BatonStatementLine *lines;
  const BatonStatementTier *tiers;
  const BatonLot * const *lots;
  guint n;

  /* 65 points; 30 of 15 January drop out together, 20 of them from onboarding: then 35 are left, and the tier goes at the
   * end of that January. */
  fixture_init (&f, PROGRAM (""), "id,name\no1,One\no2,Two\n", "id,name,organisation\nm1,Ada,o1\n", HISTORY, "2025-05-31");
  statement = baton_statement_new (f.replay, fixture_organisation (&f, "o1"), BATON_INDEX_NONE);

  lines = baton_statement_get_lines (statement, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (lines[0].drops_out, ==, fixture_day ("2026-01-15"));
  g_assert_cmpint (lines[2].drops_out, ==, fixture_day ("2026-04-30"));
  g_assert_cmpint (lines[3].credit->outcome, ==, BATON_CREDIT_PENDING);
  g_assert_cmpint (lines[3].drops_out, ==, BATON_DAY_NONE);

  tiers = baton_statement_get_tiers (statement, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (tiers->tier, ==, 0);
  g_assert_cmpint (tiers->points, ==, 65);
  g_assert_cmpint (tiers->next, ==, 1);
  g_assert_cmpint (tiers->missing, ==, 35);
  g_assert_cmpint (tiers->dropping, ==, 35);
  g_assert_cmpint (tiers->drops, ==, fixture_day ("2026-04-30"));
  g_assert_cmpint (tiers->points_fall, ==, fixture_day ("2026-01-15"));
  g_assert_cmpint (tiers->lost, ==, fixture_day ("2026-01-31"));
  g_assert_cmpint (tiers->falls_to, ==, -1);

  lots = baton_statement_get_lots (statement, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (lots[0]->kind, ==, BATON_POINTS_COMPANY);
  g_assert_cmpint (lots[0]->expires, ==, fixture_day ("2027-01-31"));
}

/* Points that have dropped out keep the day on which they did. */
static void
test_dropped_out (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonStatement) statement = NULL;
  const BatonStatementLine *lines;
  guint n;

  fixture_init (&f, PROGRAM (""), "id,name\no1,One\no2,Two\n", "id,name,organisation\nm1,Ada,o1\n", HISTORY, "2026-02-01");
  statement = baton_statement_new (f.replay, fixture_organisation (&f, "o1"), BATON_INDEX_NONE);
  lines = baton_statement_get_lines (statement, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (lines[0].drops_out, ==, fixture_day ("2026-01-15"));
  g_assert_cmpint (lines[2].drops_out, ==, fixture_day ("2026-04-30"));
}

static void
test_member (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonStatement) statement = NULL;
  const BatonLot * const *lots;
  guint n;

  fixture_init (&f, PROGRAM (""), "id,name\no1,One\no2,Two\n", "id,name,organisation\nm1,Ada,o1\n", HISTORY, "2025-05-31");
  statement = baton_statement_new (f.replay, BATON_INDEX_NONE, fixture_member (&f, "m1"));
  baton_statement_get_lines (statement, &n);
  g_assert_cmpuint (n, ==, 3);
  lots = baton_statement_get_lots (statement, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (lots[0]->earned, ==, 10);
  baton_statement_get_tiers (statement, &n);
  g_assert_cmpuint (n, ==, 1);   /* the organization's */
  baton_statement_get_accruals (statement, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_grace_ahead (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonStatement) statement = NULL;
  const BatonStatementTier *tiers;
  guint n;

  /* Two months of grace after the end of January 2026. */
  fixture_init (&f, PROGRAM ("'downgrade':'grace','grace-months':2,"), "id,name\no1,One\no2,Two\n", "id,name,organisation\nm1,Ada,o1\n", HISTORY, "2025-05-31");
  statement = baton_statement_new (f.replay, fixture_organisation (&f, "o1"), BATON_INDEX_NONE);
  tiers = baton_statement_get_tiers (statement, &n);
  g_assert_cmpint (tiers->points_fall, ==, fixture_day ("2026-01-15"));
  g_assert_cmpint (tiers->lost, ==, fixture_day ("2026-03-31"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/statement/cliff", test_cliff);
  g_test_add_func ("/incentives/statement/dropped-out", test_dropped_out);
  g_test_add_func ("/incentives/statement/member", test_member);
  g_test_add_func ("/incentives/statement/grace-ahead", test_grace_ahead);
  return g_test_run ();
}
