/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a server lets the owner of a token push, as it says itself: everything, translations alone, or nothing. To be asked
 * before a push is put together; the server judges each push anyway.
 */
#pragma once

#include "model/baton-text-scope.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_PUSHING_ALL,
  BATON_PUSHING_TEXTS,     /* translations in *languages* */
  BATON_PUSHING_NOTHING
} BatonPushing;

typedef struct
{
  BatonPushing   pushing;
  char         **languages;   /* owned; ended by NULL; none: all of them */
} BatonStanding;

/* From what GET /v1/meta answers. A server that does not say lets one push all, until it refuses. (transfer full) */
BatonStanding *baton_standing_from_value (const BatonValue    *value);
/* (transfer full) */
BatonStanding *baton_standing_copy       (const BatonStanding *standing);
void           baton_standing_free       (BatonStanding       *standing);
/* Whether *atom* may be pushed. */
gboolean       baton_standing_allows     (const BatonStanding *standing,
                                          const BatonAtom     *atom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonStanding, baton_standing_free)

G_END_DECLS
