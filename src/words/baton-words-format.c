/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-format.h"

#include "model/baton-currency.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

const char *
baton_words_get_thousands (void)
{
  const char *locale = setlocale (LC_NUMERIC, NULL);

  /* A session without a locale shows English texts, and a manager reads its numbers too. */
  return strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0 || g_str_has_prefix (locale, "C.") ? "," : nl_langinfo (THOUSEP);
}

char *
baton_words_number (gint64 number)
{
  char text[64];

  /* The ' flag groups the digits as the locale does; GLib's own printf does not promise it. */
  int length = snprintf (text, sizeof text, "%'lld", (long long) number);

  if (*nl_langinfo (THOUSEP) == '\0' && *baton_words_get_thousands () != '\0')
    for (int at = length - 3; at > (number < 0); at -= 3, length++)
      {
        memmove (text + at + 1, text + at, (gsize) (length - at) + 1);
        text[at] = *baton_words_get_thousands ();
      }
  /* A minus, as money has it. */
  return number < 0 ? g_strconcat ("−", text + 1, NULL) : g_strdup (text);
}

/* *scaled* with *digits* decimal places. */
static char *
format_decimal (gint64   scaled,
                int      digits,
                gboolean trim)
{
  guint64 unit = 1, magnitude = scaled < 0 ? -(guint64) scaled : (guint64) scaled;
  g_autofree char *whole = NULL;
  char fraction[32];
  int length;

  for (int i = 0; i < digits; i++)
    unit *= 10;
  whole = baton_words_number (magnitude / unit);
  length = snprintf (fraction, sizeof fraction, "%0*llu", digits, (unsigned long long) (magnitude % unit));
  if (digits == 0)
    length = 0;
  while (trim && length > 0 && fraction[length - 1] == '0')
    length--;
  fraction[length] = '\0';
  return g_strdup_printf ("%s%s%s%s", scaled < 0 ? "−" : "", whole, length > 0 ? nl_langinfo (RADIXCHAR) : "", fraction);
}

char *
baton_words_count (const char *pattern,
                   gint64      number)
{
  const char *place = strstr (pattern, "%s");
  g_autofree char *text = baton_words_number (number);

  /* A translation may say "one" in letters. */
  if (place == NULL)
    return g_strdup (pattern);
  return g_strdup_printf ("%.*s%s%s", (int) (place - pattern), pattern, text, place + 2);
}

char *
baton_words_hundredths (gint64 hundredths)
{
  return format_decimal (hundredths, 2, FALSE);
}

char *
baton_words_from_to (gint64 before,
                     gint64 after)
{
  g_autofree char *from = baton_words_number (before), *to = baton_words_number (after);

  if (before == after)
    return g_steal_pointer (&to);
  /* Translators: what a number is and what it becomes; let the arrow point where the language is read to */
  return g_strdup_printf (C_("number", "%1$s → %2$s"), from, to);
}

char *
baton_words_percent (gint64 basis_points)
{
  g_autofree char *number = format_decimal (basis_points, 2, TRUE);

  /* Translators: a percentage; %s is the number */
  return g_strdup_printf (C_("percentage", "%s %%"), number);
}

/* An amount is not broken at a line's end: its spaces do not part. */
static char *
hold_together (char *amount)
{
  g_autofree char *taken = amount;
  g_auto (GStrv) parts = g_strsplit (taken, " ", -1);

  return g_strjoinv ("\u00a0", parts);
}

char *
baton_words_money_in (const char *currency,
                      int         digits,
                      gint64      minor_units)
{
  g_autofree char *number = format_decimal (minor_units, CLAMP (digits, 0, 4), FALSE);

  /* Translators: an amount of money; %1$s is the code of the currency, %2$s the number */
  return hold_together (g_strdup_printf (C_("money", "%1$s %2$s"), currency, number));
}

