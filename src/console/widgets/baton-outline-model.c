/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store for what stands at the top and one for each handle that was unfolded, made with one splice when it first is. A
 * store mirrors the program's list of what stands below one thing, so after an edit it is compared with that list and
 * only the middle that differs is spliced. Leaves have no store: GtkTreeListModel shows an arrow for an empty one.
 */
#include "config.h"

#include "console/widgets/baton-outline-model-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (BatonOutlineItem, baton_outline_item, G_TYPE_OBJECT)

static void
baton_outline_item_finalize (GObject *object)
{
  BatonOutlineItem *self = BATON_OUTLINE_ITEM (object);

  /* A thing that was moved has a new handle already. */
  if (self->items != NULL && g_hash_table_lookup (self->items, self->id) == self)
    g_hash_table_remove (self->items, self->id);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_object (&self->children);
  g_free (self->id);
  G_OBJECT_CLASS (baton_outline_item_parent_class)->finalize (object);
}

static void
baton_outline_item_class_init (BatonOutlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_outline_item_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_outline_item_init (BatonOutlineItem *self)
{
}

const char *
baton_outline_item_get_id (BatonOutlineItem *self)
{
  return self->id;
}

BatonOutlineItem *
baton_outline_item_in_row (gpointer row)
{
  g_autoptr (GObject) item = NULL;

  if (!GTK_IS_TREE_LIST_ROW (row))
    return row;
  item = gtk_tree_list_row_get_item (row);
  return BATON_OUTLINE_ITEM (item); /* the row holds it */
}

/* ── The model ── */

G_DEFINE_FINAL_TYPE (BatonOutlineModel, baton_outline_model, G_TYPE_OBJECT)

static BatonOutlineItem *
get_item (GListStore *store,
          guint       index)
{
  g_autoptr (BatonOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (store), index);

  return item; /* the store holds it */
}

static guint
count (GListStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

/* ── Stores ── */

/* (transfer full) */
static BatonOutlineItem *
make_item (BatonOutlineModel *self,
           GListStore        *store,
           const BatonEntity *entity)
{
  const char *id = baton_entity_get_id (entity);
  BatonOutlineItem *item = store != self->found ? g_hash_table_lookup (self->items, id) : NULL;

  /* Within its list a thing keeps its handle, and with it what is unfolded below. */
  if (item != NULL && item->siblings == store)
    return g_object_ref (item);
  item = g_object_new (BATON_TYPE_OUTLINE_ITEM, NULL);
  item->id = g_strdup (id);
  item->siblings = store;
  if (store != self->found)
    {
      item->has_children = baton_outline_order_has_below (self, entity);
      item->items = g_hash_table_ref (self->items);
      g_hash_table_replace (self->items, item->id, item);
    }
  return item;
}

void
baton_outline_model_splice (BatonOutlineModel *self,
                            GListStore        *store,
                            guint              position,
                            guint              n_removed,
                            gpointer          *entities,
                            guint              n_added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (n_added, g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (items, make_item (self, store, entities[i]));
  g_list_store_splice (store, position, n_removed, items->pdata, n_added);
}

/* The same, of which much comes and goes in slices. */
static void
splice (BatonOutlineModel *self,
        GListStore        *store,
        guint              position,
        guint              n_removed,
        gpointer          *entities,
        guint              n_added)
{
  if (n_removed + n_added > BATON_OUTLINE_AT_ONCE && store != self->found)
    baton_outline_late_splice (self, store, position, n_removed, entities, n_added);
  else
    baton_outline_model_splice (self, store, position, n_removed, entities, n_added);
}

static gboolean
stands_at (GListStore        *store,
           guint              index,
           const BatonEntity *entity)
{
  return strcmp (get_item (store, index)->id, baton_entity_get_id (entity)) == 0;
}

/* Makes the store list *entities*, touching only what differs. */
static void
mirror (BatonOutlineModel *self,
        GListStore        *store,
        GPtrArray         *entities)
{
  guint n_old = count (store), n_new = entities->len, first = 0, last = 0, old_len, new_len;

  baton_outline_late_forget (self, store);
  while (first < MIN (n_old, n_new) && stands_at (store, first, entities->pdata[first]))
    first++;
  while (last < MIN (n_old, n_new) - first && stands_at (store, n_old - 1 - last, entities->pdata[n_new - 1 - last]))
    last++;
  old_len = n_old - first - last;
  new_len = n_new - first - last;
  if (old_len == 0 && new_len == 0)
    return;
  /* One thing moved: the others between keep their rows. */
  if (old_len == new_len && old_len > 1)
    {
      g_autoptr (BatonOutlineItem) top = g_object_ref (get_item (store, first)), bottom = g_object_ref (get_item (store, first + old_len - 1));

      if (strcmp (top->id, baton_entity_get_id (entities->pdata[first + new_len - 1])) == 0 && stands_at (store, first + 1, entities->pdata[first]))
        {
          splice (self, store, first, 1, NULL, 0);
          splice (self, store, first + new_len - 1, 0, &entities->pdata[first + new_len - 1], 1);
        }
      else if (strcmp (bottom->id, baton_entity_get_id (entities->pdata[first])) == 0 && stands_at (store, first, entities->pdata[first + 1]))
        {
          splice (self, store, first + old_len - 1, 1, NULL, 0);
          splice (self, store, first, 0, &entities->pdata[first], 1);
        }
      /* And if it was not one alone after all, what is left is compared again. */
      if (count (store) == n_new && (stands_at (store, first, entities->pdata[first])))
        {
          guint same = first;

          while (same < n_new && stands_at (store, same, entities->pdata[same]))
            same++;
          if (same == n_new)
            return;
        }
    }
  splice (self, store, first, old_len, &entities->pdata[first], new_len);
}

static GListModel *
create_children_cb (gpointer object,
                    gpointer user_data)
{
  BatonOutlineModel *self = user_data;
  BatonOutlineItem *item = object;
  BatonEntity *entity = baton_document_lookup (self->document, item->id);

  if (!item->has_children || entity == NULL)
    return NULL;
  if (item->children == NULL)
    {
      g_autoptr (GPtrArray) below = baton_outline_order_list_below (self, entity);

      item->children = g_list_store_new (BATON_TYPE_OUTLINE_ITEM);
      splice (self, item->children, 0, 0, below->pdata, below->len);
    }
  return G_LIST_MODEL (g_object_ref (item->children));
}

/* A leaf that got a first child, or lost its last, is asked again for its children when its row is made anew. */
static void
renew_row (BatonOutlineItem *item)
{
  g_autoptr (BatonOutlineItem) held = g_object_ref (item);   /* a splice drops before it adds */
  gpointer object = item;
  guint position;

  g_clear_object (&item->children);
  if (g_list_store_find (item->siblings, item, &position))
    g_list_store_splice (item->siblings, position, 1, &object, 1);
}

/* *parent* NULL: the top. */
static void
follow_parent (BatonOutlineModel *self,
               const char        *parent)
{
  BatonOutlineItem *item = parent != NULL ? g_hash_table_lookup (self->items, parent) : NULL;
  BatonEntity *entity = baton_document_lookup (self->document, parent);
  g_autoptr (GPtrArray) list = NULL;

  if (parent == NULL)
    {
      list = baton_outline_order_list_roots (self);
      mirror (self, self->roots, list);
      return;
    }
  if (item == NULL || entity == NULL)
    return;
  list = baton_outline_order_list_below (self, entity);
  if (item->has_children != (list->len > 0))
    {
      item->has_children = list->len > 0;
      renew_row (item);
    }
  else if (item->children != NULL)
    {
      mirror (self, item->children, list);
    }
}

void
baton_outline_model_take_hits (BatonOutlineModel *self,
                               GPtrArray         *hits)
{
  mirror (self, self->found, hits);
}

/* ── Following ── */

static gboolean
is_same_place (const BatonEntity *before,
               const BatonEntity *after)
{
  return before != NULL && after != NULL && g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) == 0
         && g_strcmp0 (baton_entity_get_position (before), baton_entity_get_position (after)) == 0
         && baton_outline_order_compare (&before, &after) == 0;
}

gboolean
baton_outline_model_follow (BatonOutlineModel *self,
                            GPtrArray         *changes)
{
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean roots = FALSE, any = FALSE, led = FALSE, many = changes->len > BATON_OUTLINE_AT_ONCE;
  BatonKind kind = BATON_N_KINDS;   /* of the thing before, and what that stands below: mostly many of a step stand together */
  const char *beside = NULL;
  GHashTableIter iter;
  gpointer parent, leading;
  guint position;

  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), FALSE);

  self->follow_began = g_get_monotonic_time ();
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      const BatonEntity *sides[2] = { change->before, change->after };

      /* Where a navigation item leads stands beside its name. */
      if ((self->kinds & BATON_KIND_BIT (NAVIGATION_ITEM)) != 0)
        led |= (baton_schema_get_field (BATON_FIELD_NAVIGATION_ITEM_TARGET)->references & BIT (baton_change_get_kind (change))) != 0;
      if ((self->kinds & BIT (baton_change_get_kind (change))) == 0)
        continue;
      any = TRUE;
      for (int side = 0; side < 2 && !is_same_place (change->before, change->after); side++)
        if (sides[side] != NULL && (baton_entity_get_kind (sides[side]) != kind || g_strcmp0 (baton_entity_get_parent (sides[side]), beside) != 0))
          {
            BatonEntity *above = baton_outline_order_get_above (self, sides[side]);

            kind = baton_entity_get_kind (sides[side]);
            beside = baton_entity_get_parent (sides[side]);

            if (above != NULL)
              g_hash_table_add (parents, (gpointer) baton_entity_get_id (above));
            roots = roots || above == NULL;
          }
    }
  if (roots)
    follow_parent (self, NULL);
  g_hash_table_iter_init (&iter, parents);
  while (g_hash_table_iter_next (&iter, &parent, NULL))
    follow_parent (self, parent);
  g_hash_table_iter_init (&iter, self->items);
  while (led && g_hash_table_iter_next (&iter, NULL, &leading))
    g_signal_emit_by_name (leading, "changed");
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      BatonOutlineItem *item;

      /* The row of what has just come is drawn anyway. */
      if (many && change->before != NULL && change->after != NULL && (self->kinds & BIT (baton_change_get_kind (change))) != 0)
        baton_outline_late_redraw (self, change->after);
      if (many)
        continue;
      item = g_hash_table_lookup (self->items, baton_change_get_id (change));
      if (item != NULL)
        g_signal_emit_by_name (item, "changed");
      position = self->needle != NULL && changes->len < 100 ? baton_outline_model_find_found (self, baton_change_get_id (change)) : GTK_INVALID_LIST_POSITION;
      if (position != GTK_INVALID_LIST_POSITION)
        g_signal_emit_by_name (get_item (self->found, position), "changed");
    }
  self->follow_began = 0;
  if (any && self->needle != NULL)
    baton_outline_search_begin (self);
  return any;
}

