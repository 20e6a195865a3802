/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows on their way to columns: ten bytes each, in *pieces* straight from the kernel, so that what has been laid out is given back
 * at once: rows and columns are never both there as a whole. A piece has rows of one activity and one builder. Which of them came
 * from the same turn of the input is a *stretch* of the piece; laying out goes through the stretches by activity and turn.
 *
 * Nearly all events of a member are their organization's: a row names the member, and the builder's *home* of the member is the
 * organization. Inside this room only.
 */
#pragma once

#include "incentives/baton-columns-private.h"

G_BEGIN_DECLS

#define BATON_PIECE_ROWS 16384
/* A quantity that does not fit stands in the piece's table. */
#define BATON_PIECE_WIDE G_MAXUINT16

/* What *subject* of a row is. */
enum
{
  BATON_PIECE_HOME,           /* a member, for the organization that is its home */
  BATON_PIECE_UNASSIGNED,     /* an organization, without a member */
  BATON_PIECE_PAIR,           /* a place in *pairs* of the piece */
};

typedef struct __attribute__ ((packed, aligned (2)))
{
  guint32 subject;
  guint16 quantity;
  guint16 low;                /* of the day since BATON_DAY_MIN: 16 bits of 22 */
  guint8  high;               /* the rest of the day, and above it what *subject* is */
  guint8  region;
} BatonPieceRow;
G_STATIC_ASSERT (sizeof (BatonPieceRow) == 10);
G_STATIC_ASSERT (BATON_DAY_MAX - BATON_DAY_MIN < 1 << 22);

typedef struct
{
  guint32 organisation;
  guint32 member;
} BatonPiecePair;

/* The organization that each member's first event was for; BATON_INDEX_NONE: none so far. */
typedef struct
{
  gatomicrefcount references;
  guint32         organisations[];
} BatonPieceHome;

typedef struct
{
  guint           activity;
  guint32         n;
  guint32         n_stretches;     /* that have not been laid out */
  BatonPieceRow  *rows;
  guint32        *amounts;         /* NULL while all are 0 */
  guint8         *reversed;        /* a bit a row; NULL while none is */
  GArray         *pairs;           /* of BatonPiecePair; NULL while there is none */
  GHashTable     *wide_quantity;   /* row → gint64; NULL while there is none */
  GHashTable     *wide_amount;     /* of those that do not fit in 32 bits */
  BatonPieceHome *home;
} BatonPiece;

/* Rows of one turn. */
typedef struct
{
  guint64     turn;
  BatonPiece *piece;
  guint32     first;
  guint32     n;
} BatonStretch;

BatonPiece *baton_piece_new       (guint             activity,
                                   BatonPieceHome   *home);
void        baton_piece_free      (BatonPiece       *piece);
void        baton_piece_add       (BatonPiece            *piece,
                                   const BatonColumnsRow *row);
gint64      baton_piece_find_wide (GHashTable       *wide,
                                   guint32           row);
/* Fills the postings of *self* from the rows of *stretches* (of BatonStretch, by activity and turn). Gives back the memory of each
 * piece as soon as its last stretch is laid out. */
void        baton_columns_lay_out (BatonColumns     *self,
                                   GArray           *stretches);

static inline guint32
baton_piece_get_organisation (const BatonPiece *piece,
                              guint32           row)
{
  const BatonPieceRow *at = &piece->rows[row];

  switch (at->high >> 6)
    {
    case BATON_PIECE_HOME:
      return piece->home->organisations[at->subject];
    case BATON_PIECE_UNASSIGNED:
      return at->subject;
    default:
      return g_array_index (piece->pairs, BatonPiecePair, at->subject).organisation;
    }
}

static inline guint32
baton_piece_get_member (const BatonPiece *piece,
                        guint32           row)
{
  const BatonPieceRow *at = &piece->rows[row];

  switch (at->high >> 6)
    {
    case BATON_PIECE_HOME:
      return at->subject;
    case BATON_PIECE_UNASSIGNED:
      return BATON_INDEX_NONE;
    default:
      return g_array_index (piece->pairs, BatonPiecePair, at->subject).member;
    }
}

static inline BatonDay
baton_piece_get_day (const BatonPiece *piece,
                     guint32           row)
{
  return BATON_DAY_MIN + (BatonDay) (piece->rows[row].low | (piece->rows[row].high & 0x3fu) << 16);
}

static inline gint64
baton_piece_get_quantity (const BatonPiece *piece,
                          guint32           row)
{
  return piece->rows[row].quantity != BATON_PIECE_WIDE ? piece->rows[row].quantity : baton_piece_find_wide (piece->wide_quantity, row);
}

static inline gint64
baton_piece_get_amount (const BatonPiece *piece,
                        guint32           row)
{
  if (piece->amounts == NULL)
    return 0;
  return piece->amounts[row] != G_MAXUINT32 ? piece->amounts[row] : baton_piece_find_wide (piece->wide_amount, row);
}

static inline gboolean
baton_piece_is_reversed (const BatonPiece *piece,
                         guint32           row)
{
  return piece->reversed != NULL && (piece->reversed[row / 8] >> row % 8 & 1) != 0;
}

G_END_DECLS
