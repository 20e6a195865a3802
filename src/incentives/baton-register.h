/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register: the organizations and members that a program is run for. It is data, not program: no revision and no
 * digest holds it. Every fact is dated: what was true on a day stays true of that day.
 *
 * Two files, comma-separated, UTF-8, with a first line that names the columns (any order; those in brackets may be left
 * out or empty). A row holds *all* facts of its subject from its day on, until the next row of the same id:
 *
 *   organisations.csv   id,name,[parent],[terms],[joined],[manager],[from]
 *   members.csv         id,name,organisation,[roles],[terms],[locale],[from]
 *
 *   id            any text without line breaks, at most 200 bytes, unique over its file
 *   parent        id of the organization above it
 *   terms, roles  ids of the program's terms or roles, separated by single spaces
 *   joined        YYYY-MM-DD, the day on which it joined the program
 *   manager       id of the member of one's own company who looks after it
 *   organisation  id of the organization that the member belongs to
 *   locale        id of the program's locale, or a language tag
 *   from          YYYY-MM-DD, the first day of which the row speaks; empty: since ever
 *
 * Example: an organization that turns from reseller to MSP on 1 July:
 *
 *   id,name,parent,terms,joined,manager,from
 *   o-0017,Nordlicht GmbH,,reseller-4k2m8q0x1z dach-7c9v3b5n2m,2023-02-14,m-0003,
 *   o-0017,Nordlicht GmbH,,msp-8h2j4k6l0p dach-7c9v3b5n2m,2023-02-14,m-0003,2025-07-01
 *
 * A register is immutable and reference-counted, free to cross threads. Organizations and members are numbered in the
 * order of their ids (baton_event_id_compare() of baton-history.h), from 0.
 */
#pragma once

#include "incentives/baton-csv.h"
#include "model/baton-day.h"

G_BEGIN_DECLS

typedef struct _BatonRegister BatonRegister;

#define BATON_INDEX_NONE G_MAXUINT32

/* What is true of an organization from a day on. All strings are the register's. */
typedef struct
{
  BatonDay            from;          /* BATON_DAY_MIN: since ever */
  const char         *name;
  guint32             parent;        /* number of an organization, or BATON_INDEX_NONE */
  const char * const *terms;         /* ids, sorted, NULL-terminated */
  BatonDay            joined;        /* BATON_DAY_NONE when not known */
  guint32             manager;       /* number of a member, or BATON_INDEX_NONE */
} BatonOrganisationFacts;

typedef struct
{
  BatonDay            from;
  const char         *name;
  guint32             organisation;  /* number of an organization, or BATON_INDEX_NONE */
  const char * const *roles;         /* ids, sorted, NULL-terminated */
  const char * const *terms;
  const char         *locale;        /* nullable */
} BatonMemberFacts;

/* Reads both files; either may be empty. Bad rows are appended to *bad_rows* (nullable; of BatonBadRow); their file is told
 * by *bad_organisations* (out, nullable): that many of them, the first ones, are of the organizations' file. A bad row
 * is left out; of a row whose parent or manager is not there, only that is. (transfer full), never NULL. */
BatonRegister *baton_register_read               (const char          *organisations,
                                                  gsize                organisations_length,
                                                  const char          *members,
                                                  gsize                members_length,
                                                  GPtrArray           *bad_rows,
                                                  guint               *bad_organisations);
BatonRegister *baton_register_new_empty          (void);
BatonRegister *baton_register_ref                (BatonRegister       *self);
void           baton_register_unref              (BatonRegister       *self);

guint          baton_register_get_n_organisations (BatonRegister      *self);
guint          baton_register_get_n_members      (BatonRegister       *self);
/* The id by number; NULL past the end. */
const char    *baton_register_get_organisation   (BatonRegister       *self,
                                                  guint                organisation);
const char    *baton_register_get_member         (BatonRegister       *self,
                                                  guint                member);
