/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store for what stands at the top and one for each handle that was unfolded, made with one splice when it first is. A
 * store mirrors the program's list of what stands below one thing, so after an edit it is compared with that list and
 * only the middle that differs is spliced. Leaves have no store: GtkTreeListModel shows an arrow for an empty one.
 */
#include "config.h"

#include "console/widgets/baton-outline-model.h"

#include <string.h>

#define UNFOLDED_AT_MOST 3000   /* more than so many things begin folded */
#define SLICE_US 4000           /* of a search, between two frames */

struct _BatonOutlineItem
{
  GObject     parent_instance;

  char       *id;
  GHashTable *items;         /* id → item, of the tree; owned; NULL in what was found */
  GListStore *siblings;      /* that it stands in; borrowed: it holds the item */
  GListStore *children;      /* owned; NULL until unfolded, and in leaves */
  gboolean    has_children;
};

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

struct _BatonOutlineModel
{
  GObject           parent_instance;

  BatonDocument    *document;               /* owned */
  guint64           kinds;
  guint64           below[BATON_N_KINDS];   /* kinds that are shown and can stand below one of this kind */
  guint64           elsewhere;              /* kinds that can stand below one that is not shown */
  gboolean          headed;                 /* the top has headings */

  GListStore       *roots;                  /* owned */
  GtkTreeListModel *tree;                   /* owned */
  GHashTable       *items;                  /* borrowed id → borrowed item of the tree; owned */

  GListStore       *found;                  /* owned */
  char             *needle;                 /* folded; NULL: no search */
  GPtrArray        *queue;                  /* of BatonEntity, held: still to be searched; owned, nullable */
  guint             next;
  GPtrArray        *hits;                   /* of BatonEntity, borrowed from the queue */
  guint             slice;                  /* source */
};

G_DEFINE_FINAL_TYPE (BatonOutlineModel, baton_outline_model, G_TYPE_OBJECT)

enum
{
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define BIT(kind) (G_GUINT64_CONSTANT (1) << (kind))

/* ── What stands below what ── */

/* What is shown below *parent*: by the order of the kinds, then of the list. Of borrowed entities. */
static GPtrArray *
list_below (BatonOutlineModel *self,
            const BatonEntity *parent)
{
  GPtrArray *below = g_ptr_array_new ();
  guint64 kinds = self->below[baton_entity_get_kind (parent)];

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if ((kinds & BIT (kind)) != 0)
      {
        g_autoptr (GPtrArray) children = baton_program_list_children (baton_document_get_program (self->document), kind, baton_entity_get_id (parent));

        g_ptr_array_extend (below, children, NULL, NULL);
      }
  return below;
}

static gboolean
has_below (BatonOutlineModel *self,
           const BatonEntity *parent)
{
  g_autoptr (GPtrArray) below = self->below[baton_entity_get_kind (parent)] != 0 ? list_below (self, parent) : NULL;

  return below != NULL && below->len > 0;
}

/* The thing above that is shown; NULL at the top. */
static BatonEntity *
get_above (BatonOutlineModel *self,
           const BatonEntity *entity)
{
  BatonEntity *parent = baton_document_lookup (self->document, baton_entity_get_parent (entity));

  return parent != NULL && (self->below[baton_entity_get_kind (parent)] & BIT (baton_entity_get_kind (entity))) != 0 ? parent : NULL;
}

const char *
baton_outline_model_get_heading (BatonOutlineModel *self,
                                 const BatonEntity *entity)
{
  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), NULL);
  g_return_val_if_fail (entity != NULL, NULL);

  if (!self->headed || get_above (self, entity) != NULL)
    return NULL;
  if (baton_entity_get_kind (entity) == BATON_KIND_MAPPING_ENTRY)
    return baton_words_choice (baton_schema_get_field (BATON_FIELD_MAPPING_ENTRY_AREA), baton_entity_get_string (entity, BATON_FIELD_MAPPING_ENTRY_AREA));
  return baton_words_kinds (baton_entity_get_kind (entity));
}

/* By kind as before; entries of the ecosystem map by their area, in its order. */
static int
compare_headings (gconstpointer a,
                  gconstpointer b)
{
  const BatonEntity *first = *(BatonEntity *const *) a, *second = *(BatonEntity *const *) b;
  int difference = (int) baton_entity_get_kind (first) - (int) baton_entity_get_kind (second);

  if (difference != 0 || baton_entity_get_kind (first) != BATON_KIND_MAPPING_ENTRY)
    return difference;
  return baton_entity_get_choice (first, BATON_FIELD_MAPPING_ENTRY_AREA, -1) - baton_entity_get_choice (second, BATON_FIELD_MAPPING_ENTRY_AREA, -1);
}

