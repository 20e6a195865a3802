/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chip: one part of a sentence that can be edited. It is a button that says the part and opens a popover for it; what is
 * in the popover is made when it is opened. When it closes, the focus is on the chip again.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes what is in the popover of *chip*. (transfer floating) */
typedef GtkWidget *(*BatonChipFunc) (GtkWidget *chip,
                                     gpointer   owner);

/* A GtkMenuButton. *owner* is borrowed: it outlives the chip. */
GtkWidget *baton_chip_new         (BatonChipFunc  func,
                                   gpointer       owner);
/* *text*: what it says, which wraps; *part*: which part of the sentence it is; they make its name, "Who: in EMEA". */
void       baton_chip_show        (GtkWidget     *chip,
                                   const char    *part,
                                   const char    *text);
/* The same for one that adds to a sentence and shows a plus alone. */
void       baton_chip_show_plus   (GtkWidget     *chip,
                                   const char    *name);
const char *baton_chip_get_text   (GtkWidget     *chip);
void       baton_chip_open        (GtkWidget     *chip);
/* Closes the popover that holds *widget*, if one does. */
void       baton_chip_close       (GtkWidget     *widget);
/* A button at the end of a popover's content. */
GtkWidget *baton_chip_make_button (const char    *label,
                                   GCallback      clicked,
                                   gpointer       owner);

G_END_DECLS
