/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A server in a thread of its own, with a token for each role, and a client that says what it was told.
 */
#pragma once

#include <gio/gio.h>

#include "model/baton-json.h"
#include "server/baton-server.h"

#include "server-thread.h"

G_BEGIN_DECLS

typedef struct
{
  char         *folder;
  BatonArchive *archive;
  ServerThread *thread;
  BatonServer  *server;       /* the thread's own */
  gboolean      open_preview;   /* where data is not NULL */
  gboolean      open_earlier;   /* where it is "open" */
  char         *tokens[BATON_N_ROLES];
  char         *program;      /* a small one that is valid */
  guint         n_keys;
} ApiFixture;

typedef struct
{
  guint       status;
  char       *head;
  char       *body;
  gsize       length;
  BatonValue *value;    /* of a body that is JSON */
} ApiReply;

void api_reply_clear (ApiReply *reply);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApiReply, api_reply_clear)

void  api_set_up         (ApiFixture     *fixture,
                          gconstpointer   data);
void  api_tear_down      (ApiFixture     *fixture,
                          gconstpointer   data);
/* *headers*: further lines, each ended by "\r\n". */
void  api_ask_bytes      (ApiFixture     *fixture,
                          BatonRole       role,
                          const char     *method,
                          const char     *path,
                          const char     *headers,
                          const void     *body,
                          gsize           length,
                          ApiReply       *reply);
void  api_ask            (ApiFixture     *fixture,
                          BatonRole       role,
                          const char     *method,
                          const char     *path,
                          const char     *headers,
                          const char     *body,
                          ApiReply       *reply);
/* (transfer full); NULL when the header is not there. */
char *api_reply_header   (const ApiReply *reply,
                          const char     *name);
void  api_assert_refused (const ApiReply *reply,
                          guint           status,
                          const char     *slug);
char *api_write_headers  (ApiFixture     *fixture,
                          const char     *etag);
char *api_push_body      (const char     *program,
                          const char     *message);
/* The program with another name. */
char *api_renamed        (ApiFixture     *fixture,
                          const char     *name);
/* Pushes *program* over the head and gives the new entity tag. */
char *api_push           (ApiFixture     *fixture,
                          const char     *program,
                          const char     *message);

G_END_DECLS
