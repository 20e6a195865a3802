/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One promise of baton-workspace.h a test.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "model/baton-text.h"
#include "store-fixture.h"

#define ID_0 "term-0000000000"
#define ID_1 "term-0000000001"

static void
assert_name (BatonWorkspace *workspace,
             const char     *id,
             const char     *name)
{
  const BatonEntity *entity = baton_program_lookup (baton_workspace_get_program (workspace), id);

  g_assert_nonnull (entity);
  g_assert_cmpstr (baton_entity_get_name (entity), ==, name);
}

static void
type_key (BatonWorkspace *workspace,
          StoreFixture   *fixture,
          const char     *id,
          const char     *text,
          gint64          rest_ms)
{
  BatonEntity *term = baton_program_lookup (baton_workspace_get_program (workspace), id);
  g_autoptr (BatonEntity) typed = store_term_renamed (term, text);
  g_autofree char *name = g_strconcat ("Rename to ", text, NULL);

  fixture->now_us += rest_ms * 1000;
  g_assert_true (baton_workspace_type (workspace, name, typed, BATON_FIELD_TERM_NAME, NULL, NULL));
}

static void
test_empty (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace;

  store_fixture_init (&fixture);
  workspace = store_fixture_create (&fixture, NULL);
  g_assert_cmpuint (baton_program_get_size (baton_workspace_get_program (workspace)), ==, 0);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 0);
  g_assert_false (baton_workspace_can_undo (workspace));
  g_assert_null (baton_workspace_get_redo_name (workspace));
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 0);
  g_assert_null (baton_workspace_get_base_digest (workspace));
  g_assert_false (baton_workspace_is_read_only (workspace));
  g_assert_cmpstr (baton_workspace_get_path (workspace), ==, fixture.path);
  store_fixture_finish (&fixture, workspace);
}

