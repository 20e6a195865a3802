/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading what a window says: every word is a manager's.
 */
#pragma once

#include "console-fixture.h"

G_BEGIN_DECLS

/* Reads all labels, names, tips and placeholders below *root*, shown or not, against tests/data/foreign-words.txt. What stands in
 * the program is its manager's own and may be anything. All that is wrong is told, and fails the test. *where*: what *root* is called. */
void console_words_check (GtkWidget  *root,
                          const char *where);

G_END_DECLS
