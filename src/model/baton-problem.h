/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What validation and import report: a code with arguments and a place, never a sentence. words/ makes the sentences,
 * the server sends the code's name, the console jumps to the place.
 */
#pragma once

#include "model/baton-schema.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_SEVERITY_HINT,
  BATON_SEVERITY_WARNING,
  BATON_SEVERITY_ERROR      /* keeps a program from being pushed */
} BatonSeverity;

/* One line a problem: BATON_PROBLEM (SYMBOL, stable name, severity, what the arguments are) in baton-problem-table.h. */
typedef enum
{
#define BATON_PROBLEM(SYMBOL, name, severity, arguments) BATON_PROBLEM_##SYMBOL,
#include "model/baton-problem-table.h"
  BATON_N_PROBLEMS
} BatonProblemCode;

typedef struct
{
  gatomicrefcount  ref_count;
  BatonProblemCode code;
  BatonKind        kind;       /* BATON_KIND_NONE where it concerns no entity */
  char            *entity;     /* id; owned, nullable */
  BatonField       field;      /* BATON_FIELD_NONE where it concerns the whole entity */
  char            *locale;     /* owned, nullable */
  int              row;        /* row of a record list or clause of an audience, from 0; −1 */
  char           **arguments;  /* owned, NULL-terminated, as the table says */
  guint            line;       /* of the file it was read from, from 1; 0 elsewhere */
  guint            column;
  char            *path;       /* JSON Pointer in that file; owned, nullable */
} BatonProblem;

/* The arguments are strings, ended by NULL. (transfer full) */
BatonProblem *baton_problem_new          (BatonProblemCode    code,
                                          BatonKind           kind,
                                          const char         *entity,
                                          BatonField          field,
                                          ...) G_GNUC_NULL_TERMINATED;
/* Another reference; once others hold one, a problem no longer changes. Any thread. */
BatonProblem *baton_problem_ref          (const BatonProblem *problem);
/* Gives a reference back. */
void          baton_problem_free         (BatonProblem       *problem);
BatonSeverity baton_problem_get_severity (const BatonProblem *problem);
const char   *baton_problem_code_get_name (BatonProblemCode   code);
BatonSeverity baton_problem_code_get_severity (BatonProblemCode code);
/* Worst first, then by kind, entity, field, row and code; for g_ptr_array_sort() over pointers. */
int           baton_problem_compare      (gconstpointer       a,
                                          gconstpointer       b);
gboolean      baton_problems_have_errors (GPtrArray          *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonProblem, baton_problem_free)

G_END_DECLS
