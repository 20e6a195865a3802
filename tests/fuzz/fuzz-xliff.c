/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translations of any bytes, as XLIFF: a file that is refused changes nothing, and what is taken makes texts that the
 * program takes.
 */
#include "fuzz/fuzz.h"

#include "exchange/baton-xliff.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

static BatonProgram *
make_program (void)
{
  BatonProgram *program = baton_program_new ();
  g_autoptr (BatonEntity) root = baton_entity_new (BATON_KIND_PROGRAM, "program-0000000001");
  g_autoptr (BatonValue) tag = baton_value_new_string ("en");
  g_autoptr (BatonEntity) with_tag = baton_entity_with (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE, tag);
  g_autoptr (BatonEntity) tier = baton_entity_new (BATON_KIND_TIER, "tier-0000000001");
  g_autoptr (BatonValue) text = baton_text_new ("Gold");
  g_autoptr (BatonEntity) named = baton_entity_with (tier, BATON_FIELD_TIER_NAME, text);

  baton_program_put (program, with_tag);
  baton_program_put (program, named);
  return program;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (BatonPoImport) import = baton_xliff_import (program, (const char *) data, size, "de", FALSE);

  if (import->refused)
    g_assert_cmpuint (import->changes->len, ==, 0);
  for (guint i = 0; i < import->changes->len; i++)
    {
      const BatonChange *change = import->changes->pdata[i];
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);

      baton_validate_shape (change->after, problems);
      for (guint j = 0; j < problems->len; j++)
        g_assert_cmpint (((BatonProblem *) problems->pdata[j])->field, !=, BATON_FIELD_TIER_NAME);
    }
  return 0;
}
