/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tally against the plain replay: on random programs with everything in them, after every edit of a chain of edits, on any
 * last day and with any number of threads.
 */
#include "random-history.h"
#include "same-reckoning.h"

#include "incentives/baton-replay-one.h"
#include "incentives/baton-statement.h"
#include "incentives/baton-tally.h"
#include "model/baton-json.h"

#define N_EDITS 8

static const char *
get_id (BatonReplay       *replay,
        const BatonCredit *credit)
{
  return baton_history_get_events (baton_replay_get_history (replay))[credit->event].id;
}

static void
assert_same_money (BatonStatement *statement,
                   BatonStatement *plain)
{
  const BatonLot * const *lots, * const *plain_lots;
  const BatonRedemption * const *redemptions, * const *plain_redemptions;
  const BatonAccrual * const *accruals, * const *plain_accruals;
  guint n, n_plain;

  lots = baton_statement_get_lots (statement, &n);
  plain_lots = baton_statement_get_lots (plain, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (lots[i]->expires, ==, plain_lots[i]->expires);
      g_assert_cmpint (lots[i]->earned, ==, plain_lots[i]->earned);
      g_assert_cmpint (lots[i]->spent, ==, plain_lots[i]->spent);
      g_assert_cmpint (lots[i]->expired, ==, plain_lots[i]->expired);
    }
  redemptions = baton_statement_get_redemptions (statement, &n);
  plain_redemptions = baton_statement_get_redemptions (plain, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (redemptions[i]->points, ==, plain_redemptions[i]->points);
      g_assert_cmpuint (redemptions[i]->discount, ==, plain_redemptions[i]->discount);
      g_assert_cmpint (redemptions[i]->overdrawn, ==, plain_redemptions[i]->overdrawn);
    }
  accruals = baton_statement_get_accruals (statement, &n);
  plain_accruals = baton_statement_get_accruals (plain, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (accruals[i]->from, ==, plain_accruals[i]->from);
      g_assert_cmpint (accruals[i]->amount, ==, plain_accruals[i]->amount);
    }
}

/* What a replay of one partner's part says of it is what the replay of all says. */
static void
assert_same_statement (BatonReplay    *part,
                       BatonReplay    *plain,
                       guint           organisation,
                       guint           member,
                       gboolean        is_stored)
{
  g_autoptr (BatonStatement) statement = baton_statement_new (part, organisation, member);
  g_autoptr (BatonStatement) plain_statement = baton_statement_new (plain, organisation, member);
  const BatonStatementLine *lines, *plain_lines;
  const BatonStatementTier *tiers, *plain_tiers;
  BatonBalance balance, plain_balance;
  guint n, n_plain;

  lines = baton_statement_get_lines (statement, &n);
  plain_lines = baton_statement_get_lines (plain_statement, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      if (is_stored)
        g_assert_cmpstr (get_id (part, lines[i].credit), ==, get_id (plain, plain_lines[i].credit));
      else
        g_assert_cmpuint (lines[i].credit->event, ==, plain_lines[i].credit->event);
      g_assert_cmpint (lines[i].credit->outcome, ==, plain_lines[i].credit->outcome);
      g_assert_cmpint (lines[i].drops_out, ==, plain_lines[i].drops_out);
      /* What a pending event is worth depends on what a budget has left on its day; a part does not see others spend. */
      for (guint kind = 0; kind < BATON_N_POINTS && lines[i].credit->outcome != BATON_CREDIT_PENDING; kind++)
        g_assert_cmpint (lines[i].credit->points[kind], ==, plain_lines[i].credit->points[kind]);
    }
  tiers = baton_statement_get_tiers (statement, &n);
  plain_tiers = baton_statement_get_tiers (plain_statement, &n_plain);
  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (tiers[i].tier, ==, plain_tiers[i].tier);
      g_assert_cmpint (tiers[i].points, ==, plain_tiers[i].points);
      g_assert_cmpint (tiers[i].lost, ==, plain_tiers[i].lost);
    }
  assert_same_money (statement, plain_statement);
  if (organisation == BATON_INDEX_NONE)
    return;
  baton_replay_get_company_balance (part, organisation, &balance);
  baton_replay_get_company_balance (plain, organisation, &plain_balance);
  g_assert_cmpint (balance.balance, ==, plain_balance.balance);
  g_assert_cmpint (balance.expiring, ==, plain_balance.expiring);
}

