/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One-time activities. Which occurrence is the first does not depend on what was in force or for whom: it is the least by
 * day and id among what was approved. So it is found once, before the days are replayed.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-private.h"

/* An activity and a holder of it. */
typedef struct
{
  guint64 holder;
  guint   activity;
} OnceKey;

typedef struct
{
  OnceKey  key;
  BatonDay last;     /* of the occurrence that counted last */
} Once;

guint64
baton_holder_key (BatonHolder holder,
                  guint       organisation,
                  guint       member)
{
  /* Members are apart from organizations; what is unassigned counts for its organization as a member of its own. */
  if (holder != BATON_HOLDER_MEMBER)
    return organisation;
  return member != BATON_INDEX_NONE ? (G_GUINT64_CONSTANT (1) << 32) + member : (G_GUINT64_CONSTANT (2) << 32) + organisation;
}

static guint
hash_key (gconstpointer key)
{
  const OnceKey *once = key;

  return g_int64_hash (&once->holder) * 31 + once->activity;
}

static gboolean
keys_equal (gconstpointer a,
            gconstpointer b)
{
  const OnceKey *first = a;
  const OnceKey *second = b;

  return first->holder == second->holder && first->activity == second->activity;
}

gboolean
baton_activity_counts_again (const BatonActivity *activity,
                             BatonDay             last,
                             BatonDay             day,
                             int                  fiscal_start)
{
  switch (activity->again)
    {
    case BATON_AGAIN_FISCAL_YEAR:
      return baton_day_get_fiscal_year_start (last, fiscal_start) != baton_day_get_fiscal_year_start (day, fiscal_start);
    case BATON_AGAIN_MONTHS:
      return day >= baton_day_add_months (last, activity->again_months);
    case BATON_AGAIN_NEVER:
    default:
      return FALSE;
    }
}

guint8 *
baton_replay_mark_first (BatonRun *run)
{
  guint8 *counts = g_new0 (guint8, run->n_events);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (hash_key, keys_equal, NULL, g_free);

  for (guint i = 0; i < run->n_events; i++)
    {
      const BatonEvent *event = &run->events[i];
      const BatonActivity *activity;
      OnceKey key;
      Once *once;

      if (event->type != BATON_EVENT_ACTIVITY || event->reverses != NULL || event->state == BATON_EVENT_DECLINED)
        continue;
      key.activity = baton_scheme_find_activity (run->scheme, event->subject);
      if (key.activity == BATON_INDEX_NONE || run->scheme->activities[key.activity].once == BATON_ONCE_NEVER)
        continue;

      activity = &run->scheme->activities[key.activity];
      key.holder = baton_holder_key (activity->once == BATON_ONCE_MEMBER ? BATON_HOLDER_MEMBER : BATON_HOLDER_ORGANISATION,
                                     baton_register_find_organisation (run->reg, event->organisation),
                                     event->member != NULL ? baton_register_find_member (run->reg, event->member) : BATON_INDEX_NONE);
      once = g_hash_table_lookup (seen, &key);
      if (once != NULL && !baton_activity_counts_again (activity, once->last, event->day, run->scheme->fiscal_start))
        continue;
      counts[i] = TRUE;

      /* What is pending has not happened yet, and what was taken back may leave its place to the next. */
      if (event->state == BATON_EVENT_PENDING ||
          (event->reversal_index != BATON_EVENT_NONE && activity->next_after_reversal))
        continue;
      if (once == NULL)
        {
          once = g_new0 (Once, 1);
          once->key = key;
          g_hash_table_insert (seen, &once->key, once);
        }
      once->last = event->day;
    }
  return counts;
}
