/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order in which differences and conflicts are listed: by kind, id, field, type, then language and element. Inside this room
 * only.
 */
#pragma once

#include <string.h>

#include "model/baton-schema.h"

G_BEGIN_DECLS

typedef struct
{
  BatonKind   kind;
  const char *id;
  BatonField  field;
  int         type;
  const char *locale;    /* nullable, as is *element* */
  const char *element;
} BatonDifferenceKey;

static inline int
baton_difference_key_compare (const BatonDifferenceKey *a,
                              const BatonDifferenceKey *b)
{
  int order = (int) a->kind - (int) b->kind;

  if (order == 0)
    order = strcmp (a->id, b->id);
  if (order == 0)
    order = (int) a->field - (int) b->field;
  if (order == 0)
    order = a->type - b->type;
  if (order == 0)
    order = g_strcmp0 (a->locale, b->locale);
  return order != 0 ? order : g_strcmp0 (a->element, b->element);
}

G_END_DECLS
