/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A box for lists that may be long and whose rows are of all sorts: it makes its children a few at a time, as far as the
 * scrolled window around it has come and a page further. Nothing is left out: who scrolls on, or tabs on, sees all.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BATON_TYPE_LAZY_BOX (baton_lazy_box_get_type ())
G_DECLARE_FINAL_TYPE (BatonLazyBox, baton_lazy_box, BATON, LAZY_BOX, GtkBox)

/* Makes what comes next and puts it into *box*; FALSE when there is nothing more. */
typedef gboolean (*BatonLazyBoxFunc) (BatonLazyBox *box,
                                      gpointer      user_data);

/* *user_data* must outlive the box, or its last child. */
GtkWidget *baton_lazy_box_new     (int               spacing,
                                   BatonLazyBoxFunc  func,
                                   gpointer          user_data);
/* Drops the children and begins anew; as many as there were are made before anything is drawn again, some of them at once. */
void       baton_lazy_box_restart (BatonLazyBox     *self);
/* Makes at least *n* at once, as far as there are so many. */
void       baton_lazy_box_reach   (BatonLazyBox     *self,
                                   guint             n);
/* Forgets *func*: its data is going. */
void       baton_lazy_box_stop    (BatonLazyBox     *self);

G_END_DECLS
