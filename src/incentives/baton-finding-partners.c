/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the register, which ends with the last finding that has its example.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-finding-partners.h"

#include "incentives/baton-register-profile.h"
#include "rules/baton-decision.h"

typedef struct
{
  BatonSnapshot      *snapshot;
  const BatonFinding *finding;
  guint               index;     /* among the findings */
  int                 may_not;   /* number of the rule */
} Search;

static int
find_rule (BatonSnapshot *snapshot,
           const char    *id)
{
  GPtrArray *rules = baton_snapshot_list (snapshot, BATON_KIND_PUBLISHING_RULE);

  for (guint i = 0; i < rules->len; i++)
    if (g_strcmp0 (baton_entity_get_id (rules->pdata[i]), id) == 0)
      return (int) i;
  return -1;
}

static gboolean
matches_other (const Search           *search,
               const BatonExplanation *explanation)
{
  GPtrArray *rules = baton_snapshot_list (search->snapshot, BATON_KIND_PUBLISHING_RULE);

  for (guint i = 0; i < explanation->n_matching; i++)
    {
      const BatonEntity *rule = rules->pdata[explanation->matching[i]];

      if (g_ptr_array_find_with_equal_func (search->finding->others, baton_entity_get_id (rule), g_str_equal, NULL))
        return TRUE;
    }
  return FALSE;
}

/* Whether the *may not* refuses this one what another rule of the finding allows. */
static gboolean
is_example (const Search       *search,
            const BatonProfile *profile,
            BatonDay            day)
{
  const BatonExample *example = &search->finding->example;
  BatonDecision decision;
  g_autoptr (BatonExplanation) explanation = NULL;

  if (profile == NULL)
    return FALSE;
  decision = baton_decide (search->snapshot, profile, (BatonAction) example->action, example->content, day);
  if (decision.outcome != BATON_OUTCOME_FORBIDDEN || decision.rule != search->may_not)
    return FALSE;
  explanation = baton_explain (search->snapshot, profile, (BatonAction) example->action, example->content, day);
  return matches_other (search, explanation);
}

/* Gives *id* to all whose example this one is, and forgets them. */
static void
try_profile (GArray             *searches,
             const BatonProfile *profile,
             BatonDay            day,
             const char         *id,
             GPtrArray          *partners)
{
  for (guint i = searches->len; i > 0; i--)
    {
      const Search *search = &g_array_index (searches, Search, i - 1);

      if (!is_example (search, profile, day))
        continue;
      partners->pdata[search->index] = (gpointer) id;
      g_array_remove_index_fast (searches, i - 1);
    }
}

GPtrArray *
baton_finding_partners (BatonRegister *reg,
                        BatonSnapshot *snapshot,
                        GPtrArray     *findings,
                        BatonDay       day,
                        GCancellable  *cancellable)
{
  GPtrArray *partners = g_ptr_array_new ();
  g_autoptr (GArray) searches = g_array_new (FALSE, FALSE, sizeof (Search));

  g_ptr_array_set_size (partners, (int) findings->len);
  for (guint i = 0; i < findings->len; i++)
    {
      const BatonFinding *finding = findings->pdata[i];
      Search search = { .snapshot = snapshot, .finding = finding, .index = i };

      if (finding->code != BATON_FINDING_MEET || finding->example.content == NULL || finding->example.action < 0)
        continue;
      search.may_not = find_rule (snapshot, finding->entity);
      g_array_append_val (searches, search);
    }
  for (guint i = 0; searches->len > 0 && i < baton_register_get_n_organisations (reg) && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (BatonProfile) own = baton_register_get_profile (reg, snapshot, i, BATON_INDEX_NONE, day);

      try_profile (searches, own, day, baton_register_get_organisation (reg, i), partners);
    }
  for (guint i = 0; searches->len > 0 && i < baton_register_get_n_members (reg) && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (BatonProfile) profile = baton_register_get_profile (reg, snapshot, BATON_INDEX_NONE, i, day);
      const BatonMemberFacts *facts = baton_register_get_member_facts (reg, i, day);

      if (facts != NULL && facts->organisation != BATON_INDEX_NONE)
        try_profile (searches, profile, day, baton_register_get_organisation (reg, facts->organisation), partners);
    }
  return partners;
}
