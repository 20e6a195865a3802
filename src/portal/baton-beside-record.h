/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is there beside a record only: a collection for deals at a stage, a page that holds nothing else, and what leads to
 * them. Without a record a portal lacks it, and that is no mistake of the program.
 */
#pragma once

#include "portal/baton-portal.h"

G_BEGIN_DECLS

/* Whether the member finds *id*, which is not there without a record, beside one of the program's sample records; a page, with
 * something on it. Where the program has
 * no sample record yet, whether one is all that is missing. The request's record, target and words do not matter. Pure. */
gboolean baton_portal_is_beside_record (BatonSnapshot            *snapshot,
                                        const BatonProfile       *profile,
                                        const BatonPortalRequest *request,
                                        const char               *id);

G_END_DECLS
