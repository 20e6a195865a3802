/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The grammar of a header, and nothing beyond it: see baton-gate.h.
 */
#include "server/baton-gate.h"

#include <string.h>

#define MAX_METHOD 16

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

/* METHOD SP target SP HTTP/1.x CRLF */
static gboolean
skip_request_line (Text *text)
{
  gsize method = skip_token (text);
  const char *target;

  if (method == 0 || method > MAX_METHOD || !skip_literal (text, " "))
    return FALSE;
  target = text->at;
  while (text->at < text->end && *text->at > ' ' && *text->at < 0x7f)
    text->at++;
  if (text->at == target || !skip_literal (text, " "))
    return FALSE;
  return skip_literal (text, "HTTP/1.1\r\n") || skip_literal (text, "HTTP/1.0\r\n");
}

/* name ":" value CRLF; a value is tabs, blanks and whatever is no control character. */
static gboolean
skip_field (Text *text)
{
  if (skip_token (text) == 0 || !skip_literal (text, ":"))
    return FALSE;
  while (text->at < text->end && (*text->at == '\t' || ((guchar) *text->at >= ' ' && *text->at != 0x7f)))
    text->at++;
  return skip_literal (text, "\r\n");
}

BatonGate
baton_gate_check (const char *bytes,
                  gsize       length,
                  gsize       max)
{
  const char *end = memmem (bytes, length, "\r\n\r\n", 4);
  Text text = { bytes, bytes + length };

  if (end == NULL || (gsize) (end + 4 - bytes) > max)
    return length >= max ? BATON_GATE_TOO_LARGE : BATON_GATE_INCOMPLETE;
  text.end = end + 4;
  if (!skip_request_line (&text))
    return BATON_GATE_MALFORMED;
  while (text.at < end + 2)
    if (!skip_field (&text))
      return BATON_GATE_MALFORMED;
  return BATON_GATE_OPEN;
}
