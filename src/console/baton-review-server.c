/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-server.h"

#include "console/baton-merge-session.h"
#include "console/baton-practice-server.h"
#include "console/baton-preferences-window.h"
#include "console/baton-server-error.h"
#include "sync/baton-sync.h"
#include "sync/baton-token-store.h"
#include "words/baton-words-format.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>

struct _BatonReviewServer
{
  GObject        parent_instance;

  BatonDocument *document;      /* owned */
  BatonRemote   *remote;        /* owned; NULL before the server is known */
  GCancellable  *cancellable;   /* owned */
  BatonMergeSession *merge;     /* owned; until its conflicts are known, then the document's */
  char          *title;         /* owned */
  gboolean       is_unseen;     /* what is pushed are drafts */
  char          *addition;      /* owned, nullable: what else is said when the push is done */
  gint64         restored;      /* the revision that is rolled back to */
  gboolean       busy;
};

enum
{
  SIGNAL_SAID,
  SIGNAL_STATE_CHANGED,
  SIGNAL_PUSHED,
  SIGNAL_SETTLED,
  SIGNAL_CONFLICT,
  SIGNAL_REVISIONS,
  SIGNAL_OLDER_REVISIONS,
  SIGNAL_STANDING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BatonReviewServer, baton_review_server, G_TYPE_OBJECT)

/* ── Saying ── */

static void
say (BatonReviewServer *self,
     const char        *sentence)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, sentence);
}

static void
say_error (BatonReviewServer *self,
           const GError      *error)
{
  g_autofree char *sentence = NULL;
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  const char *address = baton_workspace_get_setting (workspace, BATON_SETTING_SERVER);
  const char *server = self->remote != NULL ? baton_remote_get_address (self->remote) : address != NULL ? address : _("The practice server");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = baton_server_error_describe (error, server, baton_workspace_get_path (workspace));
  say (self, sentence);
}

static void
set_busy (BatonReviewServer *self,
          gboolean           busy)
{
  self->busy = busy;
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
}

static void
settle (BatonReviewServer *self,
        gboolean           taken)
{
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, taken);
}

/* ── Push ── */

static void
say_pushed (BatonReviewServer *self)
{
  const char *pushed = self->is_unseen ? _("Pushed. Members see nothing of it until the drafts are published.") : _("Pushed. Partners see it from now on.");
  g_autofree char *addition = g_steal_pointer (&self->addition);
  /* Translators: joins two sentences: "Pushed. Partners see it from now on." and what else there is to say of it */
  g_autofree char *both = addition != NULL ? g_strdup_printf (C_("two sentences", "%1$s %2$s"), pushed, addition) : NULL;

  say (self, both != NULL ? both : pushed);
}

static void
report (BatonReviewServer     *self,
        const BatonPushResult *result)
{
  g_autofree char *person = NULL, *sentence = NULL;

  switch (result->outcome)
    {
    case BATON_PUSH_DONE:
      g_signal_emit (self, signals[SIGNAL_PUSHED], 0);
      say_pushed (self);
      break;
    case BATON_PUSH_MOVED:
      /* Who it was may be the reader: by another computer, or before an undo. */
      person = baton_revision_dup_person (result->revision);
      if (baton_workspace_took_back (baton_document_get_workspace (self->document), result->revision->number, result->revision->digest))
        /* Translators: %s is a person */
        sentence = g_strdup_printf (_("What %s pushed and undo took back here is pulled again. Look, then push again."), person);
      /* What it is then, the pull says. */
      else if (!baton_revision_is_before (result->revision, baton_workspace_get_base_revision (baton_document_get_workspace (self->document)),
                                          baton_workspace_get_base_digest (baton_document_get_workspace (self->document))))
        /* Translators: %s is a person; two lines of a toast on a phone are all that there is for it */
        sentence = g_strdup_printf (_("A newer revision by %s is pulled. Look, then push again."), person);
      if (sentence != NULL)
        say (self, sentence);
      baton_review_server_pull (self);
      return;
    case BATON_PUSH_INVALID:
    default:
      if (result->problems->len > 0)
        sentence = baton_words_problem_line (baton_document_get_names (self->document), result->problems->pdata[0]);
      else
        sentence = g_strdup (_("The server refused the program."));
      say (self, sentence);
      break;
    }
  settle (self, FALSE);
  baton_review_server_list_revisions (self);
}

