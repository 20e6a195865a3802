/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking in translations, whatever the file that they came in.
 */
#pragma once

#include "exchange/baton-po-scan.h"
#include "exchange/baton-po.h"

G_BEGIN_DECLS

BatonPoImport *baton_po_import_new    (void);
void           baton_po_import_report (BatonPoImport      *import,
                                       BatonPoIssueCode    code,
                                       guint               line,
                                       const char         *entity,
                                       BatonField          field,
                                       const char         *detail);
void           baton_po_entry_free    (BatonPoEntry       *entry);
/* Decides about each entry (of BatonPoEntry, whose context is "entity/field") from the *first* one on. */
void           baton_po_import_take   (BatonPoImport      *import,
                                       const BatonProgram *program,
                                       GPtrArray          *entries,
                                       guint               first,
                                       const char         *tag,
                                       gboolean            replace_reviewed);
/* What stands for one unit in its comment: its thing, its field and where it stands, a line each. (transfer full) */
char          *baton_po_describe_unit (const BatonProgram  *program,
                                       const BatonTextUnit *unit);

G_END_DECLS
