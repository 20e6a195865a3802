/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the sections of branding, promotions and publishing rules do beyond a list and a form.
 */
#include "console-look.h"

#include "console/baton-promotion-trial.h"
#include "console/baton-reach-window.h"
#include "console/sections/baton-cards-section.h"
#include "console/widgets/baton-card-list-private.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-reach-grid.h"
#include "model/baton-audience.h"
#include "model/baton-brand-contrast.h"
#include "model/baton-text.h"

#include <string.h>

/* The section says the contrast, in hundredths, as people write it. */
static gboolean
shows_contrast (GtkWidget *section,
                int        contrast)
{
  g_autofree char *ratio = g_strdup_printf ("%d.%02d : 1", contrast / 100, contrast % 100);

  g_test_message ("%s", ratio);
  return console_shows_text (section, ratio);
}

static void
unfold_readable_cb (GtkWidget *widget,
                    gpointer   user_data)
{
  if (ADW_IS_ACTION_ROW (widget) && strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "can be read") != NULL)
    g_signal_emit_by_name (widget, "activated");
}

/* Another brand begins at its top; the same one, chosen again, stays where one was in it. */
static void
test_another_brand (ConsoleFixture *fixture,
                    gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "branding"), *list = console_find_type (section, BATON_TYPE_CARD_LIST);
  g_autoptr (GPtrArray) brands = console_list_ids (fixture, BATON_KIND_BRAND, NULL);
  GtkAdjustment *adjustment;

  g_assert_cmpuint (brands->len, >, 1);
  g_assert_true (baton_card_list_select (BATON_CARD_LIST (list), brands->pdata[0]));
  console_fixture_iterate (400);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (console_find_type (section, BATON_TYPE_FORM), GTK_TYPE_SCROLLED_WINDOW)));
  gtk_adjustment_set_value (adjustment, 40);
  g_assert_true (baton_card_list_select (BATON_CARD_LIST (list), brands->pdata[0]));
  g_assert_cmpint ((int) gtk_adjustment_get_value (adjustment), ==, 40);
  g_assert_true (baton_card_list_select (BATON_CARD_LIST (list), brands->pdata[1]));
  g_assert_cmpint ((int) gtk_adjustment_get_value (adjustment), ==, 0);
}

/* A brand for an alliance is one step, with its audience; so is taking the nearest colour that passes, and it passes. */
static void
test_branding (ConsoleFixture *fixture,
               gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  GtkWidget *section = console_show (fixture, "branding"), *list = console_find_type (section, BATON_TYPE_CARD_LIST);
  g_autofree char *alliance = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Alpenglow"));
  g_autofree char *sonora = g_strdup (console_find_named (fixture, BATON_KIND_BRAND, "Sonora alliance"));
  g_autofree char *digest = baton_program_digest (baton_document_get_program (fixture->document)), *undone = NULL, *offer = NULL;
  guint entries = baton_workspace_get_n_entries (workspace);
  BatonColour foreground, background, passing;
  BatonClause clause;
  BatonEntity *brand;

  gtk_widget_activate_action (section, "branding.add", "s", alliance);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, entries + 1);
  brand = baton_document_lookup (fixture->document, baton_card_list_get_selected (BATON_CARD_LIST (list)));
  g_assert_nonnull (brand);
  g_assert_cmpstr (baton_entity_get_name (brand), ==, "Alpenglow");
  g_assert_true (baton_audience_get_clause (baton_entity_get (brand, BATON_FIELD_BRAND_AUDIENCE), 0, BATON_SIDE_MEMBER, &clause));
  g_assert_true (baton_value_contains (clause.ids, alliance));
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  undone = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (undone, ==, digest);

  g_assert_true (baton_section_reveal (BATON_SECTION (section), sonora));
  console_fixture_iterate (50);
  brand = baton_document_lookup (fixture->document, sonora);
  g_assert_true (baton_colour_parse (baton_entity_get_string (brand, BATON_FIELD_BRAND_ON_ACCENT), &foreground));
  g_assert_true (baton_colour_parse (baton_entity_get_string (brand, BATON_FIELD_BRAND_ACCENT), &background));
  g_assert_cmpint (baton_colour_get_contrast (foreground, background), <, BATON_CONTRAST_TEXT);
  g_assert_true (console_shows_text (section, "Take the Nearest"));
  g_assert_true (shows_contrast (section, baton_colour_get_contrast (foreground, background)));
  g_assert_true (baton_colour_find_passing (foreground, background, BATON_CONTRAST_TEXT, &passing));
  offer = baton_colour_format (passing);
  gtk_widget_activate_action (section, "branding.use-colour", "(is)", BATON_FIELD_BRAND_ON_ACCENT, offer);
  g_assert_cmpstr (baton_entity_get_string (baton_document_lookup (fixture->document, sonora), BATON_FIELD_BRAND_ON_ACCENT), ==, offer);
  g_assert_cmpint (baton_colour_get_contrast (passing, background), >=, BATON_CONTRAST_TEXT);
  console_fixture_iterate (50);
  /* What can be read is folded away: the line that counts it shows it. */
  g_assert_false (shows_contrast (section, baton_colour_get_contrast (passing, background)));
  console_foreach (section, unfold_readable_cb, NULL);
  g_assert_true (shows_contrast (section, baton_colour_get_contrast (passing, background)));
}

