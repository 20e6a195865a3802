/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a portal says of an activity, a reward, a step or a measure beside its name, in the program's own words: a page and a
 * preview say the same, each in its own way.
 */
#pragma once

#include "portal/baton-portal.h"

G_BEGIN_DECLS

/* A part of a statement, in the language that its text is in. */
typedef struct
{
  BatonPortalText text;
  gboolean        figure;    /* what the statement is about: to be set off */
  gboolean        money;     /* an amount in the program's currency */
  char           *owned;     /* its text where that is not the portal's; nullable */
} BatonPortalPiece;

/* One statement: its pieces, read one after the other. */
typedef struct
{
  const char *name;      /* what it is about, "fee"; of the code */
  GArray     *pieces;    /* of BatonPortalPiece; owned */
} BatonPortalFact;

/* Under which conditions the activity earns: how often, for what, with which extra, which fee, up to which
 * cap, and with which promotion. Of BatonPortalFact; they
 * borrow from *portal*. (transfer full), empty for none. */
GPtrArray             *baton_portal_list_conditions   (const BatonPortal         *portal,
                                                       const BatonPortalActivity *activity);
/* Who does the step, who approves it, within how many days, and what it counts as. Likewise. */
GPtrArray             *baton_portal_list_step_facts   (const BatonPortal         *portal,
                                                       const BatonPortalStep     *step);
/* How far it is to the next tier: "Points to the next tier (Gold): 20. Also needed: Training × 2", as far as that is not known
 * to be met; that the highest is held; NULL where no tier can be reached. (transfer full) */
BatonPortalFact       *baton_portal_make_next_tier    (const BatonPortal         *portal,
                                                       const BatonPortalLadder   *ladder);
/* What the tier asks for besides points, whether met or not; NULL for nothing. (transfer full) */
BatonPortalFact       *baton_portal_make_also_needed  (const BatonPortal         *portal,
                                                       const BatonPortalTier     *tier);
/* What the reward costs this member: "80 company points = €1.00 (−20 %)". (transfer full) */
BatonPortalFact       *baton_portal_make_price        (const BatonPortal         *portal,
                                                       const BatonPortalReward   *reward);
/* Rewards stand below the headings of their sections: whether one before stands below that of *at*. */
gboolean               baton_portal_is_section_begun  (const BatonPortalReward   *rewards,
                                                       gsize                      at);
/* A value of the measure in its unit. (transfer full) */
char                  *baton_portal_format_target     (const BatonPortal         *portal,
                                                       const BatonPortalKpi      *kpi,
                                                       gint64                     value);
/* What stands above the block: its own heading, or the word for its type; NULL where the block speaks for itself. */
const BatonPortalText *baton_portal_get_block_heading (const BatonPortal         *portal,
                                                       const BatonPortalBlock    *block);
/* A page that speaks of points is one on which their sum is welcome; an executive's overview is not. */
gboolean               baton_portal_speaks_of_points  (const BatonPortalPage     *page);

/* The statement as a line. *hidden* (nullable) stands for its amounts of money. (transfer full) */
char                  *baton_portal_fact_to_text      (const BatonPortalFact     *fact,
                                                       const char                *hidden);
void                   baton_portal_fact_free         (BatonPortalFact           *fact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPortalFact, baton_portal_fact_free)

G_END_DECLS
