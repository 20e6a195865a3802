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
#define BATON_ARCHIVE_HASH_BYTES 32

/* SHA-256 of *first* and then *second*. */
void     baton_archive_hash         (const guint8       *first,
                                     gsize               first_size,
                                     const void         *second,
                                     gsize               second_size,
                                     guint8              hash[BATON_ARCHIVE_HASH_BYTES]);
/* (transfer full) */
char    *baton_archive_format_hash  (const guint8       *hash,
                                     gsize               size);

/* What somebody did. All but *action* and *time* may be left out. */
typedef struct
{
  const char *actor;
  const char *role;
  const char *action;
  const char *before;                     /* what was replaced */
  const char *after;                      /* what came of it */
  const char *request;
  const BatonArchiveRevision *revision;   /* that was made: what it says beside its program */
  const guint8 *token;                    /* the hash of the token that was made */
  gint64      time;
} BatonTrailEntry;

/* Adds it to the trail, within the caller's transaction. */
gboolean baton_archive_append_trail (BatonArchiveDb        *db,
                                     const BatonTrailEntry *entry,
                                     GError               **error);
/* The row of a statement that gives REVISION_COLUMNS. (transfer full) */
BatonArchiveRevision *baton_archive_read_revision (sqlite3_stmt *statement);

G_END_DECLS
