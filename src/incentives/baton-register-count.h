/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many of the register an audience meets.
 */
#pragma once

#include "incentives/baton-register.h"
#include "rules/baton-match.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint n_members;              /* who are met */
  guint n_organisations;        /* that are met themselves, or have a member who is */
  guint of_members;             /* known on that day, met or not */
  guint of_organisations;
} BatonRegisterCount;

/* Counts who is met on *day*. Of tiers and points the register knows nothing: what asks for them meets nobody here.
 * FALSE when cancelled; then *count* is not to be used. */
gboolean baton_register_count_audience (BatonRegister       *self,
                                        const BatonSnapshot *snapshot,
                                        const BatonAudience *audience,
                                        BatonDay             day,
                                        GCancellable        *cancellable,
                                        BatonRegisterCount  *count);

G_END_DECLS