static void
pushed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) answer = baton_sync_push_finish (result, &error);

  set_busy (self, FALSE);
  if (answer == NULL)
    say_error (self, error);
  else
    report (self, answer);
}

void
baton_review_server_push (BatonReviewServer *self,
                          const char        *message,
                          const char        *left_out,
                          gboolean           is_unseen,
                          const char        *addition)
{
  g_return_if_fail (BATON_IS_REVIEW_SERVER (self) && self->remote != NULL);

  g_free (self->addition);
  self->addition = g_strdup (addition);
  self->is_unseen = is_unseen;
  set_busy (self, TRUE);
  baton_sync_push_part_async (self->remote, baton_document_get_workspace (self->document), message, left_out, self->cancellable, pushed_cb, g_object_ref (self));
}

/* ── Pull ── */

/* The merge of large programs is worked out in a thread first. */
static void
look_at_merge (BatonReviewServer *self)
{
  if (baton_merge_session_is_busy (self->merge))
    return;
  g_signal_handlers_disconnect_by_func (self->merge, look_at_merge, self);
  baton_document_take_merge (self->document, g_steal_pointer (&self->merge));
  set_busy (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_CONFLICT], 0);
}

/* Decisions about the same revision stay as they are. */
static void
take_conflict (BatonReviewServer     *self,
               const BatonPullResult *answer)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);

  if (merge != NULL && baton_merge_session_get_revision (merge)->number == answer->revision->number)
    {
      g_signal_emit (self, signals[SIGNAL_CONFLICT], 0);
      return;
    }
  self->merge = baton_merge_session_new (self->document, answer->revision, answer->theirs);
  set_busy (self, TRUE);
  g_signal_connect_object (self->merge, "busy-changed", G_CALLBACK (look_at_merge), self, G_CONNECT_SWAPPED);
  look_at_merge (self);
}

/* The server has not got any more what was pulled last. Numbers mean nothing to the reader; moments do. */
static void
say_went_back (BatonReviewServer     *self,
               const BatonPullResult *answer)
{
  g_autofree char *time = baton_words_moment (answer->revision->time), *sentence = NULL;

  if (answer->outcome == BATON_PULL_CONFLICT)
    /* Translators: %s is a moment */
    sentence = g_strdup_printf (_("The server was set back to %s. What came after it is lost there: keep yours."), time);
  else
    /* Translators: %s is a moment */
    sentence = g_strdup_printf (_("The server was set back to %s, and this program with it. To keep what came after: undo, export, pull, import."), time);
  say (self, sentence);
}

static void
pulled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPullResult) answer = baton_sync_pull_finish (result, &error);

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      say_error (self, error);
      return;
    }
  if (answer->went_back_from != 0)
    say_went_back (self, answer);
  switch (answer->outcome)
    {
    case BATON_PULL_UNCHANGED:
      say (self, _("Nothing new on the server."));
      break;
    case BATON_PULL_UPDATED:
      if (answer->went_back_from == 0)
        say (self, _("Now at the server’s last revision."));
      break;
    case BATON_PULL_MERGED:
      if (answer->went_back_from == 0)
        say (self, _("The server’s changes and yours have been merged; neither touched the same thing."));
      break;
    case BATON_PULL_CONFLICT:
    default:
      take_conflict (self, answer);
      return;
    }
  settle (self, TRUE);
  baton_review_server_list_revisions (self);
}

