/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of the changes goes, for somebody who may push everything, for a translator and for somebody who may only look.
 */
#include "console-fixture.h"
#include "console-look.h"

#include "console/baton-review-atoms.h"
#include "console/baton-review-changes.h"
#include "console/baton-review-choice.h"
#include "console/baton-review-consequences.h"
#include "console/baton-review-history.h"
#include "console/baton-review-preface.h"
#include "console/baton-server-error.h"
#include "model/baton-diff.h"
#include "model/baton-json.h"
#include "model/baton-text.h"
#include "portal/baton-effect.h"
#include "store/baton-store-error.h"
#include "sync/baton-remote.h"

#include <string.h>

static gboolean
is_compared (gpointer choice)
{
  return baton_review_choice_is_compared (choice);
}

/* Three changes over a base that a server holds: a threshold, and a name in German and in French. */
static BatonReviewChoice *
make_choice (ConsoleFixture *fixture)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  const char *tier = console_find_named (fixture, BATON_KIND_TIER, "Superhero");
  g_autoptr (BatonValue) threshold = baton_value_new_integer (120), german = NULL, french = NULL;
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));
  const BatonValue *name;
  BatonReviewChoice *choice;

  g_assert_true (baton_workspace_pushed (workspace, "First", 1, digest, baton_workspace_get_program (workspace), NULL, NULL));
  g_assert_true (baton_document_set (fixture->document, tier, BATON_FIELD_TIER_THRESHOLD, threshold));
  name = baton_entity_get (baton_program_lookup (baton_document_get_program (fixture->document), tier), BATON_FIELD_TIER_NAME);
  german = baton_text_with_locale (name, "de", "Superheld!", BATON_TEXT_TRANSLATED);
  french = baton_text_with_locale (german, "fr", "Superhéros !", BATON_TEXT_TRANSLATED);
  g_assert_true (baton_document_set (fixture->document, tier, BATON_FIELD_TIER_NAME, french));
  choice = baton_review_choice_new (fixture->document);
  baton_review_choice_refresh (choice);
  console_fixture_wait_for (is_compared, choice);
  g_assert_cmpuint (baton_review_choice_get_atoms (choice)->len, ==, 3);
  return choice;
}

static void
take_standing (BatonReviewChoice *choice,
               const char        *meta)
{
  g_autoptr (BatonValue) value = baton_json_parse (meta, strlen (meta), NULL);
  g_autoptr (BatonStanding) standing = baton_standing_from_value (value);

  baton_review_choice_set_standing (choice, standing);
  console_fixture_wait_for (is_compared, choice);
}

/* A draft that is made or changed is seen by nobody, until it is published, or goes together with something else. */
static void
test_unseen (ConsoleFixture *fixture,
             gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));
  g_autoptr (BatonReviewChoice) choice = baton_review_choice_new (fixture->document);
  g_autoptr (BatonValue) threshold = baton_value_new_integer (120), published = baton_value_new_string ("published");
  const char *content;

  g_assert_true (baton_workspace_pushed (workspace, "First", 1, digest, baton_workspace_get_program (workspace), NULL, NULL));
  baton_review_choice_refresh (choice);
  console_fixture_wait_for (is_compared, choice);
  content = baton_document_add (fixture->document, BATON_KIND_CONTENT, NULL, NULL);
  g_assert_cmpstr (baton_entity_get_string (baton_document_lookup (fixture->document, content), BATON_FIELD_CONTENT_STATE), ==, "draft");
  baton_review_choice_refresh (choice);
  console_fixture_wait_for (is_compared, choice);
  g_assert_true (baton_review_choice_is_unseen (choice));
  g_assert_true (baton_document_set (fixture->document, content, BATON_FIELD_CONTENT_STATE, published));
  baton_review_choice_refresh (choice);
  console_fixture_wait_for (is_compared, choice);
  g_assert_false (baton_review_choice_is_unseen (choice));
  baton_document_undo (fixture->document);
  g_assert_true (baton_document_set (fixture->document, console_find_named (fixture, BATON_KIND_TIER, "Superhero"), BATON_FIELD_TIER_THRESHOLD, threshold));
  baton_review_choice_refresh (choice);
  console_fixture_wait_for (is_compared, choice);
  g_assert_false (baton_review_choice_is_unseen (choice));
  baton_review_choice_set (choice, baton_review_choice_get_atoms (choice)->len - 1, FALSE);
  g_assert_true (baton_review_choice_is_unseen (choice));
}

