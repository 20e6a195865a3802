/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The what-if: the reckonings of two programs, the live one and the draft, for one register and one history, compared. Tiers are
 * matched by id; a tier that only one program has is a row or column of its own.
 */
#pragma once

#include "incentives/baton-reckoning.h"

G_BEGIN_DECLS

typedef struct _BatonWhatif BatonWhatif;

typedef enum
{
  BATON_WHATIF_LIVE,
  BATON_WHATIF_DRAFT,
  BATON_N_WHATIF_SIDES
} BatonWhatifSide;

/* A partner and what changes for it. */
typedef struct
{
  guint32 organisation;
  gint64  points[BATON_N_POINTS];   /* draft − live, earned in the days compared */
  gint64  money;                    /* draft − live: points at their value, fees, funds; minor units */
  gint32  tier_live;                /* on the first ladder, −1 none */
  gint32  tier_draft;
} BatonWhatifDifference;

/* *live* and *draft* must share register, history, first and last day. (transfer full) */
BatonWhatif   *baton_whatif_new             (BatonReckoning    *live,
                                             BatonReckoning    *draft);
void           baton_whatif_free            (BatonWhatif       *self);
/* Borrowed. */
BatonReckoning *baton_whatif_get_reckoning  (BatonWhatif       *self,
                                             BatonWhatifSide    side);
BatonRegister *baton_whatif_get_register    (BatonWhatif       *self);
BatonDay       baton_whatif_get_from        (BatonWhatif       *self);
BatonDay       baton_whatif_get_through     (BatonWhatif       *self);
void           baton_whatif_get_totals      (BatonWhatif       *self,
                                             BatonWhatifSide    side,
                                             BatonReckoningTotals *totals);

/* What the funds of either program count beside money: the unit, NULL past the last; and how many of them were credited in the days compared. */
const char    *baton_whatif_get_unit        (BatonWhatif       *self,
                                             guint              unit);
gint64         baton_whatif_get_unit_sum    (BatonWhatif       *self,
                                             BatonWhatifSide    side,
                                             guint              unit);

/* Ladders of either program, the live one's order first. */
guint          baton_whatif_get_n_ladders   (BatonWhatif       *self);
const char    *baton_whatif_get_ladder      (BatonWhatif       *self,
                                             guint              ladder);
/* Tiers of either program on it, by the draft's order, those that only the live one has beside their neighbours; level 0
 * is no tier, whose id is NULL. */
guint          baton_whatif_get_n_levels    (BatonWhatif       *self,
                                             guint              ladder);
const char    *baton_whatif_get_level       (BatonWhatif       *self,
                                             guint              ladder,
                                             guint              level);
/* Month ends within the days compared, then the last day when it is none. */
guint          baton_whatif_get_n_days      (BatonWhatif       *self);
BatonDay       baton_whatif_get_day         (BatonWhatif       *self,
                                             guint              day);
/* How many holders are on the level at the end of that day. */
guint          baton_whatif_count           (BatonWhatif       *self,
                                             BatonWhatifSide    side,
                                             guint              ladder,
                                             guint              day,
                                             guint              level);
/* How many are on *live* under the live program and on *draft* under the draft, at the end of the last day. */
guint          baton_whatif_count_moves     (BatonWhatif       *self,
                                             guint              ladder,
                                             guint              live,
                                             guint              draft);
/* Those holders' numbers, in order. (transfer full) of guint32. */
GArray        *baton_whatif_list_moves      (BatonWhatif       *self,
                                             guint              ladder,
                                             guint              live,
                                             guint              draft);
/* Holders who are strictly higher or lower under the draft. */
guint          baton_whatif_count_up        (BatonWhatif       *self,
                                             guint              ladder);
guint          baton_whatif_count_down      (BatonWhatif       *self,
                                             guint              ladder);

/* Organizations whose *money* differs, most gained first; ties by number. */
const BatonWhatifDifference *baton_whatif_get_differences (BatonWhatif *self,
                                                           guint       *n_differences);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonWhatif, baton_whatif_free)

G_END_DECLS
