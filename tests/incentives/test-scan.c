/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scan against the plain replay, on random programs and histories: asked anew, and after every edit of a chain of edits.
 */
#include "fixture.h"

#include "incentives/baton-scan.h"

#define N_ORGANISATIONS 9
#define N_MEMBERS 17
#define N_ACTIVITIES 5
#define N_EVENTS 160
#define N_MONTHS 18
#define N_EDITS 12
#define MOST_TIERS 9

static const char *regions[] = { "", "emea", "dach", "nordics", "apac", "elsewhere" };

static int
pick (int first,
      int last)
{
  return g_test_rand_int_range (first, last + 1);
}

static gboolean
often (int percent)
{
  return pick (1, 100) <= percent;
}

static BatonDay
pick_day (void)
{
  return fixture_day ("2024-01-15") + pick (0, 540);
}

/* ── A random program ────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char *activities[N_ACTIVITIES];
  char *promotions[4];
  char *ladders;
  char *root;
} Parts;

static void
append_day (GString    *json,
            const char *key,
            BatonDay    day)
{
  g_autofree char *text = baton_day_format (day);

  g_string_append_printf (json, "'%s':'%s'", key, text);
}

static void
append_region_audience (GString *json)
{
  g_string_append_printf (json, "'audience':[{'dimension':'region','side':'event','%s':['%s']}]", often (70) ? "any" : "none", regions[pick (1, 4)]);
}

static void
append_window (GString *json)
{
  BatonDay from = pick_day ();

  g_string_append (json, "'window':{");
  append_day (json, "from", from);
  g_string_append_c (json, ',');
  append_day (json, "through", from + pick (0, 200));
  g_string_append (json, "},");
}

static void
append_cell (GString    *json,
             const char *name)
{
  g_string_append_printf (json, "'%s':{", name);
  if (often (80))
    g_string_append_printf (json, "'value':%d", pick (0, 30));
  else if (often (50))
    g_string_append (json, "'value':'none'");
  else
    {
      g_string_append (json, "},");
      return;
    }
  if (often (30))
    {
      g_string_append (json, ",'exceptions':[{");
      append_day (json, "from", pick_day ());
      g_string_append_printf (json, ",'value':%d},{", pick (0, 30));
      append_region_audience (json);
      g_string_append_printf (json, ",'value':%d}]", pick (0, 30));
    }
  g_string_append (json, "},");
}

static char *
make_activity (guint index)
{
  static const char * const units[] = { "occurrence", "quantity", "quantity-step", "amount-step", "bands" };
  GString *json = g_string_new (NULL);
  int unit = pick (0, 4);

  g_string_append_printf (json, "'a%u':{", index);
  append_cell (json, "tier-points");
  append_cell (json, "company-points");
  append_cell (json, "individual-points");
  g_string_append_printf (json, "'unit':'%s',", units[unit]);
  if (unit == 2)
    g_string_append_printf (json, "'unit-size':%d,", pick (1, 9));
  if (unit == 3)
    g_string_append_printf (json, "'unit-size':%d,", pick (100, 9000));
  if (unit == 4)
    g_string_append_printf (json, "'bands':[{'from':%d,'units':%d},{'from':%d,'units':%d}],", pick (0, 3), pick (0, 3), pick (4, 30), pick (0, 5));
  if (often (30))
    g_string_append_printf (json, "'step-size':%d,'step-percent':%d,", pick (1, 20), pick (1, 3000));
  if (often (35))
    {
      g_string_append_printf (json, "'once':'%s',", often (50) ? "organisation" : "member");
      if (often (50))
        g_string_append_printf (json, "'again':'%s','again-months':%d,", often (50) ? "fiscal-year" : "months", pick (1, 7));
      if (often (30))
        g_string_append (json, "'next-after-reversal':true,");
    }
  if (often (40))
    g_string_append_printf (json, "'fee':%d,", pick (1, 2000));
  if (often (15))
    append_window (json);
  if (often (15))
    {
      append_region_audience (json);
      g_string_append_c (json, ',');
    }
  if (often (5))
    g_string_append (json, "'disabled':true,");
  g_string_append_printf (json, "'place':{'parent':'%s','position':'a%u'}}", often (60) ? "m" : "n", index);
  return g_string_free (json, FALSE);
}

static char *
make_promotion (guint index)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "'p%u':{", index);
  if (often (60))
    g_string_append_printf (json, "'effect':'multiplier','multiplier':%d,", pick (5000, 40000));
  else
    g_string_append_printf (json, "'effect':'extra-points','extra-tier-points':%d,'extra-company-points':%d,'extra-individual-points':%d,",
                            pick (0, 9), pick (0, 9), pick (0, 9));
  if (often (50))
    g_string_append_printf (json, "'group':'g%d',", pick (0, 1));
  if (often (50))
    g_string_append_printf (json, "'activities':['a%d'],", pick (0, N_ACTIVITIES - 1));
  if (often (70))
    append_window (json);
  if (often (40))
    {
      append_region_audience (json);
      g_string_append_c (json, ',');
    }
  g_string_append_printf (json, "'place':{'position':'a%u'}}", index);
  return g_string_free (json, FALSE);
}

static char *
make_ladders (void)
{
  int first = pick (5, 120), second = first + pick (1, 200);
  g_autoptr (GString) more = g_string_new (NULL);

  /* Sometimes more tiers than are compared at a time. */
  for (int i = 3, n = often (30) ? pick (3, MOST_TIERS) : 0; i <= n; i++)
    g_string_append_printf (more, "'l%d':{'threshold':%d,'place':{'parent':'l','position':'%c'}},", i, second + i * pick (1, 20), 'a' + i);
  return g_strdup_printf ("'tier-ladder':{'l':{'months':%d,'benefits-from':'period-end','place':{'position':'a'}},"
                          "'k':{'motions':['m'],'benefits-from':'period-end','place':{'position':'b'}}},"
                          "'tier':{'l1':{'threshold':%d,'place':{'parent':'l','position':'a'}},'l2':{'threshold':%d,'place':{'parent':'l','position':'b'}},%s"
                          "'k1':{'threshold':%d,'place':{'parent':'k','position':'a'}}},"
                          "'benefit':{'b1':{'type':'fee-bonus','percent':%d,'place':{'parent':'l1','position':'a'}},"
                          "'b2':{'type':'fee-bonus','percent':%d,'place':{'parent':'l2','position':'a'}},"
                          "'b3':{'type':'fee-bonus','percent':%d,'place':{'parent':'k1','position':'a'}}}",
                          pick (1, 14), first, second, more->str, pick (0, 80), pick (1, 500), pick (1, 900), pick (1, 300));
}

