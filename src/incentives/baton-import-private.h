/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An import to columns at work: what its threads share, and what each has for itself. Inside this room only.
 */
#pragma once

#include "incentives/baton-columns-private.h"
#include "incentives/baton-csv-marks.h"
#include "incentives/baton-import-table.h"
#include "incentives/baton-import.h"
#include "incentives/baton-own-lines.h"

G_BEGIN_DECLS

#define BATON_IMPORT_MAX_FIELDS 32
/* Of the file; one more is for the general reader. */
#define BATON_IMPORT_MAX_ACTIVITIES 4096
#define BATON_IMPORT_MAX_REGIONS 256

/* What is known of a turn when it has been read. */
typedef struct
{
  guint64    n_lines;
  guint64    first_id;      /* 0: no row */
  guint64    last_id;
  GPtrArray *bad_rows;      /* of BatonBadRow, lines from 1 within the turn; NULL when there are none */
  guint      n_bad;         /* those not listed, too */
} BatonImportTurn;

typedef struct
{
  BatonImportTable     organisations;
  BatonImportTable     members;
  int                  columns[BATON_IMPORT_MAX_FIELDS];   /* by field of a row */
  guint                n_fields;
  gboolean             has_others;            /* columns that approved events do not need, see is_simple() */
  const gint32        *days;                  /* by year, month, day; BATON_DAY_NONE */
  GCancellable        *cancellable;
  BatonImportProgress  progress;
  gpointer             user_data;
  gsize                length;                /* of all input, 0 when not known */
  gboolean             detours;               /* rows with quotes are read here, too */

  GMutex               lock;                  /* guards what follows */
  const char          *at;                    /* of input in memory: what nobody has taken */
  const char          *end;
  int                  fd;                    /* of a stream; −1 */
  GString             *carried;               /* what was read beyond the last row end */
  gboolean             drained;
  int                  trouble;               /* errno */
  gsize                done;
  GArray              *turns;                 /* of BatonImportTurn */
  guint                n_listed;              /* bad rows */
} BatonImport;

typedef struct
{
  const char *text;
  gsize       length;
} BatonImportField;

/* Rows wait before each step that reads far memory, until that has been fetched. */
#define BATON_IMPORT_QUEUE_ROWS 16

/* A field, and what a table makes of it. */
typedef struct
{
  BatonImportField   field;
  guint64 key;
} BatonImportWanted;

typedef struct
{
  gint64   quantity;
  gint64   amount;
  BatonDay day;
  BatonImportWanted   organisation;
  BatonImportWanted   member;
  BatonImportWanted   activity;
  BatonImportWanted   region;
} BatonImportWaiting;

/* One thread's. */
typedef struct BATON_OWN_LINES
{
  BatonImport              *import;
  char                *buffer;        /* of a stream */
  gsize                room;
  const char          *at;
  const char          *end;
  BatonCsvMarks                 marks;
  gboolean             is_last;       /* nothing follows the turn */
  guint64              number;        /* of the turn, from 1 */
  BatonImportTurn                 turn;
  BatonColumnsBuilder *builder;
  BatonImportTable     activities;
  BatonImportTable     regions;
  GStringChunk        *ids;           /* what the tables above hold */
  BatonImportWaiting              waiting[BATON_IMPORT_QUEUE_ROWS];    /* a ring: rows whose ids are to be found */
  guint                n_waiting;              /* that have come to wait */
  guint                n_looked_up;            /* of these */
  BatonColumnsRow      found[BATON_IMPORT_QUEUE_ROWS];      /* a ring: rows to be added */
  guint                n_found;
  guint                n_added;
  gboolean             general;
  gboolean             cancelled;
} BatonImportPart;

/* The days that baton_import_part_read() looks up: a table of 190 kB, made once. */
const gint32 *baton_import_get_days (void);
/* The header's columns; the length of its line, 0 when it cannot be used. */
gsize   baton_import_read_header (BatonImport     *import,
                                  const char *data,
                                  gsize       length,
                                  GPtrArray  *bad_rows);
/* Reads the turn that the part has, from *at* to *end*, into its builder. */
void    baton_import_part_read   (BatonImportPart       *part);

G_END_DECLS
