/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exceptions of tier ladders for somebody whom the register does not know, as after a name was mistyped or a partner left. The
 * program alone does not show it. It may read the whole register: ask in a thread.
 */
#pragma once

#include "incentives/baton-register.h"
#include "rules/baton-snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char  *ladder;   /* id */
  char  *holder;   /* the first of them, as the exception names it */
  guint  n;        /* how many there are */
} BatonUnknownPins;

/* Of exceptions that last on *day* or begin later, one for each ladder that has any. Empty where the register is. (transfer full) of
 * BatonUnknownPins. */
GPtrArray *baton_unknown_pins_find (BatonSnapshot *snapshot,
                                    BatonRegister *reg,
                                    BatonDay       day,
                                    GCancellable  *cancellable);

G_END_DECLS
