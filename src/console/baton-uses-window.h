/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a thing is used: every place in the program by name and field, each a jump; who has it in the register; whether the
 * history knows it. And what can be done: replace, merge, split, end or retire, and delete when nothing uses it.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_USES_WINDOW (baton_uses_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonUsesWindow, baton_uses_window, BATON, USES_WINDOW, AdwWindow)

/* *presenting*: names of partners are not shown, only counted. */
GtkWidget *baton_uses_window_new (GtkWindow     *parent,
                                  BatonDocument *document,
                                  const char    *id,
                                  gboolean       presenting);

G_END_DECLS
