/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Organizations and members that are likely in the register twice: their names differ in case, marks, punctuation, blanks or
 * the form of the company alone ("Nordlicht GmbH & Co. KG", "NORDLICHT").
 */
#pragma once

#include "incentives/baton-register.h"

G_BEGIN_DECLS

/* What is left of a name when all that is taken away. "" never: a name that is nothing else stays as it is. (transfer full) */
char      *baton_duplicates_fold              (const char    *name);
/* Groups of two or more, by the name that they hold last; members only within one organization. Each is a NULL-terminated array of
 * ids, borrowed from the register. (transfer full) of const char**. */
GPtrArray *baton_duplicates_list_organisations (BatonRegister *reg);
GPtrArray *baton_duplicates_list_members      (BatonRegister *reg);

G_END_DECLS
