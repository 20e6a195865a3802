/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What bringing a sheet would do, row by row, worked out before anything happens; and then does exactly that, because it is the
 * plan that is carried out and not the sheet once more.
 *
 * A row belongs to the thing whose key it names, else to the one of its name (and owner). Rows that nothing belongs to are
 * created. A column that the sheet has not got is left alone, and so is an empty cell unless *clear_empty* asks otherwise; rows
 * that are not in the sheet are left alone always. A row is refused as a whole when one of its cells cannot be read, or when
 * the program would have an error by it that it has not got now.
 */
#pragma once

#include "exchange/baton-table.h"
#include "incentives/baton-register.h"
#include "model/baton-problem.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_ROW_CREATED,
  BATON_ROW_CHANGED,
  BATON_ROW_LEFT,       /* it says what is so already */
  BATON_ROW_REFUSED,
  BATON_ROW_HEADING,    /* the heading of a section, for the rows below it */
  BATON_ROW_TOTAL,      /* it adds up the rows above, and is left out (baton-table-total.h) */
  BATON_ROW_NOTE,       /* words below a table: "* credited to the owner" */
  BATON_N_ROW_FATES
} BatonRowFate;

typedef enum
{
  BATON_TABLE_BAD_ROW,          /* the row cannot be split into cells: *row_code* */
  BATON_TABLE_NO_NAME,
  BATON_TABLE_NO_KEY,           /* an event has no name by which it could be known instead */
  BATON_TABLE_NO_OWNER,         /* it must belong to something, and does not say to what */
  BATON_TABLE_NOT_UNDERSTOOD,   /* a cell: *text* */
  BATON_TABLE_NOT_FOUND,
  BATON_TABLE_AMBIGUOUS,
  BATON_TABLE_UNCLEAR,          /* an amount, *text*, that may be a thousand or a fraction */
  BATON_TABLE_UNCLEAR_DAY,      /* a day, *text*, of which the month may stand first or second */
  BATON_TABLE_SEVERAL,          /* several things are called so: a key is needed */
  BATON_TABLE_TWICE,            /* an earlier row, *line*, is about the same thing */
  BATON_TABLE_BAD_KEY,          /* no key, or one of another kind of thing */
  BATON_TABLE_PROBLEM,          /* the program would have the error *problem* */
  BATON_TABLE_BAD_DATA,         /* the register or history would not take it: *row_code* */
  BATON_TABLE_TOO_MANY_TERMS,   /* *text* would be one new term of a vocabulary too many */
  BATON_TABLE_OWNER_CREATED,    /* not fatal: what it belongs to, or a term that it has, is created too */
  BATON_TABLE_LIKELY_DUPLICATE, /* not fatal: *text* is called nearly the same */
  BATON_TABLE_TOTAL,            /* not fatal: why a row is left out */
  BATON_TABLE_N_ISSUES
} BatonTableIssueCode;

typedef struct
{
  BatonTableIssueCode  code;
  int                  column;    /* of the grid, from 0; −1 for the whole row */
  int                  target;    /* of the table; −1 */
  char                *text;      /* what stands there; owned, nullable */
  BatonRowCode         row_code;  /* BAD_ROW, BAD_DATA */
  guint64              line;      /* TWICE */
  BatonProblem        *problem;   /* PROBLEM; owned */
} BatonTableIssue;

typedef struct
{
  guint        row;       /* of the grid */
  BatonRowFate fate;
  char        *name;      /* owned, nullable */
  BatonEntity *before;    /* owned; NULL when created, or of the register */
  BatonEntity *after;     /* owned; NULL when refused, or of the register */
  GPtrArray   *issues;    /* of BatonTableIssue; owned */
} BatonTableRow;

typedef struct
{
  GPtrArray *rows;                     /* of BatonTableRow, in the order of the grid, without blank ones */
  guint      n[BATON_N_ROW_FATES];
  GPtrArray *owners;                   /* of BatonEntity: created besides, each after what it stands below */
  char      *written;                  /* register, history: the file as it would be; NULL for the program */
} BatonTablePlan;

typedef struct
{
  gboolean    clear_empty;   /* an empty cell unsets */
  const char *owner;         /* id of what rows belong to that do not say so; nullable */
  gboolean    create_terms;  /* register: values that are no terms of a vocabulary yet become some */
  const char *new_owner;     /* without *owner*: the name of what such rows belong to, which is made where nothing has it; nullable */
} BatonTableOptions;

/* For a kind of the program. NULL with G_IO_ERROR_CANCELLED. (transfer full) */
BatonTablePlan *baton_table_plan_new          (const BatonProgram      *program,
                                               const BatonTable        *table,
                                               const BatonGrid         *grid,
                                               const BatonTableMapping *mapping,
                                               const BatonTableOptions *options,
                                               GCancellable            *cancellable,
                                               GError                 **error);
/* The ids that the sheet names: of its rows, and of what they reverse; the rows of the history that a plan needs to know
 * (baton_data_read_file()). (transfer full): texts, as keys. */
GHashTable     *baton_table_plan_list_ids     (const BatonTable        *table,
                                               const BatonGrid         *grid,
                                               const BatonTableMapping *mapping);
/* For organizations or members (added to those there are, by key and day) or the history (likewise). *history_csv* has the
 * rows of the history that the sheet names, for that alone; what the plan has written is those and the new ones.
 * *options* nullable. What *owners* holds has to be in the program before the file is written. (transfer full) */
BatonTablePlan *baton_table_plan_new_data     (const BatonProgram      *program,
                                               BatonRegister           *reg,
                                               GBytes                  *history_csv,
                                               const BatonTable        *table,
                                               const BatonGrid         *grid,
                                               const BatonTableMapping *mapping,
                                               const BatonTableOptions *options,
                                               GCancellable            *cancellable,
                                               GError                 **error);
void            baton_table_plan_free         (BatonTablePlan          *plan);
/* The changes of the program: owners first, then the rows that are created or changed. (transfer full) of BatonChange. */
GPtrArray      *baton_table_plan_list_changes (const BatonTablePlan    *plan);
/* "not-found", "several"…: stable names. */
const char     *baton_table_issue_get_name    (BatonTableIssueCode      code);
/* The same, but for BAD_ROW and BAD_DATA the name of their row's code. */
const char     *baton_table_issue_get_reason  (const BatonTableIssue   *issue);
gboolean        baton_table_issue_is_fatal    (BatonTableIssueCode      code);

/* Gives the sentence for an issue, (transfer full). */
typedef char *(*BatonTableReason) (const BatonTableIssue *issue,
                                   const BatonTableRow   *row,
                                   gpointer               user_data);
/* The refused rows as they stood, below the headings, with their reasons in a column of its own called *heading*. (transfer full) */
BatonGrid      *baton_table_plan_list_refused (const BatonTablePlan    *plan,
                                               const BatonGrid         *grid,
                                               const BatonTableMapping *mapping,
                                               const char              *heading,
                                               BatonTableReason         reason,
                                               gpointer                 user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTablePlan, baton_table_plan_free)

G_END_DECLS