static char *
make_root (void)
{
  static const char * const periods[] = { "month", "fiscal-quarter", "fiscal-year" };

  return g_strdup_printf ("'program':{'p':{'company-point-value':%d,'individual-point-value':%d,'fiscal-year-start':%d,'expiry-months':%d,'fee-period':'%s'}}",
                          pick (0, 100), pick (0, 100), pick (1, 12), pick (0, 10), periods[pick (0, 2)]);
}

static void
make_parts (Parts *parts)
{
  for (guint i = 0; i < N_ACTIVITIES; i++)
    parts->activities[i] = make_activity (i);
  for (guint i = 0; i < G_N_ELEMENTS (parts->promotions); i++)
    parts->promotions[i] = make_promotion (i);
  parts->ladders = make_ladders ();
  parts->root = make_root ();
}

static void
replace (char **part,
         char  *by)
{
  g_free (*part);
  *part = by;
}

/* One edit; each kind that a manager makes. */
static void
edit (Parts *parts)
{
  guint index;

  switch (pick (0, 5))
    {
    case 0:
      replace (&parts->ladders, make_ladders ());
      break;
    case 1:
      replace (&parts->root, make_root ());
      break;
    case 2:
    case 3:
      index = pick (0, G_N_ELEMENTS (parts->promotions) - 1);
      replace (&parts->promotions[index], make_promotion (index));
      break;
    default:
      index = pick (0, N_ACTIVITIES - 1);
      replace (&parts->activities[index], make_activity (index));
      break;
    }
}

/* A cell whose number a hand moves: nothing else of its activity makes one event worth another than the next. */
#define HELD (N_ACTIVITIES - 1)

static char *
make_held (gboolean by_quantity)
{
  return g_strdup_printf ("'a%d':{'tier-points':{'value':%d},'company-points':{'value':%d},%s'place':{'parent':'n','position':'a%d'}}",
                          HELD, often (5) ? pick (1000000, 900000000) : pick (0, 40), pick (0, 5), by_quantity ? "'unit':'quantity'," : "", HELD);
}

static void
hold (Parts    *parts,
      gboolean  by_quantity)
{
  replace (&parts->activities[HELD], make_held (by_quantity));
  for (guint i = 0; i < G_N_ELEMENTS (parts->promotions); i++)
    replace (&parts->promotions[i], g_strdup_printf ("'p%u':{'effect':'multiplier','multiplier':15000,'activities':['a0'],'place':{'position':'a%u'}}", i, i));
}