/* The parts that one partner's statement is made of: after a tally, and on its own. */
static void
assert_same_parts (BatonReckoning *tally,
                   BatonReplay    *plain,
                   gboolean        is_stored)
{
  guint organisation = (guint) random_pick (0, RANDOM_ORGANISATIONS - 1);
  guint member = (guint) random_pick (0, (int) baton_register_get_n_members (baton_replay_get_register (plain)) - 1);
  BatonHistory *history = baton_reckoning_get_history (tally);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonReplay) tallied = baton_reckoning_replay_one (tally, organisation, BATON_INDEX_NONE, &error);
  g_autoptr (BatonReplay) alone = NULL;
  g_autoptr (BatonReplay) person = NULL;

  g_assert_no_error (error);
  assert_same_statement (tallied, plain, organisation, BATON_INDEX_NONE, is_stored);
  alone = baton_replay_new_one (baton_replay_get_snapshot (plain), baton_replay_get_register (plain), history, baton_replay_get_through (plain),
                                organisation, BATON_INDEX_NONE, NULL, &error);
  g_assert_no_error (error);
  assert_same_statement (alone, plain, organisation, BATON_INDEX_NONE, is_stored);
  person = baton_replay_new_one (baton_replay_get_snapshot (plain), baton_replay_get_register (plain), history, baton_replay_get_through (plain),
                                 BATON_INDEX_NONE, member, NULL, &error);
  g_assert_no_error (error);
  assert_same_statement (person, plain, BATON_INDEX_NONE, member, is_stored);
}

static void
compare_chain (guint    n_events,
               gboolean is_stored)
{
  g_auto (RandomParts) parts = { 0 };
  g_autoptr (BatonRegister) reg = random_make_register ();
  g_autoptr (BatonHistory) history = random_make_history (n_events);
  g_autoptr (BatonHistory) stored = is_stored ? random_store_history (history) : baton_history_ref (history);
  g_autoptr (BatonTimeline) timeline = baton_timeline_new (reg, stored);

  random_parts_init (&parts);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (BatonSnapshot) snapshot = random_parts_compile (&parts);
      g_autoptr (GError) error = NULL;
      /* Any day, sometimes before or after all events. */
      BatonDay through = random_often (70) ? random_day () : fixture_day ("2023-12-20") + random_pick (0, 800);
      BatonDay from = through - random_pick (0, 500);
      g_autoptr (BatonReplay) replay = baton_replay_new (snapshot, reg, history, through, &error);
      g_autoptr (BatonReckoning) plain = replay != NULL ? baton_reckoning_new_from_replay (replay, from, &error) : NULL;
      g_autoptr (BatonReckoning) tally = NULL;

      g_assert_no_error (error);
      tally = baton_tally (timeline, snapshot, from, through, 1 + i % 3, NULL, &error);
      g_assert_no_error (error);
      assert_same_reckoning (tally, plain);
      assert_same_funds (tally, plain);
      assert_same_parts (tally, replay, is_stored);
      random_parts_edit (&parts);
    }
}

