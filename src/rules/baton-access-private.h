/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Access by slot number, for analysis, difference and bench.
 */
#pragma once

#include "rules/baton-access.h"
#include "rules/baton-snapshot-private.h"

G_BEGIN_DECLS

/* The slots with that outcome. Borrowed. */
const BatonWord *baton_access_get_bits    (BatonAccess  *access,
                                           BatonAction   action,
                                           BatonOutcome  outcome);
/* The slots that a may is about, whether a may not forbids them or not. Borrowed. */
const BatonWord *baton_access_get_may_bits (BatonAccess *access,
                                           BatonAction   action);
/* Forgets them; they are made anew when asked for. */
void             baton_access_drop_bits   (BatonAccess  *access,
                                           BatonAction   action);
/* The rules that the member meets on that day, of every action, and where each applies for this member. Borrowed. */
const BatonWord *baton_access_get_rules   (BatonAccess  *access);
const BatonWord *baton_access_get_ground  (BatonAccess  *access,
                                           guint         rule);
BatonDecision    baton_access_decide_slot (BatonAccess  *access,
                                           BatonAction   action,
                                           guint         slot);
/* baton_explain() of a member whose rules are known: *met*, as baton_access_get_rules() has them. (transfer full) */
BatonExplanation *baton_explain_met       (const BatonSnapshot *snapshot,
                                           const BatonProfile  *profile,
                                           const BatonWord     *met,
                                           BatonAction          action,
                                           const char          *content_id,
                                           BatonDay             day);

G_END_DECLS
