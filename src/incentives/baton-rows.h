/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a history in a file that is never changed: a *segment*, mapped and read where it lies. Rows are in the order of day and
 * id, one an id. Each field is a column of the least width that holds its numbers; a column that says the same in every row
 * has no width at all. Texts stand once, in a table, and rows have their numbers.
 *
 * Opening checks the head, the directory and the tables of texts. The rows themselves are checked a block at a time, each when
 * the first value of it is asked for: what is damaged reads as nothing, and baton_rows_is_damaged() tells. Whoever answers
 * with what they read asks it last.
 *
 * Inside this room only.
 */
#pragma once

#include "incentives/baton-history.h"
#include "incentives/baton-segment-file.h"

G_BEGIN_DECLS

/* Names an event for every segment: its number where the id is one in plain digits, as nearly all are; else BATON_ROW_ID_TEXT and
 * the number of a text in the segment's own table of ids. */
typedef guint64 BatonRowId;

#define BATON_ROW_ID_TEXT (G_GUINT64_CONSTANT (1) << 63)
#define BATON_ROW_ID_NONE G_MAXUINT64
#define BATON_ROWS_MOST (guint64) (G_MAXUINT32 - 1)
/* Rows that are checked together. */
#define BATON_ROWS_BLOCK 65536

typedef struct
{
  BatonRowId id;
  BatonRowId reverses;        /* BATON_ROW_ID_NONE: nothing */
  guint64    line;            /* while it is being imported; 0 */
  gint64     quantity;
  gint64     amount;
  gint64     original;
  gint64     points;
  gint64     granted;
  guint32    organisation;    /* this and the following up to *currency*: numbers of names; 0: none */
  guint32    member;
  guint32    subject;
  guint32    region;
  guint32    deal;
  guint32    part;
  guint32    currency;
  BatonDay   day;
  guint32    version;
  guint32    share;
  guint32    type;
  guint32    state;
} BatonRow;

typedef enum
{
  BATON_ROWS_ID, BATON_ROWS_REVERSES, BATON_ROWS_LINE, BATON_ROWS_QUANTITY, BATON_ROWS_AMOUNT, BATON_ROWS_ORIGINAL, BATON_ROWS_POINTS,
  BATON_ROWS_GRANTED, BATON_ROWS_ORGANISATION, BATON_ROWS_MEMBER, BATON_ROWS_SUBJECT, BATON_ROWS_REGION, BATON_ROWS_DEAL,
  BATON_ROWS_PART, BATON_ROWS_CURRENCY, BATON_ROWS_DAY, BATON_ROWS_VERSION, BATON_ROWS_SHARE, BATON_ROWS_TYPE, BATON_ROWS_STATE,
  BATON_ROWS_N_COLUMNS
} BatonRowsColumn;

/* ── Texts ── */

/* Texts by number, from 1; borrowed from the file, or while they are being collected from a chunk. */
typedef struct
{
  GPtrArray    *texts;      /* of borrowed texts; NULL where they are of a file */
  GStringChunk *chunk;
  GHashTable   *numbers;    /* text → number; NULL: every text is new */
  const char   *bytes;      /* of a file: all texts, each with its NUL */
  const guint64 *offsets;
  guint32       n;          /* how many there are */
} BatonRowTexts;

void        baton_row_texts_init  (BatonRowTexts       *texts,
                                   gboolean             distinct);
void        baton_row_texts_clear (BatonRowTexts       *texts);
/* Its number, a new one where it is new; 0 for NULL. */
guint32     baton_row_texts_add   (BatonRowTexts       *texts,
                                   const char          *text);
/* NULL for 0. */
const char *baton_row_texts_get   (const BatonRowTexts *texts,
                                   guint32              number);
/* The number that names the id, which becomes one of *ids* where it is no plain number. */
BatonRowId  baton_row_id_new      (BatonRowTexts       *ids,
                                   const char          *id);
/* The id as a text; *buffer* (of 24 bytes) holds it where it is a number. */
const char *baton_row_id_get_text (BatonRowId           id,
                                   const BatonRowTexts *ids,
                                   char                *buffer);
/* The order of ids, see baton_event_id_compare(). */
int         baton_row_id_compare  (BatonRowId           a,
                                   const BatonRowTexts *ids_of_a,
                                   BatonRowId           b,
                                   const BatonRowTexts *ids_of_b);

/* ── Reading ── */

/* A row of an earlier segment that no longer counts, as a later one amends it. */
typedef struct
{
  guint32 segment;     /* its number, see baton-history-store.h */
  guint32 row;
} BatonRowsDead;

typedef struct
{
  gint64         base;
  guint32        width;      /* in bytes; 0: all are *base* */
  const guint8  *data;
  const guint64 *sums;       /* two a block */
  gint          *checked;    /* by block, atomic: 0 not yet, 1 sound, 2 damaged */
} BatonRowsField;

typedef struct
{
  GBytes              *bytes;
  gboolean             mapped;     /* *bytes* are a file's */
  guint32              n;
  guint32              n_all;      /* with those that baton_rows_end_with() has left out */
  BatonDay             first;      /* day of any row; BATON_DAY_NONE without rows */
  BatonDay             last;
  BatonRowsField       fields[BATON_ROWS_N_COLUMNS];
  BatonRowTexts        names;
  BatonRowTexts        ids;
  const BatonRowsDead *dead;
  guint64              n_dead;
  gint                 damaged;    /* atomic */
} BatonRows;

/* NULL with BATON_INCENTIVES_ERROR_STORAGE, _DAMAGED or _VERSION. The file stays mapped; it may be taken away meanwhile. */
BatonRows *baton_rows_open        (const char       *path,
                                   GError          **error);
