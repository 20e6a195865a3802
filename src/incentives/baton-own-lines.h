/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For what one thread writes to with every row. Where two threads' share a line of the processor's cache, each write of one makes the
 * other wait, and reading takes twice as long. Inside this room only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Two lines: processors fetch them in pairs. */
#define BATON_OWN_LINES_BYTES 128
#define BATON_OWN_LINES __attribute__ ((aligned (BATON_OWN_LINES_BYTES)))

G_END_DECLS
