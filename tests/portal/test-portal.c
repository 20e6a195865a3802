/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/fixture.h"
#include "portal/baton-portal-facts.h"

#include <string.h>

#define TOM ID ("tom")
#define AIKO ID ("aiko")
#define MONA ID ("mona")

static void
append_id (GString    *list,
           const char *id)
{
  const char *end = strstr (id, "-0000000000");

  if (list->len > 0)
    g_string_append_c (list, ' ');
  g_string_append_len (list, id, end != NULL ? (gssize) (end - id) : (gssize) strlen (id));
}

static void
assert_list (GString    *list,
             const char *expected)
{
  g_assert_cmpstr (list->str, ==, expected);
  g_string_free (list, TRUE);
}

/* Every struct of an entity begins with its item. */
#define assert_ids(array, n, expected)                        \
  G_STMT_START                                                \
  {                                                           \
    GString *list_ = g_string_new (NULL);                     \
    for (gsize i_ = 0; i_ < (n); i_++)                        \
      append_id (list_, (array)[i_].item.id);                 \
    assert_list (list_, expected);                            \
  }                                                           \
  G_STMT_END

static const BatonPortalBlock *
find_block (const BatonPortal *portal,
            const char        *id)
{
  g_assert_cmpint (portal->open, ==, BATON_PORTAL_OPEN_PAGE);
  for (gsize i = 0; i < portal->page->n_blocks; i++)
    if (strcmp (portal->page->blocks[i].item.id, id) == 0)
      return &portal->page->blocks[i];
  return NULL;
}

static void
test_landing (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);

  g_assert_cmpstr (tom->landing->id, ==, ID ("home"));
  g_assert_cmpstr (tom->page->item.id, ==, ID ("home"));
  g_assert_cmpstr (aiko->page->item.id, ==, ID ("hub"));
  g_assert_true (aiko->page->landing);
}

static void
test_navigation (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);

  /* Without what leads to pages of others, and without what leads nowhere. */
  assert_ids (tom->navigation, tom->n_navigation, "nav-sell nav-learn nav-out");
  assert_ids (tom->navigation[0].children, tom->navigation[0].n_children, "nav-kit");
  assert_ids (tom->navigation[1].children, tom->navigation[1].n_children, "nav-below");
  g_assert_cmpint (tom->navigation[2].link.type, ==, BATON_LINK_ADDRESS);

  /* A heading goes with the last thing below it; what stands below something hidden is hidden. */
  assert_ids (aiko->navigation, aiko->n_navigation, "nav-home nav-out");
  g_assert_true (aiko->navigation[0].current);
  g_assert_cmpstr (aiko->navigation[0].icon, ==, "home");
}

static void
test_blocks (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) mona = fixture_resolve (snapshot, MONA, NULL);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);

  assert_ids (tom->page->blocks, tom->page->n_blocks,
              "b-text b-blogs b-kits b-tiers b-earn b-rewards b-tools b-work b-dashboard b-search b-resellers");
  /* Whose every view needs an approval sees no content. */
  assert_ids (mona->page->blocks, mona->page->n_blocks, "b-text b-earn b-rewards b-tools b-work b-organisations b-dashboard b-search");
  /* Kits are forbidden to influencers. */
  assert_ids (aiko->page->blocks, aiko->page->n_blocks, "b-hub");
}

static void
test_content (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  BatonPortalRequest later = { .day = baton_day_new (2026, 7, 2) };
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);
  g_autoptr (BatonPortal) tom_later = fixture_resolve (snapshot, TOM, &later);
  const BatonPortalBlock *blogs = find_block (tom, ID ("b-blogs"));

  /* By title, two at most; published, in their window, addressed to DACH or to nobody in particular. */
  assert_ids (blogs->contents, blogs->n_contents, "apple mango");
  /* Newest first; without a day last. */
  assert_ids (find_block (tom, ID ("b-kits"))->contents, find_block (tom, ID ("b-kits"))->n_contents, "kit-emea kit-old");
  assert_ids (find_block (aiko, ID ("b-hub"))->contents, find_block (aiko, ID ("b-hub"))->n_contents, "guide mango rice");
  g_assert_false (baton_portal_contains (tom, ID ("draft")));
  g_assert_false (baton_portal_contains (tom, ID ("gone")));
  g_assert_false (baton_portal_contains (tom, ID ("soon")));
  assert_ids (find_block (tom_later, ID ("b-blogs"))->contents, find_block (tom_later, ID ("b-blogs"))->n_contents, "apple mango");
}

