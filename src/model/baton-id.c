/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ids and positions: the two kinds of keys that Baton makes itself. Declared in baton-entity.h.
 */
#include "config.h"

#include "model/baton-entity.h"

#include <string.h>
#include <sys/random.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define SLUG_MAX 40
#define SUFFIX_LENGTH 10

/* Crockford's base 32, in lower case: no i, l, o, u. */
static const char crockford[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* Any script to lower-case ASCII letters, as far as ICU knows how. NULL when it does not. */
static char *
transliterate (const char *name)
{
  static const UChar rules[] = u"Any-Latin; Latin-ASCII; Lower";
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *transliterator = utrans_openU (rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  char *result = NULL;

  if (U_SUCCESS (status))
    {
      /* 64 characters are more than a slug takes, and bound what a hostile name can cost. */
      UChar text[1024];
      int32_t length = 0, limit;
      g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 64));

      u_strFromUTF8 (text, 256, &length, start, -1, &status);
      limit = length;
      if (U_SUCCESS (status))
        utrans_transUChars (transliterator, text, &length, G_N_ELEMENTS (text), 0, &limit, &status);
      if (U_SUCCESS (status))
        {
          char ascii[4 * G_N_ELEMENTS (text)];

          u_strToUTF8 (ascii, sizeof ascii, NULL, text, length, &status);
          if (U_SUCCESS (status))
            result = g_strdup (ascii);
        }
    }
  if (transliterator != NULL)
    utrans_close (transliterator);
  return result;
}

char *
baton_id_slug (const char *name)
{
  g_autofree char *ascii = g_str_is_ascii (name) ? g_ascii_strdown (name, -1) : transliterate (name);
  GString *slug = g_string_new (NULL);

  for (const char *c = ascii != NULL ? ascii : ""; *c != '\0' && slug->len < SLUG_MAX; c++)
    if (g_ascii_isdigit (*c) || g_ascii_islower (*c))
      g_string_append_c (slug, *c);
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_assign (slug, "x");
  return g_string_free (slug, FALSE);
}

