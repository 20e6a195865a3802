/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files of translations are written and compared aside, and what is said of a file is true of the program as it is then. What
 * lasts can be ended. Who translates is led from text to text, and told what there is to know of each.
 */
#include "console-look.h"

#include "console/sections/baton-source-diff.h"
#include "console/sections/baton-text-list.h"
#include "console/sections/baton-translation-aids.h"
#include "console/sections/baton-translation-context.h"
#include "console/sections/baton-translation-editor.h"
#include "console/sections/baton-translation-job.h"
#include "console/widgets/baton-text-area.h"
#include "console/widgets/baton-wait.h"
#include "console/widgets/baton-wrap.h"
#include "model/baton-text.h"

#include <string.h>

typedef struct
{
  int      n_told;
  gboolean failed;
} Told;

static void
told_cb (BatonTranslationJob *job,
         const GError        *error,
         gpointer             user_data)
{
  Told *told = user_data;

  told->n_told++;
  told->failed = error != NULL;
}

static gboolean
is_told (gpointer told)
{
  return ((Told *) told)->n_told > 0;
}

/* A PO file of all texts into German, with another translation of the name of *id*. (transfer full) */
static char *
write_file (ConsoleFixture *fixture,
            const char     *id,
            const char     *german)
{
  char *path = g_build_filename (fixture->folder, "de.po", NULL);
  BatonTranslationJob *job;
  g_autofree char *before = NULL;
  Told told = { 0 };
  BatonEntity *entity = baton_document_lookup (fixture->document, id);
  g_autoptr (BatonValue) text = baton_text_with_locale (baton_entity_get (entity, BATON_FIELD_ACTIVITY_NAME), "de", german, BATON_TEXT_TRANSLATED);

  baton_document_set (fixture->document, id, BATON_FIELD_ACTIVITY_NAME, text);
  job = baton_translation_job_new_export (fixture->document, "de", path);
  baton_translation_job_start (job, FALSE, told_cb, &told);
  g_assert_cmpint (told.n_told, ==, 0);
  console_fixture_wait_for (is_told, &told);
  g_assert_false (told.failed);
  baton_translation_job_free (job);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_nonnull (strstr (before, german));
  baton_document_undo (fixture->document);
  return path;
}

static void
test_newest (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_ACTIVITY, "Blog post"));
  g_autofree char *path = write_file (fixture, id, "Ein anderer Beitrag");
  BatonTranslationJob *job = baton_translation_job_new_import (fixture->document, "de", path);
  Told told = { 0 };
  guint n_same;

  baton_translation_job_start (job, TRUE, told_cb, &told);
  console_fixture_wait_for (is_told, &told);
  g_assert_cmpuint (baton_translation_job_get_import (job)->changes->len, ==, 1);
  n_same = baton_translation_job_get_import (job)->n_same;

  /* Edited while the file is being compared: it is as the file says by the time that anything is said. */
  told.n_told = 0;
  baton_translation_job_start (job, TRUE, told_cb, &told);
  baton_document_redo (fixture->document);
  console_fixture_wait_for (is_told, &told);
  g_assert_cmpint (told.n_told, ==, 1);
  g_assert_cmpuint (baton_translation_job_get_import (job)->changes->len, ==, 0);
  g_assert_cmpuint (baton_translation_job_get_import (job)->n_same, ==, n_same + 1);
  baton_translation_job_free (job);
}

static void
test_ended (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere.po", NULL);
  BatonTranslationJob *job = baton_translation_job_new_import (fixture->document, "de", nowhere);
  Told told = { 0 };

  baton_translation_job_start (job, FALSE, told_cb, &told);
  console_fixture_wait_for (is_told, &told);
  g_assert_true (told.failed);
  told.n_told = 0;
  baton_translation_job_start (job, FALSE, told_cb, &told);
  baton_translation_job_free (job);
  console_fixture_iterate (200);
  g_assert_cmpint (told.n_told, ==, 0);
}

static void
count_cb (gpointer n)
{
  ++*(int *) n;
}

static GtkWidget *
find_dialog (GtkWidget *parent)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_window_get_transient_for (window) == GTK_WINDOW (parent))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return find_dialog (window) != NULL;
}

static void
test_wait (ConsoleFixture *fixture,
           gconstpointer   data)
{
  int n = 0;
  BatonWait *wait = baton_wait_new (GTK_WINDOW (fixture->window), "Soon done", count_cb, &n);

  baton_wait_free (wait);
  console_fixture_iterate (500);
  g_assert_null (find_dialog (fixture->window));

  wait = baton_wait_new (GTK_WINDOW (fixture->window), "It lasts", count_cb, &n);
  console_fixture_wait_for (has_dialog, fixture->window);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog (fixture->window)), "cancel");
  g_assert_cmpint (n, ==, 1);
  baton_wait_free (wait);

  wait = baton_wait_new (GTK_WINDOW (fixture->window), "It is done at last", count_cb, &n);
  console_fixture_wait_for (has_dialog, fixture->window);
  baton_wait_free (wait);
  g_assert_null (find_dialog (fixture->window));
  g_assert_cmpint (n, ==, 1);
}

