/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dated facts, trees of organizations, and files with mistakes.
 */
#include <string.h>

#include "fixture.h"
#include "incentives/baton-register-count.h"
#include "incentives/baton-register.h"
#include "incentives/baton-replay.h"

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

/* ── As a segment ────────────────────────────────────────────────────────────────────────────────────── */

static void
append_choice (GString            *text,
               const char * const *choices,
               guint               n)
{
  g_string_append (text, choices[g_test_rand_int_range (0, (gint32) n)]);
  g_string_append_c (text, ',');
}

/* Organizations and members, among them such that name nobody who is there. */
static void
make_random (GString *organisations,
             GString *members)
{
  static const char * const names[] = { "Nord", "\"Two, words\"", "K\303\266ln", "A" };
  static const char * const ids[] = { "", "o-1", "o-2", "o-3", "o-40", "gone" };
  static const char * const managers[] = { "", "m-1", "m-2", "nobody" };
  static const char * const sets[] = { "", "dach", "dach msp", "msp dach", "expert" };
  static const char * const locales[] = { "", "de", "en" };
  static const char * const days[] = { "", "2025-01-01", "2025-07-01", "2024-02-29" };
  int n = g_test_rand_int_range (0, 12);

  g_string_assign (organisations, "id,name,parent,terms,joined,manager,from\n");
  g_string_assign (members, "id,name,organisation,roles,terms,locale,from\n");
  for (int i = 0; i < n; i++)
    {
      g_string_append_printf (organisations, "o-%d,", g_test_rand_int_range (1, 8));
      append_choice (organisations, names, G_N_ELEMENTS (names));
      append_choice (organisations, ids, G_N_ELEMENTS (ids));
      append_choice (organisations, sets, G_N_ELEMENTS (sets));
      append_choice (organisations, days, G_N_ELEMENTS (days));
      append_choice (organisations, managers, G_N_ELEMENTS (managers));
      g_string_append_printf (organisations, "%s\n", days[g_test_rand_int_range (0, G_N_ELEMENTS (days))]);
    }
  for (int i = 0; i < n * 2; i++)
    {
      g_string_append_printf (members, "m-%d,", g_test_rand_int_range (1, 12));
      append_choice (members, names, G_N_ELEMENTS (names));
      append_choice (members, ids + 1, G_N_ELEMENTS (ids) - 1);
      append_choice (members, sets, G_N_ELEMENTS (sets));
      append_choice (members, sets, G_N_ELEMENTS (sets));
      append_choice (members, locales, G_N_ELEMENTS (locales));
      g_string_append_printf (members, "%s\n", days[g_test_rand_int_range (0, G_N_ELEMENTS (days))]);
    }
}

static void
assert_same_register (BatonRegister *a,
                      BatonRegister *b)
{
  g_assert_cmpuint (baton_register_get_n_organisations (a), ==, baton_register_get_n_organisations (b));
  g_assert_cmpuint (baton_register_get_n_members (a), ==, baton_register_get_n_members (b));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *first = baton_register_write_file (a, i == 0);
      g_autofree char *second = baton_register_write_file (b, i == 0);

      g_assert_cmpstr (first, ==, second);
    }
  for (guint i = 0; i < baton_register_get_n_organisations (a); i++)
    g_assert_cmpuint (baton_register_find_organisation (b, baton_register_get_organisation (a, i)), ==, i);
  for (guint i = 0; i < baton_register_get_n_members (a); i++)
    g_assert_cmpuint (baton_register_find_member (b, baton_register_get_member (a, i)), ==, i);
  g_assert_cmpuint (baton_register_find_member (b, "m-77"), ==, BATON_INDEX_NONE);
}

/* What a segment holds is what the files said, those rows that wait included; and so it is again when it is read as files. */
static void
test_segment (void)
{
  g_autoptr (GString) organisations = g_string_new (NULL);
  g_autoptr (GString) members = g_string_new (NULL);
  guint n_waiting = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
      g_autoptr (BatonRegister) reg = NULL;
      g_autoptr (BatonRegister) opened = NULL;
      g_autoptr (BatonRegister) again = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autoptr (GError) error = NULL;

      make_random (organisations, members);
      reg = read_register (organisations->str, members->str, NULL, NULL);
      bytes = baton_register_save_bytes (reg, &error);
      g_assert_no_error (error);
      opened = baton_register_open_bytes (bytes, &error);
      g_assert_no_error (error);
      assert_same_register (reg, opened);
      baton_register_report_waiting (opened, waiting);
      n_waiting += waiting->len;
      first = baton_register_write_file (opened, TRUE);
      second = baton_register_write_file (opened, FALSE);
      again = read_register (first, second, NULL, NULL);
      assert_same_register (reg, again);
    }
  g_assert_cmpuint (n_waiting, >, 300);
}

/* Whichever byte is wrong, or missing, nothing is read; and a newer form is told from a damaged one. */
static void
test_damaged_segment (void)
{
  g_autoptr (BatonRegister) reg = read_register (ORGANISATIONS, MEMBERS, NULL, NULL);
  g_autoptr (GBytes) bytes = baton_register_save_bytes (reg, NULL);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) flipped = NULL;
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      /* The byte order, then the version. */
      BatonIncentivesError expected = i >= 8 && i < 16 ? BATON_INCENTIVES_ERROR_VERSION : BATON_INCENTIVES_ERROR_DAMAGED;
      g_autoptr (GError) error = NULL;

      copy[i] ^= 0x10;
      flipped = g_bytes_new (copy, length);
      g_assert_null (baton_register_open_bytes (flipped, &error));
      g_assert_error (error, BATON_INCENTIVES_ERROR, (int) expected);
      g_clear_error (&error);
      g_assert_null (baton_register_open_bytes (cut, &error));
      g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED);
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
  g_test_add_func ("/incentives/register/segment", test_segment);
  g_test_add_func ("/incentives/register/damaged-segment", test_damaged_segment);
  return g_test_run ();
}
