/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One text and its translation side by side. What is typed is kept at once, as one step; Ctrl+Enter says that it is
 * translated, Ctrl+Shift+Enter that it is reviewed.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "model/baton-text.h"

G_BEGIN_DECLS

#define BATON_TYPE_TRANSLATION_EDITOR (baton_translation_editor_get_type ())
G_DECLARE_FINAL_TYPE (BatonTranslationEditor, baton_translation_editor, BATON, TRANSLATION_EDITOR, AdwBin)

/* Signals:
 *   done ()   the shown text has been given its state: the next one may come
 */
GtkWidget  *baton_translation_editor_new         (BatonDocument          *document);
/* Shows the text of *id* and *field* in the language *tag*; NULL shows none. */
void        baton_translation_editor_show        (BatonTranslationEditor *self,
                                                  const char             *id,
                                                  BatonField              field,
                                                  const char             *tag);
/* Shows what the document holds now. */
void        baton_translation_editor_refresh     (BatonTranslationEditor *self);
/* Source above target instead of beside it. */
void        baton_translation_editor_set_narrow  (BatonTranslationEditor *self,
                                                  gboolean                narrow);
void        baton_translation_editor_focus       (BatonTranslationEditor *self);

G_END_DECLS
