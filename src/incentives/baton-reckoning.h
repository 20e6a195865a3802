/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a program gives to a whole register, as figures: what a what-if compares. A replay has a reckoning, and so have a
 * tally, which is faster and keeps no record of single events, and a scan; the tests prove that they are the same.
 *
 * Immutable and reference-counted, free to cross threads.
 */
#pragma once

#include "incentives/baton-replay.h"

G_BEGIN_DECLS

typedef struct _BatonReckoning BatonReckoning;

/* What a program gives in the days compared. */
typedef struct
{
  gint64  earned[BATON_N_POINTS];   /* of the days from *from* through the last */
  gint64  expired[BATON_N_POINTS];  /* balances: over all days */
  gint64  redeemed[BATON_N_POINTS];
  gint64  liability;                /* minor units, at the end of the last day */
  gint64  fees;                     /* minor units, of the periods that end after *from*, the last one so far */
  gint64  funds;                    /* minor units credited to funds in such periods; what is no money is left out */
} BatonReckoningTotals;

/* What was credited to funds in such periods and is no money but a number of something: 13 hours. */
typedef struct
{
  const char *unit;                 /* what is counted */
  gint64      n;
} BatonUnitSum;

/* Of one organization, in the days compared. */
typedef struct
{
  gint64  points[BATON_N_POINTS];
  gint64  money;                    /* minor units: points at their value, fees, money credited to funds */
} BatonReckoningShare;

/* What was redeemed of one reward in the days compared. */
typedef struct
{
  const char  *reward;              /* id */
  BatonPoints  kind;
  guint        n;                   /* redemptions that count */
  gint64       points;
} BatonRewardSum;

/* What is used of a fund's budget in the period of the last day: credited or, of funds that are claimed from, granted. */
typedef struct
{
  const char  *fund;                /* id */
  gint64       used;                /* minor units */
  BatonDay     exhausted;           /* the first day at whose end that is more than the budget; BATON_DAY_NONE */
} BatonFundUse;

/* What a replay gives from *from* on. NULL with BATON_INCENTIVES_ERROR_OVERFLOW. (transfer full) */
BatonReckoning  *baton_reckoning_new_from_replay (BatonReplay         *replay,
                                                  BatonDay             from,
                                                  GError             **error);
BatonReckoning  *baton_reckoning_ref             (BatonReckoning        *self);
void           baton_reckoning_unref           (BatonReckoning        *self);

BatonSnapshot *baton_reckoning_get_snapshot    (BatonReckoning        *self);
BatonRegister *baton_reckoning_get_register    (BatonReckoning        *self);
BatonHistory  *baton_reckoning_get_history     (BatonReckoning        *self);
BatonDay       baton_reckoning_get_from        (BatonReckoning        *self);
BatonDay       baton_reckoning_get_through     (BatonReckoning        *self);
/* Month ends within the days compared, then the last day when it is none. */
guint          baton_reckoning_get_n_days      (BatonReckoning        *self);
BatonDay       baton_reckoning_get_day         (BatonReckoning        *self,
                                                guint                  day);

void           baton_reckoning_get_totals      (BatonReckoning        *self,
                                                BatonReckoningTotals  *totals);
/* Borrowed. */
const BatonReckoningShare *baton_reckoning_get_share (BatonReckoning    *self,
                                                      guint              organisation);
/* Of all promotions, in list order. */
const BatonPromotionUse *baton_reckoning_get_promotions (BatonReckoning *self,
                                                         guint          *n_promotions);

/* Of all rewards. */
const BatonRewardSum *baton_reckoning_get_rewards (BatonReckoning      *self,
                                                   guint               *n_rewards);

/* Of all funds, in list order; none of what was only asked again. */
const BatonFundUse *baton_reckoning_get_funds  (BatonReckoning        *self,
                                                guint                 *n_funds);

/* Of each unit that some fund of the program counts in. (transfer full) of BatonUnitSum */
GArray        *baton_reckoning_list_units      (BatonReckoning        *self);

guint          baton_reckoning_get_n_ladders   (BatonReckoning        *self);
/* Id of a ladder, of its tier by index, lowest first; NULL past the end. */
const char    *baton_reckoning_get_ladder      (BatonReckoning        *self,
                                                guint                  ladder);
guint          baton_reckoning_get_n_tiers     (BatonReckoning        *self,
                                                guint                  ladder);
const char    *baton_reckoning_get_ladder_tier (BatonReckoning        *self,
                                                guint                  ladder,
                                                int                    tier);
gboolean       baton_reckoning_is_member_ladder (BatonReckoning       *self,
                                                 guint                 ladder);
/* Organizations or members, as the ladder has it. */
guint          baton_reckoning_get_n_holders   (BatonReckoning        *self,
                                                guint                  ladder);
/* The tier that *holder* has at the end of the day of that number, −1 for none: as baton_replay_get_tier() of the holder's own. */
int            baton_reckoning_get_tier        (BatonReckoning        *self,
                                                guint                  ladder,
                                                guint                  holder,
                                                guint                  day);
/* Points in the window that ends on the last day; whether the holder is in the ladder's audience then. */
gint64         baton_reckoning_get_points      (BatonReckoning        *self,
                                                guint                  ladder,
                                                guint                  holder);
gboolean       baton_reckoning_climbs          (BatonReckoning        *self,
                                                guint                  ladder,
                                                guint                  holder);
/* A replay of all that concerns the organization (or, where that is BATON_INDEX_NONE, the member) under the same budgets: what a
 * statement is made of. Of others it tells nothing. NULL on overflow. (transfer full) */
BatonReplay   *baton_reckoning_replay_one      (BatonReckoning        *self,
                                                guint                  organisation,
                                                guint                  member,
                                                GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonReckoning, baton_reckoning_unref)

G_END_DECLS
