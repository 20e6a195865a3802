/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample program as its personas see it: where they land, under which brand, what a deal brings them, and what the
 * technical bloggers may write.
 */
#include "config.h"

#include "model/baton-validate.h"
#include "portal/baton-portal.h"
#include "rules/baton-decision.h"

#include <string.h>

typedef struct
{
  BatonSnapshot *snapshot;
  BatonDay       day;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer.json", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  program = baton_program_parse (json, strlen (json), problems);
  fixture->snapshot = baton_snapshot_new (program, 1);
  fixture->day = baton_day_parse ("2026-11-21");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  baton_snapshot_unref (fixture->snapshot);
}

static const char *
find_id (const Fixture *fixture,
         BatonKind      kind,
         const char    *slug)
{
  GPtrArray *entities = baton_snapshot_list (fixture->snapshot, kind);

  for (guint i = 0; i < entities->len; i++)
    if (g_str_has_prefix (baton_entity_get_id (g_ptr_array_index (entities, i)), slug))
      return baton_entity_get_id (g_ptr_array_index (entities, i));
  g_test_message ("The sample has nothing like %s", slug);
  g_assert_not_reached ();
}

static BatonPortal *
resolve (const Fixture *fixture,
         const char    *persona,
         const char    *record)
{
  BatonPortalRequest request = {
    .persona = find_id (fixture, BATON_KIND_PERSONA, persona),
    .record = record != NULL ? find_id (fixture, BATON_KIND_RECORD, record) : NULL,
    .day = fixture->day,
  };
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (fixture->snapshot, request.persona, fixture->day);

  return baton_portal_resolve (fixture->snapshot, profile, &request);
}

static const struct
{
  const char *persona;
  const char *landing;   /* slug of the page; NULL for none */
  const char *locale;
  const char *logo;      /* slug of the brand that it comes from */
} personas[] = {
  { "influencer-", "influencer-hub-", "ja", "house-brand-" },
  { "marketing-manager-at-", "partner-home-", "en", "house-brand-" },
  { "sales-representative-", "partner-home-", "de", "house-brand-" },
  { "subject-matter-", "publisher-hub-", "de", "house-brand-" },
  { "partner-account-manager-", "relationship-manager-hub-", "de", "house-brand-" },
  { "customer-", "customer-home-", "ar", "house-brand-" },
  { "executive-", "executive-overview-", "en", "house-brand-" },
  { "consultant-at-an-alliance-", "influencer-hub-", "en", "alpenglow-alliance-" },
  { "seller-at-a-sonora-", "partner-home-", "en", "sonora-alliance-" },
  { "clerk-at-a-supplier-", NULL, "en", "house-brand-" },
};

static void
test_personas (Fixture      *fixture,
               gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (personas); i++)
    {
      g_autoptr (BatonPortal) portal = resolve (fixture, personas[i].persona, NULL);

      g_assert_cmpstr (portal->locale, ==, personas[i].locale);
      g_assert_cmpint (portal->rtl, ==, g_str_equal (personas[i].locale, "ar"));
      g_assert_true (g_str_has_prefix (portal->brand.logo_source, personas[i].logo));
      g_assert_cmpint (portal->landing != NULL, ==, personas[i].landing != NULL);
      if (personas[i].landing != NULL)
        {
          g_assert_true (g_str_has_prefix (portal->landing->id, personas[i].landing));
          g_assert_nonnull (portal->page);
          g_assert_cmpuint (portal->page->n_blocks, >, 0);
        }
    }
}

/* An influencer in the alliance: its colours over the stage's over the house's, field by field. */
static void
test_brand_layers (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (BatonPortal) portal = resolve (fixture, "consultant-at-an-alliance-", NULL);
  const BatonPortalBrand *brand = &portal->brand;

  g_assert_true (g_str_has_prefix (brand->colour_sources[BATON_PORTAL_COLOUR_ACCENT], "alpenglow-alliance-"));
  g_assert_true (g_str_has_prefix (brand->colour_sources[BATON_PORTAL_COLOUR_SURFACE], "house-brand-"));
  g_assert_true (g_str_has_prefix (brand->tagline_source, "alpenglow-alliance-"));
  g_assert_cmpstr (brand->tagline.text, ==, "Cadenza and Alpenglow, one rope");
}

