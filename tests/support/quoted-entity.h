/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entities as tests write them: the body as JSON with single quotes, so that it can stand in a string of C.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

/* Members must be known; their values are not looked at. (transfer full) */
BatonEntity *quoted_entity     (BatonKind     kind,
                                const char   *id,
                                const char   *body);
/* The same, put into *program*; the kind by its name in the schema. */
void         quoted_entity_put (BatonProgram *program,
                                const char   *kind,
                                const char   *id,
                                const char   *body);

G_END_DECLS
