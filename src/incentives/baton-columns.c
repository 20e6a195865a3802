/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns are built activity by activity. Rows are kept as they come, 24 bytes each; then each activity's rows are sorted by
 * two stable counting sorts, by day and by organization, and fall apart into arrays. A field that is the same for all, or
 * that fits in 32 bits, takes no more room than it needs.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-columns-private.h"

#include <string.h>

#define MAX_REGIONS 254
#define MAX_ACTIVITIES 65535
#define MAX_DAYS 65535
/* From so many events on a second thread is worth its start. */
#define PARALLEL_EVENTS 100000

/* A row as it came. What does not fit is kept beside the rows, by their number. */
typedef struct
{
  guint32 organisation;
  guint32 member;
  gint32  day;
  guint32 quantity;      /* WIDE: in the builder's table */
  guint32 amount;
  guint8  region;
  guint8  reversed;
} Raw;

#define WIDE G_MAXUINT32

typedef struct
{
  GArray     *rows;          /* of Raw */
  GHashTable *wide_quantity; /* row → gint64; NULL while there is none */
  GHashTable *wide_amount;
} RawActivity;

struct _BatonColumnsBuilder
{
  guint       n_organisations;
  guint       n_members;
  GPtrArray  *activities;
  GPtrArray  *regions;
  GHashTable *activity_by_id;    /* id → index + 1 */
  GHashTable *region_by_id;
  GArray     *raw;               /* of RawActivity */
  BatonDay    first_day;
  BatonDay    last_day;
  guint64     n_events;
  gboolean    partial;
  gboolean    members_move;
  guint32    *organisation_of;   /* by member; BATON_INDEX_NONE: without an event so far */
};

static void
clear_raw (RawActivity *raw)
{
  g_clear_pointer (&raw->rows, g_array_unref);
  g_clear_pointer (&raw->wide_quantity, g_hash_table_unref);
  g_clear_pointer (&raw->wide_amount, g_hash_table_unref);
}

static void
start (BatonColumnsBuilder *builder)
{
  builder->activities = g_ptr_array_new_with_free_func (g_free);
  builder->regions = g_ptr_array_new_with_free_func (g_free);
  builder->activity_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  builder->region_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  builder->raw = g_array_new (FALSE, FALSE, sizeof (RawActivity));
  g_array_set_clear_func (builder->raw, (GDestroyNotify) clear_raw);
  g_ptr_array_add (builder->regions, NULL);
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
  g_clear_pointer (&builder->raw, g_array_unref);
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
  guint n = builder->activities->len;
  guint activity = add_id (builder->activities, builder->activity_by_id, id, MAX_ACTIVITIES);

  if (builder->activities->len > n)
    {
      RawActivity raw = { .rows = g_array_new (FALSE, FALSE, sizeof (Raw)) };

      g_array_append_val (builder->raw, raw);
    }
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

/* The number as 32 bits; what is larger goes into *wide*. */
static guint32
keep_number (GHashTable **wide,
             guint32      row,
             gint64       number)
{
  if (number < WIDE)
    return (guint32) number;
  if (*wide == NULL)
    *wide = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (*wide, GUINT_TO_POINTER (row), g_memdup2 (&number, sizeof number));
  return WIDE;
}

void
baton_columns_builder_add (BatonColumnsBuilder   *builder,
                           const BatonColumnsRow *row)
{
  RawActivity *raw;
  Raw kept = { .organisation = row->organisation, .member = row->member, .day = row->day, .region = row->region,
               .reversed = row->reversed };

  g_return_if_fail (row->activity < builder->raw->len && row->organisation < builder->n_organisations);

  raw = &g_array_index (builder->raw, RawActivity, row->activity);
  kept.quantity = keep_number (&raw->wide_quantity, raw->rows->len, row->quantity);
  kept.amount = keep_number (&raw->wide_amount, raw->rows->len, row->amount);
  g_array_append_val (raw->rows, kept);
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

/* Takes numbers that did not fit over; *offset* rows are before them now. */
static void
move_wide (GHashTable **to,
           GHashTable  *from,
           guint32      offset)
{
  GHashTableIter iter;
  gpointer row, number;

  if (from == NULL)
    return;
  if (*to == NULL)
    *to = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &row, &number))
    {
      g_hash_table_insert (*to, GUINT_TO_POINTER (GPOINTER_TO_UINT (row) + offset), number);
      g_hash_table_iter_steal (&iter);
    }
}

