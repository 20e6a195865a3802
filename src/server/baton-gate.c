/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The grammar of a header, and nothing beyond it: see baton-gate.h.
 */
#include "server/baton-gate.h"

#include <string.h>

#define MAX_METHOD 16
#define MAX_LENGTH_DIGITS 15

typedef struct
{
  const char *at;
  const char *end;
} Text;

/* RFC 9110, 5.6.2: what names of methods and fields are made of. */
static gboolean
is_token_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-.^_`|~", c) != NULL);
}

static gsize
skip_token (Text *text)
{
  const char *start = text->at;

  while (text->at < text->end && is_token_char (*text->at))
    text->at++;
  return (gsize) (text->at - start);
}

static gboolean
skip_literal (Text       *text,
              const char *literal)
{
  gsize length = strlen (literal);

  if ((gsize) (text->end - text->at) < length || memcmp (text->at, literal, length) != 0)
    return FALSE;
  text->at += length;
  return TRUE;
}

/* A path and perhaps a query, well escaped: neither a whole address, nor "*", nor what CONNECT takes. */
static gboolean
skip_target (Text *text)
{
  if (text->at == text->end || *text->at != '/')
    return FALSE;
  for (; text->at < text->end && *text->at != ' '; text->at++)
    {
      if (*text->at == '%')
        {
          if (text->end - text->at < 3 || !g_ascii_isxdigit (text->at[1]) || !g_ascii_isxdigit (text->at[2]))
            return FALSE;
        }
      else if (!g_ascii_isalnum (*text->at) && (*text->at == '\0' || strchr ("-._~!$&'()*+,;=:@/?", *text->at) == NULL))
        {
          return FALSE;
        }
    }
  return TRUE;
}

/* METHOD SP target SP HTTP/1.x CRLF */
static gboolean
skip_request_line (Text     *text,
                   gboolean *is_old)
{
  gsize method = skip_token (text);

  if (method == 0 || method > MAX_METHOD || !skip_literal (text, " ") || !skip_target (text) || !skip_literal (text, " "))
    return FALSE;
  *is_old = skip_literal (text, "HTTP/1.0\r\n");
  return *is_old || skip_literal (text, "HTTP/1.1\r\n");
}

/* name ":" value CRLF; a value is tabs, blanks and whatever is no control character. *value* is without those around it. */
static gboolean
skip_field (Text *text,
            Text *name,
            Text *value)
{
  name->at = text->at;
  if (skip_token (text) == 0)
    return FALSE;
  name->end = text->at;
  if (!skip_literal (text, ":"))
    return FALSE;
  value->at = text->at;
  while (text->at < text->end && (*text->at == '\t' || ((guchar) *text->at >= ' ' && *text->at != 0x7f)))
    text->at++;
  value->end = text->at;
  while (value->at < value->end && (*value->at == ' ' || *value->at == '\t'))
    value->at++;
  while (value->at < value->end && (value->end[-1] == ' ' || value->end[-1] == '\t'))
    value->end--;
  return skip_literal (text, "\r\n");
}

static gboolean
text_is (const Text *text,
         const char *word)
{
  gsize length = strlen (word);

  return (gsize) (text->end - text->at) == length && g_ascii_strncasecmp (text->at, word, length) == 0;
}

/* Whether the value is not empty and made of digits, letters and *others* alone. */
static gboolean
consists_of (const Text *text,
             gboolean    letters,
             const char *others)
{
  for (const char *at = text->at; at < text->end; at++)
    if (!g_ascii_isdigit (*at) && !(letters && g_ascii_isalpha (*at)) && (*at == '\0' || strchr (others, *at) == NULL))
      return FALSE;
  return text->at < text->end;
}

/* What decides where a request ends and whose it is. */
typedef struct
{
  guint    n_hosts;
  guint    n_lengths;
  guint    n_encodings;
  gboolean ambiguous;
} Framing;

static void
note_field (Framing    *framing,
            const Text *name,
            const Text *value)
{
  if (text_is (name, "Host"))
    {
      framing->n_hosts++;
      framing->ambiguous |= !consists_of (value, TRUE, "-._:[]");
    }
  else if (text_is (name, "Content-Length"))
    {
      framing->n_lengths++;
      framing->ambiguous |= !consists_of (value, FALSE, "") || value->end - value->at > MAX_LENGTH_DIGITS;
    }
  else if (text_is (name, "Transfer-Encoding"))
    {
      framing->n_encodings++;
      framing->ambiguous |= !text_is (value, "chunked");
    }
}

BatonGate
baton_gate_check (const char *bytes,
                  gsize       length,
                  gsize       max)
{
  const char *end = memmem (bytes, length, "\r\n\r\n", 4);
  Text text = { bytes, bytes + length };
  Framing framing = { 0 };
  gboolean is_old;

  if (end == NULL || (gsize) (end + 4 - bytes) > max)
    return length >= max ? BATON_GATE_TOO_LARGE : BATON_GATE_INCOMPLETE;
  text.end = end + 4;
  if (!skip_request_line (&text, &is_old))
    return BATON_GATE_MALFORMED;
  while (text.at < end + 2)
    {
      Text name, value;

      if (!skip_field (&text, &name, &value))
        return BATON_GATE_MALFORMED;
      note_field (&framing, &name, &value);
    }

  if (framing.ambiguous || framing.n_hosts > 1 || framing.n_lengths + framing.n_encodings > 1 ||
      (is_old && framing.n_encodings > 0))
    return BATON_GATE_AMBIGUOUS;
  if (!is_old && framing.n_hosts == 0)
    return BATON_GATE_MALFORMED;
  return BATON_GATE_OPEN;
}
