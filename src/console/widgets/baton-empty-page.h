/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A status page that lends a hand: for each of some kinds of which the program holds nothing it tells the example
 * (baton-examples.h) and offers to add it, as one step, or to begin with an empty one. It may stand in the place of
 * something else for as long as the program holds nothing of any of the kinds.
 *
 * Signals:
 *   added (const char *id)   something empty was added and shown: it wants its name
 */
#pragma once

#include "console/baton-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_EMPTY_PAGE (baton_empty_page_get_type ())
G_DECLARE_FINAL_TYPE (BatonEmptyPage, baton_empty_page, BATON, EMPTY_PAGE, AdwBin)

/* *kinds*: bits. *description* (nullable): said while there is something of them. *content* (nullable): what is shown
 * instead while there is something of them. */
GtkWidget *baton_empty_page_new (BatonDocument *document,
                                 guint64        kinds,
                                 const char    *icon,
                                 const char    *title,
                                 const char    *description,
                                 GtkWidget     *content);
/* Fewer than *least* of a kind count as none: 1 unless set. */
void       baton_empty_page_set_least (BatonEmptyPage *self,
                                       guint           least);

G_END_DECLS