/* The first and the last day of a window are in it, and a page for a tier is for who holds that or a higher one. */
static void
test_edges (void)
{
  static const struct
  {
    const char *window;
    gboolean    there;
  } windows[] = {
    { "{\"through\": \"2026-06-15\"}", TRUE },
    { "{\"through\": \"2026-06-14\"}", FALSE },
    { "{\"from\": \"2026-06-15\"}", TRUE },
    { "{\"from\": \"2026-06-16\"}", FALSE },
    { "{\"from\": \"2026-06-15\", \"through\": \"2026-06-15\"}", TRUE },
  };
  g_autoptr (BatonSnapshot) plain = fixture_snapshot ();
  g_autoptr (BatonSnapshot) silver = fixture_snapshot_with (ID ("hub"), BATON_FIELD_PAGE_AUDIENCE, "[{\"dimension\": \"@ladder\", \"any\": [\"@silver\"]}]");
  g_autoptr (BatonSnapshot) gold = fixture_snapshot_with (ID ("hub"), BATON_FIELD_PAGE_AUDIENCE, "[{\"dimension\": \"@ladder\", \"any\": [\"@gold\"]}]");
  g_autoptr (BatonPortal) tom_silver = fixture_resolve (silver, TOM, NULL), tom_gold = fixture_resolve (gold, TOM, NULL);
  BatonPortalRequest french = { .locale = "fr" };
  g_autoptr (BatonPortal) tom_french = fixture_resolve (plain, TOM, &french);

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (BatonSnapshot) snapshot = fixture_snapshot_with (ID ("apple"), BATON_FIELD_CONTENT_WINDOW, windows[i].window);
      g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);

      g_assert_cmpint (baton_portal_contains (tom, ID ("apple")), ==, windows[i].there);
    }
  g_assert_cmpstr (tom_silver->landing->id, ==, ID ("hub"));
  g_assert_cmpstr (tom_gold->landing->id, ==, ID ("home"));
  /* Of a language that the program has not, the source is read. */
  g_assert_cmpstr (tom_french->page->item.name.locale, ==, "en");
}

static void
test_record (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  BatonPortalRequest late = { .record = ID ("big-deal") };
  BatonPortalRequest early = { .record = ID ("new-deal") };
  BatonPortalRequest unknown = { .record = ID ("no-such-deal") };
  g_autoptr (BatonPortal) with_late = fixture_resolve (snapshot, TOM, &late);
  g_autoptr (BatonPortal) with_early = fixture_resolve (snapshot, TOM, &early);
  g_autoptr (BatonPortal) with_unknown = fixture_resolve (snapshot, TOM, &unknown);

  assert_ids (with_late->context, with_late->n_context, "closing");
  g_assert_true (with_late->context[0].contextual);
  /* Chosen ones first, if they may be viewed; then those at the deal's stage. */
  assert_ids (with_late->context[0].contents, with_late->context[0].n_contents, "kit-old kit-emea");
  g_assert_nonnull (find_block (with_late, ID ("b-deal")));
  g_assert_cmpuint (with_early->n_context, ==, 0);
  g_assert_null (find_block (with_early, ID ("b-deal")));
  g_assert_cmpuint (with_unknown->n_context, ==, 0);
  g_assert_null (with_unknown->record);
}

