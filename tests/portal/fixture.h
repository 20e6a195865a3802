/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small program of the portal's tests (data/small.json). In that file an id is written @name and stands for
 * "name-0000000000"; ID ("name") says the same here.
 */
#pragma once

#include "portal/baton-portal-html.h"
#include "portal/baton-portal-why.h"

#define ID(name) name "-0000000000"

/* 15 June 2026: the day on which the tests take place unless they say otherwise. */
#define TODAY (baton_day_new (2026, 6, 15))

/* (transfer full) */
BatonProgram  *fixture_program  (void);
/* Sets one field of one entity to the JSON *value*; NULL clears it. */
void           fixture_edit     (BatonProgram *program,
                                 const char   *id,
                                 BatonField    field,
                                 const char   *value);
BatonSnapshot *fixture_snapshot (void);
/* The same with one field of one entity set to the JSON *value*; NULL clears it. (transfer full) */
BatonSnapshot *fixture_snapshot_with (const char *id,
                                      BatonField  field,
                                      const char *value);
/* As one of the personas sees it today. (transfer full) */
BatonPortal   *fixture_resolve  (BatonSnapshot            *snapshot,
                                 const char               *persona,
                                 const BatonPortalRequest *request);
/* A program of data/samples. (transfer full); NULL when it is not there. */
BatonProgram  *fixture_sample   (const char               *name);

/* With addresses such as "page/ID"; pictures at "asset/DIGEST". (transfer full) */
char          *fixture_html     (const BatonPortal        *portal);
/* Fails the test unless *html* is made of the tags and attributes that pages are made of, each closed in its order, with
 * addresses that neither run nor fetch anything. */
void           assert_clean_html (const char              *html);
