/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything by which one entity names another, found by the schema table alone: term sets, references, audiences
 * (also those of a cell's exceptions), columns of record lists, queries, links in rich text, and the place's parent.
 * Checks, uses, replacing and deleting all go by this one walk.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

/* The kinds, as bits, that a link in a formatted text may lead to. */
#define BATON_LINK_KINDS (BATON_KIND_BIT (PAGE) | BATON_KIND_BIT (CONTENT) | BATON_KIND_BIT (COLLECTION) | BATON_KIND_BIT (TOOL) \
                          | BATON_KIND_BIT (WORKFLOW) | BATON_KIND_BIT (SEARCH_PROFILE) | BATON_KIND_BIT (REWARD) \
                          | BATON_KIND_BIT (ACTIVITY) | BATON_KIND_BIT (PROMOTION) | BATON_KIND_BIT (TERM))

typedef enum
{
  BATON_REFERENCE_PLAIN,      /* a reference or an element of ordered references */
  BATON_REFERENCE_TERM,       /* an element of a term set */
  BATON_REFERENCE_PARENT,     /* the parent of the place */
  BATON_REFERENCE_DIMENSION,  /* the vocabulary or ladder that a clause is about */
  BATON_REFERENCE_CLAUSE,     /* what a clause asks for: a term, a tier or a role */
  BATON_REFERENCE_AUDIENCE,   /* a named audience */
  BATON_REFERENCE_VOCABULARY, /* a vocabulary that a query shares with the record */
  BATON_REFERENCE_LINK        /* a link in a rich text */
} BatonReferenceRole;

typedef struct
{
  BatonReferenceRole role;
  BatonField         field;
  const char        *column;     /* of a record list, otherwise NULL */
  int                row;        /* row of a record list, clause of an audience, exception of a cell; otherwise −1 */
  const char        *locale;     /* the translation in which a link stands, otherwise NULL */
  const char        *id;
  guint64            kinds;      /* BATON_KIND_BIT of the kinds that it may name */
  const char        *dimension;  /* CLAUSE: id of the vocabulary or ladder, or "role" */
} BatonReference;

/* All strings are borrowed for the duration of the call. */
typedef void (*BatonReferenceFunc) (const BatonReference *reference,
                                    gpointer              user_data);

/* Calls *func* for every reference, in the order of the fields and within them of the value; also for ids that name
 * nothing. Organisations in audiences are the register's, not the program's, and are left out. Values of a wrong shape
 * are passed over. */
void baton_entity_foreach_reference (const BatonEntity *entity,
                                     BatonReferenceFunc func,
                                     gpointer           user_data);

G_END_DECLS
