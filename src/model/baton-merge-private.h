/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the merge share: baton-merge.c goes over the entities, baton-merge-field.c merges the value of one
 * field, baton-merge-structure.c makes the result a forest again.
 */
#pragma once

#include "model/baton-merge.h"

G_BEGIN_DECLS

struct _BatonMerge
{
  const BatonProgram *base;
  const BatonProgram *mine;
  const BatonProgram *theirs;
  GHashTable         *decisions;   /* owned key → owned BatonDecision */
  gboolean            is_held;     /* decisions only gather */

  /* Worked out anew after each decision. */
  BatonProgram       *result;
  GPtrArray          *conflicts;   /* owned BatonConflict */
  GHashTable         *by_key;      /* owned key → borrowed BatonConflict */
  GHashTable         *provisional; /* owned ids of entities that hold something until it is decided */
};

typedef struct
{
  BatonMergeChoice choice;
  BatonValue      *value;          /* owned, nullable */
} BatonDecision;

/* One entity in the three programs; NULL where it is not. */
typedef struct
{
  const BatonEntity *base;
  const BatonEntity *mine;
  const BatonEntity *theirs;
} BatonTrio;

BatonTrio            baton_merge_get_trio (BatonMerge        *merge,
                                           const char        *id);
/* Reports a conflict (once, however often it is met) and answers what was decided about it. *what* gives all but key,
 * choice and entities, which are filled in from *trio*; its strings and values are borrowed. */
const BatonDecision *baton_merge_ask      (BatonMerge        *merge,
                                           const BatonTrio   *trio,
                                           const BatonConflict *what);
/* The merged value of a field of entities of one kind. (transfer full), NULL: unset */
BatonValue          *baton_merge_field    (BatonMerge        *merge,
                                           const BatonTrio   *trio,
                                           BatonField         field);
void                 baton_merge_repair   (BatonMerge        *merge);

G_END_DECLS
