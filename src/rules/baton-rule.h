/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A publishing rule, compiled. Immutable; its node owns it. Private to this room.
 */
#pragma once

#include "rules/baton-decision.h"
#include "rules/baton-match-private.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean         may;          /* else may not */
  gboolean         enabled;
  guint            actions;      /* bits of 1 << BatonAction */
  BatonWindow      window;
  char           **approvers;    /* ids of roles, sorted; NULL when no approval is asked for; owned */
  BatonAudience   *who;          /* owned */
  BatonAudience   *what;         /* owned */
  BatonDimension  *own;          /* in the order of the field; owned */
  guint            n_own;
  BatonDimension  *addressed;    /* owned */
  guint            n_addressed;
  /* What it asks of which dimensions, for those who weigh all rules and would have to visit all conditions. Sets of
   * dimensions with their sides are folded into a word each: one that is not within another tells that the set is not. */
  guint64          dimensions;   /* that it names on a side */
  guint64          demands;      /* … where it wants holders to have a term */
  guint64          ties;         /* … where member and content have to do with each other */
  gboolean         plain;        /* nothing but *any* conditions, each about a dimension of its own */
  gboolean         names_organisations;
} BatonRule;

/* Takes over the audiences. (transfer full) */
BatonRule *baton_rule_new          (const BatonEntity   *entity,
                                    const BatonTaxonomy *taxonomy,
                                    BatonAudience       *who,
                                    BatonAudience       *what);
void       baton_rule_free         (BatonRule           *rule);

/* Whether the content has a term in the dimension and every one is covered by one of the member's. */
gboolean   baton_rule_is_own       (const BatonTaxonomy *taxonomy,
                                    BatonDimension       dimension,
                                    const BatonProfile  *profile,
                                    const BatonTermSet  *tags);
/* Whether the content has no term in the dimension, or one of its terms covers one of the member's. */
gboolean   baton_rule_is_addressed (const BatonTaxonomy *taxonomy,
                                    BatonDimension       dimension,
                                    const BatonProfile  *profile,
                                    const BatonTermSet  *tags);
/* Its own and addressed alone. */
gboolean   baton_rule_matches_relative (const BatonRule    *rule,
                                        const BatonProfile *profile,
                                        const BatonTermSet *tags);
/* How many parts keep it from matching. */
guint      baton_rule_count_failures (const BatonRule    *rule,
                                      const BatonProfile *profile,
                                      const BatonTermSet *tags,
                                      BatonDay            day);
/* How many clauses of *what* do. */
guint      baton_rule_count_failing_what (const BatonRule    *rule,
                                          const BatonProfile *profile,
                                          const BatonTermSet *tags);
/* The parts that keep it from matching. (transfer full) of BatonFailure. */
GArray    *baton_rule_list_failures (const BatonRule    *rule,
                                     const BatonProfile *profile,
                                     const BatonTermSet *tags,
                                     BatonDay            day);
/* Of pointers to strings, bytewise; for qsort() and g_ptr_array_sort(). */
int        baton_rule_compare_ids  (const void          *a,
                                    const void          *b);

G_END_DECLS
