/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the room: whether a member is shown an entity, said once for the tree and for *why*.
 */
#pragma once

#include "portal/baton-portal-why.h"
#include "portal/baton-resolver.h"

G_BEGIN_DECLS

/* Whether the entity is there for the member. Where *reasons* (nullable, of BatonWhyReason) is given, what keeps it away is
 * appended, outermost first; nothing is appended when it is shown. */
gboolean baton_is_visible        (BatonResolver     *r,
                                  const BatonEntity *entity,
                                  GPtrArray         *reasons);
/* For content alone: published, within its window and allowed. */
gboolean baton_is_viewable       (BatonResolver     *r,
                                  const BatonEntity *content,
                                  GPtrArray         *reasons);

BatonWhyReason *baton_why_reason_new (BatonWhyCode       code,
                                      const BatonEntity *entity);

G_END_DECLS
