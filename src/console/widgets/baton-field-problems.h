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

G_END_DECLS
