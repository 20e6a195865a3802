/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of roles and actions: see baton-permission.h.
 */
#include "server/baton-permission.h"

#define ROLE(name) (1u << BATON_ROLE_##name)
#define ANY_TOKEN (ROLE (VIEWER) | ROLE (TRANSLATOR) | ROLE (EDITOR) | ROLE (PUBLISHER) | ROLE (ADMIN))

static const struct
{
  const char *name;
  guint       roles;
} actions[] = {
  [BATON_SERVER_ACTION_ASK_META] = { "ask-meta", ROLE (ANONYMOUS) | ANY_TOKEN },
  [BATON_SERVER_ACTION_ASK_HEALTH] = { "ask-health", ROLE (ANONYMOUS) | ANY_TOKEN },
  [BATON_SERVER_ACTION_READ_PROGRAM] = { "read-program", ANY_TOKEN },
  [BATON_SERVER_ACTION_READ_PREVIEW] = { "read-preview", ANY_TOKEN },
  [BATON_SERVER_ACTION_VALIDATE] = { "validate", ROLE (TRANSLATOR) | ROLE (EDITOR) | ROLE (PUBLISHER) | ROLE (ADMIN) },
  [BATON_SERVER_ACTION_UPLOAD] = { "upload", ROLE (EDITOR) | ROLE (PUBLISHER) | ROLE (ADMIN) },
  [BATON_SERVER_ACTION_PUSH_TEXTS] = { "push-texts", ROLE (TRANSLATOR) | ROLE (EDITOR) | ROLE (PUBLISHER) | ROLE (ADMIN) },
  [BATON_SERVER_ACTION_PUSH] = { "push", ROLE (PUBLISHER) | ROLE (ADMIN) },
  [BATON_SERVER_ACTION_RESTORE] = { "restore", ROLE (PUBLISHER) | ROLE (ADMIN) },
  [BATON_SERVER_ACTION_READ_AUDIT] = { "read-audit", ROLE (ADMIN) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (actions) == BATON_N_SERVER_ACTIONS);

static const char *const role_names[] = {
  [BATON_ROLE_ANONYMOUS] = "anonymous",
  [BATON_ROLE_VIEWER] = "viewer",
  [BATON_ROLE_TRANSLATOR] = "translator",
  [BATON_ROLE_EDITOR] = "editor",
  [BATON_ROLE_PUBLISHER] = "publisher",
  [BATON_ROLE_ADMIN] = "admin",
};
G_STATIC_ASSERT (G_N_ELEMENTS (role_names) == BATON_N_ROLES);

gboolean
baton_may (BatonRole                 role,
           BatonServerAction               action,
           const BatonCircumstances *circumstances)
{
  if ((guint) role >= BATON_N_ROLES || (guint) action >= BATON_N_SERVER_ACTIONS)
    return FALSE;
  if (action == BATON_SERVER_ACTION_ASK_HEALTH && !circumstances->local)
    return FALSE;
  if (action == BATON_SERVER_ACTION_READ_PREVIEW && circumstances->open_preview)
    return TRUE;
  return (actions[action].roles & (1u << role)) != 0;
}

const char *
baton_role_get_name (BatonRole role)
{
  g_return_val_if_fail ((guint) role < BATON_N_ROLES, NULL);
  return role_names[role];
}

BatonRole
baton_role_find (const char *name)
{
  for (guint i = BATON_ROLE_VIEWER; i < BATON_N_ROLES; i++)
    if (g_strcmp0 (role_names[i], name) == 0)
      return i;
  return BATON_ROLE_ANONYMOUS;
}

const char *
baton_server_action_get_name (BatonServerAction action)
{
  g_return_val_if_fail ((guint) action < BATON_N_SERVER_ACTIONS, NULL);
  return actions[action].name;
}
