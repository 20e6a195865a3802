/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What helps with a translation, below it: what has changed in the source since, as far as the program that the server serves still
 * has the old one; how the same words were translated elsewhere, to take over; and how names that occur in the text are called
 * in the language. The latter two are looked for in a thread.
 *
 * Signals:
 *   use (const char *text)   a translation is to be taken over
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_TRANSLATION_AIDS (baton_translation_aids_get_type ())
G_DECLARE_FINAL_TYPE (BatonTranslationAids, baton_translation_aids, BATON, TRANSLATION_AIDS, AdwBin)

GtkWidget *baton_translation_aids_new  (BatonDocument        *document);
/* Helps with the text of *id* and *field* in the language *tag*; NULL: with none. */
void       baton_translation_aids_show (BatonTranslationAids *self,
                                        const char           *id,
                                        BatonField            field,
                                        const char           *tag);

G_END_DECLS