static void
test_closed (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autofree char *lock = g_strconcat (fixture.path, ".lock", NULL);
  g_autofree char *log = g_strconcat (fixture.path, "-wal", NULL);
  g_autoptr (BatonEntity) term = store_term_new (5, "Five");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_null (baton_workspace_get_path (workspace));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_false (baton_workspace_put (workspace, "Add", term, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_CLOSED);
  store_fixture_finish (&fixture, workspace);
}

static void
test_edits (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (BatonEntity) term = store_term_new (0, "North");
  g_autoptr (BatonEntity) kind = baton_entity_new (BATON_KIND_ROLE, ID_0);
  g_autoptr (GPtrArray) stale = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (GError) error = NULL;
  BatonEntryInfo info;

  baton_workspace_set_actor (workspace, "Ada");
  g_assert_true (baton_workspace_put (workspace, "Call it North", term, &error));
  assert_name (workspace, ID_0, "North");
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Call it North");
  g_assert_true (baton_workspace_get_entry (workspace, 0, &info));
  g_assert_cmpstr (info.name, ==, "Call it North");
  g_assert_cmpstr (info.actor, ==, "Ada");
  g_assert_cmpint (info.time_us, ==, fixture.now_us);
  g_assert_false (info.undone);
  g_assert_false (baton_workspace_get_entry (workspace, 1, &info));

  /* What nets out to nothing is no entry. */
  g_assert_true (baton_workspace_put (workspace, "Again", term, &error));
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 1);

  g_assert_false (baton_workspace_remove (workspace, "Remove", "nobody-0000000000", &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (baton_workspace_put (workspace, "Another kind", kind, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_ptr_array_add (stale, baton_change_new (NULL, term));
  g_assert_false (baton_workspace_apply (workspace, "Stale", stale, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 1);
  store_fixture_finish (&fixture, workspace);
}

static void
test_all_or_none (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autofree char *before = store_json (workspace);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  BatonEntity *first = baton_program_lookup (baton_workspace_get_program (workspace), ID_0);
  g_autoptr (BatonEntity) renamed = store_term_renamed (first, "One");
  g_autoptr (BatonEntity) again = store_term_renamed (first, "Two");
  g_autoptr (GError) error = NULL;

  /* The second starts from what the first leaves, the third from what nobody made. */
  g_ptr_array_add (changes, baton_change_new (first, renamed));
  g_ptr_array_add (changes, baton_change_new (renamed, again));
  g_ptr_array_add (changes, baton_change_new (renamed, NULL));
  g_assert_false (baton_workspace_apply (workspace, "Three", changes, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE);
  after = store_json (workspace);
  g_assert_cmpstr (after, ==, before);
  g_ptr_array_remove_index (changes, 2);
  g_assert_true (baton_workspace_apply (workspace, "Two", changes, NULL));
  assert_name (workspace, ID_0, "Two");
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_free (after);
  after = store_json (workspace);
  g_assert_cmpstr (after, ==, before);
  store_fixture_finish (&fixture, workspace);
}

static void
test_typing (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (BatonEntity) term = store_term_new (9, "Nine");
  g_autofree char *before = store_json (workspace);
  g_autofree char *after = NULL;
  BatonEntity *entity;
  g_autoptr (BatonEntity) original = NULL;

  type_key (workspace, &fixture, ID_0, "N", 0);
  type_key (workspace, &fixture, ID_0, "No", 1900);
  type_key (workspace, &fixture, ID_0, "Nor", 1900);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 1);
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Rename to Nor");

  type_key (workspace, &fixture, ID_0, "Nord", 2000);        /* a rest */
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 2);
  baton_workspace_end_typing (workspace);                    /* the field was left */
  type_key (workspace, &fixture, ID_0, "Nordo", 10);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 3);
  type_key (workspace, &fixture, ID_1, "S", 10);             /* another field */
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 4);
  g_assert_true (baton_workspace_put (workspace, "Add", term, NULL));
  type_key (workspace, &fixture, ID_1, "So", 10);            /* something else was done */
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 6);
  type_key (workspace, &fixture, ID_1, "Sou", -5000);        /* the clock was set back */
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 7);

  g_assert_true (baton_workspace_undo (workspace, NULL));
  type_key (workspace, &fixture, ID_1, "Sout", 10);          /* undo closes the entry too */
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 7);
  g_assert_true (baton_workspace_undo (workspace, NULL));
  assert_name (workspace, ID_1, "So");
  while (baton_workspace_can_undo (workspace))
    g_assert_true (baton_workspace_undo (workspace, NULL));
  after = store_json (workspace);
  g_assert_cmpstr (after, ==, before);

  /* Typing back to the start leaves no entry. */
  entity = baton_program_lookup (baton_workspace_get_program (workspace), ID_0);
  original = baton_entity_ref (entity);
  type_key (workspace, &fixture, ID_0, "x", 10);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 1);
  g_assert_true (baton_workspace_type (workspace, "Back", original, BATON_FIELD_TERM_NAME, NULL, NULL));
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 0);
  g_assert_false (baton_workspace_can_undo (workspace));

  /* However often one rested; but where the last rest was, is not the start. */
  type_key (workspace, &fixture, ID_0, "x", 10);
  type_key (workspace, &fixture, ID_0, "xy", 2000);
  type_key (workspace, &fixture, ID_0, "xyz", 2000);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 3);
  type_key (workspace, &fixture, ID_0, "xy", 10);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 2);
  type_key (workspace, &fixture, ID_0, "xyzz", 10);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 2);
  fixture.now_us += 5 * G_USEC_PER_SEC;
  g_assert_true (baton_workspace_type (workspace, "Back", original, BATON_FIELD_TERM_NAME, NULL, NULL));
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 0);
  /* In the file as well. */
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_object_unref (workspace);
  workspace = baton_workspace_open (fixture.path, BATON_OPEN_EDIT, NULL);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 0);
  g_assert_false (baton_workspace_can_undo (workspace));
  g_free (after);
  after = store_json (workspace);
  g_assert_cmpstr (after, ==, before);
  store_fixture_finish (&fixture, workspace);
}