static gboolean
has_history (gpointer data)
{
  BatonDay first, last;

  return baton_history_get_span (baton_document_get_history (data), &first, &last);
}

static gboolean
has_result (gpointer data)
{
  return baton_promotion_trial_get_result (data) != NULL && !baton_promotion_trial_is_running (data);
}

/* With it more is earned than without; one that is yet to come is tried in the year before. */
static void
test_promotion_trial (ConsoleFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (BatonPromotionTrial) trial = baton_promotion_trial_new (fixture->document);
  g_autofree char *summer = g_strdup (console_find_named (fixture, BATON_KIND_PROMOTION, "Summer of introductions"));
  g_autofree char *closing = g_strdup (console_find_named (fixture, BATON_KIND_PROMOTION, "Year-end closing bonus"));
  const BatonPromotionTrialResult *result;
  g_autofree char *digest = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL;

  console_fixture_wait_for (has_history, fixture->document);
  baton_promotion_trial_set (trial, summer);
  console_fixture_wait_for (has_result, trial);
  result = baton_promotion_trial_get_result (trial);
  g_assert_false (result->shifted);
  g_assert_cmpint (result->with.earned[BATON_POINTS_COMPANY], >, result->without.earned[BATON_POINTS_COMPANY]);
  g_assert_cmpuint (result->use.events, >, 0);

  baton_promotion_trial_set (trial, closing);
  console_fixture_wait_for (has_result, trial);
  result = baton_promotion_trial_get_result (trial);
  g_assert_true (result->shifted);
  g_assert_cmpint (result->window.from, <=, result->through);
  g_assert_cmpint (result->with.fees, >, result->without.fees);

  /* Trying edits nothing. */
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (after, ==, digest);
}

static gboolean
shows_finding (gpointer data)
{
  return console_shows_text (data, "says nothing new");
}

static gboolean
shows_example (gpointer data)
{
  return console_shows_text (data, "For example, “Customer” may not view “Price list Americas”, though “Customers with a price question” allows it. Among your partners this concerns ");
}

static gboolean
shows_rounding (gpointer data)
{
  return console_shows_text (data, "250 less 5 % is 237.5, which costs 238.");
}

static gboolean
shows_new_price (gpointer data)
{
  return console_shows_text (data, "285");
}

/* A reward says what it costs in each tier, and how that is rounded; an edit of the price follows. */
static void
test_prices (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "rewards");
  const char *reward = console_find_named (fixture, BATON_KIND_REWARD, "Blog collaboration");
  g_autoptr (BatonValue) price = baton_value_new_integer (300);

  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), reward);
  console_fixture_wait_for (shows_rounding, section);
  g_assert_true (console_shows_text (section, "Rock Star (Influencer tiers)"));
  g_assert_true (baton_document_set (fixture->document, reward, BATON_FIELD_REWARD_PRICE, price));
  console_fixture_wait_for (shows_new_price, section);
  g_assert_false (console_shows_text (section, "237.5"));
}

