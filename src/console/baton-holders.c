/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-holders.h"

static gboolean
contains (const char * const *set,
          const char         *id)
{
  return set != NULL && g_strv_contains (set, id);
}

static gboolean
organisation_has (BatonRegister *reg,
                  guint          number,
                  const char    *id)
{
  guint n;
  const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, number, &n);

  for (guint i = 0; i < n; i++)
    if (contains (facts[i].terms, id))
      return TRUE;
  return FALSE;
}

static gboolean
member_has (BatonRegister *reg,
            guint          number,
            const char    *id)
{
  guint n;
  const BatonMemberFacts *facts = baton_register_list_member_facts (reg, number, &n);

  for (guint i = 0; i < n; i++)
    if (contains (facts[i].terms, id) || contains (facts[i].roles, id) || g_strcmp0 (facts[i].locale, id) == 0)
      return TRUE;
  return FALSE;
}

GArray *
baton_holders_find (BatonRegister *reg,
                    const char    *id,
                    GCancellable  *cancellable)
{
  GArray *holders = g_array_new (FALSE, FALSE, sizeof (BatonHolder));

  for (guint i = 0; i < baton_register_get_n_organisations (reg) && !g_cancellable_is_cancelled (cancellable); i++)
    if (organisation_has (reg, i, id))
      g_array_append_val (holders, ((BatonHolder) { FALSE, i }));
  for (guint i = 0; i < baton_register_get_n_members (reg) && !g_cancellable_is_cancelled (cancellable); i++)
    if (member_has (reg, i, id))
      g_array_append_val (holders, ((BatonHolder) { TRUE, i }));
  return holders;
}
