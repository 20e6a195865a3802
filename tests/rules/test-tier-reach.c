/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which tiers nobody can reach: what one ladder can ever count, one case a way of limiting an activity.
 */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "rules/baton-analysis.h"

static const struct
{
  const char *name;
  const char *ladder;      /* members of its body */
  const char *activity;
  const char *others;      /* more entities */
  gint64      most;        /* points that can be had; −1: without limit */
} cases[] = {
  { "iterative", "", "", "", -1 },
  { "once-organisation", "", ", 'once': 'organisation'", "", 10 },
  { "once-member-of-organisation", "", ", 'once': 'member'", "", -1 },
  { "once-member", ", 'holder': 'member'", ", 'once': 'member'", "", 10 },
  { "once-organisation-of-member", ", 'holder': 'member'", ", 'once': 'organisation'", "", -1 },
  { "once-organisation-of-tree", ", 'holder': 'organisation-with-children'", ", 'once': 'organisation'", "", -1 },
  { "again-each-year-rolling", "", ", 'once': 'organisation', 'again': 'fiscal-year'", "", 20 },
  { "again-each-year-fiscal", ", 'window': 'fiscal-year'", ", 'once': 'organisation', 'again': 'fiscal-year'", "", 10 },
  { "again-after-months", "", ", 'once': 'organisation', 'again': 'months', 'again-months': 6", "", 30 },
  { "exception-counts", "", ", 'once': 'organisation', 'tier-points': {'value': 'none', 'exceptions': [{'from': '2026-08-01', 'value': 15}]}",
    "", 15 },
  { "none", "", ", 'tier-points': {'value': 'none'}", "", 0 },
  { "undecided", "", ", 'tier-points': {}", "", 0 },
  { "disabled", "", ", 'disabled': true", "", 0 },
  { "other-motion", ", 'motions': ['other']", "", "", 0 },
  { "bands", "", ", 'once': 'organisation', 'unit': 'bands', 'bands': [{'from': 0, 'units': 1}, {'from': 9, 'units': 4}]", "", 40 },
  { "step-bonus", "", ", 'once': 'organisation', 'step-size': 50, 'step-percent': 1000", "", -1 },
  { "quantity", "", ", 'once': 'organisation', 'unit': 'quantity'", "", -1 },
  { "cap", "", ", 'caps': [{'holder': 'organisation', 'period': 'fiscal-year', 'points': 'tier', 'most': 20}]", "", 40 },
  { "cap-by-month", "", ", 'caps': [{'holder': 'organisation', 'period': 'month', 'points': 'tier', 'most': 2}]", "", 26 },
  { "cap-in-fiscal-year", ", 'window': 'fiscal-year'",
    ", 'caps': [{'holder': 'organisation', 'period': 'fiscal-quarter', 'points': 'tier', 'most': 5}]", "", 20 },
  { "cap-of-other-points", "", ", 'caps': [{'holder': 'organisation', 'period': 'month', 'points': 'company', 'most': 2}]", "", -1 },
  { "promotion-by-name", "", ", 'once': 'organisation'",
    ", 'promotion': {'p': {'effect': 'multiplier', 'multiplier': 20000, 'activities': ['a']}}", -1 },
  { "promotion-passes-one-time-by", "", ", 'once': 'organisation'",
    ", 'promotion': {'p': {'effect': 'multiplier', 'multiplier': 20000}}", 10 },
  { "promotion-below-cap", "", ", 'caps': [{'holder': 'organisation', 'period': 'fiscal-year', 'points': 'tier', 'most': 20}]",
    ", 'promotion': {'p': {'effect': 'multiplier', 'multiplier': 20000}}", 40 },
  { "goal-above-cap", "", ", 'caps': [{'holder': 'organisation', 'period': 'fiscal-year', 'points': 'tier', 'most': 20}]",
    ", 'promotion': {'p': {'effect': 'goal', 'extra-tier-points': 5}}", -1 },
};

/* The tier of just that many points can be reached, one point more cannot. */
static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  gint64 limit = cases[i].most >= 0 ? cases[i].most : 1000000000;
  gboolean own_cell = strstr (cases[i].activity, "tier-points") != NULL;
  g_autofree char *text = g_strdup_printf (
    "{'motion': {'m': {'place': {'position': 'a0'}}, 'other': {'place': {'position': 'a1'}}},"
    " 'activity': {'a': {'place': {'parent': 'm', 'position': 'a0'}%s%s}},"
    " 'tier-ladder': {'l': {'place': {'position': 'a0'}%s}},"
    " 'tier': {'just': {'threshold': %" G_GINT64_FORMAT ", 'place': {'parent': 'l', 'position': 'a0'}},"
    "          'more': {'threshold': %" G_GINT64_FORMAT ", 'place': {'parent': 'l', 'position': 'a1'}}}%s}",
    own_cell ? "" : ", 'tier-points': {'value': 10}", cases[i].activity, cases[i].ladder, limit, limit + 1, cases[i].others);
  g_autoptr (BatonProgram) program = fixture_program_new (text);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, baton_day_parse ("2026-11-21"), 0, NULL);
  guint unreachable = 0;

  for (guint f = 0; f < findings->len; f++)
    {
      const BatonFinding *finding = g_ptr_array_index (findings, f);

      if (finding->code != BATON_FINDING_TIER_UNREACHABLE)
        continue;
      unreachable++;
      g_assert_cmpstr (finding->entity, ==, "more");
      g_assert_cmpuint (finding->count, ==, cases[i].most);
    }
  g_assert_cmpuint (unreachable, ==, cases[i].most >= 0 ? 1 : 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/tier-reach/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }

  return g_test_run ();
}
