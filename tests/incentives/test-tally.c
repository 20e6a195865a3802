/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tally against the plain replay: on random programs with everything in them, on any last day and with any number of threads.
 * That it says the same when asked again is in test-tally-again.c.
 */
#include "random-history.h"
#include "same-reckoning.h"

#include "incentives/baton-replay-one.h"
#include "incentives/baton-statement.h"
#include "incentives/baton-tally.h"

#define N_EDITS 8

static const char *
get_id (BatonReplay       *replay,
        const BatonCredit *credit)
{
  return baton_history_get_events (baton_replay_get_history (replay))[credit->event].id;
}

static void
assert_same_money (BatonStatement *statement,
                   BatonStatement *plain)
{
  const BatonLot * const *lots, * const *plain_lots;
  const BatonRedemption * const *redemptions, * const *plain_redemptions;
  const BatonAccrual * const *accruals, * const *plain_accruals;
  guint n, n_plain;

  lots = baton_statement_get_lots (statement, &n);
  plain_lots = baton_statement_get_lots (plain, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (lots[i]->expires, ==, plain_lots[i]->expires);
      g_assert_cmpint (lots[i]->earned, ==, plain_lots[i]->earned);
      g_assert_cmpint (lots[i]->spent, ==, plain_lots[i]->spent);
      g_assert_cmpint (lots[i]->expired, ==, plain_lots[i]->expired);
    }
  redemptions = baton_statement_get_redemptions (statement, &n);
  plain_redemptions = baton_statement_get_redemptions (plain, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (redemptions[i]->points, ==, plain_redemptions[i]->points);
      g_assert_cmpuint (redemptions[i]->discount, ==, plain_redemptions[i]->discount);
      g_assert_cmpint (redemptions[i]->overdrawn, ==, plain_redemptions[i]->overdrawn);
    }
  accruals = baton_statement_get_accruals (statement, &n);
  plain_accruals = baton_statement_get_accruals (plain, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (accruals[i]->from, ==, plain_accruals[i]->from);
      g_assert_cmpint (accruals[i]->amount, ==, plain_accruals[i]->amount);
    }
}

/* What a replay of one partner's part says of it is what the replay of all says. */
static void
assert_same_statement (BatonReplay    *part,
                       BatonReplay    *plain,
                       guint           organisation,
                       guint           member,
                       gboolean        is_stored)
{
  g_autoptr (BatonStatement) statement = baton_statement_new (part, organisation, member);
  g_autoptr (BatonStatement) plain_statement = baton_statement_new (plain, organisation, member);
  const BatonStatementLine *lines, *plain_lines;
  const BatonStatementTier *tiers, *plain_tiers;
  BatonBalance balance, plain_balance;
  guint n, n_plain;

  lines = baton_statement_get_lines (statement, &n);
  plain_lines = baton_statement_get_lines (plain_statement, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      if (is_stored)
        g_assert_cmpstr (get_id (part, lines[i].credit), ==, get_id (plain, plain_lines[i].credit));
      else
        g_assert_cmpuint (lines[i].credit->event, ==, plain_lines[i].credit->event);
      g_assert_cmpint (lines[i].credit->outcome, ==, plain_lines[i].credit->outcome);
      g_assert_cmpint (lines[i].drops_out, ==, plain_lines[i].drops_out);
      /* What a pending event is worth depends on what a budget has left on its day; a part does not see others spend. */
      for (guint kind = 0; kind < BATON_N_POINTS && lines[i].credit->outcome != BATON_CREDIT_PENDING; kind++)
        g_assert_cmpint (lines[i].credit->points[kind], ==, plain_lines[i].credit->points[kind]);
    }
  tiers = baton_statement_get_tiers (statement, &n);
  plain_tiers = baton_statement_get_tiers (plain_statement, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (tiers[i].tier, ==, plain_tiers[i].tier);
      g_assert_cmpint (tiers[i].points, ==, plain_tiers[i].points);
      g_assert_cmpint (tiers[i].lost, ==, plain_tiers[i].lost);
    }
  assert_same_money (statement, plain_statement);
  if (organisation == BATON_INDEX_NONE)
    return;
  baton_replay_get_company_balance (part, organisation, &balance);
  baton_replay_get_company_balance (plain, organisation, &plain_balance);
  g_assert_cmpint (balance.balance, ==, plain_balance.balance);
  g_assert_cmpint (balance.expiring, ==, plain_balance.expiring);
}

