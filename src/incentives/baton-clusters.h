/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who stands together: sets of organizations and members of whom no rule can join one to somebody outside, but by a promotion's
 * budget, which all share. See baton-timeline.h. A forest of union-find: each points to its parent, a root to itself;
 * organizations first, then members. Inside this room only.
 */
#pragma once

#include "incentives/baton-history-rows.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

/* As the register alone has it. (transfer full) */
guint32  *baton_clusters_new      (BatonRegister *reg);
/* The root of *node*'s set: the lowest number in it. */
guint32   baton_clusters_find     (guint32       *parents,
                                   guint32        node);
void      baton_clusters_join     (guint32       *parents,
                                   guint32        a,
                                   guint32        b);

/* ── Rows of segments ── */

/* What the names of a segment are in the register, by number of the name. */
typedef struct
{
  guint32 *organisations;    /* BATON_INDEX_NONE: unknown */
  guint32 *members;
} BatonRowNames;

void      baton_row_names_look_up (BatonRegister       *reg,
                                   const BatonRowTexts *texts,
                                   BatonRowNames       *names);
void      baton_row_names_clear   (BatonRowNames       *names);

/* Of a history in segments, the rows of the set that the organization is in, or the member where that is BATON_INDEX_NONE, and the
 * reversals of them, whoever reported those; as a history. *roots* has the root of each. *indices* (of guint; nullable) gets what
 * they are in the whole. (transfer full) */
BatonHistory *baton_clusters_extract (BatonRegister    *reg,
                                      BatonHistoryRows *rows,
                                      const guint32    *roots,
                                      guint             organisation,
                                      guint             member,
                                      GArray           *indices);
/* Joins whoever has rows with one another. */
void          baton_clusters_join_rows (guint32          *parents,
                                        BatonRegister    *reg,
                                        BatonHistoryRows *rows);

G_END_DECLS
