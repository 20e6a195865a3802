/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first revision of a sample: pushed to its practice server when it is made, so that draft and live differ by what
 * the user has changed and by nothing else, from the first minute on.
 */
#pragma once

#include "console/baton-document.h"

G_BEGIN_DECLS

/* Starts the practice server of *document* and pushes the program there, in the background. What goes wrong comes as a
 * message of the document; Review & Push then offers the push as ever. */
void baton_first_revision_push (BatonDocument *document);

G_END_DECLS
