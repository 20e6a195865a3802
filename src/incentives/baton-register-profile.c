/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the register's facts to a profile of rules/.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register-profile.h"

gboolean
baton_register_fill_profile (BatonRegister       *self,
                             BatonProfileBuilder *builder,
                             guint                organisation,
                             guint                member,
                             BatonDay             day)
{
  const BatonMemberFacts *own = baton_register_get_member_facts (self, member, day);
  const BatonOrganisationFacts *facts;

  if (organisation == BATON_INDEX_NONE && own != NULL)
    organisation = own->organisation;
  facts = baton_register_get_organisation_facts (self, organisation, day);
  if (own == NULL && facts == NULL)
    return FALSE;

  if (own != NULL)
    {
      for (const char * const *id = own->roles; *id != NULL; id++)
        baton_profile_builder_add (builder, *id);
      for (const char * const *id = own->terms; *id != NULL; id++)
        baton_profile_builder_add (builder, *id);
    }
  if (facts != NULL)
    {
      for (const char * const *id = facts->terms; *id != NULL; id++)
        baton_profile_builder_add_inherited (builder, *id);
      baton_profile_builder_set_organisation (builder, baton_register_get_organisation (self, organisation));
      if (facts->joined != BATON_DAY_NONE)
        baton_profile_builder_set_attribute (builder, BATON_ATTRIBUTE_DAYS_SINCE_JOINING, (gint64) day - facts->joined);
    }
  return TRUE;
}

BatonProfile *
baton_register_get_profile (BatonRegister       *self,
                            const BatonSnapshot *snapshot,
                            guint                organisation,
                            guint                member,
                            BatonDay             day)
{
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (snapshot);

  if (!baton_register_fill_profile (self, builder, organisation, member, day))
    return NULL;
  return baton_profile_builder_finish (builder);
}

GHashTable *
baton_regions_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) baton_term_set_unref);
}

BatonTermSet *
baton_region_get_terms (GHashTable          *known,
                        const BatonSnapshot *snapshot,
                        const char          *region)
{
  BatonTermSet *set = g_hash_table_lookup (known, region);

  if (set == NULL)
    {
      BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (snapshot);
      BatonTerm term = baton_taxonomy_find_term (taxonomy, region);

      set = baton_term_set_new_from_terms (taxonomy, &term, term != BATON_TERM_NONE ? 1 : 0);
      g_hash_table_insert (known, g_strdup (region), set);
    }
  return set;
}