void
baton_review_server_pull (BatonReviewServer *self)
{
  g_return_if_fail (BATON_IS_REVIEW_SERVER (self) && self->remote != NULL);

  set_busy (self, TRUE);
  baton_document_end_typing (self->document);
  baton_sync_pull_async (self->remote, baton_document_get_workspace (self->document), self->cancellable, pulled_cb, g_object_ref (self));
}

/* ── Roll back ── */

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) answer = baton_remote_restore_finish (BATON_REMOTE (source), result, &error);

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      say_error (self, error);
      return;
    }
  if (answer->outcome == BATON_PUSH_DONE)
    {
      say (self, _("Rolled back, and pulled. Undo takes your draft back."));
      baton_review_server_pull (self);
      baton_review_server_list_revisions (self);
    }
  else
    {
      report (self, answer);
    }
}

static void
head_for_restore_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonRevision) head = baton_remote_get_head_finish (BATON_REMOTE (source), result, &error);
  g_autofree char *etag = NULL, *key = NULL;

  if (head == NULL)
    {
      set_busy (self, FALSE);
      say_error (self, error);
      return;
    }
  etag = baton_revision_get_etag (head);
  key = baton_remote_new_key ();
  baton_remote_restore_async (self->remote, self->restored, "", etag, key, self->cancellable, restored_cb, g_object_ref (self));
}

void
baton_review_server_restore (BatonReviewServer *self,
                             gint64             number)
{
  g_return_if_fail (BATON_IS_REVIEW_SERVER (self) && self->remote != NULL);

  self->restored = number;
  set_busy (self, TRUE);
  baton_remote_get_head_async (self->remote, self->cancellable, head_for_restore_cb, g_object_ref (self));
}

/* ── What was pushed ── */

/* So many the server tells of at a time. */
#define REVISIONS_AT_ONCE 200

static void
revisions_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = baton_remote_list_revisions_finish (BATON_REMOTE (source), result, &error);

  if (revisions == NULL)
    say_error (self, error);
  else
    g_signal_emit (self, signals[SIGNAL_REVISIONS], 0, revisions);
}

static void
older_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = baton_remote_list_revisions_finish (BATON_REMOTE (source), result, &error);

  if (revisions == NULL)
    say_error (self, error);
  /* None, so that they can be asked for again. */
  if (revisions == NULL)
    revisions = g_ptr_array_new ();
  g_signal_emit (self, signals[SIGNAL_OLDER_REVISIONS], 0, revisions);
}

void
baton_review_server_list_older (BatonReviewServer *self,
                                gint64             before)
{
  g_return_if_fail (BATON_IS_REVIEW_SERVER (self) && before > 0);

  if (self->remote != NULL)
    baton_remote_list_revisions_async (self->remote, before, REVISIONS_AT_ONCE, self->cancellable, older_cb, g_object_ref (self));
}

void
baton_review_server_list_revisions (BatonReviewServer *self)
{
  g_return_if_fail (BATON_IS_REVIEW_SERVER (self));

  if (self->remote != NULL)
    baton_remote_list_revisions_async (self->remote, 0, REVISIONS_AT_ONCE, self->cancellable, revisions_cb, g_object_ref (self));
}

/* ── What may be pushed ── */

/* Where it cannot be asked, the list of revisions says why, which is asked for at the same time. */
static void
standing_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (BatonStanding) standing = baton_remote_get_standing_finish (BATON_REMOTE (source), result, NULL);

  if (standing != NULL && BATON_REMOTE (source) == self->remote)
    g_signal_emit (self, signals[SIGNAL_STANDING], 0, standing);
}

/* ── Which server ── */

static void
set_title (BatonReviewServer *self,
           const char        *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
}

