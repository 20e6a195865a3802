/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files share that look for examples of findings. Private to this room.
 */
#pragma once

#include "rules/baton-access-private.h"
#include "rules/baton-analysis.h"
#include "rules/baton-region.h"

G_BEGIN_DECLS

typedef struct
{
  BatonSnapshot *snapshot;      /* borrowed */
  BatonDay       day;
  BatonSpace    *space;         /* owned */
  GPtrArray     *profiles;      /* owned BatonProfile, by persona in list order */
  GPtrArray     *accesses;      /* owned BatonAccess, likewise */
  GHashTable    *rule_numbers;  /* id → number; borrowed keys, owned */
  GHashTable    *namers;        /* id of a role → id of what names it first; owned, NULL until asked for */
} BatonIllustration;

/* Puts a decision about persona and content into the example: the rule that decides, or the nearest and what it lacks.
 * *concern*: the rules are added to the finding's others. */
void baton_illustration_set_decision (BatonIllustration *self,
                                      BatonFinding      *finding,
                                      guint              persona,
                                      BatonAction        action,
                                      const char        *content,
                                      gboolean           concern);
/* *lacking*, of kind *kind*, has an audience that the persona does not meet: puts that into the example. Returns how many
 * of its clauses fail; none: nothing is put there. */
guint baton_illustration_set_failing_audience (BatonIllustration *self,
                                               BatonFinding      *finding,
                                               guint              persona,
                                               BatonEntity       *lacking,
                                               BatonField         audience);

/* By what the finding is about. */
void baton_illustrate_rule       (BatonIllustration *self,
                                  BatonFinding      *finding);
void baton_illustrate_content    (BatonIllustration *self,
                                  BatonFinding      *finding);
void baton_illustrate_persona    (BatonIllustration *self,
                                  BatonFinding      *finding);
void baton_illustrate_page       (BatonIllustration *self,
                                  BatonFinding      *finding);
void baton_illustrate_navigation (BatonIllustration *self,
                                  BatonFinding      *finding);

G_END_DECLS
