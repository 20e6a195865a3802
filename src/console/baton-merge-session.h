/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A merge that waits for decisions: the server's newest revision, what was decided about each conflict so far, and undo and
 * redo of the decisions. The document keeps it, so that it outlives the window that shows it; nothing of the workspace is
 * touched before baton_merge_session_take(), which is one step of the journal. When the draft is edited meanwhile the merge
 * is worked out anew and the decisions stay.
 *
 * Signals:
 *   changed (gboolean anew)   a decision has changed; TRUE: the conflicts themselves may be others
 *   problems-changed ()       what does not go together has been looked for again
 *   busy-changed ()           a large merge has begun to be worked out or taken, in a thread, or is done
 */
#pragma once

#include "console/baton-document.h"
#include "model/baton-merge.h"
#include "sync/baton-revision.h"
#include "words/baton-words-merge.h"

G_BEGIN_DECLS

#define BATON_TYPE_MERGE_SESSION (baton_merge_session_get_type ())
G_DECLARE_FINAL_TYPE (BatonMergeSession, baton_merge_session, BATON, MERGE_SESSION, GObject)

/* *document* is borrowed and must live longer; *revision* and *theirs*, its program, are copied. */
BatonMergeSession    *baton_merge_session_new             (BatonDocument       *document,
                                                           const BatonRevision *revision,
                                                           const BatonProgram  *theirs);
const BatonRevision  *baton_merge_session_get_revision    (BatonMergeSession   *self);
/* Whether the base is still the one that is merged over. */
gboolean              baton_merge_session_is_current      (BatonMergeSession   *self);
/* For words/; valid until changed. */
const BatonMergeNames *baton_merge_session_get_names      (BatonMergeSession   *self);
/* The result as decided so far, borrowed until changed. */
const BatonProgram   *baton_merge_session_get_result      (BatonMergeSession   *self);

/* Of BatonConflict; borrowed until changed. */
GPtrArray            *baton_merge_session_get_conflicts   (BatonMergeSession   *self);
guint                 baton_merge_session_count_undecided (BatonMergeSession   *self);
/* What a conflict is known by while decisions come and go. (transfer full) */
char                 *baton_merge_session_make_key        (const BatonConflict *conflict);
/* NULL when another decision has settled it. Borrowed until changed. */
const BatonConflict  *baton_merge_session_find            (BatonMergeSession   *self,
                                                           const char          *key);
/* *value*: of VALUE, NULL unsets. One value after another for the same conflict is one step. */
void                  baton_merge_session_decide          (BatonMergeSession   *self,
                                                           const char          *key,
                                                           BatonMergeChoice     choice,
                                                           const BatonValue    *value);
gboolean              baton_merge_session_can_undo        (BatonMergeSession   *self);
gboolean              baton_merge_session_can_redo        (BatonMergeSession   *self);
void                  baton_merge_session_undo            (BatonMergeSession   *self);
void                  baton_merge_session_redo            (BatonMergeSession   *self);

/* What the server (or, FALSE, the draft) changed since the base and nothing contradicts. (transfer full) of BatonAtom */
GPtrArray            *baton_merge_session_list_silent     (BatonMergeSession   *self,
                                                           gboolean             theirs);
/* Errors of the result that neither side has alone; borrowed until problems-changed, NULL before it was looked for. */
GPtrArray            *baton_merge_session_get_problems    (BatonMergeSession   *self);

/* Whether a merge is being worked out, or taken: what is asked meanwhile is answered of the one before; of none, with nothing
 * to decide, while it is the first. */
gboolean              baton_merge_session_is_busy         (BatonMergeSession   *self);
/* Makes the server's revision the base and the result the draft, when all is decided and nothing is being worked out. BUSY or STALE
 * when the draft has been edited at that very moment: the merge is then being worked out anew. */
void                  baton_merge_session_take_async      (BatonMergeSession   *self,
                                                           GAsyncReadyCallback  callback,
                                                           gpointer             user_data);
gboolean              baton_merge_session_take_finish     (BatonMergeSession   *self,
                                                           GAsyncResult        *result,
                                                           GError             **error);

G_END_DECLS
