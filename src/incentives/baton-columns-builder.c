/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Collects rows for columns. Threads that read different turns of an input have builders of their own; what these hold is put in
 * the order of the turns when they are joined.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-columns-pieces.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MAX_REGIONS 254
#define MAX_ACTIVITIES 65535
#define MAX_DAYS 65535

/* The piece that an activity's rows go to. */
typedef struct
{
  BatonPiece *piece;       /* in *pieces*; NULL before the first row */
  guint32     first;       /* of its rows that is of the present turn */
} Open;

struct _BatonColumnsBuilder
{
  guint           n_organisations;
  guint           n_members;
  GPtrArray      *activities;
  GPtrArray      *regions;
  GHashTable     *activity_by_id;    /* id → index + 1 */
  GHashTable     *region_by_id;
  guint64         turn;
  GArray         *open;              /* by activity: Open */
  GPtrArray      *pieces;            /* of BatonPiece */
  GArray         *stretches;         /* of BatonStretch */
  BatonDay        first_day;
  BatonDay        last_day;
  guint64         n_events;
  guint64         n_uncounted;
  gint64          most_uncounted_quantity;
  gint64          most_uncounted_amount;
  gboolean        partial;
  gboolean        members_move;
  BatonPieceHome *home;
};

/* ── Pieces ──────────────────────────────────────────────────────────────────────────────────────────── */

static void *
take_pages (gsize size)
{
  void *pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  /* As with g_malloc(): who cannot even have this cannot go on. */
  if (pages == MAP_FAILED)
    abort ();
  return pages;
}

static BatonPieceHome *
home_new (guint n_members)
{
  BatonPieceHome *home = g_malloc (sizeof *home + n_members * sizeof (guint32));

  g_atomic_ref_count_init (&home->references);
  memset (home->organisations, 0xff, n_members * sizeof (guint32));
  return home;
}

static void
home_unref (BatonPieceHome *home)
{
  if (g_atomic_ref_count_dec (&home->references))
    g_free (home);
}

BatonPiece *
baton_piece_new (guint           activity,
                 BatonPieceHome *home)
{
  BatonPiece *piece = g_new0 (BatonPiece, 1);

  piece->activity = activity;
  piece->rows = take_pages (BATON_PIECE_ROWS * sizeof (BatonPieceRow));
  piece->home = home;
  g_atomic_ref_count_inc (&home->references);
  return piece;
}

void
baton_piece_free (BatonPiece *piece)
{
  if (piece == NULL)
    return;
  munmap (piece->rows, BATON_PIECE_ROWS * sizeof (BatonPieceRow));
  if (piece->amounts != NULL)
    munmap (piece->amounts, BATON_PIECE_ROWS * sizeof (guint32));
  g_clear_pointer (&piece->pairs, g_array_unref);
  g_clear_pointer (&piece->wide_quantity, g_hash_table_unref);
  g_clear_pointer (&piece->wide_amount, g_hash_table_unref);
  home_unref (piece->home);
  g_free (piece->reversed);
  g_free (piece);
}

static void
keep_wide (GHashTable **wide,
           guint32      row,
           gint64       number)
{
  if (*wide == NULL)
    *wide = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (*wide, GUINT_TO_POINTER (row), g_memdup2 (&number, sizeof number));
}

gint64
baton_piece_find_wide (GHashTable *wide,
                       guint32     row)
{
  return *(const gint64 *) g_hash_table_lookup (wide, GUINT_TO_POINTER (row));
}

static guint32
keep_pair (BatonPiece            *piece,
           const BatonColumnsRow *row)
{
  BatonPiecePair pair = { row->organisation, row->member };

  if (piece->pairs == NULL)
    piece->pairs = g_array_new (FALSE, FALSE, sizeof (BatonPiecePair));
  g_array_append_val (piece->pairs, pair);
  return piece->pairs->len - 1;
}

static void
keep_amount (BatonPiece *piece,
             gint64      amount)
{
  if (piece->amounts == NULL)
    piece->amounts = take_pages (BATON_PIECE_ROWS * sizeof (guint32));
  piece->amounts[piece->n] = (guint32) MIN (amount, G_MAXUINT32);
  if (amount >= G_MAXUINT32)
    keep_wide (&piece->wide_amount, piece->n, amount);
}

