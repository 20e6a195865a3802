/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All decisions of one member.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-access.h"

struct _BatonAccess
{
  BatonSnapshot *snapshot;
  BatonProfile  *profile;
  BatonDay       day;
};

BatonAccess *
baton_access_new (BatonSnapshot *snapshot,
                  BatonProfile  *profile,
                  BatonDay       day)
{
  BatonAccess *access = g_new0 (BatonAccess, 1);

  access->snapshot = baton_snapshot_ref (snapshot);
  access->profile = baton_profile_ref (profile);
  access->day = day;
  return access;
}

void
baton_access_free (BatonAccess *access)
{
  baton_snapshot_unref (access->snapshot);
  baton_profile_unref (access->profile);
  g_free (access);
}

BatonDecision
baton_access_decide (BatonAccess *access,
                     BatonAction  action,
                     const char  *content_id)
{
  if (baton_snapshot_get_tags (access->snapshot, content_id) == NULL)
    return (BatonDecision) { BATON_OUTCOME_NOT_PERMITTED, -1 };
  return baton_decide (access->snapshot, access->profile, action, content_id, access->day);
}

gboolean
baton_access_allows (BatonAccess *access,
                     BatonAction  action,
                     const char  *content_id)
{
  return baton_access_decide (access, action, content_id).outcome == BATON_OUTCOME_ALLOWED;
}

guint
baton_access_count (BatonAccess  *access,
                    BatonAction   action,
                    BatonOutcome  outcome)
{
  g_autoptr (GPtrArray) list = baton_access_list (access, action, outcome);

  return list->len;
}

GPtrArray *
baton_access_list (BatonAccess  *access,
                   BatonAction   action,
                   BatonOutcome  outcome)
{
  GPtrArray *contents = baton_snapshot_list (access->snapshot, BATON_KIND_CONTENT);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < contents->len; i++)
    if (baton_access_decide (access, action, baton_entity_get_id (contents->pdata[i])).outcome == outcome)
      g_ptr_array_add (list, contents->pdata[i]);
  return list;
}