/* The order of rows in a file makes no difference. */
static void
test_order (void)
{
  for (int i = 0; i < (g_test_slow () ? 100 : 6); i++)
    {
      g_auto (RandomParts) parts = { 0 };
      g_autoptr (BatonRegister) reg = random_make_register ();
      g_autoptr (BatonHistory) history = random_make_history (200);
      g_autofree char *text = baton_history_write (history);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      guint n = g_strv_length (lines) - 1;
      g_autoptr (GString) shuffled = g_string_new (lines[0]);
      g_autoptr (BatonHistory) other = NULL;
      g_autoptr (BatonTimeline) first = baton_timeline_new (reg, history);
      g_autoptr (BatonTimeline) second = NULL;
      g_autoptr (BatonSnapshot) snapshot = NULL;
      g_autoptr (BatonReckoning) one = NULL;
      g_autoptr (BatonReckoning) two = NULL;
      BatonDay through = fixture_day ("2025-08-31");

      for (guint k = n - 1; k > 1; k--)
        {
          guint with = random_pick (1, k);
          char *line = lines[k];

          lines[k] = lines[with];
          lines[with] = line;
        }
      for (guint k = 1; k < n; k++)
        g_string_append_printf (shuffled, "\n%s", lines[k]);
      other = baton_history_read (shuffled->str, shuffled->len, NULL);
      second = baton_timeline_new (reg, other);
      random_parts_init (&parts);
      snapshot = random_parts_compile (&parts);
      one = baton_tally (first, snapshot, through - 300, through, 1, NULL, NULL);
      two = baton_tally (second, snapshot, through - 300, through, 3, NULL, NULL);
      assert_same_reckoning (one, two);
      assert_same_funds (one, two);
    }
}

static void
test_random (void)
{
  for (int i = 0; i < (g_test_slow () ? 1500 : 60); i++)
    compare_chain (i % 4 == 0 ? 30 : 220, i % 2 == 0);
}

/* Without budgets no tally is asked for a part. */
static void
test_one (void)
{
  random_budgets = FALSE;
  for (int i = 0; i < (g_test_slow () ? 600 : 30); i++)
    compare_chain (i % 4 == 0 ? 30 : 220, i % 2 == 0);
  random_budgets = TRUE;
}

static BatonEntity *
pick_entity (BatonProgram *program,
             BatonKind     kind)
{
  g_autoptr (GPtrArray) entities = baton_program_list (program, kind);

  return entities->len > 0 ? entities->pdata[random_pick (0, (int) entities->len - 1)] : NULL;
}

/* Changes a field of a thing of a kind, where there is one. */
static void
put_field (BatonProgram *program,
           BatonKind     kind,
           BatonField    field,
           BatonValue   *value)
{
  BatonEntity *entity = pick_entity (program, kind);
  g_autoptr (BatonValue) owned = value;
  g_autoptr (BatonEntity) changed = entity != NULL ? baton_entity_with (entity, field, owned) : NULL;

  if (changed != NULL)
    baton_program_put (program, changed);
}

static BatonValue *
parse_value (const char *text)
{
  g_auto (BatonJsonError) error = { 0 };
  BatonValue *value = baton_json_parse (text, strlen (text), &error);

  g_assert_nonnull (value);
  return value;
}

/* The edits of a hand: a threshold, mostly by little; a cell; another field of an activity; a promotion; an audience. Sometimes one
 * that reaches all. */
static void
edit_by_hand (BatonProgram *program)
{
  BatonEntity *tier = pick_entity (program, BATON_KIND_TIER);
  g_autofree char *cell = g_strdup_printf ("{\"value\":%d}", (int) random_pick (0, 9));

  switch (random_pick (0, 12))
    {
    case 0:
      put_field (program, BATON_KIND_ACTIVITY, BATON_FIELD_ACTIVITY_TIER_POINTS, parse_value (cell));
      break;
    case 1:
      put_field (program, BATON_KIND_ACTIVITY, BATON_FIELD_ACTIVITY_COMPANY_POINTS, parse_value (cell));
      break;
    case 2:
      put_field (program, BATON_KIND_ACTIVITY, BATON_FIELD_ACTIVITY_DISABLED, random_often (50) ? baton_value_new_boolean (TRUE) : NULL);
      break;
    case 3:
      put_field (program, BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_MULTIPLIER, baton_value_new_integer (10000 + random_pick (0, 20) * 1000));
      break;
    case 4:
      put_field (program, BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_DISABLED, random_often (50) ? baton_value_new_boolean (TRUE) : NULL);
      break;
    case 5:
      put_field (program, BATON_KIND_AUDIENCE, BATON_FIELD_AUDIENCE_CLAUSES,
                 parse_value (random_often (50) ? "[{\"dimension\":\"type\",\"any\":[\"agency\"]}]" : "[{\"dimension\":\"type\",\"any\":[\"reseller\"]}]"));
      break;
    case 6:
    case 7:
      put_field (program, BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_BUDGET, random_often (80) ? baton_value_new_integer (random_pick (0, 4000)) : NULL);
      break;
    case 8:
      put_field (program, BATON_KIND_TIER_LADDER, BATON_FIELD_TIER_LADDER_MONTHS, baton_value_new_integer (random_pick (1, 14)));
      break;
    default:
      if (tier != NULL)
        {
          gint64 threshold = baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0);
          g_autoptr (BatonValue) value = baton_value_new_integer (MAX (0, threshold + random_pick (-3, 3)));
          g_autoptr (BatonEntity) changed = baton_entity_with (tier, BATON_FIELD_TIER_THRESHOLD, value);

          baton_program_put (program, changed);
        }
      break;
    }
}

