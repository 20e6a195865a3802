/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The what-if of a document, tallied in a thread under the live program and under the draft. The live side is kept as long as
 * base, register and history stay the same. The older answer stays until the newer is there; meanwhile *stale* says so. An
 * answer that an edit has overtaken is given up at once, so that the newest is never more than one tally away.
 *
 * Signal: changed ()   a new answer, an error, or stale has changed
 */
#pragma once

#include "console/baton-document.h"
#include "incentives/baton-reckoner.h"
#include "incentives/baton-whatif.h"

G_BEGIN_DECLS

#define BATON_TYPE_SIMULATION (baton_simulation_get_type ())
G_DECLARE_FINAL_TYPE (BatonSimulation, baton_simulation, BATON, SIMULATION, GObject)

BatonSimulation *baton_simulation_new         (BatonDocument   *document);
/* Asks for the answer for the newest snapshot; widgets that show it ask when they are mapped and on snapshot-changed. */
void             baton_simulation_request     (BatonSimulation *self);
/* Asks for the draft with *entity* in place of its own of that id, for as long as a hand holds it; NULL: of the draft as it is. */
void             baton_simulation_suppose     (BatonSimulation   *self,
                                               const BatonEntity *entity);
gboolean         baton_simulation_is_supposing (BatonSimulation  *self);
/* The last day that counts; BATON_DAY_NONE: the last of the history, or of the year ahead. */
void             baton_simulation_set_through (BatonSimulation *self,
                                               BatonDay         through);
BatonDay         baton_simulation_get_through (BatonSimulation *self);
/* The organization whose replay is wanted beside the answer, for its statement; BATON_INDEX_NONE for none. */
void             baton_simulation_set_partner (BatonSimulation *self,
                                               guint            organisation);
/* Of that organization under the draft; borrowed until changed; NULL while there is none. */
BatonReplay     *baton_simulation_get_partner_replay (BatonSimulation *self);
/* Borrowed until changed; NULL before the first answer or without a history. */
BatonWhatif     *baton_simulation_get_whatif  (BatonSimulation *self);
/* Of register and history as of the last run; NULL before. Borrowed. */
BatonReckoner   *baton_simulation_get_reckoner (BatonSimulation *self);
gboolean         baton_simulation_is_stale    (BatonSimulation *self);
/* Whether an answer is being worked out: FALSE of a stale one once it was given up. */
gboolean         baton_simulation_is_running  (BatonSimulation *self);
/* Gives up what is being worked out; the older answer stays, marked. */
void             baton_simulation_cancel      (BatonSimulation *self);

/* Whether the draft's points count as if they had always been so; else those that differ from the live ones count from today on. TRUE
 * at first. */
gboolean         baton_simulation_is_as_if_always  (BatonSimulation *self);
void             baton_simulation_set_as_if_always (BatonSimulation *self,
                                                    gboolean         as_if_always);

/* Whether the twelve months after the history are looked at, as if the last twelve came once more (baton-forecast.h). FALSE at first. */
gboolean         baton_simulation_is_ahead    (BatonSimulation *self);
void             baton_simulation_set_ahead   (BatonSimulation *self,
                                               gboolean         ahead);

G_END_DECLS
