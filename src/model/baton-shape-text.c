/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shape of texts: lengths, markup, translations, and the few fields whose text is a language, a time zone, a
 * currency or an address.
 */
#include "config.h"

#include "model/baton-shape-private.h"

#include "model/baton-locale.h"
#include "model/baton-rich-text.h"

#include <string.h>
#include <unicode/putil.h>
#include <unicode/ucal.h>
#include <unicode/ucurr.h>

/* A tag in canonical form that members may read; the pseudo-locales XA and XB are for testing programs only. */
static gboolean
find_locale_tag (const char *tag)
{
  g_autofree char *canonical = baton_locale_canonicalize (tag);
  const char *region;

  if (g_strcmp0 (canonical, tag) != 0)
    return FALSE;
  region = strrchr (tag, '-');
  return region == NULL || (strcmp (region, "-XA") != 0 && strcmp (region, "-XB") != 0);
}

/* A program has few tags and very many translations, and asking ICU takes microseconds: good tags are remembered, up
 * to a number that no program has. */
gboolean
baton_shape_is_locale_tag (const char *tag)
{
  static GMutex mutex;
  static GHashTable *known;
  gboolean is_known;

  if (tag == NULL)
    return FALSE;
  g_mutex_lock (&mutex);
  is_known = known != NULL && g_hash_table_contains (known, tag);
  g_mutex_unlock (&mutex);
  if (is_known)
    return TRUE;
  if (!find_locale_tag (tag))
    return FALSE;

  g_mutex_lock (&mutex);
  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_size (known) < 512)
    g_hash_table_add (known, g_strdup (tag));
  g_mutex_unlock (&mutex);
  return TRUE;
}

static gboolean
is_time_zone (const char *name)
{
  UChar id[64];
  UChar canonical[64];
  UBool is_system = 0;
  UErrorCode status = U_ZERO_ERROR;

  /* "GMT+3" is understood but is no place, and "Etc/Unknown" is what ICU makes of nonsense. */
  if (strlen (name) >= G_N_ELEMENTS (id) || !g_str_is_ascii (name) || strcmp (name, "Etc/Unknown") == 0)
    return FALSE;
  u_charsToUChars (name, id, (int32_t) strlen (name) + 1);
  ucal_getCanonicalTimeZoneID (id, -1, canonical, G_N_ELEMENTS (canonical), &is_system, &status);
  return U_SUCCESS (status) && is_system;
}

static gboolean
is_currency (const char *code)
{
  UChar currency[4];

  /* XXX is "no currency", XTS "for tests"; ICU has numbers for both. */
  if (strlen (code) != 3 || strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 || strcmp (code, "XXX") == 0 || strcmp (code, "XTS") == 0)
    return FALSE;
  u_charsToUChars (code, currency, G_N_ELEMENTS (currency));
  return ucurr_getNumericCode (currency) != 0;
}

int
baton_shape_get_currency_digits (const char *code)
{
  UChar currency[4];
  UErrorCode status = U_ZERO_ERROR;
  int32_t digits;

  if (!is_currency (code))
    return -1;
  u_charsToUChars (code, currency, G_N_ELEMENTS (currency));
  digits = ucurr_getDefaultFractionDigits (currency, &status);
  return U_SUCCESS (status) ? digits : -1;
}

/* What a field's standard wants of its text besides its length. */
static void
check_standard (BatonShape    *shape,
                BatonStandard  standard,
                const char    *text)
{
  switch (standard)
    {
    case BATON_STANDARD_LANGUAGE:
    case BATON_STANDARD_PROGRAM_LANGUAGE:
      if (!baton_shape_is_locale_tag (text))
        baton_shape_report (shape, BATON_PROBLEM_BAD_LOCALE, text, NULL);
      break;
    case BATON_STANDARD_TIME_ZONE:
      if (!is_time_zone (text))
        baton_shape_report (shape, BATON_PROBLEM_BAD_TIME_ZONE, text, NULL);
      break;
    case BATON_STANDARD_CURRENCY:
      if (!is_currency (text))
        baton_shape_report (shape, BATON_PROBLEM_BAD_CURRENCY, text, NULL);
      break;
    case BATON_STANDARD_ADDRESS:
      if (!baton_address_is_valid (text))
        baton_shape_report (shape, BATON_PROBLEM_BAD_ADDRESS, text, NULL);
      break;
    case BATON_STANDARD_NONE:
    case BATON_STANDARD_MONTH: /* the range of the number says it */
    default:
      break;
    }
}

static gboolean
has_control_character (const char *text,
                       gboolean    may_break)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (g_unichar_iscntrl (character) && !(may_break && (character == '\n' || character == '\t')))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* The text itself, of the source or of one translation. */
