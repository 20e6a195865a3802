/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the history makes of repeated, amended, late and reversed rows, and of rows that it cannot use.
 */
#include <string.h>

#include "incentives/baton-history.h"

static BatonHistory *
read_history (const char *csv,
              GPtrArray  *bad)
{
  return baton_history_read (csv, strlen (csv), bad);
}

static void
test_id_order (void)
{
  static const char * const ordered[] = { "0", "1", "2", "10", "99", "100000000000000000000000", "-1", "A", "a", "a10", "a9" };

  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (ordered); k++)
        {
          int order = baton_event_id_compare (ordered[i], ordered[k]);

          g_assert_cmpint (i < k ? -1 : i > k, ==, order < 0 ? -1 : order > 0);
        }
    }
  g_assert_cmpint (baton_event_id_compare ("07", "7"), !=, 0);
  g_assert_cmpint (baton_event_id_compare ("07", "8"), <, 0);
}

static void
test_sorted (void)
{
  g_autoptr (BatonHistory) history = read_history ("id,organisation,activity,day\n"
                                                   "10,o,x,2025-01-02\n"
                                                   "9,o,x,2025-01-02\n"
                                                   "b,o,x,2025-01-02\n"
                                                   "11,o,x,2025-01-01\n", NULL);
  const BatonEvent *events = baton_history_get_events (history);
  static const char * const expected[] = { "11", "9", "10", "b" };

  g_assert_cmpuint (baton_history_get_n_events (history), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (events[i].id, ==, expected[i]);
  g_assert_cmpint (events[0].quantity, ==, 1);
  g_assert_cmpint (events[0].share, ==, 10000);
  g_assert_cmpint (events[0].version, ==, 1);
  g_assert_cmpuint (baton_history_find (history, "b"), ==, 3);
  g_assert_cmpuint (baton_history_find (history, "c"), ==, BATON_EVENT_NONE);
}

static void
test_versions (void)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) history = read_history ("id,organisation,activity,day,amount,version\n"
                                                   "1,o,x,2025-01-02,500,2\n"
                                                   "1,o,x,2025-01-02,900,1\n"   /* older, comes late */
                                                   "1,o,x,2025-01-02,500,2\n"   /* identical */
                                                   "1,o,x,2025-01-02,501,2\n"   /* other content */
                                                   "1,o,x,2025-01-03,400,3\n", bad);

  g_assert_cmpuint (baton_history_get_n_events (history), ==, 1);
  g_assert_cmpint (baton_history_get_events (history)->amount, ==, 400);
  g_assert_cmpuint (bad->len, ==, 1);
  g_assert_cmpint (((BatonBadRow *) bad->pdata[0])->code, ==, BATON_ROW_CONFLICT);
  g_assert_cmpuint (((BatonBadRow *) bad->pdata[0])->line, ==, 5);
}

static void
test_reversals (void)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) history = read_history ("id,organisation,activity,day,state,reverses\n"
                                                   "1,o,x,2025-01-02,,\n"
                                                   "2,o,,2025-03-01,,1\n"
                                                   "3,o,,2025-03-02,,1\n"          /* it is reversed already */
                                                   "4,o,,2025-03-02,,7\n"          /* there is no 7 */
                                                   "5,o,,2025-03-02,,2\n"          /* a reversal is not reversed */
                                                   "6,o,x,2025-01-02,,\n"
                                                   "8,o,,2025-03-05,pending,6\n", bad);
  const BatonEvent *events = baton_history_get_events (history);

  g_assert_cmpuint (events[0].reversal_index, ==, baton_history_find (history, "2"));
  g_assert_cmpuint (events[baton_history_find (history, "2")].original_index, ==, 0);
  g_assert_cmpuint (events[baton_history_find (history, "6")].reversal_index, ==, BATON_EVENT_NONE);
  g_assert_cmpuint (bad->len, ==, 3);
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (bad, i);

      g_assert_cmpint (row->code, ==, BATON_ROW_UNKNOWN_EVENT);
      g_assert_cmpuint (row->line, ==, 4 + i);
    }
}

static void
test_bad_rows (void)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) history = read_history (
    "id,type,organisation,activity,day,quantity,amount,currency,share,state,reward,fund,points\n"
    ",event,o,x,2025-01-01,,,,,,,,\n"
    "2,party,o,x,2025-01-01,,,,,,,,\n"
    "3,event,o,x,2025-02-29,,,,,,,,\n"
    "4,event,o,x,0000-01-01,,,,,,,,\n"
    "5,event,o,x,2025-01-01,-1,,,,,,,\n"
    "6,event,o,x,2025-01-01,,9007199254740992,,,,,,\n"
    "7,event,o,x,2025-01-01,,,euro,,,,,\n"
    "8,event,o,x,2025-01-01,,,,10001,,,,\n"
    "9,event,o,x,2025-01-01,,,,,paid,,,\n"
    "10,event,o,x,2025-01-01,,,,,,r,,\n"
    "11,event,o,,2025-01-01,,,,,,,,\n"
    "12,redemption,o,,2025-01-01,2,,,,,r,,500\n"
    "13,claim,o,,2025-01-01,,900,,,paid,,f,\n"
    "14,event,o,x,2025-01-01,9223372036854775807,,,,,,,\n"
    "15,event,o,x,2025-01-01,,18446744073709551616,,,,,,\n"
    "16,event,o,x,2025-01-01,-9223372036854775808,,,,,,,\n"
    "17,event,o,x,2025-01-01,9007199254740991,9007199254740991,,,,,,\n", bad);
  static const BatonRowCode expected[] = {
    BATON_ROW_MISSING, BATON_ROW_BAD_CHOICE, BATON_ROW_BAD_DAY, BATON_ROW_BAD_DAY, BATON_ROW_BAD_NUMBER, BATON_ROW_LARGE_NUMBER,
    BATON_ROW_BAD_CHOICE, BATON_ROW_LARGE_NUMBER, BATON_ROW_BAD_CHOICE, BATON_ROW_UNEXPECTED, BATON_ROW_MISSING,
    BATON_ROW_LARGE_NUMBER, BATON_ROW_LARGE_NUMBER, BATON_ROW_BAD_NUMBER,
  };

  g_assert_cmpuint (bad->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (bad, i);

      g_assert_cmpint (row->code, ==, expected[i]);
      /* Those of 12 and 13 are good. */
      g_assert_cmpuint (row->line, ==, i < 11 ? i + 2 : i + 4);
    }
  g_assert_cmpuint (baton_history_get_n_events (history), ==, 3);
  g_assert_cmpint (baton_history_get_events (history)[1].granted, ==, 900);
  g_assert_cmpint (baton_history_get_events (history)[2].quantity, ==, BATON_INTEGER_MAX);
}