static void
test_targets (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  static const struct
  {
    const char *persona;
    const char *target;
    BatonPortalOpen open;
  } cases[] = {
    { TOM, ID ("guide"), BATON_PORTAL_OPEN_CONTENT },
    { TOM, ID ("learn"), BATON_PORTAL_OPEN_PAGE },
    { TOM, ID ("last"), BATON_PORTAL_OPEN_PAGE },
    { TOM, ID ("hub"), BATON_PORTAL_OPEN_NOTHING },
    { TOM, ID ("draft"), BATON_PORTAL_OPEN_NOTHING },
    { TOM, ID ("shelf"), BATON_PORTAL_OPEN_NOTHING },
    { TOM, ID ("closing"), BATON_PORTAL_OPEN_NOTHING },
    { TOM, ID ("crm"), BATON_PORTAL_OPEN_TOOL },
    { TOM, ID ("mapper"), BATON_PORTAL_OPEN_NOTHING },
    { TOM, ID ("onboarding"), BATON_PORTAL_OPEN_WORKFLOW },
    { TOM, ID ("rule-read"), BATON_PORTAL_OPEN_NOTHING },
    { TOM, ID ("intro"), BATON_PORTAL_OPEN_NOTHING },
    { TOM, "no-such-thing", BATON_PORTAL_OPEN_NOTHING },
    { MONA, ID ("guide"), BATON_PORTAL_OPEN_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BatonPortalRequest request = { .target = cases[i].target };
      g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, cases[i].persona, &request);

      g_test_message ("%s opens %s", cases[i].persona, cases[i].target);
      g_assert_cmpint (portal->open, ==, cases[i].open);
    }
}

static void
test_texts (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);
  g_autoptr (BatonPortal) mona = fixture_resolve (snapshot, MONA, NULL);
  BatonPortalRequest arabic = { .locale = "AR", .target = ID ("guide") };
  BatonPortalRequest austrian = { .locale = "de-AT", .target = ID ("guide") };
  BatonPortalRequest bad = { .locale = "no language", .target = ID ("guide") };
  g_autoptr (BatonPortal) in_arabic = fixture_resolve (snapshot, TOM, &arabic);
  g_autoptr (BatonPortal) in_austrian = fixture_resolve (snapshot, TOM, &austrian);
  g_autoptr (BatonPortal) in_bad = fixture_resolve (snapshot, TOM, &bad);
  const BatonPortalContent *contents = find_block (aiko, ID ("b-hub"))->contents;

  g_assert_cmpstr (aiko->locale, ==, "ja");
  g_assert_cmpstr (contents[0].item.name.text, ==, "シマウマの手引き");
  g_assert_cmpstr (contents[0].item.name.locale, ==, "ja");
  g_assert_false (contents[0].item.name.fallback);
  g_assert_cmpstr (contents[0].summary.locale, ==, "en");
  g_assert_true (contents[0].summary.fallback);
  /* Native in Japanese: no fallback for a Japanese reader. */
  g_assert_cmpstr (contents[1].item.name.locale, ==, "ja");
  g_assert_false (contents[1].item.name.fallback);
  /* A kept word is in the source language but stands for itself. */
  g_assert_false (aiko->program_name.fallback);

  /* Unfinished work is never shown. */
  g_assert_cmpstr (in_arabic->locale, ==, "ar");
  g_assert_true (in_arabic->rtl);
  g_assert_cmpstr (in_arabic->content->item.name.text, ==, "Zebra guide");
  g_assert_false (in_arabic->content->item.name.rtl);
  g_assert_true (mona->rtl);
  g_assert_cmpstr (baton_portal_get_word (mona, "welcome")->text, ==, "مرحبا");
  g_assert_true (baton_portal_get_word (mona, "welcome")->rtl);
  g_assert_cmpstr (baton_portal_get_word (mona, "rewards")->text, ==, "Rewards");
  g_assert_cmpstr (baton_portal_get_word (mona, "rewards")->locale, ==, "en");
  g_assert_cmpstr (baton_portal_get_word (mona, "your-tier")->text, ==, "Your tier, Mona");

  g_assert_cmpstr (in_austrian->content->item.name.text, ==, "Zebra-Leitfaden");
  g_assert_cmpstr (in_austrian->content->item.name.locale, ==, "de");
  g_assert_true (in_austrian->content->item.name.fallback);
  /* What is no language is not asked for: the persona's own. */
  g_assert_cmpstr (in_bad->locale, ==, "de");
}

