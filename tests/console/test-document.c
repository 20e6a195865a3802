/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What keeps the document safe, in the console: a merge is decided, undone, decided otherwise and taken as one step; what is
 * in use is replaced, split and ended as one step, register included; mends are one step.
 */
#include "console/baton-conflict-card.h"
#include "console/baton-document-uses.h"
#include "console/baton-mend-button.h"
#include "console/baton-merge-window.h"
#include "console/baton-uses-window.h"
#include "model/baton-json.h"
#include "model/baton-problem.h"
#include "model/baton-program.h"
#include "model/baton-text.h"

#include "console-look.h"

typedef ConsoleFixture Fixture;

#define iterate console_fixture_iterate

static char *
get_digest (Fixture *fixture)
{
  return baton_program_digest (baton_document_get_program (fixture->document));
}

/* The sample as after a first push. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (BatonProgram) base = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;

  console_fixture_set_up (fixture, NULL);
  base = baton_program_copy (baton_document_get_program (fixture->document));
  digest = baton_program_digest (base);
  g_assert_true (baton_workspace_pull (baton_document_get_workspace (fixture->document), "1", none, 1, digest, base, &error));
  g_assert_no_error (error);
  for (int i = 0; i < 1000 && baton_register_get_n_organisations (baton_document_get_register (fixture->document)) == 0; i++)
    iterate (20);
  iterate (200);
}

/* A field of *program* set to a number or, without one, to a text. */
static void
set_in (BatonProgram *program,
        const char   *id,
        BatonField    field,
        gint64        number,
        const char   *text)
{
  g_autoptr (BatonValue) value = text != NULL ? baton_text_with_source (baton_entity_get (baton_program_lookup (program, id), field), text)
                                                  : baton_value_new_integer (number);
  g_autoptr (BatonEntity) after = baton_entity_with (baton_program_lookup (program, id), field, value);

  baton_program_put (program, after);
}

static void
set (Fixture    *fixture,
     const char *id,
     BatonField  field,
     gint64      number)
{
  g_autoptr (BatonValue) value = baton_value_new_integer (number);

  g_assert_true (baton_document_set (fixture->document, id, field, value));
}