/* The cell, or now and then something beside it. */
static void
edit_held (Parts    *parts,
           gboolean  by_quantity)
{
  guint index = pick (0, HELD - 1);

  if (often (80))
    replace (&parts->activities[HELD], make_held (by_quantity));
  else if (often (50))
    replace (&parts->activities[index], make_activity (index));
  else
    replace (&parts->ladders, make_ladders ());
}

static void
clear_parts (Parts *parts)
{
  for (guint i = 0; i < N_ACTIVITIES; i++)
    g_free (parts->activities[i]);
  for (guint i = 0; i < G_N_ELEMENTS (parts->promotions); i++)
    g_free (parts->promotions[i]);
  g_free (parts->ladders);
  g_free (parts->root);
}

static char *
join_parts (const Parts *parts)
{
  GString *json = g_string_new ("{'vocabulary':{'region':{'purpose':'region','place':{'position':'a'}}},"
                                "'term':{'emea':{'place':{'parent':'region','position':'a'}},'dach':{'place':{'parent':'emea','position':'a'}},"
                                "'nordics':{'place':{'parent':'emea','position':'b'}},'apac':{'place':{'parent':'region','position':'b'}}},"
                                "'motion':{'m':{'place':{'position':'a'}},'n':{'place':{'position':'b'}}},'activity':{");

  for (guint i = 0; i < N_ACTIVITIES; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", parts->activities[i]);
  g_string_append (json, "},'promotion':{");
  for (guint i = 0; i < G_N_ELEMENTS (parts->promotions); i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", parts->promotions[i]);
  g_string_append_printf (json, "},%s,%s}", parts->ladders, parts->root);
  return g_string_free (json, FALSE);
}

/* ── A random history ────────────────────────────────────────────────────────────────────────────────── */

static char *
make_history (gboolean wide)
{
  GString *csv = g_string_new ("id,organisation,member,activity,day,quantity,amount,region,state,reverses\n");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_EVENTS; i++)
    {
      int organisation = pick (0, N_ORGANISATIONS - 1);
      g_autofree char *day = baton_day_format (pick_day ());
      g_autofree char *id = often (80) ? g_strdup_printf ("%u", i * 7919 % 1000) : g_strdup_printf ("e%u", i);

      /* A member belongs to one organization here: the scan refuses others. */
      g_string_append_printf (csv, "%s,o%d,", id, organisation);
      if (often (80))
        g_string_append_printf (csv, "m%d", organisation + (often (50) && organisation + N_ORGANISATIONS < N_MEMBERS ? N_ORGANISATIONS : 0));
      g_string_append_printf (csv, ",a%d,%s,%" G_GINT64_FORMAT ",%d,%s,%s,\n", pick (0, N_ACTIVITIES), day,
                              wide && often (10) ? G_GINT64_CONSTANT (5000000000) : (gint64) (often (5) ? pick (1000, 3000) : pick (0, 40)), pick (0, 20000),
                              regions[pick (0, G_N_ELEMENTS (regions) - 1)], often (10) ? "pending" : often (5) ? "declined" : "");
      if (often (8))
        g_string_append_printf (csv, "x%u,o%d,,,2025-06-30,,,,,%s\n", i, organisation, id);
    }
  return g_string_free (csv, FALSE);
}

static void
make_register (char **organisations,
               char **members)
{
  GString *first = g_string_new ("id,name\n");
  GString *second = g_string_new ("id,name,organisation\n");

  for (guint i = 0; i < N_ORGANISATIONS; i++)
    g_string_append_printf (first, "o%u,Partner %u\n", i, i);
  for (guint i = 0; i < N_MEMBERS; i++)
    g_string_append_printf (second, "m%u,Member %u,o%u\n", i, i, i % N_ORGANISATIONS);
  *organisations = g_string_free (first, FALSE);
  *members = g_string_free (second, FALSE);
}

/* ── Comparing ───────────────────────────────────────────────────────────────────────────────────────── */

static void
assert_same_points (BatonScan   *scan,
                    BatonReplay *replay,
                    BatonDay     from)
{
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  const BatonCredit *credits;
  const BatonLot *lots;
  const BatonAccrual *accruals;
  gint64 earned[BATON_N_POINTS] = { 0 };
  gint64 open[BATON_N_POINTS] = { 0 };
  gint64 fees = 0;
  guint n;

  credits = baton_replay_get_credits (replay, &n);
  for (guint i = 0; i < n; i++)
    {
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (credits[i].outcome == BATON_CREDIT_COUNTED && events[credits[i].event].day >= from)
            earned[kind] += credits[i].points[kind];
        }
    }
  lots = baton_replay_get_lots (replay, &n);
  for (guint i = 0; i < n; i++)
    open[lots[i].kind] += lots[i].earned - lots[i].expired;
  accruals = baton_replay_get_accruals (replay, &n);
  for (guint i = 0; i < n; i++)
    fees += accruals[i].through >= from ? accruals[i].amount : 0;

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    g_assert_cmpint (baton_scan_get_earned (scan, kind), ==, earned[kind]);
  g_assert_cmpint (baton_scan_get_open (scan, BATON_POINTS_COMPANY), ==, open[BATON_POINTS_COMPANY]);
  g_assert_cmpint (baton_scan_get_open (scan, BATON_POINTS_INDIVIDUAL), ==, open[BATON_POINTS_INDIVIDUAL]);
  g_assert_cmpint (baton_scan_get_liability (scan), ==, baton_replay_get_liability (replay));
  g_assert_cmpint (baton_scan_get_fees (scan), ==, fees);
}