static void
test_placeholders (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);

  g_assert_cmpstr (tom->page->item.name.text, ==, "Home of Brandt & Söhne");
  /* In markup what is filled in is escaped. */
  g_assert_nonnull (strstr (tom->page->introduction.text, "Hello Tom &lt;b&gt;Brandt&lt;/b&gt;, 70 points to Gold."));
  g_assert_nonnull (baton_portal_find_link (tom, ID ("guide")));
  g_assert_null (baton_portal_find_link (tom, ID ("draft")));
  g_assert_cmpuint (tom->n_inner_links, ==, 1);
}

static void
test_tiers (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);
  const BatonPortalLadder *ladder = &tom->ladders[0];

  g_assert_cmpuint (tom->n_ladders, ==, 1);
  assert_ids (ladder->tiers, ladder->n_tiers, "silver gold");
  g_assert_cmpstr (ladder->held->item.id, ==, ID ("silver"));
  g_assert_cmpstr (ladder->next->item.id, ==, ID ("gold"));
  g_assert_cmpint (ladder->points, ==, 130);
  g_assert_cmpint (ladder->missing, ==, 70);
  g_assert_cmpuint (ladder->tiers[1].colour, ==, 0xd4af37);
  assert_ids (ladder->tiers[0].benefits, ladder->tiers[0].n_benefits, "silver-fee silver-discount");
  g_assert_cmpuint (aiko->n_ladders, ==, 0);
}

/* What a page says of the way to the next tier, and of what the last tier asks for. */
static void
assert_way (BatonSnapshot *snapshot,
            const char    *persona,
            const char    *next,
            const char    *asked)
{
  g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, persona, &(BatonPortalRequest) { .locale = "en", .day = TODAY });
  const BatonPortalLadder *ladder = &portal->ladders[0];
  g_autoptr (BatonPortalFact) way = baton_portal_make_next_tier (portal, ladder);
  g_autoptr (BatonPortalFact) needed = baton_portal_make_also_needed (portal, &ladder->tiers[ladder->n_tiers - 1]);
  g_autofree char *way_text = baton_portal_fact_to_text (way, NULL);
  g_autofree char *needed_text = needed != NULL ? baton_portal_fact_to_text (needed, NULL) : NULL;

  g_assert_cmpstr (way_text, ==, next);
  g_assert_cmpstr (needed_text, ==, asked);
}

/* Points alone do not make the tier: what else it takes is said, but for terms that the member holds. */
static void
test_requirements (void)
{
  const char *requirements = "[{\"activity\": \"@intro\", \"count\": 2}, {\"term\": \"@emea\"}, {\"term\": \"@apac\"}]";
  g_autoptr (BatonProgram) program = fixture_program ();
  g_autoptr (BatonSnapshot) plain = fixture_snapshot ();
  g_autoptr (BatonSnapshot) asking = fixture_snapshot_with (ID ("gold"), BATON_FIELD_TIER_REQUIREMENTS, requirements);
  g_autoptr (BatonSnapshot) near = NULL;
  g_autoptr (BatonSnapshot) enough = fixture_snapshot_with (ID ("tom"), BATON_FIELD_PERSONA_TIER_POINTS, "200");
  g_autoptr (BatonSnapshot) highest = fixture_snapshot_with (ID ("tom"), BATON_FIELD_PERSONA_TIERS, "[\"@gold\"]");

  fixture_edit (program, ID ("gold"), BATON_FIELD_TIER_REQUIREMENTS, requirements);
  fixture_edit (program, ID ("tom"), BATON_FIELD_PERSONA_TIER_POINTS, "200");
  near = baton_snapshot_new (program, 2);
  assert_way (plain, TOM, "Points to the next tier (Gold): 70", NULL);
  /* DACH lies in EMEA. */
  assert_way (asking, TOM, "Points to the next tier (Gold): 70. Also needed: Introduction × 2, APAC", "Also needed: Introduction × 2, EMEA, APAC");
  assert_way (near, TOM, "You have the points for the next tier (Gold). Also needed: Introduction × 2, APAC", "Also needed: Introduction × 2, EMEA, APAC");
  assert_way (enough, TOM, "You have the points for the next tier (Gold)", NULL);
  assert_way (highest, TOM, "You hold the highest tier", NULL);
}

