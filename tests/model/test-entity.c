/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entities, ids, positions, days and the table of a program.
 */
#include "model/baton-day.h"
#include "model/baton-json.h"
#include "model/baton-number.h"
#include "model/baton-program.h"

static BatonEntity *
entity_from_json (BatonKind   kind,
                  const char *id,
                  const char *json)
{
  g_autoptr (BatonValue) body = baton_json_parse (json, strlen (json), NULL);
  BatonEntity *entity = baton_entity_from_value (kind, id, body, NULL);

  g_assert_nonnull (entity);
  return entity;
}

static void
test_fields (void)
{
  g_autoptr (BatonEntity) tier = entity_from_json (BATON_KIND_TIER, "superhero-0000000001",
                                                   "{\"threshold\":100,\"name\":{\"source\":\"Superhero\"},"
                                                   "\"place\":{\"parent\":\"ladder-0000000001\",\"position\":\"a1\"}}");
  g_autoptr (BatonValue) threshold = baton_value_new_integer (120);
  g_autoptr (BatonEntity) raised = baton_entity_with (tier, BATON_FIELD_TIER_THRESHOLD, threshold);
  g_autoptr (BatonEntity) unset = baton_entity_with (raised, BATON_FIELD_TIER_THRESHOLD, NULL);
  g_autoptr (BatonEntity) back = NULL;
  g_autoptr (BatonValue) hundred = baton_value_new_integer (100);
  const char *unknown = NULL;

  g_assert_cmpint (baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, -1), ==, 100);
  g_assert_cmpint (baton_entity_get_integer (raised, BATON_FIELD_TIER_THRESHOLD, -1), ==, 120);
  g_assert_cmpint (baton_entity_get_integer (unset, BATON_FIELD_TIER_THRESHOLD, -1), ==, -1);
  g_assert_cmpstr (baton_entity_get_name (raised), ==, "Superhero");
  g_assert_cmpstr (baton_entity_get_parent (raised), ==, "ladder-0000000001");
  g_assert_cmpstr (baton_entity_get_position (raised), ==, "a1");
  back = baton_entity_with (unset, BATON_FIELD_TIER_THRESHOLD, hundred);
  g_assert_true (baton_entity_equal (tier, back));
  g_assert_false (baton_entity_equal (tier, raised));

  g_autoptr (BatonValue) body = baton_value_with_member (NULL, "thresold", hundred);
  g_assert_null (baton_entity_from_value (BATON_KIND_TIER, "x-0000000001", body, &unknown));
  g_assert_cmpstr (unknown, ==, "thresold");
}

static void
test_ids (void)
{
  const struct { const char *name, *slug; } cases[] = {
    { "Technical Blog", "technical-blog" },
    { "  Größe & Co. ", "grosse-co" },
    { "東京", "dong-jing" },
    { "…", "x" },
    { "", "x" },
    { "a-very-long-name-that-goes-on-and-on-and-on-for-ever", "a-very-long-name-that-goes-on-and-on-and" },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GRand) same = g_rand_new_with_seed (7);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slug = baton_id_slug (cases[i].name);
      g_autofree char *id = baton_id_new (cases[i].name, random);
      g_autofree char *repeated = baton_id_new (cases[i].name, same);
      g_autofree char *other = baton_id_new (cases[i].name, NULL);

      g_assert_cmpstr (slug, ==, cases[i].slug);
      g_assert_true (baton_id_is_valid (id));
      g_assert_true (baton_id_is_valid (other));
      g_assert_cmpstr (id, ==, repeated);
      g_assert_cmpstr (id, !=, other);
    }
  g_assert_false (baton_id_is_valid (NULL));
  g_assert_false (baton_id_is_valid ("technical-blog"));
  g_assert_false (baton_id_is_valid ("Technical-0123456789"));
  g_assert_false (baton_id_is_valid ("technical-012345678l"));
  g_assert_false (baton_id_is_valid ("-0123456789"));
}

