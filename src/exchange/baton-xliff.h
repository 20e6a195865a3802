/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translations as XLIFF 2.0, one language a file, for translation systems that do not take PO. Units and rules are those of
 * baton-po.h; the id of a unit is "entity:field". How states travel:
 *
 *   missing        initial, without target
 *   needs work     initial, subState baton:needs-work
 *   stale          initial, subState baton:stale
 *   translated     translated
 *   reviewed       final
 *
 * Coming in, "initial" with a target needs work; a target without any state is to be reviewed, and so is one that says
 * "final": who may approve is decided here and not in a file.
 */
#pragma once

#include "exchange/baton-po.h"

G_BEGIN_DECLS

/* (transfer full) */
char          *baton_xliff_export (const BatonProgram *program,
                                   const char         *tag);
/* As baton_po_import(). Lines are those of the file; a file that is no XLIFF 2 is refused with BATON_PO_BAD_LINE. */
BatonPoImport *baton_xliff_import (const BatonProgram *program,
                                   const char         *data,
                                   gsize               length,
                                   const char         *tag,
                                   gboolean            replace_reviewed);
/* Whether the bytes look like XML rather than PO. */
gboolean       baton_xliff_is      (const char         *data,
                                    gsize               length);

G_END_DECLS
