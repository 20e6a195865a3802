/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The button at a translatable text that says in which language it is shown, and offers the others with the state of each.
 * While the program has one language it is not there.
 *
 * Signals:
 *   changed ()   another language was chosen
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "model/baton-text.h"

G_BEGIN_DECLS

#define BATON_TYPE_LANGUAGE_SWITCH (baton_language_switch_get_type ())
G_DECLARE_FINAL_TYPE (BatonLanguageSwitch, baton_language_switch, BATON, LANGUAGE_SWITCH, AdwBin)

/* *label*: of the text. */
GtkWidget  *baton_language_switch_new     (BatonDocument       *document,
                                           const char          *label);
/* Says the states of *text* (nullable), which belongs to the thing *id*. Another thing is shown in the source language first, and
 * so is everything when the chosen language has gone. Emits nothing. */
void        baton_language_switch_show    (BatonLanguageSwitch *self,
                                           const char          *id,
                                           const BatonValue    *text);
/* The chosen language; NULL: that of the source. */
const char *baton_language_switch_get_tag (BatonLanguageSwitch *self);
void        baton_language_switch_choose  (BatonLanguageSwitch *self,
                                           const char          *tag);
/* What stands in the chosen language, "" where nothing does. Borrowed from the text. */
const char *baton_language_switch_get_text    (BatonLanguageSwitch *self,
                                               const BatonValue    *text);
/* The text with *typed* in the chosen language: a translation that somebody should review. NULL where nothing is left.
 * (transfer full) */
BatonValue *baton_language_switch_with_text   (BatonLanguageSwitch *self,
                                               const BatonValue    *text,
                                               const char          *typed);
/* Whether the text can be typed in the chosen language: one that is not translated cannot. */
gboolean    baton_language_switch_is_editable (BatonLanguageSwitch *self,
                                               const BatonValue    *text);

/* "To review", "Source changed since"…: the state as people call it. */
const char *baton_translation_state_label     (BatonTextState       state);

G_END_DECLS
