/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/fixture.h"

#include <string.h>

static BatonWhy *
ask_on (BatonSnapshot *snapshot,
        const char    *persona,
        const char    *record,
        BatonDay       day,
        const char    *id)
{
  BatonPortalRequest request = { .persona = persona, .record = record, .day = day };
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, persona, day);

  return baton_portal_why (snapshot, profile, &request, id);
}

/* The codes in their order, each with the entity that it is about where that is another one. */
static void
assert_why (const char *persona,
            const char *record,
            const char *id,
            gboolean    shown,
            const char *expected)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonWhy) why = ask_on (snapshot, persona, record, TODAY, id);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < why->reasons->len; i++)
    {
      const BatonWhyReason *reason = g_ptr_array_index (why->reasons, i);

      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", baton_why_code_get_name (reason->code));
      if (strcmp (reason->entity, id) != 0)
        g_string_append_printf (codes, "@%.*s", (int) (strlen (reason->entity) - strlen ("-0000000000")), reason->entity);
      if (reason->other != NULL)
        g_string_append_printf (codes, ":%.*s", (int) (strlen (reason->other) - strlen ("-0000000000")), reason->other);
    }
  g_assert_cmpstr (codes->str, ==, expected);
  g_assert_cmpint (why->shown, ==, shown);
}

#define TOM ID ("tom")
#define AIKO ID ("aiko")
#define MONA ID ("mona")

static void
test_content (void)
{
  assert_why (TOM, NULL, ID ("guide"), TRUE, "permitted not-placed");
  assert_why (TOM, NULL, ID ("apple"), TRUE, "permitted");
  assert_why (TOM, NULL, ID ("rice"), FALSE, "not-permitted");
  assert_why (TOM, NULL, ID ("draft"), FALSE, "not-published");
  assert_why (TOM, NULL, ID ("gone"), FALSE, "outside-window");
  assert_why (AIKO, NULL, ID ("kit-old"), FALSE, "forbidden");
  assert_why (MONA, NULL, ID ("guide"), FALSE, "needs-approval");
}

static void
test_pages (void)
{
  assert_why (TOM, NULL, ID ("home"), TRUE, "shown");
  assert_why (TOM, NULL, ID ("hub"), FALSE, "audience");
  assert_why (TOM, NULL, ID ("learn"), TRUE, "shown");
  /* A landing page that is for the member, but not the first, and nothing leads to it. */
  assert_why (TOM, NULL, ID ("last"), FALSE, "earlier-page:home");
  assert_why (AIKO, NULL, ID ("home"), FALSE, "earlier-page:hub");
  assert_why (TOM, NULL, ID ("b-text"), TRUE, "shown");
  assert_why (TOM, NULL, ID ("b-hub"), FALSE, "parent-hidden:hub audience@hub");
  assert_why (TOM, NULL, ID ("b-empty"), FALSE, "empty");
  assert_why (TOM, NULL, ID ("b-deal"), FALSE, "empty");
  assert_why (TOM, ID ("big-deal"), ID ("b-deal"), TRUE, "shown");
  assert_why (TOM, NULL, ID ("b-organisations"), FALSE, "empty");
  assert_why (MONA, NULL, ID ("b-organisations"), TRUE, "shown");
  assert_why (MONA, NULL, ID ("b-resellers"), FALSE, "audience");
}

static void
test_navigation (void)
{
  assert_why (TOM, NULL, ID ("nav-home"), FALSE, "target-hidden:hub audience@hub");
  assert_why (AIKO, NULL, ID ("nav-learn"), FALSE, "audience");
  assert_why (AIKO, NULL, ID ("nav-below"), FALSE, "parent-hidden:nav-learn audience@nav-learn");
  assert_why (TOM, NULL, ID ("nav-nowhere"), FALSE, "no-target");
  assert_why (AIKO, NULL, ID ("nav-sell"), FALSE, "no-target");
  assert_why (AIKO, NULL, ID ("nav-kit"), FALSE, "target-hidden:kit-emea forbidden@kit-emea");
  assert_why (TOM, NULL, ID ("nav-sell"), TRUE, "shown");
}

static void
test_collections (void)
{
  assert_why (TOM, NULL, ID ("closing"), FALSE, "no-record");
  assert_why (TOM, ID ("new-deal"), ID ("closing"), FALSE, "record");
  assert_why (TOM, ID ("big-deal"), ID ("closing"), TRUE, "shown");
  assert_why (TOM, NULL, ID ("shelf"), FALSE, "empty");
}

