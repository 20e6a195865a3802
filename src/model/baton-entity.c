/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One allocation an entity: header, the set fields sorted by number, the id's bytes.
 */
#include "config.h"

#include "model/baton-entity.h"

#include <string.h>

typedef struct
{
  BatonField  field;
  BatonValue *value;  /* owned */
} Slot;

struct _BatonEntity
{
  gatomicrefcount ref_count;
  guint16         kind;
  guint16         n_slots;
  const char     *id;     /* behind the slots */
  Slot            slots[];
};

G_DEFINE_BOXED_TYPE (BatonEntity, baton_entity, baton_entity_ref, baton_entity_unref)

/* With room for so many slots, which are not filled. */
static BatonEntity *
entity_alloc (BatonKind   kind,
              const char *id,
              gsize       n_slots)
{
  gsize size = sizeof (BatonEntity) + n_slots * sizeof (Slot);
  gsize id_size = strlen (id) + 1;
  BatonEntity *entity = g_malloc (size + id_size);

  g_atomic_ref_count_init (&entity->ref_count);
  entity->kind = kind;
  entity->n_slots = n_slots;
  entity->id = memcpy ((char *) entity + size, id, id_size);
  return entity;
}

/* Takes the values in *slots*. */
static BatonEntity *
entity_new (BatonKind   kind,
            const char *id,
            const Slot *slots,
            gsize       n_slots)
{
  BatonEntity *entity = entity_alloc (kind, id, n_slots);

  if (n_slots > 0)
    memcpy (entity->slots, slots, n_slots * sizeof (Slot));
  return entity;
}

BatonEntity *
baton_entity_new (BatonKind   kind,
                  const char *id)
{
  g_return_val_if_fail ((guint) kind < BATON_N_KINDS && id != NULL, NULL);
  return entity_new (kind, id, NULL, 0);
}

BatonEntity *
baton_entity_ref (const BatonEntity *entity)
{
  g_return_val_if_fail (entity != NULL, NULL);

  g_atomic_ref_count_inc (&((BatonEntity *) entity)->ref_count);
  return (BatonEntity *) entity;
}

void
baton_entity_unref (BatonEntity *entity)
{
  if (entity == NULL || !g_atomic_ref_count_dec (&entity->ref_count))
    return;

  for (guint i = 0; i < entity->n_slots; i++)
    baton_value_unref (entity->slots[i].value);
  g_free (entity);
}

BatonKind
baton_entity_get_kind (const BatonEntity *entity)
{
  return entity->kind;
}

const char *
baton_entity_get_id (const BatonEntity *entity)
{
  return entity->id;
}

BatonValue *
baton_entity_get (const BatonEntity *entity,
                  BatonField         field)
{
  g_return_val_if_fail (entity != NULL, NULL);

  /* A handful of slots: a straight walk is as fast as anything. */
  for (guint i = 0; i < entity->n_slots && entity->slots[i].field <= field; i++)
    if (entity->slots[i].field == field)
      return entity->slots[i].value;
  return NULL;
}

gboolean
baton_entity_get_boolean (const BatonEntity *entity,
                          BatonField         field)
{
  return baton_value_get_boolean (baton_entity_get (entity, field));
}

gint64
baton_entity_get_integer (const BatonEntity *entity,
                          BatonField         field,
                          gint64             otherwise)
{
  return baton_value_get_integer (baton_entity_get (entity, field), otherwise);
}

const char *
baton_entity_get_string (const BatonEntity *entity,
                         BatonField         field)
{
  const BatonValue *value = baton_entity_get (entity, field);

  if (baton_value_is (value, BATON_VALUE_OBJECT))
    return baton_value_get_member_string (value, "source");
  return baton_value_get_string (value);
}

int
baton_entity_get_choice (const BatonEntity *entity,
                         BatonField         field,
                         int                otherwise)
{
  const char *value = baton_value_get_string (baton_entity_get (entity, field));
  int choice = value != NULL ? baton_schema_find_choice (baton_schema_get_field (field), value) : -1;

  return choice >= 0 ? choice : otherwise;
}

static const char *
get_place_part (const BatonEntity *entity,
                const char        *part)
{
  BatonField field = baton_schema_get_kind (entity->kind)->place_field;

  return field != BATON_FIELD_NONE ? baton_value_get_member_string (baton_entity_get (entity, field), part) : NULL;
}

