/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An editor without a screen is killed at random points, again and again on the same file. It says on a pipe which of its
 * numbered edits were acknowledged. After each kill the file must hold exactly the first k edits, k at least what was
 * acknowledged, and its history must lead back.
 *
 * BATON_TEST_KILLS: how many kills (1,000; under the sanitizers, which slow the child down, 120).
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"

#ifdef __SANITIZE_ADDRESS__
#define N_KILLS 120
#else
#define N_KILLS 1000
#endif
#define N_AT_ONCE 4
#define KILLS_PER_FILE 20   /* a long history would make each round slower */

#define COUNTER_NUMBER 999999
#define COUNTER_ID "term-0000999999"

/* Edit number k of a program in any state: the counter becomes k, and some other term comes, changes or goes. Parent and child
 * make the same of it. */
static GPtrArray *
make_edit (const BatonProgram *program,
           guint               k)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *count = g_strdup_printf ("%u", k);
  g_autofree char *name = g_strdup_printf ("Edit %u %0*d", k, (int) (k * 37 % 900), 0);
  g_autoptr (BatonEntity) counter = store_term_new (COUNTER_NUMBER, count);
  g_autoptr (BatonEntity) term = store_term_new (k * 7919 % 60, name);
  BatonEntity *there = baton_program_lookup (program, baton_entity_get_id (term));

  g_ptr_array_add (changes, baton_change_new (baton_program_lookup (program, COUNTER_ID), counter));
  g_ptr_array_add (changes, baton_change_new (there, there != NULL && k % 5 == 0 ? NULL : term));
  return changes;
}

static guint
count_edits (const BatonProgram *program)
{
  const BatonEntity *counter = baton_program_lookup (program, COUNTER_ID);

  return counter != NULL ? (guint) atoi (baton_entity_get_name (counter)) : 0;
}

/* ── The child ───────────────────────────────────────────────────────────────────────────────────────── */

static guint first_edit;

static void
acknowledged_cb (BatonWorkspace *workspace,
                 guint64         generation,
                 gpointer        user_data)
{
  char line[32];
  int n = g_snprintf (line, sizeof line, "%u\n", first_edit + (guint) generation);

  if (write (STDOUT_FILENO, line, (size_t) n) < 0)
    _exit (3);
}

static int
edit_for_ever (const char *path,
               guint32     seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  BatonWorkspace *workspace = baton_workspace_open (path, BATON_OPEN_EDIT, NULL);
  guint k;

  if (workspace == NULL)
    return 2;
  first_edit = k = count_edits (baton_workspace_get_program (workspace));
  g_signal_connect (workspace, "acknowledged", G_CALLBACK (acknowledged_cb), NULL);
  for (;;)
    {
      g_autoptr (GPtrArray) changes = make_edit (baton_workspace_get_program (workspace), ++k);

      if (!baton_workspace_apply (workspace, "Edit", changes, NULL))
        return 3;
      /* Sometimes it waits for the disk, sometimes many edits go into one transaction. */
      while (g_main_context_iteration (NULL, g_rand_int_range (random, 0, 3) == 0 && baton_workspace_has_unsaved (workspace)))
        ;
      if (baton_workspace_get_generation (workspace) - baton_workspace_get_acknowledged (workspace) > 200)
        baton_workspace_flush (workspace, NULL);
    }
}

/* ── The parent ──────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonProgram *expected;   /* after n_edits */
  guint         n_edits;
  guint         n_acknowledged;
} Oracle;