/* ── Help ── */

static void
check_diff (const char *before,
            const char *after,
            const char *expected)
{
  g_autofree char *markup = baton_source_diff_markup (before, after);

  g_assert_cmpstr (markup, ==, expected);
}

static void
test_diff (ConsoleFixture *fixture,
           gconstpointer   data)
{
  check_diff ("Earn two points", "Earn two points", "Earn two points");
  check_diff ("Earn two points", "Earn three points", "Earn <s>two</s> <u>three</u> points");
  check_diff ("A & B", "A & B & C", "A &amp; B <u>&amp; C</u>");
  check_diff ("Once more, with feeling", "", "<s>Once more, with feeling</s>");
}

static gboolean
shows_reseller (gpointer aids)
{
  return console_shows_text (aids, "“Reseller” → “");
}

static gboolean
shows_other (gpointer aids)
{
  return console_find_type (aids, GTK_TYPE_BUTTON) != NULL;
}

static void
use_cb (BatonTranslationAids *aids,
        const char           *text,
        char                **used)
{
  g_free (*used);
  *used = g_strdup (text);
}

/* Names in a text are told as they are called in the language; what was translated elsewhere can be taken over. */
static void
test_aids (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *aids = baton_translation_aids_new (fixture->document);
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Distributor")), *used = NULL;
  g_autoptr (BatonValue) about = baton_text_new ("Buys from a Reseller, not from a Resellerette"), same = baton_text_new ("Reseller");
  g_autoptr (BatonEntity) described = NULL, renamed = NULL;

  gtk_window_set_child (GTK_WINDOW (window), aids);
  gtk_window_present (GTK_WINDOW (window));
  described = baton_entity_with (baton_document_lookup (fixture->document, id), BATON_FIELD_TERM_DESCRIPTION, about);
  g_assert_true (baton_document_put (fixture->document, described));
  baton_translation_aids_show (BATON_TRANSLATION_AIDS (aids), id, BATON_FIELD_TERM_DESCRIPTION, "ja");
  console_fixture_wait_for (shows_reseller, aids);
  g_assert_null (console_find_type (aids, GTK_TYPE_BUTTON));

  renamed = baton_entity_with (baton_document_lookup (fixture->document, id), BATON_FIELD_TERM_NAME, same);
  g_assert_true (baton_document_put (fixture->document, renamed));
  g_signal_connect (aids, "use", G_CALLBACK (use_cb), &used);
  baton_translation_aids_show (BATON_TRANSLATION_AIDS (aids), id, BATON_FIELD_TERM_NAME, "ja");
  g_assert_false (shows_reseller (aids)); /* of another text */
  console_fixture_wait_for (shows_other, aids);
  g_signal_emit_by_name (console_find_type (aids, GTK_TYPE_BUTTON), "clicked");
  g_assert_nonnull (used);
  g_assert_cmpstr (used, !=, "Reseller");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
find_texts_cb (GtkWidget *widget,
               gpointer   data)
{
  if (GTK_IS_LIST_VIEW (widget) && BATON_IS_TEXT_LIST (gtk_single_selection_get_model (GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (widget))))))
    *(GtkSingleSelection **) data = GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (widget)));
}

static gboolean
has_texts (gpointer selection)
{
  return g_list_model_get_n_items (selection) > 2;
}

/* At the end of the list "next" leads to what is still open above; the keys for a page go by without a word. */
static void
test_next (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "languages");
  GtkWidget *editor = console_find_type (section, BATON_TYPE_TRANSLATION_EDITOR);
  GtkSingleSelection *selection = NULL;
  g_autofree char *undo = NULL;
  guint n;

  console_foreach (section, find_texts_cb, &selection);
  g_assert_nonnull (selection);
  console_fixture_wait_for (has_texts, selection);
  n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  gtk_single_selection_set_selected (selection, n - 1);
  g_signal_emit_by_name (editor, "step", 1);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, n - 1);
  g_signal_emit_by_name (editor, "step", -1);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, n - 2);
  g_signal_emit_by_name (editor, "step", 1);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, n - 1);
  gtk_widget_activate_action (editor, "translation.translated", NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), <, 2); /* the very first waits for review alone */
  undo = baton_document_dup_step (fixture->document, TRUE);
  g_assert_null (undo);
}

