/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the workspace share. baton-workspace.c is the object, -edit.c edits, -turn.c undoes, -file.c opens and closes,
 * -step.c takes what a thread has worked out, -load.c reads a file into memory, -server.c keeps base and outbox, -asset.c the
 * pictures.
 */
#pragma once

#include "store/baton-database.h"
#include "store/baton-journal.h"
#include "store/baton-lock.h"
#include "store/baton-workspace.h"
#include "store/baton-writer.h"

G_BEGIN_DECLS

#define BATON_META_SCHEMA "schema"
#define BATON_META_CURSOR "cursor"
#define BATON_META_BASE "base"
#define BATON_META_SETTING "setting."

/* A revision in the table base; its body is read when it is needed. */
typedef struct
{
  gint64        number;
  gint64        revision;
  char         *digest;    /* owned */
  BatonProgram *program;   /* owned; NULL where it is to be read: what it shares with draft and base costs nothing */
} BatonBase;

/* So many bases before the newest are kept in memory. */
#define BATON_MAX_BASES_KEPT 4

typedef struct
{
  GBytes  *bytes;   /* owned */
  guint64  ticket;  /* when it will be on disk */
} BatonUnsavedAsset;

struct _BatonWorkspace
{
  GObject              parent_instance;

  /* Owned. */
  char                *path;            /* NULL once closed */
  BatonLock           *lock;            /* NULL when read-only */
  BatonWriter         *writer;          /* NULL when read-only or closed */
  BatonDatabase       *reader;          /* opened when first needed; the copy when read-only */
  BatonProgram        *program;
  BatonJournal         journal;
  BatonProgram        *base;
  GHashTable          *bases;           /* number → owned BatonBase */
  GHashTable          *differing;       /* set of owned ids in which draft and base differ */
  GPtrArray           *outbox;          /* of owned BatonOutboxItem */
  GHashTable          *settings;        /* owned key → owned value */
  GHashTable          *assets;          /* set of owned digests */
  GHashTable          *unsaved_assets;  /* owned digest → owned BatonUnsavedAsset */
  GError              *write_error;
  char                *actor;
  GPtrArray           *dropped;         /* of owned ids: rows that are nothing under today's schema */
  char                *typing_key;      /* NULL while nobody types; else the newest entry is open */

  GQueue               turns;           /* of GTask: undo and redo that a thread works out; the first is under way */
  int                 *turn_permille;   /* how far it is; borrowed, atomic; NULL while no thread works */
  BatonTurnGuard       turn_guard;      /* NULL: none */
  gpointer             turn_guard_data;

  BatonWorkspaceClock  clock;
  gpointer             clock_data;      /* borrowed */

  gint64               loaded_schema;   /* of the rows in the file when it was opened */
  gint64               typing_us;       /* of the last key */
  BatonEntity         *typing_before;   /* as it was before the first key; owned, nullable: there was none */
  guint                n_typed;         /* entries of this typing: one, and one more for each rest */
  gint64               base_number;     /* 0: never pulled */
  gint64               last_base_number;
  gint64               last_outbox_sequence;
  guint64              generation;
  guint64              acknowledged;

  /* What was last told of the derived properties. */
  char                *shown_undo;
  char                *shown_redo;
  guint                shown_n_changes;
  gint64               shown_revision;
  gboolean             shown_unsaved;

  gboolean             read_only;
  gboolean             telling;         /* within the signal changed */
};

/* Before it is run: what the workspace has. After it: what it is to have; and once that is taken, what it had. */
struct _BatonStep
{
  guint64       generation;
  BatonProgram *program;     /* owned, as all that follow */
  BatonProgram *base;
  gboolean      has_base;    /* the base becomes another */
  GPtrArray    *changes;     /* netted, of BatonChange; NULL before it is run */
  GHashTable   *differing;   /* of ids */
  BatonJob     *job;         /* the rows of the changes; NULL once taken */
};

