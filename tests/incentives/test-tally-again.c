/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tally asked again, after each edit of a chain of edits, against a tally of all and the plain replay; and whom an edit reaches.
 */
#include "random-history.h"
#include "same-reckoning.h"

#include "incentives/baton-tally.h"
#include "model/baton-json.h"

#define N_EDITS 24

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
          gint64 threshold = baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0) + random_pick (-3, 3);
          g_autoptr (BatonValue) value = baton_value_new_integer (CLAMP (threshold, 0, BATON_INTEGER_MAX));
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
      for (guint k = 0; k < N_EDITS; k++)
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

/* ── One kind of edit at a time ──────────────────────────────────────────────────────────────────────── */

typedef enum { EDIT_THRESHOLD, EDIT_CELL, EDIT_ACTIVITY, EDIT_PROMOTION, EDIT_AUDIENCE, N_EDIT_KINDS } EditKind;

static const char * const edit_names[] = { "thresholds", "a points cell", "an activity", "a promotion", "an audience" };

/* Takes *part* over: one thing of the kind, as random programs have it. */
static void
put_part (BatonProgram *program,
          const char   *kind,
          char         *part)
{
  g_autofree char *owned = part;
  g_autofree char *json = g_strdup_printf ("{'%s':{%s}}", kind, owned);
  g_autoptr (BatonProgram) parsed = fixture_parse_program (json);
  g_autoptr (GPtrArray) entities = baton_program_list (parsed, baton_schema_find_kind (kind));

  baton_program_put (program, entities->pdata[0]);
}

static void
edit_audience (BatonProgram *program)
{
  static const char * const clauses[] = {
    "[{\"dimension\":\"type\",\"any\":[\"agency\"]}]", "[{\"dimension\":\"type\",\"any\":[\"reseller\"]}]", "[{\"dimension\":\"type\",\"none\":[\"msp\"]}]",
    "[{\"dimension\":\"role\",\"any\":[\"seller\"]}]", "[{\"dimension\":\"l0\",\"any\":[\"t00\"]}]", "[{\"attribute\":\"company-points\",\"min\":20}]",
    "[{\"dimension\":\"organisation\",\"any\":[\"o1\",\"o7\"]}]", "[{\"dimension\":\"region\",\"side\":\"event\",\"any\":[\"emea\"]}]", "[]",
  };
  static const struct { BatonKind kind; BatonField field; } places[] = {
    { BATON_KIND_AUDIENCE, BATON_FIELD_AUDIENCE_CLAUSES }, { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_AUDIENCE },
    { BATON_KIND_ACTIVITY, BATON_FIELD_ACTIVITY_AUDIENCE },
  };
  guint place = (guint) random_pick (0, G_N_ELEMENTS (places) - 1);

  put_field (program, places[place].kind, places[place].field, parse_value (clauses[random_pick (0, G_N_ELEMENTS (clauses) - 1)]));
}

static void
edit_one (BatonProgram *program,
          EditKind      kind)
{
  static const BatonField cells[] = { BATON_FIELD_ACTIVITY_TIER_POINTS, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS };
  g_autofree char *cell = g_strdup_printf ("{\"value\":%d}", random_pick (0, 30));
  BatonEntity *tier = pick_entity (program, BATON_KIND_TIER);
  guint number;

  switch (kind)
    {
    case EDIT_THRESHOLD:
      put_field (program, BATON_KIND_TIER, BATON_FIELD_TIER_THRESHOLD,
                 baton_value_new_integer (MAX (0, baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0) + random_pick (-9, 9))));
      break;
    case EDIT_CELL:
      put_field (program, BATON_KIND_ACTIVITY, cells[random_pick (0, 2)], parse_value (cell));
      break;
    case EDIT_ACTIVITY:
      number = (guint) random_pick (0, RANDOM_ACTIVITIES - 1);
      put_part (program, "activity", random_make_activity (number));
      break;
    case EDIT_PROMOTION:
      number = (guint) random_pick (0, RANDOM_PROMOTIONS - 1);
      put_part (program, "promotion", random_make_promotion (number));
      break;
    case EDIT_AUDIENCE:
    default:
      edit_audience (program);
      break;
    }
}

