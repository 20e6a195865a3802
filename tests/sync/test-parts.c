/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A push of a part of what changed: the server gets that and no more, and the rest waits in the draft.
 */
#include "sync-fixture.h"

#include "model/baton-portion.h"
#include "model/baton-validate.h"

#include <string.h>

static BatonPushResult *
push_part (SyncFixture  *fixture,
           const char   *message,
           const char   *left_out,
           GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_push_part_async (fixture->remote, fixture->workspace, message, left_out, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  return baton_sync_push_finish (result, error);
}

/* What the dice leave out waits; what the server holds is base and draft of the rest, to the digest. */
static void
test_parts (SyncFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  gint64 number = 1;

  sync_assert_pushed (first, error, 1);
  for (guint round = 0; round < 25; round++)
    {
      const BatonProgram *base = baton_workspace_get_base (fixture->workspace);
      const BatonProgram *draft = baton_workspace_get_program (fixture->workspace);
      g_autoptr (GPtrArray) atoms = NULL;
      g_autoptr (BatonPortion) portion = NULL;
      g_autoptr (BatonProgram) part = NULL;
      g_autoptr (BatonProgram) before_push = NULL;
      g_autoptr (BatonPushResult) answer = NULL;
      g_autofree char *left_out = NULL, *digest = NULL, *waiting = NULL;

      sync_edit_roles (fixture->workspace, random, round);
      atoms = baton_diff (base, draft);
      portion = baton_portion_new (base, draft, atoms);
      for (guint i = 0; i < atoms->len; i++)
        if (g_rand_boolean (random))
          baton_portion_set (portion, i, FALSE);
      left_out = baton_portion_dup_left_out (portion);
      part = baton_portion_make_program (portion);
      digest = baton_program_digest (part);
      before_push = baton_program_copy (draft);
      number += baton_portion_count_left_out (portion) < atoms->len ? 1 : 0;

      answer = push_part (fixture, "A part", left_out, &error);
      sync_assert_pushed (answer, error, number);
      g_assert_cmpstr (answer->revision->digest, ==, digest);
      g_assert_cmpstr (baton_workspace_get_base_digest (fixture->workspace), ==, digest);
      g_assert_cmpint (sync_count_revisions (fixture), ==, number);
      {
        g_autofree char *own = baton_program_digest (baton_workspace_get_base (fixture->workspace));
        g_autofree char *kept = baton_program_digest (baton_workspace_get_program (fixture->workspace));
        g_autofree char *was = baton_program_digest (before_push);

        g_assert_cmpstr (own, ==, digest);
        g_assert_cmpstr (kept, ==, was);
      }
    }
  {
    g_autoptr (BatonPushResult) rest = sync_push (fixture->remote, fixture->workspace, "The rest", &error);
    g_autofree char *digest = baton_program_digest (baton_workspace_get_program (fixture->workspace));

    g_assert_no_error (error);
    g_assert_cmpint (rest->outcome, ==, BATON_PUSH_DONE);
    g_assert_cmpstr (rest->revision->digest, ==, digest);
    g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
  }
}

/* What is left out had been pushed with an answer that was lost: it is the server's by then, and stays. */
static void
test_part_after_lost_answer (SyncFixture   *fixture,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;
  g_autoptr (BatonPushResult) answer = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *etag = NULL, *state = NULL, *key = NULL, *left_out = NULL;

  sync_assert_pushed (first, error, 1);
  sync_rename_program (fixture->workspace, "Bright stars");
  body = baton_remote_push_body (baton_workspace_get_program (fixture->workspace), "Its answer was lost");
  etag = baton_revision_get_etag (first->revision);
  state = g_strdup_printf ("push %s %s", etag, baton_remote_get_address (fixture->remote));
  key = baton_workspace_add_to_outbox (fixture->workspace, body, state, &error);
  g_assert_no_error (error);

  sync_set_text (fixture->workspace, BATON_KIND_ROLE, "role-0000000001", BATON_FIELD_ROLE_NAME, "Editor");
  atoms = baton_diff (baton_workspace_get_base (fixture->workspace), baton_workspace_get_program (fixture->workspace));
  g_assert_cmpuint (atoms->len, ==, 2);
  portion = baton_portion_new (baton_workspace_get_base (fixture->workspace), baton_workspace_get_program (fixture->workspace), atoms);
  baton_portion_set (portion, ((const BatonAtom *) atoms->pdata[0])->kind == BATON_KIND_PROGRAM ? 0 : 1, FALSE);
  left_out = baton_portion_dup_left_out (portion);

  answer = push_part (fixture, "The editor", left_out, &error);
  sync_assert_pushed (answer, error, 3);
  g_assert_cmpstr (sync_program_name (baton_workspace_get_base (fixture->workspace)), ==, "Bright stars");
  g_assert_nonnull (baton_program_lookup (baton_workspace_get_base (fixture->workspace), "role-0000000001"));
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, SyncFixture, NULL, sync_set_up, function, sync_tear_down)
  TEST ("/sync/parts", test_parts);
  TEST ("/sync/part-after-lost-answer", test_part_after_lost_answer);
#undef TEST
  return g_test_run ();
}