static void
test_history (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  BatonEntryInfo info;

  g_assert_false (baton_workspace_undo (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (BatonEntity) term = store_term_new (0, name);

      g_assert_true (baton_workspace_put (workspace, name, term, NULL));
    }
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "0");
  g_assert_cmpstr (baton_workspace_get_redo_name (workspace), ==, "1");

  /* The history survives a restart, both ways. */
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "0");
  g_assert_cmpstr (baton_workspace_get_redo_name (workspace), ==, "1");
  g_assert_true (baton_workspace_get_entry (workspace, 2, &info));
  g_assert_true (info.undone);
  changes = baton_workspace_load_entry (workspace, info.sequence, NULL);
  g_assert_nonnull (changes);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_true (baton_workspace_redo (workspace, NULL));
  assert_name (workspace, ID_0, "1");

  /* Editing drops what could have been redone. */
  type_key (workspace, &fixture, ID_0, "other", 0);
  g_assert_false (baton_workspace_can_redo (workspace));
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 3);
  store_fixture_finish (&fixture, workspace);
}

static void
acknowledged_cb (BatonWorkspace *workspace,
                 guint64         generation,
                 gpointer        user_data)
{
  *(guint64 *) user_data = generation;
}

static void
test_acknowledged (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  guint64 acknowledged = 0;

  g_signal_connect (workspace, "acknowledged", G_CALLBACK (acknowledged_cb), &acknowledged);
  type_key (workspace, &fixture, ID_0, "a", 0);
  g_assert_true (baton_workspace_has_unsaved (workspace));
  while (baton_workspace_has_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (acknowledged, ==, baton_workspace_get_generation (workspace));

  type_key (workspace, &fixture, ID_0, "ab", 0);
  g_assert_true (baton_workspace_flush (workspace, NULL));
  g_assert_false (baton_workspace_has_unsaved (workspace));
  g_assert_cmpuint (acknowledged, ==, baton_workspace_get_generation (workspace));
  store_fixture_finish (&fixture, workspace);
}

/* Dropping a workspace without closing it writes what was done. */
static void
test_dropped (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);

  type_key (workspace, &fixture, ID_0, "kept", 0);
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  assert_name (workspace, ID_0, "kept");
  store_fixture_finish (&fixture, workspace);
}

/* A text that could not be read again never comes into the file, which would not open any more. */
static void
test_bad_text (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  const BatonEntity *term = baton_program_lookup (baton_workspace_get_program (workspace), ID_0);
  const BatonValue *name = baton_entity_get (term, BATON_FIELD_TERM_NAME);
  g_autoptr (BatonValue) translated = baton_text_with_locale (name, "de", "a\xff", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonValue) keyed = baton_text_with_locale (name, "d\xff", "a", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonValue) good = baton_text_with_locale (name, "de", "\xc3\xa4", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonEntity) bad = baton_entity_with (term, BATON_FIELD_TERM_NAME, translated);
  g_autoptr (BatonEntity) worse = baton_entity_with (term, BATON_FIELD_TERM_NAME, keyed);
  g_autoptr (BatonEntity) fine = baton_entity_with (term, BATON_FIELD_TERM_NAME, good);
  g_autoptr (GError) error = NULL, other = NULL;

  baton_workspace_set_actor (workspace, "M\xfcller");
  g_assert_true (g_utf8_validate (baton_workspace_get_actor (workspace), -1, NULL));
  g_assert_false (baton_workspace_put (workspace, "Bad", bad, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID);
  g_assert_false (baton_workspace_put (workspace, "Worse", worse, &other));
  g_assert_error (other, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID);
  g_assert_true (baton_workspace_put (workspace, "Fine", fine, NULL));
  g_assert_true (baton_workspace_flush (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  g_assert_true (baton_entity_equal (baton_program_lookup (baton_workspace_get_program (workspace), ID_0), fine));
  store_fixture_finish (&fixture, workspace);
}

static void
test_pull_and_push (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (BatonProgram) revision = baton_program_copy (baton_workspace_get_program (workspace));
  g_autofree char *digest = baton_program_digest (revision);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) theirs = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (BatonEntity) term = store_term_new (7, "Seven");
  g_autoptr (BatonProgram) second = NULL;
  g_autofree char *second_digest = NULL;
  g_autoptr (BatonProgram) third = NULL;
  g_autofree char *third_digest = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 5);
  g_assert_false (baton_workspace_pull (workspace, "Pull", nothing, 1, "short", revision, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID);
  g_assert_true (baton_workspace_pull (workspace, "Pull", nothing, 1, digest, revision, NULL));
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 0);
  g_assert_true (baton_workspace_pull (workspace, "Pull again", nothing, 1, digest, revision, NULL));
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 1);

  type_key (workspace, &fixture, ID_0, "Mine", 0);
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 1);
  second = baton_program_copy (revision);
  baton_program_put (second, term);
  second_digest = baton_program_digest (second);
  g_ptr_array_add (theirs, baton_change_new (NULL, term));
  g_assert_true (baton_workspace_pull (workspace, "Merge", theirs, 2, second_digest, second, NULL));
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 1);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 2);

  /* Draft and base go back together, over a restart too. */
  g_assert_false (baton_workspace_took_back (workspace, 2, second_digest));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_true (baton_workspace_took_back (workspace, 2, second_digest));
  g_assert_false (baton_workspace_took_back (workspace, 2, digest));
  g_assert_false (baton_workspace_took_back (workspace, 1, digest));
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 1);
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 1);
  store_assert_same_programs (baton_workspace_get_base (workspace), revision);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 1);
  g_assert_true (baton_workspace_took_back (workspace, 2, second_digest));
  g_assert_true (baton_workspace_redo (workspace, NULL));
  g_assert_false (baton_workspace_took_back (workspace, 2, second_digest));
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 2);
  g_assert_cmpstr (baton_workspace_get_base_digest (workspace), ==, second_digest);
  store_assert_same_programs (baton_workspace_get_base (workspace), second);

  /* A push sets the base; undo passes over it. */
  third = baton_program_copy (baton_workspace_get_program (workspace));
  third_digest = baton_program_digest (third);
  g_assert_true (baton_workspace_pushed (workspace, "Push", 3, third_digest, third, NULL, NULL));
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 0);
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Merge");
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 1);
  g_assert_true (baton_workspace_took_back (workspace, 3, third_digest));
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 0);
  store_fixture_finish (&fixture, workspace);
}

