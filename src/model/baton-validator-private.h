/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the validator share: baton-validator.c follows changes, baton-validator-list.c keeps what they find in
 * order and gives lists of it away.
 */
#pragma once

#include "model/baton-namesakes.h"
#include "model/baton-validate-private.h"
#include "model/baton-validator.h"

G_BEGIN_DECLS

#define N_DEPENDENCIES (BATON_DEPENDS_ON_CHILDREN + 1)

typedef struct
{
  char                  *id;        /* owned; NULL for a group */
  const BatonGroupCheck *group;     /* NULL for an entity */
  GPtrArray             *problems;  /* owned; NULL when there are none */
  BatonTextCount        *counts;    /* owned; per language; NULL when all are zero */
  GPtrArray             *rests_on;  /* borrowed sets that hold this unit */
} Unit;

/* The units that looked at one id, by what of it they looked at. */
typedef struct
{
  GHashTable *units[N_DEPENDENCIES];  /* owned sets of borrowed units; NULL while empty */
} Node;

/* What was dropped after a list was given away, and before the next was. */
typedef struct _BatonEpoch BatonEpoch;

struct _BatonEpoch
{
  gatomicrefcount  ref_count;
  GPtrArray       *dropped;   /* owned problems */
  BatonEpoch           *next;      /* owned; NULL in the newest */
};

struct _BatonProblemList
{
  GPtrArray *problems;   /* owned, of borrowed problems */
  BatonEpoch     *epoch;      /* owned: keeps them */
};

struct _BatonValidator
{
  const BatonProgram *program;
  GHashTable         *units;     /* borrowed id of the unit → owned unit */
  GHashTable         *nodes;     /* owned id → owned Node */
  GHashTable         *faulty;    /* set of borrowed units that have problems: most have none */
  BatonNamesakes     *namesakes; /* owned */
  Unit               *groups;    /* owned, as many as there are group checks */
  gsize               n_groups;
  BatonTextCount     *totals;    /* owned; per language */
  guint               n_locales;
  GPtrArray          *problems;  /* of borrowed problems, all of them sorted, as they were when last asked for; NULL when to be collected */
  GPtrArray          *dropped;   /* owned problems: of them what is no longer true */
  GPtrArray          *fresh;     /* borrowed problems: what has become true since */
  BatonEpoch              *epoch;     /* owned: the newest */
  GPtrArray          *languages; /* owned problems that follow from *totals* */
  gboolean            changed;   /* since *problems* was sorted */
  guint               deepest;   /* at least as many ancestors as anything has */
};

GPtrArray  *baton_problem_array_new         (void);
BatonEpoch *baton_epoch_new                 (void);
void        baton_epoch_unref               (BatonEpoch     *epoch);
/* Moves what *problems* owns to what has been dropped. */
void        baton_validator_drop            (BatonValidator *validator,
                                             GPtrArray      *problems);
/* What has been dropped goes to the newest epoch. */
void        baton_validator_retire_dropped  (BatonValidator *validator);

G_END_DECLS
