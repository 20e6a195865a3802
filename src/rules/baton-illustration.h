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
  GHashTable    *rules_naming;  /* id of a term → GPtrArray of ids of rules; of a vocabulary → that of the first of its terms; likewise */
} BatonIllustration;

/* Puts a decision about persona and content into the example: the rule that decides, or the nearest and what it lacks.
 * *concern*: the rules are added to the finding's others. */
void baton_illustration_set_decision (BatonIllustration *self,
                                      BatonFinding      *finding,
                                      guint              persona,
                                      BatonAction        action,
                                      const char        *content,
                                      gboolean           concern);
/* The same about somebody who could be, who is no persona. */
void baton_illustration_set_decision_of (BatonIllustration  *self,
                                         BatonFinding       *finding,
                                         const BatonProfile *profile,
                                         BatonAccess        *access,
                                         BatonAction         action,
                                         const char         *content,
                                         gboolean            concern);
/* A content that they may view; else one that is taken back; else that for which a rule comes nearest. NULL: there is none. */
const char *baton_illustration_find_view (BatonIllustration  *self,
                                          const BatonProfile *profile,
                                          BatonAccess        *access);
/* The id of what the entity stands in at the top: of a term its vocabulary, of a tier its ladder; NULL for none. */
const char *baton_illustration_find_top  (BatonIllustration  *self,
                                          const char         *id);
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
void baton_illustrate_role       (BatonIllustration *self,
                                  BatonFinding      *finding);
void baton_illustrate_term       (BatonIllustration *self,
                                  BatonFinding      *finding);

G_END_DECLS