/* The parts that one partner's statement is made of: after a tally, and on its own. */
static void
assert_same_parts (BatonReckoning *tally,
                   BatonReplay    *plain,
                   gboolean        is_stored)
{
  guint organisation = (guint) random_pick (0, RANDOM_ORGANISATIONS - 1);
  guint member = (guint) random_pick (0, (int) baton_register_get_n_members (baton_replay_get_register (plain)) - 1);
  BatonHistory *history = baton_reckoning_get_history (tally);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonReplay) tallied = baton_reckoning_replay_one (tally, organisation, BATON_INDEX_NONE, &error);
  g_autoptr (BatonReplay) alone = NULL;
  g_autoptr (BatonReplay) person = NULL;

  g_assert_no_error (error);
  assert_same_statement (tallied, plain, organisation, BATON_INDEX_NONE, is_stored);
  alone = baton_replay_new_one (baton_replay_get_snapshot (plain), baton_replay_get_register (plain), history, baton_replay_get_through (plain),
                                organisation, BATON_INDEX_NONE, NULL, &error);
  g_assert_no_error (error);
  assert_same_statement (alone, plain, organisation, BATON_INDEX_NONE, is_stored);
  person = baton_replay_new_one (baton_replay_get_snapshot (plain), baton_replay_get_register (plain), history, baton_replay_get_through (plain),
                                 BATON_INDEX_NONE, member, NULL, &error);
  g_assert_no_error (error);
  assert_same_statement (person, plain, BATON_INDEX_NONE, member, is_stored);
}

static void
compare_chain (guint    n_events,
               gboolean is_stored)
{
  g_auto (RandomParts) parts = { 0 };
  g_autoptr (BatonRegister) reg = random_make_register ();
  g_autoptr (BatonHistory) history = random_make_history (n_events);
  g_autoptr (BatonHistory) stored = is_stored ? random_store_history (history) : baton_history_ref (history);
  g_autoptr (BatonTimeline) timeline = baton_timeline_new (reg, stored);

  random_parts_init (&parts);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (BatonSnapshot) snapshot = random_parts_compile (&parts);
      g_autoptr (GError) error = NULL;
      /* Any day, sometimes before or after all events. */
      BatonDay through = random_often (70) ? random_day () : fixture_day ("2023-12-20") + random_pick (0, 800);
      BatonDay from = through - random_pick (0, 500);
      g_autoptr (BatonReplay) replay = baton_replay_new (snapshot, reg, history, through, &error);
      g_autoptr (BatonReckoning) plain = replay != NULL ? baton_reckoning_new_from_replay (replay, from, &error) : NULL;
      g_autoptr (BatonReckoning) tally = NULL;

      g_assert_no_error (error);
      tally = baton_tally (timeline, snapshot, from, through, 1 + i % 3, NULL, &error);
      g_assert_no_error (error);
      assert_same_reckoning (tally, plain);
      assert_same_funds (tally, plain);
      assert_same_parts (tally, replay, is_stored);
      random_parts_edit (&parts);
    }
}

/* The order of rows in a file makes no difference. */
static void
test_order (void)
{
  for (int i = 0; i < (g_test_slow () ? 100 : 6); i++)
    {
      g_auto (RandomParts) parts = { 0 };
      g_autoptr (BatonRegister) reg = random_make_register ();
      g_autoptr (BatonHistory) history = random_make_history (200);
      g_autofree char *text = baton_history_write (history);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      guint n = g_strv_length (lines) - 1;
      g_autoptr (GString) shuffled = g_string_new (lines[0]);
      g_autoptr (BatonHistory) other = NULL;
      g_autoptr (BatonTimeline) first = baton_timeline_new (reg, history);
      g_autoptr (BatonTimeline) second = NULL;
      g_autoptr (BatonSnapshot) snapshot = NULL;
      g_autoptr (BatonReckoning) one = NULL;
      g_autoptr (BatonReckoning) two = NULL;
      BatonDay through = fixture_day ("2025-08-31");

      for (guint k = n - 1; k > 1; k--)
        {
          guint with = random_pick (1, k);
          char *line = lines[k];

          lines[k] = lines[with];
          lines[with] = line;
        }
      for (guint k = 1; k < n; k++)
        g_string_append_printf (shuffled, "\n%s", lines[k]);
      other = baton_history_read (shuffled->str, shuffled->len, NULL);
      second = baton_timeline_new (reg, other);
      random_parts_init (&parts);
      snapshot = random_parts_compile (&parts);
      one = baton_tally (first, snapshot, through - 300, through, 1, NULL, NULL);
      two = baton_tally (second, snapshot, through - 300, through, 3, NULL, NULL);
      assert_same_reckoning (one, two);
      assert_same_funds (one, two);
    }
}

