/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words as the index compares them: found by ICU's word boundaries, folded in case, width and diacritics.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Folding is made of parts that ICU is slow to open; who folds many texts keeps one of these. Not for several threads at
 * once. */
typedef struct _BatonSearchFolder BatonSearchFolder;

BatonSearchFolder *baton_search_folder_new  (void);
void               baton_search_folder_free (BatonSearchFolder *folder);
/* Appends to *words* the folded words of *text*, and to *grams* the pairs of neighbouring characters in each run of
 * ideographs, kana, Thai and the like ("日本 本語"; a lone character stands for itself): where the word breaker cuts the same
 * run differently in text and query, these still meet. Each element of *grams* is one run. Both of char * that are freed
 * with the array, and nullable. Nothing for NULL. */
void               baton_search_folder_split (BatonSearchFolder *folder,
                                              const char        *text,
                                              GPtrArray         *words,
                                              GPtrArray         *grams);
/* The same for one text. (transfer full) of char * */
GPtrArray         *baton_search_words       (const char        *text);
GPtrArray         *baton_search_grams       (const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonSearchFolder, baton_search_folder_free)

G_END_DECLS
