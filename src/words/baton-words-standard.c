/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-standard.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/putil.h>
#include <unicode/uloc.h>

static void
standard_value_free (gpointer pointer)
{
  BatonStandardValue *value = pointer;

  g_free (value->value);
  g_free (value->name);
  g_free (value);
}

/* ── Names ── */

/* "Europe/Berlin" as "Berlin, Europe"; the place is what people look for. */
static char *
name_time_zone (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "/", -1);
  GString *name = g_string_new (NULL);

  for (guint i = g_strv_length (parts); i > 0; i--)
    g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", g_strdelimit (parts[i - 1], "_", ' '));
  return g_string_free (name, FALSE);
}

static char *
name_currency (const char *value)
{
  UChar code[4];
  UErrorCode status = U_ZERO_ERROR;
  const UChar *long_name;
  int32_t length = 0;
  g_autofree char *name = NULL;

  if (strlen (value) != 3)
    return g_strdup (value);
  u_charsToUChars (value, code, G_N_ELEMENTS (code));
  long_name = ucurr_getName (code, g_get_language_names ()[0], UCURR_LONG_NAME, NULL, &length, &status);
  name = U_SUCCESS (status) ? g_utf16_to_utf8 (long_name, length, NULL, NULL, NULL) : NULL;
  return name != NULL && strcmp (name, value) != 0 ? g_strdup_printf ("%s (%s)", name, value) : g_strdup (value);
}

static char *
name_month (const char *value)
{
  gint64 month = g_ascii_strtoll (value, NULL, 10);
  g_autoptr (GDateTime) first = month >= 1 && month <= 12 ? g_date_time_new_utc (2000, (int) month, 1, 0, 0, 0) : NULL;

  return first != NULL ? g_date_time_format (first, "%OB") : g_strdup (value);
}

char *
baton_words_standard (BatonStandard  standard,
                      const char    *value)
{
  switch (standard)
    {
    case BATON_STANDARD_LANGUAGE:
    case BATON_STANDARD_PROGRAM_LANGUAGE:
      return baton_words_language (value);
    case BATON_STANDARD_TIME_ZONE:
      return name_time_zone (value);
    case BATON_STANDARD_CURRENCY:
      return name_currency (value);
    case BATON_STANDARD_MONTH:
      return name_month (value);
    case BATON_STANDARD_NONE:
    case BATON_STANDARD_ADDRESS:
    default:
      return g_strdup (value);
    }
}

/* ── Lists ── */

static void
add (GPtrArray     *list,
     BatonStandard  standard,
     const char    *stored)
{
  BatonStandardValue *value = g_new0 (BatonStandardValue, 1);

  value->value = g_strdup (stored);
  value->name = baton_words_standard (standard, stored);
  g_ptr_array_add (list, value);
}

static void
add_all (GPtrArray     *list,
         BatonStandard  standard,
         UEnumeration  *enumeration)
{
  UErrorCode status = U_ZERO_ERROR;
  const char *one;

  while ((one = uenum_next (enumeration, NULL, &status)) != NULL && U_SUCCESS (status))
    add (list, standard, one);
  uenum_close (enumeration);
}

static void
add_languages (GPtrArray *list)
{
  for (int32_t i = 0; i < uloc_countAvailable (); i++)
    {
      char tag[ULOC_FULLNAME_CAPACITY];
      UErrorCode status = U_ZERO_ERROR;

      uloc_toLanguageTag (uloc_getAvailable (i), tag, sizeof tag, TRUE, &status);
      /* Variants such as "en-US-u-va-posix" are for computers. */
      if (U_SUCCESS (status) && strstr (tag, "-u-") == NULL)
        add (list, BATON_STANDARD_LANGUAGE, tag);
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const BatonStandardValue *left = *(BatonStandardValue * const *) a, *right = *(BatonStandardValue * const *) b;

  return g_utf8_collate (left->name, right->name);
}

GPtrArray *
baton_words_list_standard (BatonStandard standard)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (standard_value_free);
  UErrorCode status = U_ZERO_ERROR;

  switch (standard)
    {
    case BATON_STANDARD_LANGUAGE:
      add_languages (list);
      break;
    case BATON_STANDARD_TIME_ZONE:
      add_all (list, standard, ucal_openTimeZoneIDEnumeration (UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status));
      break;
    case BATON_STANDARD_CURRENCY:
      add_all (list, standard, ucurr_openISOCurrencies (UCURR_COMMON | UCURR_NON_DEPRECATED, &status));
      break;
    case BATON_STANDARD_MONTH:
      for (int month = 1; month <= 12; month++)
        {
          char number[4];

          g_snprintf (number, sizeof number, "%d", month);
          add (list, standard, number);
        }
      return list;
    case BATON_STANDARD_NONE:
    case BATON_STANDARD_PROGRAM_LANGUAGE:
    case BATON_STANDARD_ADDRESS:
    default:
      return list;
    }
  g_ptr_array_sort (list, compare_names);
  return list;
}