static void
count_check (GtkWidget *widget,
             gpointer   counts)
{
  /* Its own: the row around it waits for the action of the window that it belongs in. */
  if (GTK_IS_CHECK_BUTTON (widget))
    ((guint *) counts)[gtk_widget_get_sensitive (widget) ? 1 : 0]++;
}

/* How many changes have a check mark that can be set. */
static guint
count_open_checks (ConsoleFixture    *fixture,
                   BatonReviewChoice *choice)
{
  GtkWidget *window = gtk_window_new (), *changes = baton_review_changes_new (fixture->document, choice);
  guint counts[2] = { 0 };

  gtk_window_set_child (GTK_WINDOW (window), changes);
  gtk_window_present (GTK_WINDOW (window));
  baton_review_changes_refill (BATON_REVIEW_CHANGES (changes));
  console_fixture_iterate (300);
  console_foreach (window, count_check, counts);
  g_assert_cmpuint (counts[0] + counts[1], ==, 3);
  gtk_window_destroy (GTK_WINDOW (window));
  return counts[1];
}

static void
test_everything (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (BatonReviewChoice) choice = make_choice (fixture);

  take_standing (choice, "{\"push\":\"all\"}");
  g_assert_cmpuint (baton_review_choice_count_left_out (choice), ==, 0);
  g_assert_cmpuint (baton_review_choice_count_foreign (choice), ==, 0);
  g_assert_cmpuint (count_open_checks (fixture, choice), ==, 3);
}

static void
test_translator (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (BatonReviewChoice) choice = make_choice (fixture);

  take_standing (choice, "{\"push\":\"texts\"}");
  g_assert_cmpuint (baton_review_choice_count_left_out (choice), ==, 1);
  take_standing (choice, "{\"push\":\"texts\",\"languages\":[\"de\"]}");
  g_assert_cmpuint (baton_review_choice_count_left_out (choice), ==, 2);
  g_assert_cmpuint (baton_review_choice_count_foreign (choice), ==, 2);
  g_assert_cmpuint (count_open_checks (fixture, choice), ==, 1);

  /* Nothing that is chosen makes the rest go; the own texts wait and go as one likes. */
  baton_review_choice_set_all (choice, FALSE);
  g_assert_cmpuint (baton_review_choice_count_left_out (choice), ==, 3);
  baton_review_choice_set_all (choice, TRUE);
  g_assert_cmpuint (baton_review_choice_count_left_out (choice), ==, 2);
  for (guint i = 0; i < 3; i++)
    {
      const BatonAtom *atom = baton_review_choice_get_atoms (choice)->pdata[i];

      baton_review_choice_set (choice, i, TRUE);
      g_assert_cmpint (baton_review_choice_goes (choice, i), ==, g_strcmp0 (atom->locale, "de") == 0);
    }
}

