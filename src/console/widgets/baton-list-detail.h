/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list beside what is chosen in it. In a narrow window the one covers the other, and a button leads back to the list.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_LIST_DETAIL (baton_list_detail_get_type ())
G_DECLARE_FINAL_TYPE (BatonListDetail, baton_list_detail, BATON, LIST_DETAIL, AdwBin)

/* *width*: of the list where both are shown, in pixels. */
GtkWidget *baton_list_detail_new         (GtkWidget       *list,
                                          GtkWidget       *detail,
                                          int              width);
/* Brings the detail, or the list, to the front where only one is shown. */
void       baton_list_detail_show_detail (BatonListDetail *self);
void       baton_list_detail_show_list   (BatonListDetail *self);
/* Leaves the list out: there is only one thing. */
void       baton_list_detail_hide_list   (BatonListDetail *self);

G_END_DECLS
