/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Overview: who is about to lose a tier is who the statements say, and leads to the statement; partners go by their names.
 */
#include "console-look.h"

#include "console/baton-falling.h"
#include "console/baton-holders.h"
#include "console/baton-simulation.h"
#include "console/baton-statement-window.h"
#include "console/baton-unknown-pins.h"
#include "console/widgets/baton-picker.h"
#include "incentives/baton-statement.h"
#include "words/baton-words-problem.h"

#include <string.h>

static gboolean
has_history (gpointer data)
{
  BatonDay first, last;

  return baton_history_get_span (baton_document_get_history (data), &first, &last);
}

static gboolean
has_list (gpointer data)
{
  return baton_falling_get_list (data) != NULL;
}

/* The day on which the statement says that the tier is lost; BATON_DAY_NONE when it is not. */
static BatonDay
ask_statement (BatonReplay     *replay,
               const BatonFall *fall)
{
  guint number = baton_register_find_organisation (baton_replay_get_register (replay), fall->holder), n;
  g_autoptr (BatonStatement) statement = baton_statement_new (replay, number, BATON_INDEX_NONE);
  const BatonStatementTier *tiers = baton_statement_get_tiers (statement, &n);

  for (guint i = 0; i < n; i++)
    if (tiers[i].tier >= 0 && g_strcmp0 (baton_replay_get_ladder_tier (replay, tiers[i].ladder, tiers[i].tier), fall->tier) == 0)
      return tiers[i].lost;
  return BATON_DAY_NONE;
}

static void
test_falls (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (BatonFalling) falling = baton_falling_new (fixture->document);
  g_autoptr (BatonReplay) replay = NULL;
  GPtrArray *falls;
  guint n_asked = 0;

  console_fixture_wait_for (has_history, fixture->document);
  baton_history_answer_request (BATON_HISTORY_ANSWER (falling));
  console_fixture_wait_for (has_list, falling);
  falls = baton_falling_get_list (falling);
  g_assert_cmpuint (falls->len, >, 0);
  replay = baton_replay_new (baton_document_get_snapshot (fixture->document), baton_document_get_register (fixture->document),
                             baton_document_get_history (fixture->document), baton_falling_get_day (falling), NULL);
  for (guint i = 0; i < falls->len; i++)
    {
      const BatonFall *fall = falls->pdata[i];

      g_assert_cmpint (fall->day, >, baton_falling_get_day (falling));
      if (i > 0)
        g_assert_cmpint (fall->day, >=, ((BatonFall *) falls->pdata[i - 1])->day);
      if (g_strcmp0 (fall->holder, fall->partner) != 0)
        continue; /* a person */
      g_assert_cmpint (ask_statement (replay, fall), ==, fall->day);
      n_asked++;
    }
  g_assert_cmpuint (n_asked, >, 0);
}

static gboolean
shows_falls (gpointer data)
{
  return console_shows_text (data, "Partners About to Fall");
}

static gboolean
shows_statement (gpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (BATON_IS_STATEMENT_WINDOW (window) && strcmp (gtk_window_get_title (window), data) == 0 && console_shows_text (GTK_WIDGET (window), "Balances"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_problems (gpointer document)
{
  GPtrArray *problems = baton_document_get_problems (document);

  return problems != NULL && problems->len > 0;
}

static gboolean
shows_nothing_live (gpointer data)
{
  return console_shows_text (data, "Partners see nothing yet. The first push shows them everything.");
}

static gboolean
shows_nothing_waits (gpointer data)
{
  return console_shows_text (data, "Nothing waits to be pushed.");
}

static gboolean
shows_a_change (gpointer data)
{
  return console_shows_text (data, "1 thing has changed since the last push or pull.");
}

/* What waits to be pushed is told while the section is open, too. */
static void
test_changes (ConsoleFixture *fixture,
              gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autoptr (BatonProgram) pushed = baton_program_copy (baton_document_get_program (fixture->document));
  g_autofree char *digest = baton_program_digest (pushed);
  g_autoptr (GPtrArray) tiers = baton_program_list (pushed, BATON_KIND_TIER);
  g_autoptr (BatonValue) start = baton_value_new_integer (77);
  g_autoptr (BatonEntity) tier = baton_entity_with (tiers->pdata[0], BATON_FIELD_TIER_THRESHOLD, start);
  GtkWidget *section;

  console_fixture_wait_for (has_history, fixture->document);
  section = console_show (fixture, "overview");
  console_fixture_wait_for (shows_falls, section);
  console_fixture_wait_for (has_problems, fixture->document);
  console_fixture_iterate (500); /* nothing else is on its way that the section would be told anew for */
  console_fixture_wait_for (shows_nothing_live, section);
  g_assert_true (baton_workspace_pushed (workspace, "Push", 1, digest, pushed, NULL, NULL));
  console_fixture_wait_for (shows_nothing_waits, section);
  g_assert_true (baton_workspace_put (workspace, "Lower", tier, NULL));
  console_fixture_wait_for (shows_a_change, section);
}

static gboolean
shows_more (gpointer data)
{
  return console_shows_text (data, " more");
}

static void
count_ends (GtkWidget *widget,
            gpointer   user_data)
{
  guint *n = user_data;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), "ends on") != NULL)
    (*n)++;
}