static void
check_string (BatonShape           *shape,
              const BatonFieldInfo *info,
              const BatonValue     *value)
{
  const char *text = baton_value_get_string (value);
  glong length;
  g_autofree char *refused = NULL;

  if (!baton_shape_check_type (shape, value, BATON_VALUE_STRING))
    return;
  if (is_blank (text))
    {
      baton_shape_report (shape, BATON_PROBLEM_EMPTY_TEXT, NULL, NULL);
      return;
    }

  /* Only languages, time zones and currencies have a least length, and those are checked for more than that. */
  length = g_utf8_strlen (text, -1);
  if (info->maximum > 0 && length > info->maximum)
    baton_shape_report_numbers (shape, BATON_PROBLEM_TOO_LONG, length, info->maximum);

  if (info->type == BATON_TYPE_RICH_TEXT)
    {
      g_autoptr (BatonRichNode) root = baton_rich_text_parse (text, &refused);

      if (root == NULL)
        baton_shape_report (shape, BATON_PROBLEM_BAD_MARKUP, refused, NULL);
    }
  else if (has_control_character (text, (info->flags & BATON_FIELD_LONG) != 0))
    baton_shape_report (shape, BATON_PROBLEM_CONTROL_CHARACTER, NULL, NULL);
}

static void
check_translation (BatonShape           *shape,
                   const BatonFieldInfo *info,
                   const BatonValue     *entry)
{
  static const char * const keys[] = { "text", "state", "source", NULL };
  static const char * const states[] = { "needs-work", "translated", "reviewed", NULL };
  const char *state = baton_value_get_member_string (entry, "state");
  const char *digest = baton_value_get_member_string (entry, "source");
  gsize length;

  if (!baton_shape_check_object (shape, entry, keys))
    return;

  length = baton_shape_enter_key (shape, "text");
  check_string (shape, info, baton_value_get_member (entry, "text"));
  baton_shape_leave (shape, length);

  length = baton_shape_enter_key (shape, "state");
  if (state == NULL)
    baton_shape_report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  else if (!g_strv_contains (states, state))
    baton_shape_report (shape, BATON_PROBLEM_UNKNOWN_CHOICE, state, NULL);
  baton_shape_leave (shape, length);

  length = baton_shape_enter_key (shape, "source");
  if (digest == NULL || strlen (digest) != 16 || strspn (digest, "0123456789abcdef") != 16)
    baton_shape_report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  baton_shape_leave (shape, length);
}

static void
check_translatable (BatonShape           *shape,
                    const BatonFieldInfo *info,
                    const BatonValue     *value)
{
  static const char * const keys[] = { "source", "native", "kept", "locales", NULL };
  const BatonValue *native = baton_value_get_member (value, "native");
  const BatonValue *kept = baton_value_get_member (value, "kept");
  const BatonValue *locales = baton_value_get_member (value, "locales");
  gsize length;

  if (!baton_shape_check_object (shape, value, keys))
    return;

  length = baton_shape_enter_key (shape, "source");
  check_string (shape, info, baton_value_get_member (value, "source"));
  baton_shape_leave (shape, length);

  if (native != NULL && !baton_shape_is_locale_tag (baton_value_get_string (native)))
    {
      length = baton_shape_enter_key (shape, "native");
      baton_shape_report (shape, BATON_PROBLEM_BAD_LOCALE, baton_value_get_string (native), NULL);
      baton_shape_leave (shape, length);
    }
  if (kept != NULL && !baton_value_get_boolean (kept))
    {
      length = baton_shape_enter_key (shape, "kept");
      baton_shape_report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
      baton_shape_leave (shape, length);
    }

  if (locales == NULL)
    return;
  length = baton_shape_enter_key (shape, "locales");
  if (baton_shape_check_type (shape, locales, BATON_VALUE_OBJECT))
    for (gsize i = 0; i < baton_value_get_length (locales); i++)
      {
        const char *tag = baton_value_get_key (locales, i);
        gsize inner = baton_shape_enter_key (shape, tag);

        shape->locale = tag;
        if (!baton_shape_is_locale_tag (tag))
          baton_shape_report (shape, BATON_PROBLEM_BAD_LOCALE, tag, NULL);
        check_translation (shape, info, baton_value_get_element (locales, i));
        shape->locale = NULL;
        baton_shape_leave (shape, inner);
      }
  baton_shape_leave (shape, length);
}

void
baton_shape_check_text (BatonShape           *shape,
                        const BatonFieldInfo *info,
                        const BatonValue     *value)
{
  if (info->flags & BATON_FIELD_TRANSLATABLE)
    check_translatable (shape, info, value);
  else
    {
      check_string (shape, info, value);
      if (info->kind != BATON_KIND_NONE && baton_value_is (value, BATON_VALUE_STRING))
        check_standard (shape, info->standard, baton_value_get_string (value));
    }
}
