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
  GByteArray      *depths[BATON_N_KINDS];  /* of the lists: baton_list_measure(); NULL where they have none */
  BatonTaxonomy   *taxonomy;
  BatonLocales    *locales;
  BatonRuleIndex  *rules;                  /* in list order */
  BatonContentTable *contents;
  GPtrArray       *grounds;                /* owned BatonGround, by number of the rule */
};

/* The entity with its audiences, tags or rule compiled. (transfer full) */
BatonNode      *baton_snapshot_compile_node  (const BatonEntity  *entity,
                                              const BatonProgram *program,
                                              BatonTaxonomy      *taxonomy);
/* The rules of the list, borrowed from the nodes. (transfer container) */
GPtrArray      *baton_snapshot_list_rules    (const BatonNodeTable *nodes,
                                              GPtrArray            *entities);

G_END_DECLS