/* A tier without a threshold is one that points never reach. */
static void
test_no_threshold (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot_with (ID ("silver"), BATON_FIELD_TIER_THRESHOLD, NULL);
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonSnapshot) other = fixture_snapshot_with (ID ("gold"), BATON_FIELD_TIER_THRESHOLD, NULL);
  g_autoptr (BatonPortal) other_tom = fixture_resolve (other, TOM, NULL);
  g_autofree char *html = fixture_html (other_tom);

  assert_ids (tom->ladders[0].tiers, tom->ladders[0].n_tiers, "gold silver");
  g_assert_cmpint (tom->ladders[0].tiers[1].threshold, ==, -1);
  g_assert_cmpint (tom->ladders[0].highest, ==, 200);
  assert_ids (other_tom->ladders[0].tiers, other_tom->ladders[0].n_tiers, "silver gold");
  g_assert_null (other_tom->ladders[0].next);
  g_assert_null (strstr (html, ">-1<"));
  assert_clean_html (html);
}

static void
assert_cell (BatonPortalCell      cell,
             BatonPortalCellState state,
             gint64               value)
{
  g_assert_cmpint (cell.state, ==, state);
  g_assert_cmpint (cell.value, ==, value);
}

static void
test_activities (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  BatonPortalRequest april = { .day = baton_day_new (2026, 4, 30) };
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) tom_april = fixture_resolve (snapshot, TOM, &april);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);
  const BatonPortalBlock *earn = find_block (tom, ID ("b-earn"));
  const BatonPortalSection *sales = &tom->motions[0].sections[0];

  /* Not in force, switched off, still open: none of them can be earned. */
  assert_ids (tom->motions, tom->n_motions, "sales other");
  g_assert_cmpuint (tom->motions[0].n_sections, ==, 1);
  assert_ids (sales->activities, sales->n_activities, "intro closed");
  assert_ids (earn->motions, earn->n_motions, "sales");

  /* The last exception that applies wins. */
  assert_cell (sales->activities[0].tier, BATON_PORTAL_CELL_NUMBER, 7);
  assert_cell (tom_april->motions[0].sections[0].activities[0].tier, BATON_PORTAL_CELL_NUMBER, 5);
  assert_cell (aiko->motions[0].sections[0].activities[0].tier, BATON_PORTAL_CELL_NUMBER, 9);
  assert_cell (sales->activities[0].company, BATON_PORTAL_CELL_NONE, 0);
  assert_cell (sales->activities[0].individual, BATON_PORTAL_CELL_UNDECIDED, 0);

  /* The tier's fee bonus belongs to the ladder's own motions and to those who climb it. */
  g_assert_cmpint (sales->activities[1].fee, ==, 1000);
  g_assert_cmpint (sales->activities[1].fee_bonus, ==, 150);
  g_assert_cmpint (aiko->motions[0].sections[0].activities[1].fee_bonus, ==, 0);
}

/* What a page says of the activity of that name, one statement a line. (transfer full) */
static char *
list_conditions (BatonProgram *program,
                 const char   *persona)
{
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 2);
  g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, persona, &(BatonPortalRequest) { .locale = "en", .day = TODAY });
  g_autoptr (GPtrArray) facts = baton_portal_list_conditions (portal, &portal->motions[0].sections[0].activities[1]);
  GString *lines = g_string_new (NULL);

  g_assert_cmpstr (portal->motions[0].sections[0].activities[1].item.id, ==, ID ("closed"));
  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *line = baton_portal_fact_to_text (facts->pdata[i], NULL);

      g_string_append_printf (lines, i > 0 ? "\n%s" : "%s", line);
    }
  return g_string_free (lines, FALSE);
}

static void
add_promotion (BatonProgram *program,
               const char   *id,
               const char   *effect,
               BatonField    field,
               const char   *number)
{
  g_autoptr (BatonEntity) promotion = baton_entity_new (BATON_KIND_PROMOTION, id);

  baton_program_put (program, promotion);
  fixture_edit (program, id, BATON_FIELD_PROMOTION_NAME, "{\"source\": \"Push\"}");
  fixture_edit (program, id, BATON_FIELD_PROMOTION_EFFECT, effect);
  fixture_edit (program, id, field, number);
}

