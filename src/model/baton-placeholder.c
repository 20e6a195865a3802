/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds and fills placeholders. A name is a lower-case letter and up to 31 letters, digits and hyphens; braces around
 * anything else are plain text.
 */
#include "config.h"

#include "model/baton-placeholder.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_LENGTH 32

const char * const *
baton_placeholder_get_allowed (BatonField field)
{
  static const char * const about_reader[] = {
    "program", "member", "organisation", "tier", "next-tier", "tier-points", "company-points", "individual-points",
    "points-to-next-tier", NULL,
  };

  switch ((int) field)
    {
    case BATON_FIELD_PAGE_NAME:
    case BATON_FIELD_PAGE_INTRODUCTION:
    case BATON_FIELD_BLOCK_NAME:
    case BATON_FIELD_BLOCK_BODY:
    case BATON_FIELD_PORTAL_WORD_TEXT:
      return about_reader;
    default:
      return NULL;
    }
}

/* Length of the name of the placeholder that begins with the brace at *text*; 0 when none begins there. */
static gsize
measure_name (const char *text)
{
  gsize length;

  if (text[0] != '{' || !g_ascii_islower (text[1]))
    return 0;
  length = strspn (text + 1, "abcdefghijklmnopqrstuvwxyz0123456789-");
  return length <= NAME_MAX_LENGTH && text[1 + length] == '}' ? length : 0;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

char **
baton_placeholder_list (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const char *brace = text != NULL ? strchr (text, '{') : NULL; brace != NULL; brace = strchr (brace + 1, '{'))
    if (measure_name (brace) > 0)
      g_ptr_array_add (names, g_strndup (brace + 1, measure_name (brace)));
  g_ptr_array_sort (names, compare_strings);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

char *
baton_placeholder_fill (const char          *text,
                        BatonPlaceholderFunc func,
                        gpointer             user_data)
{
  GString *filled = g_string_new (NULL);

  g_return_val_if_fail (text != NULL && func != NULL, g_string_free (filled, FALSE));

  while (*text != '\0')
    {
      gsize length = measure_name (text);
      g_autofree char *name = g_strndup (text + 1, length);
      g_autofree char *value = length > 0 ? func (name, user_data) : NULL;

      if (value != NULL)
        {
          g_string_append (filled, value);
          text += length + 2;
          continue;
        }
      g_string_append_c (filled, *text);
      text++;
    }
  return g_string_free (filled, FALSE);
}