BatonRows *baton_rows_open_bytes  (GBytes           *bytes,
                                   GError          **error);
/* Leaves out the rows of later days. Before anything else is asked. */
void       baton_rows_end_with    (BatonRows        *self,
                                   BatonDay          day);
void       baton_rows_free        (BatonRows        *self);
gboolean   baton_rows_is_damaged  (const BatonRows  *self);
void       baton_rows_get         (BatonRows        *self,
                                   guint32           row,
                                   BatonRow         *out);
/* The rows before *row* are not going to be read soon: the system may take the memory that they were read into. */
void       baton_rows_let_go      (BatonRows        *self,
                                   guint32           row);
/* Checks all blocks; FALSE with BATON_INCENTIVES_ERROR_DAMAGED. */
gboolean   baton_rows_check       (BatonRows        *self,
                                   GError          **error);
/* Checks the block, once; 0 is read from a damaged one. */
gboolean   baton_rows_check_block (BatonRows        *self,
                                   BatonRowsColumn   column,
                                   guint32           block);

static inline gint64
baton_rows_get_value (BatonRows       *self,
                      BatonRowsColumn  column,
                      guint32          row)
{
  const BatonRowsField *field = &self->fields[column];
  guint64 value;

  if (field->width == 0)
    return field->base;
  if (G_UNLIKELY (__atomic_load_n (&field->checked[row / BATON_ROWS_BLOCK], __ATOMIC_ACQUIRE) != 1) &&
      !baton_rows_check_block (self, column, row / BATON_ROWS_BLOCK))
    return 0;
  switch (field->width)
    {
    case 1:
      value = field->data[row];
      break;
    case 2:
      value = ((const guint16 *) (gconstpointer) field->data)[row];
      break;
    case 4:
      value = ((const guint32 *) (gconstpointer) field->data)[row];
      break;
    default:
      value = ((const guint64 *) (gconstpointer) field->data)[row];
      break;
    }
  return (gint64) ((guint64) field->base + value);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRows, baton_rows_free)

/* ── Writing ── */

/* The least and the largest number of each column. */
typedef struct
{
  gint64   least[BATON_ROWS_N_COLUMNS];
  gint64   most[BATON_ROWS_N_COLUMNS];
  guint64  n;
} BatonRowsShape;

void     baton_rows_shape_init (BatonRowsShape *shape);
void     baton_rows_shape_add  (BatonRowsShape *shape,
                                const BatonRow *rows,
                                guint           n_rows);
/* Adds all that a column of the segment can hold. */
void     baton_rows_shape_join (BatonRowsShape  *shape,
                                const BatonRows *rows);

typedef struct _BatonRowsWriter BatonRowsWriter;

/* Begins a file aside of *path*, for *shape->n* rows within its bounds. NULL with BATON_INCENTIVES_ERROR_STORAGE. */
BatonRowsWriter *baton_rows_writer_new    (const char           *path,
                                           const BatonRowsShape *shape,
                                           GError              **error);
/* The same for a segment that is nowhere but in memory. */
BatonRowsWriter *baton_rows_writer_new_in_memory (const BatonRowsShape *shape,
                                                  GError              **error);
/* Rows must come in order. What goes wrong baton_rows_writer_finish() tells. */
void             baton_rows_writer_add    (BatonRowsWriter      *self,
                                           const BatonRow       *rows,
                                           guint                 n_rows);
/* Completes and syncs the file and gives it its name: it is there as a whole or not at all. Fewer rows than said are an error. */
gboolean         baton_rows_writer_finish (BatonRowsWriter      *self,
                                           const BatonRowTexts  *names,
                                           const BatonRowTexts  *ids,
                                           const BatonRowsDead  *dead,
                                           guint64               n_dead,
                                           GError              **error);
/* Of a segment in memory: completes it, and opens it. NULL as above. (transfer full) */
BatonRows       *baton_rows_writer_finish_in_memory (BatonRowsWriter     *self,
                                                     const BatonRowTexts *names,
                                                     const BatonRowTexts *ids,
                                                     GError             **error);
/* What is not finished leaves nothing behind. */
void             baton_rows_writer_free   (BatonRowsWriter      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRowsWriter, baton_rows_writer_free)

/* ── The form of the file, for both ── */

typedef struct
{
  guint64 offset;
  guint64 length;      /* with what fills it up to eight bytes */
} BatonRowsRange;

typedef struct
{
  gint64         base;
  guint64        width;
  BatonRowsRange values;
  BatonRowsRange sums;      /* of each block */
} BatonRowsEntry;

/* At the beginning of the file. */
typedef struct
{
  char           magic[8];
  guint32        byte_order;
  guint32        version;
  guint64        length;          /* of the file */
  guint64        n;
  gint32         first;
  gint32         last;
  BatonRowsEntry columns[BATON_ROWS_N_COLUMNS];
  BatonRowsRange name_offsets;
  BatonRowsRange names;
  BatonRowsRange id_offsets;
  BatonRowsRange ids;
  BatonRowsRange dead;
  guint64        n_names;
  guint64        n_ids;
  guint64        n_dead;
  BatonRowsRange rest;            /* all that is not values: from its first byte to the file's end */
  BatonChecksum  rest_sum;
  BatonChecksum  head_sum;        /* of all before it */
} BatonRowsHead;

#define BATON_ROWS_MAGIC "BATONROW"
#define BATON_ROWS_FORMAT 1
#define BATON_ROWS_BYTE_ORDER 0x01020304u

G_END_DECLS