/* Caps, bands and what raises the points are said beside the activity. */
static void
test_bounds (void)
{
  g_autoptr (BatonProgram) program = fixture_program ();
  g_autofree char *bounded = NULL;
  g_autofree char *raised = NULL;
  g_autofree char *other = NULL;

  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_FEE, NULL);
  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_STEP_SIZE, NULL);
  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_UNIT_NAME, NULL);
  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_UNIT, "\"bands\"");
  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_BANDS, "[{\"from\": 0, \"units\": 0}, {\"from\": 70, \"units\": 2}]");
  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_CAPS,
                "[{\"holder\": \"member\", \"period\": \"month\", \"points\": \"individual\", \"most\": 40},"
                " {\"holder\": \"organisation\", \"period\": \"fiscal-quarter\", \"points\": \"company\", \"most\": 4000}]");
  bounded = list_conditions (program, TOM);
  g_assert_cmpstr (bounded, ==,
                   "from 70: × 2\nat most 40 Individual points each month\n"
                   "at most 4,000 Company points each fiscal quarter for your organization");

  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_UNIT, NULL);
  fixture_edit (program, ID ("closed"), BATON_FIELD_ACTIVITY_CAPS, NULL);
  add_promotion (program, ID ("twice"), "\"multiplier\"", BATON_FIELD_PROMOTION_MULTIPLIER, "20000");
  fixture_edit (program, ID ("twice"), BATON_FIELD_PROMOTION_WINDOW, "{\"through\": \"2026-06-30\"}");
  add_promotion (program, ID ("unlike"), "\"extra-points\"", BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, "10");
  fixture_edit (program, ID ("unlike"), BATON_FIELD_PROMOTION_AUDIENCE, "[{\"dimension\": \"@types\", \"any\": [\"@reseller\"]}]");
  add_promotion (program, ID ("without"), "\"extra-points\"", BATON_FIELD_PROMOTION_NOTE, "\"no number\"");
  add_promotion (program, ID ("later"), "\"multiplier\"", BATON_FIELD_PROMOTION_MULTIPLIER, "30000");
  fixture_edit (program, ID ("later"), BATON_FIELD_PROMOTION_WINDOW, "{\"from\": \"2026-07-01\"}");
  add_promotion (program, ID ("off"), "\"multiplier\"", BATON_FIELD_PROMOTION_MULTIPLIER, "30000");
  fixture_edit (program, ID ("off"), BATON_FIELD_PROMOTION_DISABLED, "true");
  raised = list_conditions (program, TOM);
  other = list_conditions (program, AIKO);
  g_assert_nonnull (strstr (raised, "Push: × 2, until "));
  g_assert_nonnull (strstr (raised, "Push: +10 Company points"));
  g_assert_null (strstr (raised, "× 3"));
  g_assert_nonnull (strstr (other, "Push: × 2, until "));
  g_assert_null (strstr (other, "+10"));
}

static void
test_rewards (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  const BatonPortalReward *rewards = tom->rewards;

  assert_ids (rewards, tom->n_rewards, "briefing dinner cash");
  /* 501 less 7.5 % is 463.425, rounded up. */
  g_assert_cmpint (rewards[0].list_price, ==, 501);
  g_assert_cmpint (rewards[0].price, ==, 464);
  g_assert_false (rewards[0].affordable);
  g_assert_cmpint (rewards[0].missing, ==, 14);
  g_assert_cmpint (rewards[1].price, ==, 370);
  g_assert_true (rewards[1].affordable);
  g_assert_cmpint (rewards[1].missing, ==, 0);
  g_assert_true (rewards[2].exchange);
  g_assert_cmpint (rewards[2].rate, ==, 50);
  g_assert_true (rewards[2].affordable);
}

