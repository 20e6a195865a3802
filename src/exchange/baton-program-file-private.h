/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures beside a program, which its two forms as files share.
 */
#pragma once

#include "exchange/baton-program-file.h"

G_BEGIN_DECLS

/* SHA-256 → GBytes of all that the program names; what is missing or altered is told to *problems*. Where a picture had to be
 * rewritten to be kept, the program names what is kept. (transfer full) */
GHashTable *baton_program_assets_read  (const char          *folder,
                                        BatonProgram        *program,
                                        GPtrArray           *problems);
/* Writes those that are not there yet. */
gboolean    baton_program_assets_write (const char          *folder,
                                        const BatonProgram  *program,
                                        BatonAssetSource     source,
                                        gpointer             user_data,
                                        GError             **error);

G_END_DECLS
