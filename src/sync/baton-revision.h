/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A revision of the program as the server tells of it: who pushed what and when, without the program itself.
 */
#pragma once

#include "model/baton-value.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  number;          /* 1, 2, 3…; 0: the server holds no program yet, and nothing else is set */
  gint64  parent;          /* the revision it followed; 0 for the first */
  gint64  restored_from;   /* the revision that a rollback brought back; 0: an ordinary push */
  gint64  time;            /* microseconds since 1970 in UTC, by the server's clock */
  char   *digest;          /* SHA-256 of the program's canonical JSON, 64 hexadecimal digits; NULL for number 0 */
  char   *author;          /* name of the token that pushed it; NULL for number 0 */
  char   *message;         /* "" when none was given */
} BatonRevision;

/* (transfer full) */
BatonRevision *baton_revision_copy       (const BatonRevision *revision);
void           baton_revision_free       (BatonRevision       *revision);
/* From the server's JSON; NULL when it is none. (transfer full) */
BatonRevision *baton_revision_from_value (const BatonValue    *value);
/* Whether a server whose last revision this is does not have revision *number* of that digest any more. Numbers only grow there, so a copy
 * of former days was put back. */
gboolean       baton_revision_is_before  (const BatonRevision *revision,
                                          gint64               number,
                                          const char          *digest);
/* Whose name to show: without the number by which the tokens of a practice server are told apart, "maria" for "maria
 * 1795301080331533". (transfer full) */
char          *baton_revision_dup_person (const BatonRevision *revision);
/* The entity tag under which the server knows this state, quotes included: what If-Match must name. (transfer full) */
char          *baton_revision_get_etag   (const BatonRevision *revision);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRevision, baton_revision_free)

G_END_DECLS
