/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-growing-list.h"

#include <gdk/gdk.h>

#define FIRST 24         /* shown at once: about a page */
#define STEP 6           /* and at a time from then on */
#define PLENTY 420       /* more than a list view keeps rows for: from here on the rest costs nothing */
#define LESS 6           /* rows that are taken away at a time */
#define BUDGET_US 4000   /* of one turn; a step may take as long once more */

struct _BatonGrowingList
{
  GObject     parent_instance;

  GListModel *model;    /* owned */
  guint       limit;    /* G_MAXUINT: all is shown */
  guint       source;   /* that shows more */
};

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (BATON_GROWING_LIST (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  BatonGrowingList *self = BATON_GROWING_LIST (list);

  return MIN (g_list_model_get_n_items (self->model), self->limit);
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  BatonGrowingList *self = BATON_GROWING_LIST (list);

  return position < self->limit ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BatonGrowingList, baton_growing_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Shows as much more as the model has. */
static void
set_limit (BatonGrowingList *self,
           guint             limit)
{
  guint before = get_n_items (G_LIST_MODEL (self)), after;

  self->limit = limit;
  after = get_n_items (G_LIST_MODEL (self));
  if (after > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, after - before);
}

static gboolean
grow_cb (gpointer user_data)
{
  BatonGrowingList *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  do
    set_limit (self, self->limit < PLENTY ? self->limit + STEP : G_MAXUINT);
  while (self->limit != G_MAXUINT && g_get_monotonic_time () < end);
  if (self->limit != G_MAXUINT)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (BatonGrowingList *self,
                  guint             position,
                  guint             removed,
                  guint             added)
{
  guint after, before;

  if (self->limit == G_MAXUINT)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
      return;
    }
  if (position >= self->limit)
    return;
  /* What is behind the change moves in or out of sight: it counts as changed, as long as there is so little of it. */
  after = g_list_model_get_n_items (self->model);
  before = MIN (after + removed - added, self->limit);
  after = MIN (after, self->limit);
  g_list_model_items_changed (G_LIST_MODEL (self), position, before - position, after - position);
}

static void
baton_growing_list_dispose (GObject *object)
{
  BatonGrowingList *self = BATON_GROWING_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  G_OBJECT_CLASS (baton_growing_list_parent_class)->dispose (object);
}

/* Not before: a list may be asked what it holds as long as it is there. */
static void
baton_growing_list_finalize (GObject *object)
{
  g_clear_object (&BATON_GROWING_LIST (object)->model);
  G_OBJECT_CLASS (baton_growing_list_parent_class)->finalize (object);
}

static void
baton_growing_list_class_init (BatonGrowingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_growing_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_growing_list_finalize;
}

static void
baton_growing_list_init (BatonGrowingList *self)
{
  self->limit = FIRST;
}

BatonGrowingList *
baton_growing_list_new (GListModel *model)
{
  BatonGrowingList *self = g_object_new (BATON_TYPE_GROWING_LIST, NULL);

  self->model = model;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  /* After what draws: the first page is there while the others are made. */
  self->source = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, grow_cb, self, NULL);
  return self;
}

void
baton_growing_list_reach (BatonGrowingList *self,
                          guint             position)
{
  g_return_if_fail (BATON_IS_GROWING_LIST (self));

  if (position < self->limit || position == G_MAXUINT)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  set_limit (self, G_MAXUINT);
}

void
baton_growing_list_set_first (BatonGrowingList *self,
                              guint             first)
{
  g_return_if_fail (BATON_IS_GROWING_LIST (self) && self->limit == FIRST);
  self->limit = first;
}

gboolean
baton_growing_list_shrink (BatonGrowingList *self)
{
  guint before, after;

  g_return_val_if_fail (BATON_IS_GROWING_LIST (self), FALSE);

  g_clear_handle_id (&self->source, g_source_remove);
  before = get_n_items (G_LIST_MODEL (self));
  if (before == 0)
    return FALSE;
  /* Where there is plenty, most has no rows. */
  after = before > PLENTY ? PLENTY : before - MIN (before, LESS);
  self->limit = after;
  g_list_model_items_changed (G_LIST_MODEL (self), after, before - after, 0);
  return TRUE;
}