/* Takes over *remote* (transfer full). */
static void
connected (BatonReviewServer *self,
           BatonRemote       *remote,
           const char        *title)
{
  g_clear_object (&self->remote);
  self->remote = remote;
  set_title (self, title);
  set_busy (self, FALSE);
  baton_remote_get_standing_async (self->remote, self->cancellable, standing_cb, g_object_ref (self));
  baton_review_server_list_revisions (self);
}

static void
practice_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  BatonRemote *remote = baton_practice_server_connect_finish (BATON_PRACTICE_SERVER (source), result, &error);

  if (remote == NULL)
    {
      set_title (self, _("The practice server did not start"));
      set_busy (self, FALSE);
      say_error (self, error);
      return;
    }
  connected (self, remote, _("Practice server on this computer"));
}

/* Without a token, too: the server says then that it wants one. */
static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (BatonReviewServer) self = user_data;
  g_autoptr (GError) error = NULL;
  char *token = baton_token_store_lookup_finish (result, &error);
  BatonRemote *remote;

  if (error != NULL)
    say_error (self, error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_error (&error);
  remote = baton_remote_new (self->title, token, &error);
  baton_token_free (token);
  if (remote != NULL)
    {
      g_autofree char *address = g_strdup (self->title);

      connected (self, remote, address);
      return;
    }
  set_busy (self, FALSE);
  say_error (self, error);
}

void
baton_review_server_find (BatonReviewServer *self)
{
  const char *address;

  g_return_if_fail (BATON_IS_REVIEW_SERVER (self));

  address = baton_workspace_get_setting (baton_document_get_workspace (self->document), BATON_SETTING_SERVER);
  if (address != NULL)
    {
      set_title (self, address);
      set_busy (self, TRUE);
      baton_token_store_lookup_async (address, self->cancellable, token_cb, g_object_ref (self));
      return;
    }
  set_title (self, _("Starting the practice server…"));
  set_busy (self, TRUE);
  baton_practice_server_connect_async (baton_document_get_practice_server (self->document), self->cancellable, practice_cb, g_object_ref (self));
}

gboolean
baton_review_server_is_busy (BatonReviewServer *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_SERVER (self), FALSE);

  return self->busy;
}

gboolean
baton_review_server_is_connected (BatonReviewServer *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_SERVER (self), FALSE);

  return self->remote != NULL;
}

BatonRemote *
baton_review_server_get_remote (BatonReviewServer *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_SERVER (self), NULL);

  return self->remote;
}

const char *
baton_review_server_get_title (BatonReviewServer *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_SERVER (self), "");

  return self->title != NULL ? self->title : "";
}

void
baton_review_server_stop (BatonReviewServer *self)
{
  g_return_if_fail (BATON_IS_REVIEW_SERVER (self));

  g_cancellable_cancel (self->cancellable);
}

/* ── Object ── */

static void
baton_review_server_finalize (GObject *object)
{
  BatonReviewServer *self = BATON_REVIEW_SERVER (object);

  g_clear_object (&self->remote);
  g_clear_object (&self->merge);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  g_free (self->title);
  g_free (self->addition);
  G_OBJECT_CLASS (baton_review_server_parent_class)->finalize (object);
}

static void
baton_review_server_class_init (BatonReviewServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_review_server_finalize;
  signals[SIGNAL_SAID] = g_signal_new ("said", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_STATE_CHANGED] = g_signal_new ("state-changed", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PUSHED] = g_signal_new ("pushed", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_CONFLICT] = g_signal_new ("conflict", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STANDING] = g_signal_new ("standing", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REVISIONS] = g_signal_new ("revisions", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_OLDER_REVISIONS] = g_signal_new ("older-revisions", BATON_TYPE_REVIEW_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
baton_review_server_init (BatonReviewServer *self)
{
  self->cancellable = g_cancellable_new ();
}

BatonReviewServer *
baton_review_server_new (BatonDocument *document)
{
  BatonReviewServer *self = g_object_new (BATON_TYPE_REVIEW_SERVER, NULL);

  self->document = g_object_ref (document);
  return self;
}
