/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-text-list.h"

#include <gtk/gtk.h>

/* ── One text ── */

struct _BatonListedText
{
  GObject      parent_instance;

  BatonEntity *entity;   /* as it was when it was found; owned */
  BatonField   field;
};

G_DEFINE_FINAL_TYPE (BatonListedText, baton_listed_text, G_TYPE_OBJECT)

static void
baton_listed_text_finalize (GObject *object)
{
  g_clear_pointer (&BATON_LISTED_TEXT (object)->entity, baton_entity_unref);
  G_OBJECT_CLASS (baton_listed_text_parent_class)->finalize (object);
}

static void
baton_listed_text_class_init (BatonListedTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_listed_text_finalize;
}

static void
baton_listed_text_init (BatonListedText *self)
{
}

const char *
baton_listed_text_get_id (BatonListedText *self)
{
  return baton_entity_get_id (self->entity);
}

BatonField
baton_listed_text_get_field (BatonListedText *self)
{
  return self->field;
}

/* ── The list ── */

struct _BatonTextList
{
  GObject  parent_instance;

  GArray  *texts;   /* of BatonFoundText; owned */
};

static GType
get_item_type (GListModel *model)
{
  return BATON_TYPE_LISTED_TEXT;
}

static guint
get_n_items (GListModel *model)
{
  return BATON_TEXT_LIST (model)->texts->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  BatonTextList *self = BATON_TEXT_LIST (model);
  const BatonFoundText *found;
  BatonListedText *text;

  if (position >= self->texts->len)
    return NULL;
  found = &g_array_index (self->texts, BatonFoundText, position);
  text = g_object_new (BATON_TYPE_LISTED_TEXT, NULL);
  text->entity = baton_entity_ref (found->entity);
  text->field = found->field;
  return text;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BatonTextList, baton_text_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Many entities are let go of in a thread: to free what nobody else holds takes its time. */
static void
unref_in_thread (gpointer data,
                 gpointer pool)
{
  g_array_unref (data);
}

static void
let_go (GArray *texts)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (unref_in_thread, NULL, 1, FALSE, NULL));
  if (!g_thread_pool_push (pool, texts, NULL))
    g_array_unref (texts);
}

void
baton_text_list_take (BatonTextList *self,
                      GArray        *texts)
{
  GArray *old = self->texts;

  g_return_if_fail (BATON_IS_TEXT_LIST (self));

  self->texts = texts;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, texts->len);
  let_go (old);
}

void
baton_text_list_remove (BatonTextList *self,
                        guint          position)
{
  g_return_if_fail (BATON_IS_TEXT_LIST (self) && position < self->texts->len);

  g_array_remove_index (self->texts, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

guint
baton_text_list_find (BatonTextList *self,
                      const char    *id,
                      BatonField     field)
{
  g_return_val_if_fail (BATON_IS_TEXT_LIST (self), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < self->texts->len; i++)
    {
      const BatonFoundText *text = &g_array_index (self->texts, BatonFoundText, i);

      if ((field == BATON_FIELD_NONE || text->field == field) && g_str_equal (baton_entity_get_id (text->entity), id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
baton_text_list_finalize (GObject *object)
{
  g_array_unref (BATON_TEXT_LIST (object)->texts);
  G_OBJECT_CLASS (baton_text_list_parent_class)->finalize (object);
}

static void
baton_text_list_class_init (BatonTextListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_text_list_finalize;
}

static void
baton_text_list_init (BatonTextList *self)
{
  self->texts = baton_text_answer_new_texts ();
}

BatonTextList *
baton_text_list_new (void)
{
  return g_object_new (BATON_TYPE_TEXT_LIST, NULL);
}
