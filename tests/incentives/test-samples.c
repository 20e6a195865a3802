/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample's register and history: read without a bad row, and holding what README.md of the samples promises. The
 * figures of three partners were worked out by hand there and are compared with the replay's here.
 */
#include "config.h"

#include "incentives/baton-finding-partners.h"
#include "incentives/baton-price.h"
#include "incentives/baton-register-profile.h"
#include "incentives/baton-replay.h"
#include "model/baton-program.h"
#include "model/baton-validate.h"

#include <string.h>

typedef struct
{
  BatonSnapshot *snapshot;
  BatonRegister *reg;
  BatonHistory  *history;
  BatonReplay   *replay;
  BatonDay       day;
} Fixture;

static char *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);
  return data;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *json = read_sample ("influencer.json");
  g_autofree char *organisations = read_sample ("influencer/organisations.csv");
  g_autofree char *members = read_sample ("influencer/members.csv");
  g_autofree char *history = read_sample ("influencer/history.csv");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GPtrArray) bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonProgram) program = baton_program_parse (json, strlen (json), problems);
  g_autoptr (GError) error = NULL;

  fixture->snapshot = baton_snapshot_new (program, 1);
  fixture->reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), bad_rows, NULL);
  fixture->history = baton_history_read (history, strlen (history), bad_rows);
  g_assert_cmpuint (bad_rows->len, ==, 0);
  fixture->day = baton_day_parse ("2026-10-31");
  fixture->replay = baton_replay_new (fixture->snapshot, fixture->reg, fixture->history, fixture->day, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  baton_replay_unref (fixture->replay);
  baton_history_unref (fixture->history);
  baton_register_unref (fixture->reg);
  baton_snapshot_unref (fixture->snapshot);
}

static guint
find_ladder (const Fixture *fixture,
             const char    *slug)
{
  for (guint ladder = 0; ladder < baton_replay_get_n_ladders (fixture->replay); ladder++)
    if (g_str_has_prefix (baton_replay_get_ladder (fixture->replay, ladder), slug))
      return ladder;
  g_assert_not_reached ();
}

static void
test_size (Fixture      *fixture,
           gconstpointer data)
{
  BatonDay first, last;

  g_assert_cmpuint (baton_register_get_n_organisations (fixture->reg), ==, 240);
  g_assert_cmpuint (baton_register_get_n_members (fixture->reg), ==, 700);
  g_assert_true (baton_history_get_span (fixture->history, &first, &last));
  g_assert_cmpint (first, ==, baton_day_parse ("2025-05-01"));
  g_assert_cmpint (last, <=, fixture->day);
}

/* On either side of each threshold of the four ladders of partners somebody stands within five points. */
static void
test_thresholds (Fixture      *fixture,
                 gconstpointer data)
{
  static const char * const slugs[] = { "influencer-tiers-", "services-tiers-", "technology-tiers-", "channel-tiers-" };

  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      guint ladder = find_ladder (fixture, slugs[i]);

      for (guint tier = 0; tier < baton_replay_get_n_tiers (fixture->replay, ladder); tier++)
        {
          gint64 threshold = baton_replay_get_threshold (fixture->replay, ladder, tier);
          guint below = 0, above = 0;

          for (guint holder = 0; holder < baton_register_get_n_organisations (fixture->reg); holder++)
            if (baton_replay_climbs (fixture->replay, ladder, holder))
              {
                gint64 points = baton_replay_get_tier_points (fixture->replay, ladder, holder, fixture->day);

                below += points < threshold && points >= threshold - 5;
                above += points >= threshold && points <= threshold + 5;
              }
          g_assert_cmpuint (below, >=, 2);
          g_assert_cmpuint (above, >=, 2);
        }
    }
}

