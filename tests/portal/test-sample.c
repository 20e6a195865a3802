/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The law of the portal, on the sample programs with random members: nothing that a member may not view is anywhere in
 * the tree or in a page, and every page is clean.
 */
#include "portal/fixture.h"

#include <string.h>

#define N_MEMBERS 60

static const char *const samples[] = { "influencer.json", "reseller.json", "referral.json", "empty.json" };
static const char *const locales[] = { "en", "de", "ja", "ar", "pt-BR" };

static BatonProfile *
draw_member (BatonSnapshot *snapshot,
             GRand         *random,
             BatonDay       day)
{
  static const BatonKind kinds[] = { BATON_KIND_TERM, BATON_KIND_ROLE, BATON_KIND_TIER };
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (snapshot);
  GPtrArray *personas = baton_snapshot_list (snapshot, BATON_KIND_PERSONA);

  /* A third are the program's own personas; chance alone seldom meets an audience. */
  if (personas->len > 0 && g_rand_int_range (random, 0, 3) == 0)
    return baton_profile_new_for_persona (snapshot, baton_entity_get_id (g_ptr_array_index (personas, g_rand_int_range (random, 0, (int) personas->len))), day);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *entities = baton_snapshot_list (snapshot, kinds[i]);
      int n = g_rand_int_range (random, 0, 7);

      for (int j = 0; j < n && entities->len > 0; j++)
        baton_profile_builder_add (builder, baton_entity_get_id (g_ptr_array_index (entities, g_rand_int_range (random, 0, (int) entities->len))));
    }
  baton_profile_builder_set_attribute (builder, BATON_ATTRIBUTE_TIER_POINTS, g_rand_int_range (random, 0, 300));
  baton_profile_builder_set_attribute (builder, BATON_ATTRIBUTE_COMPANY_POINTS, g_rand_int_range (random, -50, 3000));
  return baton_profile_builder_finish (builder);
}

static const char *
draw_id (BatonSnapshot *snapshot,
         GRand         *random,
         BatonKind      kind)
{
  GPtrArray *entities = baton_snapshot_list (snapshot, kind);

  return entities->len > 0 ? baton_entity_get_id (g_ptr_array_index (entities, g_rand_int_range (random, 0, (int) entities->len))) : NULL;
}

/* Asked straight of the rules, one content at a time: not the way by which the portal decides. */
static void
assert_nothing_hidden (BatonSnapshot      *snapshot,
                       const BatonProfile *profile,
                       BatonDay            day,
                       const BatonPortal  *portal,
                       const char         *html)
{
  GPtrArray *contents = baton_snapshot_list (snapshot, BATON_KIND_CONTENT);
  GPtrArray *pages = baton_snapshot_list (snapshot, BATON_KIND_PAGE);

  for (guint i = 0; i < contents->len; i++)
    {
      const BatonEntity *content = g_ptr_array_index (contents, i);
      const char *id = baton_entity_get_id (content);

      if (baton_snapshot_is_shown (snapshot, content, day)
          && baton_decide (snapshot, profile, BATON_ACTION_VIEW, id, day).outcome == BATON_OUTCOME_ALLOWED)
        continue;
      g_assert_false (baton_portal_contains (portal, id));
      g_assert_null (strstr (html, id));
    }
  for (guint i = 0; i < pages->len; i++)
    {
      const char *id = baton_entity_get_id (g_ptr_array_index (pages, i));

      if (baton_audience_matches (baton_snapshot_get_audience (snapshot, id, BATON_FIELD_PAGE_AUDIENCE), profile, NULL))
        continue;
      g_assert_false (baton_portal_contains (portal, id));
      g_assert_null (strstr (html, id));
    }
}

static void
test_nothing_hidden_appears (gconstpointer data)
{
  g_autoptr (BatonProgram) program = fixture_sample (data);
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonSearchIndex) index = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  if (program == NULL)
    {
      g_test_skip ("the sample is not there");
      return;
    }
  snapshot = baton_snapshot_new (program, 1);
  index = baton_portal_index_new (snapshot, NULL);
  g_assert_nonnull (index);

  for (guint i = 0; i < N_MEMBERS; i++)
    {
      BatonDay day = baton_day_new (2025, 1, 1) + g_rand_int_range (random, 0, 900);
      const char *target = draw_id (snapshot, random, g_rand_boolean (random) ? BATON_KIND_PAGE : BATON_KIND_CONTENT);
      BatonPortalRequest request = {
        .locale = locales[g_rand_int_range (random, 0, G_N_ELEMENTS (locales))],
        .record = draw_id (snapshot, random, BATON_KIND_RECORD),
        .device = g_rand_boolean (random) ? BATON_DEVICE_NARROW : BATON_DEVICE_WIDE,
        .day = day,
        .target = i % 3 == 0 ? target : NULL,
        .words = i % 5 == 4 ? "partner deal guide" : NULL,
        .index = index,
      };
      g_autoptr (BatonProfile) profile = draw_member (snapshot, random, day);
      g_autoptr (BatonProfile) beside = request.record != NULL ? baton_profile_with_record_id (profile, snapshot, request.record) : baton_profile_ref (profile);
      g_autoptr (BatonPortal) portal = baton_portal_resolve (snapshot, profile, &request);
      g_autofree char *html = fixture_html (portal);

      assert_clean_html (html);
      assert_nothing_hidden (snapshot, beside, day, portal, html);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/portal/sample/%s", samples[i]);

      g_test_add_data_func (path, samples[i], test_nothing_hidden_appears);
    }
  return g_test_run ();
}
