/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program as a folder, for version control: one file a kind, so that two people's changes meet in few lines.
 *
 *   FOLDER/program.json       {"baton": "program-folder", "schema": 1}
 *   FOLDER/kinds/KIND.json    {id: body, …}, keys sorted, two spaces of indentation, a line break at the end
 *   FOLDER/assets/…           pictures, as beside a single file (baton-program-file.h)
 *
 * Other files of the folder are let be. Writing is all or nothing for whoever reads: new files are made in FOLDER/.baton-new,
 * and count from the moment when the list of them, *complete*, stands beside them; moving them to their places comes after, and is
 * finished by the next write should it have been interrupted. Files that would not change are not touched.
 */
#pragma once

#include "exchange/baton-program-file.h"

G_BEGIN_DECLS

/* Whether *path* is a folder. */
gboolean          baton_program_folder_is    (const char         *path);
/* As baton_program_file_read(); *files* (nullable) gets for each problem that is appended the file that it is in, or "". Lines and
 * columns are those of that file. (transfer full) */
BatonProgramFile *baton_program_folder_read  (const char         *folder,
                                              GPtrArray          *problems,
                                              GPtrArray          *files,
                                              GError            **error);
gboolean          baton_program_folder_write (const char         *folder,
                                              const BatonProgram *program,
                                              BatonAssetSource    source,
                                              gpointer            user_data,
                                              GError            **error);

G_END_DECLS