/* The first widget of *type* below *widget* whose property "label" or "title" is *name*; NULL: any. */
static GtkWidget *
find_widget (GtkWidget  *widget,
             GType       type,
             const char *property,
             const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *value = NULL;

      if (name == NULL)
        return widget;
      g_object_get (widget, property, &value, NULL);
      if (g_strcmp0 (value, name) == 0)
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, property, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose (GtkWidget  *window,
        const char *title)
{
  GtkWidget *row = find_widget (window, ADW_TYPE_ACTION_ROW, "title", title);

  g_test_message ("%s", title);
  g_assert_nonnull (row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
}

/* I raise Superhero to 120, Ana to 110 and renames Rock Star; she alone changes a reward. */
static BatonMergeSession *
make_session (Fixture *fixture)
{
  g_autoptr (BatonProgram) theirs = baton_program_copy (baton_document_get_program (fixture->document));
  BatonRevision revision = { .number = 2, .parent = 1, .author = (char *) "Ana", .message = (char *) "Autumn" };
  const char *superhero = console_find_named (fixture, BATON_KIND_TIER, "Superhero"), *rock_star = console_find_named (fixture, BATON_KIND_TIER, "Rock Star");

  set_in (theirs, superhero, BATON_FIELD_TIER_THRESHOLD, 110, NULL);
  set_in (theirs, rock_star, BATON_FIELD_TIER_NAME, 0, "Rocker");
  revision.digest = baton_program_digest (theirs);
  set (fixture, superhero, BATON_FIELD_TIER_THRESHOLD, 120);
  baton_document_take_merge (fixture->document, baton_merge_session_new (fixture->document, &revision, theirs));
  g_free (revision.digest);
  return baton_document_get_merge (fixture->document);
}

static gint64
get_threshold (BatonMergeSession *session,
               const char        *id)
{
  return baton_entity_get_integer (baton_program_lookup (baton_merge_session_get_result (session), id), BATON_FIELD_TIER_THRESHOLD, 0);
}

static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  BatonMergeSession *session = make_session (fixture);
  g_autofree char *superhero = g_strdup (console_find_named (fixture, BATON_KIND_TIER, "Superhero")), *rock_star = g_strdup (console_find_named (fixture, BATON_KIND_TIER, "Rock Star"));
  g_autofree char *before = get_digest (fixture), *after = NULL, *undone = NULL, *again = NULL;
  g_autoptr (GPtrArray) silent = NULL;
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  GtkWidget *window = baton_merge_window_new (GTK_WINDOW (fixture->window), fixture->document, session), *card, *take, *entry;

  gtk_window_present (GTK_WINDOW (window));
  iterate (200);
  card = find_widget (window, BATON_TYPE_CONFLICT_CARD, NULL, NULL);
  take = find_widget (window, GTK_TYPE_BUTTON, "label", "_Merge");
  g_assert_nonnull (card);
  g_assert_nonnull (find_widget (card, GTK_TYPE_LABEL, "label", "You set “From tier points” of “Superhero” to 120; Ana set it to 110 on the server."));
  g_assert_nonnull (find_widget (card, ADW_TYPE_ACTION_ROW, "title", "Before: 100"));
  g_assert_false (gtk_widget_get_sensitive (take));
  /* The keyboard is at the first choice, not at the jump above it. */
  g_assert_true (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (window))) && gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), card));

  /* Only the true conflict is asked about; the rest is listed. */
  g_assert_cmpuint (baton_merge_session_get_conflicts (session)->len, ==, 1);
  silent = baton_merge_session_list_silent (session, TRUE);
  g_assert_cmpuint (silent->len, ==, 1);
  g_assert_nonnull (find_widget (window, ADW_TYPE_ACTION_ROW, "title", "“Rock Star” is now called “Rocker”."));

  /* Undecided, the result has what the base had; each decision can be taken back. */
  g_assert_cmpint (get_threshold (session, superhero), ==, 100);
  choose (window, "Ana’s: 110");
  g_assert_true (gtk_widget_get_sensitive (take));
  choose (window, "Mine: 120");
  g_assert_cmpint (get_threshold (session, superhero), ==, 120);
  gtk_widget_activate_action (window, "merge.undo", NULL);
  g_assert_cmpint (get_threshold (session, superhero), ==, 110);
  gtk_widget_activate_action (window, "merge.undo", NULL);
  g_assert_false (gtk_widget_get_sensitive (take));
  gtk_widget_activate_action (window, "merge.redo", NULL);

  /* Another value, by the row that the schema makes. */
  choose (window, "Another value");
  entry = find_widget (card, ADW_TYPE_ENTRY_ROW, "title", "From tier points");
  g_assert_nonnull (entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "120");
  gtk_editable_set_text (GTK_EDITABLE (entry), "115");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_cmpint (get_threshold (session, superhero), ==, 115);

  /* An edit of the draft meanwhile is merged too, and the decision stays. */
  set (fixture, rock_star, BATON_FIELD_TIER_THRESHOLD, 55);
  for (int i = 0; i < 500 && get_threshold (session, rock_star) != 55; i++)
    iterate (10);
  g_assert_cmpuint (baton_merge_session_count_undecided (session), ==, 0);
  g_assert_cmpint (get_threshold (session, rock_star), ==, 55);
  baton_document_undo (fixture->document);
  for (int i = 0; i < 500 && get_threshold (session, rock_star) != 50; i++)
    iterate (10);

  /* Nothing of the workspace is touched before; then draft and base go together, and come back together. */
  undone = get_digest (fixture);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 1);
  g_signal_emit_by_name (take, "clicked");
  for (int i = 0; i < 500 && baton_workspace_get_base_revision (workspace) != 2; i++)
    iterate (10);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 2);
  g_assert_null (baton_document_get_merge (fixture->document));
  g_assert_cmpint (baton_entity_get_integer (baton_document_lookup (fixture->document, superhero), BATON_FIELD_TIER_THRESHOLD, 0), ==, 115);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, rock_star)), ==, "Rocker");
  after = get_digest (fixture);
  baton_document_undo (fixture->document);
  again = get_digest (fixture);
  g_assert_cmpstr (again, ==, before);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 1);
  baton_document_redo (fixture->document);
  g_free (again);
  again = get_digest (fixture);
  g_assert_cmpstr (again, ==, after);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 2);
}

