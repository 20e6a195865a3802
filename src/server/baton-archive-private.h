/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the archive's own files share.
 */
#pragma once

#include "server/baton-archive-db.h"

G_BEGIN_DECLS

struct _BatonArchive
{
  BatonArchiveDb *writer;
  BatonArchiveDb *reader;
  BatonArchiveDb *tokens;
};

/* Returns FALSE. */
gboolean baton_archive_fail         (GError            **error,
                                     BatonArchiveError   code,
                                     const char         *message);
gboolean baton_archive_begin        (BatonArchiveDb     *db,
                                     GError            **error);
/* Commits, or rolls back; FALSE unless it was committed. */
gboolean baton_archive_end          (BatonArchiveDb     *db,
                                     gboolean            keep,
                                     GError            **error);
/* Adds an entry to the trail, within the caller's transaction. *before* and *after* (nullable) are what was replaced
 * and what came of it. */
gboolean baton_archive_append_trail (BatonArchiveDb     *db,
                                     const char         *actor,
                                     const char         *role,
                                     const char         *action,
                                     const char         *before,
                                     const char         *after,
                                     const char         *request,
                                     gint64              time,
                                     GError            **error);

G_END_DECLS
