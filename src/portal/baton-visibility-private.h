/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to baton-visibility*.c: what the questions of all kinds are made of. *reasons* may be NULL everywhere.
 */
#pragma once

#include "portal/baton-visibility.h"

G_BEGIN_DECLS

/* Appends the reason. Always FALSE, so that a hindrance reads as `return baton_hide (…)`. */
gboolean baton_hide                  (GPtrArray         *reasons,
                                      BatonWhyCode       code,
                                      const BatonEntity *entity,
                                      const char        *other);
/* Puts the reason before those that were appended from *at* on: what is hidden comes before what hides it. FALSE. */
gboolean baton_hide_because          (GPtrArray         *reasons,
                                      guint              at,
                                      BatonWhyCode       code,
                                      const BatonEntity *entity,
                                      const char        *other);
/* Whether the member meets the audience in *field*; if not, *code* says so. */
gboolean baton_meets                 (BatonResolver     *r,
                                      const BatonEntity *entity,
                                      BatonField         field,
                                      BatonWhyCode       code,
                                      GPtrArray         *reasons);
gboolean baton_is_in_window          (BatonResolver     *r,
                                      const BatonEntity *entity,
                                      BatonField         field,
                                      GPtrArray         *reasons);

gboolean baton_is_activity_visible   (BatonResolver     *r,
                                      const BatonEntity *activity,
                                      GPtrArray         *reasons);
gboolean baton_is_motion_visible     (BatonResolver     *r,
                                      const BatonEntity *motion,
                                      GPtrArray         *reasons);
gboolean baton_is_reward_visible     (BatonResolver     *r,
                                      const BatonEntity *reward,
                                      GPtrArray         *reasons);
/* Shown as its parent is: tiers, benefits, steps. */
gboolean baton_is_parent_visible     (BatonResolver     *r,
                                      const BatonEntity *entity,
                                      GPtrArray         *reasons);
gboolean baton_is_kpi_visible        (BatonResolver     *r,
                                      const BatonEntity *kpi,
                                      GPtrArray         *reasons);
gboolean baton_is_dashboard_visible  (BatonResolver     *r,
                                      const BatonEntity *dashboard,
                                      GPtrArray         *reasons);
gboolean baton_is_target_visible     (BatonResolver     *r,
                                      const BatonEntity *target,
                                      GPtrArray         *reasons);

G_END_DECLS
