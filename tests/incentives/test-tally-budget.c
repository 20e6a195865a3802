/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Budgets that partners share who have nothing else in common: who comes first by day and id gets, whichever thread came upon it.
 */
#include "fixture.h"

#include "incentives/baton-tally.h"

#define N_EVENTS_EACH 38

static guint n_organisations = 40;

/* Two promotions for everybody; without the first where it has no budget. */
static char *
make_program (int first_budget,
              int second_budget,
              int cell)
{
  return g_strdup_printf ("{'program':{'p':{'company-point-value':10}},'motion':{'m':{}},"
                          "'activity':{'a':{'company-points':{'value':3},'place':{'parent':'m','position':'a'}},"
                          "'b':{'company-points':{'value':%d},'unit':'quantity','place':{'parent':'m','position':'b'}}},"
                          "'promotion':{'p1':{'effect':'extra-points','extra-company-points':2,'activities':['a'],'budget':%d,%s'group':'g','place':{'position':'a'}},"
                          "'p2':{'effect':'multiplier','multiplier':20000,'activities':['b'],'budget':%d,'place':{'position':'b'}}}}",
                          cell, first_budget, first_budget == 0 ? "'disabled':true," : "", second_budget);
}

static char *
make_history (int percent_of_b)
{
  GString *csv = g_string_new ("id,organisation,activity,day,quantity\n");

  for (guint i = 0; i < n_organisations * N_EVENTS_EACH; i++)
    {
      g_autofree char *day = baton_day_format (fixture_day ("2025-01-01") + g_test_rand_int_range (0, 300));
      gboolean is_b = g_test_rand_int_range (0, 100) < percent_of_b;

      g_string_append_printf (csv, "%u,o%d,%s,%s,%d\n", i * 7919 % 1000003, g_test_rand_int_range (0, (int) n_organisations), is_b ? "b" : "a", day,
                              is_b ? g_test_rand_int_range (0, 9) : 1);
    }
  return g_string_free (csv, FALSE);
}

static void
assert_same (BatonReckoning *tally,
             BatonReckoning *plain,
             gboolean       *stopped)
{
  BatonReckoningTotals totals, plain_totals;
  guint n, n_plain;
  const BatonPromotionUse *uses = baton_reckoning_get_promotions (tally, &n);
  const BatonPromotionUse *plain_uses = baton_reckoning_get_promotions (plain, &n_plain);

  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (uses[i].stopped_at, ==, plain_uses[i].stopped_at);
      g_assert_cmpint (uses[i].spent, ==, plain_uses[i].spent);
      g_assert_cmpint (uses[i].warned, ==, plain_uses[i].warned);
      g_assert_cmpuint (uses[i].events, ==, plain_uses[i].events);
      *stopped |= uses[i].stopped != BATON_DAY_NONE;
    }
  baton_reckoning_get_totals (tally, &totals);
  baton_reckoning_get_totals (plain, &plain_totals);
  g_assert_cmpmem (&totals, sizeof totals, &plain_totals, sizeof plain_totals);
  for (guint i = 0; i < n_organisations; i++)
    g_assert_cmpmem (baton_reckoning_get_share (tally, i), sizeof (BatonReckoningShare), baton_reckoning_get_share (plain, i), sizeof (BatonReckoningShare));
}

/* *percent*: of the events that the second is charged for. */
static void
compare (int       first_budget,
         int       second_budget,
         int       percent,
         guint     threads,
         gboolean *stopped)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (GString) organisations = g_string_new ("id,name\n");
  g_autofree char *program = make_program (first_budget, second_budget, 7);
  g_autofree char *history = make_history (percent);
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (BatonReckoning) tally = NULL;
  g_autoptr (BatonReckoning) plain = NULL;
  g_autoptr (GError) error = NULL;
  BatonDay from = fixture_day ("2025-01-01");

  for (guint i = 0; i < n_organisations; i++)
    g_string_append_printf (organisations, "o%u,Partner %u\n", i, i);
  fixture_init (&f, program, organisations->str, "", history, "2025-12-31");
  timeline = baton_timeline_new (f.reg, f.history);
  tally = baton_tally (timeline, f.snapshot, from, fixture_day ("2025-12-31"), threads, NULL, &error);
  g_assert_no_error (error);
  plain = baton_reckoning_new_from_replay (f.replay, from, &error);
  g_assert_no_error (error);
  assert_same (tally, plain, stopped);
}