/* What a token may do is said before anything has changed, not only of what it may not push. */
static void
test_told_early (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));
  g_autoptr (BatonReviewChoice) choice = baton_review_choice_new (fixture->document);
  GtkWidget *window = gtk_window_new (), *preface = baton_review_preface_new (fixture->document, choice);

  g_assert_true (baton_workspace_pushed (workspace, "First", 1, digest, baton_workspace_get_program (workspace), NULL, NULL));
  gtk_window_set_child (GTK_WINDOW (window), preface);
  gtk_window_present (GTK_WINDOW (window));
  baton_review_choice_refresh (choice);
  console_fixture_wait_for (is_compared, choice);
  take_standing (choice, "{\"push\":\"texts\",\"languages\":[\"de\"]}");
  baton_review_preface_refill (BATON_REVIEW_PREFACE (preface));
  g_assert_true (console_shows_text (preface, "Nothing has changed"));
  g_assert_true (console_shows_text (preface, "translations alone from you, into German."));
  take_standing (choice, "{\"push\":\"all\"}");
  baton_review_preface_refill (BATON_REVIEW_PREFACE (preface));
  g_assert_false (console_shows_text (preface, "translations alone"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_onlooker (ConsoleFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (BatonReviewChoice) choice = make_choice (fixture);

  take_standing (choice, "{\"push\":\"nothing\"}");
  g_assert_cmpuint (baton_review_choice_count_left_out (choice), ==, 3);
  g_assert_cmpuint (count_open_checks (fixture, choice), ==, 0);
}

/* A full disk of one's own is not the server's. */
static void
test_whose_trouble (void)
{
  g_autoptr (GError) own = g_error_new_literal (BATON_STORE_ERROR, BATON_STORE_ERROR_FULL, "");
  g_autoptr (GError) theirs = g_error_new_literal (BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE, "");
  g_autofree char *of_file = baton_server_error_describe (own, "https://one.example", "/tmp/Partners.baton");
  g_autofree char *of_server = baton_server_error_describe (theirs, "https://one.example", "/tmp/Partners.baton");

  g_assert_nonnull (strstr (of_file, "Partners.baton"));
  g_assert_null (strstr (of_file, "one.example"));
  g_assert_nonnull (strstr (of_server, "one.example"));
}

typedef struct
{
  guint      n_lines;
  GtkWidget *more;     /* the line that shows the next ones; NULL: all are there */
} Lines;

static void
count_line (GtkWidget *widget,
            gpointer   user_data)
{
  Lines *lines = user_data;

  if (!ADW_IS_ACTION_ROW (widget))
    return;
  if (g_object_get_data (G_OBJECT (widget), "baton-rest") != NULL)
    lines->more = widget;
  else
    lines->n_lines++;
}

static Lines
count_lines (GtkWidget *row)
{
  Lines lines = { 0 };

  console_foreach (row, count_line, &lines);
  return lines;
}

static gboolean
has_effects (gpointer choice)
{
  return baton_review_choice_get_effects (choice) != NULL && baton_review_choice_get_effects (choice)->len > 0;
}

static gboolean
has_decisions (gpointer choice)
{
  return has_effects (choice) && ((BatonEffect *) baton_review_choice_get_effects (choice)->pdata[0])->decisions->len > 0;
}

static void
count_row (GtkWidget *widget,
           gpointer   n)
{
  if (ADW_IS_ACTION_ROW (widget) && gtk_widget_get_mapped (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) == NULL)
    ++*(guint *) n;
  else if (ADW_IS_EXPANDER_ROW (widget))
    ++*(guint *) n;
}

/* What is unfolded comes into sight with the next frame. */
static gboolean
shows_first (gpointer consequences)
{
  return console_shows_text (consequences, g_object_get_data (G_OBJECT (consequences), "first"));
}

/* What a push does to many personas stands in few rows, or in one, and says who when it is asked: the changes below must be seen. */
static void
test_consequences (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));
  g_autoptr (GPtrArray) rules = console_list_ids (fixture, BATON_KIND_PUBLISHING_RULE, NULL);
  g_autofree char *first = NULL;
  g_autoptr (BatonValue) colour = baton_value_new_string ("#00aa77"), forbids = baton_value_new_string ("may-not");
  g_autoptr (BatonReviewChoice) choice = baton_review_choice_new (fixture->document);
  GtkWidget *window = gtk_window_new (), *consequences = baton_review_consequences_new (fixture->document, choice), *fold;
  guint n = 0;

  g_assert_true (baton_workspace_pushed (workspace, "First", 1, digest, baton_workspace_get_program (workspace), NULL, NULL));
  gtk_window_set_child (GTK_WINDOW (window), consequences);
  gtk_window_present (GTK_WINDOW (window));
  /* As the window does: what is served and the draft are compiled aside. */
  g_signal_connect_object (fixture->document, "snapshot-changed", G_CALLBACK (baton_review_choice_refresh), choice, G_CONNECT_SWAPPED);
  g_signal_connect_object (fixture->document, "live-changed", G_CALLBACK (baton_review_choice_refresh), choice, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "checked", G_CALLBACK (baton_review_consequences_refill), consequences, G_CONNECT_SWAPPED);
  g_assert_false (gtk_widget_get_visible (consequences));

  /* The same for everybody: one row, which names them when it is unfolded. */
  g_assert_true (baton_document_set (fixture->document, console_find_named (fixture, BATON_KIND_BRAND, "House brand"), BATON_FIELD_BRAND_ACCENT, colour));
  baton_review_choice_refresh (choice);
  console_fixture_wait_for (has_effects, choice);
  console_fixture_iterate (20);
  g_assert_cmpuint (baton_review_choice_get_effects (choice)->len, >, 3);
  first = baton_words_name (baton_document_get_names (fixture->document), ((BatonEffect *) baton_review_choice_get_effects (choice)->pdata[0])->persona);
  g_object_set_data (G_OBJECT (consequences), "first", first);
  console_foreach (consequences, count_row, &n);
  g_assert_cmpuint (n, <=, 3);
  g_assert_true (console_shows_text (consequences, "Looks different: Accent colour."));
  g_assert_false (console_shows_text (consequences, first));
  fold = console_find_type (consequences, ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fold), TRUE);
  console_fixture_wait_for (shows_first, consequences);

  /* Many different things: a single row. What was unfolded stays so when the choice changes. */
  for (guint i = 0; i < rules->len; i++)
    g_assert_true (baton_document_set (fixture->document, rules->pdata[i], BATON_FIELD_PUBLISHING_RULE_EFFECT, forbids));
  console_fixture_wait_for (has_decisions, choice);
  console_fixture_iterate (20);
  n = 0;
  console_foreach (consequences, count_row, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (console_shows_text (consequences, first));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (console_find_type (consequences, ADW_TYPE_EXPANDER_ROW)), TRUE);
  console_fixture_wait_for (shows_first, consequences);
  baton_review_consequences_refill (BATON_REVIEW_CONSEQUENCES (consequences));
  console_fixture_wait_for (shows_first, consequences);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Nothing stays hidden behind "150 more changes". */