/* Everything that can become of an event does. */
static void
test_variety (Fixture      *fixture,
              gconstpointer data)
{
  guint outcomes[BATON_N_CREDIT_OUTCOMES] = { 0 }, contributions[BATON_N_CONTRIBUTIONS] = { 0 };
  guint n_credits, n_promotions, n_moves, stopped = 0, moves[BATON_MOVE_LEFT + 1] = { 0 };
  const BatonCredit *credits = baton_replay_get_credits (fixture->replay, &n_credits);
  const BatonPromotionUse *promotions = baton_replay_get_promotions (fixture->replay, &n_promotions);
  const BatonMove *list = baton_replay_get_moves (fixture->replay, &n_moves);
  guint in_dollars = 0, late = 0, exhausted = 0;
  gint64 expired = 0;
  const BatonEvent *events = baton_history_get_events (fixture->history);

  for (guint i = 0; i < n_credits; i++)
    {
      const BatonContribution *parts = baton_replay_get_contributions (fixture->replay, &credits[i]);

      outcomes[credits[i].outcome]++;
      for (guint j = 0; j < credits[i].n_contributions; j++)
        contributions[parts[j].type]++;
    }
  for (guint i = 0; i <= BATON_CREDIT_NOT_FIRST; i++)
    g_assert_cmpuint (outcomes[i], >, 0);
  g_assert_cmpuint (outcomes[BATON_CREDIT_UNKNOWN_ACTIVITY], ==, 0);
  g_assert_cmpuint (outcomes[BATON_CREDIT_UNKNOWN_ORGANISATION], ==, 0);
  for (guint i = 0; i < BATON_N_CONTRIBUTIONS; i++)
    g_assert_cmpuint (contributions[i], >, 0);

  for (guint i = 0; i < n_promotions; i++)
    stopped += promotions[i].stopped != BATON_DAY_NONE;
  g_assert_cmpuint (stopped, ==, 1);
  for (guint i = 0; i < baton_replay_get_n_funds (fixture->replay); i++)
    {
      BatonFundStanding standing;

      baton_replay_get_fund_standing (fixture->replay, i, BATON_INDEX_NONE, &standing);
      exhausted += standing.exhausted != BATON_DAY_NONE;
    }
  g_assert_cmpuint (exhausted, >, 0);

  for (guint i = 0; i < n_moves; i++)
    moves[list[i].reason]++;
  g_assert_cmpuint (moves[BATON_MOVE_UP], >, 50);
  g_assert_cmpuint (moves[BATON_MOVE_DOWN], >, 20);
  g_assert_cmpuint (moves[BATON_MOVE_PINNED], >, 0);

  for (guint i = 0; i < baton_register_get_n_organisations (fixture->reg); i++)
    {
      BatonBalance balance;

      baton_replay_get_company_balance (fixture->replay, i, &balance);
      expired += balance.expired;
      /* Only the one that the story is about owes points. */
      g_assert_cmpint (balance.balance < 0, ==, g_str_equal (baton_register_get_organisation (fixture->reg, i), "o-018"));
    }
  g_assert_cmpint (expired, >, 0);

  for (guint i = 0; i < baton_history_get_n_events (fixture->history); i++)
    {
      in_dollars += g_strcmp0 (events[i].currency, "USD") == 0;
      /* Ids are in the order of reporting, rows in the order of days. */
      late += i > 0 && events[i].type == BATON_EVENT_ACTIVITY && events[i - 1].type == BATON_EVENT_ACTIVITY &&
              events[i].day > events[i - 1].day && baton_event_id_compare (events[i].id, events[i - 1].id) < 0;
    }
  g_assert_cmpuint (in_dollars, >, 20);
  g_assert_cmpuint (late, >, 0);
}

/* Those who joined late in 2025 hold a tier today, and most of them lose it when their first points are a year old. */
static void
test_cliff (Fixture      *fixture,
            gconstpointer data)
{
  BatonDay later = baton_day_parse ("2027-01-31");
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonReplay) replay = baton_replay_new (fixture->snapshot, fixture->reg, fixture->history, later, &error);
  guint ladder = find_ladder (fixture, "influencer-tiers-");
  guint joined = 0, held = 0, kept = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < baton_register_get_n_organisations (fixture->reg); i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (fixture->reg, i, fixture->day);

      if (facts->joined < baton_day_parse ("2025-11-01") || facts->joined > baton_day_parse ("2025-12-31"))
        continue;
      joined++;
      held += baton_replay_get_tier (fixture->replay, ladder, i, fixture->day) >= 0;
      kept += baton_replay_get_tier (replay, ladder, i, later) >= 0;
    }
  g_assert_cmpuint (joined, ==, 18);
  g_assert_cmpuint (held, ==, 18);
  g_assert_cmpuint (kept, <=, 3);
}

