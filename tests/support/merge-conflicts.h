/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The conflicts of a merge as a text that a test can name.
 */
#pragma once

#include "model/baton-merge.h"

G_BEGIN_DECLS

/* "type id.field@locale element;…". (transfer full) */
char *merge_describe_conflicts (BatonMerge *merge);
/* Exactly these. */
void  merge_assert_conflicts   (BatonMerge *merge,
                                const char *expected);

G_END_DECLS
