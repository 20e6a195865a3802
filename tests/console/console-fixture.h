/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console on a workspace of its own with the sample program, in this process, for one test.
 */
#pragma once

#include "console/baton-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  char           *folder;
  AdwApplication *application;
  BatonDocument  *document;
  GtkWidget      *window;
  struct _BatonTrace **trace;   /* where to put a trace that follows the window from its first frame; NULL: none */
} ConsoleFixture;

/* Runs the main loop for so long. */
void console_fixture_iterate   (guint            milliseconds);
/* Iterates until *done* says so; gives up after three minutes, which is no measure of anything. */
void console_fixture_wait_for  (gboolean       (*done) (gpointer),
                                gpointer         data);
/* *data*: the absolute path of a workspace to open, or the name of another sample, made without register and history; NULL:
 * the large one with them. */
void console_fixture_set_up    (ConsoleFixture  *fixture,
                                gconstpointer    data);
void console_fixture_tear_down (ConsoleFixture  *fixture,
                                gconstpointer    data);

G_END_DECLS
