/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program guide: what a program manager hands to partners. Ways to earn by motion, tiers with their benefits,
 * rewards, terms; in one language, for one member's profile (so that audiences and the brand apply) or for everybody.
 * Printable, one file.
 */
#pragma once

#include "portal/baton-portal-html.h"

G_BEGIN_DECLS

typedef struct
{
  const char     *locale;      /* tag; NULL: the source locale */
  BatonDay        day;         /* what is in force on this day */
  const char     *brand;       /* nullable: id of the brand laid over the house brand, whatever its audience; NULL: the profile's, or the house brand */
  BatonAssetFunc  asset;       /* nullable: without it there are no pictures */
  gpointer        asset_data;
} BatonGuideOptions;

/* *profile* NULL: the whole program, without regard to audiences. (transfer full) */
char *baton_guide_to_html (BatonSnapshot           *snapshot,
                           const BatonProfile      *profile,
                           const BatonGuideOptions *options);

G_END_DECLS
