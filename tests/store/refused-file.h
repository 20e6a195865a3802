/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that are no workspace, or no sound one: made, and seen to be refused and left as they were.
 */
#pragma once

#include "store-fixture.h"

/* Names, sizes and bytes of all that lies in the folder. (transfer full) */
char *store_describe_folder          (StoreFixture    *fixture);
/* That the file is refused with *code*, and nothing changed by it. */
void  store_assert_refused           (StoreFixture    *fixture,
                                      BatonOpenMode    mode,
                                      BatonStoreError  code);
/* To edit and to read. */
void  store_assert_refused_both_ways (StoreFixture    *fixture,
                                      BatonStoreError  code);
void  store_write_file               (StoreFixture    *fixture,
                                      const char      *contents,
                                      gssize           length);
/* A workspace with a history and a base, closed. Initializes the fixture. */
void  store_make_file_of             (StoreFixture    *fixture,
                                      guint            n_terms);
void  store_make_file                (StoreFixture    *fixture);
/* What somebody with an SQL prompt, or worse, may do to a workspace. */
void  store_meddle                   (StoreFixture    *fixture,
                                      const char      *sql);