static void
test_random (void)
{
  for (int i = 0; i < (g_test_slow () ? 1500 : 60); i++)
    compare_chain (i % 4 == 0 ? 30 : 220, i % 2 == 0);
}

/* Without budgets no tally is asked for a part. */
static void
test_one (void)
{
  random_budgets = FALSE;
  for (int i = 0; i < (g_test_slow () ? 600 : 30); i++)
    compare_chain (i % 4 == 0 ? 30 : 220, i % 2 == 0);
  random_budgets = TRUE;
}

#define OVERFLOW_PROGRAM(promotion) \
  "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}}," \
  "'promotion':{" promotion "}}"
#define OVERFLOW_ACTIVITY \
  "'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}}"
#define DOUBLE(more) "'p':{'activities':['a'],'effect':'multiplier','multiplier':20000," more "'place':{'position':'a'}}"
/* Where a point is worth *value*. */
#define PAID_PROGRAM(value, promotion) "{'program':{'prog':{'company-point-value':" value "}}," OVERFLOW_ACTIVITY ",'promotion':{" promotion "}}"
#define EXTRA(points, more) "'p':{'activities':['a'],'effect':'extra-points','extra-company-points':" points "," more "'place':{'position':'a'}}"
#define GOAL(more) \
  "'p':{'activities':['a'],'effect':'goal','goal-measure':'quantity','goal-target':1,'goal-repeats':true,'extra-company-points':1000000000," more "'place':{'position':'a'}}"
#define OTHER(multiplier) ",'q':{'activities':['a'],'effect':'multiplier','multiplier':" multiplier ",'place':{'position':'b'}}"
#define THREE_PENDING "2,o1,a,2025-01-05,2000000000000,pending,\n3,o1,a,2025-01-06,2000000000000,pending,\n4,o1,a,2025-01-07,2000000000000,pending,\n"

