/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a picker lists: single items, all things of some kinds each below its parent, and what comes while the window is shown
 * already.
 */
#include "config.h"

#include "console/widgets/baton-picker-private.h"

#define SLICE_US 4000 /* of the main loop's time, for what comes later */

BatonPickerItem *
baton_picker_add_item (BatonPicker *self,
                       const char  *id,
                       const char  *label,
                       int          depth)
{
  BatonPickerItem *item = baton_picker_item_new (id, label, depth);

  g_ptr_array_add (self->fresh, item);
  g_hash_table_insert (self->by_id, (gpointer) baton_picker_item_get_id (item), item);
  g_signal_connect_object (item, "notify::chosen", G_CALLBACK (baton_picker_chosen_cb), self, 0);
  return item;
}

void
baton_picker_flush (BatonPicker *self)
{
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0, self->fresh->pdata, self->fresh->len);
  g_ptr_array_set_size (self->fresh, 0);
}

void
baton_picker_add (BatonPicker *self,
                  const char  *id,
                  const char  *label,
                  int          depth,
                  gboolean     chosen)
{
  baton_picker_item_set_chosen (baton_picker_add_item (self, id, label, depth), chosen);
}

void
baton_picker_add_noted (BatonPicker *self,
                        const char  *id,
                        const char  *label,
                        const char  *note,
                        gboolean     chosen)
{
  BatonPickerItem *item = baton_picker_add_item (self, id, label, 0);

  baton_picker_item_set_note (item, note);
  baton_picker_item_set_chosen (item, chosen);
}

void
baton_picker_drop_source (BatonPicker *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->source_destroy != NULL)
    g_clear_pointer (&self->source_data, self->source_destroy);
  self->source = NULL;
}

static gboolean
add_some_cb (gpointer data)
{
  BatonPicker *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;
  gboolean more = TRUE;

  while (more && g_get_monotonic_time () < end)
    more = self->source (self, self->source_data);
  baton_picker_flush (self);
  baton_picker_update_found (self);
  if (more)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  baton_picker_drop_source (self);
  return G_SOURCE_REMOVE;
}

void
baton_picker_add_later (BatonPicker       *self,
                        BatonPickerSource  source,
                        gpointer           user_data,
                        GDestroyNotify     destroy)
{
  g_return_if_fail (BATON_IS_PICKER (self) && self->source == NULL);

  self->source = source;
  self->source_data = user_data;
  self->source_destroy = destroy;
  self->idle = g_idle_add (add_some_cb, self);
}

/* Whether the thing stands below the vocabulary, and how deep. */
static gboolean
belongs_to (BatonDocument     *document,
            const BatonEntity *entity,
            const char        *vocabulary,
            int               *depth)
{
  *depth = -1;
  for (int guard = 0; entity != NULL && guard < 64; guard++)
    {
      if (g_strcmp0 (baton_entity_get_id (entity), vocabulary) == 0)
        return TRUE;
      (*depth)++;
      entity = baton_document_lookup (document, baton_entity_get_parent (entity));
    }
  return vocabulary == NULL;
}

void
baton_picker_choose (BatonPicker      *self,
                     BatonDocument    *document,
                     const BatonValue *chosen)
{
  /* In the order of the value, which for ordered references is theirs. What is chosen and no longer there stays chosen:
   * opening a list must not change anything. */
  for (gsize i = 0; i < baton_value_get_length (chosen); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (chosen, i));
      BatonPickerItem *item = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;

      if (item == NULL && id != NULL)
        {
          g_autofree char *name = baton_words_name (baton_document_get_names (document), id);

          item = baton_picker_add_item (self, id, name, 0);
        }
      if (item != NULL)
        baton_picker_item_set_chosen (item, TRUE);
    }
}

void
baton_picker_add_kinds (BatonPicker      *self,
                        BatonDocument    *document,
                        guint64           kinds,
                        const char       *vocabulary,
                        const BatonValue *chosen)
{
  g_set_object (&self->document, document);
  self->kinds |= kinds;
  g_free (self->vocabulary);
  self->vocabulary = g_strdup (vocabulary);
  if (self->kinds == BATON_KIND_BIT (ROLE))
    self->creates = BATON_KIND_ROLE;
  else if (self->kinds == BATON_KIND_BIT (ASSET))
    self->creates = BATON_KIND_ASSET;
  else if (self->kinds == BATON_KIND_BIT (TERM) && vocabulary != NULL)
    self->creates = BATON_KIND_TERM;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) list = NULL;

      if ((kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
        continue;
      list = baton_program_list (baton_document_get_program (document), kind);
      for (guint i = 0; i < list->len; i++)
        {
          const char *id = baton_entity_get_id (list->pdata[i]);
          g_autofree char *name = NULL;
          int depth = 0;

          if (vocabulary != NULL && !belongs_to (document, list->pdata[i], vocabulary, &depth))
            continue;
          if (vocabulary == NULL && kind == BATON_KIND_TERM)
            belongs_to (document, list->pdata[i], NULL, &depth);
          name = baton_words_name (baton_document_get_names (document), id);
          baton_picker_add_item (self, id, name, vocabulary != NULL ? depth : kind == BATON_KIND_TERM ? depth - 1 : 0);
        }
    }
  baton_picker_choose (self, document, chosen);
}
