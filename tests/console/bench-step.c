/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step of 100,000 changes, as bringing a large list is one, in the section that shows what it makes: done, undone and done again under
 * the trace that `baton --trace` prints. A benchmark (`meson test --benchmark`), no test: it asserts no time. The first argument is
 * another number of changes, the second another section.
 */
#include "console-fixture.h"

#include "console/baton-main-window.h"
#include "console/baton-stepping.h"
#include "console/baton-trace.h"
#include "model/baton-text.h"

#include "baton-resources.h"

#include <stdlib.h>

#define REST_MS 1500   /* until preview, problems and what-if have followed */

/* So many terms below one that is there. (transfer full): of BatonChange */
static GPtrArray *
make_changes (BatonDocument *document,
              guint          n)
{
  g_autoptr (GPtrArray) vocabularies = baton_program_list_children (baton_document_get_program (document), BATON_KIND_VOCABULARY, NULL);
  const char *parent = baton_entity_get_id (vocabularies->pdata[0]);
  g_autofree char *position = baton_program_last_position (baton_document_get_program (document), BATON_KIND_TERM, parent);
  GPtrArray *changes = g_ptr_array_new_full (n, (GDestroyNotify) baton_change_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("step-term-%010u", i), *name = g_strdup_printf ("Term %u of a step", i);
      char *next = baton_position_between (position, NULL);
      g_autoptr (BatonValue) text = baton_text_new (name);
      g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_TERM, id), placed = baton_entity_with_place (bare, parent, next), term = NULL;

      term = baton_entity_with (placed, BATON_FIELD_TERM_NAME, text);
      g_ptr_array_add (changes, baton_change_new (NULL, term));
      g_free (position);
      position = next;
    }
  return changes;
}

static gboolean
is_turned_cb (gpointer document)
{
  return baton_stepping_get_sentence (baton_document_get_stepping (document)) == NULL;
}

static void
turn (ConsoleFixture *fixture,
      const char     *action)
{
  g_print ("%s\n", action);
  gtk_widget_activate_action (fixture->window, action, NULL);
  console_fixture_iterate (10);
  console_fixture_wait_for (is_turned_cb, fixture->document);
  console_fixture_iterate (REST_MS);
}

int
main (int    argc,
      char **argv)
{
  ConsoleFixture fixture = { 0 };
  guint n = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 100000;
  g_autoptr (BatonTrace) trace = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (BatonStep) step = NULL;
  g_autoptr (GError) error = NULL;

  if (!gtk_init_check ())
    {
      g_print ("There is no display, and no Xvfb to make one.\n");
      return 77;
    }
  adw_init ();
  baton_register_resource ();
  baton_words_init ();
  fixture.trace = &trace;
  console_fixture_set_up (&fixture, "influencer");
  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture.window), argc > 2 ? argv[2] : "taxonomy");
  console_fixture_iterate (REST_MS);
  changes = make_changes (fixture.document, n);
  step = baton_step_new (baton_document_get_workspace (fixture.document));
  g_assert_true (baton_step_run (step, changes, NULL, &error));
  g_print ("the step\n");
  console_fixture_iterate (10);
  g_assert_true (baton_document_apply_step (fixture.document, "Bring terms", g_steal_pointer (&step)));
  console_fixture_iterate (REST_MS);
  turn (&fixture, "win.undo");
  turn (&fixture, "win.redo");
  turn (&fixture, "win.undo");
  console_fixture_tear_down (&fixture, "influencer");
  g_clear_object (&trace);
  return 0;
}
