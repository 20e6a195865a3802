/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share.
 */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "model/baton-text.h"

void
store_fixture_init (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  *fixture = (StoreFixture) { NULL };
  fixture->folder = g_dir_make_tmp ("baton-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "program.baton", NULL);
  fixture->now_us = G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC;
}

void
store_fixture_clear (StoreFixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_chmod (path, 0700);
      if (g_remove (path) != 0)
        g_test_message ("%s stays", path);
    }
  g_rmdir (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

char *
store_fixture_path (StoreFixture *fixture,
                    const char   *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static gint64
clock_cb (gpointer user_data)
{
  return ((StoreFixture *) user_data)->now_us;
}

void
store_fixture_set_clock (StoreFixture   *fixture,
                         BatonWorkspace *workspace)
{
  baton_workspace_set_clock (workspace, clock_cb, fixture);
}

BatonWorkspace *
store_fixture_create (StoreFixture       *fixture,
                      const BatonProgram *program)
{
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace = baton_workspace_create (fixture->path, program, &error);

  g_assert_no_error (error);
  store_fixture_set_clock (fixture, workspace);
  return workspace;
}

BatonWorkspace *
store_fixture_open (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace = baton_workspace_open (fixture->path, BATON_OPEN_EDIT, &error);

  g_assert_no_error (error);
  store_fixture_set_clock (fixture, workspace);
  return workspace;
}

/* ── Things to keep ──────────────────────────────────────────────────────────────────────────────────── */

BatonEntity *
store_term_new (guint       number,
                const char *name)
{
  g_autofree char *id = g_strdup_printf ("term-%010u", number);
  g_autofree char *position = g_strdup_printf ("%06uV", number);
  g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_TERM, id);
  g_autoptr (BatonEntity) placed = baton_entity_with_place (bare, "region-0000000000", position);
  g_autoptr (BatonValue) text = baton_text_new (name);

  return baton_entity_with (placed, BATON_FIELD_TERM_NAME, text);
}

BatonEntity *
store_term_renamed (const BatonEntity *term,
                    const char        *name)
{
  g_autoptr (BatonValue) text = baton_text_with_source (baton_entity_get (term, BATON_FIELD_TERM_NAME), name);

  return baton_entity_with (term, BATON_FIELD_TERM_NAME, text);
}

BatonEntity *
store_asset_new (const char *id,
                 const char *sha256)
{
  g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_ASSET, id);
  g_autoptr (BatonValue) digest = baton_value_new_string (sha256);
  g_autoptr (BatonValue) file = baton_value_with_member (NULL, "source", digest);

  return baton_entity_with (bare, BATON_FIELD_ASSET_FILE, file);
}

BatonProgram *
store_program_new (guint n_terms)
{
  BatonProgram *program = baton_program_new ();
  g_autoptr (BatonEntity) root = baton_entity_new (BATON_KIND_PROGRAM, "program-0000000000");
  g_autoptr (BatonEntity) vocabulary = baton_entity_new (BATON_KIND_VOCABULARY, "region-0000000000");
  g_autoptr (BatonEntity) placed = baton_entity_with_place (vocabulary, NULL, "V");

  baton_program_put (program, root);
  baton_program_put (program, placed);
  for (guint i = 0; i < n_terms; i++)
    {
      g_autofree char *name = g_strdup_printf ("Region %u – “Südwest”", i);
      g_autoptr (BatonEntity) term = store_term_new (i, name);

      baton_program_put (program, term);
    }
  return program;
}

GBytes *
store_picture_new (guint number)
{
  static const guint8 head[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 64, 0, 0, 0, 32, 8, 6, 0, 0, 0,
  };
  guint8 *data = g_malloc0 (4096);

  memcpy (data, head, sizeof head);
  memcpy (data + sizeof head, &number, sizeof number);
  return g_bytes_new_take (data, 4096);
}

char *
store_program_to_json (const BatonProgram *program)
{
  g_autoptr (BatonValue) value = baton_program_to_value (program);

  return baton_value_to_json (value);
}

char *
store_json (BatonWorkspace *workspace)
{
  return store_program_to_json (baton_workspace_get_program (workspace));
}

char *
store_digest (BatonWorkspace *workspace)
{
  return baton_program_digest (baton_workspace_get_program (workspace));
}

char *
store_describe (BatonWorkspace *workspace)
{
  g_autofree char *draft = store_json (workspace);
  g_autofree char *base = store_program_to_json (baton_workspace_get_base (workspace));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) outbox = baton_workspace_list_outbox (workspace);
  g_autoptr (GPtrArray) pictures = baton_program_list (baton_workspace_get_program (workspace), BATON_KIND_ASSET);
  BatonEntryInfo info;

  g_string_append_printf (text, "%s\n%s\n", draft, base);
  for (guint i = 0; baton_workspace_get_entry (workspace, i, &info); i++)
    g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s %s %" G_GINT64_FORMAT " %d %d\n", info.sequence, info.name,
                            info.actor, info.time_us, (int) info.kind, info.undone);
  for (guint i = 0; i < outbox->len; i++)
    {
      const BatonOutboxItem *item = g_ptr_array_index (outbox, i);

      g_string_append_printf (text, "%s %s\n", item->key, item->state);
    }
  /* Those that the program names; others are freed when the file is closed. */
  for (guint i = 0; i < pictures->len; i++)
    {
      const char *sha256 = baton_entity_get_string (g_ptr_array_index (pictures, i), BATON_FIELD_ASSET_FILE);

      g_string_append_printf (text, "%s %d\n", sha256, baton_workspace_has_asset (workspace, sha256));
    }
  g_string_append_printf (text, "%s\n%" G_GINT64_FORMAT " %s %u",
                          baton_workspace_get_setting (workspace, "test.view"), baton_workspace_get_base_revision (workspace),
                          baton_workspace_get_base_digest (workspace), baton_workspace_count_changes (workspace));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
