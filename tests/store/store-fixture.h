/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share: a folder that goes, a clock that stands still, entities and pictures to keep.
 */
#pragma once

#include "store/baton-workspace.h"

typedef struct
{
  char   *folder;
  char   *path;       /* of a workspace in it, not made yet */
  gint64  now_us;     /* what the workspace's clock says */
  void  (*reached) (gpointer data);   /* nullable: called by store_random_edit() in each state on the way */
  gpointer reached_data;
} StoreFixture;

void            store_fixture_init   (StoreFixture       *fixture);
void            store_fixture_clear  (StoreFixture       *fixture);
/* Another file in the folder. (transfer full) */
char           *store_fixture_path   (StoreFixture       *fixture,
                                      const char         *name);
/* Creates or opens the workspace, with the fixture's clock. (transfer full) */
BatonWorkspace *store_fixture_create (StoreFixture       *fixture,
                                      const BatonProgram *program);
/* A new workspace with *n_terms* terms, fixture and all; and the end of both, which leave the file sound. */
BatonWorkspace *store_fixture_start  (StoreFixture       *fixture,
                                      guint               n_terms);
void            store_fixture_finish (StoreFixture       *fixture,
                                      BatonWorkspace     *workspace);
BatonWorkspace *store_fixture_open   (StoreFixture       *fixture);
void            store_fixture_set_clock (StoreFixture    *fixture,
                                         BatonWorkspace  *workspace);

/* One entity of each of a few kinds, *n_terms* terms among them. (transfer full) */
BatonProgram   *store_program_new    (guint               n_terms);
BatonEntity    *store_term_new       (guint               number,
                                      const char         *name);
BatonEntity    *store_asset_new      (const char         *id,
                                      const char         *sha256);
/* A copy of a term under another name; NULL for "changed nothing". (transfer full) */
BatonEntity    *store_term_renamed   (const BatonEntity  *term,
                                      const char         *name);
/* A PNG that is no other *number*'s. (transfer full) */
GBytes         *store_picture_new    (guint               number);

char           *store_program_to_json (const BatonProgram *program);
char           *store_json           (BatonWorkspace     *workspace);
char           *store_digest         (BatonWorkspace     *workspace);
/* Everything of a workspace that a restart must not change. (transfer full) */
char           *store_describe       (BatonWorkspace     *workspace);
void            store_assert_same_programs (const BatonProgram *a,
                                            const BatonProgram *b);
/* A small random edit of the workspace; every path of the editing interface is taken. Never fails. */
void            store_random_edit    (BatonWorkspace     *workspace,
                                      GRand              *random,
                                      StoreFixture       *fixture);
/* PRAGMA integrity_check and foreign_key_check of the file, which nobody has open. */
void            store_assert_sound   (const char         *path);
/* Keeps the answer: *user_data* is of GAsyncResult *. */
void            store_turned_cb      (GObject            *source,
                                      GAsyncResult       *result,
                                      gpointer            user_data);
/* Undo or redo, which must succeed; on the spot or in a thread, as the dice say. */
void            store_turn           (BatonWorkspace     *workspace,
                                      gboolean            undo,
                                      GRand              *random);
