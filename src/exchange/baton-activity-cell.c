/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-activity-cell.h"

#include "model/baton-text.h"

#include <string.h>

/* A whole number at the beginning of *text*, with thousands set off by commas, points, spaces or apostrophes before groups
 * of three; *rest* (out) is what follows. */
static gboolean
read_number (const char  *text,
             gint64      *number,
             const char **rest)
{
  gint64 value = 0;
  const char *c = text;

  if (!g_ascii_isdigit (*c))
    return FALSE;
  for (;;)
    {
      while (g_ascii_isdigit (*c))
        {
          value = value * 10 + (*c++ - '0');
          if (value > BATON_INTEGER_MAX)
            return FALSE;
        }
      if (*c != '\0' && strchr (",. '", *c) != NULL && g_ascii_isdigit (c[1]) && g_ascii_isdigit (c[2]) && g_ascii_isdigit (c[3]) && !g_ascii_isdigit (c[4]))
        c++;
      else if (strncmp (c, "\302\240", 2) == 0 && g_ascii_isdigit (c[2]) && g_ascii_isdigit (c[3]) && g_ascii_isdigit (c[4]) && !g_ascii_isdigit (c[5]))
        c += 2; /* a space that does not break */
      else
        break;
    }
  *number = value;
  *rest = c;
  return TRUE;
}

const char *
baton_activity_cell_skip_spaces (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

gboolean
baton_activity_cell_read_percent (const char  *text,
                                  gint64      *basis_points,
                                  const char **rest)
{
  gint64 value = 0, scale = 100;
  const char *c = text;

  if (!g_ascii_isdigit (*c))
    return FALSE;
  for (; g_ascii_isdigit (*c) && value < 100000; c++)
    value = value * 10 + (*c - '0');
  value *= 100;
  if ((*c == '.' || *c == ',') && g_ascii_isdigit (c[1]))
    for (c++; g_ascii_isdigit (*c); c++)
      {
        scale /= 10;
        value += (*c - '0') * scale;
      }
  c = baton_activity_cell_skip_spaces (c);
  if (*c != '%')
    return FALSE;
  *basis_points = value;
  *rest = c + 1;
  return TRUE;
}

gboolean
baton_activity_cell_is_dash (const char *text)
{
  return strcmp (text, "-") == 0 || strcmp (text, "–") == 0 || strcmp (text, "—") == 0 || strcmp (text, "−") == 0;
}

/* Whether *text* begins with the word, whatever its case; *rest* (out) is what follows it and its spaces. */
static gboolean
read_word (const char  *text,
           const char  *word,
           const char **rest)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (text, word, length) != 0 || g_unichar_isalpha (g_utf8_get_char (text + length)))
    return FALSE;
  *rest = baton_activity_cell_skip_spaces (text + length);
  return TRUE;
}

/* "per lead", "for each 10 leads". */
static gboolean
read_unit (BatonActivityTableRow *row,
           const char            *text)
{
  const char *rest;

  if (!read_word (text, "per", &rest) && !read_word (text, "for each", &rest) && !read_word (text, "for every", &rest))
    return FALSE;
  row->unit_size = 1;
  if (read_word (rest, "full", &text))
    rest = text;
  if (read_number (rest, &row->unit_size, &text))
    rest = baton_activity_cell_skip_spaces (text);
  if (*rest == '\0' || row->unit_size == 0)
    {
      row->unit_size = 0;
      return FALSE;
    }
  g_free (row->unit_name);
  row->unit_name = g_strdup (rest);
  return TRUE;
}

/* "10% extra credit per 50 registrations", "10 % more for each full 50". */
static gboolean
read_step (BatonActivityTableRow *row,
           const char            *text)
{
  gint64 percent, size;
  const char *rest;

  if (!baton_activity_cell_read_percent (text, &percent, &rest))
    return FALSE;
  text = baton_activity_cell_skip_spaces (rest);
  if (read_word (text, "extra", &rest))
    {
      if (read_word (rest, "credit", &text) || read_word (rest, "points", &text))
        rest = text;
    }
  else if (!read_word (text, "more", &rest) && !read_word (text, "bonus", &rest))
    {
      return FALSE;
    }
  if (!read_word (rest, "per", &text) && !read_word (rest, "for each full", &text) && !read_word (rest, "for each", &text) && !read_word (rest, "for every", &text))
    return FALSE;
  if (!read_number (text, &size, &rest) || size == 0)
    return FALSE;
  row->step_percent = percent;
  row->step_size = size;
  rest = baton_activity_cell_skip_spaces (rest);
  if (*rest != '\0' && row->unit_name == NULL)
    row->unit_name = g_strdup (rest);
  return TRUE;
}

