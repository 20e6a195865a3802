/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What strangers send before they have shown a token: the header at the gate, then its address.
 *
 * Laws: what the gate lets through has one request line and no byte that could end a line elsewhere; more bytes never
 * turn a refusal into a pass; decoded segments and queries are UTF-8.
 */
#include "fuzz/fuzz.h"

#include "server/baton-gate.h"
#include "server/baton-route.h"

#include <string.h>

#define MAX_HEADER 4096

static const BatonRoute routes[] = {
  { "GET", "/v1/{}", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, NULL },
  { "POST", "/v1/{}", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, NULL },
  { "GET", "/v1/{}/of/{}", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, NULL },
  { NULL }
};

static void
check_passed (const char *bytes,
              gsize       length)
{
  const char *end = memmem (bytes, length, "\r\n\r\n", 4);

  g_assert_nonnull (end);
  g_assert_nonnull (memmem (bytes, (gsize) (end - bytes), " /", 2));
  for (const char *at = bytes; at < end; at++)
    {
      guchar c = (guchar) *at;

      g_assert_true (c >= ' ' || c == '\t' || c == '\r' || c == '\n');
      if (c == '\n')
        g_assert_true (at > bytes && at[-1] == '\r' && at[1] != ' ' && at[1] != '\t');
      if (c == '\r')
        g_assert_true (at[1] == '\n');
    }
}

static void
check_address (const char *target)
{
  const char *question = strchr (target, '?');
  g_autofree char *path = question != NULL ? g_strndup (target, (gsize) (question - target)) : g_strdup (target);
  char *parameters[BATON_ROUTE_MAX_PARAMETERS + 1] = { NULL };
  g_autofree char *allowed = NULL;
  g_autoptr (GPtrArray) query = baton_query_parse (question != NULL ? question + 1 : NULL);

  baton_route_find (routes, "GET", path, parameters, &allowed);
  for (guint i = 0; i < BATON_ROUTE_MAX_PARAMETERS; i++)
    {
      g_assert_true (parameters[i] == NULL || g_utf8_validate (parameters[i], -1, NULL));
      g_free (parameters[i]);
    }
  for (guint i = 0; query != NULL && i < query->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (query, i), -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *bytes = (const char *) data;
  BatonGate whole = baton_gate_check (bytes, size, MAX_HEADER);
  g_autofree char *target = NULL;

  if (whole == BATON_GATE_OPEN)
    check_passed (bytes, size);
  for (size_t length = 0; length < size; length += 1 + length / 8)
    {
      BatonGate part = baton_gate_check (bytes, length, MAX_HEADER);

      g_assert_true (part == BATON_GATE_INCOMPLETE || part == whole);
    }

  target = g_strndup (bytes, size);
  check_address (target);
  return 0;
}
