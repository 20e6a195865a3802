/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files about regions share.
 */
#pragma once

#include "rules/baton-region.h"

G_BEGIN_DECLS

/* NULL where the region asks nothing of the side's dimension. */
BatonCoordinate *baton_region_find_coordinate (const BatonRegion     *region,
                                               BatonSide              side,
                                               BatonDimension         dimension);
BatonCoordinate *baton_region_get_coordinate  (BatonRegion           *region,
                                               BatonSide              side,
                                               BatonDimension         dimension);
/* (transfer full) */
BatonWord       *baton_coordinate_copy_bits   (const BatonCoordinate *coordinate,
                                               const BatonWord       *bits);
/* One more required set, which is taken over. */
void             baton_coordinate_require     (BatonCoordinate       *coordinate,
                                               BatonWord             *bits);
/* After a change: required sets shrink with the universe, and where there is one value at most, they are merged.
 * Returns whether some H is left. */
gboolean         baton_coordinate_settle      (BatonCoordinate       *coordinate);
/* What the condition's terms cover together, and what one of them does. (transfer full) */
BatonWord       *baton_coordinate_make_covered (const BatonSpace      *space,
                                                const BatonCoordinate *coordinate,
                                                const BatonCondition  *condition);
BatonWord       *baton_coordinate_make_covered_by_one (const BatonSpace      *space,
                                                       const BatonCoordinate *coordinate,
                                                       const BatonCondition  *condition,
                                                       guint                  index);
guint            baton_condition_count_named   (const BatonCondition *condition);
/* Whether nobody can have a value there: the dimension does not exist, or is of organizations and not about members. */
gboolean         baton_condition_has_no_values (const BatonCondition *condition);
void             baton_region_narrow_attribute (BatonRegion          *region,
                                                BatonAttribute        attribute,
                                                gint64                minimum,
                                                gint64                maximum);
/* The pair of coordinates that a relation is about. Borrowed from the region. */
BatonPair        baton_region_make_pair        (BatonRegion          *region,
                                                const BatonRelation  *relation);
/* After a change of a coordinate. Returns whether anybody is left. */
gboolean         baton_region_settle_relations (BatonRegion          *region);

G_END_DECLS
