/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows on their way to columns. They are kept by activity in *pieces* of 16 bytes a row, straight from the kernel, so that what
 * has been sorted is given back at once: rows and columns are never both there as a whole. A piece belongs to a *turn*, the part
 * of the input that it came from; threads that read different turns have builders of their own, whose pieces are put in the
 * order of the turns at the end.
 *
 * Then each activity's rows are laid out by organization with one counting sort, and each organization's rows, few and nearly in
 * order, are sorted by day where they lie. Both are stable, so rows of one day stay in the order of the input.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-columns-private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MAX_REGIONS 254
#define MAX_ACTIVITIES 65535
#define MAX_DAYS 65535
#define PIECE_ROWS 16384
/* From so many events on a second thread is worth its start. */
#define PARALLEL_EVENTS 100000
/* Runs of one organization up to this long are sorted by insertion. */
#define SHORT_RUN 24

/* A row as it came. A quantity that does not fit is kept beside the piece, by the row's number. */
typedef struct
{
  guint32 organisation;
  guint32 member;
  gint32  day;
  guint16 quantity;      /* WIDE: in the piece's table */
  guint8  region;
  guint8  reversed;
} Raw;
G_STATIC_ASSERT (sizeof (Raw) == 16);

#define WIDE G_MAXUINT16

/* Rows of one activity and turn. */
typedef struct
{
  guint64     turn;
  guint       activity;
  guint32     n;
  Raw        *rows;
  guint32    *amounts;         /* NULL while all are 0 */
  GHashTable *wide_quantity;   /* row → gint64; NULL while there is none */
  GHashTable *wide_amount;     /* of those that do not fit in 32 bits */
} Piece;

struct _BatonColumnsBuilder
{
  guint       n_organisations;
  guint       n_members;
  GPtrArray  *activities;
  GPtrArray  *regions;
  GHashTable *activity_by_id;    /* id → index + 1 */
  GHashTable *region_by_id;
  guint64     turn;
  GPtrArray  *open;              /* by activity: the Piece that is being filled, or NULL */
  GPtrArray  *pieces;            /* of Piece */
  BatonDay    first_day;
  BatonDay    last_day;
  guint64     n_events;
  gboolean    partial;
  gboolean    members_move;
  guint32    *organisation_of;   /* by member; BATON_INDEX_NONE: without an event so far */
};

/* ── Pieces ──────────────────────────────────────────────────────────────────────────────────────────── */

static gsize
get_rows_size (void)
{
  return PIECE_ROWS * sizeof (Raw);
}

static void *
take_pages (gsize size)
{
  void *pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  /* As with g_malloc(): who cannot even have this cannot go on. */
  if (pages == MAP_FAILED)
    abort ();
  return pages;
}

