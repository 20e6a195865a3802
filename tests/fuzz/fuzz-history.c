/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history file of any bytes: what is read can be written and is read again as the same; the fast reader, where it answers,
 * takes as many events as the general one.
 */
#include "fuzz/fuzz.h"

#include "incentives/baton-history.h"
#include "incentives/baton-import.h"

#include <string.h>

#define ORGANISATIONS "id,name\no,One\no1,Two\n"
#define MEMBERS "id,name,organisation\nm,Ada,o\n"

static void
check_fast (const char   *data,
            size_t        size,
            BatonHistory *history)
{
  g_autoptr (BatonRegister) reg = baton_register_read (ORGANISATIONS, strlen (ORGANISATIONS), MEMBERS, strlen (MEMBERS), NULL, NULL);
  g_autoptr (BatonColumns) general = baton_columns_new (reg, history);
  gboolean needs_general;
  g_autoptr (BatonColumns) fast = baton_columns_import (reg, data, size, 1, NULL, NULL, NULL, NULL, &needs_general, NULL);

  g_assert_true ((fast == NULL) == needs_general);
  if (fast != NULL && !baton_columns_is_partial (fast) && !baton_columns_is_partial (general))
    g_assert_cmpuint (baton_columns_get_n_events (fast), ==, baton_columns_get_n_events (general));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) history = baton_history_read ((const char *) data, size, bad);
  g_autofree char *text = baton_history_write (history);
  g_autoptr (BatonHistory) again = baton_history_read (text, strlen (text), NULL);
  g_autofree char *twice = baton_history_write (again);

  g_assert_cmpstr (text, ==, twice);
  for (guint i = 0; i < bad->len; i++)
    g_assert_nonnull (baton_row_code_get_name (((BatonBadRow *) g_ptr_array_index (bad, i))->code));
  check_fast ((const char *) data, size, history);
  return 0;
}
