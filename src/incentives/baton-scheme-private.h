/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scheme while it is read. Inside baton-scheme*.c only.
 */
#pragma once

#include "incentives/baton-scheme.h"

G_BEGIN_DECLS

/* Who is meant by the field of the entity. (transfer full) */
BatonAudience *baton_scheme_get_audience (BatonScheme       *self,
                                          const BatonEntity *entity,
                                          BatonField         field);
/* The number in a column of a record of the field, within the column's range; *otherwise* where it is unset or below. */
gint64         baton_scheme_read_column  (BatonField         field,
                                          const BatonValue  *record,
                                          const char        *column,
                                          gint64             otherwise);
/* By activity, whether *references* name it; where they are unset, what *otherwise* says, or none for NULL. (transfer full) */
guint8        *baton_scheme_read_applies (BatonScheme       *self,
                                          const BatonValue  *references,
                                          const guint8      *otherwise);

/* ── Ladders ── */

void           baton_scheme_read_ladder  (BatonScheme       *self,
                                          const BatonEntity *entity,
                                          BatonLadder       *ladder);
void           baton_scheme_clear_ladder (BatonLadder       *ladder);
/* What the numbers that tiers credit to funds count. */
void           baton_scheme_read_units   (BatonScheme       *self);

G_END_DECLS
