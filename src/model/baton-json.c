/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recursive-descent scanner over the bytes, building values as it goes. The text is checked for UTF-8 as a whole
 * first, so that later steps may go by bytes. A string without escapes, which is nearly every one, goes from the text into
 * its value without a copy between.
 *
 * Line, column and path are worked out only when something fails: the builder knows what is open. A repeated key is found when
 * its object closes; where it stood is looked for afterwards.
 *
 * The sizes of all that is allocated come from the text, so memory that cannot be had is an error like others.
 */
#include "config.h"

#include "model/baton-json.h"

#include <string.h>

#include "model/baton-json-private.h"
#include "model/baton-value-private.h"

/* A character of a text takes at most 16 bytes: the shortest is a digit and a comma, a value of 24 bytes and a pointer to it. So
 * texts of this length surely fit; those of nearly all things are shorter. */
#define LONGEST_PACKED 4096
#define PACK_ROOM (LONGEST_PACKED * 16 / sizeof (guint64) + 16)

typedef struct
{
  const char        *start;
  const char        *end;
  const char        *at;
  BatonValueBuilder *builder;
  char              *scratch;        /* owned: a string with escapes, or not in NFC */
  gsize              scratch_length;
  gsize              scratch_size;
  gboolean           in_element;     /* of the innermost array */
  BatonJsonCode      code;
} Scanner;

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

