/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom and what audiences are asked about. A *term set* is what one holder has on one side: a content's tags, an
 * event's terms. A *profile* is a member: their terms (their own, else their organisation's, dimension by dimension),
 * roles, tiers, organisation and numbers, and beside them what belongs to the moment: an event or a record.
 *
 * Both are immutable, reference-counted and free to cross threads. They speak in the numbers of one taxonomy and may
 * only meet snapshots that share it; make them anew when baton_snapshot_get_taxonomy() has changed.
 */
#pragma once

#include "model/baton-audience.h"
#include "model/baton-day.h"
#include "rules/baton-snapshot.h"

G_BEGIN_DECLS

typedef struct _BatonTermSet BatonTermSet;

/* Of an array of ids of terms, roles or tiers, NULL counting as empty; ids that name nothing are left out. (transfer full) */
BatonTermSet    *baton_term_set_new              (BatonTaxonomy       *taxonomy,
                                                  const BatonValue    *ids);
BatonTermSet    *baton_term_set_new_from_terms   (BatonTaxonomy       *taxonomy,
                                                  const BatonTerm     *terms,
                                                  gsize                n_terms);
BatonTermSet    *baton_term_set_ref              (BatonTermSet        *set);
void             baton_term_set_unref            (BatonTermSet        *set);
/* All of them, by dimension, then number. Borrowed. */
const BatonTerm *baton_term_set_get              (const BatonTermSet  *set,
                                                  gsize               *n_terms);
/* Those of one dimension. Borrowed; *n_terms* is 0 when there are none. NULL counts as an empty set. */
const BatonTerm *baton_term_set_get_dimension    (const BatonTermSet  *set,
                                                  BatonDimension       dimension,
                                                  gsize               *n_terms);

typedef struct _BatonProfile BatonProfile;
typedef struct _BatonProfileBuilder BatonProfileBuilder;

BatonProfile    *baton_profile_ref               (BatonProfile        *profile);
void             baton_profile_unref             (BatonProfile        *profile);
/* A member without anything: what an anonymous visitor is. (transfer full) */
BatonProfile    *baton_profile_new_anonymous     (const BatonSnapshot *snapshot);
/* What the persona's form says; *day* tells how long ago the persona joined. NULL when there is no such persona. (transfer full) */
BatonProfile    *baton_profile_new_for_persona   (const BatonSnapshot *snapshot,
                                                  const char          *persona_id,
                                                  BatonDay             day);
/* The same member with the terms of an event or a record (NULL: none) in place of those before. (transfer full) */
BatonProfile    *baton_profile_with_event        (BatonProfile        *profile,
                                                  BatonTermSet        *event);
BatonProfile    *baton_profile_with_record       (BatonProfile        *profile,
                                                  BatonTermSet        *record);
/* The same with the terms of a sample record of the program. (transfer full) */
BatonProfile    *baton_profile_with_record_id    (BatonProfile        *profile,
                                                  const BatonSnapshot *snapshot,
                                                  const char          *record_id);

BatonTaxonomy   *baton_profile_get_taxonomy      (const BatonProfile  *profile);
/* Borrowed; of side content always NULL. */
BatonTermSet    *baton_profile_get_terms         (const BatonProfile  *profile,
                                                  BatonSide            side);
/* Id in the register; NULL for none. */
const char      *baton_profile_get_organisation  (const BatonProfile  *profile);
/* The tier held on a ladder, BATON_TERM_NONE for none. */
BatonTerm        baton_profile_get_tier          (const BatonProfile  *profile,
                                                  BatonDimension       ladder);
/* FALSE when it is not known; points that were never set are known to be 0. */
gboolean         baton_profile_get_attribute     (const BatonProfile  *profile,
                                                  BatonAttribute       attribute,
                                                  gint64              *value);

/* Builds a profile of a member of the register. Ids that name nothing are left out. (transfer full) */
BatonProfileBuilder *baton_profile_builder_new   (const BatonSnapshot *snapshot);
void             baton_profile_builder_free      (BatonProfileBuilder *builder);
/* A term, role or tier of the member's own. */
void             baton_profile_builder_add       (BatonProfileBuilder *builder,
                                                  const char          *id);
void             baton_profile_builder_add_term  (BatonProfileBuilder *builder,
                                                  BatonTerm            term);
/* A term of their organisation: counts in dimensions where the member has none. */
void             baton_profile_builder_add_inherited      (BatonProfileBuilder *builder,
                                                           const char          *id);
void             baton_profile_builder_add_inherited_term (BatonProfileBuilder *builder,
                                                           BatonTerm            term);
void             baton_profile_builder_set_organisation   (BatonProfileBuilder *builder,
                                                           const char          *organisation);
void             baton_profile_builder_set_attribute      (BatonProfileBuilder *builder,
                                                           BatonAttribute       attribute,
                                                           gint64               value);
/* Ends building; the builder is empty again and can be used for the next member. (transfer full) */
BatonProfile    *baton_profile_builder_finish    (BatonProfileBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTermSet, baton_term_set_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonProfile, baton_profile_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonProfileBuilder, baton_profile_builder_free)

G_END_DECLS
