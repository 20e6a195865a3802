/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A strip above what is edited while a large step is undone or done again: how far it is, and a button that stops it. Where that is
 * over in a moment nothing shows.
 */
#pragma once

#include "console/baton-stepping.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *baton_step_strip_new (BatonStepping *stepping);

G_END_DECLS
