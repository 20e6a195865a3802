/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of term sets and profiles, for the engines' inner loops.
 */
#pragma once

#include "rules/baton-profile.h"

G_BEGIN_DECLS

struct _BatonTermSet
{
  gatomicrefcount refs;
  guint           n_terms;
  BatonTerm      *terms;        /* by dimension, then number; each once; behind this struct */
  BatonDimension *dimensions;   /* of each; behind them */
  gboolean        has_missing;  /* was made of ids that named nothing too */
};

struct _BatonProfile
{
  gatomicrefcount refs;
  BatonTaxonomy  *taxonomy;
  BatonTermSet   *terms[BATON_N_SIDES];   /* nullable; of side content always NULL */
  char           *organisation;           /* nullable */
  gint64          attributes[BATON_N_ATTRIBUTES];
  guint           known;                  /* bits of 1 << BatonAttribute */
};

G_END_DECLS
