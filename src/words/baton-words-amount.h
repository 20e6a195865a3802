/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that are amounts of money though the schema table knows them as plain ones, as another field says what they count:
 * each full amount of an activity, the goal of a promotion, the target of a measure, where a band of a rebate begins.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

/* The field as it is meant in *entity* (nullable): itself, or, where it is an amount, one like it of the type money, to be
 * shown, typed and explained as such. Lives forever. */
const BatonFieldInfo *baton_words_meant_field  (const BatonNames     *names,
                                                const BatonEntity    *entity,
                                                BatonField            field);
/* The same for a column of a list of records. */
const BatonFieldInfo *baton_words_meant_column (const BatonFieldInfo *column);

G_END_DECLS
