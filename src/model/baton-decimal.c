/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/baton-decimal.h"

#include "model/baton-value.h"

#include <string.h>

gboolean
baton_decimal_parse (const char *text,
                     int         digits,
                     gint64     *scaled)
{
  g_autoptr (GString) number = g_string_new (NULL);
  gboolean negative = FALSE, fraction = FALSE;
  const char *last_point = NULL;
  gint64 value = 0;
  int decimals = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isdigit (character))
        g_string_append_c (number, '0' + g_unichar_digit_value (character));
      else if (character == '.' || character == ',')
        g_string_append_c (number, character);
      else if (number->len == 0 && (character == '-' || character == 0x2212))
        negative = TRUE;
      else if (!g_unichar_isspace (character) && character != '%' && character != '\'' &&
               !(g_unichar_isalpha (character) || g_unichar_type (character) == G_UNICODE_CURRENCY_SYMBOL))
        return FALSE;
      else if (g_unichar_isalpha (character) && number->len > 0 && c[1] != '\0' && strpbrk (c, "0123456789") != NULL)
        return FALSE; /* letters between digits */
    }

  /* The last of point or comma is the decimal sign, unless exactly three digits follow and nothing else says so. */
  for (const char *c = number->str; *c != '\0'; c++)
    if (*c == '.' || *c == ',')
      last_point = c;
  if (last_point != NULL && strlen (last_point + 1) == 3 && strchr (number->str, *last_point == '.' ? ',' : '.') == NULL && digits < 3 &&
      number->str[0] != '0')
    last_point = NULL;

  if (strpbrk (number->str, "0123456789") == NULL)
    return FALSE;
  for (const char *c = number->str; *c != '\0'; c++)
    {
      if (c == last_point)
        {
          fraction = TRUE;
          continue;
        }
      if (*c == '.' || *c == ',')
        {
          if (fraction)
            return FALSE;
          continue;
        }
      if (fraction && ++decimals > digits)
        {
          if (*c != '0')
            return FALSE; /* finer than the currency or percentage goes */
          continue;
        }
      value = value * 10 + (*c - '0');
      if (value > BATON_INTEGER_MAX)
        return FALSE;
    }
  for (; decimals < digits; decimals++)
    {
      value *= 10;
      if (value > BATON_INTEGER_MAX)
        return FALSE;
    }
  *scaled = negative ? -value : value;
  return TRUE;
}

/* The digits before the last point or comma, those behind it, and how many there are of each. */
typedef struct
{
  guint before;   /* all of them */
  guint behind;
  guint points;
  guint commas;
  char  first;    /* digit */
  char  last;     /* point or comma; 0 */
} Shape;

static Shape
get_shape (const char *text)
{
  Shape shape = { 0 };

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '.' || character == ',')
        {
          shape.points += character == '.';
          shape.commas += character == ',';
          shape.before += shape.behind;
          shape.behind = 0;
          shape.last = (char) character;
        }
      else if (g_unichar_isdigit (character))
        {
          if (shape.before + shape.behind == 0)
            shape.first = (char) ('0' + g_unichar_digit_value (character));
          shape.behind++;
        }
    }
  return shape;
}

/* "1,234": one sign, three digits behind it and one to three before it that do not begin with a nought. */
static gboolean
looks_both_ways (const Shape *shape)
{
  return shape->points + shape->commas == 1 && shape->behind == 3 && shape->before >= 1 && shape->before <= 3 && shape->first != '0';
}

char
baton_decimal_get_sign (const char *text,
                        int         digits)
{
  Shape shape = get_shape (text);

  if (shape.last == 0 || (looks_both_ways (&shape) && digits >= 3))
    return 0;
  if (shape.points > 0 && shape.commas > 0)
    return shape.last;
  /* A sign that stands twice, or before a thousand, parts thousands: the other is the decimals'. */
  if (shape.points + shape.commas > 1 || looks_both_ways (&shape))
    return shape.last == '.' ? ',' : '.';
  return shape.last;
}

gboolean
baton_decimal_is_unclear (const char *text,
                          int         digits)
{
  Shape shape = get_shape (text);

  return digits >= 3 && looks_both_ways (&shape);
}

gboolean
baton_decimal_parse_as (const char *text,
                        char        sign,
                        int         digits,
                        gint64     *scaled)
{
  g_autoptr (GString) plain = g_string_new (text);

  if (sign != 0)
    g_string_replace (plain, sign == '.' ? "," : ".", "", 0);
  return baton_decimal_parse (plain->str, digits, scaled);
}

/* Above it a number without a sign is a percentage. */
#define MOST_TIMES 10

gboolean
baton_decimal_parse_times (const char *text,
                           char        sign,
                           gint64     *basis_points)
{
  g_autoptr (GString) plain = g_string_new (text);
  gboolean times = g_string_replace (plain, "×", "x", 0) > 0 || strpbrk (text, "xX") != NULL;
  gint64 number;

  if ((times && strchr (text, '%') != NULL) || !baton_decimal_parse_as (plain->str, sign, 2, &number))
    return FALSE;
  if (times || (strchr (text, '%') == NULL && number <= MOST_TIMES * 100))
    {
      if (number > G_MAXINT64 / 100)
        return FALSE;
      number *= 100;
    }
  *basis_points = number;
  return TRUE;
}
