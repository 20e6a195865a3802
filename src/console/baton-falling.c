/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-falling.h"

#include "incentives/baton-statement.h"

#define MONTHS_AHEAD 2  /* month ends that are looked ahead, behind that of this month */
#define STILL_NEW 45    /* days after its end for which a history tells of today */

struct _BatonFalling
{
  BatonHistoryAnswer parent_instance;
};

/* The answer. */
typedef struct
{
  GPtrArray *list;   /* of BatonFall; owned */
  BatonDay   day;    /* that stands for today */
} Falls;

G_DEFINE_FINAL_TYPE (BatonFalling, baton_falling, BATON_TYPE_HISTORY_ANSWER)

static void
fall_free (gpointer data)
{
  BatonFall *fall = data;

  g_free (fall->tier);
  g_free (fall->falls_to);
  g_free (fall->holder);
  g_free (fall->partner);
  g_free (fall);
}

static void
falls_free (gpointer data)
{
  Falls *falls = data;

  g_ptr_array_unref (falls->list);
  g_free (falls);
}

/* ── In the thread ── */

typedef struct
{
  BatonFall *fall;
  int        height;   /* of the tier that is lost */
  guint      holder;
  guint      ladder;
  gboolean   member;
  gboolean   pinned;   /* by exception, at some time */
} Found;

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *one = a, *other = b;

  if (one->fall->day != other->fall->day)
    return one->fall->day < other->fall->day ? -1 : 1;
  if (one->height != other->height)
    return one->height > other->height ? -1 : 1;
  return one->holder < other->holder ? -1 : one->holder > other->holder;
}

/* Ids of whoever holds a tier of the ladder by exception, at whatever time; borrowed from the snapshot. (transfer full) */
static GHashTable *
list_pinned (BatonSnapshot *snapshot,
             const char    *ladder)
{
  GHashTable *pinned = g_hash_table_new (g_str_hash, g_str_equal);
  const BatonEntity *entity = baton_snapshot_lookup (snapshot, ladder);
  const BatonValue *pins = entity != NULL ? baton_entity_get (entity, BATON_FIELD_TIER_LADDER_PINS) : NULL;

  for (gsize i = 0; i < baton_value_get_length (pins); i++)
    if (baton_value_get_member_string (baton_value_get_element (pins, i), "holder") != NULL)
      g_hash_table_add (pinned, (gpointer) baton_value_get_member_string (baton_value_get_element (pins, i), "holder"));
  return pinned;
}

static void
find_on_ladder (const BatonHistoryQuestion *question,
                BatonDay                    from,
                BatonReckoning             *now,
                BatonReckoning             *later,
                guint                       ladder,
                GArray                     *found)
{
  g_autoptr (GHashTable) pinned = list_pinned (question->snapshot, baton_reckoning_get_ladder (now, ladder));
  gboolean member = baton_reckoning_is_member_ladder (now, ladder);
  guint today = baton_reckoning_get_n_days (now) - 1;

  for (guint holder = 0; holder < baton_reckoning_get_n_holders (now, ladder); holder++)
    {
      int tier = baton_reckoning_climbs (now, ladder, holder) ? baton_reckoning_get_tier (now, ladder, holder, today) : -1;
      int falls_to = tier;
      guint day = 0;
      const BatonMemberFacts *facts;
      BatonFall *fall;

      for (; tier >= 0 && day < baton_reckoning_get_n_days (later); day++)
        {
          falls_to = baton_reckoning_get_tier (later, ladder, holder, day);
          if (baton_reckoning_get_day (later, day) > from && falls_to < tier)
            break;
        }
      if (tier < 0 || day == baton_reckoning_get_n_days (later))
        continue;
      fall = g_new0 (BatonFall, 1);
      fall->tier = g_strdup (baton_reckoning_get_ladder_tier (now, ladder, tier));
      fall->falls_to = falls_to >= 0 ? g_strdup (baton_reckoning_get_ladder_tier (now, ladder, falls_to)) : NULL;
      fall->day = baton_reckoning_get_day (later, day);
      fall->points = baton_reckoning_get_points (now, ladder, holder);
      fall->holder = g_strdup (member ? baton_register_get_member (question->reg, holder) : baton_register_get_organisation (question->reg, holder));
      facts = member ? baton_register_get_member_facts (question->reg, holder, from) : NULL;
      fall->partner = !member ? g_strdup (fall->holder) : facts != NULL ? g_strdup (baton_register_get_organisation (question->reg, facts->organisation)) : NULL;
      g_array_append_val (found, ((Found) { fall, tier, holder, ladder, member, g_hash_table_contains (pinned, fall->holder) }));
    }
}

