/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The year ahead of a document, if it goes as the last one did: the draft from the end of the history on, worked out in a thread.
 */
#pragma once

#include "console/baton-history-answer.h"
#include "incentives/baton-year-ahead.h"

G_BEGIN_DECLS

#define BATON_TYPE_AHEAD (baton_ahead_get_type ())
G_DECLARE_FINAL_TYPE (BatonAhead, baton_ahead, BATON, AHEAD, BatonHistoryAnswer)

/* The same for whoever asks: it is worked out once. (transfer full) */
BatonAhead     *baton_ahead_of      (BatonDocument *document);
/* Borrowed until changed; NULL before the first answer or without a history. */
BatonYearAhead *baton_ahead_get     (BatonAhead    *self);

G_END_DECLS
