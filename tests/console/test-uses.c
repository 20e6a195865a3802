/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index of uses is that of the program as it is, or it is not there: through edits, undo, a step that is too large to be
 * followed, and edits while it is being made.
 */
#include "console-look.h"

#include "console/baton-import-done.h"
#include "console/baton-import-job.h"
#include "console/baton-uses-index.h"
#include "console/baton-uses-window.h"

static gboolean
is_there (gpointer document)
{
  return baton_uses_index_get (baton_document_get_uses (document)) != NULL;
}

static void
assert_as_anew (BatonDocument *document)
{
  const BatonUses *uses = baton_uses_index_get (baton_document_get_uses (document));
  g_autoptr (BatonUses) anew = baton_uses_new (baton_document_get_program (document));

  g_assert_nonnull (uses);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) entities = baton_program_list (baton_document_get_program (document), kind);

      for (guint i = 0; i < entities->len; i++)
        {
          const char *id = baton_entity_get_id (entities->pdata[i]);
          g_autoptr (GPtrArray) list = baton_uses_list (uses, id), expected = baton_uses_list (anew, id);

          g_assert_cmpuint (list->len, ==, expected->len);
          for (guint j = 0; j < list->len; j++)
            {
              const BatonUse *use = list->pdata[j], *other = expected->pdata[j];

              g_assert_cmpstr (use->user, ==, other->user);
              g_assert_cmpint (use->field, ==, other->field);
            }
        }
    }
}

static void
test_follows (ConsoleFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) activities = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_ACTIVITY);

  console_fixture_wait_for (is_there, fixture->document);
  for (guint i = 0; i + 1 < activities->len; i += 5)
    {
      g_autofree char *moved = g_strdup (baton_entity_get_id (activities->pdata[i]));
      g_autofree char *motion = g_strdup (baton_entity_get_parent (activities->pdata[activities->len - 1 - i]));

      baton_document_move (fixture->document, moved, motion, NULL);
      assert_as_anew (fixture->document);
    }
  baton_document_undo (fixture->document);
  assert_as_anew (fixture->document);
}

/* Terms, added in one step. Their ids. (transfer full) */
static GPtrArray *
add_terms (BatonDocument *document,
           guint          n)
{
  g_autoptr (GPtrArray) vocabularies = baton_program_list (baton_document_get_program (document), BATON_KIND_VOCABULARY);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Term %u", i);
      g_autoptr (BatonEntity) made = baton_document_make (document, BATON_KIND_TERM, baton_entity_get_id (vocabularies->pdata[0]), NULL, name);

      g_ptr_array_add (ids, g_strdup (baton_entity_get_id (made)));
      g_ptr_array_add (changes, baton_change_new (NULL, made));
    }
  g_assert_true (baton_document_apply (document, "Many", changes));
  return ids;
}

static void
test_large_step (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (GPtrArray) ids = NULL, more = NULL;

  console_fixture_wait_for (is_there, fixture->document);
  ids = add_terms (fixture->document, 600);
  /* What was true before the step is gone with it. */
  g_assert_false (is_there (fixture->document));
  /* Edits meanwhile are not lost, and neither is another large step. */
  more = add_terms (fixture->document, 3);
  console_fixture_wait_for (is_there, fixture->document);
  assert_as_anew (fixture->document);
  baton_document_undo (fixture->document);
  baton_document_undo (fixture->document);
  g_assert_false (is_there (fixture->document));
  baton_document_redo (fixture->document);
  console_fixture_wait_for (is_there, fixture->document);
  assert_as_anew (fixture->document);
  g_assert_nonnull (baton_document_lookup (fixture->document, ids->pdata[599]));
}

/* A step that is asked for does not wait, and is decided by what is true. */
static void
test_delete_meanwhile (ConsoleFixture *fixture,
                       gconstpointer   data)
{
  g_autoptr (GPtrArray) ids = NULL;

  console_fixture_wait_for (is_there, fixture->document);
  ids = add_terms (fixture->document, 600);
  g_assert_false (is_there (fixture->document));
  g_assert_true (baton_document_remove (fixture->document, ids->pdata[5]));
  g_assert_null (baton_document_lookup (fixture->document, ids->pdata[5]));
  assert_as_anew (fixture->document);
}

