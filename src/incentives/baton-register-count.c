/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Members are asked one by one, as roles and languages are theirs alone, and organizations by themselves.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register-count.h"

#include "incentives/baton-register-profile.h"

static gboolean
is_met (BatonRegister       *self,
        const BatonSnapshot *snapshot,
        const BatonAudience *audience,
        guint                organisation,
        guint                member,
        BatonDay             day)
{
  g_autoptr (BatonProfile) profile = baton_register_get_profile (self, snapshot, organisation, member, day);

  return profile != NULL && baton_audience_matches (audience, profile, NULL);
}

gboolean
baton_register_count_audience (BatonRegister       *self,
                               const BatonSnapshot *snapshot,
                               const BatonAudience *audience,
                               BatonDay             day,
                               GCancellable        *cancellable,
                               BatonRegisterCount  *count)
{
  guint n_organisations = baton_register_get_n_organisations (self), n_members = baton_register_get_n_members (self);
  g_autofree guint8 *met = g_new0 (guint8, MAX (n_organisations, 1));

  *count = (BatonRegisterCount) { 0 };
  for (guint i = 0; i < n_members; i++)
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (self, i, day);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (facts == NULL)
        continue;
      count->of_members++;
      if (!is_met (self, snapshot, audience, BATON_INDEX_NONE, i, day))
        continue;
      count->n_members++;
      if (facts->organisation != BATON_INDEX_NONE)
        met[facts->organisation] = TRUE;
    }
  for (guint i = 0; i < n_organisations; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (baton_register_get_organisation_facts (self, i, day) == NULL)
        continue;
      count->of_organisations++;
      if (met[i] || is_met (self, snapshot, audience, i, BATON_INDEX_NONE, day))
        count->n_organisations++;
    }
  return TRUE;
}
