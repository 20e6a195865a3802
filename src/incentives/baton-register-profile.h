/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How audiences know an organization or a member of the register: the terms of a member are their own and, in a dimension
 * where they have none, their organization's. Tiers and points are not in the register; baton_replay_get_profile() adds them.
 */
#pragma once

#include "incentives/baton-register.h"
#include "rules/baton-profile.h"

G_BEGIN_DECLS

/* Adds what the register knows on *day* to *builder*. *member* may be BATON_INDEX_NONE: the organization itself; with
 * BATON_INDEX_NONE as *organisation* it is the member's own on that day. FALSE when neither is known on that day. */
gboolean      baton_register_fill_profile (BatonRegister       *self,
                                           BatonProfileBuilder *builder,
                                           guint                organisation,
                                           guint                member,
                                           BatonDay             day);
/* A profile of nothing but that. (transfer full), NULL when not known on that day. */
BatonProfile *baton_register_get_profile  (BatonRegister       *self,
                                           const BatonSnapshot *snapshot,
                                           guint                organisation,
                                           guint                member,
                                           BatonDay             day);

/* Regions of events that have been asked about: id → BatonTermSet. (transfer full) */
GHashTable   *baton_regions_new           (void);
/* What an event in the region tells an audience; none of what is no term. Borrowed from *known*. */
BatonTermSet *baton_region_get_terms      (GHashTable          *known,
                                           const BatonSnapshot *snapshot,
                                           const char          *region);

G_END_DECLS
