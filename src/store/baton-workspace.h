/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workspace: one program being edited, kept in one file.
 *
 * The program is wholly in memory and is read through baton_workspace_get_program(). Every edit goes through this
 * object, becomes an entry of the journal, shows at once and is written by a thread of its own; there is no Save. An edit is
 * *acknowledged* when the disk has it. If the disk refuses, edits stay in memory, *write-error* is set, writing is tried
 * again each second and at each flush, and nothing may be pushed until it succeeds.
 *
 * A workspace belongs to the thread that made it: call it only there; signals come there, in the thread-default main
 * context of the time when it was made. A program without a main loop calls baton_workspace_flush() instead of waiting.
 *
 * Signals:
 *   changed (GPtrArray *changes, guint64 generation)
 *       The program has changed; the BatonChange in *changes* name each entity once. The array is never altered
 *       afterwards, so it may be kept with g_ptr_array_ref() and read from other threads. Generations only grow.
 *       A handler does not edit (it may from an idle source): the others would hear of the second edit first.
 *   history-changed ()           the entries, or what undo and redo would do, have changed
 *   acknowledged (guint64 generation)   everything up to that generation is on disk
 *
 * Properties (all read-only but actor, all with notify):
 *   path            file name, NULL once closed
 *   read-only       a copy to look at: every edit fails with BATON_STORE_ERROR_READ_ONLY
 *   actor           whose name new entries bear; "" at first
 *   can-undo, can-redo, undo-name, redo-name
 *   n-changes       entities in which draft and base differ: the count on Review & Push
 *   base-revision   0 before the first pull
 *   write-error     boxed GError, NULL while all is well
 *   unsaved         edits wait for the disk
 */
#pragma once

#include "model/baton-program.h"
#include "store/baton-store-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BATON_TYPE_WORKSPACE (baton_workspace_get_type ())
G_DECLARE_FINAL_TYPE (BatonWorkspace, baton_workspace, BATON, WORKSPACE, GObject)

/* What a file name of a workspace ends in, with the dot. */
#define BATON_WORKSPACE_SUFFIX ".baton"

/* ── From and to files ───────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  BATON_OPEN_EDIT,    /* own the file; LOCKED or READ_ONLY when that cannot be */
  BATON_OPEN_READ     /* look at a copy made now, whoever has it open; the file is not touched */
} BatonOpenMode;

/* Makes *path* (never replacing a file: EXISTS), holding *program* (nullable: empty), and opens it to edit. The file appears
 * complete or not at all. The program is copied. */
BatonWorkspace     *baton_workspace_create          (const char          *path,
                                                     const BatonProgram  *program,
                                                     GError             **error);
/* Checks the whole file first. Errors: NOT_FOUND, LOCKED, READ_ONLY, EMPTY, FOREIGN, NEWER, DAMAGED, IO, FAILED. */
BatonWorkspace     *baton_workspace_open            (const char          *path,
                                                     BatonOpenMode        mode,
                                                     GError             **error);
/* Flushes, frees pictures that nothing names any more, and gives the file up. When the flush fails the workspace stays open and FALSE is returned, so that the
 * user can be asked; dropping the last reference then abandons what is unsaved. */
gboolean            baton_workspace_close           (BatonWorkspace      *self,
                                                     GError             **error);
/* Waits until everything done so far is on disk, or a try to write it has failed; nothing is lost by a failure. */
gboolean            baton_workspace_flush           (BatonWorkspace      *self,
                                                     GError             **error);
/* A complete copy at *path* (EXISTS if there is one), journal, pictures, base, and unsaved edits included. Works while
 * *write-error* is set as long as the file can still be read; when that fails too, there is the program in memory to export. */
gboolean            baton_workspace_save_copy       (BatonWorkspace      *self,
                                                     const char          *path,
                                                     GError             **error);
const char         *baton_workspace_get_path        (BatonWorkspace      *self);
gboolean            baton_workspace_is_read_only    (BatonWorkspace      *self);
/* NULL while all is well. */
const GError       *baton_workspace_get_write_error (BatonWorkspace      *self);
gboolean            baton_workspace_has_unsaved     (BatonWorkspace      *self);
/* The generation of the last change, and that up to which the disk has everything. */
guint64             baton_workspace_get_generation  (BatonWorkspace      *self);
guint64             baton_workspace_get_acknowledged (BatonWorkspace     *self);

/* ── Editing ─────────────────────────────────────────────────────────────────────────────────────────── */

