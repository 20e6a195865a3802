/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words as the index compares them: found by ICU's word boundaries, folded in case, width and diacritics.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folded words of *text* in order. (transfer full) of char *; empty for NULL. */
GPtrArray *baton_search_words (const char *text);
/* The pairs of neighbouring characters in each run of ideographs and kana, "日本 本語"; a lone character stands for
 * itself. Where the word breaker cuts the same run differently in text and query, these still meet. Each element is
 * one run, its pairs separated by spaces. (transfer full) of char * */
GPtrArray *baton_search_grams (const char *text);

G_END_DECLS
