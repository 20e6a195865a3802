/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of a snapshot: every entity by id, with what was compiled of it. Nodes are immutable and reference-counted
 * and so are the buckets that hold them, so that a table with one entity changed copies one bucket and shares the rest.
 * Private to this room.
 */
#pragma once

#include "rules/baton-rule.h"

G_BEGIN_DECLS

/* No kind has more fields of type audience. */
#define BATON_NODE_MAX_AUDIENCES 2

typedef struct
{
  gatomicrefcount  refs;
  guint            hash;         /* of the id */
  guint            slot;         /* kind content: its number in the content table */
  const char      *id;           /* the entity's */
  BatonTermSet    *tags;         /* kind content; owned */
  BatonEntity     *entity;       /* owned */
  BatonAudience   *audiences[BATON_NODE_MAX_AUDIENCES];   /* by the order of the fields; owned, nullable */
  BatonRule       *rule;         /* kind publishing-rule; owned */
} BatonNode;

typedef struct _BatonNodeTable BatonNodeTable;

BatonNode      *baton_node_new           (const BatonEntity    *entity);
BatonNode      *baton_node_ref           (BatonNode            *node);
void            baton_node_unref         (BatonNode            *node);
/* Which of a kind's audiences the field is, −1 for a field of another type. */
int             baton_node_find_audience (BatonField            field);
BatonField      baton_node_get_audience_field (BatonKind        kind,
                                               guint            index);

BatonNodeTable *baton_node_table_new     (guint                 n_expected);
/* A copy to be changed, which shares every bucket. */
BatonNodeTable *baton_node_table_copy    (const BatonNodeTable *table);
void            baton_node_table_free    (BatonNodeTable       *table);
BatonNode      *baton_node_table_lookup  (const BatonNodeTable *table,
                                          const char           *id);
/* Takes over *node*, in place of the one with its id. */
void            baton_node_table_put     (BatonNodeTable       *table,
                                          BatonNode            *node);
void            baton_node_table_remove  (BatonNodeTable       *table,
                                          const char           *id);
void            baton_node_table_foreach (const BatonNodeTable *table,
                                          GFunc                 func,
                                          gpointer              user_data);

G_END_DECLS
