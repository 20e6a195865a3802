/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture that somebody brings as a file, on its way into the program: read, refused by its name where no page takes it, perhaps
 * made smaller, kept in the workspace.
 */
#pragma once

#include <gtk/gtk.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

/* The picture lies in the workspace. *name*: of the file; *purpose*: as it was given; *bytes*: as they are kept. */
typedef void (*BatonPictureFileFunc) (const char *name,
                                      const char *purpose,
                                      const char *sha256,
                                      GBytes     *bytes,
                                      gpointer    owner);

/* Takes *file*; what cannot be used is said by the document. *near*: where a smaller copy is offered. *purpose* (nullable) is handed
 * to *func* with *owner*, which is held until then. */
void         baton_picture_file_take   (BatonDocument        *document,
                                        GFile                *file,
                                        GtkWidget            *near,
                                        const char           *purpose,
                                        BatonPictureFileFunc  func,
                                        GObject              *owner);
/* Asks for the file first. */
void         baton_picture_file_choose (BatonDocument        *document,
                                        GtkWidget            *near,
                                        const char           *purpose,
                                        BatonPictureFileFunc  func,
                                        GObject              *owner);
/* *entity* with the picture in *field*; where it keeps format and size beside the file, they are said anew. (transfer full) */
BatonEntity *baton_picture_file_put    (const BatonEntity    *entity,
                                        BatonField            field,
                                        const char           *sha256,
                                        GBytes               *bytes);

/* The field of the file that format and size are told from; *field* itself for all others. Nobody types what a file says. */
BatonField   baton_picture_file_get_source (BatonField        field);

G_END_DECLS
