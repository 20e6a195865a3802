/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which fields have an effect when: a block of text has no use for a collection, a promotion that doubles points none for a goal.
 * Validation tells of what is set and has none, forms leave out what has none and is not set; both ask here.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

/* The choice beside *field* by which that is decided; BATON_FIELD_NONE: it always has an effect. */
BatonField baton_field_get_condition (BatonField         field);
/* Whether *field* of *entity* has an effect, or would have if it were set. */
gboolean   baton_field_has_effect    (const BatonEntity *entity,
                                      BatonField         field);

G_END_DECLS
