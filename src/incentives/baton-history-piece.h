/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pieces of a history file turned into rows, each on whichever thread takes it. A *parser* is one thread's: it numbers the names
 * that it meets on its own. The import puts the pieces in their order and gives the names their final numbers, so that nothing
 * depends on how many threads there were.
 *
 * A row of plain characters that says nothing unusual is read where it lies; any other one is left to the ordinary reader, which
 * alone judges and complains. Inside this room only.
 */
#pragma once

#include "incentives/baton-history-private.h"

G_BEGIN_DECLS

typedef struct _BatonHistoryParser BatonHistoryParser;

typedef struct
{
  BatonHistoryParser *parser;      /* borrowed: who read it */
  GArray             *rows;        /* of BatonRow: names by the parser's numbers, lines from 1 within the piece */
  BatonRowTexts       ids;         /* ids that are no plain numbers */
  GPtrArray          *new_names;   /* of borrowed texts: those that the parser met here first; their numbers follow one another */
  GPtrArray          *bad_rows;    /* of BatonBadRow, lines from 1 within the piece */
  guint64             n_lines;
} BatonHistoryPiece;

BatonHistoryPiece  *baton_history_piece_new   (void);
void                baton_history_piece_free  (BatonHistoryPiece        *piece);

/* Of a file whose header *head* has read. The texts of its names live as long as it does. */
BatonHistoryParser *baton_history_parser_new  (const BatonHistoryReader *head);
void                baton_history_parser_free (BatonHistoryParser       *parser);
/* Reads [data, data + length), which is whole rows, in place of what *piece* had. All up to *readable* may be read, whatever it is. */
void                baton_history_parser_take (BatonHistoryParser       *parser,
                                               BatonHistoryPiece        *piece,
                                               const char               *data,
                                               gsize                     length,
                                               const char               *readable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHistoryPiece, baton_history_piece_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHistoryParser, baton_history_parser_free)

G_END_DECLS