/* Reckonings know the tiers of month ends, and on one a tier is lost; but an exception may end on any day, which the statement knows. */
static void
make_exact (BatonReckoning *now,
            Found          *found)
{
  guint organisation = found->member ? BATON_INDEX_NONE : found->holder, member = found->member ? found->holder : BATON_INDEX_NONE, n;
  g_autoptr (BatonReplay) replay = baton_reckoning_replay_one (now, organisation, member, NULL);
  g_autoptr (BatonStatement) statement = replay != NULL ? baton_statement_new (replay, organisation, member) : NULL;
  const BatonStatementTier *tiers = statement != NULL ? baton_statement_get_tiers (statement, &n) : NULL;

  for (guint i = 0; tiers != NULL && i < n; i++)
    if (tiers[i].ladder == found->ladder && tiers[i].holder == found->holder && tiers[i].tier == found->height && tiers[i].lost != BATON_DAY_NONE)
      {
        found->fall->day = tiers[i].lost;
        g_free (found->fall->falls_to);
        found->fall->falls_to = tiers[i].falls_to >= 0 ? g_strdup (baton_reckoning_get_ladder_tier (now, found->ladder, tiers[i].falls_to)) : NULL;
      }
}

static gpointer
baton_falling_work_out (BatonHistoryQuestion  *question,
                        GCancellable          *cancellable,
                        GError               **error)
{
  BatonDay day = question->last < question->today - STILL_NEW ? question->last : question->today;
  BatonDay end = baton_day_get_month_end (baton_day_add_months (day, MONTHS_AHEAD));
  g_autoptr (BatonReckoning) now = NULL, later = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  Falls *falls;

  now = baton_history_question_ask (question, day, day, cancellable, error);
  if (now == NULL)
    return NULL;
  later = baton_history_question_ask (question, day, end, cancellable, error);
  if (later == NULL)
    return NULL;
  for (guint ladder = 0; ladder < baton_reckoning_get_n_ladders (now); ladder++)
    find_on_ladder (question, day, now, later, ladder, found);
  for (guint i = 0; i < found->len && !g_cancellable_is_cancelled (cancellable); i++)
    if (g_array_index (found, Found, i).pinned)
      make_exact (now, &g_array_index (found, Found, i));
  g_array_sort (found, compare_found);
  falls = g_new (Falls, 1);
  *falls = (Falls) { g_ptr_array_new_with_free_func (fall_free), day };
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (falls->list, g_array_index (found, Found, i).fall);
  return falls;
}

GPtrArray *
baton_falling_get_list (BatonFalling *self)
{
  const Falls *falls = baton_history_answer_get (BATON_HISTORY_ANSWER (self));

  return falls != NULL ? falls->list : NULL;
}

BatonDay
baton_falling_get_day (BatonFalling *self)
{
  const Falls *falls = baton_history_answer_get (BATON_HISTORY_ANSWER (self));

  return falls != NULL ? falls->day : BATON_DAY_NONE;
}

static void
baton_falling_class_init (BatonFallingClass *klass)
{
  BATON_HISTORY_ANSWER_CLASS (klass)->work_out = baton_falling_work_out;
  BATON_HISTORY_ANSWER_CLASS (klass)->free_answer = falls_free;
  BATON_HISTORY_ANSWER_CLASS (klass)->daily = TRUE;
}

static void
baton_falling_init (BatonFalling *self)
{
}

BatonFalling *
baton_falling_new (BatonDocument *document)
{
  BatonFalling *self = g_object_new (BATON_TYPE_FALLING, NULL);

  baton_history_answer_set_document (BATON_HISTORY_ANSWER (self), document);
  return self;
}