/* Whoever reckons gets a number within the range of its field: the largest for what is beyond it, what is said for what is below. */
static void
test_numbers (void)
{
  static const struct { BatonKind kind; BatonField field; gint64 given, otherwise, expected; } cases[] = {
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_MULTIPLIER, 20000, 10000, 20000 },
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_MULTIPLIER, BATON_INTEGER_MAX, 10000, 1000000 },
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_MULTIPLIER, -BATON_INTEGER_MAX, 10000, 10000 },
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_BUDGET, BATON_INTEGER_MAX, 0, BATON_INTEGER_MAX },
    { BATON_KIND_TIER_LADDER, BATON_FIELD_TIER_LADDER_MONTHS, 0, 12, 12 },
    { BATON_KIND_TIER_LADDER, BATON_FIELD_TIER_LADDER_MONTHS, 1, 12, 1 },
    { BATON_KIND_TIER_LADDER, BATON_FIELD_TIER_LADDER_MONTHS, 121, 12, 120 },
    { BATON_KIND_BENEFIT, BATON_FIELD_BENEFIT_PERCENT, 10001, 0, 10000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonEntity) unset = baton_entity_new (cases[i].kind, "e");
      g_autoptr (BatonValue) number = baton_value_new_integer (cases[i].given), text = baton_value_new_string ("7");
      g_autoptr (BatonEntity) set = baton_entity_with (unset, cases[i].field, number), wrong = baton_entity_with (unset, cases[i].field, text);

      g_assert_cmpint (baton_number_read (set, cases[i].field, cases[i].otherwise), ==, cases[i].expected);
      g_assert_cmpint (baton_entity_get_integer (set, cases[i].field, cases[i].otherwise), ==, cases[i].given);
      g_assert_cmpint (baton_number_read (unset, cases[i].field, cases[i].otherwise), ==, cases[i].otherwise);
      g_assert_cmpint (baton_number_read (wrong, cases[i].field, cases[i].otherwise), ==, cases[i].otherwise);
    }
}

/* Random insertions anywhere keep a strict order, and appending keeps keys short. */
static void
test_positions (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  g_autofree char *last = NULL;
  g_autofree char *first = NULL;

  for (int i = 0; i < 4000; i++)
    {
      guint at = g_rand_int_range (random, 0, keys->len + 1);
      const char *before = at > 0 ? keys->pdata[at - 1] : NULL;
      const char *after = at < keys->len ? keys->pdata[at] : NULL;
      char *key = baton_position_between (before, after);

      g_assert_true (baton_position_is_valid (key));
      if (before != NULL)
        g_assert_cmpstr (before, <, key);
      if (after != NULL)
        g_assert_cmpstr (key, <, after);
      g_ptr_array_insert (keys, at, key);
    }
  for (int i = 0; i < 100000; i++)
    {
      char *next = baton_position_between (last, NULL);
      char *previous = baton_position_between (NULL, first);

      g_assert_cmpstr (next, >, last != NULL ? last : "");
      if (first != NULL)
        g_assert_cmpstr (previous, <, first);
      g_free (last);
      g_free (first);
      last = next;
      first = previous;
    }
  g_assert_cmpuint (strlen (last), <, 6);
  g_assert_cmpuint (strlen (first), <, 6);
  g_assert_null (baton_position_between ("a1", "a1"));
  g_assert_null (baton_position_between ("a1", "a0"));
  g_assert_null (baton_position_between ("a10", NULL));
  g_assert_null (baton_position_between ("?", NULL));
}

static void
test_days (void)
{
  GDate date;

  /* Every day from 1899 to 2101 against GLib's calendar. */
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 1899);
  for (BatonDay day = baton_day_new (1899, 1, 1); day <= baton_day_new (2101, 12, 31); day++, g_date_add_days (&date, 1))
    {
      int year, month, day_of_month;

      baton_day_get_date (day, &year, &month, &day_of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (&date));
      g_assert_cmpint (day_of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (baton_day_new (year, month, day_of_month), ==, day);
    }
  g_assert_cmpint (baton_day_parse ("1970-01-01"), ==, 0);
  g_assert_cmpint (baton_day_parse ("0001-01-01"), ==, BATON_DAY_MIN);
  g_assert_cmpint (baton_day_parse ("9999-12-31"), ==, BATON_DAY_MAX);
  g_assert_cmpint (baton_day_parse ("2023-02-29"), ==, BATON_DAY_NONE);
  g_assert_cmpint (baton_day_parse ("2024-2-29"), ==, BATON_DAY_NONE);
  g_assert_cmpint (baton_day_parse ("2024-02-29 "), ==, BATON_DAY_NONE);
  g_assert_cmpint (baton_day_add_months (baton_day_new (2024, 1, 31), 1), ==, baton_day_new (2024, 2, 29));
  g_assert_cmpint (baton_day_add_months (baton_day_new (2024, 2, 29), -12), ==, baton_day_new (2023, 2, 28));
  g_assert_cmpint (baton_day_add_months (BATON_DAY_MAX, 1), ==, BATON_DAY_MAX);
  g_assert_cmpint (baton_day_get_month_end (baton_day_new (2024, 2, 1)), ==, baton_day_new (2024, 2, 29));
  g_assert_cmpint (baton_day_get_fiscal_year_start (baton_day_new (2026, 1, 15), 2), ==, baton_day_new (2025, 2, 1));
  g_assert_cmpint (baton_day_get_fiscal_year_start (baton_day_new (2026, 2, 1), 2), ==, baton_day_new (2026, 2, 1));
  g_assert_cmpint (baton_day_get_fiscal_quarter_start (baton_day_new (2026, 1, 15), 2), ==, baton_day_new (2025, 11, 1));
}

