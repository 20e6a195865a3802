/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document: what one window is about. It owns the workspace, the compiler with its newest snapshot, the list of
 * problems, and register and history. There is no other state of the program in the console: every widget shows the
 * document and edits through it.
 *
 * An edit shows at once (changed), is on disk a moment later (acknowledged by the workspace), and reaches the preview
 * when its snapshot is compiled (snapshot-changed). Sentences for the user come out as *message*; the window shows them.
 */
#pragma once

#include "console/baton-practice-server.h"
#include "console/baton-stepping.h"
#include "exchange/baton-data-files.h"
#include "rules/baton-snapshot.h"
#include "search/baton-search-index.h"
#include "store/baton-workspace.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

#define BATON_TYPE_DOCUMENT (baton_document_get_type ())
G_DECLARE_FINAL_TYPE (BatonDocument, baton_document, BATON, DOCUMENT, GObject)

/* Signals:
 *   changed (GPtrArray *changes)        the program has changed (as of BatonWorkspace::changed)
 *   snapshot-changed ()                 a newer snapshot has been compiled
 *   live-changed ()                     what the server serves has been compiled, after somebody asked for it
 *   problems-changed ()                 the problems are those of the newest program again
 *   uses-ready ()                       the index of uses is there again
 *   data-changed ()                     register or history have been loaded or replaced
 *   history-changed ()                  undo, redo or the journal have changed
 *   message (const char *, gboolean)    something to tell the user in a toast; TRUE: it can be undone
 *   reveal (const char *id)             show this thing where it is edited (undo elsewhere, a jump)
 *   jump (const char *id, int field)    the same for who asks to be led there, with the focus: to the field, unless it is BATON_FIELD_NONE
 *   reveal-place (const char *id)       show where this thing is edited, though it has not changed: one beside it is gone
 *   show-uses (const char *id)          show where this thing is used, and what can be done about it
 * Property: presenting (boolean, notify)  partners go without their names, and money is not said, wherever the names of
 *                                       baton_document_get_names() are used; what shows either follows notify
 */

/* Takes over *workspace* (transfer full). */
BatonDocument       *baton_document_new            (BatonWorkspace    *workspace);

BatonWorkspace      *baton_document_get_workspace  (BatonDocument     *self);
const BatonProgram  *baton_document_get_program    (BatonDocument     *self);
/* Names in the draft, for words/. Valid as long as the document. */
const BatonNames    *baton_document_get_names      (BatonDocument     *self);
/* The same in full even while presenting: for what is kept, as the names of steps, or read back. Valid as long as the draft stays. */
BatonNames           baton_document_names_in_full  (BatonDocument     *self);
/* The same for another program, the base for example; valid as long as that. */
BatonNames           baton_document_names_of       (BatonDocument     *self,
                                                    const BatonProgram *program);
/* … and for a snapshot. */
BatonNames           baton_document_names_of_snapshot (BatonDocument  *self,
                                                    const BatonSnapshot *snapshot);
gboolean             baton_document_get_presenting (BatonDocument     *self);
void                 baton_document_set_presenting (BatonDocument     *self,
                                                    gboolean           presenting);
/* A text that was worded before, the name of a step for example; while presenting without the amounts in it. (transfer full) */
char                *baton_document_dup_discreet   (BatonDocument     *self,
                                                    const char        *text);
/* What undo would take back, or redo do again, as it is shown; NULL: nothing. (transfer full) */
char                *baton_document_dup_step       (BatonDocument     *self,
                                                    gboolean           undo);
/* The entity as it is now, borrowed until the next edit; NULL when it is gone. */
BatonEntity         *baton_document_lookup         (BatonDocument     *self,
                                                    const char        *id);
/* The newest snapshot of the draft, borrowed; never NULL. It may lag behind the program by a moment. */
BatonSnapshot       *baton_document_get_snapshot   (BatonDocument     *self);
/* The program that the server serves (the base), compiled; the draft's where there is no base. Borrowed; NULL while it is being
 * compiled, until live-changed. */
BatonSnapshot       *baton_document_get_live_snapshot (BatonDocument  *self);
/* Of BatonProblem, worst first; borrowed, replaced with problems-changed. */
GPtrArray           *baton_document_get_problems   (BatonDocument     *self);
/* Who uses what (baton-uses-index.h); borrowed. */
typedef struct _BatonUsesIndex BatonUsesIndex;
BatonUsesIndex      *baton_document_get_uses       (BatonDocument     *self);
/* Borrowed; empty ones before data-changed. */
BatonRegister       *baton_document_get_register   (BatonDocument     *self);
BatonHistory        *baton_document_get_history    (BatonDocument     *self);
/* Loads register and history anew, after an import. */
void                 baton_document_reload_data    (BatonDocument     *self);
/* Where register and history lie. (transfer full) */
char                *baton_document_get_data_folder (BatonDocument    *self);
/* The what-if of this document (baton-simulation.h); made when first asked. Borrowed. */
typedef struct _BatonSimulation BatonSimulation;
BatonSimulation     *baton_document_get_simulation  (BatonDocument     *self);
/* The practice server of this workspace: the same one whenever and wherever the file is opened by this user. Borrowed. */
BatonPracticeServer *baton_document_get_practice_server (BatonDocument *self);
/* The merge that waits for decisions (baton-merge-session.h); NULL when none does. Borrowed. */
typedef struct _BatonMergeSession BatonMergeSession;
BatonMergeSession   *baton_document_get_merge      (BatonDocument     *self);
/* Takes over *session* (transfer full, nullable: it is done). */
void                 baton_document_take_merge     (BatonDocument     *self,
                                                    BatonMergeSession *session);