/* The member's home, if it has one, must be known to be that or another. */
void
baton_piece_add (BatonPiece            *piece,
                 const BatonColumnsRow *row)
{
  BatonPieceRow *at = &piece->rows[piece->n];
  guint32 day = (guint32) (row->day - BATON_DAY_MIN);
  guint what;

  if (row->member == BATON_INDEX_NONE)
    what = BATON_PIECE_UNASSIGNED;
  else
    what = piece->home->organisations[row->member] == row->organisation ? BATON_PIECE_HOME : BATON_PIECE_PAIR;
  at->subject = what == BATON_PIECE_HOME ? row->member : what == BATON_PIECE_UNASSIGNED ? row->organisation : keep_pair (piece, row);
  at->low = (guint16) day;
  at->high = (guint8) (day >> 16 | what << 6);
  at->region = row->region;
  at->quantity = (guint16) MIN (row->quantity, BATON_PIECE_WIDE);
  if (G_UNLIKELY (row->quantity >= BATON_PIECE_WIDE))
    keep_wide (&piece->wide_quantity, piece->n, row->quantity);
  if (row->amount != 0)
    keep_amount (piece, row->amount);
  if (row->reversed)
    {
      if (piece->reversed == NULL)
        piece->reversed = g_new0 (guint8, BATON_PIECE_ROWS / 8);
      piece->reversed[piece->n / 8] |= (guint8) (1 << piece->n % 8);
    }
  piece->n++;
}

/* ── Building ────────────────────────────────────────────────────────────────────────────────────────── */

static void
start (BatonColumnsBuilder *builder)
{
  builder->activities = g_ptr_array_new_with_free_func (g_free);
  builder->regions = g_ptr_array_new_with_free_func (g_free);
  builder->activity_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  builder->region_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  builder->open = g_array_new (FALSE, TRUE, sizeof (Open));
  builder->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_piece_free);
  builder->stretches = g_array_new (FALSE, FALSE, sizeof (BatonStretch));
  g_ptr_array_add (builder->regions, NULL);
  builder->turn = 0;
  builder->first_day = BATON_DAY_MAX;
  builder->last_day = BATON_DAY_MIN;
  builder->n_events = 0;
  builder->n_uncounted = 0;
  builder->most_uncounted_quantity = builder->most_uncounted_amount = 0;
  builder->partial = FALSE;
  builder->members_move = FALSE;
  builder->home = home_new (builder->n_members);
}

static void
stop (BatonColumnsBuilder *builder)
{
  g_clear_pointer (&builder->activities, g_ptr_array_unref);
  g_clear_pointer (&builder->regions, g_ptr_array_unref);
  g_clear_pointer (&builder->activity_by_id, g_hash_table_unref);
  g_clear_pointer (&builder->region_by_id, g_hash_table_unref);
  g_clear_pointer (&builder->open, g_array_unref);
  g_clear_pointer (&builder->pieces, g_ptr_array_unref);
  g_clear_pointer (&builder->stretches, g_array_unref);
  g_clear_pointer (&builder->home, home_unref);
}

BatonColumnsBuilder *
baton_columns_builder_new (guint n_organisations,
                           guint n_members)
{
  BatonColumnsBuilder *builder = g_new0 (BatonColumnsBuilder, 1);

  builder->n_organisations = n_organisations;
  builder->n_members = n_members;
  start (builder);
  return builder;
}

void
baton_columns_builder_free (BatonColumnsBuilder *builder)
{
  if (builder == NULL)
    return;
  stop (builder);
  g_free (builder);
}

static guint
add_id (GPtrArray  *ids,
        GHashTable *by_id,
        const char *id,
        guint       most)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (by_id, id));
  char *copy;

  if (known > 0)
    return known - 1;
  if (ids->len >= most)
    return G_MAXUINT;
  copy = g_strdup (id);
  g_ptr_array_add (ids, copy);
  g_hash_table_insert (by_id, copy, GUINT_TO_POINTER (ids->len));
  return ids->len - 1;
}

guint
baton_columns_builder_add_activity (BatonColumnsBuilder *builder,
                                    const char          *id)
{
  guint activity = add_id (builder->activities, builder->activity_by_id, id, MAX_ACTIVITIES);

  g_array_set_size (builder->open, builder->activities->len);
  return activity;
}

guint
baton_columns_builder_add_region (BatonColumnsBuilder *builder,
                                  const char          *id)
{
  return add_id (builder->regions, builder->region_by_id, id, MAX_REGIONS + 1);
}

void
baton_columns_builder_add_uncounted (BatonColumnsBuilder *builder,
                                     gint64               quantity,
                                     gint64               amount)
{
  builder->n_uncounted++;
  builder->most_uncounted_quantity = MAX (builder->most_uncounted_quantity, quantity);
  builder->most_uncounted_amount = MAX (builder->most_uncounted_amount, amount);
}

void
baton_columns_builder_set_members_move (BatonColumnsBuilder *builder)
{
  builder->members_move = TRUE;
}

void
baton_columns_builder_set_partial (BatonColumnsBuilder *builder)
{
  builder->partial = TRUE;
}

