/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the days that were asked about last there is a *seat*. Its scan answers one program after the other and reads only what differs
 * between them; whoever asks gets a copy of its figures. Of tallies the last one is held, which is immutable: the next begins with it.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-reckoner.h"

#include "incentives/baton-columns-store.h"
#include "incentives/baton-reckoning-private.h"
#include "incentives/baton-scan-reckoning.h"
#include "incentives/baton-tally.h"

/* Columns of fewer events are made sooner than they are found. */
#define WORTH_KEEPING 50000

typedef enum { COLUMNS_UNKNOWN, COLUMNS_NONE, COLUMNS_MADE, COLUMNS_KEPT } Columns;

/* The what-if asks for one pair of days, and who is about to fall for two more. */
#define N_SEATS 3

typedef struct
{
  BatonDay        from;
  BatonDay        through;
  guint64         used;       /* when it was asked last; 0: never */
  BatonScan      *scan;       /* nullable */
  BatonReckoning *tallied;    /* nullable */
} Seat;

struct _BatonReckoner
{
  gatomicrefcount  references;
  BatonRegister   *reg;
  BatonHistory    *history;
  char            *folder;        /* nullable */
  BatonClusterRoots *roots;       /* for statements */
  GMutex           timeline_lock; /* guards what follows */
  BatonTimeline   *timeline;
  GMutex           lock;          /* guards what follows */
  Columns          state;
  BatonColumns    *columns;       /* NULL: not made, or of no use */
  Seat             seats[N_SEATS];
  guint64          n_asked;
};

BatonReckoner *
baton_reckoner_new (BatonRegister *reg,
                    BatonHistory  *history,
                    const char    *folder)
{
  BatonReckoner *self = g_new0 (BatonReckoner, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  g_mutex_init (&self->timeline_lock);
  self->reg = baton_register_ref (reg);
  self->history = baton_history_ref (history);
  self->folder = g_strdup (folder);
  self->roots = baton_cluster_roots_new (reg, history);
  return self;
}

BatonReckoner *
baton_reckoner_ref (BatonReckoner *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
clear_seat (Seat *seat)
{
  g_clear_pointer (&seat->scan, baton_scan_free);
  g_clear_pointer (&seat->tallied, baton_reckoning_unref);
}

void
baton_reckoner_unref (BatonReckoner *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < N_SEATS; i++)
    clear_seat (&self->seats[i]);
  g_clear_pointer (&self->columns, baton_columns_unref);
  g_clear_pointer (&self->timeline, baton_timeline_unref);
  baton_cluster_roots_unref (self->roots);
  baton_history_unref (self->history);
  baton_register_unref (self->reg);
  g_free (self->folder);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->timeline_lock);
  g_free (self);
}

BatonRegister *
baton_reckoner_get_register (BatonReckoner *self)
{
  return self->reg;
}

BatonHistory *
baton_reckoner_get_history (BatonReckoner *self)
{
  return self->history;
}

BatonTimeline *
baton_reckoner_need_timeline (BatonReckoner *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->timeline_lock);

  if (self->timeline == NULL)
    self->timeline = baton_timeline_new (self->reg, self->history);
  return self->timeline;
}

/* That of those days; where they have none, the one that was asked for longest ago is theirs. Under the lock. */
static Seat *
take_seat (BatonReckoner *self,
           BatonDay       from,
           BatonDay       through)
{
  Seat *seat = &self->seats[0];

  for (guint i = 0; i < N_SEATS; i++)
    {
      if (self->seats[i].used > 0 && self->seats[i].from == from && self->seats[i].through == through)
        {
          seat = &self->seats[i];
          break;
        }
      if (self->seats[i].used < seat->used)
        seat = &self->seats[i];
    }
  if (seat->used == 0 || seat->from != from || seat->through != through)
    clear_seat (seat);
  seat->from = from;
  seat->through = through;
  seat->used = ++self->n_asked;
  return seat;
}

/* ── The scan ────────────────────────────────────────────────────────────────────────────────────────── */

