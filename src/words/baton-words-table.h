/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is to be said of the rows of a spreadsheet that is brought, as sentences. The room that knows spreadsheets stands beside
 * this one, so it hands in the stable names of its codes.
 */
#pragma once

#include "model/baton-problem.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* What is wrong with a row or a cell, and what to do. *name*: the stable name of a BatonTableIssueCode or, for what a register
 * or history would not take, of a BatonRowCode; *heading* (nullable): of the column; *text* (nullable): what stands there; *line*:
 * the other row of "twice"; *problem*: that of "problem". (transfer full) */
char *baton_words_table_issue (const BatonNames   *names,
                               const char         *name,
                               const char         *heading,
                               const char         *text,
                               guint64             line,
                               const BatonProblem *problem);

G_END_DECLS
