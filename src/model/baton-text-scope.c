/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/baton-text-scope.h"

gboolean
baton_text_scope_allows (const char * const *languages,
                         const BatonAtom    *atom)
{
  BatonType type;

  g_return_val_if_fail (atom != NULL, FALSE);

  if (atom->type != BATON_ATOM_LOCALE)
    return FALSE;
  type = baton_schema_get_field (atom->field)->type;
  if (type != BATON_TYPE_TEXT && type != BATON_TYPE_RICH_TEXT)
    return FALSE;
  return languages == NULL || *languages == NULL || g_strv_contains (languages, atom->locale);
}

const BatonAtom *
baton_text_scope_find (const char * const *languages,
                       GPtrArray          *atoms)
{
  g_return_val_if_fail (atoms != NULL, NULL);

  for (guint i = 0; i < atoms->len; i++)
    if (!baton_text_scope_allows (languages, atoms->pdata[i]))
      return atoms->pdata[i];
  return NULL;
}
