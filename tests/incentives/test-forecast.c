/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A year repeated: how many events, when, and what a program makes of them.
 */
#include "fixture.h"

#include "incentives/baton-forecast.h"
#include "incentives/baton-rebate.h"
#include "incentives/baton-tally.h"
#include "incentives/baton-year-ahead.h"
#include "model/baton-json.h"

static guint
count_made_up (BatonHistory *history)
{
  guint n = 0;

  for (guint i = 0; i < baton_history_get_n_events (history); i++)
    n += baton_forecast_is_made_up (&baton_history_get_events (history)[i]);
  return n;
}

static BatonHistory *
make_history (guint n_events)
{
  g_autoptr (GString) csv = g_string_new ("id,organisation,activity,day\n");

  for (guint i = 0; i < n_events; i++)
    g_string_append_printf (csv, "%u,o%u,a,2025-03-%02u\n", i + 1, i % 2, 1 + i % 28);
  return baton_history_read (csv->str, csv->len, NULL);
}

static void
test_growth (void)
{
  static const struct { int growth; guint expected; } cases[] = {
    { 0, 40 }, { 1000, 44 }, { -1000, 36 }, { 10000, 80 }, { -10000, 0 }, { 25, 40 }, { 15000, 100 },
  };
  g_autoptr (BatonHistory) history = make_history (40);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonHistory) forecast = baton_forecast_new (history, fixture_day ("2025-12-31"), cases[i].growth);

      g_assert_cmpuint (count_made_up (forecast), ==, cases[i].expected);
      g_assert_cmpuint (baton_history_get_n_events (forecast), ==, 40 + cases[i].expected);
    }
}

static void
test_which (void)
{
  static const char csv[] = "id,type,organisation,activity,day,state,reverses,reward,version\n"
                            "old,,o,a,2024-06-30,,,,\nin,,o,a,2024-07-01,,,,3\nleap,,o,a,2024-02-29,,,,\npending,,o,a,2025-01-01,pending,,,\n"
                            "gone,,o,a,2025-01-02,,,,\nback,,o,,2025-02-02,,gone,,\nmug,redemption,o,,2025-03-01,,,r,\nlater,,o,a,2025-07-01,,,,\n";
  g_autoptr (BatonHistory) history = baton_history_read (csv, strlen (csv), NULL);
  g_autoptr (BatonHistory) forecast = baton_forecast_new (history, fixture_day ("2025-06-30"), 0);
  const BatonEvent *events = baton_history_get_events (forecast);

  g_assert_cmpuint (count_made_up (forecast), ==, 2);
  g_assert_cmpint (events[baton_history_find (forecast, "forecast-1-in")].day, ==, fixture_day ("2025-07-01"));
  g_assert_cmpint (events[baton_history_find (forecast, "forecast-1-mug")].day, ==, fixture_day ("2026-03-01"));
  g_assert_cmpuint (baton_history_find (forecast, "later"), ==, BATON_EVENT_NONE);
  g_assert_cmpuint (events[baton_history_find (forecast, "gone")].reversal_index, ==, baton_history_find (forecast, "back"));
}

static void
test_cliff (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonHistory) forecast = NULL;
  g_autoptr (BatonReplay) replay = NULL;
  guint organisation;

  /* 40 from the set-up and 20 from a sale each spring: Rock Star this year, not the next. */
  fixture_init (&f, "{'motion':{'m':{'place':{'position':'a'}}},"
                "'activity':{'start':{'once':'organisation','tier-points':{'value':40},'place':{'parent':'m','position':'a'}},"
                "'sale':{'tier-points':{'value':20},'place':{'parent':'m','position':'b'}}},"
                "'tier-ladder':{'l':{'place':{'position':'a'}}},'tier':{'rock':{'threshold':50,'place':{'parent':'l','position':'a'}}}}",
                "id,name\no,One\n", "id,name,organisation\n", "id,organisation,activity,day\n1,o,start,2025-02-10\n2,o,sale,2025-04-10\n", "2025-12-31");
  forecast = baton_forecast_new (f.history, fixture_day ("2025-12-31"), 0);
  replay = baton_replay_new (f.snapshot, f.reg, forecast, fixture_day ("2026-12-31"), NULL);
  organisation = fixture_organisation (&f, "o");
  g_assert_cmpint (baton_replay_get_tier (replay, 0, organisation, fixture_day ("2026-02-27")), ==, 0);
  g_assert_cmpint (baton_replay_get_tier (replay, 0, organisation, fixture_day ("2026-02-28")), ==, -1);
  g_assert_cmpint (baton_replay_get_tier_points (replay, 0, organisation, fixture_day ("2026-12-31")), ==, 20);
}