static void
test_outbox (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (GBytes) payload = g_bytes_new_static ("{}\0x", 4);
  g_autofree char *key = baton_workspace_add_to_outbox (workspace, payload, "new", NULL);
  g_autofree char *other = baton_workspace_add_to_outbox (workspace, payload, "new", NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));
  g_autoptr (GError) error = NULL;
  const BatonOutboxItem *item;

  g_assert_nonnull (key);
  g_assert_cmpstr (key, !=, other);
  g_assert_false (baton_workspace_has_unsaved (workspace));
  g_assert_true (baton_workspace_set_outbox_state (workspace, key, "sent", NULL));
  g_assert_true (baton_workspace_remove_from_outbox (workspace, other, NULL));
  g_assert_false (baton_workspace_remove_from_outbox (workspace, other, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);

  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  items = baton_workspace_list_outbox (workspace);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->key, ==, key);
  g_assert_cmpstr (item->state, ==, "sent");
  g_assert_true (g_bytes_equal (item->payload, payload));

  g_assert_true (baton_workspace_pushed (workspace, "Push", 1, digest, baton_workspace_get_program (workspace), key, NULL));
  g_clear_pointer (&items, g_ptr_array_unref);
  items = baton_workspace_list_outbox (workspace);
  g_assert_cmpuint (items->len, ==, 0);
  store_fixture_finish (&fixture, workspace);
}

