/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of planning for data share: its state, how cells are read (baton-table-plan-data-cells.c), and the file as it
 * would be (baton-table-plan-data-file.c).
 */
#pragma once

#include "exchange/baton-table-plan-private.h"
#include "exchange/baton-table-terms.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

typedef struct _BatonDataLine BatonDataLine;

struct _BatonDataLine
{
  char          **cells;     /* one a column of the table; owned */
  BatonTableRow  *row;       /* of the plan; NULL: as it was */
  BatonDataLine  *replaces;  /* borrowed, nullable */
  gboolean        replaced;
};

/* What is planned with, from row to row. */
typedef struct
{
  BatonRegister           *reg;
  const BatonTable        *table;
  const BatonGrid         *grid;
  const BatonTableMapping *mapping;
  BatonTablePlan          *plan;
  BatonTableTerms         *terms_columns;
  BatonTableNames         *names;          /* of *terms_columns* */
  GPtrArray               *lines;          /* of BatonDataLine: the present ones, then new ones */
  GHashTable              *by_key;         /* key → BatonDataLine */
  GHashTable              *last_by_id;     /* id → the BatonDataLine that speaks of its last day */
  GHashTable              *organisations;  /* folded name → GPtrArray of ids */
  GHashTable              *members;        /* the same */
  GHashTable              *likely;         /* name as baton_duplicates_fold() has it → the name itself */
  GHashTable              *reserved;       /* new id → the organization that its first row says */
  guint                    n_stored;       /* columns of the file; those after them are parts of *terms* */
  int                      id, name, from, version, organisation, terms;
  gboolean                 as_stored;      /* the sheet is such a file itself: money in the smallest unit */
} BatonDataPlanner;

/* ── Cells ── */

/* A name or a key of an organization, or a member, as its key. (transfer full) in *text*, where it is found. */
BatonCellResult baton_table_plan_data_read_subject (BatonDataPlanner *planner,
                                                    gboolean          is_member,
                                                    const char       *cell,
                                                    char            **text);
/* What the file has for the cell of a column. (transfer full) in *text*; *culprit* (out): the part that is not understood, NULL: all. */
BatonCellResult baton_table_plan_data_read_cell (BatonDataPlanner       *planner,
                                                 const BatonTableColumn *column,
                                                 const char             *cell,
                                                 char                  **text,
                                                 char                  **culprit);
/* Tells why a cell of the row was not read. */
void baton_table_plan_data_refuse_cell (BatonDataPlanner *planner,
                                        BatonTableRow    *row,
                                        BatonCellResult   result,
                                        int               target,
                                        const char       *culprit);

/* ── The file as it would be ── */

/* Reads the file; what is bad about it goes to *bad_rows*. (transfer full): the file as the reader would write it. */
char *baton_table_plan_data_read_file (BatonDataPlanner *planner,
                                       const char       *text,
                                       GPtrArray        *bad_rows);
/* TRUE when nothing had to be refused. */
gboolean baton_table_plan_data_check_file (BatonDataPlanner *planner);

G_END_DECLS
