/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One partner's statement under the draft: where it stands and what it is about to lose, what it has, and what became of each
 * of its events. It follows every edit of the program.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_STATEMENT_WINDOW (baton_statement_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonStatementWindow, baton_statement_window, BATON, STATEMENT_WINDOW, AdwWindow)

/* *organisation*: its number in the document's register. Opens above *parent* (nullable), or takes the place of the statement that
 * is open: the what-if keeps one partner's replay. */
void baton_statement_window_present (GtkWindow     *parent,
                                     BatonDocument *document,
                                     guint          organisation);

G_END_DECLS