/* Activities that all end in the same week are told of as any other list is: some, and how many more. */
static void
test_many_endings (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) activities = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_ACTIVITY);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *through = baton_day_format (baton_document_get_today (fixture->document) + 3);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) window = NULL;
  GtkWidget *section;
  guint n = 0;

  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "through", through);
  baton_value_builder_close (builder);
  window = baton_value_builder_finish (builder);
  for (guint i = 0; i < activities->len; i++)
    {
      g_autoptr (BatonEntity) after = baton_entity_with (activities->pdata[i], BATON_FIELD_ACTIVITY_WINDOW, window);

      g_ptr_array_add (changes, baton_change_new (activities->pdata[i], after));
    }
  g_assert_cmpuint (changes->len, >, 30);
  g_assert_true (baton_document_apply (fixture->document, "End all", changes));
  section = console_show (fixture, "overview");
  console_fixture_wait_for (has_problems, fixture->document);
  console_fixture_wait_for (shows_more, section);
  console_foreach (section, count_ends, &n);
  g_assert_cmpuint (n, <=, 8);
}

/* A partner's line leads to the statement. */
static void
test_jump (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *section;

  console_fixture_wait_for (has_history, fixture->document);
  section = console_show (fixture, "overview");
  console_fixture_wait_for (shows_falls, section);
  gtk_widget_activate_action (fixture->window, "win.reveal", "s", "o-003");
  console_fixture_wait_for (shows_statement, (gpointer) "Tanabe Tech Notes");
  /* Another's takes its place: each is of the partner that it names. */
  gtk_widget_activate_action (fixture->window, "win.reveal", "s", "o-002");
  console_fixture_wait_for (shows_statement, (gpointer) "Rheinruf Agentur");
  g_assert_false (shows_statement ((gpointer) "Tanabe Tech Notes"));
}

static GtkWidget *
find_statement (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (BATON_IS_STATEMENT_WINDOW (window))
        return window;
    }
  return NULL;
}

/* Of a partner who spent what was taken back later: what it was spent on, and what every person is left with. */
static void
test_statement (ConsoleFixture *fixture,
                gconstpointer   data)
{
  GtkWidget *window;

  console_fixture_wait_for (has_history, fixture->document);
  gtk_widget_activate_action (fixture->window, "win.reveal", "s", "o-018");
  console_fixture_wait_for (shows_statement, (gpointer) "Hinterhof Kollektiv");
  window = find_statement ();
  console_fixture_iterate (50);
  g_assert_true (console_shows_text (window, "Spent on Rewards"));
  g_assert_true (console_shows_text (window, "Blog collaboration"));
  g_assert_true (console_shows_text (window, "20 May 2026"));
  g_assert_true (console_shows_text (window, "Individual points, Mei Mendes"));
}

/* Whoever holds a tier by exception is named, also in what is wrong with it, but not while presenting. */
static void
test_partners_by_name (ConsoleFixture *fixture,
                       gconstpointer   data)
{
  GPtrArray *problems;
  gboolean found = FALSE;

  console_fixture_wait_for (has_history, fixture->document);
  console_fixture_wait_for (has_problems, fixture->document);
  problems = baton_document_get_problems (fixture->document);
  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];
      g_autofree char *place = NULL, *hidden = NULL;

      if (problem->code != BATON_PROBLEM_PIN_WITHOUT_REASON)
        continue;
      found = TRUE;
      place = baton_words_problem_place (baton_document_get_names (fixture->document), problem);
      g_assert_nonnull (strstr (place, "Rheinruf Agentur"));
      baton_document_set_presenting (fixture->document, TRUE);
      hidden = baton_words_problem_place (baton_document_get_names (fixture->document), problem);
      g_assert_null (strstr (hidden, "Rheinruf"));
      baton_document_set_presenting (fixture->document, FALSE);
    }
  g_assert_true (found);
}

static gboolean
shows_rock_star (gpointer data)
{
  return console_shows_text (data, "Rock Star");
}

static void
chosen_cb (const char * const *ids,
           gpointer            user_data)
{
  g_object_set_data_full (user_data, "chosen", g_strdup (ids[0]), g_free);
}

/* The register in a picker: found by tier, and what was chosen stands first. */
static void
test_picker (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (BatonValue) chosen = baton_value_new_strv ((const char * const[]) { "o-240", "o-gone", NULL });
  BatonPicker *picker;

  console_fixture_wait_for (has_history, fixture->document);
  baton_simulation_request (baton_document_get_simulation (fixture->document));
  while (baton_simulation_get_whatif (baton_document_get_simulation (fixture->document)) == NULL)
    console_fixture_iterate (20);
  picker = baton_picker_new (fixture->window, "Partner", TRUE, FALSE, chosen_cb, G_OBJECT (fixture->window));
  baton_picker_add_register (picker, fixture->document, TRUE, chosen);
  baton_picker_present (picker);
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "o-gone"));
  console_fixture_wait_for (shows_rock_star, picker);
  g_signal_emit_by_name (console_find_button (GTK_WIDGET (picker), "Done"), "clicked");
  g_assert_cmpstr (g_object_get_data (G_OBJECT (fixture->window), "chosen"), ==, "o-240");
}

