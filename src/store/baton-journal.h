/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The entries of a workspace in order, and the cursor between what is done and what is undone. Knows nothing of files: the
 * workspace loads entries into it and writes what it does.
 */
#pragma once

#include "store/baton-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  guint64         sequence;
  BatonEntryKind  kind;
  char           *name;          /* owned */
  char           *actor;         /* owned */
  gint64          time_us;
  gint64          base_before;   /* number in the table base; 0: none. A pull's alone */
  gint64          base_after;
  GPtrArray      *changes;       /* owned, of BatonChange, never altered; NULL: still only in the file */
} BatonEntry;

typedef struct
{
  GPtrArray *entries;    /* owned, of BatonEntry, by sequence */
  guint      n_done;     /* entries before this index are done, or are pushes */
  guint64    last_sequence;
} BatonJournal;

void        baton_journal_init          (BatonJournal   *journal);
void        baton_journal_clear         (BatonJournal   *journal);

/* "edit", "pull", "push"; parse returns FALSE for anything else. */
const char *baton_entry_kind_get_name   (BatonEntryKind  kind);
gboolean    baton_entry_kind_parse      (const char     *name,
                                         BatonEntryKind *kind);

/* A new entry after the cursor; what was undone is dropped, but for pushes: they happened. (borrowed) */
BatonEntry *baton_journal_add           (BatonJournal   *journal,
                                         BatonEntryKind  kind,
                                         const char     *name,
                                         const char     *actor,
                                         gint64          time_us,
                                         GPtrArray      *changes);
/* One read from a file, in order. (borrowed) */
BatonEntry *baton_journal_restore       (BatonJournal   *journal,
                                         guint64         sequence,
                                         BatonEntryKind  kind,
                                         const char     *name,
                                         const char     *actor,
                                         gint64          time_us);
/* Takes away the newest entry, which must be the last that is done. */
void        baton_journal_remove_newest (BatonJournal   *journal);
/* After restoring: everything up to *cursor* is done. */
void        baton_journal_set_cursor    (BatonJournal   *journal,
                                         guint64         cursor);
/* The sequence of the last entry that is done; 0 for none. */
guint64     baton_journal_get_cursor    (const BatonJournal *journal);

/* What undo and redo would turn to; NULL for nothing. (borrowed) */
BatonEntry *baton_journal_peek_undo     (const BatonJournal *journal);
BatonEntry *baton_journal_peek_redo     (const BatonJournal *journal);
/* Moves the cursor over it. */
void        baton_journal_undo          (BatonJournal   *journal);
void        baton_journal_redo          (BatonJournal   *journal);
gboolean    baton_journal_has_undone    (const BatonJournal *journal);

BatonEntry *baton_journal_find          (const BatonJournal *journal,
                                         guint64         sequence);

G_END_DECLS
