/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history while it is being built. Inside this room only.
 */
#pragma once

#include "incentives/baton-history-rows.h"

G_BEGIN_DECLS

struct _BatonHistoryBuilder
{
  GStringChunk *strings;
  GArray       *events;          /* of BatonEvent, one an id */
  GArray       *lines;           /* of guint64, beside them: where the row stood; 0 when added */
  GHashTable   *by_id;           /* id → index + 1 */
};

/* Which rows are claims, of a history that never changes: rows are gone through once for them, however often is asked. */
typedef struct
{
  GMutex  lock;       /* guards what follows */
  GArray *indices;    /* of guint32, rising; NULL until somebody asks */
} BatonClaimList;

BatonClaimList   *baton_history_get_claim_list (BatonHistory    *self);
/* A history that lies in segments; takes *rows* over. (transfer full) */
BatonHistory     *baton_history_new_from_rows (BatonHistoryRows *rows);
/* NULL where it does not. */
BatonHistoryRows *baton_history_get_rows      (BatonHistory     *self);
/* The line of the file for it, with its end. */
void              baton_history_append_event  (GString          *text,
                                               const BatonEvent *event);

/* What a reader does with each row; FALSE where its id and version were there with other content. */
typedef gboolean (* BatonHistorySink) (const BatonEvent *event,
                                       guint64           line,
                                       gpointer          user_data);

/* Reads a file in pieces, each of whole rows; it begins with the header, or is JSON Lines. */
typedef struct _BatonHistoryReader BatonHistoryReader;

BatonHistoryReader *baton_history_reader_new        (BatonHistorySink          sink,
                                                     gpointer                  user_data,
                                                     GPtrArray                *bad_rows);
void                baton_history_reader_free       (BatonHistoryReader       *reader);
void                baton_history_reader_take       (BatonHistoryReader       *reader,
                                                     const char               *data,
                                                     gsize                     length);
/* Reads the header only; where the rows begin. */
gsize               baton_history_reader_begin       (BatonHistoryReader       *reader,
                                                      const char               *data,
                                                      gsize                     length);
/* Whether the header names no rows that could be read: then none is. */
gboolean            baton_history_reader_is_unusable (const BatonHistoryReader *reader);
/* Where each column stands in a row, −1 for nowhere; NULL for JSON Lines. */
const int          *baton_history_reader_get_positions (const BatonHistoryReader *reader,
                                                        guint                    *n_fields);
/* Another reader for pieces of the file whose header *head* has read, to be used on any one thread. */
BatonHistoryReader *baton_history_reader_new_like    (const BatonHistoryReader *head,
                                                      BatonHistorySink          sink,
                                                      gpointer                  user_data);
/* Lines count from 1 in each piece. */
void                baton_history_reader_start_piece (BatonHistoryReader       *reader,
                                                      GPtrArray                *bad_rows);
guint64             baton_history_reader_count_lines (const BatonHistoryReader *reader);
/* Reads the next row of *csv* that can be split, and reports those before it. */
void                baton_history_reader_take_row    (BatonHistoryReader       *reader,
                                                      BatonCsv                 *csv);
/* Rows that the sink took. */
guint64             baton_history_reader_get_n_good (const BatonHistoryReader *reader);
/* Whether a file that begins so is JSON Lines. */
gboolean            baton_history_reader_is_lines   (const char               *data,
                                                     gsize                     length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHistoryReader, baton_history_reader_free)

extern const char * const baton_event_type_names[BATON_N_EVENT_TYPES];
extern const char * const baton_event_state_names[BATON_N_EVENT_STATES];

/* As baton_history_builder_add(), of a row that stands in *line* of a file. */
gboolean baton_history_builder_add_row (BatonHistoryBuilder *builder,
                                        const BatonEvent    *event,
                                        guint64              line);

G_END_DECLS
