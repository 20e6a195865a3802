/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows keep their identity over edits: the list is sorted anew and only what changed is worded anew, so that focus, scroll
 * and what is being typed in an open detail stay. Words of the other cards may have changed too (a term was renamed): they
 * follow when the main loop has nothing better to do, a few at a time. So do the cards of a long list after the first page,
 * each in its place; one that somebody asks for is made at once.
 */
#include "config.h"

#include "console/widgets/baton-card-list-private.h"

#include <string.h>

#define AT_ONCE 12            /* cards worded in one go of the main loop */
#define FIRST_BUDGET_US 3000  /* for cards made in the turn in which the list is filled: at least one */
#define BUDGET_US 5000        /* for cards of each turn after it */

/* While presenting, what a thing is called says no more of partners than anything else does. */
static void
hush (BatonCardList  *self,
      char          **text)
{
  g_autofree char *said = g_steal_pointer (text);

  *text = baton_words_discreet (baton_document_get_names (self->document), said);
}

static void
describe (BatonCardList *self,
          BatonCardRow  *row)
{
  BatonEntity *entity = baton_document_lookup (self->document, row->id);
  BatonCard card = { 0 };

  if (entity == NULL)
    return;
  self->func (entity, &card, self->owner);
  if (card.title == NULL)
    card.title = baton_words_name (baton_document_get_names (self->document), row->id);
  hush (self, &card.group);
  hush (self, &card.title);
  hush (self, &card.text);
  hush (self, &card.note);
  baton_card_row_fill (row, &card);
}

static gboolean
describe_some_cb (gpointer data)
{
  BatonCardList *self = data;
  GHashTableIter iter;
  gpointer row;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (BATON_CARD_ROW (row)->dirty)
      {
        if (n++ == AT_ONCE)
          return G_SOURCE_CONTINUE;
        describe (self, row);
      }
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

void
baton_card_list_refresh (BatonCardList *self)
{
  GHashTableIter iter;
  gpointer row;

  g_return_if_fail (BATON_IS_CARD_LIST (self));

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    BATON_CARD_ROW (row)->dirty = TRUE;
  if (self->idle == 0)
    self->idle = g_idle_add (describe_some_cb, self);
}

/* The things shown, in order. (transfer container) */
static GPtrArray *
list_things (BatonCardList *self)
{
  const BatonProgram *program = baton_document_get_program (self->document);

  return self->below ? baton_program_list_children (program, self->kind, self->parent) : baton_program_list (program, self->kind);
}

static GtkWidget *
make_row (BatonCardList *self,
          const char    *id)
{
  GtkWidget *row = baton_card_row_new (id);

  BATON_CARD_ROW (row)->index = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id));
  g_hash_table_insert (self->rows, BATON_CARD_ROW (row)->id, row);
  baton_card_list_add_drag (row);
  describe (self, BATON_CARD_ROW (row));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return row;
}

/* The row of what is listed; NULL when it is not. */
GtkWidget *
baton_card_list_ensure_row (BatonCardList *self,
                            const char    *id)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, id);

  return row != NULL || !g_hash_table_contains (self->places, id) ? row : make_row (self, id);
}

/* TRUE while there is more to make. */
static gboolean
make_missing (BatonCardList *self,
              gint64         budget_us)
{
  gint64 end = g_get_monotonic_time () + budget_us;

  while (!g_queue_is_empty (&self->missing))
    {
      baton_card_list_ensure_row (self, g_queue_pop_head (&self->missing));
      if (g_get_monotonic_time () >= end)
        break;
    }
  return !g_queue_is_empty (&self->missing);
}

static gboolean
make_missing_cb (gpointer data)
{
  BatonCardList *self = data;

  if (make_missing (self, BUDGET_US))
    return G_SOURCE_CONTINUE;
  self->making = 0;
  return G_SOURCE_REMOVE;
}

/* What stands in the place of the card that was at *index*, or before it, as far as a search leaves it in sight. Borrowed, nullable. */
static const char *
find_neighbour (BatonCardList *self,
                GPtrArray     *things,
                guint          index)
{
  const char *id = NULL;

  for (guint i = 0; i < things->len; i++)
    {
      const char *one = baton_entity_get_id (things->pdata[i]);

      /* With a search all rows that there are were asked; the others come later. */
      if (self->needle != NULL && (g_hash_table_lookup (self->rows, one) == NULL || strstr (BATON_CARD_ROW (g_hash_table_lookup (self->rows, one))->folded, self->needle) == NULL))
        continue;
      id = one;
      if (i >= index)
        break;
    }
  return id;
}

/* Makes the rows those of the program: what is new is added, what is gone removed, the rest kept. */
void
baton_card_list_follow (BatonCardList *self)
{
  g_autoptr (GPtrArray) things = list_things (self);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autofree char *next = NULL;
  gboolean focused = baton_tab_stop_has_focus (BATON_TAB_STOP (self->stop));
  GHashTableIter iter;
  gpointer id, row;

  self->syncing = TRUE;
  g_queue_clear (&self->missing);
  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < things->len; i++)
    {
      char *thing = g_strdup (baton_entity_get_id (things->pdata[i]));

      g_hash_table_insert (self->places, thing, GUINT_TO_POINTER (i));
      row = g_hash_table_lookup (self->rows, thing);
      if (row != NULL)
        BATON_CARD_ROW (row)->index = i;
      else
        g_queue_push_tail (&self->missing, thing);
    }
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (!g_hash_table_contains (self->places, id))
      {
        if (g_strcmp0 (self->selected, id) == 0)
          next = g_strdup (find_neighbour (self, things, BATON_CARD_ROW (row)->index));
        g_hash_table_iter_remove (&iter);
        g_ptr_array_add (gone, row);
      }
  for (guint i = 0; i < gone->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), gone->pdata[i]);
  if (make_missing (self, FIRST_BUDGET_US) && self->making == 0)
    self->making = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, make_missing_cb, self, NULL);
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
  self->syncing = FALSE;
  if (self->selected != NULL && !g_hash_table_contains (self->places, self->selected))
    {
      /* What stands in its place now is chosen, so that several can be deleted one after another. */
      if (next == NULL || !baton_card_list_select (self, next))
        baton_card_list_choose (self, NULL);
      else if (focused)
        baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
    }
}

void
baton_card_list_changed_cb (BatonCardList *self,
                            GPtrArray     *changes)
{
  gboolean ours = FALSE;

  for (guint i = 0; i < changes->len; i++)
    ours |= baton_change_get_kind (changes->pdata[i]) == self->kind;
  if (ours)
    baton_card_list_follow (self);
  for (guint i = 0; ours && i < changes->len; i++)
    {
      BatonCardRow *row = g_hash_table_lookup (self->rows, baton_change_get_id (changes->pdata[i]));

      if (row != NULL)
        describe (self, row);
    }
  baton_card_list_refresh (self);
}