/* Many things more, in one step. */
static void
add_many (Fixture *fixture,
          guint    n)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("many-%010u", i), *name = g_strdup_printf ("One of many %u", i);
      g_autoptr (BatonEntity) empty = baton_entity_new (BATON_KIND_ROLE, id), role = NULL;
      g_autoptr (BatonValue) text = baton_text_new (name);

      role = baton_entity_with (empty, BATON_FIELD_ROLE_NAME, text);
      g_ptr_array_add (changes, baton_change_new (NULL, role));
    }
  g_assert_true (baton_document_apply (fixture->document, "Many", changes));
}

static void
wait_for_session (BatonMergeSession *session)
{
  for (int i = 0; i < 2000 && baton_merge_session_is_busy (session); i++)
    iterate (10);
  g_assert_false (baton_merge_session_is_busy (session));
}

static void
take_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
take (BatonMergeSession  *session,
      GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BatonMergeSession) held = g_object_ref (session);

  baton_merge_session_take_async (session, take_done_cb, &result);
  while (result == NULL)
    iterate (10);
  return baton_merge_session_take_finish (session, result, error);
}

/* A large program is merged in a thread: what is decided meanwhile, and what is edited, is in what is taken. */
static void
test_merge_large (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *superhero = g_strdup (console_find_named (fixture, BATON_KIND_TIER, "Superhero")), *key = NULL;
  g_autofree char *rock_star = g_strdup (console_find_named (fixture, BATON_KIND_TIER, "Rock Star"));
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autoptr (GError) error = NULL;
  BatonMergeSession *session;

  add_many (fixture, 6000);
  session = make_session (fixture);
  g_assert_true (baton_merge_session_is_busy (session));
  g_assert_cmpuint (baton_merge_session_get_conflicts (session)->len, ==, 0);
  wait_for_session (session);
  g_assert_cmpuint (baton_merge_session_count_undecided (session), ==, 1);
  g_assert_cmpint (get_threshold (session, superhero), ==, 100);

  key = baton_merge_session_make_key (baton_merge_session_get_conflicts (session)->pdata[0]);
  baton_merge_session_decide (session, key, BATON_MERGE_THEIRS, NULL);
  baton_merge_session_decide (session, key, BATON_MERGE_MINE, NULL);
  g_assert_true (baton_merge_session_is_busy (session));
  wait_for_session (session);
  g_assert_cmpuint (baton_merge_session_count_undecided (session), ==, 0);
  g_assert_cmpint (get_threshold (session, superhero), ==, 120);
  baton_merge_session_undo (session);
  wait_for_session (session);
  g_assert_cmpint (get_threshold (session, superhero), ==, 110);
  baton_merge_session_undo (session);
  wait_for_session (session);
  g_assert_cmpuint (baton_merge_session_count_undecided (session), ==, 1);
  baton_merge_session_redo (session);
  wait_for_session (session);

  /* Of an edit that came just before, the merge has to be worked out anew first. */
  set (fixture, rock_star, BATON_FIELD_TIER_THRESHOLD, 55);
  g_assert_false (take (session, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 1);
  wait_for_session (session);
  g_assert_true (take (session, &error));
  g_assert_no_error (error);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 2);
  g_assert_cmpint (baton_entity_get_integer (baton_document_lookup (fixture->document, superhero), BATON_FIELD_TIER_THRESHOLD, 0), ==, 110);
  g_assert_cmpint (baton_entity_get_integer (baton_document_lookup (fixture->document, rock_star), BATON_FIELD_TIER_THRESHOLD, 0), ==, 55);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, rock_star)), ==, "Rocker");
}

