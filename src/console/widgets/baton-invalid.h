/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field that is wrong: seen by its look, and told by its state to who does not see it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is typed in the field is not understood, or is again. */
void     baton_invalid_mark      (GtkWidget *field,
                                  gboolean   invalid);
gboolean baton_invalid_is_marked (GtkWidget *field);
/* What the field says in the program is wrong, which a line below it has in words; or no longer. */
void     baton_invalid_tell      (GtkWidget *field,
                                  gboolean   invalid);

G_END_DECLS