/* Budgets from one that pays nothing to one that pays all, charged for nearly every event or for few. */
static void
test_shared (void)
{
  guint n_stopped = 0, n_paid = 0;

  for (guint i = 0; i < 40; i++)
    {
      gboolean few = i % 2 == 0;
      gboolean stopped = FALSE;

      compare (few ? 0 : g_test_rand_int_range (1, 60000), g_test_rand_int_range (0, few ? 60000 : 600000), few ? 5 : 60, 1 + i % 3, &stopped);
      n_stopped += stopped;
      n_paid += !stopped;
    }
  g_assert_cmpuint (n_stopped, >, 3);
  g_assert_cmpuint (n_paid, >, 3);
}

/* With many partners a guess is made first, and is proven or mended. */
static void
test_many (void)
{
  guint n_stopped = 0;

  n_organisations = 400;
  for (guint i = 0; i < 6; i++)
    {
      gboolean stopped = FALSE;

      compare (g_test_rand_int_range (1, 200000), g_test_rand_int_range (1, 3000000), 60, 1 + i % 3, &stopped);
      n_stopped += stopped;
    }
  n_organisations = 40;
  g_assert_cmpuint (n_stopped, >, 0);
}

static BatonSnapshot *
compile (int first_budget,
         int second_budget,
         int cell)
{
  g_autofree char *json = make_program (first_budget, second_budget, cell);
  g_autoptr (BatonProgram) program = fixture_parse_program (json);

  return baton_snapshot_new (program, 1);
}

/* Another cell of what a budget pays for, or another budget: the end moves back and forth, or is gone, and all is as when asked anew. With
 * some partners whom neither concerns, few are tallied. */
static void
test_again (void)
{
  g_autoptr (GString) organisations = g_string_new ("id,name\n");
  guint n_tallied_in_all = 0, n_stopped = 0;
  const guint n_chains = 20, n_edits = 12;

  for (guint i = 0; i < n_organisations; i++)
    g_string_append_printf (organisations, "o%u,Partner %u\n", i, i);
  for (guint i = 0; i < n_chains; i++)
    {
      g_auto (Fixture) f = { 0 };
      g_autofree char *history = make_history (i % 2 == 0 ? 2 : 60);
      g_autoptr (BatonTimeline) timeline = NULL;
      g_autoptr (BatonReckoning) before = NULL;
      BatonDay from = fixture_day ("2025-01-01"), through = fixture_day ("2025-12-31");
      int first = g_test_rand_int_range (0, 60000), second = g_test_rand_int_range (0, 60000), cell = 7;

      fixture_read (&f, "{}", organisations->str, "", history);
      timeline = baton_timeline_new (f.reg, f.history);
      for (guint k = 0; k < n_edits; k++)
        {
          g_autoptr (BatonSnapshot) snapshot = compile (first, second, cell);
          g_autoptr (GError) error = NULL;
          g_autoptr (BatonReckoning) after = NULL, plain = NULL;
          g_autoptr (BatonReplay) replay = baton_replay_new (snapshot, f.reg, f.history, through, &error);
          gboolean stopped = FALSE;
          guint n_tallied = 0;

          plain = baton_reckoning_new_from_replay (replay, from, &error);
          after = before != NULL ? baton_tally_again (before, snapshot, 1 + k % 2, &n_tallied, NULL, &error) : baton_tally (timeline, snapshot, from, through, 1, NULL, &error);
          g_assert_no_error (error);
          assert_same (after, plain, &stopped);
          n_stopped += stopped;
          n_tallied_in_all += n_tallied;
          g_clear_pointer (&before, baton_reckoning_unref);
          before = g_steal_pointer (&after);
          if (k % 3 == 0)
            cell = g_test_rand_int_range (0, 12);
          else if (k % 3 == 1)
            second = g_test_rand_int_range (0, 60000);
          else
            first = g_test_rand_int_range (1, 60000);
        }
    }
  g_test_message ("%u clusters tallied again, %u times a budget had run out", n_tallied_in_all, n_stopped);
  g_assert_cmpuint (n_stopped, >, n_chains);
  g_assert_cmpuint (n_tallied_in_all, <, n_chains * (n_edits - 1) * n_organisations);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/tally-budget/shared", test_shared);
  g_test_add_func ("/incentives/tally-budget/many", test_many);
  g_test_add_func ("/incentives/tally-budget/again", test_again);
  return g_test_run ();
}