static gboolean
shows (const BatonPortal *portal,
       const char        *slug)
{
  for (gsize i = 0; i < portal->n_context; i++)
    for (gsize j = 0; j < portal->context[i].n_contents; j++)
      if (g_str_has_prefix (portal->context[i].contents[j].item.id, slug))
        return TRUE;
  return FALSE;
}

static void
test_deal_kit (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (BatonPortal) clinic = resolve (fixture, "sales-representative-", "klinikum-");
  g_autoptr (BatonPortal) bank = resolve (fixture, "sales-representative-", "nordhafen-");
  g_autoptr (BatonPortal) shop = resolve (fixture, "sales-representative-", "corner-");
  g_autoptr (BatonPortal) nothing = resolve (fixture, "sales-representative-", NULL);

  g_assert_true (shows (clinic, "a-hospital-group-"));
  g_assert_true (shows (clinic, "proposal-for-a-mid-size-"));
  g_assert_false (shows (clinic, "a-bank-that-"));
  g_assert_true (shows (bank, "a-bank-that-"));
  g_assert_true (shows (bank, "negotiation-guide-"));
  g_assert_false (shows (bank, "a-hospital-group-"));
  g_assert_true (shows (shop, "closing-checklist-"));
  g_assert_cmpuint (nothing->n_context, ==, 0);
}

/* “Technical bloggers may create and edit technical blogs only for approved marketplace partners and only in DACH; publish
 * with approval by Marketing.” */
static void
test_measure (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char  *content;
    BatonOutcome edit;
    BatonOutcome publish;
  } cases[] = {
    { "webhooks-without-tears-", BATON_OUTCOME_ALLOWED, BATON_OUTCOME_WITH_APPROVAL },            /* DACH */
    { "paging-through-", BATON_OUTCOME_ALLOWED, BATON_OUTCOME_WITH_APPROVAL },                    /* Germany, within DACH */
    { "single-sign-on-in-", BATON_OUTCOME_NOT_PERMITTED, BATON_OUTCOME_NOT_PERMITTED },           /* Iberia */
    { "rate-limits-", BATON_OUTCOME_NOT_PERMITTED, BATON_OUTCOME_NOT_PERMITTED },                 /* for all technology partners */
    { "ten-topics-", BATON_OUTCOME_NOT_PERMITTED, BATON_OUTCOME_NOT_PERMITTED },                  /* a blog, but no technical one */
    { "processing-of-partner-data-", BATON_OUTCOME_FORBIDDEN, BATON_OUTCOME_FORBIDDEN },          /* a legal notice */
  };
  const char *persona = find_id (fixture, BATON_KIND_PERSONA, "subject-matter-");
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (fixture->snapshot, persona, fixture->day);
  g_autoptr (BatonExplanation) why = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *content = find_id (fixture, BATON_KIND_CONTENT, cases[i].content);

      g_assert_cmpint (baton_decide (fixture->snapshot, profile, BATON_ACTION_EDIT, content, fixture->day).outcome, ==,
                       cases[i].edit);
      g_assert_cmpint (baton_decide (fixture->snapshot, profile, BATON_ACTION_PUBLISH, content, fixture->day).outcome, ==,
                       cases[i].publish);
    }

  why = baton_explain (fixture->snapshot, profile, BATON_ACTION_PUBLISH,
                       find_id (fixture, BATON_KIND_CONTENT, "webhooks-without-tears-"), fixture->day);
  g_assert_cmpuint (g_strv_length (why->approvers), ==, 1);
  g_assert_true (g_str_has_prefix (why->approvers[0], "marketing-"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/portal/samples/personas", Fixture, NULL, set_up, test_personas, tear_down);
  g_test_add ("/portal/samples/brand-layers", Fixture, NULL, set_up, test_brand_layers, tear_down);
  g_test_add ("/portal/samples/deal-kit", Fixture, NULL, set_up, test_deal_kit, tear_down);
  g_test_add ("/portal/samples/measure", Fixture, NULL, set_up, test_measure, tear_down);

  return g_test_run ();
}