/* A sum that is too large is refused by both, and what is large enough by neither; what is pending or taken back is looked at, too. */
static void
test_overflow (void)
{
  static const struct
  {
    const char *program;
    const char *rows;
    gboolean    fits;
  } cases[] = {
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,,\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,pending,\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,declined,\n", TRUE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,,\n2,o1,,2025-01-05,,,1\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740,pending,\n", TRUE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740,pending,\n2,o1,a,2025-01-06,1,pending,\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740,pending,\n2,o2,a,2025-01-06,1,pending,\n", TRUE },
    { OVERFLOW_PROGRAM (DOUBLE ("")), "1,o1,a,2025-01-05,9007199254740,pending,\n", FALSE },
    { OVERFLOW_PROGRAM (DOUBLE ("'disabled':true,")), "1,o1,a,2025-01-05,9007199254740,pending,\n", TRUE },
    /* It cannot pay for the event at which a sum is too large. */
    { "{'program':{'prog':{'company-point-value':1}}," "'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}},"
      "'promotion':{" DOUBLE ("'budget':1500,") "}}",
      "1,o1,a,2025-01-01,1,,\n2,o2,a,2025-01-05,8000000000000,,\n", FALSE },
    { "{'program':{'prog':{'company-point-value':1}}," "'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}},"
      "'promotion':{" DOUBLE ("'budget':1500,") "}}",
      "1,o1,a,2025-01-01,4000000000000,,\n2,o1,a,2025-01-02,2000000000000,,\n", TRUE },
    /* What was earned before the days compared is owed in them. */
    { "{'program':{'prog':{'company-point-value':9007199254740991}}," OVERFLOW_ACTIVITY "}", "1,o1,a,2024-12-01,1,,\n", FALSE },
    { "{'program':{'prog':{'company-point-value':9007199254740}}," OVERFLOW_ACTIVITY "}", "1,o1,a,2024-12-01,1,,\n", TRUE },
    { "{'program':{'prog':{'company-point-value':9007199254741}}," OVERFLOW_ACTIVITY "}", "1,o1,a,2024-12-01,1,,\n", FALSE },
    { "{'program':{'prog':{'company-point-value':5000000000000}}," OVERFLOW_ACTIVITY "}", "1,o1,a,2024-12-01,1,,\n2,o2,a,2024-12-01,1,,\n", FALSE },
    /* The budget has run out by then. */
    { "{'program':{'prog':{'company-point-value':1}}," "'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}},"
      "'promotion':{" DOUBLE ("'budget':1500,") "}}",
      "1,o1,a,2025-01-01,1,,\n2,o1,a,2025-01-02,1,,\n3,o2,a,2025-01-05,5000000000000,,\n", TRUE },
    /* Extra points that cost more than any number says: no budget pays them, and what no budget bounds is too large. */
    { PAID_PROGRAM ("4000000000000", EXTRA ("3000", "'budget':1500,")), "1,o1,a,2025-01-05,1,,\n", TRUE },
    { PAID_PROGRAM ("4000000000000", EXTRA ("3000", "")), "1,o1,a,2025-01-05,1,,\n", FALSE },
    { PAID_PROGRAM ("4000000000000", EXTRA ("3000", "'budget':9007199254740991,")), "1,o1,a,2025-01-05,1,,\n", TRUE },
    /* A goal that its budget cannot pay adds nothing that could be too large. */
    { PAID_PROGRAM ("1", GOAL ("'budget':1500,")), "1,o1,a,2025-01-05,9007199,,\n", TRUE },
    { PAID_PROGRAM ("1", GOAL ("'budget':9007199254740991,")), "1,o1,a,2025-01-05,9007199,,\n", FALSE },
    /* What is pending is worth what the budget's rest can pay, whether the budget has run out by then or not. */
    { PAID_PROGRAM ("1", DOUBLE ("'budget':1500,")), THREE_PENDING, TRUE },
    { PAID_PROGRAM ("1", DOUBLE ("'budget':5000000000000000,")), THREE_PENDING, FALSE },
    { PAID_PROGRAM ("1", DOUBLE ("'budget':5000000000000000,")), "1,o2,a,2025-01-04,4000000000000,,\n" THREE_PENDING, TRUE },
    { PAID_PROGRAM ("1", DOUBLE ("'budget':5000000000000000,")), THREE_PENDING "5,o2,a,2025-01-08,4000000000000,,\n", FALSE },
    /* Then the next best applies to it, which may be too much as well. */
    { PAID_PROGRAM ("1", DOUBLE ("'budget':1500,") OTHER ("14000")), THREE_PENDING, TRUE },
    { PAID_PROGRAM ("1", DOUBLE ("'budget':1500,") OTHER ("16000")), THREE_PENDING, FALSE },
    /* What is pending or taken back uses nothing up: not even a budget of nothing warns of it. */
    { PAID_PROGRAM ("1", DOUBLE ("'budget':0,")), "1,o1,a,2025-01-05,1,pending,\n", TRUE },
    { PAID_PROGRAM ("1", DOUBLE ("'budget':0,")), "1,o1,a,2025-01-05,1,,\n2,o1,,2025-01-06,,,1\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) f = { 0 };
      g_autofree char *rows = g_strconcat ("id,organisation,activity,day,quantity,state,reverses\n", cases[i].rows, NULL);
      g_autoptr (BatonTimeline) timeline = NULL;
      g_autoptr (BatonReplay) replay = NULL;
      g_autoptr (BatonReckoning) plain = NULL, tally = NULL;
      g_autoptr (GError) error = NULL, plain_error = NULL;

      fixture_read (&f, cases[i].program, "id,name\no1,One\no2,Two\n", "id,name,organisation\n", rows);
      timeline = baton_timeline_new (f.reg, f.history);
      replay = baton_replay_new (f.snapshot, f.reg, f.history, fixture_day ("2025-12-31"), &plain_error);
      plain = replay != NULL ? baton_reckoning_new_from_replay (replay, fixture_day ("2025-01-01"), &plain_error) : NULL;
      tally = baton_tally (timeline, f.snapshot, fixture_day ("2025-01-01"), fixture_day ("2025-12-31"), 1, NULL, &error);
      g_test_message ("case %u", i);
      g_assert_true ((plain != NULL) == cases[i].fits);
      g_assert_true ((tally != NULL) == cases[i].fits);
      if (cases[i].fits)
        assert_same_reckoning (tally, plain);
      else
        {
          g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW);
          g_assert_cmpstr (error->message, ==, plain_error->message);
        }
    }
}

/* With numbers at the ends, in the program and in the history, the tally says what the replay says, or that a sum is too large, as the
 * replay does then. That nothing wraps on the way is for the sanitizer to see. */
