/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/baton-number.h"

gint64
baton_number_limit (const BatonFieldInfo *field,
                    gint64                number,
                    gint64                otherwise)
{
  gboolean is_bounded = field->minimum != 0 || field->maximum != 0;

  if (!is_bounded)
    return number;
  return number < field->minimum ? otherwise : MIN (number, field->maximum);
}

gint64
baton_number_read (const BatonEntity *entity,
                   BatonField         field,
                   gint64             otherwise)
{
  const BatonValue *value = baton_entity_get (entity, field);

  return baton_value_is (value, BATON_VALUE_INTEGER) ? baton_number_limit (baton_schema_get_field (field), baton_value_get_integer (value, 0), otherwise) : otherwise;
}
