/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which fields of a thing matter, by its own type: a block of text has no use for a collection, a promotion that doubles
 * points none for a goal. Forms leave out what does not matter and is not set.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

gboolean baton_field_is_relevant (const BatonEntity *entity,
                                  BatonField         field);

/* Whether a plain number of the schema is an amount of money in *entity*: what a goal counts, the size of a unit. */
gboolean baton_field_is_amount (const BatonEntity *entity,
                                BatonField         field);

G_END_DECLS