static void
test_extremes (void)
{
  guint n_fit = 0, n_refused = 0;

  random_huge = TRUE;
  for (int i = 0; i < (g_test_slow () ? 3000 : 150); i++)
    {
      g_auto (RandomParts) parts = { 0 };
      g_autoptr (BatonRegister) reg = random_make_register ();
      g_autoptr (BatonHistory) history = random_make_history (i % 3 == 0 ? 10 : 60);
      g_autoptr (BatonTimeline) timeline = baton_timeline_new (reg, history);
      g_autoptr (BatonSnapshot) snapshot = NULL;
      BatonDay through = random_day (), from = through - random_pick (0, 500);
      g_autoptr (BatonReplay) replay = NULL;
      g_autoptr (BatonReckoning) plain = NULL, tally = NULL;

      random_parts_init (&parts);
      snapshot = random_parts_compile_extreme (&parts);
      replay = baton_replay_new (snapshot, reg, history, through, NULL);
      plain = replay != NULL ? baton_reckoning_new_from_replay (replay, from, NULL) : NULL;
      tally = baton_tally (timeline, snapshot, from, through, 1 + i % 3, NULL, NULL);
      /* A replay alone has the amounts behind each fee and fund, and those of all periods together: it may refuse what a tally need not. */
      g_assert_true (plain == NULL || tally != NULL);
      *(plain != NULL ? &n_fit : &n_refused) += 1;
      if (plain == NULL)
        continue;
      assert_same_reckoning (tally, plain);
      assert_same_funds (tally, plain);
    }
  random_huge = FALSE;
  g_test_message ("%u fitted, %u were refused", n_fit, n_refused);
  /* Else nothing was proven. */
  g_assert_cmpuint (n_fit, >, 10);
  g_assert_cmpuint (n_refused, >, 10);
}

static void
test_cancel (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture_read (&f, "{}", "id,name\no1,One\n", "id,name,organisation\n", "id,organisation,activity,day\n1,o1,a,2025-01-05\n");
  timeline = baton_timeline_new (f.reg, f.history);
  g_cancellable_cancel (cancellable);
  g_assert_null (baton_tally (timeline, f.snapshot, fixture_day ("2025-01-01"), fixture_day ("2025-12-31"), 1, cancellable, &error));
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED);
}

/* What is credited is money in one fund, money, hours and trainings in the other: no sum adds them, and none of it but money takes from a budget. */
static void
test_units (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (BatonReckoning) tally = NULL;
  g_autoptr (GArray) units = NULL;
  BatonReckoningTotals totals;
  const BatonFundUse *funds;
  guint n;
  BatonDay through = fixture_day ("2025-12-31");

  fixture_read (&f, "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'tier-points':{'value':10},'place':{'parent':'m','position':'a'}}},"
                    "'fund':{'mdf':{'type':'mdf','place':{'position':'a'}},'support':{'type':'rebate','budget':59,'activities':['a'],'bands':[{'from':0,'rate':100}],'place':{'position':'b'}}},"
                    "'tier-ladder':{'l':{'benefits-from':'period-end','place':{'position':'a'}}},'tier':{'t':{'threshold':5,'place':{'parent':'l','position':'a'}}},"
                    "'benefit':{'x':{'type':'fund-percent','percent':1000,'fund':'mdf','place':{'parent':'t','position':'a'}},"
                    "'y':{'type':'fund-number','number':4,'unit':'hours','fund':'support','place':{'parent':'t','position':'b'}},"
                    "'z':{'type':'fund-number','number':100,'unit':'trainings','fund':'support','place':{'parent':'t','position':'c'}}}}",
                "id,name\no1,One\n", "id,name,organisation\n", "id,organisation,activity,day,amount\n1,o1,a,2025-03-09,5000\n2,o1,a,2025-03-10,1000\n");
  timeline = baton_timeline_new (f.reg, f.history);
  tally = baton_tally (timeline, f.snapshot, through - 364, through, 1, NULL, NULL);
  baton_reckoning_get_totals (tally, &totals);
  g_assert_cmpint (totals.funds, ==, 660);
  g_assert_cmpint (baton_reckoning_get_share (tally, 0)->money, ==, 660);
  units = baton_reckoning_list_units (tally);
  g_assert_cmpuint (units->len, ==, 2);
  g_assert_cmpstr (g_array_index (units, BatonUnitSum, 0).unit, ==, "hours");
  g_assert_cmpint (g_array_index (units, BatonUnitSum, 0).n, ==, 8);
  g_assert_cmpstr (g_array_index (units, BatonUnitSum, 1).unit, ==, "trainings");
  g_assert_cmpint (g_array_index (units, BatonUnitSum, 1).n, ==, 200);
  funds = baton_reckoning_get_funds (tally, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (funds[1].used, ==, 60);
  g_assert_cmpint (funds[1].exhausted, ==, fixture_day ("2025-03-10"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/tally/random", test_random);
  g_test_add_func ("/incentives/tally/one", test_one);
  g_test_add_func ("/incentives/tally/order", test_order);
  g_test_add_func ("/incentives/tally/overflow", test_overflow);
  g_test_add_func ("/incentives/tally/extremes", test_extremes);
  g_test_add_func ("/incentives/tally/cancel", test_cancel);
  g_test_add_func ("/incentives/tally/units", test_units);
  return g_test_run ();
}
