/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "old-workspace.h"

#include <glib.h>
#include <sqlite3.h>

void
old_workspace_age (const char *path)
{
  /* Names that are not translated become plain titles in the draft; the rest is as old with the name that it has. */
  static const char sql[] =
    "UPDATE entity SET body = json_set (json_remove (body, '$.name'), '$.title', json_extract (body, '$.name.source'))"
    "  WHERE kind = 'term' AND json_extract (body, '$.name.source') IS NOT NULL AND json_remove (json_extract (body, '$.name'), '$.source') = '{}';"
    "UPDATE entity SET kind = 'tag' WHERE kind = 'term';"
    "UPDATE journal SET schema = 0, forward = replace (forward, '\"kind\":\"term\"', '\"kind\":\"tag\"'),"
    "  inverse = replace (inverse, '\"kind\":\"term\"', '\"kind\":\"tag\"');"
    "UPDATE base SET body = replace (replace (body, '\"term\":{', '\"tag\":{'), '\"schema\":1', '\"schema\":0');"
    "UPDATE meta SET value = '0' WHERE key = 'schema'";
  sqlite3 *database;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}
