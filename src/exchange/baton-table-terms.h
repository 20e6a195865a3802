/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns of a spreadsheet that hold the terms of one vocabulary, as people keep them ("Country", "Partner type"), where the
 * register has one list of terms for all. Terms and vocabularies that are not there yet are made when that was asked for.
 */
#pragma once

#include "exchange/baton-table-plan-private.h"
#include "exchange/baton-table-value.h"

G_BEGIN_DECLS

/* More different new values than this are no vocabulary. */
#define BATON_TABLE_MAX_NEW_TERMS 1000

typedef struct _BatonTableTerms BatonTableTerms;

/* Everything is borrowed but *program*, of which it keeps a copy that grows by what is made. */
BatonTableTerms   *baton_table_terms_new         (const BatonProgram      *program,
                                                  const BatonTable        *table,
                                                  const BatonTableMapping *mapping,
                                                  BatonTablePlan          *plan,
                                                  gboolean                 create);
void               baton_table_terms_free        (BatonTableTerms         *self);
/* Names of the copy, borrowed. */
BatonTableNames   *baton_table_terms_get_names   (BatonTableTerms         *self);
/* Puts what the cell of column *target* says in place of its vocabulary's terms in *terms*, the file's list. FALSE after having
 * refused the row. */
gboolean           baton_table_terms_read        (BatonTableTerms         *self,
                                                  BatonTableRow           *row,
                                                  guint                    target,
                                                  const char              *cell,
                                                  char                   **terms);
/* Leaves out of the plan what was made for rows that were refused in the end. *used*: ids of the terms that the file
 * has, each with the first row (BatonTableRow) that has it; those of their vocabularies are added. */
void               baton_table_terms_keep        (BatonTableTerms         *self,
                                                  GHashTable              *used);

G_END_DECLS
