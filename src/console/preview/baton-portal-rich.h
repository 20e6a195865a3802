/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rich text as a label of the preview shows it: headings, lists, bold, italics and links.
 */
#pragma once

#include "portal/baton-portal.h"

G_BEGIN_DECLS

/* A label's markup of a rich text. (transfer full); NULL when it cannot be read. Links that the member of *portal* (nullable: nobody)
 * can follow are links; others are seen, but lead nowhere. */
char *baton_portal_rich_to_markup (const char        *text,
                                   const BatonPortal *portal);

G_END_DECLS
