/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values taken apart and put together again.
 */
#include "config.h"

#include "model/baton-value-parts.h"

#include <string.h>

BatonParts
baton_field_get_parts (const BatonFieldInfo *field)
{
  switch ((int) field->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      return (field->flags & BATON_FIELD_TRANSLATABLE) != 0 ? BATON_PARTS_LOCALES : BATON_PARTS_NONE;
    case BATON_TYPE_ASSET:
      return BATON_PARTS_LOCALES;
    case BATON_TYPE_CHOICE:
      return (field->flags & BATON_FIELD_MULTIPLE) != 0 ? BATON_PARTS_SET : BATON_PARTS_NONE;
    case BATON_TYPE_TERM_SET:
      return BATON_PARTS_SET;
    case BATON_TYPE_REFERENCES:
      return BATON_PARTS_SEQUENCE;
    case BATON_TYPE_PLACE:
      return BATON_PARTS_PLACE;
    default:
      return BATON_PARTS_NONE;
    }
}

BatonValue *
baton_value_dup_head (const BatonValue *value)
{
  return value != NULL ? baton_value_with_member (value, "locales", NULL) : NULL;
}

BatonValue *
baton_value_with_head (const BatonValue *value,
                       const BatonValue *head)
{
  return baton_value_with_member (head, "locales", baton_value_get_member (value, "locales"));
}

BatonValue *
baton_value_with_locale (const BatonValue *value,
                         const char       *tag,
                         const BatonValue *entry)
{
  g_autoptr (BatonValue) locales = baton_value_with_member (baton_value_get_member (value, "locales"), tag, entry);

  return baton_value_with_member (value, "locales", baton_value_get_length (locales) > 0 ? locales : NULL);
}

BatonValue *
baton_value_from_strings (GPtrArray *strings)
{
  g_autoptr (BatonValueBuilder) builder = NULL;

  if (strings->len == 0)
    return NULL;
  builder = baton_value_builder_new ();
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < strings->len; i++)
    baton_value_builder_add_string (builder, g_ptr_array_index (strings, i));
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

GPtrArray *
baton_value_list_strings (const BatonValue *value)
{
  GPtrArray *strings = g_ptr_array_new ();

  if (baton_value_is (value, BATON_VALUE_ARRAY))
    for (gsize i = 0; i < baton_value_get_length (value); i++)
      {
        const char *string = baton_value_get_string (baton_value_get_element (value, i));

        if (string != NULL)
          g_ptr_array_add (strings, (gpointer) string);
      }
  return strings;
}

int
baton_strings_find (GPtrArray  *strings,
                    const char *string)
{
  guint index;

  return g_ptr_array_find_with_equal_func (strings, string, g_str_equal, &index) ? (int) index : -1;
}

int
baton_strings_compare (gconstpointer a,
                       gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}