/* Rules read as sentences, with what the analysis finds about them. */
static void
test_publishing (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "publishing");

  console_fixture_iterate (200);
  g_assert_true (console_shows_text (section, " may create and edit "));
  console_fixture_wait_for (shows_finding, section);
  /* Who looks at the rule that loses is told as well. */
  g_assert_true (console_shows_text (section, "“Launch embargo” wins over it where both apply."));
  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, "Customers see no prices"));
  console_fixture_wait_for (shows_example, section);
  /* What the example names is a click away. */
  g_assert_nonnull (console_find_button (section, "Customers with a price question"));
  g_assert_nonnull (console_find_button (section, "Price list Americas"));
}

static gboolean
shows_seen (gpointer data)
{
  return console_shows_text (data, "seen by 2 of 19 personas");
}

static gboolean
shows_broken (gpointer data)
{
  return console_shows_text (data, "Nobody sees it");
}

static gboolean
shows_fewer (gpointer window)
{
  return console_shows_text (window, "cells need a look, for 10 of 19 personas");
}

static gboolean
has_table (gpointer window)
{
  guint persona, thing;

  return baton_reach_grid_get_chosen (BATON_REACH_GRID (console_find_type (window, BATON_TYPE_REACH_GRID)), &persona, &thing);
}

/* Items of one name are told apart by where they lead. */
static void
check_items (ConsoleFixture *fixture,
             GtkWidget      *grid)
{
  g_autoptr (GPtrArray) pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL), items = console_list_ids (fixture, BATON_KIND_NAVIGATION_ITEM, NULL);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_home = 0;

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *text = baton_reach_grid_describe (BATON_REACH_GRID (grid), 0, pages->len + i);

      if (strstr (text, "Navigation: Home") == NULL)
        continue;
      n_home++;
      g_assert_true (g_hash_table_add (said, g_steal_pointer (&text)));
    }
  g_assert_cmpuint (n_home, >, 1);
}

/* Every persona and every page in one table, which follows an edit. */
static void
test_reach (ConsoleFixture *fixture,
            gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "pages"), *window = NULL;
  GListModel *toplevels = gtk_window_get_toplevels ();

  g_signal_emit_by_name (console_find_button (section, "Who Gets Where"), "clicked");
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (BATON_IS_REACH_WINDOW (toplevel))
        window = toplevel;
    }
  g_assert_nonnull (window);
  console_fixture_wait_for (has_table, window);
  g_assert_true (console_shows_text (window, "39 cells need a look, for 19 of 19 personas"));
  check_items (fixture, console_find_type (window, BATON_TYPE_REACH_GRID));
  g_assert_true (baton_document_remove (fixture->document, console_find_named (fixture, BATON_KIND_PAGE, "Ideas")));
  console_fixture_wait_for (shows_fewer, window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
waits_for_record (gpointer section)
{
  return console_shows_text (section, "Filled with a record only");
}

/* A block for what helps with a deal is empty without one, and that is no warning. */
static void
test_block_for_records (ConsoleFixture *fixture,
                        gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "pages");

  g_assert_true (baton_section_reveal (BATON_SECTION (section), console_find_named (fixture, BATON_KIND_PAGE, "Partner home")));
  console_fixture_wait_for (waits_for_record, section);
  g_assert_false (console_shows_text (section, "Empty for everybody who comes here"));
}

/* Each item says where it leads and who sees it, and follows an edit. */
static void
test_navigation (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "navigation");
  g_autoptr (GPtrArray) items = console_list_ids (fixture, BATON_KIND_NAVIGATION_ITEM, NULL);
  g_autoptr (BatonEntity) lost = NULL;

  console_fixture_wait_for (shows_seen, section);
  g_assert_true (console_shows_text (section, "Opens “Influencer Hub” (Page)"));
  /* "Deal kit" opens what is there beside a deal only: that nobody sees it without one is no warning. */
  g_assert_true (console_shows_text (section, "With a record only"));
  g_assert_true (baton_section_reveal (BATON_SECTION (section), items->pdata[0]));
  g_assert_true (console_shows_text (section, "Recommending partners"));
  /* Without a target and with nothing below it, it is shown to nobody. */
  lost = baton_entity_with (baton_document_lookup (fixture->document, items->pdata[0]), BATON_FIELD_NAVIGATION_ITEM_TARGET, NULL);
  g_assert_true (baton_document_put (fixture->document, lost));
  console_fixture_wait_for (shows_broken, section);
}

