/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the columns of a sheet are: a choice for each; what rows belong to where no column says it; and whether values that are
 * no terms yet become some. It edits the mapping that it is given.
 *
 * Signal: changed ()   another choice was made by hand
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "exchange/baton-table.h"

G_BEGIN_DECLS

#define BATON_TYPE_IMPORT_COLUMNS (baton_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (BatonImportColumns, baton_import_columns, BATON, IMPORT_COLUMNS, AdwBin)

GtkWidget  *baton_import_columns_new           (BatonDocument      *document);
/* The first three stay the caller's until the next call, *mapping* to be edited; NULL shows nothing. *table* is given columns for
 * the vocabularies that could be made of the grid's. *title* (nullable): what the sheet is called, and with it what its rows belong
 * to where that has to be made. */
void        baton_import_columns_show          (BatonImportColumns *self,
                                                BatonTable         *table,
                                                const BatonGrid    *grid,
                                                BatonTableMapping  *mapping,
                                                const char         *title);
/* The id of what rows belong to that do not say so; NULL: nothing. Borrowed until a change. */
const char *baton_import_columns_get_owner     (BatonImportColumns *self);
/* The name of what rows belong to that do not say so, if that shall be made; else NULL. Borrowed until a change. */
const char *baton_import_columns_get_new_owner (BatonImportColumns *self);
gboolean    baton_import_columns_get_add_terms (BatonImportColumns *self);
/* Takes a few columns away for good, before the window goes: each is a drop-down. FALSE when there is none. */
gboolean    baton_import_columns_shed          (BatonImportColumns *self);

/* Which columns of the sheet are left out though something stands in them; NULL where none is. (transfer full) */
char       *baton_import_columns_describe_left_out (BatonImportColumns *self);

G_END_DECLS
