/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How values come apart for comparing and merging: by the type of their field, into a head and languages, into the
 * elements of a set, into ordered references, or not at all.
 */
#pragma once

#include "model/baton-schema.h"
#include "model/baton-value.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_PARTS_NONE,       /* compared and merged as a whole */
  BATON_PARTS_LOCALES,    /* translatable texts and assets */
  BATON_PARTS_SET,        /* term sets and choices of several: sorted, merged by element */
  BATON_PARTS_SEQUENCE,   /* ordered references: membership as a set, then order */
  BATON_PARTS_PLACE
} BatonParts;

BatonParts  baton_field_get_parts      (const BatonFieldInfo *field);

/* A text or asset without its translations; NULL for NULL. (transfer full) */
BatonValue *baton_value_dup_head       (const BatonValue     *value);
/* *value* with another head, its translations kept. (transfer full) */
BatonValue *baton_value_with_head      (const BatonValue     *value,
                                        const BatonValue     *head);
/* *value* with what stands for *tag* set or, with NULL, removed. (transfer full) */
BatonValue *baton_value_with_locale    (const BatonValue     *value,
                                        const char           *tag,
                                        const BatonValue     *entry);
/* An array of these strings, NULL when there are none: an empty list is unset. (transfer full) */
BatonValue *baton_value_from_strings   (GPtrArray            *strings);
/* The strings of an array. (transfer container) of borrowed. */
GPtrArray  *baton_value_list_strings   (const BatonValue     *value);
/* The index of *string* in *strings*, or −1. */
int         baton_strings_find         (GPtrArray            *strings,
                                        const char           *string);
/* For g_ptr_array_sort() of strings, bytewise. */
int         baton_strings_compare      (gconstpointer         a,
                                        gconstpointer         b);

G_END_DECLS