static void
test_settings (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);

  g_assert_null (baton_workspace_get_setting (workspace, "sync.server"));
  g_assert_true (baton_workspace_set_setting (workspace, "sync.server", "http://localhost", NULL));
  g_assert_true (baton_workspace_set_setting (workspace, "base", "no number", NULL));
  g_assert_true (baton_workspace_set_setting (workspace, "gone", "x", NULL));
  g_assert_true (baton_workspace_set_setting (workspace, "gone", NULL, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  g_assert_cmpstr (baton_workspace_get_setting (workspace, "sync.server"), ==, "http://localhost");
  g_assert_cmpstr (baton_workspace_get_setting (workspace, "base"), ==, "no number");
  g_assert_null (baton_workspace_get_setting (workspace, "gone"));
  g_assert_false (baton_workspace_can_undo (workspace));
  store_fixture_finish (&fixture, workspace);
}

static void
test_invalid (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (BatonEntity) bad = baton_entity_new (BATON_KIND_TERM, "No Id");
  g_autoptr (BatonEntity) role = baton_entity_new (BATON_KIND_ROLE, ID_0);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (GError) error = NULL;

  g_assert_false (baton_workspace_put (workspace, "Bad", bad, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID);
  g_clear_error (&error);
  /* Taken away and made again as another kind: two entries would do, one cannot. */
  g_ptr_array_add (changes, baton_change_new (baton_program_lookup (baton_workspace_get_program (workspace), ID_0), NULL));
  g_ptr_array_add (changes, baton_change_new (NULL, role));
  g_assert_false (baton_workspace_apply (workspace, "Other kind", changes, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, 0);
  store_fixture_finish (&fixture, workspace);
}

static void
test_copy (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autofree char *path = store_fixture_path (&fixture, "copy.baton");
  g_autoptr (GBytes) picture = store_picture_new (1);
  g_autofree char *digest = baton_workspace_add_asset (workspace, picture, NULL);
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GError) error = NULL;
  BatonWorkspace *copy;

  type_key (workspace, &fixture, ID_0, "copied", 0);
  g_assert_false (baton_workspace_save_copy (workspace, fixture.path, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_EXISTS);
  g_assert_true (baton_workspace_save_copy (workspace, path, NULL));
  copy = baton_workspace_open (path, BATON_OPEN_EDIT, NULL);
  g_assert_nonnull (copy);
  assert_name (copy, ID_0, "copied");
  loaded = baton_workspace_load_asset (copy, digest, NULL);
  g_assert_nonnull (loaded);
  g_assert_true (baton_workspace_undo (copy, NULL));
  assert_name (workspace, ID_0, "copied");
  g_assert_true (baton_workspace_close (copy, NULL));
  g_assert_finalize_object (copy);
  store_fixture_finish (&fixture, workspace);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  GHashTable *counts = user_data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pspec->name));

  g_hash_table_insert (counts, (gpointer) pspec->name, GUINT_TO_POINTER (n + 1));
}

static guint
count_of (GHashTable *counts,
          const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
}

static void
test_properties (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *undo_name = NULL;
  gboolean can_undo;
  guint n_changes;

  g_signal_connect (workspace, "notify", G_CALLBACK (count_cb), counts);
  type_key (workspace, &fixture, ID_0, "a", 0);
  type_key (workspace, &fixture, ID_0, "ab", 0);
  g_assert_cmpuint (count_of (counts, "undo-name"), ==, 2);
  g_assert_cmpuint (count_of (counts, "can-undo"), ==, 1);
  g_assert_cmpuint (count_of (counts, "can-redo"), ==, 0);
  g_assert_cmpuint (count_of (counts, "n-changes"), ==, 0);   /* differed from the empty base before */
  g_object_get (workspace, "undo-name", &undo_name, "can-undo", &can_undo, "n-changes", &n_changes, NULL);
  g_assert_cmpstr (undo_name, ==, "Rename to ab");
  g_assert_true (can_undo);
  g_assert_cmpuint (n_changes, ==, 5);
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_cmpuint (count_of (counts, "can-redo"), ==, 1);
  g_signal_handlers_disconnect_by_data (workspace, counts);
  store_fixture_finish (&fixture, workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/workspace/empty", test_empty);
  g_test_add_func ("/store/workspace/closed", test_closed);
  g_test_add_func ("/store/workspace/edits", test_edits);
  g_test_add_func ("/store/workspace/all-or-none", test_all_or_none);
  g_test_add_func ("/store/workspace/typing", test_typing);
  g_test_add_func ("/store/workspace/history", test_history);
  g_test_add_func ("/store/workspace/acknowledged", test_acknowledged);
  g_test_add_func ("/store/workspace/dropped", test_dropped);
  g_test_add_func ("/store/workspace/bad-text", test_bad_text);
  g_test_add_func ("/store/workspace/pull-and-push", test_pull_and_push);
  g_test_add_func ("/store/workspace/outbox", test_outbox);
  g_test_add_func ("/store/workspace/settings", test_settings);
  g_test_add_func ("/store/workspace/invalid", test_invalid);
  g_test_add_func ("/store/workspace/copy", test_copy);
  g_test_add_func ("/store/workspace/properties", test_properties);
  return g_test_run ();
}
