/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of a program for those who reckon with them. A draft may hold a number outside the range that the schema table gives its field,
 * while validation complains of it: here each is within, so that whoever multiplies knows how large a product can be.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

/* A number of the field or column: the largest where it is beyond the range, *otherwise* where it is below. */
gint64 baton_number_limit (const BatonFieldInfo *field,
                           gint64                number,
                           gint64                otherwise);
/* The same of an entity's field; *otherwise* also where it is unset. */
gint64 baton_number_read  (const BatonEntity    *entity,
                           BatonField            field,
                           gint64                otherwise);

G_END_DECLS
