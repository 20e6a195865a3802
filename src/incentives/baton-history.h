/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history: what partners did (events), what they took for their points (redemptions), and what they asked of funds
 * (claims). Data, not program.
 *
 * history.csv: comma-separated, UTF-8; the first line names the columns, in any order. Only id, organisation and day are
 * needed; a column that is left out counts as empty in every row:
 *
 *   id,type,organisation,member,activity,day,quantity,amount,currency,original,region,deal,part,share,state,version,reverses,reward,fund,points,granted
 *
 *   id            at most 200 bytes. Ids order numerically where both are all digits; such ids come before all others;
 *                 others order bytewise
 *   type          event (also when empty), redemption or claim
 *   organisation  id in the register
 *   member        id in the register: the owner of the activity, who earns its individual points; empty: they wait
 *                 unassigned. For a redemption with individual points: who redeems
 *   activity      event: id of the program's activity
 *   day           YYYY-MM-DD in the program's time zone: when it happened, not when it was reported
 *   quantity      event: plain digits; empty is 1. redemption: how many; empty is 1
 *   amount        event: the deal's value; claim: what is asked for; redemption at an exchange rate: the money wanted.
 *                 Plain digits, in the smallest unit of the *program's* currency (cents)
 *   currency      ISO 4217 code of the currency in which it was agreed, where that is another one
 *   original      the amount in the smallest unit of that currency. Only shown: whoever reports the event converts it, at
 *                 the rate of its day, so that no later rate restates the past and every sum is exact
 *   region        event: id of a term; asked by clauses of an audience on the event's side
 *   deal          what several organizations' events have in common
 *   part          sourced, influenced, delivered, or any other word
 *   share         basis points of the amount that count for fees, rebates and funds; 10000 when empty. Points are full
 *   state         event, redemption: pending, approved (also when empty) or declined
 *                 claim: draft, submitted, returned, approved, paid, expired or declined
 *   version       plain digits; 1 when empty. The highest version of an id is the one that counts
 *   reverses      event, redemption: id of what it takes back, in full, at the day of the original. A deal that is cancelled
 *                 in part is amended instead: the same id with a higher version and what is left
 *   reward        redemption: id of the reward
 *   fund          claim: id of the fund
 *   points        redemption: the points that were taken; empty: as the reward's price on that day gives
 *   granted       claim: the part of the amount that was approved; the whole amount when empty
 *
 * The same as JSON Lines: an object a line, whose members are named as the columns; texts, or whole numbers in plain digits. Members
 * may be left out.
 *
 * Rows of one id and version with the same content are one row; with other content the later one is a bad row. A field
 * that means nothing for the row's type must be empty.
 *
 * A history is immutable and reference-counted, free to cross threads. Its rows are sorted by day, then id.
 */
#pragma once

#include "incentives/baton-csv.h"
#include "model/baton-day.h"

G_BEGIN_DECLS

typedef struct _BatonHistory BatonHistory;
typedef struct _BatonHistoryBuilder BatonHistoryBuilder;

typedef enum
{
  BATON_EVENT_ACTIVITY,
  BATON_EVENT_REDEMPTION,
  BATON_EVENT_CLAIM,
  BATON_N_EVENT_TYPES
} BatonEventType;

typedef enum
{
  BATON_EVENT_APPROVED,
  BATON_EVENT_PENDING,
  BATON_EVENT_DECLINED,
  BATON_EVENT_DRAFT,       /* this and the following: claims only */
  BATON_EVENT_SUBMITTED,
  BATON_EVENT_RETURNED,
  BATON_EVENT_PAID,
  BATON_EVENT_EXPIRED,
  BATON_N_EVENT_STATES
} BatonEventState;

#define BATON_HISTORY_HEADER \
  "id,type,organisation,member,activity,day,quantity,amount,currency,original,region,deal,part,share,state,version," \
  "reverses,reward,fund,points,granted"

