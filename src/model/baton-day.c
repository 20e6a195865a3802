/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Civil dates by the algorithms of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so
 * that the leap day is the last of its year, and 400 years are one era of 146,097 days.
 */
#include "config.h"

#include "model/baton-day.h"

#include <string.h>

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length (int year,
              int month)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : lengths[month - 1];
}

BatonDay
baton_day_new (int year,
               int month,
               int day)
{
  int era, year_of_era, day_of_year, day_of_era;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_length (year, month))
    return BATON_DAY_NONE;

  year -= month <= 2;
  era = year / 400;
  year_of_era = year - era * 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void
baton_day_get_date (BatonDay day,
                    int     *year,
                    int     *month,
                    int     *day_of_month)
{
  int shifted = CLAMP (day, BATON_DAY_MIN, BATON_DAY_MAX) + 719468;
  int era = shifted / 146097;
  int day_of_era = shifted - era * 146097;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;
  int civil_month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

  if (day_of_month != NULL)
    *day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  if (month != NULL)
    *month = civil_month;
  if (year != NULL)
    *year = year_of_era + era * 400 + (civil_month <= 2);
}

BatonDay
baton_day_parse_len (const char *text,
                     gsize       length)
{
  static const int at[] = { 0, 1, 2, 3, 5, 6, 8, 9 };
  int digit[G_N_ELEMENTS (at)];

  if (text == NULL || length != 10 || text[4] != '-' || text[7] != '-')
    return BATON_DAY_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      if (!g_ascii_isdigit (text[at[i]]))
        return BATON_DAY_NONE;
      digit[i] = text[at[i]] - '0';
    }
  return baton_day_new (digit[0] * 1000 + digit[1] * 100 + digit[2] * 10 + digit[3], digit[4] * 10 + digit[5], digit[6] * 10 + digit[7]);
}

BatonDay
baton_day_parse (const char *text)
{
  return baton_day_parse_len (text, text != NULL ? strlen (text) : 0);
}

char *
baton_day_format (BatonDay day)
{
  int year, month, day_of_month;

  baton_day_get_date (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

int
baton_day_get_month_index (BatonDay day)
{
  int year, month;

  baton_day_get_date (day, &year, &month, NULL);
  return year * 12 + month - 1;
}

BatonDay
baton_day_from_month_index (int month_index)
{
  return baton_day_new (month_index / 12, month_index % 12 + 1, 1);
}

BatonDay
baton_day_add_months (BatonDay day,
                      int      months)
{
  int day_of_month;
  gint64 index = (gint64) baton_day_get_month_index (day) + months;
  int year, month;

  if (index < 12)
    return BATON_DAY_MIN;
  if (index >= 10000 * 12)
    return BATON_DAY_MAX;
  baton_day_get_date (day, NULL, NULL, &day_of_month);
  year = index / 12;
  month = index % 12 + 1;
  return baton_day_new (year, month, MIN (day_of_month, month_length (year, month)));
}

BatonDay
baton_day_get_month_start (BatonDay day)
{
  return baton_day_from_month_index (baton_day_get_month_index (day));
}

BatonDay
baton_day_get_month_end (BatonDay day)
{
  int year, month;

  baton_day_get_date (day, &year, &month, NULL);
  return baton_day_new (year, month, month_length (year, month));
}

BatonDay
baton_day_get_fiscal_year_start (BatonDay day,
                                 int      first_month)
{
  int index = baton_day_get_month_index (day);
  int into = (index % 12 - (first_month - 1) + 12) % 12;

  return index - into < 12 ? BATON_DAY_MIN : baton_day_from_month_index (index - into);
}

BatonDay
baton_day_get_fiscal_quarter_start (BatonDay day,
                                    int      first_month)
{
  int index = baton_day_get_month_index (day);
  int into = (index % 12 - (first_month - 1) + 12) % 3;

  return index - into < 12 ? BATON_DAY_MIN : baton_day_from_month_index (index - into);
}

BatonWindow
baton_window_from_value (const BatonValue *value)
{
  BatonDay from = baton_day_parse (baton_value_get_member_string (value, "from"));
  BatonDay through = baton_day_parse (baton_value_get_member_string (value, "through"));

  return (BatonWindow) { from != BATON_DAY_NONE ? from : BATON_DAY_MIN, through != BATON_DAY_NONE ? through : BATON_DAY_MAX };
}

gboolean
baton_window_contains (BatonWindow window,
                       BatonDay    day)
{
  return window.from <= day && day <= window.through;
}

gboolean
baton_windows_meet (BatonWindow window,
                    BatonWindow other)
{
  return window.from <= other.through && other.from <= window.through;
}
