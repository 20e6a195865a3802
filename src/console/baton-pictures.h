/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of every section and of what is edited there, for those who have no display to look at (`baton --pictures`, `make run`).
 */
#pragma once

#include "console/baton-main-window.h"

G_BEGIN_DECLS

/* Goes through the sections of *window*, saves each as a PNG in *folder*, which is made, then with the first thing of each kind
 * open that is edited there (03-taxonomy-term.png), and closes the window. Complains on the standard error of what cannot be
 * written. */
void baton_pictures_take (BatonMainWindow *window,
                          const char      *folder);

G_END_DECLS
