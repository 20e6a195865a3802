/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audiences, compiled and asked. The clauses are joined by *and*; each asks one side:
 *
 *   any    at least one of the holder's terms in the dimension is covered by one of those named
 *   all    each named term covers one of the holder's
 *   only   the holder has a term in the dimension, and every one is covered
 *   none   no term of the holder is covered
 *
 * A holder without a term in the dimension fails all but *none*. No clauses: everybody. A term that does not exist
 * covers nothing; a named audience that does not exist, or contains itself, is nobody.
 */
#pragma once

#include "rules/baton-profile.h"

G_BEGIN_DECLS

/* Immutable, reference-counted; bound to the taxonomy of the snapshot that it was compiled for. */
typedef struct _BatonAudience BatonAudience;

/* Compiles a value of type audience that no field of an entity holds directly: a cell's exception, a query. (transfer full) */
BatonAudience *baton_audience_compile         (const BatonSnapshot *snapshot,
                                               const BatonValue    *value,
                                               BatonSide            side);
/* What the field of type audience says; of everybody when it is unset or there is no such entity. Borrowed. */
BatonAudience *baton_snapshot_get_audience    (const BatonSnapshot *snapshot,
                                               const char          *entity_id,
                                               BatonField           field);
BatonAudience *baton_audience_ref             (BatonAudience       *audience);
void           baton_audience_unref           (BatonAudience       *audience);
/* Clauses as the value has them; a named audience counts as one. */
guint          baton_audience_get_n_clauses   (const BatonAudience *audience);
gboolean       baton_audience_is_everybody    (const BatonAudience *audience);

/* What an answer depends on besides terms and roles: bits. */
typedef enum
{
  BATON_AUDIENCE_NEEDS_TERMS = 0,
  BATON_AUDIENCE_NEEDS_ORGANISATION = 1 << 0,   /* who the organization is */
  BATON_AUDIENCE_NEEDS_TIERS = 1 << 1,
  BATON_AUDIENCE_NEEDS_NUMBERS = 1 << 2         /* points, days since joining */
} BatonAudienceNeeds;

BatonAudienceNeeds baton_audience_get_needs   (const BatonAudience *audience,
                                               const BatonSnapshot *snapshot);

/* Whether the member meets the audience. *content* (nullable) is what clauses about content are asked of. */
gboolean       baton_audience_matches         (const BatonAudience *audience,
                                               const BatonProfile  *profile,
                                               const BatonTermSet  *content);
/* One clause alone, by its index in the value. */
gboolean       baton_audience_matches_clause  (const BatonAudience *audience,
                                               guint                clause,
                                               const BatonProfile  *profile,
                                               const BatonTermSet  *content);
/* Index of the first clause that is not met, -1 when all are. */
int            baton_audience_find_failing    (const BatonAudience *audience,
                                               const BatonProfile  *profile,
                                               const BatonTermSet  *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonAudience, baton_audience_unref)

G_END_DECLS
