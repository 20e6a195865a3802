/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a snapshot, for the other files of this room.
 */
#pragma once

#include "rules/baton-content-table.h"
#include "rules/baton-locales.h"
#include "rules/baton-node.h"
#include "rules/baton-rule-index.h"
#include "rules/baton-snapshot.h"
#include "rules/baton-taxonomy-private.h"

G_BEGIN_DECLS

struct _BatonSnapshot
{
  gatomicrefcount  refs;
  guint64          generation;
  BatonNodeTable  *nodes;
  GPtrArray       *lists[BATON_N_KINDS];   /* borrowed entities, kept by *nodes*; shared where the same */
  BatonTaxonomy   *taxonomy;
  BatonLocales    *locales;
  BatonRuleIndex  *rules;                  /* in list order */
  BatonContentTable *contents;
  GPtrArray       *grounds;                /* owned BatonGround, by number of the rule */
};

G_END_DECLS