/* Right after a large step nobody knows who uses what: what is to be deleted goes when that is known. */
static void
test_delete_after_many (Fixture       *fixture,
                        gconstpointer  data)
{
  add_many (fixture, 6000);
  g_assert_false (baton_document_remove (fixture->document, "many-0000000005"));
  for (int i = 0; i < 2000 && baton_document_lookup (fixture->document, "many-0000000005") != NULL; i++)
    iterate (10);
  g_assert_null (baton_document_lookup (fixture->document, "many-0000000005"));
  g_assert_true (baton_document_remove (fixture->document, "many-0000000006"));
  g_assert_null (baton_document_lookup (fixture->document, "many-0000000006"));
}

static void
remember_cb (BatonDocument *document,
             const char    *sentence,
             gboolean       undoable,
             char         **said)
{
  g_free (*said);
  *said = g_strdup (sentence);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

typedef struct
{
  Fixture    *fixture;
  const char *digest;
} Awaited;

static gboolean
has_digest (gpointer data)
{
  const Awaited *awaited = data;
  g_autofree char *now = get_digest (awaited->fixture);

  return strcmp (now, awaited->digest) == 0;
}

static void
wait_until (Fixture    *fixture,
            const char *digest)
{
  console_fixture_wait_for (has_digest, &(Awaited) { fixture, digest });
}

static gboolean
has_said_three (gpointer n_said)
{
  return *(guint *) n_said >= 3;
}

static gboolean
has_said_that_cancelled (gpointer said)
{
  return g_str_has_prefix (*(char **) said, "Cancelled");
}

static gboolean
has_said_that_edited (gpointer said)
{
  return g_str_has_prefix (*(char **) said, "You edited something meanwhile");
}

/* A step of many things is undone while the loop goes on: not at once, in order however often the key is pressed, and not at all
 * where something was edited meanwhile. */
static void
test_undo_many (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *before = get_digest (fixture);
  g_autofree char *after = NULL, *edited = NULL, *now = NULL, *said = NULL;
  guint n_said = 0;

  g_signal_connect (fixture->document, "message", G_CALLBACK (remember_cb), &said);
  add_many (fixture, 3000);
  after = get_digest (fixture);
  baton_document_undo (fixture->document);
  now = get_digest (fixture);
  g_assert_cmpstr (now, ==, after);
  wait_until (fixture, before);
  g_assert_true (g_str_has_prefix (said, "Undone: "));

  g_signal_connect_swapped (fixture->document, "message", G_CALLBACK (count_cb), &n_said);
  baton_document_redo (fixture->document);
  baton_document_undo (fixture->document);
  baton_document_redo (fixture->document);
  /* All three have to be done with: after the first one it is already as it will be after the last. */
  console_fixture_wait_for (has_said_three, &n_said);
  g_signal_handlers_disconnect_by_data (fixture->document, &n_said);
  g_assert_cmpuint (n_said, ==, 3);
  g_assert_true (g_str_has_prefix (said, "Done again: "));
  g_free (now);
  now = get_digest (fixture);
  g_assert_cmpstr (now, ==, after);

  /* Stopped before it is handed over, it has not happened, and the next begins anew. */
  g_assert_null (baton_stepping_get_sentence (baton_document_get_stepping (fixture->document)));
  baton_document_undo (fixture->document);
  g_assert_true (g_str_has_prefix (baton_stepping_get_sentence (baton_document_get_stepping (fixture->document)), "Undoing: "));
  baton_stepping_cancel (baton_document_get_stepping (fixture->document));
  console_fixture_wait_for (has_said_that_cancelled, &said);
  g_assert_cmpstr (said, ==, "Cancelled. Nothing was undone.");
  g_assert_null (baton_stepping_get_sentence (baton_document_get_stepping (fixture->document)));
  g_free (now);
  now = get_digest (fixture);
  g_assert_cmpstr (now, ==, after);

  baton_document_undo (fixture->document);
  g_assert_true (baton_document_remove (fixture->document, "many-0000000007"));
  edited = get_digest (fixture);
  console_fixture_wait_for (has_said_that_edited, &said);
  g_assert_true (g_str_has_prefix (said, "You edited something meanwhile"));
  g_free (now);
  now = get_digest (fixture);
  g_assert_cmpstr (now, ==, edited);
  g_signal_handlers_disconnect_by_data (fixture->document, &said);
}

static guint
count_in_register (Fixture    *fixture,
                   const char *id)
{
  return baton_register_count_uses (baton_document_get_register (fixture->document), id);
}

/* The register is read again in the background. */
static void
wait_for_count (Fixture    *fixture,
                const char *id,
                guint       n)
{
  for (int i = 0; i < 1000 && count_in_register (fixture, id) != n; i++)
    iterate (20);
  g_assert_cmpuint (count_in_register (fixture, id), ==, n);
}

/* A term that the register uses most. (transfer full) */
static char *
find_term_in_register (Fixture *fixture)
{
  g_autoptr (GPtrArray) terms = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_TERM);
  const char *best = NULL;

  for (guint i = 0; i < terms->len; i++)
    if (best == NULL || count_in_register (fixture, baton_entity_get_id (terms->pdata[i])) > count_in_register (fixture, best))
      best = baton_entity_get_id (terms->pdata[i]);
  g_assert_cmpuint (count_in_register (fixture, best), >, 0);
  return g_strdup (best);
}