/* 5 % of sales go into a fund that holds 100 a quarter; 40 are used. As last spring went, the second quarter needs 150. */
static void
test_year_ahead (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonYearAhead) ahead = NULL;
  const BatonFundAhead *fund;

  fixture_init (&f, "{'program':{'p':{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'EUR'}},'motion':{'m':{'place':{'position':'a'}}},"
                "'activity':{'sale':{'tier-points':{'value':20},'place':{'parent':'m','position':'b'}}},"
                "'fund':{'r':{'type':'rebate','budget':10000,'period':'fiscal-quarter','activities':['sale'],'bands':[{'from':0,'rate':500}],'place':{'position':'a'}},"
                "'free':{'type':'mdf','place':{'position':'b'}}},"
                "'tier-ladder':{'l':{'place':{'position':'a'}}},'tier':{'rock':{'threshold':50,'place':{'parent':'l','position':'a'}},"
                "'far':{'threshold':500,'place':{'parent':'l','position':'b'}}}}",
                "id,name\no,One\n", "id,name,organisation\n",
                "id,organisation,activity,day,amount\n1,o,sale,2025-05-10,100000\n2,o,sale,2025-06-12,200000\n3,o,sale,2026-04-02,80000\n", "2026-04-30");
  ahead = baton_year_ahead_new (f.snapshot, f.reg, f.history, fixture_day ("2026-04-30"), 0, NULL, NULL);
  g_assert_nonnull (ahead);
  g_assert_cmpint (baton_year_ahead_get_through (ahead), ==, fixture_day ("2027-04-30"));
  fund = baton_year_ahead_find_fund (ahead, "r");
  g_assert_nonnull (fund);
  g_assert_cmpint (fund->period.through, ==, fixture_day ("2026-06-30"));
  g_assert_cmpint (fund->used, ==, 4000);
  g_assert_cmpint (fund->expected, ==, 19000);
  g_assert_cmpint (fund->exhausted, ==, fixture_day ("2026-06-12"));
  g_assert_null (baton_year_ahead_find_fund (ahead, "free"));
  g_assert_cmpint (baton_year_ahead_count_reached (ahead, "rock"), ==, 1);
  g_assert_cmpint (baton_year_ahead_count_reached (ahead, "far"), ==, 0);
  g_assert_cmpint (baton_year_ahead_count_reached (ahead, "r"), ==, -1);
}

/* Each sale's points go at the end of the sixth month after it; so do those of the year that is repeated. */
static void
test_expiry (void)
{
  static const struct { const char *day; gint64 earned; gint64 expired; gint64 liability; } cases[] = {
    { "2025-12-31", 20, 10, 1000 }, { "2026-02-28", 20, 10, 1000 }, { "2026-03-01", 20, 20, 0 },
    { "2026-08-31", 40, 20, 2000 }, { "2026-11-01", 40, 30, 1000 }, { "2026-12-31", 40, 30, 1000 },
  };
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonHistory) forecast = NULL;
  g_autoptr (BatonTimeline) timeline = NULL;

  fixture_init (&f, "{'program':{'p':{'expiry-months':6,'company-point-value':100}},'motion':{'m':{'place':{'position':'a'}}},"
                "'activity':{'sale':{'company-points':{'value':10},'place':{'parent':'m','position':'a'}}}}",
                "id,name\no,One\n", "id,name,organisation\n", "id,organisation,activity,day\n1,o,sale,2025-04-10\n2,o,sale,2025-08-10\n", "2025-12-31");
  forecast = baton_forecast_new (f.history, fixture_day ("2025-12-31"), 0);
  timeline = baton_timeline_new (f.reg, forecast);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonReckoning) reckoning = baton_tally (timeline, f.snapshot, fixture_day ("2025-01-01"), fixture_day (cases[i].day), 1, NULL, NULL);
      BatonReckoningTotals totals;

      baton_reckoning_get_totals (reckoning, &totals);
      g_assert_cmpint (totals.earned[BATON_POINTS_COMPANY], ==, cases[i].earned);
      g_assert_cmpint (totals.expired[BATON_POINTS_COMPANY], ==, cases[i].expired);
      g_assert_cmpint (totals.liability, ==, cases[i].liability);
    }
}

