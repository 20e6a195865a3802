/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the columns of a sheet may stand for, when its rows are the things of one kind of the program, or organizations,
 * members or events: made from the schema table, so that a new field can be brought by a spreadsheet at once.
 *
 * Columns beside the fields: a *key* that ties a row to its thing (its id), for a kind that stands below others the *owner*
 * (the motion of an activity, the vocabulary of a term) and what of its own kind it stands *below*; a window is two columns; a
 * translatable text has one for the source and may have one for each language.
 */
#pragma once

#include "exchange/baton-data-files.h"
#include "exchange/baton-grid.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

/* Gives a label of the schema table ("context\004text") in the user's language; borrowed for ever. */
typedef const char *(*BatonTableLabel) (const char *label);

typedef enum
{
  BATON_TABLE_VALUE,       /* the field as a whole */
  BATON_TABLE_FROM,        /* of a window */
  BATON_TABLE_THROUGH,
  BATON_TABLE_EXCEPTIONS,  /* of a cell */
  BATON_TABLE_KEY,
  BATON_TABLE_OWNER,
  BATON_TABLE_BELOW,
  BATON_TABLE_EARNED       /* remarks such as "10% extra credit per 50 registrations" (baton-activity-table.h) */
} BatonTablePart;

/* What a cell of a register or history names; its text is put in place of it. */
typedef enum
{
  BATON_TABLE_PLAIN,
  BATON_TABLE_ORGANISATION,
  BATON_TABLE_MEMBER,
  BATON_TABLE_THINGS,      /* of the program, separated by spaces */
  BATON_TABLE_TERMS,       /* those of one vocabulary: a part of the column "terms", and no column of the file */
  BATON_TABLE_MONEY,
  BATON_TABLE_SHARE,       /* a percentage */
  BATON_TABLE_DAY,
  BATON_TABLE_LANGUAGE
} BatonTableData;

typedef struct
{
  BatonTablePart        part;
  BatonField            field;     /* BATON_FIELD_NONE where it is none of the program */
  const BatonFieldInfo *info;      /* NULL where there is no field */
  guint64               kinds;     /* OWNER, BELOW, and THINGS: what may be named */
  BatonTableData        data;
  char                 *vocabulary;  /* TERMS: its id; NULL: one that is to be made, called *heading*; owned */
  char                 *locale;    /* a translation; owned, nullable */
  char                 *name;      /* stable: "name", "window.from", "name[de]"; owned */
  char                 *heading;   /* for people; owned */
  char                 *plain;     /* the same in the source language; owned */
  BatonGridType         type;
  gboolean              required;
} BatonTableColumn;

typedef struct
{
  gatomicrefcount  references;
  BatonKind        kind;      /* BATON_KIND_NONE: of *file* */
  BatonDataFile    file;
  GPtrArray       *columns;   /* of BatonTableColumn */
  BatonTableLabel  label;
} BatonTable;

/* *locales* (nullable, NULL-terminated): the languages that texts may have columns for. *label* NULL: the source language.
 * (transfer full) */
BatonTable             *baton_table_new_for_kind    (BatonKind           kind,
                                                     const char * const *locales,
                                                     BatonTableLabel     label);
/* The columns of the file, and for organizations and members one more for each vocabulary of *program* (nullable), as people
 * keep them in spreadsheets. (transfer full) */
BatonTable             *baton_table_new_for_data    (BatonDataFile       file,
                                                     const BatonProgram *program,
                                                     BatonTableLabel     label);
/* Reference-counted and immutable, free to cross threads. */
BatonTable             *baton_table_ref             (BatonTable         *table);
void                    baton_table_unref           (BatonTable         *table);
const BatonTableColumn *baton_table_get_column      (const BatonTable   *table,
                                                     guint               column);
/* −1 when there is none. */
int                     baton_table_find            (const BatonTable   *table,
                                                     const char         *name);
int                     baton_table_find_part       (const BatonTable   *table,
                                                     BatonTablePart      part);