void
baton_columns_builder_append (BatonColumnsBuilder *builder,
                              BatonColumnsBuilder *other)
{
  guint8 regions[MAX_REGIONS + 2] = { 0 };
  gboolean same_regions = TRUE;

  for (guint i = 1; i < other->regions->len; i++)
    {
      guint region = baton_columns_builder_add_region (builder, g_ptr_array_index (other->regions, i));

      builder->partial |= region == G_MAXUINT;
      regions[i] = region;
      same_regions &= region == i;
    }
  for (guint i = 0; i < other->activities->len; i++)
    {
      guint activity = baton_columns_builder_add_activity (builder, g_ptr_array_index (other->activities, i));
      RawActivity *from = &g_array_index (other->raw, RawActivity, i);
      RawActivity *to;

      if (activity == G_MAXUINT)
        {
          builder->partial = TRUE;
          continue;
        }
      to = &g_array_index (builder->raw, RawActivity, activity);
      for (guint k = 0; k < from->rows->len && !same_regions; k++)
        {
          Raw *row = &g_array_index (from->rows, Raw, k);

          row->region = regions[row->region];
        }
      move_wide (&to->wide_quantity, from->wide_quantity, to->rows->len);
      move_wide (&to->wide_amount, from->wide_amount, to->rows->len);
      g_array_append_vals (to->rows, from->rows->data, from->rows->len);
      clear_raw (from);
    }
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

/* ── Sorting ─────────────────────────────────────────────────────────────────────────────────────────── */

/* The order of the rows by organization, then day, then as they came. */
static guint32 *
sort_rows (const Raw *rows,
           guint32    n,
           guint      n_organisations,
           guint      n_days,
           BatonDay   first_day)
{
  g_autofree guint32 *by_day = g_new (guint32, n);
  g_autofree guint32 *ends = g_new0 (guint32, MAX (n_organisations, n_days) + 1);
  guint32 *order = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    ends[rows[i].day - first_day + 1]++;
  for (guint i = 0; i < n_days; i++)
    ends[i + 1] += ends[i];
  for (guint32 i = 0; i < n; i++)
    by_day[ends[rows[i].day - first_day]++] = i;

  memset (ends, 0, sizeof *ends * (MAX (n_organisations, n_days) + 1));
  for (guint32 i = 0; i < n; i++)
    ends[rows[i].organisation + 1]++;
  for (guint i = 0; i < n_organisations; i++)
    ends[i + 1] += ends[i];
  for (guint32 i = 0; i < n; i++)
    order[ends[rows[by_day[i]].organisation]++] = by_day[i];
  return order;
}

static gint64
get_number (GHashTable *wide,
            guint32     row,
            guint32     kept)
{
  return kept == WIDE ? *(const gint64 *) g_hash_table_lookup (wide, GUINT_TO_POINTER (row)) : kept;
}

/* The arrays of one activity. */
static void
make_postings (const RawActivity *raw,
               guint              n_organisations,
               guint              n_days,
               BatonDay           first_day,
               BatonPostings     *postings)
{
  const Raw *rows = (const Raw *) (gpointer) raw->rows->data;
  guint32 n = raw->rows->len;
  g_autofree guint32 *order = sort_rows (rows, n, n_organisations, n_days, first_day);
  gboolean has_amount = FALSE, has_region = FALSE, has_reversed = FALSE;

  for (guint32 i = 0; i < n; i++)
    {
      has_amount |= rows[i].amount != 0;
      has_region |= rows[i].region != 0;
      has_reversed |= rows[i].reversed != 0;
    }
  postings->n = n;
  postings->organisation = g_new (guint32, n);
  postings->member = g_new (guint32, n);
  postings->day = g_new (guint16, n);
  if (raw->wide_quantity != NULL)
    postings->wide_quantity = g_new (gint64, n);
  else
    postings->quantity = g_new (guint32, n);
  if (raw->wide_amount != NULL)
    postings->wide_amount = g_new (gint64, n);
  else if (has_amount)
    postings->amount = g_new (guint32, n);
  if (has_region)
    postings->region = g_new (guint8, n);
  if (has_reversed)
    postings->reversed = g_new (guint8, n);

  for (guint32 i = 0; i < n; i++)
    {
      const Raw *row = &rows[order[i]];

      postings->organisation[i] = row->organisation;
      postings->member[i] = row->member;
      postings->day[i] = row->day - first_day;
      if (postings->quantity != NULL)
        postings->quantity[i] = row->quantity;
      else
        postings->wide_quantity[i] = get_number (raw->wide_quantity, order[i], row->quantity);
      if (postings->amount != NULL)
        postings->amount[i] = row->amount;
      else if (postings->wide_amount != NULL)
        postings->wide_amount[i] = get_number (raw->wide_amount, order[i], row->amount);
      if (has_region)
        postings->region[i] = row->region;
      if (has_reversed)
        postings->reversed[i] = row->reversed;
    }
  baton_postings_summarise (postings, n_days);
}

void
baton_postings_summarise (BatonPostings *self,
                          guint          n_days)
{
  self->count_by_day = g_new0 (guint32, n_days);
  self->quantity_by_day = g_new0 (gint64, n_days);
  for (guint32 i = 0; i < self->n; i++)
    {
      gint64 quantity = baton_postings_get_quantity (self, i);

      self->count_by_day[self->day[i]]++;
      self->most_quantity = MAX (self->most_quantity, quantity);
      self->most_amount = MAX (self->most_amount, baton_postings_get_amount (self, i));
      /* Scans only trust the sum where no sum of so many quantities can overflow. */
      if (self->most_quantity <= BATON_INTEGER_MAX / MAX (self->n, 1))
        self->quantity_by_day[self->day[i]] += quantity;
    }
}

void
baton_postings_clear (BatonPostings *self)
{
  if (self->borrowed)
    return;
  g_free (self->organisation);
  g_free (self->member);
  g_free (self->day);
  g_free (self->quantity);
  g_free (self->amount);
  g_free (self->wide_quantity);
  g_free (self->wide_amount);
  g_free (self->region);
  g_free (self->reversed);
  g_free (self->count_by_day);
  g_free (self->quantity_by_day);
}

guint32
baton_postings_find (const BatonPostings *self,
                     guint                organisation)
{
  guint32 low = 0;
  guint32 high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->organisation[middle] < organisation)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

static void
free_postings (BatonPostings *postings)
{
  baton_postings_clear (postings);
  g_free (postings);
}

static BatonColumns *
columns_new (void)
{
  BatonColumns *self = g_new0 (BatonColumns, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_postings);
  return self;
}

BatonColumns *
baton_columns_new_mapped (GBytes *bytes,
                          guint   n_activities)
{
  BatonColumns *self = columns_new ();

  self->bytes = g_bytes_ref (bytes);
  self->activities = g_ptr_array_new_with_free_func (g_free);
  self->regions = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->regions, NULL);
  self->postings = g_new0 (BatonPostings, n_activities);
  return self;
}

