/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures that a program names: see baton-program-assets.h.
 */
#include "model/baton-program-assets.h"

static void
add_file (GHashTable       *digests,
          const BatonValue *file,
          const char       *id)
{
  const BatonValue *locales = baton_value_get_member (file, "locales");
  const char *source = baton_value_get_member_string (file, "source");

  if (source != NULL && !g_hash_table_contains (digests, source))
    g_hash_table_insert (digests, (char *) source, (char *) id);
  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    {
      const char *digest = baton_value_get_string (baton_value_get_element (locales, i));

      if (digest != NULL && !g_hash_table_contains (digests, digest))
        g_hash_table_insert (digests, (char *) digest, (char *) id);
    }
}

GHashTable *
baton_program_list_assets (const BatonProgram *program)
{
  g_autoptr (GPtrArray) assets = baton_program_list (program, BATON_KIND_ASSET);
  GHashTable *digests = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < assets->len; i++)
    {
      const BatonEntity *asset = g_ptr_array_index (assets, i);

      add_file (digests, baton_entity_get (asset, BATON_FIELD_ASSET_FILE), baton_entity_get_id (asset));
    }
  return digests;
}
