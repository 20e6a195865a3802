/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list of checks for a field of several: choices, or references to things of few kinds. For popovers. What is checked
 * before it goes from the screen is one step.
 */
#pragma once

#include "console/baton-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the field of the entity *id*, and edits it. A search stands above a long list. */
GtkWidget *baton_field_checks_new (BatonDocument *document,
                                   const char    *id,
                                   BatonField     field);

G_END_DECLS
