/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The difference of two programs as atoms: the smallest changes that mean something by themselves. Each can be taken
 * back alone; taking back all, in whatever order, gives the first program again.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_ATOM_CREATED,   /* the entity: before NULL */
  BATON_ATOM_DELETED,   /* the entity: after NULL */
  BATON_ATOM_REPLACED,  /* the entity is of another kind now; never in programs that validation accepts */
  BATON_ATOM_FIELD,     /* the value of a field as a whole */
  BATON_ATOM_SOURCE,    /* of a text or asset: all but its translations */
  BATON_ATOM_LOCALE,    /* of a text or asset: what stands for one language */
  BATON_ATOM_ADDED,     /* an element of a set or of ordered references */
  BATON_ATOM_REMOVED,
  BATON_ATOM_ORDER,     /* the order of references, of those that stay */
  BATON_ATOM_PLACE      /* parent and position */
} BatonAtomType;

typedef struct
{
  BatonAtomType type;
  BatonKind     kind;
  char         *id;             /* of the entity; owned */
  BatonField    field;          /* BATON_FIELD_NONE for whole entities */
  char         *locale;         /* LOCALE: owned */
  char         *element;        /* ADDED, REMOVED: owned */
  BatonEntity  *entity_before;  /* owned; NULL where created */
  BatonEntity  *entity_after;   /* owned; NULL where deleted */
  BatonValue   *before;         /* FIELD, SOURCE, LOCALE, ORDER, PLACE: owned; NULL when unset */
  BatonValue   *after;
} BatonAtom;

void         baton_atom_free   (BatonAtom          *atom);

/* All atoms that lead from *before* to *after*, by kind, id, field, then locale or element. Entities that both share
 * cost one look-up. (transfer full) */
GPtrArray   *baton_diff        (const BatonProgram *before,
                                const BatonProgram *after);
/* The same of one entity; either may be NULL. Appends to *atoms*. */
void         baton_diff_entity (const BatonEntity  *before,
                                const BatonEntity  *after,
                                GPtrArray          *atoms);
/* The change that takes *atom* back in *program*, which need not be the one that the difference led to: later edits
 * of other things stay. NULL when there is nothing to take back. (transfer full) */
BatonChange *baton_diff_revert (const BatonProgram *program,
                                const BatonAtom    *atom);
/* The same as a list that leaves nothing hanging: with what comes back, everything comes back from *before* (the first
 * program of the difference) that it names and *program* has lost. NULL when there is nothing to take back.
 * (transfer full) of BatonChange, what is named first */
GPtrArray   *baton_diff_list_revert (const BatonProgram *program,
                                    const BatonProgram *before,
                                    const BatonAtom    *atom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonAtom, baton_atom_free)

G_END_DECLS
