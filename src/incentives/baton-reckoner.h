/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is asked for the reckoning of any program over one register and one history: the engine that is the fastest of those that decide
 * the program exactly. For a plain program and a history that columns hold that is a scan (baton-scan.h), else a tally
 * (baton-tally.h). Both answer an edit of the program that was asked about last in less time than a program that is new.
 *
 * Reference-counted, free to cross threads: several may ask at once.
 */
#pragma once

#include <gio/gio.h>

#include "incentives/baton-reckoning.h"
#include "incentives/baton-scan.h"
#include "incentives/baton-timeline.h"

G_BEGIN_DECLS

typedef struct _BatonReckoner BatonReckoner;

/* *folder* (nullable): where columns are looked for, and kept by baton_reckoner_keep(); that of the history's segments. Nothing is
 * worked out yet. (transfer full) */
BatonReckoner  *baton_reckoner_new           (BatonRegister  *reg,
                                              BatonHistory   *history,
                                              const char     *folder);
BatonReckoner  *baton_reckoner_ref           (BatonReckoner  *self);
void            baton_reckoner_unref         (BatonReckoner  *self);
BatonRegister  *baton_reckoner_get_register  (BatonReckoner  *self);
BatonHistory   *baton_reckoner_get_history   (BatonReckoner  *self);
/* The history as a tally reads it, made when it is first asked for. Borrowed. */
BatonTimeline  *baton_reckoner_need_timeline (BatonReckoner  *self);

/* What the program of *snapshot* gives up to and with *through*, compared from *from* on. *code* (out, nullable): BATON_SCAN_PLAIN where a
 * scan has answered, else what kept it from it. NULL with BATON_INCENTIVES_ERROR_OVERFLOW or _CANCELLED. (transfer full) */
BatonReckoning *baton_reckoner_ask           (BatonReckoner  *self,
                                              BatonSnapshot  *snapshot,
                                              BatonDay        from,
                                              BatonDay        through,
                                              BatonScanCode  *code,
                                              GCancellable   *cancellable,
                                              GError        **error);
/* Keeps columns that were made for a question, if there are any that are worth it and none are kept yet, for the next session; takes as
 * long as writing them. Failing to is no loss, so nothing is said of it; FALSE where nothing was written. */
gboolean        baton_reckoner_keep          (BatonReckoner  *self);
/* Whether there are such columns. */
gboolean        baton_reckoner_has_to_keep   (BatonReckoner  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonReckoner, baton_reckoner_unref)

G_END_DECLS
