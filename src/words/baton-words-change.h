/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values and changes as people read them.
 */
#pragma once

#include "model/baton-day.h"
#include "model/baton-diff.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* Any value of a field as one line: "120", "EUR 1,234.50", "Influencers, in EMEA", "not set" for NULL. (transfer full) */
char *baton_words_value        (const BatonNames     *names,
                                const BatonFieldInfo *field,
                                const BatonValue     *value);
/* A cell: "10", "-", "open", with its exceptions behind: "10 (20 from 1 January 2027)". (transfer full) */
char *baton_words_cell         (const BatonNames     *names,
                                const BatonValue     *cell);
/* One entity's change as sentences, one for each atom: "“Superhero” now starts at 120 points, was 100."
 * *before_names* and *after_names* look up the names on either side. (transfer full) NULL-terminated. */
char **baton_words_change      (const BatonNames     *before_names,
                                const BatonNames     *after_names,
                                const BatonEntity    *before,
                                const BatonEntity    *after);
/* One atom of a difference as a sentence: "“DACH” moved from “EMEA” to “Europe”." (transfer full) */
char  *baton_words_atom        (const BatonNames     *before_names,
                                const BatonNames     *after_names,
                                const BatonAtom      *atom);
/* All that stands in a thing, for one that is new or has gone: "From tier points: 120". (transfer full) NULL-terminated. */
char **baton_words_contents    (const BatonNames     *names,
                                const BatonEntity    *entity);
/* The name of the journal's entry for a change: "Change From tier points of Superhero to 120", "Add Activity “Blog post”",
 * "Delete …", "Move …". (transfer full) */
char  *baton_words_entry_name  (const BatonNames     *names,
                                const BatonEntity    *before,
                                const BatonEntity    *after);
/* The name of the entry that lets changed points count from a day on: "Count changed points from 1 March 2027 on".
 * (transfer full) */
char  *baton_words_dated_points (BatonDay              from);
/* A name that the journal keeps, as it is shown: what was pulled and bears a number alone, as nobody gave it a message, is named
 * for what it is. NULL for NULL. (transfer full) */
char  *baton_words_step         (const char           *name);

G_END_DECLS
