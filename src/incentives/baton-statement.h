/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The statement of one organization or member: why it stands where it stands, and what is about to change by itself.
 */
#pragma once

#include "incentives/baton-replay.h"

G_BEGIN_DECLS

typedef struct _BatonStatement BatonStatement;

typedef struct
{
  const BatonCredit *credit;
  BatonDay           drops_out;     /* from the window of the first ladder that counts it, be it over or to come; BATON_DAY_NONE: of none */
} BatonStatementLine;

/* Where the holder stands on a ladder at the end of the last day. */
typedef struct
{
  guint32   ladder;
  guint32   holder;
  gint32    tier;                   /* held, −1 none */
  gint32    evaluated;              /* that points and requirements give */
  gint64    points;
  gint32    next;                   /* the tier above the one held; −1 at the top */
  gint64    missing;                /* points to it; 0 when only requirements are missing */
  BatonDay  points_fall;            /* first day on which, with nothing new, the points no longer reach the tier held; BATON_DAY_NONE */
  BatonDay  lost;                   /* first day on which, with nothing new, the tier is lost; BATON_DAY_NONE */
  gint32    falls_to;               /* the tier held then */
  gint64    dropping;               /* points that drop out on the day on which most do */
  BatonDay  drops;                  /* that day; BATON_DAY_NONE when nothing will */
  gint64    one_time;               /* of *dropping*, from one-time activities: the onboarding cliff */
  gboolean  pinned;
} BatonStatementTier;

/* An organization's (*member* BATON_INDEX_NONE) or a member's. (transfer full) */
BatonStatement *baton_statement_new         (BatonReplay    *replay,
                                             guint           organisation,
                                             guint           member);
void            baton_statement_free        (BatonStatement *self);
BatonReplay    *baton_statement_get_replay  (BatonStatement *self);
guint           baton_statement_get_organisation (BatonStatement *self);
guint           baton_statement_get_member  (BatonStatement *self);
/* All events of the holder, whatever became of them, by day and id. */
const BatonStatementLine *baton_statement_get_lines (BatonStatement *self,
                                                     guint          *n_lines);
/* One for each ladder that the holder climbs. */
const BatonStatementTier *baton_statement_get_tiers (BatonStatement *self,
                                                     guint          *n_tiers);
/* Lots with something left, earliest expiry first. */
const BatonLot * const   *baton_statement_get_lots  (BatonStatement *self,
                                                     guint          *n_lots);
/* The holder's redemptions, fees and accruals in order. */
const BatonRedemption * const *baton_statement_get_redemptions (BatonStatement *self,
                                                                guint          *n_redemptions);
const BatonAccrual * const    *baton_statement_get_accruals    (BatonStatement *self,
                                                                guint          *n_accruals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonStatement, baton_statement_free)

G_END_DECLS