/* ── Finding ── */

static guint
find_in (GListStore *store,
         const char *id)
{
  guint n = store != NULL ? count (store) : 0;

  for (guint i = 0; i < n; i++)
    if (strcmp (get_item (store, i)->id, id) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

guint
baton_outline_model_find_found (BatonOutlineModel *self,
                                const char        *id)
{
  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), GTK_INVALID_LIST_POSITION);
  return id != NULL ? find_in (self->found, id) : GTK_INVALID_LIST_POSITION;
}

guint
baton_outline_model_find (BatonOutlineModel *self,
                          const char        *id,
                          gboolean           unfold)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autoptr (GtkTreeListRow) row = NULL;

  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), GTK_INVALID_LIST_POSITION);

  if (entity == NULL || (self->kinds & BIT (baton_entity_get_kind (entity))) == 0)
    return GTK_INVALID_LIST_POSITION;
  for (int depth = 0; entity != NULL && depth < 64; depth++)
    {
      g_ptr_array_insert (path, 0, (gpointer) baton_entity_get_id (entity));
      entity = baton_outline_order_get_above (self, entity);
    }
  for (guint i = 0; i < path->len; i++)
    {
      GListStore *store = self->roots;
      g_autoptr (GtkTreeListRow) next = NULL;
      guint index;

      if (row != NULL)
        {
          if (!gtk_tree_list_row_get_expanded (row) && !unfold)
            return GTK_INVALID_LIST_POSITION;
          gtk_tree_list_row_set_expanded (row, TRUE);
          store = baton_outline_item_in_row (row)->children;
        }
      index = find_in (store, path->pdata[i]);
      if (index == GTK_INVALID_LIST_POSITION && store != NULL && baton_outline_late_bring (self, store, path->pdata[i]))
        index = find_in (store, path->pdata[i]);
      if (index == GTK_INVALID_LIST_POSITION)
        return GTK_INVALID_LIST_POSITION;
      next = row != NULL ? gtk_tree_list_row_get_child_row (row, index) : gtk_tree_list_model_get_child_row (self->tree, index);
      if (next == NULL)
        return GTK_INVALID_LIST_POSITION;
      g_set_object (&row, next);
    }
  return gtk_tree_list_row_get_position (row);
}

