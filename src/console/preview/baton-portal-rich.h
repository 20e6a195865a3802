/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rich text as a label of the preview shows it: headings, lists, bold, italics and links.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pango markup of a rich text. (transfer full); NULL when it cannot be read. Links are seen, but lead nowhere. */
char *baton_portal_rich_to_markup (const char *text);

G_END_DECLS
