/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plain engine: decisions read straight off the program's values, one function a sentence of what the rules mean,
 * without any compiling or numbering. Slow and meant to be obviously right. Tests and the bench hold the fast engine to
 * it; nothing else uses it.
 */
#pragma once

#include "model/baton-program.h"
#include "rules/baton-decision.h"

G_BEGIN_DECLS

typedef struct
{
  BatonOutcome  outcome;
  char         *rule;       /* id of the deciding rule; owned, nullable */
  GPtrArray    *matching;   /* ids of all matching rules in list order; owned, borrowed strings */
  GPtrArray    *nearest;    /* "id:failures" of the nearest rules; owned */
} BatonPlainDecision;

/* *persona* is an entity of kind persona, NULL for nobody in particular; *content* one of kind content. */
BatonPlainDecision *baton_plain_decide (const BatonProgram *program,
                                     const BatonEntity  *persona,
                                     BatonAction         action,
                                     const BatonEntity  *content,
                                     BatonDay            day);
void               baton_plain_decision_free (BatonPlainDecision *decision);
/* Whether the persona meets an audience over members. */
gboolean           baton_plain_meets  (const BatonProgram *program,
                                     const BatonEntity  *persona,
                                     const BatonValue   *audience,
                                     BatonDay            day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPlainDecision, baton_plain_decision_free)

G_END_DECLS