/* Two terms stand for one in program and register alike, and one undo restores both. */
static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *term = find_term_in_register (fixture), *before = get_digest (fixture), *after = NULL;
  const char *other = console_find_named (fixture, BATON_KIND_TERM, "North America");
  guint n = count_in_register (fixture, term), had = count_in_register (fixture, other);

  g_assert_true (baton_document_replace (fixture->document, term, other, FALSE));
  wait_for_count (fixture, term, 0);
  g_assert_null (baton_document_lookup (fixture->document, term));
  g_assert_cmpuint (count_in_register (fixture, other), >=, MAX (n, had));
  baton_document_undo (fixture->document);
  wait_for_count (fixture, term, n);
  after = get_digest (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_in_register (fixture, other), ==, had);

  g_assert_true (baton_document_split (fixture->document, term, (const char * const[]) { "One", "Two", NULL }));
  wait_for_count (fixture, console_find_named (fixture, BATON_KIND_TERM, "One"), n);
  g_assert_cmpuint (count_in_register (fixture, console_find_named (fixture, BATON_KIND_TERM, "Two")), ==, n);
  baton_document_undo (fixture->document);
  wait_for_count (fixture, term, n);
  g_free (after);
  after = get_digest (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
uses_asked_cb (BatonDocument *document,
               const char    *id,
               char         **asked)
{
  g_free (*asked);
  *asked = g_strdup (id);
}

/* What is in use is not deleted: its uses are shown instead. What has a past is neither deleted nor replaced. */
static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *term = find_term_in_register (fixture), *before = get_digest (fixture), *after = NULL, *asked = NULL, *hindrance = NULL;
  const BatonEvent *events = baton_history_get_events (baton_document_get_history (fixture->document));
  g_autofree char *activity = g_strdup (events[0].subject);
  const char *other;
  GtkWidget *window;

  g_signal_connect (fixture->document, "show-uses", G_CALLBACK (uses_asked_cb), &asked);
  g_assert_false (baton_document_remove (fixture->document, term));
  g_assert_cmpstr (asked, ==, term);
  window = baton_uses_window_new (GTK_WINDOW (fixture->window), fixture->document, term, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  iterate (100);
  g_assert_nonnull (find_widget (window, ADW_TYPE_ACTION_ROW, "title", "Replace by Another…"));
  g_assert_false (gtk_widget_get_sensitive (find_widget (window, ADW_TYPE_ACTION_ROW, "title", "Delete")));
  gtk_window_destroy (GTK_WINDOW (window));

  g_assert_false (baton_document_remove (fixture->document, activity));
  g_assert_cmpstr (asked, ==, activity);
  hindrance = baton_document_get_hindrance (fixture->document, activity);
  g_assert_nonnull (hindrance);
  other = console_find_named (fixture, BATON_KIND_ACTIVITY, "Mapping of account overlap");
  g_assert_false (baton_document_replace (fixture->document, activity, other, FALSE));
  after = get_digest (fixture);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (baton_document_end (fixture->document, activity, baton_day_new (2030, 12, 31), NULL));
  baton_document_undo (fixture->document);
  g_free (after);
  after = get_digest (fixture);
  g_assert_cmpstr (after, ==, before);
  g_signal_handlers_disconnect_by_func (fixture->document, uses_asked_cb, &asked);
}

static gboolean
has_problem (Fixture          *fixture,
             const char       *id,
             BatonProblemCode  code)
{
  GPtrArray *problems = baton_document_get_problems (fixture->document);

  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];

      if (problem->code == code && g_strcmp0 (problem->entity, id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A problem comes with its edit, its mend is a button, and the mend is one step. */
static void
test_mend (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) promotions = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_PROMOTION);
  g_autofree char *id = g_strdup (baton_entity_get_id (promotions->pdata[0])), *broken = NULL, *after = NULL;
  g_autoptr (BatonValue) window = baton_json_parse ("{\"from\":\"2027-03-31\",\"through\":\"2027-03-01\"}", 44, NULL);
  GPtrArray *problems;
  GtkWidget *button = NULL;

  g_assert_false (has_problem (fixture, id, BATON_PROBLEM_WINDOW_BACKWARDS));
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_PROMOTION_WINDOW, window));
  for (int i = 0; i < 200 && !has_problem (fixture, id, BATON_PROBLEM_WINDOW_BACKWARDS); i++)
    iterate (20);
  g_assert_true (has_problem (fixture, id, BATON_PROBLEM_WINDOW_BACKWARDS));
  broken = get_digest (fixture);

  problems = baton_document_get_problems (fixture->document);
  for (guint i = 0; i < problems->len && button == NULL; i++)
    if (((const BatonProblem *) problems->pdata[i])->code == BATON_PROBLEM_WINDOW_BACKWARDS)
      button = baton_mend_button_new (fixture->document, problems->pdata[i]);
  g_assert_nonnull (button);
  g_object_ref_sink (button);
  g_signal_emit_by_name (button, "clicked");
  for (int i = 0; i < 200 && has_problem (fixture, id, BATON_PROBLEM_WINDOW_BACKWARDS); i++)
    iterate (20);
  g_assert_false (has_problem (fixture, id, BATON_PROBLEM_WINDOW_BACKWARDS));
  g_assert_cmpint (baton_window_from_value (baton_entity_get (baton_document_lookup (fixture->document, id), BATON_FIELD_PROMOTION_WINDOW)).through, ==,
                   baton_day_new (2027, 3, 31));
  baton_document_undo (fixture->document);
  after = get_digest (fixture);
  g_assert_cmpstr (after, ==, broken);
  g_object_unref (button);
}

static void
add_tests (void)
{
  g_test_add ("/console/document/merge", Fixture, NULL, set_up, test_merge, console_fixture_tear_down);
  g_test_add ("/console/document/merge-large", Fixture, NULL, set_up, test_merge_large, console_fixture_tear_down);
  g_test_add ("/console/document/delete-after-many", Fixture, NULL, set_up, test_delete_after_many, console_fixture_tear_down);
  g_test_add ("/console/document/undo-many", Fixture, NULL, set_up, test_undo_many, console_fixture_tear_down);
  g_test_add ("/console/document/replace", Fixture, NULL, set_up, test_replace, console_fixture_tear_down);
  g_test_add ("/console/document/delete", Fixture, NULL, set_up, test_delete, console_fixture_tear_down);
  g_test_add ("/console/document/mend", Fixture, NULL, set_up, test_mend, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