/* Without a preview, whose navigation it is stays chosen while something is edited. */
static void
test_navigation_persona (ConsoleFixture *fixture,
                         gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "navigation");
  GtkWidget *persona = console_find_type (section, GTK_TYPE_DROP_DOWN);
  g_autoptr (GPtrArray) personas = console_list_ids (fixture, BATON_KIND_PERSONA, NULL);
  g_autoptr (BatonValue) name = baton_text_new ("Renamed");

  if (baton_main_window_get_shown_persona (BATON_MAIN_WINDOW (fixture->window)) != NULL)
    gtk_widget_activate_action (fixture->window, "win.toggle-preview", NULL);
  console_fixture_iterate (50);
  g_assert_null (baton_main_window_get_shown_persona (BATON_MAIN_WINDOW (fixture->window)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (persona), 2);
  g_assert_true (baton_document_set (fixture->document, personas->pdata[0], BATON_FIELD_PERSONA_NAME, name));
  console_fixture_iterate (50);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (persona)), ==, 2);
}

static void
said_cb (BatonDocument *document,
         const char    *sentence,
         gboolean       undoable,
         char         **said)
{
  g_free (*said);
  *said = g_strdup (sentence);
}

/* What is no day is said, and not by a colour alone. */
static void
test_wrong_day (ConsoleFixture *fixture,
                gconstpointer   data)
{
  GtkWidget *entry = console_find_type (console_show (fixture, "whatif"), GTK_TYPE_ENTRY);
  g_autofree char *said = NULL;

  g_signal_connect (fixture->document, "message", G_CALLBACK (said_cb), &said);
  gtk_editable_set_text (GTK_EDITABLE (entry), "whenever");
  g_signal_emit_by_name (entry, "activate");
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "whenever"));
  g_assert_true (gtk_test_accessible_has_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID));
  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-01-01");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_handlers_disconnect_by_func (fixture->document, said_cb, &said);
}

/* What has no name is told by what it is and belongs to, in a list and when it is deleted: never by its key. */
static void
test_nameless (ConsoleFixture *fixture,
               gconstpointer   data)
{
  static const struct { const char *section; BatonKind kind; BatonField name; } lists[] = {
    { "rewards", BATON_KIND_REWARD, BATON_FIELD_REWARD_NAME }, { "funds", BATON_KIND_FUND, BATON_FIELD_FUND_NAME },
    { "pages", BATON_KIND_PAGE, BATON_FIELD_PAGE_NAME }, { "promotions", BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_NAME },
    { "branding", BATON_KIND_BRAND, BATON_FIELD_BRAND_NAME },
  };
  g_autoptr (GPtrArray) targets = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_TARGET);
  g_autofree char *said = NULL, *target = NULL, *expected = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkWidget *section = console_show (fixture, lists[i].section);
      g_autoptr (GPtrArray) things = baton_program_list (baton_document_get_program (fixture->document), lists[i].kind);
      g_autofree char *id = g_strdup (baton_entity_get_id (things->pdata[0]));

      g_assert_true (baton_document_set (fixture->document, id, lists[i].name, NULL));
      console_fixture_iterate (200);
      g_assert_false (console_shows_text (section, id));
      gtk_widget_activate_action (fixture->window, "win.undo", NULL);
    }

  g_signal_connect (fixture->document, "message", G_CALLBACK (said_cb), &said);
  target = g_strdup (baton_entity_get_id (targets->pdata[0]));
  expected = baton_words_name (baton_document_get_names (fixture->document), target);
  g_assert_true (baton_document_remove (fixture->document, target));
  g_assert_nonnull (strstr (said, expected));
  g_assert_null (strstr (said, target));
  g_signal_handlers_disconnect_by_func (fixture->document, said_cb, &said);
}

static gboolean
says_no_persona (gpointer section)
{
  return console_shows_text (section, "No persona to see it yet");
}

/* Without any persona there is nothing to wait for. */
static void
test_navigation_alone (ConsoleFixture *fixture,
                       gconstpointer   data)
{
  GtkWidget *section;

  g_assert_nonnull (baton_document_add (fixture->document, BATON_KIND_NAVIGATION_ITEM, NULL, "Home"));
  section = console_show (fixture, "navigation");
  console_fixture_wait_for (says_no_persona, section);
  g_assert_false (console_shows_text (section, "seen by"));
}

