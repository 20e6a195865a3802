/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The taxonomy of a snapshot: every term, role and tier under a dense number, and the dimensions that they stand in.
 *
 * A dimension is "role", "organisation", a vocabulary or a tier ladder; which side it is asked on (member, content,
 * event, record) is said by the one who asks. Trees are numbered in pre-order, so that *covers* is two comparisons.
 * Immutable, reference-counted, free to cross threads. Snapshots made by small edits share it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BatonTaxonomy BatonTaxonomy;

/* A term, role or tier by its number. */
typedef guint32 BatonTerm;
#define BATON_TERM_NONE G_MAXUINT32

/* A dimension by its number. */
typedef guint32 BatonDimension;
#define BATON_DIMENSION_NONE_INDEX G_MAXUINT32
#define BATON_DIMENSION_ROLE_INDEX 0
#define BATON_DIMENSION_ORGANISATION_INDEX 1

BatonTaxonomy  *baton_taxonomy_ref             (BatonTaxonomy       *taxonomy);
void            baton_taxonomy_unref           (BatonTaxonomy       *taxonomy);

guint           baton_taxonomy_get_n_dimensions (const BatonTaxonomy *taxonomy);
/* "role", "organisation", or the id of a vocabulary or a ladder. */
const char     *baton_taxonomy_get_dimension_key (const BatonTaxonomy *taxonomy,
                                                  BatonDimension       dimension);
/* BATON_DIMENSION_NONE_INDEX when there is none of that key. */
BatonDimension  baton_taxonomy_find_dimension  (const BatonTaxonomy *taxonomy,
                                                const char          *key);

/* Terms are numbered from 0; numbers below this may belong to deleted terms, whose id is NULL. */
guint           baton_taxonomy_get_n_terms     (const BatonTaxonomy *taxonomy);
/* Of a term, role or tier; BATON_TERM_NONE when there is none of that id. */
BatonTerm       baton_taxonomy_find_term       (const BatonTaxonomy *taxonomy,
                                                const char          *id);
const char     *baton_taxonomy_get_term_id     (const BatonTaxonomy *taxonomy,
                                                BatonTerm            term);
/* BATON_DIMENSION_NONE_INDEX for a term that hangs in no vocabulary. */
BatonDimension  baton_taxonomy_get_term_dimension (const BatonTaxonomy *taxonomy,
                                                   BatonTerm            term);
/* BATON_TERM_NONE at the top. */
BatonTerm       baton_taxonomy_get_term_parent (const BatonTaxonomy *taxonomy,
                                                BatonTerm            term);
/* Whether *term* is *by* or stands below it. */
gboolean        baton_taxonomy_covers          (const BatonTaxonomy *taxonomy,
                                                BatonTerm            by,
                                                BatonTerm            term);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTaxonomy, baton_taxonomy_unref)

G_END_DECLS