static void
test_all_lines (ConsoleFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (BatonProgram) before = baton_program_copy (baton_document_get_program (fixture->document)), after = baton_program_copy (before);
  g_autoptr (GPtrArray) atoms = NULL;
  GtkWidget *row = g_object_ref_sink (adw_expander_row_new ());
  guint n_around = count_lines (row).n_lines;
  Lines lines;

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *name = g_strdup_printf ("Role %u", i), *id = baton_id_new (name, NULL);
      g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_ROLE, id);
      g_autoptr (BatonValue) text = baton_text_new (name);
      g_autoptr (BatonEntity) role = baton_entity_with (bare, BATON_FIELD_ROLE_NAME, text);

      baton_program_put (after, role);
    }
  atoms = baton_diff (before, after);
  g_assert_cmpuint (atoms->len, ==, 250);
  baton_review_atoms_add (ADW_EXPANDER_ROW (row), fixture->document, before, after, atoms);
  for (guint shown = 100; shown < 250; shown += 100)
    {
      g_autoptr (GtkWidget) pressed = NULL;

      lines = count_lines (row);
      pressed = g_object_ref (lines.more);
      g_assert_cmpuint (lines.n_lines - n_around, ==, shown);
      g_assert_true (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (lines.more)), shown == 100 ? "150 " : "50 "));
      adw_action_row_activate (ADW_ACTION_ROW (lines.more));
      /* It stays where the focus is, or the view would jump. */
      g_assert_nonnull (gtk_widget_get_parent (pressed));
      g_assert_null (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (pressed)), "more"));
    }
  lines = count_lines (row);
  g_assert_cmpuint (lines.n_lines - n_around, ==, 250);
  g_assert_null (lines.more);
  g_object_unref (row);
}

/* What came with the sample is no change of anybody's, before it was ever pushed; what is changed after that is counted. */
static void
test_counted (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *button = console_find_button (fixture->window, "Review & Push");

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Review & Push");
  g_object_unref (make_choice (fixture));
  console_fixture_iterate (20);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Review & Push (1)");
}

