/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole program through every check.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-namesakes.h"
#include "model/baton-validate.h"

static void
check_structure_cb (gpointer data,
                    gpointer user_data)
{
  baton_check_references (user_data, data);
}

static void
check_entity_cb (gpointer data,
                 gpointer user_data)
{
  BatonCheck *check = user_data;

  baton_validate_shape (data, check->problems);
  baton_check_references (check, data);
  baton_check_texts (check, data);
  baton_check_meaning (check, data);
  baton_check_namesakes (check, data);
}

static void
check_groups (BatonCheck *check,
              gboolean    structure_only)
{
  gsize n_groups;
  const BatonGroupCheck *groups = baton_check_get_groups (&n_groups);

  for (gsize i = 0; i < n_groups; i++)
    if (!structure_only || groups[i].is_structure)
      groups[i].func (check);
}

void
baton_check_report_counts (BatonCheck           *check,
                           const BatonTextCount *counts)
{
  for (guint i = 0; i < check->locales->len; i++)
    {
      const BatonEntity *locale = g_ptr_array_index (check->locales, i);
      g_autofree char *missing = g_strdup_printf ("%u", counts[i].missing);
      g_autofree char *stale = g_strdup_printf ("%u", counts[i].stale);

      if (counts[i].missing > 0)
        baton_check_add (check, UNTRANSLATED, locale, BATON_FIELD_NONE, missing, NULL);
      if (counts[i].stale > 0)
        baton_check_add (check, STALE_TEXT, locale, BATON_FIELD_NONE, stale, NULL);
    }
}

void
baton_validate_structure (const BatonProgram *program,
                          GPtrArray          *problems)
{
  BatonCheck check;

  baton_check_init (&check, program, problems);
  baton_program_foreach (program, check_structure_cb, &check);
  check_groups (&check, TRUE);
  baton_check_clear (&check);
}

GPtrArray *
baton_validate_program (const BatonProgram *program)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonNamesakes) namesakes = baton_namesakes_new ();
  BatonCheck check;

  g_return_val_if_fail (program != NULL, problems);

  baton_check_init (&check, program, problems);
  baton_namesakes_fill (namesakes, &check);
  check.namesakes = namesakes;
  baton_program_foreach (program, check_entity_cb, &check);
  check_groups (&check, FALSE);
  baton_check_report_counts (&check, check.counts);
  baton_check_clear (&check);
  g_ptr_array_sort (problems, baton_problem_compare);
  return problems;
}
