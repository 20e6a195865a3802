/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may do what: one table and one function, asked before every handler.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From least to most; each may also do what those before it may, except where the table says otherwise. */
typedef enum
{
  BATON_ROLE_ANONYMOUS,    /* no token */
  BATON_ROLE_VIEWER,
  BATON_ROLE_TRANSLATOR,
  BATON_ROLE_EDITOR,
  BATON_ROLE_PUBLISHER,
  BATON_ROLE_ADMIN,
  BATON_N_ROLES
} BatonRole;

typedef enum
{
  BATON_SERVER_ACTION_ASK_META,       /* versions and limits */
  BATON_SERVER_ACTION_ASK_HEALTH,     /* from this machine only */
  BATON_SERVER_ACTION_READ_PROGRAM,   /* head, revisions, programs, pictures */
  BATON_SERVER_ACTION_READ_PREVIEW,   /* what personas see */
  BATON_SERVER_ACTION_VALIDATE,
  BATON_SERVER_ACTION_UPLOAD,         /* pictures */
  BATON_SERVER_ACTION_PUSH_TEXTS,     /* translations alone, in the languages of the token */
  BATON_SERVER_ACTION_PUSH,           /* anything */
  BATON_SERVER_ACTION_RESTORE,
  BATON_SERVER_ACTION_READ_AUDIT,
  BATON_N_SERVER_ACTIONS
} BatonServerAction;

typedef struct
{
  gboolean local;            /* the peer is this machine */
  gboolean open_preview;     /* previews are shown without a token */
} BatonCircumstances;

gboolean    baton_may                  (BatonRole                 role,
                                        BatonServerAction               action,
                                        const BatonCircumstances *circumstances);

const char *baton_role_get_name        (BatonRole   role);
/* BATON_ROLE_ANONYMOUS for anything that no token can have. */
BatonRole   baton_role_find            (const char *name);
/* A stable name for the audit trail and the log. */
const char *baton_server_action_get_name      (BatonServerAction action);

G_END_DECLS
