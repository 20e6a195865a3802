/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who gets where: for every persona and every page and navigation item whether it is there for them, and whether it is worth
 * anything: a page on which they find nothing, or to which nothing that they see leads, is a mistake of the program.
 *
 * It asks the same functions as the portal does, so that it never says something that a preview would not show. Pure, and free to
 * run on any thread; the answer keeps its snapshot.
 */
#pragma once

#include <gio/gio.h>

#include "portal/baton-portal.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_REACH_HIDDEN,        /* not for this persona */
  BATON_REACH_SHOWN,         /* there, with something on it */
  BATON_REACH_LANDS,         /* likewise; where the persona comes in */
  BATON_REACH_EMPTY,         /* there, and nothing on it; of a navigation item: it leads there */
  BATON_REACH_UNREACHABLE,   /* a page for them to which nothing leads that they see */
  BATON_REACH_BESIDE_RECORD  /* there, or filled, beside a record only */
} BatonReachState;

typedef struct _BatonReach BatonReach;

/* As of *day*. NULL when *cancellable* (nullable) was cancelled. (transfer full) */
BatonReach     *baton_reach_new            (BatonSnapshot   *snapshot,
                                            BatonDay         day,
                                            GCancellable    *cancellable);
void            baton_reach_free           (BatonReach      *self);
BatonSnapshot  *baton_reach_get_snapshot   (BatonReach      *self);
guint           baton_reach_get_n_personas (BatonReach      *self);
const char     *baton_reach_get_persona    (BatonReach      *self,
                                            guint            persona);
/* Whether any page is there for the persona to come in by. */
gboolean        baton_reach_has_landing    (BatonReach      *self,
                                            guint            persona);
/* Pages in their order, then navigation items in theirs. */
guint           baton_reach_get_n_things   (BatonReach      *self);
const char     *baton_reach_get_thing      (BatonReach      *self,
                                            guint            thing);
BatonReachState baton_reach_get            (BatonReach      *self,
                                            guint            persona,
                                            guint            thing);
/* Whether a state is a mistake of the program. */
gboolean        baton_reach_is_problem     (BatonReachState  state);
/* How many mistakes there are for a persona, a missing landing page included. */
guint           baton_reach_count_problems (BatonReach      *self,
                                            guint            persona);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonReach, baton_reach_free)

G_END_DECLS
