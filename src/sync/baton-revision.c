/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Revisions as the server tells of them: see baton-revision.h.
 */
#include "sync/baton-revision.h"

#include <string.h>

BatonRevision *
baton_revision_copy (const BatonRevision *revision)
{
  BatonRevision *copy = g_memdup2 (revision, sizeof *revision);

  copy->digest = g_strdup (revision->digest);
  copy->author = g_strdup (revision->author);
  copy->message = g_strdup (revision->message);
  return copy;
}

void
baton_revision_free (BatonRevision *revision)
{
  if (revision == NULL)
    return;
  g_free (revision->digest);
  g_free (revision->author);
  g_free (revision->message);
  g_free (revision);
}

static gboolean
is_digest (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

BatonRevision *
baton_revision_from_value (const BatonValue *value)
{
  gint64 number = baton_value_get_member_integer (value, "revision", -1);
  const char *digest = baton_value_get_member_string (value, "digest");
  const char *message = baton_value_get_member_string (value, "message");
  const char *author = baton_value_get_member_string (value, "by");
  BatonRevision *revision;

  if (number < 0 || (number > 0 && !is_digest (digest)))
    return NULL;
  revision = g_new0 (BatonRevision, 1);
  revision->number = number;
  revision->message = g_strdup (message != NULL ? message : "");
  revision->author = g_strdup (author != NULL ? author : "");
  if (number == 0)
    return revision;
  revision->parent = baton_value_get_member_integer (value, "parent", number - 1);
  revision->restored_from = baton_value_get_member_integer (value, "restored-from", 0);
  revision->time = baton_value_get_member_integer (value, "time", 0);
  revision->digest = g_strdup (digest);
  return revision;
}

char *
baton_revision_get_etag (const BatonRevision *revision)
{
  if (revision->number == 0)
    return g_strdup ("\"r0\"");
  return g_strdup_printf ("\"r%" G_GINT64_FORMAT "-%.16s\"", revision->number, revision->digest);
}

gboolean
baton_revision_is_before (const BatonRevision *revision,
                          gint64               number,
                          const char          *digest)
{
  return revision->number < number || (revision->number == number && g_strcmp0 (revision->digest, digest) != 0);
}

char *
baton_revision_dup_person (const BatonRevision *revision)
{
  const char *space = revision->author != NULL ? strrchr (revision->author, ' ') : NULL;

  /* Microseconds since 1970 have sixteen digits until the year 2286. */
  if (space != NULL && strspn (space + 1, "0123456789") == 16 && space[17] == '\0')
    return g_strndup (revision->author, space - revision->author);
  return g_strdup (revision->author != NULL ? revision->author : "");
}
