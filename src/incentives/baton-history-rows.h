/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several segments read as one history: rows that later segments amend are left out, and those that remain have an *index*, in
 * the order of day and id, as the rows of any history have. Where there is one segment and nothing in it is amended, an index is a
 * row. The order, and what is reversed, are worked out when they are first asked for.
 *
 * Immutable, free to cross threads. Inside this room only.
 */
#pragma once

#include "incentives/baton-rows.h"

G_BEGIN_DECLS

typedef struct _BatonHistoryRows BatonHistoryRows;

/* A row of a reversal, and of what it reverses, by index. */
typedef struct
{
  guint32 reversal;
  guint32 original;     /* BATON_EVENT_NONE: there is none, or it is reversed already */
} BatonHistoryPair;

/* Takes *segments* (of BatonRows, rising by number; *numbers* are theirs) over. NULL with BATON_INCENTIVES_ERROR_DAMAGED where a
 * segment amends what is not there. */
BatonHistoryRows *baton_history_rows_new        (GPtrArray              *segments,
                                                 GArray                 *numbers,
                                                 GError                **error);
void              baton_history_rows_free       (BatonHistoryRows       *self);
guint32           baton_history_rows_get_n      (BatonHistoryRows       *self);
/* FALSE without rows. */
gboolean          baton_history_rows_get_span   (BatonHistoryRows       *self,
                                                 BatonDay               *first,
                                                 BatonDay               *last);
/* Something was read that is damaged; from then on nothing that was read is to be used. */
gboolean          baton_history_rows_is_damaged (BatonHistoryRows       *self);
/* (transfer none): all segments, the base first. */
GPtrArray        *baton_history_rows_list       (BatonHistoryRows       *self);
/* Whether the row of the segment of that place in the list counts no longer. */
gboolean          baton_history_rows_is_dead    (BatonHistoryRows       *self,
                                                 guint                   segment,
                                                 guint32                 row);
/* Where the row of *index* lies; returns the segment's place in the list. */
guint             baton_history_rows_locate     (BatonHistoryRows       *self,
                                                 guint32                 index,
                                                 guint32                *row);
/* All reversals, by index. (transfer none) */
const BatonHistoryPair *baton_history_rows_get_pairs (BatonHistoryRows  *self,
                                                      guint             *n);
/* A bit for each row that is taken back, by index; NULL: none is. (transfer full) */
guint8           *baton_history_rows_mark_reversed (BatonHistoryRows    *self);
/* The same rows up to and with *through*, and behind them those of *made_up*, which it takes over. NULL as above. */
BatonHistoryRows *baton_history_rows_continue   (BatonHistoryRows       *self,
                                                 BatonDay                through,
                                                 BatonRows              *made_up,
                                                 GError                **error);
gboolean          baton_history_rows_has_made_up (BatonHistoryRows      *self);
/* How many rows have the subject. */
guint             baton_history_rows_count_subject (BatonHistoryRows    *self,
                                                    const char          *id);
/* Whether some row has a region of which *table* has the id as a key. */
gboolean          baton_history_rows_has_region (BatonHistoryRows       *self,
                                                 GHashTable             *table);
/* The same for the subject. */
gboolean          baton_history_rows_has_subject (BatonHistoryRows      *self,
                                                 GHashTable             *table);
/* Fills *event* from the row of *index*; its id, and what it reverses, are kept in *strings*. The indices are not filled. */
void              baton_history_rows_get_event  (BatonHistoryRows       *self,
                                                 guint32                 index,
                                                 GStringChunk           *strings,
                                                 BatonEvent             *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHistoryRows, baton_history_rows_free)

G_END_DECLS
