/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that come from outside the console: dropped onto a window, or opened lately.
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
/* A spreadsheet was dropped onto *window*. Whether it is taken */
typedef gboolean (*BatonSheetDropFunc) (GtkWidget  *window,
                                        const char *path);
/* Tells whoever dropped something what is wrong with it. */
typedef void     (*BatonDropSayFunc)   (GtkWidget  *window,
                                        const char *sentence);

/* Opens every workspace that is dropped onto *window*, by app.open-path; where there is none in a drop, *sheet* (nullable: there is
 * nothing that it could be brought into) gets the first spreadsheet, and where there is none of these either, *refused* is told. Both
 * are static. */
void       baton_workspace_files_take_drops  (GtkWidget          *window,
                                              BatonSheetDropFunc  sheet,
                                              BatonDropSayFunc    refused);

G_END_DECLS
