/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/baton-currency.h"

#include "model/baton-shape-private.h"

#define USUAL_DIGITS 2

int
baton_currency_get_digits (const BatonEntity *root)
{
  const char *currency = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY) : NULL;
  int digits = currency != NULL ? baton_shape_get_currency_digits (currency) : -1;

  if (digits < 0)
    digits = USUAL_DIGITS;
  return root != NULL ? (int) baton_entity_get_integer (root, BATON_FIELD_PROGRAM_CURRENCY_DIGITS, digits) : digits;
}
