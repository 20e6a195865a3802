/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the thresholds of a ladder do, in words: how many hold each tier, who moves against the live program, what it costs, who
 * gets there in the year ahead, and which tier gives nothing.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_TIER_ANSWER (baton_tier_answer_get_type ())
G_DECLARE_FINAL_TYPE (BatonTierAnswer, baton_tier_answer, BATON, TIER_ANSWER, GtkBox)

GtkWidget    *baton_tier_answer_new         (BatonDocument   *document);
/* What it is about: the tiers (of BatonEntity) of a ladder by threshold, lowest first. *ladder*: nullable. */
void          baton_tier_answer_set_tiers   (BatonTierAnswer *self,
                                             const char      *ladder,
                                             GPtrArray       *tiers);
/* Supposes another threshold of one of them, by its place, and says at once who would move. */
void          baton_tier_answer_move        (BatonTierAnswer *self,
                                             guint            tier,
                                             gint64           points);
/* Takes the tier points of all who climb the ladder from the newest what-if: of gint64, borrowed. */
const GArray *baton_tier_answer_load_points (BatonTierAnswer *self);
/* Says everything anew, or what it costs alone. */
void          baton_tier_answer_show        (BatonTierAnswer *self);
void          baton_tier_answer_show_money  (BatonTierAnswer *self);
/* Asks the engines. */
void          baton_tier_answer_request     (BatonTierAnswer *self);

G_END_DECLS