/* One row. Strings are the history's; NULL where empty. */
typedef struct
{
  const char      *id;
  const char      *organisation;
  const char      *member;
  const char      *subject;       /* id of the activity, reward or fund, as the type has it */
  const char      *region;
  const char      *deal;
  const char      *part;
  const char      *currency;
  const char      *reverses;
  gint64           quantity;
  gint64           amount;
  gint64           original;
  gint64           points;        /* redemption: −1 when the price gives it */
  gint64           granted;       /* claim: equals amount unless given */
  BatonDay         day;
  guint32          share;         /* basis points */
  guint32          version;
  guint32          original_index; /* of what it reverses; BATON_EVENT_NONE */
  guint32          reversal_index; /* of the approved row that reverses it; BATON_EVENT_NONE */
  BatonEventType   type;
  BatonEventState  state;
} BatonEvent;

#define BATON_EVENT_NONE G_MAXUINT32

BatonHistoryBuilder *baton_history_builder_new      (void);
void                 baton_history_builder_free     (BatonHistoryBuilder *builder);
/* Reads a file, of comma-separated values or of JSON Lines; several may follow one another. Bad rows are appended to *bad_rows* (nullable; of BatonBadRow). Returns the
 * number of good rows, repeated ones included. */
guint                baton_history_builder_read     (BatonHistoryBuilder *builder,
                                                     const char          *data,
                                                     gsize                length,
                                                     GPtrArray           *bad_rows);
/* Adds one row, its strings copied; FALSE where its id and version are there already with other content. The indices are
 * not looked at. */
gboolean             baton_history_builder_add      (BatonHistoryBuilder *builder,
                                                     const BatonEvent    *event);
/* The history of all rows so far: the highest version of each id, sorted, reversals tied to their originals. A reversal of
 * nothing, of another reversal, or of what is reversed already is reported and counts for nothing. (transfer full) */
BatonHistory        *baton_history_builder_finish   (BatonHistoryBuilder *builder,
                                                     GPtrArray           *bad_rows);

BatonHistory        *baton_history_read             (const char          *data,
                                                     gsize                length,
                                                     GPtrArray           *bad_rows);
BatonHistory        *baton_history_new_empty        (void);
BatonHistory        *baton_history_ref              (BatonHistory        *self);
void                 baton_history_unref            (BatonHistory        *self);

guint                baton_history_get_n_events     (BatonHistory        *self);
/* Whether something damaged was read of a history that lies in segments: then nothing that was worked out from it holds. Ask it
 * last. */
gboolean             baton_history_is_damaged       (BatonHistory        *self);
/* All rows, sorted by day, then id. A history of segments makes a record of each first: with millions of them rather ask for what
 * you need, as the functions behind this one do. */
const BatonEvent    *baton_history_get_events       (BatonHistory        *self);
/* Its index; BATON_EVENT_NONE when there is none. */
guint                baton_history_find             (BatonHistory        *self,
                                                     const char          *id);
/* The first and last day of any row; FALSE when there is none. */
gboolean             baton_history_get_span         (BatonHistory        *self,
                                                     BatonDay            *first,
                                                     BatonDay            *last);
/* (transfer full) */
char                *baton_history_dup_event_id     (BatonHistory        *self,
                                                     guint                index);
BatonDay             baton_history_get_day          (BatonHistory        *self,
                                                     guint                index);
/* How many rows are of that activity, reward or fund. */
guint                baton_history_count_subject    (BatonHistory        *self,
                                                     const char          *id);
/* Whether a row's region is a key of *regions*. */
gboolean             baton_history_has_region       (BatonHistory        *self,
                                                     GHashTable          *regions);
/* Whether a row is of an activity, reward or fund that is a key of *subjects*. */
gboolean             baton_history_has_subject      (BatonHistory        *self,
                                                     GHashTable          *subjects);
/* The file again, with all columns. */
char                *baton_history_write            (BatonHistory        *self);
/* Of it those rows that have an id which is a key of *ids*, what they reverse, and what reverses either. */
char                *baton_history_write_some       (BatonHistory        *self,
                                                     GHashTable          *ids);

/* The order of ids: less than, equal to or greater than 0. */
int                  baton_event_id_compare         (const char          *a,
                                                     const char          *b);
const char          *baton_event_type_get_name      (BatonEventType       type);
const char          *baton_event_state_get_name     (BatonEventState      state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHistory, baton_history_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHistoryBuilder, baton_history_builder_free)

G_END_DECLS