/* The window shows nothing of what was, and then what is. */
static void
test_window (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *term = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "North America"));
  g_autoptr (GPtrArray) ids = NULL;
  GtkWidget *window;

  console_fixture_wait_for (is_there, fixture->document);
  window = baton_uses_window_new (GTK_WINDOW (fixture->window), fixture->document, term, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (300);
  g_assert_true (console_shows_text (window, "Replace by Another…"));
  ids = add_terms (fixture->document, 600);
  g_assert_false (console_shows_text (window, "Replace by Another…"));
  console_fixture_wait_for (is_there, fixture->document);
  g_assert_true (console_shows_text (window, "Replace by Another…"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ── Steps that the register needs ── */

typedef struct
{
  ConsoleFixture *fixture;
  GBytes         *before;   /* what an import can be taken back with */
  char           *shown;    /* whose uses were shown */
  char           *named;    /* an organization */
} Partners;

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ((Partners *) user_data)->before = baton_import_write_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_written (gpointer partners)
{
  return ((Partners *) partners)->before != NULL;
}

static gboolean
names_partner (gpointer data)
{
  Partners *partners = data;
  BatonRegister *reg = baton_document_get_register (partners->fixture->document);

  return baton_register_find_organisation (reg, partners->named) != BATON_INDEX_NONE;
}

static gboolean
names_none (gpointer data)
{
  return !names_partner (data);
}

static void
show_uses_cb (Partners   *partners,
              const char *id)
{
  g_free (partners->shown);
  partners->shown = g_strdup (id);
}

/* A register of one organization that has *term*, as an import would write it. */
static void
bring (Partners   *partners,
       const char *named,
       const char *term,
       gboolean    with_step)
{
  g_autofree char *text = g_strdup_printf ("id,name,terms\n%s,One,%s\n", named, term);

  g_clear_pointer (&partners->before, g_bytes_unref);
  g_free (partners->named);
  partners->named = g_strdup (named);
  baton_import_write_async (partners->fixture->document, BATON_DATA_ORGANISATIONS, text, strlen (text), with_step, written_cb, partners);
  console_fixture_wait_for (is_written, partners);
  baton_document_reload_data (partners->fixture->document);
  console_fixture_wait_for (names_partner, partners);
}

static void
partners_init (Partners       *partners,
               ConsoleFixture *fixture)
{
  *partners = (Partners) { .fixture = fixture };
  g_signal_connect_swapped (fixture->document, "show-uses", G_CALLBACK (show_uses_cb), partners);
}

static void
partners_clear (Partners *partners)
{
  g_signal_handlers_disconnect_by_data (partners->fixture->document, partners);
  g_clear_pointer (&partners->before, g_bytes_unref);
  g_free (partners->shown);
  g_free (partners->named);
}

static gboolean
has_shown (gpointer partners)
{
  return ((Partners *) partners)->shown != NULL;
}

/* One undo takes an import's terms and partners, redo brings both; what another import names by then is not taken away. */
static void
test_undo_partners (ConsoleFixture *fixture,
                    gconstpointer   data)
{
  Partners partners;
  g_autoptr (GPtrArray) ids = NULL;

  partners_init (&partners, fixture);
  console_fixture_wait_for (is_there, fixture->document);
  ids = add_terms (fixture->document, 2);
  bring (&partners, "o-new", ids->pdata[1], TRUE);
  baton_document_undo (fixture->document);
  g_assert_null (baton_document_lookup (fixture->document, ids->pdata[1]));
  console_fixture_wait_for (names_none, &partners);
  baton_document_redo (fixture->document);
  g_assert_nonnull (baton_document_lookup (fixture->document, ids->pdata[1]));
  console_fixture_wait_for (names_partner, &partners);
  g_assert_null (partners.shown);

  bring (&partners, "o-other", ids->pdata[1], FALSE);
  baton_document_undo (fixture->document);
  g_assert_nonnull (baton_document_lookup (fixture->document, ids->pdata[1]));
  g_assert_cmpstr (partners.shown, ==, ids->pdata[1]);
  partners_clear (&partners);
}

/* The button at the end of an import takes the terms, too. */
static void
test_take_back_partners (ConsoleFixture *fixture,
                         gconstpointer   data)
{
  Partners partners;
  g_autoptr (GPtrArray) ids = NULL;
  BatonTablePlan plan = { .n = { [BATON_ROW_CREATED] = 1, [BATON_ROW_CHANGED] = 3, [BATON_ROW_LEFT] = 40, [BATON_ROW_REFUSED] = 1 } };
  GtkWidget *done = g_object_ref_sink (baton_import_done_new (fixture->document));

  partners_init (&partners, fixture);
  console_fixture_wait_for (is_there, fixture->document);
  ids = add_terms (fixture->document, 2);
  bring (&partners, "o-new", ids->pdata[1], TRUE);
  plan.owners = ids;
  baton_import_done_show (BATON_IMPORT_DONE (done), BATON_DATA_ORGANISATIONS, 4, &plan, partners.before, "Many");
  g_assert_true (g_str_has_prefix (adw_status_page_get_description (ADW_STATUS_PAGE (console_find_type (done, ADW_TYPE_STATUS_PAGE))),
                                   "Organizations: 1 created, 3 changed, 40 left as they are, 1 refused. With them 2 new terms came into the program."));
  g_signal_emit_by_name (console_find_button (done, "Take It Back"), "clicked");
  console_fixture_wait_for (names_none, &partners);
  g_assert_null (partners.shown);
  g_assert_null (baton_document_lookup (fixture->document, ids->pdata[1]));
  g_object_unref (done);
  partners_clear (&partners);
}

/* A step that a thread works out is refused just so. */
static void
test_large_needed (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  Partners partners;
  g_autoptr (GPtrArray) ids = NULL;

  partners_init (&partners, fixture);
  console_fixture_wait_for (is_there, fixture->document);
  ids = add_terms (fixture->document, 2001);
  bring (&partners, "o-new", ids->pdata[1777], FALSE);
  g_assert_true (baton_workspace_is_turn_large (baton_document_get_workspace (fixture->document), TRUE));
  baton_document_undo (fixture->document);
  console_fixture_wait_for (has_shown, &partners);
  g_assert_cmpstr (partners.shown, ==, ids->pdata[1777]);
  g_assert_nonnull (baton_document_lookup (fixture->document, ids->pdata[0]));
  partners_clear (&partners);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/uses/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (follows);
  ADD (large_step);
  ADD (delete_meanwhile);
  ADD (window);
  ADD (undo_partners);
  ADD (take_back_partners);
  ADD (large_needed);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
