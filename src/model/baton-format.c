/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Formats are made for each call: a page needs some hundred of them, and ICU's own caches make that cheap.
 */
#include "config.h"

#include "model/baton-format.h"

#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define MAX_UNITS 128

/* ICU's name for the language with Latin digits; the root's rules for a tag that it cannot read. */
static void
get_icu_locale (const char *tag,
                char       *name,
                int32_t     size)
{
  UErrorCode status = U_ZERO_ERROR;

  uloc_forLanguageTag (tag != NULL ? tag : "", name, size, NULL, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING)
    name[0] = '\0';
  status = U_ZERO_ERROR;
  uloc_setKeywordValue ("numbers", "latn", name, size, &status);
}

static char *
to_utf8 (const UChar *units,
         int32_t      length)
{
  char buffer[MAX_UNITS * 3 + 1];
  UErrorCode status = U_ZERO_ERROR;

  u_strToUTF8 (buffer, sizeof buffer, NULL, units, length, &status);
  return U_SUCCESS (status) ? g_strdup (buffer) : NULL;
}

/* *value* / 10^*scale*, exactly, through a decimal string. (transfer full), NULL on failure. */
static char *
format_scaled (UNumberFormat *format,
               gint64         value,
               int            scale)
{
  g_autofree char *decimal = g_strdup_printf ("%" G_GINT64_FORMAT "E-%d", value, scale);
  UChar units[MAX_UNITS];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = unum_formatDecimal (format, decimal, -1, units, MAX_UNITS, NULL, &status);

  return U_SUCCESS (status) ? to_utf8 (units, length) : NULL;
}

static UNumberFormat *
open_format (UNumberFormatStyle  style,
             const char         *tag)
{
  char name[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format;

  get_icu_locale (tag, name, sizeof name);
  format = unum_open (style, NULL, 0, name, NULL, &status);
  return U_SUCCESS (status) ? format : NULL;
}

char *
baton_format_number (gint64      value,
                     const char *tag)
{
  UNumberFormat *format = open_format (UNUM_DECIMAL, tag);
  char *text = format != NULL ? format_scaled (format, value, 0) : NULL;

  unum_close (format);
  return text != NULL ? text : g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

char *
baton_format_percent (gint64      basis_points,
                      const char *tag)
{
  UNumberFormat *format = open_format (UNUM_PERCENT, tag);
  char *text = NULL;

  if (format != NULL)
    {
      unum_setAttribute (format, UNUM_MAX_FRACTION_DIGITS, 2);
      text = format_scaled (format, basis_points, 4);
    }
  unum_close (format);
  return text != NULL ? text : g_strdup_printf ("%" G_GINT64_FORMAT ".%02d%%", basis_points / 100, (int) ABS (basis_points % 100));
}

char *
baton_format_money (gint64      minor,
                    const char *currency,
                    int         digits,
                    const char *tag)
{
  UNumberFormat *format = open_format (UNUM_CURRENCY, tag);
  gint64 unit = 1;
  char *text = NULL;

  g_return_val_if_fail (currency != NULL, NULL);

  digits = CLAMP (digits, 0, 4);
  for (int i = 0; i < digits; i++)
    unit *= 10;
  if (format != NULL)
    {
      UChar code[4] = { 0 };
      UErrorCode status = U_ZERO_ERROR;

      u_strFromUTF8WithSub (code, G_N_ELEMENTS (code), NULL, currency, -1, 0xfffd, NULL, &status);
      if (U_SUCCESS (status))
        unum_setTextAttribute (format, UNUM_CURRENCY_CODE, code, 3, &status);
      unum_setAttribute (format, UNUM_MIN_FRACTION_DIGITS, minor % unit == 0 ? 0 : digits);
      unum_setAttribute (format, UNUM_MAX_FRACTION_DIGITS, minor % unit == 0 ? 0 : digits);
      text = U_SUCCESS (status) ? format_scaled (format, minor, digits) : NULL;
    }
  unum_close (format);
  return text != NULL ? text : g_strdup_printf ("%s %" G_GINT64_FORMAT, currency, minor / unit);
}

char *
baton_format_day (BatonDay    day,
                  const char *tag)
{
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  char name[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format;
  UChar units[MAX_UNITS];
  int32_t length = 0;

  get_icu_locale (tag, name, sizeof name);
  status = U_ZERO_ERROR;
  uloc_setKeywordValue ("calendar", "gregorian", name, sizeof name, &status);
  status = U_ZERO_ERROR;
  format = udat_open (UDAT_NONE, UDAT_MEDIUM, name, utc, -1, NULL, 0, &status);
  if (U_SUCCESS (status))
    length = udat_format (format, (double) day * 86400000.0, units, MAX_UNITS, NULL, &status);
  udat_close (format);
  return U_SUCCESS (status) ? to_utf8 (units, length) : baton_day_format (day);
}
