/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points that count from a day on: what happened before earns what it earned, what happens from then on what the draft says.
 */
#include "fixture.h"

#include "incentives/baton-dated-points.h"
#include "incentives/baton-reckoning.h"

#define PROGRAM(a, b) \
  "{'vocabulary':{'region':{'purpose':'region','place':{'position':'a'}}},'term':{'emea':{'place':{'parent':'region','position':'a'}}}," \
  "'motion':{'m':{'place':{'position':'a'}}},'activity':{" a b "}}"
#define ACTIVITY(id, cell) "'" id "':{'company-points':" cell ",'place':{'parent':'m','position':'" id "'}}"
#define EMEA(more) "{'audience':[{'dimension':'region','side':'event','any':['emea']}]," more "}"

#define ROWS \
  "id,organisation,activity,day,region\n" \
  "1,o1,a,2025-01-05,\n2,o1,a,2025-03-05,\n3,o1,a,2025-03-05,emea\n4,o1,a,2025-06-30,\n5,o1,a,2025-07-01,\n6,o1,a,2025-07-02,emea\n7,o1,b,2025-07-02,\n"

/* The draft after the changes that a push of all makes to it. (transfer full) */
static char *
digest_changes (const BatonProgram *live,
                const BatonProgram *draft,
                BatonDay            from,
                guint              *n_changes)
{
  g_autoptr (GPtrArray) atoms = baton_diff (live, draft);
  g_autoptr (GPtrArray) changes = baton_dated_points_list_changes (draft, atoms, NULL, from);
  g_autoptr (BatonProgram) changed = baton_program_copy (draft);

  *n_changes = changes->len;
  for (guint i = 0; i < changes->len; i++)
    baton_program_apply (changed, changes->pdata[i]);
  return baton_program_digest (changed);
}

/* What each event earns, in order. */
static char *
list_points (const BatonProgram *program)
{
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (BatonRegister) reg = baton_register_read ("id,name\no1,One\n", 16, "id,name,organisation\n", 21, NULL, NULL);
  g_autoptr (BatonHistory) history = baton_history_read (ROWS, strlen (ROWS), NULL);
  g_autoptr (BatonReplay) replay = baton_replay_new (snapshot, reg, history, fixture_day ("2025-12-31"), NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < baton_history_get_n_events (history); i++)
    {
      const BatonCredit *credit = baton_replay_find_credit (replay, i);

      g_string_append_printf (text, "%s%d", i > 0 ? " " : "", (int) credit->points[BATON_POINTS_COMPANY]);
    }
  return g_string_free (text, FALSE);
}

static void
test_dated (void)
{
  static const struct
  {
    const char *live;
    const char *draft;
    const char *from;
    const char *points;
  } cases[] = {
    { "{'value':10}", "{'value':20}", "2025-07-01", "10 10 10 10 20 20 7" },
    /* As if always, and not at all. */
    { "{'value':10}", "{'value':20}", "2025-01-01", "20 20 20 20 20 20 7" },
    { "{'value':10}", "{'value':20}", "2026-01-01", "10 10 10 10 10 10 7" },
    /* What one of them says from a day on, or for some. */
    { "{'value':10,'exceptions':[{'from':'2025-03-01','value':12}]}", "{'value':20}", "2025-07-01", "10 12 12 12 20 20 7" },
    { "{'value':10,'exceptions':[{'from':'2025-07-02','value':12}]}", "{'value':20}", "2025-07-01", "10 10 10 10 20 20 7" },
    { "{'value':10}", "{'value':20,'exceptions':[{'from':'2025-03-01','value':22}]}", "2025-07-01", "10 10 10 10 22 22 7" },
    { "{'value':10}", "{'value':20,'exceptions':[{'from':'2025-07-02','value':22}]}", "2025-07-01", "10 10 10 10 20 22 7" },
    { "{'value':10,'exceptions':[" EMEA ("'value':1") "]}", "{'value':10,'exceptions':[" EMEA ("'value':2") "]}", "2025-07-01", "10 10 1 10 10 2 7" },
    { "{'value':10,'exceptions':[" EMEA ("'value':1") "]}", "{'value':20}", "2025-07-01", "10 10 1 10 20 20 7" },
    /* Typed over the value of a day gone by. */
    { "{'value':10,'exceptions':[{'from':'2025-03-01','value':10}]}", "{'value':20,'exceptions':[{'from':'2025-03-01','value':20}]}", "2025-07-01", "10 10 10 10 20 20 7" },
    /* Dated already, by a push that did not arrive. */
    { "{'value':10}", "{'value':10,'exceptions':[{'from':'2025-06-30','value':20}]}", "2025-07-01", "10 10 10 10 20 20 7" },
    /* Left open, before or after. */
    { "{}", "{'value':20}", "2025-07-01", "0 0 0 0 20 20 7" },
    { "{'value':10}", "{}", "2025-07-01", "10 10 10 10 0 0 7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *live_json = g_strdup_printf (PROGRAM ("%s%s", "%s"), "'a':{'company-points':", cases[i].live, ",'place':{'parent':'m','position':'a'}}," ACTIVITY ("b", "{'value':7}"));
      g_autofree char *draft_json = g_strdup_printf (PROGRAM ("%s%s", "%s"), "'a':{'company-points':", cases[i].draft, ",'place':{'parent':'m','position':'a'}}," ACTIVITY ("b", "{'value':7}"));
      g_autoptr (BatonProgram) live = fixture_parse_program (live_json);
      g_autoptr (BatonProgram) draft = fixture_parse_program (draft_json);
      g_autoptr (BatonProgram) dated = baton_dated_points_apply (live, draft, fixture_day (cases[i].from));
      g_autoptr (BatonProgram) again = baton_dated_points_apply (live, dated, fixture_day (cases[i].from));
      g_autofree char *points = list_points (dated), *digest = baton_program_digest (dated), *digest_again = baton_program_digest (again);
      g_autoptr (GPtrArray) restated = baton_dated_points_list (live, draft, BATON_DAY_MAX);
      g_autoptr (GPtrArray) left = baton_dated_points_list (live, dated, fixture_day (cases[i].from));

      guint n_changes, n_again;
      g_autofree char *by_changes = digest_changes (live, draft, fixture_day (cases[i].from), &n_changes);
      g_autofree char *by_changes_again = digest_changes (live, dated, fixture_day (cases[i].from), &n_again);

      g_test_message ("case %u", i);
      g_assert_cmpstr (by_changes, ==, digest);
      g_assert_cmpstr (by_changes_again, ==, digest);
      g_assert_cmpuint (n_changes, ==, 1);
      g_assert_cmpuint (n_again, ==, 0);
      g_assert_cmpstr (points, ==, cases[i].points);
      /* It is said which activities these are, and once is enough. */
      g_assert_cmpuint (restated->len, ==, 1);
      g_assert_cmpstr (restated->pdata[0], ==, "a");
      g_assert_cmpuint (left->len, ==, 0);
      g_assert_cmpstr (digest_again, ==, digest);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/dated-points/cells", test_dated);
  return g_test_run ();
}
