/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is open lies on three stacks: items that wait for their container to be closed, frames, and the bytes of keys. Closing
 * makes one value of the items from the frame's first on and takes them, and their keys, off again.
 */
#include "config.h"

#include "model/baton-value-private.h"

#include <stdlib.h>
#include <string.h>

void
baton_value_builder_init (BatonValueBuilder *builder,
                          gboolean           is_careful)
{
  builder->items = builder->first_items;
  builder->items_size = G_N_ELEMENTS (builder->first_items);
  builder->frames = builder->first_frames;
  builder->frames_size = G_N_ELEMENTS (builder->first_frames);
  builder->keys = builder->first_keys;
  builder->keys_size = sizeof builder->first_keys;
  builder->n_items = builder->n_frames = builder->keys_length = 0;
  builder->key = BATON_BUILDER_NO_KEY;
  builder->finished = NULL;
  builder->is_careful = is_careful;
  builder->has_failed = FALSE;
  builder->pack = NULL;
}

void
baton_value_builder_init_pack (BatonValueBuilder *builder,
                               guint64           *room,
                               gsize              size)
{
  BatonPackHead head = { .ref_count = G_MAXINT / 2 };   /* what is dropped on the way only counts down: it goes with the room */

  baton_value_builder_init (builder, TRUE);
  memcpy (room, &head, sizeof head);
  builder->pack = room;
  builder->pack_used = sizeof head / sizeof *room;
  builder->pack_size = size;
}

void
baton_value_builder_clear (BatonValueBuilder *builder)
{
  for (gsize i = 0; i < builder->n_items; i++)
    baton_value_unref (builder->items[i].value);
  if (builder->items != builder->first_items)
    g_free (builder->items);
  if (builder->frames != builder->first_frames)
    g_free (builder->frames);
  if (builder->keys != builder->first_keys)
    g_free (builder->keys);
  g_clear_pointer (&builder->finished, baton_value_unref);
}

BatonValueBuilder *
baton_value_builder_new (void)
{
  BatonValueBuilder *builder = g_new (BatonValueBuilder, 1);

  baton_value_builder_init (builder, FALSE);
  return builder;
}

void
baton_value_builder_free (BatonValueBuilder *builder)
{
  if (builder == NULL)
    return;
  baton_value_builder_clear (builder);
  g_free (builder);
}

/* Room for *wanted* elements in a stack that begins at *stack*, or in *first* while it is small. */
static gboolean
make_room (BatonValueBuilder *builder,
           void              *stack,
           const void        *first,
           gsize             *size,
           gsize              wanted,
           gsize              element)
{
  void *old, *grown;
  gsize bytes;

  if (G_LIKELY (wanted <= *size))
    return TRUE;
  memcpy (&old, stack, sizeof old);
  wanted = MAX (wanted, 2 * *size);
  bytes = wanted * element;   /* of one text, which BATON_JSON_MAX_BYTES bounds: it cannot overflow */
  if (old == first)
    {
      grown = builder->is_careful ? g_try_malloc (bytes) : g_malloc (bytes);
      if (grown != NULL)
        memcpy (grown, old, *size * element);
    }
  else
    {
      grown = builder->is_careful ? g_try_realloc (old, bytes) : g_realloc (old, bytes);
    }
  if (grown == NULL)
    {
      builder->has_failed = TRUE;
      return FALSE;
    }
  memcpy (stack, &grown, sizeof grown);
  *size = wanted;
  return TRUE;
}

static BatonValue *
builder_alloc (BatonValueBuilder *builder,
               BatonValueType     type,
               gsize              payload,
               gsize              length)
{
  gsize size = (baton_value_get_size (payload) + sizeof *builder->pack - 1) / sizeof *builder->pack;
  BatonValue *value;

  if (builder->pack == NULL)
    return baton_value_alloc (type, payload, length, builder->is_careful);
  if (size > builder->pack_size - builder->pack_used)
    return NULL;
  value = (BatonValue *) (gpointer) (builder->pack + builder->pack_used);
  value->type = type;
  value->pack = (guint32) builder->pack_used;
  value->length = length;
  builder->pack_used += size;
  return value;
}

