/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

GType
baton_field_rows_get_type_for (const BatonFieldInfo *info)
{
  if (info->standard != BATON_STANDARD_NONE && info->standard != BATON_STANDARD_ADDRESS)
    return BATON_TYPE_PICK_ROW;
  switch (info->type)
    {
    case BATON_TYPE_CHOICE:
      return (info->flags & BATON_FIELD_MULTIPLE) != 0 ? BATON_TYPE_PICK_ROW : BATON_TYPE_CHOICE_ROW;
    case BATON_TYPE_REFERENCE:
    case BATON_TYPE_REFERENCES:
    case BATON_TYPE_TERM_SET:
      return BATON_TYPE_PICK_ROW;
    case BATON_TYPE_AUDIENCE:
      return BATON_TYPE_AUDIENCE_ROW;
    case BATON_TYPE_BOOLEAN:
      return baton_switch_row_get_type ();
    case BATON_TYPE_COLOUR:
      return baton_colour_row_get_type ();
    case BATON_TYPE_WINDOW:
      return BATON_TYPE_WINDOW_ROW;
    case BATON_TYPE_CELL:
      return BATON_TYPE_CELL_ROW;
    case BATON_TYPE_RECORDS:
      return BATON_TYPE_RECORDS_ROW;
    case BATON_TYPE_ASSET:
      return BATON_TYPE_ASSET_ROW;
    case BATON_TYPE_QUERY:
      return BATON_TYPE_QUERY_ROW;
    case BATON_TYPE_RICH_TEXT:
      return BATON_TYPE_LONG_TEXT_ROW;
    case BATON_TYPE_TEXT:
      return (info->flags & BATON_FIELD_LONG) != 0 ? BATON_TYPE_LONG_TEXT_ROW : baton_text_row_get_type ();
    default:
      return baton_text_row_get_type ();
    }
}
