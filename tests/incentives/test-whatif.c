/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A live program and a draft over one history, worked out by hand.
 */
#include "fixture.h"

#include "incentives/baton-whatif.h"

#define PROGRAM(points, fee, tiers) \
  "{'program':{'p':{'company-point-value':100}},'motion':{'m':{'place':{'position':'a'}}}," \
  "'activity':{'a':{'unit':'quantity','tier-points':{'value':1},'company-points':{'value':" points "},'fee':" fee ",'place':{'parent':'m','position':'a'}}}," \
  "'tier-ladder':{'l':{'months':2,'place':{'position':'a'}}},'tier':{" tiers "}}"
#define TIER(id, threshold) "'" id "':{'threshold':" threshold ",'place':{'parent':'l','position':'a'}}"

static void
test_compare (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonProgram) program = fixture_parse_program (PROGRAM ("3", "2000", TIER ("rock", "60") "," TIER ("star", "80") "," TIER ("hero", "100")));
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 2);
  g_autoptr (BatonReplay) draft = NULL;
  g_autoptr (BatonReckoning) live_reckoning = NULL;
  g_autoptr (BatonReckoning) draft_reckoning = NULL;
  g_autoptr (BatonWhatif) whatif = NULL;
  g_autoptr (GArray) movers = NULL;
  const BatonWhatifDifference *differences;
  BatonReckoningTotals live_totals, draft_totals;
  guint n;

  fixture_init (&f, PROGRAM ("2", "1000", TIER ("rock", "50") "," TIER ("hero", "100")),
                "id,name,from\no1,One,\no2,Two,\no3,Three,\no4,Late,2025-03-15\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity,amount\n"
                "1,o1,a,2025-01-20,50,1000\n2,o2,a,2025-02-10,90,0\n3,o3,a,2025-02-10,100,0\n4,o1,a,2025-03-05,59,5\n", "2025-03-20");
  draft = baton_replay_new (snapshot, f.reg, f.history, fixture_day ("2025-03-20"), NULL);
  live_reckoning = baton_reckoning_new_from_replay (f.replay, fixture_day ("2025-02-01"), NULL);
  draft_reckoning = baton_reckoning_new_from_replay (draft, fixture_day ("2025-02-01"), NULL);
  whatif = baton_whatif_new (live_reckoning, draft_reckoning);

  g_assert_cmpuint (baton_whatif_get_n_days (whatif), ==, 2);
  g_assert_cmpint (baton_whatif_get_day (whatif, 0), ==, fixture_day ("2025-02-28"));
  g_assert_cmpint (baton_whatif_get_day (whatif, 1), ==, fixture_day ("2025-03-20"));
  g_assert_cmpuint (baton_whatif_get_n_ladders (whatif), ==, 1);
  g_assert_cmpuint (baton_whatif_get_n_levels (whatif, 0), ==, 4);
  g_assert_null (baton_whatif_get_level (whatif, 0, 0));
  g_assert_cmpstr (baton_whatif_get_level (whatif, 0, 2), ==, "star");
  /* Live at the end of February: o1 50 rock, o2 90 rock, o3 100 hero. */
  g_assert_cmpuint (baton_whatif_count (whatif, BATON_WHATIF_LIVE, 0, 0, 0), ==, 0);
  g_assert_cmpuint (baton_whatif_count (whatif, BATON_WHATIF_LIVE, 0, 0, 1), ==, 2);
  g_assert_cmpuint (baton_whatif_count (whatif, BATON_WHATIF_LIVE, 0, 0, 3), ==, 1);
  /* On 20 March: o1 had 109 points on the 5th and is hero to the month's end under both; o2 rock → star; o4 has come. */
  g_assert_cmpuint (baton_whatif_count (whatif, BATON_WHATIF_LIVE, 0, 1, 0), ==, 1);
  g_assert_cmpuint (baton_whatif_count_moves (whatif, 0, 0, 0), ==, 1);
  g_assert_cmpuint (baton_whatif_count_moves (whatif, 0, 1, 2), ==, 1);
  g_assert_cmpuint (baton_whatif_count_moves (whatif, 0, 1, 1), ==, 0);
  g_assert_cmpuint (baton_whatif_count_moves (whatif, 0, 3, 3), ==, 2);
  g_assert_cmpuint (baton_whatif_count_up (whatif, 0), ==, 1);
  g_assert_cmpuint (baton_whatif_count_down (whatif, 0), ==, 0);
  movers = baton_whatif_list_moves (whatif, 0, 1, 2);
  g_assert_cmpuint (movers->len, ==, 1);
  g_assert_cmpuint (g_array_index (movers, guint32, 0), ==, fixture_organisation (&f, "o2"));

  baton_whatif_get_totals (whatif, BATON_WHATIF_LIVE, &live_totals);
  baton_whatif_get_totals (whatif, BATON_WHATIF_DRAFT, &draft_totals);
  g_assert_cmpint (live_totals.earned[BATON_POINTS_COMPANY], ==, 2 * (90 + 100 + 59));   /* January is before the days compared */
  g_assert_cmpint (draft_totals.earned[BATON_POINTS_COMPANY], ==, 3 * (90 + 100 + 59));
  g_assert_cmpint (live_totals.liability, ==, 2 * 299 * 100);
  g_assert_cmpint (live_totals.fees, ==, 0);     /* 0.5, floored */
  g_assert_cmpint (draft_totals.fees, ==, 1);
  differences = baton_whatif_get_differences (whatif, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (differences[0].organisation, ==, fixture_organisation (&f, "o3"));
  g_assert_cmpint (differences[0].money, ==, 10000);
  g_assert_cmpint (differences[2].money, ==, 5901);
  g_assert_cmpint (differences[1].tier_live, ==, 0);
  g_assert_cmpint (differences[1].tier_draft, ==, 1);
}

