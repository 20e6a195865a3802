/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reckoner against the plain replay: on random programs that are plain, or nearly, after every edit of a chain of edits, on any last
 * day, of histories of records and in segments; and the columns that it keeps.
 */
#include "random-history.h"
#include "same-reckoning.h"

#include "incentives/baton-columns-store.h"
#include "incentives/baton-reckoner.h"
#include "incentives/baton-statement.h"

#define N_EDITS 10

typedef struct
{
  guint n;
  guint n_scanned;
} Asked;

/* What keeps the scan from it is the program, as the predicate says, or else something that only the columns know. */
static void
assert_code (BatonSnapshot *snapshot,
             BatonScanCode  code)
{
  BatonScanCode of_program = baton_scan_check (snapshot);

  if (of_program != BATON_SCAN_PLAIN)
    g_assert_cmpstr (baton_scan_code_get_name (code), ==, baton_scan_code_get_name (of_program));
  else if (code != BATON_SCAN_MEMBERS_MOVE)
    g_assert_cmpstr (baton_scan_code_get_name (code), ==, "plain");
}

/* An activity of which every event is worth the same, so that another number in a cell of it is a difference alone. */
static char *
make_held (void)
{
  return g_strdup_printf ("'a4':{'tier-points':{'value':%d},'company-points':{'value':%d},'individual-points':{'value':%d},'unit':'%s','place':{'parent':'m','position':'a4'}}",
                          random_pick (0, 9), random_pick (0, 9), random_pick (0, 9), random_often (80) ? "quantity" : "occurrence");
}

static void
hold (RandomParts *parts)
{
  random_replace (&parts->activities[4], make_held ());
  for (guint i = 0; i < RANDOM_PROMOTIONS; i++)
    random_replace (&parts->promotions[i], g_strdup_printf ("'p%u':{'effect':'multiplier','multiplier':15000,'activities':['a0'],'place':{'position':'a%u'}}", i, i));
}

/* A partner's statement comes from the part of the history that concerns them, whoever asked for one before. */
static void
assert_same_statement (BatonReckoning *reckoning,
                       BatonReplay    *plain)
{
  guint organisation = (guint) random_pick (0, RANDOM_ORGANISATIONS - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonReplay) part = baton_reckoning_replay_one (reckoning, organisation, BATON_INDEX_NONE, &error);
  g_autoptr (BatonStatement) statement = NULL, expected = NULL;
  BatonBalance balance, plain_balance;
  guint n, n_plain;

  g_assert_no_error (error);
  statement = baton_statement_new (part, organisation, BATON_INDEX_NONE);
  expected = baton_statement_new (plain, organisation, BATON_INDEX_NONE);
  baton_statement_get_lines (statement, &n);
  baton_statement_get_lines (expected, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  baton_replay_get_company_balance (part, organisation, &balance);
  baton_replay_get_company_balance (plain, organisation, &plain_balance);
  g_assert_cmpint (balance.balance, ==, plain_balance.balance);
}

static void
compare_chain (guint    n_events,
               gboolean is_stored,
               gboolean is_held,
               Asked   *asked)
{
  g_auto (RandomParts) parts = { 0 };
  g_autoptr (BatonRegister) reg = random_make_register ();
  g_autoptr (BatonHistory) history = random_make_history (n_events);
  g_autoptr (BatonHistory) stored = is_stored ? random_store_history (history) : baton_history_ref (history);
  g_autoptr (BatonReckoner) reckoner = baton_reckoner_new (reg, stored, NULL);
  BatonDay through = 0, from = 0;

  random_parts_init (&parts);
  if (is_held)
    hold (&parts);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (BatonSnapshot) snapshot = random_parts_compile (&parts);
      g_autoptr (GError) error = NULL;
      gboolean is_new = i == 0 || random_often (20);
      g_autoptr (BatonReplay) replay = NULL;
      g_autoptr (BatonReckoning) plain = NULL, reckoning = NULL;
      BatonScanCode code;

      if (is_new)
        {
          /* Any day, sometimes before or after all events; a month's end as often as not. */
          through = random_often (70) ? random_day () : fixture_day ("2023-12-20") + random_pick (0, 800);
          if (random_often (50))
            through = baton_day_get_month_end (through);
          from = through - random_pick (0, 500);
        }
      replay = baton_replay_new (snapshot, reg, history, through, &error);
      g_assert_no_error (error);
      plain = baton_reckoning_new_from_replay (replay, from, &error);
      g_assert_no_error (error);
      reckoning = baton_reckoner_ask (reckoner, snapshot, from, through, &code, NULL, &error);
      g_assert_no_error (error);
      assert_same_reckoning (reckoning, plain);
      if (is_new)
        assert_same_funds (reckoning, plain);
      assert_code (snapshot, code);
      assert_same_statement (reckoning, replay);
      asked->n++;
      asked->n_scanned += code == BATON_SCAN_PLAIN;
      if (is_held)
        random_replace (&parts.activities[4], make_held ());
      else
        random_parts_edit (&parts);
    }
}