static void
test_context (ConsoleFixture *fixture,
              gconstpointer   data)
{
  const char *id = console_find_named (fixture, BATON_KIND_ACTIVITY, "Blog post");
  g_autoptr (BatonValue) note = baton_value_new_string ("A post, not the whole blog"), name = baton_text_new ("Hello {member}, {member} and {tier}");
  g_autoptr (BatonEntity) block = NULL;
  g_autoptr (GPtrArray) blocks = console_list_ids (fixture, BATON_KIND_BLOCK, NULL);
  g_autofree char *with_note = NULL, *with_places = NULL;

  baton_document_set (fixture->document, id, baton_schema_find_field (BATON_KIND_ACTIVITY, "note"), note);
  with_note = baton_translation_context_describe (baton_document_get_names (fixture->document), baton_document_lookup (fixture->document, id), BATON_FIELD_ACTIVITY_NAME);
  g_assert_cmpstr (with_note, ==, "What the partner does. It may have up to 200 characters. Note: A post, not the whole blog");
  block = baton_entity_with (baton_document_lookup (fixture->document, blocks->pdata[0]), BATON_FIELD_BLOCK_NAME, name);
  with_places = baton_translation_context_describe (baton_document_get_names (fixture->document), block, BATON_FIELD_BLOCK_NAME);
  g_assert_nonnull (strstr (with_places, "Leave {member} and {tier} in it"));
}

static gboolean
tells_change (gpointer editor)
{
  return console_shows_text (editor, "What has changed in the source");
}

/* No server's program has the old source, as after a pull: the journal does. */
static void
test_past (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_ACTIVITY, "Blog post"));
  GtkWidget *section = console_show (fixture, "languages");
  GtkWidget *editor = console_find_type (section, BATON_TYPE_TRANSLATION_EDITOR);
  g_autoptr (BatonValue) name = baton_text_with_source (baton_entity_get (baton_document_lookup (fixture->document, id), BATON_FIELD_ACTIVITY_NAME), "Web log post");
  GtkSingleSelection *selection = NULL;

  /* The section chooses a text of its own when it has listed them. */
  console_foreach (section, find_texts_cb, &selection);
  console_fixture_wait_for (has_texts, selection);
  console_fixture_iterate (100);
  g_assert_null (baton_program_lookup (baton_workspace_get_base (baton_document_get_workspace (fixture->document)), id));
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_ACTIVITY_NAME, name));
  g_assert_true (baton_workspace_flush (baton_document_get_workspace (fixture->document), NULL));
  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (editor), id, BATON_FIELD_ACTIVITY_NAME, "de");
  console_fixture_wait_for (tells_change, editor);
  g_assert_true (console_shows_text (editor, "Blog"));
}

static gboolean
tells_nothing_known (gpointer editor)
{
  return console_shows_text (editor, "is not kept here");
}

/* A program that came with a stale text says that nobody knows the old source; one that is known takes the line away. */
static void
test_unknown_past (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_FUND, "Market development fund"));
  GtkWidget *editor = console_find_type (console_show (fixture, "languages"), BATON_TYPE_TRANSLATION_EDITOR);

  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (editor), id, BATON_FIELD_FUND_DESCRIPTION, "ar");
  g_assert_false (tells_nothing_known (editor)); /* before the journal has been looked through */
  console_fixture_wait_for (tells_nothing_known, editor);
  g_assert_false (tells_change (editor));
  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (editor), id, BATON_FIELD_FUND_DESCRIPTION, "de");
  g_assert_false (tells_nothing_known (editor));
}

static void
find_bar_cb (GtkWidget *widget,
             gpointer   data)
{
  if (GTK_IS_DROP_DOWN (widget) && BATON_IS_WRAP (gtk_widget_get_parent (widget)))
    *(GtkWidget **) data = gtk_widget_get_parent (widget);
}

/* The formats stand above both texts, which begin side by side; where one is above the other, with the one that they are for. */
static void
test_bar (ConsoleFixture *fixture,
          gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *editor = baton_translation_editor_new (fixture->document), *bar = NULL;
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_CONTENT, "Partner day in Munich"));

  gtk_window_set_child (GTK_WINDOW (window), editor);
  gtk_window_present (GTK_WINDOW (window));
  baton_translation_editor_set_narrow (BATON_TRANSLATION_EDITOR (editor), FALSE);
  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (editor), id, BATON_FIELD_CONTENT_BODY, "de");
  console_foreach (editor, find_bar_cb, &bar);
  g_assert_nonnull (bar);
  g_assert_null (gtk_widget_get_ancestor (bar, BATON_TYPE_TEXT_AREA));
  g_assert_true (gtk_widget_get_mapped (bar));
  baton_translation_editor_set_narrow (BATON_TRANSLATION_EDITOR (editor), TRUE);
  g_assert_nonnull (gtk_widget_get_ancestor (bar, BATON_TYPE_TEXT_AREA));
  baton_translation_editor_set_narrow (BATON_TRANSLATION_EDITOR (editor), FALSE);
  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (editor), id, BATON_FIELD_CONTENT_NAME, "de");
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (bar)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/translations/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (newest);
  ADD (ended);
  ADD (wait);
  ADD (next);
  ADD (context);
  ADD (past);
  ADD (unknown_past);
  ADD (bar);
  ADD (diff);
  ADD (aids);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
