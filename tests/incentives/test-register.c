/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dated facts, trees of organizations, and files with mistakes.
 */
#include <string.h>

#include "fixture.h"
#include "incentives/baton-register-count.h"
#include "incentives/baton-register.h"

#define ORGANISATIONS \
  "id,name,parent,terms,joined,manager,from\n" \
  "o-2,\"Nord, GmbH\",o-1,reseller-1 dach-1,2023-02-14,m-9,\n" \
  "o-2,\"Nord, GmbH\",o-1,msp-1 dach-1,2023-02-14,m-9,2025-07-01\n" \
  "o-1,Holding,,dach-1,,,\n" \
  "o-3,Later,,,,,2025-01-01\n"
#define MEMBERS \
  "id,name,organisation,roles,terms,locale,from\n" \
  "m-9,Ada,o-1,manager-1,,de,\n" \
  "m-1,Ben,o-2,seller-1 author-1,expert-1,en,\n" \
  "m-1,Ben,o-1,seller-1,,en,2025-03-01\n"

static BatonRegister *
read_register (const char *organisations,
               const char *members,
               GPtrArray  *bad,
               guint      *n_bad_organisations)
{
  return baton_register_read (organisations, strlen (organisations), members, strlen (members), bad, n_bad_organisations);
}

static void
test_facts (void)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonRegister) reg = read_register (ORGANISATIONS, MEMBERS, bad, NULL);
  guint nord = baton_register_find_organisation (reg, "o-2");
  guint ben = baton_register_find_member (reg, "m-1");
  const BatonOrganisationFacts *facts;
  g_autoptr (GArray) managed = NULL;
  g_autoptr (GArray) members = NULL;

  g_assert_cmpuint (bad->len, ==, 0);
  g_assert_cmpuint (baton_register_get_n_organisations (reg), ==, 3);
  g_assert_cmpuint (baton_register_get_n_members (reg), ==, 2);

  facts = baton_register_get_organisation_facts (reg, nord, baton_day_new (2025, 6, 30));
  g_assert_cmpstr (facts->name, ==, "Nord, GmbH");
  g_assert_cmpstr (facts->terms[0], ==, "dach-1");
  g_assert_cmpstr (facts->terms[1], ==, "reseller-1");
  g_assert_null (facts->terms[2]);
  g_assert_cmpint (facts->joined, ==, baton_day_new (2023, 2, 14));
  facts = baton_register_get_organisation_facts (reg, nord, baton_day_new (2025, 7, 1));
  g_assert_cmpstr (facts->terms[1], ==, "msp-1");

  /* Before its first row nothing is true of an organization. */
  g_assert_null (baton_register_get_organisation_facts (reg, baton_register_find_organisation (reg, "o-3"), baton_day_new (2024, 12, 31)));
  g_assert_cmpuint (baton_register_get_top (reg, nord, baton_day_new (2025, 1, 1)), ==, baton_register_find_organisation (reg, "o-1"));
  g_assert_cmpuint (baton_register_get_member_facts (reg, ben, baton_day_new (2025, 2, 28))->organisation, ==, nord);
  g_assert_cmpuint (baton_register_get_member_facts (reg, ben, baton_day_new (2025, 3, 1))->organisation, !=, nord);

  managed = baton_register_list_managed (reg, baton_register_find_member (reg, "m-9"), baton_day_new (2025, 1, 1));
  g_assert_cmpuint (managed->len, ==, 1);
  g_assert_cmpuint (g_array_index (managed, guint, 0), ==, nord);
  members = baton_register_list_members (reg, nord, baton_day_new (2025, 1, 1));
  g_assert_cmpuint (members->len, ==, 1);
}

static void
test_bad_rows (void)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  guint n_bad_organisations;
  g_autoptr (BatonRegister) reg =
    read_register ("id,name,parent,joined,from\n"
                   "a,A,b,,\n"                 /* a circle: broken at the row of the later day */
                   "b,B,a,,2025-01-01\n"
                   "c,C,nobody,,\n"            /* stays, without a parent */
                   "d,D,,2025-02-30,\n"
                   "e,,,,\n"
                   "c,C again,,,\n",
                   "id,name,organisation\n"
                   "m,M,nowhere\n"
                   "n,N,a\n",
                   bad, &n_bad_organisations);
  static const struct { guint line; const char *code; } expected[] = {
    { 5, "bad-day" }, { 6, "missing" }, { 7, "twice" }, { 4, "unknown-organisation" }, { 3, "cycle" }, { 2, "unknown-organisation" },
  };

  g_assert_cmpuint (n_bad_organisations, ==, 5);
  g_assert_cmpuint (bad->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (bad, i);

      g_assert_cmpuint (row->line, ==, expected[i].line);
      g_assert_cmpstr (baton_row_code_get_name (row->code), ==, expected[i].code);
    }
  g_assert_cmpuint (baton_register_get_n_organisations (reg), ==, 3);
  g_assert_cmpuint (baton_register_get_n_members (reg), ==, 1);
  g_assert_cmpuint (baton_register_get_top (reg, baton_register_find_organisation (reg, "a"), baton_day_new (2025, 6, 1)), ==,
                    baton_register_find_organisation (reg, "b"));
}

