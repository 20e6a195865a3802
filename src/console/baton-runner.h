/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question that is asked again and again, of a program that goes on changing: worked out in a thread, one at a time, and
 * only the newest counts. Who asks while one is being worked out stops that one, and asks with what is newest when it has
 * stopped; any number of such asks are one.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  /* The question as of now; NULL: there is nothing to ask. On the thread that asks; the runner is running already. */
  gpointer (*prepare) (gpointer owner);
  /* Works it out in a thread; the answer goes into the question. FALSE with an error, a cancelled one when it gave up. */
  gboolean (*run)     (gpointer       question,
                       GCancellable  *cancellable,
                       GError       **error);
  /* Takes what it wants of the question. *error* is NULL only for an answer that nothing has overtaken; what was worked out on
   * the way to a cancelled one may still be worth keeping. On the thread that asked; the runner runs no longer. */
  void     (*done)    (gpointer       owner,
                       gpointer       question,
                       const GError  *error);
  /* On whichever thread lets go of it last. */
  void     (*free)    (gpointer       question);
} BatonRunnerFuncs;

typedef struct _BatonRunner BatonRunner;

/* *funcs* is static, *owner* borrowed: it frees the runner before it goes. */
BatonRunner *baton_runner_new        (const BatonRunnerFuncs *funcs,
                                      gpointer                owner);
/* Stops what runs; *done* is not called any more. */
void         baton_runner_free       (BatonRunner            *self);
void         baton_runner_ask        (BatonRunner            *self);
/* Gives up what runs, and what was to be asked after it. */
void         baton_runner_cancel     (BatonRunner            *self);
gboolean     baton_runner_is_running (BatonRunner            *self);

G_END_DECLS
