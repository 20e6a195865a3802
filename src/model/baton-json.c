/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recursive-descent scanner over the bytes, building values as it goes. The text is checked for UTF-8 as a whole
 * first, so that later steps may go by bytes; line and column are worked out from the offset only when something fails.
 * Nearly all texts are sound, so the first pass keeps no path and leaves repeated keys to the builder. When it fails, a
 * second, careful pass over the same text finds out where and why; that halves the time to open a large program.
 */
#include "config.h"

#include "model/baton-json.h"

#include <string.h>

typedef struct
{
  const char        *start;
  const char        *end;
  const char        *at;
  BatonValueBuilder *builder;
  GPtrArray         *path;      /* owned strings: keys, and indexes of arrays; NULL in the first pass */
  GString           *scratch;   /* the string that is being read */
  BatonJsonCode      code;
} Scanner;

static const char * const code_names[] = {
  [BATON_JSON_OK] = "ok",
  [BATON_JSON_NOT_UTF8] = "not-utf-8",
  [BATON_JSON_SYNTAX] = "syntax",
  [BATON_JSON_TRUNCATED] = "truncated",
  [BATON_JSON_TRAILING] = "trailing",
  [BATON_JSON_TOO_DEEP] = "too-deep",
  [BATON_JSON_TOO_LARGE] = "too-large",
  [BATON_JSON_DUPLICATE_KEY] = "duplicate-key",
  [BATON_JSON_NULL] = "null",
  [BATON_JSON_NOT_INTEGER] = "not-integer",
  [BATON_JSON_OUT_OF_RANGE] = "out-of-range",
  [BATON_JSON_BAD_STRING] = "bad-string",
};
G_STATIC_ASSERT (G_N_ELEMENTS (code_names) == BATON_JSON_BAD_STRING + 1);

const char *
baton_json_code_get_name (BatonJsonCode code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (code_names), NULL);
  return code_names[code];
}

void
baton_json_error_clear (BatonJsonError *error)
{
  g_clear_pointer (&error->path, g_free);
  error->code = BATON_JSON_OK;
}

static gboolean
fail (Scanner       *scanner,
      BatonJsonCode  code)
{
  if (scanner->code == BATON_JSON_OK)
    scanner->code = code;
  return FALSE;
}

/* What is expected is not there: either the text ended or something else stands there. */
static gboolean
fail_expected (Scanner *scanner)
{
  return fail (scanner, scanner->at >= scanner->end ? BATON_JSON_TRUNCATED : BATON_JSON_SYNTAX);
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end &&
         (*scanner->at == ' ' || *scanner->at == '\n' || *scanner->at == '\t' || *scanner->at == '\r'))
    scanner->at++;
}

static gboolean
skip_word (Scanner    *scanner,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scanner->end - scanner->at) < length)
    return fail (scanner, memcmp (scanner->at, word, scanner->end - scanner->at) == 0 ? BATON_JSON_TRUNCATED : BATON_JSON_SYNTAX);
  if (memcmp (scanner->at, word, length) != 0)
    return fail (scanner, BATON_JSON_SYNTAX);
  scanner->at += length;
  return TRUE;
}

/* Four hexadecimal digits after \u. */
static gboolean
scan_hex4 (Scanner *scanner,
           guint   *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, scanner->at++)
    {
      if (scanner->at >= scanner->end)
        return fail (scanner, BATON_JSON_TRUNCATED);
      if (!g_ascii_isxdigit (*scanner->at))
        return fail (scanner, BATON_JSON_BAD_STRING);
      *unit = *unit * 16 + g_ascii_xdigit_value (*scanner->at);
    }
  return TRUE;
}

