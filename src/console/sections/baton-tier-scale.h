/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scale of a tier ladder: a histogram of partners by their tier points, and on it a handle for each threshold. A
 * handle is dragged, or moved by keys: arrows by one, with Shift by ten, digits to where they say; Enter lets it go, Escape gives
 * back where it stood.
 *
 * Signals:
 *   moving (guint handle, gint64 points)   while a handle is dragged or moved by keys
 *   moved (guint handle, gint64 points)    when it is let go or left
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_TIER_SCALE (baton_tier_scale_get_type ())
G_DECLARE_FINAL_TYPE (BatonTierScale, baton_tier_scale, BATON, TIER_SCALE, GtkWidget)

GtkWidget *baton_tier_scale_new        (void);
/* Points of each partner, in any order; copied. */
void       baton_tier_scale_set_points (BatonTierScale *self,
                                        const gint64   *points,
                                        guint           n_points);
/* Thresholds, lowest first, with the names of their tiers; copied. */
void       baton_tier_scale_set_handles (BatonTierScale     *self,
                                         const gint64       *thresholds,
                                         const char * const *names,
                                         guint               n_handles);

G_END_DECLS