static gboolean
append_scratch (Scanner    *scanner,
                const char *bytes,
                gsize       length)
{
  if (length == 0)   /* and perhaps no scratch yet */
    return TRUE;
  if (scanner->scratch_length + length > scanner->scratch_size)
    {
      gsize size = MAX (256, 2 * (scanner->scratch_length + length));
      char *grown = g_try_realloc (scanner->scratch, size);

      if (grown == NULL)
        return fail (scanner, BATON_JSON_NO_MEMORY);
      scanner->scratch = grown;
      scanner->scratch_size = size;
    }
  memcpy (scanner->scratch + scanner->scratch_length, bytes, length);
  scanner->scratch_length += length;
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
  char utf8[6];

  if (scanner->at >= scanner->end)
    return fail (scanner, BATON_JSON_TRUNCATED);
  if (*scanner->at != 'u')
    {
      name = *scanner->at != '\0' ? strchr (names, *scanner->at) : NULL;
      if (name == NULL)
        return fail (scanner, BATON_JSON_BAD_STRING);
      scanner->at++;
      return append_scratch (scanner, &values[name - names], 1);
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
  return append_scratch (scanner, utf8, (gsize) g_unichar_to_utf8 (unit, utf8));
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

static gboolean
normalize_scratch (Scanner *scanner)
{
  g_autofree char *normal = NULL;
  gpointer room;

  /* g_utf8_normalize() ends the process where it finds no memory, so what it may want at most is asked for before. */
  room = g_try_malloc_n (scanner->scratch_length + 1, 24);
  if (room == NULL)
    return fail (scanner, BATON_JSON_NO_MEMORY);
  g_free (room);
  normal = g_utf8_normalize (scanner->scratch, (gssize) scanner->scratch_length, G_NORMALIZE_NFC);
  if (normal == NULL)
    return fail (scanner, BATON_JSON_BAD_STRING);
  scanner->scratch_length = 0;
  return append_scratch (scanner, normal, strlen (normal));
}

/* The string in NFC: in the text itself, or in scratch until the next. */
static gboolean
scan_string (Scanner     *scanner,
             const char **string,
             gsize       *length)
{
  const char *plain = ++scanner->at; /* behind the quotation mark */
  guchar seen = 0;

  scanner->scratch_length = 0;
  for (;;)
    {
      while (scanner->at < scanner->end && *scanner->at != '"' && *scanner->at != '\\' && (guchar) *scanner->at >= 0x20)
        seen |= (guchar) *scanner->at++;
      if (scanner->at >= scanner->end)
        return fail (scanner, BATON_JSON_TRUNCATED);
      if (*scanner->at == '"' && scanner->scratch_length == 0)
        {
          *string = plain;
          *length = (gsize) (scanner->at++ - plain);
          if (seen < 0x80 || is_surely_normal (*string, *length))
            return TRUE;
          if (!append_scratch (scanner, *string, *length) || !normalize_scratch (scanner))
            return FALSE;
          break;
        }
      if (!append_scratch (scanner, plain, (gsize) (scanner->at - plain)))
        return FALSE;
      if (*scanner->at == '"')
        {
          scanner->at++;
          if (!is_surely_normal (scanner->scratch, scanner->scratch_length) && !normalize_scratch (scanner))
            return FALSE;
          break;
        }
      if (*scanner->at != '\\')
        return fail (scanner, BATON_JSON_BAD_STRING);
      scanner->at++;
      if (!scan_escape (scanner))
        return FALSE;
      plain = scanner->at;
    }
  *string = scanner->scratch;
  *length = scanner->scratch_length;
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

/* Whether the builder had the memory for what it was last told. */
static gboolean
check_memory (Scanner *scanner)
{
  return !scanner->builder->has_failed || fail (scanner, BATON_JSON_NO_MEMORY);
}

static gboolean
scan_array (Scanner *scanner,
            guint    depth)
{
  baton_value_builder_open_array (scanner->builder);
  if (!check_memory (scanner))
    return FALSE;
  scanner->at++;
  skip_space (scanner);
  if (scanner->at < scanner->end && *scanner->at == ']')
    {
      scanner->at++;
      baton_value_builder_close (scanner->builder);
      return check_memory (scanner);
    }
  for (;;)
    {
      scanner->in_element = TRUE;
      if (!scan_value (scanner, depth))
        return FALSE;
      scanner->in_element = FALSE;
      skip_space (scanner);
      if (scanner->at >= scanner->end || (*scanner->at != ',' && *scanner->at != ']'))
        return fail_expected (scanner);
      if (*scanner->at++ == ']')
        break;
    }
  baton_value_builder_close (scanner->builder);
  return check_memory (scanner);
}

/* The members of the object that is open, from behind its brace to behind the other, or to the key of the member at *limit*. */
static gboolean
scan_members (Scanner *scanner,
              guint    depth,
              gssize   limit)
{
  skip_space (scanner);
  if (scanner->at < scanner->end && *scanner->at == '}')
    {
      scanner->at++;
      return TRUE;
    }
  for (gssize i = 0; ; i++)
    {
      const char *key;
      gsize length;

      skip_space (scanner);
      if (scanner->at >= scanner->end || *scanner->at != '"')
        return fail_expected (scanner);
      if (i == limit)
        return TRUE;
      if (!scan_string (scanner, &key, &length))
        return FALSE;
      baton_value_builder_key_len (scanner->builder, key, length);
      if (!check_memory (scanner))
        return FALSE;
      skip_space (scanner);
      if (scanner->at >= scanner->end || *scanner->at != ':')
        return fail_expected (scanner);
      scanner->at++;
      if (!scan_value (scanner, depth))
        return FALSE;
      skip_space (scanner);
      if (scanner->at >= scanner->end || (*scanner->at != ',' && *scanner->at != '}'))
        return fail_expected (scanner);
      if (*scanner->at++ == '}')
        return TRUE;
    }
}

/* In the object behind the brace at *brace*, which has a key twice and is sound otherwise: moves to the second. */
static gboolean
fail_repeated (Scanner    *scanner,
               const char *brace,
               guint       depth)
{
  BatonValueBuilder builder;
  Scanner again = { brace + 1, scanner->end, brace + 1, &builder };
  gssize index = -1;

  for (int pass = 0; pass < 2; pass++)
    {
      again.at = brace + 1;
      baton_value_builder_init (&builder, TRUE);
      baton_value_builder_open_object (&builder);
      if (!scan_members (&again, depth, index))
        index = -1;
      else if (index < 0)
        index = baton_value_builder_find_repeated (&builder);
      baton_value_builder_clear (&builder);
      if (index < 0)
        break;
    }
  g_free (again.scratch);
  scanner->at = again.at;
  scanner->in_element = TRUE;
  return fail (scanner, index >= 0 ? BATON_JSON_DUPLICATE_KEY : BATON_JSON_NO_MEMORY);
}

static gboolean
scan_object (Scanner *scanner,
             guint    depth)
{
  const char *brace = scanner->at;
  gboolean unique;

  baton_value_builder_open_object (scanner->builder);
  if (!check_memory (scanner))
    return FALSE;
  scanner->at++;
  if (!scan_members (scanner, depth, -1))
    return FALSE;
  unique = baton_value_builder_close (scanner->builder);
  return check_memory (scanner) && (unique || fail_repeated (scanner, brace, depth));
}

static gboolean
scan_value (Scanner *scanner,
            guint    depth)
{
  const char *string;
  gsize length;

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
      if (!scan_string (scanner, &string, &length))
        return FALSE;
      baton_value_builder_add_string_len (scanner->builder, string, length);
      break;
    case 't':
      if (!skip_word (scanner, "true"))
        return FALSE;
      baton_value_builder_add_boolean (scanner->builder, TRUE);
      break;
    case 'f':
      if (!skip_word (scanner, "false"))
        return FALSE;
      baton_value_builder_add_boolean (scanner->builder, FALSE);
      break;
    case 'n':
      return fail (scanner, BATON_JSON_NULL);
    default:
      if (*scanner->at != '-' && !g_ascii_isdigit (*scanner->at))
        return fail (scanner, BATON_JSON_SYNTAX);
      if (!scan_number (scanner))
        return FALSE;
      break;
    }
  return check_memory (scanner);
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

static void
describe_failure (Scanner        *scanner,
                  BatonJsonError *error)
{
  const char *key;
  gsize length;

  baton_json_error_fill (error, scanner->code, scanner->start, scanner->at);
  if (scanner->code == BATON_JSON_NO_MEMORY)
    {
      error->path = g_strdup ("");
      return;
    }
  error->path = baton_json_error_dup_path (scanner->builder, scanner->in_element);
  if (scanner->code == BATON_JSON_DUPLICATE_KEY && scan_string (scanner, &key, &length))
    baton_json_error_append_key (error, key, length);
}

static gboolean
check_text (const char     *data,
            gsize           length,
            BatonJsonError *error)
{
  const char *valid_end = data;

  if (error != NULL)
    *error = (BatonJsonError) { BATON_JSON_OK, 0, 0, NULL };
  if (length <= BATON_JSON_MAX_BYTES && baton_json_validate_utf8 (data, length, &valid_end))
    return TRUE;
  if (error != NULL)
    {
      baton_json_error_fill (error, length > BATON_JSON_MAX_BYTES ? BATON_JSON_TOO_LARGE : BATON_JSON_NOT_UTF8, data, valid_end);
      error->path = g_strdup ("");
    }
  return FALSE;
}

/* Whether the text is one value, which the builder then holds. */
static gboolean
scan_text (Scanner *scanner)
{
  if (!scan_value (scanner, 0))
    return FALSE;
  skip_space (scanner);
  return scanner->at == scanner->end || fail (scanner, BATON_JSON_TRAILING);
}

static BatonValue *
parse_with (BatonValueBuilder *builder,
            const char        *data,
            gsize              length,
            BatonJsonError    *error)
{
  Scanner scanner = { data, data + length, data, builder };
  BatonValue *value = NULL;

  if (scan_text (&scanner))
    {
      value = builder->pack != NULL ? baton_value_builder_finish_pack (builder) : baton_value_builder_finish (builder);
      if (value == NULL)
        fail (&scanner, BATON_JSON_NO_MEMORY);
    }
  if (value == NULL && error != NULL)
    describe_failure (&scanner, error);
  baton_value_builder_clear (builder);
  g_free (scanner.scratch);
  return value;
}

BatonValue *
baton_json_parse (const char     *data,
                  gsize           length,
                  BatonJsonError *error)
{
  BatonValueBuilder builder;

  if (!check_text (data, length, error))
    return NULL;
  baton_value_builder_init (&builder, TRUE);
  return parse_with (&builder, data, length, error);
}

BatonValue *
baton_json_parse_body (const char     *data,
                       gsize           length,
                       BatonJsonError *error)
{
  guint64 room[PACK_ROOM];
  BatonValueBuilder builder;

  if (length > LONGEST_PACKED)
    return baton_json_parse (data, length, error);
  if (!check_text (data, length, error))
    return NULL;
  baton_value_builder_init_pack (&builder, room, PACK_ROOM);
  return parse_with (&builder, data, length, error);
}