/* Takes *value*; NULL means that there was no memory for it. */
static void
builder_take (BatonValueBuilder *builder,
              BatonValue        *value)
{
  if (value == NULL)
    {
      builder->has_failed = TRUE;
      return;
    }
  if (builder->n_frames == 0)
    {
      g_clear_pointer (&builder->finished, baton_value_unref);
      builder->finished = value;
      return;
    }
  if (builder->key == BATON_BUILDER_NO_KEY && builder->frames[builder->n_frames - 1].type == BATON_VALUE_OBJECT && !builder->has_failed)
    {
      g_critical ("A member of an object needs a key");
      baton_value_unref (value);
      return;
    }
  if (!make_room (builder, &builder->items, builder->first_items, &builder->items_size, builder->n_items + 1, sizeof *builder->items))
    {
      baton_value_unref (value);
      return;
    }
  builder->items[builder->n_items++] = (BatonBuilderItem) { value, builder->key };
  builder->key = BATON_BUILDER_NO_KEY;
}

static void
builder_open (BatonValueBuilder *builder,
              BatonValueType     type)
{
  if (!make_room (builder, &builder->frames, builder->first_frames, &builder->frames_size, builder->n_frames + 1,
                  sizeof *builder->frames))
    return;
  builder->frames[builder->n_frames++] = (BatonBuilderFrame) { type, builder->n_items, (guint32) builder->keys_length, builder->key };
  builder->key = BATON_BUILDER_NO_KEY;
}

void
baton_value_builder_open_object (BatonValueBuilder *builder)
{
  builder_open (builder, BATON_VALUE_OBJECT);
}

void
baton_value_builder_open_array (BatonValueBuilder *builder)
{
  builder_open (builder, BATON_VALUE_ARRAY);
}

/* By key, and where that is the same by the order in which they came. */
static int
compare_items (const void *a,
               const void *b,
               void       *keys)
{
  const BatonBuilderItem *left = a, *right = b;
  int order = baton_value_compare_keys ((const char *) keys + left->key, (const char *) keys + right->key);

  return order != 0 ? order : left->key < right->key ? -1 : left->key > right->key;
}

/* Sorts the members of an object and drops those whose key came before. Whether there were none such. */
static gboolean
sort_items (BatonValueBuilder *builder,
            gsize              first)
{
  BatonBuilderItem *items = builder->items + first;
  gsize length = builder->n_items - first, n = 0;
  gboolean is_sorted = TRUE;

  /* What comes from a workspace or a server is canonical: sorted already. */
  for (gsize i = 1; i < length && is_sorted; i++)
    is_sorted = baton_value_compare_keys (builder->keys + items[i - 1].key, builder->keys + items[i].key) < 0;
  if (is_sorted)
    return TRUE;
  qsort_r (items, length, sizeof *items, compare_items, builder->keys);
  for (gsize i = 0; i < length; i++)
    if (n > 0 && strcmp (builder->keys + items[n - 1].key, builder->keys + items[i].key) == 0)
      baton_value_unref (items[i].value);
    else
      items[n++] = items[i];
  builder->n_items = first + n;
  return n == length;
}

static BatonValue *
close_object (BatonValueBuilder *builder,
              gsize              first)
{
  const BatonBuilderItem *items = builder->items + first;
  gsize length = builder->n_items - first;
  gsize size = length * sizeof (BatonMember), keys = 0;
  BatonValue *value;
  char *key;

  for (gsize i = 0; i < length; i++)
    keys += strlen (builder->keys + items[i].key) + 1;
  value = builder_alloc (builder, BATON_VALUE_OBJECT, size + keys, length);
  if (value == NULL)
    return NULL;
  key = (char *) baton_value_members (value) + size;
  for (gsize i = 0; i < length; i++)
    {
      gsize bytes = strlen (builder->keys + items[i].key) + 1;

      baton_value_members (value)[i].key = memcpy (key, builder->keys + items[i].key, bytes);
      baton_value_members (value)[i].value = items[i].value;
      key += bytes;
    }
  return value;
}

