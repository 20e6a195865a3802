/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small random programs and random edits of them, for property tests. What comes out is a valid forest without
 * dangling references; names, translations, sets, ordered references, places and deletions all occur. Ids come from a
 * small pool, so that two who edit apart may hit upon the same one.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

/* About *n_entities*. (transfer full) */
BatonProgram *random_program_new   (GRand        *random,
                                    guint         n_entities);
/* One edit; returns what it changed, NULL when the dice found nothing to do. (transfer full) */
BatonChange  *random_program_edit  (GRand        *random,
                                    BatonProgram *program);
/* Whether every parent is there and nothing stands below itself. */
gboolean      random_program_is_forest (const BatonProgram *program);

G_END_DECLS
