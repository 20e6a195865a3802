/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the terms of a member and of a content in one dimension have to do with each other: *only within their own* and
 * *addressed to them*, and that they are not. Private to this room.
 *
 * All other conditions ask one of the two alone, so that a region is a product of sets; these four tie two of its
 * coordinates together. They are decided here, exactly: is there a set of terms for the member and one for the content,
 * each within its universe and meeting its required sets, for which all that is wanted holds?
 */
#pragma once

#include "rules/baton-bits.h"
#include "rules/baton-taxonomy-private.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_RELATION_OWN = 1 << 0,             /* the content has a term there, and each is covered by one of the member's */
  BATON_RELATION_NOT_OWN = 1 << 1,
  BATON_RELATION_ADDRESSED = 1 << 2,       /* the content has no term there, or one of its terms covers one of the member's */
  BATON_RELATION_NOT_ADDRESSED = 1 << 3
} BatonRelations;

/* One of the two: sets are bits by pre-order number from the dimension's first. Borrowed. */
typedef struct
{
  const BatonWord *universe;
  GPtrArray       *required;    /* of const BatonWord *, each within the universe */
} BatonPairHolder;

typedef struct
{
  const BatonTaxonomy *taxonomy;
  BatonDimension       dimension;
  gsize                n_words;
  BatonPairHolder      member;
  gboolean             single;   /* the member holds one term at most */
  BatonPairHolder      content;
  BatonRelations       wanted;
} BatonPair;

/* Whether there are such sets. Counts in *steps* what it tries; past *most* (0: no limit) it gives up and says that there
 * are. *member* and *content* (nullable) take sets that are as small as can be; they are to come empty, and are not to be
 * trusted where it gave up. */
gboolean baton_pair_solve (const BatonPair *pair,
                           guint64         *steps,
                           guint64          most,
                           BatonWord       *member,
                           BatonWord       *content);

G_END_DECLS
