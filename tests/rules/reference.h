/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reference: decisions read straight off the program's values, one function a sentence of the design, without any
 * compiling or numbering. Slow and meant to be obviously right; the engines must agree with it.
 */
#pragma once

#include "model/baton-program.h"
#include "rules/baton-decision.h"

typedef struct
{
  BatonOutcome  outcome;
  char         *rule;       /* id of the deciding rule; owned, nullable */
  GPtrArray    *matching;   /* ids of all matching rules in list order; owned, borrowed strings */
  GPtrArray    *nearest;    /* "id:failures" of the nearest rules; owned */
} ReferenceDecision;

/* *persona* is an entity of kind persona, NULL for nobody in particular; *content* one of kind content. */
ReferenceDecision *reference_decide (const BatonProgram *program,
                                     const BatonEntity  *persona,
                                     BatonAction         action,
                                     const BatonEntity  *content,
                                     BatonDay            day);
void               reference_decision_free (ReferenceDecision *decision);
/* Whether the persona meets an audience over members. */
gboolean           reference_meets  (const BatonProgram *program,
                                     const BatonEntity  *persona,
                                     const BatonValue   *audience,
                                     BatonDay            day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReferenceDecision, reference_decision_free)
