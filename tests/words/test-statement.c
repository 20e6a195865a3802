/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a partner's statement says of events that were taken back or cut, and of funds that do not hold money: on the sample's
 * register and history, where README.md of the samples says who has what.
 */
#include "model/baton-validate.h"
#include "words/baton-words-statement.h"

#include <string.h>

typedef struct
{
  BatonSnapshot *snapshot;
  BatonReplay   *replay;
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
  g_autofree char *rows = read_sample ("influencer/history.csv");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = baton_program_parse (json, strlen (json), problems);
  g_autoptr (BatonRegister) reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  g_autoptr (BatonHistory) history = baton_history_read (rows, strlen (rows), NULL);
  g_autoptr (GError) error = NULL;

  fixture->snapshot = baton_snapshot_new (program, 1);
  fixture->replay = baton_replay_new (fixture->snapshot, reg, history, baton_day_parse ("2026-10-31"), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  baton_replay_unref (fixture->replay);
  baton_snapshot_unref (fixture->snapshot);
}

/* Every event of the organization in words, a line each: "Closed deal: pending". (transfer full) */
static char *
describe_events (Fixture    *fixture,
                 const char *organisation)
{
  const BatonNames *names = BATON_NAMES_OF_SNAPSHOT (fixture->snapshot);
  guint number = baton_register_find_organisation (baton_replay_get_register (fixture->replay), organisation), n;
  g_autoptr (BatonStatement) statement = baton_statement_new (fixture->replay, number, BATON_INDEX_NONE);
  const BatonStatementLine *lines = baton_statement_get_lines (statement, &n);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = baton_words_credit_subject (names, fixture->replay, lines[i].credit);
      g_autofree char *remark = baton_words_credit (names, fixture->replay, lines[i].credit);

      g_string_append_printf (text, "%s: %s\n", subject, remark);
    }
  return g_string_free (text, FALSE);
}

static void
test_taken_back (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *text = describe_events (fixture, "o-018");

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "Closed deal: taken back on 9 June 2026: −10 tier, −100 company, −50 individual\n"));
  g_assert_nonnull (strstr (text, "Closed deal: takes back “Closed deal” of 30 April 2026\n"));
}

/* What is over is said to be over, not left out. */
static void
test_drops_out (Fixture      *fixture,
                gconstpointer data)
{
  BatonDay through = baton_replay_get_through (fixture->replay);
  const BatonStatementLine lines[] = { { NULL, through + 1 }, { NULL, through }, { NULL, BATON_DAY_NONE } };
  const char *words[] = { "1 November 2026", "dropped out on 31 October 2026", "–" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = baton_words_drop_out (&lines[i], through);

      g_assert_cmpstr (text, ==, words[i]);
    }
}

/* A monthly cap says what it cut, a goal what it gave. */
static void
test_added_and_cut (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *text = describe_events (fixture, "o-003");

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "cut by “At most "));
  g_assert_null (strstr (text, "cut by a cap"));
  g_assert_nonnull (strstr (text, "“Launch week” +10 company, +5 individual\n"));
  g_assert_nonnull (strstr (text, "goal of “Five blogs in a quarter” +100 company"));
}

/* A redemption says what it was cheaper by, and that it was taken back. */
static void
test_redemptions (Fixture      *fixture,
                  gconstpointer data)
{
  guint number = baton_register_find_organisation (baton_replay_get_register (fixture->replay), "o-004"), n;
  g_autoptr (BatonStatement) statement = baton_statement_new (fixture->replay, number, BATON_INDEX_NONE);
  const BatonRedemption * const *redemptions = baton_statement_get_redemptions (statement, &n);
  g_autofree char *taken_back = NULL, *cheaper = NULL;

  g_assert_cmpuint (n, ==, 1);
  taken_back = baton_words_redemption (BATON_NAMES_OF_SNAPSHOT (fixture->snapshot), fixture->replay, redemptions[0]);
  g_assert_nonnull (strstr (taken_back, "taken back on 18 May 2026"));
  cheaper = baton_words_redemption (BATON_NAMES_OF_SNAPSHOT (fixture->snapshot), fixture->replay,
                                    &(BatonRedemption) { .event = redemptions[0]->event, .member = BATON_INDEX_NONE, .discount = 500, .overdrawn = TRUE });
  g_assert_cmpstr (cheaper, ==, "5 % off; more than there was; taken back on 18 May 2026");
}

static void
test_accruals (Fixture      *fixture,
               gconstpointer data)
{
  const BatonNames *names = BATON_NAMES_OF_SNAPSHOT (fixture->snapshot);
  g_autofree char *money = baton_words_accrual (names, &(BatonAccrual) { .amount = 1300 });
  g_autofree char *counted = baton_words_accrual (names, &(BatonAccrual) { .amount = 1300, .unit = "hours" });

  g_assert_nonnull (strstr (money, "13.00"));
  g_assert_cmpstr (counted, ==, "1,300 hours");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  baton_words_init ();
  g_test_add ("/words/statement/taken-back", Fixture, NULL, set_up, test_taken_back, tear_down);
  g_test_add ("/words/statement/added-and-cut", Fixture, NULL, set_up, test_added_and_cut, tear_down);
  g_test_add ("/words/statement/drops-out", Fixture, NULL, set_up, test_drops_out, tear_down);
  g_test_add ("/words/statement/redemptions", Fixture, NULL, set_up, test_redemptions, tear_down);
  g_test_add ("/words/statement/accruals", Fixture, NULL, set_up, test_accruals, tear_down);
  return g_test_run ();
}