/* Starts a child, kills it some time after its first acknowledgement, and returns the last edit that it says was acknowledged. */
static guint
kill_one (const char *path,
          GRand      *random)
{
  g_autofree char *seed = g_strdup_printf ("%u", g_rand_int (random));
  char *argv[] = { (char *) "/proc/self/exe", (char *) "--edit", (char *) path, seed, NULL };
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint acknowledged = 0;
  char chunk[4096];
  char *line_end;
  gssize n;
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  /* Sometimes while it opens the file, which is when it mends what the last kill left. */
  if (g_rand_int_range (random, 0, 8) > 0 && (n = read (out, chunk, sizeof chunk)) > 0)
    {
      g_string_append_len (said, chunk, n);
      g_usleep ((gulong) g_rand_int_range (random, 0, 15000));
    }
  else
    {
      g_usleep ((gulong) g_rand_int_range (random, 0, 8000));
    }
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while ((n = read (out, chunk, sizeof chunk)) > 0 || (n < 0 && errno == EINTR))
    g_string_append_len (said, chunk, n);
  close (out);
  while (waitpid (pid, NULL, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (pid);

  line_end = strrchr (said->str, '\n');
  if (line_end != NULL)
    {
      *line_end = '\0';
      acknowledged = (guint) atoi (strrchr (said->str, '\n') != NULL ? strrchr (said->str, '\n') + 1 : said->str);
    }
  return acknowledged;
}

static void
check_after_kill (StoreFixture *fixture,
                  Oracle       *oracle,
                  gboolean      thoroughly)
{
  BatonWorkspace *workspace = store_fixture_open (fixture);
  guint k = count_edits (baton_workspace_get_program (workspace));
  g_autofree char *after = store_digest (workspace);

  g_assert_cmpuint (k, >=, oracle->n_acknowledged);
  g_assert_cmpuint (k, >=, oracle->n_edits);
  while (oracle->n_edits < k)
    {
      g_autoptr (GPtrArray) changes = make_edit (oracle->expected, ++oracle->n_edits);

      for (guint i = 0; i < changes->len; i++)
        baton_program_apply (oracle->expected, g_ptr_array_index (changes, i));
    }
  store_assert_same_programs (baton_workspace_get_program (workspace), oracle->expected);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, k);
  if (thoroughly)
    {
      g_autofree char *again = NULL;

      for (guint i = 1; i <= MIN (k, 20); i++)
        {
          g_assert_true (baton_workspace_undo (workspace, NULL));
          g_assert_cmpuint (count_edits (baton_workspace_get_program (workspace)), ==, k - i);
        }
      while (baton_workspace_can_redo (workspace))
        g_assert_true (baton_workspace_redo (workspace, NULL));
      again = store_digest (workspace);
      g_assert_cmpstr (again, ==, after);
    }
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  if (thoroughly)
    store_assert_sound (fixture->path);
}

static void
kill_many (guint   n_kills,
           guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Oracle oracle = { NULL, 0, 0 };
  StoreFixture fixture;
  guint total = 0;

  store_fixture_init (&fixture);
  for (guint i = 0; i < n_kills; i++)
    {
      if (i % KILLS_PER_FILE == 0)
        {
          g_autoptr (BatonProgram) program = store_program_new (10);
          g_autofree char *path = g_strdup_printf ("%s/kill-%u.baton", fixture.folder, i);
          BatonWorkspace *workspace;

          if (i > 0)
            check_after_kill (&fixture, &oracle, TRUE);
          total += oracle.n_edits;
          g_free (fixture.path);
          fixture.path = g_steal_pointer (&path);
          workspace = store_fixture_create (&fixture, program);
          g_assert_true (baton_workspace_close (workspace, NULL));
          g_assert_finalize_object (workspace);
          g_clear_pointer (&oracle.expected, baton_program_free);
          oracle.expected = baton_program_copy (program);
          oracle.n_edits = 0;
          oracle.n_acknowledged = 0;
        }
      oracle.n_acknowledged = MAX (oracle.n_acknowledged, kill_one (fixture.path, random));
      /* Half the time the next child, not we, mends the file. */
      if (g_rand_boolean (random))
        check_after_kill (&fixture, &oracle, i % 10 == 0);
    }
  check_after_kill (&fixture, &oracle, TRUE);
  g_test_message ("%u kills, %u edits survived", n_kills, total + oracle.n_edits);
  baton_program_free (oracle.expected);
  store_fixture_clear (&fixture);
}

/* The time goes into waiting for a child that is to be killed: some wait at once, each for its own. */
static void
test_kill (void)
{
  const char *wanted = g_getenv ("BATON_TEST_KILLS");
  guint n_kills = wanted != NULL ? (guint) atoi (wanted) : N_KILLS;
  pid_t killers[N_AT_ONCE];

  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      guint32 seed = (guint32) g_test_rand_int ();

      killers[i] = fork ();
      g_assert_cmpint (killers[i], >=, 0);
      if (killers[i] == 0)
        {
          kill_many ((n_kills + i) / N_AT_ONCE, seed);
          _exit (EXIT_SUCCESS);
        }
    }
  for (guint i = 0; i < N_AT_ONCE; i++)
    {
      int status;

      g_assert_cmpint (waitpid (killers[i], &status, 0), ==, killers[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, EXIT_SUCCESS);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--edit") == 0)
    return edit_for_ever (argv[2], (guint32) strtoul (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill", test_kill);
  return g_test_run ();
}
