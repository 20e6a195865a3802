/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/baton-format.h"

static void
assert_text (char       *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_number (void)
{
  assert_text (baton_format_number (1500, "en"), "1,500");
  assert_text (baton_format_number (1234567, "de"), "1.234.567");
  assert_text (baton_format_number (-1234567, "ja"), "-1,234,567");
  assert_text (baton_format_number (1500, "ar"), "1,500");
  assert_text (baton_format_number (G_GINT64_CONSTANT (9007199254740991), "en"), "9,007,199,254,740,991");
  assert_text (baton_format_number (7, "no such language"), "7");
  assert_text (baton_format_number (7, NULL), "7");
}

static void
test_percent (void)
{
  assert_text (baton_format_percent (150, "en"), "1.5%");
  assert_text (baton_format_percent (1000, "en"), "10%");
  assert_text (baton_format_percent (1, "en"), "0.01%");
  assert_text (baton_format_percent (150, "de"), "1,5\u00a0%");
}

static void
test_money (void)
{
  assert_text (baton_format_money (150000, "EUR", 2, "en"), "€1,500");
  assert_text (baton_format_money (150050, "EUR", 2, "en"), "€1,500.50");
  assert_text (baton_format_money (150050, "EUR", 2, "de"), "1.500,50\u00a0€");
  assert_text (baton_format_money (1500, "JPY", 0, "ja"), "￥1,500");
}

static void
test_day (void)
{
  assert_text (baton_format_day (baton_day_new (2026, 5, 3), "en"), "May 3, 2026");
  assert_text (baton_format_day (baton_day_new (2026, 5, 3), "de"), "03.05.2026");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/format/number", test_number);
  g_test_add_func ("/model/format/percent", test_percent);
  g_test_add_func ("/model/format/money", test_money);
  g_test_add_func ("/model/format/day", test_day);
  return g_test_run ();
}
