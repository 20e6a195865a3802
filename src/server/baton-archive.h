/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the server keeps: revisions, pictures, tokens, answers given, and the trail of who did what. One SQLite file in
 * the state folder, in WAL mode with synchronous=FULL: what has been answered has been written.
 *
 * Revisions and programs are never altered; the file itself refuses that. The trail is a chain: each entry's hash covers
 * the entry and the hash before it, so that a changed or missing entry shows (baton_archive_verify()).
 *
 * All functions may be called from any thread; writes take turns. baton_archive_find_token() has a connection of its
 * own and never waits for a write.
 */
#pragma once

#include <gio/gio.h>

#include "server/baton-answer.h"
#include "server/baton-permission.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_ARCHIVE_ERROR_FAILED,      /* Report: the message is SQLite's, for the log. */
  BATON_ARCHIVE_ERROR_NOT_FOUND,   /* Answer: there is no such revision, picture or token. */
  BATON_ARCHIVE_ERROR_EXISTS,      /* Ask for another name: a token of that name exists. */
  BATON_ARCHIVE_ERROR_FULL,        /* Answer: no space; nothing was written. */
  BATON_ARCHIVE_ERROR_FOREIGN,     /* Report: the file is not an archive. */
  BATON_ARCHIVE_ERROR_NEWER,       /* Report: written by a later version. */
  BATON_ARCHIVE_ERROR_DAMAGED,     /* Report: it does not hold together. */
  BATON_ARCHIVE_ERROR_INVALID,     /* Ask again: a name that no token can have. */
  BATON_ARCHIVE_N_ERRORS
} BatonArchiveError;

#define BATON_ARCHIVE_ERROR (baton_archive_error_quark ())
GQuark        baton_archive_error_quark     (void);

typedef struct _BatonArchive BatonArchive;

/* Whether there is an archive in *folder*, or at least what is called like one. */
gboolean      baton_archive_exists          (const char    *folder);
/* Opens, or makes, the archive in *folder*, which is made too where it is not there. Both are given to their owner alone. */
BatonArchive *baton_archive_open            (const char    *folder,
                                             GError       **error);
void          baton_archive_close           (BatonArchive  *archive);

/* ── Revisions ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64  number;          /* 0: there is none yet */
  gint64  parent;
  gint64  restored_from;   /* 0: an ordinary push */
  gint64  time;            /* microseconds since 1970, UTC */
  char   *digest;          /* owned, as are the rest; NULL for number 0 */
  char   *author;
  char   *message;
} BatonArchiveRevision;

void          baton_archive_revision_free     (BatonArchiveRevision *revision);
/* "r42-" and 16 digits of the digest, in quotes; "r0" before the first. (transfer full) */
char         *baton_archive_revision_get_etag (const BatonArchiveRevision *revision);
/* As the API shows it. (transfer full) */
BatonValue   *baton_archive_revision_to_value (const BatonArchiveRevision *revision);

/* The last one; number 0 in an empty archive. (transfer full) */
BatonArchiveRevision *baton_archive_get_head      (BatonArchive *archive,
                                                   GError      **error);
/* (transfer full); NOT_FOUND. */
BatonArchiveRevision *baton_archive_get_revision  (BatonArchive *archive,
                                                   gint64        number,
                                                   GError      **error);
/* Older than *before* (0: from the last), newest first; (transfer full) of BatonArchiveRevision. */
GPtrArray            *baton_archive_list_revisions (BatonArchive *archive,
                                                    gint64        before,
                                                    guint         limit,
                                                    GError      **error);
/* The program's canonical JSON. (transfer full); NOT_FOUND. */
GBytes               *baton_archive_load_program  (BatonArchive *archive,
                                                   const char   *digest,
                                                   GError      **error);

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Who writes, and under which key: the answer is stored with the effect and given again to the same key. */
typedef struct
{
  const char *actor;
  const char *role;
  const char *request;      /* the request's id */
  const char *action;       /* for the trail */
  const char *target;       /* method and path, so that a key serves one address only */
  const char *key;
  const char *body_digest;  /* SHA-256 of the request's body */
} BatonWrite;

typedef enum
{
  BATON_KEY_FRESH,
  BATON_KEY_REPLAYED,   /* *answer* holds what was answered before */
  BATON_KEY_REUSED      /* the key belongs to another write */
} BatonKeyState;

/* What became of that key earlier; nothing for an error. */
gboolean      baton_archive_check_key        (BatonArchive         *archive,
                                              const BatonWrite     *write,
                                              BatonKeyState        *state,
                                              BatonAnswer          *answer,
                                              GError              **error);