static void
test_incentives (void)
{
  assert_why (TOM, NULL, ID ("closed"), TRUE, "shown");
  assert_why (TOM, NULL, ID ("ended"), FALSE, "outside-window");
  assert_why (TOM, NULL, ID ("off"), FALSE, "switched-off");
  assert_why (TOM, NULL, ID ("open-cells"), FALSE, "earns-nothing");
  assert_why (TOM, NULL, ID ("sold"), FALSE, "sold-out");
  assert_why (TOM, NULL, ID ("silver-fee"), TRUE, "shown");
  assert_why (AIKO, NULL, ID ("silver-fee"), FALSE, "parent-hidden:silver parent-hidden@silver:ladder audience@ladder");
  assert_why (TOM, NULL, ID ("target-apac"), FALSE, "audience");
  assert_why (TOM, NULL, ID ("secret"), FALSE, "not-placed");
  assert_why (AIKO, NULL, ID ("mapper"), TRUE, "shown");
  assert_why (TOM, NULL, ID ("stage"), FALSE, "audience");
}

static void
test_others (void)
{
  assert_why (TOM, NULL, ID ("rule-read"), FALSE, "never-shown");
  assert_why (TOM, NULL, ID ("no-such-thing"), FALSE, "no-such-thing");
}

static void
test_details (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonWhy) forbidden = ask_on (snapshot, AIKO, NULL, TODAY, ID ("kit-old"));
  g_autoptr (BatonWhy) nearest = ask_on (snapshot, TOM, NULL, TODAY, ID ("rice"));
  g_autoptr (BatonWhy) permitted = ask_on (snapshot, TOM, NULL, TODAY, ID ("apple"));
  g_autoptr (BatonWhy) window = ask_on (snapshot, TOM, NULL, TODAY, ID ("gone"));
  g_autoptr (BatonWhy) audience = ask_on (snapshot, TOM, NULL, TODAY, ID ("hub"));
  g_autoptr (BatonWhy) draft = ask_on (snapshot, TOM, NULL, TODAY, ID ("draft"));
  const BatonWhyReason *reason = g_ptr_array_index (forbidden->reasons, 0);

  g_assert_cmpstr (reason->rule, ==, ID ("rule-kits"));
  g_assert_nonnull (reason->explanation);

  reason = g_ptr_array_index (nearest->reasons, 0);
  g_assert_null (reason->rule);
  g_assert_cmpuint (reason->explanation->n_nearest, >, 0);

  reason = g_ptr_array_index (permitted->reasons, 0);
  g_assert_cmpstr (reason->rule, ==, ID ("rule-read"));
  g_assert_cmpuint (permitted->places->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (permitted->places, 0), ==, ID ("b-blogs"));
  g_assert_cmpstr (g_ptr_array_index (permitted->places, 1), ==, ID ("home"));

  reason = g_ptr_array_index (window->reasons, 0);
  g_assert_cmpint (reason->window.through, ==, baton_day_new (2025, 12, 31));

  reason = g_ptr_array_index (audience->reasons, 0);
  g_assert_cmpint (reason->field, ==, BATON_FIELD_PAGE_AUDIENCE);
  g_assert_cmpint (reason->clause, ==, 0);

  reason = g_ptr_array_index (draft->reasons, 0);
  g_assert_cmpint (reason->number, ==, 0);
}

/* What the tree holds, *why* says is shown, and the other way round for what stands on the open page. */
static void
test_agrees_with_tree (void)
{
  static const char *const personas[] = { TOM, AIKO, MONA };
  static const BatonKind kinds[] = {
    BATON_KIND_NAVIGATION_ITEM, BATON_KIND_TOOL, BATON_KIND_WORKFLOW, BATON_KIND_ACTIVITY, BATON_KIND_REWARD, BATON_KIND_TIER,
    BATON_KIND_BENEFIT, BATON_KIND_DASHBOARD, BATON_KIND_TARGET, BATON_KIND_MOTION,
  };
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();

  for (gsize i = 0; i < G_N_ELEMENTS (personas); i++)
    {
      g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, personas[i], NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
        {
          GPtrArray *entities = baton_snapshot_list (snapshot, kinds[j]);

          for (guint k = 0; k < entities->len; k++)
            {
              const char *id = baton_entity_get_id (g_ptr_array_index (entities, k));
              g_autoptr (BatonWhy) why = ask_on (snapshot, personas[i], NULL, TODAY, id);

              g_test_message ("%s: %s", personas[i], id);
              g_assert_cmpint (why->shown, ==, baton_portal_contains (portal, id));
              g_assert_cmpuint (why->reasons->len, >, 0);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/why/content", test_content);
  g_test_add_func ("/portal/why/pages", test_pages);
  g_test_add_func ("/portal/why/navigation", test_navigation);
  g_test_add_func ("/portal/why/collections", test_collections);
  g_test_add_func ("/portal/why/incentives", test_incentives);
  g_test_add_func ("/portal/why/others", test_others);
  g_test_add_func ("/portal/why/details", test_details);
  g_test_add_func ("/portal/why/agrees-with-tree", test_agrees_with_tree);
  return g_test_run ();
}
