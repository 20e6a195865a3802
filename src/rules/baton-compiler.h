/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The compiler: a thread with a program of its own that turns edits into snapshots.
 *
 * Edits are given with the generation that they lead to and are compiled in order; when several wait, they are
 * compiled together and only the newest snapshot is published. The callback runs in the owner's main context, never
 * with a generation at or below one that it has seen.
 */
#pragma once

#include "rules/baton-snapshot.h"

G_BEGIN_DECLS

typedef struct _BatonCompiler BatonCompiler;

/* *snapshot* is borrowed: reference it to keep it. */
typedef void (* BatonCompilerFunc) (BatonSnapshot *snapshot,
                                    gpointer       user_data);

/* *context* (nullable: the thread's default) runs *func*; *func* may be NULL for owners who only wait. (transfer full) */
BatonCompiler *baton_compiler_new    (GMainContext       *context,
                                      BatonCompilerFunc   func,
                                      gpointer            user_data);
/* Ends the thread. No callback runs afterwards; call it in the context that runs them. */
void           baton_compiler_free   (BatonCompiler      *compiler);
/* Starts anew from a whole program (which is copied): on opening, or after a pull. */
void           baton_compiler_reset  (BatonCompiler      *compiler,
                                      const BatonProgram *program,
                                      guint64             generation);
/* Hands over *changes*, an array of BatonChange that frees them; (transfer full). */
void           baton_compiler_submit (BatonCompiler      *compiler,
                                      GPtrArray          *changes,
                                      guint64             generation);
/* Blocks until *generation* or a later one is compiled; for tests and for a frame that must be right. (transfer full) */
BatonSnapshot *baton_compiler_wait   (BatonCompiler      *compiler,
                                      guint64             generation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonCompiler, baton_compiler_free)

G_END_DECLS
