/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a taxonomy, for the engines' inner loops.
 */
#pragma once

#include "model/baton-entity.h"
#include "rules/baton-taxonomy.h"
#include "rules/baton-term-names.h"

G_BEGIN_DECLS

struct _BatonTaxonomy
{
  gatomicrefcount  refs;
  /* Dimensions; a deleted one leaves a hole whose key is NULL. Shared where nothing came or went. */
  GPtrArray       *keys;        /* owned strings */
  GHashTable      *dimensions;  /* key → number */
  /* Terms; a deleted one leaves a hole whose id is NULL and that covers nothing. */
  BatonTermNames  *names;
  guint            n_terms;
  char           **ids;         /* those of *names* */
  gboolean         has_loose;   /* some hang in the air; what they hang below is not known here */
  BatonTerm       *parent;
  BatonDimension  *dimension;
  guint32         *first;       /* pre-order number, from 1 */
  guint32         *last;        /* the highest pre-order number at or below it; 0 for a hole */
  /* By pre-order number. The trees of one dimension follow each other. */
  BatonTerm       *order;       /* from 1 */
  guint32         *begin;       /* of each dimension: its first number */
  guint32         *end;         /* of each dimension: the number after its last */
};

static inline gboolean
covers (const BatonTaxonomy *taxonomy,
        BatonTerm            by,
        BatonTerm            term)
{
  return taxonomy->first[by] <= taxonomy->first[term] && taxonomy->first[term] <= taxonomy->last[by];
}

/* Of lists of borrowed BatonEntity in program order. Numbers that *base* (nullable) has given are kept. (transfer full) */
BatonTaxonomy *baton_taxonomy_new (const BatonTaxonomy *base,
                                   GPtrArray           *vocabularies,
                                   GPtrArray           *terms,
                                   GPtrArray           *roles,
                                   GPtrArray           *ladders,
                                   GPtrArray           *tiers);

/* A term, role or tier that came (*before* is NULL), went (*after* is NULL) or may hang elsewhere. */
typedef struct
{
  BatonEntity *before;
  BatonEntity *after;
} BatonTermEdit;

/* The taxonomy after these edits; NULL when it has to be made anew because something hangs, or hung, in the air.
 * (transfer full) */
BatonTaxonomy *baton_taxonomy_edit (BatonTaxonomy       *base,
                                    const BatonTermEdit *edits,
                                    guint                n_edits);

G_END_DECLS
