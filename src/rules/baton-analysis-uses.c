/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is named nowhere: roles and terms. And exceptions that do not say why.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-private.h"

#include "model/baton-references.h"

typedef struct
{
  const BatonTaxonomy *taxonomy;
  BatonWord           *used;        /* by term */
  BatonWord           *of_persona;
  gboolean             is_persona;  /* the entity in hand */
} Uses;

static void
note_reference (const BatonReference *reference,
                gpointer              user_data)
{
  static const guint64 kinds = G_GUINT64_CONSTANT (1) << BATON_KIND_TERM | G_GUINT64_CONSTANT (1) << BATON_KIND_ROLE
                               | G_GUINT64_CONSTANT (1) << BATON_KIND_TIER;
  Uses *uses = user_data;
  BatonTerm term;

  if ((reference->kinds & kinds) == 0 || reference->role == BATON_REFERENCE_PARENT)
    return;
  term = baton_taxonomy_find_term (uses->taxonomy, reference->id);
  if (term == BATON_TERM_NONE)
    return;
  bits_set (uses->used, term);
  if (uses->is_persona)
    bits_set (uses->of_persona, term);
}

/* The tags of the contents, of which there are many, are known by their postings. */
static void
note_tags (const BatonContentTable *contents,
           Uses                    *uses)
{
  for (BatonTerm t = 0; t < contents->n_terms; t++)
    if (contents->postings[t] != NULL && contents->postings[t]->len > 0)
      bits_set (uses->used, t);
}

/* A term that stands above one in use is in use itself. */
static gboolean
is_used_below (const Uses *uses,
               BatonTerm   term)
{
  const BatonTaxonomy *taxonomy = uses->taxonomy;

  for (guint32 number = taxonomy->first[term]; number <= taxonomy->last[term]; number++)
    if (bits_get (uses->used, taxonomy->order[number]))
      return TRUE;
  return FALSE;
}

static void
report_roles (BatonAnalysis *analysis,
              Uses          *uses)
{
  GPtrArray *roles = analysis->snapshot->lists[BATON_KIND_ROLE];

  for (guint i = 0; i < roles->len; i++)
    {
      const char *id = baton_entity_get_id (roles->pdata[i]);
      BatonTerm role = baton_taxonomy_find_term (uses->taxonomy, id);

      if (!bits_get (uses->used, role))
        baton_analysis_add (analysis, BATON_FINDING_ROLE_UNUSED, BATON_KIND_ROLE, id);
      else if (!bits_get (uses->of_persona, role))
        baton_analysis_add (analysis, BATON_FINDING_ROLE_WITHOUT_PERSONA, BATON_KIND_ROLE, id);
    }
}

static void
report_terms (BatonAnalysis *analysis,
              Uses          *uses)
{
  GPtrArray *terms = analysis->snapshot->lists[BATON_KIND_TERM];

  for (guint i = 0; i < terms->len; i++)
    {
      const char *id = baton_entity_get_id (terms->pdata[i]);

      if (!is_used_below (uses, baton_taxonomy_find_term (uses->taxonomy, id)))
        baton_analysis_add (analysis, BATON_FINDING_TERM_UNUSED, BATON_KIND_TERM, id);
    }
}

static void
report_exceptions (BatonAnalysis *analysis)
{
  GPtrArray *rules = analysis->snapshot->lists[BATON_KIND_PUBLISHING_RULE];

  for (guint r = 0; r < rules->len; r++)
    {
      const char *reason = baton_entity_get_string (rules->pdata[r], BATON_FIELD_PUBLISHING_RULE_REASON);
      const BatonRule *rule = analysis->snapshot->rules->rules[r];

      if (rule->enabled && !rule->may && (reason == NULL || *reason == '\0'))
        baton_analysis_add (analysis, BATON_FINDING_EXCEPTION_WITHOUT_REASON, BATON_KIND_PUBLISHING_RULE,
                            baton_entity_get_id (rules->pdata[r]))->actions = rule->actions;
    }
}

void
baton_analysis_check_uses (BatonAnalysis *analysis)
{
  const BatonTaxonomy *taxonomy = analysis->snapshot->taxonomy;
  Uses uses = { .taxonomy = taxonomy };

  uses.used = bits_new (BATON_BITS_WORDS (taxonomy->n_terms));
  uses.of_persona = bits_new (BATON_BITS_WORDS (taxonomy->n_terms));
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GPtrArray *list = analysis->snapshot->lists[kind];

      uses.is_persona = kind == BATON_KIND_PERSONA;
      for (guint i = 0; kind != BATON_KIND_CONTENT && i < list->len; i++)
        baton_entity_foreach_reference (list->pdata[i], note_reference, &uses);
    }
  note_tags (analysis->snapshot->contents, &uses);
  report_roles (analysis, &uses);
  report_terms (analysis, &uses);
  report_exceptions (analysis);
  g_free (uses.used);
  g_free (uses.of_persona);
}
