/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measured workload has known answers, found by other engines: the scan must give each of them, anew and after every edit,
 * and the plain replay those of single members.
 * With "M" as its argument it does so for ten million events.
 */
#include <string.h>

#include "incentives/baton-replay.h"
#include "incentives/baton-scan.h"
#include "incentives/baton-workload.h"
#include "model/baton-json.h"

static const char *size = "S";

static const struct { const char *name; BatonWorkloadProgram program; } schemes[] = {
  { "live", BATON_WORKLOAD_LIVE }, { "draftA", BATON_WORKLOAD_THRESHOLDS }, { "draftB", BATON_WORKLOAD_ACTIVITY }, { "draftC", BATON_WORKLOAD_DRAFT },
};

static BatonSnapshot *
make_snapshot (BatonWorkloadProgram which)
{
  g_autoptr (BatonProgram) program = baton_workload_make_program (which);

  return baton_snapshot_new (program, 1);
}

static BatonValue *
read_expected (void)
{
  g_autofree char *name = g_strconcat (size, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "tests", "data", "whatif", name, NULL);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  BatonValue *value;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  value = baton_json_parse (text, length, NULL);
  g_assert_nonnull (value);
  return value;
}

static void
assert_answers (BatonScan        *scan,
                const BatonValue *expected,
                guint             n_organisations)
{
  const BatonValue *counts = baton_value_get_member (expected, "tier_counts");
  gint64 points = 0, checksum = 0;

  for (guint day = 0; day < 12; day++)
    {
      for (guint level = 0; level < 4; level++)
        g_assert_cmpint (baton_scan_count (scan, 0, day, level), ==,
                         baton_value_get_integer (baton_value_get_element (baton_value_get_element (counts, day), level), -1));
    }
  for (guint i = 0; i < n_organisations; i++)
    {
      points += baton_scan_get_points (scan, 0, i, 11);
      checksum += (i + 1) * baton_scan_get_points (scan, 0, i, 11);
    }
  g_assert_cmpint (points, ==, baton_value_get_member_integer (expected, "tier_points_last", -1));
  g_assert_cmpint (checksum, ==, baton_value_get_member_integer (expected, "tier_points_checksum", -1));
  g_assert_cmpint (baton_scan_get_open (scan, BATON_POINTS_COMPANY), ==, baton_value_get_member_integer (expected, "company_points", -1));
  g_assert_cmpint (baton_scan_get_open (scan, BATON_POINTS_INDIVIDUAL), ==, baton_value_get_member_integer (expected, "individual_points", -1));
  g_assert_cmpint (baton_scan_get_liability (scan), ==, baton_value_get_member_integer (expected, "reward_liability_cents", -1));
  g_assert_cmpint (baton_scan_get_fees (scan), ==, baton_value_get_member_integer (expected, "referral_fee_cents", -1));
}

static void
assert_movement (BatonScan        *live,
                 BatonScan        *draft,
                 const BatonValue *expected)
{
  const BatonValue *matrix = baton_value_get_member (expected, "matrix_live_by_draft");

  for (guint i = 0; i < 4; i++)
    {
      for (guint k = 0; k < 4; k++)
        g_assert_cmpint (baton_scan_count_moves (live, draft, 0, i, k), ==,
                         baton_value_get_integer (baton_value_get_element (baton_value_get_element (matrix, i), k), -1));
    }
}

static void
test_answers (void)
{
  gboolean large = strcmp (size, "M") == 0;
  guint n_organisations = large ? 100000 : 20000;
  g_autoptr (BatonWorkload) workload = baton_workload_new (large ? 10000000 : 1000000, n_organisations, large ? 12 : 11);
  g_autoptr (BatonColumns) columns = baton_workload_make_columns (workload);
  g_autoptr (BatonValue) expected = read_expected ();
  BatonSnapshot *snapshots[G_N_ELEMENTS (schemes)];
  g_autoptr (BatonScan) live = NULL;
  g_autoptr (BatonScan) edited = NULL;
  BatonDay days[12];
  BatonScanCode code;

  for (guint i = 0; i < 12; i++)
    days[i] = baton_day_get_month_end (baton_day_new (2025, i + 1, 1));
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    snapshots[i] = make_snapshot (schemes[i].program);
  live = baton_scan_new (columns, snapshots[0], days, 12, baton_day_new (2025, 1, 1), 2, &code);
  g_assert_cmpint (code, ==, BATON_SCAN_PLAIN);
  edited = baton_scan_new (columns, snapshots[0], days, 12, baton_day_new (2025, 1, 1), 1, &code);
  g_assert_cmpint (code, ==, BATON_SCAN_PLAIN);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      const BatonValue *answers = baton_value_get_member (baton_value_get_member (expected, "schemes"), schemes[i].name);
      g_autoptr (BatonScan) anew = baton_scan_new (columns, snapshots[i], days, 12, baton_day_new (2025, 1, 1), 3, &code);

      assert_answers (anew, answers, n_organisations);
      g_assert_true (baton_scan_update (edited, snapshots[i], &code));
      assert_answers (edited, answers, n_organisations);
      if (i > 0)
        assert_movement (live, edited, baton_value_get_member (baton_value_get_member (expected, "movement"), schemes[i].name));
      if (schemes[i].program == BATON_WORKLOAD_THRESHOLDS)
        g_assert_cmpuint (baton_scan_get_n_read (edited), ==, 0);
    }
  g_assert_true (baton_scan_update (edited, snapshots[0], &code));
  assert_answers (edited, baton_value_get_member (baton_value_get_member (expected, "schemes"), "live"), n_organisations);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    baton_snapshot_unref (snapshots[i]);
}

