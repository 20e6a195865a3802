/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Placeholders: {tier} in a text that the portal fills in for its reader. Which ones a text may use is a closed list
 * per field; in all other fields braces are plain text.
 */
#pragma once

#include "model/baton-schema.h"

G_BEGIN_DECLS

/* What stands for {name} (transfer full), or NULL to leave it as it is. */
typedef char *(*BatonPlaceholderFunc)            (const char *name,
                                                  gpointer    user_data);

/* The names that *field* may use, ended by NULL; NULL when it uses none: "program", "member", "organisation", "tier",
 * "next-tier", "tier-points", "company-points", "individual-points", "points-to-next-tier". */
const char * const   *baton_placeholder_get_allowed (BatonField           field);
/* The names used in *text*, sorted, as often as they occur. (transfer full) */
char                **baton_placeholder_list        (const char          *text);
/* *text* with every placeholder replaced by what *func* answers. (transfer full) */
char                 *baton_placeholder_fill        (const char          *text,
                                                     BatonPlaceholderFunc func,
                                                     gpointer             user_data);

G_END_DECLS