/* The draft has no such ladder, or has it for members: then nobody has a tier of the one kind under the other program. */
static void
test_other_holders (void)
{
  static const struct { const char *ladder; gboolean is_member; guint n; } drafts[] = {
    { "'k':{'place':{'position':'a'}}", FALSE, 2 },
    { "'l':{'holder':'member','place':{'position':'a'}}", TRUE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_auto (Fixture) f = { 0 };
      g_autofree char *json = g_strdup_printf ("{'program':{'p':{}},'motion':{'m':{'place':{'position':'a'}}},"
                                               "'activity':{'a':{'tier-points':{'value':60},'place':{'parent':'m','position':'a'}}},"
                                               "'tier-ladder':{%s},'tier':{" TIER ("rock", "50") "}}", drafts[i].ladder);
      g_autoptr (BatonProgram) program = fixture_parse_program (json);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 2);
      g_autoptr (BatonReplay) draft = NULL;
      g_autoptr (BatonReckoning) live_reckoning = NULL;
      g_autoptr (BatonReckoning) draft_reckoning = NULL;
      g_autoptr (BatonWhatif) whatif = NULL;
      g_autoptr (GArray) movers = NULL;

      fixture_init (&f, PROGRAM ("2", "1000", TIER ("rock", "50")), "id,name\no1,One\no2,Two\n", "id,name,organisation\nm1,A,o1\nm2,B,o1\nm3,C,o2\n",
                    "id,organisation,member,activity,day,quantity\n1,o1,m1,a,2025-01-20,50\n2,o2,m3,a,2025-01-21,90\n", "2025-01-31");
      draft = baton_replay_new (snapshot, f.reg, f.history, fixture_day ("2025-01-31"), NULL);
      live_reckoning = baton_reckoning_new_from_replay (f.replay, fixture_day ("2025-01-01"), NULL);
      draft_reckoning = baton_reckoning_new_from_replay (draft, fixture_day ("2025-01-01"), NULL);
      whatif = baton_whatif_new (live_reckoning, draft_reckoning);

      g_assert_cmpuint (baton_whatif_get_n_ladders (whatif), ==, drafts[i].n);
      /* Live: both organizations are rock, which no member is. */
      g_assert_cmpuint (baton_whatif_count (whatif, BATON_WHATIF_LIVE, 0, 0, 1), ==, drafts[i].is_member ? 0 : 2);
      g_assert_cmpuint (baton_whatif_count (whatif, BATON_WHATIF_LIVE, 0, 0, 0), ==, drafts[i].is_member ? 3 : 0);
      g_assert_cmpuint (baton_whatif_count (whatif, BATON_WHATIF_DRAFT, 0, 0, 1), ==, drafts[i].is_member ? 2 : 0);
      g_assert_cmpuint (baton_whatif_count_up (whatif, 0), ==, drafts[i].is_member ? 2 : 0);
      g_assert_cmpuint (baton_whatif_count_down (whatif, 0), ==, drafts[i].is_member ? 0 : 2);
      movers = drafts[i].is_member ? baton_whatif_list_moves (whatif, 0, 0, 1) : baton_whatif_list_moves (whatif, 0, 1, 0);
      g_assert_cmpuint (movers->len, ==, 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/whatif/compare", test_compare);
  g_test_add_func ("/incentives/whatif/other-holders", test_other_holders);
  return g_test_run ();
}