static void
test_random (void)
{
  Asked asked = { 0 };

  random_plain = TRUE;
  for (int i = 0; i < (g_test_slow () ? 1500 : 60); i++)
    compare_chain (i % 4 == 0 ? 30 : 220, i % 2 == 0, i % 5 == 0, &asked);
  random_plain = FALSE;
  g_test_message ("%u of %u were scanned", asked.n_scanned, asked.n);
  /* Both engines had their part. */
  g_assert_cmpuint (asked.n_scanned, >, asked.n / 3);
  g_assert_cmpuint (asked.n_scanned, <, asked.n);
}

/* What waits for approval, or was taken back, must not be too large either: then there is no answer, whoever is asked. */
static void
test_too_large (void)
{
#define EVENT "1,o1,a,2025-01-05,1,,\n"
  static const struct { const char *program; const char *rows; } cases[] = {
    { "'unit':'quantity','company-points':{'value':1000},", EVENT "2,o1,a,2025-01-06,9007199254740990,pending,\n" },
    { "'unit':'quantity','company-points':{'value':1000},", EVENT "2,o1,a,2025-01-06,9007199254740990,,\n3,o1,,2025-01-07,,,2\n" },
  };
  BatonDay day = fixture_day ("2025-01-31");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) f = { 0 };
      g_autofree char *json = g_strdup_printf ("{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{%s'place':{'parent':'m','position':'a'}}}}", cases[i].program);
      g_autofree char *rows = g_strconcat ("id,organisation,activity,day,quantity,state,reverses\n", cases[i].rows, NULL);
      g_autoptr (BatonReckoner) reckoner = NULL;
      g_autoptr (BatonReplay) replay = NULL;
      g_autoptr (GError) error = NULL, plain_error = NULL;
      BatonScanCode code;

      fixture_read (&f, json, "id,name\no1,One\n", "id,name,organisation\n", rows);
      g_assert_cmpint (baton_scan_check (f.snapshot), ==, BATON_SCAN_PLAIN);
      replay = baton_replay_new (f.snapshot, f.reg, f.history, day, &plain_error);
      g_assert_error (plain_error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW);
      reckoner = baton_reckoner_new (f.reg, f.history, NULL);
      g_assert_null (baton_reckoner_ask (reckoner, f.snapshot, day - 300, day, &code, NULL, &error));
      g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW);
      g_assert_cmpstr (baton_scan_code_get_name (code), ==, "too-large");
    }
}

/* A member's first may be for an organization that nobody knows: columns do not have it, and leave the question to the tally. */
static void
test_first_elsewhere (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonReckoner) reckoner = NULL;
  g_autoptr (BatonReckoning) reckoning = NULL;
  BatonReckoningTotals totals;
  BatonDay day = fixture_day ("2025-01-31");
  BatonScanCode code;

  fixture_read (&f, "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'once':'member','company-points':{'value':7},'place':{'parent':'m','position':'a'}}}}",
                "id,name\no1,One\n", "id,name,organisation\nm1,M,o1\nm2,N,o1\n",
                "id,organisation,member,activity,day\n1,elsewhere,m1,a,2025-01-05\n2,o1,m1,a,2025-01-06\n3,o1,m2,a,2025-01-07\n");
  reckoner = baton_reckoner_new (f.reg, f.history, NULL);
  reckoning = baton_reckoner_ask (reckoner, f.snapshot, day - 300, day, &code, NULL, NULL);
  g_assert_cmpstr (baton_scan_code_get_name (code), ==, "members-move");
  baton_reckoning_get_totals (reckoning, &totals);
  g_assert_cmpint (totals.earned[BATON_POINTS_COMPANY], ==, 7);
}

/* ── Kept columns ────────────────────────────────────────────────────────────────────────────────────── */

#define MANY 52000