#define N_COPIES 4

/* Several random registers and histories beside one another, so that there is somebody whom an edit does not reach. */
static BatonTimeline *
make_many (guint n_events)
{
  g_autoptr (GRegex) names = g_regex_new ("\\b([om])(\\d+)\\b", 0, 0, NULL);
  g_autoptr (GString) organisations = g_string_new ("id,name,parent,terms,joined,manager,from\n");
  g_autoptr (GString) members = g_string_new ("id,name,organisation,roles,terms,locale,from\n");
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();
  g_autoptr (BatonHistory) all = NULL;
  g_autoptr (BatonRegister) reg = NULL;

  for (guint copy = 0; copy < N_COPIES; copy++)
    {
      g_autoptr (BatonRegister) part = random_make_register ();
      g_autoptr (BatonHistory) history = random_make_history (n_events / N_COPIES);
      g_autofree char *to = g_strdup_printf ("\\g<1>%u-\\2", copy);
      const BatonEvent *events = baton_history_get_events (history);

      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *text = i == 0 ? baton_register_write_organisations (part) : baton_register_write_members (part);
          g_autofree char *renamed = g_regex_replace (names, text, -1, 0, to, 0, NULL);

          g_string_append (i == 0 ? organisations : members, strchr (renamed, '\n') + 1);
        }
      for (guint i = 0; i < baton_history_get_n_events (history); i++)
        {
          BatonEvent event = events[i];
          g_autofree char *id = g_strdup_printf ("%s-%u", event.id, copy);
          g_autofree char *organisation = g_strdup_printf ("o%u-%s", copy, event.organisation + 1);
          g_autofree char *member = event.member != NULL ? g_strdup_printf ("m%u-%s", copy, event.member + 1) : NULL;
          g_autofree char *reverses = event.reverses != NULL ? g_strdup_printf ("%s-%u", event.reverses, copy) : NULL;

          event.id = id;
          event.organisation = organisation;
          event.member = member;
          event.reverses = reverses;
          baton_history_builder_add (builder, &event);
        }
    }
  all = baton_history_builder_finish (builder, NULL);
  reg = baton_register_read (organisations->str, organisations->len, members->str, members->len, NULL, NULL);
  g_assert_cmpuint (baton_register_get_n_organisations (reg), ==, N_COPIES * RANDOM_ORGANISATIONS);
  return baton_timeline_new (reg, all);
}

static void
drop_budgets (BatonProgram *program)
{
  g_autoptr (GPtrArray) promotions = baton_program_list (program, BATON_KIND_PROMOTION);

  for (guint i = 0; i < promotions->len; i++)
    {
      g_autoptr (BatonEntity) changed = baton_entity_with (promotions->pdata[i], BATON_FIELD_PROMOTION_BUDGET, NULL);

      baton_program_put (program, changed);
    }
}

static BatonReckoning *
reckon_plainly (BatonReckoning *like)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonReplay) replay = baton_replay_new (baton_reckoning_get_snapshot (like), baton_reckoning_get_register (like), baton_reckoning_get_history (like),
                                                     baton_reckoning_get_through (like), &error);

  g_assert_no_error (error);
  return baton_reckoning_new_from_replay (replay, baton_reckoning_get_from (like), NULL);
}