GListModel *
baton_outline_model_get_tree (BatonOutlineModel *self)
{
  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), NULL);
  return G_LIST_MODEL (self->tree);
}

GListModel *
baton_outline_model_get_found (BatonOutlineModel *self)
{
  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), NULL);
  return G_LIST_MODEL (self->found);
}

gboolean
baton_outline_model_is_empty (BatonOutlineModel *self)
{
  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), TRUE);
  return count (self->roots) == 0;
}

/* ── Object ── */

static void
baton_outline_model_dispose (GObject *object)
{
  BatonOutlineModel *self = BATON_OUTLINE_MODEL (object);

  baton_outline_search_end (self);
  baton_outline_late_clear (self);
  g_clear_object (&self->tree);
  g_clear_object (&self->roots);
  g_clear_object (&self->found);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (baton_outline_model_parent_class)->dispose (object);
}

static void
baton_outline_model_finalize (GObject *object)
{
  BatonOutlineModel *self = BATON_OUTLINE_MODEL (object);

  g_hash_table_unref (self->items);
  g_free (self->needle);
  G_OBJECT_CLASS (baton_outline_model_parent_class)->finalize (object);
}

static void
baton_outline_model_class_init (BatonOutlineModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_outline_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_outline_model_finalize;
  g_signal_new ("found", BATON_TYPE_OUTLINE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("settled", BATON_TYPE_OUTLINE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_outline_model_init (BatonOutlineModel *self)
{
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->roots = g_list_store_new (BATON_TYPE_OUTLINE_ITEM);
  self->found = g_list_store_new (BATON_TYPE_OUTLINE_ITEM);
  baton_outline_late_init (self);
}

BatonOutlineModel *
baton_outline_model_new (BatonDocument *document,
                         guint64        kinds)
{
  BatonOutlineModel *self = g_object_new (BATON_TYPE_OUTLINE_MODEL, NULL);
  g_autoptr (GPtrArray) roots = NULL;
  guint n = 0, n_at_top = 0;

  self->document = g_object_ref (document);
  self->kinds = kinds;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      BatonField place = baton_schema_get_kind (kind)->place_field;

      if ((kinds & BIT (kind)) != 0 && (place == BATON_FIELD_NONE || (baton_schema_get_field (place)->references & kinds & ~BIT (kind)) == 0))
        n_at_top++;
      if ((kinds & BIT (kind)) == 0 || place == BATON_FIELD_NONE)
        continue;
      if ((baton_schema_get_field (place)->references & ~kinds) != 0)
        self->elsewhere |= BIT (kind);
      for (int above = 0; above < BATON_N_KINDS; above++)
        if ((kinds & BIT (above) & baton_schema_get_field (place)->references) != 0)
          self->below[above] |= BIT (kind);
    }
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if ((kinds & BIT (kind)) != 0)
      n += baton_program_count (baton_document_get_program (document), kind);
  self->headed = n_at_top > 1 || (kinds & BATON_KIND_BIT (MAPPING_ENTRY)) != 0;
  roots = baton_outline_order_list_roots (self);
  splice (self, self->roots, 0, 0, roots->pdata, roots->len);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->roots)), FALSE, n <= BATON_OUTLINE_UNFOLDED_AT_MOST, create_children_cb, self, NULL);
  return self;
}
