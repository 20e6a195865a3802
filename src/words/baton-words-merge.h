/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The conflicts of a merge as sentences: "You set From tier points of “Superhero” to 120; Ana set it to 110 on the server."
 */
#pragma once

#include "model/baton-merge.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

typedef struct
{
  const BatonProgram *base;
  const BatonProgram *mine;
  const BatonProgram *theirs;
  const char         *who;      /* who changed it on the server; NULL: not known, or several */
  BatonRegister      *reg;      /* as in BatonNames, and so is this */
  gboolean            presenting;
  GHashTable         *partners;
} BatonMergeNames;

/* What the conflict is about: "Tier “Superhero”, From tier points". (transfer full) */
char *baton_words_conflict_place (const BatonMergeNames *names,
                                  const BatonConflict   *conflict);
/* What both did, as one sentence. (transfer full) */
char *baton_words_conflict       (const BatonMergeNames *names,
                                  const BatonConflict   *conflict);
/* What the thing would hold after *choice*, for the button that chooses it; with UNDECIDED what the base held. NULL where
 * the choice has nothing to show but itself (VALUE). (transfer full) */
char *baton_words_conflict_side  (const BatonMergeNames *names,
                                  const BatonConflict   *conflict,
                                  BatonMergeChoice       choice);

G_END_DECLS
