/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program: all entities by id. A plain table without signals or undo; the workspace (store/) adds those. Not
 * thread-safe, reading included (orders are worked out when asked); a copy costs next to nothing, however large the program
 * (baton-entity-table.h), and may be given to another thread.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

typedef struct _BatonProgram BatonProgram;

/* One entity's step: created (before NULL), changed, or deleted (after NULL). */
typedef struct
{
  BatonEntity *before;   /* owned, nullable */
  BatonEntity *after;    /* owned, nullable */
} BatonChange;

BatonChange  *baton_change_new           (const BatonEntity *before,
                                          const BatonEntity *after);
BatonChange  *baton_change_inverse       (const BatonChange *change);
void          baton_change_free          (BatonChange       *change);
const char   *baton_change_get_id        (const BatonChange *change);
BatonKind     baton_change_get_kind      (const BatonChange *change);

BatonProgram *baton_program_new          (void);
BatonProgram *baton_program_copy         (const BatonProgram *program);
void          baton_program_free         (BatonProgram       *program);

guint         baton_program_get_size     (const BatonProgram *program);
/* Borrowed; NULL when there is none. */
BatonEntity  *baton_program_lookup       (const BatonProgram *program,
                                          const char         *id);
/* Borrowed; NULL unless it is of *kind*. */
BatonEntity  *baton_program_lookup_kind  (const BatonProgram *program,
                                          const char         *id,
                                          BatonKind           kind);
/* The one entity of kind program; NULL in an empty table. */
BatonEntity  *baton_program_get_root     (const BatonProgram *program);
/* Puts, replaces (same id) or, with baton_program_remove(), takes away. The given entity is referenced. */
void          baton_program_put          (BatonProgram       *program,
                                          const BatonEntity  *entity);
/* The same; the given reference is taken. */
void          baton_program_take         (BatonProgram       *program,
                                          BatonEntity        *entity);
/* About so many entities will be in it: a hint. */
void          baton_program_reserve      (BatonProgram       *program,
                                          guint               size);
gboolean      baton_program_remove       (BatonProgram       *program,
                                          const char         *id);
void          baton_program_apply        (BatonProgram       *program,
                                          const BatonChange  *change);
/* All entities of a kind in order: kinds with a place in the order of the tree (a parent's children after it, by
 * position then id; roots of the kind by their parent's own order), others by id. (transfer container) of borrowed. */
GPtrArray    *baton_program_list         (const BatonProgram *program,
                                          BatonKind           kind);
/* The children of *kind* below *parent* (NULL: at the top), by position then id. (transfer container) of borrowed. */
GPtrArray    *baton_program_list_children (const BatonProgram *program,
                                           BatonKind           kind,
                                           const char         *parent);
/* How many there are of *kind*: at once, without an order being worked out. */
guint         baton_program_count        (const BatonProgram *program,
                                          BatonKind           kind);
/* Calls *func* for every entity in no order. */
void          baton_program_foreach      (const BatonProgram *program,
                                          GFunc               func,
                                          gpointer            user_data);
/* Calls *func* for every id that is not the very same entity in both, in no order; NULL where there is none. What is not the
 * same may still be equal. Of programs that are copies of one another and have been edited since, this takes the time of
 * the edits. Neither may be edited meanwhile. */
typedef void (*BatonProgramPairFunc) (BatonEntity *before, BatonEntity *after, gpointer user_data);
void          baton_program_foreach_different (const BatonProgram *before,
                                          const BatonProgram *after,
                                          BatonProgramPairFunc func,
                                          gpointer            user_data);
/* A program equal to *program* that shares with *over* all that they have in common, so that the two, and what is copied from
 * them, are compared at once. *changes* (nullable) is filled with the BatonChange from *over* to it. (transfer full) */
BatonProgram *baton_program_rebase       (const BatonProgram *program,
                                          const BatonProgram *over,
                                          GPtrArray          *changes);
/* Each becomes the other, at once. */
void          baton_program_swap         (BatonProgram       *one,
                                          BatonProgram       *other);
/* Works out of a copy what had been worked out of the program that it was copied from, so that whoever has it next finds it
 * there: for a thread that makes what another program is to become. */
void          baton_program_warm         (BatonProgram       *copy);
/* A position after the last child of *kind* below *parent*. (transfer full) */
char         *baton_program_last_position (const BatonProgram *program,
                                           BatonKind           kind,
                                           const char         *parent);

/* {"baton": "program", "schema": 1, "entities": {kind: {id: body}}}. (transfer full) */
BatonValue   *baton_program_to_value     (const BatonProgram *program);
/* SHA-256 of the canonical JSON of the whole. (transfer full) */
char         *baton_program_digest       (const BatonProgram *program);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonProgram, baton_program_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonChange, baton_change_free)

G_END_DECLS