char *
baton_id_new (const char *name,
              GRand      *random)
{
  g_autofree char *slug = baton_id_slug (name);
  guint8 bytes[SUFFIX_LENGTH];
  char suffix[SUFFIX_LENGTH + 1] = { 0 };

  if (random != NULL || getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    for (guint i = 0; i < SUFFIX_LENGTH; i++)
      bytes[i] = random != NULL ? g_rand_int_range (random, 0, 32) : g_random_int_range (0, 32);
  for (guint i = 0; i < SUFFIX_LENGTH; i++)
    suffix[i] = crockford[bytes[i] & 31];
  return g_strdup_printf ("%s-%s", slug, suffix);
}

gboolean
baton_id_is_valid (const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  if (length < 1 + 1 + SUFFIX_LENGTH || length > SLUG_MAX + 1 + SUFFIX_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      gsize from_end = length - i;

      if (from_end <= SUFFIX_LENGTH ? strchr (crockford, id[i]) == NULL
          : from_end == SUFFIX_LENGTH + 1 ? id[i] != '-'
                                          : !g_ascii_isdigit (id[i]) && !g_ascii_islower (id[i]) && id[i] != '-')
        return FALSE;
    }
  return TRUE;
}

/* Positions follow "Implementing Fractional Indexing" (D. Greenspan, 2020): an integer part whose first letter tells
 * its length (a: one digit, b: two, …; Z: one digit below a0, Y: two, …) and a fraction that never ends in 0. So a
 * list that only grows at its end keeps keys of a few characters, and there is always room between two keys. */
static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#define POSITION_MAX 256

static int
digit_value (char c)
{
  const char *found = c != '\0' ? strchr (digits, c) : NULL;

  return found != NULL ? (int) (found - digits) : -1;
}

/* Length of the integer part, its letter included; 0 when *head* is no letter. */
static gsize
integer_length (char head)
{
  if (head >= 'a' && head <= 'z')
    return head - 'a' + 2;
  if (head >= 'A' && head <= 'Z')
    return 'Z' - head + 2;
  return 0;
}

gboolean
baton_position_is_valid (const char *position)
{
  gsize length = position != NULL ? strlen (position) : 0;
  gsize integer = length > 0 ? integer_length (*position) : 0;

  if (integer == 0 || length < integer || length > POSITION_MAX)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (digit_value (position[i]) < 0)
      return FALSE;
  return length == integer || position[length - 1] != '0';
}

/* The next (direction 1) or previous (−1) integer part; NULL past the last of all. */
static char *
integer_step (const char *integer,
              int         direction)
{
  g_autoptr (GString) next = g_string_new (integer);
  gboolean carry = TRUE;
  char head = *integer;

  for (gsize i = next->len - 1; carry && i > 0; i--)
    {
      int value = digit_value (next->str[i]) + direction;

      carry = value < 0 || value > 61;
      next->str[i] = digits[value < 0 ? 61 : value > 61 ? 0 : value];
    }
  if (carry)
    {
      if ((direction > 0 && head == 'z') || (direction < 0 && head == 'A'))
        return NULL;
      if (direction > 0 && head == 'Z')
        return g_strdup ("a0");
      if (direction < 0 && head == 'a')
        return g_strdup ("Zz");
      next->str[0] = head + direction;
      if (integer_length (next->str[0]) > next->len)
        g_string_append_c (next, direction > 0 ? '0' : 'z');
      else
        g_string_truncate (next, next->len - 1);
    }
  return g_strdup (next->str);
}

/* Appends a fraction strictly between *low* and *high* (NULL: one). Neither ends in 0. */
static void
append_midpoint (GString    *result,
                 const char *low,
                 const char *high)
{
  for (;;)
    {
      int a = *low != '\0' ? digit_value (*low) : 0;
      int b = high != NULL ? digit_value (*high) : 62;

      if (high != NULL && a == b)
        {
          g_string_append_c (result, digits[a]);
          low += *low != '\0';
          high++;
        }
      else if (b - a > 1)
        {
          g_string_append_c (result, digits[(a + b) / 2]);
          return;
        }
      else if (high != NULL && high[1] != '\0')
        {
          g_string_append_c (result, *high);
          return;
        }
      else
        {
          g_string_append_c (result, digits[a]);
          low += *low != '\0';
          high = NULL;
        }
    }
}

char *
baton_position_between (const char *before,
                        const char *after)
{
  g_autofree char *low = NULL, *high = NULL, *step = NULL;
  GString *result;

  if ((before != NULL && !baton_position_is_valid (before)) || (after != NULL && !baton_position_is_valid (after)) ||
      (before != NULL && after != NULL && strcmp (before, after) >= 0))
    return NULL;
  if (before == NULL && after == NULL)
    return g_strdup ("a0");

  if (before != NULL)
    low = g_strndup (before, integer_length (*before));
  if (after != NULL)
    high = g_strndup (after, integer_length (*after));

  if (before == NULL)
    {
      if (strcmp (high, after) < 0)
        return g_steal_pointer (&high);
      step = integer_step (high, -1);
      if (step != NULL)
        return g_steal_pointer (&step);
      result = g_string_new (high);
      append_midpoint (result, "", after + strlen (high));
      return g_string_free (result, FALSE);
    }

  result = g_string_new (low);
  if (after != NULL && strcmp (low, high) == 0)
    {
      append_midpoint (result, before + strlen (low), after + strlen (low));
      return g_string_free (result, FALSE);
    }
  step = integer_step (low, 1);
  if (step != NULL && (after == NULL || strcmp (step, after) < 0))
    {
      g_string_free (result, TRUE);
      return g_steal_pointer (&step);
    }
  append_midpoint (result, before + strlen (low), NULL);
  return g_string_free (result, FALSE);
}
