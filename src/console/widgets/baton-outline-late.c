/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a large step brings to a list of an outline, or takes from it, comes and goes some rows at a time, for a few milliseconds of each
 * turn of the main loop: a hundred thousand handles take longer than a frame to make or to free, and so does it when all rows that are
 * seen get new widgets in one go. Until a list is through it still has some of what has gone, from the top on, or has not yet some of
 * what has come, at the end; who looks for one of these has the list brought so far. What has an edit meanwhile is compared anew.
 */
#include "config.h"

#include "console/widgets/baton-outline-model-private.h"

#include <string.h>

#define SLICE_US 4000        /* between two frames */
#define ROWS_AT_ONCE 16      /* any of them may be seen, and then has widgets */
#define CHECKED_EVERY 64

/* Rows that are to go, and then things whose rows are to come in their place. */
struct _BatonOutlineLate
{
  GListStore *store;       /* owned */
  guint       position;
  guint       n_gone;
  GPtrArray  *entities;    /* of BatonEntity, held */
  guint       next;        /* of these */
  GPtrArray  *kept;        /* of the handles that go and come back */
};

static void
late_free (gpointer data)
{
  BatonOutlineLate *late = data;

  g_object_unref (late->store);
  g_ptr_array_unref (late->entities);
  g_ptr_array_unref (late->kept);
  g_free (late);
}

static BatonOutlineLate *
find_late (BatonOutlineModel *self,
           GListStore        *store)
{
  for (guint i = 0; i < self->late->len; i++)
    if (((BatonOutlineLate *) self->late->pdata[i])->store == store)
      return self->late->pdata[i];
  return NULL;
}

static gboolean
is_through (const BatonOutlineLate *late)
{
  return late->n_gone == 0 && late->next == late->entities->len;
}

/* Nobody lists the store any more: what it stood below has gone. */
static gboolean
is_left (const BatonOutlineLate *late)
{
  return G_OBJECT (late->store)->ref_count == 1;
}

/* From the end on: so those behind move up to where the first stood only when all else has gone. */
static void
bring_some (BatonOutlineModel *self,
            BatonOutlineLate  *late)
{
  guint n = MIN (late->n_gone > 0 ? late->n_gone : late->entities->len - late->next, ROWS_AT_ONCE);

  /* Who hears of the splice may have it given up. */
  if (late->n_gone > 0)
    {
      late->n_gone -= n;
      g_list_store_splice (late->store, late->position + late->n_gone, n, NULL, 0);
    }
  else
    {
      guint first = late->next;

      late->next += n;
      baton_outline_model_splice (self, late->store, late->position + first, 0, &late->entities->pdata[first], n);
    }
}

/* FALSE: the time is over. */
static gboolean
bring_until (BatonOutlineModel *self,
             gint64             end)
{
  while (self->late->len > 0)
    {
      BatonOutlineLate *late = self->late->pdata[0];

      if (is_left (late) || is_through (late))
        g_ptr_array_remove_index (self->late, 0);
      else
        bring_some (self, late);
      if (g_get_monotonic_time () >= end)
        return self->late->len == 0 && self->redrawn->len == 0;
    }
  while (self->redrawn->len > 0)
    {
      BatonOutlineItem *item = g_hash_table_lookup (self->items, baton_entity_get_id (self->redrawn->pdata[self->redrawn->len - 1]));

      if (item != NULL)
        g_signal_emit_by_name (item, "changed");
      g_ptr_array_set_size (self->redrawn, (int) self->redrawn->len - 1);
      if (self->redrawn->len % CHECKED_EVERY == 0 && g_get_monotonic_time () >= end)
        return self->redrawn->len == 0;
    }
  return TRUE;
}

static gboolean
slice_cb (gpointer user_data)
{
  g_autoptr (BatonOutlineModel) self = g_object_ref (user_data);

  if (!bring_until (self, g_get_monotonic_time () + SLICE_US))
    return G_SOURCE_CONTINUE;
  self->late_slice = 0;
  g_signal_emit_by_name (self, "settled");
  return G_SOURCE_REMOVE;
}

static void
begin (BatonOutlineModel *self)
{
  /* After a frame's rows are drawn. */
  if (self->late_slice == 0)
    self->late_slice = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, slice_cb, self, NULL);
}

void
baton_outline_late_splice (BatonOutlineModel *self,
                           GListStore        *store,
                           guint              position,
                           guint              n_gone,
                           gpointer          *entities,
                           guint              n_new)
{
  BatonOutlineLate *late = g_new0 (BatonOutlineLate, 1);

  late->store = g_object_ref (store);
  late->position = position;
  late->n_gone = n_gone;
  late->entities = g_ptr_array_new_full (n_new, (GDestroyNotify) baton_entity_unref);
  late->kept = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_new; i++)
    {
      BatonOutlineItem *item = n_gone > 0 ? g_hash_table_lookup (self->items, baton_entity_get_id (entities[i])) : NULL;

      g_ptr_array_add (late->entities, baton_entity_ref (entities[i]));
      if (item != NULL && item->siblings == store)
        g_ptr_array_add (late->kept, g_object_ref (item));
    }
  g_ptr_array_add (self->late, late);
  begin (self);
  /* What is at the top is there at once. */
  if (self->late->len == 1)
    bring_until (self, (self->follow_began != 0 ? self->follow_began : g_get_monotonic_time ()) + SLICE_US);
}

void
baton_outline_late_redraw (BatonOutlineModel *self,
                           BatonEntity       *entity)
{
  g_ptr_array_add (self->redrawn, baton_entity_ref (entity));
  begin (self);
}

void
baton_outline_late_forget (BatonOutlineModel *self,
                           GListStore        *store)
{
  BatonOutlineLate *late = find_late (self, store);

  if (late != NULL)
    g_ptr_array_remove (self->late, late);
}

gboolean
baton_outline_late_bring (BatonOutlineModel *self,
                          GListStore        *store,
                          const char        *id)
{
  BatonOutlineLate *late = find_late (self, store);
  guint at = late != NULL ? late->next : 0;

  while (late != NULL && at < late->entities->len && strcmp (baton_entity_get_id (late->entities->pdata[at]), id) != 0)
    at++;
  if (late == NULL || at == late->entities->len)
    return FALSE;
  while (late->next <= at)
    bring_some (self, late);
  return TRUE;
}

void
baton_outline_late_init (BatonOutlineModel *self)
{
  self->late = g_ptr_array_new_with_free_func (late_free);
  self->redrawn = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);
}

void
baton_outline_late_clear (BatonOutlineModel *self)
{
  g_clear_handle_id (&self->late_slice, g_source_remove);
  g_clear_pointer (&self->late, g_ptr_array_unref);
  g_clear_pointer (&self->redrawn, g_ptr_array_unref);
}

gboolean
baton_outline_model_is_settled (BatonOutlineModel *self)
{
  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), TRUE);
  return self->late->len == 0 && self->redrawn->len == 0;
}