static Piece *
piece_new (guint64 turn,
           guint   activity)
{
  Piece *piece = g_new0 (Piece, 1);

  piece->turn = turn;
  piece->activity = activity;
  piece->rows = take_pages (get_rows_size ());
  return piece;
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  if (piece == NULL)
    return;
  if (piece->rows != NULL)
    munmap (piece->rows, get_rows_size ());
  if (piece->amounts != NULL)
    munmap (piece->amounts, PIECE_ROWS * sizeof (guint32));
  g_clear_pointer (&piece->wide_quantity, g_hash_table_unref);
  g_clear_pointer (&piece->wide_amount, g_hash_table_unref);
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

static gint64
piece_get_quantity (const Piece *piece,
                    guint32      row)
{
  if (piece->rows[row].quantity != WIDE)
    return piece->rows[row].quantity;
  return *(const gint64 *) g_hash_table_lookup (piece->wide_quantity, GUINT_TO_POINTER (row));
}

static gint64
piece_get_amount (const Piece *piece,
                  guint32      row)
{
  const gint64 *wide = piece->wide_amount != NULL ? g_hash_table_lookup (piece->wide_amount, GUINT_TO_POINTER (row)) : NULL;

  return wide != NULL ? *wide : piece->amounts != NULL ? piece->amounts[row] : 0;
}

/* ── Building ────────────────────────────────────────────────────────────────────────────────────────── */

static void
start (BatonColumnsBuilder *builder)
{
  builder->activities = g_ptr_array_new_with_free_func (g_free);
  builder->regions = g_ptr_array_new_with_free_func (g_free);
  builder->activity_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  builder->region_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  builder->open = g_ptr_array_new_with_free_func (piece_free);
  builder->pieces = g_ptr_array_new_with_free_func (piece_free);
  g_ptr_array_add (builder->regions, NULL);
  builder->turn = 0;
  builder->first_day = BATON_DAY_MAX;
  builder->last_day = BATON_DAY_MIN;
  builder->n_events = 0;
  builder->partial = FALSE;
  builder->members_move = FALSE;
  builder->organisation_of = g_new (guint32, builder->n_members);
  for (guint i = 0; i < builder->n_members; i++)
    builder->organisation_of[i] = BATON_INDEX_NONE;
}

static void
stop (BatonColumnsBuilder *builder)
{
  g_clear_pointer (&builder->activities, g_ptr_array_unref);
  g_clear_pointer (&builder->regions, g_ptr_array_unref);
  g_clear_pointer (&builder->activity_by_id, g_hash_table_unref);
  g_clear_pointer (&builder->region_by_id, g_hash_table_unref);
  g_clear_pointer (&builder->open, g_ptr_array_unref);
  g_clear_pointer (&builder->pieces, g_ptr_array_unref);
  g_clear_pointer (&builder->organisation_of, g_free);
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

  if (builder->activities->len > builder->open->len)
    g_ptr_array_add (builder->open, NULL);
  return activity;
}

guint
baton_columns_builder_add_region (BatonColumnsBuilder *builder,
                                  const char          *id)
{
  return add_id (builder->regions, builder->region_by_id, id, MAX_REGIONS + 1);
}

void
baton_columns_builder_set_partial (BatonColumnsBuilder *builder)
{
  builder->partial = TRUE;
}

static void
close_pieces (BatonColumnsBuilder *builder)
{
  for (guint i = 0; i < builder->open->len; i++)
    {
      Piece *piece = g_ptr_array_index (builder->open, i);

      g_ptr_array_index (builder->open, i) = NULL;
      if (piece != NULL)
        g_ptr_array_add (builder->pieces, piece);
    }
}

void
baton_columns_builder_set_turn (BatonColumnsBuilder *builder,
                                guint64              turn)
{
  close_pieces (builder);
  builder->turn = turn;
}

static Piece *
get_open (BatonColumnsBuilder *builder,
          guint                activity)
{
  Piece *piece = g_ptr_array_index (builder->open, activity);

  if (piece != NULL && piece->n == PIECE_ROWS)
    {
      g_ptr_array_add (builder->pieces, piece);
      piece = NULL;
    }
  if (piece == NULL)
    g_ptr_array_index (builder->open, activity) = piece = piece_new (builder->turn, activity);
  return piece;
}

void
baton_columns_builder_add (BatonColumnsBuilder   *builder,
                           const BatonColumnsRow *row)
{
  Piece *piece;
  Raw *raw;

  g_return_if_fail (row->activity < builder->open->len && row->organisation < builder->n_organisations);

  piece = get_open (builder, row->activity);
  raw = &piece->rows[piece->n];
  *raw = (Raw) { .organisation = row->organisation, .member = row->member, .day = row->day, .region = row->region, .reversed = row->reversed };
  raw->quantity = (guint16) MIN (row->quantity, WIDE);
  if (row->quantity >= WIDE)
    keep_wide (&piece->wide_quantity, piece->n, row->quantity);
  if (row->amount != 0)
    {
      if (piece->amounts == NULL)
        piece->amounts = take_pages (PIECE_ROWS * sizeof (guint32));
      if (row->amount < G_MAXUINT32)
        piece->amounts[piece->n] = (guint32) row->amount;
      else
        keep_wide (&piece->wide_amount, piece->n, row->amount);
    }
  piece->n++;

  if (row->member < builder->n_members)
    {
      guint32 *known = &builder->organisation_of[row->member];

      builder->members_move |= *known != BATON_INDEX_NONE && *known != row->organisation;
      *known = row->organisation;
    }
  builder->first_day = MIN (builder->first_day, row->day);
  builder->last_day = MAX (builder->last_day, row->day);
  builder->n_events++;
}

static void
move_pieces (BatonColumnsBuilder *builder,
             BatonColumnsBuilder *other,
             const guint         *activities,
             const guint8        *regions)
{
  close_pieces (other);
  for (guint i = 0; i < other->pieces->len; i++)
    {
      Piece *piece = g_ptr_array_index (other->pieces, i);

      g_ptr_array_index (other->pieces, i) = NULL;
      if (activities[piece->activity] == G_MAXUINT)
        {
          builder->partial = TRUE;
          piece_free (piece);
          continue;
        }
      piece->activity = activities[piece->activity];
      for (guint32 k = 0; k < piece->n && regions != NULL; k++)
        piece->rows[k].region = regions[piece->rows[k].region];
      g_ptr_array_add (builder->pieces, piece);
    }
}

void
baton_columns_builder_append (BatonColumnsBuilder *builder,
                              BatonColumnsBuilder *other)
{
  guint8 regions[MAX_REGIONS + 2] = { 0 };
  g_autofree guint *activities = g_new (guint, other->activities->len + 1);
  gboolean same_regions = TRUE;

  close_pieces (builder);
  for (guint i = 1; i < other->regions->len; i++)
    {
      guint region = baton_columns_builder_add_region (builder, g_ptr_array_index (other->regions, i));

      builder->partial |= region == G_MAXUINT;
      regions[i] = region;
      same_regions &= region == i;
    }
  for (guint i = 0; i < other->activities->len; i++)
    activities[i] = baton_columns_builder_add_activity (builder, g_ptr_array_index (other->activities, i));
  move_pieces (builder, other, activities, same_regions ? NULL : regions);

  for (guint i = 0; i < builder->n_members; i++)
    {
      guint32 theirs = other->organisation_of[i];

      if (theirs == BATON_INDEX_NONE)
        continue;
      builder->members_move |= builder->organisation_of[i] != BATON_INDEX_NONE && builder->organisation_of[i] != theirs;
      builder->organisation_of[i] = theirs;
    }
  builder->members_move |= other->members_move;
  builder->partial |= other->partial;
  builder->first_day = MIN (builder->first_day, other->first_day);
  builder->last_day = MAX (builder->last_day, other->last_day);
  builder->n_events += other->n_events;
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
compare_pieces (const void *a,
                const void *b)
{
  const Piece *first = *(Piece * const *) a;
  const Piece *second = *(Piece * const *) b;

  if (first->activity != second->activity)
    return first->activity < second->activity ? -1 : 1;
  return first->turn < second->turn ? -1 : first->turn > second->turn;
}

/* Stable: pieces of one activity and turn come from one thread and stay in its order. */
static void
sort_pieces (BatonColumnsBuilder *builder)
{
  g_autofree guint *activities = sort_ids (builder->activities, builder->activity_by_id);
  g_autofree guint *regions = sort_ids (builder->regions, builder->region_by_id);
  gboolean same_regions = TRUE;

  for (guint i = 0; i < builder->regions->len; i++)
    same_regions &= regions[i] == i;
  for (guint i = 0; i < builder->pieces->len; i++)
    {
      Piece *piece = g_ptr_array_index (builder->pieces, i);

      piece->activity = activities[piece->activity];
      for (guint32 k = 0; k < piece->n && !same_regions; k++)
        piece->rows[k].region = (guint8) regions[piece->rows[k].region];
    }
  /* GLib sorts small arrays and large ones stably, by merging. */
  g_ptr_array_sort (builder->pieces, compare_pieces);
}

/* ── Sorting ─────────────────────────────────────────────────────────────────────────────────────────── */

/* A row by organization, before its fields fall apart. */
typedef struct
{
  guint32 member;
  gint32  day;
  gint32  beside;        /* index in *wide*, −1 for none */
  guint32 amount;
  guint16 quantity;
  guint8  region;
  guint8  reversed;
} Row;

/* Both numbers of a row of which one does not fit. */
typedef struct
{
  gint64 quantity;
  gint64 amount;
} WidePair;

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Row *first = a;
  const Row *second = b;

  return first->day < second->day ? -1 : first->day > second->day;
}

static void
sort_run (Row    *rows,
          guint32 n)
{
  if (n > SHORT_RUN)
    {
      g_qsort_with_data (rows, (gint) n, sizeof *rows, compare_rows, NULL);
      return;
    }
  for (guint32 i = 1; i < n; i++)
    {
      Row row = rows[i];
      guint32 k = i;

      for (; k > 0 && rows[k - 1].day > row.day; k--)
        rows[k] = rows[k - 1];
      rows[k] = row;
    }
}

/* Lays the pieces' rows out by organization; the pieces are given back. *ends* becomes the end of each organization's rows. */
static Row *
lay_out (Piece  **pieces,
         guint    n_pieces,
         guint32 *ends,
         guint    n_organisations,
         gsize    size,
         GArray  *wide)
{
  Row *rows = take_pages (size);
  guint32 sum = 0;

  for (guint i = 0; i < n_pieces; i++)
    for (guint32 k = 0; k < pieces[i]->n; k++)
      ends[pieces[i]->rows[k].organisation]++;
  for (guint i = 0; i < n_organisations; i++)
    {
      guint32 n = ends[i];

      ends[i] = sum;
      sum += n;
    }
  for (guint i = 0; i < n_pieces; i++)
    {
      Piece *piece = pieces[i];

      for (guint32 k = 0; k < piece->n; k++)
        {
          const Raw *raw = &piece->rows[k];
          Row *row = &rows[ends[raw->organisation]++];
          WidePair pair = { piece_get_quantity (piece, k), piece_get_amount (piece, k) };

          *row = (Row) { raw->member, raw->day, -1, (guint32) MIN (pair.amount, G_MAXUINT32), raw->quantity, raw->region, raw->reversed };
          if (pair.quantity >= WIDE || pair.amount >= G_MAXUINT32)
            {
              row->beside = (gint32) wide->len;
              g_array_append_val (wide, pair);
            }
        }
      munmap (piece->rows, get_rows_size ());
      piece->rows = NULL;
      if (piece->amounts != NULL)
        munmap (piece->amounts, PIECE_ROWS * sizeof (guint32));
      piece->amounts = NULL;
    }
  return rows;
}

/* The arrays of one activity. */
static void
make_postings (Piece        **pieces,
               guint          n_pieces,
               BatonColumns  *columns,
               BatonPostings *postings)
{
  g_autofree guint32 *ends = g_new0 (guint32, columns->n_organisations + 1);
  g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (WidePair));
  gboolean has_amount = FALSE, has_region = FALSE, has_reversed = FALSE, has_wide_quantity = FALSE, has_wide_amount = FALSE;
  guint32 n = 0, at = 0;
  gsize size;
  Row *rows;

  for (guint i = 0; i < n_pieces; i++)
    n += pieces[i]->n;
  size = MAX (n, 1) * sizeof (Row);
  rows = lay_out (pieces, n_pieces, ends, columns->n_organisations, size, wide);
  for (guint32 i = 0; i < n; i++)
    {
      has_amount |= rows[i].amount != 0;
      has_region |= rows[i].region != 0;
      has_reversed |= rows[i].reversed != 0;
    }
  for (guint i = 0; i < wide->len; i++)
    {
      has_wide_quantity |= g_array_index (wide, WidePair, i).quantity >= G_MAXUINT32;
      has_wide_amount |= g_array_index (wide, WidePair, i).amount >= G_MAXUINT32;
    }

  postings->n = n;
  postings->organisation = g_new (guint32, n);
  postings->member = g_new (guint32, n);
  postings->day = g_new (guint16, n);
  if (has_wide_quantity)
    postings->wide_quantity = g_new (gint64, n);
  else
    postings->quantity = g_new (guint32, n);
  if (has_wide_amount)
    postings->wide_amount = g_new (gint64, n);
  else if (has_amount)
    postings->amount = g_new (guint32, n);
  if (has_region)
    postings->region = g_new (guint8, n);
  if (has_reversed)
    postings->reversed = g_new (guint8, n);

  for (guint organisation = 0; organisation < columns->n_organisations; organisation++)
    {
      sort_run (rows + at, ends[organisation] - at);
      for (; at < ends[organisation]; at++)
        {
          const Row *row = &rows[at];
          const WidePair *pair = row->beside >= 0 ? &g_array_index (wide, WidePair, row->beside) : NULL;
          gint64 quantity = pair != NULL ? pair->quantity : row->quantity;
          gint64 amount = pair != NULL ? pair->amount : row->amount;

          postings->organisation[at] = organisation;
          postings->member[at] = row->member;
          postings->day[at] = row->day - columns->first_day;
          if (has_wide_quantity)
            postings->wide_quantity[at] = quantity;
          else
            postings->quantity[at] = (guint32) quantity;
          if (has_wide_amount)
            postings->wide_amount[at] = amount;
          else if (has_amount)
            postings->amount[at] = (guint32) amount;
          if (has_region)
            postings->region[at] = row->region;
          if (has_reversed)
            postings->reversed[at] = row->reversed;
        }
    }
  munmap (rows, size);
  baton_postings_summarise (postings, columns->n_days);
}

