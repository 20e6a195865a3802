/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cursor is an index: entries before it are done. A push is neither done nor undone; it is passed over on the way.
 *
 *      edit  edit  push  edit │ edit  edit
 *        0     1     2     3  │   4     5        n_done = 4: undo takes back 3, then 1, then 0
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-journal.h"

#include <string.h>

static const char * const kind_names[] = {
  [BATON_ENTRY_EDIT] = "edit",
  [BATON_ENTRY_PULL] = "pull",
  [BATON_ENTRY_PUSH] = "push",
};

static void
free_entry (gpointer data)
{
  BatonEntry *entry = data;

  g_free (entry->name);
  g_free (entry->actor);
  g_clear_pointer (&entry->changes, g_ptr_array_unref);
  g_free (entry);
}

static BatonEntry *
get_entry (const BatonJournal *journal,
           guint               index)
{
  return g_ptr_array_index (journal->entries, index);
}

void
baton_journal_init (BatonJournal *journal)
{
  *journal = (BatonJournal) { g_ptr_array_new_with_free_func (free_entry), 0, 0 };
}

void
baton_journal_clear (BatonJournal *journal)
{
  g_clear_pointer (&journal->entries, g_ptr_array_unref);
}

const char *
baton_entry_kind_get_name (BatonEntryKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names), "edit");

  return kind_names[kind];
}

gboolean
baton_entry_kind_parse (const char     *name,
                        BatonEntryKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *kind = (BatonEntryKind) i;
        return TRUE;
      }
  return FALSE;
}

static BatonEntry *
append (BatonJournal   *journal,
        guint64         sequence,
        BatonEntryKind  kind,
        const char     *name,
        const char     *actor,
        gint64          time_us)
{
  BatonEntry *entry = g_new0 (BatonEntry, 1);

  entry->sequence = sequence;
  entry->kind = kind;
  entry->name = g_strdup (name);
  entry->actor = g_strdup (actor);
  entry->time_us = time_us;
  g_ptr_array_add (journal->entries, entry);
  journal->last_sequence = sequence;
  return entry;
}

static void
drop_undone (BatonJournal *journal)
{
  for (guint i = journal->entries->len; i > journal->n_done; i--)
    if (get_entry (journal, i - 1)->kind != BATON_ENTRY_PUSH)
      g_ptr_array_remove_index (journal->entries, i - 1);
}

BatonEntry *
baton_journal_add (BatonJournal   *journal,
                   BatonEntryKind  kind,
                   const char     *name,
                   const char     *actor,
                   gint64          time_us,
                   GPtrArray      *changes)
{
  BatonEntry *entry;

  /* A push does not touch the draft, so it leaves what could be redone. */
  if (kind != BATON_ENTRY_PUSH)
    drop_undone (journal);
  entry = append (journal, journal->last_sequence + 1, kind, name, actor, time_us);
  entry->changes = g_ptr_array_ref (changes);
  if (!baton_journal_has_undone (journal) || kind != BATON_ENTRY_PUSH)
    journal->n_done = journal->entries->len;
  return entry;
}

BatonEntry *
baton_journal_restore (BatonJournal   *journal,
                       guint64         sequence,
                       BatonEntryKind  kind,
                       const char     *name,
                       const char     *actor,
                       gint64          time_us)
{
  return append (journal, sequence, kind, name, actor, time_us);
}

void
baton_journal_remove_newest (BatonJournal *journal)
{
  g_assert (journal->n_done == journal->entries->len && journal->n_done > 0);

  g_ptr_array_set_size (journal->entries, (int) --journal->n_done);
}

void
baton_journal_set_cursor (BatonJournal *journal,
                          guint64       cursor)
{
  journal->n_done = 0;
  while (journal->n_done < journal->entries->len && get_entry (journal, journal->n_done)->sequence <= cursor)
    journal->n_done++;
}

guint64
baton_journal_get_cursor (const BatonJournal *journal)
{
  return journal->n_done > 0 ? get_entry (journal, journal->n_done - 1)->sequence : 0;
}

static int
find_undo (const BatonJournal *journal)
{
  int index = (int) journal->n_done - 1;

  while (index >= 0 && get_entry (journal, (guint) index)->kind == BATON_ENTRY_PUSH)
    index--;
  return index;
}

static guint
find_redo (const BatonJournal *journal)
{
  guint index = journal->n_done;

  while (index < journal->entries->len && get_entry (journal, index)->kind == BATON_ENTRY_PUSH)
    index++;
  return index;
}

BatonEntry *
baton_journal_peek_undo (const BatonJournal *journal)
{
  int index = find_undo (journal);

  return index >= 0 ? get_entry (journal, (guint) index) : NULL;
}

BatonEntry *
baton_journal_peek_redo (const BatonJournal *journal)
{
  guint index = find_redo (journal);

  return index < journal->entries->len ? get_entry (journal, index) : NULL;
}

void
baton_journal_undo (BatonJournal *journal)
{
  int index = find_undo (journal);

  g_assert (index >= 0);
  journal->n_done = (guint) index;
}

void
baton_journal_redo (BatonJournal *journal)
{
  guint index = find_redo (journal);

  g_assert (index < journal->entries->len);
  journal->n_done = index + 1;
}

gboolean
baton_journal_has_undone (const BatonJournal *journal)
{
  return baton_journal_peek_redo (journal) != NULL;
}

BatonEntry *
baton_journal_find (const BatonJournal *journal,
                    guint64             sequence)
{
  guint low = 0, high = journal->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      BatonEntry *entry = get_entry (journal, middle);

      if (entry->sequence == sequence)
        return entry;
      if (entry->sequence < sequence)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}
