/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sheet of a spreadsheet in memory: rows of texts. It is read from comma-, semicolon- or tab-separated values or from a
 * workbook (XLSX), and written as either; what a column means is not its business (baton-table.h).
 *
 * A text that a spreadsheet would take for a formula goes out to separated values behind an apostrophe, and an apostrophe
 * that stands before such a text is taken off on the way in, so that any text comes back as it went. A workbook says what is a
 * text, so there nothing is added.
 *
 * Reading trusts nothing: sizes are bounded, a document type in a workbook's XML is refused, entities are not expanded.
 */
#pragma once

#include "exchange/baton-exchange-error.h"
#include "incentives/baton-csv.h"

G_BEGIN_DECLS

#define BATON_GRID_MAX_BYTES (256 * 1024 * 1024)   /* of a file, and of what is packed in it */
#define BATON_GRID_MAX_COLUMNS 256
#define BATON_GRID_MAX_ROWS 1048576

typedef enum
{
  BATON_GRID_CSV,
  BATON_GRID_TSV,
  BATON_GRID_XLSX,
  BATON_GRID_N_FORMATS
} BatonGridFormat;

/* What a workbook shall take a column's texts for, where they are such. */
typedef enum
{
  BATON_GRID_TEXT,
  BATON_GRID_NUMBER,    /* "1234.5" */
  BATON_GRID_PERCENT,   /* "12.5 %" */
  BATON_GRID_DAY,       /* "2026-05-01" */
  BATON_GRID_LONG_TEXT
} BatonGridType;

typedef struct _BatonGrid BatonGrid;

/* Reference-counted; once made it is only read, then free to cross threads. */
BatonGrid   *baton_grid_new            (void);
BatonGrid   *baton_grid_ref            (BatonGrid           *grid);
void         baton_grid_unref          (BatonGrid           *grid);

guint        baton_grid_get_n_rows     (const BatonGrid     *grid);
/* Of the widest row. */
guint        baton_grid_get_n_columns  (const BatonGrid     *grid);
/* "" where there is nothing. */
const char  *baton_grid_get            (const BatonGrid     *grid,
                                        guint                row,
                                        guint                column);
/* Where the row stands in its file, from 1. */
guint64      baton_grid_get_line       (const BatonGrid     *grid,
                                        guint                row);
/* Whether the row could not be split into cells, and why. It then has none. */
gboolean     baton_grid_is_bad         (const BatonGrid     *grid,
                                        guint                row,
                                        BatonRowCode        *code);
gboolean     baton_grid_is_blank       (const BatonGrid     *grid,
                                        guint                row);
/* Names of the workbook's visible sheets, NULL-terminated; empty for separated values. Borrowed. */
const char * const *baton_grid_get_sheets (const BatonGrid  *grid);

/* Appends a row; NULL counts as "". More columns than BATON_GRID_MAX_COLUMNS are a programmer's error. */
void         baton_grid_add_row        (BatonGrid           *grid,
                                        guint64              line,
                                        const char * const  *cells,
                                        guint                n_cells);
void         baton_grid_add_bad_row    (BatonGrid           *grid,
                                        guint64              line,
                                        BatonRowCode         code);
void         baton_grid_set_type       (BatonGrid           *grid,
                                        guint                column,
                                        BatonGridType        type);
BatonGridType baton_grid_get_type      (const BatonGrid     *grid,
                                        guint                column);
void         baton_grid_set_sheets     (BatonGrid           *grid,
                                        const char * const  *sheets);

/* What the file is, by its first bytes. *sheet* (nullable) names a sheet of a workbook, else the first visible one. Fails with
 * BATON_EXCHANGE_ERROR_NOT_TABLE or _TOO_LARGE. (transfer full) */
BatonGrid   *baton_grid_read           (const char          *data,
                                        gsize                length,
                                        const char          *sheet,
                                        GError             **error);
BatonGrid   *baton_grid_read_text      (const char          *data,
                                        gsize                length,
                                        GError             **error);
BatonGrid   *baton_grid_read_workbook  (const char          *data,
                                        gsize                length,
                                        const char          *sheet,
                                        GError             **error);
/* A file. (transfer full) */
BatonGrid   *baton_grid_read_file      (const char          *path,
                                        const char          *sheet,
                                        GError             **error);

/* By the ending of *path*; CSV for any that is not known. */
BatonGridFormat baton_grid_guess_format (const char         *path);
/* As separated values, with CRLF and a byte order mark, which Excel needs to see UTF-8. (transfer full) */
char        *baton_grid_write_text     (const BatonGrid     *grid,
                                        BatonGridFormat      format);
/* A workbook of one sheet, its first row as headings. (transfer full) */
GBytes      *baton_grid_write_workbook (const BatonGrid     *grid,
                                        const char          *sheet,
                                        GError             **error);
/* Writes a file in the format, so that it is there wholly or not at all. */
gboolean     baton_grid_write_file     (const BatonGrid     *grid,
                                        BatonGridFormat      format,
                                        const char          *sheet,
                                        const char          *path,
                                        GError             **error);

/* The text as it stands in separated values, and back. (transfer full) */
char        *baton_grid_guard          (const char          *text);
char        *baton_grid_unguard        (const char          *text,
                                        gsize                length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonGrid, baton_grid_unref)

G_END_DECLS