store_assert_same_programs (const BatonProgram *a,
                            const BatonProgram *b)
{
  g_autofree char *left = store_program_to_json (a);
  g_autofree char *right = store_program_to_json (b);

  g_assert_cmpstr (left, ==, right);
}

static void
tell_reached (StoreFixture *fixture)
{
  if (fixture->reached != NULL)
    fixture->reached (fixture->reached_data);
}

/* ── Random edits ────────────────────────────────────────────────────────────────────────────────────── */

static BatonEntity *
random_term (BatonWorkspace *workspace,
             GRand          *random)
{
  g_autoptr (GPtrArray) terms = baton_program_list (baton_workspace_get_program (workspace), BATON_KIND_TERM);

  return terms->len > 0 ? g_ptr_array_index (terms, g_rand_int_range (random, 0, (int) terms->len)) : NULL;
}

static void
type_name (BatonWorkspace *workspace,
           GRand          *random,
           StoreFixture   *fixture)
{
  BatonEntity *start = random_term (workspace, random);
  g_autofree char *id = start != NULL ? g_strdup (baton_entity_get_id (start)) : NULL;
  g_autoptr (GString) text = g_string_new ("Néw ");
  int n = g_rand_int_range (random, 1, 6);

  for (int i = 0; id != NULL && i < n; i++)
    {
      g_autoptr (BatonEntity) typed = NULL;
      g_autoptr (GError) error = NULL;

      g_string_append_c (text, (char) g_rand_int_range (random, 'a', 'z'));
      typed = store_term_renamed (baton_program_lookup (baton_workspace_get_program (workspace), id), text->str);
      baton_workspace_type (workspace, "Rename", typed, BATON_FIELD_TERM_NAME, NULL, &error);
      g_assert_no_error (error);
      tell_reached (fixture);
      fixture->now_us += g_rand_int_range (random, 0, 800) * 1000;
    }
  if (g_rand_boolean (random))
    baton_workspace_end_typing (workspace);
}

static void
apply_several (BatonWorkspace *workspace,
               GRand          *random)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Set %d", g_rand_int_range (random, 0, 1000));
      BatonEntity *term = random_term (workspace, random);
      g_autoptr (BatonEntity) after = NULL;

      if (term == NULL || !g_hash_table_add (taken, (gpointer) baton_entity_get_id (term)))
        continue;
      if (i != 3)
        after = store_term_renamed (term, name);
      g_ptr_array_add (changes, baton_change_new (term, after));
    }
  if (changes->len % 2 == 0)
    {
      g_autoptr (BatonStep) step = baton_step_new (workspace);

      baton_step_run (step, changes, NULL, &error);
      g_assert_no_error (error);
      baton_workspace_apply_step (workspace, "Change several", step, &error);
    }
  else
    {
      baton_workspace_apply (workspace, "Change several", changes, &error);
    }
  g_assert_no_error (error);
}

static void
pull_something (BatonWorkspace *workspace,
                GRand          *random)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (BatonProgram) base = baton_program_copy (baton_workspace_get_base (workspace));
  g_autoptr (BatonEntity) theirs = store_term_new ((guint) g_rand_int_range (random, 0, 200), "Theirs");
  BatonEntity *mine = baton_program_lookup (baton_workspace_get_program (workspace), baton_entity_get_id (theirs));
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;

  baton_program_put (base, theirs);
  g_ptr_array_add (changes, baton_change_new (mine, theirs));
  digest = baton_program_digest (base);
  baton_workspace_pull (workspace, "Pull", changes, baton_workspace_get_base_revision (workspace) + 1, digest, base, &error);
  g_assert_no_error (error);
}

