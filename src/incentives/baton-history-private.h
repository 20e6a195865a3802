/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history while it is being built. Inside this room only.
 */
#pragma once

#include "incentives/baton-history.h"

G_BEGIN_DECLS

struct _BatonHistoryBuilder
{
  GStringChunk *strings;
  GArray       *events;          /* of BatonEvent, one an id */
  GArray       *lines;           /* of guint64, beside them: where the row stood; 0 when added */
  GHashTable   *by_id;           /* id → index + 1 */
};

extern const char * const baton_event_type_names[BATON_N_EVENT_TYPES];
extern const char * const baton_event_state_names[BATON_N_EVENT_STATES];

/* As baton_history_builder_add(), of a row that stands in *line* of a file. */
gboolean baton_history_builder_add_row (BatonHistoryBuilder *builder,
                                        const BatonEvent    *event,
                                        guint64              line);

G_END_DECLS
