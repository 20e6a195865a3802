/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A push of a part of what changed: the server gets that and no more, and the rest waits in the draft.
 */
#include "sync-fixture.h"

#include "model/baton-json.h"
#include "model/baton-portion.h"
#include "model/baton-text.h"
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

/* A translator's push of everything is refused, and forgotten; of what the server says is theirs, it is taken. */
static void
test_translator (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  g_autoptr (BatonPushResult) whole = NULL, part = NULL;
  g_autoptr (BatonStanding) standing = NULL;
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;
  g_autofree char *token = sync_make_token (fixture->state, "translator", "Tom"), *left_out = NULL;
  const BatonEntity *root = baton_program_get_root (baton_workspace_get_program (fixture->workspace));
  g_autoptr (BatonValue) text = baton_text_with_locale (baton_entity_get (root, BATON_FIELD_PROGRAM_NAME), "de", "Sterne", BATON_TEXT_TRANSLATED);
  g_autoptr (BatonEntity) named = baton_entity_with (root, BATON_FIELD_PROGRAM_NAME, text);

  sync_assert_pushed (first, error, 1);
  baton_workspace_put (fixture->workspace, "Translate", named, &error);
  g_assert_no_error (error);
  sync_set_text (fixture->workspace, BATON_KIND_ROLE, "role-0000000001", BATON_FIELD_ROLE_NAME, "Editor");
  g_clear_object (&fixture->remote);
  {
    g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u", (guint) fixture->port);

    fixture->remote = baton_remote_new (address, token, &error);
  }
  g_assert_no_error (error);

  whole = sync_push (fixture->remote, fixture->workspace, "Everything", &error);
  g_assert_null (whole);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_NOT_YOURS);
  g_assert_cmpstr (error->message, ==, "Editor");
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  g_clear_error (&error);

  baton_remote_get_standing_async (fixture->remote, NULL, sync_done_cb, &asked);
  sync_wait_for (&asked);
  standing = baton_remote_get_standing_finish (fixture->remote, asked, &error);
  g_assert_no_error (error);
  g_assert_cmpint (standing->pushing, ==, BATON_PUSHING_TEXTS);
  g_assert_cmpuint (g_strv_length (standing->languages), ==, 0);
  atoms = baton_diff (baton_workspace_get_base (fixture->workspace), baton_workspace_get_program (fixture->workspace));
  portion = baton_portion_new (baton_workspace_get_base (fixture->workspace), baton_workspace_get_program (fixture->workspace), atoms);
  for (guint i = 0; i < atoms->len; i++)
    if (!baton_standing_allows (standing, atoms->pdata[i]))
      baton_portion_set (portion, i, FALSE);
  g_assert_cmpuint (baton_portion_count_left_out (portion), ==, 1);
  left_out = baton_portion_dup_left_out (portion);
  part = push_part (fixture, "Texts", left_out, &error);
  sync_assert_pushed (part, error, 2);
  g_assert_cmpstr (part->revision->author, ==, "Tom");
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 1);
}

/* Languages that a server names hold for translators; a server that says nothing lets one try. */
static void
test_standings (void)
{
  static const struct
  {
    const char *meta;
    gboolean    german, french, role;
  } cases[] = {
    { "{\"push\":\"all\"}", TRUE, TRUE, TRUE },
    { "{}", TRUE, TRUE, TRUE },
    { "{\"push\":\"texts\"}", TRUE, TRUE, FALSE },
    { "{\"push\":\"texts\",\"languages\":[\"de\"]}", TRUE, FALSE, FALSE },
    { "{\"push\":\"texts\",\"languages\":[1,\"fr\"]}", FALSE, TRUE, FALSE },
    { "{\"push\":\"nothing\"}", FALSE, FALSE, FALSE },
  };
  BatonAtom german = { BATON_ATOM_LOCALE, BATON_KIND_ROLE, .field = BATON_FIELD_ROLE_NAME, .locale = (char *) "de" };
  BatonAtom french = { BATON_ATOM_LOCALE, BATON_KIND_ROLE, .field = BATON_FIELD_ROLE_NAME, .locale = (char *) "fr" };
  BatonAtom picture = { BATON_ATOM_LOCALE, BATON_KIND_ASSET, .field = BATON_FIELD_ASSET_FILE, .locale = (char *) "de" };
  BatonAtom source = { BATON_ATOM_SOURCE, BATON_KIND_ROLE, .field = BATON_FIELD_ROLE_NAME };
  BatonAtom role = { BATON_ATOM_CREATED, BATON_KIND_ROLE, .field = BATON_FIELD_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonValue) value = baton_json_parse (cases[i].meta, strlen (cases[i].meta), NULL);
      g_autoptr (BatonStanding) standing = baton_standing_from_value (value);

      g_assert_cmpint (baton_standing_allows (standing, &german), ==, cases[i].german);
      g_assert_cmpint (baton_standing_allows (standing, &french), ==, cases[i].french);
      g_assert_cmpint (baton_standing_allows (standing, &role), ==, cases[i].role);
      g_assert_cmpint (baton_standing_allows (standing, &source), ==, cases[i].role);
      g_assert_cmpint (baton_standing_allows (standing, &picture), ==, cases[i].role);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, SyncFixture, NULL, sync_set_up, function, sync_tear_down)
  TEST ("/sync/parts", test_parts);
  TEST ("/sync/part-after-lost-answer", test_part_after_lost_answer);
  TEST ("/sync/translator", test_translator);
#undef TEST
  g_test_add_func ("/sync/standings", test_standings);
  return g_test_run ();
}