/* NULL where the history is none that columns hold, and where it was cancelled. */
static BatonColumns *
need_columns (BatonReckoner *self,
              GCancellable  *cancellable)
{
  if (self->state != COLUMNS_UNKNOWN)
    return self->columns;
  if (!baton_columns_can_hold (self->history))
    {
      self->state = COLUMNS_NONE;
      return NULL;
    }
  if (self->folder != NULL)
    self->columns = baton_columns_store_load (self->folder, self->reg, self->history);
  self->state = self->columns != NULL ? COLUMNS_KEPT : COLUMNS_MADE;
  if (self->columns == NULL)
    self->columns = baton_columns_new (self->reg, self->history, cancellable);
  if (self->columns == NULL)
    self->state = COLUMNS_UNKNOWN;
  else if (baton_columns_is_partial (self->columns))
    {
      self->state = COLUMNS_NONE;
      g_clear_pointer (&self->columns, baton_columns_unref);
    }
  return self->columns;
}

/* NULL where no scan can answer. */
static BatonReckoning *
ask_scan (BatonReckoner *self,
          BatonScheme   *scheme,
          BatonDay       from,
          BatonDay       through,
          BatonScanCode *code)
{
  g_autoptr (BatonReckoning) reckoning = baton_reckoning_new_empty (scheme, self->reg, self->history, from, through);
  Seat *seat = take_seat (self, from, through);
  gboolean again = seat->scan != NULL;

  reckoning->roots = baton_cluster_roots_ref (self->roots);
  if (again)
    {
      if (!baton_scan_update_to (seat->scan, scheme, code))
        return NULL;
    }
  else
    {
      seat->scan = baton_scan_new_like (self->columns, reckoning, 0, code);
      if (seat->scan == NULL)
        return NULL;
    }
  if (baton_scan_fill (seat->scan, reckoning) && (again || baton_scan_fill_funds (reckoning)))
    return g_steal_pointer (&reckoning);
  *code = BATON_SCAN_TOO_LARGE;
  return NULL;
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

static BatonReckoning *
ask_tally (BatonReckoner  *self,
           BatonSnapshot  *snapshot,
           BatonDay        from,
           BatonDay        through,
           GCancellable   *cancellable,
           GError        **error)
{
  BatonTimeline *timeline = baton_reckoner_need_timeline (self);
  g_autoptr (BatonReckoning) before = NULL;
  BatonReckoning *after;
  Seat *seat;

  g_mutex_lock (&self->lock);
  before = take_seat (self, from, through)->tallied;
  if (before != NULL)
    baton_reckoning_ref (before);
  g_mutex_unlock (&self->lock);
  after = before != NULL ? baton_tally_again (before, snapshot, 0, NULL, cancellable, error)
                         : baton_tally (timeline, snapshot, from, through, 0, cancellable, error);
  if (after == NULL)
    return NULL;
  g_mutex_lock (&self->lock);
  seat = take_seat (self, from, through);
  g_clear_pointer (&seat->tallied, baton_reckoning_unref);
  seat->tallied = baton_reckoning_ref (after);
  g_mutex_unlock (&self->lock);
  return after;
}

BatonReckoning *
baton_reckoner_ask (BatonReckoner  *self,
                    BatonSnapshot  *snapshot,
                    BatonDay        from,
                    BatonDay        through,
                    BatonScanCode  *code,
                    GCancellable   *cancellable,
                    GError        **error)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (snapshot);
  BatonReckoning *reckoning = NULL;
  BatonScanCode ignored;

  if (code == NULL)
    code = &ignored;
  *code = baton_scan_check_scheme (scheme);
  if (*code == BATON_SCAN_PLAIN)
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

      *code = need_columns (self, cancellable) != NULL ? BATON_SCAN_PLAIN : BATON_SCAN_PARTIAL;
      if (*code == BATON_SCAN_PLAIN)
        reckoning = ask_scan (self, scheme, from, through, code);
    }
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_pointer (&reckoning, baton_reckoning_unref);
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED, "");
      return NULL;
    }
  return reckoning != NULL ? reckoning : ask_tally (self, snapshot, from, through, cancellable, error);
}

static gboolean
has_to_keep (BatonReckoner *self)
{
  return self->folder != NULL && self->state == COLUMNS_MADE && baton_columns_get_n_events (self->columns) >= WORTH_KEEPING;
}

gboolean
baton_reckoner_has_to_keep (BatonReckoner *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return has_to_keep (self);
}

gboolean
baton_reckoner_keep (BatonReckoner *self)
{
  g_autoptr (BatonColumns) columns = NULL;

  g_mutex_lock (&self->lock);
  if (has_to_keep (self))
    {
      columns = baton_columns_ref (self->columns);
      self->state = COLUMNS_KEPT;
    }
  g_mutex_unlock (&self->lock);
  return columns != NULL && baton_columns_store_keep (self->folder, columns, self->reg, self->history, NULL);
}
