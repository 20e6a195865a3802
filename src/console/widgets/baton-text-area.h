/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text of several lines, plain or formatted, as forms and translators edit it. What is formatted has a bar above it: the
 * style of the line, bold (Ctrl+B), italic (Ctrl+I), and the link (Ctrl+Shift+K), which leads to something of the program or to
 * a web address. Formatting that cannot be edited here is shown and kept as it is.
 *
 * Signals:
 *   changed (const char *text)   something was typed; markup where it is formatted, "" when it is empty
 *   left ()                      one step ends here: the focus has gone, a link was made, Escape was pressed
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_TEXT_AREA (baton_text_area_get_type ())
G_DECLARE_FINAL_TYPE (BatonTextArea, baton_text_area, BATON, TEXT_AREA, AdwBin)

/* *label*: what assistive technology calls it. *scrolls*: it has a height of its own, else it is as high as its text, up to a limit. */
GtkWidget *baton_text_area_new           (BatonDocument *document,
                                          const char    *label,
                                          gboolean       scrolls);
/* Shows *text*, markup where *formatted*; the cursor stays when that is what it shows already. Emits nothing. */
void       baton_text_area_show          (BatonTextArea *self,
                                          const char    *text,
                                          gboolean       formatted);
/* Puts the bar into *place*, an empty AdwBin; NULL: above the text again. */
void       baton_text_area_set_bar_place (BatonTextArea *self,
                                          GtkWidget     *place);
/* What it holds. (transfer full) */
char      *baton_text_area_dup_text      (BatonTextArea *self);
void       baton_text_area_set_editable  (BatonTextArea *self,
                                          gboolean       editable);
/* Types *text* in place of all that it holds, as if by hand. */
void       baton_text_area_replace       (BatonTextArea *self,
                                          const char    *text);
/* Opens what makes a link of the selection, or edits the one at the cursor. */
void       baton_text_area_edit_link     (BatonTextArea *self);
/* The text view, borrowed. */
GtkWidget *baton_text_area_get_view      (BatonTextArea *self);

G_END_DECLS