/* Fails with READ_ONLY or CLOSED. */
gboolean       baton_workspace_check_editable   (BatonWorkspace      *self,
                                                 GError             **error);
/* Hands the job (taken) to the writer under a new generation, which is returned. */
guint64        baton_workspace_submit           (BatonWorkspace      *self,
                                                 BatonJob            *job);
/* Does netted changes to program and differing. */
void           baton_workspace_change_program   (BatonWorkspace      *self,
                                                 GPtrArray           *changes);
/* A new entry in the journal and in *job*; drops what was undone. *job* must have the bases (0: none) by now. */
void           baton_workspace_enter            (BatonWorkspace      *self,
                                                 BatonJob            *job,
                                                 BatonEntryKind       kind,
                                                 const char          *name,
                                                 GPtrArray           *changes,
                                                 gint64               base_before,
                                                 gint64               base_after);
/* How far the journal is done. */
void           baton_workspace_put_cursor       (BatonWorkspace      *self,
                                                 BatonJob            *job);
/* Emits what became different: changed (unless *changes* is NULL or empty), history-changed, notify. */
void           baton_workspace_tell             (BatonWorkspace      *self,
                                                 GPtrArray           *changes,
                                                 gboolean             history);
/* The writer has news. */
void           baton_workspace_take_report      (BatonWorkspace      *self);
/* The connection for reading what is not in memory. NULL: IO, CLOSED, … (borrowed) */
BatonDatabase *baton_workspace_get_reader       (BatonWorkspace      *self,
                                                 GError             **error);
/* -turn.c: the changes of an entry, from memory or the file. (borrowed) */
GPtrArray     *baton_workspace_ensure_changes   (BatonWorkspace      *self,
                                                 BatonEntry          *entry,
                                                 GError             **error);

/* -step.c: as baton_step_run(), for who waits: CANCELLED, too. *permille* (nullable) is atomic. */
gboolean       baton_step_run_watched           (BatonStep           *step,
                                                 GPtrArray           *changes,
                                                 const BatonProgram  *base,
                                                 GCancellable        *cancellable,
                                                 int                 *permille,
                                                 GError             **error);
/* STALE unless the step was run, and of the workspace as it is. */
gboolean       baton_workspace_check_step       (BatonWorkspace      *self,
                                                 const BatonStep     *step,
                                                 GError             **error);
/* Takes program, differing and the job, which is returned. (transfer full) */
BatonJob      *baton_workspace_take_step        (BatonWorkspace      *self,
                                                 BatonStep           *step);

/* -server.c: makes the base *number* (0: none) current, in memory and in *job*. Then compare all. */
gboolean       baton_workspace_turn_base        (BatonWorkspace      *self,
                                                 BatonJob            *job,
                                                 gint64               number,
                                                 GError             **error);
/* The same with the base that *step* was worked out with, and leaves it the one that was. What differs came with the step. */
void           baton_workspace_take_base        (BatonWorkspace      *self,
                                                 BatonJob            *job,
                                                 gint64               number,
                                                 BatonStep           *step);
/* Finds anew in what draft and base differ. */
void           baton_workspace_compare_all      (BatonWorkspace      *self);

/* -asset.c: forgets the bytes of what is on disk by now. */
void           baton_workspace_release_assets   (BatonWorkspace      *self);

/* -load.c: fills an empty workspace, upgraded to today's schema. DAMAGED, NEWER, IO. */
gboolean       baton_workspace_load             (BatonWorkspace      *self,
                                                 BatonDatabase       *database,
                                                 GError             **error);
/* Has the writer bring the rows of entities to today's schema, all in one transaction. The journal and the bases stay as they
 * were written: each says its schema, and is upgraded whenever it is read. */
void           baton_workspace_upgrade_file     (BatonWorkspace      *self);
/* The body of a base. (transfer full) */
BatonProgram  *baton_workspace_load_base        (BatonDatabase       *database,
                                                 gint64               number,
                                                 GError             **error);

void           baton_base_free                  (BatonBase           *base);

G_END_DECLS
