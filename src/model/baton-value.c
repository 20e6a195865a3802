/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One allocation a value, or one for a whole thing that was read from a file: the header is followed by the bytes of a string, the element pointers of an array, or the
 * members of an object (pairs of key and value, then the keys' bytes). An entity of ten fields so costs about as much
 * as its JSON.
 *
 * Invariants: objects are sorted by key in the order of UTF-16 code units without duplicates; nothing changes after
 * construction, so that values cross threads with an atomic count alone.
 */
#include "config.h"

#include "model/baton-value-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (BatonValue, baton_value, baton_value_ref, baton_value_unref)

G_STATIC_ASSERT (sizeof (BatonValue) == G_STRUCT_OFFSET (BatonValue, u) + sizeof (gint64));

gsize
baton_value_get_size (gsize payload)
{
  return G_STRUCT_OFFSET (BatonValue, u) + MAX (payload, sizeof (gint64));
}

BatonValue *
baton_value_alloc (BatonValueType type,
                   gsize          payload,
                   gsize          length,
                   gboolean       is_careful)
{
  gsize size = baton_value_get_size (payload);
  BatonValue *value = is_careful ? g_try_malloc (size) : g_malloc (size);

  if (value == NULL)
    return NULL;
  g_atomic_ref_count_init (&value->ref_count);
  value->type = type;
  value->pack = 0;
  value->length = length;
  return value;
}

/* What is counted: the value, or the pack in which it lies. */
static BatonPackHead *
get_pack (const BatonValue *value)
{
  return (BatonPackHead *) ((guint64 *) (gpointer) value - value->pack);
}

BatonValue *
baton_value_ref (const BatonValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  g_atomic_ref_count_inc (value->pack == 0 ? &((BatonValue *) value)->ref_count : &get_pack (value)->ref_count);
  return (BatonValue *) value;
}

void
baton_value_unref (BatonValue *value)
{
  if (value == NULL)
    return;
  if (value->pack != 0)
    {
      BatonPackHead *pack = get_pack (value);

      if (g_atomic_ref_count_dec (&pack->ref_count))
        g_free (pack);
      return;
    }
  if (!g_atomic_ref_count_dec (&value->ref_count))
    return;

  /* Recursion is bounded: nothing deeper than BATON_JSON_MAX_DEPTH comes from outside. */
  if (value->type == BATON_VALUE_ARRAY)
    for (gsize i = 0; i < value->length; i++)
      baton_value_unref (value->u.elements[i]);
  else if (value->type == BATON_VALUE_OBJECT)
    for (gsize i = 0; i < value->length; i++)
      baton_value_unref (baton_value_members (value)[i].value);
  g_free (value);
}

static BatonValue *
new_scalar (BatonValueType type,
            gint64         number)
{
  BatonValue *value = baton_value_alloc (type, 0, 0, FALSE);

  value->u.integer = number;
  return value;
}

BatonValue *
baton_value_new_boolean (gboolean boolean)
{
  return new_scalar (BATON_VALUE_BOOLEAN, boolean != FALSE);
}

BatonValue *
baton_value_new_integer (gint64 integer)
{
  g_return_val_if_fail (integer >= -BATON_INTEGER_MAX && integer <= BATON_INTEGER_MAX, new_scalar (BATON_VALUE_INTEGER, 0));
  return new_scalar (BATON_VALUE_INTEGER, integer);
}

void
baton_value_fill_string (BatonValue *value,
                         const char *string,
                         gsize       length)
{
  memcpy (value->u.string, string, length);
  value->u.string[length] = '\0';
}

BatonValue *
baton_value_new_string_len (const char *string,
                            gsize       length)
{
  BatonValue *value = baton_value_alloc (BATON_VALUE_STRING, length + 1, length, FALSE);

  baton_value_fill_string (value, string, length);
  return value;
}

BatonValue *
baton_value_new_string (const char *string)
{
  return baton_value_new_string_len (string, strlen (string));
}

/* RFC 8785 sorts by UTF-16 code units. That differs from bytes only where a character beyond the basic plane
 * (first byte 0xF0 or more) meets one from U+E000 to U+FFFF (first byte 0xEE or 0xEF). */
int
baton_value_compare_keys (const char *a,
                          const char *b)
{
  while (*a != '\0' && *a == *b)
    a++, b++;

  guchar ca = *a, cb = *b;

  if (ca >= 0xee && cb >= 0xee && (ca >= 0xf0) != (cb >= 0xf0))
    return ca >= 0xf0 ? -1 : 1;
  return (int) ca - (int) cb;
}

/* Takes the values, copies the keys; *members* must be sorted. */
static BatonValue *
object_new (const BatonMember *members,
            gsize         length)
{
  gsize size = length * sizeof (BatonMember);
  gsize keys = 0;
  BatonValue *value;
  char *key;

  for (gsize i = 0; i < length; i++)
    keys += strlen (members[i].key) + 1;
  value = baton_value_alloc (BATON_VALUE_OBJECT, size + keys, length, FALSE);
  key = (char *) baton_value_members (value) + size;
  for (gsize i = 0; i < length; i++)
    {
      gsize bytes = strlen (members[i].key) + 1;

      baton_value_members (value)[i].key = memcpy (key, members[i].key, bytes);
      baton_value_members (value)[i].value = members[i].value;
      key += bytes;
    }
  return value;
}

BatonValue *
baton_value_new_strv (const char * const *strings)
{
  gsize n = strings != NULL ? g_strv_length ((char **) strings) : 0;
  BatonValue *value = baton_value_alloc (BATON_VALUE_ARRAY, n * sizeof (BatonValue *), n, FALSE);

  for (gsize i = 0; i < n; i++)
    value->u.elements[i] = baton_value_new_string (strings[i]);
  return value;
}

gboolean
baton_value_is (const BatonValue *value,
                BatonValueType    type)
{
  return value != NULL && value->type == type;
}

BatonValueType
baton_value_get_value_type (const BatonValue *value)
{
  g_return_val_if_fail (value != NULL, BATON_VALUE_BOOLEAN);
  return value->type;
}

gboolean
baton_value_get_boolean (const BatonValue *value)
{
  return baton_value_is (value, BATON_VALUE_BOOLEAN) && value->u.integer != 0;
}

gint64
baton_value_get_integer (const BatonValue *value,
                         gint64            otherwise)
{
  return baton_value_is (value, BATON_VALUE_INTEGER) ? value->u.integer : otherwise;
}

const char *
baton_value_get_string (const BatonValue *value)
{
  return baton_value_is (value, BATON_VALUE_STRING) ? value->u.string : NULL;
}

gsize
baton_value_get_length (const BatonValue *value)
{
  return value != NULL ? value->length : 0;
}

BatonValue *
baton_value_get_element (const BatonValue *value,
                         gsize             index)
{
  if (value == NULL || index >= value->length)
    return NULL;
  if (value->type == BATON_VALUE_ARRAY)
    return value->u.elements[index];
  if (value->type == BATON_VALUE_OBJECT)
    return baton_value_members (value)[index].value;
  return NULL;
}

const char *
baton_value_get_key (const BatonValue *value,
                     gsize             index)
{
  return baton_value_is (value, BATON_VALUE_OBJECT) && index < value->length ? baton_value_members (value)[index].key : NULL;
}

/* Where *key* stands, or would stand. */
static gboolean
object_find (const BatonValue *value,
             const char       *key,
             gsize            *index)
{
  gsize low = 0, high = value->length;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order = baton_value_compare_keys (baton_value_members (value)[middle].key, key);

      if (order == 0)
        {
          *index = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  *index = low;
  return FALSE;
}

BatonValue *
baton_value_get_member (const BatonValue *value,
                        const char       *key)
{
  gsize index;

  if (!baton_value_is (value, BATON_VALUE_OBJECT) || !object_find (value, key, &index))
    return NULL;
  return baton_value_members (value)[index].value;
}

const char *
baton_value_get_member_string (const BatonValue *value,
                               const char       *key)
{
  return baton_value_get_string (baton_value_get_member (value, key));
}

gint64
baton_value_get_member_integer (const BatonValue *value,
                                const char       *key,
                                gint64            otherwise)
{
  return baton_value_get_integer (baton_value_get_member (value, key), otherwise);
}

gboolean
baton_value_contains (const BatonValue *value,
                      const char       *string)
{
  if (baton_value_is (value, BATON_VALUE_ARRAY))
    for (gsize i = 0; i < value->length; i++)
      if (g_strcmp0 (baton_value_get_string (value->u.elements[i]), string) == 0)
        return TRUE;
  return FALSE;
}

BatonValue *
baton_value_with_member (const BatonValue *value,
                         const char       *key,
                         const BatonValue *member)
{
  gsize length = baton_value_is (value, BATON_VALUE_OBJECT) ? value->length : 0;
  g_autofree BatonMember *members = g_new (BatonMember, length + 1);
  gsize index = 0, n = 0;
  gboolean found = length > 0 && object_find (value, key, &index);

  for (gsize i = 0; i <= length; i++)
    {
      if (i == index && member != NULL)
        members[n++] = (BatonMember) { key, baton_value_ref (member) };
      if (i < length && !(found && i == index))
        members[n++] = (BatonMember) { baton_value_members (value)[i].key, baton_value_ref (baton_value_members (value)[i].value) };
    }
  return object_new (members, n);
}

gboolean
baton_value_equal (const BatonValue *a,
                   const BatonValue *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->type != b->type || a->length != b->length)
    return FALSE;

  switch ((BatonValueType) a->type)
    {
    case BATON_VALUE_BOOLEAN:
    case BATON_VALUE_INTEGER:
      return a->u.integer == b->u.integer;
    case BATON_VALUE_STRING:
      return memcmp (a->u.string, b->u.string, a->length) == 0;
    case BATON_VALUE_ARRAY:
      for (gsize i = 0; i < a->length; i++)
        if (!baton_value_equal (a->u.elements[i], b->u.elements[i]))
          return FALSE;
      return TRUE;
    case BATON_VALUE_OBJECT:
      for (gsize i = 0; i < a->length; i++)
        if (strcmp (baton_value_members (a)[i].key, baton_value_members (b)[i].key) != 0 ||
            !baton_value_equal (baton_value_members (a)[i].value, baton_value_members (b)[i].value))
          return FALSE;
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

/* RFC 8785 section 3.2.2.2: two-character escapes where JSON has them, \u00xx for other control characters, all else as is. */
static void
append_string (GString    *json,
               const char *string,
               gsize       length)
{
  gsize plain = 0;

  g_string_append_c (json, '"');
  for (gsize i = 0; i < length; i++)
    {
      guchar c = string[i];

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (json, string + plain, i - plain);
      plain = i + 1;
      switch (c)
        {
        case '"': g_string_append (json, "\\\""); break;
        case '\\': g_string_append (json, "\\\\"); break;
        case '\b': g_string_append (json, "\\b"); break;
        case '\t': g_string_append (json, "\\t"); break;
        case '\n': g_string_append (json, "\\n"); break;
        case '\f': g_string_append (json, "\\f"); break;
        case '\r': g_string_append (json, "\\r"); break;
        default: g_string_append_printf (json, "\\u%04x", c); break;
        }
    }
  g_string_append_len (json, string + plain, length - plain);
  g_string_append_c (json, '"');
}

static void
append_integer (GString *json,
                gint64   integer)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = integer < 0 ? -(guint64) integer : (guint64) integer;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (integer < 0)
    *--at = '-';
  g_string_append_len (json, at, digits + sizeof digits - at);
}

/* *indent* is the depth of indentation, or −1 for none. */
static void
append_value (const BatonValue *value,
              GString          *json,
              int               indent)
{
  gboolean object = value->type == BATON_VALUE_OBJECT;

  switch ((BatonValueType) value->type)
    {
    case BATON_VALUE_BOOLEAN:
      g_string_append (json, value->u.integer ? "true" : "false");
      break;
    case BATON_VALUE_INTEGER:
      append_integer (json, value->u.integer);
      break;
    case BATON_VALUE_STRING:
      append_string (json, value->u.string, value->length);
      break;
    case BATON_VALUE_ARRAY:
    case BATON_VALUE_OBJECT:
      g_string_append_c (json, object ? '{' : '[');
      for (gsize i = 0; i < value->length; i++)
        {
          if (i > 0)
            g_string_append_c (json, ',');
          if (indent >= 0)
            g_string_append_printf (json, "\n%*s", 2 * (indent + 1), "");
          if (object)
            {
              append_string (json, baton_value_members (value)[i].key, strlen (baton_value_members (value)[i].key));
              g_string_append (json, indent >= 0 ? ": " : ":");
            }
          append_value (object ? baton_value_members (value)[i].value : value->u.elements[i], json, indent >= 0 ? indent + 1 : -1);
        }
      if (indent >= 0 && value->length > 0)
        g_string_append_printf (json, "\n%*s", 2 * indent, "");
      g_string_append_c (json, object ? '}' : ']');
      break;
    }
}

void
baton_value_append_json (const BatonValue *value,
                         GString          *json)
{
  g_return_if_fail (value != NULL);
  append_value (value, json, -1);
}

char *
baton_value_to_json (const BatonValue *value)
{
  GString *json = g_string_new (NULL);

  baton_value_append_json (value, json);
  return g_string_free (json, FALSE);
}

char *
baton_value_to_pretty_json (const BatonValue *value)
{
  GString *json = g_string_new (NULL);

  g_return_val_if_fail (value != NULL, g_string_free (json, FALSE));
  append_value (value, json, 0);
  g_string_append_c (json, '\n');
  return g_string_free (json, FALSE);
}

char *
baton_value_digest (const BatonValue *value)
{
  g_autofree char *json = baton_value_to_json (value);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);
}