/* Each kind of edit, alone, says what a replay of all says; and of each kind some are tallied in part. */
static void
test_kinds (void)
{
  guint n_edits[N_EDIT_KINDS] = { 0 }, n_partial[N_EDIT_KINDS] = { 0 };

  for (int i = 0; i < (g_test_slow () ? 1000 : 50); i++)
    {
      EditKind kind = i % N_EDIT_KINDS;
      g_auto (RandomParts) parts = { 0 };
      g_autoptr (BatonTimeline) timeline = make_many (i % 4 == 0 ? 60 : 240);
      g_autoptr (BatonProgram) program = NULL;
      g_autoptr (BatonSnapshot) first = NULL;
      g_autoptr (BatonReckoning) before = NULL;
      g_autofree char *json = NULL;
      BatonDay through = random_day ();

      random_parts_init (&parts);
      json = random_parts_join (&parts);
      program = fixture_parse_program (json);
      if (i % 3 > 0)
        drop_budgets (program);
      first = baton_snapshot_new (program, 1);
      before = baton_tally (timeline, first, through - 400, through, 1, NULL, NULL);
      for (guint k = 0; k < 8; k++)
        {
          g_autoptr (BatonSnapshot) snapshot = NULL;
          g_autoptr (BatonReckoning) again = NULL, plain = NULL;
          g_autoptr (GError) error = NULL;
          guint n_tallied;

          edit_one (program, kind);
          snapshot = baton_snapshot_new (program, 1);
          again = baton_tally_again (before, snapshot, 1 + k % 3, &n_tallied, NULL, &error);
          g_assert_no_error (error);
          plain = reckon_plainly (again);
          assert_same_reckoning (again, plain);
          n_edits[kind]++;
          n_partial[kind] += n_tallied < baton_timeline_get_n_clusters (timeline);
          baton_reckoning_unref (before);
          before = g_steal_pointer (&again);
        }
    }
  for (guint kind = 0; kind < N_EDIT_KINDS; kind++)
    {
      g_test_message ("%s: %u of %u in part", edit_names[kind], n_partial[kind], n_edits[kind]);
      g_assert_cmpuint (n_partial[kind], >, n_edits[kind] / 20);
    }
}

/* ── Numbers at the ends ─────────────────────────────────────────────────────────────────────────────── */

static void
edit_extreme (BatonProgram *program)
{
  static const struct { BatonKind kind; BatonField field; } numbers[] = {
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_BUDGET }, { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS },
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_MULTIPLIER }, { BATON_KIND_TIER, BATON_FIELD_TIER_THRESHOLD },
  };
  guint number = (guint) random_pick (0, G_N_ELEMENTS (numbers));

  if (number == G_N_ELEMENTS (numbers))
    put_field (program, BATON_KIND_ACTIVITY, BATON_FIELD_ACTIVITY_COMPANY_POINTS, parse_value ("{\"value\":9007199254740991}"));
  else
    put_field (program, numbers[number].kind, numbers[number].field, baton_value_new_integer (random_often (80) ? 9007199254740991 : 0));
}

