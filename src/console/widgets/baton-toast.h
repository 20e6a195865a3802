/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A toast whose sentence goes on in a second line where the window is narrow, before it is cut.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* *sentence* is plain text. (transfer full) */
AdwToast *baton_toast_new (const char *sentence);

G_END_DECLS
