/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which row shows which type. Private to widgets/.
 */
#pragma once

#include "console/widgets/baton-field-row.h"

G_BEGIN_DECLS

GType baton_field_rows_get_type_for (const BatonFieldInfo *info);

/* One line, translatable or plain; also everything that has a plain form. */
#define BATON_TYPE_TEXT_ROW (baton_text_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonTextRow, baton_text_row, BATON, TEXT_ROW, BatonFieldRow)

/* Several lines, plain or formatted. */
#define BATON_TYPE_LONG_TEXT_ROW (baton_long_text_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonLongTextRow, baton_long_text_row, BATON, LONG_TEXT_ROW, BatonFieldRow)

#define BATON_TYPE_CHOICE_ROW (baton_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonChoiceRow, baton_choice_row, BATON, CHOICE_ROW, BatonFieldRow)

#define BATON_TYPE_SWITCH_ROW (baton_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonSwitchRow, baton_switch_row, BATON, SWITCH_ROW, BatonFieldRow)

#define BATON_TYPE_COLOUR_ROW (baton_colour_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonColourRow, baton_colour_row, BATON, COLOUR_ROW, BatonFieldRow)

#define BATON_TYPE_PICK_ROW (baton_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonPickRow, baton_pick_row, BATON, PICK_ROW, BatonFieldRow)

#define BATON_TYPE_AUDIENCE_ROW (baton_audience_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonAudienceRow, baton_audience_row, BATON, AUDIENCE_ROW, BatonFieldRow)

/* From and through. */
#define BATON_TYPE_WINDOW_ROW (baton_window_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonWindowRow, baton_window_row, BATON, WINDOW_ROW, BatonFieldRow)

/* Points with their exceptions. */
#define BATON_TYPE_CELL_ROW (baton_cell_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonCellRow, baton_cell_row, BATON, CELL_ROW, BatonFieldRow)

/* A list of records. */
#define BATON_TYPE_RECORDS_ROW (baton_records_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonRecordsRow, baton_records_row, BATON, RECORDS_ROW, BatonFieldRow)

/* A picture from a file. */
#define BATON_TYPE_ASSET_ROW (baton_asset_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonAssetRow, baton_asset_row, BATON, ASSET_ROW, BatonFieldRow)
/* What the row does with a file that was chosen or dropped: it takes the picture, offers a smaller one, or says why not. */
void  baton_asset_row_take_file     (BatonAssetRow        *self,
                                     GFile                *file);

/* Which content fills something. */
#define BATON_TYPE_QUERY_ROW (baton_query_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonQueryRow, baton_query_row, BATON, QUERY_ROW, BatonFieldRow)

G_END_DECLS
