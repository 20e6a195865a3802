/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A second, shorter reading of JSON that the strict scanner has accepted: it only keeps the pointer of the value under
 * the hand. Being accepted bounds the depth and promises matching brackets; running off the end is checked all the same.
 */
#include "config.h"

#include "model/baton-json-locate.h"

#include "model/baton-json.h"

#include <string.h>

typedef struct
{
  const char *at;
  const char *end;
  const char *line_start;
  guint       line;
  GString    *path;
  GHashTable *wanted;
  GHashTable *found;
} Locator;

static void locate_value (Locator *locator);

static void
skip_space (Locator *locator)
{
  for (; locator->at < locator->end && strchr (" \t\r\n", *locator->at) != NULL && *locator->at != '\0'; locator->at++)
    if (*locator->at == '\n')
      {
        locator->line++;
        locator->line_start = locator->at + 1;
      }
}

/* Whether *character* comes next; it is passed over. */
static gboolean
take (Locator *locator,
      char     character)
{
  skip_space (locator);
  if (locator->at >= locator->end || *locator->at != character)
    return FALSE;
  locator->at++;
  return TRUE;
}

static void
skip_string (Locator *locator)
{
  for (locator->at++; locator->at < locator->end && *locator->at != '"'; locator->at++)
    if (*locator->at == '\\')
      locator->at++;
  locator->at = MIN (locator->at + 1, locator->end);
}

/* Reads a key and appends it to the path as a pointer has it. The scanner makes the string what it is in the value. */
static void
enter_key (Locator *locator)
{
  const char *start = locator->at;
  g_autoptr (BatonValue) key = NULL;

  skip_string (locator);
  key = baton_json_parse (start, locator->at - start, NULL);
  g_string_append_c (locator->path, '/');
  for (const char *c = baton_value_get_string (key); c != NULL && *c != '\0'; c++)
    if (*c == '~')
      g_string_append (locator->path, "~0");
    else if (*c == '/')
      g_string_append (locator->path, "~1");
    else
      g_string_append_c (locator->path, *c);
}

static void
locate_members (Locator *locator,
                char     close)
{
  gsize length = locator->path->len;

  locator->at++;
  for (gsize i = 0; locator->at < locator->end && !take (locator, close); i++)
    {
      skip_space (locator);
      if (close == '}' && locator->at < locator->end && *locator->at == '"')
        {
          enter_key (locator);
          take (locator, ':');
        }
      else
        g_string_append_printf (locator->path, "/%" G_GSIZE_FORMAT, i);
      locate_value (locator);
      g_string_truncate (locator->path, length);
      take (locator, ',');
    }
}

static void
locate_value (Locator *locator)
{
  gpointer path;

  skip_space (locator);
  if (locator->at >= locator->end)
    return;
  if (g_hash_table_lookup_extended (locator->wanted, locator->path->str, &path, NULL))
    {
      BatonJsonPlace *place = g_new0 (BatonJsonPlace, 1);

      place->line = locator->line;
      place->column = (guint) g_utf8_strlen (locator->line_start, locator->at - locator->line_start) + 1;
      g_hash_table_insert (locator->found, path, place);
    }

  if (*locator->at == '{')
    locate_members (locator, '}');
  else if (*locator->at == '[')
    locate_members (locator, ']');
  else if (*locator->at == '"')
    skip_string (locator);
  else
    do
      locator->at++;
    while (locator->at < locator->end && strchr (",]} \t\r\n", *locator->at) == NULL);
}

GHashTable *
baton_json_locate (const char *data,
                   gsize       length,
                   GHashTable *paths)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Locator locator = {
    .at = data, .end = data + length, .line_start = data, .line = 1, .path = path, .wanted = paths,
    .found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
  };

  locate_value (&locator);
  return locator.found;
}
