/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/baton-standing.h"

BatonStanding *
baton_standing_from_value (const BatonValue *value)
{
  static const char *const names[] = {
    [BATON_PUSHING_ALL] = "all",
    [BATON_PUSHING_TEXTS] = "texts",
    [BATON_PUSHING_NOTHING] = "nothing",
  };
  const char *name = baton_value_get_member_string (value, "push");
  const BatonValue *tags = baton_value_get_member (value, "languages");
  BatonStanding *standing = g_new0 (BatonStanding, 1);
  g_autoptr (GStrvBuilder) languages = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      standing->pushing = i;
  for (gsize i = 0; i < baton_value_get_length (tags); i++)
    if (baton_value_is (baton_value_get_element (tags, i), BATON_VALUE_STRING))
      g_strv_builder_add (languages, baton_value_get_string (baton_value_get_element (tags, i)));
  standing->languages = g_strv_builder_end (languages);
  return standing;
}

BatonStanding *
baton_standing_copy (const BatonStanding *standing)
{
  BatonStanding *copy = g_new (BatonStanding, 1);

  copy->pushing = standing->pushing;
  copy->languages = g_strdupv (standing->languages);
  return copy;
}

void
baton_standing_free (BatonStanding *standing)
{
  if (standing == NULL)
    return;
  g_strfreev (standing->languages);
  g_free (standing);
}

gboolean
baton_standing_allows (const BatonStanding *standing,
                       const BatonAtom     *atom)
{
  g_return_val_if_fail (standing != NULL && atom != NULL, FALSE);

  switch (standing->pushing)
    {
    case BATON_PUSHING_TEXTS:
      return baton_text_scope_allows ((const char * const *) standing->languages, atom);
    case BATON_PUSHING_NOTHING:
      return FALSE;
    case BATON_PUSHING_ALL:
    default:
      return TRUE;
    }
}
