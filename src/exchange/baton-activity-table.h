/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of activities as it comes out of a spreadsheet: cells between tabs, headings of sections, "-" for none, a blank
 * for what is not decided, and remarks such as "per Lead", "10% Extra Credit per 50 Registrations" or "Referral Fee at
 * 10%", in brackets behind the name or in a cell of their own. Reading it gives typed rows; what could not be read is
 * said cell by cell, and never guessed.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_ACTIVITY_COLUMN_NAME,
  BATON_ACTIVITY_COLUMN_TIER,
  BATON_ACTIVITY_COLUMN_COMPANY,
  BATON_ACTIVITY_COLUMN_INDIVIDUAL,
  BATON_ACTIVITY_COLUMN_EARNED,   /* how it is earned: remarks */
  BATON_ACTIVITY_COLUMN_FEE,      /* the referral fee: a percentage */
  BATON_ACTIVITY_N_COLUMNS
} BatonActivityColumn;

typedef enum
{
  BATON_ACTIVITY_TABLE_NOT_POINTS,     /* neither a number nor "-" nor empty */
  BATON_ACTIVITY_TABLE_NOT_PERCENT,
  BATON_ACTIVITY_TABLE_NOT_EARNED,     /* a remark that is not understood */
  BATON_ACTIVITY_TABLE_NO_NAME,        /* a row with points but without a name */
  BATON_ACTIVITY_TABLE_NO_COLUMN,      /* a cell to the right of the known columns */
  BATON_ACTIVITY_TABLE_NOTE,           /* words below the table, "* credited to the owner": left out */
  BATON_ACTIVITY_TABLE_N_CODES
} BatonActivityTableCode;

typedef struct
{
  BatonActivityTableCode code;
  guint                  line;     /* of the text, from 1 */
  guint                  column;   /* of the text, from 1 */
  BatonActivityColumn    known;    /* what the column holds; BATON_ACTIVITY_N_COLUMNS where there is no such column */
  char                  *text;     /* what stands there; owned */
} BatonActivityTableProblem;

typedef struct
{
  guint   line;                    /* of the text, from 1 */
  char   *name;                    /* without its remarks; NULL where the table has no names */
  char   *section;                 /* the heading above; NULL where there is none */
  guint   read;                    /* bits of the columns that hold something typed here: 1 << BatonActivityColumn */
  struct
  {
    gboolean open;                 /* left blank */
    gint64   number;               /* −1: none */
  }       points[3];               /* tier, company, individual */
  gboolean once;                   /* it, or its heading, says one-time */
  gboolean once_per_member;        /* once for each member, not for each organisation */
  gboolean each_time;              /* the cell says that it counts each time */
  gint64   unit_size;              /* "per 10 leads": 10; "per lead": 1; 0: nothing is said */
  char    *unit_name;              /* "lead"; NULL when nothing is said */
  gint64   step_size;              /* "10% extra credit per 50": 50; 0: nothing is said */
  gint64   step_percent;           /* basis points */
  gint64   fee;                    /* basis points; −1: nothing is said */
} BatonActivityTableRow;

typedef struct
{
  GPtrArray *rows;                 /* of BatonActivityTableRow */
  GPtrArray *problems;             /* of BatonActivityTableProblem, in the order of the text */
} BatonActivityTable;

/* Reads *text*. Its first line may name the columns, or its first two where headings stand over several columns, with or
 * without a title above; else they stand in the order of BatonActivityColumn, beginning with *first*. (transfer full) */
BatonActivityTable *baton_activity_table_parse     (const char                  *text,
                                                    BatonActivityColumn          first);
void                baton_activity_table_free      (BatonActivityTable          *table);
/* A copy of the activity with what the row says; what it does not say, and the exceptions of its points, stay. (transfer full) */
BatonEntity        *baton_activity_table_row_apply (const BatonActivityTableRow *row,
                                                    const BatonEntity           *activity);
/* A copy of the activity as the heading of the section above it makes it: what stands below "One time" counts once. *row* (nullable):
 * what the activity's own remarks say, which may be otherwise. (transfer full) */
BatonEntity        *baton_activity_table_section_apply (const char                  *section,
                                                        const BatonActivityTableRow *row,
                                                        const BatonEntity           *activity);
/* Whether the brackets behind a name say how it is earned: "Campaigns (per lead)". */
gboolean            baton_activity_table_is_remarked   (const char                  *name);
/* Whether it is words below a table: "* credited to the owner". */
gboolean            baton_activity_table_is_note       (const char                  *text);
/* Appends one cell of tab-separated text, in quotes where it needs them. */
void                baton_activity_table_append_cell (GString                   *text,
                                                      const char                *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonActivityTable, baton_activity_table_free)

G_END_DECLS
