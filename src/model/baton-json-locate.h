/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where in a file a value stands: for problems that are found after the file has become values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint line;    /* from 1 */
  guint column;  /* in characters, from 1 */
} BatonJsonPlace;

/* Positions of the values named by *paths* (JSON Pointers, as keys of the table), in one pass. *data* must have passed
 * baton_json_parse(). Returns path (borrowed from *paths*) → BatonJsonPlace for those found. (transfer full) */
GHashTable *baton_json_locate (const char *data,
                               gsize       length,
                               GHashTable *paths);

G_END_DECLS
