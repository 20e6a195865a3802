/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A region: all the members, events, records and contents that meet a conjunction of conditions. The analysis asks
 * whether regions are empty, lie in each other, or are covered by several together. Private to this room.
 *
 * On each side and dimension a holder has a set of terms H. Conditions say of it only this: H lies within a *universe*
 * and meets each of some *required* sets. (any: one more required set; all: one for each term; only: a smaller universe,
 * and the universe required; none: a smaller universe.) So a region is empty when a required set is, and everything else
 * is set arithmetic on terms: exact, without listing holders. A tier ladder holds at most one tier and a member has at
 * most one organisation; there the required sets are merged into one.
 */
#pragma once

#include "rules/baton-bits.h"
#include "rules/baton-rule-index.h"

G_BEGIN_DECLS

/* What regions of one analysis have in common. */
typedef struct
{
  const BatonTaxonomy *taxonomy;
  gboolean            *is_single;       /* by dimension */
  GHashTable          *organisations;   /* id → number from 1; 0 stands for all that no rule names */
} BatonSpace;

typedef struct
{
  BatonSide       side;
  BatonDimension  dimension;
  gboolean        single;
  gsize           n_words;
  BatonWord      *universe;       /* bits by pre-order number from the dimension's first; behind this struct */
  GPtrArray      *required;       /* BatonWord *, each within the universe; owned */
} BatonCoordinate;

typedef struct
{
  const BatonSpace *space;
  GPtrArray        *coordinates;  /* owned BatonCoordinate; one that is missing is free */
  gint64            minimum[BATON_N_ATTRIBUTES];
  gint64            maximum[BATON_N_ATTRIBUTES];
  gboolean          days_known;   /* joined on a known day */
  gboolean          days_unknown; /* … on an unknown one */
  BatonWindow       window;
  gboolean          empty;
} BatonRegion;

BatonSpace  *baton_space_new             (const BatonSnapshot *snapshot);
void         baton_space_free            (BatonSpace          *space);

/* Of everybody and everything. (transfer full) */
BatonRegion *baton_region_new            (const BatonSpace    *space);
BatonRegion *baton_region_new_for_rule   (const BatonSpace    *space,
                                          const BatonRule     *rule);
BatonRegion *baton_region_copy           (const BatonRegion   *region);
void         baton_region_free           (BatonRegion         *region);
/* Leaves those who meet the condition too. Returns whether any are left. */
gboolean     baton_region_narrow         (BatonRegion          *region,
                                          const BatonCondition *condition);
gboolean     baton_region_narrow_window  (BatonRegion          *region,
                                          BatonWindow           window);
/* Whether everybody in the region meets the condition. */
gboolean     baton_region_implies        (const BatonRegion    *region,
                                          const BatonCondition *condition);
/* Leaves those who fail the condition, in the *way*th of the ways in which it can fail, from 0. FALSE when there is no
 * such way; the region may turn out empty. */
gboolean     baton_region_refute         (BatonRegion          *region,
                                          const BatonCondition *condition,
                                          guint                 way);
/* Whether every match of *inner*, whose region this is, is one of *outer*. */
gboolean     baton_region_is_within      (const BatonRegion    *region,
                                          const BatonRule      *inner,
                                          const BatonRule      *outer);
/* Terms of somebody in the region who has as little as possible: one term for each required set, and of those that stand
 * highest. The *number*th such combination, from 0; FALSE past the last. Terms are appended to *member* and *content*. */
gboolean     baton_region_pick           (const BatonRegion    *region,
                                          guint                 number,
                                          GArray               *member,
                                          GArray               *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRegion, baton_region_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonSpace, baton_space_free)

G_END_DECLS
