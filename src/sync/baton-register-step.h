/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the register beside a workspace goes with the steps of its program (exchange/baton-data-step.h) when they are turned: it
 * follows where it was brought with the step; where it was not, what it names is not taken away. Who turns steps sets a guard that
 * asks, has the register follow once a step is turned, and settles what a crash has left when the workspace is opened.
 */
#pragma once

#include "store/baton-workspace.h"

G_BEGIN_DECLS

/* Whether register or history need a thing that is to go. */
typedef gboolean (* BatonRegisterNeeds) (const BatonEntity *entity,
                                         gpointer           user_data);

/* For a guard of baton_workspace_set_turn_guard(): FALSE, with G_IO_ERROR_PERMISSION_DENIED whose message is the id of the first
 * thing that is needed, or with what else is in the way. */
gboolean baton_register_step_check  (BatonWorkspace       *workspace,
                                     const BatonEntryInfo *entry,
                                     GPtrArray            *changes,
                                     BatonRegisterNeeds    needs,
                                     gpointer              user_data,
                                     GError              **error);
/* After a step was undone, or done again. *turned* tells whether the register is another now. Waits for the disk where there is a
 * register to turn, and only there. */
gboolean baton_register_step_follow (BatonWorkspace       *workspace,
                                     gboolean              undo,
                                     gboolean             *turned,
                                     GError              **error);
/* When the workspace has been opened to edit, before the register is read. */
gboolean baton_register_step_settle (BatonWorkspace       *workspace,
                                     GError              **error);

G_END_DECLS
