/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a brand can be read: each pair of its colours, laid over the brands that everybody sees before it, in light and in
 * dark. A pair of which a brand sets neither colour is the business of the brand below. Validation warns of what fails; the
 * console shows all pairs.
 */
#pragma once

#include "model/baton-colour.h"
#include "model/baton-entity.h"

G_BEGIN_DECLS

typedef struct
{
  BatonField foreground;
  BatonField background;
  int        minimum;     /* hundredths of the contrast ratio */
} BatonBrandPair;

#define BATON_N_BRAND_PAIRS 8

/* Light, then dark. */
extern const BatonBrandPair baton_brand_pairs[];

/* The colour of the brand at *index* of *brands* (all, in order): its own, or that of the nearest brand before it that
 * everybody sees. NULL where none sets it. Borrowed. */
const char *baton_brand_find_colour (GPtrArray  *brands,
                                     guint       index,
                                     BatonField  field);

G_END_DECLS
