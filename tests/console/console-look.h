/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking at what the console shows: for the tests of its sections.
 */
#pragma once

#include "console-fixture.h"

#include "console/baton-main-window.h"

G_BEGIN_DECLS

/* Shows the section and gives it. */
GtkWidget *console_show            (ConsoleFixture *fixture,
                                    const char     *section);
/* Calls *func* with every widget below *widget*, itself included. */
void       console_foreach         (GtkWidget      *widget,
                                    void          (*func) (GtkWidget *widget, gpointer user_data),
                                    gpointer        user_data);
/* The first widget of *type* below *widget*, itself included; NULL when there is none. */
GtkWidget *console_find_type       (GtkWidget      *widget,
                                    GType           type);
/* The button below *widget* whose label holds *text*; NULL when there is none. */
GtkWidget *console_find_button     (GtkWidget      *widget,
                                    const char     *text);
/* Whether a label below *widget* that can be seen holds *text*. */
gboolean   console_shows_text      (GtkWidget      *widget,
                                    const char     *text);
/* Ids of a kind, in order; of those below *parent* where it is given. (transfer full) */
GPtrArray *console_list_ids        (ConsoleFixture *fixture,
                                    BatonKind       kind,
                                    const char     *parent);
/* The first thing of the kind with that name; fails when there is none. Borrowed. */
const char *console_find_named     (ConsoleFixture *fixture,
                                    BatonKind       kind,
                                    const char     *name);
/* What the main function of each such test does. */
int        console_run             (int             argc,
                                    char          **argv,
                                    void          (*add_tests) (void));

G_END_DECLS