/* Today in the program's time zone. */
BatonDay             baton_document_get_today      (BatonDocument     *self);

/* Edits. Each is one undoable step, named by words/ unless *name* is given; FALSE after a *message* said what is wrong. */
gboolean             baton_document_put            (BatonDocument     *self,
                                                    const BatonEntity *entity);
gboolean             baton_document_set            (BatonDocument     *self,
                                                    const char        *id,
                                                    BatonField         field,
                                                    const BatonValue  *value);
gboolean             baton_document_apply          (BatonDocument     *self,
                                                    const char        *name,
                                                    GPtrArray         *changes);
/* The same for a step that a thread has worked out. */
gboolean             baton_document_apply_step     (BatonDocument     *self,
                                                    const char        *name,
                                                    BatonStep         *step);
/* A new thing that is made only to be chosen, such as a picture from a file: it goes with the next baton_document_put() as part of its
 * step, so that one undo takes back both. (transfer full) */
void                 baton_document_take_companion (BatonDocument     *self,
                                                    BatonEntity       *entity);
/* The same, if nothing has taken it; NULL: something has. (transfer full) */
BatonEntity         *baton_document_steal_companion (BatonDocument    *self);
/* A key in a text field: all keys until baton_document_end_typing() are one step. *locale* NULL: the source. */
gboolean             baton_document_type           (BatonDocument     *self,
                                                    const BatonEntity *entity,
                                                    BatonField         field,
                                                    const char        *locale);
void                 baton_document_end_typing     (BatonDocument     *self);
/* A thing with a name that is not in the program yet, behind its sibling *behind* (nullable: at the end of its list), with what its kind
 * cannot be without. (transfer full) */
BatonEntity         *baton_document_make           (BatonDocument     *self,
                                                    BatonKind          kind,
                                                    const char        *parent,
                                                    const char        *behind,
                                                    const char        *name);
/* Adds a thing with a name at the end of its list. The new id, borrowed until the next edit; NULL on failure. */
const char          *baton_document_add            (BatonDocument     *self,
                                                    BatonKind          kind,
                                                    const char        *parent,
                                                    const char        *name);
/* Adds *entity*, whose id is new, below *parent* (nullable) directly before *before* (id, nullable: at the end), with what its
 * kind cannot be without. The id; NULL on failure. */
const char          *baton_document_insert         (BatonDocument     *self,
                                                    const BatonEntity *entity,
                                                    const char        *parent,
                                                    const char        *before);
/* Copies a thing, with what stands below it, behind itself. The new id; NULL on failure. */
const char          *baton_document_duplicate      (BatonDocument     *self,
                                                    const char        *id);
/* Deletes a thing and what stands below it, unless something else uses them (baton-document-uses.h): then show-uses says what. */
gboolean             baton_document_remove         (BatonDocument     *self,
                                                    const char        *id);
/* Moves a thing below *parent* (nullable) directly before *before* (id, nullable: to the end). */
gboolean             baton_document_move           (BatonDocument     *self,
                                                    const char        *id,
                                                    const char        *parent,
                                                    const char        *before);
void                 baton_document_undo           (BatonDocument     *self);
/* The workspace's: whether the register lets a step be turned. */
gboolean             baton_document_guard_turn     (BatonWorkspace    *workspace,
                                                    const BatonEntryInfo *entry,
                                                    GPtrArray         *changes,
                                                    gpointer           self,
                                                    GError           **error);
void                 baton_document_redo           (BatonDocument     *self);
/* Those of undo and redo that take a while. Borrowed. */
BatonStepping       *baton_document_get_stepping   (BatonDocument     *self);

/* Emits *message*, *reveal*, *jump* and *show-uses*. */
void                 baton_document_say            (BatonDocument     *self,
                                                    const char        *sentence,
                                                    gboolean           undoable);
void                 baton_document_reveal         (BatonDocument     *self,
                                                    const char        *id);
void                 baton_document_jump           (BatonDocument     *self,
                                                    const char        *id,
                                                    BatonField         field);
void                 baton_document_reveal_place   (BatonDocument     *self,
                                                    const char        *id);
void                 baton_document_show_uses      (BatonDocument     *self,
                                                    const char        *id);

G_END_DECLS