static void
append_many (GString *csv,
             guint    first,
             guint    n)
{
  for (guint i = first; i < first + n; i++)
    g_string_append_printf (csv, "%u,o%u,m%u,a%u,2025-%02u-%02u,%u,%s\n", i, i % RANDOM_ORGANISATIONS, i % RANDOM_ORGANISATIONS, i % 3, 1 + i % 12, 1 + i % 28, 1 + i % 40,
                            i % 50 == 0 ? "pending" : "");
}

static void
import (const char *folder,
        guint       first,
        guint       n)
{
  g_autoptr (GString) csv = g_string_new ("id,organisation,member,activity,day,quantity,state\n");
  g_autoptr (BatonHistoryImport) import = baton_history_import_new (folder, NULL, NULL, NULL, NULL, NULL);
  guint number;

  append_many (csv, first, n);
  g_assert_true (baton_history_import_read_bytes (import, csv->str, csv->len, NULL) && baton_history_import_finish (import, NULL) &&
                 baton_history_import_commit (import, &number, NULL));
}

/* Asks by a reckoner that finds, or does not find, kept columns in the folder; the same is to come out. */
static void
ask_in (const char    *folder,
        BatonRegister *reg,
        BatonSnapshot *snapshot,
        gboolean       keeps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonHistory) history = baton_history_store_open (folder, &error);
  g_autoptr (BatonReckoner) reckoner = baton_reckoner_new (reg, history, folder), other = baton_reckoner_new (reg, history, NULL);
  BatonDay through = fixture_day ("2025-11-17");
  g_autoptr (BatonReckoning) reckoning = baton_reckoner_ask (reckoner, snapshot, through - 364, through, NULL, NULL, &error);
  g_autoptr (BatonReckoning) plain = baton_reckoner_ask (other, snapshot, through - 364, through, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_same_reckoning (reckoning, plain);
  /* Kept where there were none, or others. */
  g_assert_cmpint (baton_reckoner_keep (reckoner), ==, keeps);
  g_assert_false (baton_reckoner_keep (reckoner));
  g_assert_false (baton_reckoner_keep (other));
}

static BatonRegister *
make_register (const char *first)
{
  g_autoptr (GString) organisations = g_string_new ("id,name\n");
  g_autoptr (GString) members = g_string_new ("id,name,organisation\n");

  if (*first != '\0')
    g_string_append_printf (organisations, "%s,First\n", first);
  for (guint i = 0; i < RANDOM_ORGANISATIONS; i++)
    {
      g_string_append_printf (organisations, "o%u,Partner %u\n", i, i);
      g_string_append_printf (members, "m%u,Member %u,o%u\n", i, i, i);
    }
  return baton_register_read (organisations->str, organisations->len, members->str, members->len, NULL, NULL);
}

static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[length / 2] ^= 0x10;
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

static void
test_kept (void)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-reckoner-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history-columns.segment", NULL);
  g_autoptr (BatonRegister) reg = make_register (""), other_reg = make_register ("n");
  g_auto (Fixture) f = { 0 };
  g_autoptr (GDir) dir = NULL;
  const char *name;

  fixture_read (&f, "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a0':{'company-points':{'value':3},'place':{'parent':'m','position':'a'}},"
                    "'a1':{'unit':'quantity','tier-points':{'value':2},'individual-points':{'value':1},'place':{'parent':'m','position':'b'}}},"
                    "'tier-ladder':{'l':{'place':{'position':'a'}}},'tier':{'t':{'threshold':20000,'place':{'parent':'l','position':'a'}}}}",
                "id,name\n", "id,name,organisation\n", "id,organisation,activity,day\n");
  import (folder, 1, MANY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  ask_in (folder, reg, f.snapshot, TRUE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  ask_in (folder, reg, f.snapshot, FALSE);
  /* Of another register, history, or with other bytes, they are of no use, and are made anew. */
  ask_in (folder, other_reg, f.snapshot, TRUE);
  ask_in (folder, reg, f.snapshot, TRUE);
  import (folder, MANY + 1, 10);
  ask_in (folder, reg, f.snapshot, TRUE);
  ask_in (folder, reg, f.snapshot, FALSE);
  damage (path);
  ask_in (folder, reg, f.snapshot, TRUE);
  ask_in (folder, reg, f.snapshot, FALSE);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/reckoner/random", test_random);
  g_test_add_func ("/incentives/reckoner/too-large", test_too_large);
  g_test_add_func ("/incentives/reckoner/first-elsewhere", test_first_elsewhere);
  g_test_add_func ("/incentives/reckoner/kept", test_kept);
  return g_test_run ();
}
