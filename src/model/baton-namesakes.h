/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Namesakes: which things of a program cannot be told apart, because siblings carry the same name or the same code.
 * Private to validation, which asks it of one entity after the other; see baton-namesakes.c for what counts as the same.
 */
#pragma once

#include "model/baton-validate-private.h"

G_BEGIN_DECLS

/* Empty. (transfer full) */
BatonNamesakes    *baton_namesakes_new    (void);
void               baton_namesakes_free   (BatonNamesakes *namesakes);
void               baton_namesakes_clear  (BatonNamesakes *namesakes);
/* Notes what the program of *check* holds under *id* now, which may be nothing. *moved* (nullable, a set of owned ids) is
 * given those whose answer may be another than before, but for *id* itself. */
void               baton_namesakes_follow (BatonNamesakes *namesakes,
                                           BatonCheck     *check,
                                           const char     *id,
                                           GHashTable     *moved);
/* Notes all of the program. */
void               baton_namesakes_fill   (BatonNamesakes *namesakes,
                                           BatonCheck     *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonNamesakes, baton_namesakes_free)

G_END_DECLS