/* Activities, shared out among threads: each takes the next that nobody has. */
typedef struct
{
  BatonColumns        *columns;
  BatonColumnsBuilder *builder;
  guint                next;       /* atomic */
} Sorting;

static gpointer
sort_some (gpointer data)
{
  Sorting *sorting = data;
  BatonColumns *self = sorting->columns;
  guint i;

  while ((i = (guint) g_atomic_int_add ((int *) &sorting->next, 1)) < self->activities->len)
    {
      RawActivity *raw = &g_array_index (sorting->builder->raw, RawActivity, i);

      make_postings (raw, self->n_organisations, self->n_days, self->first_day, &self->postings[i]);
      /* At once, so that rows and columns are never both there as a whole. */
      clear_raw (raw);
    }
  return NULL;
}

static void
sort_activities (BatonColumns        *self,
                 BatonColumnsBuilder *builder)
{
  Sorting sorting = { self, builder, 0 };
  GThread *second = self->n_events >= PARALLEL_EVENTS ? g_thread_new ("baton-columns", sort_some, &sorting) : NULL;

  sort_some (&sorting);
  if (second != NULL)
    g_thread_join (second);
}

BatonColumns *
baton_columns_builder_finish (BatonColumnsBuilder *builder)
{
  BatonColumns *self = columns_new ();
  gint64 span = (gint64) builder->last_day - builder->first_day + 1;

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

BatonColumns *
baton_columns_new (BatonRegister *reg,
                   BatonHistory  *history)
{
  g_autoptr (BatonColumnsBuilder) builder = baton_columns_builder_new (baton_register_get_n_organisations (reg),
                                                                       baton_register_get_n_members (reg));
  const BatonEvent *events = baton_history_get_events (history);

  for (guint i = 0; i < baton_history_get_n_events (history); i++)
    {
      const BatonEvent *event = &events[i];
      BatonColumnsRow row = { .quantity = event->quantity, .amount = event->amount, .member = BATON_INDEX_NONE, .day = event->day,
                              .reversed = event->reversal_index != BATON_EVENT_NONE };
      guint activity, region = 0;

      if (event->type == BATON_EVENT_REDEMPTION && event->state == BATON_EVENT_APPROVED && event->reverses == NULL)
        baton_columns_builder_set_partial (builder);
      row.organisation = baton_register_find_organisation (reg, event->organisation);
      if (event->type != BATON_EVENT_ACTIVITY || event->state != BATON_EVENT_APPROVED || event->reverses != NULL ||
          row.organisation == BATON_INDEX_NONE)
        continue;
      if (event->member != NULL)
        row.member = baton_register_find_member (reg, event->member);
      activity = baton_columns_builder_add_activity (builder, event->subject);
      if (event->region != NULL)
        region = baton_columns_builder_add_region (builder, event->region);
      if (activity == G_MAXUINT || region == G_MAXUINT || event->share != BATON_WHOLE)
        {
          baton_columns_builder_set_partial (builder);
          continue;
        }
      row.activity = activity;
      row.region = region;
      baton_columns_builder_add (builder, &row);
    }
  return baton_columns_builder_finish (builder);
}

BatonColumns *
baton_columns_ref (BatonColumns *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_columns_unref (BatonColumns *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->activities->len; i++)
    baton_postings_clear (&self->postings[i]);
  g_free (self->postings);
  g_ptr_array_unref (self->activities);
  g_ptr_array_unref (self->regions);
  g_hash_table_unref (self->counted);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
baton_columns_is_partial (BatonColumns *self)
{
  return self->partial;
}

guint64
baton_columns_get_n_events (BatonColumns *self)
{
  return self->n_events;
}

guint
baton_columns_get_n_organisations (BatonColumns *self)
{
  return self->n_organisations;
}

guint
baton_columns_find_activity (BatonColumns *self,
                             const char   *id)
{
  for (guint i = 0; i < self->activities->len; i++)
    {
      if (strcmp (g_ptr_array_index (self->activities, i), id) == 0)
        return i;
    }
  return BATON_INDEX_NONE;
}

static gsize
get_row_bytes (const BatonPostings *postings)
{
  return 2 * sizeof (guint32) + sizeof (guint16) + (postings->quantity != NULL ? sizeof (guint32) : sizeof (gint64)) +
         (postings->amount != NULL ? sizeof (guint32) : postings->wide_amount != NULL ? sizeof (gint64) : 0) +
         (postings->region != NULL) + (postings->reversed != NULL);
}

gsize
baton_columns_get_size (BatonColumns *self)
{
  gsize size = 0;

  for (guint i = 0; i < self->activities->len; i++)
    size += get_row_bytes (&self->postings[i]) * self->postings[i].n + self->n_days * (sizeof (guint32) + sizeof (gint64));
  return size;
}

static guint64
sum_array (const void *bytes,
           gsize       size)
{
  const guint64 *words = bytes;
  guint64 sum = 0;

  for (gsize i = 0; words != NULL && i < size / sizeof *words; i++)
    sum += words[i];
  return sum;
}

guint64
baton_columns_sum_bytes (BatonColumns *self)
{
  guint64 sum = 0;

  for (guint i = 0; i < self->activities->len; i++)
    {
      const BatonPostings *postings = &self->postings[i];

      sum += sum_array (postings->organisation, postings->n * sizeof (guint32)) + sum_array (postings->member, postings->n * sizeof (guint32)) +
             sum_array (postings->day, postings->n * sizeof (guint16)) + sum_array (postings->quantity, postings->n * sizeof (guint32)) +
             sum_array (postings->amount, postings->n * sizeof (guint32)) + sum_array (postings->region, postings->n);
    }
  return sum;
}

/* ── Those that count ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
counts_again (const BatonCounting *counting,
              BatonDay             last,
              BatonDay             day)
{
  if (counting->again == BATON_AGAIN_FISCAL_YEAR)
    return baton_day_get_fiscal_year_start (last, counting->fiscal_start) != baton_day_get_fiscal_year_start (day, counting->fiscal_start);
  return counting->again == BATON_AGAIN_MONTHS && day >= baton_day_add_months (last, counting->again_months);
}

/* Marks the events of one organization, [first, end), that count; see baton-replay-first.c for the rule. */
static void
mark_organisation (BatonColumns        *self,
                   const BatonPostings *postings,
                   guint32              first,
                   guint32              end,
                   const BatonCounting *counting,
                   guint8              *counts)
{
  g_autoptr (GHashTable) last_of_member = NULL;
  gint64 last = G_MININT64;

  if (counting->once == BATON_ONCE_MEMBER)
    last_of_member = g_hash_table_new (NULL, NULL);
  for (guint32 i = first; i < end; i++)
    {
      BatonDay day = self->first_day + postings->day[i];
      gboolean reversed = postings->reversed != NULL && postings->reversed[i];

      if (last_of_member != NULL)
        {
          gpointer found;

          last = g_hash_table_lookup_extended (last_of_member, GUINT_TO_POINTER (postings->member[i]), NULL, &found) ? GPOINTER_TO_INT (found)
                                                                                                                : G_MININT64;
        }
      if (last != G_MININT64 && !counts_again (counting, (BatonDay) last, day))
        continue;
      counts[i] = !reversed;
      if (reversed && counting->next_after_reversal)
        continue;
      last = day;
      if (last_of_member != NULL)
        g_hash_table_insert (last_of_member, GUINT_TO_POINTER (postings->member[i]), GINT_TO_POINTER (day));
    }
}

static BatonPostings *
select_counted (BatonColumns        *self,
                const BatonPostings *all,
                const guint8        *counts)
{
  BatonPostings *selected = g_new0 (BatonPostings, 1);
  guint32 n = 0;

  for (guint32 i = 0; i < all->n; i++)
    n += counts[i];
  selected->organisation = g_new (guint32, n);
  selected->member = g_new (guint32, n);
  selected->day = g_new (guint16, n);
  selected->quantity = all->quantity != NULL ? g_new (guint32, n) : NULL;
  selected->amount = all->amount != NULL ? g_new (guint32, n) : NULL;
  selected->wide_quantity = all->wide_quantity != NULL ? g_new (gint64, n) : NULL;
  selected->wide_amount = all->wide_amount != NULL ? g_new (gint64, n) : NULL;
  selected->region = all->region != NULL ? g_new (guint8, n) : NULL;
  for (guint32 i = 0; i < all->n; i++)
    {
      guint32 k = selected->n;

      if (!counts[i])
        continue;
      selected->organisation[k] = all->organisation[i];
      selected->member[k] = all->member[i];
      selected->day[k] = all->day[i];
      if (all->quantity != NULL)
        selected->quantity[k] = all->quantity[i];
      if (all->amount != NULL)
        selected->amount[k] = all->amount[i];
      if (all->wide_quantity != NULL)
        selected->wide_quantity[k] = all->wide_quantity[i];
      if (all->wide_amount != NULL)
        selected->wide_amount[k] = all->wide_amount[i];
      if (all->region != NULL)
        selected->region[k] = all->region[i];
      selected->n++;
    }
  baton_postings_summarise (selected, self->n_days);
  return selected;
}

const BatonPostings *
baton_columns_get_counted (BatonColumns        *self,
                           guint                activity,
                           const BatonCounting *counting)
{
  const BatonPostings *all = &self->postings[activity];
  g_autofree guint8 *counts = NULL;
  g_autofree char *key = NULL;
  BatonPostings *counted;
  g_autoptr (GMutexLocker) locker = NULL;

  if (counting->once == BATON_ONCE_NEVER && all->reversed == NULL)
    return all;

  key = g_strdup_printf ("%u %u %u %d %d %d", activity, (guint) counting->once, (guint) counting->again, counting->again_months,
                         counting->next_after_reversal, counting->again == BATON_AGAIN_FISCAL_YEAR ? counting->fiscal_start : 0);
  locker = g_mutex_locker_new (&self->lock);
  counted = g_hash_table_lookup (self->counted, key);
  if (counted != NULL)
    return counted;

  counts = g_new0 (guint8, all->n);
  for (guint32 first = 0, end; first < all->n; first = end)
    {
      for (end = first + 1; end < all->n && all->organisation[end] == all->organisation[first];)
        end++;
      if (counting->once == BATON_ONCE_NEVER)
        for (guint32 i = first; i < end; i++)
          counts[i] = !all->reversed[i];
      else
        mark_organisation (self, all, first, end, counting, counts);
    }
  counted = select_counted (self, all, counts);
  g_hash_table_insert (self->counted, g_steal_pointer (&key), counted);
  return counted;
}
