/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translations in whichever of the two forms: PO (baton-po.h) or XLIFF 2.0 (baton-xliff.h).
 */
#pragma once

#include "exchange/baton-po.h"

G_BEGIN_DECLS

/* XLIFF for names that end in .xlf or .xliff, else PO. (transfer full) */
char          *baton_translations_export (const BatonProgram *program,
                                          const BatonProgram *previous,
                                          const char         *tag,
                                          const char         *path);
/* By what the bytes look like. (transfer full) */
BatonPoImport *baton_translations_import (const BatonProgram *program,
                                          const char         *data,
                                          gsize               length,
                                          const char         *tag,
                                          gboolean            replace_reviewed);

G_END_DECLS
