/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clauses of audiences: each shape survives the round trip, anything else is refused.
 */
#include "model/baton-audience.h"
#include "model/baton-json.h"

#include <string.h>

static void
assert_round_trip (const char     *json,
                   BatonSide       side,
                   BatonClauseType expected)
{
  g_autoptr (BatonValue) audience = baton_json_parse (json, strlen (json), NULL);
  g_autoptr (BatonValue) again = NULL;
  BatonClause clause;

  g_assert_nonnull (audience);
  g_assert_true (baton_audience_get_clause (audience, 0, side, &clause));
  g_assert_cmpint (clause.type, ==, expected);
  again = baton_clause_to_value (&clause, side);
  g_assert_true (baton_value_equal (again, baton_value_get_element (audience, 0)));
  g_assert_false (baton_audience_get_clause (audience, 1, side, &clause));
}

static void
test_round_trips (void)
{
  assert_round_trip ("[{\"dimension\":\"role\",\"any\":[\"a\",\"b\"]}]", BATON_SIDE_MEMBER, BATON_CLAUSE_TERMS);
  assert_round_trip ("[{\"dimension\":\"v\",\"none\":[\"a\"],\"side\":\"content\"}]", BATON_SIDE_MEMBER, BATON_CLAUSE_TERMS);
  assert_round_trip ("[{\"dimension\":\"v\",\"only\":[]}]", BATON_SIDE_RECORD, BATON_CLAUSE_TERMS);
  assert_round_trip ("[{\"attribute\":\"tier-points\",\"min\":10}]", BATON_SIDE_MEMBER, BATON_CLAUSE_ATTRIBUTE);
  assert_round_trip ("[{\"attribute\":\"days-since-joining\",\"max\":-1,\"min\":-5}]", BATON_SIDE_MEMBER, BATON_CLAUSE_ATTRIBUTE);
  assert_round_trip ("[{\"audience\":\"x\"}]", BATON_SIDE_MEMBER, BATON_CLAUSE_NAMED);
}

static void
test_fields (void)
{
  const char *json = "[{\"dimension\":\"region\",\"all\":[\"x\",\"y\"],\"side\":\"content\"},{\"attribute\":\"company-points\",\"max\":7}]";
  g_autoptr (BatonValue) audience = baton_json_parse (json, strlen (json), NULL);
  BatonClause clause;

  g_assert_true (baton_audience_get_clause (audience, 0, BATON_SIDE_MEMBER, &clause));
  g_assert_cmpstr (clause.dimension, ==, "region");
  g_assert_cmpint (clause.match, ==, BATON_MATCH_ALL);
  g_assert_cmpint (clause.side, ==, BATON_SIDE_CONTENT);
  g_assert_cmpuint (baton_value_get_length (clause.ids), ==, 2);
  g_assert_true (baton_audience_get_clause (audience, 1, BATON_SIDE_MEMBER, &clause));
  g_assert_cmpint (clause.attribute, ==, BATON_ATTRIBUTE_COMPANY_POINTS);
  g_assert_cmpint (clause.minimum, ==, -BATON_INTEGER_MAX);
  g_assert_cmpint (clause.maximum, ==, 7);
}

static void
test_refusals (void)
{
  const char *refused[] = {
    "[]", "{}", "[1]", "[{}]", "[[]]",
    "[{\"dimension\":\"v\"}]",
    "[{\"dimension\":1,\"any\":[]}]",
    "[{\"dimension\":\"v\",\"any\":\"a\"}]",
    "[{\"dimension\":\"v\",\"any\":[1]}]",
    "[{\"dimension\":\"v\",\"any\":[\"a\"],\"all\":[\"b\"]}]",
    "[{\"dimension\":\"v\",\"any\":[\"a\"],\"side\":\"left\"}]",
    "[{\"dimension\":\"v\",\"any\":[\"a\"],\"surplus\":true}]",
    "[{\"attribute\":\"height\"}]",
    "[{\"attribute\":\"tier-points\",\"min\":\"1\"}]",
    "[{\"attribute\":\"tier-points\",\"any\":[]}]",
    "[{\"audience\":1}]",
    "[{\"audience\":\"x\",\"min\":1}]",
  };
  BatonClause clause;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (BatonValue) audience = baton_json_parse (refused[i], strlen (refused[i]), NULL);

      g_assert_nonnull (audience);
      g_assert_false (baton_audience_get_clause (audience, 0, BATON_SIDE_MEMBER, &clause));
    }
  g_assert_false (baton_audience_get_clause (NULL, 0, BATON_SIDE_MEMBER, &clause));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/audience/round-trips", test_round_trips);
  g_test_add_func ("/model/audience/fields", test_fields);
  g_test_add_func ("/model/audience/refusals", test_refusals);
  return g_test_run ();
}