/* Activities, shared out among threads: each takes the next that nobody has. */
typedef struct
{
  BatonColumns *columns;
  GPtrArray    *pieces;       /* of Piece, by activity and turn */
  guint        *first_piece;  /* by activity; one more at the end */
  gint          next;         /* atomic */
} Sorting;

static gpointer
sort_some (gpointer data)
{
  Sorting *sorting = data;
  BatonColumns *self = sorting->columns;
  guint i;

  while ((i = (guint) g_atomic_int_add (&sorting->next, 1)) < self->activities->len)
    make_postings ((Piece **) sorting->pieces->pdata + sorting->first_piece[i], sorting->first_piece[i + 1] - sorting->first_piece[i], self,
                   &self->postings[i]);
  return NULL;
}

static void
sort_activities (BatonColumns        *self,
                 BatonColumnsBuilder *builder)
{
  g_autofree guint *first_piece = g_new0 (guint, self->activities->len + 1);
  Sorting sorting = { self, builder->pieces, first_piece, 0 };
  GThread *second = NULL;
  guint piece = 0;

  for (guint i = 0; i < self->activities->len; i++)
    {
      first_piece[i] = piece;
      while (piece < builder->pieces->len && ((Piece *) g_ptr_array_index (builder->pieces, piece))->activity == i)
        piece++;
    }
  first_piece[self->activities->len] = piece;
  if (self->n_events >= PARALLEL_EVENTS)
    second = g_thread_new ("baton-columns", sort_some, &sorting);
  sort_some (&sorting);
  if (second != NULL)
    g_thread_join (second);
}

BatonColumns *
baton_columns_builder_finish (BatonColumnsBuilder *builder)
{
  BatonColumns *self = baton_columns_new_blank ();
  gint64 span = (gint64) builder->last_day - builder->first_day + 1;

  close_pieces (builder);
  sort_pieces (builder);
  self->n_organisations = builder->n_organisations;
  self->n_members = builder->n_members;
  self->partial = builder->partial || span > MAX_DAYS;
  self->members_move = builder->members_move;
  self->activities = g_steal_pointer (&builder->activities);
  self->regions = g_steal_pointer (&builder->regions);
  self->postings = g_new0 (BatonPostings, self->activities->len);
  if (builder->n_events > 0 && !self->partial)
    {
      self->first_day = builder->first_day;
      self->n_days = span;
      self->n_events = builder->n_events;
      sort_activities (self, builder);
    }
  stop (builder);
  start (builder);
  return self;
}
