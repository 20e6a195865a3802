/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who gets where: what each persona finds on each page, and by which way, agrees with the portal that they are shown.
 */
#include "portal/fixture.h"
#include "portal/baton-reach.h"

static BatonReachState
get (BatonReach *reach,
     const char *persona,
     const char *thing)
{
  for (guint i = 0; i < baton_reach_get_n_personas (reach); i++)
    for (guint j = 0; g_str_equal (baton_reach_get_persona (reach, i), persona) && j < baton_reach_get_n_things (reach); j++)
      if (g_str_equal (baton_reach_get_thing (reach, j), thing))
        return baton_reach_get (reach, i, j);
  g_assert_not_reached ();
}

static void
test_states (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonReach) reach = baton_reach_new (snapshot, TODAY, NULL);

  g_assert_cmpint (get (reach, ID ("aiko"), ID ("hub")), ==, BATON_REACH_LANDS);
  g_assert_cmpint (get (reach, ID ("tom"), ID ("hub")), ==, BATON_REACH_HIDDEN);
  g_assert_cmpint (get (reach, ID ("tom"), ID ("home")), ==, BATON_REACH_LANDS);
  /* The page has no block at all; the way to it is for resellers. */
  g_assert_cmpint (get (reach, ID ("tom"), ID ("learn")), ==, BATON_REACH_EMPTY);
  g_assert_cmpint (get (reach, ID ("tom"), ID ("nav-learn")), ==, BATON_REACH_EMPTY);
  g_assert_cmpint (get (reach, ID ("aiko"), ID ("nav-learn")), ==, BATON_REACH_HIDDEN);
  g_assert_cmpint (get (reach, ID ("aiko"), ID ("nav-home")), ==, BATON_REACH_SHOWN);
}

/* With something on it, the page is worth a visit for who gets there, and out of reach for who does not. */
static void
test_unreachable (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot_with (ID ("b-text"), BATON_FIELD_BLOCK_PLACE, "{\"parent\":\"@learn\",\"position\":\"a0\"}");
  g_autoptr (BatonReach) reach = baton_reach_new (snapshot, TODAY, NULL);

  g_assert_cmpint (get (reach, ID ("tom"), ID ("learn")), ==, BATON_REACH_SHOWN);
  g_assert_cmpint (get (reach, ID ("tom"), ID ("nav-learn")), ==, BATON_REACH_SHOWN);
  g_assert_cmpint (get (reach, ID ("aiko"), ID ("learn")), ==, BATON_REACH_UNREACHABLE);
  g_assert_true (baton_reach_is_problem (BATON_REACH_UNREACHABLE));
  g_assert_false (baton_reach_is_problem (BATON_REACH_HIDDEN));
}

/* What comes with a deal only is no mistake: neither the page that holds nothing else, nor the way to it. */
static void
test_beside_record (void)
{
  static const char *const personas[] = { ID ("tom"), ID ("aiko") };
  static const char *const collections[] = { NULL, "\"@closing\"" };

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    {
      g_autoptr (BatonProgram) program = fixture_program ();
      g_autoptr (BatonSnapshot) snapshot = NULL, without = NULL;
      g_autoptr (BatonReach) reach = NULL, alone = NULL;

      fixture_edit (program, ID ("b-deal"), BATON_FIELD_BLOCK_PLACE, "{\"parent\":\"@learn\",\"position\":\"a0\"}");
      fixture_edit (program, ID ("b-deal"), BATON_FIELD_BLOCK_COLLECTION, collections[i]);
      fixture_edit (program, ID ("nav-kit"), BATON_FIELD_NAVIGATION_ITEM_TARGET, "\"@closing\"");
      snapshot = baton_snapshot_new (program, 2);
      reach = baton_reach_new (snapshot, TODAY, NULL);
      g_assert_cmpint (get (reach, ID ("tom"), ID ("learn")), ==, BATON_REACH_BESIDE_RECORD);
      g_assert_cmpint (get (reach, ID ("tom"), ID ("nav-learn")), ==, BATON_REACH_BESIDE_RECORD);
      g_assert_cmpint (get (reach, ID ("aiko"), ID ("nav-learn")), ==, BATON_REACH_HIDDEN);
      g_assert_cmpint (get (reach, ID ("tom"), ID ("nav-kit")), ==, BATON_REACH_BESIDE_RECORD);
      /* The group that holds nothing else. */
      g_assert_cmpint (get (reach, ID ("tom"), ID ("nav-sell")), ==, BATON_REACH_BESIDE_RECORD);
      g_assert_cmpint (get (reach, ID ("tom"), ID ("nav-nowhere")), ==, BATON_REACH_HIDDEN);
      g_assert_false (baton_reach_is_problem (BATON_REACH_BESIDE_RECORD));

      /* Before there is a deal to try it with. */
      baton_program_remove (program, ID ("big-deal"));
      baton_program_remove (program, ID ("new-deal"));
      without = baton_snapshot_new (program, 3);
      alone = baton_reach_new (without, TODAY, NULL);
      g_assert_cmpint (get (alone, ID ("tom"), ID ("learn")), ==, BATON_REACH_BESIDE_RECORD);
      g_assert_cmpint (get (alone, ID ("tom"), ID ("nav-kit")), ==, BATON_REACH_BESIDE_RECORD);
      g_assert_cmpint (get (alone, ID ("tom"), ID ("nav-nowhere")), ==, BATON_REACH_HIDDEN);
    }
  /* Of a collection that no deal of the program fits, the page is as empty as before. */
  for (guint i = 0; i < G_N_ELEMENTS (personas); i++)
    {
      g_autoptr (BatonProgram) program = fixture_program ();
      g_autoptr (BatonSnapshot) snapshot = NULL;
      g_autoptr (BatonReach) reach = NULL;

      fixture_edit (program, ID ("b-deal"), BATON_FIELD_BLOCK_PLACE, "{\"parent\":\"@learn\",\"position\":\"a0\"}");
      fixture_edit (program, ID ("closing"), BATON_FIELD_COLLECTION_ITEMS, "[\"@draft\"]");
      fixture_edit (program, ID ("closing"), BATON_FIELD_COLLECTION_QUERY, NULL);
      snapshot = baton_snapshot_new (program, 2);
      reach = baton_reach_new (snapshot, TODAY, NULL);
      g_assert_cmpint (get (reach, personas[i], ID ("learn")), ==, BATON_REACH_EMPTY);
    }
}

static void
test_counts (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonReach) reach = baton_reach_new (snapshot, TODAY, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_cmpuint (baton_reach_get_n_personas (reach), ==, 3);
  for (guint i = 0; i < baton_reach_get_n_personas (reach); i++)
    {
      g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, baton_reach_get_persona (reach, i), NULL);
      guint n = !baton_reach_has_landing (reach, i);

      g_assert_cmpint (baton_reach_has_landing (reach, i), ==, portal->landing != NULL);
      for (guint j = 0; j < baton_reach_get_n_things (reach); j++)
        n += baton_reach_is_problem (baton_reach_get (reach, i, j));
      g_assert_cmpuint (baton_reach_count_problems (reach, i), ==, n);
    }
  g_cancellable_cancel (cancellable);
  g_assert_null (baton_reach_new (snapshot, TODAY, cancellable));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/reach/states", test_states);
  g_test_add_func ("/portal/reach/unreachable", test_unreachable);
  g_test_add_func ("/portal/reach/beside-record", test_beside_record);
  g_test_add_func ("/portal/reach/counts", test_counts);
  return g_test_run ();
}