/* What came since the last stretch becomes one. */
static void
close_stretch (BatonColumnsBuilder *builder,
               Open                *open)
{
  BatonStretch stretch = { builder->turn, open->piece, open->first, open->piece != NULL ? open->piece->n - open->first : 0 };

  if (stretch.n == 0)
    return;
  g_array_append_val (builder->stretches, stretch);
  open->piece->n_stretches++;
  open->first = open->piece->n;
}

void
baton_columns_builder_set_turn (BatonColumnsBuilder *builder,
                                guint64              turn)
{
  for (guint i = 0; i < builder->open->len; i++)
    close_stretch (builder, &g_array_index (builder->open, Open, i));
  builder->turn = turn;
}

static void
open_piece (BatonColumnsBuilder *builder,
            guint                activity)
{
  Open *open = &g_array_index (builder->open, Open, activity);

  close_stretch (builder, open);
  *open = (Open) { baton_piece_new (activity, builder->home), 0 };
  g_ptr_array_add (builder->pieces, open->piece);
}

void
baton_columns_builder_expect (BatonColumnsBuilder   *builder,
                              const BatonColumnsRow *row)
{
  if (row->member != BATON_INDEX_NONE)
    __builtin_prefetch (&builder->home->organisations[row->member], 1);
}

void
baton_columns_builder_add (BatonColumnsBuilder   *builder,
                           const BatonColumnsRow *row)
{
  BatonPiece *piece;

  g_return_if_fail (row->activity < builder->open->len && row->organisation < builder->n_organisations);
  g_return_if_fail (row->member == BATON_INDEX_NONE || row->member < builder->n_members);

  piece = g_array_index (builder->open, Open, row->activity).piece;
  if (G_UNLIKELY (piece == NULL || piece->n == BATON_PIECE_ROWS))
    {
      open_piece (builder, row->activity);
      piece = g_array_index (builder->open, Open, row->activity).piece;
    }
  if (row->member != BATON_INDEX_NONE)
    {
      guint32 *home = &builder->home->organisations[row->member];

      if (G_UNLIKELY (*home == BATON_INDEX_NONE))
        *home = row->organisation;
      builder->members_move |= *home != row->organisation;
    }
  baton_piece_add (piece, row);
  builder->first_day = MIN (builder->first_day, row->day);
  builder->last_day = MAX (builder->last_day, row->day);
  builder->n_events++;
}

/* ── Joining ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
renumber_regions (BatonPiece   *piece,
                  const guint8 *regions)
{
  for (guint32 k = 0; k < piece->n; k++)
    piece->rows[k].region = regions[piece->rows[k].region];
}

/* Those of activities that have no number are lost, and the columns are partial. */
static void
move_pieces (BatonColumnsBuilder *builder,
             BatonColumnsBuilder *other,
             const guint         *activities,
             const guint8        *regions)
{
  for (guint i = 0; i < other->stretches->len; i++)
    {
      BatonStretch *stretch = &g_array_index (other->stretches, BatonStretch, i);

      if (activities[stretch->piece->activity] != G_MAXUINT)
        g_array_append_vals (builder->stretches, stretch, 1);
    }
  for (guint i = 0; i < other->pieces->len; i++)
    {
      BatonPiece *piece = g_ptr_array_index (other->pieces, i);

      if (activities[piece->activity] == G_MAXUINT)
        {
          builder->partial = TRUE;
          continue;
        }
      g_ptr_array_index (other->pieces, i) = NULL;
      piece->activity = activities[piece->activity];
      if (regions != NULL)
        renumber_regions (piece, regions);
      g_ptr_array_add (builder->pieces, piece);
    }
}

static gboolean
members_differ (const BatonPieceHome *a,
                const BatonPieceHome *b,
                guint                 n_members)
{
  for (guint i = 0; i < n_members; i++)
    if (a->organisations[i] != b->organisations[i] && a->organisations[i] != BATON_INDEX_NONE && b->organisations[i] != BATON_INDEX_NONE)
      return TRUE;
  return FALSE;
}

