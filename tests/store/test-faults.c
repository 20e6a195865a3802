/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The n-th call to the disk fails, for every n, once or from then on, broken or full: nothing that was edited is lost, it is
 * said, and writing resumes when the disk does.
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "shim-vfs.h"
#include "store-fixture.h"

typedef void (*Act) (BatonWorkspace *workspace, StoreFixture *fixture);

static void
act_put (BatonWorkspace *workspace,
         StoreFixture   *fixture)
{
  g_autoptr (BatonEntity) term = store_term_new (300, "Put");

  g_assert_true (baton_workspace_put (workspace, "Put", term, NULL));
}

static void
act_type (BatonWorkspace *workspace,
          StoreFixture   *fixture)
{
  g_autoptr (BatonEntity) once = store_term_new (301, "T");
  g_autoptr (BatonEntity) twice = store_term_new (301, "Ty");

  g_assert_true (baton_workspace_type (workspace, "Type", once, BATON_FIELD_TERM_NAME, NULL, NULL));
  baton_workspace_flush (workspace, NULL);
  g_assert_true (baton_workspace_type (workspace, "Type", twice, BATON_FIELD_TERM_NAME, NULL, NULL));
}

static void
act_asset (BatonWorkspace *workspace,
           StoreFixture   *fixture)
{
  g_autoptr (GBytes) picture = store_picture_new (77);
  g_autofree char *sha256 = baton_workspace_add_asset (workspace, picture, NULL);
  g_autoptr (BatonEntity) logo = store_asset_new ("banner-0000000000", sha256);

  g_assert_true (baton_workspace_put (workspace, "Banner", logo, NULL));
}

static void
act_undo_and_edit (BatonWorkspace *workspace,
                   StoreFixture   *fixture)
{
  baton_workspace_undo (workspace, NULL);
  act_put (workspace, fixture);
}

static void
act_push (BatonWorkspace *workspace,
          StoreFixture   *fixture)
{
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));

  g_assert_true (baton_workspace_pushed (workspace, "Push", 90, digest, baton_workspace_get_program (workspace), NULL, NULL));
}

static void
act_import (BatonWorkspace *workspace,
            StoreFixture   *fixture)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 400; i < 500; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (i, "Imported");

      g_ptr_array_add (changes, baton_change_new (NULL, term));
    }
  g_assert_true (baton_workspace_apply (workspace, "Import", changes, NULL));
}

static const struct { const char *name; Act act; } acts[] = {
  { "put", act_put },
  { "type", act_type },
  { "asset", act_asset },
  { "undo-and-edit", act_undo_and_edit },
  { "push", act_push },
  { "import", act_import },
};

/* A workspace with a history, copied afresh for each n. */
static void
make_template (StoreFixture  *fixture,
               char         **contents,
               gsize         *length)
{
  g_autoptr (BatonProgram) program = store_program_new (20);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  BatonWorkspace *workspace;

  store_fixture_init (fixture);
  workspace = store_fixture_create (fixture, program);
  for (int i = 0; i < 30; i++)
    store_random_edit (workspace, random, fixture);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  g_assert_true (g_file_get_contents (fixture->path, contents, length, NULL));
}

static void
put_template (StoreFixture *fixture,
              const char   *contents,
              gsize         length)
{
  static const char * const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
}

/* One n of one act; whether anything failed. */
static gboolean
try_act (StoreFixture *fixture,
         Act           act,
         guint         n,
         gboolean      for_ever,
         ShimFailure   failure)
{
  BatonWorkspace *workspace = store_fixture_open (fixture);
  g_autofree char *before = store_digest (workspace);
  g_autofree char *acted = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean failed, flushed;

  shim_vfs_fail_at (n, for_ever, FALSE, failure);
  act (workspace, fixture);
  acted = store_digest (workspace);
  edited = g_strdup (acted);
  flushed = baton_workspace_flush (workspace, &error);
  if (!flushed)
    {
      g_assert_true (g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FULL) ||
                     g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_IO));
      g_assert_nonnull (baton_workspace_get_write_error (workspace));
      g_assert_true (baton_workspace_has_unsaved (workspace));
      if (for_ever)
        {
          g_autoptr (BatonEntity) more = store_term_new (302, "While it fails");

          g_clear_error (&error);
          g_assert_false (baton_workspace_close (workspace, &error));
          g_assert_nonnull (error);
          g_assert_true (baton_workspace_put (workspace, "More", more, NULL));
          g_free (edited);
          edited = store_digest (workspace);
          g_assert_false (baton_workspace_flush (workspace, NULL));
        }
    }
  failed = shim_vfs_stop_failing ();
  if (n % 3 == 0 && !flushed)
    {
      /* Abandoned, as when the user gives up: what is there is one of the states that were, and whole. */
      shim_vfs_fail_at (1, TRUE, FALSE, failure);
      g_assert_finalize_object (workspace);
      shim_vfs_stop_failing ();
      workspace = store_fixture_open (fixture);
      again = store_digest (workspace);
      if (strcmp (again, edited) != 0 && strcmp (again, acted) != 0 && act != act_type && act != act_undo_and_edit)
        g_assert_cmpstr (again, ==, before);
    }
  else
    {
      g_assert_true (baton_workspace_flush (workspace, NULL));
      g_assert_null (baton_workspace_get_write_error (workspace));
      g_assert_true (baton_workspace_close (workspace, NULL));
      g_assert_finalize_object (workspace);
      workspace = store_fixture_open (fixture);
      again = store_digest (workspace);
      g_assert_cmpstr (again, ==, edited);
    }
  while (baton_workspace_can_undo (workspace))
    g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_assert_sound (fixture->path);
  return failed;
}

