/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window of one document: the sidebar with its sections, the section in the middle, the preview at the side, and
 * above them undo, redo, find and Review & Push.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_MAIN_WINDOW (baton_main_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonMainWindow, baton_main_window, BATON, MAIN_WINDOW, AdwApplicationWindow)

GtkWidget     *baton_main_window_new           (AdwApplication *application,
                                           BatonDocument  *document);
BatonDocument *baton_main_window_get_document  (BatonMainWindow    *self);
/* Goes to a section by its name ("tiers"); nothing happens for an unknown one. */
void           baton_main_window_show_section  (BatonMainWindow    *self,
                                           const char     *name);
/* The name of the section that is shown. Borrowed. */
const char    *baton_main_window_get_section   (BatonMainWindow    *self);
/* The section itself; never NULL. */
BatonSection  *baton_main_window_get_visible_section (BatonMainWindow *self);
/* Goes to where the thing is edited. */
void           baton_main_window_reveal        (BatonMainWindow    *self,
                                           const char     *id);
/* The same, with the focus on it: for who asks to be led there. In its form on *field*, unless that is BATON_FIELD_NONE or asked elsewhere. */
void           baton_main_window_jump          (BatonMainWindow    *self,
                                           const char     *id,
                                           BatonField      field);
/* Opens the preview where the thing can be seen, in the language *tag* (nullable). */
void           baton_main_window_show_in_preview (BatonMainWindow  *self,
                                           const char     *id,
                                           const char     *tag);
/* Opens the preview as *persona* (nullable: as whom it shows), at the page, content, collection or workflow *id* (nullable: where they land). */
void           baton_main_window_show_persona (BatonMainWindow     *self,
                                           const char     *persona,
                                           const char     *id);
/* As whom the preview, if it can be seen beside the section, shows the portal; NULL when it cannot. */
const char    *baton_main_window_get_shown_persona (BatonMainWindow *self);
/* Windows that were closed go at once, and not a part in a turn: somebody is about to open what may be their file. */
void           baton_main_window_finish_closing (void);
/* A toast; with *undoable* it offers Undo. */
void           baton_main_window_say           (BatonMainWindow    *self,
                                           const char     *sentence,
                                           gboolean        undoable);
/* Whether partner names and money are hidden everywhere; notify::presenting. */
gboolean       baton_main_window_get_presenting (BatonMainWindow   *self);

G_END_DECLS