/* A promotion doubles sales, 10.00 each, and has 25.00: it pays for both of the year that was, and for none of the year ahead. */
static void
test_promotion_ahead (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonYearAhead) ahead = NULL;
  const BatonPromotionUse *use;

  fixture_init (&f, "{'program':{'p':{'company-point-value':100}},'motion':{'m':{'place':{'position':'a'}}},"
                "'activity':{'sale':{'company-points':{'value':10},'place':{'parent':'m','position':'a'}}},"
                "'promotion':{'double':{'effect':'multiplier','multiplier':20000,'budget':2500,'place':{'position':'a'}},"
                "'none':{'effect':'multiplier','multiplier':20000,'disabled':true,'place':{'position':'b'}}}}",
                "id,name\no,One\n", "id,name,organisation\n", "id,organisation,activity,day\n1,o,sale,2025-05-10\n2,o,sale,2025-06-12\n", "2025-12-31");
  ahead = baton_year_ahead_new (f.snapshot, f.reg, f.history, fixture_day ("2025-12-31"), 0, NULL, NULL);
  use = baton_year_ahead_find_promotion (ahead, "double");
  g_assert_nonnull (use);
  g_assert_cmpint (use->spent, ==, 2000);
  g_assert_cmpuint (use->events, ==, 2);
  g_assert_cmpint (use->warned, ==, fixture_day ("2025-06-12"));
  g_assert_cmpint (use->stopped, ==, fixture_day ("2026-05-10"));
  use = baton_year_ahead_find_promotion (ahead, "none");
  g_assert_nonnull (use);
  g_assert_cmpuint (use->events, ==, 0);
  g_assert_cmpint (use->stopped, ==, BATON_DAY_NONE);
  g_assert_null (baton_year_ahead_find_promotion (ahead, "sale"));
}

/* 1 % to 50,000, 2 % to 200,000, 3.5 % beyond: back to the first unit the edge is a cliff, band by band it is none. */
static void
test_rebate_steps (void)
{
  static const char bands[] = "[{\"from\":20000000,\"rate\":350},{\"from\":0,\"rate\":100},{\"from\":5000000,\"rate\":200}]";
  g_autoptr (BatonValue) value = baton_json_parse (bands, strlen (bands), NULL), whole = baton_value_new_string ("whole");
  g_autoptr (BatonEntity) empty = baton_entity_new (BATON_KIND_FUND, "rebate-0000000000");
  g_autoptr (BatonEntity) fund = baton_entity_with (empty, BATON_FIELD_FUND_BANDS, value);
  g_autoptr (BatonEntity) back = baton_entity_with (fund, BATON_FIELD_FUND_BAND_MODE, whole);
  g_autoptr (GArray) steps = baton_rebate_list_steps (fund);
  const BatonRebateStep *step = &g_array_index (steps, BatonRebateStep, 1);

  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpint (step->from, ==, 20000000);
  g_assert_cmpint (step->rate, ==, 350);
  g_assert_cmpint (step->below[BATON_REBATE_BY_BAND], ==, 349999);
  g_assert_cmpint (step->at[BATON_REBATE_BY_BAND], ==, 350000);
  g_assert_cmpint (step->below[BATON_REBATE_WHOLE], ==, 399999);
  g_assert_cmpint (step->at[BATON_REBATE_WHOLE], ==, 700000);
  g_assert_cmpint (baton_rebate_get_mode (fund), ==, BATON_REBATE_BY_BAND);
  g_assert_cmpint (baton_rebate_get_mode (back), ==, BATON_REBATE_WHOLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/forecast/growth", test_growth);
  g_test_add_func ("/incentives/forecast/which", test_which);
  g_test_add_func ("/incentives/forecast/cliff", test_cliff);
  g_test_add_func ("/incentives/forecast/year-ahead", test_year_ahead);
  g_test_add_func ("/incentives/forecast/expiry", test_expiry);
  g_test_add_func ("/incentives/forecast/promotion-ahead", test_promotion_ahead);
  g_test_add_func ("/incentives/forecast/rebate-steps", test_rebate_steps);
  return g_test_run ();
}
