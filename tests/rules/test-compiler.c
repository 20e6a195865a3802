/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The compiler's thread: what it publishes, where, and in which order.
 */
#include "rules/baton-compiler.h"

#include "random-program.h"

typedef struct
{
  GMainLoop     *loop;
  GThread       *thread;
  BatonCompiler *compiler;
  guint64        last;      /* generation */
  guint64        awaited;
  guint          n_calls;
} Owner;

static void
snapshot_cb (BatonSnapshot *snapshot,
             gpointer       user_data)
{
  Owner *owner = user_data;

  g_assert_true (g_thread_self () == owner->thread);
  g_assert_true (owner->n_calls == 0 || baton_snapshot_get_generation (snapshot) > owner->last);
  owner->last = baton_snapshot_get_generation (snapshot);
  owner->n_calls++;
  if (owner->last >= owner->awaited)
    g_main_loop_quit (owner->loop);
}

static GPtrArray *
edit (BatonProgram *program,
      GRand        *random)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  BatonChange *change = random_program_edit (program, random);

  baton_program_apply (program, change);
  g_ptr_array_add (changes, change);
  return changes;
}

static void
test_publishes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (BatonProgram) program = random_program_new (random);
  Owner owner = { .loop = g_main_loop_new (NULL, FALSE), .thread = g_thread_self (), .awaited = 200 };

  owner.compiler = baton_compiler_new (NULL, snapshot_cb, &owner);
  baton_compiler_reset (owner.compiler, program, 0);
  for (guint64 generation = 1; generation <= 200; generation++)
    baton_compiler_submit (owner.compiler, edit (program, random), generation);
  g_main_loop_run (owner.loop);

  g_assert_cmpuint (owner.last, ==, 200);
  /* Edits that waited together became one snapshot. */
  g_assert_cmpuint (owner.n_calls, <, 200);
  baton_compiler_free (owner.compiler);
  g_main_loop_unref (owner.loop);
}

static void
test_waits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autoptr (BatonProgram) program = random_program_new (random);
  g_autoptr (BatonCompiler) compiler = baton_compiler_new (NULL, NULL, NULL);

  baton_compiler_reset (compiler, program, 1);
  for (guint64 generation = 2; generation < 20; generation++)
    {
      g_autoptr (BatonSnapshot) snapshot = NULL;

      baton_compiler_submit (compiler, edit (program, random), generation);
      snapshot = baton_compiler_wait (compiler, generation);
      g_assert_cmpuint (baton_snapshot_get_generation (snapshot), ==, generation);
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) expected = baton_program_list (program, kind);
          GPtrArray *list = baton_snapshot_list (snapshot, kind);

          g_assert_cmpuint (list->len, ==, expected->len);
          for (guint i = 0; i < list->len; i++)
            g_assert_true (list->pdata[i] == expected->pdata[i]);
        }
    }
}

static void
never_cb (BatonSnapshot *snapshot,
          gpointer       user_data)
{
  g_assert_not_reached ();
}

/* An owner that goes away is never called again, whatever was under way. */
static void
test_ends (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (BatonProgram) program = random_program_new (random);

  for (int i = 0; i < 20; i++)
    {
      BatonCompiler *compiler = baton_compiler_new (NULL, never_cb, NULL);

      baton_compiler_reset (compiler, program, 1);
      if (i % 2 == 0)
        {
          g_autoptr (BatonSnapshot) snapshot = baton_compiler_wait (compiler, 1);

          g_assert_nonnull (snapshot);
        }
      baton_compiler_free (compiler);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/compiler/publishes", test_publishes);
  g_test_add_func ("/rules/compiler/waits", test_waits);
  g_test_add_func ("/rules/compiler/ends", test_ends);
  return g_test_run ();
}
