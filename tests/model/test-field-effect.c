/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every field whose effect hangs on a choice beside it, with every answer to that choice: what is said to have no effect is what
 * validation tells of, and nothing else.
 */
#include "model/baton-field-effect.h"
#include "model/baton-validate.h"

/* What validation says has no effect. Only whether a field is set counts, not what it holds. */
static gboolean
is_told (const BatonEntity *entity,
         BatonField         field)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (GPtrArray) problems = NULL;
  gboolean told = FALSE;

  baton_program_put (program, entity);
  problems = baton_validate_program (program);
  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = g_ptr_array_index (problems, i);

      told = told || (problem->code == BATON_PROBLEM_WITHOUT_EFFECT && problem->field == field);
    }
  return told;
}

/* With *choice* answered by its *answer*-th value, −1 for unset. */
static BatonEntity *
answer (const BatonEntity *entity,
        BatonField         choice,
        int                answer)
{
  const BatonFieldInfo *info = baton_schema_get_field (choice);
  g_autoptr (BatonValue) value = answer >= 0 ? baton_value_new_string (info->choices[answer].value) : NULL;

  return baton_entity_with (entity, choice, value);
}

/* Asks for every answer to the choices from *choice* up that *field* hangs on. */
static void
walk (const BatonEntity *entity,
      BatonField         field,
      BatonField         choice,
      guint             *n_with,
      guint             *n_without)
{
  if (choice == BATON_FIELD_NONE)
    {
      gboolean has_effect = baton_field_has_effect (entity, field);

      g_assert_cmpint (is_told (entity, field), ==, !has_effect);
      *(has_effect ? n_with : n_without) += 1;
      return;
    }
  g_assert_cmpint (baton_schema_get_field (choice)->kind, ==, baton_entity_get_kind (entity));
  g_assert_cmpint (baton_schema_get_field (choice)->type, ==, BATON_TYPE_CHOICE);
  for (int i = -1; i < (int) baton_schema_count_choices (baton_schema_get_field (choice)); i++)
    {
      g_autoptr (BatonEntity) answered = answer (entity, choice, i);

      walk (answered, field, baton_field_get_condition (choice), n_with, n_without);
    }
}

static void
test_table (void)
{
  guint n_conditions = 0;

  for (int i = 0; i < BATON_N_FIELDS; i++)
    {
      BatonField field = i, choice = baton_field_get_condition (field);
      g_autoptr (BatonEntity) bare = baton_entity_new (baton_schema_get_field (field)->kind, "x-0000000000");
      g_autoptr (BatonValue) value = baton_value_new_boolean (TRUE);
      g_autoptr (BatonEntity) entity = baton_entity_with (bare, field, value);
      guint n_with = 0, n_without = 0;

      g_test_message ("%s", baton_schema_get_field (field)->name);
      if (choice == BATON_FIELD_NONE)
        {
          g_assert_true (baton_field_has_effect (entity, field));
          g_assert_false (is_told (entity, field));
          continue;
        }
      n_conditions++;
      walk (entity, field, choice, &n_with, &n_without);
      /* A condition that is always met, or never, is a mistake in the table. */
      g_assert_cmpuint (n_with, >, 0);
      g_assert_cmpuint (n_without, >, 0);
    }
  g_assert_cmpuint (n_conditions, >, 30);
}

/* What hangs on a choice that has no effect itself has none. */
static void
test_chain (void)
{
  g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_ACTIVITY, "x-0000000000");
  g_autoptr (BatonValue) months = baton_value_new_string ("months");
  g_autoptr (BatonValue) member = baton_value_new_string ("member");
  g_autoptr (BatonEntity) again = baton_entity_with (bare, BATON_FIELD_ACTIVITY_AGAIN, months);
  g_autoptr (BatonEntity) once = baton_entity_with (again, BATON_FIELD_ACTIVITY_ONCE, member);

  g_assert_false (baton_field_has_effect (again, BATON_FIELD_ACTIVITY_AGAIN_MONTHS));
  g_assert_true (baton_field_has_effect (once, BATON_FIELD_ACTIVITY_AGAIN_MONTHS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/field-effect/table", test_table);
  g_test_add_func ("/model/field-effect/chain", test_chain);
  return g_test_run ();
}