static void
assert_same (BatonScan      *scan,
             BatonReplay    *replay,
             const BatonDay *days,
             BatonDay        from)
{
  assert_same_points (scan, replay, from);
  for (guint ladder = 0; ladder < baton_scan_get_n_ladders (scan); ladder++)
    {
      for (guint day = 0; day < N_MONTHS; day++)
        {
          guint counts[MOST_TIERS + 1] = { 0 };

          for (guint i = 0; i < N_ORGANISATIONS; i++)
            {
              int tier = baton_replay_get_tier (replay, ladder, i, days[day]);

              g_assert_cmpint (baton_scan_get_points (scan, ladder, i, day), ==, baton_replay_get_tier_points (replay, ladder, i, days[day]));
              g_assert_cmpint ((int) baton_scan_get_level (scan, ladder, i, day) - 1, ==, tier);
              counts[tier + 1]++;
            }
          for (guint level = 0; level <= baton_replay_get_n_tiers (replay, ladder); level++)
            g_assert_cmpuint (baton_scan_count (scan, ladder, day, level), ==, counts[level]);
        }
    }
}

static BatonSnapshot *
make_snapshot (const Parts *parts)
{
  g_autofree char *json = join_parts (parts);
  g_autoptr (BatonProgram) program = fixture_parse_program (json);

  g_test_message ("%s", json);
  return baton_snapshot_new (program, 1);
}

typedef enum
{
  CHAIN_OF_ANY,
  CHAIN_OF_WIDE,
  CHAIN_OF_OCCURRENCES,   /* of edits to one cell */
  CHAIN_OF_QUANTITIES,
} Chain;

static void
edit_chain (Parts *parts,
            Chain  chain)
{
  if (chain >= CHAIN_OF_OCCURRENCES)
    edit_held (parts, chain == CHAIN_OF_QUANTITIES);
  else
    edit (parts);
}

static void
compare_chain (Chain chain)
{
  gboolean wide = chain == CHAIN_OF_WIDE;
  g_auto (Fixture) f = { 0 };
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;
  g_autofree char *history = make_history (wide);
  g_autoptr (BatonColumns) columns = NULL;
  g_autoptr (BatonScan) scan = NULL;
  Parts parts;
  BatonDay days[N_MONTHS];
  BatonDay from = fixture_day ("2024-05-01") + pick (0, 200);
  BatonScanCode code;

  make_parts (&parts);
  if (chain >= CHAIN_OF_OCCURRENCES)
    hold (&parts, chain == CHAIN_OF_QUANTITIES);
  make_register (&organisations, &members);
  f.reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  f.history = baton_history_read (history, strlen (history), NULL);
  columns = baton_columns_new (f.reg, f.history, NULL);
  for (guint i = 0; i < N_MONTHS; i++)
    days[i] = baton_day_get_month_end (baton_day_add_months (fixture_day ("2024-02-01"), i));

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (BatonSnapshot) snapshot = make_snapshot (&parts);
      g_autoptr (BatonReplay) replay = baton_replay_new (snapshot, f.reg, f.history, days[N_MONTHS - 1], NULL);
      g_autoptr (BatonScan) anew = baton_scan_new (columns, snapshot, days, N_MONTHS, from, 1 + i % 3, &code);

      if (wide && code == BATON_SCAN_TOO_LARGE)
        {
          /* It refuses earlier than the replay overflows, and says the same after an edit. */
          g_assert_true (scan == NULL || !baton_scan_update (scan, snapshot, &code));
          g_assert_cmpstr (baton_scan_code_get_name (code), ==, "too-large");
          edit_chain (&parts, chain);
          continue;
        }
      g_assert_cmpstr (baton_scan_code_get_name (code), ==, "plain");
      if (wide && replay == NULL)
        {
          /* A pending event overflows, of which columns know nothing. */
          edit_chain (&parts, chain);
          continue;
        }
      g_assert_nonnull (replay);
      assert_same (anew, replay, days, from);
      if (scan == NULL)
        scan = baton_scan_new (columns, snapshot, days, N_MONTHS, from, 2, &code);
      else
        g_assert_true (baton_scan_update (scan, snapshot, &code));
      assert_same (scan, replay, days, from);
      edit_chain (&parts, chain);
    }
  clear_parts (&parts);
}