static const struct
{
  const char *organisation;
  gint64      influencer, services;    /* tier points; −1: not on that ladder */
  gint64      earned, expired, redeemed, balance, expiring;
  gint64      fees;                    /* cents, all periods */
} by_hand[] = {
  { "o-001", 60, -1, 855, 75, 225, 555, 55, 450000 + 240000 + 1833000 + 234000 },
  { "o-003", 73, -1, 1231, 55, 475, 701, 276, 700000 + 520000 + 690000 + 356500 },
  { "o-004", 30, 143, 1388, 200, 0, 1188, 20, 180000 + 250000 + 240000 },
};

static void
test_by_hand (Fixture      *fixture,
              gconstpointer data)
{
  guint influencer = find_ladder (fixture, "influencer-tiers-"), services = find_ladder (fixture, "services-tiers-");
  guint n_accruals;
  const BatonAccrual *accruals = baton_replay_get_accruals (fixture->replay, &n_accruals);

  for (guint i = 0; i < G_N_ELEMENTS (by_hand); i++)
    {
      guint organisation = baton_register_find_organisation (fixture->reg, by_hand[i].organisation);
      BatonBalance balance;
      gint64 fees = 0;

      g_assert_cmpint (baton_replay_get_tier_points (fixture->replay, influencer, organisation, fixture->day), ==,
                       by_hand[i].influencer);
      g_assert_cmpint (baton_replay_climbs (fixture->replay, services, organisation), ==, by_hand[i].services >= 0);
      if (by_hand[i].services >= 0)
        g_assert_cmpint (baton_replay_get_tier_points (fixture->replay, services, organisation, fixture->day), ==,
                         by_hand[i].services);
      baton_replay_get_company_balance (fixture->replay, organisation, &balance);
      g_assert_cmpint (balance.earned, ==, by_hand[i].earned);
      g_assert_cmpint (balance.expired, ==, by_hand[i].expired);
      g_assert_cmpint (balance.redeemed, ==, by_hand[i].redeemed);
      g_assert_cmpint (balance.balance, ==, by_hand[i].balance);
      g_assert_cmpint (balance.expiring, ==, by_hand[i].expiring);
      for (guint j = 0; j < n_accruals; j++)
        if (accruals[j].organisation == organisation && accruals[j].fund == BATON_INDEX_NONE)
          fees += accruals[j].amount;
      g_assert_cmpint (fees, ==, by_hand[i].fees);
    }
}

/* Of rules that meet, the partner named as an example is refused by the one what the other allows; a register without anybody has
 * no example. */
static void
test_partners_of_findings (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GPtrArray) findings = baton_analysis_run (fixture->snapshot, fixture->day, 0, NULL);
  g_autoptr (GPtrArray) partners = baton_finding_partners (fixture->reg, fixture->snapshot, findings, fixture->day, NULL);
  g_autoptr (BatonRegister) nobody = baton_register_new_empty ();
  g_autoptr (GPtrArray) none = baton_finding_partners (nobody, fixture->snapshot, findings, fixture->day, NULL);
  guint n_named = 0;

  g_assert_cmpuint (partners->len, ==, findings->len);
  for (guint i = 0; i < findings->len; i++)
    {
      const BatonFinding *finding = findings->pdata[i];
      guint organisation = partners->pdata[i] != NULL ? baton_register_find_organisation (fixture->reg, partners->pdata[i]) : BATON_INDEX_NONE;
      g_autoptr (BatonProfile) own = organisation != BATON_INDEX_NONE ? baton_register_get_profile (fixture->reg, fixture->snapshot, organisation, BATON_INDEX_NONE, fixture->day) : NULL;
      g_autoptr (GArray) members = organisation != BATON_INDEX_NONE ? baton_register_list_members (fixture->reg, organisation, fixture->day) : NULL;
      gboolean refused;

      g_assert_null (none->pdata[i]);
      if (partners->pdata[i] == NULL)
        continue;
      g_assert_cmpint (finding->code, ==, BATON_FINDING_MEET);
      refused = own != NULL && baton_decide (fixture->snapshot, own, finding->example.action, finding->example.content, fixture->day).outcome == BATON_OUTCOME_FORBIDDEN;
      for (guint j = 0; j < members->len && !refused; j++)
        {
          g_autoptr (BatonProfile) profile = baton_register_get_profile (fixture->reg, fixture->snapshot, organisation, g_array_index (members, guint, j), fixture->day);

          refused = baton_decide (fixture->snapshot, profile, finding->example.action, finding->example.content, fixture->day).outcome == BATON_OUTCOME_FORBIDDEN;
        }
      g_assert_true (refused);
      n_named++;
    }
  g_assert_cmpuint (n_named, >=, 2);
}

