/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A revision that was pushed, as a row: its message, when and by whom. Folded out it says what was changed with it, which the
 * server is asked for then.
 */
#pragma once

#include "console/baton-review-server.h"
#include "sync/baton-revision.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* *restored* (nullable): what it rolled back to; *suffix* (nullable) stands at the end of the row. */
GtkWidget *baton_review_revision_new (BatonDocument       *document,
                                      BatonReviewServer   *server,
                                      const BatonRevision *revision,
                                      const BatonRevision *restored,
                                      GtkWidget           *suffix);

G_END_DECLS