static void
test_random (void)
{
  for (int i = 0; i < (g_test_slow () ? 400 : 25); i++)
    compare_chain (CHAIN_OF_ANY);
}

/* Quantities beyond 32 bits, and so points beyond them. */
static void
test_wide (void)
{
  for (int i = 0; i < (g_test_slow () ? 100 : 8); i++)
    compare_chain (CHAIN_OF_WIDE);
}

/* One cell, again and again. */
static void
test_held (void)
{
  for (int i = 0; i < (g_test_slow () ? 400 : 30); i++)
    compare_chain (i % 2 == 0 ? CHAIN_OF_OCCURRENCES : CHAIN_OF_QUANTITIES);
}

/* What a scan does not answer, it says. */
static void
test_refusals (void)
{
#define HEAD "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{%s'tier-points':{'value':1},'place':{'parent':'m','position':'a'}}}"
  static const struct { const char *activity; const char *rest; BatonScanCode code; } cases[] = {
    { "", "", BATON_SCAN_PLAIN },
    { "'caps':[{'holder':'organisation','period':'month','points':'tier','most':1}],", "", BATON_SCAN_CAP },
    { "'audience':[{'attribute':'tier-points','min':5}],", "", BATON_SCAN_AUDIENCE },
    { "", ",'promotion':{'x':{'effect':'multiplier','multiplier':20000,'budget':5,'place':{'position':'a'}}}", BATON_SCAN_PROMOTION },
    { "", ",'promotion':{'x':{'effect':'goal','goal-target':2,'extra-tier-points':5,'place':{'position':'a'}}}", BATON_SCAN_PROMOTION },
    { "", ",'tier-ladder':{'l':{'holder':'member','place':{'position':'a'}}}", BATON_SCAN_LADDER },
    { "", ",'tier-ladder':{'l':{'downgrade':'one-step','place':{'position':'a'}}}", BATON_SCAN_LADDER },
    { "", ",'fund':{'f':{'type':'rebate','activities':['a'],'bands':[{'from':0,'rate':5}],'place':{'position':'a'}}}", BATON_SCAN_FUND },
    { "'fee':5,", ",'tier-ladder':{'l':{'place':{'position':'a'}}},'tier':{'t':{'threshold':1,'place':{'parent':'l','position':'a'}}},"
                  "'benefit':{'b':{'type':'fee-bonus','percent':5,'place':{'parent':'t','position':'a'}}}", BATON_SCAN_BENEFIT },
  };
  BatonDay day = fixture_day ("2025-01-31");
  const BatonDay days[] = { fixture_day ("2025-01-30"), day };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) f = { 0 };
      g_autofree char *json = g_strdup_printf (HEAD "%s}", cases[i].activity, cases[i].rest);
      g_autoptr (BatonColumns) columns = NULL;
      g_autoptr (BatonScan) scan = NULL;
      BatonScanCode code;

      fixture_read (&f, json, "id,name\no1,One\n", "id,name,organisation\n", "id,organisation,activity,day\n1,o1,a,2025-01-05\n");
      columns = baton_columns_new (f.reg, f.history, NULL);
      scan = baton_scan_new (columns, f.snapshot, &day, 1, BATON_DAY_MIN, 1, &code);
      g_assert_cmpstr (baton_scan_code_get_name (code), ==, baton_scan_code_get_name (cases[i].code));
      g_assert_cmpint (scan != NULL, ==, code == BATON_SCAN_PLAIN);
      g_assert_cmpint (baton_scan_check (f.snapshot), ==, cases[i].code);
      if (i == 0)
        g_assert_null (baton_scan_new (columns, f.snapshot, days, 2, BATON_DAY_MIN, 1, &code));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/scan/random", test_random);
  g_test_add_func ("/incentives/scan/wide", test_wide);
  g_test_add_func ("/incentives/scan/held", test_held);
  g_test_add_func ("/incentives/scan/refusals", test_refusals);
  return g_test_run ();
}