typedef enum
{
  BATON_PUBLISH_DONE,
  BATON_PUBLISH_MOVED,      /* the head is not the one expected; *revision* is what it is */
  BATON_PUBLISH_REPLAYED,   /* *answer* holds what was answered before */
  BATON_PUBLISH_REUSED
} BatonPublishOutcome;

/* Makes the answer for a revision that is about to be committed. */
typedef void (*BatonAnswerFunc) (const BatonArchiveRevision *revision,
                                 BatonAnswer                *answer,
                                 gpointer                    user_data);

/* In one transaction: looks at the key, compares the head with *expected* (an entity tag), adds the revision, the trail's
 * entry and the answer. *revision* (out, transfer full) is set with DONE and MOVED. */
gboolean      baton_archive_publish          (BatonArchive          *archive,
                                              const BatonWrite      *write,
                                              const char            *expected,
                                              GBytes                *program,
                                              const char            *digest,
                                              const char            *message,
                                              gint64                 restored_from,
                                              BatonAnswerFunc        make_answer,
                                              gpointer               user_data,
                                              BatonPublishOutcome   *outcome,
                                              BatonArchiveRevision **revision,
                                              BatonAnswer           *answer,
                                              GError               **error);

/* ── Pictures ────────────────────────────────────────────────────────────────────────────────────────── */

/* Keeps *bytes*, whose SHA-256 is *sha256*. *added* (out) is FALSE when they were there. */
gboolean      baton_archive_add_asset        (BatonArchive      *archive,
                                              const char        *actor,
                                              const char        *role,
                                              const char        *request,
                                              const char        *sha256,
                                              const char        *media_type,
                                              GBytes            *bytes,
                                              gboolean          *added,
                                              GError           **error);
gboolean      baton_archive_has_asset        (BatonArchive      *archive,
                                              const char        *sha256);
/* (transfer full); NOT_FOUND. *media_type* (out, transfer full). */
GBytes       *baton_archive_load_asset       (BatonArchive      *archive,
                                              const char        *sha256,
                                              char             **media_type,
                                              GError           **error);

/* Somebody may be about to push a program that names these (ended by NULL): they are not freed for a good while. */
gboolean      baton_archive_touch_assets     (BatonArchive      *archive,
                                              const char * const *digests,
                                              GError           **error);
/* Frees what was last touched before *before* (microseconds since 1970) and no program ever pushed names; *n_freed* (out). May
 * take a while, but holds nobody up for long. */
gboolean      baton_archive_free_assets      (BatonArchive      *archive,
                                              gint64             before,
                                              guint             *n_freed,
                                              GError           **error);

/* ── Tokens ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Makes a token of 256 random bits; only its hash is kept. *name* (1 to 64 characters) stands in revisions and in the
 * trail. *languages* (nullable, ended by NULL; canonical tags): those that its owner may translate, where that is not all.
 * (transfer full), to be shown once; EXISTS, INVALID. */
char         *baton_archive_add_token        (BatonArchive      *archive,
                                              BatonRole          role,
                                              const char        *name,
                                              const char * const *languages,
                                              GError           **error);
/* The languages that the owner of the token *name* may translate, ended by NULL; none: all of them. (transfer full); NULL when
 * the archive could not be read. */
char        **baton_archive_dup_languages    (BatonArchive      *archive,
                                              const char        *name,
                                              GError           **error);
/* NOT_FOUND. The name stays taken. */
gboolean      baton_archive_revoke_token     (BatonArchive      *archive,
                                              const char        *name,
                                              GError           **error);
/* The token's role and in *name* (out, transfer full) whose it is; BATON_ROLE_ANONYMOUS when nobody's, or with *error*. */
BatonRole     baton_archive_find_token       (BatonArchive      *archive,
                                              const char        *token,
                                              char             **name,
                                              GError           **error);

/* ── The trail ───────────────────────────────────────────────────────────────────────────────────────── */

/* Checks the chain, every program and picture against its digest, and revisions, tokens and pictures against what the trail says. *n_entries* (out, optional). DAMAGED names the
 * first that does not fit. */
gboolean      baton_archive_verify           (BatonArchive      *archive,
                                              guint64           *n_entries,
                                              GError           **error);
/* Entries after *after*, oldest first, each {"entry", "hash"}. (transfer full) array. */
BatonValue   *baton_archive_list_audit       (BatonArchive      *archive,
                                              gint64             after,
                                              guint              limit,
                                              GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonArchive, baton_archive_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonArchiveRevision, baton_archive_revision_free)

G_END_DECLS
