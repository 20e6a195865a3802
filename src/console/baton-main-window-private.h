/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the window share: its state, its sections (baton-main-window-sections.c), the preview at its side
 * (baton-main-window-preview.c), and what concerns its file (baton-main-window-file.c).
 */
#pragma once

#include "console/baton-main-window.h"

G_BEGIN_DECLS

struct _BatonMainWindow
{
  AdwApplicationWindow parent_instance;

  BatonDocument  *document;   /* owned */
  GSettings      *settings;   /* owned; NULL where the schema is not installed */
  gboolean        shown;      /* the first frame is over */
  guint           showing;    /* source that says so */
  GtkWidget      *preview;    /* made, and not in its place yet; owned, nullable */
  const char     *section;    /* name of the section that shows; static */
  GtkWidget      *made;       /* it, as long as it is not in its place yet; owned, nullable */
  guint           settling;   /* source that puts it there */
  GApplication   *closing;    /* held until the window has gone; owned, NULL before it is closed */
  guint           shedding;   /* source that takes it apart */
  AdwToast       *said;       /* what was said last, while it is there; weak, nullable */
  char           *said_step;  /* the step that its Undo takes back; owned, NULL where it has none */
  guint           coming_in;  /* tick callback as long as it still may be */
  gint64          said_us;    /* the first frame of that; 0 before */

  /* template */
  AdwToastOverlay *toasts;
  AdwFlap         *sidebar_flap;
  AdwFlap         *preview_flap;
  AdwBin          *preview_bin;
  AdwHeaderBar    *header;
  AdwWindowTitle  *program_title;
  AdwWindowTitle  *section_title;
  GtkListBox      *sidebar;
  GtkWidget       *undo_button;
  GtkWidget       *redo_button;
  GtkWidget       *review_button;
  GtkMenuButton   *menu_button;
  GMenu           *steps_menu;
  GMenu           *recent_menu;
  GtkRevealer     *strip;
  GtkLabel        *strip_label;
  GtkStack        *sections;
};

/* ── The sections ── */

/* Actions that lead to them. */
void baton_main_window_install_sections (GtkWidgetClass  *klass);
/* Fills the sidebar, and follows what leads to a section. */
void baton_main_window_init_sections    (BatonMainWindow *self);

/* ── What is said below ── */

/* After another step: what offers to undo one goes, where it would take back another. */
void baton_main_window_follow_said (BatonMainWindow *self);
void baton_main_window_finish_said (BatonMainWindow *self);

/* ── The preview ── */

/* Actions that open it. */
void baton_main_window_install_preview (GtkWidgetClass  *klass);
/* Opens it as it was left, and follows the flap that it is in. */
void baton_main_window_init_preview    (BatonMainWindow *self);

/* ── Undo and redo ── */

/* They say what they would do, in the header and, where that has no room for them, in the menu. */
void baton_main_window_update_steps    (BatonMainWindow *self);

/* ── The panes ── */

/* Actions that lead from one to the next. */
void baton_main_window_install_panes   (GtkWidgetClass  *klass);

/* ── The file ── */

/* Saving a copy, and closing. */
void baton_main_window_install_file    (GtkWidgetClass  *klass);
/* Takes files that are dropped, and says as long as the disk refuses. */
void baton_main_window_init_file       (BatonMainWindow *self);
/* Nothing of the document reaches the window any more. */
void baton_main_window_unfollow        (BatonMainWindow *self);

G_END_DECLS
