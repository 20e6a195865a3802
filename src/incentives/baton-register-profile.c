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