static void
put (BatonProgram *program,
     BatonKind     kind,
     const char   *id,
     const char   *parent,
     const char   *position)
{
  g_autoptr (BatonEntity) entity = baton_entity_new (kind, id);
  g_autoptr (BatonEntity) placed = position != NULL ? baton_entity_with_place (entity, parent, position) : baton_entity_ref (entity);

  baton_program_put (program, placed);
}

static char *
list_ids (BatonProgram *program,
          BatonKind     kind)
{
  g_autoptr (GPtrArray) list = baton_program_list (program, kind);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", baton_entity_get_id (list->pdata[i]));
  return g_string_free (ids, FALSE);
}

static void
test_order (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autofree char *terms = NULL, *moved = NULL, *removed = NULL, *cut = NULL;

  put (program, BATON_KIND_VOCABULARY, "v2", NULL, "a1");
  put (program, BATON_KIND_VOCABULARY, "v1", NULL, "a0");
  put (program, BATON_KIND_TERM, "t3", "v2", "a0");
  put (program, BATON_KIND_TERM, "t2", "v1", "a0");
  put (program, BATON_KIND_TERM, "t1", "v1", "a0"); /* a tie: by id */
  put (program, BATON_KIND_TERM, "t1b", "t1", "a5");
  put (program, BATON_KIND_TERM, "t1a", "t1", "a4");
  terms = list_ids (program, BATON_KIND_TERM);
  g_assert_cmpstr (terms, ==, "t1 t1a t1b t2 t3");

  put (program, BATON_KIND_VOCABULARY, "v2", NULL, "Zz");
  moved = list_ids (program, BATON_KIND_TERM);
  g_assert_cmpstr (moved, ==, "t3 t1 t1a t1b t2");

  g_assert_true (baton_program_remove (program, "t1"));
  g_assert_false (baton_program_remove (program, "t1"));
  removed = list_ids (program, BATON_KIND_TERM);
  g_assert_cmpstr (removed, ==, "t3 t2 t1a t1b");

  put (program, BATON_KIND_TERM, "t1a", "t1b", "a0"); /* a cycle stays visible */
  put (program, BATON_KIND_TERM, "t1b", "t1a", "a0");
  cut = list_ids (program, BATON_KIND_TERM);
  g_assert_cmpstr (cut, ==, "t3 t2 t1a t1b");
  g_assert_cmpuint (baton_program_get_size (program), ==, 6);
}

static void
test_digest (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonProgram) copy = NULL;
  g_autofree char *before = NULL, *after = NULL, *copied = NULL;

  put (program, BATON_KIND_VOCABULARY, "v1", NULL, "a0");
  put (program, BATON_KIND_AUDIENCE, "a", NULL, NULL);
  copy = baton_program_copy (program);
  before = baton_program_digest (program);
  put (program, BATON_KIND_VOCABULARY, "v2", NULL, "a0");
  baton_program_remove (program, "v2");
  after = baton_program_digest (program);
  copied = baton_program_digest (copy);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (before, ==, copied);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/entity/fields", test_fields);
  g_test_add_func ("/model/entity/ids", test_ids);
  g_test_add_func ("/model/entity/numbers", test_numbers);
  g_test_add_func ("/model/entity/positions", test_positions);
  g_test_add_func ("/model/day/calendar", test_days);
  g_test_add_func ("/model/program/order", test_order);
  g_test_add_func ("/model/program/digest", test_digest);
  return g_test_run ();
}
