/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row that folds out, which arrows come to as well as Tab does: those of libadwaita are passed over, as the row that can have
 * the focus stands in a list of its own inside them.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_EXPANDER_ROW (baton_expander_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonExpanderRow, baton_expander_row, BATON, EXPANDER_ROW, AdwExpanderRow)

GtkWidget *baton_expander_row_new (void);

G_END_DECLS