/* Also with these it says what a tally of all says, or that a sum is too large. */
static void
test_extremes (void)
{
  static const gint64 values[] = { G_GINT64_CONSTANT (1000000000), G_GINT64_CONSTANT (1000000000000), G_GINT64_CONSTANT (20000000000000) };
  guint n_fit = 0, n_refused = 0;

  random_huge = TRUE;
  for (int i = 0; i < (g_test_slow () ? 1500 : 80); i++)
    {
      g_auto (RandomParts) parts = { 0 };
      g_autoptr (BatonTimeline) timeline = make_many (i % 3 == 0 ? 40 : 120);
      g_autoptr (BatonProgram) program = NULL;
      g_autoptr (BatonSnapshot) first = NULL;
      g_autoptr (BatonReckoning) before = NULL;
      BatonDay through = random_day (), from = through - random_pick (0, 500);

      random_parts_init (&parts);
      program = random_parts_parse_extreme (&parts);
      /* So that an edit makes the difference. */
      put_field (program, BATON_KIND_PROGRAM, BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE, baton_value_new_integer (values[random_pick (0, G_N_ELEMENTS (values) - 1)]));
      first = baton_snapshot_new (program, 1);
      before = baton_tally (timeline, first, from, through, 1, NULL, NULL);
      for (guint k = 0; k < 8 && before != NULL; k++)
        {
          g_autoptr (BatonProgram) edited = baton_program_copy (program);
          g_autoptr (BatonSnapshot) snapshot = NULL;
          g_autoptr (BatonReckoning) again = NULL, anew = NULL;

          (random_often (60) ? edit_extreme : edit_by_hand) (edited);
          snapshot = baton_snapshot_new (edited, 1);
          again = baton_tally_again (before, snapshot, 1 + k % 2, NULL, NULL, NULL);
          anew = baton_tally (timeline, snapshot, from, through, 1, NULL, NULL);
          g_assert_true ((again != NULL) == (anew != NULL));
          *(anew != NULL ? &n_fit : &n_refused) += 1;
          if (anew == NULL)
            continue;
          assert_same_reckoning (again, anew);
          baton_reckoning_unref (before);
          before = g_steal_pointer (&again);
          baton_program_free (program);
          program = g_steal_pointer (&edited);
        }
    }
  random_huge = FALSE;
  g_test_message ("%u fitted, %u were refused", n_fit, n_refused);
  /* Else nothing was proven. */
  g_assert_cmpuint (n_fit, >, 10);
  g_assert_cmpuint (n_refused, >, 0);
}

/* A budget that could not pay for what is pending can under another program, and then that is too large. */
static void
test_pending (void)
{
  static const char program[] = "{'program':{'prog':{'company-point-value':1}},'motion':{'m':{'place':{'position':'a'}}},"
                                "'activity':{'a':{'unit':'quantity','company-points':{'value':1000},'place':{'parent':'m','position':'a'}}},"
                                "'promotion':{'p':{'activities':['a'],'effect':'multiplier','multiplier':20000,'budget':%s,'place':{'position':'a'}}}}";
  static const struct { const char *budget; gboolean fits; } cases[] = { { "1500", TRUE }, { "1600", TRUE }, { "5000000000000000", FALSE }, { "0", TRUE } };
  g_auto (Fixture) f = { 0 };
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (BatonReckoning) before = NULL;
  BatonDay through = fixture_day ("2025-12-31");

  fixture_read (&f, "{}", "id,name\no1,One\n", "id,name,organisation\n",
                "id,organisation,activity,day,quantity,state\n1,o1,a,2025-01-05,2000000000000,pending\n2,o1,a,2025-01-06,2000000000000,pending\n"
                "3,o1,a,2025-01-07,2000000000000,pending\n");
  timeline = baton_timeline_new (f.reg, f.history);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (program, cases[i].budget);
      g_autoptr (BatonProgram) parsed = fixture_parse_program (json);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (parsed, 1);
      g_autoptr (GError) error = NULL;
      BatonReckoning *after = before != NULL ? baton_tally_again (before, snapshot, 1, NULL, NULL, &error)
                                             : baton_tally (timeline, snapshot, through - 364, through, 1, NULL, &error);

      g_assert_true ((after != NULL) == cases[i].fits);
      if (!cases[i].fits)
        {
          g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW);
          continue;
        }
      g_clear_pointer (&before, baton_reckoning_unref);
      before = after;
    }
}

/* ── Whom it reaches ─────────────────────────────────────────────────────────────────────────────────── */

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/tally/again", test_again);
  g_test_add_func ("/incentives/tally/kinds", test_kinds);
  g_test_add_func ("/incentives/tally/extremes", test_extremes);
  g_test_add_func ("/incentives/tally/pending", test_pending);
  g_test_add_func ("/incentives/tally/reached", test_reached);
  return g_test_run ();
}
