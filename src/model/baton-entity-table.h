/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entities by id, in parts that copies share: what a program (baton-program.h) keeps its entities in. A copy costs the same
 * however many there are, and may go to another thread; who writes first has its own copy of the part that it writes to.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

typedef struct _BatonEntityPart BatonEntityPart;

/* One thread at a time; a copy is another's. All zero is an empty table. */
typedef struct
{
  BatonEntityPart **parts;     /* owned, as many as n_parts; NULL where empty */
  guint             n_parts;   /* a power of two; 0 in a table that was never written to */
  guint             size;
} BatonEntityTable;

/* *copy* is not initialized yet. */
void         baton_entity_table_copy    (const BatonEntityTable *table,
                                         BatonEntityTable       *copy);
void         baton_entity_table_clear   (BatonEntityTable       *table);
/* Borrowed; NULL when there is none. */
BatonEntity *baton_entity_table_lookup  (const BatonEntityTable *table,
                                         const char             *id);
/* Makes the room that *size* entities want, which taking them one by one would make in steps. */
void         baton_entity_table_reserve (BatonEntityTable       *table,
                                         guint                   size);
/* Puts or replaces. Takes the reference. */
void         baton_entity_table_take    (BatonEntityTable       *table,
                                         BatonEntity            *entity);
void         baton_entity_table_remove  (BatonEntityTable       *table,
                                         const char             *id);
/* In no order. The table must stay as it is. */
void         baton_entity_table_foreach (const BatonEntityTable *table,
                                         GFunc                   func,
                                         gpointer                user_data);
/* Calls *func* for every id that is not the very same entity in both; NULL where there is none. Parts that the tables share are
 * passed over, so copies of one another are compared in the time that their differences take. In no order. The tables must
 * stay as they are. */
typedef void (*BatonEntityPairFunc) (BatonEntity *before, BatonEntity *after, gpointer user_data);
void         baton_entity_table_foreach_different (const BatonEntityTable *before,
                                         const BatonEntityTable *after,
                                         BatonEntityPairFunc     func,
                                         gpointer                user_data);

G_END_DECLS