/* The draft, borrowed; it changes with each edit. baton_program_copy() gives one that may go to another thread. */
const BatonProgram *baton_workspace_get_program     (BatonWorkspace      *self);

const char         *baton_workspace_get_actor       (BatonWorkspace      *self);
void                baton_workspace_set_actor       (BatonWorkspace      *self,
                                                     const char          *actor);

/* Does *changes* (of BatonChange; not kept) as one entry called *name*, all or none. Each change's *before* must be what
 * the program holds at its turn (STALE), so an edit never overwrites what its maker did not see. What nets out to nothing is no
 * entry and no error. The redo branch is dropped. */
gboolean            baton_workspace_apply           (BatonWorkspace      *self,
                                                     const char          *name,
                                                     GPtrArray           *changes,
                                                     GError             **error);
/* The same for one entity: put as given, whatever was there; or taken away (NOT_FOUND). */
gboolean            baton_workspace_put             (BatonWorkspace      *self,
                                                     const char          *name,
                                                     const BatonEntity   *entity,
                                                     GError             **error);
gboolean            baton_workspace_remove          (BatonWorkspace      *self,
                                                     const char          *name,
                                                     const char          *id,
                                                     GError             **error);
/* Typing into one field (*locale*: NULL for the source): *entity* as it is after this key. All keys in the same field and locale are one
 * entry, called as the last key called it and on the disk with each key, until the field is left, two seconds pass without a key, or
 * anything else is done. Back at what stood there before the first key, no entry is left, not even of what was typed before a rest. */
gboolean            baton_workspace_type            (BatonWorkspace      *self,
                                                     const char          *name,
                                                     const BatonEntity   *entity,
                                                     BatonField           field,
                                                     const char          *locale,
                                                     GError             **error);
/* What was there before the entry into which a key in this field would go now, to call the entry by; NULL: the key would begin one, or
 * nothing was there. Borrowed until the next edit. */
const BatonEntity  *baton_workspace_peek_typing     (BatonWorkspace      *self,
                                                     const char          *id,
                                                     BatonField           field,
                                                     const char          *locale);
/* The field was left. */
void                baton_workspace_end_typing      (BatonWorkspace      *self);

/* ── Large steps ─────────────────────────────────────────────────────────────────────────────────────── */

/* A step of so many changes that doing it would hold the loop: worked out in a thread, of copies, and then taken in next to
 * no time, unless the workspace was edited meanwhile. */
typedef struct _BatonStep BatonStep;

/* Of the workspace as it is. */
BatonStep          *baton_step_new                  (BatonWorkspace      *workspace);
void                baton_step_free                 (BatonStep           *step);
/* The same in a thread: a program that nobody has any more takes a while to go. */
void                baton_step_free_aside           (BatonStep           *step);
/* Whether the workspace is as it was. */
gboolean            baton_step_is_current           (const BatonStep     *step,
                                                     BatonWorkspace      *workspace);
/* Works it out, once: *changes* as for baton_workspace_apply(), and what the base becomes (NULL: it stays). On any thread. STALE,
 * INVALID. */
gboolean            baton_step_run                  (BatonStep           *step,
                                                     GPtrArray           *changes,
                                                     const BatonProgram  *base,
                                                     GError             **error);
/* The base then, sharing with the draft what they have in common. Borrowed. */
const BatonProgram *baton_step_get_base             (const BatonStep     *step);
/* Does it as one entry, once. STALE when the workspace is not as it was. */
gboolean            baton_workspace_apply_step      (BatonWorkspace      *self,
                                                     const char          *name,
                                                     BatonStep           *step,
                                                     GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonStep, baton_step_free)

/* ── Journal ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  BATON_ENTRY_EDIT,
  BATON_ENTRY_PULL,    /* restores draft and base together */
  BATON_ENTRY_PUSH     /* a mark in the history: undo passes over it */
} BatonEntryKind;

/* An entry of the journal, borrowed from the workspace until history-changed. */
typedef struct
{
  guint64         sequence;   /* grows; not dense */
  BatonEntryKind  kind;
  const char     *name;
  const char     *actor;
  gint64          time_us;    /* real time, microseconds since 1970 UTC */
  gboolean        undone;     /* waits to be redone */
} BatonEntryInfo;

gboolean            baton_workspace_can_undo        (BatonWorkspace      *self);
gboolean            baton_workspace_can_redo        (BatonWorkspace      *self);
/* What undo and redo would take back or do again, for a menu; NULL when nothing. */
const char         *baton_workspace_get_undo_name   (BatonWorkspace      *self);
const char         *baton_workspace_get_redo_name   (BatonWorkspace      *self);
/* NOT_FOUND when there is nothing to undo. The restored entities are byte-equal to what they were. */
gboolean            baton_workspace_undo            (BatonWorkspace      *self,
                                                     GError             **error);