static gboolean
is_any_stopped (BatonReckoning *reckoning)
{
  guint n;
  const BatonPromotionUse *uses = baton_reckoning_get_promotions (reckoning, &n);

  for (guint i = 0; i < n; i++)
    if (uses[i].stopped_at != BATON_EVENT_NONE)
      return TRUE;
  return FALSE;
}

/* Asked again after each edit of a hand, it says what a whole tally, and a replay, say. */
static void
test_again (void)
{
  guint n_edits = 0, n_partial = 0, n_stopped = 0;

  for (int i = 0; i < (g_test_slow () ? 1500 : 60); i++)
    {
      g_auto (RandomParts) parts = { 0 };
      g_autoptr (BatonTimeline) timeline = make_many (i % 4 == 0 ? 60 : 240);
      g_autoptr (BatonProgram) program = NULL;
      g_autoptr (BatonSnapshot) first = NULL;
      g_autoptr (BatonReckoning) before = NULL;
      g_autofree char *json = NULL;
      BatonDay through = random_day ();
      BatonDay from = through - random_pick (0, 500);

      random_parts_init (&parts);
      json = random_parts_join (&parts);
      program = fixture_parse_program (json);
      if (i % 3 > 0)
        drop_budgets (program);
      first = baton_snapshot_new (program, 1);
      before = baton_tally (timeline, first, from, through, 1, NULL, NULL);
      for (guint k = 0; k < 3 * N_EDITS; k++)
        {
          g_autoptr (BatonSnapshot) snapshot = NULL;
          g_autoptr (BatonReckoning) again = NULL, anew = NULL;
          g_autoptr (GError) error = NULL;
          guint n_tallied;

          edit_by_hand (program);
          snapshot = baton_snapshot_new (program, 1);
          again = baton_tally_again (before, snapshot, 1 + k % 2, &n_tallied, NULL, &error);
          g_assert_no_error (error);
          anew = k % 3 == 0 ? reckon_plainly (again) : baton_tally (timeline, snapshot, from, through, 1, NULL, &error);
          assert_same_reckoning (again, anew);
          n_edits++;
          if (n_tallied < baton_timeline_get_n_clusters (timeline))
            {
              n_partial++;
              n_stopped += is_any_stopped (again);
            }
          baton_reckoning_unref (before);
          before = g_steal_pointer (&again);
        }
    }
  /* Else nothing was proven. */
  g_test_message ("%u of %u edits in part, %u with a budget that had run out", n_partial, n_edits, n_stopped);
  g_assert_cmpuint (n_partial, >, n_edits / 5);
  g_assert_cmpuint (n_stopped, >, n_edits / 50);
}

#define OVERFLOW_PROGRAM(promotion) \
  "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}}," \
  "'promotion':{" promotion "}}"
#define DOUBLE(more) "'p':{'activities':['a'],'effect':'multiplier','multiplier':20000," more "'place':{'position':'a'}}"