static void
push_something (BatonWorkspace *workspace,
                StoreFixture   *fixture)
{
  g_autoptr (GBytes) payload = g_bytes_new_static ("payload", 7);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));
  g_autofree char *key = baton_workspace_add_to_outbox (workspace, payload, "new", &error);

  g_assert_no_error (error);
  tell_reached (fixture);
  baton_workspace_set_outbox_state (workspace, key, "sent", &error);
  g_assert_no_error (error);
  tell_reached (fixture);
  baton_workspace_pushed (workspace, "Push", baton_workspace_get_base_revision (workspace) + 1, digest,
                          baton_workspace_get_program (workspace), key, &error);
  g_assert_no_error (error);
}

void
store_random_edit (BatonWorkspace *workspace,
                   GRand          *random,
                   StoreFixture   *fixture)
{
  g_autoptr (BatonEntity) term = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = g_strdup_printf ("Term %d", g_rand_int_range (random, 0, 100000));
  g_autoptr (GError) error = NULL;
  BatonEntity *chosen;

  fixture->now_us += g_rand_int_range (random, 0, 3000) * 1000;
  switch (g_rand_int_range (random, 0, 16))
    {
    case 0:
    case 1:
    case 2:
      term = store_term_new ((guint) g_rand_int_range (random, 0, 200), name);
      baton_workspace_put (workspace, "Add a term", term, &error);
      break;
    case 3:
    case 4:
      type_name (workspace, random, fixture);
      break;
    case 5:
      chosen = random_term (workspace, random);
      if (chosen != NULL)
        baton_workspace_remove (workspace, "Remove a term", baton_entity_get_id (chosen), &error);
      break;
    case 6:
      apply_several (workspace, random);
      break;
    case 7:
      pull_something (workspace, random);
      break;
    case 8:
      push_something (workspace, fixture);
      break;
    case 9:
      picture = store_picture_new ((guint) g_rand_int_range (random, 0, 50));
      sha256 = baton_workspace_add_asset (workspace, picture, &error);
      g_assert_no_error (error);
      tell_reached (fixture);
      term = store_asset_new ("logo-0000000000", sha256);
      baton_workspace_put (workspace, "Set the logo", term, &error);
      break;
    case 10:
      baton_workspace_set_setting (workspace, "test.view", g_rand_boolean (random) ? name : NULL, &error);
      break;
    case 11:
    case 12:
    case 13:
      if (baton_workspace_can_undo (workspace))
        baton_workspace_undo (workspace, &error);
      break;
    default:
      if (baton_workspace_can_redo (workspace))
        baton_workspace_redo (workspace, &error);
      break;
    }
  g_assert_no_error (error);
  tell_reached (fixture);
}

static void
assert_pragma (sqlite3    *database,
               const char *pragma,
               const char *healthy)
{
  sqlite3_stmt *statement;
  int result;

  g_assert_cmpint (sqlite3_prepare_v2 (database, pragma, -1, &statement, NULL), ==, SQLITE_OK);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, healthy);
  g_assert_cmpint (result, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

void
store_assert_sound (const char *path)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, "unix"), ==, SQLITE_OK);
  assert_pragma (database, "PRAGMA integrity_check", "ok");
  assert_pragma (database, "PRAGMA foreign_key_check", "none");
  sqlite3_close (database);
}

BatonWorkspace *
store_fixture_start (StoreFixture *fixture,
                     guint         n_terms)
{
  g_autoptr (BatonProgram) program = store_program_new (n_terms);

  store_fixture_init (fixture);
  return store_fixture_create (fixture, program);
}

void
store_fixture_finish (StoreFixture   *fixture,
                      BatonWorkspace *workspace)
{
  g_assert_true (baton_workspace_close (workspace, NULL));
  /* What a thread still holds of it, a turn of the loop lets go. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (workspace);
  store_assert_sound (fixture->path);
  store_fixture_clear (fixture);
}

void
store_turned_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

void
store_turn (BatonWorkspace *workspace,
            gboolean        undo,
            GRand          *random)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;

  if (g_rand_boolean (random))
    {
      g_assert_true (undo ? baton_workspace_undo (workspace, &error) : baton_workspace_redo (workspace, &error));
      return;
    }
  baton_workspace_turn_async (workspace, undo, NULL, store_turned_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  changes = baton_workspace_turn_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (changes);
}
