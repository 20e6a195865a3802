/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Matching of paths and reading of queries: see baton-route.h.
 */
#include "server/baton-route.h"

#include <string.h>

#define MAX_QUERY_MEMBERS 64

/* One segment of a path, decoded; NULL when it holds what no segment may. */
static char *
decode_segment (const char *segment,
                gsize       length)
{
  g_autofree char *text = g_uri_unescape_segment (segment, segment + length, "/");

  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

static void
clear_parameters (char **parameters)
{
  for (guint i = 0; i < BATON_ROUTE_MAX_PARAMETERS; i++)
    g_clear_pointer (&parameters[i], g_free);
}

static gboolean
match_path (const char  *pattern,
            const char  *path,
            char       **parameters)
{
  guint n = 0;

  while (*pattern != '\0' && *path != '\0')
    {
      if (g_str_has_prefix (pattern, "{}"))
        {
          gsize length = strcspn (path, "/");

          g_assert (n < BATON_ROUTE_MAX_PARAMETERS);
          parameters[n] = decode_segment (path, length);
          if (parameters[n] == NULL)
            break;
          n++;
          pattern += 2;
          path += length;
        }
      else if (*pattern == *path)
        {
          pattern++;
          path++;
        }
      else
        {
          break;
        }
    }

  if (*pattern == '\0' && *path == '\0')
    return TRUE;
  clear_parameters (parameters);
  return FALSE;
}

static gboolean
method_matches (const BatonRoute *route,
                const char       *method)
{
  return strcmp (route->method, method) == 0 ||
         (strcmp (route->method, "GET") == 0 && strcmp (method, "HEAD") == 0);
}

const BatonRoute *
baton_route_find (const BatonRoute  *routes,
                  const char        *method,
                  const char        *path,
                  char             **parameters,
                  char             **allowed)
{
  g_autoptr (GString) allow = g_string_new (NULL);

  *allowed = NULL;
  for (const BatonRoute *route = routes; route->method != NULL; route++)
    {
      if (!match_path (route->path, path, parameters))
        continue;
      if (method_matches (route, method))
        return route;
      clear_parameters (parameters);
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", route->method);
      if (strcmp (route->method, "GET") == 0)
        g_string_append (allow, ", HEAD");
    }

  if (allow->len > 0)
    *allowed = g_string_free (g_steal_pointer (&allow), FALSE);
  return NULL;
}

static char *
decode_query (const char *text,
              gsize       length)
{
  g_autofree char *spaced = g_strndup (text, length);
  g_autofree char *decoded = NULL;

  g_strdelimit (spaced, "+", ' ');
  decoded = g_uri_unescape_string (spaced, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;
  return g_steal_pointer (&decoded);
}

GPtrArray *
baton_query_parse (const char *query)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  while (query != NULL && *query != '\0')
    {
      gsize length = strcspn (query, "&");
      const char *equals = memchr (query, '=', length);
      gsize name_length = equals != NULL ? (gsize) (equals - query) : length;
      char *name, *value;

      if (length > 0)
        {
          if (members->len / 2 == MAX_QUERY_MEMBERS)
            return NULL;
          name = decode_query (query, name_length);
          if (name == NULL)
            return NULL;
          g_ptr_array_add (members, name);
          value = equals != NULL ? decode_query (equals + 1, length - name_length - 1) : g_strdup ("");
          if (value == NULL)
            return NULL;
          g_ptr_array_add (members, value);
        }
      query += length;
      if (*query == '&')
        query++;
    }
  return g_steal_pointer (&members);
}

BatonRequest *
baton_request_new (void)
{
  BatonRequest *request = g_new0 (BatonRequest, 1);

  request->body = g_bytes_new_static ("", 0);
  return request;
}

void
baton_request_free (BatonRequest *request)
{
  if (request == NULL)
    return;
  g_free (request->id);
  clear_parameters (request->parameters);
  g_clear_pointer (&request->query, g_ptr_array_unref);
  g_free (request->actor);
  g_free (request->if_match);
  g_free (request->if_none_match);
  g_free (request->idempotency_key);
  g_free (request->content_type);
  g_bytes_unref (request->body);
  g_free (request);
}

const char *
baton_request_get_query (const BatonRequest *request,
                         const char         *name)
{
  for (guint i = 0; request->query != NULL && i < request->query->len; i += 2)
    if (strcmp (g_ptr_array_index (request->query, i), name) == 0)
      return g_ptr_array_index (request->query, i + 1);
  return NULL;
}