/* A sum that is too large is refused by both, and what is large enough by neither; what is pending or taken back is looked at, too. */
static void
test_overflow (void)
{
  static const struct
  {
    const char *program;
    const char *rows;
    gboolean    fits;
  } cases[] = {
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,,\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,pending,\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,declined,\n", TRUE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740991,,\n2,o1,,2025-01-05,,,1\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740,pending,\n", TRUE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740,pending,\n2,o1,a,2025-01-06,1,pending,\n", FALSE },
    { OVERFLOW_PROGRAM (""), "1,o1,a,2025-01-05,9007199254740,pending,\n2,o2,a,2025-01-06,1,pending,\n", TRUE },
    { OVERFLOW_PROGRAM (DOUBLE ("")), "1,o1,a,2025-01-05,9007199254740,pending,\n", FALSE },
    { OVERFLOW_PROGRAM (DOUBLE ("'disabled':true,")), "1,o1,a,2025-01-05,9007199254740,pending,\n", TRUE },
    /* It cannot pay for the event at which a sum is too large. */
    { "{'program':{'prog':{'company-point-value':1}}," "'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}},"
      "'promotion':{" DOUBLE ("'budget':1500,") "}}",
      "1,o1,a,2025-01-01,1,,\n2,o2,a,2025-01-05,8000000000000,,\n", FALSE },
    { "{'program':{'prog':{'company-point-value':1}}," "'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}},"
      "'promotion':{" DOUBLE ("'budget':1500,") "}}",
      "1,o1,a,2025-01-01,4000000000000,,\n2,o1,a,2025-01-02,2000000000000,,\n", TRUE },
    /* The budget has run out by then. */
    { "{'program':{'prog':{'company-point-value':1}}," "'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}},"
      "'promotion':{" DOUBLE ("'budget':1500,") "}}",
      "1,o1,a,2025-01-01,1,,\n2,o1,a,2025-01-02,1,,\n3,o2,a,2025-01-05,5000000000000,,\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) f = { 0 };
      g_autofree char *rows = g_strconcat ("id,organisation,activity,day,quantity,state,reverses\n", cases[i].rows, NULL);
      g_autoptr (BatonTimeline) timeline = NULL;
      g_autoptr (BatonReplay) replay = NULL;
      g_autoptr (BatonReckoning) plain = NULL, tally = NULL;
      g_autoptr (GError) error = NULL, plain_error = NULL;

      fixture_read (&f, cases[i].program, "id,name\no1,One\no2,Two\n", "id,name,organisation\n", rows);
      timeline = baton_timeline_new (f.reg, f.history);
      replay = baton_replay_new (f.snapshot, f.reg, f.history, fixture_day ("2025-12-31"), &plain_error);
      plain = replay != NULL ? baton_reckoning_new_from_replay (replay, fixture_day ("2025-01-01"), &plain_error) : NULL;
      tally = baton_tally (timeline, f.snapshot, fixture_day ("2025-01-01"), fixture_day ("2025-12-31"), 1, NULL, &error);
      g_test_message ("case %u", i);
      g_assert_true ((plain != NULL) == cases[i].fits);
      g_assert_true ((tally != NULL) == cases[i].fits);
      if (cases[i].fits)
        assert_same_reckoning (tally, plain);
      else
        {
          g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW);
          g_assert_cmpstr (error->message, ==, plain_error->message);
        }
    }
}

static void
test_cancel (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture_read (&f, "{}", "id,name\no1,One\n", "id,name,organisation\n", "id,organisation,activity,day\n1,o1,a,2025-01-05\n");
  timeline = baton_timeline_new (f.reg, f.history);
  g_cancellable_cancel (cancellable);
  g_assert_null (baton_tally (timeline, f.snapshot, fixture_day ("2025-01-01"), fixture_day ("2025-12-31"), 1, cancellable, &error));
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED);
}

/* Another promotion reaches whoever has an event of its activities on one of its days, before or after; nobody else is tallied again. */
static void
test_reached (void)
{
  static const char program[] = "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'company-points':{'value':10},'place':{'parent':'m','position':'a'}},"
                                "'b':{'company-points':{'value':10},'place':{'parent':'m','position':'b'}}},"
                                "'promotion':{'p':{'effect':'multiplier','multiplier':%d,'activities':['a'],'window':{'from':'%s','through':'%s'},'place':{'position':'a'}}}}";
  static const struct { int multiplier; const char *from; const char *through; guint n_reached; gint64 earned; } cases[] = {
    { 20000, "2025-03-10", "2025-03-10", 0, 60 },
    { 30000, "2025-03-10", "2025-03-10", 1, 70 },
    { 30000, "2025-03-09", "2025-03-09", 2, 70 },
    { 30000, "2025-03-09", "2025-03-11", 3, 110 },
    { 20000, "2025-03-09", "2025-03-11", 3, 80 },
    { 20000, "2025-03-12", "2025-03-12", 3, 50 },
  };
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (BatonReckoning) before = NULL;
  BatonDay through = fixture_day ("2025-12-31");

  fixture_read (&f, "{}", "id,name\no1,One\no2,Two\no3,Three\no4,Four\no5,Five\n", "id,name,organisation\n",
                "id,organisation,activity,day\n1,o1,a,2025-03-09\n2,o2,a,2025-03-10\n3,o3,a,2025-03-11\n4,o4,b,2025-03-10\n5,o5,a,2025-06-01\n");
  timeline = baton_timeline_new (f.reg, f.history);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (program, cases[i].multiplier, cases[i].from, cases[i].through);
      g_autoptr (BatonProgram) parsed = fixture_parse_program (json);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (parsed, 1);
      BatonReckoning *after = before != NULL ? NULL : baton_tally (timeline, snapshot, through - 364, through, 1, NULL, NULL);
      BatonReckoningTotals totals;
      guint n_tallied = 0;

      if (before != NULL)
        after = baton_tally_again (before, snapshot, 1, &n_tallied, NULL, NULL);
      g_assert_cmpuint (n_tallied, ==, cases[i].n_reached);
      baton_reckoning_get_totals (after, &totals);
      g_assert_cmpint (totals.earned[BATON_POINTS_COMPANY], ==, cases[i].earned);
      g_clear_pointer (&before, baton_reckoning_unref);
      before = after;
    }
}

