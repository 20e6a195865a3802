/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mend of a problem, offered where the problem is shown: one click makes it, as one step that undo takes back.
 */
#pragma once

#include <gtk/gtk.h>

#include "console/baton-document.h"
#include "model/baton-problem.h"

G_BEGIN_DECLS

/* A button that says what the mend does; NULL when the problem has none. */
GtkWidget *baton_mend_button_new (BatonDocument      *document,
                                  const BatonProblem *problem);

G_END_DECLS
