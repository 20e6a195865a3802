/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which pictures a program needs, by the SHA-256 of their bytes: what a push uploads, a pull fetches and a server asks for.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

/* Each digest once with the first entity that names it: digest → id, both borrowed from *program*. (transfer container) */
GHashTable *baton_program_list_assets (const BatonProgram *program);

G_END_DECLS