static BatonValue *
close_array (BatonValueBuilder *builder,
             gsize              first)
{
  gsize length = builder->n_items - first;
  BatonValue *value = builder_alloc (builder, BATON_VALUE_ARRAY, length * sizeof (BatonValue *), length);

  for (gsize i = 0; value != NULL && i < length; i++)
    value->u.elements[i] = builder->items[first + i].value;
  return value;
}

gboolean
baton_value_builder_close (BatonValueBuilder *builder)
{
  BatonBuilderFrame frame;
  gboolean unique = TRUE;
  BatonValue *value;

  g_return_val_if_fail (builder->n_frames > 0, FALSE);

  frame = builder->frames[--builder->n_frames];
  if (frame.type == BATON_VALUE_OBJECT)
    {
      unique = sort_items (builder, frame.first);
      value = close_object (builder, frame.first);
    }
  else
    {
      value = close_array (builder, frame.first);
    }
  for (gsize i = frame.first; value == NULL && i < builder->n_items; i++)
    baton_value_unref (builder->items[i].value);
  builder->n_items = frame.first;
  builder->keys_length = frame.keys;
  builder->key = frame.key;
  builder_take (builder, value);
  return unique;
}

gssize
baton_value_builder_find_repeated (BatonValueBuilder *builder)
{
  const BatonBuilderFrame *frame = &builder->frames[builder->n_frames - 1];
  gsize length = builder->n_items - frame->first;
  g_autofree guint32 *order = NULL;
  BatonBuilderItem *items = builder->items + frame->first;
  guint32 first = G_MAXUINT32;

  /* The offsets of the keys tell the order in which they came, and sorting brings like keys together. */
  order = g_try_new (guint32, length);
  if (order == NULL)
    return -1;
  for (gsize i = 0; i < length; i++)
    order[i] = items[i].key;
  qsort_r (items, length, sizeof *items, compare_items, builder->keys);
  for (gsize i = 1; i < length; i++)
    if (strcmp (builder->keys + items[i - 1].key, builder->keys + items[i].key) == 0)
      first = MIN (first, items[i].key);
  for (gsize i = 0; i < length; i++)
    if (order[i] == first)
      return (gssize) i;
  return -1;
}

void
baton_value_builder_key_len (BatonValueBuilder *builder,
                             const char        *key,
                             gsize              length)
{
  if (!make_room (builder, &builder->keys, builder->first_keys, &builder->keys_size, builder->keys_length + length + 1, 1))
    return;
  builder->key = (guint32) builder->keys_length;
  memcpy (builder->keys + builder->keys_length, key, length);
  builder->keys[builder->keys_length + length] = '\0';
  builder->keys_length += length + 1;
}

void
baton_value_builder_key (BatonValueBuilder *builder,
                         const char        *key)
{
  g_return_if_fail (builder->n_frames > 0 && builder->frames[builder->n_frames - 1].type == BATON_VALUE_OBJECT);

  baton_value_builder_key_len (builder, key, strlen (key));
}

static void
add_scalar (BatonValueBuilder *builder,
            BatonValueType     type,
            gint64             number)
{
  BatonValue *value = builder_alloc (builder, type, 0, 0);

  if (value != NULL)
    value->u.integer = number;
  builder_take (builder, value);
}

void
baton_value_builder_add_boolean (BatonValueBuilder *builder,
                                 gboolean           value)
{
  add_scalar (builder, BATON_VALUE_BOOLEAN, value != FALSE);
}

