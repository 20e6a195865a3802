/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of files and of the server as sentences. Rooms above this one hand in the stable name of their code.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

/* One sentence: what is wrong with *subject* (a file, an address) and what to do. *name* is the stable name of a code of
 * BATON_STORE_ERROR, BATON_EXCHANGE_ERROR or BATON_REMOTE_ERROR; *detail* (nullable) what the system said, which is added
 * where nothing better is known. (transfer full) */
char *baton_words_error (const char *name,
                         const char *subject,
                         const char *detail);

/* One sentence for a bad row of a file, by the stable name of its code. (transfer full) */
char *baton_words_bad_row (const char *name,
                           guint64     line,
                           guint       column,
                           const char *value);

/* The same without the place: what is wrong, as a sentence. (transfer full) */
char *baton_words_row_code (const char *name,
                            const char *value);

G_END_DECLS
