/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edit does to the personas: two snapshots of the same program, compared as each persona meets them. What they
 * may do to which content, what comes into their portal and what leaves it, where they land, what they earn and how it
 * looks. Beside every rule, audience and brand that is being edited, this says whose answers the edit changes.
 *
 * It asks the same functions as the portal does (baton-portal.h), so that it never says something that a preview would
 * not show. Pure, and free to run on any thread.
 */
#pragma once

#include "rules/baton-difference.h"

G_BEGIN_DECLS

/* What a portal shows of a tier. */
typedef enum
{
  BATON_EFFECT_TIER_THRESHOLD,
  BATON_EFFECT_TIER_REQUIREMENTS,
  BATON_EFFECT_TIER_DESCRIPTION,
  BATON_EFFECT_TIER_COLOUR,
  BATON_EFFECT_TIER_BENEFITS,
  BATON_N_EFFECT_TIER_PARTS
} BatonEffectTierPart;

/* An entity in a member's portal. The id is borrowed from the snapshot that has it. */
typedef struct
{
  BatonKind   kind;
  const char *id;
  guint       parts;    /* of a tier among *tiers*: bits, what differs; else 0 */
} BatonEffectThing;

typedef enum
{
  BATON_EFFECT_EDITED,      /* the persona is in both programs */
  BATON_EFFECT_CAME,        /* … in the second alone: *decisions* are all that they may do */
  BATON_EFFECT_GONE         /* … in the first alone */
} BatonEffectPresence;

/* One persona whose answers differ. Strings are borrowed from the two snapshots. */
typedef struct
{
  const char          *persona;
  BatonEffectPresence  presence;
  GPtrArray           *decisions;    /* of BatonDifference, by action; to view counts only what is shown that day: no drafts */
  /* Navigation, pages, blocks, collections, tools, workflows, ladders, their tiers, motions, activities, rewards and dashboards, and
   * content whose state or window says so. What comes or goes together with what it stands in is not told apart. */
  GArray              *appeared;     /* of BatonEffectThing */
  GArray              *disappeared;
  const char          *landed;       /* the landing page before; nullable. Equal to *lands* when it is the same */
  const char          *lands;        /* … and now; nullable */
  GArray              *earnings;     /* of BatonEffectThing: activities in both that earn this persona something else */
  GArray              *prices;       /* of BatonEffectThing: rewards in both that cost this persona something else */
  GArray              *tiers;        /* of BatonEffectThing: tiers of ladders in both that ask or give something else */
  GArray              *brand;        /* of BatonField: what looks different */
} BatonEffect;

/* In the order of the personas in *after*, those that are gone last; personas without a difference are left out.
 * *max_examples* is how many contents each decision names. (transfer full) of BatonEffect. */
GPtrArray *baton_effect_list (BatonSnapshot *before,
                              BatonSnapshot *after,
                              BatonDay       day,
                              guint          max_examples);
void       baton_effect_free (BatonEffect   *effect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonEffect, baton_effect_free)

G_END_DECLS
