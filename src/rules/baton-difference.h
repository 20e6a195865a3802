/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edit does to the decisions of the personas: two snapshots of the same program, compared persona by persona and
 * action by action.
 */
#pragma once

#include "rules/baton-access.h"

G_BEGIN_DECLS

/* A persona and action whose answers differ. Content that is in one of the two programs only counts as not permitted in
 * the other. Strings are borrowed from the two snapshots. */
typedef struct
{
  const char  *persona;
  BatonAction  action;
  guint        n_allowed;      /* are allowed now and were not */
  guint        n_refused;      /* were allowed, or with approval, and no longer are */
  guint        n_approval;     /* ask for approval now and did not */
  GPtrArray   *allowed;        /* ids of contents: the first of each, up to the number asked for */
  GPtrArray   *refused;
  GPtrArray   *approval;
} BatonDifference;

/* In order of persona (deleted ones last), then action; those without a difference are left out. Personas are matched by id; a new or
 * deleted persona counts as one to whom nothing is permitted in the other. (transfer full) of BatonDifference. */
GPtrArray *baton_difference_list (BatonSnapshot   *before,
                                  BatonSnapshot   *after,
                                  BatonDay         day,
                                  guint            max_examples);
void       baton_difference_free (BatonDifference *difference);

G_END_DECLS