static void
test_act (gconstpointer data)
{
  Act act = acts[GPOINTER_TO_UINT (data)].act;
  StoreFixture fixture;
  g_autofree char *contents = NULL;
  gsize length;
  guint n_failed = 0;

  make_template (&fixture, &contents, &length);
  for (int mode = 0; mode < 4; mode++)
    {
      guint n = 1;

      while (put_template (&fixture, contents, length),
             try_act (&fixture, act, n, mode & 1, mode & 2 ? SHIM_FAIL_FULL : SHIM_FAIL_IO))
        n++;
      n_failed += n - 1;
    }
  g_test_message ("%u points of failure", n_failed);
  g_assert_cmpuint (n_failed, >, 8);
  store_fixture_clear (&fixture);
}

/* An open that fails leaves the file such that the next one finds everything. */
static void
test_open (void)
{
  StoreFixture fixture;
  g_autofree char *contents = NULL;
  g_autofree char *expected = NULL;
  gboolean failed = TRUE;
  gsize length;
  guint n;

  make_template (&fixture, &contents, &length);
  {
    g_autoptr (BatonWorkspace) workspace = store_fixture_open (&fixture);

    expected = store_json (workspace);
  }
  for (n = 1; failed; n++)
    {
      g_autoptr (BatonWorkspace) workspace = NULL;
      g_autofree char *now = NULL;
      g_autoptr (GError) error = NULL;

      shim_vfs_fail_at (n, n % 2, TRUE, SHIM_FAIL_IO);
      workspace = baton_workspace_open (fixture.path, n % 3 ? BATON_OPEN_EDIT : BATON_OPEN_READ, &error);
      failed = shim_vfs_stop_failing ();
      if (workspace == NULL)
        {
          g_assert_nonnull (error);
          if (error->code == BATON_STORE_ERROR_DAMAGED)
            g_test_message ("%u: %s", n, error->message);
          g_assert_cmpint (error->code, !=, BATON_STORE_ERROR_DAMAGED);
          workspace = store_fixture_open (&fixture);
        }
      now = store_json (workspace);
      g_assert_cmpstr (now, ==, expected);
    }
  g_test_message ("%u points of failure", n - 2);
  store_fixture_clear (&fixture);
}

