/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Register files of any bytes, the two parted by a line of "---": what is read can be written and is read again as the same,
 * and no tree of organizations leads in a circle.
 */
#include "fuzz/fuzz.h"

#include "incentives/baton-register.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  char *members = strstr (text, "---\n");
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonRegister) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *first_again = NULL;
  g_autofree char *second_again = NULL;

  if (members != NULL)
    {
      *members = '\0';
      members += 4;
    }
  reg = baton_register_read (text, strlen (text), members, members != NULL ? strlen (members) : 0, NULL, NULL);
  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      guint top = baton_register_get_top (reg, i, BATON_DAY_MAX);

      g_assert_cmpuint (top, <, baton_register_get_n_organisations (reg));
    }
  first = baton_register_write_organisations (reg);
  second = baton_register_write_members (reg);
  again = baton_register_read (first, strlen (first), second, strlen (second), NULL, NULL);
  first_again = baton_register_write_organisations (again);
  second_again = baton_register_write_members (again);
  g_assert_cmpstr (first, ==, first_again);
  g_assert_cmpstr (second, ==, second_again);
  return 0;
}
