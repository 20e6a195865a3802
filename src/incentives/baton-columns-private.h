/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns as scans and segments see them. Inside this room only.
 */
#pragma once

#include "incentives/baton-columns.h"
#include "incentives/baton-scheme.h"
#include "incentives/baton-segment-file.h"

G_BEGIN_DECLS

/* Events of one activity, in the order of organization, day, id. */
typedef struct
{
  guint32   n;
  guint32  *organisation;
  guint32  *member;
  guint16  *day;             /* since the first day of the columns */
  guint32  *quantity;        /* where *wide_quantity* is NULL */
  guint32  *amount;          /* NULL: all 0, or *wide_amount* */
  gint64   *wide_quantity;   /* NULL unless some do not fit in 32 bits */
  gint64   *wide_amount;
  guint8   *region;          /* NULL: all 0 */
  guint8   *reversed;        /* NULL: none */
  guint32  *count_by_day;
  gint64   *quantity_by_day;
  gint64    most_quantity;
  gint64    most_amount;
  gboolean  borrowed;        /* the arrays are part of a mapped file */
} BatonPostings;

/* Which of an activity's events count. */
typedef struct
{
  BatonOnce  once;
  BatonAgain again;
  int        again_months;
  gboolean   next_after_reversal;
  int        fiscal_start;
} BatonCounting;

struct _BatonColumns
{
  gatomicrefcount  references;
  guint            n_organisations;
  guint            n_members;
  BatonDay         first_day;
  guint            n_days;
  GPtrArray       *activities;   /* of owned ids */
  GPtrArray       *regions;      /* of owned ids; the first is NULL: none */
  BatonPostings   *postings;     /* by activity */
  guint64          n_events;
  guint64          n_uncounted;  /* events that wait for approval, and the most that one of them has */
  gint64           most_uncounted_quantity;
  gint64           most_uncounted_amount;
  BatonChecksum    origin;       /* what they were made of, see baton-columns-store.h; 0: not known */
  gboolean         partial;
  GBytes          *bytes;        /* where the arrays lie; NULL: each for itself */
  gboolean         members_move; /* some member has events of several organizations */
  GMutex           lock;         /* guards what follows */
  GHashTable      *counted;      /* key → BatonPostings: those that count */
};

/* (transfer full) */
BatonColumns        *baton_columns_new_blank    (void);
/* Columns without anything yet, whose postings are going to lie in *bytes*. (transfer full) */
BatonColumns        *baton_columns_new_mapped   (GBytes              *bytes,
                                                 guint                n_activities);
/* As baton_columns_save(), of that origin. */
gboolean             baton_columns_save_of      (BatonColumns        *self,
                                                 const char          *path,
                                                 const BatonChecksum *origin,
                                                 GError             **error);
/* Borrowed from the columns. */
const BatonPostings *baton_columns_get_counted  (BatonColumns        *self,
                                                 guint                activity,
                                                 const BatonCounting *counting);
guint                baton_columns_find_activity (BatonColumns       *self,
                                                  const char         *id);
/* Index of the first event of *organisation* or a later one. */
guint32              baton_postings_find        (const BatonPostings *self,
                                                 guint                organisation);
void                 baton_postings_summarise   (BatonPostings       *self,
                                                 guint                n_days);
void                 baton_postings_clear       (BatonPostings       *self);

static inline gint64
baton_postings_get_quantity (const BatonPostings *self,
                             guint32              i)
{
  return self->wide_quantity != NULL ? self->wide_quantity[i] : self->quantity[i];
}

static inline gint64
baton_postings_get_amount (const BatonPostings *self,
                           guint32              i)
{
  return self->wide_amount != NULL ? self->wide_amount[i] : self->amount != NULL ? self->amount[i] : 0;
}

G_END_DECLS
