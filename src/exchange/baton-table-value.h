/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values as the texts of cells, and back: names instead of ids, labels instead of stored choices, days as year-month-day,
 * percentages with their sign, money in the currency's unit, lists between semicolons. What has no plain form (audiences,
 * record lists, queries, exceptions) goes as it is stored. Reading what was written gives the same value.
 */
#pragma once

#include "exchange/baton-table.h"
#include "model/baton-day.h"

G_BEGIN_DECLS

/* Things of a program by name. The program is borrowed, and may be changed as long as what is new or renamed is added. */
typedef struct _BatonTableNames BatonTableNames;

BatonTableNames *baton_table_names_new  (const BatonProgram    *program);
void             baton_table_names_free (BatonTableNames       *names);
void             baton_table_names_add  (BatonTableNames       *names,
                                         const BatonEntity     *entity);
/* By id, name, a path of names ("Regions > EMEA"), and for terms by code and synonym. NULL with *several* where it is not clear
 * which. Borrowed. */
BatonEntity     *baton_table_names_find (const BatonTableNames *names,
                                         guint64                kinds,
                                         const char            *text,
                                         gboolean              *several);
/* The same, of the terms of one vocabulary. */
BatonEntity     *baton_table_names_find_term (const BatonTableNames *names,
                                              const char            *vocabulary,
                                              const char            *text,
                                              gboolean              *several);
/* The vocabulary that a term lies in; NULL for what is no term of the program. Borrowed. */
const char      *baton_table_names_get_vocabulary (const BatonTableNames *names,
                                                   const char            *term);
/* The shortest text that is understood as this id. (transfer full) */
char            *baton_table_names_write (const BatonTableNames *names,
                                          guint64               kinds,
                                          const char           *id);
/* All of *kind* that are called so, without regard to case. (transfer container) of borrowed. */
GPtrArray       *baton_table_names_list (const BatonTableNames *names,
                                         BatonKind              kind,
                                         const char            *name);

typedef enum
{
  BATON_CELL_OK,
  BATON_CELL_NOT_UNDERSTOOD,
  BATON_CELL_NOT_FOUND,
  BATON_CELL_AMBIGUOUS,
  BATON_CELL_UNCLEAR,      /* an amount that may be a thousand or a fraction */
  BATON_CELL_UNCLEAR_DAY   /* a day of which the month may stand first or second */
} BatonCellResult;

/* The text of the column for a thing; "" where it is unset. Not for KEY, OWNER, BELOW and EARNED. (transfer full) */
char            *baton_table_value_write (const BatonTable       *table,
                                          const BatonTableNames  *names,
                                          const BatonTableColumn *column,
                                          const BatonValue       *value);
/* The field's value as the cell has it, *before* (nullable) being the one so far: translations, exceptions and the other end of
 * a window stay. An empty cell unsets. *culprit* (out, nullable, transfer full): what was not understood. */
BatonCellResult  baton_table_value_read  (const BatonTable       *table,
                                          const BatonTableNames  *names,
                                          const BatonTableColumn *column,
                                          const BatonValue       *before,
                                          const char             *text,
                                          BatonValue            **value,
                                          char                  **culprit);
/* The digits of the program's currency. */
int              baton_table_names_get_digits (const BatonTableNames *names);
/* Finds in the sheet which sign stands before the decimals of its amounts, where those are three, and whether its days put the day
 * or the month first: "1,234" and "3/4/2026" do not tell by themselves. */
void             baton_table_names_learn      (BatonTableNames         *names,
                                               const BatonTable        *table,
                                               const BatonGrid         *grid,
                                               const BatonTableMapping *mapping);
/* A day in any way that people write it (baton-table-day.h), in *day* (out). */
BatonCellResult  baton_table_names_read_day   (const BatonTableNames   *names,
                                               const char              *text,
                                               BatonDay                *day);
/* An amount of the program's currency, in its smallest unit. */
BatonCellResult  baton_table_names_read_amount (const BatonTableNames *names,
                                                const char            *text,
                                                gint64                *amount);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTableNames, baton_table_names_free)

G_END_DECLS
