/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table-day.h"

#include <string.h>

#define MIN_MONTH_LETTERS 3   /* "Mar", "Sept." */

/* One of the three words of a day. */
typedef struct
{
  int number;     /* −1 for a word of letters */
  int n_digits;
  int month;      /* 1 … 12 for the name of one, else 0 */
} Part;

/* ── Names of months ── */

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

/* The folded names of the twelve months, in English and in the language of the process. */
static const char * const *
list_months (void)
{
  static const char * const english[] = { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" };
  static const char *months[24];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < 12; i++)
        {
          g_autoptr (GDateTime) first = g_date_time_new_utc (2026, i + 1, 1, 0, 0, 0);
          g_autofree char *name = g_date_time_format (first, "%B");

          months[i] = english[i];
          months[12 + i] = fold (name != NULL ? name : english[i]);
        }
      g_once_init_leave (&ready, 1);
    }
  return months;
}

/* 1 … 12 for the name of a month or its beginning, 0 for any other word. */
static int
find_month (const char *word)
{
  g_autofree char *folded = fold (word);
  const char * const *months = list_months ();

  if (g_utf8_strlen (folded, -1) < MIN_MONTH_LETTERS)
    return 0;
  for (int i = 0; i < 24; i++)
    if (g_str_has_prefix (months[i], folded))
      return i % 12 + 1;
  return 0;
}

/* ── Taking apart ── */

static gboolean
read_part (const char **text,
           Part        *part)
{
  const char *c = *text;

  *part = (Part) { .number = 0 };
  if (g_ascii_isdigit (*c))
    {
      for (; g_ascii_isdigit (*c) && part->n_digits < 5; c++, part->n_digits++)
        part->number = part->number * 10 + (*c - '0');
    }
  else
    {
      g_autofree char *word = NULL;

      while (*c != '\0' && g_unichar_isalpha (g_utf8_get_char (c)))
        c = g_utf8_next_char (c);
      word = g_strndup (*text, (gsize) (c - *text));
      part->number = -1;
      part->month = find_month (word);
    }
  if (c == *text || (part->number < 0 && part->month == 0))
    return FALSE;
  *text = c;
  return TRUE;
}

/* A time of day, as databases write it behind the day, or nothing. */
static gboolean
is_time (const char *rest)
{
  if (*rest == '\0')
    return TRUE;
  if (*rest != 'T' && *rest != ' ')
    return FALSE;
  rest++;
  return g_ascii_isdigit (rest[0]) && (rest[1] == ':' || (g_ascii_isdigit (rest[1]) && rest[2] == ':'));
}

/* The three words of a day; *sign* (out): what stands between the first two of them, a blank where nothing else does. */
static gboolean
split (const char *text,
       Part        parts[3],
       char       *sign)
{
  for (guint i = 0; i < 3; i++)
    {
      gsize length = i > 0 ? strspn (text, " ./-,") : 0, blanks = strspn (text, " ");

      if (i > 0 && length == 0)
        return FALSE;
      if (i == 1)
        *sign = blanks < length ? text[blanks] : ' ';
      text += length;
      if (!read_part (&text, &parts[i]))
        return FALSE;
    }
  return is_time (text);
}

static int
get_year (const Part *part)
{
  if (part->n_digits == 4)
    return part->number;
  return part->n_digits == 2 ? part->number + (part->number < 70 ? 2000 : 1900) : 0;
}

static gboolean
is_short (const Part *part)
{
  return part->number >= 0 && part->n_digits <= 2;
}

/* Whether it is numbers of which the first two may be day and month in either order. */
static gboolean
is_either (const Part parts[3],
           char       sign)
{
  return (sign == '/' || sign == '-') && is_short (&parts[0]) && is_short (&parts[1]) && parts[2].number >= 0;
}

BatonDay
baton_table_day_read (const char    *text,
                      BatonDayOrder  order,
                      gboolean      *unclear)
{
  Part parts[3];
  char sign;
  int first, second;

  *unclear = FALSE;
  if (!split (text, parts, &sign))
    return BATON_DAY_NONE;
  if (parts[0].n_digits == 4 && parts[2].n_digits <= 2 && parts[2].number >= 0)
    return baton_day_new (parts[0].number, parts[1].month > 0 ? parts[1].month : parts[1].number, parts[2].number);
  if (parts[1].month > 0 && is_short (&parts[0]))
    return baton_day_new (get_year (&parts[2]), parts[1].month, parts[0].number);
  if (parts[0].month > 0 && is_short (&parts[1]))
    return baton_day_new (get_year (&parts[2]), parts[0].month, parts[1].number);
  if (!is_short (&parts[0]) || !is_short (&parts[1]) || parts[2].number < 0)
    return BATON_DAY_NONE;
  first = parts[0].number;
  second = parts[1].number;
  /* With dots the day comes first everywhere. */
  if (sign == '.')
    return baton_day_new (get_year (&parts[2]), second, first);
  if (!is_either (parts, sign))
    return BATON_DAY_NONE;
  if (order == BATON_DAY_ORDER_UNKNOWN && first <= 12 && second <= 12 && first != second)
    {
      *unclear = TRUE;
      return BATON_DAY_NONE;
    }
  if (second > 12 || (order == BATON_DAY_ORDER_MONTH_FIRST && first <= 12))
    return baton_day_new (get_year (&parts[2]), first, second);
  return baton_day_new (get_year (&parts[2]), second, first);
}

BatonDayOrder
baton_table_day_learn (const BatonTable        *table,
                       const BatonGrid         *grid,
                       const BatonTableMapping *mapping)
{
  guint first = mapping->header != G_MAXUINT ? mapping->header + 1 : 0;
  gboolean day_first = FALSE, month_first = FALSE;

  for (guint column = 0; column < mapping->n_targets; column++)
    {
      if (mapping->targets[column] < 0 || baton_table_get_column (table, (guint) mapping->targets[column])->type != BATON_GRID_DAY)
        continue;
      for (guint row = first; row < baton_grid_get_n_rows (grid) && !(day_first && month_first); row++)
        {
          Part parts[3];
          char sign;

          if (!split (baton_grid_get (grid, row, column), parts, &sign) || !is_either (parts, sign))
            continue;
          day_first = day_first || parts[0].number > 12;
          month_first = month_first || parts[1].number > 12;
        }
    }
  if (day_first == month_first)
    return BATON_DAY_ORDER_UNKNOWN;
  return day_first ? BATON_DAY_ORDER_DAY_FIRST : BATON_DAY_ORDER_MONTH_FIRST;
}