/* Prices round up, whatever the discount; a tier's price is that of its best discount, ladders without one are left out. */
static void
test_prices (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *json = read_sample ("influencer.json");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = baton_program_parse (json, strlen (json), problems);
  g_autoptr (GArray) prices = baton_price_list_tiers (program, 250);
  gint64 last_threshold = -1, worth = 0;
  const char *ladder = NULL;

  for (gint64 price = 0; price <= 20003; price += 7)
    for (gint64 discount = 0; discount <= 10000; discount += 125)
      g_assert_cmpint (baton_price_discounted (price, discount), ==, (price * (10000 - discount) + 9999) / 10000);
  g_assert_cmpint (baton_price_discounted (1000000000, 1), ==, 999900000);
  g_assert_cmpint (baton_price_discounted (BATON_INTEGER_MAX, 0), ==, BATON_INTEGER_MAX);
  g_assert_cmpint (baton_price_discounted (BATON_INTEGER_MAX, 5000), ==, BATON_INTEGER_MAX / 2 + 1);
  g_assert_true (baton_price_get_worth (BATON_INTEGER_MAX, 1, &worth));
  g_assert_cmpint (worth, ==, BATON_INTEGER_MAX);
  g_assert_true (baton_price_get_worth (94906265, 94906265, &worth));
  g_assert_cmpint (worth, ==, G_GINT64_CONSTANT (9007199136250225));
  /* More than can be counted, and more than 64 bits hold. */
  g_assert_false (baton_price_get_worth (94906266, 94906266, &worth));
  g_assert_false (baton_price_get_worth (BATON_INTEGER_MAX, 2, &worth));
  g_assert_false (baton_price_get_worth (BATON_INTEGER_MAX, BATON_INTEGER_MAX, &worth));
  g_assert_false (baton_price_get_worth (G_MAXINT64, G_MAXINT64, &worth));
  g_assert_false (baton_price_get_worth (-BATON_INTEGER_MAX, 2, &worth));
  g_assert_cmpint (worth, ==, G_GINT64_CONSTANT (9007199136250225));

  g_assert_cmpuint (prices->len, ==, 9);
  for (guint i = 0; i < prices->len; i++)
    {
      const BatonTierPrice *one = &g_array_index (prices, BatonTierPrice, i);
      const BatonEntity *tier = baton_program_lookup (program, one->tier);
      gint64 threshold = baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0);

      if (g_strcmp0 (ladder, one->ladder) == 0)
        g_assert_cmpint (threshold, >, last_threshold);
      last_threshold = threshold;
      ladder = one->ladder;
      g_assert_cmpint (one->price, ==, (250 * (10000 - one->discount) + 9999) / 10000);
      g_assert_cmpint (one->rounded, ==, 250 * (10000 - one->discount) % 10000 != 0);
      if (g_str_equal (baton_entity_get_name (tier), "Rock Star"))
        {
          g_assert_cmpint (one->price, ==, 238);
          g_assert_true (one->rounded);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/incentives/samples/size", Fixture, NULL, set_up, test_size, tear_down);
  g_test_add ("/incentives/samples/thresholds", Fixture, NULL, set_up, test_thresholds, tear_down);
  g_test_add ("/incentives/samples/variety", Fixture, NULL, set_up, test_variety, tear_down);
  g_test_add ("/incentives/samples/cliff", Fixture, NULL, set_up, test_cliff, tear_down);
  g_test_add ("/incentives/samples/by-hand", Fixture, NULL, set_up, test_by_hand, tear_down);
  g_test_add ("/incentives/samples/partners-of-findings", Fixture, NULL, set_up, test_partners_of_findings, tear_down);
  g_test_add ("/incentives/samples/prices", Fixture, NULL, set_up, test_prices, tear_down);

  return g_test_run ();
}
