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

static void
add_all (GHashTable         *held,
         const char * const *ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_hash_table_add (held, (gpointer) ids[i]);
}

GHashTable *
baton_holders_list_held (BatonRegister *reg,
                         GCancellable  *cancellable)
{
  GHashTable *held = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;

  for (guint i = 0; i < baton_register_get_n_organisations (reg) && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n);

      for (guint j = 0; j < n; j++)
        add_all (held, facts[j].terms);
    }
  for (guint i = 0; i < baton_register_get_n_members (reg) && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n);

      for (guint j = 0; j < n; j++)
        {
          add_all (held, facts[j].terms);
          add_all (held, facts[j].roles);
        }
    }
  return held;
}
