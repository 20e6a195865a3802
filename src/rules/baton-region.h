/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A region: all the members, events, records and contents that meet a conjunction of conditions. The analysis asks
 * whether regions are empty, lie in each other, or are covered by several together. Private to this room.
 *
 * On each side and dimension a holder has a set of terms H. Conditions say of it only this: H lies within a *universe*
 * and meets each of some *required* sets. (any: one more required set; all: one for each term; only: a smaller universe,
 * and the universe required; none: a smaller universe.) So a region is empty when a required set is, and everything else
 * is set arithmetic on terms: exact, without listing holders. A member holds at most one tier of a ladder and has at
 * most one organisation; there the required sets are merged into one. *Own* and *addressed* tie the terms of member and
 * content in a dimension together: baton-region-pair.h.
 */
#pragma once

#include "rules/baton-region-pair.h"
#include "rules/baton-rule-index.h"

G_BEGIN_DECLS

/* What regions of one analysis have in common. */
typedef struct
{
  const BatonTaxonomy *taxonomy;
  gboolean            *is_single;       /* by dimension */
  GHashTable          *organisations;   /* id → number from 1; 0 stands for all that no rule names */
  /* Of what ties member and content together; past the most, regions are taken not to be empty. */
  guint64              steps;
  guint64              most_steps;      /* 0: no limit */
} BatonSpace;

/* What is wanted of the terms that member and content have in a dimension. */
typedef struct
{
  BatonDimension  dimension;
  BatonRelations  wanted;
} BatonRelation;

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
  BatonSpace       *space;        /* borrowed */
  GPtrArray        *coordinates;  /* owned BatonCoordinate; one that is missing is free */
  gint64            minimum[BATON_N_ATTRIBUTES];
  gint64            maximum[BATON_N_ATTRIBUTES];
  gboolean          days_known;   /* joined on a known day */
  gboolean          days_unknown; /* … on an unknown one */
  GArray           *relations;    /* BatonRelation, each dimension once; owned, NULL for none */
  BatonWindow       window;
  gboolean          empty;
} BatonRegion;

/* Somebody and something in a region. */
typedef struct
{
  GArray      *terms[BATON_N_SIDES];            /* BatonTerm: of what the member, content, event and record have; owned */
  const char  *organisation;                    /* "" for one that no rule names, NULL for none; borrowed from the program's rules */
  gint64       attributes[BATON_N_ATTRIBUTES];
  guint        known;                           /* bits of 1 << BatonAttribute: those that matter */
  BatonDay     day;
} BatonCase;

BatonSpace  *baton_space_new             (const BatonSnapshot *snapshot);
void         baton_space_free            (BatonSpace          *space);

/* Of everybody and everything. (transfer full) */
BatonRegion *baton_region_new            (BatonSpace           *space);
BatonRegion *baton_region_new_for_rule   (BatonSpace           *space,
                                          const BatonRule      *rule);
BatonRegion *baton_region_copy           (const BatonRegion    *region);
void         baton_region_free           (BatonRegion          *region);
/* Leaves those who meet the condition too. Returns whether any are left. */
gboolean     baton_region_narrow         (BatonRegion          *region,
                                          const BatonCondition *condition);
gboolean     baton_region_narrow_window  (BatonRegion          *region,
                                          BatonWindow           window);
/* Leaves those for whom what is wanted of the dimension holds. */
gboolean     baton_region_relate         (BatonRegion          *region,
                                          BatonDimension        dimension,
                                          BatonRelations        wanted);
/* What is wanted of member and content in the dimension; 0 for nothing. */
BatonRelations baton_region_get_relations (const BatonRegion   *region,
                                           BatonDimension       dimension);
/* Leaves those whom the rule matches, whatever the action. */
gboolean     baton_region_narrow_by_rule (BatonRegion          *region,
                                          const BatonRule      *rule);
/* Whether everybody in the region meets the condition. */
gboolean     baton_region_implies        (const BatonRegion    *region,
                                          const BatonCondition *condition);
/* Leaves those who fail the condition, in the *way*th of the ways in which it can fail, from 0. FALSE when there is no
 * such way; the region may turn out empty. */
gboolean     baton_region_refute         (BatonRegion          *region,
                                          const BatonCondition *condition,
                                          guint                 way);
/* The same for what the rule says by *own* and *addressed*. */
gboolean     baton_region_refute_relation (BatonRegion         *region,
                                           const BatonRule     *rule,
                                           guint                way);
/* Whether the rule matches everybody in the region. */
gboolean     baton_region_is_within      (const BatonRegion    *region,
                                          const BatonRule      *outer);
/* Terms of somebody in the region who has as little as possible: one term for each required set, and of those that stand
 * highest. The *number*th such combination, from 0; FALSE past the last. Terms are appended to *member* and *content*.
 * What ties the two together is not looked at: where there is such, ask for a case. */
gboolean     baton_region_pick           (const BatonRegion    *region,
                                          guint                 number,
                                          GArray               *member,
                                          GArray               *content);
/* A case of the region, which must not be empty, on *day* if it lies in the region. (transfer full) */
BatonCase   *baton_region_make_case      (BatonRegion          *region,
                                          BatonDay              day);
void         baton_case_free             (BatonCase            *example);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRegion, baton_region_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonCase, baton_case_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonSpace, baton_space_free)

G_END_DECLS
