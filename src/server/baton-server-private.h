/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the handlers share. All of them run on worker threads.
 */
#pragma once

#include "model/baton-program.h"
#include "rules/baton-snapshot.h"
#include "search/baton-search-index.h"
#include "server/baton-server.h"

G_BEGIN_DECLS

/* A revision, ready to be drawn. */
typedef struct
{
  gint64            number;
  BatonSnapshot    *snapshot;
  BatonSearchIndex *index;      /* nullable */
} BatonShownRevision;

#define BATON_SHOWN_REVISIONS 3

struct _BatonServer
{
  BatonArchive        *archive;    /* borrowed */
  BatonServerOptions   options;
  BatonFront          *front;
  GMutex               mutex;      /* guards what follows */
  GHashTable          *in_flight;  /* actor and key of the writes under way; owned */
  BatonShownRevision   shown[BATON_SHOWN_REVISIONS];   /* the last ones drawn, newest use first */
};

/* Answers as the archive failed, and logs why. */
void         baton_server_fail          (BatonServer         *server,
                                         const BatonRequest  *request,
                                         BatonAnswer         *answer,
                                         const GError        *error);
/* "42" as a revision's number; 0 for anything else. */
gint64       baton_server_parse_number  (const char          *text);
/* Answers 304 when If-None-Match names *etag*, which is set in any case. */
gboolean     baton_server_not_modified  (const BatonRequest  *request,
                                         BatonAnswer         *answer,
                                         const char          *etag);

/* Adds "languages" to the object that is being built, unless there are none: then it is all of them. */
void         baton_server_set_languages (BatonValueBuilder  *builder,
                                         const char * const *languages);

void         baton_server_get_meta      (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_get_health    (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_get_head      (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_list_revisions (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_get_revision  (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_get_program   (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_get_audit     (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_push          (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_validate      (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_restore       (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_get_asset     (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_put_asset     (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_show_index    (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_show_page     (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_show_style    (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_show_brand    (gpointer server, const BatonRequest *request, BatonAnswer *answer);
void         baton_server_show_root     (gpointer server, const BatonRequest *request, BatonAnswer *answer);

G_END_DECLS
