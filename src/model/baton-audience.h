/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The JSON of an audience, read and written in one place. An audience is an array of clauses joined by *and*:
 *
 *   {"dimension": D, "any"|"all"|"only"|"none": [ids], "side"?: "member"|"content"|"event"|"record"}
 *   {"attribute": "tier-points"|"company-points"|"individual-points"|"days-since-joining", "min"?: n, "max"?: n}
 *   {"audience": id of a named audience}
 *
 * D is the id of a vocabulary, "role", "organisation" (ids of the register) or the id of a tier ladder. For a ladder
 * the ids are tiers, and *any* means one of these tiers; a tier at or above T is written by listing T and those above.
 * The side is that of the field unless given; it is written only where it differs from the field's.
 */
#pragma once

#include "model/baton-value.h"
#include "model/baton-schema.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_MATCH_ANY,
  BATON_MATCH_ALL,
  BATON_MATCH_ONLY,
  BATON_MATCH_NONE,
  BATON_N_MATCHES
} BatonMatch;

typedef enum
{
  BATON_ATTRIBUTE_TIER_POINTS,
  BATON_ATTRIBUTE_COMPANY_POINTS,
  BATON_ATTRIBUTE_INDIVIDUAL_POINTS,
  BATON_ATTRIBUTE_DAYS_SINCE_JOINING,
  BATON_N_ATTRIBUTES
} BatonAttribute;

typedef enum
{
  BATON_CLAUSE_TERMS,
  BATON_CLAUSE_ATTRIBUTE,
  BATON_CLAUSE_NAMED
} BatonClauseType;

typedef struct
{
  BatonClauseType   type;
  const char       *dimension;  /* TERMS: borrowed from the value */
  BatonSide         side;       /* TERMS */
  BatonMatch        match;      /* TERMS */
  const BatonValue *ids;        /* TERMS: array of strings, borrowed */
  BatonAttribute    attribute;  /* ATTRIBUTE */
  gint64            minimum;    /* ATTRIBUTE: −BATON_INTEGER_MAX where open */
  gint64            maximum;    /* ATTRIBUTE: BATON_INTEGER_MAX where open */
  const char       *audience;   /* NAMED: id, borrowed */
} BatonClause;

#define BATON_DIMENSION_ROLE "role"
#define BATON_DIMENSION_ORGANISATION "organisation"

/* Reads the clause at *index*; FALSE past the end or when it is none of the three shapes. */
gboolean    baton_audience_get_clause   (const BatonValue *audience,
                                         gsize             index,
                                         BatonSide         side,
                                         BatonClause      *clause);
/* (transfer full) */
BatonValue *baton_clause_to_value       (const BatonClause *clause,
                                         BatonSide          field_side);
const char *baton_match_get_name        (BatonMatch         match);
const char *baton_attribute_get_name    (BatonAttribute     attribute);
int         baton_match_find            (const char        *name);
int         baton_attribute_find        (const char        *name);

G_END_DECLS