/* A promotion that was just added, and one whose name is gone, are not said to run. */
static void
test_new_promotion (ConsoleFixture *fixture,
                    gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "promotions");
  BatonCardList *list = baton_cards_section_get_list (BATON_CARDS_SECTION (section));

  console_fixture_iterate (200);
  g_assert_false (console_shows_text (section, "Gives nothing yet"));
  baton_card_list_add_plain (list);
  console_fixture_iterate (200);
  g_assert_true (console_shows_text (section, "Gives nothing yet"));
  g_assert_true (baton_document_set (fixture->document, baton_card_list_get_selected (list), BATON_FIELD_PROMOTION_NAME, NULL));
  console_fixture_iterate (200);
  g_assert_true (console_shows_text (section, "No name yet"));
  g_assert_false (console_shows_text (section, "Gives nothing yet"));
}

/* What is added in a list is named first. */
static void
test_named_first (ConsoleFixture *fixture,
                  gconstpointer   data)
{
  static const struct { const char *section; BatonKind kind; } lists[] = {
    { "rewards", BATON_KIND_REWARD }, { "funds", BATON_KIND_FUND }, { "pages", BATON_KIND_PAGE }, { "promotions", BATON_KIND_PROMOTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkWidget *section = console_show (fixture, lists[i].section), *focus;
      BatonCardList *list = baton_cards_section_get_list (BATON_CARDS_SECTION (section));
      g_autofree char *title = g_strdup_printf ("New: %s", baton_words_kind (lists[i].kind));

      console_fixture_iterate (200);
      baton_card_list_add_plain (list);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_true (GTK_IS_EDITABLE (focus));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (focus)), ==, title);
      /* So is a copy, which is called as what it was made from. */
      gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
      gtk_widget_activate_action (GTK_WIDGET (list), "card.duplicate", NULL);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_true (GTK_IS_EDITABLE (focus));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (focus)), ==, title);
    }
}

static gboolean
shows_last_year (gpointer data)
{
  return console_shows_text (data, "in the last year");
}

static gboolean
tells_no_money (gpointer data)
{
  return !console_shows_text (data, "EUR");
}

/* Price, who may have it, how many there are, and what it cost; money is not said while presenting. */
static void
test_rewards (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "rewards");
  g_autofree char *speaker = g_strdup (console_find_named (fixture, BATON_KIND_REWARD, "Event speaker opportunity"));

  console_fixture_wait_for (has_history, fixture->document);
  console_fixture_wait_for (shows_last_year, section);
  g_assert_true (console_shows_text (section, "Sales rewards · Company points"));
  g_assert_true (baton_section_reveal (BATON_SECTION (section), speaker));
  console_fixture_iterate (100);
  g_assert_true (console_shows_text (section, "1,000 points"));
  g_assert_true (console_shows_text (section, "10 in stock"));
  g_assert_true (console_shows_text (section, "approved by Marketing"));
  g_assert_true (console_shows_text (section, "EUR"));
  baton_document_set_presenting (fixture->document, TRUE);
  console_fixture_wait_for (tells_no_money, section);
}

static gboolean
counts_tiers (gpointer data)
{
  return console_shows_text (data, "Sidekick");
}

static gboolean
leaves_tier (gpointer data)
{
  return console_shows_text (data, "Sidekick") && console_shows_text (data, " → 0");
}