void
baton_value_builder_add_integer (BatonValueBuilder *builder,
                                 gint64             value)
{
  g_return_if_fail (value >= -BATON_INTEGER_MAX && value <= BATON_INTEGER_MAX);

  add_scalar (builder, BATON_VALUE_INTEGER, value);
}

void
baton_value_builder_add_string_len (BatonValueBuilder *builder,
                                    const char        *string,
                                    gsize              length)
{
  BatonValue *value = builder_alloc (builder, BATON_VALUE_STRING, length + 1, length);

  if (value != NULL)
    baton_value_fill_string (value, string, length);
  builder_take (builder, value);
}

void
baton_value_builder_add_string (BatonValueBuilder *builder,
                                const char        *value)
{
  baton_value_builder_add_string_len (builder, value, strlen (value));
}

void
baton_value_builder_add (BatonValueBuilder *builder,
                         const BatonValue  *value)
{
  if (value != NULL)
    builder_take (builder, baton_value_ref (value));
  else
    builder->key = BATON_BUILDER_NO_KEY;
}

void
baton_value_builder_set_boolean (BatonValueBuilder *builder,
                                 const char        *key,
                                 gboolean           value)
{
  baton_value_builder_key (builder, key);
  baton_value_builder_add_boolean (builder, value);
}

void
baton_value_builder_set_integer (BatonValueBuilder *builder,
                                 const char        *key,
                                 gint64             value)
{
  baton_value_builder_key (builder, key);
  baton_value_builder_add_integer (builder, value);
}

void
baton_value_builder_set_string (BatonValueBuilder *builder,
                                const char        *key,
                                const char        *value)
{
  if (value == NULL)
    return;
  baton_value_builder_key (builder, key);
  baton_value_builder_add_string (builder, value);
}

void
baton_value_builder_set (BatonValueBuilder *builder,
                         const char        *key,
                         const BatonValue  *value)
{
  if (value == NULL)
    return;
  baton_value_builder_key (builder, key);
  baton_value_builder_add (builder, value);
}

BatonValue *
baton_value_builder_finish (BatonValueBuilder *builder)
{
  while (builder->n_frames > 0)
    baton_value_builder_close (builder);
  if (builder->has_failed)
    g_clear_pointer (&builder->finished, baton_value_unref);
  return g_steal_pointer (&builder->finished);
}

/* Where what stood at *at* in the room stands in its copy. */
static gpointer
follow (gconstpointer  at,
        const guint64 *room,
        guint64       *copy)
{
  return (char *) copy + ((const char *) at - (const char *) room);
}

/* Has the parts of *value*, which was copied as it was, point into the copy. */
static void
settle (BatonValue    *value,
        const guint64 *room,
        guint64       *copy)
{
  if (value->type == BATON_VALUE_ARRAY)
    for (gsize i = 0; i < value->length; i++)
      {
        value->u.elements[i] = follow (value->u.elements[i], room, copy);
        settle (value->u.elements[i], room, copy);
      }
  else if (value->type == BATON_VALUE_OBJECT)
    for (gsize i = 0; i < value->length; i++)
      {
        baton_value_members (value)[i].key = follow (baton_value_members (value)[i].key, room, copy);
        baton_value_members (value)[i].value = follow (baton_value_members (value)[i].value, room, copy);
        settle (baton_value_members (value)[i].value, room, copy);
      }
}

BatonValue *
baton_value_builder_finish_pack (BatonValueBuilder *builder)
{
  BatonValue *value = baton_value_builder_finish (builder);
  guint64 *copy = value != NULL ? g_try_malloc (builder->pack_used * sizeof *copy) : NULL;

  if (copy == NULL)
    return NULL;
  memcpy (copy, builder->pack, builder->pack_used * sizeof *copy);
  g_atomic_ref_count_init (&((BatonPackHead *) copy)->ref_count);
  value = follow (value, builder->pack, copy);
  settle (value, builder->pack, copy);
  return value;
}
