/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who in the register has, or had on some day, a term, role or language. It reads the whole register: ask in a thread.
 */
#pragma once

#include "incentives/baton-register.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean member;   /* else an organization */
  guint    number;   /* as the register counts them */
} BatonHolder;

/* (transfer full) of BatonHolder, organizations first; those that were found by then when it is cancelled. */
GArray *baton_holders_find (BatonRegister *reg,
                            const char    *id,
                            GCancellable  *cancellable);

/* Every term and role that somebody in the register has, or had on some day: a set of texts, borrowed from *reg*; those found by then
 * when it is cancelled. It reads the whole register. (transfer full) */
GHashTable *baton_holders_list_held (BatonRegister *reg,
                                     GCancellable  *cancellable);

G_END_DECLS
