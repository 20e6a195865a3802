/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

GPtrArray *
baton_words_list_places (const BatonNames *names,
                         GPtrArray        *ids)
{
  g_autoptr (GPtrArray) quoted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal); /* pages */
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (quoted, baton_words_quoted_name (names, ids->pdata[i]));
  for (guint i = 0; i < ids->len; i++)
    {
      BatonEntity *entity = baton_names_lookup (names, ids->pdata[i]);
      gboolean is_block = entity != NULL && baton_entity_get_kind (entity) == BATON_KIND_BLOCK, again = FALSE;
      g_autofree char *whereabouts = NULL;

      for (guint j = 0; j < ids->len && is_block && !again; j++)
        again = j != i && strcmp (quoted->pdata[i], quoted->pdata[j]) == 0;
      whereabouts = again ? baton_words_whereabouts (names, ids->pdata[i]) : NULL;
      if (whereabouts != NULL)
        {
          g_hash_table_add (said, (gpointer) baton_entity_get_parent (entity));
          /* Translators: %1$s is a name, %2$s where it stands: “Where you stand” on “Partner home” */
          g_ptr_array_add (places, g_strdup_printf (C_("place in a portal", "%1$s %2$s"), (char *) quoted->pdata[i], whereabouts));
        }
      else if (!g_hash_table_contains (said, ids->pdata[i]))
        {
          g_ptr_array_add (places, g_strdup (quoted->pdata[i]));
        }
    }
  return places;
}