static void
test_write (void)
{
  g_autoptr (BatonRegister) reg = read_register (ORGANISATIONS, MEMBERS, NULL, NULL);
  g_autofree char *organisations = baton_register_write_organisations (reg);
  g_autofree char *members = baton_register_write_members (reg);
  g_autoptr (BatonRegister) again = read_register (organisations, members, NULL, NULL);
  g_autofree char *organisations_again = baton_register_write_organisations (again);
  g_autofree char *members_again = baton_register_write_members (again);

  g_assert_cmpstr (organisations, ==, organisations_again);
  g_assert_cmpstr (members, ==, members_again);
  g_assert_nonnull (strstr (organisations, "o-2,\"Nord, GmbH\",o-1,dach-1 msp-1,2023-02-14,m-9,2025-07-01\n"));
}

static void
test_replace (void)
{
  g_autoptr (BatonRegister) reg = read_register (ORGANISATIONS, MEMBERS, NULL, NULL);
  g_autoptr (BatonRegister) after = baton_register_replace_term (reg, "reseller-1", "dach-1");
  const BatonOrganisationFacts *facts;

  g_assert_cmpuint (baton_register_count_uses (reg, "dach-1"), ==, 3);
  g_assert_cmpuint (baton_register_count_uses (reg, "seller-1"), ==, 2);
  g_assert_cmpuint (baton_register_count_uses (after, "reseller-1"), ==, 0);
  facts = baton_register_get_organisation_facts (after, baton_register_find_organisation (after, "o-2"), baton_day_new (2025, 1, 1));
  g_assert_cmpstr (facts->terms[0], ==, "dach-1");
  g_assert_null (facts->terms[1]);
}

/* Roles are the members' alone: an organization is met where somebody there is. */
static void
test_count (void)
{
  static const struct
  {
    const char *audience;
    BatonRegisterCount met;
  } cases[] = {
    { "[]", { 4, 3, 4, 3 } },
    { "[{'dimension':'role','any':['seller']}]", { 2, 2, 4, 3 } },
    { "[{'dimension':'region','any':['dach']}]", { 3, 1, 4, 3 } },
    { "[{'dimension':'region','any':['nordics']}]", { 1, 2, 4, 3 } },   /* one without people is met by itself */
    { "[{'dimension':'role','any':['seller']},{'dimension':'region','any':['nordics']}]", { 1, 1, 4, 3 } },
    { "[{'dimension':'role','any':['author']}]", { 0, 0, 4, 3 } },
  };
  g_auto (Fixture) f = { 0 };

  fixture_read (&f,
                "{'vocabulary':{'region':{'name':{'source':'Region'},'purpose':'region','place':{'position':'a'}}},"
                "'term':{'dach':{'name':{'source':'DACH'},'place':{'parent':'region','position':'a'}},"
                "'nordics':{'name':{'source':'Nordics'},'place':{'parent':'region','position':'b'}}},"
                "'role':{'seller':{'name':{'source':'Seller'},'place':{'position':'a'}},'author':{'name':{'source':'Author'},'place':{'position':'b'}}}}",
                "id,name,terms,from\no1,One,dach,\no2,Two,nordics,\no3,Three,nordics,\no4,Four,nordics,2026-01-01\n",
                "id,name,organisation,roles,from\nm1,Ada,o1,seller,\nm2,Ben,o1,,\nm3,Cid,o2,seller,\nm4,Dan,o1,,\nm5,Eva,o4,seller,2026-01-01\n",
                "id,organisation,activity,day\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = g_strdelimit (g_strdup (cases[i].audience), "'", '"');
      g_auto (BatonJsonError) error = { 0 };
      g_autoptr (BatonValue) value = baton_json_parse (quoted, strlen (quoted), &error);
      g_autoptr (BatonAudience) audience = baton_audience_compile (f.snapshot, value, BATON_SIDE_MEMBER);
      BatonRegisterCount met;

      g_test_message ("%s", cases[i].audience);
      g_assert_true (baton_register_count_audience (f.reg, f.snapshot, audience, baton_day_new (2025, 6, 30), NULL, &met));
      g_assert_cmpuint (met.n_members, ==, cases[i].met.n_members);
      g_assert_cmpuint (met.n_organisations, ==, cases[i].met.n_organisations);
      g_assert_cmpuint (met.of_members, ==, cases[i].met.of_members);
      g_assert_cmpuint (met.of_organisations, ==, cases[i].met.of_organisations);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/register/facts", test_facts);
  g_test_add_func ("/incentives/register/bad-rows", test_bad_rows);
  g_test_add_func ("/incentives/register/write", test_write);
  g_test_add_func ("/incentives/register/replace", test_replace);
  g_test_add_func ("/incentives/register/count", test_count);
  return g_test_run ();
}
