/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workspace files that come from outside the console: dropped onto a window, or opened lately.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;     /* owned */
  char *name;     /* as people know the file; owned */
} BatonRecentFile;

/* Workspaces that were opened on this machine and are there, newest first, *most* of them. (transfer full) of BatonRecentFile */
GPtrArray *baton_workspace_files_list_recent (guint              most);
/* Opens every workspace that is dropped onto *window*, by app.open-path. *refused* (static, or of the window's life) is told
 * with *window* what is wrong with a drop in which there is none. */
void       baton_workspace_files_take_drops  (GtkWidget         *window,
                                              void             (*refused) (GtkWidget  *window,
                                                                           const char *sentence));

G_END_DECLS
