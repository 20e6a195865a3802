/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of compiled audiences, for the engines.
 */
#pragma once

#include "rules/baton-match.h"

G_BEGIN_DECLS

/* One condition. Named audiences are flattened: their conditions stand here with the index of the clause that named them. */
typedef struct
{
  BatonClauseType  type;        /* TERMS or ATTRIBUTE; NAMED is a named audience that is nobody */
  BatonSide        side;
  BatonMatch       match;
  guint            clause;      /* index in the value */
  BatonDimension   dimension;   /* TERMS */
  BatonTerm       *terms;       /* TERMS: sorted, each once; owned */
  guint            n_terms;
  guint            n_missing;   /* TERMS: ids that name no term of the dimension */
  char           **organisations;  /* TERMS of dimension organisation: ids of the register; owned */
  BatonAttribute   attribute;   /* ATTRIBUTE */
  gint64           minimum;
  gint64           maximum;
} BatonCondition;

struct _BatonAudience
{
  gatomicrefcount  refs;
  guint            n_clauses;
  GArray          *conditions;  /* BatonCondition, in the order of the clauses */
  GPtrArray       *named;       /* ids of the named audiences that went into it, missing ones too; owned strings */
  gboolean         has_missing; /* whether any id named no term */
};

gboolean       baton_condition_holds       (const BatonCondition *condition,
                                            const BatonTaxonomy  *taxonomy,
                                            const BatonProfile   *profile,
                                            const BatonTermSet   *content);
/* The same for terms alone, whoever holds them. */
gboolean       baton_condition_holds_terms (const BatonCondition *condition,
                                            const BatonTaxonomy  *taxonomy,
                                            const BatonTerm      *held,
                                            gsize                 n_held);

/* Finds a named audience while a snapshot is still being made. */
typedef const BatonValue * (* BatonNamedAudienceFunc) (const char *id,
                                                       gpointer    user_data);

BatonAudience *baton_audience_compile_full (const BatonTaxonomy    *taxonomy,
                                            const BatonValue       *value,
                                            BatonSide               side,
                                            BatonNamedAudienceFunc  find_named,
                                            gpointer                user_data);
/* The clauses of an entity of kind audience, an empty array where none are set; NULL for NULL. Borrowed. */
const BatonValue *baton_audience_read_named (const BatonEntity *entity);
/* The audience with no clauses. (transfer full) */
BatonAudience *baton_audience_new_everybody (void);

G_END_DECLS