/* ── Members ─────────────────────────────────────────────────────────────────────────────────────────── */

/* So many events are replayed at once: more would need more memory than a test should. */
#define EVENTS_AT_ONCE 1000000

typedef struct
{
  gint64 n_earning;
  gint64 checksum;
} MemberSums;

/* The points of single members, which no scan keeps. A part of the partners has events; all the others' members have nothing. */
static void
add_members (BatonReplay *replay,
             MemberSums  *sums)
{
  BatonRegister *reg = baton_replay_get_register (replay);

  for (guint i = 0; i < baton_register_get_n_members (reg); i++)
    {
      /* The register has its own order; the workload's number is in the id, as in "m12". */
      gint64 number = g_ascii_strtoll (baton_register_get_member (reg, i) + 1, NULL, 10);
      BatonBalance balance;

      baton_replay_get_individual_balance (replay, BATON_INDEX_NONE, i, &balance);
      sums->n_earning += balance.earned > 0;
      sums->checksum += number * balance.earned;
    }
}

/* The events of one in so many partners: no rule of these programs joins two of them. */
static BatonHistory *
read_part (guint64 n_events,
           guint   n_organisations,
           guint   seed,
           guint   part,
           guint   n_parts)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, n_organisations, seed);
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  g_autoptr (GString) lines = g_string_new (NULL);

  for (; baton_workload_append_csv (workload, lines, 1024 * 1024); g_string_truncate (lines, 0))
    for (const char *line = lines->str, *stop = line + lines->len; line < stop;)
      {
        /* Not by strchr(), which the sanitizer lets read to the end of the text each time. */
        const char *end = (const char *) memchr (line, '\n', (gsize) (stop - line)) + 1;
        const char *name = memchr (line, 'o', (gsize) (end - line));
        guint64 organisation = g_ascii_strtoull (name + 1, NULL, 10);

        if (organisation % n_parts == part)
          g_string_append_len (csv, line, end - line);
        line = end;
      }
  return baton_history_read (csv->str, csv->len, NULL);
}

static void
test_members (void)
{
  gboolean large = strcmp (size, "M") == 0;
  guint64 n_events = large ? 10000000 : 1000000;
  guint n_organisations = large ? 100000 : 20000;
  guint seed = large ? 12 : 11;
  guint n_parts = (guint) (n_events / EVENTS_AT_ONCE) + 1;
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, n_organisations, seed);
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonValue) expected = read_expected ();
  MemberSums sums[G_N_ELEMENTS (schemes)] = { { 0, 0 } };

  baton_workload_make_register (workload, &organisations, &members);
  reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  for (guint part = 0; part < n_parts; part++)
    {
      g_autoptr (BatonHistory) history = read_part (n_events, n_organisations, seed, part, n_parts);

      for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
        {
          BatonSnapshot *snapshot = make_snapshot (schemes[i].program);
          g_autoptr (BatonReplay) replay = baton_replay_new (snapshot, reg, history, baton_day_new (2025, 12, 31), NULL);

          g_assert_nonnull (replay);
          add_members (replay, &sums[i]);
          baton_snapshot_unref (snapshot);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      const BatonValue *answers = baton_value_get_member (baton_value_get_member (expected, "schemes"), schemes[i].name);

      g_assert_cmpint (sums[i].n_earning, ==, baton_value_get_member_integer (answers, "members_earning", -1));
      g_assert_cmpint (sums[i].checksum, ==, baton_value_get_member_integer (answers, "member_checksum", -1));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    size = argv[1];
  g_test_add_func ("/incentives/workload/answers", test_answers);
  g_test_add_func ("/incentives/workload/members", test_members);
  return g_test_run ();
}
