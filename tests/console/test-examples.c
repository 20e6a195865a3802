/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Empty sections: each tells an example, a button adds it as one step, the section shows it, and one undo takes all away.
 */
#include "console-look.h"

#include "console/widgets/baton-empty-page.h"
#include "exchange/baton-examples.h"
#include "words/baton-words-example.h"

static gboolean
holds (ConsoleFixture *fixture,
       BatonKind       kind)
{
  g_autoptr (GPtrArray) things = baton_program_list (baton_document_get_program (fixture->document), kind);

  return things->len > 0;
}

static void
test_each_section (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *digest = baton_program_digest (baton_document_get_program (fixture->document));
  guint n_added = 0;

  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      GtkWidget *section = info->kinds != 0 ? console_show (fixture, info->name) : NULL;

      for (int kind = 0; kind < BATON_N_KINDS && section != NULL; kind++)
        {
          const char *step = baton_words_example_step (kind);
          g_autofree char *after = NULL;
          GtkWidget *button;

          if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0 || step == NULL || holds (fixture, kind))
            continue;
          console_fixture_iterate (20);
          g_test_message ("%s: %s", info->name, step);
          g_assert_true (console_shows_text (section, baton_words_example (kind)));
          button = console_find_button (section, step);
          g_assert_nonnull (button);
          g_signal_emit_by_name (button, "clicked");
          g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, step);
          g_assert_true (holds (fixture, kind));
          console_fixture_iterate (20);
          {
            g_autoptr (GPtrArray) ids = console_list_ids (fixture, kind, NULL);

            g_assert_true (baton_section_reveal (BATON_SECTION (section), ids->pdata[0]));
          }
          console_fixture_iterate (20);
          g_assert_false (console_shows_text (section, baton_words_example (kind)));

          gtk_widget_activate_action (fixture->window, "win.undo", NULL);
          console_fixture_iterate (20);
          after = baton_program_digest (baton_document_get_program (fixture->document));
          g_assert_cmpstr (after, ==, digest);
          g_assert_false (baton_workspace_can_undo (workspace));
          g_assert_true (console_shows_text (section, baton_words_example (kind)));
          n_added++;
        }
    }
  g_assert_cmpuint (n_added, >=, 20);
}

/* Where some of a section's kinds are there and others are not, those are offered still. */
static void
test_rest (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "roles"), *page = console_find_type (section, BATON_TYPE_EMPTY_PAGE);
  g_autoptr (GPtrArray) personas = NULL;

  gtk_widget_activate_action (page, "example.add", "s", "audience");
  console_fixture_iterate (50);
  g_assert_true (holds (fixture, BATON_KIND_AUDIENCE));
  g_assert_false (holds (fixture, BATON_KIND_PERSONA));
  page = console_find_type (section, BATON_TYPE_EMPTY_PAGE);
  gtk_widget_activate_action (page, "example.add-empty", "s", "persona");
  console_fixture_iterate (50);
  personas = console_list_ids (fixture, BATON_KIND_PERSONA, NULL);
  g_assert_cmpuint (personas->len, ==, 1);
}

/* What begins empty wants a name: it is typed over at once. */
static void
test_named (ConsoleFixture *fixture,
            gconstpointer   data)
{
  static const struct
  {
    const char *section, *kind;
  } cases[] = { { "promotions", "promotion" }, { "rewards", "reward" }, { "roles", "audience" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *section = console_show (fixture, cases[i].section), *focus;
      int start, end;

      gtk_widget_activate_action (console_find_type (section, BATON_TYPE_EMPTY_PAGE), "example.add-empty", "s", cases[i].kind);
      console_fixture_iterate (200);
      focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
      g_assert_true (GTK_IS_TEXT (focus));
      g_assert_true (g_str_has_prefix (gtk_editable_get_text (GTK_EDITABLE (focus)), "New: "));
      g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (focus), &start, &end));
      g_assert_cmpint (start, ==, 0);
      g_assert_cmpint (end, ==, g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (focus)), -1));
    }
}

/* A program in one language has nothing to translate: a second one is offered, and the texts come with it. */
static void
test_languages (ConsoleFixture *fixture,
                gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "languages"), *button;
  guint before;

  {
    g_autoptr (GPtrArray) locales = console_list_ids (fixture, BATON_KIND_LOCALE, NULL);

    before = locales->len;
  }
  g_assert_cmpuint (before, <=, 1);
  console_fixture_iterate (50);
  g_assert_true (console_shows_text (section, baton_words_example (BATON_KIND_LOCALE)));
  button = console_find_button (section, baton_words_example_step (BATON_KIND_LOCALE));
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  console_show (fixture, "overview");
  console_show (fixture, "languages");
  console_fixture_iterate (100);
  {
    g_autoptr (GPtrArray) locales = console_list_ids (fixture, BATON_KIND_LOCALE, NULL);

    g_assert_cmpuint (locales->len, >, before);
  }
  g_assert_false (console_shows_text (section, baton_words_example (BATON_KIND_LOCALE)));
}

static void
add_tests (void)
{
  g_test_add ("/console/examples/languages", ConsoleFixture, "empty", console_fixture_set_up, test_languages, console_fixture_tear_down);
  g_test_add ("/console/examples/each-section", ConsoleFixture, "empty", console_fixture_set_up, test_each_section, console_fixture_tear_down);
  g_test_add ("/console/examples/named", ConsoleFixture, "empty", console_fixture_set_up, test_named, console_fixture_tear_down);
  g_test_add ("/console/examples/rest", ConsoleFixture, "empty", console_fixture_set_up, test_rest, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
