/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program as a file: NAME.json, and beside it the folder NAME/assets/ with its pictures, each called by the SHA-256
 * of its bytes and the ending of its format. Read all or nothing.
 */
#pragma once

#include "exchange/baton-exchange-error.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

typedef struct
{
  BatonProgram *program;   /* owned */
  GHashTable   *assets;    /* SHA-256 → GBytes, both owned: the pictures that the program names */
} BatonProgramFile;

void              baton_program_file_free  (BatonProgramFile   *file);
/* NULL on failure; with BATON_EXCHANGE_ERROR_INVALID *problems* (of BatonProblem, appended) say what is wrong and where, a
 * picture that is missing or altered included. Warnings are appended too. (transfer full) */
BatonProgramFile *baton_program_file_read  (const char         *path,
                                            GPtrArray          *problems,
                                            GError            **error);
/* Gives a picture's bytes by digest, (transfer full); NULL fails the export. */
typedef GBytes  *(*BatonAssetSource)       (const char         *sha256,
                                            gpointer            user_data,
                                            GError            **error);
/* Writes the program in the canonical order, indented for people, and after its pictures, so that a program file never
 * stands there without them. */
gboolean          baton_program_file_write (const char         *path,
                                            const BatonProgram *program,
                                            BatonAssetSource    source,
                                            gpointer            user_data,
                                            GError            **error);
/* Digests of all pictures that the program names, sorted, without repetition. (transfer full) */
GPtrArray        *baton_program_list_asset_digests (const BatonProgram *program);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonProgramFile, baton_program_file_free)

G_END_DECLS