char *
baton_words_money (const BatonNames *names,
                   gint64            minor_units)
{
  BatonEntity *root = NULL;
  const char *currency = NULL;

  if (names != NULL && names->presenting)
    return g_strdup (BATON_WORDS_HIDDEN);
  if (names != NULL)
    root = names->program != NULL ? baton_program_get_root (names->program)
           : names->snapshot != NULL ? baton_snapshot_get_root (names->snapshot) : NULL;
  if (root != NULL)
    currency = baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY);
  return baton_words_money_in (currency != NULL ? currency : "¤",
                               baton_currency_get_digits (root),
                               minor_units);
}

static gboolean
is_from_right (gunichar letter)
{
  switch (g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
      return g_unichar_isalpha (letter);
    default:
      return FALSE;
    }
}

char *
baton_words_isolate_in (char     *text,
                        gboolean  from_right)
{
  g_autofree char *taken = text;

  for (const char *p = taken; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)) && is_from_right (g_utf8_get_char (p)) != from_right)
      /* Pango lays a paragraph out by its first letter, even one in an isolate: the mark before it stands for the sentence's own. */
      return g_strconcat (from_right ? "\u200f" : "\u200e", "\u2068", taken, "\u2069", NULL);
  return g_steal_pointer (&taken);
}

char *
baton_words_isolate (char *text)
{
  /* Translators: nobody sees this. Write "rtl" if your language is written from right to left, else "ltr". */
  return baton_words_isolate_in (text, strcmp (C_("direction of the language", "ltr"), "rtl") == 0);
}

char *
baton_words_exact (gint64 ten_thousandths)
{
  return format_decimal (ten_thousandths, 4, TRUE);
}

static char *
lengthen (const char *text,
          guint       percent,
          gboolean    markup)
{
  GString *longer = g_string_new (NULL);
  guint owed = 0; /* hundredths of a letter */

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      const char *end = markup && *c == '<' ? strchr (c, '>') : markup && *c == '&' ? strchr (c, ';') : NULL;

      if (end != NULL)
        {
          g_string_append_len (longer, c, end - c + 1);
          owed += *c == '&' ? percent : 0;
          c = end;
          continue;
        }
      g_string_append_unichar (longer, letter);
      owed += percent;
      for (; owed >= 100 && g_unichar_isalpha (letter); owed -= 100)
        g_string_append_unichar (longer, letter);
    }
  return g_string_free (longer, FALSE);
}

char *
baton_words_lengthen (const char *text,
                      guint       percent)
{
  g_return_val_if_fail (text != NULL, NULL);
  return lengthen (text, percent, FALSE);
}

char *
baton_words_lengthen_markup (const char *markup,
                             guint       percent)
{
  g_return_val_if_fail (markup != NULL, NULL);
  return lengthen (markup, percent, TRUE);
}

char *
baton_words_day (BatonDay day)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  baton_day_get_date (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  /* Translators: how a day is written, see g_date_time_format(): 21 November 2026 */
  return baton_words_isolate (g_date_time_format (date, C_("day", "%-d %B %Y")));
}

char *
baton_words_moment (gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (local == NULL)
    return g_strdup ("");
  /* Translators: how a moment is written, see g_date_time_format(): 21 November 2026, 14:05 */
  return baton_words_isolate (g_date_time_format (local, C_("moment", "%-d %B %Y, %H:%M")));
}

char *
baton_words_window (BatonWindow window)
{
  g_autofree char *from = baton_words_day (window.from);
  g_autofree char *through = baton_words_day (window.through);

  if (window.from <= BATON_DAY_MIN && window.through >= BATON_DAY_MAX)
    return g_strdup (C_("window of time", "always"));
  if (window.through >= BATON_DAY_MAX)
    return g_strdup_printf (C_("window of time", "from %s"), from);
  if (window.from <= BATON_DAY_MIN)
    return g_strdup_printf (C_("window of time", "through %s"), through);
  if (window.from == window.through)
    return g_strdup_printf (C_("window of time", "on %s"), from);
  /* Translators: %1$s is the first day, %2$s the last; both count */
  return g_strdup_printf (C_("window of time", "from %1$s through %2$s"), from, through);
}
