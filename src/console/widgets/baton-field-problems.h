/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is wrong with the fields of a form, said directly below each row, with the mend where there is one.
 */
#pragma once

#include <gtk/gtk.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

/* Shows the problems of entity *id*'s *field* (nullable id: none) below *row*, a row of a list box, in place of those that were
 * there. */
void baton_field_problems_show (BatonDocument *document,
                                const char    *id,
                                BatonField     field,
                                GtkWidget     *row);

/* Fills *box*, a list box, with those of all fields that *concerns* says yes to, and shows it when there are any. */
void baton_field_problems_list (BatonDocument *document,
                                const char    *id,
                                gboolean     (*concerns) (BatonField field),
                                GtkWidget     *box);

G_END_DECLS
