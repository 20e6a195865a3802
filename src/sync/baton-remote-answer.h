/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a response to what it says: JSON, refusals as errors, problems as the model's own. Private to sync.
 */
#pragma once

#include "sync/baton-remote.h"
#include "sync/baton-transfer.h"

G_BEGIN_DECLS

/* The body, strictly read; NULL when it is no JSON. (transfer full) */
BatonValue *baton_remote_parse         (const BatonResponse  *response);
/* Which refusal the problem details name; "" for anything else. Borrowed from *value*. */
const char *baton_remote_get_slug      (const BatonValue     *value);
/* Sets *error* for an answer that is a refusal of a sort which no result stands for. Returns NULL. */
gpointer    baton_remote_refuse        (const BatonResponse  *response,
                                        const BatonValue     *value,
                                        GError              **error);
/* Sets *error* for an answer that no Baton server gives. Returns NULL. */
gpointer    baton_remote_fail_protocol (GError              **error,
                                        const char           *what);
/* Fills *result* with the problems that *value* lists, and counts those that this version does not know. */
void        baton_remote_read_problems (const BatonValue     *value,
                                        BatonPushResult      *result);

G_END_DECLS
