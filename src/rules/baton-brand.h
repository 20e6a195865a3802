/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The brand that a member sees: every brand whose audience they meet, in list order, laid over those before it. The answer
 * names, per field, the brand that it came from. Imagery is layered picture by picture: by use and term.
 */
#pragma once

#include "rules/baton-match.h"

G_BEGIN_DECLS

typedef struct _BatonBrand BatonBrand;

/* In the order of the choices of the imagery's use. */
typedef enum
{
  BATON_IMAGERY_HERO,
  BATON_IMAGERY_TILE,
  BATON_IMAGERY_NAVIGATION,
  BATON_N_IMAGERY
} BatonImagery;

/* (transfer full) */
BatonBrand  *baton_brand_resolve     (BatonSnapshot      *snapshot,
                                      const BatonProfile *profile);
void         baton_brand_free        (BatonBrand         *brand);
/* The brands that were laid, in order. Borrowed, of borrowed BatonEntity. */
GPtrArray   *baton_brand_get_layers  (const BatonBrand   *brand);
/* The value of a field of kind brand (not audience, place, note or imagery), NULL when no layer sets it; *from* (out,
 * nullable, borrowed) is the brand that it came from. Borrowed. */
BatonValue  *baton_brand_get         (const BatonBrand   *brand,
                                      BatonField          field,
                                      BatonEntity       **from);
/* Its string; NULL when unset. */
const char  *baton_brand_get_string  (const BatonBrand   *brand,
                                      BatonField          field,
                                      BatonEntity       **from);
/* The id of the picture for a use: the one for the closest term that covers one of *terms* (nullable), else the one
 * without a term; NULL when there is neither. */
const char  *baton_brand_get_picture (const BatonBrand   *brand,
                                      BatonImagery        use,
                                      const BatonTermSet *terms,
                                      BatonEntity       **from);

/* The fields of kind brand that look different in the two, in the order of the schema: what is laid whole, and imagery
 * where any picture differs. From which layer they come is not asked. (transfer full) of BatonField. */
GArray      *baton_brand_list_changes (const BatonBrand *before,
                                       const BatonBrand *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonBrand, baton_brand_free)

G_END_DECLS