static void
test_rest (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);
  g_autoptr (BatonPortal) mona = fixture_resolve (snapshot, MONA, NULL);

  assert_ids (tom->tools, tom->n_tools, "crm");
  assert_ids (aiko->tools, aiko->n_tools, "crm mapper");
  assert_ids (tom->workflows[0].steps, tom->workflows[0].n_steps, "sign check");
  g_assert_true (tom->workflows[0].steps[0].mine);
  g_assert_cmpstr (tom->workflows[0].steps[0].activity.id, ==, ID ("intro"));
  g_assert_false (tom->workflows[0].steps[1].mine);
  g_assert_null (tom->workflows[0].steps[1].activity.id);
  g_assert_cmpuint (mona->n_organisations, ==, 2);
  g_assert_cmpstr (mona->organisations[0].name, ==, "Acme \"Ltd\"");
  g_assert_cmpuint (mona->organisations[0].n_terms, ==, 1);
  g_assert_cmpuint (tom->n_organisations, ==, 0);
  assert_ids (tom->dashboards[0].kpis, tom->dashboards[0].n_kpis, "pipeline");
  assert_ids (tom->dashboards[0].kpis[0].targets, tom->dashboards[0].kpis[0].n_targets, "target-all");
  assert_ids (aiko->dashboards[0].kpis[0].targets, aiko->dashboards[0].kpis[0].n_targets, "target-all target-apac");
}

static void
test_brand (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autoptr (BatonPortal) aiko = fixture_resolve (snapshot, AIKO, NULL);

  g_assert_cmphex (tom->brand.colours[BATON_PORTAL_COLOUR_ACCENT], ==, 0x1b4f8f);
  g_assert_cmpstr (tom->brand.colour_sources[BATON_PORTAL_COLOUR_ACCENT], ==, ID ("house"));
  g_assert_cmphex (tom->brand.colours[BATON_PORTAL_COLOUR_TEXT], ==, BATON_PORTAL_NO_COLOUR);
  g_assert_null (tom->brand.colour_sources[BATON_PORTAL_COLOUR_TEXT]);
  g_assert_cmphex (aiko->brand.colours[BATON_PORTAL_COLOUR_ACCENT], ==, 0xffee88);
  g_assert_cmpstr (aiko->brand.colour_sources[BATON_PORTAL_COLOUR_ACCENT], ==, ID ("stage"));
  g_assert_cmpstr (aiko->brand.logo_source, ==, ID ("house"));
  g_assert_cmpint (tom->brand.font, ==, 1);
  /* A picture may differ by language. */
  g_assert_true (g_str_has_prefix (tom->brand.logo.digest, "bbbb"));
  g_assert_true (g_str_has_prefix (aiko->brand.logo.digest, "aaaa"));
  g_assert_cmpstr (tom->page->hero.asset, ==, ID ("picture"));
  g_assert_cmpstr (find_block (tom, ID ("b-blogs"))->contents[0].picture.asset, ==, ID ("picture"));
}

/* A filter is a choice: not all that was found has it, unless it is chosen. */
static void
check_facets (const BatonPortal *portal)
{
  for (gsize i = 0; i < portal->search.n_facets; i++)
    for (gsize j = 0; j < portal->search.facets[i].n_terms; j++)
      {
        const BatonPortalFacetTerm *term = &portal->search.facets[i].terms[j];

        g_assert_true (term->chosen || term->count < portal->search.n_results);
      }
}