static gboolean
scan_escape (Scanner *scanner)
{
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const char *name;
  guint unit, low;

  if (scanner->at >= scanner->end)
    return fail (scanner, BATON_JSON_TRUNCATED);
  if (*scanner->at != 'u')
    {
      name = *scanner->at != '\0' ? strchr (names, *scanner->at) : NULL;
      if (name == NULL)
        return fail (scanner, BATON_JSON_BAD_STRING);
      g_string_append_c (scanner->scratch, values[name - names]);
      scanner->at++;
      return TRUE;
    }

  scanner->at++;
  if (!scan_hex4 (scanner, &unit))
    return FALSE;
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (scanner->end - scanner->at < 2)
        return fail (scanner, BATON_JSON_TRUNCATED);
      if (scanner->at[0] != '\\' || scanner->at[1] != 'u')
        return fail (scanner, BATON_JSON_BAD_STRING);
      scanner->at += 2;
      if (!scan_hex4 (scanner, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return fail (scanner, BATON_JSON_BAD_STRING);
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (unit == 0 || (unit >= 0xdc00 && unit < 0xe000))
    {
      return fail (scanner, BATON_JSON_BAD_STRING);
    }
  g_string_append_unichar (scanner->scratch, unit);
  return TRUE;
}

/* Whether the bytes, valid UTF-8, are surely in NFC already: nothing below U+0300 combines or is decomposed for good, nor
 * do the dashes and quotation marks U+2002 to U+203F and the ideographs U+5000 to U+8FFF. */
static gboolean
is_surely_normal (const char *text,
                  gsize       length)
{
  const guchar *at = (const guchar *) text, *end = at + length;

  while (at < end)
    if (*at < 0x80)
      at++;
    else if (*at < 0xcc)
      at += 2;
    else if ((*at == 0xe2 && at[1] == 0x80 && at[2] >= 0x82) || (*at >= 0xe5 && *at <= 0xe8))
      at += 3;
    else
      return FALSE;
  return TRUE;
}

/* Leaves the string, in NFC, in scratch. */
static gboolean
scan_string (Scanner *scanner)
{
  gboolean ascii = TRUE;

  g_string_truncate (scanner->scratch, 0);
  scanner->at++; /* the quotation mark */
  for (;;)
    {
      const char *plain = scanner->at;

      while (scanner->at < scanner->end && *scanner->at != '"' && *scanner->at != '\\' && (guchar) *scanner->at >= 0x20)
        {
          if ((guchar) *scanner->at >= 0x80)
            ascii = FALSE;
          scanner->at++;
        }
      g_string_append_len (scanner->scratch, plain, scanner->at - plain);
      if (scanner->at >= scanner->end)
        return fail (scanner, BATON_JSON_TRUNCATED);
      if (*scanner->at == '"')
        break;
      if (*scanner->at != '\\')
        return fail (scanner, BATON_JSON_BAD_STRING);
      ascii = FALSE; /* an escape may stand for anything */
      scanner->at++;
      if (!scan_escape (scanner))
        return FALSE;
    }
  scanner->at++;

  if (!ascii && !is_surely_normal (scanner->scratch->str, scanner->scratch->len))
    {
      g_autofree char *normal = g_utf8_normalize (scanner->scratch->str, scanner->scratch->len, G_NORMALIZE_NFC);

      if (normal == NULL)
        return fail (scanner, BATON_JSON_BAD_STRING);
      g_string_assign (scanner->scratch, normal);
    }
  return TRUE;
}

static gboolean
scan_number (Scanner *scanner)
{
  gboolean negative = *scanner->at == '-';
  gint64 number = 0;

  if (negative)
    scanner->at++;
  if (scanner->at >= scanner->end || !g_ascii_isdigit (*scanner->at))
    return fail_expected (scanner);
  if (*scanner->at == '0' && scanner->at + 1 < scanner->end && g_ascii_isdigit (scanner->at[1]))
    return fail (scanner, BATON_JSON_SYNTAX);
  if (*scanner->at == '0' && negative)
    return fail (scanner, BATON_JSON_NOT_INTEGER);
  for (; scanner->at < scanner->end && g_ascii_isdigit (*scanner->at); scanner->at++)
    {
      number = number * 10 + (*scanner->at - '0');
      if (number > BATON_INTEGER_MAX)
        return fail (scanner, BATON_JSON_OUT_OF_RANGE);
    }
  if (scanner->at < scanner->end && (*scanner->at == '.' || *scanner->at == 'e' || *scanner->at == 'E'))
    return fail (scanner, BATON_JSON_NOT_INTEGER);
  baton_value_builder_add_integer (scanner->builder, negative ? -number : number);
  return TRUE;
}

static gboolean scan_value (Scanner *scanner, guint depth);

static gboolean
scan_array (Scanner *scanner,
            guint    depth)
{
  guint index = 0;

  baton_value_builder_open_array (scanner->builder);
  scanner->at++;
  skip_space (scanner);
  if (scanner->at < scanner->end && *scanner->at == ']')
    {
      scanner->at++;
      baton_value_builder_close (scanner->builder);
      return TRUE;
    }
  for (;; index++)
    {
      if (scanner->path != NULL)
        g_ptr_array_add (scanner->path, g_strdup_printf ("%u", index));
      if (!scan_value (scanner, depth))
        return FALSE;
      if (scanner->path != NULL)
        g_ptr_array_set_size (scanner->path, scanner->path->len - 1);
      skip_space (scanner);
      if (scanner->at >= scanner->end || (*scanner->at != ',' && *scanner->at != ']'))
        return fail_expected (scanner);
      if (*scanner->at++ == ']')
        break;
    }
  baton_value_builder_close (scanner->builder);
  return TRUE;
}

static gboolean
scan_object (Scanner *scanner,
             guint    depth)
{
  g_autoptr (GHashTable) seen = NULL;

  baton_value_builder_open_object (scanner->builder);
  scanner->at++;
  skip_space (scanner);
  if (scanner->at < scanner->end && *scanner->at == '}')
    {
      scanner->at++;
      baton_value_builder_close (scanner->builder);
      return TRUE;
    }
  if (scanner->path != NULL)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (;;)
    {
      const char *key;

      skip_space (scanner);
      if (scanner->at >= scanner->end || *scanner->at != '"')
        return fail_expected (scanner);
      key = scanner->at;
      if (!scan_string (scanner))
        return FALSE;
      if (scanner->path != NULL)
        {
          g_ptr_array_add (scanner->path, g_strdup (scanner->scratch->str));
          if (!g_hash_table_add (seen, g_strdup (scanner->scratch->str)))
            {
              scanner->at = key;
              return fail (scanner, BATON_JSON_DUPLICATE_KEY);
            }
        }
      baton_value_builder_key (scanner->builder, scanner->scratch->str);
      skip_space (scanner);
      if (scanner->at >= scanner->end || *scanner->at != ':')
        return fail_expected (scanner);
      scanner->at++;
      if (!scan_value (scanner, depth))
        return FALSE;
      if (scanner->path != NULL)
        g_ptr_array_set_size (scanner->path, scanner->path->len - 1);
      skip_space (scanner);
      if (scanner->at >= scanner->end || (*scanner->at != ',' && *scanner->at != '}'))
        return fail_expected (scanner);
      if (*scanner->at++ == '}')
        break;
    }
  return baton_value_builder_close (scanner->builder) || fail (scanner, BATON_JSON_DUPLICATE_KEY);
}

static gboolean
scan_value (Scanner *scanner,
            guint    depth)
{
  skip_space (scanner);
  if (scanner->at >= scanner->end)
    return fail (scanner, BATON_JSON_TRUNCATED);

  switch (*scanner->at)
    {
    case '{':
    case '[':
      if (depth >= BATON_JSON_MAX_DEPTH)
        return fail (scanner, BATON_JSON_TOO_DEEP);
      return *scanner->at == '{' ? scan_object (scanner, depth + 1) : scan_array (scanner, depth + 1);
    case '"':
      if (!scan_string (scanner))
        return FALSE;
      baton_value_builder_add_string (scanner->builder, scanner->scratch->str);
      return TRUE;
    case 't':
      if (!skip_word (scanner, "true"))
        return FALSE;
      baton_value_builder_add_boolean (scanner->builder, TRUE);
      return TRUE;
    case 'f':
      if (!skip_word (scanner, "false"))
        return FALSE;
      baton_value_builder_add_boolean (scanner->builder, FALSE);
      return TRUE;
    case 'n':
      return fail (scanner, BATON_JSON_NULL);
    default:
      if (*scanner->at == '-' || g_ascii_isdigit (*scanner->at))
        return scan_number (scanner);
      return fail (scanner, BATON_JSON_SYNTAX);
    }
}

/* The path as a JSON Pointer (RFC 6901). */
static char *
path_to_pointer (GPtrArray *path)
{
  GString *pointer = g_string_new (NULL);

  for (guint i = 0; i < path->len; i++)
    {
      g_string_append_c (pointer, '/');
      for (const char *c = path->pdata[i]; *c != '\0'; c++)
        if (*c == '~')
          g_string_append (pointer, "~0");
        else if (*c == '/')
          g_string_append (pointer, "~1");
        else
          g_string_append_c (pointer, *c);
    }
  return g_string_free (pointer, FALSE);
}

static void
fill_error (BatonJsonError *error,
            BatonJsonCode   code,
            const char     *start,
            const char     *at,
            GPtrArray      *path)
{
  error->code = code;
  error->line = 1;
  error->column = 1;
  for (const char *c = start; c < at; c++)
    if (*c == '\n')
      error->line++, error->column = 1;
    else if ((*c & 0xc0) != 0x80) /* not the inside of a character */
      error->column++;
  error->path = path != NULL ? path_to_pointer (path) : g_strdup ("");
}

/* (transfer full); NULL when the pass failed. */
static BatonValue *
scan (Scanner *scanner)
{
  BatonValue *value = NULL;

  scanner->builder = baton_value_builder_new ();
  scanner->scratch = g_string_new (NULL);
  if (scan_value (scanner, 0))
    {
      skip_space (scanner);
      if (scanner->at < scanner->end)
        fail (scanner, BATON_JSON_TRAILING);
      else
        value = baton_value_builder_finish (scanner->builder);
    }
  baton_value_builder_free (scanner->builder);
  g_string_free (scanner->scratch, TRUE);
  return value;
}

BatonValue *
baton_json_parse (const char     *data,
                  gsize           length,
                  BatonJsonError *error)
{
  const char *valid_end;
  Scanner first = { data, data + length, data, NULL, NULL, NULL, BATON_JSON_OK };
  BatonValue *value;

  if (error != NULL)
    *error = (BatonJsonError) { BATON_JSON_OK, 0, 0, NULL };
  if (length > BATON_JSON_MAX_BYTES || !g_utf8_validate_len (data, length, &valid_end))
    {
      if (error != NULL)
        fill_error (error, length > BATON_JSON_MAX_BYTES ? BATON_JSON_TOO_LARGE : BATON_JSON_NOT_UTF8,
                    data, length > BATON_JSON_MAX_BYTES ? data : valid_end, NULL);
      return NULL;
    }

  value = scan (&first);
  if (value == NULL && error != NULL)
    {
      g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
      Scanner careful = { data, data + length, data, NULL, path, NULL, BATON_JSON_OK };

      value = scan (&careful);
      if (value == NULL)
        fill_error (error, careful.code, data, careful.at, path);
    }
  return value;
}
