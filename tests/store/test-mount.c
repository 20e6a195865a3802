/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workspace on a file system that fills up, goes away or may only be read. The file systems are real ones, in memory, mounted in a
 * namespace of the test's own; where the system does not let it have one, these tests are skipped and say so.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "store-fixture.h"

#define MOUNT_SIZE "size=1m,mode=0700"

static const char *reason;   /* why nothing can be mounted; NULL: it can */

static gboolean
write_map (const char *path,
           const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);
  return written;
}

/* Before there is a second thread. */
static void
enter_namespace (void)
{
  char users[32], groups[32];

  g_snprintf (users, sizeof users, "0 %u 1", (guint) getuid ());
  g_snprintf (groups, sizeof groups, "0 %u 1", (guint) getgid ());
  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) < 0)
    {
      reason = "no user namespaces here";
      return;
    }
  if (!write_map ("/proc/self/setgroups", "deny") || !write_map ("/proc/self/uid_map", users) ||
      !write_map ("/proc/self/gid_map", groups) ||
      mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
    reason = "this user namespace may not mount";
}

/* A workspace with a history on a small file system of its own, closed. */
static gboolean
make_mounted (StoreFixture *fixture)
{
  g_autoptr (BatonProgram) program = store_program_new (20);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  BatonWorkspace *workspace;

  if (reason != NULL)
    {
      g_test_skip (reason);
      return FALSE;
    }
  store_fixture_init (fixture);
  if (mount ("tmpfs", fixture->folder, "tmpfs", 0, MOUNT_SIZE) < 0)
    {
      g_test_skip (g_strerror (errno));
      store_fixture_clear (fixture);
      return FALSE;
    }
  workspace = store_fixture_create (fixture, program);
  for (int i = 0; i < 20; i++)
    store_random_edit (workspace, random, fixture);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  return TRUE;
}

static void
clear_mounted (StoreFixture *fixture)
{
  umount2 (fixture->folder, MNT_DETACH);
  store_fixture_clear (fixture);
}

/* Takes all the room that there is. (transfer full): the name of the file that has it. */
static char *
fill (StoreFixture *fixture)
{
  char *path = store_fixture_path (fixture, "filler");
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  static const char block[4096];

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, sizeof block) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
  return path;
}

static void
add_terms (BatonWorkspace *workspace,
           guint           first)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (first + i, "Added while something was wrong");

      g_ptr_array_add (changes, baton_change_new (NULL, term));
    }
  g_assert_true (baton_workspace_apply (workspace, "Add", changes, NULL));
}

static void
test_full (void)
{
  StoreFixture fixture;
  g_autofree char *filler = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace;

  if (!make_mounted (&fixture))
    return;
  workspace = store_fixture_open (&fixture);
  filler = fill (&fixture);
  add_terms (workspace, 1000);
  g_assert_false (baton_workspace_flush (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FULL);
  g_assert_nonnull (baton_workspace_get_write_error (workspace));
  g_clear_error (&error);
  g_assert_false (baton_workspace_close (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FULL);
  add_terms (workspace, 2000);
  before = store_json (workspace);

  /* By itself, as soon as there is room. */
  g_assert_cmpint (g_unlink (filler), ==, 0);
  while (baton_workspace_has_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (baton_workspace_get_write_error (workspace));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  after = store_json (workspace);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_assert_sound (fixture.path);
  clear_mounted (&fixture);
}

/* Full already when it is opened: to edit or to read, the program is there; nothing is lost by trying. */
static void
test_open_full (void)
{
  StoreFixture fixture;
  g_autofree char *filler = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonWorkspace) reader = NULL;
  g_autoptr (BatonWorkspace) workspace = NULL;

  if (!make_mounted (&fixture))
    return;
  filler = fill (&fixture);
  reader = baton_workspace_open (fixture.path, BATON_OPEN_READ, &error);
  g_assert_no_error (error);
  before = store_json (reader);
  workspace = baton_workspace_open (fixture.path, BATON_OPEN_EDIT, &error);
  if (workspace == NULL)
    {
      g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FULL);
    }
  else
    {
      add_terms (workspace, 1000);
      g_assert_false (baton_workspace_flush (workspace, &error));
      g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FULL);
      g_clear_object (&workspace);   /* given up */
    }
  g_assert_cmpint (g_unlink (filler), ==, 0);
  workspace = store_fixture_open (&fixture);
  after = store_json (workspace);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (baton_workspace_close (workspace, NULL));
  store_assert_sound (fixture.path);
  clear_mounted (&fixture);
}

/* Even where another file system comes to the same place, it is not the same file. */
static void
test_vanished (void)
{
  StoreFixture fixture, other;
  g_autofree char *rescued = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (BatonWorkspace) copy = NULL;

  if (!make_mounted (&fixture))
    return;
  store_fixture_init (&other);
  rescued = store_fixture_path (&other, "rescued.baton");
  workspace = store_fixture_open (&fixture);
  g_assert_cmpint (umount2 (fixture.folder, MNT_DETACH), ==, 0);
  add_terms (workspace, 1000);
  g_assert_false (baton_workspace_flush (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_IO);
  g_clear_error (&error);
  g_assert_cmpint (mount ("tmpfs", fixture.folder, "tmpfs", 0, MOUNT_SIZE), ==, 0);
  g_assert_false (baton_workspace_close (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (baton_workspace_save_copy (workspace, rescued, &error));
  g_assert_no_error (error);
  copy = baton_workspace_open (rescued, BATON_OPEN_READ, NULL);
  store_assert_same_programs (baton_workspace_get_program (copy), baton_workspace_get_program (workspace));
  g_clear_object (&workspace);
  g_clear_object (&copy);
  store_fixture_clear (&other);
  clear_mounted (&fixture);
}

static void
test_read_only (void)
{
  StoreFixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonWorkspace) reader = NULL;

  if (!make_mounted (&fixture))
    return;
  g_assert_cmpint (mount (NULL, fixture.folder, NULL, MS_REMOUNT | MS_RDONLY, MOUNT_SIZE), ==, 0);
  g_assert_null (baton_workspace_open (fixture.path, BATON_OPEN_EDIT, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  reader = baton_workspace_open (fixture.path, BATON_OPEN_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (baton_program_get_size (baton_workspace_get_program (reader)), >, 10);
  g_clear_object (&reader);
  clear_mounted (&fixture);
}

int
main (int    argc,
      char **argv)
{
  enter_namespace ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/mount/full", test_full);
  g_test_add_func ("/store/mount/open-full", test_open_full);
  g_test_add_func ("/store/mount/vanished", test_vanished);
  g_test_add_func ("/store/mount/read-only", test_read_only);
  return g_test_run ();
}
