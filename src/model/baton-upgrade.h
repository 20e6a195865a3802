/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs of older schemas, made into those of today. There is one step for each number of the schema, a pure function from
 * it to the next; what is several numbers old takes several steps.
 *
 * A step sees one thing at a time. The journal of a workspace keeps things as they were before and after an edit, and not the
 * program around them: only what can be done to each alone can be done to a history, so that undo reaches back past an
 * upgrade. Ids never change.
 */
#pragma once

#include "model/baton-schema.h"
#include "model/baton-value.h"

G_BEGIN_DECLS

/* A thing in the words of its schema. */
typedef struct
{
  const char *id;      /* borrowed */
  char       *kind;    /* owned, a kind's name */
  BatonValue *body;    /* owned, an object */
} BatonOldEntity;

/* Turns *entity* into one of the next schema. FALSE: there is no such thing any more. */
typedef gboolean (*BatonUpgradeFunc) (BatonOldEntity *entity);

typedef struct
{
  int               from;      /* the schema's number; the step makes from + 1 of it */
  const char       *reason;    /* what became different, for those who read the code */
  BatonUpgradeFunc  upgrade;
} BatonUpgradeStep;

/* Whether programs of that schema can be read: today's, and those from which steps lead here. */
gboolean    baton_upgrade_reaches  (gint64             schema);
/* Turns one thing of that schema, which must be reached, into today's. FALSE: there is no such thing any more. */
gboolean    baton_upgrade_entity   (gint64             schema,
                                    BatonOldEntity    *entity);
/* A whole program, {"baton", "schema", "entities"}, of that schema, in today's. Parts that are of the wrong type stay as they
 * are, for others to complain of. (transfer full) */
BatonValue *baton_upgrade_program  (gint64             schema,
                                    const BatonValue  *program);

/* For tests: other steps than those there are, in order and up to today's schema, ended by one without a function; NULL for
 * the true ones. Not while other threads read programs. */
void        baton_upgrade_set_steps (const BatonUpgradeStep *steps);

G_END_DECLS