gboolean
baton_activity_cell_read_fee (BatonActivityTableRow *row,
                              const char            *text)
{
  const char *rest = text;

  if (read_word (text, "referral", &rest))
    text = rest;
  if (!read_word (text, "fee", &rest))
    return FALSE;
  if (read_word (rest, "at", &text) || read_word (rest, "of", &text) || *(text = baton_activity_cell_skip_spaces (*rest == ':' ? rest + 1 : rest)) != '\0')
    return baton_activity_cell_read_percent (text, &row->fee, &rest);
  return FALSE;
}

gboolean
baton_activity_cell_read_once (BatonActivityTableRow *row,
                               const char            *text)
{
  const char *rest;

  if (read_word (text, "once per member", &rest))
    row->once_per_member = TRUE;
  else if (!read_word (text, "one time", &rest) && !read_word (text, "one-time", &rest) && !read_word (text, "onetime", &rest) && !read_word (text, "once", &rest))
    return FALSE;
  row->once = TRUE;
  return TRUE;
}

gboolean
baton_activity_cell_read_remark (BatonActivityTableRow *row,
                                 const char            *text)
{
  const char *rest;

  if (read_unit (row, text) || read_step (row, text) || baton_activity_cell_read_fee (row, text) || baton_activity_cell_read_once (row, text))
    return TRUE;
  if (read_word (text, "each time", &rest) && *rest == '\0')
    {
      row->each_time = TRUE;
      return TRUE;
    }
  return FALSE;
}

char *
baton_activity_cell_read_remarks (BatonActivityTableRow *row,
                                  const char            *text)
{
  g_autoptr (GString) list = g_string_new (text);
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) left = g_string_new (NULL);

  /* A comma without a space behind it stands in a number. */
  g_string_replace (list, ", ", ";", 0);
  parts = g_strsplit (list->str, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0' && !baton_activity_cell_read_remark (row, parts[i]))
        g_string_append_printf (left, "%s%s", left->len > 0 ? ", " : "", parts[i]);
    }
  return left->len > 0 ? g_strdup (left->str) : NULL;
}

gboolean
baton_activity_cell_read_name (BatonActivityTableRow *row,
                               const char            *text)
{
  const char *open = strrchr (text, '(');
  gsize length = strlen (text);
  g_autofree char *inside = NULL, *left = NULL, *head = NULL;

  if (open == NULL || open == text || text[length - 1] != ')')
    {
      row->name = g_strdup (text);
      return FALSE;
    }
  inside = g_strndup (open + 1, text + length - 1 - (open + 1));
  left = baton_activity_cell_read_remarks (row, inside);
  head = g_strchomp (g_strndup (text, open - text));
  if (left == NULL)
    row->name = g_strdup (head);
  else
    row->name = strcmp (left, inside) == 0 ? g_strdup (text) : g_strdup_printf ("%s (%s)", head, left);
  return g_strcmp0 (left, inside) != 0;
}

gboolean
baton_activity_cell_read_points (BatonActivityTableRow *row,
                                 int                    index,
                                 const char            *text)
{
  const char *rest;
  g_autofree char *left = NULL;

  row->points[index].open = *text == '\0';
  row->points[index].number = -1;
  if (*text == '\0' || baton_activity_cell_is_dash (text) || g_ascii_strcasecmp (text, "none") == 0 || g_ascii_strcasecmp (text, "n/a") == 0)
    return TRUE;
  if (!read_number (text, &row->points[index].number, &rest) || row->points[index].number > 1000000000)
    return FALSE;
  text = baton_activity_cell_skip_spaces (rest);
  if (read_word (text, "points", &rest) || read_word (text, "point", &rest) || read_word (text, "pts", &rest))
    text = rest;
  return *text == '\0' || (left = baton_activity_cell_read_remarks (row, text)) == NULL;
}