/* A file appears complete or not at all, and leaves nothing behind. */
static void
test_create (gconstpointer data)
{
  gboolean copies = GPOINTER_TO_INT (data);
  StoreFixture fixture;
  g_autofree char *contents = NULL;
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (BatonProgram) program = store_program_new (50);
  g_autoptr (BatonWorkspace) source = NULL;
  gboolean failed = TRUE;
  gsize length;
  guint n;

  make_template (&fixture, &contents, &length);
  source = store_fixture_open (&fixture);
  folder = store_fixture_path (&fixture, "folder");
  target = g_build_filename (folder, "new.baton", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  expected = copies ? store_json (source) : store_program_to_json (program);
  for (n = 1; failed; n++)
    {
      g_autoptr (BatonWorkspace) made = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL;

      shim_vfs_fail_at (n, n % 2, FALSE, n % 3 ? SHIM_FAIL_FULL : SHIM_FAIL_IO);
      if (!copies)
        made = baton_workspace_create (target, program, &error);
      else if (baton_workspace_save_copy (source, target, &error))
        made = baton_workspace_open (target, BATON_OPEN_EDIT, &error);
      failed = shim_vfs_stop_failing ();
      if (made == NULL)
        {
          g_assert_nonnull (error);
          /* It may be complete already when opening it fails. */
          if (g_file_test (target, G_FILE_TEST_EXISTS))
            made = baton_workspace_open (target, BATON_OPEN_EDIT, NULL);
        }
      if (made != NULL)
        {
          now = store_json (made);
          g_assert_cmpstr (now, ==, expected);
          g_assert_true (baton_workspace_close (made, NULL));
          g_assert_cmpint (g_unlink (target), ==, 0);
        }
      g_assert_cmpint (g_rmdir (folder), ==, 0);   /* nothing else lies there */
      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_test_message ("%u points of failure", n - 2);
  g_assert_true (baton_workspace_close (source, NULL));
  store_fixture_clear (&fixture);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  (*(guint *) user_data)++;
}

/* Without a flush the writer finds by itself that there is room again, and says so. */
static void
test_resumes (void)
{
  StoreFixture fixture;
  g_autofree char *contents = NULL;
  g_autoptr (BatonWorkspace) workspace = NULL;
  gsize length;
  guint n_notified = 0;

  make_template (&fixture, &contents, &length);
  workspace = store_fixture_open (&fixture);
  g_signal_connect (workspace, "notify::write-error", G_CALLBACK (notify_cb), &n_notified);
  shim_vfs_fail_at (1, TRUE, FALSE, SHIM_FAIL_FULL);
  act_put (workspace, &fixture);
  while (baton_workspace_get_write_error (workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (baton_workspace_get_write_error (workspace), BATON_STORE_ERROR, BATON_STORE_ERROR_FULL);
  g_assert_cmpuint (n_notified, ==, 1);
  shim_vfs_stop_failing ();
  while (baton_workspace_has_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (baton_workspace_get_write_error (workspace));
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_true (baton_workspace_close (workspace, NULL));
  store_fixture_clear (&fixture);
}

/* The system itself refuses, as a quota does: said as "full", not as a broken disk. */
static void
test_limit (void)
{
  StoreFixture fixture;
  g_autofree char *contents = NULL;
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit, all;
  gboolean flushed;
  gsize length;

  make_template (&fixture, &contents, &length);
  workspace = store_fixture_open (&fixture);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &all), ==, 0);
  limit = all;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  act_import (workspace, &fixture);
  flushed = baton_workspace_flush (workspace, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &all), ==, 0);
  g_assert_false (flushed);
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FULL);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_clear_object (&workspace);
  workspace = store_fixture_open (&fixture);
  g_assert_nonnull (baton_program_lookup (baton_workspace_get_program (workspace), "term-0000000499"));
  store_fixture_clear (&fixture);
}

/* The folder goes from under an open file, as a mount does: edits stay, and it is said. */
static void
test_vanished (void)
{
  StoreFixture fixture;
  g_autofree char *contents = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (BatonWorkspace) copied = NULL;
  g_autoptr (GError) error = NULL;
  StoreFixture other;
  gsize length;

  make_template (&fixture, &contents, &length);
  store_fixture_init (&other);
  copy = store_fixture_path (&other, "rescued.baton");
  workspace = store_fixture_open (&fixture);
  g_assert_cmpint (g_unlink (fixture.path), ==, 0);
  /* The disk takes what is written, but nobody will find it. */
  act_put (workspace, &fixture);
  g_assert_false (baton_workspace_flush (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_IO);
  g_assert_true (baton_workspace_has_unsaved (workspace));
  g_assert_true (baton_workspace_save_copy (workspace, copy, NULL));
  copied = baton_workspace_open (copy, BATON_OPEN_EDIT, NULL);
  store_assert_same_programs (baton_workspace_get_program (copied), baton_workspace_get_program (workspace));
  g_assert_true (baton_workspace_close (copied, NULL));
  g_clear_object (&workspace);
  store_fixture_clear (&other);
  store_fixture_clear (&fixture);
}

/* A push must not be sent before its key is on disk. */
static void
test_outbox (void)
{
  StoreFixture fixture;
  g_autofree char *contents = NULL;
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (GBytes) payload = g_bytes_new_static ("x", 1);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  make_template (&fixture, &contents, &length);
  workspace = store_fixture_open (&fixture);
  shim_vfs_fail_at (1, TRUE, FALSE, SHIM_FAIL_FULL);
  g_assert_null (baton_workspace_add_to_outbox (workspace, payload, "new", &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FULL);
  shim_vfs_stop_failing ();
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_clear_object (&workspace);
  workspace = store_fixture_open (&fixture);
  items = baton_workspace_list_outbox (workspace);
  g_assert_cmpuint (items->len, ==, 0);
  store_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  shim_vfs_register ();
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = g_strconcat ("/store/faults/", acts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_act);
    }
  g_test_add_func ("/store/faults/open", test_open);
  g_test_add_data_func ("/store/faults/create", GINT_TO_POINTER (FALSE), test_create);
  g_test_add_data_func ("/store/faults/copy", GINT_TO_POINTER (TRUE), test_create);
  g_test_add_func ("/store/faults/resumes", test_resumes);
  g_test_add_func ("/store/faults/limit", test_limit);
  g_test_add_func ("/store/faults/vanished", test_vanished);
  g_test_add_func ("/store/faults/outbox", test_outbox);
  result = g_test_run ();
  shim_vfs_unregister ();
  return result;
}
