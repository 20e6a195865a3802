/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contents of a snapshot under slot numbers, which contents have which tag, and the *ground* of each rule: the set of
 * contents that meet everything it asks of content, whoever the member is. Private to this room.
 *
 * Slots outlive edits: a new content takes a new slot, a deleted one leaves a hole that is in no set. All of it is
 * reference-counted and immutable once a snapshot is published; an edit copies the arrays of pointers and replaces what
 * it touches.
 */
#pragma once

#include "rules/baton-bits.h"
#include "rules/baton-rule.h"

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount  refs;
  guint            n_slots;
  gsize            n_words;     /* of a set of slots */
  BatonWord       *present;     /* slots in use */
  BatonEntity    **entities;    /* by slot; borrowed from the nodes, NULL in holes */
  BatonTermSet   **tags;        /* by slot; borrowed from the nodes, NULL in holes */
  guint            n_missing;   /* contents with tags that name nothing */
  guint            n_listed;
  guint32         *order;       /* slots in the order of baton_snapshot_list(); owned */
  guint            n_terms;     /* those that came since have no contents yet */
  GArray         **postings;    /* by term: the slots that have it itself, rising (guint32); owned, NULL for none */
} BatonContentTable;

/* A set of contents; shared by the snapshots in which it is the same. */
typedef struct
{
  gatomicrefcount  refs;
  gsize            n_words;
  BatonWord        bits[];
} BatonGround;

BatonContentTable *baton_content_table_new     (guint                    n_slots,
                                                guint                    n_terms);
BatonContentTable *baton_content_table_ref     (BatonContentTable       *table);
void               baton_content_table_unref   (BatonContentTable       *table);
/* A copy to be changed, with room for *n_slots* and *n_terms*. */
BatonContentTable *baton_content_table_copy    (const BatonContentTable *table,
                                                guint                    n_slots,
                                                guint                    n_terms);
/* Fills a slot of a table that shares nothing with another yet. */
void               baton_content_table_append  (BatonContentTable       *table,
                                                guint                    slot,
                                                BatonEntity             *entity,
                                                BatonTermSet            *tags);
/* Changes a slot of a copy. *entity* NULL empties it. */
void               baton_content_table_set     (BatonContentTable       *table,
                                                guint                    slot,
                                                BatonEntity             *entity,
                                                BatonTermSet            *tags);

/* Takes the order of the list, once every slot is filled. */
void               baton_content_table_set_order (BatonContentTable     *table,
                                                  GArray                *slots);

/* Sets in *bits* the slots with a tag that the term covers, or with any term of the dimension. */
void               baton_content_table_add_covered (const BatonContentTable *table,
                                                    const BatonTaxonomy     *taxonomy,
                                                    BatonTerm                term,
                                                    BatonWord               *bits);
void               baton_content_table_add_tagged  (const BatonContentTable *table,
                                                    const BatonTaxonomy     *taxonomy,
                                                    BatonDimension           dimension,
                                                    BatonWord               *bits);
/* Sets in *bits* the slots that are within the member's own, or addressed to them. */
void               baton_content_table_add_own       (const BatonContentTable *table,
                                                      const BatonTaxonomy     *taxonomy,
                                                      BatonDimension           dimension,
                                                      const BatonProfile      *profile,
                                                      BatonWord               *bits);
void               baton_content_table_add_addressed (const BatonContentTable *table,
                                                      const BatonTaxonomy     *taxonomy,
                                                      BatonDimension           dimension,
                                                      const BatonProfile      *profile,
                                                      BatonWord               *bits);

/* Leaves in *bits* the slots that meet the condition; one that does not ask content leaves them all. */
void               baton_content_table_narrow  (const BatonContentTable *table,
                                                const BatonTaxonomy     *taxonomy,
                                                const BatonCondition    *condition,
                                                BatonWord               *scratch,
                                                BatonWord               *bits);

/* The contents that meet every condition on side content of the rule. (transfer full) */
BatonGround       *baton_ground_new            (const BatonContentTable *table,
                                                const BatonTaxonomy     *taxonomy,
                                                const BatonRule         *rule);
/* A copy with room for *n_words*. */
BatonGround       *baton_ground_copy           (const BatonGround       *ground,
                                                gsize                    n_words);
BatonGround       *baton_ground_ref            (BatonGround             *ground);
void               baton_ground_unref          (BatonGround             *ground);

G_END_DECLS