void
baton_columns_builder_append (BatonColumnsBuilder *builder,
                              BatonColumnsBuilder *other)
{
  guint8 regions[MAX_REGIONS + 2] = { 0 };
  g_autofree guint *activities = g_new (guint, other->activities->len + 1);
  gboolean same_regions = TRUE;

  baton_columns_builder_set_turn (builder, builder->turn);
  baton_columns_builder_set_turn (other, other->turn);
  for (guint i = 1; i < other->regions->len; i++)
    {
      guint region = baton_columns_builder_add_region (builder, g_ptr_array_index (other->regions, i));

      builder->partial |= region == G_MAXUINT;
      regions[i] = (guint8) region;
      same_regions &= region == i;
    }
  for (guint i = 0; i < other->activities->len; i++)
    activities[i] = baton_columns_builder_add_activity (builder, g_ptr_array_index (other->activities, i));
  move_pieces (builder, other, activities, same_regions ? NULL : regions);
  builder->members_move |= other->members_move || members_differ (builder->home, other->home, builder->n_members);
  for (guint i = 0; i < builder->n_members; i++)
    if (builder->home->organisations[i] == BATON_INDEX_NONE)
      builder->home->organisations[i] = other->home->organisations[i];
  builder->partial |= other->partial;
  builder->first_day = MIN (builder->first_day, other->first_day);
  builder->last_day = MAX (builder->last_day, other->last_day);
  builder->n_events += other->n_events;
  builder->n_uncounted += other->n_uncounted;
  builder->most_uncounted_quantity = MAX (builder->most_uncounted_quantity, other->most_uncounted_quantity);
  builder->most_uncounted_amount = MAX (builder->most_uncounted_amount, other->most_uncounted_amount);
  stop (other);
  start (other);
}

/* ── Numbering ───────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_ids (const void *a,
             const void *b)
{
  const char *first = *(const char * const *) a;
  const char *second = *(const char * const *) b;

  return first == NULL || second == NULL ? (first != NULL) - (second != NULL) : strcmp (first, second);
}

/* Sorts the ids and tells the new number of each: which thread saw an id first is to make no difference. */
static guint *
sort_ids (GPtrArray  *ids,
          GHashTable *by_id)
{
  guint *numbers = g_new (guint, ids->len + 1);
  g_autofree gpointer *before = g_memdup2 (ids->pdata, sizeof (gpointer) * MAX (ids->len, 1));

  if (ids->len > 1)
    qsort (ids->pdata, ids->len, sizeof (gpointer), compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (ids->pdata[i] != NULL)
      g_hash_table_insert (by_id, ids->pdata[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < ids->len; i++)
    numbers[i] = before[i] != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (by_id, before[i])) - 1 : 0;
  return numbers;
}

static int
compare_stretches (gconstpointer a,
                   gconstpointer b)
{
  const BatonStretch *first = a;
  const BatonStretch *second = b;

  if (first->piece->activity != second->piece->activity)
    return first->piece->activity < second->piece->activity ? -1 : 1;
  return first->turn < second->turn ? -1 : first->turn > second->turn;
}

static void
renumber (BatonColumnsBuilder *builder)
{
  g_autofree guint *activities = sort_ids (builder->activities, builder->activity_by_id);
  g_autofree guint *numbers = sort_ids (builder->regions, builder->region_by_id);
  guint8 regions[MAX_REGIONS + 2] = { 0 };
  gboolean same_regions = TRUE;

  for (guint i = 0; i < builder->regions->len; i++)
    {
      regions[i] = (guint8) numbers[i];
      same_regions &= numbers[i] == i;
    }
  for (guint i = 0; i < builder->pieces->len; i++)
    {
      BatonPiece *piece = g_ptr_array_index (builder->pieces, i);

      piece->activity = activities[piece->activity];
      if (!same_regions)
        renumber_regions (piece, regions);
    }
  /* Stable: stretches of one activity and turn come from one thread and stay in its order. */
  g_array_sort (builder->stretches, compare_stretches);
}

/* Pieces are given back as they are laid out, so nobody else may have them any more. */
static void
release_pieces (BatonColumnsBuilder *builder)
{
  g_ptr_array_set_free_func (builder->pieces, NULL);
  g_ptr_array_set_size (builder->pieces, 0);
}

BatonColumns *
baton_columns_builder_finish (BatonColumnsBuilder *builder)
{
  BatonColumns *self = baton_columns_new_blank ();
  gint64 span = (gint64) builder->last_day - builder->first_day + 1;

  baton_columns_builder_set_turn (builder, builder->turn);
  renumber (builder);
  self->n_organisations = builder->n_organisations;
  self->n_members = builder->n_members;
  self->partial = builder->partial || span > MAX_DAYS;
  self->members_move = builder->members_move;
  self->n_uncounted = builder->n_uncounted;
  self->most_uncounted_quantity = builder->most_uncounted_quantity;
  self->most_uncounted_amount = builder->most_uncounted_amount;
  self->activities = g_steal_pointer (&builder->activities);
  self->regions = g_steal_pointer (&builder->regions);
  self->postings = g_new0 (BatonPostings, self->activities->len);
  if (builder->n_events > 0 && !self->partial)
    {
      self->first_day = builder->first_day;
      self->n_days = (guint) span;
      self->n_events = builder->n_events;
      release_pieces (builder);
      baton_columns_lay_out (self, builder->stretches);
    }
  stop (builder);
  start (builder);
  return self;
}
