/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workspace as large as the console has to bear.
 */
#pragma once

#include "console-fixture.h"

G_BEGIN_DECLS

/* Makes it at *path*: the sample with 100,000 terms and 5,000 activities more. */
void console_large_make (const char *path);

G_END_DECLS