const char *
baton_entity_get_parent (const BatonEntity *entity)
{
  return get_place_part (entity, "parent");
}

const char *
baton_entity_get_position (const BatonEntity *entity)
{
  return get_place_part (entity, "position");
}

const char *
baton_entity_get_name (const BatonEntity *entity)
{
  BatonField field = baton_schema_get_kind (entity->kind)->name_field;
  const char *name = field != BATON_FIELD_NONE ? baton_entity_get_string (entity, field) : NULL;

  return name != NULL && *name != '\0' ? name : entity->id;
}

BatonEntity *
baton_entity_with (const BatonEntity *entity,
                   BatonField         field,
                   const BatonValue  *value)
{
  g_autofree Slot *slots = g_new (Slot, entity->n_slots + 1);
  gsize n = 0;
  gboolean placed = value == NULL;

  g_return_val_if_fail (baton_schema_get_field (field)->kind == entity->kind, baton_entity_ref (entity));

  for (guint i = 0; i < entity->n_slots; i++)
    {
      if (!placed && entity->slots[i].field >= field)
        {
          slots[n++] = (Slot) { field, baton_value_ref (value) };
          placed = TRUE;
        }
      if (entity->slots[i].field != field)
        slots[n++] = (Slot) { entity->slots[i].field, baton_value_ref (entity->slots[i].value) };
    }
  if (!placed)
    slots[n++] = (Slot) { field, baton_value_ref (value) };
  return entity_new (entity->kind, entity->id, slots, n);
}

BatonEntity *
baton_entity_with_place (const BatonEntity *entity,
                         const char        *parent,
                         const char        *position)
{
  BatonField field = baton_schema_get_kind (entity->kind)->place_field;
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) place = NULL;

  g_return_val_if_fail (field != BATON_FIELD_NONE, baton_entity_ref (entity));

  baton_value_builder_open_object (builder);
  if (parent != NULL)
    baton_value_builder_set_string (builder, "parent", parent);
  baton_value_builder_set_string (builder, "position", position);
  place = baton_value_builder_finish (builder);
  return baton_entity_with (entity, field, place);
}

BatonEntity *
baton_entity_with_id (const BatonEntity *entity,
                      const char        *id)
{
  for (guint i = 0; i < entity->n_slots; i++)
    baton_value_ref (entity->slots[i].value);
  return entity_new (entity->kind, id, entity->slots, entity->n_slots);
}

BatonValue *
baton_entity_to_value (const BatonEntity *entity)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  for (guint i = 0; i < entity->n_slots; i++)
    {
      baton_value_builder_key (builder, baton_schema_get_field (entity->slots[i].field)->name);
      baton_value_builder_add (builder, entity->slots[i].value);
    }
  return baton_value_builder_finish (builder);
}

/* A handful of slots, mostly sorted as they come. */
static void
insert_slot (BatonEntity *entity,
             Slot         slot)
{
  guint i = entity->n_slots++;

  for (; i > 0 && entity->slots[i - 1].field > slot.field; i--)
    entity->slots[i] = entity->slots[i - 1];
  entity->slots[i] = slot;
}

BatonEntity *
baton_entity_from_value (BatonKind         kind,
                         const char       *id,
                         const BatonValue *body,
                         const char      **unknown)
{
  gsize length = baton_value_is (body, BATON_VALUE_OBJECT) ? baton_value_get_length (body) : 0;
  /* The keys of an object differ, so no more of them than the kind has fields can be known. */
  BatonEntity *entity = entity_alloc (kind, id, MIN (length, baton_schema_get_kind (kind)->n_fields));

  entity->n_slots = 0;
  for (gsize i = 0; i < length; i++)
    {
      BatonField field = baton_schema_find_field (kind, baton_value_get_key (body, i));

      if (field == BATON_FIELD_NONE)
        {
          if (unknown != NULL)
            *unknown = baton_value_get_key (body, i);
          baton_entity_unref (entity);
          return NULL;
        }
      insert_slot (entity, (Slot) { field, baton_value_ref (baton_value_get_element (body, i)) });
    }
  return entity;
}

gboolean
baton_entity_equal (const BatonEntity *a,
                    const BatonEntity *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind || a->n_slots != b->n_slots || strcmp (a->id, b->id) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_slots; i++)
    if (a->slots[i].field != b->slots[i].field || !baton_value_equal (a->slots[i].value, b->slots[i].value))
      return FALSE;
  return TRUE;
}