/* What stands below nothing that is shown here. */
static GPtrArray *
list_roots (BatonOutlineModel *self)
{
  const BatonProgram *program = baton_document_get_program (self->document);
  GPtrArray *roots = g_ptr_array_new ();

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) list = NULL;

      if ((self->kinds & BIT (kind)) == 0)
        continue;
      /* In a program too large to be looked through at each edit, what dangles is left to validation. */
      if ((self->elsewhere & BIT (kind)) == 0 && baton_program_get_size (program) > UNFOLDED_AT_MOST)
        {
          list = baton_program_list_children (program, kind, NULL);
          g_ptr_array_extend (roots, list, NULL, NULL);
          continue;
        }
      list = baton_program_list (program, kind);
      for (guint i = 0; i < list->len; i++)
        if (get_above (self, list->pdata[i]) == NULL)
          g_ptr_array_add (roots, list->pdata[i]);
    }
  if ((self->kinds & BATON_KIND_BIT (MAPPING_ENTRY)) != 0)
    g_ptr_array_sort (roots, compare_headings); /* which is stable */
  return roots;
}

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
      item->has_children = has_below (self, entity);
      item->items = g_hash_table_ref (self->items);
      g_hash_table_replace (self->items, item->id, item);
    }
  return item;
}

static void
splice (BatonOutlineModel *self,
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
      g_autoptr (GPtrArray) below = list_below (self, entity);

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
      list = list_roots (self);
      mirror (self, self->roots, list);
      return;
    }
  if (item == NULL || entity == NULL)
    return;
  list = list_below (self, entity);
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

/* ── Search ── */

static void
end_search (BatonOutlineModel *self)
{
  g_clear_handle_id (&self->slice, g_source_remove);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->queue, g_ptr_array_unref);
}

/* Looks through as many names as fit between two frames. */
static gboolean
search_slice (gpointer user_data)
{
  BatonOutlineModel *self = user_data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  for (; self->next < self->queue->len; self->next++)
    {
      BatonEntity *entity = self->queue->pdata[self->next];
      g_autofree char *name = NULL, *folded = NULL;

      if (self->next % 64 == 63 && g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
      name = baton_words_name (baton_document_get_names (self->document), baton_entity_get_id (entity));
      folded = g_utf8_casefold (name, -1);
      if (strstr (folded, self->needle) != NULL)
        g_ptr_array_add (self->hits, entity);
    }
  mirror (self, self->found, self->hits);
  self->slice = 0;
  end_search (self);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
  return G_SOURCE_REMOVE;
}

static void
search (BatonOutlineModel *self)
{
  end_search (self);
  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);
  self->hits = g_ptr_array_new ();
  self->next = 0;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if ((self->kinds & BIT (kind)) != 0)
      {
        g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (self->document), kind);

        for (guint i = 0; i < list->len; i++)
          g_ptr_array_add (self->queue, baton_entity_ref (list->pdata[i]));
      }
  /* What is through at once needs no other turn. */
  if (search_slice (self))
    self->slice = g_idle_add (search_slice, self);
}

void
baton_outline_model_search (BatonOutlineModel *self,
                            const char        *text)
{
  g_return_if_fail (BATON_IS_OUTLINE_MODEL (self));

  g_clear_pointer (&self->needle, g_free);
  if (text == NULL || *text == '\0')
    {
      end_search (self);
      g_list_store_remove_all (self->found);
      return;
    }
  self->needle = g_utf8_casefold (text, -1);
  search (self);
}

/* ── Following ── */

static gboolean
is_same_place (const BatonEntity *before,
               const BatonEntity *after)
{
  return before != NULL && after != NULL && g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) == 0
         && g_strcmp0 (baton_entity_get_position (before), baton_entity_get_position (after)) == 0
         && compare_headings (&before, &after) == 0;
}

gboolean
baton_outline_model_follow (BatonOutlineModel *self,
                            GPtrArray         *changes)
{
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean roots = FALSE, any = FALSE;
  GHashTableIter iter;
  gpointer parent;
  guint position;

  g_return_val_if_fail (BATON_IS_OUTLINE_MODEL (self), FALSE);

  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      const BatonEntity *sides[2] = { change->before, change->after };

      if ((self->kinds & BIT (baton_change_get_kind (change))) == 0)
        continue;
      any = TRUE;
      for (int side = 0; side < 2 && !is_same_place (change->before, change->after); side++)
        if (sides[side] != NULL)
          {
            BatonEntity *above = get_above (self, sides[side]);

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
  for (guint i = 0; i < changes->len; i++)
    {
      const char *id = baton_change_get_id (changes->pdata[i]);
      BatonOutlineItem *item = g_hash_table_lookup (self->items, id);

      if (item != NULL)
        g_signal_emit_by_name (item, "changed");
      position = self->needle != NULL && changes->len < 100 ? baton_outline_model_find_found (self, id) : GTK_INVALID_LIST_POSITION;
      if (position != GTK_INVALID_LIST_POSITION)
        g_signal_emit_by_name (get_item (self->found, position), "changed");
    }
  if (any && self->needle != NULL)
    search (self);
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
      entity = get_above (self, entity);
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

  end_search (self);
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
  signals[SIGNAL_FOUND] = g_signal_new ("found", BATON_TYPE_OUTLINE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_outline_model_init (BatonOutlineModel *self)
{
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->roots = g_list_store_new (BATON_TYPE_OUTLINE_ITEM);
  self->found = g_list_store_new (BATON_TYPE_OUTLINE_ITEM);
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
  roots = list_roots (self);
  splice (self, self->roots, 0, 0, roots->pdata, roots->len);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->roots)), FALSE, n <= UNFOLDED_AT_MOST, create_children_cb, self, NULL);
  return self;
}
