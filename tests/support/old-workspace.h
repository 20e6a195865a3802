/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a workspace of today one of the schema 0 of old-schema.h: draft, base and history.
 */
#pragma once

/* The file must be closed. */
void old_workspace_age (const char *path);
