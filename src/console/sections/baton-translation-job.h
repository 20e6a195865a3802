/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of translations, written from or compared with the program of a document, in a thread: a hundred thousand texts take
 * a while. What a comparison says is true of the program as it is when it is said; where that has been edited meanwhile, the
 * file is compared again first.
 */
#pragma once

#include "console/baton-document.h"
#include "exchange/baton-translations.h"

G_BEGIN_DECLS

typedef struct _BatonTranslationJob BatonTranslationJob;

/* *error*: of the exchange room or of the file system. Called once for each start, on the thread that started it. */
typedef void (*BatonTranslationJobFunc) (BatonTranslationJob *job,
                                         const GError        *error,
                                         gpointer             user_data);

/* To write the texts of the language *tag* into the file at *path*, as its name says. */
BatonTranslationJob *baton_translation_job_new_export  (BatonDocument           *document,
                                                        const char              *tag,
                                                        const char              *path);
/* To read the file at *path*. */
BatonTranslationJob *baton_translation_job_new_import  (BatonDocument           *document,
                                                        const char              *tag,
                                                        const char              *path);
/* *func* is not called any more. A file is written wholly or not at all. */
void                 baton_translation_job_free        (BatonTranslationJob     *self);
/* An import may be started again, with what was read of the file the first time. */
void                 baton_translation_job_start       (BatonTranslationJob     *self,
                                                        gboolean                 replace_reviewed,
                                                        BatonTranslationJobFunc  func,
                                                        gpointer                 user_data);
/* What the file would change, borrowed; valid in *func* and until something is edited. */
BatonPoImport       *baton_translation_job_get_import  (BatonTranslationJob     *self);
/* Takes it in as one step, which the thread has worked out: in *func*. FALSE when it changes nothing, or cannot be. */
gboolean             baton_translation_job_take        (BatonTranslationJob     *self,
                                                        const char              *name);

G_END_DECLS