static void
test_write (void)
{
  g_autoptr (BatonHistory) history = read_history (
    "id,type,organisation,member,activity,day,quantity,amount,currency,original,region,deal,part,share,state,version,reverses,reward,fund,points,granted\n"
    "1,,o,m,x,2025-01-01,3,500,USD,550,emea,d-1,sourced,6000,pending,2,,,,,\n"
    "2,redemption,o,m,,2025-01-02,,,,,,,,,,,,r,,75,\n"
    "3,redemption,o,m,,2025-01-02,,,,,,,,,,,,r,,,\n"
    "4,claim,o,,,2025-01-03,,900,,,,,,,approved,,,,f,,300\n"
    "5,,o,,,2025-01-04,,,,,,,,,,,1,,,,\n", NULL);
  g_autofree char *text = baton_history_write (history);
  g_autoptr (BatonHistory) again = read_history (text, NULL);
  g_autofree char *text_again = baton_history_write (again);

  g_assert_cmpuint (baton_history_get_n_events (history), ==, 5);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_cmpint (baton_history_get_events (again)[1].points, ==, 75);
  g_assert_cmpint (baton_history_get_events (again)[2].points, ==, -1);
  g_assert_cmpint (baton_history_get_events (again)[3].granted, ==, 300);
}

/* The same rows as JSON Lines make the same history; a bad line is named and costs no other. */
static void
test_json_lines (void)
{
  static const char csv[] = "id,organisation,activity,day,quantity,deal,reverses\n"
                            "1,o1,a,2025-01-05,3,\"Größe, 2\",\n2,o1,a,2025-01-06,1,,\n3,o1,,2025-01-07,,,1\n";
  static const char lines[] = "\xef\xbb\xbf{\"id\":1,\"organisation\":\"o1\",\"activity\":\"a\",\"day\":\"2025-01-05\",\"quantity\":3,\"deal\":\"Größe, 2\"}\n"
                              "\r\n"
                              "{\"id\":\"2\",\"organisation\":\"o1\",\"activity\":\"a\",\"day\":\"2025-01-06\",\"quantity\":\"1\"}\r\n"
                              "{\"id\":\"3\",\"organisation\":\"o1\",\"day\":\"2025-01-07\",\"reverses\":\"1\"}\n"
                              "[4]\n"
                              "{\"id\":5,\"organisation\":\"o1\",\"activity\":\"a\",\"day\":\"2025-02-30\"}\n"
                              "{\"id\":6,\"organisation\":\"o1\",\"activity\":\"a\",\"day\":\"2025-02-20\",\"color\":\"red\"}\n"
                              "{\"id\":7,\"organisation\":\"o1\",\"activity\":[\"a\"],\"day\":\"2025-02-20\"}\n"
                              "{\"id\":1,\"organisation\":\"o2\",\"activity\":\"a\",\"day\":\"2025-01-05\"}\n"
                              "{\"id\":8,\"organisation\":\"o1\",\"activ";
  static const struct { guint64 line; BatonRowCode code; const char *value; } expected[] = {
    { 5, BATON_ROW_BAD_OBJECT, "[4]" }, { 6, BATON_ROW_BAD_DAY, "2025-02-30" }, { 7, BATON_ROW_UNKNOWN_FIELD, "color" },
    { 8, BATON_ROW_BAD_CHOICE, "activity" }, { 9, BATON_ROW_CONFLICT, "1" }, { 10, BATON_ROW_BAD_OBJECT, "{\"id\":8,\"organisation\":\"o1\",\"activ" },
  };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) first = baton_history_read (csv, sizeof csv - 1, NULL);
  g_autoptr (BatonHistory) second = baton_history_read (lines, sizeof lines - 1, bad);
  g_autofree char *first_text = baton_history_write (first);
  g_autofree char *second_text = baton_history_write (second);

  g_assert_cmpstr (first_text, ==, second_text);
  g_assert_cmpuint (baton_history_get_n_events (second), ==, 3);
  g_assert_cmpuint (bad->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (bad, i);

      g_assert_cmpuint (row->line, ==, expected[i].line);
      g_assert_cmpstr (baton_row_code_get_name (row->code), ==, baton_row_code_get_name (expected[i].code));
      g_assert_cmpstr (row->value, ==, expected[i].value);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/history/id-order", test_id_order);
  g_test_add_func ("/incentives/history/sorted", test_sorted);
  g_test_add_func ("/incentives/history/versions", test_versions);
  g_test_add_func ("/incentives/history/reversals", test_reversals);
  g_test_add_func ("/incentives/history/bad-rows", test_bad_rows);
  g_test_add_func ("/incentives/history/write", test_write);
  g_test_add_func ("/incentives/history/json-lines", test_json_lines);
  return g_test_run ();
}
