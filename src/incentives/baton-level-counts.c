/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All holders are counted level by level, many at a time; those who are not there yet are few and taken out again.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-level-counts.h"

/* The loop over holders is a comparison and an addition: worth vectors. */
#if defined (__GNUC__) && !defined (__clang__)
#pragma GCC optimize ("O3")
#endif

/* So many are counted in 16 bits, and stay at hand from one level to the next. */
#define CHUNK 8192u
/* With more levels it is less to look at each holder once. */
#define FEW_LEVELS 16u

GArray *
baton_level_counts_list_late (BatonRegister *reg,
                              gboolean       members,
                              BatonDay       day)
{
  GArray *late = g_array_new (FALSE, FALSE, sizeof (BatonLateHolder));
  guint n = members ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);

  for (guint32 i = 0; i < n; i++)
    {
      BatonDay since = BATON_DAY_MAX;
      guint n_facts;

      if (members)
        {
          const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n_facts);

          since = n_facts > 0 ? facts[0].from : BATON_DAY_MAX;
        }
      else
        {
          const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n_facts);

          since = n_facts > 0 ? facts[0].from : BATON_DAY_MAX;
        }
      if (since > day)
        g_array_append_val (late, ((BatonLateHolder) { i, since }));
    }
  return late;
}

static guint
count_equal (const guint16 *levels,
             gsize          n,
             guint16        level)
{
  guint16 count = 0;

  for (gsize i = 0; i < n; i++)
    count += levels[i] == level;
  return count;
}

void
baton_level_counts_add (const guint16 *levels,
                        gsize          n,
                        guint          n_levels,
                        const GArray  *late,
                        BatonDay       day,
                        guint         *counts)
{
  for (gsize first = 0; first < n && n_levels <= FEW_LEVELS; first += CHUNK)
    {
      gsize in_chunk = MIN (CHUNK, n - first);
      guint rest = (guint) in_chunk;

      for (guint level = 1; level < n_levels; level++)
        {
          guint count = count_equal (levels + first, in_chunk, (guint16) level);

          counts[level] += count;
          rest -= count;
        }
      counts[0] += rest;
    }
  for (gsize i = 0; i < n && n_levels > FEW_LEVELS; i++)
    counts[levels[i]]++;
  for (guint i = 0; i < late->len; i++)
    {
      const BatonLateHolder *holder = &g_array_index (late, BatonLateHolder, i);

      counts[levels[holder->holder]] -= holder->since > day;
    }
}

void
baton_level_counts_add_pairs (const guint16 *first,
                              const guint16 *second,
                              gsize          n,
                              guint          n_second,
                              const GArray  *late,
                              BatonDay       day,
                              guint         *counts)
{
  for (gsize i = 0; i < n; i++)
    counts[first[i] * n_second + second[i]]++;
  for (guint i = 0; i < late->len; i++)
    {
      const BatonLateHolder *holder = &g_array_index (late, BatonLateHolder, i);

      counts[first[holder->holder] * n_second + second[holder->holder]] -= holder->since > day;
    }
}
