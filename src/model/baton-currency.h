/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How an amount of the program's money divides: amounts are whole numbers of the currency's smallest unit.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

/* Digits after the decimal sign in the currency of the program *root* (nullable): those that it sets, else those of ISO 4217
 * (none of JPY, three of KWD), else two. */
int baton_currency_get_digits (const BatonEntity *root);

G_END_DECLS