static void
pin (ConsoleFixture *fixture,
     const char     *ladder,
     const char     *holder,
     const char     *through)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) pins = NULL;
  g_autoptr (GPtrArray) tiers = console_list_ids (fixture, BATON_KIND_TIER, ladder);

  baton_value_builder_open_array (builder);
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "holder", holder);
  baton_value_builder_set_string (builder, "reason", "Test");
  baton_value_builder_set_string (builder, "tier", tiers->pdata[0]);
  baton_value_builder_key (builder, "window");
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "through", through);
  pins = baton_value_builder_finish (builder);
  g_assert_true (baton_document_set (fixture->document, ladder, BATON_FIELD_TIER_LADDER_PINS, pins));
}

static gboolean
shows_unknown (gpointer data)
{
  return console_shows_text (data, "not in the register");
}

static gboolean
shows_nobody_unknown (gpointer data)
{
  return !shows_unknown (data);
}

/* An exception for somebody whom the register does not know is told; one by id, one by name or one that is over is not. */
static void
test_unknown_pins (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "overview");
  BatonRegister *reg;
  const char *organisation, *name;
  guint n;
  g_autofree char *ladder = NULL;
  g_autoptr (GPtrArray) ladders = console_list_ids (fixture, BATON_KIND_TIER_LADDER, NULL);

  console_fixture_wait_for (has_history, fixture->document);
  for (guint i = 0; i < ladders->len && ladder == NULL; i++)
    if (g_strcmp0 (baton_entity_get_string (baton_document_lookup (fixture->document, ladders->pdata[i]), BATON_FIELD_TIER_LADDER_HOLDER), "member") != 0)
      ladder = g_strdup (ladders->pdata[i]);
  reg = baton_document_get_register (fixture->document);
  organisation = baton_register_get_organisation (reg, 3);
  name = baton_register_list_organisation_facts (reg, 3, &n)[0].name;

  gtk_widget_activate_action (section, "overview.more", NULL);
  pin (fixture, ladder, "Nobody and Sons", "2099-12-31");
  console_fixture_wait_for (shows_unknown, section);
  g_assert_true (console_shows_text (section, "Nobody and Sons"));
  pin (fixture, ladder, organisation, "2099-12-31");
  console_fixture_wait_for (shows_nobody_unknown, section);
  pin (fixture, ladder, "Nobody and Sons", "2099-12-31");
  console_fixture_wait_for (shows_unknown, section);
  pin (fixture, ladder, name, "2099-12-31");
  console_fixture_wait_for (shows_nobody_unknown, section);
  pin (fixture, ladder, "Nobody and Sons", "2099-12-31");
  console_fixture_wait_for (shows_unknown, section);
  pin (fixture, ladder, "Nobody and Sons", "2001-12-31");
  console_fixture_wait_for (shows_nobody_unknown, section);
}

/* What Overview does not call unused: terms of partners and of people, and roles, those of earlier days too. */
static void
test_held (void)
{
  static const char organisations[] = "id,name,terms,from\no-1,One,france-1,\no-1,One,spain-1 gold-1,2025-01-01\n";
  static const char members[] = "id,name,organisation,roles,terms\nm-1,Ada,o-1,seller-1,music-1\n";
  g_autoptr (BatonRegister) reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  g_autoptr (GHashTable) held = baton_holders_list_held (reg, NULL);

  g_assert_cmpuint (g_hash_table_size (held), ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_true (g_hash_table_contains (held, (const char *[]) { "france-1", "spain-1", "gold-1", "seller-1", "music-1" }[i]));
}

static void
add_tests (void)
{
  g_test_add_func ("/console/overview/held", test_held);
  g_test_add ("/console/overview/unknown-pins", ConsoleFixture, NULL, console_fixture_set_up, test_unknown_pins, console_fixture_tear_down);
  g_test_add ("/console/overview/falls", ConsoleFixture, NULL, console_fixture_set_up, test_falls, console_fixture_tear_down);
  g_test_add ("/console/overview/changes", ConsoleFixture, NULL, console_fixture_set_up, test_changes, console_fixture_tear_down);
  g_test_add ("/console/overview/many-endings", ConsoleFixture, NULL, console_fixture_set_up, test_many_endings, console_fixture_tear_down);
  g_test_add ("/console/overview/jump", ConsoleFixture, NULL, console_fixture_set_up, test_jump, console_fixture_tear_down);
  g_test_add ("/console/overview/statement", ConsoleFixture, NULL, console_fixture_set_up, test_statement, console_fixture_tear_down);
  g_test_add ("/console/overview/partners-by-name", ConsoleFixture, NULL, console_fixture_set_up, test_partners_by_name, console_fixture_tear_down);
  g_test_add ("/console/overview/picker", ConsoleFixture, NULL, console_fixture_set_up, test_picker, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