/* Of number *first* and *n - 1* before it. (transfer full) */
static GPtrArray *
make_revisions (gint64 first,
                int    n)
{
  GPtrArray *revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_revision_free);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *message = g_strdup_printf ("Step %d", (int) first - i);
      const BatonRevision revision = { .number = first - i, .parent = first - i - 1, .time = first - i, .digest = (char *) "d", .author = (char *) "Ana", .message = message };

      g_ptr_array_add (revisions, baton_revision_copy (&revision));
    }
  return revisions;
}

/* What was pushed before the revisions that the server told of is there to be asked for, down to the first. */
static void
test_older (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (BatonReviewServer) server = baton_review_server_new (fixture->document);
  GtkWidget *window = gtk_window_new (), *history = baton_review_history_new (fixture->document, server), *button;
  g_autoptr (GPtrArray) last = make_revisions (6, 2), older = make_revisions (4, 2), oldest = make_revisions (2, 2), none = g_ptr_array_new ();

  gtk_window_set_child (GTK_WINDOW (window), history);
  gtk_window_present (GTK_WINDOW (window));
  baton_review_history_fill (BATON_REVIEW_HISTORY (history), last);
  g_assert_true (console_shows_text (history, "More was pushed before"));
  g_assert_false (console_shows_text (history, "Step 4"));
  /* Nobody has asked. */
  baton_review_history_append (BATON_REVIEW_HISTORY (history), older);
  g_assert_false (console_shows_text (history, "Step 4"));
  button = console_find_button (history, "Show _Older");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  /* The server could not be asked: it can be again. */
  baton_review_history_append (BATON_REVIEW_HISTORY (history), none);
  g_signal_emit_by_name (console_find_button (history, "Show _Older"), "clicked");
  baton_review_history_append (BATON_REVIEW_HISTORY (history), older);
  g_assert_true (console_shows_text (history, "Step 3"));
  g_signal_emit_by_name (console_find_button (history, "Show _Older"), "clicked");
  baton_review_history_append (BATON_REVIEW_HISTORY (history), oldest);
  g_assert_true (console_shows_text (history, "Step 1"));
  g_assert_false (console_shows_text (history, "More was pushed before"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A translator is not offered what the server would refuse; what comes later, neither. */
static void
test_no_way_back (ConsoleFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (BatonReviewServer) server = baton_review_server_new (fixture->document);
  GtkWidget *window = gtk_window_new (), *history = baton_review_history_new (fixture->document, server);
  g_autoptr (GPtrArray) revisions = make_revisions (6, 3);
  const char *texts = "{\"push\":\"texts\"}", *all = "{\"push\":\"all\"}";
  g_autoptr (BatonValue) texts_value = baton_json_parse (texts, strlen (texts), NULL), all_value = baton_json_parse (all, strlen (all), NULL);
  g_autoptr (BatonStanding) translator = baton_standing_from_value (texts_value), publisher = baton_standing_from_value (all_value);

  gtk_window_set_child (GTK_WINDOW (window), history);
  gtk_window_present (GTK_WINDOW (window));
  baton_review_history_fill (BATON_REVIEW_HISTORY (history), revisions);
  g_assert_true (gtk_widget_get_visible (console_find_button (history, "Roll Back")));
  baton_review_history_set_standing (BATON_REVIEW_HISTORY (history), translator);
  g_assert_false (gtk_widget_get_visible (console_find_button (history, "Roll Back")));
  baton_review_history_fill (BATON_REVIEW_HISTORY (history), revisions);
  g_assert_false (gtk_widget_get_visible (console_find_button (history, "Roll Back")));
  baton_review_history_set_standing (BATON_REVIEW_HISTORY (history), publisher);
  g_assert_true (gtk_widget_get_visible (console_find_button (history, "Roll Back")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/review/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (everything);
  ADD (translator);
  ADD (told_early);
  ADD (onlooker);
  ADD (all_lines);
  ADD (older);
  ADD (no_way_back);
  ADD (unseen);
  ADD (counted);
  ADD (consequences);
#undef ADD
  g_test_add_func ("/console/review/whose-trouble", test_whose_trouble);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