static void
test_search (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonSearchIndex) index = baton_portal_index_new (snapshot, NULL);
  const char *filters[] = { ID ("emea"), NULL };
  const char *kits[] = { ID ("kit"), NULL };
  BatonPortalRequest fruit = { .words = "fruit", .index = index };
  BatonPortalRequest secret = { .words = "secret draft", .index = index };
  BatonPortalRequest zebra = { .words = "シマウマ" };
  BatonPortalRequest article = { .words = "article", .filters = filters, .index = index };
  BatonPortalRequest browse = { .filters = kits, .index = index };
  BatonPortalRequest nothing = { .words = "", .index = index };
  g_autoptr (BatonPortal) found_fruit = fixture_resolve (snapshot, TOM, &fruit);
  g_autoptr (BatonPortal) found_secret = fixture_resolve (snapshot, TOM, &secret);
  g_autoptr (BatonPortal) found_zebra = fixture_resolve (snapshot, AIKO, &zebra);
  g_autoptr (BatonPortal) found_article = fixture_resolve (snapshot, TOM, &article);
  g_autoptr (BatonPortal) found_kits = fixture_resolve (snapshot, TOM, &browse);
  g_autoptr (BatonPortal) found_nothing = fixture_resolve (snapshot, TOM, &nothing);

  g_assert_cmpint (found_fruit->open, ==, BATON_PORTAL_OPEN_SEARCH);
  g_assert_cmpstr (found_fruit->search.profile, ==, ID ("search-all"));
  /* Pinned, if it may be viewed; then by the synonym. */
  assert_ids (found_fruit->search.results, found_fruit->search.n_results, "guide apple");
  g_assert_true (found_fruit->search.results[0].pinned);
  /* Not by their kind: both are articles. */
  assert_ids (found_fruit->search.facets, found_fruit->search.n_facets, "regions");
  assert_ids (found_fruit->search.facets[0].terms, found_fruit->search.facets[0].n_terms, "emea dach");
  g_assert_cmpuint (found_fruit->search.facets[0].terms[0].count, ==, 1);
  check_facets (found_fruit);
  check_facets (found_article);
  check_facets (found_kits);
  /* What was chosen stays, to be taken back, although all that was found has it. */
  assert_ids (found_kits->search.facets[0].terms, found_kits->search.facets[0].n_terms, "kit");

  g_assert_cmpuint (found_secret->search.n_results, ==, 0);
  assert_ids (found_zebra->search.results, found_zebra->search.n_results, "guide");
  g_assert_cmpstr (found_zebra->search.profile, ==, ID ("search-influencer"));
  /* A term's other words find its content; a filter takes what stands below it. */
  assert_ids (found_article->search.results, found_article->search.n_results, "apple");
  assert_ids (found_kits->search.results, found_kits->search.n_results, "kit-emea kit-old");
  g_assert_cmpint (found_nothing->open, ==, BATON_PORTAL_OPEN_SEARCH);
  g_assert_cmpuint (found_nothing->search.n_results, ==, 0);
}

static void
test_empty_program (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (BatonProfile) profile = baton_profile_new_anonymous (snapshot);
  BatonPortalRequest request = { .day = TODAY, .words = "anything" };
  BatonPortalRequest plain = { .day = TODAY };
  g_autoptr (BatonPortal) searched = baton_portal_resolve (snapshot, profile, &request);
  g_autoptr (BatonPortal) portal = baton_portal_resolve (snapshot, profile, &plain);
  g_autoptr (BatonPortal) again = baton_portal_ref (portal);
  g_autofree char *html = fixture_html (portal);

  g_assert_cmpint (portal->open, ==, BATON_PORTAL_OPEN_NOTHING);
  g_assert_null (portal->landing);
  g_assert_cmpint (searched->open, ==, BATON_PORTAL_OPEN_SEARCH);
  assert_clean_html (html);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/portal/landing", test_landing);
  g_test_add_func ("/portal/portal/navigation", test_navigation);
  g_test_add_func ("/portal/portal/blocks", test_blocks);
  g_test_add_func ("/portal/portal/content", test_content);
  g_test_add_func ("/portal/portal/edges", test_edges);
  g_test_add_func ("/portal/portal/record", test_record);
  g_test_add_func ("/portal/portal/targets", test_targets);
  g_test_add_func ("/portal/portal/texts", test_texts);
  g_test_add_func ("/portal/portal/placeholders", test_placeholders);
  g_test_add_func ("/portal/portal/tiers", test_tiers);
  g_test_add_func ("/portal/portal/tiers/requirements", test_requirements);
  g_test_add_func ("/portal/portal/tiers/no-threshold", test_no_threshold);
  g_test_add_func ("/portal/portal/activities", test_activities);
  g_test_add_func ("/portal/portal/activities/bounds", test_bounds);
  g_test_add_func ("/portal/portal/rewards", test_rewards);
  g_test_add_func ("/portal/portal/rest", test_rest);
  g_test_add_func ("/portal/portal/brand", test_brand);
  g_test_add_func ("/portal/portal/search", test_search);
  g_test_add_func ("/portal/portal/empty-program", test_empty_program);
  return g_test_run ();
}