/* What is credited is money in one fund, money, hours and trainings in the other: no sum adds them, and none of it but money takes from a budget. */
static void
test_units (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (BatonReckoning) tally = NULL;
  g_autoptr (GArray) units = NULL;
  BatonReckoningTotals totals;
  const BatonFundUse *funds;
  guint n;
  BatonDay through = fixture_day ("2025-12-31");

  fixture_read (&f, "{'motion':{'m':{'place':{'position':'a'}}},'activity':{'a':{'tier-points':{'value':10},'place':{'parent':'m','position':'a'}}},"
                    "'fund':{'mdf':{'type':'mdf','place':{'position':'a'}},'support':{'type':'rebate','budget':59,'activities':['a'],'bands':[{'from':0,'rate':100}],'place':{'position':'b'}}},"
                    "'tier-ladder':{'l':{'benefits-from':'period-end','place':{'position':'a'}}},'tier':{'t':{'threshold':5,'place':{'parent':'l','position':'a'}}},"
                    "'benefit':{'x':{'type':'fund-percent','percent':1000,'fund':'mdf','place':{'parent':'t','position':'a'}},"
                    "'y':{'type':'fund-number','number':4,'unit':'hours','fund':'support','place':{'parent':'t','position':'b'}},"
                    "'z':{'type':'fund-number','number':100,'unit':'trainings','fund':'support','place':{'parent':'t','position':'c'}}}}",
                "id,name\no1,One\n", "id,name,organisation\n", "id,organisation,activity,day,amount\n1,o1,a,2025-03-09,5000\n2,o1,a,2025-03-10,1000\n");
  timeline = baton_timeline_new (f.reg, f.history);
  tally = baton_tally (timeline, f.snapshot, through - 364, through, 1, NULL, NULL);
  baton_reckoning_get_totals (tally, &totals);
  g_assert_cmpint (totals.funds, ==, 660);
  g_assert_cmpint (baton_reckoning_get_share (tally, 0)->money, ==, 660);
  units = baton_reckoning_list_units (tally);
  g_assert_cmpuint (units->len, ==, 2);
  g_assert_cmpstr (g_array_index (units, BatonUnitSum, 0).unit, ==, "hours");
  g_assert_cmpint (g_array_index (units, BatonUnitSum, 0).n, ==, 8);
  g_assert_cmpstr (g_array_index (units, BatonUnitSum, 1).unit, ==, "trainings");
  g_assert_cmpint (g_array_index (units, BatonUnitSum, 1).n, ==, 200);
  funds = baton_reckoning_get_funds (tally, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (funds[1].used, ==, 60);
  g_assert_cmpint (funds[1].exhausted, ==, fixture_day ("2025-03-10"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/tally/random", test_random);
  g_test_add_func ("/incentives/tally/one", test_one);
  g_test_add_func ("/incentives/tally/again", test_again);
  g_test_add_func ("/incentives/tally/order", test_order);
  g_test_add_func ("/incentives/tally/overflow", test_overflow);
  g_test_add_func ("/incentives/tally/cancel", test_cancel);
  g_test_add_func ("/incentives/tally/reached", test_reached);
  g_test_add_func ("/incentives/tally/units", test_units);
  return g_test_run ();
}
