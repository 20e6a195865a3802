/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a request's header strictly: see baton-front-check.h.
 */
#include "server/baton-front-check.h"

#include <string.h>

static gboolean
parse_length (const char *text,
              guint64    *length)
{
  if (*text == '\0' || strspn (text, "0123456789") != strlen (text))
    return FALSE;
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, length, NULL);
}

gboolean
baton_check_framing (SoupMessageHeaders *headers,
                     SoupHTTPVersion     version,
                     BatonFraming       *framing)
{
  /* get_list() joins repeated fields with a comma, so that a second one shows; get_one() would hide it. */
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *encoding = soup_message_headers_get_list (headers, "Transfer-Encoding");
  const char *host = soup_message_headers_get_list (headers, "Host");

  memset (framing, 0, sizeof *framing);
  framing->chunked = encoding != NULL;
  framing->has_body = encoding != NULL || length != NULL;

  if (host != NULL && strpbrk (host, ", \t/@") != NULL)
    return FALSE;
  if (length != NULL && !parse_length (length, &framing->length))
    return FALSE;
  if (length != NULL && encoding != NULL)
    return FALSE;
  if (encoding != NULL && (version == SOUP_HTTP_1_0 || g_ascii_strcasecmp (encoding, "chunked") != 0))
    return FALSE;
  if (length != NULL)
    framing->has_body = framing->length > 0;
  return TRUE;
}

gboolean
baton_check_size (SoupMessageHeaders     *headers,
                  const BatonFrontLimits *limits)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  gsize bytes = 0;
  guint fields = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      fields++;
      bytes += strlen (name) + strlen (value) + 4;
    }
  return fields <= limits->max_fields && bytes <= limits->max_header;
}

/* Whether *range* (one type, all of a kind, or all) covers *media_type*. */
static gboolean
range_covers (const char *range,
              const char *media_type)
{
  gsize length = strcspn (range, "; \t");
  const char *slash = strchr (media_type, '/');

  if (length == 3 && strncmp (range, "*/*", 3) == 0)
    return TRUE;
  if (length >= 2 && strncmp (range + length - 2, "/*", 2) == 0)
    return (gsize) (slash - media_type) == length - 2 && g_ascii_strncasecmp (range, media_type, length - 2) == 0;
  return length == strlen (media_type) && g_ascii_strncasecmp (range, media_type, length) == 0;
}

gboolean
baton_check_accept (SoupMessageHeaders *headers,
                    const char         *media_type)
{
  const char *accept = soup_message_headers_get_list (headers, "Accept");
  GSList *ranges;
  gboolean found = FALSE;

  if (accept == NULL || *accept == '\0')
    return TRUE;
  /* Those with q=0 are left out by it. */
  ranges = soup_header_parse_quality_list (accept, NULL);
  for (GSList *at = ranges; at != NULL && !found; at = at->next)
    found = range_covers (at->data, media_type);
  soup_header_free_list (ranges);
  return found;
}

gboolean
baton_check_listed (const char *list,
                    const char *media_type)
{
  gsize length = strlen (media_type);

  while (list != NULL && *list != '\0')
    {
      gsize here = strcspn (list, " ");

      if (here == length && strncmp (list, media_type, length) == 0)
        return TRUE;
      list += here;
      list += strspn (list, " ");
    }
  return FALSE;
}

gboolean
baton_check_token (SoupMessageHeaders  *headers,
                   const char         **token)
{
  const char *text = soup_message_headers_get_list (headers, "Authorization");

  *token = NULL;
  if (text == NULL)
    return TRUE;
  if (g_ascii_strncasecmp (text, "Bearer ", 7) != 0)
    return FALSE;
  text += 7;
  text += strspn (text, " ");
  if (*text == '\0' || strlen (text) > 256 || strpbrk (text, ", \t") != NULL)
    return FALSE;
  *token = text;
  return TRUE;
}

GInetAddress *
baton_check_client (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "X-Forwarded-For");
  const char *last = text != NULL ? strrchr (text, ',') : NULL;
  g_autofree char *address = NULL;

  if (text == NULL)
    return NULL;
  address = g_strstrip (g_strdup (last != NULL ? last + 1 : text));
  return g_inet_address_new_from_string (address);
}

gboolean
baton_check_forwarded (SoupMessageHeaders *headers)
{
  static const char * const names[] = { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (soup_message_headers_get_list (headers, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
baton_check_key (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Idempotency-Key");
  g_autofree char *key = NULL;
  gsize length;

  if (text == NULL)
    return NULL;
  length = strlen (text);
  if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
    key = g_strndup (text + 1, length - 2);
  else
    key = g_strdup (text);

  length = strlen (key);
  if (length < 8 || length > 64)
    return NULL;
  for (const char *at = key; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("-_.:", *at) == NULL)
      return NULL;
  return g_steal_pointer (&key);
}
