/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets *drop* offer *names*, a GStrv. Where it offers just these, nothing happens: a new model makes its button and all its
 * rows anew. TRUE when they are new; then the first is selected. */
gboolean baton_drop_names_set    (GtkDropDown        *drop,
                                  const char * const *names);
/* Cuts the chosen name where there is no room for it, instead of asking for the room that the longest needs; the list shows all
 * names whole, and names its rows. */
void     baton_drop_names_shrink (GtkDropDown        *drop);

/* What *drop* chooses is called *label*: to assistive technology its button, which has the focus, says that and what is chosen. */
void     baton_drop_names_label  (GtkDropDown        *drop,
                                  const char         *label);

G_END_DECLS
