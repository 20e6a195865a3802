/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index of uses: who names an entity, and where. What is in use is replaced or ended, not deleted.
 */
#pragma once

#include "model/baton-program.h"
#include "model/baton-references.h"

G_BEGIN_DECLS

/* One place where an entity is named. The user is kept by its id: names are asked of the program when shown. */
typedef struct
{
  char              *user;     /* id of the entity that names it; owned */
  BatonKind          kind;     /* of the user */
  BatonField         field;
  BatonReferenceRole role;
  int                row;      /* as in BatonReference */
  const char        *column;   /* of the schema table; nullable */
  char              *locale;   /* owned, nullable */
} BatonUse;

typedef struct _BatonUses BatonUses;

/* All uses in *program*; a later change of the program must be told by baton_uses_apply(). (transfer full) */
BatonUses *baton_uses_new    (const BatonProgram *program);
void       baton_uses_free   (BatonUses          *uses);
void       baton_uses_apply  (BatonUses          *uses,
                              const BatonChange  *change);
/* Where *id* is used, by kind, user, field and row; children count, by their place. (transfer container) of borrowed
 * BatonUse, valid until the next baton_uses_apply(). */
GPtrArray *baton_uses_list   (const BatonUses    *uses,
                              const char         *id);
gboolean   baton_uses_is_used (const BatonUses   *uses,
                               const char        *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonUses, baton_uses_free)

G_END_DECLS
