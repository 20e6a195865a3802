/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-bench-problems.h"

#include "cli/baton-bench-clock.h"
#include "cli/baton-bench-large.h"
#include "cli/baton-bench-program.h"
#include "model/baton-validate.h"
#include "model/baton-validator.h"

#define SEED 1
#define N_EDITS 40
#define TERMS_PER_ACTIVITY 20
#define TERMS_PER_RULE 100
#define TERMS_PER_CONTENT 20
#define N_PERSONAS 40

static BatonChange *
change_points (const BatonProgram *program,
               GPtrArray          *activities,
               GRand              *random)
{
  BatonEntity *before = activities->pdata[g_rand_int_range (random, 0, (gint32) activities->len)];
  g_autoptr (BatonValue) number = baton_value_new_integer (g_rand_int_range (random, 1, 1000));
  g_autoptr (BatonValue) cell = baton_value_with_member (baton_entity_get (before, BATON_FIELD_ACTIVITY_COMPANY_POINTS), "value", number);
  g_autoptr (BatonEntity) after = baton_entity_with (before, BATON_FIELD_ACTIVITY_COMPANY_POINTS, cell);

  return baton_change_new (baton_program_lookup (program, baton_entity_get_id (before)), after);
}

static BatonChange *
make_edit (const BatonProgram *program,
           BatonBenchProblems  kind,
           GRand              *random)
{
  static const BatonBenchEdit edits[] = {
    [BATON_BENCH_PROBLEMS_TERM_RENAMED] = BATON_BENCH_EDIT_TERM_RENAMED,
    [BATON_BENCH_PROBLEMS_TERM_MOVED] = BATON_BENCH_EDIT_TERM_MOVED,
    [BATON_BENCH_PROBLEMS_RULE] = BATON_BENCH_EDIT_RULE,
  };
  g_autoptr (GPtrArray) activities = NULL;

  if (kind != BATON_BENCH_PROBLEMS_POINTS)
    return baton_bench_program_edit (program, edits[kind], random);
  activities = baton_program_list (program, BATON_KIND_ACTIVITY);
  return change_points (program, activities, random);
}

static double
measure_edit (BatonProgram   *program,
              BatonValidator *validator,
              BatonChange    *change)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (BatonProblemList) list = NULL;
  double start;

  g_ptr_array_add (changes, change);
  baton_program_apply (program, change);
  start = baton_bench_get_ms ();
  baton_validator_apply (validator, changes);
  list = baton_validator_dup_list (validator);
  return baton_bench_get_ms () - start;
}

/* A full run finds the same. */
static gboolean
is_same (const BatonProgram *program,
         BatonValidator     *validator)
{
  g_autoptr (GPtrArray) all = baton_validate_program (program);
  GPtrArray *problems = baton_validator_get_problems (validator);
  gboolean same = all->len == problems->len;

  for (guint i = 0; same && i < all->len; i++)
    same = baton_problem_compare (&all->pdata[i], &problems->pdata[i]) == 0;
  return same;
}

gboolean
baton_bench_problems_measure (guint   n_terms,
                              double *ms)
{
  g_autoptr (BatonProgram) program = baton_bench_program_new (SEED, n_terms, n_terms / TERMS_PER_RULE + 1, n_terms / TERMS_PER_CONTENT + 1, N_PERSONAS);
  g_autoptr (BatonValidator) validator = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  baton_bench_large_grow (program, SEED, 0, n_terms / TERMS_PER_ACTIVITY);
  validator = baton_validator_new (program);
  /* Sorts them all, which is not an edit's to pay for. */
  baton_validator_get_problems (validator);
  for (BatonBenchProblems kind = 0; kind < BATON_BENCH_N_PROBLEMS; kind++)
    {
      double times[N_EDITS];

      for (guint i = 0; i < N_EDITS; i++)
        times[i] = measure_edit (program, validator, make_edit (program, kind, random));
      ms[kind] = baton_bench_get_median (times, N_EDITS);
    }
  return is_same (program, validator);
}
