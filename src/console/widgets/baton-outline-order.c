/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands below what in an outline, and what at the top under which heading: the schema says it, of the kinds that are shown.
 */
#include "config.h"

#include "console/widgets/baton-outline-model-private.h"

/* ── What stands below what ── */

/* What is shown below *parent*: by the order of the kinds, then of the list. Of borrowed entities. */
GPtrArray *
baton_outline_order_list_below (BatonOutlineModel *self,
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

gboolean
baton_outline_order_has_below (BatonOutlineModel *self,
                               const BatonEntity *parent)
{
  g_autoptr (GPtrArray) below = self->below[baton_entity_get_kind (parent)] != 0 ? baton_outline_order_list_below (self, parent) : NULL;

  return below != NULL && below->len > 0;
}

/* The thing above that is shown; NULL at the top. */
BatonEntity *
baton_outline_order_get_above (BatonOutlineModel *self,
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

  if (!self->headed || baton_outline_order_get_above (self, entity) != NULL)
    return NULL;
  if (baton_entity_get_kind (entity) == BATON_KIND_MAPPING_ENTRY)
    return baton_words_choice (baton_schema_get_field (BATON_FIELD_MAPPING_ENTRY_AREA), baton_entity_get_string (entity, BATON_FIELD_MAPPING_ENTRY_AREA));
  return baton_words_kinds (baton_entity_get_kind (entity));
}

/* By kind as before; entries of the ecosystem map by their area, in its order. */
int
baton_outline_order_compare (gconstpointer a,
                             gconstpointer b)
{
  const BatonEntity *first = *(BatonEntity *const *) a, *second = *(BatonEntity *const *) b;
  int difference = (int) baton_entity_get_kind (first) - (int) baton_entity_get_kind (second);

  if (difference != 0 || baton_entity_get_kind (first) != BATON_KIND_MAPPING_ENTRY)
    return difference;
  return baton_entity_get_choice (first, BATON_FIELD_MAPPING_ENTRY_AREA, -1) - baton_entity_get_choice (second, BATON_FIELD_MAPPING_ENTRY_AREA, -1);
}

/* What stands below nothing that is shown here. */
GPtrArray *
baton_outline_order_list_roots (BatonOutlineModel *self)
{
  const BatonProgram *program = baton_document_get_program (self->document);
  GPtrArray *roots = g_ptr_array_new ();

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) list = NULL;

      if ((self->kinds & BIT (kind)) == 0)
        continue;
      /* In a program too large to be looked through at each edit, what dangles is left to validation. */
      if ((self->elsewhere & BIT (kind)) == 0 && baton_program_get_size (program) > BATON_OUTLINE_UNFOLDED_AT_MOST)
        {
          list = baton_program_list_children (program, kind, NULL);
          g_ptr_array_extend (roots, list, NULL, NULL);
          continue;
        }
      list = baton_program_list (program, kind);
      for (guint i = 0; i < list->len; i++)
        if (baton_outline_order_get_above (self, list->pdata[i]) == NULL)
          g_ptr_array_add (roots, list->pdata[i]);
    }
  if ((self->kinds & BATON_KIND_BIT (MAPPING_ENTRY)) != 0)
    g_ptr_array_sort (roots, baton_outline_order_compare); /* which is stable */
  return roots;
}
