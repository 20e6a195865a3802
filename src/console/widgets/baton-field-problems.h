/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is wrong with the fields of a form, said directly below each row, with the mend where there is one.
 */
#pragma once

#include <gtk/gtk.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

/* What is to be said of entity *id* (nullable: nothing), worst first. All problems of the program are gone through, so a form asks
 * once. (transfer container) of borrowed BatonProblem, of use until the problems change. */
GPtrArray *baton_field_problems_find (BatonDocument *document,
                                      const char    *id);
/* Shows those of *field* below *row*, a row of a list box, in place of those that were there. */
void baton_field_problems_show (BatonDocument *document,
                                GPtrArray     *problems,
                                BatonField     field,
                                GtkWidget     *row);

/* Fills *box*, a list box, with those of all fields that *concerns* says yes to, and shows it when there are any. A field without
 * effect is told as well: there is no row that could hide it. */
void baton_field_problems_list (BatonDocument *document,
                                const char    *id,
                                gboolean     (*concerns) (BatonField field),
                                GtkWidget     *box);

G_END_DECLS