/* The number by id; BATON_INDEX_NONE when there is none. */
guint          baton_register_find_organisation  (BatonRegister       *self,
                                                  const char          *id);
guint          baton_register_find_member        (BatonRegister       *self,
                                                  const char          *id);

/* What is true on *day*; before the first row of a subject, what that row says with *from* in the future is not yet true:
 * NULL. Borrowed from the register. */
const BatonOrganisationFacts *baton_register_get_organisation_facts (BatonRegister *self,
                                                                     guint          organisation,
                                                                     BatonDay       day);
const BatonMemberFacts       *baton_register_get_member_facts       (BatonRegister *self,
                                                                     guint          member,
                                                                     BatonDay       day);
/* All facts in the order of their days. */
const BatonOrganisationFacts *baton_register_list_organisation_facts (BatonRegister *self,
                                                                      guint          organisation,
                                                                      guint         *n_facts);
const BatonMemberFacts       *baton_register_list_member_facts       (BatonRegister *self,
                                                                      guint          member,
                                                                      guint         *n_facts);
/* The organization at the top of the tree above *organisation* on *day*; itself when nothing is above it. */
guint          baton_register_get_top            (BatonRegister       *self,
                                                  guint                organisation,
                                                  BatonDay             day);
/* The members of *organisation*, or whose relationship manager's organizations these are, on *day*. (transfer full) of guint. */
GArray        *baton_register_list_members       (BatonRegister       *self,
                                                  guint                organisation,
                                                  BatonDay             day);
GArray        *baton_register_list_managed       (BatonRegister       *self,
                                                  guint                manager,
                                                  BatonDay             day);

/* A copy in which one term or role stands for another, for all days: what a replaced term needs. (transfer full) */
BatonRegister *baton_register_replace_term       (BatonRegister       *self,
                                                  const char          *term,
                                                  const char          *by);
/* The same for several, each by one or more: *successors* maps ids to arrays of ids ended by NULL. Of several locales the
 * first counts. (transfer full) */
BatonRegister *baton_register_replace_terms      (BatonRegister       *self,
                                                  GHashTable          *successors);
/* How many rows use the term, role or locale. */
guint          baton_register_count_uses         (BatonRegister       *self,
                                                  const char          *term);
/* The two files again; reading them gives an equal register. */
char          *baton_register_write_organisations (BatonRegister      *self);
char          *baton_register_write_members      (BatonRegister       *self);


/* As a workspace keeps it: a *segment*, which is mapped and checked when it is opened (baton-register-segment.c). Rows that wait for
 * somebody who is not there are kept in it, too: another import may bring them. */
gboolean       baton_register_is_empty           (BatonRegister       *self);
/* (transfer full); NULL with BATON_INCENTIVES_ERROR_STORAGE for one beyond 4 GB. */
GBytes        *baton_register_save_bytes         (BatonRegister       *self,
                                                  GError             **error);
/* Writes such bytes, wholly or not at all. FALSE with BATON_INCENTIVES_ERROR_FULL or _STORAGE. */
gboolean       baton_register_write_bytes        (GBytes              *bytes,
                                                  const char          *path,
                                                  GError             **error);
/* (transfer full); NULL with BATON_INCENTIVES_ERROR_STORAGE, _DAMAGED or _VERSION. */
BatonRegister *baton_register_open               (const char          *path,
                                                  GError             **error);
BatonRegister *baton_register_open_bytes         (GBytes              *bytes,
                                                  GError             **error);
/* One of the two files with all its rows, those that wait, too. (transfer full) */
char          *baton_register_write_file         (BatonRegister       *self,
                                                  gboolean             organisations);
/* Forgets the members' rows that wait for their organizations. Before anybody else has the register. */
void           baton_register_forget_strays      (BatonRegister       *self);
/* Reports them as baton_register_read() does, but of no line. */
void           baton_register_report_waiting     (BatonRegister       *self,
                                                  GPtrArray           *bad_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRegister, baton_register_unref)

G_END_DECLS
