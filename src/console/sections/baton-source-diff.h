/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has changed between two versions of a text, word by word, for people to see.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pango markup: the words of both in order, those of *before* alone struck through, those of *after* alone underlined. Of texts that
 * are too long to compare, all of both. (transfer full) */
char *baton_source_diff_markup (const char *before,
                                const char *after);

G_END_DECLS
