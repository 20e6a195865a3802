/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search of an outline: through all names, a few milliseconds at a time; what was found before stays until it is through.
 */
#include "config.h"

#include "console/widgets/baton-outline-model-private.h"

#include <string.h>

#define SLICE_US 4000   /* between two frames */

/* ── Search ── */

void
baton_outline_search_end (BatonOutlineModel *self)
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
  baton_outline_model_take_hits (self, self->hits);
  self->slice = 0;
  baton_outline_search_end (self);
  g_signal_emit_by_name (self, "found");
  return G_SOURCE_REMOVE;
}

void
baton_outline_search_begin (BatonOutlineModel *self)
{
  baton_outline_search_end (self);
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
      baton_outline_search_end (self);
      g_list_store_remove_all (self->found);
      return;
    }
  self->needle = g_utf8_casefold (text, -1);
  baton_outline_search_begin (self);
}