/* How many columns, the first ones, are those of the register's or the history's file. */
guint                   baton_table_count_stored    (const BatonTable   *table);
/* Adds one column for each of the grid: the making of a vocabulary that is called as its heading in row *header*. Only for
 * organizations and members, and before others hold the table; the index of the first, −1 where there are none. */
int                     baton_table_add_new_vocabularies (BatonTable      *table,
                                                          const BatonGrid *grid,
                                                          guint            header);
/* The tags of the program's languages but the source one's, NULL-terminated. (transfer full) */
char                  **baton_table_list_locales    (const BatonProgram *program);

/* Why a column of a sheet is none of the table's. */
typedef enum
{
  BATON_TABLE_NOT_LEFT_OUT,
  BATON_TABLE_LEFT_OUT_EMPTY,        /* nothing stands in it */
  BATON_TABLE_LEFT_OUT_NO_HEADING,
  BATON_TABLE_LEFT_OUT_UNKNOWN,      /* nothing is called as its heading */
  BATON_TABLE_LEFT_OUT_UNDECIDED,    /* the heading could be one of several */
  BATON_TABLE_LEFT_OUT_TAKEN,        /* another column of the sheet is that already */
} BatonTableLeftOut;

/* Which column of a sheet is which of the table. */
typedef struct
{
  guint     header;       /* the row of the grid that names the columns; G_MAXUINT where none does */
  gboolean  has_groups;   /* and the row above it says more of them: "Company" over two columns of points */
  int      *targets;      /* by column of the grid: column of the table, or −1 */
  guint     n_targets;
} BatonTableMapping;

/* By the headings in the grid's first rows: labels in the user's or the source language, stored names, and some usual
 * words, whatever their case, blanks and punctuation. (transfer full) */
BatonTableMapping      *baton_table_mapping_guess   (const BatonTable   *table,
                                                     const BatonGrid    *grid);
/* Finds for columns that mean nothing yet the vocabulary that most of their first values are terms of. */
void                    baton_table_mapping_guess_terms (BatonTableMapping  *mapping,
                                                         const BatonTable   *table,
                                                         const BatonGrid    *grid,
                                                         const BatonProgram *program);
BatonTableMapping      *baton_table_mapping_copy    (const BatonTableMapping *mapping);
void                    baton_table_mapping_free    (BatonTableMapping  *mapping);
/* Makes a column of the grid one of the table (−1: none); another column that was it is none any more. */
void                    baton_table_mapping_set     (BatonTableMapping  *mapping,
                                                     guint               grid_column,
                                                     int                 target);
/* Whether the file is one of register or history as a whole: values between commas whose first line names the columns as Baton
 * writes them, or for a history JSON Lines. Only its beginning is read. */
gboolean                baton_table_is_as_stored    (const BatonTable        *table,
                                                     const char              *path);
/* The column of the grid that stands for one of the table; −1 when none does. */
int                     baton_table_mapping_find    (const BatonTableMapping *mapping,
                                                     int                 target);
/* What the sheet calls a column, and what it calls a group of them that it is in: "Company" over "Reward points". "" where it does
 * not say. */
const char             *baton_table_mapping_get_heading (const BatonTableMapping *mapping,
                                                         const BatonGrid         *grid,
                                                         guint                    grid_column);
const char             *baton_table_mapping_get_group   (const BatonTableMapping *mapping,
                                                         const BatonGrid         *grid,
                                                         guint                    grid_column);
/* Adds to *candidates* (of int) the free columns of the table that the heading could be; where it is another's already, that. */
BatonTableLeftOut       baton_table_mapping_explain (const BatonTableMapping *mapping,
                                                     const BatonTable        *table,
                                                     const BatonGrid         *grid,
                                                     guint                    grid_column,
                                                     GArray                  *candidates);
/* How many columns have a meaning: how well the table suits the sheet. */
guint                   baton_table_mapping_count   (const BatonTableMapping *mapping);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTable, baton_table_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTableMapping, baton_table_mapping_free)

G_END_DECLS
