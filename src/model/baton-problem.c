/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Problems as values: made, ordered, freed.
 */
#include "config.h"

#include "model/baton-problem.h"

#include <stdarg.h>
#include <string.h>

static const struct
{
  const char   *name;
  BatonSeverity severity;
} codes[BATON_N_PROBLEMS] = {
#define BATON_PROBLEM(SYMBOL, name_, severity_, arguments) \
  [BATON_PROBLEM_##SYMBOL] = { name_, BATON_SEVERITY_##severity_ },
#include "model/baton-problem-table.h"
};

BatonProblem *
baton_problem_new (BatonProblemCode code,
                   BatonKind        kind,
                   const char      *entity,
                   BatonField       field,
                   ...)
{
  BatonProblem *problem = g_new0 (BatonProblem, 1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  va_list list;

  g_atomic_ref_count_init (&problem->ref_count);
  problem->code = code;
  problem->kind = kind;
  problem->entity = g_strdup (entity);
  problem->field = field;
  problem->row = -1;

  va_start (list, field);
  for (const char *argument = va_arg (list, const char *); argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, g_strdup (argument));
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  problem->arguments = (char **) g_ptr_array_free (g_steal_pointer (&arguments), FALSE);
  return problem;
}

BatonProblem *
baton_problem_ref (const BatonProblem *problem)
{
  g_atomic_ref_count_inc (&((BatonProblem *) problem)->ref_count);
  return (BatonProblem *) problem;
}

void
baton_problem_free (BatonProblem *problem)
{
  if (problem == NULL || !g_atomic_ref_count_dec (&problem->ref_count))
    return;
  g_free (problem->entity);
  g_free (problem->locale);
  g_strfreev (problem->arguments);
  g_free (problem->path);
  g_free (problem);
}

BatonSeverity
baton_problem_get_severity (const BatonProblem *problem)
{
  g_return_val_if_fail (problem != NULL, BATON_SEVERITY_HINT);
  return baton_problem_code_get_severity (problem->code);
}

const char *
baton_problem_code_get_name (BatonProblemCode code)
{
  g_return_val_if_fail ((guint) code < BATON_N_PROBLEMS, NULL);
  return codes[code].name;
}

BatonSeverity
baton_problem_code_get_severity (BatonProblemCode code)
{
  g_return_val_if_fail ((guint) code < BATON_N_PROBLEMS, BATON_SEVERITY_HINT);
  return codes[code].severity;
}

static int
compare_integers (gint64 a,
                  gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_arguments (char **a,
                   char **b)
{
  gsize i = 0;

  while (a[i] != NULL && b[i] != NULL && strcmp (a[i], b[i]) == 0)
    i++;
  return g_strcmp0 (a[i], b[i]);
}

/* Locale, arguments and path come last so that the order does not depend on how the problems were found. */
int
baton_problem_compare (gconstpointer a,
                       gconstpointer b)
{
  const BatonProblem *p = *(const BatonProblem * const *) a;
  const BatonProblem *q = *(const BatonProblem * const *) b;
  int order = compare_integers (codes[q->code].severity, codes[p->code].severity);

  if (order == 0)
    order = compare_integers (p->kind, q->kind);
  if (order == 0)
    order = g_strcmp0 (p->entity, q->entity);
  if (order == 0)
    order = compare_integers (p->field, q->field);
  if (order == 0)
    order = compare_integers (p->row, q->row);
  if (order == 0)
    order = compare_integers (p->code, q->code);
  if (order == 0)
    order = g_strcmp0 (p->locale, q->locale);
  if (order == 0)
    order = compare_arguments (p->arguments, q->arguments);
  if (order == 0)
    order = g_strcmp0 (p->path, q->path);
  return order;
}

gboolean
baton_problems_have_errors (GPtrArray *problems)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (baton_problem_get_severity (g_ptr_array_index (problems, i)) == BATON_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}
