/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads comma-separated values as RFC 4180 has them: fields in double quotes may hold commas, line breaks and doubled
 * quotes; lines end with LF or CRLF; a UTF-8 byte order mark at the beginning is passed over. The file is read where it
 * lies, without copies: a field is a range of the input unless quotes inside it had to be undone.
 *
 * What cannot be read is a *bad row*: its line, its column and a code. Bad rows never stop a reader: it reports them and
 * goes on, and the caller decides whether the rest is of use.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BATON_ROW_BAD_HEADER,        /* the first line does not name a column that is needed, or names one that is unknown or twice */
  BATON_ROW_NOT_UTF8,
  BATON_ROW_BAD_QUOTES,        /* text after a closing quote, or a quote that is never closed */
  BATON_ROW_TRUNCATED,         /* the last line has too few fields and no line break: the file was cut short */
  BATON_ROW_TOO_FEW_FIELDS,
  BATON_ROW_TOO_MANY_FIELDS,
  BATON_ROW_MISSING,           /* a field that must not be empty */
  BATON_ROW_TOO_LONG,
  BATON_ROW_BAD_DAY,
  BATON_ROW_BAD_NUMBER,        /* not plain digits */
  BATON_ROW_LARGE_NUMBER,      /* plain digits, but more than may stand there: beyond 2^53−1, for the most part */
  BATON_ROW_BAD_CHOICE,        /* a word that is none of those allowed */
  BATON_ROW_CONFLICT,          /* the id and version of an earlier row, with other content */
  BATON_ROW_TWICE,             /* the same id and day as an earlier row of the register */
  BATON_ROW_UNKNOWN_ORGANISATION,
  BATON_ROW_UNKNOWN_MEMBER,
  BATON_ROW_UNKNOWN_EVENT,     /* reverses something that is not there, or that is a reversal itself */
  BATON_ROW_CYCLE,             /* an organization that is its own parent's parent */
  BATON_ROW_UNEXPECTED,        /* filled in, but meaningless for the row's type */
  BATON_ROW_BAD_OBJECT,        /* JSON Lines: not one object in braces */
  BATON_ROW_UNKNOWN_FIELD,     /* JSON Lines: a name that is no column's */
  BATON_N_ROW_CODES
} BatonRowCode;

typedef struct
{
  guint64       line;          /* from 1, where the row begins; 0 when it concerns no line */
  guint         column;        /* from 1, the field; 0 when it concerns the whole row */
  BatonRowCode  code;
  char         *value;         /* owned, nullable: what stands there, at most 80 bytes */
} BatonBadRow;

BatonBadRow *baton_bad_row_new      (guint64       line,
                                     guint         column,
                                     BatonRowCode  code,
                                     const char   *value,
                                     gssize        length);
void         baton_bad_row_free     (BatonBadRow  *row);
/* "bad-day", "conflict", …: stable names for --json and problem details. */
const char  *baton_row_code_get_name (BatonRowCode code);

/* What is wrong with a number that cannot be taken. */
BatonRowCode baton_row_code_of_number (const char    *text,
                                       gsize          length);

/* A field of the present row: *length* bytes at *text*, not NUL-terminated. */
typedef struct
{
  const char *text;
  gsize       length;
} BatonCsvField;

typedef struct _BatonCsv BatonCsv;

/* *data* stays the caller's and must outlive the reader. */
BatonCsv            *baton_csv_new       (const char    *data,
                                          gsize          length);
/* The same for values that another character separates: a semicolon or a tab. */
BatonCsv            *baton_csv_new_separated (const char *data,
                                              gsize       length,
                                              char        separator);
/* The same for rows from the middle of a file: no mark is looked for. */
BatonCsv            *baton_csv_new_within (const char   *data,
                                           gsize         length);
void                 baton_csv_free      (BatonCsv      *csv);
/* Goes to the next row, passing over empty lines; FALSE at the end. A row that cannot be split (bad quotes, not UTF-8)
 * is reported with *bad* (out) TRUE and no fields, and reading goes on after it. */
gboolean             baton_csv_next      (BatonCsv      *csv,
                                          BatonRowCode  *code,
                                          gboolean      *bad);
/* Of the present row; borrowed until the next call of baton_csv_next(). */
const BatonCsvField *baton_csv_get_fields (BatonCsv     *csv,
                                           guint        *n_fields);
/* The line, from 1, on which the present row begins. */
guint64              baton_csv_get_line  (BatonCsv      *csv);
/* Goes to a row that begins at *offset*, on *line*. */
void                 baton_csv_seek      (BatonCsv      *csv,
                                          gsize          offset,
                                          guint64        line);
/* Where the data is a piece of a file: the line of its next row. */
void                 baton_csv_set_next_line (BatonCsv    *csv,
                                              guint64      line);
guint64              baton_csv_get_next_line (BatonCsv    *csv);
/* Bytes read so far, for progress. */
gsize                baton_csv_get_offset (BatonCsv     *csv);
/* Whether the present row is the last and no line break ends it. */
gboolean             baton_csv_is_cut    (BatonCsv      *csv);

/* Reads the first row as the names of the columns: *positions* (out) has for each of *names* its place in a row, or −1.
 * Those whose bit is set in *required* must be there. FALSE, with a bad row, when the header cannot be used. */
gboolean             baton_csv_read_header (BatonCsv           *csv,
                                            const char * const *names,
                                            guint               n_names,
                                            guint64             required,
                                            int                *positions,
                                            GPtrArray          *bad_rows);
/* Goes to the next row that has as many fields as *n_fields*, the header's; what cannot be split is reported and passed over. */
gboolean             baton_csv_next_row  (BatonCsv             *csv,
                                          guint                 n_fields,
                                          const BatonCsvField **fields,
                                          GPtrArray            *bad_rows);
/* Plain digits up to 2^53−1; FALSE for anything else, the empty field included. */
gboolean             baton_csv_field_get_number (const BatonCsvField *field,
                                                 gint64              *number);

/* Longer is a row only when a quote in it is not closed. */
#define BATON_CSV_MAX_ROW_BYTES (gsize) (64 * 1024)

/* A row begins at *at*: where it ends, with the line break; NULL when a quote stays open. */
const char          *baton_csv_find_row_end      (const char *at,
                                                  const char *end);
/* The end of the last whole row of a piece that begins with a row; *data* when there is none. */
const char          *baton_csv_find_last_row_end (const char *data,
                                                  gsize       length);

/* Writes *text* as one field, in quotes where it needs them. */
void                 baton_csv_append    (GString       *line,
                                          const char    *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonCsv, baton_csv_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonBadRow, baton_bad_row_free)

G_END_DECLS