/* Who holds a tier that the draft takes out is counted there, and falls; a ladder is called otherwise while presenting. */
static void
test_tier_taken_out (ConsoleFixture *fixture,
                     gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  GtkWidget *section = console_show (fixture, "tiers"), *ladders = console_find_type (section, GTK_TYPE_DROP_DOWN);
  const char *above = console_find_named (fixture, BATON_KIND_TIER, "Superhero");
  g_autofree char *ladder = g_strdup (baton_entity_get_parent (baton_document_lookup (fixture->document, above))), *tier = NULL, *digest = NULL;
  g_autoptr (BatonValue) threshold = baton_value_new_integer (20), partner = baton_text_new ("Pine Insights");
  GtkStringObject *shown;

  tier = g_strdup (baton_document_add (fixture->document, BATON_KIND_TIER, ladder, "Sidekick"));
  g_assert_true (baton_document_set (fixture->document, tier, BATON_FIELD_TIER_THRESHOLD, threshold));
  digest = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_true (baton_workspace_pushed (workspace, "First", 1, digest, baton_workspace_get_program (workspace), NULL, NULL));
  console_fixture_wait_for (has_history, fixture->document);
  console_fixture_wait_for (counts_tiers, section);
  g_assert_false (console_shows_text (section, " → 0"));
  g_assert_true (baton_document_remove (fixture->document, tier));
  console_fixture_wait_for (leaves_tier, section);
  g_assert_true (console_shows_text (section, "Against live, up: nobody. Down: "));
  g_assert_false (console_shows_text (section, "Down: nobody."));

  g_assert_true (baton_document_set (fixture->document, ladder, BATON_FIELD_TIER_LADDER_NAME, partner));
  baton_document_set_presenting (fixture->document, TRUE);
  console_fixture_iterate (50);
  shown = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (ladders));
  g_assert_cmpstr (gtk_string_object_get_string (shown), !=, "Pine Insights");
}

/* Every section fits a window of 360 pixels, whose frame takes some of them; with what comes a few frames later. */
static void
test_widths (ConsoleFixture *fixture,
             gconstpointer   data)
{
  console_fixture_wait_for (has_history, fixture->document);
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      GtkWidget *section = console_show (fixture, info->name);
      int minimum;

      console_fixture_iterate (300);
      gtk_widget_measure (section, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > 350)
        g_test_fail_printf ("%s needs %d pixels", info->name, minimum);
    }
}

static void
add_tests (void)
{
  g_test_add ("/console/sections/navigation-persona", ConsoleFixture, NULL, console_fixture_set_up, test_navigation_persona, console_fixture_tear_down);
  g_test_add ("/console/sections/wrong-day", ConsoleFixture, NULL, console_fixture_set_up, test_wrong_day, console_fixture_tear_down);
  g_test_add ("/console/sections/nameless", ConsoleFixture, NULL, console_fixture_set_up, test_nameless, console_fixture_tear_down);
  g_test_add ("/console/sections/navigation-alone", ConsoleFixture, "empty", console_fixture_set_up, test_navigation_alone, console_fixture_tear_down);
  g_test_add ("/console/sections/new-promotion", ConsoleFixture, NULL, console_fixture_set_up, test_new_promotion, console_fixture_tear_down);
  g_test_add ("/console/sections/named-first", ConsoleFixture, NULL, console_fixture_set_up, test_named_first, console_fixture_tear_down);
  g_test_add ("/console/sections/block-for-records", ConsoleFixture, NULL, console_fixture_set_up, test_block_for_records, console_fixture_tear_down);
  g_test_add ("/console/sections/navigation", ConsoleFixture, NULL, console_fixture_set_up, test_navigation, console_fixture_tear_down);
  g_test_add ("/console/sections/tier-taken-out", ConsoleFixture, NULL, console_fixture_set_up, test_tier_taken_out, console_fixture_tear_down);
  g_test_add ("/console/sections/rewards", ConsoleFixture, NULL, console_fixture_set_up, test_rewards, console_fixture_tear_down);
  g_test_add ("/console/sections/widths", ConsoleFixture, NULL, console_fixture_set_up, test_widths, console_fixture_tear_down);
  g_test_add ("/console/sections/another_brand", ConsoleFixture, NULL, console_fixture_set_up, test_another_brand, console_fixture_tear_down);
  g_test_add ("/console/sections/branding", ConsoleFixture, NULL, console_fixture_set_up, test_branding, console_fixture_tear_down);
  g_test_add ("/console/sections/promotion-trial", ConsoleFixture, NULL, console_fixture_set_up, test_promotion_trial, console_fixture_tear_down);
  g_test_add ("/console/sections/reach", ConsoleFixture, NULL, console_fixture_set_up, test_reach, console_fixture_tear_down);
  g_test_add ("/console/sections/prices", ConsoleFixture, NULL, console_fixture_set_up, test_prices, console_fixture_tear_down);
  g_test_add ("/console/sections/publishing", ConsoleFixture, NULL, console_fixture_set_up, test_publishing, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
