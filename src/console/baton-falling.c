/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-falling.h"

#include "console/baton-runner.h"
#include "console/baton-simulation.h"
#include "incentives/baton-statement.h"
#include "incentives/baton-tally.h"

#define MONTHS_AHEAD 2  /* month ends that are looked ahead, behind that of this month */
#define STILL_NEW 45    /* days after its end for which a history tells of today */

struct _BatonFalling
{
  GObject        parent_instance;

  BatonDocument *document;      /* borrowed, weak */
  BatonRunner   *runner;        /* owned; NULL once disposed of */
  GPtrArray     *falls;         /* of BatonFall; owned, NULL before the first answer */
  BatonSnapshot *answered;      /* that the answer is of; owned, nullable, and so are these */
  BatonRegister *reg;
  BatonHistory  *history;
  BatonDay       day;
};

G_DEFINE_FINAL_TYPE (BatonFalling, baton_falling, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

/* ── In the thread ── */

typedef struct
{
  BatonSnapshot *snapshot;
  BatonRegister *reg;
  BatonHistory  *history;
  BatonTimeline *timeline;   /* the what-if's, or NULL: to be made */
  BatonDay       day;
  GPtrArray     *falls;      /* the answer */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  baton_snapshot_unref (run->snapshot);
  baton_register_unref (run->reg);
  baton_history_unref (run->history);
  g_clear_pointer (&run->timeline, baton_timeline_unref);
  g_clear_pointer (&run->falls, g_ptr_array_unref);
  g_free (run);
}

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
find_on_ladder (Run            *run,
                BatonReckoning *now,
                BatonReckoning *later,
                guint           ladder,
                GArray         *found)
{
  g_autoptr (GHashTable) pinned = list_pinned (run->snapshot, baton_reckoning_get_ladder (now, ladder));
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
          if (baton_reckoning_get_day (later, day) > run->day && falls_to < tier)
            break;
        }
      if (tier < 0 || day == baton_reckoning_get_n_days (later))
        continue;
      fall = g_new0 (BatonFall, 1);
      fall->tier = g_strdup (baton_reckoning_get_ladder_tier (now, ladder, tier));
      fall->falls_to = falls_to >= 0 ? g_strdup (baton_reckoning_get_ladder_tier (now, ladder, falls_to)) : NULL;
      fall->day = baton_reckoning_get_day (later, day);
      fall->points = baton_reckoning_get_points (now, ladder, holder);
      fall->holder = g_strdup (member ? baton_register_get_member (run->reg, holder) : baton_register_get_organisation (run->reg, holder));
      facts = member ? baton_register_get_member_facts (run->reg, holder, run->day) : NULL;
      fall->partner = !member ? g_strdup (fall->holder) : facts != NULL ? g_strdup (baton_register_get_organisation (run->reg, facts->organisation)) : NULL;
      g_array_append_val (found, ((Found) { fall, tier, holder, ladder, member, g_hash_table_contains (pinned, fall->holder) }));
    }
}

/* Tallies know the tiers of month ends, and on one a tier is lost; but an exception may end on any day, which the statement knows. */
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

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *run = data;
  g_autoptr (BatonReckoning) now = NULL, later = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));

  if (run->timeline == NULL)
    run->timeline = baton_timeline_new (run->reg, run->history);
  now = baton_tally (run->timeline, run->snapshot, run->day, run->day, 0, cancellable, error);
  if (now == NULL)
    return FALSE;
  later = baton_tally (run->timeline, run->snapshot, run->day, baton_day_get_month_end (baton_day_add_months (run->day, MONTHS_AHEAD)), 0, cancellable, error);
  if (later == NULL)
    return FALSE;
  for (guint ladder = 0; ladder < baton_reckoning_get_n_ladders (now); ladder++)
    find_on_ladder (run, now, later, ladder, found);
  for (guint i = 0; i < found->len && !g_cancellable_is_cancelled (cancellable); i++)
    if (g_array_index (found, Found, i).pinned)
      make_exact (now, &g_array_index (found, Found, i));
  g_array_sort (found, compare_found);
  run->falls = g_ptr_array_new_with_free_func (fall_free);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (run->falls, g_array_index (found, Found, i).fall);
  if (baton_history_is_damaged (run->history))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "");
      return FALSE;
    }
  return TRUE;
}

/* ── Asking ── */

static gpointer
prepare (gpointer owner)
{
  BatonFalling *self = owner;
  BatonSnapshot *snapshot;
  BatonTimeline *timeline;
  BatonDay first, last, today;
  Run *run;

  if (self->document == NULL || !baton_history_get_span (baton_document_get_history (self->document), &first, &last))
    return NULL;
  snapshot = baton_document_get_snapshot (self->document);
  today = baton_document_get_today (self->document);
  if (last < today - STILL_NEW)
    today = last;
  if (self->answered == snapshot && self->day == today && self->reg == baton_document_get_register (self->document) &&
      self->history == baton_document_get_history (self->document))
    return NULL;

  run = g_new0 (Run, 1);
  run->snapshot = baton_snapshot_ref (snapshot);
  run->reg = baton_register_ref (baton_document_get_register (self->document));
  run->history = baton_history_ref (baton_document_get_history (self->document));
  timeline = baton_simulation_get_timeline (baton_document_get_simulation (self->document));
  if (timeline != NULL && baton_timeline_get_register (timeline) == run->reg && baton_timeline_get_history (timeline) == run->history)
    run->timeline = baton_timeline_ref (timeline);
  run->day = today;
  return run;
}

/* Where it could not be worked out nobody is named; What-if tells why. */
static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonFalling *self = owner;
  Run *run = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->falls, g_ptr_array_unref);
  self->falls = error == NULL ? g_steal_pointer (&run->falls) : NULL;
  g_clear_pointer (&self->answered, baton_snapshot_unref);
  self->answered = baton_snapshot_ref (run->snapshot);
  g_clear_pointer (&self->reg, baton_register_unref);
  self->reg = baton_register_ref (run->reg);
  g_clear_pointer (&self->history, baton_history_unref);
  self->history = baton_history_ref (run->history);
  self->day = run->day;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, run_free };

void
baton_falling_request (BatonFalling *self)
{
  g_return_if_fail (BATON_IS_FALLING (self));
  baton_runner_ask (self->runner);
}

GPtrArray *
baton_falling_get_list (BatonFalling *self)
{
  return self->falls;
}

BatonDay
baton_falling_get_day (BatonFalling *self)
{
  return self->day;
}

/* ── Object ── */

static void
baton_falling_dispose (GObject *object)
{
  BatonFalling *self = BATON_FALLING (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_weak_pointer (&self->document);
  G_OBJECT_CLASS (baton_falling_parent_class)->dispose (object);
}

static void
baton_falling_finalize (GObject *object)
{
  BatonFalling *self = BATON_FALLING (object);

  g_clear_pointer (&self->falls, g_ptr_array_unref);
  g_clear_pointer (&self->answered, baton_snapshot_unref);
  g_clear_pointer (&self->reg, baton_register_unref);
  g_clear_pointer (&self->history, baton_history_unref);
  G_OBJECT_CLASS (baton_falling_parent_class)->finalize (object);
}

static void
baton_falling_class_init (BatonFallingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_falling_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_falling_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_FALLING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_falling_init (BatonFalling *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
  self->day = BATON_DAY_NONE;
}

BatonFalling *
baton_falling_new (BatonDocument *document)
{
  BatonFalling *self = g_object_new (BATON_TYPE_FALLING, NULL);

  g_set_weak_pointer (&self->document, document);
  return self;
}
