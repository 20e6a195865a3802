/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lots, redemptions, prices, fees, funds and claims, worked out by hand.
 */
#include "fixture.h"

#define ORGANISATIONS "id,name\no1,One\no2,Two\n"
#define MEMBERS "id,name,organisation\nm1,Ada,o1\n"
#define MOTION "'motion':{'m':{'place':{'position':'a'}}},"
#define PLACE "'place':{'parent':'m','position':'a'}"
#define REWARDS \
  "'reward':{'mug':{'points':'company','price':30,'place':{'position':'a'}}," \
  "'odd':{'points':'company','price':250,'place':{'position':'b'}}," \
  "'cash':{'points':'individual','pricing':'exchange','rate':7,'place':{'position':'c'}}}"

static BatonBalance
company_balance (Fixture    *f,
                 const char *organisation)
{
  BatonBalance balance;

  baton_replay_get_company_balance (f->replay, fixture_organisation (f, organisation), &balance);
  return balance;
}

static void
test_lots (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonLot *lots;
  BatonBalance balance;
  guint n;

  /* Two months to live, to the end of the month. 40 of January and 50 of February; 60 taken in March: all of January's. */
  fixture_init (&f, "{'program':{'p':{'expiry-months':2,'company-point-value':100,'individual-point-value':50}}," MOTION
                "'activity':{'a':{'unit':'quantity','company-points':{'value':1},'individual-points':{'value':2}," PLACE "}}," REWARDS "}",
                ORGANISATIONS, MEMBERS,
                "id,type,organisation,member,activity,day,quantity,reward,points,state\n"
                "1,event,o1,m1,a,2025-01-01,40,,,\n2,event,o1,m1,a,2025-02-28,50,,,\n3,event,o1,,a,2025-03-01,10,,,pending\n"
                "r1,redemption,o1,,,2025-03-10,2,mug,,\n", "2025-04-29");
  lots = baton_replay_get_lots (f.replay, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (lots[0].expires, ==, fixture_day ("2025-03-31"));
  g_assert_cmpint (lots[0].spent, ==, 40);
  g_assert_cmpint (lots[1].kind, ==, BATON_POINTS_INDIVIDUAL);
  g_assert_cmpint (lots[1].expired, ==, 80);
  g_assert_cmpint (lots[2].expires, ==, fixture_day ("2025-04-30"));
  g_assert_cmpint (lots[2].spent, ==, 20);
  balance = company_balance (&f, "o1");
  g_assert_cmpint (balance.earned, ==, 90);
  g_assert_cmpint (balance.redeemed, ==, 60);
  g_assert_cmpint (balance.expired, ==, 0);
  g_assert_cmpint (balance.balance, ==, 30);
  g_assert_cmpint (balance.pending, ==, 10);
  g_assert_cmpint (balance.expiring, ==, 30);
  g_assert_cmpint (balance.expires, ==, fixture_day ("2025-04-30"));
  baton_replay_get_individual_balance (f.replay, BATON_INDEX_NONE, fixture_member (&f, "m1"), &balance);
  g_assert_cmpint (balance.balance, ==, 100);
  baton_replay_get_individual_balance (f.replay, fixture_organisation (&f, "o1"), BATON_INDEX_NONE, &balance);
  g_assert_cmpint (balance.pending, ==, 20);
  /* 30 × 1.00 + 100 × 0.50 */
  g_assert_cmpint (baton_replay_get_liability (f.replay), ==, 8000);
}

static void
test_expiry_day (void)
{
  static const struct { const char *through; gint64 balance; } cases[] = {
    { "2025-03-31", 40 }, { "2025-04-01", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) f = { 0 };

      fixture_init (&f, "{'program':{'p':{'expiry-months':2}}," MOTION "'activity':{'a':{'company-points':{'value':40}," PLACE "}}}",
                    ORGANISATIONS, MEMBERS, "id,organisation,activity,day\n1,o1,a,2025-01-15\n", cases[i].through);
      g_assert_cmpint (company_balance (&f, "o1").balance, ==, cases[i].balance);
    }
}

static void
test_negative (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonRedemption *redemptions;
  BatonBalance balance;
  guint n;

  /* 20 earned, 30 taken; the deal behind 50 more was cancelled. The next points make good the debt of 10. */
  fixture_init (&f, "{'program':{'p':{'company-point-value':100}}," MOTION "'activity':{'a':{'unit':'quantity','company-points':{'value':1}," PLACE "}}," REWARDS "}",
                ORGANISATIONS, MEMBERS,
                "id,type,organisation,activity,day,quantity,reward,reverses\n"
                "1,event,o1,a,2025-01-01,20,,\n2,event,o1,a,2025-01-01,50,,\n3,redemption,o1,,2025-02-01,1,mug,\n4,event,o1,,2025-03-01,,,2\n"
                "5,event,o1,a,2025-04-01,4,,\n6,redemption,o1,,2025-04-02,1,mug,\n7,redemption,o1,,2025-04-03,,,6\n8,event,o2,a,2025-04-01,9,,\n", "2025-12-31");
  balance = company_balance (&f, "o1");
  g_assert_cmpint (balance.earned, ==, 24);
  g_assert_cmpint (balance.balance, ==, -6);
  g_assert_cmpint (balance.expires, ==, BATON_DAY_NONE);
  redemptions = baton_replay_get_redemptions (f.replay, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (redemptions[0].counts);
  g_assert_true (redemptions[0].overdrawn);
  g_assert_false (redemptions[1].counts);   /* taken back */
  /* The debt of one does not lessen what is owed to another. */
  g_assert_cmpint (baton_replay_get_liability (f.replay), ==, 900);
}

static void
test_prices (void)
{
  g_auto (Fixture) f = { 0 };
  gint64 price;
  guint discount;

  /* The best of 3 % and 5 %: 250 less 5 % is 237.5, so 238. Money at 7 cents a point: 100 cents are 15 points, 14 with 5 % off:
   * 95 ÷ 7 = 13.57. */
  fixture_init (&f, "{" MOTION "'activity':{'a':{'tier-points':{'value':50}," PLACE "}}," REWARDS ","
                "'tier-ladder':{'l':{'place':{'position':'a'}}},'tier':{'rock':{'threshold':50,'place':{'parent':'l','position':'a'}}},"
                "'benefit':{'d3':{'type':'rewards-discount','percent':300,'place':{'parent':'rock','position':'a'}},"
                "'d5':{'type':'rewards-discount','percent':500,'place':{'parent':'rock','position':'b'}}}}",
                ORGANISATIONS, MEMBERS,
                "id,type,organisation,activity,day,reward,quantity\n1,event,o1,a,2025-01-05,,\n"
                "2,redemption,o1,,2025-01-04,odd,1\n3,redemption,o1,,2025-01-05,odd,2\n", "2025-12-31");
  g_assert_true (baton_replay_get_price (f.replay, "odd", fixture_organisation (&f, "o1"), BATON_INDEX_NONE, 0, &price, &discount));
  g_assert_cmpint (price, ==, 238);
  g_assert_cmpuint (discount, ==, 500);
  g_assert_true (baton_replay_get_price (f.replay, "cash", fixture_organisation (&f, "o1"), BATON_INDEX_NONE, 100, &price, NULL));
  g_assert_cmpint (price, ==, 14);
  g_assert_true (baton_replay_get_price (f.replay, "cash", fixture_organisation (&f, "o2"), BATON_INDEX_NONE, 100, &price, NULL));
  g_assert_cmpint (price, ==, 15);
  /* The tier on the day of redemption: 250 the day before, 2 × 238 on the day itself. */
  g_assert_cmpint (company_balance (&f, "o1").redeemed, ==, 250 + 476);
}

#define FEE_PROGRAM(root, ladder, benefits) \
  "{'program':{'p':{" root "}}," MOTION \
  "'activity':{'deal':{'fee':1000,'tier-points':{'value':50}," PLACE "},'sale':{'company-points':{'value':1}," PLACE "}}," \
  "'tier-ladder':{'l':{" ladder "'place':{'position':'a'}}},'tier':{'rock':{'threshold':50,'place':{'parent':'l','position':'a'}}}," \
  "'fund':{'mdf':{'type':'mdf','period':'fiscal-quarter','budget':1000,'place':{'position':'a'}}}," \
  "'benefit':{" benefits "}}"

static void
test_fees (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonAccrual *accruals;
  guint n;

  /* 10 % of 999 and of 999: 99.9 + 99.9 in January, floored once: 199. From the day after reaching the tier 11.5 %: 114.885 of
   * a deal in February, of which the partner's part is 60 %: 68. */
  fixture_init (&f, FEE_PROGRAM ("", "", "'plus':{'type':'fee-bonus','percent':150,'place':{'parent':'rock','position':'a'}}"),
                ORGANISATIONS, MEMBERS,
                "id,organisation,activity,day,amount,share\n1,o1,deal,2025-01-10,999,\n2,o1,deal,2025-01-10,999,\n3,o1,deal,2025-02-10,999,6000\n"
                "4,o1,sale,2025-02-10,100000,\n", "2025-12-31");
  accruals = baton_replay_get_accruals (f.replay, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (accruals[0].amount, ==, 199);
  g_assert_cmpint (accruals[0].base, ==, 1998);
  g_assert_cmpuint (accruals[0].fund, ==, BATON_INDEX_NONE);
  g_assert_cmpint (accruals[0].from, ==, fixture_day ("2025-01-01"));
  g_assert_cmpint (accruals[0].through, ==, fixture_day ("2025-01-31"));
  g_assert_cmpint (accruals[1].amount, ==, 68);
  g_assert_cmpint (fixture_credit (&f, "3")->fee_rate, ==, 1150);
  g_assert_cmpint (fixture_credit (&f, "3")->fee_bonus, ==, 150);
  g_assert_cmpint (fixture_credit (&f, "3")->points[BATON_POINTS_TIER], ==, 50);   /* points are full */
}

static void
test_fee_at_period_end (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonAccrual *accruals;
  guint n;

  /* The tier at the year's end counts for the whole year: 11.5 % of 1998 = 229.77. */
  fixture_init (&f, FEE_PROGRAM ("'fee-period':'fiscal-year'", "'benefits-from':'period-end',",
                                 "'plus':{'type':'fee-bonus','percent':150,'place':{'parent':'rock','position':'a'}}"),
                ORGANISATIONS, MEMBERS, "id,organisation,activity,day,amount\n1,o1,deal,2025-01-10,999\n2,o1,deal,2025-10-10,999\n", "2025-12-31");
  accruals = baton_replay_get_accruals (f.replay, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (accruals[0].amount, ==, 229);
}

static void
test_extra_fee (void)
{
  g_auto (Fixture) f = { 0 };
  const BatonAccrual *accruals;
  const BatonPromotionUse *uses;
  guint n;

  fixture_init (&f, "{" MOTION "'activity':{'deal':{'fee':1000," PLACE "},'sale':{" PLACE "}},"
                "'promotion':{'x':{'effect':'extra-fee','extra-fee':250,'budget':30,'place':{'position':'a'}}}}",
                ORGANISATIONS, MEMBERS, "id,organisation,activity,day,amount\n1,o1,deal,2025-01-10,999\n2,o1,sale,2025-01-10,999\n3,o1,deal,2025-01-11,999\n", "2025-12-31");
  accruals = baton_replay_get_accruals (f.replay, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (accruals[0].amount, ==, 224);   /* 12.5 % + 10 % of 999 = 124.875 + 99.9 */
  uses = baton_replay_get_promotions (f.replay, &n);
  g_assert_cmpint (uses[0].spent, ==, 24);
  g_assert_cmpuint (uses[0].stopped_at, ==, baton_history_find (f.history, "3"));
}

static void
test_funds (void)
{
  g_auto (Fixture) f = { 0 };
  BatonFundStanding standing;

  /* Of the sales after the day of reaching the tier, 2 % go to MDF; 333 × 2 % twice = 13.32, floored once a quarter. */
  fixture_init (&f, FEE_PROGRAM ("", "", "'mdf2':{'type':'fund-percent','percent':200,'fund':'mdf','activities':['sale'],'place':{'parent':'rock','position':'a'}}"),
                ORGANISATIONS, MEMBERS,
                "id,type,organisation,activity,day,amount,fund,state,granted\n"
                "1,event,o1,deal,2025-01-10,1,,,\n2,event,o1,sale,2025-01-10,1000,,,\n3,event,o1,sale,2025-01-11,333,,,\n4,event,o1,sale,2025-03-31,333,,,\n"
                "5,event,o1,sale,2025-04-01,60000,,,\n6,event,o1,sale,2025-05-01,10,,,\n"
                "c1,claim,o1,,2025-05-02,500,mdf,approved,300\nc2,claim,o1,,2025-05-02,100,mdf,paid,\nc3,claim,o1,,2025-05-02,70,mdf,submitted,\n"
                "c4,claim,o1,,2025-05-02,90,mdf,expired,\nc5,claim,o1,,2025-05-02,90,mdf,draft,\n", "2025-06-15");
  baton_replay_get_fund_standing (f.replay, 0, fixture_organisation (&f, "o1"), &standing);
  g_assert_cmpint (standing.accrued, ==, 13 + 1200);
  g_assert_cmpint (standing.reserved, ==, 300);
  g_assert_cmpint (standing.paid, ==, 100);
  g_assert_cmpint (standing.asked, ==, 70);
  g_assert_cmpint (standing.available, ==, 813);
  baton_replay_get_fund_standing (f.replay, 0, BATON_INDEX_NONE, &standing);
  g_assert_cmpint (standing.budget, ==, 1000);
  g_assert_cmpint (standing.used, ==, 1200);
  g_assert_cmpint (standing.exhausted, ==, fixture_day ("2025-04-01"));
}

static void
test_fund_number (void)
{
  g_auto (Fixture) f = { 0 };
  BatonFundStanding standing;

  /* Two hours for each full 10 of the quantity. */
  fixture_init (&f, "{" MOTION "'activity':{'start':{'tier-points':{'value':50}," PLACE "},'s':{'unit':'quantity-step','unit-size':10," PLACE "}},"
                "'tier-ladder':{'l':{'place':{'position':'a'}}},'tier':{'rock':{'threshold':50,'place':{'parent':'l','position':'a'}}},"
                "'fund':{'hours':{'type':'rebate','place':{'position':'a'}}},"
                "'benefit':{'h':{'type':'fund-number','number':2,'fund':'hours','activities':['s'],'place':{'parent':'rock','position':'a'}}}}",
                ORGANISATIONS, MEMBERS, "id,organisation,activity,day,quantity\n1,o1,start,2025-01-10,\n2,o1,s,2025-01-11,39\n3,o2,s,2025-01-11,39\n", "2025-12-31");
  baton_replay_get_fund_standing (f.replay, 0, BATON_INDEX_NONE, &standing);
  g_assert_cmpint (standing.accrued, ==, 6);
}

/* Hours go beside the budget, which is money; and hours are not trainings. A number without a unit is of the first that its fund has. */
static void
test_fund_units (void)
{
  g_auto (Fixture) f = { 0 };
  static const struct { const char *unit; gint64 amount; } expected[] = { { "hours", 16 }, { "trainings", 500 }, { NULL, 40 } };
  BatonFundStanding standing;
  const BatonAccrual *accruals;
  guint n;

  fixture_init (&f, FEE_PROGRAM ("", "", "'h':{'type':'fund-number','number':7,'unit':'hours','fund':'mdf','activities':['sale'],'place':{'parent':'rock','position':'a'}},"
                                 "'i':{'type':'fund-number','number':1,'fund':'mdf','activities':['sale'],'place':{'parent':'rock','position':'b'}},"
                                 "'t':{'type':'fund-number','number':250,'unit':'trainings','fund':'mdf','activities':['sale'],'place':{'parent':'rock','position':'c'}},"
                                 "'share':{'type':'fund-percent','percent':200,'fund':'mdf','activities':['sale'],'place':{'parent':'rock','position':'d'}}"),
                ORGANISATIONS, MEMBERS,
                "id,organisation,activity,day,amount\n1,o1,deal,2025-01-10,0\n2,o1,sale,2025-01-11,1000\n3,o1,sale,2025-01-12,1000\n", "2025-02-15");
  baton_replay_get_fund_standing (f.replay, 0, BATON_INDEX_NONE, &standing);
  g_assert_cmpint (standing.accrued, ==, 40);
  g_assert_cmpint (standing.available, ==, 40);
  g_assert_cmpint (standing.used, ==, 40);
  g_assert_cmpint (standing.exhausted, ==, BATON_DAY_NONE);
  accruals = baton_replay_get_accruals (f.replay, &n);
  n -= accruals[n - 1].fund == BATON_INDEX_NONE;
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (accruals[i].unit, ==, expected[i].unit);
      g_assert_cmpint (accruals[i].amount, ==, expected[i].amount);
    }
}

static void
test_rebate (void)
{
  static const struct { const char *mode; gint64 rebate[3]; } cases[] = {
    /* 5 % to 100, 10 % above: 200 earn 15 marginally, 20 back to the first unit. The band begins with 100: 5, and 10. 99: 4.95. */
    { "marginal", { 4, 5, 15 } }, { "whole", { 4, 10, 20 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) f = { 0 };
      BatonFundStanding standing;
      static const char * const ids[] = { "o1", "o2", "o3" };
      g_autofree char *program = g_strdup_printf ("{" MOTION "'activity':{'s':{" PLACE "}},'fund':{'r':{'type':'rebate','activities':['s'],'band-mode':'%s',"
                                                  "'bands':[{'from':0,'rate':500},{'from':100,'rate':1000}],'place':{'position':'a'}}}}", cases[i].mode);

      fixture_init (&f, program, "id,name\no1,One\no2,Two\no3,Three\n", MEMBERS,
                    "id,organisation,activity,day,amount\n1,o1,s,2025-01-10,99\n2,o2,s,2025-01-10,100\n3,o3,s,2025-01-10,50\n4,o3,s,2025-12-31,150\n", "2025-12-31");
      for (guint k = 0; k < 3; k++)
        {
          baton_replay_get_fund_standing (f.replay, 0, fixture_organisation (&f, ids[k]), &standing);
          g_assert_cmpint (standing.accrued, ==, cases[i].rebate[k]);
        }
    }
}

/* Co-op is earned on sales as a rebate is; what is given has no bands, even if some were left of another type. */
static void
test_bands_of_types (void)
{
  static const struct { const char *type; gint64 accrued; } cases[] = { { "rebate", 5000 }, { "co-op", 5000 }, { "consumer-rebate", 5000 }, { "mdf", 0 }, { "spiff", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) f = { 0 };
      BatonFundStanding standing;
      g_autofree char *program = g_strdup_printf ("{" MOTION "'activity':{'s':{" PLACE "}},'fund':{'r':{'type':'%s','activities':['s'],"
                                                  "'bands':[{'from':0,'rate':500}],'place':{'position':'a'}}}}", cases[i].type);

      fixture_init (&f, program, "id,name\no1,One\n", MEMBERS, "id,organisation,activity,day,amount\n1,o1,s,2025-01-10,100000\n", "2025-12-31");
      baton_replay_get_fund_standing (f.replay, 0, fixture_organisation (&f, "o1"), &standing);
      g_assert_cmpint (standing.accrued, ==, cases[i].accrued);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/money/bands-of-types", test_bands_of_types);
  g_test_add_func ("/incentives/money/lots", test_lots);
  g_test_add_func ("/incentives/money/expiry-day", test_expiry_day);
  g_test_add_func ("/incentives/money/negative", test_negative);
  g_test_add_func ("/incentives/money/prices", test_prices);
  g_test_add_func ("/incentives/money/fees", test_fees);
  g_test_add_func ("/incentives/money/fee-at-period-end", test_fee_at_period_end);
  g_test_add_func ("/incentives/money/extra-fee", test_extra_fee);
  g_test_add_func ("/incentives/money/funds", test_funds);
  g_test_add_func ("/incentives/money/fund-number", test_fund_number);
  g_test_add_func ("/incentives/money/fund-units", test_fund_units);
  g_test_add_func ("/incentives/money/rebate", test_rebate);
  return g_test_run ();
}