gboolean            baton_workspace_redo            (BatonWorkspace      *self,
                                                     GError             **error);
/* Asked right before an entry is turned, on the spot or after a thread has worked it out, with what that changes (of BatonChange):
 * FALSE, with an error that whoever asked for the turn gets, leaves everything as it is. *entry* is undone where it is to be done
 * again. It must not edit. On the workspace's thread. */
typedef gboolean (* BatonTurnGuard)                 (BatonWorkspace       *self,
                                                     const BatonEntryInfo *entry,
                                                     GPtrArray            *changes,
                                                     gpointer              user_data,
                                                     GError              **error);
/* One at a time; NULL: none. */
void                baton_workspace_set_turn_guard  (BatonWorkspace      *self,
                                                     BatonTurnGuard       guard,
                                                     gpointer             user_data);
/* Whether that would hold the loop, because there is much to do or to read: then it is for the calls below. */
gboolean            baton_workspace_is_turn_large   (BatonWorkspace      *self,
                                                     gboolean             undo);
/* Undo, or redo, in a thread; what is asked for meanwhile is done in order. The workspace may be edited: what has another entry on
 * top by then is not turned (STALE). */
void                baton_workspace_turn_async      (BatonWorkspace      *self,
                                                     gboolean             undo,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
/* How far the thread is with the one under way, in thousandths; 0 without one. */
int                 baton_workspace_get_turn_progress (BatonWorkspace    *self);
/* What it changed, of BatonChange, (transfer full); NULL on failure: as for undo, and STALE, CANCELLED. */
GPtrArray          *baton_workspace_turn_finish     (BatonWorkspace      *self,
                                                     GAsyncResult        *result,
                                                     GError             **error);
/* The entry that undo, or redo, would turn to; FALSE for none. */
gboolean            baton_workspace_peek_turn       (BatonWorkspace      *self,
                                                     gboolean             undo,
                                                     BatonEntryInfo      *info);
guint               baton_workspace_get_n_entries   (BatonWorkspace      *self);
/* Oldest first; FALSE past the end. */
gboolean            baton_workspace_get_entry       (BatonWorkspace      *self,
                                                     guint                index,
                                                     BatonEntryInfo      *info);
/* What the entry did, of BatonChange. (transfer full) */
GPtrArray          *baton_workspace_load_entry      (BatonWorkspace      *self,
                                                     guint64              sequence,
                                                     GError             **error);

typedef gboolean (*BatonWorkspaceMatchFunc) (const BatonEntity *entity,
                                             gpointer           user_data);

/* What *id* was before one of the last steps that changed it: the newest that *matches*, of what is in the file *path*; NULL: none of
 * them, or *error*. On any thread. (transfer full) */
BatonEntity        *baton_workspace_find_in_past    (const char          *path,
                                                     const char          *id,
                                                     BatonWorkspaceMatchFunc matches,
                                                     gpointer             user_data,
                                                     GError             **error);

/* Gives the journal its time, in microseconds since 1970 UTC; for tests. NULL: the system's. */
typedef gint64    (*BatonWorkspaceClock)            (gpointer             user_data);
void                baton_workspace_set_clock       (BatonWorkspace      *self,
                                                     BatonWorkspaceClock  clock,
                                                     gpointer             user_data);

/* ── Base: the last revision that the draft has taken in ─────────────────────────────────────────────── */

/* 0 before the first pull. */
gint64              baton_workspace_get_base_revision (BatonWorkspace    *self);
/* SHA-256 of the revision's canonical JSON; NULL before the first pull. */
const char         *baton_workspace_get_base_digest (BatonWorkspace      *self);
/* Whether the base was that revision before, and an undo has taken it back. */
gboolean            baton_workspace_took_back       (BatonWorkspace      *self,
                                                     gint64               revision,
                                                     const char          *digest);
/* Borrowed until the base changes; empty, never NULL, before the first pull. */
const BatonProgram *baton_workspace_get_base        (BatonWorkspace      *self);
/* Entities in which draft and base differ; and their changes from base to draft, (transfer full) of BatonChange by kind, then id. */
guint               baton_workspace_count_changes   (BatonWorkspace      *self);
GPtrArray          *baton_workspace_list_changes    (BatonWorkspace      *self);

/* A pull or merge: *changes* (as in apply; may be empty) and the new base in one entry, which undo restores together.
 * *base* is copied; *digest* is what the server calls it. */
gboolean            baton_workspace_pull            (BatonWorkspace      *self,
                                                     const char          *name,
                                                     GPtrArray           *changes,
                                                     gint64               revision,
                                                     const char          *digest,
                                                     const BatonProgram  *base,
                                                     GError             **error);
/* The same with a step that was worked out with a base. STALE, INVALID. */
gboolean            baton_workspace_pull_step       (BatonWorkspace      *self,
                                                     const char          *name,
                                                     BatonStep           *step,
                                                     gint64               revision,
                                                     const char          *digest,
                                                     GError             **error);
/* A push that the server took as *revision*: what it took becomes the base; the draft, which may have gone on, stays.
 * Recorded as an entry that undo passes over. *outbox_key* (nullable) is removed from the outbox in the same transaction. */
gboolean            baton_workspace_pushed          (BatonWorkspace      *self,
                                                     const char          *name,
                                                     gint64               revision,
                                                     const char          *digest,
                                                     const BatonProgram  *base,
                                                     const char          *outbox_key,
                                                     GError             **error);

/* ── Outbox: what was meant for the server, so that a lost answer never becomes a second revision ─────── */

typedef struct
{
  char   *key;       /* the idempotency key, made here before the first try */
  char   *state;     /* sync's word for how far it has come */
  GBytes *payload;   /* exactly the bytes that are sent, at each try the same */
} BatonOutboxItem;

BatonOutboxItem    *baton_outbox_item_copy          (const BatonOutboxItem *item);
void                baton_outbox_item_free          (BatonOutboxItem     *item);

/* Adds an item, written like an edit: it may be sent only when it is on disk. The new key, (transfer full). */
char               *baton_workspace_queue_in_outbox (BatonWorkspace      *self,
                                                     GBytes              *payload,
                                                     const char          *state,
                                                     GError             **error);
/* The same, and waits until it is on disk. */
char               *baton_workspace_add_to_outbox   (BatonWorkspace      *self,
                                                     GBytes              *payload,
                                                     const char          *state,
                                                     GError             **error);
/* NOT_FOUND when there is no such key. Written like an edit: flush to be sure. */
gboolean            baton_workspace_set_outbox_state (BatonWorkspace     *self,
                                                      const char         *key,
                                                      const char         *state,
                                                      GError            **error);
gboolean            baton_workspace_remove_from_outbox (BatonWorkspace   *self,
                                                        const char       *key,
                                                        GError          **error);
/* Oldest first; (transfer full) of BatonOutboxItem. */
GPtrArray          *baton_workspace_list_outbox     (BatonWorkspace      *self);

/* ── Settings that belong to the file: the server's address, the last view… Not in the program, not undone ─ */

/* Borrowed; NULL when unset. Keys are dotted words beginning with the room: "sync.server". */
const char         *baton_workspace_get_setting     (BatonWorkspace      *self,
                                                     const char          *key);
/* NULL unsets. */
gboolean            baton_workspace_set_setting     (BatonWorkspace      *self,
                                                     const char          *key,
                                                     const char          *value,
                                                     GError             **error);

/* ── Pictures, known by the SHA-256 of their bytes ───────────────────────────────────────────────────── */

/* Keeps the bytes (once, however often they are added), as baton_image_prepare() leaves them, and gives the digest of what is
 * kept, (transfer full). INVALID, or TOO_LARGE. An entity that names them is an edit of its own. */
char               *baton_workspace_add_asset       (BatonWorkspace      *self,
                                                     GBytes              *bytes,
                                                     GError             **error);
gboolean            baton_workspace_has_asset       (BatonWorkspace      *self,
                                                     const char          *sha256);
/* (transfer full); NOT_FOUND, or DAMAGED when the bytes are no longer those that were added. */
GBytes             *baton_workspace_load_asset      (BatonWorkspace      *self,
                                                     const char          *sha256,
                                                     GError             **error);
/* Digests of all pictures, and of those that neither draft, base nor any entry of the journal names: sorted, (transfer full). */
char              **baton_workspace_list_assets     (BatonWorkspace      *self);
char              **baton_workspace_list_unreferenced_assets (BatonWorkspace *self,
                                                              GError        **error);
/* Frees the unreferenced. *n_freed* (out, optional). */
gboolean            baton_workspace_free_unreferenced_assets (BatonWorkspace *self,
                                                              guint          *n_freed,
                                                              GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonOutboxItem, baton_outbox_item_free)

G_END_DECLS
